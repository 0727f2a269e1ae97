"""The paper of a version: the bản giao ước of nghiep-vu §5 with its code."""

from datetime import date
from decimal import Decimal
from typing import Final

from thidua.core.pledge import NhomDong
from thidua.core.targets import LoaiChiTieu
from thidua.core.viet import format_number
from thidua.donvi.queries.co_quan import CoQuanRow
from thidua.giaouoc.queries.noi_dung import LINH_VUC, Ben, Dong, NoiDung
from thidua.namthidua.models import NamThiDua
from thidua.vanban.blocks import DauVanBan, NgayVanBan, VanBan
from thidua.vanban.kinds import giao_uoc
from thidua.vanban.kinds.phieu_bang_chung import PhieuBangChung

SAMPLE_LINE: Final = "(Số liệu, họ tên là dữ liệu mẫu)"
TEN_LINH_VUC: Final = {
    "kinh_te": "Kinh tế",
    "van_hoa_xa_hoi": "Văn hóa - xã hội",
    "quoc_phong_an_ninh": "Quốc phòng - an ninh",
    "xay_dung_he_thong": "Xây dựng Đảng, chính quyền, Mặt trận, đoàn thể",
    "cai_cach_hanh_chinh": "Cải cách hành chính",
    "thi_dua_khen_thuong": "Công tác thi đua, khen thưởng",
}
BLANK: Final = "…………………"
"""What stands on the paper where a name is still to be written by hand."""
HAS_TASK: Final = "x"
FEW: Final = 3
"""So many members are named one by one."""


def paper(
    year: NamThiDua,
    office: CoQuanRow,
    ten_nhom: str,
    content: NoiDung,
    *,
    so: int,
    ma: str = "",
    ma_vach: bytes | None = None,
    phieu: PhieuBangChung | None = None,
) -> VanBan:
    """The bản giao ước as a tree; `ma`, its picture and the version's number `so` stand at the foot of every
    page once it goes out to be signed.

    Raises ValueError for fewer than 2 or more than 60 parties.
    """
    signed = _day(content.ngay_ky_ket, year.nam)
    return giao_uoc.build(
        giao_uoc.GiaoUoc(
            dau=DauVanBan(
                co_quan_chu_quan=office.hoi_dong_ban_hanh,
                co_quan_ban_hanh=(ten_nhom,),
                so_ky_hieu=None,
                dia_danh=office.dia_danh,
                ngay=signed,
            ),
            nam=year.nam,
            ten_nhom=ten_nhom,
            can_cu=content.lines("can_cu"),
            ky_ket=signed.dong(),
            dia_diem=content.dia_diem or BLANK,
            ben=tuple(_party(ben) for ben in content.ben),
            muc_tieu=content.lines("muc_tieu"),
            khau_hieu=" ".join(content.lines("khau_hieu")),
            linh_vuc=tuple(
                giao_uoc.LinhVuc(TEN_LINH_VUC[key], content.lines(key))
                for key in LINH_VUC
                if content.lines(key)
            ),
            chi_tieu=tuple(_target(line, content.ben) for line in content.of(NhomDong.CHI_TIEU)),
            chi_tieu_chung=tuple(line.ten for line in content.of(NhomDong.CHUNG)),
            danh_hieu=tuple(title_line(line, content.ben) for line in content.of(NhomDong.DANH_HIEU)),
            bien_phap=content.lines("bien_phap"),
            hoat_dong=content.lines("hoat_dong"),
            bang_diem=" ".join(content.lines("bang_diem")),
            dieu_khoan=content.lines("dieu_khoan"),
            chung_kien=_witness(content),
            ghi_chu=SAMPLE_LINE if year.la_mau else None,
            ma=ma,
            ma_vach=ma_vach,
            ban_so=so,
            phieu=phieu,
        )
    )


def _day(day: date | None, nam: int) -> NgayVanBan:
    return NgayVanBan(day.day, day.month, day.year) if day else NgayVanBan(None, None, nam)


def _party(ben: Ben) -> giao_uoc.BenKy:
    return giao_uoc.BenKy(ben.ten, ben.ten_ngan, ben.dai_dien or BLANK, ben.chuc_vu or BLANK)


def _witness(content: NoiDung) -> giao_uoc.ChungKien | None:
    if not content.chung_kien_ten:
        return None
    return giao_uoc.ChungKien(
        content.chung_kien_ten,
        content.chung_kien_dai_dien or BLANK,
        content.chung_kien_chuc_vu or BLANK,
    )


def _target(line: Dong, ben: tuple[Ben, ...]) -> giao_uoc.DongChiTieu:
    return giao_uoc.DongChiTieu(line.ten, line.don_vi_tinh, tuple(promised(line, b.don_vi_id) for b in ben))


def promised(line: Dong, don_vi_id: int) -> str:
    """What a unit promises in a line, as printed: its figure, "x" for a nhiệm vụ, blank where it has none."""
    if don_vi_id not in line.gia_tri:
        return ""
    return figure(line.gia_tri[don_vi_id].gia_tri, line.loai)


def figure(value: Decimal | None, loai: LoaiChiTieu | None) -> str:
    """A promised figure as printed; a target that may not fall below or rise above carries its sign."""
    if value is None:
        return HAS_TASK
    sign = {LoaiChiTieu.DUY_TRI: "≥ ", LoaiChiTieu.KHONG_VUOT: "≤ "}.get(loai, "") if loai else ""
    return sign + format_number(value)


def registered(line: Dong, ben: tuple[Ben, ...]) -> str:
    """Who registered a line and how much, in few words: each of up to three members, else how many and from
    which figure to which."""
    held = [one for one in ben if one.don_vi_id in line.gia_tri]
    if len(held) <= FEW:
        return "; ".join(f"{one.ten_ngan}: {promised(line, one.don_vi_id)}" for one in held)
    figures = sorted(each.gia_tri for each in line.gia_tri.values() if each.gia_tri is not None)
    if not figures:
        return f"{len(held)} đơn vị"
    low, high = figure(figures[0], line.loai), format_number(figures[-1])
    return f"{len(held)} đơn vị, {low}" + (f" đến {high}" if figures[0] != figures[-1] else "")


def title_line(line: Dong, ben: tuple[Ben, ...]) -> str:
    """A title with the members that aim at it: "… : tất cả các đơn vị", or their short names."""
    aiming = [one.ten_ngan for one in ben if one.don_vi_id in line.gia_tri]
    who = "tất cả các đơn vị" if len(aiming) == len(ben) else ", ".join(aiming)
    return f"{line.ten}: {who}."
