"""Phụ lục: the reference line, and annexes numbered as they stand (Mẫu 2.1; Phụ lục I, Phần I, Mục III.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.viet import roman
from thidua.vanban.blocks import DauVanBan, Khoi, PhuLuc, one_line


@dataclass(frozen=True, slots=True)
class NoiDungPhuLuc:
    """One annex before it is numbered; `ngang` lays its sheet on the side, for a wide table."""

    ten: str
    than: tuple[Khoi, ...]
    ngang: bool = False


def tham_chieu(ten_loai: str, dau: DauVanBan, co_quan: str) -> str:
    """`(Kèm theo Kế hoạch số 05/KH-UBND ngày … tháng … năm … của …)`, open where the head is open.

    A paper without a number is named by its day alone.
    """
    so = f" {_whole(dau.so_ky_hieu.dong().replace('Số: ', 'số '))}" if dau.so_ky_hieu else ""
    return f"(Kèm theo {one_line(ten_loai)}{so} {_whole(dau.ngay.dong())} của {one_line(co_quan)})"


def _whole(text: str) -> str:
    """The text with spaces at which no line breaks: a number or a date stays on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def danh_so(phu_luc: Sequence[NoiDungPhuLuc], reference: str) -> tuple[PhuLuc, ...]:
    """The annexes in order, with Roman numbers when there are several."""
    only = len(phu_luc) == 1
    return tuple(
        PhuLuc(one.ten, one.than, None if only else roman(place), reference, one.ngang)
        for place, one in enumerate(phu_luc, 1)
    )
