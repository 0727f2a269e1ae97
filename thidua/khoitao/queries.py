"""Reading whether the office is still empty, and whether a typed code is the one that the console shows."""

import hashlib
import hmac
from pathlib import Path

from sqlalchemy.orm import Session

from thidua.taikhoan.queries import has_no_account

PLACE = Path("bi-mat", "ma-khoi-tao")
"""Where, inside the instance, the digest of the code stands."""


def is_empty(session: Session) -> bool:
    """Whether nobody has an account yet: only then can the office be set up."""
    return has_no_account(session)


def digest(code: str) -> str:
    """What is kept of a code; blanks, hyphens and capitals make no difference."""
    bare = "".join(char for char in code.lower() if char.isalnum())
    return hashlib.sha256(bare.encode()).hexdigest()


def code_is_right(instance: Path, typed: str) -> bool:
    """Whether this is the code of the last start; False where none was issued."""
    try:
        kept = (instance / PLACE).read_text(encoding="ascii").strip()
    except OSError:
        return False
    return hmac.compare_digest(kept, digest(typed))
