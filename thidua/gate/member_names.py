"""Names inside an archive: relative, plain, one spelling."""

import unicodedata
from typing import Final

from thidua.gate.verdict import Fault

MAX_NAME: Final = 255


def decoded_name(raw: bytes, *, is_utf8: bool) -> str:
    """The member's name; without the UTF-8 mark only ASCII has one meaning to all readers."""
    try:
        return raw.decode("utf-8" if is_utf8 else "ascii")
    except UnicodeDecodeError as error:
        raise Fault("zip_ten", raw.decode("utf-8", "replace")) from error


def check_name(name: str, size: int) -> None:
    """Raises `Fault` for names that lead outside, hide, or stand for a folder with content."""
    steps = name.split("/")
    if name.endswith("/") and size == 0:
        steps.pop()
    if not name or len(name) > MAX_NAME or any(step in ("", ".", "..") for step in steps):
        raise Fault("zip_ten", name)
    if any(c in '\\:*?"<>|' or unicodedata.category(c)[0] == "C" for c in name):
        raise Fault("zip_ten", name)
