"""The commands of the program: one row each, and nothing loaded before its command is asked for.

A row names the module that does the work, and is offered where that module is there. A new command is a row
in `COMMANDS`, a function that lists its words and one that turns the parsed words into an exit code.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from thidua.guard import FileLock
from thidua.serve import Address, ServeRefused, hold, serve
from thidua.settings import Settings, SettingsRefused

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from thidua.tonghop.compose import Ban

SAMPLE_DAY = date(2023, 6, 22)
SAMPLE_UNITS = 40
EMPTY_OFFICE = (
    "Dữ liệu của cơ quan còn trống. Mở {url}/khoi-tao trên trình duyệt để thiết lập lần đầu.\n"
    "Mã thiết lập dùng một lần:  {code}\n"
    "Muốn xem chương trình với thị xã mẫu: dừng lệnh này (Ctrl+C) rồi chạy  python3 app.py demo"
)


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its word, what it says of itself, who does the work, its further words, its doing."""

    name: str
    does: str
    owner: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Path, argparse.Namespace], int]


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


def main(root: Path, words: Sequence[str]) -> int:
    """Run the command that the words name, for the program that stands in `root`; its exit code.

    A refusal is a Vietnamese sentence on standard error and exit code 1; wrong words end with code 2.
    """
    asked = parser().parse_args(words)
    try:
        return int(asked.run(root, asked))
    except (SettingsRefused, ServeRefused) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Đã dừng.", file=sys.stderr)
        return 130


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


def serve_office(root: Path, asked: argparse.Namespace) -> int:
    """Serve the office's own data."""
    if os.name != "nt":
        # What is made from here on is the office's data: for the owner alone.
        os.umask(0o077)
    settings = Settings.for_office(root)
    address = Address(asked.host, asked.port)
    with hold(settings.instance, address):
        bring_up_to_date(settings)
        if is_empty(settings.database_url):
            _say_first_start(settings, address)
        _sweep_store(settings)
        load = partial(_load, settings)
        return serve(load, address, server=asked.may_chu, workers=asked.tien_trinh)


def _sweep_store(settings: Settings) -> None:
    from thidua.web.clock import Clock
    from thidua.web.kho_tep import sweep

    if said := sweep(settings, Clock().now()):
        print(said, flush=True)


def _say_first_start(settings: Settings, address: Address) -> None:
    from thidua.khoitao.actions import issue_code

    print(EMPTY_OFFICE.format(url=address.url, code=issue_code(settings.instance)), flush=True)


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
        return serve(partial(_load, settings), address)


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
        if not _has_schema(settings.database_url):
            raise SettingsRefused(
                "Dữ liệu của cơ quan chưa có hoặc chưa được nâng cấp. "
                "Hãy mở chương trình một lần rồi gõ lại lệnh."
            )
        return settings
    settings = Settings.for_sample(root)
    stamp = import_module("thidua.maudulieu.demo").read_stamp(settings.instance)
    if stamp is None or not _has_schema(settings.database_url):
        raise SettingsRefused("Chưa có thị xã mẫu. Hãy gõ trước: python3 app.py demo --khong-phuc-vu")
    return replace(settings, today=date.fromisoformat(stamp["ngay"]))


def _has_schema(database_url: str) -> bool:
    if database_url.startswith("sqlite"):
        return _is_up_to_date(database_url)
    from thidua.db.base import make_engine
    from thidua.db.migrate import current, head

    engine = make_engine(database_url)
    try:
        return current(engine) == head()
    finally:
        engine.dispose()


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


def office_app(root: str | os.PathLike[str]) -> "WSGIApplication":
    """The office's program as one WSGI object, its database brought up to date, for a server of one's own."""
    settings = Settings.for_office(root)
    bring_up_to_date(settings)
    return _load(settings)


def bring_up_to_date(settings: Settings) -> None:
    """Run the migrations that the database misses, one process at a time, after a copy of it."""
    if _is_up_to_date(settings.database_url):
        return
    from thidua.db.base import make_engine
    from thidua.db.migrate import upgrade

    with FileLock(settings.instance / ".khoa-nang-cap").acquire(wait=True):
        engine = make_engine(settings.database_url)
        try:
            upgrade(engine, backup=settings.instance / "sao-luu")
        finally:
            engine.dispose()


def _is_up_to_date(database_url: str) -> bool:
    """Whether a SQLite database has the schema of the code: a look that spares a start the migration tool."""
    path = Path(database_url.removeprefix("sqlite:///"))
    if not database_url.startswith("sqlite") or not path.exists():
        return False
    head = (Path(__file__).parent / "db" / "migrations" / "HEAD").read_text(encoding="ascii").strip()
    with closing(sqlite3.connect(path)) as database:
        try:
            return database.execute("SELECT version_num FROM alembic_version").fetchall() == [(head,)]
        except sqlite3.OperationalError:
            return False


def is_empty(database_url: str) -> bool:
    """Whether a database of the newest schema has no account yet."""
    if not database_url.startswith("sqlite"):
        from sqlalchemy.orm import Session

        from thidua.db.base import make_engine
        from thidua.khoitao.queries import is_empty as nobody_yet

        engine = make_engine(database_url)
        try:
            with Session(engine) as session:
                return nobody_yet(session)
        finally:
            engine.dispose()
    with closing(sqlite3.connect(Path(database_url.removeprefix("sqlite:///")))) as database:
        return not database.execute("SELECT 1 FROM tai_khoan LIMIT 1").fetchall()


def _load(settings: Settings) -> "WSGIApplication":
    from thidua.factory import create_app

    return create_app(settings)


def _port(text: str) -> int:
    return _number(text, 1, 65535)


def _year(text: str) -> int:
    return _number(text, 2000, 2099)


def _units(text: str) -> int:
    return _number(text, SAMPLE_UNITS, 10_000)


def _processes(text: str) -> int:
    return _number(text, 1, 16)


def _number(text: str, smallest: int, largest: int) -> int:
    if not text.isascii() or not text.isdigit() or not smallest <= int(text) <= largest:
        raise argparse.ArgumentTypeError(f"“{text}” không phải số nguyên từ {smallest} đến {largest}")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” không phải ngày viết kiểu 2023-06-22") from None


def _office_words(words: argparse.ArgumentParser) -> None:
    where = "địa chỉ lắng nghe; 0.0.0.0 cho cả mạng nội bộ"
    words.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ", help=where)
    _port_word(words)
    servers = ("granian", "waitress")
    words.add_argument("--may-chu", default=servers[0], choices=servers, help="phần mềm máy chủ")
    words.add_argument("--tien-trinh", type=_processes, default=1, metavar="N", help="số tiến trình (Linux)")


def _port_word(words: argparse.ArgumentParser) -> None:
    words.add_argument("--port", type=_port, default=8000, metavar="CỔNG", help="cổng, nếu không nói là 8000")


def _demo_words(words: argparse.ArgumentParser) -> None:
    _port_word(words)
    words.add_argument("--ngay", type=_day, default=SAMPLE_DAY, metavar="NGÀY", help="hôm nay của bản mẫu")
    words.add_argument("--don-vi", type=_units, default=SAMPLE_UNITS, metavar="N", help="số đơn vị")
    words.add_argument("--khong-phuc-vu", action="store_true", help="chỉ dựng và tổng hợp, không mở máy chủ")
    words.add_argument("--lam-lai", action="store_true", help="dựng lại từ đầu")


def _report_words(words: argparse.ArgumentParser) -> None:
    words.add_argument("nam", type=_year, metavar="NĂM", help="năm thi đua, ví dụ 2023")
    words.add_argument("ky", choices=("so-ket", "tong-ket"), metavar="KỲ", help="so-ket hoặc tong-ket")
    words.add_argument("-o", type=Path, required=True, metavar="TỆP.docx", help="ghi vào tệp này")
    words.add_argument("--mau", action="store_true", help="của thị xã mẫu")
    words.add_argument("--ban", choices=("nv", "ubnd"), default="nv", help="của Phòng Nội vụ hay của UBND")


def _document_words(words: argparse.ArgumentParser) -> None:
    words.add_argument("tep", type=Path, metavar="TỆP.docx", help="văn bản cần kiểm")
    words.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def _import_words(words: argparse.ArgumentParser) -> None:
    words.add_argument("tep", type=Path, metavar="TỆP.xlsx", help="tệp có hai trang: đơn vị, tài khoản")
    words.add_argument("--ghi", action="store_true", help="ghi; không có từ này thì chỉ xem trước")
    words.add_argument("--chuyen-ma", action="store_true", help="chuyển chữ TCVN3, VNI sang Unicode")


def _speed_words(words: argparse.ArgumentParser) -> None:
    words.add_argument("--day-du", action="store_true", help="đo cả những phép đo mất nhiều phút")


def _pytest_words(words: argparse.ArgumentParser) -> None:
    # Nothing here is an option of ours, so that "-k" and its like pass through.
    words.prefix_chars = "\0"
    words.add_argument("tu", nargs="*", metavar="TỪ", help="các từ của pytest")


COMMANDS = (
    Command("demo", "dựng thị xã mẫu và mở thử trên máy này", "thidua.maudulieu.demo", _demo_words, run_demo),
    Command(
        "tong-hop", "tổng hợp báo cáo ra tệp .docx", "thidua.tonghop.compose", _report_words, compile_report
    ),
    Command("test", "chạy bộ kiểm thử; từ thêm chuyển cho pytest", "thidua.launch", _pytest_words, run_tests),
    Command("do-toc-do", "đo tốc độ, in bảng kết quả", "tests.toc_do", _speed_words, measure_speed),
    Command("nhap-don-vi", "nhập đơn vị, tài khoản từ Excel", "thidua.nhapxuat", _import_words, import_town),
    Command("the-thuc", "kiểm thể thức một văn bản", "thidua.vanban.check", _document_words, check_document),
)
"""In the order in which help shows them. Without a command the program serves the office."""

_SAID_BY_ARGPARSE = {
    "usage: ": "cách dùng: ",
    "positional arguments": "các từ",
    "options": "tùy chọn",
    "show this help message and exit": "hiện trợ giúp này",
    "expected one argument": "cần một giá trị",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có “%(value)s”; hãy chọn: %(choices)s",
    "unrecognized arguments: %s": "không hiểu: %s",
    "the following arguments are required: %s": "còn thiếu: %s",
    "ignored explicit argument %r": "không nhận giá trị %r",
    "%(prog)s: error: %(message)s\n": "Lệnh chưa đúng: %(message)s\n",
}


def parser() -> argparse.ArgumentParser:
    """The reader of the command line, speaking Vietnamese, with the commands whose module is there."""
    # argparse looks its own phrases up by this name, and offers no other way to translate them.
    vars(argparse)["_"] = lambda text: _SAID_BY_ARGPARSE.get(text, text)
    top = argparse.ArgumentParser(
        prog="python3 app.py",
        description="Phần mềm thi đua của thị xã. Không có lệnh nào: mở máy chủ với dữ liệu của cơ quan.",
        allow_abbrev=False,
    )
    _office_words(top)
    top.set_defaults(run=serve_office)
    rows = top.add_subparsers(title="các lệnh", metavar="LỆNH")
    for command in (row for row in COMMANDS if _is_there(row.owner)):
        words = rows.add_parser(command.name, help=command.does, description=command.does, allow_abbrev=False)
        command.arguments(words)
        words.set_defaults(run=command.run)
    return top


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
