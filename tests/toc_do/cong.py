"""What the gate takes for each of many files: a copy of one process looks at each, and at no other.

Run by itself (`python -m tests.toc_do.cong FOLDER`) it prints a line of JSON per file of the folder.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.gate.forge import jpeg, pdf, png
from tests.toc_do.do import ROOT
from thidua.gate import GateRefused, inspect

TIMES = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the processor (the best of three), and MiB beyond what the process held before.

    `megabytes` is None where the system does not tell; `reason` is empty for an accepted file.
    """

    name: str
    seconds: float
    megabytes: float | None
    reason: str


def costs(files: Mapping[str, bytes]) -> list[Cost]:
    """The cost of each file. RuntimeError when one of them ends the process."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        words = [sys.executable, "-m", "tests.toc_do.cong", folder]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return [Cost(**json.loads(line)) for line in done.stdout.splitlines()]


def _held() -> float | None:
    """The most memory of this process so far, in MiB."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def _refusal(path: Path) -> str:
    try:
        inspect(path, "a")
    except GateRefused as refused:
        return refused.reason
    return ""


def _measured(path: Path) -> Cost:
    before, seconds, reason = _held(), [], ""
    for _ in range(TIMES):
        start = time.process_time()
        reason = _refusal(path)
        seconds.append(time.process_time() - start)
    after = _held()
    taken = None if before is None or after is None else after - before
    return Cost(path.name, min(seconds), taken, reason)


def _in_a_copy(path: Path) -> None:
    if sys.platform == "win32":
        print(json.dumps(asdict(_measured(path))))
        return
    child = os.fork()
    if not child:
        print(json.dumps(asdict(_measured(path))), flush=True)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        raise SystemExit(f"{path.name}: the gate ended its process")


def _load_libraries() -> None:
    """Let one small file of each sort pass, so that the measured ones find every library loaded."""
    with TemporaryDirectory() as folder, suppress(GateRefused):
        small = Path(folder) / "a"
        for content in (jpeg(), png(9, 9), pdf()):
            small.write_bytes(content)
            inspect(small, "a")


if __name__ == "__main__":
    _load_libraries()
    for each in sorted(Path(sys.argv[1]).iterdir()):
        _in_a_copy(each)
