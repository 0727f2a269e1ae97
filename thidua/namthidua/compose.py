"""The year's rows → the data of its kế hoạch, and its căn cứ as lines."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from thidua.core.viet import date_on_paper, fold
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
    return f"Căn cứ {_cited(row)}"


def _cited(row: CanCuRow) -> str:
    day = date_on_paper(row.ngay) if row.ngay else ""
    if fold(row.ten_loai) in _BARE:
        parts = [row.ten_loai, row.trich_yeu, day]
    else:
        number = f"số {row.so_ky_hieu}" if row.so_ky_hieu else ""
        parts = [row.ten_loai, number, day, f"của {row.co_quan}" if row.co_quan else "", row.trich_yeu]
    return " ".join(part for part in parts if part)


CARRIED_OUT = 2
"""So many grounds stand in an opening sentence: beside the plan it bears no more."""


def carried_out(rows: Sequence[CanCuRow]) -> str:
    """What a paper without căn cứ lines says before the plan that it carries out: the first grounds chosen
    for its kind, each with "; " behind it; empty where none is chosen.

    Báo cáo and công văn have no căn cứ block (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.4, 1.5); a law is
    not "carried out" by a report and is left to the papers that have the block.
    """
    chosen = [row for row in rows if fold(row.ten_loai) not in _BARE][:CARRIED_OUT]
    return "".join(f"{_cited(row).rstrip('.;, ')}; " for row in chosen)
