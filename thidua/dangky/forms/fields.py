"""A version's contents as the fields of the form that says the same."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from thidua.core.viet import format_date, number_for_input
from thidua.dangky.forms.typed import TICK
from thidua.dangky.queries import NoiDungDangKy
from thidua.namthidua.queries import ChiTieuRow


def fields_of(content: NoiDungDangKy, targets: Iterable[ChiTieuRow]) -> list[tuple[str, str]]:
    """The form that says what a version holds."""
    fields = [(f"dk-{row.id}", _typed_value(row, content)) for row in targets]
    fields += [(f"ly_do-{each.chi_tieu_id}", each.ly_do_thap) for each in content.chi_tieu]
    for each in content.phong_trao:
        fields += [
            ("pt", str(each.phong_trao_id)),
            (f"pt-{each.phong_trao_id}-noi_dung", each.noi_dung),
            (f"pt-{each.phong_trao_id}-tieu_chi", each.tieu_chi),
            (f"pt-{each.phong_trao_id}-tu_ngay", format_date(each.tu_ngay) if each.tu_ngay else ""),
            (f"pt-{each.phong_trao_id}-den_ngay", format_date(each.den_ngay) if each.den_ngay else ""),
            (f"pt-{each.phong_trao_id}-thoi_gian", each.thoi_gian),
            (f"pt-{each.phong_trao_id}-nguoi", each.nguoi_phu_trach),
        ]
    fields += [("kho_khan", text) for text in content.kho_khan]
    fields += [("giai_phap", content.giai_phap), ("cong_doan", content.cong_doan)]
    fields += [
        ("so_nguoi", _whole(content.so_nguoi)),
        ("so_ldtt", _whole(content.so_ldtt)),
        ("ly_do_tap_the", content.ly_do_tap_the),
        ("giai_trinh_ty_le", content.giai_trinh),
        ("ly_do_cham", content.ly_do_cham),
    ]
    people = [each for each in content.danh_hieu if each.loai == "ca_nhan"]
    for number, each_person in enumerate(people, 1):
        fields += [
            (f"cn-{number}-ten", each_person.ten),
            (f"cn-{number}-chuc_vu", each_person.chuc_vu),
            (f"cn-{number}-danh_hieu", each_person.danh_hieu),
            (f"cn-{number}-sang_kien", each_person.sang_kien),
            (f"cn-{number}-ly_do", each_person.ly_do),
            (f"cn-{number}-nguoi", str(each_person.ca_nhan_id or "")),
        ]
    names = {"tap_the": "dh_tap_the", "cap_tren": "cap_tren"}
    fields += [(names[each.loai], each.danh_hieu) for each in content.danh_hieu if each.loai in names]
    return [(name, value) for name, value in fields if value]


def prefilled(
    before: NoiDungDangKy,
    movements: Mapping[int, int],
    own_before: Iterable[ChiTieuRow],
    targets: Iterable[ChiTieuRow],
) -> list[tuple[str, str]]:
    """The form that begins from last year's registration: all but its figures, days and explanations.

    `movements` gives this year's movement for last year's; own targets come back as lines to fill in, unless
    the unit already has one of that name.
    """
    carried = NoiDungDangKy(
        phong_trao=tuple(
            replace(each, phong_trao_id=movements[each.phong_trao_id], tu_ngay=None, den_ngay=None)
            for each in before.phong_trao
            if each.phong_trao_id in movements
        ),
        giai_phap=before.giai_phap,
        danh_hieu=tuple(replace(each, sang_kien="", ly_do="") for each in before.danh_hieu),
        cong_doan=before.cong_doan,
        so_nguoi=before.so_nguoi,
        so_ldtt=before.so_ldtt,
    )
    have = {row.ten for row in targets}
    again = [row for row in own_before if row.ten not in have]
    fields = fields_of(carried, ())
    for number, row in enumerate(again, 1):
        fields += [
            (f"dk-moi-{number}-ten", row.ten),
            (f"dk-moi-{number}-dvt", row.don_vi_tinh),
            (f"dk-moi-{number}-loai", row.loai.value),
        ]
    return [(name, value) for name, value in fields if value]


def _typed_value(row: ChiTieuRow, content: NoiDungDangKy) -> str:
    held = content.values.get(row.id)
    if held is None:
        return ""
    if not row.loai.has_figure:
        return TICK
    return "" if held.gia_tri is None else number_for_input(held.gia_tri)


def _whole(number: int | None) -> str:
    return "" if number is None else str(number)
