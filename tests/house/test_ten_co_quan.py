"""A town that became a phường: none of its pages and papers of that year says "thị xã" any more."""

import html
import io
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import TownClock
from tests.donvi.test_ten_theo_ngay import WARD
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.core.calendar import VN
from thidua.db.base import writing
from thidua.donvi.actions.ke_thua import KetThuc, end_unit
from thidua.giaouoc.actions.soan import open_pledge
from thidua.namthidua.actions import CumKhoiMoi, add_group
from thidua.namthidua.models import NamThiDua

NOW = datetime(2026, 6, 22, 10, 0, tzinfo=VN)
VALUES: dict[str, object] = {
    "nam_thi_dua": 2026,
    "cum_khoi": "cum-to-dan-pho",
    "ky": "so_ket",
    "ky_bao_cao": "so_ket",
    "ten": "canbo.don-vi-1",
    "tep": "css/thidua.css",
    "muc": "phong-trao",
}
READERS = ("thuongtruc", "quantri", "canbo.don-vi-1")
OLD_NAMES = ("/cai-dat/co-quan", "/nhat-ky/", "/don-vi/phong-noi-vu")
"""Pages that list the names of earlier days, or what was written down on them."""


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """SQLite alone: no word depends on the database."""
    shutil.copy(sqlite_template, tmp_path / "thidua.db")
    return f"sqlite:///{tmp_path / 'thidua.db'}"


@pytest.fixture
def ward(session: Session, clock: TownClock) -> None:
    """Two units in one cụm of 2026 with an open giao ước; on 01/7/2025 the thị xã became a phường with
    another standing body."""
    with writing(session):
        units = [builders.unit(session, f"don-vi-{n}", f"Đơn vị số {n}", order=n) for n in (1, 2)]
        old = builders.unit(session, "phong-noi-vu", "Phòng Nội vụ thị xã Ayun Pa", order=3)
        culture = builders.unit(session, "phong-van-hoa", "Phòng Văn hóa - Xã hội phường Ayun Pa", order=4)
        builders.office(session)
        council = ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "PHƯỜNG AYUN PA")
        changes = WARD | {"thuong_truc_id": culture.id, "hoi_dong_ban_hanh": council}
        builders.office(session, date(2025, 7, 1), **changes)
        end_unit(session, None, old.id, KetThuc(date(2025, 6, 30), "giai_the", (culture.id,), ""), at=NOW)
        nam_id = builders.year(session, 2026)
        own = {"co_quan_ban_hanh": "ỦY BAN NHÂN DÂN\nPHƯỜNG AYUN PA"}
        session.execute(update(NamThiDua).where(NamThiDua.id == nam_id).values(own))
        group = CumKhoiMoi("cum-to-dan-pho", "cum", "Cụm Ba", units[0].id, None, "", [u.id for u in units])
        add_group(session, None, nam_id, group, at=NOW)
        builders.target(session, nam_id, units[0])
        builders.ho_so(session, nam_id, *units)
        builders.account(session, "thuongtruc", Role.THUONG_TRUC)
        builders.account(session, "quantri", Role.QUAN_TRI)
        builders.account(session, "canbo.don-vi-1", Role.CAN_BO, don_vi=units[0])
    with writing(session):
        open_pledge(session, builders.person_of(session, "canbo.don-vi-1"), 2026, "cum-to-dan-pho", at=NOW)
    clock.moment = NOW


def addresses(app: Flask, unit: str) -> Iterator[str]:
    """Every address that can be opened, of the year 2026 and of this unit, or about row 1."""
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        values = {name: unit if name == "don_vi" else VALUES.get(name, 1) for name in rule.arguments}
        values |= {"ma": "a" * 12} if "ma" in rule.arguments else {}
        with app.test_request_context():
            yield str(app.url_map.bind("localhost").build(rule.endpoint, values, method="GET"))


def said(data: bytes) -> str:
    """All that an answer says, also in attributes, in one spelling and in small letters."""
    text = html.unescape(data.decode("utf-8", "replace"))
    if data.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(data))
        text = " ".join(parts.read(n).decode() for n in parts.namelist() if n.endswith((".xml", ".rels")))
    return unicodedata.normalize("NFC", f"{text} {re.sub(r'<[^>]+>', '', text)}").lower()


@pytest.mark.parametrize("who", READERS)
def test_a_phuong_is_never_called_a_thi_xa(app: Flask, client: TownClient, ward: None, who: str) -> None:
    client.login(who)
    wrong, seen = [], 0
    for address in addresses(app, "don-vi-1"):
        answer = client.get(address)
        if answer.status_code != 200 or address.startswith(OLD_NAMES):
            continue
        seen += 1
        found = re.search(r".{0,60}(?:thị xã|phòng nội vụ).{0,30}", said(answer.data))
        if found:
            wrong.append(f"{address}: {found[0]}")
    assert wrong == []
    assert seen > {"quantri": 15, "thuongtruc": 80}.get(who, 40)
