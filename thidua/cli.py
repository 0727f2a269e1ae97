"""The words of the program on the command line, in a table of commands: one row each.

A row names the module that does the work, and is offered where that module is there. A new command is a row
in `COMMANDS`, a function that lists its words, and one in `thidua.commands` that makes an exit code of them.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from thidua.commands import check_document, compile_report, import_town, measure_speed, run_demo, run_tests
from thidua.office import serve_office
from thidua.serve import ServeRefused
from thidua.settings import SettingsRefused

SAMPLE_DAY = date(2023, 6, 22)
SAMPLE_UNITS = 40


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its word, what it says of itself, who does the work, its further words, its doing."""

    name: str
    does: str
    owner: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Path, argparse.Namespace], int]


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
