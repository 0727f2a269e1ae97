"""Certificates and revocation lists as offices get them: .crt, .cer, .pem, .der, .p7b, .crl, PEM or DER."""

from collections.abc import Callable, Sequence

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

MAX_CERTIFICATES = 100
_PEM_LIST = b"-----BEGIN X509 CRL-----"


def certificates_in(content: bytes) -> tuple[x509.Certificate, ...]:
    """Every certificate in a file, each once; raises ValueError where there is none or too many."""
    readers: tuple[Callable[[bytes], Sequence[x509.Certificate]], ...] = (
        x509.load_pem_x509_certificates,
        lambda found: [x509.load_der_x509_certificate(found)],
        pkcs7.load_der_pkcs7_certificates,
        pkcs7.load_pem_pkcs7_certificates,
    )
    for read in readers:
        try:
            found = tuple(dict.fromkeys(read(content)))
        except Exception:  # the readers raise several kinds for what is of another form
            continue
        if 0 < len(found) <= MAX_CERTIFICATES and all(map(_is_whole, found)):
            return found
    raise ValueError("no certificate")


def list_in(content: bytes) -> x509.CertificateRevocationList:
    """The revocation list in a file; raises ValueError where it is none."""
    try:
        read = x509.load_pem_x509_crl if _PEM_LIST in content else x509.load_der_x509_crl
        found = read(content)
        _ = (found.issuer, found.last_update_utc, found.next_update_utc, found.extensions)
    except Exception as error:
        raise ValueError("no revocation list") from error
    return found


def as_der(found: x509.Certificate | x509.CertificateRevocationList) -> bytes:
    """The bytes that are kept."""
    return found.public_bytes(Encoding.DER)


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether it may issue certificates."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def is_root(certificate: x509.Certificate) -> bool:
    """Whether it is an authority that signed itself."""
    if not is_authority(certificate) or certificate.issuer != certificate.subject:
        return False
    try:
        certificate.verify_directly_issued_by(certificate)
    except Exception:  # a wrong signature, or one of an algorithm that is not supported
        return False
    return True


def issued(authority: x509.Certificate, found: x509.CertificateRevocationList) -> bool:
    """Whether the authority signed this revocation list."""
    if found.issuer != authority.subject:
        return False
    try:
        return found.is_signature_valid(authority.public_key())  # type: ignore[arg-type]
    except Exception:  # a key of a kind that signs no lists
        return False


def _is_whole(certificate: x509.Certificate) -> bool:
    try:
        _ = (certificate.subject.rfc4514_string(), certificate.extensions, certificate.not_valid_after_utc)
    except ValueError:
        return False
    return True
