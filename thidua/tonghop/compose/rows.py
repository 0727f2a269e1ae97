"""Material → the rows of Bảng 1, 4, 5 and Phụ lục I, III."""

from collections.abc import Iterator, Sequence

from thidua.core.calendar import local_day
from thidua.core.viet import capital_first, format_date
from thidua.core.workflow import State
from thidua.donvi.queries import DonViRow
from thidua.tonghop.compose.sources import Nhom, ho_so_page, late_days, nhom, page, source_page
from thidua.tonghop.queries import Material
from thidua.vanban.blocks import O
from thidua.vanban.kinds import bang_tong_hop as bang
from thidua.vanban.kinds import phu_luc_tong_hop as phu_luc

# --- Bảng 1


def giao_uoc_rows(material: Material) -> tuple[bang.DongGiaoUoc, ...]:
    """Registration and pledge of each cụm, khối, counted from what was received."""
    return tuple(_giao_uoc_row(material, group) for group in nhom(material))


def _giao_uoc_row(material: Material, group: Nhom) -> bang.DongGiaoUoc:
    called = [unit for unit in group.don_vi if material.called(unit.id, "dang_ky")]
    registered = [unit for unit in called if material.version(unit.id, "dang_ky")]
    late = [unit for unit in registered if late_days(material, unit.id, "dang_ky") is not None]
    signed = [v for unit in group.don_vi if (v := material.version(unit.id, "giao_uoc"))]
    return bang.DongGiaoUoc(
        ten=group.ten,
        so_don_vi=len(group.don_vi),
        co_ke_hoach=sum(material.version(unit.id, "ke_hoach") is not None for unit in group.don_vi),
        dung_han=len(registered) - len(late),
        cham=len(late),
        chua=len(called) - len(registered),
        da_ky=len(signed),
        ngay_ky=tuple(v.ngay_van_ban for v in signed if v.ngay_van_ban),
        ghi_chu=_giao_uoc_note(material, group, called),
        nguon=source_page(material, group.code),
    )


def _giao_uoc_note(material: Material, group: Nhom, called: Sequence[DonViRow]) -> str:
    waiting = sum(
        material.ho_so[unit.id, "dang_ky"].state is State.DA_NOP
        for unit in called
        if not material.version(unit.id, "dang_ky")
    )
    notes = (
        (len(group.don_vi) - len(called), "đơn vị không thuộc đối tượng đăng ký"),
        (waiting, "đơn vị đã nộp đăng ký, chờ tiếp nhận"),
    )
    return "; ".join(f"{count:02d} {words}" for count, words in notes if count)


# --- Bảng 4, Bảng 5


def chu_yeu_rows(material: Material) -> tuple[bang.DongChuYeu, ...]:
    """The town's key figures as the office entered them."""
    address = f"{page(material.nam.nam, material.ky)}/so-lieu"
    return tuple(
        bang.DongChuYeu(r.ten, r.don_vi_tinh, r.cung_ky, r.ke_hoach, r.thuc_hien, r.la_uoc, r.nguon, address)
        for r in material.composition.chi_tieu_thi_xa
    )


def joined(material: Material, phong_trao_id: int) -> tuple[DonViRow, ...]:
    """The units whose received registration joins the movement."""
    return tuple(
        unit
        for unit in material.units
        if (version := material.version(unit.id, "dang_ky"))
        and phong_trao_id in material.dang_ky_phong_trao.get(version.id, frozenset())
    )


def phong_trao_rows(material: Material) -> tuple[bang.DongPhongTrao, ...]:
    """The movements; where the office has no words yet, the number of units that gave a result stands."""
    return tuple(_phong_trao_row(material, one.id, one.ten, one.cap_phat_dong) for one in material.movements)


def _phong_trao_row(material: Material, movement: int, ten: str, cap: str) -> bang.DongPhongTrao:
    result, typical = material.composition.words_of(movement)
    units = joined(material, movement)
    if not result:
        told = sum(bool(movement_result(material, unit, movement)) for unit in units)
        result = f"{told:02d} đơn vị đã báo cáo kết quả" if told else "Chưa báo cáo"
    return bang.DongPhongTrao(
        ten, cap, len(units), result, typical, source_page(material, f"phong-trao-{movement}")
    )


def movement_result(material: Material, unit: DonViRow, phong_trao_id: int) -> str:
    """What the unit's received report says of the movement."""
    report = material.version(unit.id, material.ky.value)
    return material.ket_qua_phong_trao.get((report.id, phong_trao_id), "") if report else ""


# --- Phụ lục I, III


def van_ban_groups(material: Material) -> tuple[tuple[str, tuple[phu_luc.DongVanBan, ...]], ...]:
    """Every unit with its papers."""
    return tuple(
        (group.ten, tuple(_van_ban_row(material, unit) for unit in group.don_vi)) for group in nhom(material)
    )


def _van_ban_row(material: Material, unit: DonViRow) -> phu_luc.DongVanBan:
    ky = material.ky.value
    return phu_luc.DongVanBan(
        don_vi=unit.ten,
        ke_hoach=_paper(material, unit, "ke_hoach", "Chưa có"),
        dang_ky=_registered_on(material, unit),
        giao_uoc=_paper(material, unit, "giao_uoc", "Chưa ký"),
        bao_cao=_paper(material, unit, ky, "Chưa báo cáo"),
        ghi_chu="; ".join(_notes(material, unit)),
    )


def _paper(material: Material, unit: DonViRow, loai: str, missing: str) -> O:
    if not material.called(unit.id, loai):
        return O("Không thuộc đối tượng")
    version = material.version(unit.id, loai)
    if version is None:
        return O(missing)
    day = format_date(version.ngay_van_ban) if version.ngay_van_ban else ""
    text = ", ".join(part for part in (version.so_van_ban, day) if part)
    return O(text or "Đã có", ho_so_page(material, unit, loai))


def _registered_on(material: Material, unit: DonViRow) -> O:
    if not material.called(unit.id, "dang_ky"):
        return O("Không thuộc đối tượng")
    row = material.ho_so[unit.id, "dang_ky"]
    if row.ban_chot is None or row.nop_luc is None:
        return O("Chưa đăng ký")
    return O(format_date(local_day(row.nop_luc)), ho_so_page(material, unit, "dang_ky"))


_PAPER_NAMES = {"ke_hoach": "kế hoạch", "dang_ky": "đăng ký", "giao_uoc": "giao ước"}
_ON_THE_WAY = {
    State.CHO_DUYET: "đang chờ thủ trưởng duyệt",
    State.DA_NOP: "đã nộp, chờ tiếp nhận",
    State.YEU_CAU_BO_SUNG: "đang bổ sung, chỉnh lý",
}


def _notes(material: Material, unit: DonViRow) -> Iterator[str]:
    """Where the papers that are not received yet stand."""
    for loai in ("ke_hoach", "dang_ky", "giao_uoc", material.ky.value):
        row = material.ho_so.get((unit.id, loai))
        if row and row.ban_chot is None and row.state in _ON_THE_WAY:
            yield capital_first(f"{_PAPER_NAMES.get(loai, 'báo cáo')} {_ON_THE_WAY[row.state]}")


def cham_rows(material: Material) -> tuple[phu_luc.DongCham, ...]:
    """Every paper that came late or is missing after its day, by obligation and the town's order of units."""
    return tuple(
        row
        for obligation in material.obligations
        for group in nhom(material)
        for unit in group.don_vi
        if (row := _cham_row(material, unit, obligation.code, obligation.ten))
    )


def _cham_row(material: Material, unit: DonViRow, loai: str, ten: str) -> phu_luc.DongCham | None:
    if not material.called(unit.id, loai):
        return None
    late = late_days(material, unit.id, loai)
    if late is None:
        return None
    row = material.ho_so[unit.id, loai]
    extended = f"Gia hạn đến {format_date(row.gia_han_den)}: {row.gia_han_ly_do}" if row.gia_han_den else ""
    return phu_luc.DongCham(
        unit.ten,
        ten,
        row.han,
        local_day(row.nop_luc) if row.nop_luc else None,
        late,
        extended.rstrip(": "),
        ho_so_page(material, unit, loai),
    )
