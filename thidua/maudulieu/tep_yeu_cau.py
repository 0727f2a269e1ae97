"""The văn bản that ask the units, as .docx: công văn of the standing body, hướng dẫn of the Council."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.maudulieu import doc
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_nam import VanBanYeuCau
from thidua.maudulieu.shapes_phap_ly import VanBanHuongDan
from thidua.maudulieu.tep_mau import SAMPLE_LINE
from thidua.vanban.blocks import (
    DauVanBan,
    DoanVan,
    Gach,
    Khoan,
    Khoi,
    KyTen,
    NgayVanBan,
    PhuLuc,
    SoKyHieu,
    VanBan,
    inline_plain,
)
from thidua.vanban.kinds import cong_van, huong_dan
from thidua.vanban.kinds.phu_luc import NoiDungPhuLuc, danh_so, tham_chieu
from thidua.vanban.to_docx import to_bytes

DASH = "- "
TELEPHONE = "0269.3850.001"
"""Of the officer of the standing body, the first of the sample's people."""


def van_ban(mau: MauDuLieu, paper: VanBanYeuCau) -> bytes:
    """The paper with its number and day. Raises KeyError for one whose words the data do not give."""
    words = {one.so: one for one in mau.van_ban.van_ban}[paper.so]
    day = paper.ngay
    if day is None:
        raise KeyError(paper.so)
    made = _letter(mau, paper, words, day) if words.kinh_gui else _guide(mau, paper, words, day)
    return to_bytes(made)


def _letter(mau: MauDuLieu, paper: VanBanYeuCau, words: VanBanHuongDan, day: date) -> VanBan:
    town = mau.to_chuc.don_vi_chu_tri
    body = doc.don_vi(mau, town.thuong_truc)
    head = DauVanBan(
        co_quan_chu_quan=body.chu_quan,
        co_quan_ban_hanh=body.ban_hanh,
        so_ky_hieu=_number(paper.so),
        dia_danh=town.dia_danh,
        ngay=NgayVanBan(day.day, day.month, day.year),
        trich_yeu_cong_van=paper.trich_yeu,
    )
    return cong_van.build(
        cong_van.CongVan(
            dau=head,
            kinh_gui=words.kinh_gui,
            than=_blocks(words.noi_dung),
            ky_ten=KyTen(body.ky, body.thu_truong.ho_ten),
            noi_nhan=("Chủ tịch, các PCT UBND thị xã (b/c)", "Lưu: VT"),
            phu_luc=_outline(words, "Công văn", head, paper.co_quan),
            lien_he=(f"{body.ten}; điện thoại: {TELEPHONE}",),
            ghi_chu=SAMPLE_LINE,
        )
    )


def _guide(mau: MauDuLieu, paper: VanBanYeuCau, words: VanBanHuongDan, day: date) -> VanBan:
    town = mau.to_chuc.don_vi_chu_tri
    chairman = next(seat.nguoi for seat in mau.to_chuc.hoi_dong if seat.vai == "chu_tich")
    signer = next(one.ho_ten for one in doc.people(mau) if one.ma == chairman)
    head = DauVanBan(
        co_quan_chu_quan=(),
        co_quan_ban_hanh=town.hoi_dong_ban_hanh,
        so_ky_hieu=_number(paper.so),
        dia_danh=town.dia_danh,
        ngay=NgayVanBan(day.day, day.month, day.year),
    )
    return huong_dan.build(
        huong_dan.HuongDan(
            dau=head,
            trich_yeu=paper.trich_yeu.removeprefix("Hướng dẫn ").capitalize(),
            than=_blocks(words.noi_dung),
            ky_ten=KyTen(town.hoi_dong_ky, signer),
            noi_nhan=("Các cơ quan, ban, ngành, đoàn thể thị xã", "UBND các xã, phường", "Lưu: VT"),
            mo_dau=(
                f"Thực hiện Kế hoạch phát động thi đua năm {day.year} của {town.ubnd}, {town.hoi_dong} hướng "
                "dẫn một số nội dung như sau:",
            ),
            phu_luc=_outline(words, "Hướng dẫn", head, paper.co_quan),
            ghi_chu=SAMPLE_LINE,
        )
    )


def _number(so: str) -> SoKyHieu:
    number, _, symbol = so.partition("/")
    return SoKyHieu(int(number), symbol)


def _blocks(lines: Iterable[str]) -> tuple[Khoi, ...]:
    return tuple(
        Gach(inline_plain(line.removeprefix(DASH))) if line.startswith(DASH) else DoanVan(inline_plain(line))
        for line in lines
    )


def _outline(words: VanBanHuongDan, kind: str, head: DauVanBan, issuer: str) -> tuple[PhuLuc, ...]:
    points = tuple(Khoan(str(place), inline_plain(line)) for place, line in enumerate(words.phu_luc, 1))
    if not points:
        return ()
    return danh_so((NoiDungPhuLuc(words.phu_luc_ten, points),), tham_chieu(kind, head, issuer))
