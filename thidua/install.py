"""The environment `.venv`: what it must hold, and making it, one start at a time, to the end or not at all.

A stamp inside names the requirements that were installed to the end; an environment without it is not
trusted, and one in which an installation was cut off is thrown away. Where packages come from is the
machine's affair: pip is asked for the pinned names only and reads its own configuration.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from thidua.guard import Busy, FileLock

FILES = {"run": "requirements.txt", "dev": "requirements-dev.txt"}
_STAMP = "da-cai.json"
_UNFINISHED = "dang-cai"
_TRACE = "loi-cai-dat.txt"

_NO_VENV = (
    "Python của máy thiếu phần tạo môi trường riêng. Trên Debian, Ubuntu hãy chạy bằng quyền quản trị: "
    "apt install python3-venv, rồi gõ lại lệnh."
)
_REASONS = {
    "DO NOT MATCH THE HASHES": "Tệp thư viện tải về không đúng với bản đã kiểm nên máy từ chối cài. "
    "Hãy gõ lại lệnh; nếu vẫn lỗi, hãy báo người quản trị kho thư viện.",
    "No space left": "Ổ đĩa đã đầy: hãy dọn ít nhất 1 GB rồi gõ lại lệnh.",
    "Permission denied": "Không có quyền ghi: hãy chạy bằng người dùng sở hữu thư mục chương trình.",
    "CERTIFICATE_VERIFY_FAILED": "Máy này không tin chứng thư của kho thư viện: hãy báo người quản trị mạng.",
    "No matching distribution": "Kho thư viện không có đủ các bản cần dùng cho máy này: hãy kiểm tra đường "
    "mạng tới kho rồi gõ lại lệnh.",
}
_ANY_REASON = "Hãy kiểm tra đường mạng tới kho thư viện và chỗ trống trên đĩa rồi gõ lại lệnh."


class InstallRefused(Exception):
    """The environment cannot be made; the text is what to tell the person at the keyboard."""


def prepare(root: Path, parts: Sequence[str]) -> None:
    """Make sure that `.venv` holds exactly what these parts ask for; quick when it does already.

    Raises InstallRefused, and then leaves nothing that a later start would trust.
    """
    if is_ready(root, parts):
        return
    with _only_one(root) as lock:
        if not is_ready(root, parts):
            _install(root, parts, lock)


def interpreter(venv: Path) -> Path:
    """Where the environment keeps its Python on this system."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def python_line() -> str:
    """The release line of the running Python, by which packages are found: "3.11"."""
    return "{}.{}".format(*sys.version_info)


def fingerprint(root: Path, part: str) -> str:
    """What one requirements file asks for: a changed pin changes it, a changed comment does not."""
    try:
        text = (root / FILES[part]).read_text(encoding="utf-8")
    except OSError:
        raise InstallRefused(f"Không đọc được tệp {FILES[part]} trong thư mục chương trình {root}.") from None
    pins = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return hashlib.sha256("\n".join(pins).encode()).hexdigest()


def is_ready(root: Path, parts: Sequence[str]) -> bool:
    """Whether the environment holds exactly what these parts ask for, installed to the end."""
    venv = root / ".venv"
    if (venv / _UNFINISHED).exists() or not _has_python(venv):
        return False
    stamp = read_stamp(venv)
    return all(stamp.get(part) == fingerprint(root, part) for part in parts)


def read_stamp(venv: Path) -> dict[str, str]:
    """What was installed to the end (part -> fingerprint) and the Python it was made for; {} when unknown."""
    try:
        found = json.loads((venv / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def mark_unfinished(venv: Path) -> None:
    """Say that this environment is not to be trusted and has to be made anew."""
    (venv / _UNFINISHED).touch()


def _has_python(venv: Path) -> bool:
    """Whether the environment's interpreter is there, with the Python it was made from still behind it."""
    if not interpreter(venv).exists():
        return False
    if os.name != "nt":
        return True
    settings = (venv / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace").splitlines()
    home = next((line.partition("=")[2].strip() for line in settings if line.startswith("home")), "")
    return Path(home, "python.exe").exists()


def _only_one(root: Path) -> FileLock:
    path = root / "instance" / ".khoa-cai-dat"
    lock = FileLock(path)
    try:
        path.parent.mkdir(exist_ok=True)
        try:
            return lock.acquire()
        except Busy:
            print("Một lần khởi động khác đang cài thư viện; xin chờ cho đến khi xong…", flush=True)
            return lock.acquire(wait=True)
    except OSError:
        raise InstallRefused(
            f"Không ghi được vào thư mục {path.parent}: hãy chạy bằng người dùng sở hữu thư mục "
            "chương trình, hoặc cấp quyền ghi cho người dùng này."
        ) from None


def _install(root: Path, parts: Sequence[str], lock: FileLock) -> None:
    venv = root / ".venv"
    started = time.monotonic()
    fresh = _is_spoiled(venv)
    print("Đang cài thư viện vào .venv (lần đầu mất khoảng một đến ba phút)…", flush=True)
    try:
        with _ending_cleanly():
            if fresh:
                _make(venv, lock)
            _fill(root, parts, lock)
    except BaseException as failure:
        _undo(venv, fresh)
        if isinstance(failure, OSError):
            raise InstallRefused(_explain(str(failure))) from failure
        raise
    print(f"Đã cài xong sau {time.monotonic() - started:.0f} giây.", flush=True)


def _is_spoiled(venv: Path) -> bool:
    """Whether there is nothing to build on: cut off half-way, no Python, no pip or too old a Python."""
    return (venv / _UNFINISHED).exists() or not _has_python(venv) or not _line_of(venv)


def _line_of(venv: Path) -> str:
    """The release line of the environment's own Python; "" when it is too old, has no pip or does not run."""
    question = "import sys, pip; print('%d.%d' % sys.version_info[:2] if sys.version_info >= (3, 11) else '')"
    try:
        asked = _call([str(interpreter(venv)), "-I", "-c", question])
    except OSError:
        return ""
    return "" if asked.returncode else asked.stdout.strip()


@contextmanager
def _ending_cleanly() -> Iterator[None]:
    """Let a SIGTERM take the way of an exception, so that the package installer ends too."""

    def stop(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _undo(venv: Path, fresh: bool) -> None:
    """A new environment goes; an old one stays without its stamp, so that the next start asks again."""
    if fresh:
        shutil.rmtree(venv, ignore_errors=True)
    else:
        (venv / _UNFINISHED).unlink(missing_ok=True)


def _make(venv: Path, lock: FileLock) -> None:
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise InstallRefused(_NO_VENV)
    shutil.rmtree(venv, ignore_errors=True)
    venv.mkdir()
    mark_unfinished(venv)
    # -I: a module in the current folder or in PYTHONPATH must not stand in for the standard library's
    made = _call([sys.executable, "-I", "-m", "venv", str(venv)], lock)
    if made.returncode or not _has_python(venv):
        if "ensurepip" in made.stdout:
            raise InstallRefused(_NO_VENV)
        raise InstallRefused(f"Không tạo được {venv}. {_explain(made.stdout)}")


def _fill(root: Path, parts: Sequence[str], lock: FileLock) -> None:
    venv = root / ".venv"
    stamp = read_stamp(venv)
    (venv / _STAMP).unlink(missing_ok=True)
    mark_unfinished(venv)
    _run_pip(root, parts, lock)
    stamp |= {part: fingerprint(root, part) for part in parts} | {"python": _line_of(venv)}
    # Trust begins here: the stamp is whole before the mark goes.
    draft = venv / (_STAMP + ".moi")
    draft.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    os.replace(draft, venv / _STAMP)
    (venv / _UNFINISHED).unlink(missing_ok=True)


def _run_pip(root: Path, parts: Sequence[str], lock: FileLock) -> None:
    files = [word for part in parts for word in ("-r", str(root / FILES[part]))]
    pip = [str(interpreter(root / ".venv")), "-I", "-m", "pip", "install", "--quiet", "--no-input"]
    done = _call([*pip, "--require-hashes", "--only-binary", ":all:", *files], lock)
    if done.returncode:
        trace = root / "instance" / _TRACE
        trace.write_text(done.stdout, encoding="utf-8")
        raise InstallRefused(f"{_explain(done.stdout)}\nChi tiết cho người quản trị: {trace}")


def _call(line: Sequence[str], lock: FileLock | None = None) -> "subprocess.CompletedProcess[str]":
    # PIP_USER: a machine that installs for the user by default would have pip refuse to work in here.
    environ = os.environ | {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"}
    # The child holds the lock too: should this process be killed, nobody clears up under its hands.
    held = () if lock is None or os.name == "nt" else (lock.fileno(),)
    return subprocess.run(
        line,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        pass_fds=held,
        check=False,
    )


def _explain(output: str) -> str:
    reasons = (words for sign, words in _REASONS.items() if sign in output)
    return "Cài thư viện chưa xong. " + next(reasons, _ANY_REASON)
