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
        # Vietnamese providers issue tokens of officials with this one alone.
        ExtendedKeyUsageOID.CLIENT_AUTH,
        x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"),  # RFC 9336 document signing
        x509.ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),  # Microsoft document signing
        x509.ObjectIdentifier("1.2.840.113583.1.1.5"),  # Adobe authentic documents
    }
)


def purpose_fault(signer: x509.Certificate) -> str:
    """Why the certificate does not serve for signing documents; empty where it does.

    Without a key usage (RFC 5280, 4.2.1.3) or an extended one (4.2.1.12) nothing is forbidden.
    """
    for extension in signer.extensions:
        value = extension.value
        if isinstance(value, x509.KeyUsage) and not (value.content_commitment or value.digital_signature):
            return "Chứng thư không được cấp để ký (thiếu mục đích chữ ký số, chống chối bỏ)."
        if isinstance(value, x509.ExtendedKeyUsage) and not SIGNING_PURPOSES & set(value):
            return "Chứng thư được cấp cho việc khác (máy chủ, phần mềm, dấu thời gian), không để ký văn bản."
    return ""
