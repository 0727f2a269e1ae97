"""Signed PDFs come in with their updates and signatures; a signature lets nothing harmful in."""

import io
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm

from tests.signing import papers
from tests.signing.papers import SIGNED_AT, plain, signed
from tests.signing.pki import town
from thidua.gate import GateRefused, inspect


def _packed() -> bytes:
    """Object streams and packed contents, as most programs save."""
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain())) as document:
        document.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return kept.getvalue()


HONEST: dict[str, Callable[[], bytes]] = {
    "signed": lambda: signed(plain(), town().head),
    "signed, object streams": lambda: signed(_packed(), town().head),
    "timestamped": lambda: signed(plain(), town().head, stamped_at=SIGNED_AT),
    "certified": lambda: signed(plain(), town().head, permitted=MDPPerm.NO_CHANGES),
    "form filled": lambda: papers.form_filled(signed(plain(), town().head)),
    "field to sign in": lambda: papers.with_empty_field(plain()),
    "ten signatures": lambda: papers.signed_by_many(10),
    "fifty revisions": lambda: papers.saved_over(signed(plain(), town().head), 48),
    "altered": lambda: papers.byte_changed(signed(plain(), town().head)),
}
"""An altered paper is for the check of its signature to name, not for the gate."""


@pytest.mark.parametrize("name", HONEST)
def test_signed_papers_come_in(name: str, tmp_path: Path) -> None:
    upload = tmp_path / "tep"
    upload.write_bytes(HONEST[name]())
    begun = time.process_time()
    assert inspect(upload, "giao ước.pdf").kind == "pdf"
    assert time.process_time() - begun < 1


def _with(key: str, value: generic.PdfObject) -> bytes:
    """A signed paper whose last update adds an entry to the catalogue."""
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(plain(), town().head)))
    writer.root[generic.pdf_name(key)] = value
    writer.mark_update(writer.root.container_ref)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _action(kind: str, **entries: str) -> generic.DictionaryObject:
    said: dict[generic.NameObject, generic.PdfObject] = {generic.pdf_name("/S"): generic.pdf_name(kind)}
    said |= {generic.pdf_name(f"/{key}"): generic.pdf_string(value) for key, value in entries.items()}
    return generic.DictionaryObject(said)


def _script() -> bytes:
    return _with("/OpenAction", _action("/JavaScript", JS="app.alert(1)"))


def _attached() -> generic.DictionaryObject:
    return generic.DictionaryObject({generic.pdf_name("/EmbeddedFiles"): generic.DictionaryObject()})


def _signed_over(content: bytes) -> bytes:
    return signed(content, town().other, "ky_2")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "script added after signing": (
        lambda: _with("/OpenAction", _action("/JavaScript", JS="app.alert(1)")),
        "pdf_lenh",
    ),
    "script signed with": (
        lambda: _signed_over(_with("/OpenAction", _action("/JavaScript", JS="app.alert(1)"))),
        "pdf_lenh",
    ),
    "program started": (lambda: _with("/OpenAction", _action("/Launch", F="cmd.exe")), "pdf_mo_ngoai"),
    "file attached": (lambda: _with("/Names", _attached()), "pdf_dinh_kem"),
    "address called": (lambda: _with("/OpenAction", _action("/URI", URI="http://10.0.0.9/")), "pdf_lien_ket"),
    "too many revisions": (lambda: papers.saved_over(signed(plain(), town().head), 51), "pdf_phien_ban"),
    "cut off": (lambda: signed(plain(), town().head)[:-400], "tep_cut"),
    "program behind": (lambda: signed(plain(), town().head) + b"MZ\x90\x00" * 400, "hai_loai"),
    "password": (papers.encrypted, "mat_khau"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_signature_lets_nothing_harmful_in(name: str, tmp_path: Path) -> None:
    make, reason = HOSTILE[name]
    upload = tmp_path / "tep"
    upload.write_bytes(make())
    with pytest.raises(GateRefused) as refused:
        inspect(upload, "giao ước.pdf")
    assert refused.value.reason == reason
