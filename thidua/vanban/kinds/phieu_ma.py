"""Slips with one-time codes, eight to a sheet with cut lines. A slip of the office's own, no văn bản."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from thidua.core.viet import format_date
from thidua.vanban.runs import one_line

__all__ = ["CACH_LAM", "COT", "HANG", "TEN_PHIEU", "PhieuMa", "ToPhieu", "dong_phieu"]

COT: Final = 2
HANG: Final = 4
TEN_PHIEU: Final = "PHIẾU TÀI KHOẢN"
CACH_LAM: Final = (
    "Mở địa chỉ trên bằng trình duyệt, đăng nhập bằng tài khoản và mã, đặt mật khẩu riêng "
    "(ít nhất 10 ký tự), rồi hủy phiếu này. Không cho người khác biết mã."
)


@dataclass(frozen=True, slots=True)
class PhieuMa:
    """What one person needs to log in for the first time; `han` is the last day of the code.

    `ma` is the code in plain: it stands here and nowhere else.
    """

    ho_ten: str
    chuc_vu: str
    don_vi: str
    tai_khoan: str
    ma: str
    han: date


@dataclass(frozen=True, slots=True)
class ToPhieu:
    """The slips of one printing: who issues them, the address of the site, a line below each where given."""

    co_quan: str
    dia_chi: str
    phieu: tuple[PhieuMa, ...]
    ghi_chu: str = ""

    def trang(self) -> tuple[tuple[PhieuMa, ...], ...]:
        """The slips by sheet, eight to each; the last may have fewer."""
        size = COT * HANG
        return tuple(self.phieu[at : at + size] for at in range(0, len(self.phieu), size))


def dong_phieu(to: ToPhieu, phieu: PhieuMa) -> tuple[tuple[str, str], ...]:
    """The lines of a slip: what it is, and what stands there."""
    who = ", ".join(part for part in (phieu.ho_ten, phieu.chuc_vu) if part)
    lines = (
        ("Người dùng", who),
        ("Đơn vị", phieu.don_vi),
        ("Địa chỉ", to.dia_chi),
        ("Tài khoản", phieu.tai_khoan),
        ("Mã một lần", phieu.ma),
        ("Mã dùng được đến hết ngày", format_date(phieu.han)),
    )
    return tuple((name, one_line(text)) for name, text in lines if text)
