"""The days in the wizard: the periods and what must be handed in."""

from datetime import date

from thidua.caidat.forms.typed import SHORT_LIMIT, WORDS, TypedYear
from thidua.core.rollover import Fault, Span, period_faults
from thidua.namthidua.actions.mo_nam import BanSao
from thidua.namthidua.queries.ban_mo_nam import NghiaVuCu
from thidua.web.forms import LINE_LIMIT
from thidua.web.labels import unit_type


def periods(form: TypedYear) -> list[BanSao]:
    """The periods, judged together: inside the year, none over another."""
    spans: dict[int, Span] = {}
    found = []
    copied = form.draft.tu_nam is not None
    for one in form.draft.dot:
        name, label = f"dot-{one.so}", f"Đợt {one.so}"
        ten = form.text(f"{name}-ten", label, limit=LINE_LIMIT, need=True)
        first, last = form.day(f"{name}-tu", label), form.day(f"{name}-den", label)
        share = form.figure(f"{name}-moc", label)
        if first and last:
            spans[one.so] = Span(first, last, float(share))
        changes: dict[str, object] = {
            "so": one.so,
            "ten": ten,
            "tu_ngay": first,
            "den_ngay": last,
            "ty_le_moc": share,
            "ky_bao_cao": one.ky_bao_cao,
        }
        found.append(BanSao(one.id if copied else None, changes))
    for so, fault in period_faults(form.draft.nam, spans):
        place = {"ngay_nguoc": "den", "ty_le_sai": "moc"}.get(fault, "tu")
        form.refuse(f"dot-{so}-{place}", f"Đợt {so}", WORDS[fault])
    return found


def duties(form: TypedYear) -> list[BanSao]:
    """What must be handed in, with its days and the paper that asks for it."""
    return [_duty(form, one) for one in form.draft.nghia_vu if form.kept(f"nv-{one.id}")]


def _duty(form: TypedYear, one: NghiaVuCu) -> BanSao:
    name, label = f"nv-{one.id}", one.ten.text
    opening, due = _pair(form, name, label)
    types = {
        loai: _pair(form, f"nvl-{one.id}-{loai}", f"{label}, {unit_type(loai)}")
        for loai, _, _ in one.theo_loai
    }
    changes: dict[str, object] = {
        "code": one.code,
        "ten": one.ten.text,
        "mo_tu": opening,
        "han": due,
        "van_ban_so": form.text(f"{name}-so", label, limit=SHORT_LIMIT),
        "van_ban_ngay": form.day(f"{name}-ngay", label, need=False),
        "van_ban_trich_yeu": form.text(f"{name}-trich-yeu", label),
    }
    copied = form.draft.tu_nam is not None
    complete = {loai: (a, b) for loai, (a, b) in types.items() if a and b}
    return BanSao(one.id if copied else None, changes, complete)


def _pair(form: TypedYear, name: str, label: str) -> tuple[date | None, date | None]:
    """Opening and due day; a due day before the opening is refused at its field."""
    opening, due = form.day(f"{name}-mo", label), form.day(f"{name}-han", label)
    if opening and due and due < opening:
        form.refuse(f"{name}-han", label, WORDS[Fault.DUE_BEFORE_OPENING])
    return opening, due
