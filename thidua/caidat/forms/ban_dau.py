"""What stands in the wizard's fields before anybody types."""

from datetime import date

from thidua.core.viet import format_date, number_for_input
from thidua.namthidua.queries.ban_mo_nam import BanMoNam, NgayDoi


def first_values(draft: BanMoNam) -> dict[str, str]:
    """The field of each thing of the draft, filled with what the draft offers."""
    head = draft.dau
    values = {
        "chu_de": head.chu_de,
        "ky_hieu": head.ky_hieu,
        "trich_yeu": head.trich_yeu.text,
        "co_quan_ban_hanh": "\n".join(head.co_quan_ban_hanh),
        "dia_danh": head.dia_danh,
        "quyen_han_ky": "\n".join(head.quyen_han_ky),
        "nguoi_ky": head.nguoi_ky,
        "noi_nhan": "\n".join(line.moi.text for line in draft.noi_nhan),
    }
    values |= {f"kh-{line.id}": line.moi.text for line in draft.dong}
    values |= {name: "" for name in new_names()} | ({"giu-lich": "1"} if draft.lich else {})
    for part in (_grounds, _periods, _names, _duties, _groups):
        values |= part(draft)
    return values


NEW_GROUNDS = range(1, 4)
NEW_MOVEMENTS = range(1, 3)
"""How many blank lines stand at the end of the two lists."""
GROUND_PARTS = ("loai", "so", "ngay", "co-quan", "trich-yeu")


def new_names() -> list[str]:
    """The fields of the blank lines."""
    grounds = [f"cc-moi-{n}-{part}" for n in NEW_GROUNDS for part in GROUND_PARTS]
    return grounds + [f"ptr-moi-{n}-{part}" for n in NEW_MOVEMENTS for part in ("ten", "cap")]


def _tick(on: bool) -> str:
    return "1" if on else ""


def _shown(day: date | None) -> str:
    return format_date(day) if day else ""


def _grounds(draft: BanMoNam) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in draft.can_cu:
        name = f"cc-{one.id}"
        values |= {
            f"giu-{name}": _tick(one.giu),
            f"{name}-so": one.so_ky_hieu,
            f"{name}-ngay": _shown(one.ngay),
            f"{name}-trich-yeu": one.trich_yeu,
        }
    return values


def _periods(draft: BanMoNam) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in draft.dot:
        name = f"dot-{one.so}"
        values |= {
            f"{name}-ten": one.ten,
            f"{name}-tu": _shown(one.tu_ngay),
            f"{name}-den": _shown(one.den_ngay),
            f"{name}-moc": number_for_input(one.ty_le_moc),
        }
    return values


def _names(draft: BanMoNam) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in draft.phong_trao:
        values |= {f"giu-ptr-{one.id}": _tick(one.giu), f"ptr-{one.id}-ten": one.ten.text}
    for line in draft.danh_muc:
        values |= {f"giu-ct-{line.id}": "1", f"ct-{line.id}-ten": line.ten.text}
    values |= {f"qd-{place}": old for place, old in enumerate(draft.quyet_dinh, 1)}
    return values


def _duties(draft: BanMoNam) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in draft.nghia_vu:
        name = f"nv-{one.id}"
        values |= {
            f"giu-{name}": _tick(one.giu),
            f"{name}-so": "",
            f"{name}-ngay": "",
            f"{name}-trich-yeu": one.trich_yeu.text,
        }
        values |= _days(name, one.mo_tu, one.han)
        for loai, opening, due in one.theo_loai:
            values |= _days(f"nvl-{one.id}-{loai}", opening, due)
    return values


def _days(name: str, opening: NgayDoi, due: NgayDoi) -> dict[str, str]:
    return {f"{name}-mo": _shown(opening.moi), f"{name}-han": _shown(due.moi)}


def _groups(draft: BanMoNam) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in draft.cum_khoi:
        name = f"nhom-{one.id}"
        values |= {
            f"giu-{name}": "1",
            f"luan-{one.id}": "",
            f"{name}-ten": one.ten,
            f"{name}-truong": str(one.truong_id or ""),
            f"{name}-pho": str(one.pho_id or ""),
            f"{name}-phu-trach": one.phu_trach,
        }
        values |= {f"dv-{unit}": str(one.id) for unit in one.thanh_vien}
    values |= {f"dv-{unit}": "" for unit in draft.moi}
    return values
