"""The office → short papers that show how its headers and signatures come out."""

from dataclasses import dataclass
from datetime import date

from thidua.vanban.blocks import DauVanBan, DoanVan, KyTen, NgayVanBan, SoKyHieu, VanBan, co_ket, inline_plain

BODY = "Nội dung văn bản"


@dataclass(frozen=True, slots=True)
class Mau:
    """One body of the office as its papers show it: header lines, symbol, signature."""

    chu_quan: tuple[str, ...]
    ban_hanh: tuple[str, ...]
    ky_hieu: str
    dia_danh: str
    quyen_han_ky: tuple[str, ...]
    nguoi_ky: str


def specimen(mau: Mau, day: date) -> VanBan:
    """A báo cáo of one sentence under the body's header, dated in the month of the day, without number."""
    return VanBan(
        dau=DauVanBan(
            mau.chu_quan,
            mau.ban_hanh,
            SoKyHieu(None, mau.ky_hieu),
            mau.dia_danh,
            NgayVanBan(None, day.month, day.year),
        ),
        ten_loai="BÁO CÁO",
        trich_yeu="Trích yếu nội dung văn bản",
        than=co_ket((DoanVan(inline_plain(BODY)),)),
        ky_ten=KyTen(mau.quyen_han_ky, mau.nguoi_ky),
        noi_nhan=("Như trên", "Lưu: VT"),
    )
