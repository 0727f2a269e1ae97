"""The papers in the wizard: the head of the plan, its lines, the grounds."""

from collections.abc import Iterator
from datetime import date

from thidua.caidat.forms.ban_dau import GROUND_PARTS, NEW_GROUNDS
from thidua.caidat.forms.typed import SHORT_LIMIT, TypedYear
from thidua.core.legal import ground_rank
from thidua.namthidua.actions.mo_nam import BanSao
from thidua.namthidua.queries.ban_mo_nam import CanCuCu
from thidua.web.forms import LINE_LIMIT

NEW_GROUND_FOR = "ke_hoach"
"""The kind of paper that prints a ground added here; the register says for which others."""


def head(form: TypedYear) -> dict[str, object]:
    """The head of the plan and who signs it; the number and the day are left to the clerk."""
    return {
        "chu_de": form.text("chu_de", "Chủ đề"),
        "ke_hoach_ky_hieu": form.text("ky_hieu", "Ký hiệu", limit=SHORT_LIMIT, need=True),
        "ke_hoach_trich_yeu": form.text("trich_yeu", "Trích yếu", one_line=False),
        "co_quan_ban_hanh": "\n".join(form.printed("co_quan_ban_hanh", "Cơ quan ban hành")),
        "dia_danh": form.text("dia_danh", "Địa danh", limit=LINE_LIMIT),
        "quyen_han_ky": "\n".join(form.printed("quyen_han_ky", "Quyền hạn, chức vụ người ký")),
        "nguoi_ky": form.text("nguoi_ky", "Người ký", limit=LINE_LIMIT),
        "la_mau": form.draft.dau.la_mau,
    }


def lines(form: TypedYear) -> list[BanSao]:
    """The lines of the plan that still say something."""
    found = []
    for place, line in enumerate(form.draft.dong, 1):
        text = form.text(f"kh-{line.id}", f"Kế hoạch, dòng {place}", one_line=False)
        if text:
            found.append(BanSao(line.id, {"noi_dung": text}))
    return found


def grounds(form: TypedYear) -> list[BanSao]:
    """Those that stay in their order, a new one before the first that ranks lower."""
    found = [(ground_rank(one.ten_loai, one.co_quan, one.ngay), row) for one, row in _kept_grounds(form)]
    for row in _new_grounds(form):
        kind, issuer, day = (row.doi[part] for part in ("ten_loai", "co_quan", "ngay"))
        rank = ground_rank(str(kind), str(issuer), day if isinstance(day, date) else None)
        place = next((n for n, (other, _) in enumerate(found) if other > rank), len(found))
        found.insert(place, (rank, row))
    return [row for _, row in found]


def _new_grounds(form: TypedYear) -> Iterator[BanSao]:
    for n in NEW_GROUNDS:
        name, label = f"cc-moi-{n}", f"Căn cứ thêm {n}"
        if not any(form.values[f"{name}-{part}"].strip() for part in GROUND_PARTS):
            continue
        yield BanSao(
            None,
            {
                "ten_loai": form.text(f"{name}-loai", label, limit=SHORT_LIMIT, need=True),
                "so_ky_hieu": form.text(f"{name}-so", label, limit=SHORT_LIMIT),
                "ngay": form.day(f"{name}-ngay", label, need=False),
                "co_quan": form.text(f"{name}-co-quan", label, limit=LINE_LIMIT, need=True),
                "trich_yeu": form.text(f"{name}-trich-yeu", label),
                "loai_van_ban": NEW_GROUND_FOR,
            },
        )


def _kept_grounds(form: TypedYear) -> Iterator[tuple[CanCuCu, BanSao]]:
    for one in form.draft.can_cu:
        name, label = f"cc-{one.id}", f"{one.ten_loai} số {one.so_ky_hieu}"
        changes: dict[str, object] = {
            "so_ky_hieu": form.text(f"{name}-so", label, limit=SHORT_LIMIT, need=form.kept(name)),
            "ngay": form.day(f"{name}-ngay", label, need=False),
            "trich_yeu": form.text(f"{name}-trich-yeu", label),
        }
        if form.kept(name):
            yield one, BanSao(one.id, changes)
