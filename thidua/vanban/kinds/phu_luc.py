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

    A paper without a number is named by its day alone. The line ends before `của`, so that no date is cut.
    """
    so = f" {dau.so_ky_hieu.dong().replace('Số: ', 'số ')}" if dau.so_ky_hieu else ""
    return f"(Kèm theo {one_line(ten_loai)}{so} {dau.ngay.dong()}\ncủa {one_line(co_quan)})"


def danh_so(phu_luc: Sequence[NoiDungPhuLuc], reference: str) -> tuple[PhuLuc, ...]:
    """The annexes in order, with Roman numbers when there are several; a wide sheet has the reference on one
    line."""
    only = len(phu_luc) == 1
    return tuple(
        PhuLuc(one.ten, one.than, None if only else roman(place), _fitted(reference, one), one.ngang)
        for place, one in enumerate(phu_luc, 1)
    )


def _fitted(reference: str, annex: NoiDungPhuLuc) -> str:
    return reference.replace("\n", " ") if annex.ngang else reference
