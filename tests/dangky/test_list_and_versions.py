"""The list as a table, and the registration at the version that a source names."""

import io

from openpyxl import load_workbook
from sqlalchemy.orm import Session

from tests import builders
from tests.town_client import TownClient


def test_the_list_goes_out_as_a_table(client: TownClient, session: Session) -> None:
    builders.town(session, 3)
    session.commit()
    client.login("thuongtruc")
    assert client.get("/2023/dang-ky/").status_code == 200
    sheet = load_workbook(io.BytesIO(client.get("/2023/dang-ky.xlsx").data)).active
    assert sheet["A3"].value == "Cụm, khối"
    assert sheet.max_row == 3 + 3


def test_a_source_opens_the_version_it_names(client: TownClient, session: Session) -> None:
    first = builders.town(session, 2)[0]
    builders.send(session, first, "dang_ky", builders.EARLY)
    session.commit()
    client.login("thuongtruc")
    page = client.page("/2023/dang-ky/don-vi-1?phien-ban=1")
    assert "Đang xem bản 1." in page.text()
    assert page.forms() == [form for form in page.forms() if "/buoc/" not in (form.get("action") or "")]
    assert client.get("/2023/dang-ky/don-vi-1?phien-ban=2").status_code == 404
    assert client.get("/2023/dang-ky/don-vi-1.docx?phien-ban=1").status_code == 200
    client.login("canbo.don-vi-2")
    assert client.get("/2023/dang-ky/don-vi-1?phien-ban=1").status_code == 404


def test_a_closed_year_takes_no_step(session: Session) -> None:
    import pytest
    from sqlalchemy import select

    from thidua.core.calendar import TrangThaiNam
    from thidua.core.errors import NotNow
    from thidua.hoso import actions
    from thidua.hoso.models import HoSo
    from thidua.namthidua.queries import year

    builders.town(session, 1)
    year(session, 2023).trang_thai = TrangThaiNam.DA_DONG
    session.flush()
    ho_so = session.scalars(select(HoSo).where(HoSo.loai == "ke_hoach")).one()
    officer = builders.person_of(session, "canbo.don-vi-1")
    with pytest.raises(NotNow, match="nam_da_dong"):
        actions.begin_save(session, officer, ho_so, None, at=builders.EARLY)
    with pytest.raises(NotNow, match="nam_da_dong"):
        actions.move(session, officer, ho_so, "trinh", at=builders.EARLY)
