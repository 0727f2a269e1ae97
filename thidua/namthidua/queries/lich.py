"""The working-day calendar: what the table holds, and what is offered for a year that has nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import extract, select
from sqlalchemy.orm import Session

from thidua.namthidua.models import NgayLich

OFF, WORKED = "nghi", "lam_bu"


@dataclass(frozen=True, slots=True)
class NgayRow:
    """A day off (`nghi`), or a weekend day worked (`lam_bu`); `nguon` says who ruled so."""

    ngay: date
    loai: str
    ten: str
    nguon: str = ""

    @property
    def chua_kiem_chung(self) -> bool:
        """Whether its source says that nobody has confirmed it yet."""
        return self.nguon.startswith(_UNSURE)


def days_of(session: Session, nam: int) -> list[NgayRow]:
    """The days of one year in order."""
    rows = session.scalars(
        select(NgayLich).where(extract("year", NgayLich.ngay) == nam).order_by(NgayLich.ngay)
    )
    return [NgayRow(one.ngay, one.loai, one.ten, one.nguon) for one in rows]


_LAW = "Bộ luật Lao động 2019, Điều 111 và 112"
_2023 = "Thông báo số 5034/TB-LĐTBXH (năm 2022) về nghỉ Tết Âm lịch và Quốc khánh năm 2023"
_2024 = "Thông báo số 5015/TB-LĐTBXH (năm 2023) về nghỉ Tết Âm lịch và Quốc khánh năm 2024"
_2024_SWAP = "Thông báo số 1570/TB-LĐTBXH (năm 2024) về hoán đổi ngày làm việc dịp 30/4, 01/5"
_2025 = "Thông báo số 6150/TB-BLĐTBXH ngày 03/12/2024 về nghỉ Tết Âm lịch, Quốc khánh, 30/4, 01/5 năm 2025"
_2026_SWAP = "Công văn số 12729/VPCP-KGVX ngày 25/12/2025 về nghỉ Tết Dương lịch năm 2026"
_2026 = "Thông báo số 9441/TB-BNV ngày 16/10/2025 về nghỉ Tết Âm lịch và Quốc khánh năm 2026"
_CULTURE = "Nghị quyết số 28/2026/QH16, Điều 2, hiệu lực từ 01/7/2026"
_UNSURE = "Chưa kiểm chứng"
_2027 = f"{_UNSURE}: chờ thông báo nghỉ Tết Âm lịch năm 2027"

_TET, _QK, _VH = "Tết Nguyên đán", "Quốc khánh", "Ngày Văn hóa Việt Nam"
_DATA: dict[int, tuple[tuple[int, int, str, str, str], ...]] = {
    2023: (
        (1, 1, OFF, "Tết Dương lịch", _LAW),
        (1, 2, OFF, "Nghỉ bù Tết Dương lịch", _LAW),
        (1, 20, OFF, f"{_TET} Quý Mão (29 tháng Chạp)", _2023),
        (1, 21, OFF, f"{_TET} Quý Mão (30 tháng Chạp)", _2023),
        (1, 22, OFF, f"{_TET} Quý Mão (mùng 1)", _2023),
        (1, 23, OFF, f"{_TET} Quý Mão (mùng 2)", _2023),
        (1, 24, OFF, f"{_TET} Quý Mão (mùng 3)", _2023),
        (1, 25, OFF, f"Nghỉ bù {_TET}", _2023),
        (1, 26, OFF, f"Nghỉ bù {_TET}", _2023),
        (4, 29, OFF, "Giỗ Tổ Hùng Vương (10/3 âm lịch)", _LAW),
        (4, 30, OFF, "Ngày Chiến thắng", _LAW),
        (5, 1, OFF, "Ngày Quốc tế Lao động", _LAW),
        (5, 2, OFF, "Nghỉ bù Giỗ Tổ Hùng Vương", _LAW),
        (5, 3, OFF, "Nghỉ bù Ngày Chiến thắng", _LAW),
        (9, 1, OFF, f"{_QK} (ngày liền kề trước)", _2023),
        (9, 2, OFF, _QK, _LAW),
        (9, 4, OFF, f"Nghỉ bù {_QK}", _2023),
    ),
    2024: (
        (1, 1, OFF, "Tết Dương lịch", _LAW),
        (2, 8, OFF, f"{_TET} Giáp Thìn (29 tháng Chạp)", _2024),
        (2, 9, OFF, f"{_TET} Giáp Thìn (30 tháng Chạp)", _2024),
        (2, 10, OFF, f"{_TET} Giáp Thìn (mùng 1)", _2024),
        (2, 11, OFF, f"{_TET} Giáp Thìn (mùng 2)", _2024),
        (2, 12, OFF, f"{_TET} Giáp Thìn (mùng 3)", _2024),
        (2, 13, OFF, f"Nghỉ bù {_TET}", _2024),
        (2, 14, OFF, f"Nghỉ bù {_TET}", _2024),
        (4, 18, OFF, "Giỗ Tổ Hùng Vương (10/3 âm lịch)", _LAW),
        (4, 29, OFF, "Hoán đổi với thứ Bảy 04/5", _2024_SWAP),
        (4, 30, OFF, "Ngày Chiến thắng", _LAW),
        (5, 1, OFF, "Ngày Quốc tế Lao động", _LAW),
        (5, 4, WORKED, "Làm bù cho thứ Hai 29/4", _2024_SWAP),
        (9, 2, OFF, _QK, _LAW),
        (9, 3, OFF, f"{_QK} (ngày liền kề sau)", _2024),
    ),
    2025: (
        (1, 1, OFF, "Tết Dương lịch", _LAW),
        (1, 27, OFF, f"{_TET} Ất Tỵ (28 tháng Chạp)", _2025),
        (1, 28, OFF, f"{_TET} Ất Tỵ (29 tháng Chạp)", _2025),
        (1, 29, OFF, f"{_TET} Ất Tỵ (mùng 1)", _2025),
        (1, 30, OFF, f"{_TET} Ất Tỵ (mùng 2)", _2025),
        (1, 31, OFF, f"{_TET} Ất Tỵ (mùng 3)", _2025),
        (4, 7, OFF, "Giỗ Tổ Hùng Vương (10/3 âm lịch)", _LAW),
        (4, 26, WORKED, "Làm bù cho thứ Sáu 02/5", _2025),
        (4, 30, OFF, "Ngày Chiến thắng", _LAW),
        (5, 1, OFF, "Ngày Quốc tế Lao động", _LAW),
        (5, 2, OFF, "Hoán đổi với thứ Bảy 26/4", _2025),
        (9, 1, OFF, f"{_QK} (ngày liền kề trước)", _2025),
        (9, 2, OFF, _QK, _LAW),
    ),
    2026: (
        (1, 1, OFF, "Tết Dương lịch", _LAW),
        (1, 2, OFF, "Hoán đổi với thứ Bảy 10/01", _2026_SWAP),
        (1, 10, WORKED, "Làm bù cho thứ Sáu 02/01", _2026_SWAP),
        (2, 16, OFF, f"{_TET} Bính Ngọ (29 tháng Chạp)", _2026),
        (2, 17, OFF, f"{_TET} Bính Ngọ (mùng 1)", _2026),
        (2, 18, OFF, f"{_TET} Bính Ngọ (mùng 2)", _2026),
        (2, 19, OFF, f"{_TET} Bính Ngọ (mùng 3)", _2026),
        (2, 20, OFF, f"{_TET} Bính Ngọ (mùng 4)", _2026),
        (4, 26, OFF, "Giỗ Tổ Hùng Vương (10/3 âm lịch)", _LAW),
        (4, 27, OFF, "Nghỉ bù Giỗ Tổ Hùng Vương", _LAW),
        (4, 30, OFF, "Ngày Chiến thắng", _LAW),
        (5, 1, OFF, "Ngày Quốc tế Lao động", _LAW),
        (8, 22, WORKED, "Làm bù cho thứ Hai 31/8", _2026),
        (8, 31, OFF, "Hoán đổi với thứ Bảy 22/8", _2026),
        (9, 1, OFF, f"{_QK} (ngày liền kề trước)", _2026),
        (9, 2, OFF, _QK, _LAW),
        (11, 24, OFF, _VH, _CULTURE),
    ),
    2027: (
        (1, 1, OFF, "Tết Dương lịch", _LAW),
        (2, 6, OFF, f"{_TET} Đinh Mùi (mùng 1)", _2027),
        (2, 7, OFF, f"{_TET} Đinh Mùi (mùng 2)", _2027),
        (2, 8, OFF, f"{_TET} Đinh Mùi (mùng 3)", _2027),
        (4, 16, OFF, "Giỗ Tổ Hùng Vương (10/3 âm lịch)", _LAW),
        (4, 30, OFF, "Ngày Chiến thắng", _LAW),
        (5, 1, OFF, "Ngày Quốc tế Lao động", _LAW),
        (5, 3, OFF, "Nghỉ bù Ngày Quốc tế Lao động", _LAW),
        (9, 2, OFF, _QK, _LAW),
        (11, 24, OFF, _VH, _CULTURE),
    ),
}


_PENDING: dict[int, str] = {
    2026: "Đề xuất hoán đổi ngày làm việc quanh ngày 24/11/2026 chưa có quyết định nên chưa đưa vào.",
    2027: (
        "Chưa có thông báo nghỉ Tết Âm lịch và Quốc khánh năm 2027: mới có các ngày luật ấn định và ba ngày "
        "đầu năm âm lịch. Bổ sung các ngày còn lại, ngày nghỉ bù, ngày hoán đổi khi có thông báo."
    ),
}
"""What nobody had ruled yet when the days below were entered."""


def pending(nam: int) -> str:
    """The sentence that says what the offered days of this year lack; empty when nothing."""
    return _PENDING.get(nam, "")


def offered(nam: int) -> Sequence[NgayRow]:
    """The public holidays and swapped days known for the year; none for a year that is not kept here."""
    return [
        NgayRow(date(nam, month, day), kind, name, source)
        for month, day, kind, name, source in _DATA.get(nam, ())
    ]
