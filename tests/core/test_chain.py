"""The seal of a log line."""

from thidua.core.chain import GENESIS, seal


def test_the_seal_depends_on_key_text_order_and_boundaries() -> None:
    seals = {
        seal(b"k", ["a", "b"]),
        seal(b"l", ["a", "b"]),
        seal(b"k", ["b", "a"]),
        seal(b"k", ["ab", ""]),
        seal(b"k", ["a", "b", ""]),
    }
    assert len(seals) == 5
    assert seal(b"k", ["Đắk", GENESIS]) == seal(b"k", ["Đắk", GENESIS])
