"""The report of a unit: which figure counts, how its lines are judged, what it lacks before it goes up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thidua.core.calendar import Dot, KyBaoCao
from thidua.core.targets import Chieu, DanhGia, LoaiChiTieu, TinhTrangNhiemVu, danh_gia, needs_cause


@dataclass(frozen=True, slots=True)
class DongMoc:
    """What a line of the report is measured by: the registered figure of the year and the mark of the đợt."""

    chi_tieu_id: int
    loai: LoaiChiTieu
    dang_ky: Decimal | None = None
    moc: Decimal | None = None
    chieu: Chieu | None = None


@dataclass(frozen=True, slots=True)
class KetQua:
    """What a unit answers for one target; see the table `ket_qua_chi_tieu`.

    Official and estimated figure may both stand; nil stands alone, with or without cùng kỳ.
    """

    chi_tieu_id: int
    gia_tri: Decimal | None = None
    uoc: Decimal | None = None
    cung_ky: Decimal | None = None
    tinh_trang: TinhTrangNhiemVu | None = None
    khong_phat_sinh: bool = False
    nguyen_nhan: str = ""
    ngay_hoan_thanh: date | None = None

    @property
    def figure(self) -> Decimal | None:
        """The figure that counts: the official one, else the estimate; zero is a figure."""
        return self.uoc if self.gia_tri is None else self.gia_tri

    @property
    def is_estimate(self) -> bool:
        """Whether the figure that counts is an estimate."""
        return self.gia_tri is None and self.uoc is not None

    @property
    def is_nil_with_figure(self) -> bool:
        """Whether nil and a figure were both given, which cannot be."""
        return self.khong_phat_sinh and self.figure is not None

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was answered."""
        return self == KetQua(self.chi_tieu_id)

    def answers(self, loai: LoaiChiTieu) -> bool:
        """Whether a line of this kind is answered: by nil, by a figure, or for a nhiệm vụ by its state."""
        if self.khong_phat_sinh:
            return True
        return self.figure is not None if loai.has_figure else self.tinh_trang is not None


def judge(dong: DongMoc, ky: KyBaoCao, ket_qua: KetQua) -> DanhGia:
    """How the line is judged in this report; see `core.targets.danh_gia`."""
    return danh_gia(
        dong.loai,
        ky,
        dong.dang_ky,
        dong.moc,
        ket_qua.figure,
        ket_qua.tinh_trang,
        ket_qua.khong_phat_sinh,
        dong.chieu,
    )


class LoiBaoCao(StrEnum):
    """What a report can lack before it goes to the head; the words stand beside the form."""

    THIEU_NGAY_CHOT = "thieu_ngay_chot"
    NGAY_CHOT_CHUA_DEN = "ngay_chot_chua_den"
    NGAY_CHOT_TRUOC_DOT = "ngay_chot_truoc_dot"
    THIEU_KET_QUA = "thieu_ket_qua"
    THIEU_TINH_TRANG = "thieu_tinh_trang"
    THIEU_NGUYEN_NHAN = "thieu_nguyen_nhan"
    THIEU_PHONG_TRAO = "thieu_phong_trao"
    THIEU_NOI_BAT = "thieu_noi_bat"


@dataclass(frozen=True, slots=True)
class ThieuSot:
    """One fault; `id` is the chỉ tiêu or phong trào it is about, None for the report as a whole."""

    loi: LoiBaoCao
    id: int | None = None


@dataclass(frozen=True, slots=True)
class BaoCaoDeXet:
    """A report as the law reads it. `phong_trao` are the ids of the registered movements."""

    ky: KyBaoCao
    dot: Dot
    dong: Sequence[DongMoc]
    ket_qua: Mapping[int, KetQua]
    phong_trao: Sequence[int] = ()
    ket_qua_phong_trao: Mapping[int, str] = field(default_factory=dict)
    ngay_chot: date | None = None
    noi_bat: str = ""


def missing(report: BaoCaoDeXet, today: date) -> tuple[ThieuSot, ...]:
    """Everything the report lacks, in the order of the form; empty when it may go to the head.

    Each registered target has a figure (official or estimate), nil, or a state; one below its mark has a
    cause; each registered movement has a line; the closing day is given, not before the đợt and not after
    today; điểm nổi bật is not empty.
    """
    found = [_closing_day(report, today)]
    found += [_line(dong, report) for dong in report.dong]
    found += [
        ThieuSot(LoiBaoCao.THIEU_PHONG_TRAO, each)
        for each in report.phong_trao
        if not report.ket_qua_phong_trao.get(each, "").strip()
    ]
    found += [] if report.noi_bat.strip() else [ThieuSot(LoiBaoCao.THIEU_NOI_BAT)]
    return tuple(each for each in found if each is not None)


def _closing_day(report: BaoCaoDeXet, today: date) -> ThieuSot | None:
    if report.ngay_chot is None:
        return ThieuSot(LoiBaoCao.THIEU_NGAY_CHOT)
    if report.ngay_chot > today:
        return ThieuSot(LoiBaoCao.NGAY_CHOT_CHUA_DEN)
    return ThieuSot(LoiBaoCao.NGAY_CHOT_TRUOC_DOT) if report.ngay_chot < report.dot.tu_ngay else None


def _line(dong: DongMoc, report: BaoCaoDeXet) -> ThieuSot | None:
    ket_qua = report.ket_qua.get(dong.chi_tieu_id, KetQua(dong.chi_tieu_id))
    if not ket_qua.answers(dong.loai):
        lacks = LoiBaoCao.THIEU_KET_QUA if dong.loai.has_figure else LoiBaoCao.THIEU_TINH_TRANG
        return ThieuSot(lacks, dong.chi_tieu_id)
    if needs_cause(judge(dong, report.ky, ket_qua)) and not ket_qua.nguyen_nhan.strip():
        return ThieuSot(LoiBaoCao.THIEU_NGUYEN_NHAN, dong.chi_tieu_id)
    return None
