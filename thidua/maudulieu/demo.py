"""The sample town in its folder: built beside, swapped in whole, kept while nothing it rests on changes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua import __version__

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from thidua.maudulieu.shapes import MauDuLieu

REPORT = "bao-cao-so-ket-{nam}.docx"
STAMP, SCRATCH = "mau.json", ".dang-dung"
DATABASE, FILES = "thidua.db", "tep"
_OF_SQLITE = ("", "-wal", "-shm")
_KEY = Path("bi-mat", "khoa-nhat-ky")


@dataclass(frozen=True, slots=True)
class Town:
    """A sample town that stands: its consolidated sơ kết with what the checker found in it (sentences, number
    of errors), who may log in, and everybody's password."""

    report: Path
    verdict: str
    errors: int
    accounts: tuple[tuple[str, str], ...]
    password: str
    today: date


def build(folder: Path, today: date, units: int, rebuild: bool) -> Town:
    """The sample with `units` units on the day `today`, replayed to that day's present time of day.

    `folder` is the sample's instance and keeps its lock and its `bi-mat/`; the caller holds the lock. What
    stands there is kept unless `rebuild`, or another day, number of units, data or code is asked for. Raises
    SampleDataRefused when the day lies before the sample's year was opened.
    """
    wanted = {"ngay": today.isoformat(), "don_vi": units, "phien_ban": data_version()}
    stamp = read_stamp(folder)
    if rebuild or stamp is None or any(stamp.get(key) != value for key, value in wanted.items()):
        stamp = _rebuilt(folder, today, units) | wanted
        _write_stamp(folder, stamp)
    return Town(
        folder / stamp["bao_cao"],
        stamp["ket_luan"],
        stamp["so_loi"],
        tuple((name, who) for name, who in stamp["tai_khoan"]),
        stamp["mat_khau"],
        today,
    )


def data_version() -> str:
    """SHA-256 over the data files, the code that loads, composes, prints and checks, the program's version
    and the newest migration."""
    here = Path(__file__).parent
    digest = hashlib.sha256(__version__.encode())
    code = (here.parent / name for name in ("maudulieu", "tonghop", "vanban"))
    for path in (
        here.parent / "db" / "migrations" / "HEAD",
        *sorted((here / "du_lieu").glob("*.toml")),
        *(path for folder in code for path in sorted(folder.rglob("*.py"))),
    ):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def read_stamp(folder: Path) -> dict[str, Any] | None:
    """What was noted of the sample in the folder; None where none stands whole."""
    try:
        stamp = json.loads((folder / STAMP).read_text("utf-8"))
        same = _sha256(folder / stamp["bao_cao"]) == stamp["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return stamp if same and (folder / DATABASE).exists() and (folder / FILES).exists() else None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _rebuilt(folder: Path, today: date, units: int) -> dict[str, Any]:
    from thidua.maudulieu.doc import load, scaled
    from thidua.maudulieu.load_town import PASSWORD

    mau = scaled(load(), units)
    with _scratch(folder) as scratch:
        report = _filled(scratch, mau, today, bytes.fromhex((folder / _KEY).read_text("ascii")))
        noted = _noted(scratch / report)
        _swap(scratch, folder, report)
    return noted | {"bao_cao": report, "mat_khau": PASSWORD, "tai_khoan": _accounts(mau)}


def _noted(report_file: Path) -> dict[str, Any]:
    """What the checker finds in the report, and the bytes that it is said of."""
    from thidua.vanban.check import check, report, summary

    findings = check(report_file)
    return {
        "ket_luan": report(findings),
        "so_loi": summary(findings)["errors"],
        "sha256": _sha256(report_file),
    }


def _accounts(mau: MauDuLieu) -> list[tuple[str, str]]:
    """The town's logins one by one, then a line a unit with those of its officer and its head."""
    from thidua.maudulieu.doc import people

    named = {one.ma: f"{one.ho_ten}, {one.chuc_vu}" for one in people(mau)}
    return [
        *((one.ten, named[one.nguoi]) for one in mau.to_chuc.tai_khoan),
        *((f"canbo.{one.ma}", f"{one.ten} (thủ trưởng: thutruong.{one.ma})") for one in mau.to_chuc.don_vi),
    ]


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """An empty folder on the same disk, away again afterwards whatever happens."""
    scratch = folder / SCRATCH
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _filled(scratch: Path, mau: MauDuLieu, today: date, key: bytes) -> str:
    """Database, files and report of the town in the folder; the report's name."""
    from sqlalchemy.orm import Session

    from thidua.db.base import make_engine
    from thidua.db.migrate import upgrade
    from thidua.luutru.store import Store
    from thidua.maudulieu.load import load
    from thidua.nhatky.actions import KEY
    from thidua.web.clock import Clock

    now = Clock.on(today).now()
    engine = make_engine(f"sqlite:///{(scratch / DATABASE).as_posix()}")
    try:
        upgrade(engine)
        with Session(engine, info={KEY: key}, expire_on_commit=False) as session:
            load(session, Store(scratch / FILES), mau, now)
            return _compiled(session, scratch, mau.yeu_cau.nam.nam, now)
    finally:
        engine.dispose()


def _compiled(session: Session, scratch: Path, nam: int, now: datetime) -> str:
    from thidua.core.calendar import KyBaoCao
    from thidua.tonghop.compose.tep import CONSOLE, docx

    name = REPORT.format(nam=nam)
    (scratch / name).write_bytes(docx(session, CONSOLE, nam, KyBaoCao.SO_KET, "nv", at=now))
    session.rollback()
    return name


def _swap(scratch: Path, folder: Path, report: str) -> None:
    """Put what was built in the place of what stood there; without a stamp, nothing of it counts as whole."""
    (folder / STAMP).unlink(missing_ok=True)
    for name in (*(DATABASE + ending for ending in _OF_SQLITE), report):
        (folder / name).unlink(missing_ok=True)
    if (folder / FILES).exists():
        shutil.rmtree(folder / FILES)
    for name in (DATABASE, FILES, report):
        (scratch / name).rename(folder / name)


def _write_stamp(folder: Path, stamp: dict[str, Any]) -> None:
    draft = folder / f"{STAMP}.moi"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(stamp, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / STAMP)
