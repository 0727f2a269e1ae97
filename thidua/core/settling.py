"""How a promised line of a giao ước is proposed to be settled at the year's end; a person decides.

The proposal follows the judgement of the tổng kết (`targets.danh_gia`); between reached and not reached lies
half of the promise, the only share that the town's plan names (UBND thị xã Ayun Pa, plan for 2023, II.2).
"""

from decimal import Decimal

from thidua.core.calendar import KyBaoCao
from thidua.core.pledge import KetQuaDong
from thidua.core.reporting import KetQua
from thidua.core.targets import Chieu, DanhGia, LoaiChiTieu, TinhTrangNhiemVu, danh_gia, is_downward

HALF = Decimal(2)


def proposal(
    loai: LoaiChiTieu | None,
    promised: Decimal | None,
    result: KetQua | None,
    chieu: Chieu | None = None,
) -> KetQuaDong | None:
    """The verdict that the figure of the year's end suggests; None where there is nothing to judge by.

    A line without target (a sentence, a title), a blank and a missing report suggest nothing: zero is a
    figure, silence is none. Where lower is better (`chieu`, or a không vượt) what was exceeded is not
    reached, however little; a nhiệm vụ under way is reached in part.
    """
    if loai is None or result is None:
        return None
    judged = danh_gia(
        loai,
        KyBaoCao.TONG_KET,
        promised,
        None,
        result.figure,
        result.tinh_trang,
        result.khong_phat_sinh,
        chieu=chieu,
    )
    match judged:
        case DanhGia.HOAN_THANH_NAM | DanhGia.DAT_MOC | DanhGia.CHUA_DEN_KY:
            return KetQuaDong.HOAN_THANH
        case DanhGia.DUOI_MOC if _in_part(loai, promised, result, chieu):
            return KetQuaDong.HOAN_THANH_MOT_PHAN
        case DanhGia.DUOI_MOC:
            return KetQuaDong.KHONG_HOAN_THANH
        case _:
            return None


def _in_part(loai: LoaiChiTieu, promised: Decimal | None, result: KetQua, chieu: Chieu | None) -> bool:
    if loai is LoaiChiTieu.NHIEM_VU:
        return result.tinh_trang is TinhTrangNhiemVu.DANG_THUC_HIEN
    if is_downward(loai, chieu) or promised is None or result.figure is None:
        return False
    return promised > 0 and result.figure * HALF >= promised


def gap(promised: Decimal | None, result: KetQua | None) -> Decimal | None:
    """What the figure lacks of the promise (negative) or has above it; None where one of them is missing."""
    if promised is None or result is None or result.figure is None:
        return None
    return result.figure - promised
