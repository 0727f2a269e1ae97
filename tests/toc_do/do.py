"""How runs are timed: in alternation (A B A B …), medians, ratios taken round by round."""

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from math import log
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Whole(NamedTuple):
    """A whole process: seconds, and peak memory in MB (None where the system does not tell)."""

    seconds: float
    megabytes: float | None


def alternate(jobs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each job, `rounds` times, after one round that does not count."""
    found: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds + 1):
        for name, job in jobs.items():
            gc.collect()
            start = time.perf_counter()
            job()
            if number:
                found[name].append(time.perf_counter() - start)
    return found


def ratio(of: list[float], to: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(of, to, strict=True))


def exponent(small: list[float], large: list[float], factor: float) -> float:
    """How the cost grows with the size: 1 is linear."""
    return log(statistics.median(large) / statistics.median(small)) / log(factor)


def whole_process(variant: str, count: int) -> Whole:
    """One run of `tests.toc_do.mot_lan` from start to end. RuntimeError when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "tests.toc_do.mot_lan", variant, str(count)], cwd=ROOT)
    if not hasattr(os, "wait4"):
        status, peak = process.wait(), None
    else:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = status
        peak = used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    if status:
        raise RuntimeError(f"{variant} {count} failed")
    return Whole(time.perf_counter() - start, peak)
