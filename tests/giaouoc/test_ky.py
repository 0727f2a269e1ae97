"""Signing in ink through the one test client: pages in, a second person, hồ sơ received, in force."""

import io
from datetime import datetime, timedelta

import pytest
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import TownClock
from tests.giaouoc import town as the
from tests.giaouoc.town import PAGE
from tests.signing.photographs import page as drawn
from tests.town_client import Page, TownClient
from thidua.core import workflow
from thidua.core.errors import NotNow
from thidua.core.pledge import TinhTrangChuKy, TinhTrangTrang, TrangThai, fold
from thidua.core.workflow import State
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.giaouoc.actions import ky, ky_so, trang_chup
from thidua.giaouoc.actions.trang_chup import TepGui
from thidua.giaouoc.models import BanGiaoUoc, ChuKy, ChuKyTrang, GiaoUoc, ThongBao, TrangChup
from thidua.giaouoc.queries import chuoi
from thidua.giaouoc.queries.nguoi_ky import NguoiKy
from thidua.hoso import queries as hoso
from thidua.hoso.models import HoSo, SuKien, Tep
from thidua.signing import KetLuan, KetQua
from thidua.signing.ma import new_code
from thidua.vanban.check import check

KY = PAGE + "/ky"


def photograph(code: str | None, mark: int = 0) -> bytes:
    """A small photograph of a page with this code; `mark` makes each another file."""
    kept = io.BytesIO()
    drawn(code).crop((620, 1250, 1240, 1754)).point(lambda v: max(0, v - mark)).save(kept, "JPEG", quality=70)
    return kept.getvalue()


def code_of(session: Session) -> str:
    session.rollback()
    newest = select(BanGiaoUoc.ma).order_by(BanGiaoUoc.id.desc()).limit(1)
    return str(session.scalars(newest).one())


def send(client: TownClient, *pictures: bytes, **fields: str) -> tuple[int, str]:
    """Send pages from the signing page; the answer's status and words."""
    shown = client.page(KY)
    data: dict[str, object] = {**shown.hidden(shown.form_for(KY + "/trang")), **fields}
    data["tep"] = [
        (io.BytesIO(one), f"trang-{n}.{'pdf' if one.startswith(b'%PDF') else 'jpg'}")
        for n, one in enumerate(pictures, 1)
    ]
    answer = client.post(KY + "/trang", data=data, content_type="multipart/form-data")
    return answer.status_code, Page(answer.get_data(as_text=True)).text() if answer.status_code != 303 else ""


def judge(client: TownClient, **fields: str) -> tuple[int, str]:
    """Post the sheet of the second person with these answers over what it shows."""
    shown = client.page(KY + "/doi-chieu")
    form = shown.form_for(KY + "/doi-chieu")
    typed = {
        str(each.get("name")): each.get("value", "")
        for each in form.iter("input")
        if each.get("name") and each.get("type") in ("hidden", "text")
    }
    answer = client.post(KY + "/doi-chieu", data={**typed, **fields})
    return answer.status_code, Page(answer.get_data(as_text=True)).text() if answer.status_code != 303 else ""


def page_ids(session: Session) -> list[int]:
    session.rollback()
    return list(session.scalars(select(TrangChup.id).order_by(TrangChup.id)))


def test_from_photographs_to_a_pledge_in_force(
    session: Session, client: TownClient, clock: TownClock
) -> None:
    units = the.town(session)
    the.to_signing(session)
    code = code_of(session)
    client.login("canbo.don-vi-2")
    assert "Chờ từ" in client.page(KY).text()
    assert send(client, photograph(None, 1), photograph(code, 2)) == (303, "")
    client.login("canbo.don-vi-1")
    assert send(client, photograph(code, 3))[0] == 303
    first, second, third = page_ids(session)
    assert client.get(f"{KY}/trang/{first}").data[:2] == b"\xff\xd8"
    client.login("thuongtruc")
    assert "Đối chiếu chữ ký đã gửi" in client.page("/2023/giao-uoc/").text()
    ids = {f"trang-{one}": "khop" for one in (first, second, third)}
    status, words = judge(client, **ids, **{f"ky-{units[1].id}": "1", f"nguoi-{units[1].id}": "Ai Đó"})
    assert status == 422
    assert "Ai Đó không phải thủ trưởng" in words
    assert session.scalar(select(func.count()).select_from(ChuKy)) == 0
    signed = {f"ky-{unit.id}": "1" for unit in units[:2]}
    assert judge(client, **ids, **signed)[0] == 303
    session.rollback()
    stored = session.scalars(select(ChuKy).order_by(ChuKy.id)).all()
    assert {one.tinh_trang for one in stored} == {TinhTrangChuKy.DA_XAC_NHAN}
    assert {one.nguoi_ky for one in stored} == {"Rcom Sa"}
    of_second = next(one.id for one in stored if one.don_vi_id == units[1].id)
    assert set(
        session.scalars(select(ChuKyTrang.trang_chup_id).where(ChuKyTrang.chu_ky_id == of_second))
    ) == {first, second}
    assert session.scalars(select(GiaoUoc.trang_thai)).one() is TrangThai.DANG_KY_KET
    ho_so = session.scalars(select(HoSo).where(HoSo.loai == "giao_uoc", HoSo.don_vi_id == units[1].id)).one()
    assert ho_so.state is State.DA_TIEP_NHAN
    assert workflow.fold(hoso.happened(session, ho_so.id)) is State.DA_TIEP_NHAN
    people = dict(
        session.execute(select(SuKien.buoc, SuKien.nguoi_id).where(SuKien.ho_so_id == ho_so.id)).all()
    )
    who = {
        name: builders.person_of(session, account).person
        for name, account in (
            ("trinh", "canbo.don-vi-2"),
            ("duyet", "thutruong.don-vi-2"),
            ("tiep_nhan", "thuongtruc"),
        )
    }
    assert people == who
    assert session.scalar(select(func.count()).select_from(Tep).where(Tep.ho_so_id == ho_so.id)) == 2
    session.rollback()
    client.login("canbo.don-vi-3")
    assert send(client, photograph(code, 4))[0] == 303
    client.login("thuongtruc")
    assert judge(client, **{f"trang-{page_ids(session)[-1]}": "khop", f"ky-{units[2].id}": "1"})[0] == 303
    session.rollback()
    seen = the.view(session, "thuongtruc")
    assert seen.giao_uoc.trang_thai is TrangThai.HIEU_LUC
    assert fold(chuoi.happened(session, seen.giao_uoc.id)) is TrangThai.HIEU_LUC
    shown = client.page(PAGE + "/bang-chung").text()
    assert shown.count("Khớp bản đã niêm phong") == 3
    paper = client.get(PAGE + "/bang-chung.docx")
    assert [one for one in check(paper.data) if one.level == "error"] == []
    assert "Đã ký đủ" in client.page(KY).text()
    assert client.page("/2023/theo-doi/").text()


def test_a_scan_of_another_pledge_is_refused_and_named(session: Session, client: TownClient) -> None:
    the.town(session)
    the.to_signing(session)
    old = code_of(session)
    the.move(session, "canbo.don-vi-1", "sua_doi", reason="Sửa một chỉ tiêu")
    the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    the.agree_all(session)
    the.move(session, "canbo.don-vi-1", "thong_nhat")
    the.move(session, "canbo.don-vi-1", "dua_ra_ky_ket")
    client.login("canbo.don-vi-2")
    status, words = send(client, photograph(old, 1), photograph(code_of(session), 2))
    assert status == 422
    assert f"mang mã {old} (bản 1, giao ước năm 2023 của Cụm Một)" in words
    assert "Đã giữ 1 trang" in words
    assert len(page_ids(session)) == 1
    status, words = send(client, photograph(None, 3), ma=old)
    assert status == 422
    assert "không phải bản đang ký kết" in words


def test_without_a_readable_code_the_pages_are_kept_and_the_code_is_typed(
    session: Session, client: TownClient
) -> None:
    units = the.town(session)
    the.to_signing(session)
    code = code_of(session)
    client.login("canbo.don-vi-2")
    status, words = send(client, photograph(None, 1))
    assert status == 422
    assert "chưa đọc được mã" in words
    page = page_ids(session)[0]
    status, words = send(client, photograph(None, 1))
    assert "đã được gửi trước đó" in words
    client.login("thuongtruc")
    assert judge(client, **{f"trang-{page}": "khop"})[0] == 409
    client.login("canbo.don-vi-2")
    wrong = client.post_form(KY + "/ma", {"ma": "GU-2222-2222"}, page=KY)
    assert wrong.status_code == 422
    assert client.post_form(KY + "/ma", {"ma": code.lower().replace("-", " ")}, page=KY).status_code == 303
    session.rollback()
    row = session.get_one(TrangChup, page)
    assert (row.ma_tren_giay, row.ma_go_tay) == (code, True)
    client.login("thuongtruc")
    assert judge(client, **{f"trang-{page}": "khop", f"ky-{units[1].id}": "1"})[0] == 303
    assert "mã gõ tay" in client.page(PAGE + "/bang-chung").text()


def test_the_sender_never_judges_and_a_refusal_says_why(session: Session, client: TownClient) -> None:
    units = the.town(session)
    the.to_signing(session)
    client.login("thuongtruc")
    assert send(client, photograph(code_of(session), 1))[0] == 303
    page = page_ids(session)[0]
    assert judge(client, **{f"trang-{page}": "khop"})[0] == 409
    assert judge(client)[0] == 422
    client.login("canbo.don-vi-2")
    assert client.get(KY + "/doi-chieu").status_code == 403
    assert send(client, photograph(code_of(session), 2))[0] == 303
    mine = page_ids(session)[1]
    client.login("canbo.don-vi-1")
    assert judge(client, **{f"trang-{mine}": "khong_khop"})[0] == 422
    assert judge(client, **{f"ky-{units[0].id}": "1"})[0] == 422
    answers = {f"trang-{mine}": "khong_khop", f"ly-do-{mine}": "Mờ, chụp lại"}
    assert judge(client, **answers, **{f"trang-{page}": "khop", f"ky-{units[0].id}": "1"})[0] == 303
    session.rollback()
    told = session.execute(select(ThongBao.don_vi_id, ThongBao.khoa, ThongBao.noi_dung)).one()
    assert tuple(told) == (units[1].id, "giao_uoc_trang_bi_bac", "Cụm Một: Mờ, chụp lại")
    # Nobody of the trưởng's unit receives a hồ sơ: it waits for the secretariat.
    ho_so = session.scalars(select(HoSo).where(HoSo.loai == "giao_uoc", HoSo.don_vi_id == units[0].id)).one()
    assert ho_so.state is State.DA_NOP
    assert session.get_one(TrangChup, mine).tinh_trang is TinhTrangTrang.KHONG_KHOP


def test_in_order_nobody_signs_before_the_one_before(session: Session, client: TownClient) -> None:
    units = the.town(session)
    the.begin(session)
    session.rollback()
    with writing(session):
        the.view(session, "canbo.don-vi-1").ban.theo_thu_tu = True
    the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    the.agree_all(session)
    the.move(session, "canbo.don-vi-1", "thong_nhat")
    the.move(session, "canbo.don-vi-1", "dua_ra_ky_ket")
    client.login("canbo.don-vi-2")
    assert "chưa đến lượt" in client.page(KY).text()
    assert send(client, photograph(code_of(session), 1))[0] == 303
    page = page_ids(session)[0]
    client.login("thuongtruc")
    status, words = judge(client, **{f"trang-{page}": "khop", f"ky-{units[1].id}": "1"})
    assert status == 409
    assert "Chưa đến lượt Đơn vị số 2" in words
    both = {f"ky-{unit.id}": "1" for unit in units[:2]}
    assert judge(client, **{f"trang-{page}": "khop"}, **both)[0] == 303


def test_a_head_declines_and_the_truong_and_who_signed_are_told(session: Session, client: TownClient) -> None:
    units = the.town(session)
    the.to_signing(session)
    the.sign(session, "canbo.don-vi-2", units[1])
    client.login("thutruong.don-vi-3")
    assert client.post_form(KY + "/tu-choi", {"ly_do": " "}, page=KY).status_code == 422
    assert client.post_form(KY + "/tu-choi", {"ly_do": "Chỉ tiêu quá cao"}, page=KY).status_code == 303
    assert "Từ chối ký" in client.page(PAGE).text()
    session.rollback()
    told = session.execute(select(ThongBao.don_vi_id, ThongBao.khoa, ThongBao.noi_dung)).all()
    assert {(unit, key) for unit, key, _ in told} == {
        (units[0].id, "giao_uoc_tu_choi_ky"),
        (units[1].id, "giao_uoc_tu_choi_ky"),
    }
    assert {words for *_, words in told} == {"Cụm Một: Đơn vị số 3: Chỉ tiêu quá cao"}
    confirmed = select(ChuKy.vo_hieu_luc).where(ChuKy.don_vi_id == units[1].id)
    assert session.scalars(confirmed).all() == [None]


@pytest.mark.parametrize("bad", ["exe", "empty"])
def test_what_the_gate_refuses_loses_nothing(session: Session, client: TownClient, bad: str) -> None:
    the.town(session)
    the.to_signing(session)
    client.login("canbo.don-vi-2")
    status, words = send(client, b"MZ\x90" * 400 if bad == "exe" else b"", ma=code_of(session))
    assert status == 422
    assert "trang-1.jpg" in words
    assert page_ids(session) == []


def test_a_page_sent_by_mistake_is_taken_back_by_its_sender_only(
    session: Session, client: TownClient
) -> None:
    the.town(session)
    the.to_signing(session)
    client.login("canbo.don-vi-2")
    send(client, photograph(code_of(session), 1))
    page = page_ids(session)[0]
    client.login("canbo.don-vi-1")
    assert client.post(f"{KY}/trang/{page}/bo", data={"csrf_token": client.token()}).status_code == 403
    client.login("canbo.don-vi-4")
    assert client.get(f"{KY}/trang/{page}").status_code == 404
    client.login("canbo.don-vi-2")
    assert client.post_form(f"{KY}/trang/{page}/bo", page=KY).status_code == 303
    assert page_ids(session) == []


def ink(session: Session, who: str, unit: DonVi, mark: int, at: datetime) -> None:
    """A page sent by this account and compared by the secretariat, through the actions."""
    code = code_of(session)
    session.rollback()
    with writing(session):
        page = TepGui(f"{mark:064x}", f"anh-{mark}.jpg", "jpg", 1000, (code,))
        sender = builders.person_of(session, who)
        trang_chup.receive_pages(session, sender, the.view(session, who), [page], at=at)
    with writing(session):
        second = builders.person_of(session, "thuongtruc")
        sent = session.scalars(select(TrangChup.id).order_by(TrangChup.id.desc()).limit(1)).one()
        signer = NguoiKy(unit.id, "Rcom Sa", "Chủ tịch", at.date())
        ky.judge(session, second, the.view(session, "thuongtruc"), {sent: None}, [signer], at=at)


def test_the_ho_so_follows_a_head_who_sends_and_a_text_signed_anew(session: Session) -> None:
    units = the.town(session)
    the.to_signing(session)
    sent = the.APRIL + timedelta(days=8)
    ink(session, "thutruong.don-vi-2", units[1], 1, sent)
    session.rollback()
    ho_so = session.scalars(select(HoSo).where(HoSo.loai == "giao_uoc", HoSo.don_vi_id == units[1].id)).one()
    assert (ho_so.state, ho_so.nop_luc) == (State.DA_TIEP_NHAN, sent)
    steps = dict(
        session.execute(select(SuKien.buoc, SuKien.nguoi_id).where(SuKien.ho_so_id == ho_so.id)).all()
    )
    assert steps["trinh"] == builders.person_of(session, "canbo.don-vi-2").person
    assert steps["duyet"] == builders.person_of(session, "thutruong.don-vi-2").person
    first = ho_so.ban_chot_id
    the.move(session, "canbo.don-vi-1", "sua_doi", reason="Sửa một chỉ tiêu")
    the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    the.agree_all(session)
    the.move(session, "canbo.don-vi-1", "thong_nhat")
    the.move(session, "canbo.don-vi-1", "dua_ra_ky_ket")
    ink(session, "canbo.don-vi-2", units[1], 2, sent + timedelta(days=20))
    session.rollback()
    session.refresh(ho_so)
    assert ho_so.state is State.DA_TIEP_NHAN
    assert ho_so.ban_chot_id != first
    assert ho_so.nop_luc == sent
    assert workflow.fold(hoso.happened(session, ho_so.id)) is State.DA_TIEP_NHAN
    session.rollback()
    with pytest.raises(NotNow) as late, writing(session):
        seen = the.view(session, "canbo.don-vi-2")
        ky_so.receive_signed(
            session,
            builders.person_of(session, "canbo.don-vi-2"),
            seen,
            TepGui("f" * 64, "da-ky.pdf", "pdf", 10, (str(seen.ban.ma),)),
            [KetLuan(KetQua.HOP_LE, sent, "thử")],
            at=sent,
        )
    assert late.value.reason == "don_vi_da_ky"


def scanned(*codes: str | None, mark: int = 0) -> bytes:
    """A scanned PDF, a picture a page; None is a page without a code."""
    pages = [Image.open(io.BytesIO(photograph(code, mark + n))) for n, code in enumerate(codes)]
    kept = io.BytesIO()
    pages[0].save(kept, "PDF", save_all=True, append_images=pages[1:])
    return kept.getvalue()


def test_each_page_of_a_scan_is_matched_and_a_missing_or_doubled_one_is_named(
    session: Session, client: TownClient
) -> None:
    units = the.town(session)
    the.to_signing(session)
    code = code_of(session)
    client.login("canbo.don-vi-2")
    # A page of another paper inside the file stays out and is named; the other two wait.
    status, words = send(client, scanned(code, other_code(code), None), tren="3")
    assert status == 422
    assert "“trang-1.pdf, trang 2” mang mã" in words
    assert "Đã giữ 2 trang" in words
    assert "thiếu trang 3/3" in client.page(KY).text()
    first, second = page_ids(session)
    assert client.get(f"{KY}/trang/{second}/anh").data.startswith(b"\xff\xd8\xff")
    client.login("thuongtruc")
    answers = {f"trang-{first}": "khop", f"trang-{second}": "khop", f"ky-{units[1].id}": "1"}
    status, words = judge(client, **answers)
    assert status == 409
    assert "còn thiếu trang 3/3" in words
    # The last page comes by itself, and the pages are put in the order of the paper.
    client.login("canbo.don-vi-2")
    assert send(client, photograph(None, 9))[0] == 303
    third = page_ids(session)[-1]
    numbers = {f"so-{first}": "3", f"so-{second}": "2", f"so-{third}": "2", "tren": "3"}
    assert client.post_form(KY + "/so-trang", {**numbers, f"so-{third}": "ba"}, page=KY).status_code == 422
    assert client.post_form(KY + "/so-trang", numbers, page=KY).status_code == 303
    assert "thiếu trang 1/3; trang 2/3 gửi nhiều lần" in client.page(KY).text()
    client.login("canbo.don-vi-3")
    mine = {"csrf_token": client.token(), f"so-{third}": "1"}
    assert client.post(KY + "/so-trang", data=mine).status_code == 403
    client.login("thuongtruc")
    answers |= {f"trang-{third}": "khop", f"so-{third}": "1"}
    assert judge(client, **answers)[0] == 303
    session.rollback()
    stored = session.execute(select(TrangChup.trang, TrangChup.trang_tep).order_by(TrangChup.id)).all()
    assert [tuple(row) for row in stored] == [(3, 1), (2, 3), (1, 1)]
    # The hồ sơ holds each file once, however many pages it has.
    kept = session.scalars(select(Tep.ten).join(HoSo).where(HoSo.don_vi_id == units[1].id)).all()
    assert sorted(kept) == ["trang-1.jpg", "trang-1.pdf"]


def other_code(code: str) -> str:
    """A code of ours that is another paper's."""
    return new_code(code.encode())
