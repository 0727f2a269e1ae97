"""What a certificate may be used for, asked of the signer's certificate by hand.

The checking library drops part of this rule (pyHanko 0.38.0), so it is given no requirement at all.
"""

from typing import Final

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

SIGNING_PURPOSES: Final = frozenset(
    {
        ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
        ExtendedKeyUsageOID.EMAIL_PROTECTION,
        x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"),  # RFC 9336 document signing
        x509.ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),  # Microsoft document signing
        x509.ObjectIdentifier("1.2.840.113583.1.1.5"),  # Adobe authentic documents
    }
)


def _usage(signer: x509.Certificate) -> x509.KeyUsage | None:
    return next((one.value for one in signer.extensions if isinstance(one.value, x509.KeyUsage)), None)


def _purposes(signer: x509.Certificate) -> set[x509.ObjectIdentifier] | None:
    return next(
        (set(one.value) for one in signer.extensions if isinstance(one.value, x509.ExtendedKeyUsage)), None
    )


def _signs(usage: x509.KeyUsage) -> bool:
    return usage.content_commitment or usage.digital_signature


def is_for_login(signer: x509.Certificate) -> bool:
    """Whether its only named purpose that serves is logging in (docs/adr/0015)."""
    purposes = _purposes(signer) or set()
    return ExtendedKeyUsageOID.CLIENT_AUTH in purposes and not SIGNING_PURPOSES & purposes


def purpose_fault(signer: x509.Certificate) -> str:
    """Why the certificate does not serve for signing documents; empty where it does.

    Without a key usage (RFC 5280, 4.2.1.3) or an extended one (4.2.1.12) nothing is forbidden; but a
    certificate for logging in serves only where its key usage names the signature.
    """
    usage, purposes = _usage(signer), _purposes(signer)
    if usage is not None and not _signs(usage):
        return "Chứng thư không được cấp để ký (thiếu mục đích chữ ký số, chống chối bỏ)."
    if purposes is None or SIGNING_PURPOSES & purposes:
        return ""
    if is_for_login(signer) and usage is not None:
        return ""
    return "Chứng thư được cấp cho việc khác (máy chủ, phần mềm, dấu thời gian), không để ký văn bản."
