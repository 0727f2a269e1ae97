"""What the gate answers: a verdict, or a refusal with a sentence for the reader."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

Kind = Literal["docx", "xlsx", "pdf", "jpg", "png"]

KINDS: Final[frozenset[Kind]] = frozenset({"docx", "xlsx", "pdf", "jpg", "png"})

MAX_FILE: Final = 25 * 1024 * 1024
"""Largest accepted file, in bytes."""

MEDIA_TYPES: Final[dict[Kind, str]] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file proved to be; `extension` begins with its dot."""

    kind: Kind
    media_type: str
    extension: str


def verdict_of(kind: Kind) -> Verdict:
    """The verdict that goes with a kind."""
    return Verdict(kind, MEDIA_TYPES[kind], f".{kind}")


class GateRefused(Exception):
    """The file may not come in: `reason` is a stable code, `message` a Vietnamese sentence."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class Fault(Exception):
    """A broken rule, raised by the examiners and turned into `GateRefused` at the door.

    `code` is a key of `reasons.REASONS`; `where` names the spot in the file, when that helps.
    """

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code, where)
        self.code = code
        self.where = where


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file at the gate: where it lies, how many bytes it has, and its first bytes."""

    path: Path
    size: int
    head: bytes
