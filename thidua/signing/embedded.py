"""What a signed PDF carries to prove itself: OCSP answers, revocation lists and certificates.

Nothing of it is trusted because it is there: a piece counts only where an authority of the chain signed it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, TypeVar

from cryptography import x509
from cryptography.x509 import ocsp
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

Piece = TypeVar("Piece")

MAX_PIECES: Final = 40
"""Of each sort in one file; more are not read."""
MAX_PIECE: Final = 4 * 1024 * 1024


@dataclass(frozen=True)
class Material:
    """The pieces that can be read; broken ones are left out."""

    certificates: tuple[x509.Certificate, ...] = ()
    lists: tuple[x509.CertificateRevocationList, ...] = field(default=(), repr=False)
    answers: tuple[ocsp.OCSPResponse, ...] = ()


def material_of(reader: PdfFileReader) -> Material:
    """The pieces of the file's security store (PAdES, ISO 32000-2, 12.8.4.3) and of its signatures."""
    store: dict[str, list[bytes]] = {key: list(_stored(reader, key)) for key in ("/Certs", "/CRLs", "/OCSPs")}
    for signature in islice(reader.embedded_regular_signatures, MAX_PIECES):
        lists, answers = _archived(signature)
        store["/CRLs"] += lists
        store["/OCSPs"] += answers
    return Material(
        tuple(_read(store["/Certs"], x509.load_der_x509_certificate)),
        tuple(_read(store["/CRLs"], x509.load_der_x509_crl)),
        tuple(_read(store["/OCSPs"], _answer)),
    )


def _stored(reader: PdfFileReader, key: str) -> Iterator[bytes]:
    try:
        listed = reader.root["/DSS"][key]
        for place in range(min(len(listed), MAX_PIECES)):
            yield listed[place].data
    except Exception:  # a store of another shape is as good as none
        return


def _archived(signature: EmbeddedPdfSignature) -> tuple[list[bytes], list[bytes]]:
    """Lists and answers that the signing program put under the signature itself."""
    try:
        signed = signature.signer_info["signed_attrs"]
        said = find_unique_cms_attribute(signed, "adobe_revocation_info_archival")
        return [one.dump() for one in said["crl"]], [one.dump() for one in said["ocsp"]]
    except Exception:  # absent, or of another shape
        return [], []


def _read(pieces: Iterable[bytes], read: Callable[[bytes], Piece]) -> Iterator[Piece]:
    for piece in islice(dict.fromkeys(pieces), MAX_PIECES):
        if len(piece) <= MAX_PIECE:
            try:
                yield read(piece)
            except Exception:  # spoiled or of another kind
                continue


def _answer(piece: bytes) -> ocsp.OCSPResponse:
    """An answer that answers; ValueError for a refusal of the service."""
    found = ocsp.load_der_ocsp_response(piece)
    if found.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        raise ValueError("no answer")
    return found
