"""Any paper of any kind keeps the format, says what its tree says, and comes out the same twice."""

import zipfile
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vanban.specimens import SPECIMENS
from tests.vanban.trees import TREES
from thidua.vanban.blocks import VanBan
from thidua.vanban.check import check
from thidua.vanban.to_docx import to_bytes
from thidua.vanban.to_html import to_html
from thidua.vanban.to_text import text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def texts(data: bytes) -> list[str]:
    """Every paragraph with text, of the body and then of the foot of page 1 without its line with a code."""
    found: list[str] = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in ("word/document.xml", "word/footer1.xml"):
            if name in archive.namelist():
                root = ElementTree.fromstring(archive.read(name))
                found += filter(None, map(_text, filter(_is_text, root.iter(f"{W}p"))))
    return found


def _is_text(paragraph: ElementTree.Element) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is None or style.get(f"{W}val") != "ChanTrang"


def _text(paragraph: ElementTree.Element) -> str:
    # a framed word stands in a table within a cell, never within another paragraph
    return "".join(
        "\n" if n.tag == f"{W}br" else n.text or "" for n in paragraph.iter() if n.tag in (f"{W}br", f"{W}t")
    )


class _Lines(HTMLParser):
    """The visible text of a preview, and that every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[str] = []
        self._foot = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "col", "img"):
            self.open.append(tag)
        if ("class", "chan-ma") in attrs:
            self._foot = len(self.open)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if len(self.open) < self._foot:
            self._foot = 0

    def handle_data(self, data: str) -> None:
        if not self._foot:
            self.found.append(data)


def judge(van_ban: VanBan) -> None:
    made = to_bytes(van_ban)
    assert to_bytes(van_ban) == made
    assert texts(made) == text_of(van_ban)
    assert [
        f"{f.rule} {f.where} {f.message}" for f in check(made, van_ban.the_thuc) if f.level == "error"
    ] == []
    page = _Lines()
    page.feed(to_html(van_ban))
    assert page.open == []
    said, shown = ("".join("".join(some).split()) for some in (text_of(van_ban), page.found))
    # the preview shows the foot of page 1 before the annexes, the file keeps it apart
    assert sorted(shown) == sorted(said) if van_ban.lien_he else shown == said


@pytest.mark.parametrize("kind", SPECIMENS)
def test_a_specimen_keeps_the_format(kind: str) -> None:
    judge(SPECIMENS[kind])
    assert [f for f in check(to_bytes(SPECIMENS[kind])) if f.level == "warning"] == []


@pytest.mark.parametrize("kind", TREES)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_any_paper_keeps_the_format(kind: str, data: st.DataObject) -> None:
    judge(data.draw(TREES[kind]))


HOSTILE = {
    "controls": "a\x00\x01b\x0b\x0c\x1f\x7f\x85c",
    "lone surrogates": "thi\ud800 đua\udfff",
    "bidi and zero width": "an\u202etoàn\u2066\u200b\ufeff\u200d",
    "noncharacters": "x\ufffe\uffff\U000e0001y",
    "template": "{{ 7*7 }}{% for x in y %}${1}<%= z %>",
    "markup": "<w:p>]]>&amp;&#x0;<!--<script>alert(1)</script>",
    "marks": "**đậm** *nghiêng* ***cả hai",
    "NFD": "U\u0309y ban nha\u0302n da\u0302n",
    "spaces": "   \t  hai   dấu cách   ",
    "line ends": "một\r\nhai\rba\u2028bốn\n\n\n",
    "nothing": "",
    "blank": " ",
    "long word": "Ư" * 3000,
    "long": "Thi đua yêu nước. " * 3000,
    "formula": "=cmd|' /C calc'!A0",
    "emoji and rare letters": "🇻🇳 ﬁ ß Ǆ ﷺ \U0001d54f",
}


def poisoned(value: object, text: str) -> object:
    """The same paper with every text that users give replaced; words that the law fixes stay."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(poisoned(one, text) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"the_thuc", "do_khan", "luu_hanh", "cap", "danh_so", "canh", "nhom", "nguon"}
        kept |= {"cho", "hinh_thuc"}
        changed = {
            f.name: poisoned(getattr(value, f.name), text)
            for f in fields(value)
            if f.init and f.name not in kept
        }
        if not getattr(value, "tieu_de", "") or not text.strip():
            # an Điều or a Chương is nothing without its heading, and has no second one
            changed.pop("tieu_de", None)
        return replace(value, **changed)
    return value


@pytest.mark.parametrize("family", HOSTILE)
@pytest.mark.parametrize("kind", ["cong-van", "quyet-dinh", "quy-che", "giao-uoc", "bien-ban", "phu-luc"])
def test_hostile_text_breaks_no_paper(kind: str, family: str) -> None:
    bad = HOSTILE[family]
    van_ban = poisoned(SPECIMENS[kind], bad if len(bad) < 5000 or kind == "cong-van" else bad[:900])
    assert isinstance(van_ban, VanBan)
    made = to_bytes(van_ban)
    assert texts(made) == text_of(van_ban)
    check(made)
    page = to_html(van_ban)
    assert "<script" not in page
    assert "\x00" not in page


def test_every_kind_has_its_random_papers_and_its_specimen() -> None:
    assert {"khen-thuong"} == set(TREES) - set(SPECIMENS)
