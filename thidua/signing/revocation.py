"""Whether the certificates of a chain were revoked, as far as the lists at hand say.

Read with cryptography rather than with the checking library: a list of 30 000 lines takes that one more
than a second, and it counts a revocation that came after the moment asked about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from thidua.signing.trust_files import is_authority, issued


@dataclass(frozen=True, slots=True)
class Revocation:
    """What the lists say of a whole chain at a moment.

    `revoked` is the certificate's place in the chain with the day of its revocation; `known` whether current
    lists cover every certificate below the root; `newest` the day of the newest list of the signer's issuer.
    """

    revoked: tuple[int, datetime] | None
    known: bool
    newest: datetime | None


def revocation_of(
    chain: Sequence[x509.Certificate], lists: Iterable[x509.CertificateRevocationList], at: datetime
) -> Revocation:
    """Judge a chain from root to signer at a moment; an outdated list still says what it revoked."""
    at_hand = tuple(lists)
    known, newest = len(chain) > 1, None
    revoked: tuple[int, datetime] | None = None
    for place in range(1, len(chain)):
        told = [one for one in at_hand if _speaks_of(one, chain[place], chain[place - 1])]
        days = [day for one in told if (day := _revoked_on(one, chain[place].serial_number, at))]
        if days and revoked is None:
            revoked = place, min(days)
        known = known and any(_is_current(one, at) for one in told)
        newest = max((one.last_update_utc for one in told), default=None)
    return Revocation(revoked, known, newest)


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
