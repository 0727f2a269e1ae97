"""PDFs signed, and spoiled, in the ways that the check has to tell apart."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache

import pikepdf
from asn1crypto import crl as asn1_crl
from asn1crypto import ocsp as asn1_ocsp
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.fields import MDPPerm, SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.signing.pki import NOW, Party, town

SIGNED_AT = NOW - timedelta(hours=3)


class _PdfSigner(PdfSigner):
    """With a clock that stands."""

    def init_signing_session(self, *args: object, **given: object) -> PdfSigningSession:
        session = super().init_signing_session(*args, **given)
        session.system_time = SIGNED_AT
        return session


@cache
def plain(pages: int = 1) -> bytes:
    """A paper with a form field, not signed."""
    document = pikepdf.new()
    for number in range(pages):
        document.add_blank_page(page_size=(595, 842))
        text = b"BT /F1 14 Tf 72 760 Td (Ban giao uoc thi dua, trang %d) Tj ET" % number
        document.pages[-1].Contents = document.make_stream(text)
    box = document.make_indirect(
        pikepdf.Dictionary(
            FT=pikepdf.Name.Tx, T="ghi_chu", Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget,
            Rect=[72, 600, 300, 620], P=document.pages[0].obj, F=4,
        )
    )  # fmt: skip
    document.pages[0].Annots = document.make_indirect(pikepdf.Array([box]))
    document.Root.AcroForm = document.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array([box])))
    kept = io.BytesIO()
    document.save(kept, static_id=True, compress_streams=False)
    return kept.getvalue()


def signed(
    content: bytes,
    party: Party,
    field: str = "ky_1",
    *,
    with_middle: bool = True,
    digest: str = "sha256",
    stamped_at: datetime | None = None,
    stamper: Party | None = None,
    permitted: MDPPerm | None = None,
) -> bytes:
    """The paper with one more signature, as an office's signing program adds it."""
    here = town()
    chain = SimpleCertificateStore()
    if with_middle:
        chain.register_multiple([here.middle.for_library, here.revoked_middle.for_library])
    signer = SimpleSigner(party.for_library, party.key_for_library, chain)
    said = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=digest,
        certify=permitted is not None,
        docmdp_permissions=permitted or MDPPerm.FILL_FORMS,
    )
    clock = None
    if stamped_at:
        whose = stamper or here.stamper
        clock = DummyTimeStamper(whose.for_library, whose.key_for_library, chain, fixed_dt=stamped_at)
    kept = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    _PdfSigner(said, signer, timestamper=clock).sign_pdf(writer, output=kept)
    return kept.getvalue()


def signed_by_many(count: int) -> bytes:
    """One paper signed in turn."""
    content = plain()
    for number in range(count):
        content = signed(content, town().head if number % 2 else town().other, f"ky_{number}")
    return content


def with_store(
    content: bytes,
    *,
    answers: Iterable[bytes] = (),
    lists: Iterable[bytes] = (),
    others: Iterable[Party] = (),
) -> bytes:
    """A later revision with what proves the signatures (PAdES-LT)."""
    kept = io.BytesIO(content)
    DocumentSecurityStore.add_dss(
        kept,
        None,
        certs=[one.for_library for one in others],
        ocsps=[asn1_ocsp.OCSPResponse.load(one) for one in answers],
        crls=[asn1_crl.CertificateList.load(one) for one in lists],
        force_write=True,
    )
    return kept.getvalue()


@contextmanager
def _update(content: bytes) -> Iterator[tuple[IncrementalPdfFileWriter, io.BytesIO]]:
    writer, kept = IncrementalPdfFileWriter(io.BytesIO(content)), io.BytesIO()
    yield writer, kept
    writer.write(kept)


def form_filled(content: bytes) -> bytes:
    """A later revision that fills in the form field."""
    with _update(content) as (writer, kept):
        box = writer.root["/AcroForm"]["/Fields"][0]
        box[generic.pdf_name("/V")] = generic.pdf_string("đã xem")
        writer.mark_update(box.container_ref)
    return kept.getvalue()


def content_replaced(content: bytes) -> bytes:
    """A later revision with another text on the page."""
    with _update(content) as (writer, kept):
        page = writer.root["/Pages"]["/Kids"][0]
        other = writer.add_object(
            generic.StreamObject(stream_data=b"BT /F1 14 Tf 72 760 Td (Noi dung khac) Tj ET")
        )
        page[generic.pdf_name("/Contents")] = other
        writer.mark_update(page.container_ref)
    return kept.getvalue()


def page_added(content: bytes) -> bytes:
    """A later revision with one more page."""
    with _update(content) as (writer, kept):
        writer.insert_page(
            generic.DictionaryObject(
                {
                    generic.pdf_name("/Type"): generic.pdf_name("/Page"),
                    generic.pdf_name("/MediaBox"): generic.ArrayObject(
                        generic.NumberObject(side) for side in (0, 0, 595, 842)
                    ),
                    generic.pdf_name("/Resources"): generic.DictionaryObject(),
                }
            )
        )
    return kept.getvalue()


def saved_over(content: bytes, times: int) -> bytes:
    """So many empty revisions more."""
    for _ in range(times):
        with _update(content) as (writer, kept):
            writer.mark_update(writer.root.container_ref)
        content = kept.getvalue()
    return content


def byte_changed(content: bytes) -> bytes:
    """One letter of the text another one."""
    place = content.index(b"thi dua")
    return content[:place] + b"T" + content[place + 1 :]


def with_empty_field(content: bytes) -> bytes:
    """A signature field that nobody signed in."""
    with _update(content) as (writer, kept):
        fields.append_signature_field(writer, SigFieldSpec("cho_ky", box=(72, 100, 200, 150)))
    return kept.getvalue()


def transplanted(source: bytes, target: bytes) -> bytes:
    """A signature cut out of one paper and put into the place of another one's."""
    old, new = _signature_bytes(target), _signature_bytes(source)
    return target.replace(old, new[: len(old)].ljust(len(old), b"0"))


def _signature_bytes(content: bytes) -> bytes:
    first = content.rindex(b"/Contents <") + len(b"/Contents <")
    return content[first : content.index(b">", first)]


def old_kind(content: bytes) -> bytes:
    """A signature that says it is of the withdrawn kind over SHA-1."""
    return content.replace(b"/adbe.pkcs7.detached", b"/adbe.pkcs7.sha1".ljust(20))


def byte_range_narrowed(content: bytes) -> bytes:
    """A signature that leaves out the end of its own revision."""
    first = content.rindex(b"/ByteRange [") + len(b"/ByteRange [")
    last = content.index(b"]", first)
    said = [int(number) for number in content[first:last].split()]
    said[3] -= 20
    changed = b" ".join(b"%d" % number for number in said)
    return content[:first] + changed.ljust(last - first) + content[last:]


def encrypted() -> bytes:
    """A paper that asks for a password."""
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain())) as document:
        document.save(kept, encryption=pikepdf.Encryption(owner="chu", user="nguoi"))
    return kept.getvalue()
