"""Two guards of a running program: a lock that one process holds, and an end that follows another's end.

Standard library only, for Linux, macOS and Windows.
"""

import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO

_FAR = 1 << 30  # Windows locks bytes against reading too, so the locked one lies beyond the text


class Busy(Exception):
    """Another process holds the lock; `holder` is what it wrote there."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


class FileLock:
    """An exclusive lock on a file, freed by `release` or by the end of the process however it comes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def acquire(self, note: str = "", *, wait: bool = False) -> "FileLock":
        """Take the lock and leave a note for whoever is refused.

        Raises Busy when another holds it and `wait` is not asked, OSError where the file cannot be written.
        """
        file = self.path.open("a+", encoding="utf-8")
        while not _try_lock(file):
            if not wait:
                file.seek(0)
                holder = file.read().strip()
                file.close()
                raise Busy(holder)
            time.sleep(0.1)
        file.truncate(0)
        file.write(note)
        file.flush()
        self._file = file
        return self

    def fileno(self) -> int:
        """The descriptor of the lock, for a child that is to hold it too. Raises OSError when not held."""
        if self._file is None:
            raise OSError(f"not held: {self.path}")
        return self._file.fileno()

    def release(self) -> None:
        """Give the lock back; the file stays, since removing it would let two hold two."""
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()
            self._file = None

    def __enter__(self) -> "FileLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def end_with(parent: int) -> None:
    """End this process at once when the process `parent` ends, even when that one is killed.

    On POSIX `parent` must be the process that started this one.
    """
    if sys.platform == "win32":
        threading.Thread(target=_end_after_windows, args=(parent,), daemon=True).start()
        return
    if sys.platform == "linux":
        import ctypes

        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL, 0, 0, 0)
    # The parent may have gone before the kernel was asked.
    if os.getppid() != parent:
        os._exit(1)
    if sys.platform != "linux":
        threading.Thread(target=_end_after_posix, args=(parent,), daemon=True).start()


def _end_after_posix(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if sys.platform == "win32":

    def _try_lock(file: IO[str]) -> bool:
        import msvcrt

        os.lseek(file.fileno(), _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _end_after_windows(parent: int) -> None:
        import ctypes

        synchronize, forever = 0x00100000, 0xFFFFFFFF
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(synchronize, False, parent)
        if handle:
            kernel.WaitForSingleObject(handle, forever)
        os._exit(1)

else:

    def _try_lock(file: IO[str]) -> bool:
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _end_after_windows(parent: int) -> None:
        raise OSError(parent)
