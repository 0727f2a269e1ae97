"""Công văn: Mẫu 1.5, V/v under the number, Kính gửi, contact lines at the foot of page 1."""

from dataclasses import dataclass
from typing import Final

from thidua.vanban.blocks import DauVanBan, DoKhan, Khoi, KyTen, PhuLuc, TheThuc, VanBan, co_ket

NHU_TREN: Final = "Như trên"


@dataclass(frozen=True, slots=True)
class CongVan:
    """A letter as data. `dau.trich_yeu_cong_van` is `V/v …`; `noi_nhan` without its first line, `Như trên`.

    Raises ValueError without an addressee, and without V/v.
    """

    dau: DauVanBan
    kinh_gui: tuple[str, ...]
    than: tuple[Khoi, ...]
    ky_ten: KyTen
    noi_nhan: tuple[str, ...]
    phu_luc: tuple[PhuLuc, ...] = ()
    lien_he: tuple[str, ...] = ()
    do_khan: DoKhan | None = None
    nguoi_soan: str = ""
    ghi_chu: str | None = None
    the_thuc: TheThuc = "nd30"

    def __post_init__(self) -> None:
        if not self.kinh_gui:
            raise ValueError("a công văn is addressed to somebody")
        if not (self.dau.trich_yeu_cong_van or "").startswith("V/v "):
            raise ValueError("a công văn says what it is about: V/v …")


def build(cong_van: CongVan) -> VanBan:
    """The letter as a tree; its body ends with `./.` exactly once."""
    return VanBan(
        dau=cong_van.dau,
        ten_loai="",
        trich_yeu="",
        than=co_ket(cong_van.than),
        ky_ten=cong_van.ky_ten,
        noi_nhan=(NHU_TREN, *cong_van.noi_nhan),
        kinh_gui=cong_van.kinh_gui,
        phu_luc=cong_van.phu_luc,
        ghi_chu=cong_van.ghi_chu,
        the_thuc=cong_van.the_thuc,
        do_khan=cong_van.do_khan,
        nguoi_soan=cong_van.nguoi_soan,
        lien_he=cong_van.lien_he,
    )
