"""Field instructions of Word (`instrText`, `fldSimple`) and formulas of Excel that reach outside."""

import re
from typing import Final

from thidua.gate.links import is_plain_link
from thidua.gate.verdict import Fault

MAX_FIELD_DEPTH: Final = 20
MAX_INSTRUCTION: Final = 32 * 1024
"""Signs of one field instruction or formula; Excel itself takes 8192."""

_REACHING: Final = frozenset({
    "CONTROL", "DATABASE", "DDE", "DDEAUTO", "EMBED", "HTMLCONTROL", "IMPORT", "INCLUDE", "INCLUDETEXT",
    "LINK", "PRINT", "RD",
})  # fmt: skip
_HARMLESS_BUTTONS: Final = frozenset({"NOMACRO", "ACCEPTALLCHANGESINDOC"})
_KEYWORD: Final = re.compile(r'[\s"“”\u200b\ufeff]*([A-Za-z]*)')
_ARGUMENT: Final = re.compile(r'"((?:[^"\\]|\\.)*)"?|(\S+)')
_SWITCH_WITH_VALUE: Final = frozenset({"\\l", "\\o", "\\t"})

# Outside of quoted text: server|topic!item asks another program (DDE).
_QUOTED_TEXT: Final = re.compile(r'"[^"]*"')
_REACHING_FUNCTION: Final = re.compile(
    r"\b(WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|SQL\.REQUEST|IMAGE|DDE)\s*\(", re.IGNORECASE
)
_AUTO_NAMES: Final = ("_xlnm.auto_", "auto_open", "auto_close", "auto_activate")


def check_instruction(instruction: str) -> None:
    """Raises `Fault` for a field that fetches, runs or opens something outside the document."""
    _check_length(instruction)
    found = _KEYWORD.match(instruction)
    keyword = found.group(1).upper() if found else ""
    rest = instruction[found.end() :] if found else ""
    if keyword in _REACHING:
        raise Fault("truong_nguy_hiem", keyword)
    if keyword == "INCLUDEPICTURE":
        raise Fault("anh_ngoai", keyword)
    if keyword == "MACROBUTTON" and rest.split()[:1] and rest.split()[0].upper() not in _HARMLESS_BUTTONS:
        raise Fault("truong_nguy_hiem", keyword)
    if keyword == "HYPERLINK" and not is_plain_link(_link_target(rest)):
        raise Fault("lien_ket_ngoai", _link_target(rest))


def _link_target(arguments: str) -> str:
    """The first argument that is neither a switch nor the value of one."""
    is_value = False
    for quoted, bare in _ARGUMENT.findall(arguments):
        if is_value:
            is_value = False
        elif bare.startswith("\\") and not bare.startswith("\\\\"):
            is_value = bare.lower() in _SWITCH_WITH_VALUE
        else:
            return str(quoted or bare)
    return ""


def _check_length(written: str) -> None:
    if len(written) > MAX_INSTRUCTION:
        raise Fault("xml_lon")


def check_formula(formula: str) -> None:
    """Raises `Fault` for a formula that calls another program or fetches from outside."""
    _check_length(formula)
    bare = _QUOTED_TEXT.sub('""', formula)
    if "!" in bare.partition("|")[2] or _REACHING_FUNCTION.search(bare):
        raise Fault("cong_thuc_nguy_hiem", formula)


def check_defined_name(name: str) -> None:
    """Raises `Fault` for a name that Excel runs by itself."""
    if name.lower().startswith(_AUTO_NAMES):
        raise Fault("macro", name)


class FieldReader:
    """Follows complex fields through a part: nested ones, and instructions cut into many runs."""

    def __init__(self) -> None:
        self._open: list[list[str]] = []
        self._loose: list[str] = []

    def mark(self, kind: str) -> None:
        """A `fldChar` of the kind begin, separate or end."""
        if kind == "begin":
            self._begin()
        elif kind in ("separate", "end") and self._open:
            check_instruction("".join(self._open[-1]))
            if kind == "end":
                self._open.pop()

    def _begin(self) -> None:
        # The keyword of a field must stand written: a nested field could produce any.
        if self._open and not "".join(self._open[-1]).strip():
            raise Fault("truong_nguy_hiem")
        if len(self._open) >= MAX_FIELD_DEPTH:
            raise Fault("xml_sau")
        self._open.append([])

    def instruction(self, piece: str) -> None:
        """A further piece of the innermost open field."""
        (self._open[-1] if self._open else self._loose).append(piece)

    def close(self) -> None:
        """Check what the end of the part left open."""
        for pieces in (*self._open, self._loose):
            check_instruction("".join(pieces))
