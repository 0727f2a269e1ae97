"""What a form, an import or a loader says of a unit or of the office, ready for the actions."""

from dataclasses import dataclass, replace
from datetime import date

from thidua.donvi.queries.co_quan import BAC, CAP_UY


@dataclass(frozen=True, slots=True)
class DonViMoi:
    """A unit to be made, with its first dated name; see `TenDonVi` for the printed lines."""

    code: str
    loai: str
    the_thuc: str
    thu_tu: int
    ten: str
    ten_ngan: str
    co_quan_chu_quan: tuple[str, ...]
    co_quan_ban_hanh: tuple[str, ...]
    quyen_han_ky: tuple[str, ...]
    ky_hieu: str
    dia_danh: str
    tu_ngay: date
    chuc_vu_thu_truong: str = ""
    dia_chi: str = ""
    dien_thoai: str = ""
    nguoi_lien_he: str = ""


@dataclass(frozen=True, slots=True)
class TenMoi:
    """How a unit is called, headed, signed for and reached; see `TenDonVi` for the printed lines."""

    ten: str
    ten_ngan: str
    co_quan_chu_quan: tuple[str, ...]
    co_quan_ban_hanh: tuple[str, ...]
    quyen_han_ky: tuple[str, ...]
    ky_hieu: str
    dia_danh: str
    chuc_vu_thu_truong: str = ""
    dia_chi: str = ""
    dien_thoai: str = ""
    nguoi_lien_he: str = ""


@dataclass(frozen=True, slots=True)
class CoQuanMoi:
    """The office from `tu_ngay` on; see `CoQuan` and `CoQuanRow` for each word."""

    tu_ngay: date
    bac: str
    ten: str
    tinh: str
    cap_uy: str
    ubnd: str
    hoi_dong: str
    thuong_truc: str
    thuong_truc_id: int | None
    dia_danh: str
    ubnd_chu_quan: tuple[str, ...]
    ubnd_ban_hanh: tuple[str, ...]
    hoi_dong_chu_quan: tuple[str, ...]
    hoi_dong_ban_hanh: tuple[str, ...]
    ky_hieu_ubnd: str
    ky_hieu_cong_van: str
    ky_hieu_thuong_truc: str
    ky_hieu_hoi_dong: str
    ubnd_quyen_han_ky: tuple[str, ...]
    ubnd_nguoi_ky: str
    hoi_dong_quyen_han_ky: tuple[str, ...]
    hoi_dong_nguoi_ky: str
    thuong_truc_nguoi_ky: str

    def of_standing(self, don_vi_id: int) -> "CoQuanMoi":
        """The same with this unit as its standing body."""
        return replace(self, thuong_truc_id=don_vi_id)


def usual_office(
    bac: str, dia_danh: str, tinh: str, thuong_truc: str, ky_hieu: str, tu_ngay: date
) -> CoQuanMoi:
    """The words that an office of this level and place usually has, to be read over by people.

    Raises KeyError for a level that is none.
    """
    cap = BAC[bac]
    place = f"{cap} {dia_danh}"
    return CoQuanMoi(
        tu_ngay=tu_ngay,
        bac=bac,
        ten=place,
        tinh=tinh,
        cap_uy=CAP_UY[bac],
        ubnd=f"Ủy ban nhân dân {cap}",
        hoi_dong=f"Hội đồng Thi đua - Khen thưởng {cap}",
        thuong_truc=thuong_truc,
        thuong_truc_id=None,
        dia_danh=dia_danh,
        ubnd_chu_quan=(),
        ubnd_ban_hanh=("ỦY BAN NHÂN DÂN", place.upper()),
        hoi_dong_chu_quan=(),
        hoi_dong_ban_hanh=("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", place.upper()),
        ky_hieu_ubnd="UBND",
        ky_hieu_cong_van=f"UBND-{ky_hieu}",
        ky_hieu_thuong_truc=f"{ky_hieu}-TĐKT",
        ky_hieu_hoi_dong="HĐTĐKT",
        ubnd_quyen_han_ky=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ubnd_nguoi_ky="",
        hoi_dong_quyen_han_ky=("TM. HỘI ĐỒNG", "CHỦ TỊCH"),
        hoi_dong_nguoi_ky="",
        thuong_truc_nguoi_ky="",
    )
