"""Vietnamese typed for fonts older than Unicode: TCVN3 (the .Vn… fonts) and VNI (the VNI-… fonts).

Such text reads as nonsense wherever the font is missing. It is recognised by its letters, word by word, and
turned into Unicode only when somebody asks for it. TCVN 5712:1993 (table VN3) and the VNI-Windows table.
"""

import re
import unicodedata
from enum import StrEnum


class BangMa(StrEnum):
    """The two legacy tables met in the spreadsheets of offices."""

    TCVN3 = "tcvn3"
    VNI = "vni"


_TCVN3_LOWER = {
    "a": "µ¸¶·¹", "ă": "»¾¼½Æ", "â": "ÇÊÈÉË", "e": "ÌÐÎÏÑ", "ê": "ÒÕÓÔÖ", "i": "×ÝØÜÞ",
    "o": "ßãáâä", "ô": "åèæçé", "ơ": "êíëìî", "u": "ïóñòô", "ư": "õøö÷ù", "y": "úýûüþ",
}  # fmt: skip
"""Each vowel with the signs that carry huyền, sắc, hỏi, ngã, nặng."""
_TCVN3_PLAIN = {"¨": "ă", "©": "â", "ª": "ê", "«": "ô", "¬": "ơ", "\xad": "ư", "®": "đ"}
_TCVN3_CAPITALS = {"¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ"}
_TONES = "\u0300\u0301\u0309\u0303\u0323"

_VNI_TONES = dict(zip("øùûõï", _TONES, strict=True))
_VNI_BREVE = {"ê": "", **dict(zip("èéúüë", _TONES, strict=True))}
_VNI_HAT = {"â": "", **dict(zip("àáåãä", _TONES, strict=True))}
_VNI_SINGLE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_BREVE, _HAT = "\u0306", "\u0302"

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]"
_RHYME = (
    "[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oai|oao|oay|oe|oeo|oi|oo|ô|ôi|ơi|ua|uâ|uây|uê|"
    "ui|uô|uôi|uơ|uy|uya|uyê|uyu|ưa|ưi|ươ|ươi|ươu|ưu|yê|yêu|oă|uyê"
)
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{_RHYME})(?:ch|ng|nh|[cmnpt])?")
_WORDS = re.compile(r"[^\W\d_]+")
_UNICODE_ONLY = re.compile("[\u01a0\u01a1\u01af\u01b0\u0102\u0103\u0110\u0111\u1ea0-\u1ef9]")
_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_VNI_PAIR = re.compile("([aeouyAEOUYôöÔÖ])([øùûõïêèéúüëâàáåãäØÙÛÕÏÊÈÉÚÜËÂÀÁÅÃÄ])")


def _tcvn3_table() -> dict[int, str]:
    found = {ord(sign): letter for sign, letter in (_TCVN3_PLAIN | _TCVN3_CAPITALS).items()}
    for vowel, signs in _TCVN3_LOWER.items():
        for sign, tone in zip(signs, _TONES, strict=True):
            found[ord(sign)] = unicodedata.normalize("NFC", vowel + tone)
    return found


_TCVN3 = _tcvn3_table()


def to_unicode(text: str, table: BangMa, *, capitals: bool = False) -> str:
    """The text in Unicode (NFC). `capitals` for a TCVN3 font whose name ends in H: it draws only capitals."""
    if table is BangMa.TCVN3:
        found = text.translate(_TCVN3)
        return found.upper() if capitals else found
    pairs = _VNI_PAIR.sub(lambda pair: _vni_pair(pair[1], pair[2]), text)
    return unicodedata.normalize("NFC", "".join(_vni_single(sign) for sign in pairs))


def _vni_pair(vowel: str, sign: str) -> str:
    """A vowel and the sign after it; what belongs to no pair stays, its letters read one by one."""
    base, low = vowel.lower(), sign.lower()
    if low in _VNI_TONES:
        written = _vni_single(vowel) + _VNI_TONES[low]
    elif base == "a" and low in _VNI_BREVE:
        written = vowel + _BREVE + _VNI_BREVE[low]
    elif base in "aeo" and low in _VNI_HAT:
        written = vowel + _HAT + _VNI_HAT[low]
    else:
        return vowel + sign
    return unicodedata.normalize("NFD", written)


def _vni_single(sign: str) -> str:
    letter = _VNI_SINGLE.get(sign.lower())
    if letter is None:
        return sign
    return letter if sign.islower() else letter.upper()


def recognise(text: str, font: str = "") -> BangMa | None:
    """The legacy table that the text was typed for, or None for Unicode and for text without accents.

    The name of the cell's font decides where it is known; otherwise the table under which more words are
    Vietnamese syllables than as they stand.
    """
    if text.isascii():
        return None
    name = font.lower()
    if name.startswith(".vn"):
        return BangMa.TCVN3
    if name.startswith("vni"):
        return BangMa.VNI
    if _UNICODE_ONLY.search(text):
        return None
    readings = {table: _syllables(to_unicode(text, table)) for table in BangMa}
    best = max(readings, key=lambda table: readings[table])
    return best if readings[best] > _syllables(text) else None


def _syllables(text: str) -> int:
    """How many words with an accent are Vietnamese syllables with one tone at most."""
    words = (word.lower() for word in _WORDS.findall(unicodedata.normalize("NFC", text)))
    return sum(not word.isascii() and _is_syllable(word) for word in words)


def _is_syllable(word: str) -> bool:
    bare, tones = _MARKS.subn("", unicodedata.normalize("NFD", word))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None
