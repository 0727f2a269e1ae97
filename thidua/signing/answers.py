"""OCSP answers: what a certification service said of one certificate at one moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

LONGEST: Final = timedelta(days=7)
"""How long an answer holds that promises no next one."""
_STRONG: Final = (hashes.SHA256, hashes.SHA384, hashes.SHA512)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said: when, until when it holds, and the day of revocation if it was one."""

    told: datetime
    until: datetime
    revoked: datetime | None


def answers_about(
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    answers: Iterable[ocsp.OCSPResponse],
    received: datetime,
) -> Iterator[Answer]:
    """The answers about a certificate that its issuer, or a responder the issuer named, signed.

    One from after `received` is passed over, and so is "unknown".
    """
    for found in answers:
        responder = _responder(found, issuer)
        if responder is None or not _is_signed_by(found, responder):
            continue
        for one in found.responses:
            if not responder.not_valid_before_utc <= one.this_update_utc <= responder.not_valid_after_utc:
                continue
            tells = one.certificate_status is not ocsp.OCSPCertStatus.UNKNOWN
            if tells and one.this_update_utc <= received and _is_about(one, certificate, issuer):
                until = one.next_update_utc or one.this_update_utc + LONGEST
                yield Answer(one.this_update_utc, until, one.revocation_time_utc)


def _is_about(one: ocsp.OCSPSingleResponse, certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    if one.serial_number != certificate.serial_number:
        return False
    # A request built for the pair holds the same two fingerprints.
    asked = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, one.hash_algorithm).build()
    return (asked.issuer_name_hash, asked.issuer_key_hash) == (one.issuer_name_hash, one.issuer_key_hash)


def _responder(found: ocsp.OCSPResponse, issuer: x509.Certificate) -> x509.Certificate | None:
    """The issuer itself, or the certificate it gave a responder for this purpose."""
    for one in (issuer, *found.certificates):
        named = found.responder_name == one.subject if found.responder_name else _has_key(found, one)
        if named and (one == issuer or _may_answer(one, issuer)):
            return one
    return None


def _has_key(found: ocsp.OCSPResponse, one: x509.Certificate) -> bool:
    return found.responder_key_hash == x509.SubjectKeyIdentifier.from_public_key(one.public_key()).digest


def _may_answer(one: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        purposes = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        one.verify_directly_issued_by(issuer)
    except Exception:  # no purpose is named, or another key signed it
        return False
    return ExtendedKeyUsageOID.OCSP_SIGNING in purposes


def _is_signed_by(found: ocsp.OCSPResponse, responder: x509.Certificate) -> bool:
    digest, key = found.signature_hash_algorithm, responder.public_key()
    if not isinstance(digest, _STRONG):
        return False
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(found.signature, found.tbs_response_bytes, padding.PKCS1v15(), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(found.signature, found.tbs_response_bytes, ec.ECDSA(digest))
        else:
            return False
    except Exception:  # another signature, or one of a kind that is not supported
        return False
    return True
