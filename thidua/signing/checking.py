"""Checking the signatures of a PDF, offline.

With `facts` and `weighing` the only modules that load pyHanko; they are imported inside functions.
"""

import asyncio
import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko.version import __version__
from pyhanko_certvalidator import ValidationContext

from thidua.core.calendar import local_day
from thidua.signing.embedded import Material, material_of
from thidua.signing.facts import Facts, algorithm, described, named, office, sourced, stamped_by
from thidua.signing.revocation import Evidence, revocation_of
from thidua.signing.trust import Snapshot
from thidua.signing.trust_files import as_der
from thidua.signing.verdicts import KetLuan, KetQua
from thidua.signing.weighing import (
    notes_on_evidence,
    notes_on_purpose,
    notes_on_time,
    notes_on_updates,
    weighed,
)

LIBRARY: Final = f"pyHanko {__version__}"
MAX_SIGNATURES: Final = 10
MAX_REVISIONS: Final = 50
MAX_EMBEDDED: Final = 40
"""Certificates inside one signature; more are a trap, not a chain."""

_LOG: Final = logging.getLogger(__name__)
# What it finds wrong with a file comes back as a verdict; its own tale of each would fill the office's log.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

_LEVELS: Final = {
    ModificationLevel.NONE: "khong",
    ModificationLevel.LTA_UPDATES: "luu_tru",
    ModificationLevel.FORM_FILLING: "bieu_mau",
    ModificationLevel.ANNOTATIONS: "chu_giai",
    ModificationLevel.OTHER: "khac",
}
_COVERAGE: Final = {
    SignatureCoverageLevel.UNCLEAR: "khong_ro",
    SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START: "mot_phan",
    SignatureCoverageLevel.ENTIRE_REVISION: "phien_ban",
    SignatureCoverageLevel.ENTIRE_FILE: "ca_tep",
}
# Requirements on the key are looked at by hand: see purposes.
_ANY_KEY: Final = KeyUsageConstraints(key_usage=frozenset())


def check(content: bytes, trust: Snapshot, at: datetime) -> tuple[KetLuan, ...]:
    """One verdict for each signature in the order of signing, or one for the whole file.

    Raises whatever else the reader raises for a file that is no sound PDF.
    """
    try:
        reader = _opened(content)
    except PdfReadError:
        return (unreadable(at),)
    if reader is None:
        return (_of_file(KetQua.KHONG_DOC_DUOC, at, "Tệp có đặt mật khẩu."),)
    fields = [found for _, found, _ in enumerate_sig_fields(reader, filled_status=True)]
    if len(fields) > MAX_SIGNATURES:
        sentence = f"Tệp có {len(fields)} chữ ký số, nhiều hơn {MAX_SIGNATURES}; chương trình không kiểm."
        return (_of_file(KetQua.KHONG_DOC_DUOC, at, sentence),)
    if reader.xrefs.total_revisions > MAX_REVISIONS:
        return (too_many_revisions(reader.xrefs.total_revisions, at),)
    found = list(reader.embedded_regular_signatures)
    judge = _Judge(trust, material_of(reader), at)
    # A thread of its own: the caller's may already run a loop.
    with ThreadPoolExecutor(1) as pool:
        judged = pool.submit(asyncio.run, judge.all_of(found)).result()
    return tuple(judged) + _other_sorts(reader, fields, len(found), at)


def too_many_revisions(count: int, at: datetime) -> KetLuan:
    """The verdict of a file that was written over too often."""
    sentence = f"Tệp có {count} lần ghi thêm, nhiều hơn {MAX_REVISIONS}; chương trình không kiểm."
    return _of_file(KetQua.KHONG_DOC_DUOC, at, sentence)


def unreadable(at: datetime, sentence: str = "Tệp PDF hỏng hoặc không đọc được.") -> KetLuan:
    """The verdict of a file that cannot be read."""
    return _of_file(KetQua.KHONG_DOC_DUOC, at, sentence)


def _of_file(ket_qua: KetQua, at: datetime, *ghi_chu: str) -> KetLuan:
    return KetLuan(ket_qua, at, LIBRARY, ghi_chu)


def _opened(content: bytes) -> PdfFileReader | None:
    """Strictly where possible; None for an encrypted file; raises PdfReadError.

    A file with two kinds of tables at once shows different readers different pages, and is never taken.
    """
    try:
        reader = PdfFileReader(BytesIO(content))
    except PdfReadError:
        reader = PdfFileReader(BytesIO(content), strict=False)
    if reader.encrypted:
        return None
    if reader.xrefs.hybrid_xrefs_present:
        raise PdfReadError("hybrid references")
    return reader


def _other_sorts(reader: PdfFileReader, fields: list[Any], checked: int, at: datetime) -> tuple[KetLuan, ...]:
    """Verdicts for what is filled in but is no signature of a kind that can be checked."""
    kinds = [str(found.get_object().get("/SubFilter", "")) for found in fields]
    weak = [kind for kind in kinds if kind.endswith("sha1")]
    stamps = len(reader.embedded_timestamp_signatures)
    verdicts = [
        _of_file(KetQua.THUAT_TOAN_YEU, at, f"Kiểu chữ ký cũ {kind[1:]} dùng SHA-1.") for kind in weak
    ]
    verdicts += [
        _of_file(KetQua.KHONG_DOC_DUOC, at, "Kiểu chữ ký này chương trình không kiểm được.")
        for _ in range(len(fields) - checked - stamps - len(weak))
    ]
    if verdicts or checked:
        return tuple(verdicts)
    note = "Tệp chỉ có dấu thời gian." if stamps else ""
    if not stamps and next(iter(enumerate_sig_fields(reader, filled_status=False)), None):
        note = "Tệp có ô chữ ký nhưng chưa ai ký."
    return (_of_file(KetQua.KHONG_CO_CHU_KY, at, *([note] if note else [])),)


# --- one signature ---------------------------------------------------------------------------------


class _Judge:
    def __init__(self, trust: Snapshot, carried: Material, at: datetime) -> None:
        self._at = at.astimezone(UTC)
        self._evidence = Evidence(trust.lists, carried.lists, carried.answers)
        self._roots = [_for_library(one) for one in trust.roots]
        self._others = [_for_library(one) for one in (*trust.intermediates, *carried.certificates)]

    async def all_of(self, found: Iterable[EmbeddedPdfSignature]) -> list[KetLuan]:
        """The verdicts in the order given; one that cannot be read hides none of the others."""
        verdicts = []
        for one in found:
            try:
                verdicts.append(await self._of(one))
            except Exception:  # whatever a spoiled signature makes the libraries do
                _LOG.warning("a signature could not be read", exc_info=True)
                sentence = "Chữ ký trong tệp hỏng hoặc không đọc được."
                verdicts.append(replace(unreadable(self._at, sentence), o_ky=one.field_name))
        return verdicts

    def _context(self, moment: datetime) -> ValidationContext:
        # The empty list too is given: left out, the operating system's trust list would be used.
        return ValidationContext(
            trust_roots=self._roots, other_certs=self._others, moment=moment, allow_fetching=False,
            revocation_mode="soft-fail",
        )  # fmt: skip

    async def _of(self, found: EmbeddedPdfSignature) -> KetLuan:
        if len(found.other_embedded_certs) > MAX_EMBEDDED:
            return replace(unreadable(self._at, "Chữ ký kèm quá nhiều chứng thư."), o_ky=found.field_name)
        whole = await self._validated(found, self._at, skip_diff=False)
        stamp = whole.timestamp_validity
        stamped = stamp.timestamp if stamp and stamp.intact and stamp.valid and stamp.trusted else None
        moment = min(stamped, self._at) if stamped else self._at
        # A proved time is the one at which the chain has to hold.
        status = await self._validated(found, moment, skip_diff=True) if stamped else whole
        chain = _chain_of(status)
        revocation = revocation_of(chain, self._evidence, moment, self._at)
        signer = x509.load_der_x509_certificate(found.signer_cert.dump())
        return self._concluded(found, Facts(whole, status, signer, chain, revocation, stamped, moment))

    async def _validated(
        self, found: EmbeddedPdfSignature, moment: datetime, *, skip_diff: bool
    ) -> PdfSignatureStatus:
        return await async_validate_pdf_signature(
            found,
            signer_validation_context=self._context(moment),
            ts_validation_context=self._context(self._at),
            key_usage_settings=_ANY_KEY,
            skip_diff=skip_diff,
        )

    def _concluded(self, found: EmbeddedPdfSignature, facts: Facts) -> KetLuan:
        ket_qua, notes = weighed(facts)
        level = facts.whole.modification_level
        claimed = facts.whole.signer_reported_dt
        return KetLuan(
            ket_qua,
            self._at,
            LIBRARY,
            (*notes, *_remarks(facts)),
            found.field_name,
            named(facts.signer.subject, NameOID.COMMON_NAME),
            named(facts.signer.subject, NameOID.TITLE),
            office(facts.signer.subject),
            f"{facts.signer.serial_number:X}",
            named(facts.signer.issuer, NameOID.COMMON_NAME),
            facts.stamped or _aware(claimed),
            facts.stamped is not None,
            stamped_by(facts),
            tuple(described(one) for one in facts.chain),
            facts.revocation.known,
            local_day(facts.revocation.newest) if facts.revocation.newest else None,
            _COVERAGE.get(facts.whole.coverage, "") if facts.whole.coverage else "",
            _LEVELS[level] if level is not None else "",
            algorithm(facts),
            tuple(sourced(facts)),
        )


def _remarks(facts: Facts) -> Iterator[str]:
    for notes in (notes_on_purpose, notes_on_time, notes_on_evidence, notes_on_updates):
        yield from notes(facts)


def _for_library(found: x509.Certificate) -> Any:
    return asn1.Certificate.load(as_der(found))


def _chain_of(status: PdfSignatureStatus) -> tuple[x509.Certificate, ...]:
    path = status.validation_path
    return tuple(x509.load_der_x509_certificate(one.dump()) for one in path) if path else ()


def _aware(claimed: datetime | None) -> datetime | None:
    return claimed.replace(tzinfo=UTC) if claimed and claimed.tzinfo is None else claimed
