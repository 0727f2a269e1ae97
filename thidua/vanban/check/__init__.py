"""The checker of the paper engine: reads a .docx as it is and says where it leaves Nghị định 30/2020/NĐ-CP.

It shares nothing with the writers: it opens the zip itself, resolves every format property, finds the
components by their words and places, and holds them against the ranges of `thidua.vanban.quytac`.
"""

from pathlib import Path
from typing import Final

from thidua.vanban.check.annex_rules import check_annexes
from thidua.vanban.check.body_rules import check_body
from thidua.vanban.check.copy_rules import check_copies
from thidua.vanban.check.finding import Finding, Findings, Summary, UnreadableDocument, report, summary
from thidua.vanban.check.header_rules import check_header
from thidua.vanban.check.language import check_language
from thidua.vanban.check.package import TOO_COMPLEX, Package, read_bytes
from thidua.vanban.check.page_rules import check_pages
from thidua.vanban.check.parts import Parts, take_apart
from thidua.vanban.check.reading import Reader
from thidua.vanban.check.scheme_rules import check_scheme
from thidua.vanban.check.seal_rules import check_attachment, check_pictures
from thidua.vanban.check.signature_rules import check_kinh_gui, check_noi_nhan, check_signature
from thidua.vanban.check.stamp_rules import check_contact, check_secret, check_stamps
from thidua.vanban.check.title_rules import check_grounds, check_title

__all__ = ["Finding", "Summary", "UnreadableDocument", "check", "report", "summary"]

# Layouts that are not the decree's; it asks Party and mass bodies only to follow it "cho phù hợp".
_OTHER_LAYOUTS: Final = {"dang": "cơ quan Đảng", "doan_the": "đoàn thể"}

_GROUPS: Final = (
    check_pages, check_header, check_title, check_kinh_gui, check_grounds, check_body, check_scheme,
    check_signature, check_pictures, check_noi_nhan, check_stamps, check_contact, check_annexes,
    check_copies,
)  # fmt: skip
# An annex that is a file of its own has only these.
_ANNEX_GROUPS: Final = (check_pages, check_attachment, check_annexes)


def check(data: bytes | Path, the_thuc: str = "nd30") -> tuple[Finding, ...]:
    """All departures of a .docx from the layout rules; the gravest first.

    Layout rules are skipped, with one advice that says so, when `the_thuc` is `dang` or `doan_the`.
    Raises `UnreadableDocument` for anything that is not a safe .docx; ValueError for an unknown `the_thuc`.
    """
    if the_thuc != "nd30" and the_thuc not in _OTHER_LAYOUTS:
        raise ValueError(f"unknown the_thuc: {the_thuc}")
    parts = _read(read_bytes(data))
    out = Findings()
    check_secret(parts, out)
    if the_thuc in _OTHER_LAYOUTS:
        out.add("TT-00", "skipped", "toàn văn", found=_OTHER_LAYOUTS[the_thuc])
    else:
        for group in _ANNEX_GROUPS if parts.is_annex_file else _GROUPS:
            group(parts, out)
    check_language(parts, out)
    return out.in_order()


def _read(data: bytes) -> Parts:
    try:
        return take_apart(Reader(Package(data)).document())
    except (RecursionError, MemoryError) as error:
        raise UnreadableDocument(TOO_COMPLEX) from error
