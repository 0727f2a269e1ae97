"""The store is swept at the start, and its state told to administrators alone."""

import io
import os
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders import account
from tests.gate.forge import pdf, word
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.luutru.store import Store
from thidua.nhapxuat.models import LanNhap
from thidua.settings import Settings
from thidua.web.kho_tep import SPARED, sweep

NOW = datetime(2023, 6, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def store(settings: Settings) -> Store:
    return Store(settings.instance / "tep")


def put(store: Store, content: bytes, age: timedelta = timedelta(days=2)) -> str:
    sha256 = store.receive(io.BytesIO(content), "a.pdf").sha256
    moment = (NOW - age).timestamp()
    os.utime(store.path(sha256), (moment, moment))
    return sha256


def name(session: Session, sha256: str) -> None:
    """A row that names the file, as a list brought from Excel does."""
    who = account(session, "quantri", Role.QUAN_TRI)
    brought = LanNhap(bang="don_vi", sha256=sha256, ten="a.xlsx", kich_thuoc=1, luc=NOW)
    brought.nguoi_id = who.nguoi_id
    session.add(brought)
    session.commit()


def test_what_nothing_names_is_put_aside_at_the_start(
    session: Session, settings: Settings, store: Store
) -> None:
    named, loose = put(store, pdf()), put(store, word())
    young = put(store, pdf(pages=2), SPARED - timedelta(minutes=1))
    name(session, named)
    assert sweep(settings, NOW) == "Kho tệp: đã cất 1 tệp không hồ sơ nào dùng vào thư mục bo."
    assert [store.is_whole(one) for one in (named, loose, young)] == [True, False, True]
    assert sweep(settings, NOW) == ""


def test_an_administrator_sees_what_is_missing_and_nobody_else(
    client: TownClient, session: Session, settings: Settings, store: Store
) -> None:
    lost = "0" * 64
    name(session, lost)
    put(store, word())
    assert "thiếu nội dung của 1 tệp" in sweep(settings, NOW - timedelta(days=3))
    assert "kho_tep" not in client.get("/suc-khoe").get_json()
    client.login("quantri")
    told = client.get("/suc-khoe").get_json()["kho_tep"]
    assert told == {
        "tep": 1,
        "thieu": [{"sha256": lost, "bang": "lan_nhap"}],
        "so_thieu": 1,
        "cho_don": 1,
        "la": [],
    }
