"""Báo cáo sơ kết, tổng kết of a unit to the Hội đồng Thi đua - Khen thưởng: Mẫu 1.4, with Kính gửi.

Sections without content are left out and the rest numbered again; the texts of users are printed as typed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from thidua.core.viet import roman
from thidua.vanban.blocks import (
    Bang,
    Cot,
    DauVanBan,
    DoanVan,
    Gach,
    Khoi,
    KyTen,
    Muc,
    Run,
    TheThuc,
    VanBan,
    co_ket,
    doan_van,
    inline_plain,
)

Ky = Literal["so_ket", "tong_ket"]

NOI_NHAN = ("Như trên", "Lưu: VT")

DANH_GIA: Mapping[Ky, Mapping[str, str]] = {
    "so_ket": {
        "hoan_thanh_nam": "Hoàn thành năm",
        "dat_moc": "Đạt mốc",
        "duoi_moc": "Dưới mốc",
        "chua_den_ky": "Chưa đến kỳ",
        "chua_bao_cao": "Chưa báo cáo",
    },
    "tong_ket": {
        "hoan_thanh_nam": "Hoàn thành",
        "dat_moc": "Đạt",
        "duoi_moc": "Chưa hoàn thành",
        "chua_den_ky": "Không phát sinh",
        "chua_bao_cao": "Chưa báo cáo",
    },
}
"""How a judgement stands on paper."""


@dataclass(frozen=True, slots=True)
class DongChiTieu:
    """A line of the table, every cell as printed; `so_sanh` is the mark, or the half-year's result."""

    ten: str
    don_vi_tinh: str
    dang_ky: str
    so_sanh: str
    cung_ky: str
    thuc_hien: str
    ty_le: str
    danh_gia: str
    nguyen_nhan: str = ""


@dataclass(frozen=True, slots=True)
class BaoCaoDonVi:
    """A unit's report. `mo_dau` and `tom_tat` are the program's own sentences, `phong_trao` and `kho_khan`
    pairs of name and result; `nam` and `ky` make the trích yếu."""

    dau: DauVanBan
    kinh_gui: tuple[str, ...]
    ky: Ky
    nam: int
    mo_dau: str
    tom_tat: str
    chi_tieu: tuple[DongChiTieu, ...]
    phong_trao: tuple[tuple[str, str], ...]
    kho_khan: tuple[tuple[str, str], ...]
    noi_bat: str
    han_che: str
    kien_nghi: str
    ket: str
    ky_ten: KyTen
    ghi_chu: str | None = None
    the_thuc: TheThuc = "nd30"


def trich_yeu(ky: Ky, nam: int) -> str:
    """What the report is about, as under its name."""
    if ky == "so_ket":
        return f"Sơ kết phong trào thi đua yêu nước 6 tháng đầu năm {nam}"
    return f"Tổng kết phong trào thi đua yêu nước năm {nam}"


def build(bao_cao: BaoCaoDonVi) -> VanBan:
    """The report as a tree; its body ends with `./.` exactly once."""
    sections = [(ten, than) for ten, than in _sections(bao_cao) if than]
    numbered = tuple(
        block for place, (ten, than) in enumerate(sections, 1) for block in (Muc(roman(place), ten), *than)
    )
    body = (DoanVan(inline_plain(bao_cao.mo_dau)), *numbered, DoanVan(inline_plain(bao_cao.ket)))
    return VanBan(
        dau=bao_cao.dau,
        ten_loai="BÁO CÁO",
        trich_yeu=trich_yeu(bao_cao.ky, bao_cao.nam),
        than=co_ket(body),
        ky_ten=bao_cao.ky_ten,
        noi_nhan=NOI_NHAN,
        kinh_gui=bao_cao.kinh_gui,
        ghi_chu=bao_cao.ghi_chu,
        the_thuc=bao_cao.the_thuc,
    )


def _sections(bao_cao: BaoCaoDonVi) -> Iterator[tuple[str, tuple[Khoi, ...]]]:
    yield "Kết quả thực hiện chỉ tiêu, nhiệm vụ", _targets(bao_cao)
    yield "Kết quả các phong trào thi đua", _named(bao_cao.phong_trao)
    yield "Khó khăn, vướng mắc tập trung giải quyết", _named(bao_cao.kho_khan)
    yield "Kết quả nổi bật", doan_van(bao_cao.noi_bat)
    yield "Hạn chế, nguyên nhân", doan_van(bao_cao.han_che)
    yield "Kiến nghị, đề xuất", doan_van(bao_cao.kien_nghi)


def _targets(bao_cao: BaoCaoDonVi) -> tuple[Khoi, ...]:
    if not bao_cao.chi_tieu:
        return ()
    rows = tuple(
        (
            str(place),
            d.ten,
            d.don_vi_tinh,
            d.dang_ky,
            d.so_sanh,
            d.cung_ky,
            d.thuc_hien,
            d.ty_le,
            d.danh_gia,
            d.nguyen_nhan,
        )
        for place, d in enumerate(bao_cao.chi_tieu, 1)
    )
    return (DoanVan(inline_plain(bao_cao.tom_tat)), Bang(_columns(bao_cao.ky), rows))


def _columns(ky: Ky) -> tuple[Cot, ...]:
    half = ky == "so_ket"
    return (
        Cot("TT", 0.55, "giua"),
        Cot("Chỉ tiêu", 2.5),
        Cot("ĐVT", 1.0),
        Cot("Đăng ký", 1.1, "phai"),
        Cot("Mốc Đợt 1" if half else "Sơ kết", 1.1),
        Cot("Cùng kỳ" if half else "Năm trước", 1.1),
        Cot("Thực hiện (ước)" if half else "Thực hiện", 1.25, "phai"),
        Cot("% đăng ký", 1.0),
        Cot("Đánh giá", 1.3),
        Cot("Nguyên nhân", 2.2),
    )


def _named(lines: tuple[tuple[str, str], ...]) -> tuple[Khoi, ...]:
    """`Name: result`, the name in italics; lines of the result after the first stand below."""
    found: list[Khoi] = []
    for name, result in lines:
        first, *rest = result.strip().split("\n") if result.strip() else [""]
        if not first:
            continue
        found.append(Gach((Run(name.rstrip(" .:;"), italic=True), Run(f": {first.strip()}"))))
        found += [DoanVan(inline_plain(line.strip())) for line in rest if line.strip()]
    return tuple(found)
