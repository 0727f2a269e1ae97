"""Reading the dated rules that registered titles are held against."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from thidua.core import legal
from thidua.namthidua.queries import quy_dinh
from thidua.namthidua.queries.quy_dinh import QuyDinhRow


def rules_on(session: Session, codes: Iterable[str], day: date) -> dict[str, QuyDinhRow | None]:
    """The rule in force on the day under each code, None where nobody entered one; one statement."""
    found = quy_dinh.rules(session)
    return {code: legal.rule_on(found, code, day) for code in codes}
