"""The name a person gave a file: kept as typed, made safe to show and to save anywhere."""

import re
import unicodedata
from typing import Final
from urllib.parse import quote

MAX_NAME: Final = 150
MAX_BYTES: Final = 240
"""Of UTF-8, because file systems count bytes."""

_NAMELESS: Final = "tep"
_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')
_RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE
)
_KNOWN_EXTENSION: Final = re.compile(
    r"\.(?:docx?|docm|dotx?|xlsx?|xlsm|xlsb|pdf|jpe?g|jfif|png|heic|pptx?|odt|ods|rtf|txt|csv|html?|zip|rar|7z|exe|"
    r"bat|cmd|com|scr|js|vbs|lnk|msi|tmp)\s*$",
    re.IGNORECASE,
)
_SAME_KIND: Final = {".jpg": (".jpg", ".jpeg", ".jfif")}


def clean_name(name: str, extension: str = "") -> str:
    """The shown name: NFC, one line, no path, fit for Windows, at most `MAX_NAME` signs.

    `extension` (with its dot) is what the content proved to be: a wrong one is replaced, a missing
    one added. Letters stay as typed, Đ too.
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    spaced = "".join(" " if c in "\t\r\n" else c for c in last)
    plain = "".join(c for c in spaced if unicodedata.category(c)[0] != "C")
    # Only now: a sign taken away may bring a letter and its mark together.
    plain = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", plain))
    plain = " ".join(plain.split()).strip(". ")
    stem, ending = _split(plain, extension.lower())
    if _RESERVED.match(stem + ending):
        stem = f"_{stem}"
    return _shortened(stem or _NAMELESS, ending) + ending


def _split(plain: str, extension: str) -> tuple[str, str]:
    if not extension:
        dot = plain.rfind(".")
        is_extension = dot > 0 and len(plain) - dot <= 6
        return (plain[:dot], plain[dot:]) if is_extension else (plain, "")
    lowered = plain.lower()
    for same in _SAME_KIND.get(extension, (extension,)):
        if lowered.endswith(same) and len(plain) > len(same):
            return plain[: -len(same)], plain[-len(same) :]
    while _KNOWN_EXTENSION.search(plain):
        plain = _KNOWN_EXTENSION.sub("", plain).rstrip(". ")
    return plain, extension


def _shortened(stem: str, ending: str) -> str:
    stem = stem[: MAX_NAME - len(ending)]
    while len((stem + ending).encode("utf-8")) > MAX_BYTES:
        stem = stem[:-1]
    return stem.rstrip(". ") or _NAMELESS


def content_disposition(name: str) -> str:
    """The header for a download, in both forms of RFC 6266: plain ASCII and UTF-8.

    `name` is cleaned again, so nothing in it can end the header.
    """
    cleaned = clean_name(name)
    flat = unicodedata.normalize("NFKD", cleaned.replace("Đ", "D").replace("đ", "d"))
    plain = "".join(c for c in flat if not unicodedata.combining(c))
    plain = re.sub(r'[^ -~]|["\\%;]', "_", plain)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(cleaned, safe='')}"
