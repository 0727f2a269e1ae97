"""Mẫu 1.4, which many kinds share: grounds, opening, body, closing, one signature, recipients."""

from dataclasses import dataclass

from thidua.vanban.blocks import (
    CanCu,
    DauVanBan,
    DoanVan,
    DoKhan,
    Khoi,
    KyTen,
    PhuLuc,
    TheThuc,
    VanBan,
    co_ket,
    inline_plain,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VanBanCoTenLoai:
    """What every paper of this layout has. The body comes as blocks; the other texts as they stand.

    `can_cu` are printed in italics, one a line; `mo_dau` before and `ket` after the body, upright.
    """

    dau: DauVanBan
    trich_yeu: str
    than: tuple[Khoi, ...]
    ky_ten: KyTen
    noi_nhan: tuple[str, ...]
    can_cu: tuple[str, ...] = ()
    mo_dau: tuple[str, ...] = ()
    ket: str = ""
    phu_luc: tuple[PhuLuc, ...] = ()
    do_khan: DoKhan | None = None
    nguoi_soan: str = ""
    ghi_chu: str | None = None
    the_thuc: TheThuc = "nd30"


def dan_dung(van_ban: VanBanCoTenLoai, ten_loai: str, kinh_gui: tuple[str, ...] = ()) -> VanBan:
    """The paper as a tree; its body ends with `./.` exactly once."""
    grounds = (CanCu(van_ban.can_cu),) if van_ban.can_cu else ()
    closing = (doan(van_ban.ket),) if van_ban.ket else ()
    return VanBan(
        dau=van_ban.dau,
        ten_loai=ten_loai,
        trich_yeu=van_ban.trich_yeu,
        than=co_ket((*grounds, *map(doan, van_ban.mo_dau), *van_ban.than, *closing)),
        ky_ten=van_ban.ky_ten,
        noi_nhan=van_ban.noi_nhan,
        kinh_gui=kinh_gui,
        phu_luc=van_ban.phu_luc,
        ghi_chu=van_ban.ghi_chu,
        the_thuc=van_ban.the_thuc,
        do_khan=van_ban.do_khan,
        nguoi_soan=van_ban.nguoi_soan,
    )


def doan(text: str) -> DoanVan:
    """One paragraph of text as it stands."""
    return DoanVan(inline_plain(text))
