"""A small certification service made for the tests: root, intermediate, signers, timestamps, lists.

The clock of these tests stands at `NOW`. Keys are made once a run.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

NOW = datetime(2023, 6, 22, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
YEAR = timedelta(days=365)

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Party:
    """A certificate with its key."""

    def __init__(self, certificate: x509.Certificate, key: Key) -> None:
        self.certificate = certificate
        self.key = key

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def for_library(self) -> asn1.Certificate:
        return asn1.Certificate.load(self.der)

    @property
    def key_for_library(self) -> keys.PrivateKeyInfo:
        der = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return keys.PrivateKeyInfo.load(der)


def name(common: str, office: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, common)]
    if office:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, office))
    return x509.Name(parts)


def _usage(**given: bool) -> x509.KeyUsage:
    sorts = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{sort: given.get(sort, False) for sort in sorts})


SIGNING = _usage(digital_signature=True, content_commitment=True)
STAMPING = (ExtendedKeyUsageOID.TIME_STAMPING,)
SECRETS_ONLY = _usage(key_encipherment=True)
_ISSUING = _usage(key_cert_sign=True, crl_sign=True)


def authority(common: str, issuer: Party | None = None) -> Party:
    """A certification authority of twenty years; a root without `issuer`."""
    days = NOW - 10 * YEAR, NOW + 10 * YEAR
    return _issue(name(common, "Tổ chức cấp thử"), issuer, _ISSUING, is_authority=True, days=days)


def signer(
    common: str,
    issuer: Party | None,
    *,
    usage: x509.KeyUsage | None = SIGNING,
    purposes: Iterable[x509.ObjectIdentifier] = (),
    days: tuple[datetime, datetime] | None = None,
    key: Key | None = None,
    places: str = "",
) -> Party:
    """Somebody who signs; without `issuer` the certificate is signed with its own key.

    `places` is an address under which the certificate says that lists, answers and its issuer are to be had.
    """
    subject = name(common, "Ủy ban nhân dân phường Đoàn Kết")
    return _issue(subject, issuer, usage, purposes=purposes, days=days, key=key, places=places)


def _where(address: str) -> Iterable[x509.ExtensionType]:
    named = [x509.UniformResourceIdentifier(address)]
    yield x509.CRLDistributionPoints([x509.DistributionPoint(named, None, None, None)])
    yield x509.AuthorityInformationAccess(
        [
            x509.AccessDescription(sort, named[0])
            for sort in (AuthorityInformationAccessOID.OCSP, AuthorityInformationAccessOID.CA_ISSUERS)
        ]
    )


def _issue(
    subject: x509.Name,
    issuer: Party | None,
    usage: x509.KeyUsage | None,
    *,
    is_authority: bool = False,
    purposes: Iterable[x509.ObjectIdentifier] = (),
    days: tuple[datetime, datetime] | None = None,
    key: Key | None = None,
    places: str = "",
) -> Party:
    key = key or ec.generate_private_key(ec.SECP256R1())
    first, last = days or (NOW - YEAR, NOW + YEAR)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if usage:
        builder = builder.add_extension(usage, critical=True)
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(list(purposes)), critical=False)
    for extension in _where(places) if places else ():
        builder = builder.add_extension(extension, critical=False)
    return Party(builder.sign(issuer.key if issuer else key, SHA256()), key)


def revocation_list(
    issuer: Party,
    revoked: dict[Party, datetime] | None = None,
    *,
    at: datetime = NOW - DAY,
    until: datetime | None = None,
    extensions: Iterable[tuple[x509.ExtensionType, bool]] = (),
    key: Key | None = None,
) -> bytes:
    """A list as DER, issued `at`, the next one promised a week later."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(at)
        .next_update(until or at + 7 * DAY)
    )
    for party, day in (revoked or {}).items():
        line = x509.RevokedCertificateBuilder().serial_number(party.certificate.serial_number)
        builder = builder.add_revoked_certificate(line.revocation_date(day).build())
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(key or issuer.key, SHA256()).public_bytes(Encoding.DER)


def answer(
    issuer: Party,
    party: Party,
    *,
    revoked: datetime | None = None,
    at: datetime = NOW - timedelta(hours=2),
    until: datetime | None = NOW + DAY,
    responder: Party | None = None,
) -> bytes:
    """An OCSP answer about a certificate, signed by its issuer or by a responder that comes along."""
    status = ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD
    builder = ocsp.OCSPResponseBuilder().add_response(
        party.certificate, issuer.certificate, SHA1(), status, at, until, revoked, None
    )
    who = responder or issuer
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, who.certificate)
    if responder:
        builder = builder.certificates([responder.certificate])
    return builder.sign(who.key, SHA256()).public_bytes(Encoding.DER)


class Town:
    """The parties that the tests sign with."""

    def __init__(self) -> None:
        self.root = authority("Chứng thực số gốc thử")
        self.middle = authority("Chứng thực số cơ quan thử", self.root)
        self.head = signer("Nguyễn Văn Đoàn", self.middle)
        self.other = signer("Rơ Châm H’Linh", self.middle)
        self.revoked = signer("Người bị thu hồi", self.middle)
        self.expired = signer("Người hết hạn", self.middle, days=(NOW - 2 * YEAR, NOW - 10 * DAY))
        self.early = signer("Người chưa đến hạn", self.middle, days=(NOW + 10 * DAY, NOW + YEAR))
        self.server = signer("may-chu.noibo", self.middle, purposes=[ExtendedKeyUsageOID.SERVER_AUTH])
        self.token = signer("Người dùng thẻ", self.middle, purposes=[ExtendedKeyUsageOID.CLIENT_AUTH])
        self.secrets = signer("Chỉ để mã hóa", self.middle, usage=SECRETS_ONLY)
        self.alone = signer("Tự ký", None)
        self.stranger_root = authority("Gốc lạ")
        self.stranger = signer("Người lạ", self.stranger_root)
        self.revoked_middle = authority("Cơ quan bị thu hồi", self.root)
        self.false_middle = authority("Chứng thực số cơ quan thử")
        self.forged = signer("Người mạo danh", self.false_middle)
        self.under_revoked = signer("Người dưới cơ quan bị thu hồi", self.revoked_middle)

    @cached_property
    def weak(self) -> Party:
        return signer("Khóa ngắn", self.middle, key=rsa.generate_private_key(65537, 1024))

    @cached_property
    def _long_key(self) -> rsa.RSAPrivateKey:
        # The library's own timestamp service for tests signs with RSA alone.
        return rsa.generate_private_key(65537, 2048)

    @cached_property
    def stamper(self) -> Party:
        return signer("Dấu thời gian thử", self.middle, purposes=STAMPING, key=self._long_key)

    @cached_property
    def strange_stamper(self) -> Party:
        return signer("Dấu lạ", self.stranger_root, purposes=STAMPING, key=self._long_key)

    @cached_property
    def responder(self) -> Party:
        return signer("Dịch vụ OCSP thử", self.middle, purposes=[ExtendedKeyUsageOID.OCSP_SIGNING])

    @cached_property
    def plain_token(self) -> Party:
        return signer("Chỉ để đăng nhập", self.middle, usage=None, purposes=[ExtendedKeyUsageOID.CLIENT_AUTH])

    def root_list(self, **given: datetime) -> bytes:
        return revocation_list(self.root, {self.revoked_middle: NOW - 30 * DAY}, **given)

    def list(self, **given: datetime) -> bytes:
        return revocation_list(self.middle, {self.revoked: NOW - 30 * DAY}, **given)


@cache
def town() -> Town:
    return Town()


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    """Write files of the trust folder, named as `goc/a.cer`."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def trusted(folder: Path, *, lists: bool = True, middle: bool = True) -> Path:
    """The folder of a town that trusts the test's root."""
    here = town()
    files = {"goc/goc.cer": here.root.der}
    if middle:
        files["trung-gian/co-quan.pem"] = here.middle.pem
        files["trung-gian/thu-hoi.der"] = here.revoked_middle.der
    if lists:
        files["crl/goc.crl"] = here.root_list()
        files["crl/co-quan.crl"] = here.list()
    return lay(folder, files)
