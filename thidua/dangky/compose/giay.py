"""The bản đăng ký as a paper."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from thidua.core.calendar import local_day
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.core.viet import format_date, format_number
from thidua.dangky.compose.tom_tat import DONE, ChiTieuTomTat, PhongTraoTomTat, people_words, sign, summary
from thidua.dangky.queries import NoiDungDangKy
from thidua.donvi.queries import DonViRow
from thidua.donvi.queries.co_quan import CoQuanRow
from thidua.hoso.models import PhienBan
from thidua.namthidua.models import NamThiDua, NghiaVu
from thidua.namthidua.queries import ChiTieuRow, PhongTraoRow
from thidua.vanban.blocks import DauVanBan, KyTen, NgayVanBan, TheThuc, VanBan
from thidua.vanban.kinds import dang_ky
from thidua.vanban.kinds.dang_ky import ten_danh_hieu

SAMPLE_LINE = "(Số liệu, họ tên là dữ liệu mẫu)"
CONG_DOAN = "ĐẠI DIỆN CÔNG ĐOÀN"
MINUTES = "Biên bản họp đăng ký thi đua"
LOAI: Mapping[LoaiChiTieu, str] = {
    LoaiChiTieu.LUY_KE: "Lũy kế",
    LoaiChiTieu.THOI_DIEM: "Thời điểm",
    LoaiChiTieu.DUY_TRI: "Duy trì",
    LoaiChiTieu.KHONG_VUOT: "Không vượt",
    LoaiChiTieu.MUA_VU: "Mùa vụ",
    LoaiChiTieu.CUOI_NAM: "Cuối năm",
    LoaiChiTieu.NHIEM_VU: "Nhiệm vụ",
}
GIAO_BOI: Mapping[NguonGiao, str] = {
    NguonGiao.UBND: "UBND",
    NguonGiao.NGANH_DOC: "ngành dọc",
    NguonGiao.CAP_UY: "cấp ủy",
    NguonGiao.TU_DANG_KY: "tự đăng ký",
}


def paper(
    year: NamThiDua,
    office: CoQuanRow,
    unit: DonViRow,
    duty: NghiaVu,
    version: PhienBan,
    content: NoiDungDangKy,
    targets: Sequence[ChiTieuRow],
    movements: Iterable[PhongTraoRow],
    share: Decimal,
    signer: str,
    *,
    minutes: bool = False,
) -> VanBan:
    """The bản đăng ký of a version; dated with its approval, the day left open before. `minutes` says that
    those of the unit's meeting go with it."""
    short = summary(content, targets, movements, share)
    signed = local_day(version.duyet_luc) if version.duyet_luc else None
    return dang_ky.build(
        dang_ky.BanDangKy(
            dau=DauVanBan(
                co_quan_chu_quan=unit.co_quan_chu_quan,
                co_quan_ban_hanh=unit.co_quan_ban_hanh,
                so_ky_hieu=None,
                dia_danh=unit.dia_danh,
                ngay=_day(signed, year.nam),
            ),
            kinh_gui=(office.kinh_gui_hoi_dong,),
            nam=year.nam,
            mo_dau=(_opening(year, unit, duty),),
            phong_trao=tuple(
                dang_ky.DongPhongTrao(
                    each.phong_trao.ten, _matter(each), each.thoi_gian, each.nguoi_phu_trach
                )
                for each in short.phong_trao
            ),
            chi_tieu=tuple(_printed(line, office) for line in short.chi_tieu if _on_paper(line)),
            kho_khan=content.kho_khan,
            tap_the=_named(content, "tap_the"),
            ca_nhan=tuple(
                dang_ky.DongCaNhan(
                    each.ten,
                    each.chuc_vu,
                    ten_danh_hieu(each.danh_hieu),
                    "\n".join(
                        part
                        for part in (each.sang_kien, f"Lý do: {each.ly_do}" if each.ly_do else "")
                        if part
                    ),
                )
                for each in content.danh_hieu
                if each.loai == "ca_nhan"
            ),
            cap_tren=_named(content, "cap_tren"),
            giai_phap=content.giai_phap,
            ghi_chu_danh_hieu=_remarks(content),
            ly_do_cham=content.ly_do_cham,
            gui_kem=MINUTES if minutes else "",
            ky_ten=KyTen(unit.quyen_han_ky, signer),
            cong_doan=KyTen((CONG_DOAN,), content.cong_doan) if content.cong_doan else None,
            ghi_chu=SAMPLE_LINE if year.la_mau else None,
            the_thuc=cast(TheThuc, unit.the_thuc),
        )
    )


def _matter(each: PhongTraoTomTat) -> str:
    criteria = f"Tiêu chí: {each.tieu_chi}" if each.tieu_chi else ""
    return "\n".join(part for part in (each.noi_dung, criteria) if part)


def _remarks(content: NoiDungDangKy) -> tuple[str, ...]:
    """What is said about the titles beside their names, each as one line."""
    said = (
        ("Lý do đăng ký của tập thể", content.ly_do_tap_the),
        ("Số người của đơn vị", people_words(content.so_nguoi)),
        ("Số cá nhân đăng ký Lao động tiên tiến", people_words(content.so_ldtt)),
        ("Giải trình tỷ lệ danh hiệu", content.giai_trinh),
    )
    return tuple(f"{name}: {text}" for name, text in said if text)


def _day(signed: date | None, nam: int) -> NgayVanBan:
    return NgayVanBan(signed.day, signed.month, signed.year) if signed else NgayVanBan(None, None, nam)


def _opening(year: NamThiDua, unit: DonViRow, duty: NghiaVu) -> str:
    asked = ""
    if duty.van_ban_so:
        day = f" ngày {format_date(duty.van_ban_ngay)}" if duty.van_ban_ngay else ""
        asked = f"Thực hiện Văn bản số {duty.van_ban_so}{day}, "
    return f"{asked}{unit.ten} đăng ký thi đua năm {year.nam} với các nội dung sau:"


def _named(content: NoiDungDangKy, loai: str) -> tuple[str, ...]:
    return tuple(ten_danh_hieu(each.danh_hieu) for each in content.danh_hieu if each.loai == loai)


def _printed(line: ChiTieuTomTat, office: CoQuanRow) -> dang_ky.DongChiTieu:
    row = line.chi_tieu
    return dang_ky.DongChiTieu(
        ten=row.ten,
        don_vi_tinh=row.don_vi_tinh,
        nam_truoc=_figure(row.nam_truoc),
        giao=_assigned(row, office),
        dang_ky=_figure(line.gia_tri) if row.loai.has_figure or not line.registered else DONE,
        moc=_figure(line.moc),
        loai=LOAI[row.loai],
        ghi_chu=line.ly_do,
    )


def _on_paper(line: ChiTieuTomTat) -> bool:
    return line.registered or line.chi_tieu.giao_boi is not NguonGiao.TU_DANG_KY


def _assigned(row: ChiTieuRow, office: CoQuanRow) -> str:
    by = office.ubnd_ngan if row.giao_boi is NguonGiao.UBND else GIAO_BOI[row.giao_boi]
    return by if row.giao is None else f"{sign(row)}{format_number(row.giao)}\n({by})"


def _figure(value: Decimal | None) -> str:
    return "" if value is None else format_number(value)
