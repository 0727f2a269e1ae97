"""Signatures in PDFs, and short codes that lead from a printed paper back to its text.

Importing this package loads no foreign library; each part loads its own at the first call.
"""

import logging
from datetime import datetime
from pathlib import Path

from thidua.signing.trust import TrustStore
from thidua.signing.verdicts import CAUTION, KetLuan, KetQua

__all__ = ["CAUTION", "KetLuan", "KetQua", "TrustStore", "verify"]

_LOG = logging.getLogger(__name__)


def verify(pdf: bytes | Path, trust: TrustStore, at: datetime) -> tuple[KetLuan, ...]:
    """Check every digital signature of a PDF as received at `at` (with its zone), offline; never empty.

    A file without signatures, or one that cannot be read, has one verdict of its own. Raises nothing that
    the file's contents could cause. Keep `as_dict()` of the first answer: after the certificates end, the
    same file cannot be proved again.
    """
    from thidua.signing import checking

    content = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    # Counted before any library walks the revisions; a linearised file has one mark more.
    revisions = content.count(b"startxref")
    if revisions > checking.MAX_REVISIONS + 1:
        return (checking.too_many_revisions(revisions, at),)
    try:
        return checking.check(content, trust.read(), at)
    except Exception:  # whatever a damaged file makes the libraries do
        _LOG.warning("a PDF could not be read for its signatures", exc_info=True)
        return (checking.unreadable(at),)
