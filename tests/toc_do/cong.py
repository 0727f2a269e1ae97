"""The gate over a folder of files, each in a process of its own: `python -m tests.toc_do.cong FOLDER`.

A line of JSON per file: its name, the best of three times in seconds of the processor, the memory in MiB that it took beyond
what the process held before (None where the system does not tell), and the reason of its refusal.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

from thidua.gate import GateRefused, inspect

TIMES = 3


def _held() -> float:
    """The most memory of this process so far, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def _refusal(path: Path) -> str:
    try:
        inspect(path, "a")
    except GateRefused as refused:
        return refused.reason
    return ""


def measured(path: Path) -> dict[str, object]:
    """What one file costs this process, which has seen no other."""
    before, seconds = _held(), []
    for _ in range(TIMES):
        start = time.process_time()
        reason = _refusal(path)
        seconds.append(time.process_time() - start)
    return {"tep": path.name, "giay": min(seconds), "mib": _held() - before, "ly_do": reason}


def in_a_child(path: Path) -> None:
    """A copy of this process, in which every library is loaded, looks at the file."""
    child = os.fork()
    if not child:
        print(json.dumps(measured(path)), flush=True)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        raise SystemExit(f"{path.name}: the gate ended its process")


if __name__ == "__main__":
    from tests.gate.forge import jpeg, pdf, png

    files = sorted(Path(sys.argv[1]).iterdir())
    for make in (jpeg, pdf, lambda: png(9, 9)):
        warm = Path(sys.argv[1]) / "khoi-dong"
        warm.write_bytes(make())
        _refusal(warm)
        warm.unlink()
    for file in files:
        in_a_child(file)
