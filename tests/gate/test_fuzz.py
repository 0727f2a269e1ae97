"""Whatever the bytes: a verdict or a refusal, never another error."""

import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gate.forge import (
    complex_field,
    jpeg,
    paragraph,
    pdf,
    pdf_stream,
    png,
    sheet,
    streamed,
    word,
    word_parts,
)
from tests.gate.test_honest import as_libreoffice_writes, pdf_with_object_streams
from thidua.gate import GateRefused, Verdict, inspect

ROUNDS = 150


def _mutated(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(changed))
        match chance.randrange(5):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                changed[place] ^= 1 << chance.randrange(8)
            case 2:
                del changed[place : place + chance.randint(1, 40)]
            case 3:
                changed[place:place] = chance.randbytes(chance.randint(1, 20))
            case _:
                other = chance.randrange(len(changed))
                changed[place : place + 8] = changed[other : other + 8]
        if not changed:
            break
    return bytes(changed)


def _respelled(content: str, chance: random.Random) -> str:
    """A few letters exchanged, so that most of the markup still parses."""
    signs = list(content)
    letters = [place for place, sign in enumerate(signs) if sign.isalnum()]
    for place in chance.sample(letters, chance.randint(1, 3)):
        signs[place] = chance.choice("abcdefghijklmnopqrstuvwxyzABCDE0123456789/:.")
    return "".join(signs)


def _stored_word() -> bytes:
    """Without compression, so that a changed byte reaches the markup itself."""
    return word(paragraph() + complex_field(" PAGE "), links=[("hyperlink", "https://a.vn/", True)])


SEEDS: list[Callable[[], bytes]] = [
    _stored_word,
    lambda: streamed(word_parts()),
    as_libreoffice_writes,
    lambda: pdf({20: pdf_stream("", b"q Q")}, page="/Contents 20 0 R"),
    pdf_with_object_streams,
    sheet,
    lambda: jpeg(80, 60, progressive=True),
    lambda: png(40, 30, extra=[(b"zTXt", b"a\x00\x00" + zlib.compress(b"ghi"))]),
    lambda: jpeg(80, 60),
]


@pytest.mark.parametrize("seed", range(len(SEEDS)))
def test_damaged_files_end_in_a_verdict_or_a_refusal(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    content = SEEDS[seed]()
    upload = tmp_path / "tep"
    told = set()
    for _ in range(ROUNDS):
        upload.write_bytes(_mutated(content, chance))
        try:
            assert isinstance(inspect(upload, "a.docx"), Verdict)
        except GateRefused as refused:
            told.add(refused.message)
    assert told
    assert all(message.endswith(".") for message in told)


def test_the_same_seed_makes_the_same_files() -> None:
    for make in SEEDS:
        assert _mutated(make(), random.Random(3)) == _mutated(make(), random.Random(3))


def test_respelled_markup_inside_a_sound_archive(tmp_path: Path) -> None:
    chance = random.Random(99)
    upload = tmp_path / "tep"
    names = ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"]
    told = set()
    for _ in range(ROUNDS):
        parts = word_parts(complex_field(" PAGE "), links=[("hyperlink", "https://a.vn/", True)])
        name = chance.choice(names)
        parts[name] = _respelled(str(parts[name]), chance)
        upload.write_bytes(streamed(parts))
        try:
            inspect(upload, "a.docx")
        except GateRefused as refused:
            told.add(refused.reason)
    assert {"phan_la", "thieu_phan", "xml_hong"} <= told
    assert "khong_doc_duoc" not in told


@pytest.mark.parametrize("magic", [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"])
def test_noise_behind_a_known_beginning_is_refused(magic: bytes, tmp_path: Path) -> None:
    chance = random.Random(5)
    upload = tmp_path / "tep"
    for length in range(0, 3000, 150):
        upload.write_bytes(magic + chance.randbytes(length))
        with pytest.raises(GateRefused):
            inspect(upload, "a.pdf")
