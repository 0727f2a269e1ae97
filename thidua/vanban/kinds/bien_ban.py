"""Biên bản: Mẫu 1.9, of a meeting of the Hội đồng or of a bình xét, with votes counted on all members."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from thidua.core.viet import format_number
from thidua.vanban.blocks import (
    Bang,
    Cot,
    DauVanBan,
    DoanVan,
    Gach,
    Khoi,
    PhuLuc,
    VanBan,
    co_ket,
    inline_plain,
)
from thidua.vanban.kyten import bien_ban

TEN_LOAI: Final = "BIÊN BẢN"


@dataclass(frozen=True, slots=True)
class DongBieuQuyet:
    """One who was voted on, for what, and the votes in favour."""

    ten: str
    hinh_thuc: str
    so_phieu: int


@dataclass(frozen=True, slots=True)
class BieuQuyet:
    """A vote. `tong_thanh_vien` are all members of the body, present or not: rates are shares of them.

    Raises ValueError when a count of votes is negative or above the number of members.
    """

    cach: str
    tong_thanh_vien: int
    dong: tuple[DongBieuQuyet, ...]

    def __post_init__(self) -> None:
        if self.tong_thanh_vien < 1 or any(not 0 <= d.so_phieu <= self.tong_thanh_vien for d in self.dong):
            raise ValueError("more votes than members")


@dataclass(frozen=True, slots=True)
class BienBan:
    """Minutes as data. `bat_dau` and `ket_thuc` in words: `08 giờ 00, ngày 05 tháng 6 năm 2023`."""

    dau: DauVanBan
    trich_yeu: str
    bat_dau: str
    dia_diem: str
    thanh_phan: tuple[str, ...]
    chu_tri: str
    thu_ky: str
    noi_dung: tuple[Khoi, ...]
    ket_thuc: str
    ky_chu_toa: str
    ky_thu_ky: str
    vang_mat: tuple[str, ...] = ()
    bieu_quyet: BieuQuyet | None = None
    cuoc_hop: str = "Cuộc họp"
    noi_nhan: tuple[str, ...] = ("Lưu: VT, Hồ sơ",)
    phu_luc: tuple[PhuLuc, ...] = ()
    ghi_chu: str | None = None


def build(ban: BienBan) -> VanBan:
    """The minutes as a tree: no place and date in the head, secretary left, chair right."""
    left, right = bien_ban(ban.ky_thu_ky, ban.ky_chu_toa)
    than: tuple[Khoi, ...] = (
        _line("Thời gian bắt đầu", ban.bat_dau),
        _line("Địa điểm", ban.dia_diem),
        *_people("Thành phần tham dự", ban.thanh_phan),
        *(_people("Vắng mặt", ban.vang_mat) if ban.vang_mat else ()),
        _line("Chủ trì (chủ tọa)", ban.chu_tri),
        _line("Thư ký (người ghi biên bản)", ban.thu_ky),
        DoanVan(inline_plain("Nội dung:")),
        *ban.noi_dung,
        *(_vote(ban.bieu_quyet) if ban.bieu_quyet else ()),
        DoanVan(inline_plain(f"{ban.cuoc_hop} kết thúc vào {ban.ket_thuc}")),
    )
    return VanBan(
        dau=replace(ban.dau, ghi_ngay=False),
        ten_loai=TEN_LOAI,
        trich_yeu=ban.trich_yeu,
        than=co_ket(than),
        ky_ten=right,
        ky_ten_trai=left,
        noi_nhan=ban.noi_nhan,
        phu_luc=ban.phu_luc,
        ghi_chu=ban.ghi_chu,
    )


def _line(name: str, text: str) -> DoanVan:
    return DoanVan(inline_plain(f"{name}: {text}"))


def _people(name: str, people: tuple[str, ...]) -> tuple[Khoi, ...]:
    if len(people) < 2:
        return (_line(name, "".join(people)),)
    listed = (
        f"{person.rstrip(' .;')}{'.' if place == len(people) else ';'}"
        for place, person in enumerate(people, 1)
    )
    return (DoanVan(inline_plain(f"{name}:")), *(Gach(inline_plain(text)) for text in listed))


def _vote(vote: BieuQuyet) -> tuple[Khoi, ...]:
    cot = (
        Cot("STT", 0.6, "giua"),
        Cot("Tên tập thể, cá nhân", 2.8, "trai"),
        Cot("Danh hiệu, hình thức", 2.4, "trai"),
        Cot("Số phiếu đồng ý", 1.2, "phai"),
        Cot("Tỷ lệ (%)", 1.0, "phai"),
    )
    rows = tuple(
        (str(place), d.ten, d.hinh_thuc, f"{d.so_phieu}/{vote.tong_thanh_vien}", _share(d.so_phieu, vote))
        for place, d in enumerate(vote.dong, 1)
    )
    said = f"Kết quả biểu quyết ({vote.cach}; tỷ lệ tính trên {vote.tong_thanh_vien} thành viên):"
    return (DoanVan(inline_plain(said)), Bang(cot, rows))


def _share(votes: int, vote: BieuQuyet) -> str:
    return format_number(Decimal(votes) * 100 / Decimal(vote.tong_thanh_vien), 1)
