"""A report's rows → what its readers see first, and the data of its paper."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from thidua.baocao.queries import DongDanhGia, KhungBaoCao, NoiDungBaoCao, judged
from thidua.core import targets
from thidua.core.calendar import KyBaoCao
from thidua.core.difference import ThayDoi
from thidua.core.reporting import KetQua
from thidua.core.targets import DanhGia, TinhTrangNhiemVu
from thidua.core.viet import format_date, format_number
from thidua.donvi.queries import DonViRow
from thidua.donvi.queries.co_quan import CoQuanRow
from thidua.namthidua.compose import carried_out
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries.can_cu import CanCuRow
from thidua.vanban.blocks import DauVanBan, KyTen, NgayVanBan, SoKyHieu, TheThuc, VanBan
from thidua.vanban.kinds import bao_cao
from thidua.vanban.kinds.bao_cao import DANH_GIA, Ky

SAMPLE_LINE = "(Số liệu, họ tên là dữ liệu mẫu)"
NIL = "Không phát sinh"
ESTIMATE = "(ước)"
BLANK = "–"
TASK: Mapping[TinhTrangNhiemVu, str] = {
    TinhTrangNhiemVu.HOAN_THANH: "Hoàn thành",
    TinhTrangNhiemVu.DANG_THUC_HIEN: "Đang thực hiện",
    TinhTrangNhiemVu.CHUA_THUC_HIEN: "Chưa thực hiện",
}
_NUMBERED = re.compile(r"(\d{1,6})/(.+)")
_PARTY_NUMBERED = re.compile(r"(\d{1,6})-(.+)")


# --- for the readers


@dataclass(frozen=True, slots=True)
class TomTat:
    """A report in short: how often each judgement occurs, the share reached in percent, and the lines with
    those below the mark first, then those not reported."""

    dem: dict[DanhGia, int]
    ty_le: Decimal | None
    dong: tuple[DongDanhGia, ...]
    so_uoc: int


_FIRST = (DanhGia.DUOI_MOC, DanhGia.CHUA_BAO_CAO)


def summary(khung: KhungBaoCao, noi_dung: NoiDungBaoCao) -> TomTat:
    """What the head reads first."""
    lines = judged(khung, noi_dung)
    counts = targets.dem_danh_gia(line.danh_gia for line in lines)
    order = {judgement: place for place, judgement in enumerate(_FIRST)}
    return TomTat(
        dem=counts,
        ty_le=targets.ty_le_hoan_thanh(counts),
        dong=tuple(sorted(lines, key=lambda line: order.get(line.danh_gia, len(order)))),
        so_uoc=sum(line.ket_qua.is_estimate for line in lines),
    )


def differences(khung: KhungBaoCao, old: NoiDungBaoCao, new: NoiDungBaoCao) -> list[ThayDoi]:
    """What `new` says otherwise than `old`, in the order of the form."""
    pairs = _pairs(khung, old, new)
    return [
        ThayDoi(name, before or BLANK, after or BLANK) for name, before, after in pairs if before != after
    ]


def _pairs(khung: KhungBaoCao, old: NoiDungBaoCao, new: NoiDungBaoCao) -> Iterator[tuple[str, str, str]]:
    yield "Ngày chốt số liệu", _day(old.ngay_chot), _day(new.ngay_chot)
    for dong in khung.dong:
        was, now = old.result_of(dong.chi_tieu_id), new.result_of(dong.chi_tieu_id)
        yield dong.ten, result_text(was), result_text(now)
        yield f"{dong.ten}: cùng kỳ", _figure(was.cung_ky), _figure(now.cung_ky)
        yield f"{dong.ten}: nguyên nhân", was.nguyen_nhan, now.nguyen_nhan
        yield f"{dong.ten}: ngày hoàn thành", _day(was.ngay_hoan_thanh), _day(now.ngay_hoan_thanh)
    for movement in khung.phong_trao:
        yield (
            movement.ten,
            dict(old.phong_trao).get(movement.id, ""),
            dict(new.phong_trao).get(movement.id, ""),
        )
    for place, said in khung.kho_khan:
        yield said, dict(old.kho_khan).get(place, ""), dict(new.kho_khan).get(place, "")
    yield "Kết quả nổi bật", old.noi_bat, new.noi_bat
    yield "Hạn chế, nguyên nhân", old.han_che, new.han_che
    yield "Kiến nghị, đề xuất", old.kien_nghi, new.kien_nghi
    yield "Số, ký hiệu báo cáo", old.so_van_ban, new.so_van_ban
    yield "Ngày ký báo cáo", _day(old.ngay_van_ban), _day(new.ngay_van_ban)


def result_text(ket_qua: KetQua) -> str:
    """The answer to a target as it is read: both figures where both stand, the one that counts first."""
    if ket_qua.khong_phat_sinh:
        return NIL
    if ket_qua.tinh_trang is not None:
        return TASK[ket_qua.tinh_trang]
    if ket_qua.is_estimate:
        return f"{_figure(ket_qua.uoc)} {ESTIMATE}"
    if ket_qua.gia_tri is not None and ket_qua.uoc is not None:
        return f"{_figure(ket_qua.gia_tri)}, trước đó ước {_figure(ket_qua.uoc)}"
    return _figure(ket_qua.gia_tri)


# --- the paper


def paper(
    year: NamThiDua,
    office: CoQuanRow,
    unit: DonViRow,
    khung: KhungBaoCao,
    noi_dung: NoiDungBaoCao,
    signer: str,
    can_cu: Sequence[CanCuRow] = (),
) -> VanBan:
    """The unit's báo cáo; number and day stay blank until the unit types its own. `can_cu` are the year's
    grounds for a báo cáo of that day."""
    ky: Ky = khung.ky.value
    lines = judged(khung, noi_dung)
    return bao_cao.build(
        bao_cao.BaoCaoDonVi(
            dau=DauVanBan(
                co_quan_chu_quan=unit.co_quan_chu_quan,
                co_quan_ban_hanh=unit.co_quan_ban_hanh,
                so_ky_hieu=_number(noi_dung.so_van_ban, unit),
                dia_danh=unit.dia_danh,
                ngay=_paper_day(noi_dung.ngay_van_ban, year.nam),
            ),
            kinh_gui=(office.kinh_gui_hoi_dong,),
            ky=ky,
            nam=year.nam,
            mo_dau=_opening(year, office, unit, khung, noi_dung, lines, carried_out(can_cu)),
            tom_tat=_in_short(khung, lines),
            chi_tieu=tuple(_printed(khung, line) for line in lines),
            phong_trao=tuple((p.ten, dict(noi_dung.phong_trao).get(p.id, "")) for p in khung.phong_trao),
            kho_khan=tuple((said, dict(noi_dung.kho_khan).get(n, "")) for n, said in khung.kho_khan),
            noi_bat=noi_dung.noi_bat,
            han_che=noi_dung.han_che,
            kien_nghi=noi_dung.kien_nghi,
            ket=_closing(year, office, unit, khung),
            ky_ten=KyTen(unit.quyen_han_ky, signer),
            ghi_chu=SAMPLE_LINE if year.la_mau else None,
            the_thuc=cast(TheThuc, unit.the_thuc),
        )
    )


def _number(typed: str, unit: DonViRow) -> SoKyHieu:
    """The typed number where it has the shape of the unit's layout, else room for it."""
    party = unit.the_thuc == "dang"
    match = (_PARTY_NUMBERED if party else _NUMBERED).fullmatch(typed)
    if match:
        return SoKyHieu(int(match[1]), match[2])
    return SoKyHieu(None, f"BC/{unit.ky_hieu}" if party else f"BC-{unit.ky_hieu}")


def _paper_day(day: date | None, nam: int) -> NgayVanBan:
    return NgayVanBan(day.day, day.month, day.year) if day else NgayVanBan(None, None, nam)


def _said_period(year: NamThiDua, khung: KhungBaoCao) -> str:
    if khung.ky is KyBaoCao.SO_KET:
        return f"6 tháng đầu năm {year.nam}"
    return f"năm {year.nam}"


def _opening(
    year: NamThiDua,
    office: CoQuanRow,
    unit: DonViRow,
    khung: KhungBaoCao,
    noi_dung: NoiDungBaoCao,
    lines: tuple[DongDanhGia, ...],
    before: str,
) -> str:
    basis = " và nội dung đã đăng ký" if khung.nguon_so is not None else ""
    closed = f"; số liệu chốt đến ngày {format_date(noi_dung.ngay_chot)}" if noi_dung.ngay_chot else ""
    if closed and any(line.ket_qua.is_estimate for line in lines):
        closed += f", ước thực hiện đến {format_date(khung.dot.den_ngay)}"
    return (
        f"Thực hiện {before}Kế hoạch thi đua năm {year.nam} của {office.cap}{basis}, {unit.ten} báo cáo kết "
        f"quả phong trào thi đua yêu nước {_said_period(year, khung)} như sau{closed}:"
    )


def _in_short(khung: KhungBaoCao, lines: tuple[DongDanhGia, ...]) -> str:
    counts = targets.dem_danh_gia(line.danh_gia for line in lines)
    words = DANH_GIA[khung.ky.value]
    said = "; ".join(
        f"{_inside(words[judgement.value])} {count}" for judgement, count in counts.items() if count
    )
    share = targets.ty_le_hoan_thanh(counts)
    reached = "" if share is None else f" Tỷ lệ đạt {format_number(share)}%."
    what = "đã đăng ký" if khung.nguon_so is not None else "được giao"
    return f"Tổng số chỉ tiêu, nhiệm vụ {what}: {len(lines)}, trong đó: {said}.{reached}"


def _inside(words: str) -> str:
    return words[:1].lower() + words[1:]


def _closing(year: NamThiDua, office: CoQuanRow, unit: DonViRow, khung: KhungBaoCao) -> str:
    kind = "sơ kết" if khung.ky is KyBaoCao.SO_KET else "tổng kết"
    return (
        f"Trên đây là báo cáo {kind} phong trào thi đua yêu nước {_said_period(year, khung)} của {unit.ten}, "
        f"kính gửi {office.hoi_dong} theo dõi, tổng hợp."
    )


def _printed(khung: KhungBaoCao, line: DongDanhGia) -> bao_cao.DongChiTieu:
    dong, answer = line.dong, line.ket_qua
    half = khung.ky is KyBaoCao.SO_KET
    figure = f"{_figure(answer.figure)} {ESTIMATE}" if answer.is_estimate else _figure(answer.figure)
    before = dong.moc if half else dong.ky_truoc
    last = answer.cung_ky if half or answer.cung_ky is not None else dong.nam_truoc
    return bao_cao.DongChiTieu(
        ten=dong.ten,
        don_vi_tinh=dong.don_vi_tinh,
        dang_ky=_figure(dong.dang_ky) if dong.loai.has_figure else TASK[TinhTrangNhiemVu.HOAN_THANH],
        so_sanh=_figure(before),
        cung_ky=_figure(last),
        thuc_hien=figure or (result_text(answer) if answer.answers(dong.loai) else ""),
        ty_le=_figure(line.ty_le),
        danh_gia=DANH_GIA[khung.ky.value][line.danh_gia.value],
        nguyen_nhan=answer.nguyen_nhan,
    )


def _figure(value: Decimal | None) -> str:
    return "" if value is None else format_number(value)


def _day(value: date | None) -> str:
    return "" if value is None else format_date(value)
