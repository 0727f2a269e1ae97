"""The shown name stays the person's own and is safe wherever it lands."""

import random
import re
import unicodedata
from urllib.parse import unquote

import pytest

from thidua.luutru import clean_name, content_disposition
from thidua.luutru.names import MAX_BYTES, MAX_NAME


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Đề án thi đua 2023.docx", "Đề án thi đua 2023.docx"),
        ("Báo cáo H'Lan – Ia Rbol.pdf", "Báo cáo H'Lan – Ia Rbol.pdf"),
        (unicodedata.normalize("NFD", "Báo cáo.docx"), "Báo cáo.docx"),
        ("C:\\Người dùng\\Lan\\báo cáo.docx", "báo cáo.docx"),
        ("../../etc/passwd", "passwd"),
        ("/a/b/c.pdf", "c.pdf"),
        ("thu-muc/", "thu-muc"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie_ x=1.pdf"),
        ("bao\u202ecod.exe", "baocod.exe"),
        ("a\x00b\u200b.pdf", "ab.pdf"),
        ("mặt\ud800.pdf", "mặt.pdf"),
        ('báo "cáo" <1>|2?.pdf', "báo _cáo_ _1__2_.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("com1.bao-cao.docx", "_com1.bao-cao.docx"),
        ("LPT¹ .pdf", "_LPT¹.pdf"),
        ("console.pdf", "console.pdf"),
        ("  . .báo cáo. . ", "báo cáo"),
        ("", "tep"),
        ("...", "tep"),
        ("\u202e\u200b", "tep"),
    ],
)
def test_a_name_is_kept_but_made_harmless(given: str, shown: str) -> None:
    assert clean_name(given) == shown


@pytest.mark.parametrize(
    ("given", "extension", "shown"),
    [
        ("Báo cáo.docx", ".docx", "Báo cáo.docx"),
        ("Báo cáo.DOCX", ".docx", "Báo cáo.DOCX"),
        ("ảnh.jpeg", ".jpg", "ảnh.jpeg"),
        ("Báo cáo.exe", ".docx", "Báo cáo.docx"),
        ("Báo cáo.docx.exe", ".pdf", "Báo cáo.pdf"),
        ("Báo cáo 6.2023", ".pdf", "Báo cáo 6.2023.pdf"),
        ("Báo cáo", ".xlsx", "Báo cáo.xlsx"),
        (".docx", ".docx", "docx.docx"),
        ("", ".png", "tep.png"),
        ("aux.exe", ".pdf", "_aux.pdf"),
        ("bìa.pdf .", ".pdf", "bìa.pdf"),
    ],
)
def test_the_extension_is_made_to_fit_the_content(given: str, extension: str, shown: str) -> None:
    assert clean_name(given, extension) == shown


@pytest.mark.parametrize("sign", ["a", "ộ", "Đ", "🏆"])
@pytest.mark.parametrize("extension", ["", ".docx"])
def test_long_names_are_cut_before_the_extension(sign: str, extension: str) -> None:
    shown = clean_name(sign * 400 + ".docx", extension)
    assert len(shown) <= MAX_NAME
    assert len(shown.encode()) <= MAX_BYTES
    assert shown.startswith(sign * 50)
    assert shown.endswith(".docx")


def test_cleaning_twice_changes_nothing_whatever_the_name() -> None:
    chance = random.Random(3)
    signs = "aĐộ. /\\:\x00\u202e\ud800\"'%;\r\n\tCONcom1.exe.pdf🏆ỳ̀"
    for _ in range(3000):
        given = "".join(chance.choices(signs, k=chance.randint(0, 200)))
        for extension in ("", ".docx", ".jpg"):
            shown = clean_name(given, extension)
            assert clean_name(shown, extension) == shown
            assert shown
            assert len(shown) <= MAX_NAME
            assert not re.search(r'[\x00-\x1f/\\:*?"<>|\u202e]', shown)
            assert content_disposition(shown).encode("ascii")


def test_a_download_carries_both_forms_of_the_name() -> None:
    header = content_disposition("Đề án “thi đua”; 100%.docx")
    plain, full = re.fullmatch(r'attachment; filename="([^"]*)"; filename\*=UTF-8\'\'(\S+)', header).groups()  # type: ignore[union-attr]
    assert plain == "De an _thi dua__ 100_.docx"
    assert unquote(full) == "Đề án “thi đua”; 100%.docx"


def test_nothing_in_a_name_ends_the_header() -> None:
    header = content_disposition('a"; filename="b.exe\r\nX: y.docx')
    assert header.count('"') == 2
    assert header.isascii()
    assert header.isprintable()
