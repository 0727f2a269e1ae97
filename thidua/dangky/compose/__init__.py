"""A registration's rows → the summary for its readers, what changed, and the paper."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from thidua.core.calendar import local_day
from thidua.core.difference import Paragraph, difference
from thidua.core.targets import Chieu, LoaiChiTieu, NguonGiao, below_assigned, moc_dot
from thidua.core.viet import format_date, format_number
from thidua.dangky.queries import ChiTieuDangKy, NoiDungDangKy, PhongTraoDangKy
from thidua.donvi.queries import DonViRow
from thidua.donvi.queries.co_quan import CoQuanRow
from thidua.hoso.models import PhienBan
from thidua.namthidua.models import NamThiDua, NghiaVu
from thidua.namthidua.queries import ChiTieuRow, PhongTraoRow
from thidua.vanban.blocks import DauVanBan, KyTen, NgayVanBan, TheThuc, VanBan
from thidua.vanban.kinds import dang_ky
from thidua.vanban.kinds.dang_ky import DANH_HIEU_CA_NHAN, DANH_HIEU_TAP_THE, ten_danh_hieu

__all__ = [
    "DANH_HIEU_CA_NHAN",
    "DANH_HIEU_TAP_THE",
    "ChiTieuTomTat",
    "PhongTraoTomTat",
    "ThayDoi",
    "TomTat",
    "differences",
    "paper",
    "sign",
    "summary",
    "ten_danh_hieu",
]

SAMPLE_LINE = "(Số liệu, họ tên là dữ liệu mẫu)"
CONG_DOAN = "ĐẠI DIỆN CÔNG ĐOÀN"
MINUTES = "Biên bản họp đăng ký thi đua"
DONE = "Hoàn thành"
NOTHING = "–"
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


# --- for the readers


@dataclass(frozen=True, slots=True)
class ChiTieuTomTat:
    """A target as the reader sees it; `more` is how much the unit promises beyond what was assigned."""

    chi_tieu: ChiTieuRow
    gia_tri: Decimal | None
    registered: bool
    more: Decimal | None
    below: bool
    ly_do: str
    moc: Decimal | None


@dataclass(frozen=True, slots=True)
class PhongTraoTomTat:
    """A movement as the reader sees it; `thoi_gian` says the days, or the words where there are none."""

    phong_trao: PhongTraoRow
    noi_dung: str
    tieu_chi: str
    thoi_gian: str
    nguoi_phu_trach: str


@dataclass(frozen=True, slots=True)
class TomTat:
    """A registration in short: its lines, and how many stand above, at or below the assigned figure."""

    chi_tieu: tuple[ChiTieuTomTat, ...]
    above: int
    below: tuple[ChiTieuTomTat, ...]
    missing: int
    phong_trao: tuple[PhongTraoTomTat, ...]
    noi_dung: NoiDungDangKy
    so_chu: int


def summary(
    content: NoiDungDangKy, targets: Iterable[ChiTieuRow], movements: Iterable[PhongTraoRow], share: Decimal
) -> TomTat:
    """The registration in short; `share` is the percent due at the end of đợt 1."""
    values = content.values
    lines = tuple(_line(row, values.get(row.id), share) for row in targets)
    by_id = {row.id: row for row in movements}
    return TomTat(
        chi_tieu=lines,
        above=sum(line.more is not None and line.more > 0 and not line.below for line in lines),
        below=tuple(line for line in lines if line.below),
        missing=sum(not line.registered for line in lines),
        phong_trao=tuple(
            PhongTraoTomTat(
                by_id[each.phong_trao_id], each.noi_dung, each.tieu_chi, _time(each), each.nguoi_phu_trach
            )
            for each in content.phong_trao
            if each.phong_trao_id in by_id
        ),
        noi_dung=content,
        so_chu=len(content.giai_phap.split()),
    )


def _time(each: PhongTraoDangKy) -> str:
    start, end = each.tu_ngay, each.den_ngay
    if start and end:
        days = f"{format_date(start)} – {format_date(end)}"
    elif start:
        days = f"từ {format_date(start)}"
    else:
        days = f"đến {format_date(end)}" if end else ""
    return "; ".join(part for part in (days, each.thoi_gian) if part)


def _line(row: ChiTieuRow, held: ChiTieuDangKy | None, share: Decimal) -> ChiTieuTomTat:
    value = held.gia_tri if held else None
    registered = held is not None and (value is not None or not row.loai.has_figure)
    return ChiTieuTomTat(
        chi_tieu=row,
        gia_tri=value,
        registered=registered,
        more=_beyond(row, value),
        below=below_assigned(row.loai, row.giao, value, row.chieu),
        ly_do=held.ly_do_thap if held else "",
        moc=moc_dot(row.loai, value, row.moc, share),
    )


def _beyond(row: ChiTieuRow, value: Decimal | None) -> Decimal | None:
    if value is None or row.giao is None:
        return None
    return row.giao - value if row.downward else value - row.giao


@dataclass(frozen=True, slots=True)
class ThayDoi:
    """One field that two versions say differently, both as they are read."""

    noi_dung: str
    truoc: str
    sau: str

    @property
    def words(self) -> tuple[Paragraph, ...]:
        """The difference word by word."""
        return difference(self.truoc, self.sau)


def differences(
    old: NoiDungDangKy, new: NoiDungDangKy, targets: Iterable[ChiTieuRow], movements: Iterable[PhongTraoRow]
) -> list[ThayDoi]:
    """What `new` says otherwise than `old`, in the order of the form."""
    pairs = (
        *_target_pairs(old, new, targets),
        *_movement_pairs(old, new, movements),
        ("Khó khăn", "\n".join(old.kho_khan), "\n".join(new.kho_khan)),
        ("Giải pháp", old.giai_phap, new.giai_phap),
        ("Danh hiệu", _titles(old), _titles(new)),
        ("Lý do đăng ký của tập thể", old.ly_do_tap_the, new.ly_do_tap_the),
        ("Số người của đơn vị", _people(old.so_nguoi), _people(new.so_nguoi)),
        ("Số Lao động tiên tiến", _people(old.so_ldtt), _people(new.so_ldtt)),
        ("Giải trình tỷ lệ", old.giai_trinh, new.giai_trinh),
        ("Lý do nộp chậm, bổ sung", old.ly_do_cham, new.ly_do_cham),
        ("Đại diện công đoàn", old.cong_doan, new.cong_doan),
    )
    return [ThayDoi(name, before, after) for name, before, after in pairs if before != after]


def _people(number: int | None) -> str:
    return "" if number is None else str(number)


def _target_pairs(
    old: NoiDungDangKy, new: NoiDungDangKy, targets: Iterable[ChiTieuRow]
) -> Iterator[tuple[str, str, str]]:
    before, after = old.values, new.values
    for row in targets:
        was, now = before.get(row.id), after.get(row.id)
        yield row.ten, _value(row, was), _value(row, now)
        yield f"Lý do ({row.ten})", was.ly_do_thap if was else "", now.ly_do_thap if now else ""


def _value(row: ChiTieuRow, held: ChiTieuDangKy | None) -> str:
    if held is None:
        return NOTHING
    if not row.loai.has_figure:
        return DONE
    return NOTHING if held.gia_tri is None else format_number(held.gia_tri)


def _movement_pairs(
    old: NoiDungDangKy, new: NoiDungDangKy, movements: Iterable[PhongTraoRow]
) -> Iterator[tuple[str, str, str]]:
    before, after = _movement_texts(old), _movement_texts(new)
    for row in movements:
        yield row.ten, before.get(row.id, "không"), after.get(row.id, "không")


def _movement_texts(content: NoiDungDangKy) -> dict[int, str]:
    return {
        each.phong_trao_id: "\n".join(
            f"{name}: {part}"
            for name, part in (
                ("Nội dung", each.noi_dung),
                ("Tiêu chí", each.tieu_chi),
                ("Thời gian", _time(each)),
                ("Người phụ trách", each.nguoi_phu_trach),
            )
            if part
        )
        or "có"
        for each in content.phong_trao
    }


def _titles(content: NoiDungDangKy) -> str:
    lines = (
        ", ".join(
            part
            for part in (
                each.ten,
                each.chuc_vu,
                ten_danh_hieu(each.danh_hieu),
                each.sang_kien,
                each.ly_do,
            )
            if part
        )
        for each in content.danh_hieu
    )
    return "\n".join(lines)


# --- the paper


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
        ("Số người của đơn vị", _people(content.so_nguoi)),
        ("Số cá nhân đăng ký Lao động tiên tiến", _people(content.so_ldtt)),
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


def sign(row: ChiTieuRow) -> str:
    """The sign before an assigned figure: not above, at or above; none where higher is simply better."""
    if row.downward:
        return "≤ "
    return "≥ " if row.loai is LoaiChiTieu.DUY_TRI or row.chieu is Chieu.GIU else ""


def _figure(value: Decimal | None) -> str:
    return "" if value is None else format_number(value)
