"""What a paper says and shows, read out of its tree: its lines in the order of the .docx, its pictures."""

from collections.abc import Iterator
from itertools import chain
from typing import assert_never

from thidua.vanban.bang import OGop
from thidua.vanban.blocks import (
    Anh,
    Bang,
    BanSao,
    CanCu,
    Cell,
    Dieu,
    DoanVan,
    DongGiua,
    Gach,
    Khoan,
    Khoi,
    LuoiKy,
    Muc,
    NhomHang,
    TieuDeLon,
    VanBan,
    capitals,
    clean,
    inline_text,
    one_line,
    prefixed,
)
from thidua.vanban.head import KyTen
from thidua.vanban.thethuc import ND30


def pictures_of(van_ban: VanBan) -> Iterator[bytes]:
    """The bytes of every picture, that of the running foot first, then in the order of the .docx."""
    if van_ban.chan_trang and van_ban.chan_trang.ma_vach is not None:
        yield van_ban.chan_trang.ma_vach
    yield from _pictures(van_ban.than)
    yield from _signed(van_ban.ky_ten_trai, van_ban.ky_ten)
    yield from chain.from_iterable(_pictures(part.than) for part in van_ban.phu_luc)
    yield from _signed(van_ban.ban_sao.ky_ten if van_ban.ban_sao else None)
    yield from chain.from_iterable(_pictures(sheet.than) for sheet in van_ban.to_rieng)


def _pictures(than: tuple[Khoi, ...]) -> Iterator[bytes]:
    for khoi in than:
        if isinstance(khoi, Anh):
            yield khoi.png
        elif isinstance(khoi, LuoiKy):
            yield from _signed(*chain.from_iterable(khoi.hang))


def _signed(*signatures: KyTen | None) -> Iterator[bytes]:
    return (picture.png for ky_ten in signatures if ky_ten for picture in ky_ten.pictures())


def text_of(van_ban: VanBan) -> list[str]:
    """The text of every paragraph and cell that is not empty, in the order of the .docx."""
    return [line for line in _lines(van_ban) if line]


def _lines(van_ban: VanBan) -> Iterator[str]:
    dau = van_ban.dau
    yield from dau.dong_chu_quan()
    yield from dau.dong_ban_hanh()
    yield ND30.sao_dang if van_ban.the_thuc == "dang" else ""
    yield from van_ban.dong_quoc_hieu()
    yield van_ban.dong_so_ky_hieu()
    yield one_line(dau.trich_yeu_cong_van or "")
    yield from van_ban.dong_khung()
    yield dau.dong_ngay()
    yield capitals(van_ban.ten_loai)
    yield "\n".join(van_ban.dong_trich_yeu())
    yield from van_ban.dong_kinh_gui()
    for khoi in van_ban.than:
        yield from _block_lines(khoi)
    yield from _closing_lines(van_ban)
    yield one_line(van_ban.ghi_chu or "")
    for phu_luc in van_ban.phu_luc:
        yield phu_luc.dong_danh_so()
        yield capitals(phu_luc.ten)
        yield phu_luc.dong_tham_chieu()
        for khoi in phu_luc.than:
            yield from _block_lines(khoi)
    yield from _copy_lines(van_ban.ban_sao) if van_ban.ban_sao else ()
    for sheet in van_ban.to_rieng:
        yield capitals(sheet.ten)
        for khoi in sheet.than:
            yield from _block_lines(khoi)
    yield from van_ban.dong_lien_he()


def _copy_lines(ban_sao: BanSao) -> Iterator[str]:
    trang = ban_sao.trang()
    yield from trang.dau.dong_chu_quan()
    yield from trang.dau.dong_ban_hanh()
    yield ban_sao.dong_hinh_thuc()
    yield trang.dong_so_ky_hieu()
    yield trang.dau.dong_ngay()
    yield from _closing_lines(trang)


def _closing_lines(van_ban: VanBan) -> Iterator[str]:
    noi_nhan = (ND30.noi_nhan, *van_ban.dong_noi_nhan()) if van_ban.noi_nhan else ()
    noi_nhan = (*noi_nhan, one_line(van_ban.nguoi_soan))
    if van_ban.ky_ten_trai:
        yield from van_ban.ky_ten_trai.dong()
    else:
        yield from noi_nhan
    if van_ban.ky_ten:
        yield from van_ban.ky_ten.dong()
    if van_ban.ky_ten_trai:
        yield from noi_nhan


def _block_lines(khoi: Khoi) -> Iterator[str]:
    match khoi:
        case CanCu() | TieuDeLon():
            yield from khoi.dong()
        case Muc():
            yield khoi.dong()
        case Dieu() | Khoan() | Gach() | DoanVan() | DongGiua():
            yield inline_text(prefixed(khoi))
        case Bang():
            yield from _table_lines(khoi)
        case LuoiKy() | Anh():
            yield from khoi.lines()
        case _:
            assert_never(khoi)


def _table_lines(bang: Bang) -> Iterator[str]:
    yield one_line(bang.ten or "")
    yield one_line(bang.don_vi_tinh or "")
    groups = tuple(bang.column_groups())
    if bang.has_groups():
        yield from (one_line(nhom or cot[0].ten) for nhom, cot in groups)
        yield from (one_line(c.ten) for nhom, cot in groups if nhom for c in cot)
    else:
        yield from (one_line(c.ten) for c in bang.cot)
    for hang in bang.placed_rows() if bang.has_merges() else bang.hang:
        if isinstance(hang, NhomHang):
            yield one_line(hang.ten)
        else:
            yield from (clean(_cell_text(o)) for o in hang)


def _cell_text(cell: Cell | OGop) -> str:
    if isinstance(cell, OGop):
        return "" if cell.tiep else cell.o.text
    return cell if isinstance(cell, str) else cell.text
