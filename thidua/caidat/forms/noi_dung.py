"""What the year is about in the wizard: the movements and the catalogue of targets."""

from collections.abc import Iterator

from thidua.caidat.forms.ban_dau import NEW_MOVEMENTS
from thidua.caidat.forms.typed import TypedYear
from thidua.namthidua.actions.mo_nam import BanSao
from thidua.web.forms import LINE_LIMIT

NEW_MOVEMENT = "thuong_xuyen"


def movements(form: TypedYear) -> list[BanSao]:
    """The movements that stay, then the new ones."""
    found = []
    for place, one in enumerate(form.draft.phong_trao, 1):
        name, label = f"ptr-{one.id}", f"Phong trào {place}"
        text = form.text(f"{name}-ten", label, need=form.kept(name))
        moved = {part: moved.text for part, moved in one.khac.items()}
        if form.kept(name):
            found.append(BanSao(one.id, {"ten": text, **moved}))
    return [*found, *_new_movements(form)]


def _new_movements(form: TypedYear) -> Iterator[BanSao]:
    for n in NEW_MOVEMENTS:
        name, label = f"ptr-moi-{n}", f"Phong trào thêm {n}"
        if not any(form.values[f"{name}-{part}"].strip() for part in ("ten", "cap")):
            continue
        text = form.text(f"{name}-ten", label, need=True)
        level = form.text(f"{name}-cap", label, limit=LINE_LIMIT, need=True)
        code = f"them-{form.draft.nam}-{n}"
        yield BanSao(None, {"code": code, "ten": text, "loai": NEW_MOVEMENT, "cap_phat_dong": level})


def catalogue(form: TypedYear) -> list[BanSao]:
    """The targets that stay, each with the decision of the new year."""
    found = []
    decisions = {
        old: form.text(f"qd-{place}", f"Quyết định giao {place}", limit=LINE_LIMIT)
        for place, old in enumerate(form.draft.quyet_dinh, 1)
    }
    for place, one in enumerate(form.draft.danh_muc, 1):
        name, label = f"ct-{one.id}", f"Chỉ tiêu {place}"
        text = form.text(f"{name}-ten", label, limit=LINE_LIMIT, need=form.kept(name))
        decision = decisions.get(one.quyet_dinh, "")
        changes: dict[str, object] = {"ten": text, "quyet_dinh": decision, "ngay_moc": one.ngay_moc}
        if form.kept(name):
            found.append(BanSao(one.id, changes))
    return found
