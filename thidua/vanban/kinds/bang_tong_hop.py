"""The tables and annexes of the consolidated report: typed rows in, tables with the office's columns out.

Counts are of units called; figures are Decimal, rates half up to one decimal; what is missing stays blank or
says so, and is never a zero.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.core.calendar import KyBaoCao
from thidua.core.targets import DanhGia, LoaiChiTieu, ty_le, ty_le_hoan_thanh
from thidua.core.viet import format_date, format_number
from thidua.vanban.blocks import Bang, Cot, Hang, NhomHang, O

DANH_GIA: Mapping[KyBaoCao, Mapping[DanhGia, str]] = {
    KyBaoCao.SO_KET: {
        DanhGia.HOAN_THANH_NAM: "Hoàn thành năm",
        DanhGia.DAT_MOC: "Đạt mốc",
        DanhGia.DUOI_MOC: "Dưới mốc",
        DanhGia.CHUA_DEN_KY: "Chưa đến kỳ",
        DanhGia.CHUA_BAO_CAO: "Chưa báo cáo",
    },
    KyBaoCao.TONG_KET: {
        DanhGia.HOAN_THANH_NAM: "Hoàn thành",
        DanhGia.DAT_MOC: "Hoàn thành",
        DanhGia.DUOI_MOC: "Không hoàn thành",
        DanhGia.CHUA_DEN_KY: "Không phát sinh",
        DanhGia.CHUA_BAO_CAO: "Chưa báo cáo",
    },
}
"""The judgement as the papers say it."""


def so(value: Decimal | int | None) -> str:
    """A figure, blank when missing."""
    return "" if value is None else format_number(value)


def phan_tram(value: Decimal | None) -> str:
    """A rate with one decimal, blank when missing; the column says that it is in percent."""
    return "" if value is None else format_number(value, 1)


def uoc(value: Decimal | None, la_uoc: bool) -> str:
    """A figure, marked when it is an estimate."""
    return f"ước {format_number(value)}" if value is not None and la_uoc else so(value)


# --- Bảng 1: registration and pledge


@dataclass(frozen=True, slots=True)
class DongGiaoUoc:
    """One cụm or khối. `so_don_vi` counts members; `dung_han + cham + chua` those called to register."""

    ten: str
    so_don_vi: int
    co_ke_hoach: int
    dung_han: int
    cham: int
    chua: int
    da_ky: int
    ngay_ky: tuple[date, ...] = ()
    ghi_chu: str = ""
    nguon: str | None = None


def bang_giao_uoc(rows: Sequence[DongGiaoUoc]) -> Bang:
    """Bảng đăng ký, ký kết giao ước with its total row."""
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Cụm, khối", 2.6),
        Cot("Số đơn vị"),
        Cot("Có kế hoạch"),
        Cot("Đăng ký đúng hạn"),
        Cot("Đăng ký chậm"),
        Cot("Chưa đăng ký"),
        Cot("Đã ký giao ước"),
        Cot("Ngày ký kết", 1.3, "giua"),
        Cot("Ghi chú", 1.3),
    )
    hang: list[Hang] = [
        (
            str(place),
            O(row.ten, row.nguon),
            *(O(str(count), row.nguon) for count in _giao_uoc_counts(row)),
            days(row.ngay_ky),
            row.ghi_chu,
        )
        for place, row in enumerate(rows, 1)
    ]
    sums = (str(sum(column)) for column in zip(*map(_giao_uoc_counts, rows), strict=True))
    hang.append(("", "Tổng cộng", *sums, "", ""))
    return Bang(cot, tuple(hang), "Đăng ký thi đua và ký kết giao ước của các cụm, khối", tong=True)


def _giao_uoc_counts(row: DongGiaoUoc) -> tuple[int, ...]:
    return (row.so_don_vi, row.co_ke_hoach, row.dung_han, row.cham, row.chua, row.da_ky)


def days(found: Iterable[date]) -> str:
    """One day, or the first and the last of several."""
    ordered = sorted(set(found))
    if len(ordered) < 2:
        return "".join(map(format_date, ordered))
    return f"{format_date(ordered[0])} - {format_date(ordered[-1])}"


# --- Bảng 3: targets by cụm and khối


@dataclass(frozen=True, slots=True)
class DongDanhGia:
    """How the targets of one cụm or khối were judged."""

    ten: str
    dem: Mapping[DanhGia, int]
    nguon: str | None = None


def total_counts(rows: Iterable[DongDanhGia]) -> Mapping[DanhGia, int]:
    """The judgements of all rows together."""
    total: Counter[DanhGia] = Counter()
    for row in rows:
        total.update(row.dem)
    return total


Judged = tuple[str, tuple[DanhGia, ...]]

_JUDGED: Mapping[KyBaoCao, tuple[Judged, ...]] = {
    KyBaoCao.SO_KET: (
        ("Hoàn thành năm", (DanhGia.HOAN_THANH_NAM,)),
        ("Đạt mốc Đợt 1", (DanhGia.DAT_MOC,)),
        ("Dưới mốc", (DanhGia.DUOI_MOC,)),
        ("Chưa đến kỳ", (DanhGia.CHUA_DEN_KY,)),
        ("Chưa báo cáo", (DanhGia.CHUA_BAO_CAO,)),
    ),
    KyBaoCao.TONG_KET: (
        ("Hoàn thành", (DanhGia.HOAN_THANH_NAM, DanhGia.DAT_MOC)),
        ("Không hoàn thành", (DanhGia.DUOI_MOC,)),
        ("Không phát sinh", (DanhGia.CHUA_DEN_KY,)),
        ("Chưa báo cáo", (DanhGia.CHUA_BAO_CAO,)),
    ),
}


def bang_danh_gia(rows: Sequence[DongDanhGia], ky: KyBaoCao) -> Bang:
    """Bảng chỉ tiêu theo cụm, khối with its total row; at the year's end there is no mark of đợt 1 left."""
    shown = _JUDGED[ky]
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Cụm, khối", 2.6),
        Cot("Tổng chỉ tiêu"),
        *(Cot(head) for head, _ in shown),
        Cot("Tỷ lệ đạt (%)"),
    )
    total = DongDanhGia("Tổng cộng", total_counts(rows))
    hang: list[Hang] = [
        (str(place) if row is not total else "", O(row.ten, row.nguon), *_danh_gia_cells(row, shown))
        for place, row in enumerate((*rows, total), 1)
    ]
    return Bang(cot, tuple(hang), "Kết quả thực hiện chỉ tiêu, nhiệm vụ theo cụm, khối", tong=True)


def _danh_gia_cells(row: DongDanhGia, shown: tuple[Judged, ...]) -> Iterable[O]:
    yield O(str(sum(row.dem.values())), row.nguon)
    yield from (O(str(sum(row.dem.get(one, 0) for one in group)), row.nguon) for _, group in shown)
    yield O(phan_tram(ty_le_hoan_thanh(row.dem)), row.nguon)


# --- Bảng 4: key figures of the town


@dataclass(frozen=True, slots=True)
class DongChuYeu:
    """A key figure of the town with the office that gave it."""

    ten: str
    don_vi_tinh: str
    cung_ky: Decimal | None
    ke_hoach: Decimal | None
    thuc_hien: Decimal | None
    la_uoc: bool
    nguon_so_lieu: str
    nguon: str | None = None


def bang_chu_yeu(rows: Sequence[DongChuYeu], ky: KyBaoCao, nam: int, cap: str) -> Bang:
    """Bảng chỉ tiêu chủ yếu of the town, whose level `cap` is "thị xã"; the column of results says "ước", an
    official figure says so."""
    khoang = "6 tháng " if ky is KyBaoCao.SO_KET else ""
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Chỉ tiêu", 2.3),
        Cot("ĐVT", 0.9, "giua"),
        Cot(f"TH {khoang}{nam - 1}", 1.1),
        Cot(f"KH {nam}", 1.1),
        Cot(f"Ước TH {khoang}{nam}", 1.1),
        Cot("% KH"),
        Cot("% cùng kỳ"),
        Cot("Nguồn", 2.2),
    )
    hang: list[Hang] = [
        (
            str(place),
            row.ten,
            row.don_vi_tinh,
            *(O(so(value), row.nguon) for value in (row.cung_ky, row.ke_hoach, row.thuc_hien)),
            phan_tram(ty_le(row.thuc_hien, row.ke_hoach)),
            phan_tram(ty_le(row.thuc_hien, row.cung_ky)),
            row.nguon_so_lieu if row.la_uoc else f"{row.nguon_so_lieu} (số chính thức)".strip(),
        )
        for place, row in enumerate(rows, 1)
    ]
    return Bang(cot, tuple(hang), f"Một số chỉ tiêu chủ yếu của {cap}")


# --- Bảng 5: movements


@dataclass(frozen=True, slots=True)
class DongPhongTrao:
    """A movement: how many units registered it, its main result, the units that stand out."""

    ten: str
    cap_phat_dong: str
    so_don_vi: int
    ket_qua: str
    tieu_bieu: str
    nguon: str | None = None


def bang_phong_trao(rows: Sequence[DongPhongTrao]) -> Bang:
    """Bảng kết quả các phong trào."""
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Phong trào", 2.2),
        Cot("Cấp phát động", 1.1),
        Cot("Số đơn vị hưởng ứng", 0.9),
        Cot("Kết quả chủ yếu", 2.6),
        Cot("Đơn vị tiêu biểu", 2.2),
    )
    hang = tuple(
        (
            str(place),
            row.ten,
            row.cap_phat_dong,
            O(str(row.so_don_vi), row.nguon),
            row.ket_qua,
            row.tieu_bieu,
        )
        for place, row in enumerate(rows, 1)
    )
    return Bang(cot, hang, "Kết quả các phong trào thi đua")


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
