"""Whom the town trusts: certificates brought in, compared, taken out; each act with its line in the log.

The folder is changed first and the line follows in the same unit of work; a refusal changes neither.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.nhatky.actions import record
from thidua.signing.trust import TrustStore

THING = "tin_cay"


def receive(
    session: Session, actor: Actor, store: TrustStore, content: bytes, name: str, *, at: datetime
) -> tuple[str, ...]:
    """Take in a file; what happened, in sentences. Raises TrustRefused."""
    happened = store.receive(content)
    note = " ".join(happened)
    record(session, actor, "nap_tin_cay", THING, at=at, sau={"tep": name, "viec": happened}, ghi_chu=note)
    return happened


def confirm(
    session: Session, actor: Actor, store: TrustStore, van_tay: str, compared_with: str, *, at: datetime
) -> None:
    """Trust a waiting root, its fingerprint compared with somebody. Raises TrustRefused."""
    entry = store.confirm(van_tay)
    facts = {"van_tay": van_tay, "ten": entry.ten, "doi_chieu": compared_with}
    note = f"{entry.ten}; đối chiếu: {compared_with}"
    record(session, actor, "doi_chieu_tin_cay", THING, at=at, sau=facts, ghi_chu=note)


def remove(
    session: Session, actor: Actor, store: TrustStore, noi: str, tep: str, reason: str, *, at: datetime
) -> None:
    """Move a file aside. Raises TrustRefused."""
    kept_as = store.remove(noi, tep)
    facts = {"tep": f"{noi}/{tep}", "cat_tai": kept_as, "ly_do": reason}
    record(session, actor, "go_tin_cay", THING, at=at, truoc=facts, ghi_chu=f"{noi}/{tep}: {reason}")
