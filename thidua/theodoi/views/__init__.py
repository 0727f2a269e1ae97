"""`/<nam>/theo-doi/`: the board of the thường trực."""

from typing import NamedTuple

from flask import Blueprint, Response, request

from thidua.core.actor import Role
from thidua.core.calendar import VN, local_day
from thidua.core.text import clean
from thidua.core.viet import format_date
from thidua.sheets.xlsx import Value
from thidua.theodoi import queries
from thidua.theodoi.compose import bang
from thidua.theodoi.compose.bang import Column
from thidua.theodoi.queries import Board, Cell, GroupBlock, Mark
from thidua.web import clock, htmx, labels
from thidua.web.access import needs
from thidua.web.database import session
from thidua.web.frame import frame_now
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer

bp = Blueprint("theodoi", __name__)

WHO = (Role.THUONG_TRUC, Role.LANH_DAO_PHONG, Role.LANH_DAO)
COLUMNS = 3
XLSX_HEADS = [
    "Cụm, khối",
    "Đơn vị",
    "Nội dung",
    "Hạn nộp",
    "Tình trạng",
    "Nộp lúc",
    "Số ngày làm việc chậm",
    "Tiếp nhận",
]
QUERY_LIMIT = 200

FACES: dict[Mark, tuple[str, str, str]] = {
    Mark.DUNG_HAN: ("m-xong", "i-xong", "đúng hạn"),
    Mark.NOP_CHAM: ("m-muon", "i-xong", "nộp chậm"),
    Mark.CHO_DUYET: ("m-cho", "i-cho", "chờ thủ trưởng"),
    Mark.BO_SUNG: ("m-bo-sung", "i-tra", "cần bổ sung"),
    Mark.DANG_SOAN: ("m-nhap", "i-nhap", "đang soạn"),
    Mark.CHUA_LAM: ("m-trong", "", "chưa làm"),
    Mark.QUA_HAN: ("m-tre", "", "quá hạn, số ngày"),
    Mark.CHUA_MO: ("m-khoa", "", "chưa mở"),
    Mark.MIEN: ("m-mien", "i-khoa", "không thuộc đối tượng"),
}
"""Mark → class of the cell, class of its glyph, words of the legend."""
AWAITS = ("m-nop", "i-tai", "chờ tiếp nhận")
"""The same for what was submitted and nobody has received, in time or late."""
LEGEND = (FACES[Mark.DUNG_HAN], FACES[Mark.NOP_CHAM], AWAITS, *list(FACES.values())[2:])


class Shown(NamedTuple):
    """A cell as the template prints it, without thinking."""

    href: str
    css: str
    icon: str
    text: str
    title: str


@bp.get("/<nam:nam_thi_dua>/theo-doi/")
@needs(*WHO)
def board(nam_thi_dua: int) -> Response:
    """The whole town on one screen; under htmx only the matrix."""
    asked = clean(request.args.get("q", "")[:QUERY_LIMIT], one_line=True)
    now = clock.now()
    found = queries.board(session(), current_actor(), nam_thi_dua, at=now, q=asked)
    columns = bang.columns(found.duties)
    words = [labels.OBLIGATIONS[column.code] for column in columns]
    return htmx.page_or_partial(
        "theodoi/page.html",
        "theodoi/_ma_tran.html",
        nam=nam_thi_dua,
        q=asked,
        now=now,
        board=found,
        heads=[(duty.head, duty.name) for duty in words],
        counts=[column.count for column in columns],
        columns=_columns(found, columns),
        legend=LEGEND,
        reminder=reminder(found, nam_thi_dua),
    )


@bp.get("/<nam:nam_thi_dua>/theo-doi.xlsx")
@needs(*WHO)
def board_xlsx(nam_thi_dua: int) -> Response:
    """The same as a table, with the same filter."""
    asked = clean(request.args.get("q", "")[:QUERY_LIMIT], one_line=True)
    now = clock.now()
    found = queries.board(session(), current_actor(), nam_thi_dua, at=now, q=asked)
    return table_answer(
        f"theo-doi-{nam_thi_dua}",
        "Theo dõi",
        XLSX_HEADS,
        _rows(found),
        title=f"Tình hình nộp hồ sơ thi đua năm {nam_thi_dua}, đến {format_date(local_day(now))}",
    )


def _rows(found: Board) -> list[list[Value]]:
    return [
        [
            group.ten,
            unit.ten,
            labels.OBLIGATIONS[duty.code].name,
            cell.han,
            FACES[cell.mark][2].removesuffix(", số ngày"),
            cell.nop_luc.astimezone(VN) if cell.nop_luc else None,
            cell.days or None,
            "chờ tiếp nhận" if cell.awaits_receipt else "đã tiếp nhận" if cell.da_nhan else None,
        ]
        for group in found.groups
        for unit in group.units
        for duty, cell in zip(found.duties, unit.cells, strict=True)
        if cell
    ]


def _columns(found: Board, shown: tuple[Column, ...]) -> list[list[tuple[GroupBlock, list[object]]]]:
    """The groups in columns of about equal height, each unit with its cells ready to print."""
    columns: list[list[tuple[GroupBlock, list[object]]]] = [[] for _ in range(COLUMNS)]
    heights = [0] * COLUMNS
    names = [labels.OBLIGATIONS[duty.code].name for duty in found.duties]
    for group in found.groups:
        place = heights.index(min(heights))
        heights[place] += len(group.units) + 2
        lines: list[object] = [
            (unit, [_shown(bang.gravest(column, unit.cells), unit.ten_ngan, names) for column in shown])
            for unit in group.units
        ]
        columns[place].append((group, lines))
    return columns


def _shown(held: tuple[int, Cell] | None, unit: str, names: list[str]) -> Shown | None:
    if held is None:
        return None
    duty, cell = names[held[0]], held[1]
    css, icon, words = FACES[cell.mark]
    if cell.awaits_receipt:
        css, icon = (AWAITS[0], AWAITS[1]) if cell.mark is Mark.DUNG_HAN else (f"{AWAITS[0]} muon", AWAITS[1])
    if cell.mark is Mark.QUA_HAN:
        text = str(cell.days or "!")
        words = f"quá hạn {cell.days} ngày làm việc" if cell.days else "quá hạn"
    else:
        text = ""
        words += f", chậm {cell.days} ngày làm việc" if cell.days else ""
    if cell.awaits_receipt:
        words += ", chờ tiếp nhận"
    elif cell.da_nhan:
        words += ", đã tiếp nhận"
    if cell.gia_han:
        words += f", gia hạn đến {format_date(cell.han)}"
    return Shown(cell.address, css, icon, text, f"{unit} – {duty}: {words}")


def reminder(found: Board, nam: int) -> str:
    """The text to copy into a message: who still owes what, and since when."""
    heads = {duty.code: labels.OBLIGATIONS[duty.code].name for duty in found.duties}
    lines = [
        f"- {unit.ten}: "
        + "; ".join(f"{heads[code]} (quá hạn {days} ngày làm việc)" for code, days in unit.owes)
        for unit in found.late
    ]
    asks = f"{frame_now().phong} đề nghị các đơn vị sau hoàn thành hồ sơ thi đua năm {nam}:"
    return "\n".join([asks, *lines])


from thidua.theodoi.views import giao_uoc  # noqa: E402, F401  # addresses of the same blueprint
