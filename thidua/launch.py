"""From a bare Python to a running command: see that `.venv` is right, and go on inside it.

Standard library only. When the environment is right already, nothing but a small stamp is read.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from thidua import install
from thidua.guard import end_with

_LAUNCHER = "THIDUA_LAUNCHER"


def main(root: str | os.PathLike[str], words: Sequence[str]) -> int:
    """Run one command of the program inside its own environment and answer its exit code.

    On POSIX the call does not come back when it has to change the interpreter: the process is replaced.
    """
    speak_utf8()
    folder = Path(root).resolve()
    if not is_inside(folder / ".venv"):
        return _enter(folder, words)
    if _outlived_its_python(folder / ".venv"):
        return _start_over(folder, words)
    _follow_launcher()
    from thidua.cli import main as run

    return run(folder, words)


def speak_utf8() -> None:
    """Make both streams carry Vietnamese whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def parts_for(words: Sequence[str]) -> tuple[str, ...]:
    """The parts of the requirements that a command needs."""
    return ("run", "dev") if words[:1] == ["test"] else ("run",)


def is_inside(venv: Path) -> bool:
    """Whether this process already runs on the environment's interpreter."""
    return sys.prefix != sys.base_prefix and Path(sys.prefix).resolve() == venv.resolve()


def _outlived_its_python(venv: Path) -> bool:
    """Whether the system's Python changed under the environment, so that its packages are out of sight."""
    made_for = install.read_stamp(venv).get("python")
    return made_for is not None and made_for != install.python_line()


def _start_over(root: Path, words: Sequence[str]) -> int:
    install.mark_unfinished(root / ".venv")
    os.environ.pop(_LAUNCHER, None)
    return _become(Path(getattr(sys, "_base_executable", sys.executable)), root, words)


def _enter(root: Path, words: Sequence[str]) -> int:
    venv = root / ".venv"
    try:
        if os.environ.pop(_LAUNCHER, None):
            raise install.InstallRefused(
                f"Môi trường {venv} không dùng được. Hãy xóa thư mục .venv rồi gõ lại lệnh."
            )
        install.prepare(root, parts_for(words))
    except install.InstallRefused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Đã dừng; chưa cài gì.", file=sys.stderr)
        return 130
    os.environ[_LAUNCHER] = str(os.getpid())
    return _become(install.interpreter(venv), root, words)


def _become(python: Path, root: Path, words: Sequence[str]) -> int:
    """Go on as this interpreter, so that ending the command ends the server."""
    line = [str(python), str(root / "app.py"), *words]
    if os.name == "nt":
        return _hand_over(line)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(python, line)


def _hand_over(line: Sequence[str]) -> int:
    """Windows cannot replace a process: run a child, which sees the console's Ctrl+C too, and wait."""
    child = subprocess.Popen(line)
    for name in ("SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    return child.wait()


def _follow_launcher() -> None:
    """End with the launcher that waits for this process; where it was replaced, it is this process itself."""
    launcher = os.environ.pop(_LAUNCHER, "")
    if launcher.isdigit() and int(launcher) != os.getpid():
        end_with(int(launcher))
