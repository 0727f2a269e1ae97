"""Dated rules: what holds under a code on a day, and what the legal frames offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core import legal
from thidua.namthidua.models import QuyDinh


@dataclass(frozen=True, slots=True)
class QuyDinhRow:
    """A rule with its days and its source; `gia_tri` is empty where the law of that time sets none.

    `da_kiem_chung` is true only where somebody compared the rule with the text it cites.
    """

    id: int
    code: str
    ten: str
    gia_tri: str
    don_vi_tinh: str
    tu_ngay: date
    den_ngay: date | None
    nguon: str
    da_kiem_chung: bool

    @property
    def so(self) -> Decimal | None:
        """The value as a figure; None for words and for an empty value."""
        try:
            return Decimal(self.gia_tri) if self.gia_tri else None
        except InvalidOperation:
            return None


def rules(session: Session) -> list[QuyDinhRow]:
    """Every rule, by code and first day."""
    found = session.scalars(select(QuyDinh).order_by(QuyDinh.code, QuyDinh.tu_ngay))
    return [
        QuyDinhRow(
            r.id, r.code, r.ten, r.gia_tri, r.don_vi_tinh, r.tu_ngay, r.den_ngay, r.nguon, r.da_kiem_chung
        )
        for r in found
    ]


def rule_on(session: Session, code: str, day: date) -> QuyDinhRow | None:
    """The rule under `code` on the day; None when nobody entered one.

    None is no licence: the screen says "chưa có quy định – nhập căn cứ". A row with an empty `gia_tri` says
    that the law sets none; one that is not `da_kiem_chung` is shown as "chưa kiểm chứng".
    """
    return legal.rule_on(rules(session), code, day)


@dataclass(frozen=True, slots=True)
class KhungPhapLy:
    """The words of a legal frame: its instruments, and what is known of its days."""

    code: str
    van_ban: tuple[str, ...]
    ghi_chu: str = ""


KHUNG: Sequence[KhungPhapLy] = (
    KhungPhapLy(
        "A-2003",
        (
            "Luật Thi đua, khen thưởng số 15/2003/QH11 (sửa đổi năm 2005, 2009, 2013)",
            "Nghị định số 91/2017/NĐ-CP",
            "Thông tư số 12/2019/TT-BNV",
        ),
        "Ngày bắt đầu áp dụng của Nghị định 91/2017/NĐ-CP chưa kiểm chứng.",
    ),
    KhungPhapLy(
        "B-2022",
        (
            "Luật Thi đua, khen thưởng số 06/2022/QH15",
            "Nghị định số 98/2023/NĐ-CP",
            "Thông tư số 01/2024/TT-BNV",
        ),
    ),
    KhungPhapLy(
        "C-2025",
        (
            "Luật Thi đua, khen thưởng số 06/2022/QH15",
            "Nghị định số 152/2025/NĐ-CP",
            "Thông tư số 15/2025/TT-BNV",
            "Nghị định số 129/2025/NĐ-CP",
        ),
        "Nơi chưa có quy định mới còn áp dụng Nghị định số 98/2023/NĐ-CP đến 31/12/2025 (Điều 60 khoản 2 "
        "Nghị định số 152/2025/NĐ-CP). Nghị định này hết hiệu lực ngày 01/3/2027 nếu không được kéo dài.",
    ),
    KhungPhapLy(
        "D-2026",
        ("Luật số 06/2026/QH16 sửa đổi, bổ sung",),
        "Chưa đọc được nội dung; không dùng để kết luận.",
    ),
)


@dataclass(frozen=True, slots=True)
class QuyDinhGoiY:
    """A rule that a frame offers; nothing holds before an official takes it into the table."""

    code: str
    ten: str
    gia_tri: str
    don_vi_tinh: str
    khung: str
    nguon: str
    da_kiem_chung: bool


_TY_LE_CSTD = "Tỷ lệ Chiến sĩ thi đua cơ sở trên số Lao động tiên tiến, nhiều nhất"
_TAP_THE_LDTT = "Tỷ lệ Lao động tiên tiến trong Tập thể lao động tiên tiến, ít nhất"
_TAP_THE_LDXS = "Tỷ lệ Lao động tiên tiến trong Tập thể lao động xuất sắc, ít nhất"
_LDXS = "ldtt_trong_tap_the_xuat_sac_toi_thieu"
_L27 = "Luật 06/2022/QH15, Điều 27"
_KHEN_XA = "Hệ số tiền thưởng giấy khen của Chủ tịch UBND cấp xã, cá nhân"

GOI_Y: Sequence[QuyDinhGoiY] = (
    QuyDinhGoiY(
        "cstdcs_tren_ldtt_toi_da",
        _TY_LE_CSTD,
        "15",
        "%",
        "A-2003",
        "Nghị định 91/2017/NĐ-CP, Điều 9 khoản 3",
        True,
    ),
    QuyDinhGoiY(
        "cstdcs_tren_ldtt_toi_da",
        _TY_LE_CSTD,
        "",
        "%",
        "B-2022",
        "Luật 06/2022/QH15, Điều 23 (bộ, tỉnh quy định)",
        True,
    ),
    QuyDinhGoiY(
        "cstdcs_tren_ldtt_toi_da",
        _TY_LE_CSTD,
        "",
        "%",
        "C-2025",
        "Nghị định 152/2025/NĐ-CP (tỉnh quy định)",
        True,
    ),
    QuyDinhGoiY(
        "ldtt_trong_tap_the_toi_thieu",
        _TAP_THE_LDTT,
        "50",
        "%",
        "A-2003",
        "Theo trí nhớ; cần đối chiếu",
        False,
    ),
    QuyDinhGoiY(
        "ldtt_trong_tap_the_toi_thieu",
        _TAP_THE_LDTT,
        "70",
        "%",
        "B-2022",
        "Luật 06/2022/QH15, Điều 28 khoản 1",
        True,
    ),
    QuyDinhGoiY(
        "ldtt_trong_tap_the_toi_thieu",
        _TAP_THE_LDTT,
        "70",
        "%",
        "C-2025",
        "Luật 06/2022/QH15, Điều 28 khoản 1",
        True,
    ),
    QuyDinhGoiY(_LDXS, _TAP_THE_LDXS, "70", "%", "A-2003", "Theo trí nhớ; cần đối chiếu", False),
    QuyDinhGoiY(_LDXS, _TAP_THE_LDXS, "70", "%", "B-2022", _L27, True),
    QuyDinhGoiY(_LDXS, _TAP_THE_LDXS, "70", "%", "C-2025", _L27, True),
    QuyDinhGoiY(
        "he_so_giay_khen_xa", _KHEN_XA, "0.15", "lần", "A-2003", "Theo trí nhớ; cần đối chiếu", False
    ),
    QuyDinhGoiY(
        "he_so_giay_khen_xa", _KHEN_XA, "0.15", "lần", "B-2022", "Theo trí nhớ; cần đối chiếu", False
    ),
    QuyDinhGoiY(
        "he_so_giay_khen_xa",
        _KHEN_XA,
        "0.3",
        "lần",
        "C-2025",
        "Nghị định 152/2025/NĐ-CP, Điều 54 khoản 1 điểm e",
        True,
    ),
)
"""What was found in the law, with the mark of each finding; money and votes follow with their own papers."""


def offered(session: Session) -> list[QuyDinhGoiY]:
    """What the frames offer and the table does not hold yet."""
    have = {(rule.code, rule.tu_ngay) for rule in rules(session)}
    first = {frame.code: frame.tu_ngay for frame in legal.FRAMES}
    return [one for one in GOI_Y if (one.code, first[one.khung]) not in have]
