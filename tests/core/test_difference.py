"""What one text says otherwise than another, word by word."""

import random
import time

import pytest

from thidua.core.difference import BREAK, Kind, Piece, ThayDoi, difference

SAME, REMOVED, ADDED = Kind.SAME, Kind.REMOVED, Kind.ADDED


def marked(before: str, after: str) -> str:
    """The difference on one line a paragraph: [-removed-] {+added+}."""
    marks = {SAME: "%s", REMOVED: "[-%s-]", ADDED: "{+%s+}"}
    lines = ("".join(marks[piece.kind] % piece.text for piece in each) for each in difference(before, after))
    return "\n".join(" ".join(line.split()) for line in lines)


def read(before: str, after: str, without: Kind) -> str:
    kept = (piece.text for each in difference(before, after) for piece in each if piece.kind is not without)
    return "".join("".join(kept).replace(BREAK, "").split())


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "", ""),
        ("Giữ nguyên", "Giữ  nguyên ", "Giữ nguyên"),
        ("", "mới", "{+mới+}"),
        ("cũ", "", "[-cũ-]"),
        ("đạt 1.250,5 ha", "đạt 1.260,5 ha", "đạt [-1.250,5-] {+1.260,5+} ha"),
        ("đạt 95% trước 30/6.", "đạt 97% trước 30/9.", "đạt [-95%-] {+97%+} trước [-30/6-] {+30/9+}."),
        ("Ksor H'Lan, Chủ tịch", "Ksor H'Lan, Phó Chủ tịch", "Ksor H'Lan, {+Phó+} Chủ tịch"),
        ("hộ nghèo giảm", "hộ cận nghèo giảm", "hộ {+cận+} nghèo giảm"),
        ("một\nhai\nba", "một\nba", "một\n[-hai¶-]\nba"),
        ("một\nba", "một\nhai\nba", "một\n{+hai¶+}\nba"),
        ("một\nhai", "một hai", "một[-¶-]\nhai"),
        (
            "Vận động quỹ, tặng quà",
            "Xây dựng 5 km đường",
            "[-Vận động quỹ, tặng quà-]{+Xây dựng 5 km đường+}",
        ),
        ("a b a c a d", "a c a b a d", "a [-b a-] c {+a b+} a d"),
        ("a a b x a a", "a b a y a", "a [-a-] b [-x-] a {+y+} a"),
    ],
)
def test_words_and_figures_change_as_a_whole(before: str, after: str, shown: str) -> None:
    assert marked(before, after) == shown


def test_pieces_say_what_became_of_them() -> None:
    assert difference("giảm 5 hộ", "giảm 7 hộ") == (
        (
            Piece(SAME, "giảm"),
            Piece(SAME, " "),
            Piece(REMOVED, "5"),
            Piece(SAME, " "),
            Piece(ADDED, "7"),
            Piece(SAME, " hộ"),
        ),
    )


def test_either_text_can_be_read_out_of_it() -> None:
    chance = random.Random(7)
    words = ["thi", "đua", "đạt", "95%", "2.450", ",", ".", "\n", "H'Lan", "Đắk", "  "]
    for _ in range(300):
        before, after = (" ".join(chance.choices(words, k=chance.randrange(30))) for _ in "12")
        assert read(before, after, ADDED) == "".join(before.split())
        assert read(before, after, REMOVED) == "".join(after.split())


LONG = 100_000
_CHANCE = random.Random(3)
_WORDS = [f"từ{number}" for number in range(300)]
_TEXT = " ".join(_CHANCE.choices(_WORDS, k=20_000))[:LONG]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_TEXT, " ".join(_CHANCE.choice(_WORDS) if n % 2 else w for n, w in enumerate(_TEXT.split()))[:LONG]),
        ("a b " * (LONG // 4), "b a " * (LONG // 4)),
        ("." * LONG, ",." * (LONG // 2)),
        ("\n".join(str(n % 100) for n in range(34_000)), "\n".join(str(n * 7 % 100) for n in range(34_000))),
        (" ".join(map(str, range(17_000))), " ".join(map(str, range(17_000, 0, -1)))),
        (" ".join([*"ab" * 5000, *"cd" * 9000]), " ".join([*"ba" * 9000, *"dc" * 5000])),
    ],
    ids=["half", "pairs", "marks", "lines", "turned", "blocks"],
)
def test_the_longest_texts_are_soon_compared(before: str, after: str) -> None:
    began = time.process_time()
    difference(before, after)
    assert time.process_time() - began < 1


def test_a_change_shows_both_sides_as_one_text() -> None:
    assert ThayDoi("Mục tiêu", "đạt 90%", "đạt 95%").words == difference("đạt 90%", "đạt 95%")
