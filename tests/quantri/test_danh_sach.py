"""The lists of units and accounts."""

import io
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import NOON
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.db.base import writing
from thidua.donvi.models import DonVi, TenDonVi
from thidua.taikhoan.models import TaiKhoan, VaiTro


@pytest.fixture
def three(session: Session) -> list[DonVi]:
    with writing(session):
        return builders.town(session, 3)


def rows(client: TownClient, path: str) -> list[str]:
    lines = [" ".join(" ".join(tr.itertext()).split()) for tr in client.page(path).all("tr")]
    return [line for line in lines if not line.startswith(("Đơn vị Mã", "Tài khoản Người"))]


def test_units_stand_in_their_groups_with_their_people(
    client: TownClient, session: Session, three: list[DonVi]
) -> None:
    with writing(session):
        builders.unit(session, "truong-thcs-le-loi", "Trường THCS Lê Lợi", order=9)
    client.login("thuongtruc")
    page = client.page("/don-vi/")
    assert [" ".join(h.itertext()) for h in page.all("h2")] == ["Cụm Một", "Khối Hai", "Chưa xếp cụm, khối"]
    assert rows(client, "/don-vi/") == [
        "Đơn vị số 1 Trưởng don-vi-1 UBND Rcom Sa Ksor H'Lan",
        "Đơn vị số 2 don-vi-2 UBND Rcom Sa Ksor H'Lan",
        "Đơn vị số 3 Trưởng don-vi-3 UBND Rcom Sa Ksor H'Lan",
        "Trường THCS Lê Lợi truong-thcs-le-loi UBND chưa có chưa có",
    ]
    assert "4 đơn vị" in page.text()


def test_names_and_people_are_those_of_the_day(
    client: TownClient, session: Session, three: list[DonVi]
) -> None:
    with writing(session):
        old = session.query(TenDonVi).filter_by(don_vi_id=three[0].id).one()
        old.den_ngay = NOON.date() - timedelta(days=1)
        named = {c.name: getattr(old, c.name) for c in TenDonVi.__table__.columns}
        named |= {"id": None, "ten": "Tên mới", "tu_ngay": NOON.date(), "den_ngay": None}
        session.add(TenDonVi(**named))
        account = session.query(TaiKhoan).filter_by(ten_dang_nhap="canbo.don-vi-1").one()
        session.query(VaiTro).filter_by(tai_khoan_id=account.id).one().den_ngay = NOON.date() - timedelta(
            days=1
        )
    client.login("thuongtruc")
    assert rows(client, "/don-vi/")[0] == "Tên mới Trưởng don-vi-1 UBND Rcom Sa chưa có"


def test_an_empty_office_has_no_units(client: TownClient, session: Session) -> None:
    builders.account(session, "quantri", Role.QUAN_TRI)
    client.login("quantri")
    assert "Chưa có đơn vị nào." in client.page("/don-vi/").text()
    assert client.get("/don-vi.xlsx").status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("thuongtruc", 200),
        ("truongphong", 200),
        ("quantri", 200),
        ("chutich", 403),
        ("xem", 403),
        ("canbo.don-vi-1", 403),
    ],
)
def test_who_sees_the_units(client: TownClient, three: list[DonVi], who: str, status: int) -> None:
    client.login(who)
    assert client.get("/don-vi/").status_code == status
    assert client.get("/don-vi.xlsx").status_code == status


def test_the_tables_hold_what_the_pages_show(client: TownClient, three: list[DonVi]) -> None:
    client.login("quantri")
    units = load_workbook(io.BytesIO(client.get("/don-vi.xlsx").data)).active
    assert [cell.value for cell in units[4]][:7] == [
        "Cụm Một", "Trưởng", "Đơn vị số 1", "Đơn vị số 1", "don-vi-1", "UBND", "Rcom Sa",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/don-vi/", "/nhat-ky/"])
def test_the_statements_do_not_grow_with_the_town(client: TownClient, session: Session, path: str) -> None:
    with writing(session):
        builders.town(session, 2)
    client.login("quantri")

    def statements() -> int:
        counted: list[str] = []

        def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
            if re.match(r"(?i)\s*select", statement):
                counted.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            assert client.get(path).status_code == 200
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(counted)

    few = statements()
    with writing(session):
        for n in range(5):
            unit = builders.unit(session, f"them-{n}", f"Đơn vị thêm {n}", order=9 + n)
            builders.account(session, f"canbo.them-{n}", Role.CAN_BO, don_vi=unit)
    assert statements() == few
    assert few <= 18
