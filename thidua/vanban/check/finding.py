"""What the checker says: findings, their JSON form and their text for a console."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypedDict

from thidua.vanban.quytac import QUY_TAC, Level, QuyTac

_BY_CASE: Final[dict[tuple[str, str], QuyTac]] = {(row.rule, row.case): row for row in QUY_TAC}
_RANK: Final[dict[Level, int]] = {"error": 0, "warning": 1, "advice": 2}
_WORDS: Final[dict[Level, str]] = {"error": "Lỗi", "warning": "Cảnh báo", "advice": "Lời khuyên"}
_SNIPPET = 60


class UnreadableDocument(Exception):
    """The bytes are not a .docx that can be read safely; the text is a Vietnamese sentence for the person."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One departure from the rule: which, how grave, where in the document, in words, and by which clause."""

    rule: str
    level: Level
    where: str
    message: str
    clause: str


class FindingJson(TypedDict):
    rule: str
    level: Level
    where: str
    message: str
    clause: str


class Summary(TypedDict):
    errors: int
    warnings: int
    advice: int
    findings: list[FindingJson]


class Findings:
    """Collects findings; the same sentence at many places becomes one finding that names the first place."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str, str], list[str]] = {}

    def add(self, rule: str, case: str, where: str, **values: object) -> None:
        """Note one fault. The pair of rule and case must stand in `QUY_TAC` (KeyError otherwise)."""
        sentence = _BY_CASE[rule, case].sentence.format(**values)
        self._places.setdefault((rule, case, sentence), []).append(where)

    def has(self, rule: str) -> bool:
        return any(key[0] == rule for key in self._places)

    def in_order(self) -> tuple[Finding, ...]:
        """Errors first, then warnings, then advice; within a level in the order of the document's reading."""
        found = [self._finding(key, places) for key, places in self._places.items()]
        return tuple(sorted(found, key=lambda finding: _RANK[finding.level]))

    def _finding(self, key: tuple[str, str, str], places: list[str]) -> Finding:
        row = _BY_CASE[key[0], key[1]]
        where = places[0] if len(places) == 1 else f"{places[0]} và {len(places) - 1} chỗ khác"
        return Finding(row.rule, row.level, where, key[2], row.clause)


def snippet(text: str) -> str:
    """The start of a text on one line, short enough to show where it stands."""
    line = " ".join(text[: _SNIPPET * 4].split())
    return line if len(line) <= _SNIPPET else line[: _SNIPPET - 1].rstrip() + "…"


def summary(findings: Iterable[Finding]) -> Summary:
    """The findings as the command `the-thuc --json` prints them."""
    rows = tuple(findings)
    return {
        "errors": sum(row.level == "error" for row in rows),
        "warnings": sum(row.level == "warning" for row in rows),
        "advice": sum(row.level == "advice" for row in rows),
        "findings": [
            {"rule": r.rule, "level": r.level, "where": r.where, "message": r.message, "clause": r.clause}
            for r in rows
        ],
    }


def report(findings: Iterable[Finding]) -> str:
    """The findings in Vietnamese, for the console: a verdict, then three lines a finding."""
    rows = tuple(findings)
    counted = summary(rows)
    verdict = "Đúng thể thức" if not counted["errors"] else "Chưa đúng thể thức"
    lines = [
        f"{verdict}: {counted['errors']} lỗi, {counted['warnings']} cảnh báo, {counted['advice']} lời khuyên."
    ]
    for row in rows:
        lines += [
            "",
            f"{_WORDS[row.level]} {row.rule} – {row.where}",
            f"  {row.message}",
            f"  ({row.clause})",
        ]
    return "\n".join(lines) + "\n"
