"""The annexes of the consolidated report: units and their papers, every unit's targets, the late ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.core.calendar import KyBaoCao
from thidua.core.targets import DanhGia, LoaiChiTieu, ty_le
from thidua.core.viet import format_date, format_number
from thidua.vanban.blocks import Bang, Cot, Hang, NhomHang, O
from thidua.vanban.kinds.bang_tong_hop import DANH_GIA, phan_tram, so


def uoc(value: Decimal | None, la_uoc: bool) -> str:
    """A figure, marked when it is an estimate."""
    return f"ước {format_number(value)}" if value is not None and la_uoc else so(value)


# --- Phụ lục I: units and their papers


@dataclass(frozen=True, slots=True)
class DongVanBan:
    """A unit and its papers, each as printed, with the page of its hồ sơ."""

    don_vi: str
    ke_hoach: O
    dang_ky: O
    giao_uoc: O
    bao_cao: O
    ghi_chu: str = ""


def phu_luc_van_ban(groups: Iterable[tuple[str, Sequence[DongVanBan]]]) -> Bang:
    """Unit × paper, by cụm and khối."""
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Đơn vị", 2.6),
        Cot("Kế hoạch (số, ngày)", 1.7),
        Cot("Đăng ký (ngày)", 1.1),
        Cot("Giao ước", 1.1),
        Cot("Báo cáo (số, ngày)", 1.7),
        Cot("Ghi chú", 2.4),
    )
    hang: list[Hang] = []
    place = 0
    for name, rows in groups:
        hang.append(NhomHang(name))
        for row in rows:
            place += 1
            papers = (row.ke_hoach, row.dang_ky, row.giao_uoc, row.bao_cao)
            hang.append((str(place), row.don_vi, *papers, row.ghi_chu))
    return Bang(cot, tuple(hang))


# --- Phụ lục II: every unit's targets


@dataclass(frozen=True, slots=True)
class DongChiTieu:
    """A target of a unit. `chu` stands in place of the result where it is an answer in words."""

    ten: str
    don_vi_tinh: str
    loai: LoaiChiTieu
    giao: Decimal | None
    dang_ky: Decimal | None
    moc: Decimal | None
    cung_ky: Decimal | None
    thuc_hien: Decimal | None
    la_uoc: bool
    danh_gia: DanhGia
    chu: str = ""
    da_dang_ky: bool = True
    nguyen_nhan: str = ""
    nguon: str | None = None
    nguon_dang_ky: str | None = None


@dataclass(frozen=True, slots=True)
class DonViChiTieu:
    """A unit with its targets."""

    ten: str
    chi_tieu: tuple[DongChiTieu, ...]


@dataclass(frozen=True, slots=True)
class DongCong:
    """The sum of one target within a cụm or khối, with the units in it and those whose figure is missing."""

    ten: str
    don_vi_tinh: str
    dang_ky: Decimal | None
    thuc_hien: Decimal
    so_don_vi: int
    con_thieu: int
    la_uoc: bool = False


@dataclass(frozen=True, slots=True)
class NhomChiTieu:
    """A cụm or khối with its units and the sums that may be made in it."""

    ten: str
    don_vi: tuple[DonViChiTieu, ...]
    cong: tuple[DongCong, ...] = ()


def phu_luc_chi_tieu(groups: Iterable[NhomChiTieu], ky: KyBaoCao, nam: int) -> Bang:
    """Every unit's targets, by cụm and unit; the mark of đợt 1 stands only in the sơ kết."""
    half = ky is KyBaoCao.SO_KET
    cot = (
        Cot("TT", 0.6, "giua"),
        Cot("Đơn vị, chỉ tiêu", 4),
        Cot("ĐVT", 0.9, "giua"),
        Cot("Giao", 0.9, "phai"),
        Cot("Đăng ký", 0.9, "phai"),
        *((Cot("Mốc Đợt 1", 0.9, "phai"),) if half else ()),
        Cot("TH cùng kỳ" if half else f"TH {nam - 1}", 0.9, "phai"),
        Cot("TH/ước TH", 1, "phai"),
        Cot("% đăng ký", 0.8),
        Cot("% cùng kỳ", 0.8),
        Cot("Đánh giá", 1.6, "giua"),
        Cot("Nguyên nhân", 2.2),
    )
    hang: list[Hang] = []
    place = 0
    for group in groups:
        hang.append(NhomHang(group.ten))
        for don_vi in group.don_vi:
            place += 1
            hang.append((O(str(place), dam=True), O(don_vi.ten, dam=True)))
            hang += [
                (f"{place}.{i}", *_chi_tieu_cells(row, ky)) for i, row in enumerate(don_vi.chi_tieu, 1)
            ]
        hang += [("", *_cong_cells(row, half)) for row in group.cong]
    return Bang(cot, tuple(hang))


def _chi_tieu_cells(row: DongChiTieu, ky: KyBaoCao) -> Iterable[O | str]:
    half = ky is KyBaoCao.SO_KET
    yield row.ten
    yield row.don_vi_tinh
    yield _goal(row.loai, row.giao)
    yield O(_registered(row), row.nguon_dang_ky)
    if half:
        yield _goal(row.loai, row.moc)
    yield O(so(row.cung_ky), row.nguon)
    yield O(row.chu or uoc(row.thuc_hien, row.la_uoc), row.nguon)
    # Beyond a ceiling a higher share is worse; a percentage there would read as praise.
    rising = row.loai is not LoaiChiTieu.KHONG_VUOT
    yield phan_tram(ty_le(row.thuc_hien, row.dang_ky) if rising else None)
    yield phan_tram(ty_le(row.thuc_hien, row.cung_ky))
    yield DANH_GIA[ky][row.danh_gia]
    yield row.nguyen_nhan


def _registered(row: DongChiTieu) -> str:
    if not row.da_dang_ky:
        return "Chưa đăng ký"
    return _goal(row.loai, row.dang_ky) if row.loai.has_figure else "Có"


def _goal(loai: LoaiChiTieu, value: Decimal | None) -> str:
    sign = "≤ " if loai is LoaiChiTieu.KHONG_VUOT and value is not None else ""
    return sign + so(value)


def _cong_cells(row: DongCong, half: bool) -> Iterable[O | str]:
    missing = f", {row.con_thieu} đơn vị chưa báo cáo" if row.con_thieu else ""
    yield O(f"Cộng: {row.ten} ({row.so_don_vi} đơn vị{missing})", dam=True)
    yield row.don_vi_tinh
    yield ""
    yield O(so(row.dang_ky), dam=True)
    yield from [""] * (2 if half else 1)
    yield O(uoc(row.thuc_hien, row.la_uoc), dam=True)
    yield phan_tram(None if row.con_thieu else ty_le(row.thuc_hien, row.dang_ky))


# --- Phụ lục III: late ones


@dataclass(frozen=True, slots=True)
class DongCham:
    """A paper that came late or is still missing after its day; `so_ngay` in working days."""

    don_vi: str
    noi_dung: str
    han: date
    ngay_nop: date | None
    so_ngay: int
    gia_han: str = ""
    nguon: str | None = None


def phu_luc_cham(rows: Iterable[DongCham]) -> Bang:
    """The late ones; only for the town's own eyes."""
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Đơn vị", 2.6),
        Cot("Nội dung", 2),
        Cot("Hạn", 1, "giua"),
        Cot("Ngày nộp", 1.1, "giua"),
        Cot("Số ngày làm việc chậm", 0.9, "giua"),
        Cot("Gia hạn, lý do", 2.2),
    )
    hang = tuple(
        (
            str(place),
            O(row.don_vi, row.nguon),
            row.noi_dung,
            format_date(row.han),
            format_date(row.ngay_nop) if row.ngay_nop else "Chưa nộp",
            str(row.so_ngay),
            row.gia_han,
        )
        for place, row in enumerate(rows, 1)
    )
    return Bang(cot, hang)
