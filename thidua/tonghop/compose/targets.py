"""Material → the judged targets of every unit, their counts and the sums that may be made."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from thidua.core.reporting import DongMoc, KetQua, judge
from thidua.core.targets import (
    LoaiChiTieu,
    SoLieu,
    TinhTrangNhiemVu,
    Tong,
    TongKey,
    dem_danh_gia,
    moc_dot,
    sum_within,
)
from thidua.donvi.queries import DonViRow
from thidua.namthidua.queries import ChiTieuRow
from thidua.tonghop.compose.sources import ho_so_page, nhom, reporting_units, source_page
from thidua.tonghop.queries import BanChotRow, Material
from thidua.vanban.kinds import bang_tong_hop as bang
from thidua.vanban.kinds import phu_luc_tong_hop as phu_luc

# --- targets


def targets_of(material: Material, unit: DonViRow) -> tuple[phu_luc.DongChiTieu, ...]:
    """The unit's targets with result and judgement: those assigned to it, and its own that were received."""
    registration = material.version(unit.id, "dang_ky")
    report = material.version(unit.id, material.ky.value)
    return tuple(
        _target_row(material, unit, target, registration, report)
        for target in material.targets.get(unit.id, ())
        if _stands(material, target, registration)
    )


def _stands(material: Material, target: ChiTieuRow, registration: BanChotRow | None) -> bool:
    if target.giao_boi.value != "tu_dang_ky":
        return True
    return registration is not None and (registration.id, target.id) in material.dang_ky


def _target_row(
    material: Material,
    unit: DonViRow,
    target: ChiTieuRow,
    registration: BanChotRow | None,
    report: BanChotRow | None,
) -> phu_luc.DongChiTieu:
    is_registered = registration is not None and (registration.id, target.id) in material.dang_ky
    dang_ky = material.dang_ky[registration.id, target.id] if registration and is_registered else None
    moc = moc_dot(target.loai, dang_ky, target.moc, material.dot.ty_le_moc)
    blank = KetQua(target.id)
    result = material.ket_qua.get((report.id, target.id), blank) if report else blank
    return phu_luc.DongChiTieu(
        ten=target.ten,
        don_vi_tinh=target.don_vi_tinh,
        loai=target.loai,
        giao=target.giao,
        dang_ky=dang_ky,
        moc=moc,
        cung_ky=result.cung_ky,
        thuc_hien=result.figure,
        la_uoc=result.is_estimate,
        danh_gia=judge(DongMoc(target.id, target.loai, dang_ky, moc, target.chieu), material.ky, result),
        chu=_in_words(target.loai, result),
        da_dang_ky=is_registered,
        nguyen_nhan=result.nguyen_nhan,
        nguon=ho_so_page(material, unit, material.ky.value) if report else None,
        nguon_dang_ky=ho_so_page(material, unit, "dang_ky") if registration else None,
    )


_TINH_TRANG = {
    TinhTrangNhiemVu.HOAN_THANH: "Hoàn thành",
    TinhTrangNhiemVu.DANG_THUC_HIEN: "Đang thực hiện",
    TinhTrangNhiemVu.CHUA_THUC_HIEN: "Chưa thực hiện",
}


def _in_words(loai: LoaiChiTieu, result: KetQua) -> str:
    if loai is LoaiChiTieu.NHIEM_VU and result.tinh_trang is not None:
        return _TINH_TRANG[result.tinh_trang]
    return "Không phát sinh" if result.khong_phat_sinh and result.figure is None else ""


def danh_gia_rows(material: Material) -> tuple[bang.DongDanhGia, ...]:
    """The targets of each cụm, khối by judgement."""
    return tuple(
        bang.DongDanhGia(
            group.ten,
            dem_danh_gia(row.danh_gia for unit in units for row in targets_of(material, unit)),
            source_page(material, group.code),
        )
        for group in nhom(material)
        if (units := reporting_units(material, group))
    )


def chi_tieu_groups(material: Material) -> tuple[phu_luc.NhomChiTieu, ...]:
    """Every unit's targets by cụm, khối, with the sums that the core allows."""
    return tuple(
        phu_luc.NhomChiTieu(
            group.ten,
            tuple(phu_luc.DonViChiTieu(unit.ten, targets_of(material, unit)) for unit in units),
            _sums(material, group.code, units),
        )
        for group in nhom(material)
        if (units := reporting_units(material, group))
    )


def _sums(material: Material, code: str, units: Sequence[DonViRow]) -> tuple[phu_luc.DongCong, ...]:
    """Sums of one code within the group, where two or more units have it."""
    registered: list[SoLieu] = []
    results: list[SoLieu] = []
    names: dict[tuple[str, str], str] = {}
    estimated: set[tuple[str, str]] = set()
    for unit in units:
        version = material.version(unit.id, "dang_ky")
        report = material.version(unit.id, material.ky.value)
        for target in material.targets.get(unit.id, ()):
            if not _stands(material, target, version):
                continue
            named = (target.ma, target.don_vi_tinh.strip())
            names.setdefault(named, target.ten)
            goal = material.dang_ky.get((version.id, target.id)) if version else None
            result = material.ket_qua.get((report.id, target.id)) if report else None
            registered.append(SoLieu(code, target.ma, target.loai, target.don_vi_tinh, goal))
            estimated |= {named} if result and result.is_estimate else set()
            figure = _figure_to_sum(result.figure, result.khong_phat_sinh) if result else None
            results.append(SoLieu(code, target.ma, target.loai, target.don_vi_tinh, figure))
    return tuple(_sum_rows(names, estimated, sum_within(registered), sum_within(results)))


def _figure_to_sum(figure: Decimal | None, is_nil: bool) -> Decimal | None:
    """Nil is an answer: nothing occurred, so it adds nothing and is not missing."""
    return Decimal(0) if figure is None and is_nil else figure


def _sum_rows(
    names: dict[tuple[str, str], str],
    estimated: set[tuple[str, str]],
    goals: dict[TongKey, Tong],
    results: dict[TongKey, Tong],
) -> Iterator[phu_luc.DongCong]:
    for key, total in results.items():
        goal = goals.get(key)
        if total.so_don_vi + total.con_thieu > 1:
            yield phu_luc.DongCong(
                names[key.ma_chi_tieu, key.don_vi_tinh],
                key.don_vi_tinh,
                goal.gia_tri if goal and not goal.con_thieu else None,
                total.gia_tri,
                total.so_don_vi,
                total.con_thieu,
                (key.ma_chi_tieu, key.don_vi_tinh) in estimated,
            )
