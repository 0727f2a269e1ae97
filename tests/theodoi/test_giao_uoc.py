"""From promise to result: figures of both reports beside the promise, silence told from zero, settled."""

import io
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import TownClock
from tests.giaouoc import town as the
from tests.giaouoc.test_ky import photograph
from tests.giaouoc.town import PAGE
from tests.town_client import Page, TownClient
from thidua.baocao import actions as reports
from thidua.baocao.queries import NoiDungBaoCao
from thidua.core.calendar import VN, KyBaoCao
from thidua.core.pledge import KetQuaDong, TrangThai
from thidua.core.reporting import KetQua
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.giaouoc.models import DanhGiaDong, GiaoUoc
from thidua.hoso import queries as hoso
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua
from thidua.theodoi.queries.giao_uoc import results
from thidua.vanban.check import check

RESULTS = PAGE + "/ket-qua"
JUNE = datetime(2023, 6, 16, 9, 0, tzinfo=VN)
DECEMBER = datetime(2023, 12, 4, 9, 0, tzinfo=VN)


def report(session: Session, unit: DonVi, ky: KyBaoCao, at: datetime, *figures: str | None) -> None:
    """A received report with these figures for the unit's targets, in their order; None leaves one blank."""
    session.rollback()
    nam_id = session.scalars(select(NamThiDua.id)).one()
    officer = builders.person_of(session, f"canbo.{unit.code}")
    rows = years.targets(session, nam_id, unit.id)
    answers = tuple(
        KetQua(row.id, gia_tri=Decimal(figure))
        for row, figure in zip(rows, figures, strict=False)
        if figure is not None
    )
    session.rollback()
    with writing(session):
        view = hoso.find(session, officer, 2023, ky.value, unit.code)
        reports.save(session, officer, view.ho_so, NoiDungBaoCao(ket_qua=answers), at=at)
        builders.send(session, unit, ky.value, at)
        builders.step(session, unit, ky.value, "tiep_nhan", "thuongtruc", at)


@pytest.fixture
def units(session: Session) -> list[DonVi]:
    """A pledge in force of three units; of the first two reports came in."""
    made = the.town(session)
    the.to_signing(session)
    for unit in made[:3]:
        the.sign(session, f"canbo.{unit.code}", unit)
    the.move(session, "canbo.don-vi-1", "hieu_luc")
    report(session, made[0], KyBaoCao.SO_KET, JUNE, "1300", "99")
    report(session, made[1], KyBaoCao.SO_KET, JUNE, "0", None)
    return made


def test_silence_is_told_from_zero_and_a_member_sees_its_own(
    session: Session, client: TownClient, units: list[DonVi]
) -> None:
    client.login("thuongtruc")
    page = client.page(RESULTS)
    lines = [line.strip() for line in _cells(page)]
    assert any(line.startswith("2.500 1.300 chưa báo cáo -1.200") for line in lines)
    assert any(line.startswith("2.500 0 chưa báo cáo -2.500") for line in lines)
    assert any(line.startswith("2.500 chưa báo cáo chưa báo cáo") for line in lines)
    assert "(triệu đồng) 1.300 /2.500 0 /2.500 – /2.500" in page.text()
    assert "Đơn vị trưởng đánh giá từng nội dung từ" in page.text()
    client.login("canbo.don-vi-2")
    own = client.page(RESULTS)
    assert "1.300" not in own.text()
    assert "chỉ mở cho đơn vị trưởng" in own.text()
    line = f"1-{units[1].id}"
    picture = (io.BytesIO(photograph(None)), "bien-lai.jpg")
    answer = client.post_form(RESULTS + "/minh-chung", {"dong": line, "tep": picture}, page=RESULTS)
    assert answer.status_code == 303
    mine = RESULTS + f"/minh-chung/1/{units[1].id}"
    assert "bien-lai.jpg" in client.page(RESULTS).text()
    assert client.get(mine).data[:2] == b"\xff\xd8"
    foreign = {"dong": f"1-{units[0].id}", "tep": (io.BytesIO(photograph(None)), "a.jpg")}
    assert client.post_form(RESULTS + "/minh-chung", foreign, page=RESULTS).status_code == 422
    assert client.post_form(RESULTS + "/minh-chung", {"dong": line}, page=RESULTS).status_code == 422
    client.login("canbo.don-vi-3")
    assert client.get(mine).status_code == 404
    client.login("canbo.don-vi-4")
    assert client.get(RESULTS).status_code == 404


def _cells(page: Page) -> list[str]:
    return [
        " ".join(" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag == "td")
        for row in page.all("tr")
    ]


def test_the_truong_settles_every_line_at_the_years_end(
    session: Session, client: TownClient, clock: TownClock, units: list[DonVi]
) -> None:
    clock.moment = JUNE
    client.login("canbo.don-vi-1")
    early = client.post(RESULTS, data={"csrf_token": client.token(), "theo_de_xuat": "1"})
    assert early.status_code == 409
    for unit, figure in zip(units[:3], ("2600", "1300", "100"), strict=True):
        report(session, unit, KyBaoCao.TONG_KET, DECEMBER, figure, "99")
    clock.moment = DECEMBER
    client.login("canbo.don-vi-2")
    assert client.post(RESULTS, data={"csrf_token": client.token()}).status_code == 403
    client.login("canbo.don-vi-1")
    assert client.post_form(RESULTS, {"theo_de_xuat": "1"}, page=RESULTS).status_code == 303
    session.rollback()
    first = session.scalars(
        select(DanhGiaDong.ket_qua).where(DanhGiaDong.thu_tu == 1).order_by(DanhGiaDong.don_vi_id)
    ).all()
    assert first == [
        KetQuaDong.HOAN_THANH,
        KetQuaDong.HOAN_THANH_MOT_PHAN,
        KetQuaDong.KHONG_HOAN_THANH,
    ]
    key = f"1-{units[2].id}"
    other = {f"kq-{key}": "hoan_thanh", f"gc-{key}": ""}
    answer = client.post_form(RESULTS, other, page=RESULTS)
    assert answer.status_code == 422
    assert "khác đề xuất mà chưa ghi lý do" in answer.get_data(as_text=True)
    assert client.post_form(RESULTS, {**other, f"gc-{key}": "Thiên tai"}, page=RESULTS).status_code == 303
    rest = {
        str(each.get("name")): "hoan_thanh"
        for each in client.page(RESULTS).all("select")
        if not any(o.get("selected") is not None for o in each)
    }
    kept = {
        str(each.get("name")): next(str(o.get("value")) for o in each if o.get("selected") is not None)
        for each in client.page(RESULTS).all("select")
        if any(o.get("selected") is not None for o in each)
    }
    remarks = {f"gc-{key}": "Thiên tai"}
    assert client.post_form(RESULTS, {**rest, **kept, **remarks}, page=RESULTS).status_code == 303
    session.rollback()
    assert session.scalars(select(GiaoUoc.trang_thai)).one() is TrangThai.DA_DANH_GIA
    book = openpyxl.load_workbook(io.BytesIO(client.get(RESULTS + ".xlsx").data))
    values = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert any(2600 in row and 100 in row for row in values)
    paper = client.get(RESULTS + ".docx")
    assert [one for one in check(paper.data) if one.level == "error"] == []


def test_more_units_need_no_more_statements(session: Session, units: list[DonVi]) -> None:
    counts, shown = [], []
    for who in ("canbo.don-vi-2", "thuongtruc"):
        session.rollback()
        actor, view = builders.person_of(session, who), the.view(session, who)
        asked: list[str] = []

        def note(*seen: object, asked: list[str] = asked) -> None:
            asked.append(str(seen[2]))

        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        found = results(session, actor, view, view.ban, JUNE.date())
        event.remove(engine, "before_cursor_execute", note)
        counts.append(len(asked))
        shown.append(len(found.rows))
    assert shown == [5, 15]
    assert counts[0] == counts[1]
