"""Cụm and khối in the wizard: their members, and who leads them next."""

from collections.abc import Mapping, Sequence

from thidua.caidat.forms.typed import WORDS, TypedYear, as_unit
from thidua.core.rollover import Group, Turn, group_faults, turns
from thidua.namthidua.actions.mo_nam import NhomMoi
from thidua.namthidua.queries.ban_mo_nam import CumKhoiCu
from thidua.web.forms import LINE_LIMIT

TURNS: Mapping[Turn, str] = {
    Turn.DEPUTY_RISES: "Phó năm trước lên trưởng",
    Turn.CHANGE_PLACES: "Trưởng, phó đổi chỗ",
    Turn.NEXT_IN_ORDER: "Theo thứ tự danh sách",
}


def groups(form: TypedYear) -> list[NhomMoi]:
    """The groups that stay, with their members and who leads them."""
    placed = members(form)
    return [_group(form, one, placed[one.id]) for one in form.draft.cum_khoi if form.kept(f"nhom-{one.id}")]


def members(form: TypedYear) -> dict[int, list[int]]:
    """The members of each group as chosen: those that stay in their order, then those that come."""
    found: dict[int, list[int]] = {one.id: [] for one in form.draft.cum_khoi}
    placed = {unit: one.id for one in form.draft.cum_khoi for unit in one.thanh_vien}
    order = [*placed, *form.draft.moi]
    for stays in (True, False):
        for unit in order:
            chosen = form.values.get(f"dv-{unit}", "")
            group = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
            if group in found and form.kept(f"nhom-{group}") and (placed.get(unit) == group) is stays:
                found[group].append(unit)
    return found


def _group(form: TypedYear, one: CumKhoiCu, members: list[int]) -> NhomMoi:
    name = f"nhom-{one.id}"
    ten = form.text(f"{name}-ten", one.ten, limit=LINE_LIMIT)
    truong, pho = _chosen(form, one.id)
    phu_trach = form.text(f"{name}-phu-trach", one.ten, limit=LINE_LIMIT)
    for place, fault in group_faults(Group(ten, frozenset(members), truong, pho)):
        turned = place != "ten" and form.values[f"luan-{one.id}"]
        form.refuse(f"luan-{one.id}" if turned else f"{name}-{place}", ten or one.ten, WORDS[fault])
    return NhomMoi(one.code, one.loai, ten, truong, pho, phu_trach, members)


def _chosen(form: TypedYear, group: int) -> tuple[int | None, int | None]:
    """Head and deputy: of the turn that was chosen by name, else of the two selects."""
    turn = form.values[f"luan-{group}"].partition("-")
    if not turn[1]:
        return form.unit(f"nhom-{group}-truong"), form.unit(f"nhom-{group}-pho")
    return as_unit(turn[0]), as_unit(turn[2])


def proposals(form: TypedYear, placed: Mapping[int, Sequence[int]]) -> dict[int, list[tuple[str, str]]]:
    """(value, words) of the turns of each group with these members, the one of custom first."""
    found: dict[int, list[tuple[str, str]]] = {}
    for one in form.draft.cum_khoi:
        found[one.id] = [
            (f"{head}-{deputy}", f"{TURNS[way]}: trưởng {_name(form, head)}, phó {_name(form, deputy)}")
            for (head, deputy), way in turns(placed[one.id], one.truong_id, one.pho_id).items()
        ]
    return found


def _name(form: TypedYear, unit: int) -> str:
    return form.draft.don_vi[unit].ten_ngan or form.draft.don_vi[unit].ten
