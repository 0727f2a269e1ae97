"""What a unit's own paper must have before it goes to the head."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PaperRule:
    """Which parts an obligation asks for; `nil` tells whether "không phát sinh" is an answer to it."""

    so: bool
    ngay: bool
    tep: bool
    nil: bool


TASK = "nhiem_vu_rieng_"
"""Begin of the code of a task given to named units; its number follows."""

RULES = {
    # The unit's plan is a numbered paper of its own, signed by its head.
    "ke_hoach": PaperRule(so=True, ngay=True, tep=True, nil=False),
    # The giao ước bears no number; the day is that of the signing.
    "giao_uoc": PaperRule(so=False, ngay=True, tep=True, nil=False),
    "khen_dot": PaperRule(so=False, ngay=False, tep=True, nil=True),
}

_TASK_RULE = PaperRule(so=False, ngay=False, tep=True, nil=True)


def is_task(loai: str) -> bool:
    """Whether the obligation is a task of named units: `nhiem_vu_rieng_<n>`."""
    return loai.startswith(TASK) and loai[len(TASK) :].isdigit()


def rule_of(loai: str) -> PaperRule:
    """What the obligation asks of the unit's paper. Raises KeyError for one that carries no paper."""
    return _TASK_RULE if is_task(loai) else RULES[loai]


def missing(
    loai: str, *, so: str, ngay: date | None, has_file: bool, khong_phat_sinh: bool, today: date
) -> tuple[str, ...]:
    """What the paper still lacks, as field names with a reason: `thieu_so`, `thieu_ngay`, `thieu_tep`,
    `ngay_sau_hom_nay`, `nil_co_tep`. Raises KeyError for an obligation that carries no paper.
    """
    rule = rule_of(loai)
    if rule.nil and khong_phat_sinh:
        return ("nil_co_tep",) if has_file else ()
    found = []
    if rule.so and not so:
        found.append("thieu_so")
    if rule.ngay and ngay is None:
        found.append("thieu_ngay")
    if ngay is not None and ngay > today:
        found.append("ngay_sau_hom_nay")
    if rule.tep and not has_file:
        found.append("thieu_tep")
    return tuple(found)
