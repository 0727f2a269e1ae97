"""What the checking library and the revocation lists found out about one signature, before it is weighed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID
from pyhanko.sign.validation.status import PdfSignatureStatus

from thidua.core.calendar import local_day
from thidua.core.viet import format_date
from thidua.signing.revocation import Revocation
from thidua.signing.verdicts import ChungThu


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checking library and the lists found, before it is weighed."""

    whole: PdfSignatureStatus
    """The first pass, at the moment of receipt, which looked at the bytes too."""
    status: PdfSignatureStatus
    """The pass at `moment`; the same as the first where no timestamp was proved."""
    signer: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    revocation: Revocation
    stamped: datetime | None
    moment: datetime


def named(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    """The parts of a name that are of one sort, one line."""
    return ", ".join(str(found.value) for found in name.get_attributes_for_oid(oid))


def office(name: x509.Name) -> str:
    """The unit and its organisation, from the smallest part to the whole, as on an envelope."""
    parts = (named(name, NameOID.ORGANIZATIONAL_UNIT_NAME), named(name, NameOID.ORGANIZATION_NAME))
    return ", ".join(part for part in parts if part)


def described(found: x509.Certificate) -> ChungThu:
    """A certificate as evidence keeps it."""
    return ChungThu(
        named(found.subject, NameOID.COMMON_NAME),
        office(found.subject),
        f"{found.serial_number:X}",
        found.fingerprint(SHA256()).hex().upper(),
        found.not_valid_before_utc,
        found.not_valid_after_utc,
    )


def stamped_by(facts: Facts) -> str:
    """Who gave the timestamp, proved or not; empty where there is none."""
    stamp = facts.whole.timestamp_validity
    if stamp is None:
        return ""
    return named(x509.load_der_x509_certificate(stamp.signing_cert.dump()).subject, NameOID.COMMON_NAME)


def sourced(facts: Facts) -> Iterator[str]:
    """For each certificate below the root, what told that it was not revoked."""
    for one in facts.revocation.sources:
        whose = named(facts.chain[one.place].subject, NameOID.COMMON_NAME)
        yield f"{whose}: {one.sort} ngày {format_date(local_day(one.told))}"


def algorithm(facts: Facts) -> str:
    """Key and digest, as `RSA 2048, SHA256`."""
    key = facts.signer.public_key()
    match key:
        case rsa.RSAPublicKey():
            size = f"RSA {key.key_size}"
        case ec.EllipticCurvePublicKey():
            size = f"EC {key.curve.name}"
        case _:
            size = type(key).__name__.strip("_")
    return f"{size}, {facts.whole.md_algorithm.upper()}"
