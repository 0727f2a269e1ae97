"""The year's rows → the data of its kế hoạch, and its căn cứ as lines."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from thidua.core.viet import date_on_paper, fold, format_date
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries import DongKeHoachRow
from thidua.namthidua.queries.can_cu import CanCuRow
from thidua.vanban.blocks import (
    DauVanBan,
    Inline,
    KyTen,
    NgayVanBan,
    Run,
    SoKyHieu,
    VanBan,
    inline,
)
from thidua.vanban.kinds import ke_hoach

OPENING, CLOSING = "mo_dau", "ket"


def plan(year: NamThiDua, lines: Sequence[DongKeHoachRow], recipients: Sequence[str]) -> VanBan:
    """The kế hoạch phát động: word for word what the year holds; number and day blank until given."""
    return ke_hoach.build(
        ke_hoach.KeHoach(
            dau=DauVanBan(
                co_quan_chu_quan=(),
                co_quan_ban_hanh=_lines(year.co_quan_ban_hanh),
                so_ky_hieu=SoKyHieu(year.ke_hoach_so, year.ke_hoach_ky_hieu),
                dia_danh=year.dia_danh,
                ngay=NgayVanBan(year.ke_hoach_ngay, year.ke_hoach_thang, year.nam),
            ),
            trich_yeu=year.ke_hoach_trich_yeu,
            mo_dau=tuple(line.noi_dung for line in lines if line.vai == OPENING),
            dong=tuple(
                ke_hoach.DongKeHoach(cast(ke_hoach.LoaiDong, line.loai), line.danh_so, line.noi_dung)
                for line in lines
                if line.vai not in {OPENING, CLOSING}
            ),
            ket="\n".join(line.noi_dung for line in lines if line.vai == CLOSING),
            noi_nhan=tuple(recipients),
            ky_ten=KyTen(_lines(year.quyen_han_ky), year.nguoi_ky),
        )
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("\n") if part)


EXCERPT = 220


def excerpt(text: str) -> Inline:
    """The beginning of a plan's line with its emphasis, cut at a word with an ellipsis."""
    found: list[Run] = []
    left = EXCERPT
    for run in inline(text):
        if len(run.text) > left:
            kept = run.text[:left].rsplit(" ", 1)[0]
            return (*found, replace(run, text=f"{kept}…"))
        found.append(run)
        left -= len(run.text)
    return tuple(found)


_BARE = frozenset({"luat", "bo luat", "phap lenh", "hien phap"})


def ground_line(row: CanCuRow) -> str:
    """A căn cứ as a paper prints it, without end mark: kind, number, day, issuer and extract.

    Laws and ordinances bear neither number nor issuer (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6).
    """
    day = date_on_paper(row.ngay) if row.ngay else ""
    if fold(row.ten_loai) in _BARE:
        return _joined("Căn cứ", row.ten_loai, row.trich_yeu, day)
    return _joined("Căn cứ", *_named(row, day), row.trich_yeu)


def _named(row: CanCuRow, day: str) -> tuple[str, ...]:
    number = f"số {row.so_ky_hieu}" if row.so_ky_hieu else ""
    return row.ten_loai, number, day, f"của {row.co_quan}" if row.co_quan else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


CARRIED_OUT = 2
"""So many grounds stand in an opening sentence: beside the plan it bears no more."""
SHORT_EXTRACT = 100
"""A longer extract is left out there: number, day and issuer say which paper it is."""


def carried_out(rows: Sequence[CanCuRow]) -> str:
    """What a paper without căn cứ lines says before the plan that it carries out: the first grounds chosen
    for its kind, each with "; " behind it; empty where none is chosen.

    Báo cáo and công văn have no căn cứ block (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.4, 1.5); a law is
    not "carried out" by a report and is left to the papers that have the block.
    """
    chosen = [row for row in rows if fold(row.ten_loai) not in _BARE][:CARRIED_OUT]
    return "".join(f"{_in_sentence(row)}; " for row in chosen)


def _in_sentence(row: CanCuRow) -> str:
    extract = row.trich_yeu.rstrip(".;, ")
    day = f"ngày {format_date(row.ngay)}" if row.ngay else ""
    return _joined(*_named(row, day), extract if len(extract) <= SHORT_EXTRACT else "")
