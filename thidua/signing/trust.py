"""Whom the town trusts: the folder `tin-cay` of the instance with roots, intermediates and revocation lists.

It ships empty. Files may be laid into it by hand or by the administrator's page; what cannot be read is
reported and does no harm. Public trust anchors of the operating system are never used.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from cryptography import x509

Kind = Literal["goc", "trung-gian", "crl"]
Place = Literal["goc", "trung-gian", "crl", "cho-doi-chieu"]

KINDS: Final[tuple[Kind, ...]] = ("goc", "trung-gian", "crl")
WAITING: Final = "cho-doi-chieu"
"""Roots that were brought in and whose fingerprint nobody has compared yet; they are not trusted."""
ASIDE: Final = "da-go"
"""Where removed files go; nothing is deleted."""
MAX_CERTIFICATE_FILE: Final = 512 * 1024
MAX_LIST_FILE: Final = 20 * 1024 * 1024
MAX_FILES: Final = 500
"""Files that are read; the ones beyond are reported as of no use."""


class TrustRefused(Exception):
    """A file may not join the trusted ones; `message` is a Vietnamese sentence for the administrator."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class ChungThuTinCay:
    """A certificate of the folder as the administrator sees it."""

    noi: Place
    tep: str
    ten: str
    to_chuc: str
    cap_boi: str
    tu: datetime
    den: datetime
    van_tay: str
    """SHA-256 of the certificate, 64 hexadecimal capitals."""

    @property
    def van_tay_nhom(self) -> tuple[str, ...]:
        """The fingerprint in sixteen groups of four, to be read aloud by telephone."""
        return tuple(self.van_tay[place : place + 4] for place in range(0, 64, 4))


@dataclass(frozen=True, slots=True)
class DanhSachThuHoi:
    """A revocation list of the folder. `den` is the day the next one was promised for; None: not promised."""

    tep: str
    cap_boi: str
    tu: datetime
    den: datetime | None
    so_dong: int
    dung_chu_ky: bool
    """Whether an authority of the folder is known to have signed it; others are not used."""

    def is_current(self, at: datetime) -> bool:
        """Whether the next list is not due yet."""
        return self.den is not None and self.tu <= at <= self.den

    def days_old(self, at: datetime) -> int:
        """Whole days since it was issued."""
        return max(0, (at - self.tu).days)


@dataclass(frozen=True)
class Snapshot:
    """The folder as read at one moment."""

    roots: tuple["x509.Certificate", ...] = ()
    intermediates: tuple["x509.Certificate", ...] = ()
    lists: tuple["x509.CertificateRevocationList", ...] = field(default=(), repr=False)
    chung_thu: tuple[ChungThuTinCay, ...] = ()
    thu_hoi: tuple[DanhSachThuHoi, ...] = ()
    khong_doc_duoc: tuple[str, ...] = ()
    """Files, as `folder/name`, that are of no use."""


@dataclass(frozen=True, slots=True)
class TrustStore:
    """The folder `tin-cay`; it need not exist."""

    folder: Path

    def read(self) -> Snapshot:
        """What the folder holds now; read again only when a file's name, time or size changed."""
        return _read(self.folder, tuple(_stamps(self.folder)))

    def receive(self, content: bytes) -> tuple[str, ...]:
        """Sort the certificates or the revocation list of a file into the folder; says what happened.

        A root waits for `confirm`. Raises TrustRefused, and then nothing was kept.
        """
        from thidua.signing import trust_files

        if len(content) > MAX_LIST_FILE:
            raise TrustRefused("Tệp quá 20 MB; chứng thư và danh sách thu hồi không lớn như vậy.")
        try:
            found = trust_files.list_in(content)
        except ValueError:
            return self._receive_certificates(content)
        return (self._receive_list(found),)

    def confirm(self, van_tay: str) -> ChungThuTinCay:
        """Trust a waiting root whose fingerprint somebody compared; raises TrustRefused where none waits."""
        entry = self._entry(WAITING, van_tay)
        self._move(f"{WAITING}/{entry.tep}", f"goc/{entry.tep}")
        return entry

    def remove(self, noi: str, tep: str) -> str:
        """Move one listed file aside; its new name. Raises TrustRefused where it is not listed."""
        listed = {stamp[0] for stamp in _stamps(self.folder)}
        if f"{noi}/{tep}" not in listed:
            raise TrustRefused("Tệp này không còn trong danh sách; hãy mở lại trang.")
        return self._aside(noi, tep)

    def _entry(self, noi: Place, van_tay: str) -> ChungThuTinCay:
        for entry in self.read().chung_thu:
            if entry.noi == noi and entry.van_tay == van_tay:
                return entry
        raise TrustRefused("Chứng thư này không còn chờ đối chiếu; hãy mở lại trang.")

    def _receive_certificates(self, content: bytes) -> tuple[str, ...]:
        from thidua.signing import trust_files

        if len(content) > MAX_CERTIFICATE_FILE:
            raise TrustRefused("Tệp quá 512 KB; một tệp chứng thư không lớn như vậy.")
        try:
            found = trust_files.certificates_in(content)
        except ValueError:
            raise TrustRefused(
                "Tệp này không phải chứng thư (.crt, .cer, .pem, .der, .p7b) hay danh sách thu hồi (.crl)."
            ) from None
        kept = [one for one in found if trust_files.is_authority(one)]
        if not kept:
            raise TrustRefused(
                "Đây là chứng thư của người ký, không phải của tổ chức cấp; không cần nạp. "
                "Hãy nạp chứng thư gốc và chứng thư trung gian của tổ chức cấp."
            )
        return tuple(self._keep_certificate(one) for one in kept)

    def _keep_certificate(self, found: "x509.Certificate") -> str:
        from thidua.signing import trust_files

        der = trust_files.as_der(found)
        van_tay = hashlib.sha256(der).hexdigest().upper()
        ten = _common_name(found.subject)
        for entry in self.read().chung_thu:
            if entry.van_tay == van_tay:
                return f"{ten}: đã có sẵn."
        root = trust_files.is_root(found)
        if root:
            self._write(WAITING, f"{van_tay[:32].lower()}.cer", der)
            return f"{ten}: chứng thư gốc, chờ đối chiếu vân tay."
        self._write("trung-gian", f"{van_tay[:32].lower()}.cer", der)
        return f"{ten}: chứng thư trung gian, đã nạp."

    def _receive_list(self, found: "x509.CertificateRevocationList") -> str:
        from thidua.signing import trust_files

        now = self.read()
        ten = _common_name(found.issuer)
        named = [one for one in (*now.roots, *now.intermediates) if one.subject == found.issuer]
        if not named:
            raise TrustRefused(
                f"Danh sách thu hồi này do “{ten}” cấp; hãy nạp chứng thư của tổ chức đó trước."
            )
        if not any(trust_files.issued(one, found) for one in named):
            raise TrustRefused(f"Chữ ký trên danh sách thu hồi không phải của “{ten}”; không nạp.")
        older = [
            (entry.tep, one)
            for entry, one in zip(now.thu_hoi, now.lists, strict=True)
            if one.issuer == found.issuer and _scope(one) == _scope(found)
        ]
        if any(one.last_update_utc >= found.last_update_utc for _, one in older):
            raise TrustRefused(f"Đã có danh sách thu hồi của “{ten}” cùng ngày hoặc mới hơn; không nạp.")
        der = trust_files.as_der(found)
        self._write("crl", f"{hashlib.sha256(der).hexdigest()[:32]}.crl", der)
        for tep, _ in older:
            self._aside("crl", tep)
        return f"{ten}: danh sách thu hồi, đã nạp."

    def _write(self, noi: Place, tep: str, content: bytes) -> None:
        target = self.folder / noi
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target, prefix=".", delete=False) as draft:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
        os.replace(draft.name, target / tep)

    def _aside(self, noi: str, tep: str) -> str:
        taken = {path.name for path in (self.folder / ASIDE).glob("*")}
        names = (f"{noi}.{tep}", *(f"{noi}.{number}.{tep}" for number in range(1, len(taken) + 2)))
        name = next(name for name in names if name not in taken)
        self._move(f"{noi}/{tep}", f"{ASIDE}/{name}")
        return name

    def _move(self, source: str, target: str) -> None:
        (self.folder / target).parent.mkdir(parents=True, exist_ok=True)
        os.replace(self.folder / source, self.folder / target)


# --- reading ---------------------------------------------------------------------------------------


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Name, time and size of each file, without following links."""
    for noi in (*KINDS, WAITING):
        try:
            names = sorted(os.scandir(folder / noi), key=lambda one: one.name)
        except OSError:
            continue
        for one in names:
            if one.is_file(follow_symlinks=False) and not one.name.startswith("."):
                facts = one.stat(follow_symlinks=False)
                yield f"{noi}/{one.name}", facts.st_mtime_ns, facts.st_size


@lru_cache(maxsize=4)
def _read(folder: Path, stamps: tuple[tuple[str, int, int], ...]) -> Snapshot:
    certificates: list[tuple[ChungThuTinCay, x509.Certificate]] = []
    lists: list[tuple[str, x509.CertificateRevocationList]] = []
    bad: list[str] = []
    for number, (path, _, size) in enumerate(stamps):
        noi, tep = path.split("/", 1)
        try:
            if number >= MAX_FILES:
                raise ValueError("too many")
            if noi == "crl":
                lists.append((tep, _list(folder / path, size)))
            else:
                certificates.extend(_certificates(folder / path, noi, size))
        except (ValueError, OSError):
            bad.append(path)
    roots = tuple(one for entry, one in certificates if entry.noi == "goc")
    intermediates = tuple(one for entry, one in certificates if entry.noi == "trung-gian")
    return Snapshot(
        roots,
        intermediates,
        tuple(one for _, one in lists),
        tuple(entry for entry, _ in certificates),
        tuple(_described_list(tep, one, (*roots, *intermediates)) for tep, one in lists),
        tuple(bad),
    )


def _certificates(path: Path, noi: str, size: int) -> list[tuple[ChungThuTinCay, "x509.Certificate"]]:
    """Authorities only: a user's certificate among the roots would be trusted without any chain."""
    from thidua.signing import trust_files

    if size > MAX_CERTIFICATE_FILE:
        raise ValueError("too large")
    found = [one for one in trust_files.certificates_in(path.read_bytes()) if trust_files.is_authority(one)]
    if not found:
        raise ValueError("no authority")
    return [(_described(noi, path.name, one), one) for one in found]  # type: ignore[arg-type]


def _list(path: Path, size: int) -> "x509.CertificateRevocationList":
    from thidua.signing import trust_files

    if size > MAX_LIST_FILE:
        raise ValueError("too large")
    return trust_files.list_in(path.read_bytes())


def _described(noi: Place, tep: str, found: "x509.Certificate") -> ChungThuTinCay:
    from thidua.signing import trust_files

    return ChungThuTinCay(
        noi,
        tep,
        _common_name(found.subject),
        _organisation(found.subject),
        _common_name(found.issuer),
        found.not_valid_before_utc,
        found.not_valid_after_utc,
        hashlib.sha256(trust_files.as_der(found)).hexdigest().upper(),
    )


def _described_list(
    tep: str, found: "x509.CertificateRevocationList", authorities: tuple["x509.Certificate", ...]
) -> DanhSachThuHoi:
    from thidua.signing import trust_files

    return DanhSachThuHoi(
        tep,
        _common_name(found.issuer),
        found.last_update_utc,
        found.next_update_utc,
        len(found),
        any(trust_files.issued(one, found) for one in authorities),
    )


def _scope(found: "x509.CertificateRevocationList") -> tuple[bytes, bool]:
    """Lists of one issuer replace each other only where they speak of the same certificates."""
    from cryptography import x509

    parts = {extension.oid: extension.value for extension in found.extensions}
    point = parts.get(x509.IssuingDistributionPoint.oid)
    return point.public_bytes() if point else b"", x509.DeltaCRLIndicator.oid in parts


def _common_name(name: "x509.Name") -> str:
    from cryptography.x509.oid import NameOID

    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME, NameOID.ORGANIZATION_NAME):
        for found in name.get_attributes_for_oid(oid):
            return str(found.value)
    return "Không có tên"


def _organisation(name: "x509.Name") -> str:
    from cryptography.x509.oid import NameOID

    return ", ".join(str(found.value) for found in name.get_attributes_for_oid(NameOID.ORGANIZATION_NAME))
