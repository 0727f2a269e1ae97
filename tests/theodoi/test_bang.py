"""The board: marks, days late, figures, one screen for the town."""

import io
from datetime import date, datetime, timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from tests import builders
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.core.calendar import VN
from thidua.donvi.models import DonVi
from thidua.hoso import actions as hoso
from thidua.hoso.actions.nghia_vu import give_task
from thidua.hoso.models import HoSo
from thidua.namthidua.actions import CumKhoiMoi, add_group
from thidua.namthidua.actions.lich import set_days
from thidua.namthidua.actions.nghia_vu import NghiaVuSua
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries.lich import NgayRow
from thidua.theodoi import queries
from thidua.theodoi.compose import bang
from thidua.theodoi.queries import Board, Cell, Mark

NOW = datetime(2023, 6, 22, 10, 0, tzinfo=VN)
IN_TIME = datetime(2023, 3, 30, 9, 0, tzinfo=VN)


def town(session: Session, count: int) -> list[DonVi]:
    made = [builders.unit(session, f"don-vi-{n}", f"Đơn vị số {n}", order=n) for n in range(1, count + 1)]
    nam_id = builders.year(session)
    half = count // 2
    for code, members in (("cum-mot", made[:half]), ("khoi-hai", made[half:])):
        new = CumKhoiMoi(code, code[:4].rstrip("-"), code, None, None, "", [unit.id for unit in members])
        add_group(session, None, nam_id, new, at=builders.EARLY)
    set_days(session, None, [NgayRow(date(2023, 5, 1), "nghi", "Quốc tế Lao động")], at=builders.EARLY)
    builders.ho_so(session, nam_id, *made)
    builders.account(session, "thuongtruc", Role.THUONG_TRUC, ho_ten="Nguyễn Thu Hà")
    builders.account(session, "truongphong", Role.LANH_DAO_PHONG, ho_ten="Trần Văn Mẫu")
    for unit in made:
        builders.account(session, f"canbo.{unit.code}", Role.CAN_BO, don_vi=unit)
        builders.account(session, f"thutruong.{unit.code}", Role.THU_TRUONG, don_vi=unit, ho_ten="Rcom Sa")
    return made


def go(session: Session, unit: DonVi, loai: str, *acts: tuple[str, str, datetime]) -> HoSo:
    ho_so = session.scalars(select(HoSo).where(HoSo.don_vi_id == unit.id, HoSo.loai == loai)).one()
    for step, who, at in acts:
        day = date(2023, 4, 10) if step == "gia_han" else None
        hoso.move(session, builders.person_of(session, who), ho_so, step, at=at, reason="lý do", new_day=day)
    return ho_so


def send(session: Session, unit: DonVi, loai: str, at: datetime) -> HoSo:
    return go(
        session, unit, loai, ("trinh", f"canbo.{unit.code}", at), ("duyet", f"thutruong.{unit.code}", at)
    )


def cell(board: Board, code: str, loai: str) -> Cell:
    place = [duty.code for duty in board.duties].index(loai)
    unit = next(unit for group in board.groups for unit in group.units if unit.code == code)
    found = unit.cells[place]
    assert found is not None
    return found


@pytest.fixture
def four(session: Session) -> list[DonVi]:
    return town(session, 4)


def test_each_ho_so_gets_its_mark_and_its_working_days(session: Session, four: list[DonVi]) -> None:
    one, two, three, four_ = four
    send(session, one, "dang_ky", IN_TIME)
    # Due Friday 31/3; Tuesday 04/4 is two working days late.
    send(session, two, "dang_ky", datetime(2023, 4, 4, 9, 0, tzinfo=VN))
    go(session, three, "dang_ky", ("gia_han", "truongphong", IN_TIME))
    send(session, three, "dang_ky", datetime(2023, 4, 10, 23, 59, tzinfo=VN))
    go(session, four_, "khen_dot", ("trinh", f"canbo.{four_.code}", NOW))
    go(session, one, "khen_dot", ("khong_thuoc_doi_tuong", "thuongtruc", IN_TIME))
    go(
        session,
        one,
        "ke_hoach",
        ("trinh", "canbo.don-vi-1", IN_TIME),
        ("duyet", "thutruong.don-vi-1", IN_TIME),
    )
    go(session, one, "ke_hoach", ("yeu_cau_bo_sung", "thuongtruc", IN_TIME))
    session.commit()
    board = queries.board(session, builders.person_of(session, "thuongtruc"), 2023, at=NOW)
    found = {
        (code, loai): (c.mark, c.days)
        for code, loai in (
            ("don-vi-1", "dang_ky"),
            ("don-vi-2", "dang_ky"),
            ("don-vi-3", "dang_ky"),
            ("don-vi-4", "dang_ky"),
            ("don-vi-4", "khen_dot"),
            ("don-vi-1", "khen_dot"),
            ("don-vi-1", "ke_hoach"),
            ("don-vi-1", "tong_ket"),
            ("don-vi-2", "so_ket"),
        )
        if (c := cell(board, code, loai))
    }
    assert found == {
        ("don-vi-1", "dang_ky"): (Mark.DUNG_HAN, 0),
        ("don-vi-2", "dang_ky"): (Mark.NOP_CHAM, 2),
        ("don-vi-3", "dang_ky"): (Mark.DUNG_HAN, 0),
        # 31/3 → 22/6: 59 weekdays, less 1/5.
        ("don-vi-4", "dang_ky"): (Mark.QUA_HAN, 58),
        ("don-vi-4", "khen_dot"): (Mark.CHO_DUYET, 13),
        ("don-vi-1", "khen_dot"): (Mark.MIEN, 13),
        ("don-vi-1", "ke_hoach"): (Mark.BO_SUNG, 0),
        ("don-vi-1", "tong_ket"): (Mark.CHUA_LAM, 0),
        ("don-vi-2", "so_ket"): (Mark.QUA_HAN, 2),
    }
    duty = next(d for d in board.duties if d.code == "dang_ky")
    assert (duty.called, duty.on_time, duty.late, duty.overdue) == (4, 2, 1, 1)
    award = next(d for d in board.duties if d.code == "khen_dot")
    assert (award.called, award.overdue) == (3, 3)
    assert board.waiting_heads == 1
    assert board.late[0].worst == 58


def test_a_page_not_open_yet_is_hatched(session: Session, four: list[DonVi]) -> None:
    early = datetime(2023, 1, 1, 8, 0, tzinfo=VN)
    board = queries.board(session, builders.person_of(session, "thuongtruc"), 2023, at=early)
    assert cell(board, "don-vi-1", "so_ket").mark is Mark.CHUA_MO


def test_the_board_is_found_by_a_name_without_marks(
    client: TownClient, session: Session, four: list[DonVi]
) -> None:
    client.login("thuongtruc")
    whole = client.page("/2023/theo-doi/")
    assert "Tình hình nộp hồ sơ thi đua năm 2023" in whole.text()
    only = client.get("/2023/theo-doi/?q=don vi so 3", headers={"HX-Request": "true"})
    text = only.get_data(as_text=True)
    assert "Đơn vị số 3" in text
    assert "Đơn vị số 2" not in text.partition("Cần đôn đốc")[0]
    assert "<h1" not in text
    none = client.page("/2023/theo-doi/?q=%22%3E%3Cscript%3E").text()
    assert "Không có đơn vị nào khớp" in none


def test_the_board_goes_out_as_a_real_table(client: TownClient, session: Session, four: list[DonVi]) -> None:
    send(session, four[1], "dang_ky", datetime(2023, 4, 4, 9, 0, tzinfo=VN))
    client.login("thuongtruc")
    sheet = load_workbook(io.BytesIO(client.get("/2023/theo-doi.xlsx").data)).active
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=4)]
    assert len(rows) == 4 * 6
    late = next(row for row in rows if row[1] == "Đơn vị số 2" and row[2] == "Đăng ký thi đua")
    assert late[4] == "nộp chậm"
    assert late[6] == 2
    assert late[5] == datetime(2023, 4, 4, 9, 0)  # noqa: DTZ001 - a sheet knows no zone


@pytest.mark.parametrize("name", ["canbo.don-vi-1", "thutruong.don-vi-1"])
def test_units_do_not_see_the_board(
    client: TownClient, session: Session, four: list[DonVi], name: str
) -> None:
    client.login(name)
    assert client.get("/2023/theo-doi/").status_code == 403
    assert client.get("/2023/theo-doi.xlsx").status_code == 403


def test_the_board_costs_the_same_for_forty_units(session: Session) -> None:
    def statements() -> int:
        seen: list[str] = []
        engine = session.get_bind()
        assert isinstance(engine, Engine)

        def count(*args: object) -> None:
            seen.append(str(args[2]))

        event.listen(engine, "before_cursor_execute", count)
        queries.board(session, builders.person_of(session, "thuongtruc"), 2023, at=NOW + timedelta(days=1))
        event.remove(engine, "before_cursor_execute", count)
        return len(seen)

    made = town(session, 4)
    session.commit()
    few = statements()
    more = [builders.unit(session, f"them-{n}", f"Thêm {n}", order=10 + n) for n in range(36)]
    builders.ho_so(session, 1, *more)
    session.commit()
    assert made
    assert statements() == few
    assert few <= 10


def test_tasks_share_a_column_that_shows_the_gravest(
    client: TownClient, session: Session, four: list[DonVi]
) -> None:
    office = builders.person_of(session, "thuongtruc")
    year = session.scalars(select(NamThiDua.id)).one()
    for n in (1, 2):
        days = (date(2023, 4, 3), date(2023, 4, 28 if n == 1 else 29))
        new = NghiaVuSua(f"Việc {n}", *days, moi_don_vi=False, don_vi=frozenset({four[0].id}))
        give_task(session, office, year, new, at=IN_TIME)
    send(session, four[0], "dang_ky", IN_TIME)
    session.commit()
    board = queries.board(session, office, 2023, at=NOW)
    shown = bang.columns(board.duties)
    assert [column.code for column in shown][-1] == bang.TASKS
    assert len(shown) == len(board.duties) - 1
    assert (shown[-1].count.called, shown[-1].count.overdue) == (2, 2)
    line = next(unit for group in board.groups for unit in group.units if unit.code == four[0].code)
    held = bang.gravest(shown[-1], line.cells)
    assert held is not None
    assert held[1].mark is Mark.QUA_HAN
    client.login("thuongtruc")
    page = client.page("/2023/theo-doi/")
    assert "không thuộc đối tượng" in page.text()
    assert sum("m-nop" in (a.get("class") or "") for a in page.all("a")) == 1
