"""Text typed for the fonts of the nineties is recognised and read, Unicode is left alone."""

import pytest

from thidua.core.legacy_fonts import BangMa, recognise, to_unicode

SENTENCES = [
    ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", BangMa.TCVN3, "Cộng hoà xã hội chủ nghĩa Việt Nam"),
    ("§éc lËp - Tù do - H¹nh phóc", BangMa.TCVN3, "Độc lập - Tự do - Hạnh phúc"),
    ("Uû ban nh©n d©n ph\xadêng", BangMa.TCVN3, "Uỷ ban nhân dân phường"),
    ("NguyÔn ThÞ B×nh", BangMa.TCVN3, "Nguyễn Thị Bình"),
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", BangMa.VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("Ñoäc laäp - Töï do - Haïnh phuùc", BangMa.VNI, "Độc lập - Tự do - Hạnh phúc"),
    ("TRÖÔØNG TIEÅU HOÏC", BangMa.VNI, "TRƯỜNG TIỂU HỌC"),
    ("Nguyeãn Vaên Aån, khoâng ñaêng kyù", BangMa.VNI, "Nguyễn Văn Ẩn, không đăng ký"),
]


@pytest.mark.parametrize(("typed", "table", "meant"), SENTENCES)
def test_a_legacy_text_is_recognised_and_read(typed: str, table: BangMa, meant: str) -> None:
    assert recognise(typed) is table
    assert to_unicode(typed, table) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân phường Cheo Reo",
        "Thị đoàn",
        "Trường Tiểu học Nay Der",
        "HOA",
        "12.450 triệu",
        "Hòa Bình",
        "Lê Văn Cà",
        "xã Ia Rtô",
        "Café Zürich",
        "",
    ],
)
def test_unicode_is_left_alone(text: str) -> None:
    assert recognise(text) is None


def test_the_font_decides_where_the_letters_cannot() -> None:
    assert recognise("Hµ", font=".VnTime") is BangMa.TCVN3
    assert recognise("Haø", font="VNI-Times") is BangMa.VNI
    assert recognise("Ha", font=".VnTime") is None
    assert to_unicode("céng hoµ", BangMa.TCVN3, capitals=True) == "CỘNG HOÀ"


def test_every_sign_of_both_tables_gives_one_letter() -> None:
    lower = "µ¸¶·¹»¾¼½ÆÇÊÈÉËÌÐÎÏÑÒÕÓÔÖ×ÝØÜÞßãáâäåèæçéêíëìîïóñòôõøö÷ùúýûüþ"
    read = to_unicode(lower, BangMa.TCVN3)
    assert len(read) == len(set(read)) == 60
    pairs = "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä eø eâ eà eá eå eã eä oâ oà uø öø öù ôï yø yû"
    assert all(len(letter) == 1 for letter in to_unicode(pairs, BangMa.VNI).split(" "))
    assert to_unicode("aq eê z", BangMa.VNI) == "aq eê z"
