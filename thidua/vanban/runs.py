"""Text on its way to paper: what may be printed, and runs of plain, bold and italic."""

import re
import unicodedata
from dataclasses import dataclass, replace

# Controls, format characters (bidi and zero-width), surrogates and the two noncharacters: XML forbids
# some, and the rest would show a reader another text than the one stored.
_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
# Of those, the ones that count as printable.
_HIDDEN = re.compile("[\u034f\u115f\u1160\ufff0-\uffff\U000e0000-\U000e0fff]")
_LINE_END = re.compile("\r\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")


def clean(text: str) -> str:
    """The text as paper may carry it: NFC, `\\n` line ends, no tabs, no controls, no lone surrogates."""
    if text.isprintable() and (
        text.isascii() or (unicodedata.is_normalized("NFC", text) and not _HIDDEN.search(text))
    ):
        return text
    text = _LINE_END.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))


def one_line(text: str) -> str:
    """`clean`, with line ends turned into spaces."""
    return clean(text).replace("\n", " ")


def capitals(text: str) -> str:
    """`one_line` in typed capitals; capitals of rare letters may need composing anew."""
    return unicodedata.normalize("NFC", one_line(text).upper())


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False


Inline = tuple[Run, ...]

_MARK = re.compile(r"\*\*\*(.+?)\*\*\*|\*\*(.+?)\*\*|\*(.+?)\*", re.DOTALL)


def inline(text: str) -> Inline:
    """Read `*italic*`, `**bold**` and `***both***`. For the program's own texts and data files only."""
    runs: list[Run] = []
    end = 0
    for match in _MARK.finditer(text):
        if match.start() > end:
            runs.append(Run(text[end : match.start()]))
        both, bold, italic = match.groups()
        runs.append(Run(both or bold or italic, bold=not italic, italic=not bold))
        end = match.end()
    if end < len(text):
        runs.append(Run(text[end:]))
    return tuple(runs)


def inline_plain(text: str) -> Inline:
    """The text as it stands, marks and all: the only way in for users' texts."""
    return (Run(text),)


def clean_inline(noi_dung: Inline) -> Inline:
    """Cleaned runs without empty ones; a combining mark is never parted from its letter."""
    runs: list[Run] = []
    for run in noi_dung:
        text = clean(run.text)
        marks = next((i for i, c in enumerate(text) if not unicodedata.combining(c)), len(text))
        if marks and runs:
            runs[-1] = replace(runs[-1], text=clean(runs[-1].text + text[:marks]))
            text = text[marks:]
        if text:
            runs.append(replace(run, text=text))
    return tuple(runs)


def inline_text(noi_dung: Inline) -> str:
    return "".join(run.text for run in clean_inline(noi_dung))
