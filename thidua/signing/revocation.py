"""Whether the certificates of a chain were revoked, as far as the lists and answers at hand say.

Read with cryptography rather than with the checking library: a list of 30 000 lines takes that one more
than a second, and it counts a revocation that came after the moment asked about.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.x509 import ocsp

from thidua.signing.answers import answers_about
from thidua.signing.trust_files import is_authority, issued

TOWNS_OWN: Final = "CRL"


@dataclass(frozen=True)
class Evidence:
    """Lists and OCSP answers at hand: those of the town's folder, and those that came inside the file."""

    lists: tuple[x509.CertificateRevocationList, ...] = ()
    carried: tuple[x509.CertificateRevocationList, ...] = ()
    answers: tuple[ocsp.OCSPResponse, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What told that a certificate of the chain was not revoked: its place, the sort, and its day."""

    place: int
    sort: str
    told: datetime


@dataclass(frozen=True, slots=True)
class Revocation:
    """What the evidence says of a whole chain at a moment.

    `revoked` is the certificate's place in the chain with the day of its revocation; `known` whether current
    evidence covers every certificate below the root; `newest` the day of the newest word of the
    signer's issuer.
    """

    revoked: tuple[int, datetime] | None
    known: bool
    newest: datetime | None
    sources: tuple[Source, ...] = ()


def revocation_of(
    chain: Sequence[x509.Certificate], evidence: Evidence, at: datetime, received: datetime
) -> Revocation:
    """Judge a chain from root to signer at a moment; outdated evidence still says what it revoked.

    Lists inside the file that were issued after `received` are passed over, like such answers.
    """
    whole = _Whole()
    for place in range(1, len(chain)):
        whole.add(place, list(_words(chain[place], chain[place - 1], evidence, at, received)))
    return Revocation(whole.revoked, whole.known and len(chain) > 1, whole.newest, tuple(whole.sources))


@dataclass(frozen=True, slots=True)
class _Word:
    sort: str
    told: datetime
    revoked: datetime | None
    is_current: bool


@dataclass
class _Whole:
    revoked: tuple[int, datetime] | None = None
    known: bool = True
    newest: datetime | None = None
    sources: list[Source] = field(default_factory=list)

    def add(self, place: int, words: list[_Word]) -> None:
        days = [word.revoked for word in words if word.revoked]
        if days and self.revoked is None:
            self.revoked = place, min(days)
        current = [word for word in words if word.is_current]
        self.known = self.known and bool(current)
        self.newest = max((word.told for word in words), default=None)
        if current:
            best = max(current, key=lambda word: word.told)
            self.sources.append(Source(place, best.sort, best.told))


def _words(
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    evidence: Evidence,
    at: datetime,
    received: datetime,
) -> Iterator[_Word]:
    carried = [one for one in evidence.carried if one.last_update_utc <= received]
    for sort, lists in ((TOWNS_OWN, evidence.lists), ("CRL trong tệp", carried)):
        for one in lists:
            if _speaks_of(one, certificate, issuer):
                day = _revoked_on(one, certificate.serial_number, at)
                yield _Word(sort, one.last_update_utc, day, _is_current(one, at))
    for answer in answers_about(certificate, issuer, evidence.answers, received):
        day = answer.revoked if answer.revoked and answer.revoked <= at else None
        yield _Word("OCSP trong tệp", answer.told, day, answer.until >= at)


def _revoked_on(found: x509.CertificateRevocationList, serial: int, at: datetime) -> datetime | None:
    """The day of revocation, when that is not later than the moment asked about."""
    line = found.get_revoked_certificate_by_serial_number(serial)
    if line is None or line.revocation_date_utc > at:
        return None
    for extension in line.extensions:
        if isinstance(extension.value, x509.CRLReason):
            back = extension.value.reason is x509.ReasonFlags.remove_from_crl
            return None if back else line.revocation_date_utc
    return line.revocation_date_utc


def _is_current(found: x509.CertificateRevocationList, at: datetime) -> bool:
    """Whether the next list is not due at the moment; a delta, or a list of some reasons, is not enough."""
    point = _point(found)
    return (
        found.next_update_utc is not None
        and found.next_update_utc >= at
        and not any(isinstance(one.value, x509.DeltaCRLIndicator) for one in found.extensions)
        and not (point and point.only_some_reasons)
    )


def _speaks_of(
    found: x509.CertificateRevocationList, certificate: x509.Certificate, issuer: x509.Certificate
) -> bool:
    """Whether the list is the issuer's and of the certificate's sort and part."""
    if found.issuer != certificate.issuer or not _may_sign_lists(issuer) or not issued(issuer, found):
        return False
    return _is_in_scope(_point(found), certificate) and all(
        isinstance(one.value, x509.IssuingDistributionPoint | x509.DeltaCRLIndicator)
        for one in found.extensions
        if one.critical
    )


def _is_in_scope(point: x509.IssuingDistributionPoint | None, certificate: x509.Certificate) -> bool:
    if point is None:
        return True
    if point.indirect_crl or point.only_contains_attribute_certs:
        return False
    if point.only_contains_user_certs if is_authority(certificate) else point.only_contains_ca_certs:
        return False
    return not point.full_name or bool(set(point.full_name) & _points_of(certificate))


def _point(found: x509.CertificateRevocationList) -> x509.IssuingDistributionPoint | None:
    for one in found.extensions:
        if isinstance(one.value, x509.IssuingDistributionPoint):
            return one.value
    return None


def _points_of(certificate: x509.Certificate) -> set[x509.GeneralName]:
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        return set()
    return {name for point in points for name in point.full_name or ()}


def _may_sign_lists(issuer: x509.Certificate) -> bool:
    try:
        return issuer.extensions.get_extension_for_class(x509.KeyUsage).value.crl_sign
    except x509.ExtensionNotFound:
        return True
