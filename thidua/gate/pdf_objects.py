"""Objects of a PDF that act, fetch, or carry other files."""

import re
from typing import TYPE_CHECKING, Final

from thidua.gate.verdict import Fault

if TYPE_CHECKING:
    from pikepdf import Object

_MAX_DEPTH: Final = 60
MAX_ENTRIES: Final = 20_000
"""Entries of all objects that mention a watched name other than a plain link."""

FORBIDDEN_KEYS: Final[dict[str, str]] = {
    "/JS": "pdf_lenh",
    "/JavaScript": "pdf_lenh",
    "/XFA": "pdf_bieu_mau",
    "/EF": "pdf_dinh_kem",
    "/EmbeddedFiles": "pdf_dinh_kem",
    "/Collection": "pdf_dinh_kem",
    "/RichMediaContent": "pdf_phim",
    "/RichMediaSettings": "pdf_phim",
    "/FFilter": "pdf_mo_ngoai",
}
# By the key whose value is one of these names.
FORBIDDEN_NAMES: Final[dict[str, dict[str, str]]] = {
    "/S": {
        "/JavaScript": "pdf_lenh",
        "/Launch": "pdf_mo_ngoai",
        "/GoToR": "pdf_mo_ngoai",
        "/GoToE": "pdf_mo_ngoai",
        "/ImportData": "pdf_mo_ngoai",
        "/SubmitForm": "pdf_gui_di",
        "/Rendition": "pdf_phim",
        "/Movie": "pdf_phim",
        "/Sound": "pdf_phim",
        "/RichMediaExecute": "pdf_phim",
        "/GoTo3DView": "pdf_phim",
    },
    "/Type": {"/EmbeddedFile": "pdf_dinh_kem"},
    "/Subtype": {
        "/FileAttachment": "pdf_dinh_kem",
        "/RichMedia": "pdf_phim",
        "/3D": "pdf_phim",
        "/Movie": "pdf_phim",
        "/Sound": "pdf_phim",
        "/Screen": "pdf_phim",
    },
}

_WORDS: Final = {
    "/AA",
    "/OpenAction",
    "/URI",
    *FORBIDDEN_KEYS,
    *(name for names in FORBIDDEN_NAMES.values() for name in names),
}
_SUSPECT: Final = re.compile(rb"(?:%s)(?![A-Za-z0-9])" % "|".join(sorted(_WORDS)).encode())

# As the reader writes it: most objects with a watched name are links, and told by this alone.
_PLAIN_LINK: Final = re.compile(rb"/URI(?: \((?i:https?:|mailto:|tel:|www\.)|(?= [/>]))")
_LINK_SCHEME: Final = re.compile(r"\s*(?:(?:https?|mailto|tel):|[^:\\/]*(?:[/?#]|$))", re.IGNORECASE)


def is_suspect(unparsed: bytes) -> bool:
    """Whether an object's text mentions any watched name; false alarms are settled by `ObjectCheck`."""
    if _SUSPECT.search(unparsed) is None:
        return False
    return _SUSPECT.search(_PLAIN_LINK.sub(b" ", unparsed)) is not None


class ObjectCheck:
    """Looks at the suspect objects of one file, under a cap on their entries."""

    def __init__(self) -> None:
        self._left = MAX_ENTRIES

    def check(self, found: "Object", depth: int = 0) -> None:
        """Raises `Fault` where the object, or one written inside it, acts or carries something."""
        import pikepdf

        if depth > _MAX_DEPTH:
            raise Fault("pdf_hong")
        if isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
            for key, value in found.items():
                _check_entry(key, value)
                self._descend(value, depth)
        elif isinstance(found, pikepdf.Array):
            for value in found:
                self._descend(value, depth)
        elif isinstance(found, pikepdf.Name):
            _check_lone_name(str(found), depth)

    def _descend(self, value: object, depth: int) -> None:
        import pikepdf

        self._left -= 1
        if self._left < 0:
            raise Fault("qua_nhieu")
        # An indirect object is met on its own.
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            self.check(value, depth + 1)


def _check_lone_name(name: str, depth: int) -> None:
    """A name that is an object of its own is written so to hide what a dictionary says."""
    for names in FORBIDDEN_NAMES.values():
        if depth == 0 and name in names:
            raise Fault(names[name], name)


def _check_entry(key: str, value: object) -> None:
    import pikepdf

    if key in FORBIDDEN_KEYS:
        raise Fault(FORBIDDEN_KEYS[key], key)
    watched = FORBIDDEN_NAMES.get(key)
    if watched is not None and isinstance(value, pikepdf.Name) and str(value) in watched:
        raise Fault(watched[str(value)], str(value))
    if key == "/URI" and isinstance(value, pikepdf.String) and not _LINK_SCHEME.match(str(value)):
        raise Fault("pdf_lien_ket", str(value))
    if key in ("/AA", "/OpenAction") and isinstance(value, pikepdf.Dictionary):
        _check_unasked(value)


def _check_unasked(actions: "Object") -> None:
    """Actions that run without a click open no address at all."""
    import pikepdf

    for action in (actions, *(action for _, action in actions.items())):
        if isinstance(action, pikepdf.Dictionary) and action.get("/S") == pikepdf.Name.URI:
            raise Fault("pdf_lien_ket", str(action.get("/URI", "")))
