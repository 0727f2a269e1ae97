"""The consolidated report as the bytes of a file, from the database in one call: for the command line."""

from datetime import datetime

from sqlalchemy.orm import Session

from thidua.core.actor import Actor, Grant, Role
from thidua.core.calendar import KyBaoCao
from thidua.tonghop.compose import Ban, paper
from thidua.tonghop.queries import material

CONSOLE = Actor(0, "", "", frozenset({Grant(Role.THUONG_TRUC)}))
"""Who stands at the server itself and may read the office's files anyway; nothing is ever written by it."""


def docx(session: Session, actor: Actor, nam: int, ky: KyBaoCao, ban: Ban, *, at: datetime) -> bytes:
    """BC-NV or BC-UBND as .docx; raises what `tonghop.queries.material` raises."""
    from thidua.vanban.to_docx import to_bytes

    return to_bytes(paper(material(session, actor, nam, ky, at), ban))
