"""The file store: by checksum, proven path, each file whole on disk before its name exists.

The order of a receipt: copy to a temporary file while hashing, gate, fsync, rename, fsync of the
folder; the caller's database row comes last. A crash leaves a temporary file or an unreferenced
one, and `Store.sweep` finds both.
"""

import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from thidua.gate import KINDS, MAX_FILE, Kind, inspect
from thidua.luutru.names import clean_name
from thidua.luutru.refusals import DiskFull, FileMissing, FileTooLarge

RESERVE: Final = 200 * 1024 * 1024
"""Bytes that stay free after an upload, so that the database can still write."""
ROOM_FACTOR: Final = 3
"""An upload's room: its copy here, the next backup, and what is made of it."""

_TEMPORARY: Final = "tam"
_ASIDE: Final = "bo"
KEPT_ASIDE: Final = 30 * 24 * 3600
"""Seconds that a file nobody names is kept before it is deleted."""
_CHUNK: Final = 256 * 1024
_CHECKSUM: Final = re.compile(r"[0-9a-f]{64}")
_FOLDER: Final = re.compile(r"[0-9a-f]{2}")
_REST: Final = re.compile(r"[0-9a-f]{62}")
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies whole in the store; `name` is the cleaned name to show."""

    sha256: str
    size: int
    kind: Kind
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What a sweep found. Temporary names and strangers are relative paths, the rest checksums.

    `restored` were missing and lay aside; they count as present.
    """

    temporary: tuple[str, ...]
    unreferenced: tuple[str, ...]
    missing: tuple[str, ...]
    strangers: tuple[str, ...]
    restored: tuple[str, ...] = ()


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


class Store:
    """Files under `root`, which is made when it is not there.

    `reserve` is the room in bytes that must stay free, `free` tells the room of a folder.
    """

    def __init__(
        self, root: Path, *, reserve: int = RESERVE, free: Callable[[Path], int] = _free_bytes
    ) -> None:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._root = root.resolve(strict=True)
        self._temporary = self._root / _TEMPORARY
        self._temporary.mkdir(exist_ok=True, mode=0o700)
        self._aside = self._root / _ASIDE
        self._reserve = reserve
        self._free = free

    def receive(
        self, stream: BinaryIO, shown_name: str, allowed: frozenset[Kind] = KINDS, *, size: int | None = None
    ) -> Stored:
        """Take in one upload; when it returns, the bytes are on disk under their checksum.

        Reads at most `MAX_FILE` + 1 bytes. `size` is the declared length when there is one. Raises
        `FileTooLarge`, `DiskFull` or the gate's `GateRefused`, and then leaves nothing behind.
        """
        name = clean_name(shown_name)
        self._check_room(name, size)
        temporary = self._temporary / secrets.token_hex(16)
        try:
            sha256, length = _copied(stream, temporary, name)
            verdict = inspect(temporary, name, allowed)
            self._settle(temporary, sha256)
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise DiskFull(name) from error
            raise
        finally:
            _discard(temporary)
        return Stored(
            sha256, length, verdict.kind, verdict.media_type, clean_name(shown_name, verdict.extension)
        )

    def path(self, sha256: str) -> Path:
        """Where that file lies or would lie; raises `ValueError` for anything but a place inside the root."""
        if not _CHECKSUM.fullmatch(sha256):
            raise ValueError("not a sha256 in lower-case hexadecimal")
        place = self._root / sha256[:2] / sha256[2:]
        if place.resolve() != place:
            raise ValueError("the place leads out of the store")
        return place

    def open(self, sha256: str) -> BinaryIO:
        """The stored bytes, read-only; raises `FileMissing`, and `ValueError` like `path`."""
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise FileMissing from error

    def is_whole(self, sha256: str) -> bool:
        """Whether the file is there and its bytes still give its checksum."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False

    def sweep(self, known: Iterable[str], *, before: float | None = None, remove: bool = True) -> SweepReport:
        """Compare the store with the checksums the database knows, and put aside what nothing refers to.

        `before` (seconds since 1970) spares younger files; give it when uploads may be under way,
        since a file is there a moment before its row. What lies aside longer than `KEPT_ASIDE` before that
        is deleted; what is missing and lies aside comes back. Strangers are reported and never touched.
        """
        wanted = set(known)
        restored = self._bring_back(wanted) if remove else ()
        present = dict(self._files())
        temporary = tuple(sorted(p for p in self._temporary.iterdir() if _is_older(p, before)))
        loose = sorted(s for s, place in present.items() if s not in wanted and _is_older(place, before))
        if remove:
            for place in temporary:
                _discard(place)
            for sha256 in loose:
                self._put_aside(present[sha256], sha256)
            self._forget(before)
        return SweepReport(
            temporary=tuple(self._relative(place) for place in temporary),
            unreferenced=tuple(loose),
            missing=tuple(sorted(wanted - present.keys())),
            strangers=tuple(sorted(self._strangers())),
            restored=restored,
        )

    def _put_aside(self, place: Path, sha256: str) -> None:
        self._aside.mkdir(exist_ok=True, mode=0o700)
        os.utime(place)
        place.replace(self._aside / sha256)

    def _bring_back(self, wanted: set[str]) -> tuple[str, ...]:
        """Files aside that are named again, as after an older database was put back."""
        found = []
        for sha256 in sorted(wanted & {place.name for place in self._put_away()}):
            place = self.path(sha256)
            if not place.exists():
                place.parent.mkdir(exist_ok=True, mode=0o700)
                (self._aside / sha256).replace(place)
                _sync_folder(place.parent)
                found.append(sha256)
        return tuple(found)

    def _forget(self, before: float | None) -> None:
        if before is not None:
            for place in self._put_away():
                if _is_older(place, before - KEPT_ASIDE):
                    _discard(place)

    def _put_away(self) -> list[Path]:
        if not self._aside.is_dir() or self._aside.is_symlink():
            return []
        return [place for place in self._aside.iterdir() if _CHECKSUM.fullmatch(place.name)]

    def _check_room(self, name: str, size: int | None) -> None:
        if size is not None and size > MAX_FILE:
            raise FileTooLarge(name)
        if self._free(self._root) < ROOM_FACTOR * (size or 0) + self._reserve:
            raise DiskFull(name)

    def _settle(self, temporary: Path, sha256: str) -> None:
        """Give the file its lasting name; the same bytes already there are kept, damaged ones replaced."""
        place = self.path(sha256)
        if self.is_whole(sha256):
            # A sweep that spares young files must spare this one too until its new row is written.
            os.utime(place)
            return
        place.parent.mkdir(exist_ok=True, mode=0o700)
        _sync_folder(self._root)
        temporary.chmod(0o400)
        if place.exists():
            place.chmod(0o600)
        temporary.replace(place)
        _sync_folder(place.parent)

    def _files(self) -> Iterator[tuple[str, Path]]:
        for folder in self._root.iterdir():
            if _FOLDER.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
                for place in folder.iterdir():
                    if _is_ours(place):
                        yield folder.name + place.name, place

    def _strangers(self) -> Iterator[str]:
        for entry in self._root.iterdir():
            if entry in (self._temporary, self._aside):
                continue
            if not _FOLDER.fullmatch(entry.name) or entry.is_symlink() or not entry.is_dir():
                yield self._relative(entry)
                continue
            yield from (self._relative(place) for place in entry.iterdir() if not _is_ours(place))

    def _relative(self, place: Path) -> str:
        return place.relative_to(self._root).as_posix()


def _copied(stream: BinaryIO, temporary: Path, name: str) -> tuple[str, int]:
    """Copy the stream to disk, hashing on the way; the bytes are on disk when it returns."""
    digest = hashlib.sha256()
    length = 0
    with open(temporary, "xb", opener=_private) as file:
        while chunk := stream.read(min(_CHUNK, MAX_FILE + 1 - length)):
            length += len(chunk)
            if length > MAX_FILE:
                raise FileTooLarge(name)
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), length


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _is_ours(place: Path) -> bool:
    return _REST.fullmatch(place.name) is not None and place.is_file() and not place.is_symlink()


def _is_older(place: Path, before: float | None) -> bool:
    if before is None:
        return True
    try:
        return place.lstat().st_mtime < before
    except FileNotFoundError:
        return False


def _discard(place: Path) -> None:
    with suppress(FileNotFoundError):
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
            return
        if os.name == "nt":
            place.chmod(0o600)  # Windows does not delete a read-only file
        place.unlink()


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
