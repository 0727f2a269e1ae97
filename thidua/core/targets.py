"""Chỉ tiêu: their kinds, the mark of đợt 1, how a result is judged, what may be summed and what is missing.

Figures are Decimal, percentages too (50 means 50 %), rounded half up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thidua.core.calendar import KyBaoCao
from thidua.core.viet import fold, round_half_up

PERCENT = "%"
"""What the đơn vị tính of a rate contains."""


class LoaiChiTieu(StrEnum):
    """The kinds of chỉ tiêu; the kind decides mark, direction and whether figures add up."""

    LUY_KE = "luy_ke"
    THOI_DIEM = "thoi_diem"
    DUY_TRI = "duy_tri"
    KHONG_VUOT = "khong_vuot"
    MUA_VU = "mua_vu"
    CUOI_NAM = "cuoi_nam"
    NHIEM_VU = "nhiem_vu"

    @property
    def has_figure(self) -> bool:
        """A nhiệm vụ is answered by its state, every other kind by a figure."""
        return self is not LoaiChiTieu.NHIEM_VU


class Chieu(StrEnum):
    """Which way of a figure is good: up, down, or at its level and above."""

    TANG = "tang"
    GIAM = "giam"
    GIU = "giu"


def is_downward(loai: LoaiChiTieu, chieu: Chieu | None = None) -> bool:
    """Whether a lower figure is the better one: said of the target in the catalogue, and always so for không
    vượt, whose registered figure is a limit."""
    return loai is LoaiChiTieu.KHONG_VUOT or chieu is Chieu.GIAM


class NguonGiao(StrEnum):
    """Who assigned a chỉ tiêu."""

    UBND = "ubnd"
    NGANH_DOC = "nganh_doc"
    CAP_UY = "cap_uy"
    TU_DANG_KY = "tu_dang_ky"


class TinhTrangNhiemVu(StrEnum):
    """What a unit answers for a nhiệm vụ, which has no figure."""

    HOAN_THANH = "hoan_thanh"
    DANG_THUC_HIEN = "dang_thuc_hien"
    CHUA_THUC_HIEN = "chua_thuc_hien"


class DanhGia(StrEnum):
    """The judgements of a chỉ tiêu in a report, in the order of the columns of Bảng 3."""

    HOAN_THANH_NAM = "hoan_thanh_nam"
    DAT_MOC = "dat_moc"
    DUOI_MOC = "duoi_moc"
    CHUA_DEN_KY = "chua_den_ky"
    CHUA_BAO_CAO = "chua_bao_cao"


# --- the mark


def moc_dot(
    loai: LoaiChiTieu, dang_ky: Decimal | None, moc_rieng: Decimal | None, ty_le: Decimal
) -> Decimal | None:
    """The figure due at the end of a đợt whose share is `ty_le` percent; None where the kind has no mark.

    Cumulative: that share of the registered figure, not rounded (half of 5 người is 2,5, so 3 reach it);
    thời điểm: its own mark; duy trì and không vượt: the registered figure itself, on every day of the year.
    """
    match loai:
        case LoaiChiTieu.LUY_KE:
            return None if dang_ky is None else dang_ky * ty_le / 100
        case LoaiChiTieu.THOI_DIEM:
            return moc_rieng
        case LoaiChiTieu.DUY_TRI | LoaiChiTieu.KHONG_VUOT:
            return dang_ky
        case _:
            return None


# --- the judgement


def reaches(loai: LoaiChiTieu, ket_qua: Decimal, goal: Decimal, chieu: Chieu | None = None) -> bool:
    """Whether the figure reaches the goal: at most it where lower is better, else at least it."""
    return ket_qua <= goal if is_downward(loai, chieu) else ket_qua >= goal


def danh_gia(
    loai: LoaiChiTieu,
    ky: KyBaoCao,
    dang_ky: Decimal | None,
    moc: Decimal | None,
    ket_qua: Decimal | None,
    tinh_trang: TinhTrangNhiemVu | None = None,
    khong_phat_sinh: bool = False,
    chieu: Chieu | None = None,
) -> DanhGia:
    """How one line of a report is judged; `dang_ky` is the year's figure, `moc` the mark from `moc_dot`,
    `chieu` the way that the catalogue calls good, None where only the kind speaks.

    Sơ kết, by kind:
    - lũy kế, thời điểm: the year's figure reached, the mark reached, or below it; a thời điểm without a mark
      in đợt 1 is chưa đến kỳ, with or without a figure, until the year's figure is reached.
    - duy trì, không vượt: kept so far (đạt mốc) or not; never hoàn thành năm, it may yet break.
    - mùa vụ: hoàn thành năm when the harvest already reaches it, else chưa đến kỳ, since a season that runs
      on has no mark to be below.
    - cuối năm: always chưa đến kỳ; a figure given early is only information.
    - nhiệm vụ: done; under way, which is chưa đến kỳ, as a task has no half; or not begun, which is dưới mốc,
      since the 50 % of đợt 1 is asked of nhiệm vụ too (plan of UBND thị xã Ayun Pa for 2023, II.2).

    Tổng kết: every kind is hoàn thành năm or dưới mốc; nothing is chưa đến kỳ but the nil of a duy trì.

    Blank is missing (chưa báo cáo), zero is a value, nil is an answer: a không vượt of which nothing occurred
    is kept; for the other kinds there is nothing to judge at half-year (chưa đến kỳ), and at the year's end
    the registered figure is not reached, but for a duy trì, whose level no case has put to the test. A figure
    beside a nil wins. A figure with neither a registered one nor a mark to compare cannot be judged and stays
    chưa báo cáo: not having registered never raises the share.
    """
    if loai is LoaiChiTieu.NHIEM_VU:
        return _judge_nhiem_vu(ky, tinh_trang, khong_phat_sinh)
    if ky is KyBaoCao.SO_KET and loai is LoaiChiTieu.CUOI_NAM:
        return DanhGia.CHUA_DEN_KY
    if ket_qua is None and khong_phat_sinh:
        return _judge_nil(loai, ky)
    if ky is KyBaoCao.SO_KET:
        return _judge_so_ket(loai, dang_ky, moc, ket_qua, chieu)
    if ket_qua is None or dang_ky is None:
        return DanhGia.CHUA_BAO_CAO
    return DanhGia.HOAN_THANH_NAM if reaches(loai, ket_qua, dang_ky, chieu) else DanhGia.DUOI_MOC


def needs_cause(judged: DanhGia) -> bool:
    """Whether a report must name the cause of this line: only of one below its mark."""
    return judged is DanhGia.DUOI_MOC


_NEVER_DONE_EARLY = frozenset({LoaiChiTieu.DUY_TRI, LoaiChiTieu.KHONG_VUOT})
_MAY_HAVE_NO_MARK = frozenset({LoaiChiTieu.THOI_DIEM, LoaiChiTieu.MUA_VU})


def _judge_so_ket(
    loai: LoaiChiTieu,
    dang_ky: Decimal | None,
    moc: Decimal | None,
    ket_qua: Decimal | None,
    chieu: Chieu | None,
) -> DanhGia:
    if ket_qua is None or (dang_ky is None and moc is None):
        not_due = moc is None and loai in _MAY_HAVE_NO_MARK
        return DanhGia.CHUA_DEN_KY if not_due else DanhGia.CHUA_BAO_CAO
    if dang_ky is not None and _may_be_done_early(loai, chieu) and reaches(loai, ket_qua, dang_ky, chieu):
        return DanhGia.HOAN_THANH_NAM
    if moc is None:
        return DanhGia.CHUA_DEN_KY
    return DanhGia.DAT_MOC if reaches(loai, ket_qua, moc, chieu) else DanhGia.DUOI_MOC


def _may_be_done_early(loai: LoaiChiTieu, chieu: Chieu | None) -> bool:
    """A level kept so far may yet break, and so may a count that adds up to what it should stay below."""
    adds_up = loai in _SUMMABLE and is_downward(loai, chieu)
    return loai not in _NEVER_DONE_EARLY and not adds_up


def _judge_nil(loai: LoaiChiTieu, ky: KyBaoCao) -> DanhGia:
    at_half_year = ky is KyBaoCao.SO_KET
    if loai is LoaiChiTieu.KHONG_VUOT:
        return DanhGia.DAT_MOC if at_half_year else DanhGia.HOAN_THANH_NAM
    if at_half_year or loai is LoaiChiTieu.DUY_TRI:
        return DanhGia.CHUA_DEN_KY
    return DanhGia.DUOI_MOC


def _judge_nhiem_vu(ky: KyBaoCao, tinh_trang: TinhTrangNhiemVu | None, khong_phat_sinh: bool) -> DanhGia:
    if tinh_trang is None:
        return _judge_nil(LoaiChiTieu.NHIEM_VU, ky) if khong_phat_sinh else DanhGia.CHUA_BAO_CAO
    if tinh_trang is TinhTrangNhiemVu.HOAN_THANH:
        return DanhGia.HOAN_THANH_NAM
    under_way = tinh_trang is TinhTrangNhiemVu.DANG_THUC_HIEN
    return DanhGia.CHUA_DEN_KY if under_way and ky is KyBaoCao.SO_KET else DanhGia.DUOI_MOC


# --- shares and sums


def ty_le(thuc_hien: Decimal | None, goc: Decimal | None) -> Decimal | None:
    """`thuc_hien` in percent of `goc`, half up to one decimal; None when one is missing or the base is 0."""
    if thuc_hien is None or goc is None or goc == 0:
        return None
    return round_half_up(thuc_hien * 100 / goc, 1)


def dem_danh_gia(judged: Iterable[DanhGia]) -> dict[DanhGia, int]:
    """How often each judgement occurs, every one of them named, in the order of the columns of Bảng 3."""
    counts = dict.fromkeys(DanhGia, 0)
    for one in judged:
        counts[one] += 1
    return counts


def ty_le_hoan_thanh(counts: Mapping[DanhGia, int]) -> Decimal | None:
    """(hoàn thành + đạt mốc) / (tổng − chưa đến kỳ) in percent, half up to one decimal; None when nothing is
    due yet. Chưa báo cáo stays below the line, so silence lowers the share."""
    done = counts.get(DanhGia.HOAN_THANH_NAM, 0) + counts.get(DanhGia.DAT_MOC, 0)
    due = sum(counts.values()) - counts.get(DanhGia.CHUA_DEN_KY, 0)
    return ty_le(Decimal(done), Decimal(due))


_SUMMABLE = frozenset({LoaiChiTieu.LUY_KE, LoaiChiTieu.MUA_VU})


def summable(loai: LoaiChiTieu, don_vi_tinh: str = "") -> bool:
    """Whether figures of several units add up: only cumulative and seasonal quantities do, never a rate."""
    is_rate = PERCENT in don_vi_tinh or fold(don_vi_tinh).strip() == "phan tram"
    return loai in _SUMMABLE and not is_rate


@dataclass(frozen=True, slots=True)
class SoLieu:
    """One unit's figure for one chỉ tiêu; `gia_tri` is None where it is missing."""

    cum_khoi: str
    ma_chi_tieu: str
    loai: LoaiChiTieu
    don_vi_tinh: str
    gia_tri: Decimal | None


@dataclass(frozen=True, slots=True)
class Tong:
    """A sum with the number of units in it and of those whose figure is missing."""

    gia_tri: Decimal
    so_don_vi: int
    con_thieu: int


@dataclass(frozen=True, slots=True)
class TongKey:
    """What figures must share to be added: cụm or khối, code and đơn vị tính."""

    cum_khoi: str
    ma_chi_tieu: str
    don_vi_tinh: str


def sum_within(figures: Iterable[SoLieu]) -> dict[TongKey, Tong]:
    """The sums that may be made of these figures: same code, same đơn vị tính, a summable kind, within one
    cụm or khối, so a target that a phường and a phòng both registered is never added. What may not be summed
    has no entry. A missing figure counts as missing, not as 0; where all are missing there is no entry."""
    groups: dict[TongKey, list[Decimal | None]] = {}
    for one in figures:
        if summable(one.loai, one.don_vi_tinh):
            key = TongKey(one.cum_khoi, one.ma_chi_tieu, one.don_vi_tinh.strip())
            groups.setdefault(key, []).append(one.gia_tri)
    return {key: _sum(values) for key, values in groups.items() if any(v is not None for v in values)}


def _sum(values: list[Decimal | None]) -> Tong:
    given = [value for value in values if value is not None]
    return Tong(sum(given, Decimal(0)), len(given), len(values) - len(given))


# --- the registered line


class LoiDangKy(StrEnum):
    """What can be wrong with one registered line; the words stand beside the form."""

    THIEU_TEN = "thieu_ten"
    THIEU_SO = "thieu_so"
    THIEU_DON_VI_TINH = "thieu_don_vi_tinh"
    AM = "am"
    THIEU_MOC = "thieu_moc"
    MOC_AM = "moc_am"
    MOC_VUOT_DANG_KY = "moc_vuot_dang_ky"
    NHIEM_VU_CO_SO = "nhiem_vu_co_so"
    THAP_HON_GIAO_THIEU_LY_DO = "thap_hon_giao_thieu_ly_do"


@dataclass(frozen=True, slots=True)
class DongDangKy:
    """One line of a bản đăng ký: what was assigned, what the unit registers, and why it is less."""

    ten: str
    loai: LoaiChiTieu
    don_vi_tinh: str = ""
    giao: Decimal | None = None
    dang_ky: Decimal | None = None
    moc_rieng: Decimal | None = None
    ly_do: str = ""
    chieu: Chieu | None = None


def below_assigned(
    loai: LoaiChiTieu, giao: Decimal | None, dang_ky: Decimal | None, chieu: Chieu | None = None
) -> bool:
    """Whether the unit promises less than was assigned to it: a lower figure, a higher one where lower is
    better. Never so where one of the two is missing, nor for a nhiệm vụ."""
    if giao is None or dang_ky is None or not loai.has_figure:
        return False
    return not reaches(loai, dang_ky, giao, chieu)


_CHECKS: tuple[tuple[LoiDangKy, Callable[[DongDangKy], bool]], ...] = (
    (LoiDangKy.THIEU_TEN, lambda line: not line.ten.strip()),
    (LoiDangKy.THIEU_SO, lambda line: line.loai.has_figure and line.dang_ky is None),
    (LoiDangKy.THIEU_DON_VI_TINH, lambda line: line.loai.has_figure and not line.don_vi_tinh.strip()),
    (LoiDangKy.AM, lambda line: line.dang_ky is not None and line.dang_ky < 0),
    (LoiDangKy.THIEU_MOC, lambda line: line.loai is LoaiChiTieu.THOI_DIEM and line.moc_rieng is None),
    (LoiDangKy.MOC_AM, lambda line: line.moc_rieng is not None and line.moc_rieng < 0),
    (LoiDangKy.MOC_VUOT_DANG_KY, lambda line: _mark_beyond_year(line)),
    (LoiDangKy.NHIEM_VU_CO_SO, lambda line: not line.loai.has_figure and line.dang_ky is not None),
    (
        LoiDangKy.THAP_HON_GIAO_THIEU_LY_DO,
        lambda line: (
            below_assigned(line.loai, line.giao, line.dang_ky, line.chieu) and not line.ly_do.strip()
        ),
    ),
)


def checks_registration(line: DongDangKy) -> tuple[LoiDangKy, ...]:
    """Everything that is wrong with one registered line, in the order of its fields; empty when it may go.

    A line below the assigned figure is right as soon as it gives its reason.
    """
    return tuple(fault for fault, is_wrong in _CHECKS if is_wrong(line))


def _mark_beyond_year(line: DongDangKy) -> bool:
    """Only a thời điểm has a mark of its own, and đợt 1 cannot ask more than the year."""
    if line.loai is not LoaiChiTieu.THOI_DIEM or line.moc_rieng is None or line.dang_ky is None:
        return False
    return not reaches(line.loai, line.dang_ky, line.moc_rieng, line.chieu)
