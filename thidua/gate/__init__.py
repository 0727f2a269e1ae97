"""What an uploaded file must prove before any library opens it.

The kind is decided by structure, never by name or declared type. Only the standard library looks
at a file first; pikepdf and Pillow see it afterwards, under caps, and are imported when needed.
"""

from pathlib import Path

from thidua.gate.office import examine_office
from thidua.gate.reasons import KIND_WORDS, sentence
from thidua.gate.sniff import Family, family_of
from thidua.gate.verdict import KINDS, MAX_FILE, Candidate, Fault, GateRefused, Kind, Verdict, verdict_of

__all__ = ["KINDS", "MAX_FILE", "GateRefused", "Kind", "Verdict", "inspect"]

_HEAD = 4096


def inspect(path: Path, shown_name: str, allowed: frozenset[Kind] = KINDS) -> Verdict:
    """What the file proved to be, one of `allowed`; raises `GateRefused` and nothing else.

    `shown_name` is used in the sentence for the reader only.
    """
    try:
        kind = _examined(path, allowed)
    except Fault as fault:
        raise GateRefused(fault.code, sentence(fault.code, shown_name, fault.where, allowed)) from fault
    except Exception as error:
        raise GateRefused("khong_doc_duoc", sentence("khong_doc_duoc", shown_name, "", allowed)) from error
    return verdict_of(kind)


def _examined(path: Path, allowed: frozenset[Kind]) -> Kind:
    size = path.stat().st_size
    if size > MAX_FILE:
        raise Fault("qua_lon")
    with path.open("rb") as file:
        candidate = Candidate(path, size, file.read(_HEAD))
    family = family_of(candidate)
    if family != "zip" and family not in allowed:
        raise Fault("khong_dung_loai", KIND_WORDS[family])
    kind = _kind_in(family, candidate)
    if kind not in allowed:
        raise Fault("khong_dung_loai", KIND_WORDS[kind])
    return kind


def _kind_in(family: Family, candidate: Candidate) -> Kind:
    """The examiner of the family decides; raises `Fault`."""
    if family == "zip":
        with candidate.path.open("rb") as file:
            return examine_office(file, candidate.size)
    if family == "pdf":
        from thidua.gate.pdf import examine_pdf

        examine_pdf(candidate)
    else:
        from thidua.gate.picture import examine_picture

        examine_picture(candidate, family)
    return family
