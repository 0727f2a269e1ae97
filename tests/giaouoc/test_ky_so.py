"""Signing by token: each fault of a file has its sentence, the first verdict stays, a second person looks."""

import io
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import TownClock
from tests.giaouoc import town as the
from tests.giaouoc.test_ky import KY, code_of
from tests.giaouoc.town import PAGE
from tests.signing import papers, pki
from tests.signing.photographs import page as drawn
from tests.town_client import Page, TownClient
from thidua.core.pledge import TinhTrangChuKy, TrangThai
from thidua.core.workflow import State
from thidua.donvi.models import DonVi
from thidua.giaouoc.models import BangChungKySo, ChuKy, GiaoUoc, ThongBao
from thidua.hoso.models import HoSo
from thidua.web.trust import FOLDER


@cache
def exported(code: str | None) -> bytes:
    """The paper as a PDF whose page shows the code, not signed."""
    picture, kept = io.BytesIO(), io.BytesIO()
    drawn(code).crop((620, 1250, 1240, 1754)).save(picture, "PDF")
    # Written anew: the signing library reads cross-reference tables strictly.
    with pikepdf.open(picture) as document:
        document.save(kept, static_id=True)
    return kept.getvalue()


@pytest.fixture
def ready(app: Flask, session: Session, clock: TownClock) -> list[DonVi]:
    """A pledge out to be signed, on the day of the tests' certificates; nothing is trusted yet."""
    clock.moment = pki.NOW
    made = the.town(session)
    the.to_signing(session)
    return made


def trust(app: Flask) -> None:
    pki.trusted(Path(app.instance_path) / FOLDER)


def send(client: TownClient, content: bytes, **fields: str) -> tuple[int, str]:
    shown = client.page(KY)
    data: dict[str, object] = {**shown.hidden(shown.form_for(KY + "/so")), **fields}
    data["tep"] = (io.BytesIO(content), "giao-uoc-da-ky.pdf")
    answer = client.post(KY + "/so", data=data, content_type="multipart/form-data")
    return answer.status_code, Page(answer.get_data(as_text=True)).text() if answer.status_code != 303 else ""


def accept(client: TownClient, session: Session, **fields: str) -> tuple[int, str]:
    session.rollback()
    signed = session.scalars(select(ChuKy.id).order_by(ChuKy.id.desc()).limit(1)).one()
    shown = client.page(KY + "/doi-chieu")
    address = f"{KY}/so/{signed}/xac-nhan"
    form = shown.form_for(address)
    typed = {str(e.get("name")): e.get("value", "") for e in form.iter("input") if e.get("name")}
    answer = client.post(address, data={**typed, "quyet_dinh": "co", **fields})
    return answer.status_code, Page(answer.get_data(as_text=True)).text() if answer.status_code != 303 else ""


def test_a_signed_file_is_checked_kept_and_accepted(
    app: Flask, session: Session, client: TownClient, ready: list[DonVi]
) -> None:
    trust(app)
    content = papers.signed(exported(code_of(session)), pki.town().head)
    client.login("canbo.don-vi-2")
    assert send(client, content)[0] == 303
    shown = client.page(KY).text()
    assert "Nguyễn Văn Đoàn" in shown
    assert "Hợp lệ" in shown
    assert "đối chiếu chữ ký số (tham khảo)" in shown
    client.login("thuongtruc")
    assert accept(client, session, nguoi_ky="Người lạ")[0] == 422
    assert accept(client, session)[0] == 303
    session.rollback()
    stored = session.scalars(select(ChuKy)).one()
    assert (stored.tinh_trang, stored.nguoi_ky) == (TinhTrangChuKy.DA_XAC_NHAN, "Rcom Sa")
    ho_so = session.scalars(select(HoSo).where(HoSo.loai == "giao_uoc", HoSo.don_vi_id == ready[1].id)).one()
    assert ho_so.state is State.DA_TIEP_NHAN
    assert client.get(f"{KY}/so/{stored.id}").data == content
    evidence = client.page(PAGE + "/bang-chung").text()
    assert "Chữ ký số" in evidence
    assert "người ký trên chứng thư: Nguyễn Văn Đoàn" in evidence
    client.login("canbo.don-vi-2")
    assert "Tệp PDF đã ký số" not in client.page(KY).text()


def test_the_first_verdict_stays_when_a_root_is_loaded_later(
    app: Flask, session: Session, client: TownClient, ready: list[DonVi]
) -> None:
    client.login("canbo.don-vi-2")
    assert "Máy chủ chưa có chứng thư gốc nào" in client.page(KY).text()
    status, words = send(client, papers.signed(exported(code_of(session)), pki.town().head))
    assert status == 422
    assert "Không rõ người ký" in words
    assert "Hãy đề nghị quản trị nạp chứng thư gốc" in words
    session.rollback()
    signed = session.scalars(select(ChuKy)).one()
    assert signed.tinh_trang is TinhTrangChuKy.BI_BAC
    address = f"{KY}/so/{signed.id}/kiem-lai"
    trust(app)
    assert "Máy chủ chưa có chứng thư gốc nào" not in client.page(KY).text()
    assert client.post_form(address, page=KY).status_code == 303
    session.rollback()
    signed = session.scalars(select(ChuKy)).one()
    assert (signed.ket_luan, signed.tinh_trang) == ("khong_ro_nguoi_ky", TinhTrangChuKy.CHO_XAC_NHAN)
    kept = session.scalars(select(BangChungKySo.ket_luan).order_by(BangChungKySo.so)).all()
    assert kept[0] == "khong_ro_nguoi_ky"
    assert kept[1] == "hop_le"
    client.login("thuongtruc")
    session.rollback()
    assert accept(client, session, quyet_dinh="khong")[0] == 422
    assert accept(client, session, quyet_dinh="khong", ly_do="Ký nhầm người")[0] == 303
    session.rollback()
    assert session.execute(select(ThongBao.don_vi_id, ThongBao.khoa)).one() == (
        ready[1].id,
        "giao_uoc_ky_so_bi_bac",
    )
    assert session.scalars(select(GiaoUoc.trang_thai)).one() is TrangThai.DANG_KY_KET


def spoiled(code: str, how: str) -> bytes:
    here, paper = pki.town(), exported(code)
    match how:
        case "altered":
            whole = papers.signed(paper, here.head)
            at = whole.index(b"/MediaBox")
            return whole[: at + 1] + b"m" + whole[at + 2 :]
        case "expired":
            return papers.signed(paper, here.expired)
        case "revoked":
            return papers.signed(paper, here.revoked)
        case "picture":
            return paper
        case _:
            return papers.signed(exported(None), here.head)


def test_each_fault_has_its_sentence_and_its_way_out(
    app: Flask, session: Session, client: TownClient, ready: list[DonVi]
) -> None:
    trust(app)
    client.login("canbo.don-vi-2")
    code = code_of(session)
    for how, said, way_out in (
        ("altered", "Nội dung đã bị sửa", "Hãy ký lại trên tệp gốc"),
        ("expired", "Chứng thư hết hạn", "hoặc ký trực tiếp trên bản giấy"),
        ("revoked", "Chứng thư đã thu hồi", "hoặc ký trực tiếp trên bản giấy"),
        ("picture", "Không có chữ ký số", "Hình chữ ký, con dấu không phải chữ ký số"),
        ("no code", "Không đọc được mã", "Gõ mã in ở chân mỗi trang"),
    ):
        status, words = send(client, spoiled(code, how))
        assert status == 422, how
        assert said in words, how
        assert way_out in words, how
    session.rollback()
    # All but the one that nobody can assign to a text are kept, each with its evidence.
    assert session.scalar(select(func.count()).select_from(ChuKy)) == 4
    assert session.scalar(select(func.count()).select_from(BangChungKySo)) == 4
    assert send(client, spoiled(code, "no code"), ma=code)[0] == 303
    assert "mã gõ tay" in client.page(KY).text()
    client.login("thuongtruc")
    shown = client.page(KY)
    assert "Tệp PDF đã ký số" not in shown.text()
