"""What the commands do, each from its parsed words to its exit code; nothing is loaded before it is asked.

The office's server stands in `thidua.office`, the words of all commands in `thidua.cli`.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from thidua.office import has_schema, load
from thidua.serve import Address, hold, serve
from thidua.settings import Settings, SettingsRefused

if TYPE_CHECKING:
    from thidua.tonghop.compose import Ban


class SampleTown(Protocol):
    """What the sample's builder answers."""

    @property
    def report(self) -> Path:
        """The consolidated sơ kết, compiled as .docx."""

    @property
    def verdict(self) -> str:
        """What the checker finds in it, in sentences."""

    @property
    def errors(self) -> int:
        """How many errors it found."""

    @property
    def accounts(self) -> Sequence[tuple[str, str]]:
        """Login names, and who each is."""

    @property
    def password(self) -> str:
        """The one password of all of them."""


def run_tests(root: Path, asked: argparse.Namespace) -> int:
    """The whole test suite of the program; further words go to pytest as they are."""
    os.chdir(root)
    # The suite starts many processes: they compile each module once, even where the tree must stay clean.
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = str(root / ".pytest_cache" / "pyc")
    # Without further words all files are shared out among the machine's cores, each file to one of them, in
    # the order that tests/conftest.py gives: the long ones first.
    words = asked.tu or ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    line = [sys.executable, "-m", "pytest", *words]
    if os.name == "nt":
        return subprocess.call(line)
    os.execv(sys.executable, line)


def run_demo(root: Path, asked: argparse.Namespace) -> int:
    """Build the sample town, compile its report, say what the checker finds, and serve it on this machine."""
    from thidua.luutru.refusals import StoreRefused
    from thidua.maudulieu.refusal import SampleDataRefused

    settings = Settings.for_sample(root, today=asked.ngay)
    address = Address(port=asked.port)
    with hold(settings.instance, address):
        try:
            town: SampleTown = import_module("thidua.maudulieu.demo").build(
                settings.instance, asked.ngay, asked.don_vi, asked.lam_lai
            )
        except (SampleDataRefused, StoreRefused) as refusal:
            print(refusal, file=sys.stderr)
            return 1
        except OSError:
            where = f"Không dựng được thị xã mẫu trong {settings.instance}"
            print(f"{where}: hãy kiểm tra chỗ trống và quyền ghi.", file=sys.stderr)
            return 1
        _say_verdict(town.verdict, town.report)
        _say_accounts(town)
        if asked.khong_phuc_vu:
            return 1 if town.errors else 0
        return serve(partial(load, settings), address)


def _say_accounts(town: SampleTown) -> None:
    print(f"Tài khoản mẫu, mật khẩu {town.password}:")
    width = max(len(name) for name, _ in town.accounts)
    print(*(f"  {name:<{width}}  {who}" for name, who in town.accounts), sep="\n", flush=True)


def _say_verdict(verdict: str, report_file: Path) -> None:
    print(f"{verdict}\nBáo cáo tổng hợp: {report_file}\n", flush=True)


def compile_report(root: Path, asked: argparse.Namespace) -> int:
    """Compile the consolidated report of a period into a file and say what the checker finds."""
    from thidua.vanban.check import check, report, summary

    settings = _settings_to_read(root, sample=asked.mau)
    try:
        data = _compiled(settings, asked.nam, asked.ky.replace("-", "_"), asked.ban)
        _write_whole(asked.o, data)
    except OSError:
        print(f"Không ghi được tệp {asked.o}: hãy kiểm tra thư mục và quyền ghi.", file=sys.stderr)
        return 1
    findings = check(data)
    _say_verdict(report(findings), asked.o)
    return 1 if summary(findings)["errors"] else 0


def _settings_to_read(root: Path, *, sample: bool) -> Settings:
    """Settings of data that stands and has the schema of the code; raises SettingsRefused."""
    if not sample:
        settings = Settings.for_office(root)
        if not has_schema(settings.database_url):
            raise SettingsRefused(
                "Dữ liệu của cơ quan chưa có hoặc chưa được nâng cấp. "
                "Hãy mở chương trình một lần rồi gõ lại lệnh."
            )
        return settings
    settings = Settings.for_sample(root)
    stamp = import_module("thidua.maudulieu.demo").read_stamp(settings.instance)
    if stamp is None or not has_schema(settings.database_url):
        raise SettingsRefused("Chưa có thị xã mẫu. Hãy gõ trước: python3 app.py demo --khong-phuc-vu")
    return replace(settings, today=date.fromisoformat(stamp["ngay"]))


def _compiled(settings: Settings, nam: int, ky: str, ban: "Ban") -> bytes:
    from sqlalchemy.orm import Session

    from thidua.core.calendar import KyBaoCao
    from thidua.core.errors import NotNow, NotThere
    from thidua.db.base import make_engine
    from thidua.tonghop.compose.tep import CONSOLE, docx
    from thidua.web.clock import Clock

    now = (Clock.on(settings.today) if settings.today else Clock()).now()
    engine = make_engine(settings.database_url)
    try:
        with Session(engine) as session:
            return docx(session, CONSOLE, nam, KyBaoCao(ky), ban, at=now)
    except (NotThere, NotNow):
        raise SettingsRefused(
            f"Chưa tổng hợp được: dữ liệu chưa có năm {nam}, đợt của kỳ này, hoặc cơ quan thường trực."
        ) from None
    finally:
        engine.dispose()


def _write_whole(target: Path, data: bytes) -> None:
    """Write the file beside its place and put it there whole."""
    draft = target.with_name(f".{target.name}.moi")
    try:
        draft.write_bytes(data)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def import_town(root: Path, asked: argparse.Namespace) -> int:
    """Say what a workbook of units and accounts would change, and with --ghi write it.

    0: nothing wrong (with --ghi: written or nothing to write); 1: wrong cells; 2: no such table.
    """
    from sqlalchemy.orm import Session

    from thidua.core.calendar import local_day
    from thidua.core.errors import Refusal
    from thidua.db.base import make_engine, writing
    from thidua.gate import GateRefused, inspect
    from thidua.nhapxuat import compose
    from thidua.nhapxuat.actions import write_town
    from thidua.nhapxuat.compose.to_chuc import TO_CHUC
    from thidua.nhapxuat.queries import Scope, towns
    from thidua.nhatky.actions import KEY
    from thidua.sheets.headings import HeadFault
    from thidua.sheets.read import read_workbook
    from thidua.web.clock import Clock
    from thidua.web.errors import sentence

    settings = _settings_to_read(root, sample=False)
    now = Clock().now()
    scope = Scope(local_day(now))
    engine = make_engine(settings.database_url)
    try:
        inspect(asked.tep, asked.tep.name, frozenset({"xlsx"}))
        sheets = read_workbook(asked.tep)
        with Session(engine, info={KEY: settings.log_key}) as session, writing(session):
            held = towns(session, [part.code for part in TO_CHUC.sheets], scope)
            found = compose.planned(TO_CHUC, held, sheets, convert=asked.chuyen_ma)
            if isinstance(found, HeadFault):
                print(compose.head_fault_words(TO_CHUC, found), file=sys.stderr)
                return 2
            print(compose.in_words(found))
            if asked.ghi and found.may_be_written:
                write_town(session, found, scope, ten=asked.tep.name, at=now)
                print("Đã ghi. Cấp mã một lần và in phiếu ở trang Tài khoản.")
    except GateRefused as refusal:
        print(refusal.message, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"Không mở được {asked.tep}: {error.strerror}.", file=sys.stderr)
        return 2
    except Refusal as refusal:
        print(sentence(refusal), file=sys.stderr)
        return 2
    finally:
        engine.dispose()
    return 1 if found.wrong else 0


def check_document(root: Path, asked: argparse.Namespace) -> int:
    """Say where a document leaves NĐ 30; 1 when it has errors, 2 when it cannot be read."""
    from thidua.vanban.check import UnreadableDocument, check, report, summary

    try:
        findings = check(asked.tep)
    except UnreadableDocument as refusal:
        print(refusal, file=sys.stderr)
        return 2
    found = summary(findings)
    print(json.dumps(found, ensure_ascii=False, indent=2) if asked.json else report(findings))
    return 1 if found["errors"] else 0


def measure_speed(root: Path, asked: argparse.Namespace) -> int:
    """Run the benchmarks and print them as a table; 1 when a goal that could be measured is missed."""
    os.chdir(root)
    return int(import_module("tests.toc_do.muc_tieu").main(asked.day_du))
