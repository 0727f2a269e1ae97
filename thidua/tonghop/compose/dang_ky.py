"""Received registrations → the Phòng's report to the Hội đồng on them, with its annexes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.calendar import local_day
from thidua.core.ratios import CSTD_CO_SO, LAO_DONG_TIEN_TIEN
from thidua.core.targets import SoLieu, TongKey, below_assigned, sum_within
from thidua.core.viet import format_date
from thidua.core.workflow import State
from thidua.dangky.compose.ty_le import counts
from thidua.dangky.queries import ChiTieuDaDangKy, DangKyDaNhan, DangKyListRow
from thidua.namthidua.compose import carried_out
from thidua.tonghop.compose.sources import NGOAI_CUM
from thidua.tonghop.queries.dang_ky import DangKyMaterial
from thidua.vanban.blocks import (
    Bang,
    DauVanBan,
    DoanVan,
    Khoi,
    KyTen,
    NgayVanBan,
    SoKyHieu,
    VanBan,
    co_ket,
    inline_plain,
)
from thidua.vanban.kinds import bang_dang_ky as bang
from thidua.vanban.kinds.dang_ky import ten_danh_hieu
from thidua.vanban.kinds.phu_luc import NoiDungPhuLuc, danh_so, tham_chieu

SAMPLE_LINE = "(Số liệu, họ tên là dữ liệu mẫu)"
COLLECTIVE = "tap_the"


@dataclass(frozen=True, slots=True)
class TongHopDangKy:
    """The consolidated registration as rows: units, targets by group, titles, what stays below."""

    goi: int
    nhan: int
    cham: int
    chua: tuple[str, ...]
    don_vi: tuple[tuple[str, tuple[bang.DongDonVi, ...]], ...]
    chi_tieu: tuple[tuple[str, tuple[bang.DongTong, ...]], ...]
    danh_hieu: tuple[bang.DongDanhHieu, ...]
    thap: tuple[bang.DongThap, ...]


def consolidated(material: DangKyMaterial) -> TongHopDangKy:
    """The registrations counted; the denominators are the units called, and only what was received counts."""
    called = [row for row in material.rows if row.state is not State.KHONG_THUOC_DOI_TUONG]
    held = [row for row in called if row.don_vi_id in material.received]
    groups = _groups(called)
    return TongHopDangKy(
        goi=len(called),
        nhan=len(held),
        cham=sum(row.is_late for row in held),
        chua=tuple(row.ten for row in called if row.don_vi_id not in material.received),
        don_vi=tuple((name, tuple(_unit(material, row) for row in rows)) for name, rows in groups),
        chi_tieu=tuple((name, _targets(material, name, rows)) for name, rows in groups),
        danh_hieu=_titles(material, held),
        thap=tuple(line for row in held for line in _below(material, row)),
    )


def _groups(rows: Sequence[DangKyListRow]) -> list[tuple[str, list[DangKyListRow]]]:
    found: dict[str, list[DangKyListRow]] = {}
    for row in rows:
        found.setdefault(row.cum_khoi or NGOAI_CUM, []).append(row)
    return list(found.items())


def _page(material: DangKyMaterial, row: DangKyListRow) -> str:
    return f"/{material.nam.nam}/dang-ky/{row.code}"


def _is_below(one: ChiTieuDaDangKy) -> bool:
    target = one.chi_tieu
    return below_assigned(target.loai, target.giao, one.gia_tri, target.chieu)


def _is_beyond(one: ChiTieuDaDangKy) -> bool:
    both = one.chi_tieu.giao is not None and one.gia_tri is not None
    return both and one.gia_tri != one.chi_tieu.giao and not _is_below(one)


def _unit(material: DangKyMaterial, row: DangKyListRow) -> bang.DongDonVi:
    held = material.received.get(row.don_vi_id)
    if held is None:
        waiting = "Đã nộp, chờ tiếp nhận" if row.state is State.DA_NOP else ""
        return bang.DongDonVi(row.ten, ghi_chu=waiting, nguon=_page(material, row))
    content, have = held.noi_dung, counts(held.noi_dung)
    collective = [ten_danh_hieu(t.danh_hieu) for t in content.danh_hieu if t.loai == COLLECTIVE]
    late = f"Chậm {row.days_late} ngày làm việc" if row.is_late else ""
    return bang.DongDonVi(
        ten=row.ten,
        nop=local_day(held.nop_luc) if held.nop_luc else None,
        cham=row.days_late if row.is_late else None,
        chi_tieu=len(held.chi_tieu),
        hon_giao=sum(map(_is_beyond, held.chi_tieu)),
        kem_giao=sum(map(_is_below, held.chi_tieu)),
        phong_trao=len(content.phong_trao),
        so_nguoi=content.so_nguoi,
        so_ldtt=have[LAO_DONG_TIEN_TIEN],
        cstd=have.get(CSTD_CO_SO) or 0,
        tap_the="; ".join(collective),
        ghi_chu="; ".join(part for part in (late, content.ly_do_cham.strip()) if part),
        nguon=_page(material, row),
    )


def _targets(
    material: DangKyMaterial, group: str, rows: Sequence[DangKyListRow]
) -> tuple[bang.DongTong, ...]:
    """The targets that two or more units of the group registered under one code and unit of measure."""
    found: dict[TongKey, list[ChiTieuDaDangKy]] = {}
    for row in rows:
        for one in _with_figure(material.received.get(row.don_vi_id)):
            target = one.chi_tieu
            key = TongKey(group, target.ma, target.don_vi_tinh.strip())
            found.setdefault(key, []).append(one)
    shared = {key: lines for key, lines in found.items() if len(lines) > 1}
    every = [line for lines in shared.values() for line in lines]
    promised = sum_within([_figure(group, line, line.gia_tri) for line in every])
    assigned = sum_within([_figure(group, line, line.chi_tieu.giao) for line in every])
    rows_made = []
    for key, lines in shared.items():
        given = assigned.get(key)
        total = promised.get(key)
        values = [line.gia_tri for line in lines if line.gia_tri is not None]
        rows_made.append(
            bang.DongTong(
                ten=lines[0].chi_tieu.ten,
                don_vi_tinh=key.don_vi_tinh,
                so_don_vi=len(lines),
                giao=given.gia_tri if given and not given.con_thieu else None,
                dang_ky=total.gia_tri if total else None,
                thap_nhat=min(values, default=None),
                cao_nhat=max(values, default=None),
            )
        )
    return tuple(rows_made)


def _with_figure(held: DangKyDaNhan | None) -> Iterator[ChiTieuDaDangKy]:
    if held is not None:
        yield from (one for one in held.chi_tieu if one.chi_tieu.loai.has_figure)


def _figure(group: str, line: ChiTieuDaDangKy, value: Decimal | None) -> SoLieu:
    target = line.chi_tieu
    return SoLieu(group, target.ma, target.loai, target.don_vi_tinh, value)


def _titles(material: DangKyMaterial, held: Sequence[DangKyListRow]) -> tuple[bang.DongDanhHieu, ...]:
    """Each title with its collectives and persons; lao động tiên tiến by the number that units give.

    A form of commendation of a higher level is a person's where a name is given, else the collective's.
    """
    collective: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    order: dict[str, None] = {}
    for row in held:
        content = material.received[row.don_vi_id].noi_dung
        for title in content.danh_hieu:
            order.setdefault(title.danh_hieu)
            if title.loai == COLLECTIVE or not title.ten:
                collective[title.danh_hieu] += 1
            elif title.danh_hieu != LAO_DONG_TIEN_TIEN:
                persons[title.danh_hieu] += 1
        people = counts(content)[LAO_DONG_TIEN_TIEN]
        if people:
            order.setdefault(LAO_DONG_TIEN_TIEN)
            persons[LAO_DONG_TIEN_TIEN] += people
    return tuple(bang.DongDanhHieu(ten_danh_hieu(one), collective[one], persons[one]) for one in order)


def _below(material: DangKyMaterial, row: DangKyListRow) -> Iterator[bang.DongThap]:
    for one in material.received[row.don_vi_id].chi_tieu:
        target = one.chi_tieu
        if _is_below(one) and target.giao is not None and one.gia_tri is not None:
            yield bang.DongThap(
                row.ten,
                target.ten,
                target.don_vi_tinh,
                target.giao,
                one.gia_tri,
                one.ly_do_thap,
                _page(material, row),
            )


# --- the paper


def coverage(found: TongHopDangKy, at: str) -> str:
    """How many units registered, how many late, who did not."""
    late = f", trong đó {found.cham:02d} đơn vị nộp chậm" if found.cham else ""
    missing = f"; còn {len(found.chua):02d} đơn vị chưa có bản đăng ký được tiếp nhận" if found.chua else ""
    return (
        f"Đến ngày {at}, có {found.nhan}/{found.goi} đơn vị có bản đăng ký thi đua được tiếp nhận"
        f"{late}{missing}"
    )


def paper(material: DangKyMaterial) -> VanBan:
    """The report of the standing office to the Hội đồng; number and day stay blank for văn thư."""
    found, year = consolidated(material), material.nam
    office = material.thuong_truc
    dau = DauVanBan(
        office.co_quan_chu_quan,
        office.co_quan_ban_hanh,
        SoKyHieu(None, f"BC-{office.ky_hieu}"),
        office.dia_danh,
        NgayVanBan(None, None, local_day(material.at).year),
    )
    return VanBan(
        dau=dau,
        ten_loai="BÁO CÁO",
        trich_yeu=f"Tổng hợp đăng ký thi đua năm {year.nam}",
        than=co_ket(tuple(_body(material, found))),
        kinh_gui=(material.co_quan.hoi_dong,),
        ky_ten=KyTen(office.quyen_han_ky, material.nguoi_ky),
        noi_nhan=("Như trên;", f"{material.co_quan.ubnd} (b/c);", "Lưu: VT."),
        phu_luc=danh_so(_annexes(found), tham_chieu("Báo cáo", dau, material.co_quan.thuong_truc)),
        ghi_chu=SAMPLE_LINE if year.la_mau else None,
    )


def _body(material: DangKyMaterial, found: TongHopDangKy) -> Iterator[Khoi]:
    year = material.nam.nam
    plan = f"Kế hoạch phát động thi đua năm {year} của {material.co_quan.ubnd}"
    yield _said(
        f"Thực hiện {carried_out(material.can_cu)}{plan}; {material.co_quan.thuong_truc} tổng hợp đăng ký "
        "thi đua của các đơn vị như sau:"
    )
    yield _said(f"{coverage(found, format_date(local_day(material.at)))}.")
    if found.chua:
        yield _said(f"Đơn vị chưa có bản đăng ký được tiếp nhận: {'; '.join(found.chua)}.")
    rows = [row for _, units in found.don_vi for row in units if row.nop is not None]
    yield _said(
        f"Các đơn vị đăng ký {sum(r.chi_tieu for r in rows)} lượt chỉ tiêu, nhiệm vụ, trong đó "
        f"{sum(r.hon_giao for r in rows)} lượt vượt mức giao, {sum(r.kem_giao for r in rows)} lượt chưa bằng "
        f"mức giao; {sum(r.phong_trao for r in rows)} lượt hưởng ứng phong trào; "
        f"{sum(r.so_ldtt or 0 for r in rows)} người đăng ký Lao động tiên tiến, "
        f"{sum(r.cstd for r in rows)} người đăng ký Chiến sĩ thi đua cơ sở."
    )
    yield _said("Số liệu từng đơn vị tại các Phụ lục kèm theo.")


def _said(words: str) -> DoanVan:
    return DoanVan(inline_plain(words))


def tables(found: TongHopDangKy) -> tuple[tuple[str, Bang], ...]:
    """The tables that have rows, each with its name."""
    shown: list[tuple[str, Bang]] = [("Đăng ký thi đua của các đơn vị", bang.bang_don_vi(found.don_vi))]
    if any(rows for _, rows in found.chi_tieu):
        shown.append(("Chỉ tiêu đăng ký theo cụm, khối", bang.bang_chi_tieu(found.chi_tieu)))
    if found.danh_hieu:
        shown.append(("Danh hiệu, hình thức khen thưởng đăng ký", bang.bang_danh_hieu(found.danh_hieu)))
    if found.thap:
        shown.append(("Chỉ tiêu đăng ký chưa bằng mức giao", bang.bang_thap(found.thap)))
    return tuple(shown)


def _annexes(found: TongHopDangKy) -> tuple[NoiDungPhuLuc, ...]:
    return tuple(NoiDungPhuLuc(name, (table,), ngang=len(table.cot) > 4) for name, table in tables(found))
