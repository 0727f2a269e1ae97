"""The sample town built once, and for each walk a server of its own over a copy of it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium as open_chromium
from tests.conftest import ROOT
from tests.conftest_sample import built
from tests.road.official import Office, shots_folder

PROGRAM = """
import sys
from pathlib import Path
from thidua.cli import main

if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
"""
"""The program without its launcher, which would look for an environment of its own."""


def program(script: Path, instance: Path, *line: str) -> "subprocess.Popen[str]":
    """Start one command of the program over this instance."""
    script.write_text(PROGRAM, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.Popen(
        [sys.executable, str(script), str(ROOT), *line],
        env={**kept, "THIDUA_INSTANCE": str(instance), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


@pytest.fixture(scope="session")
def sample(run_folder: Path) -> Path:
    """The sample town as `demo` builds it; to be copied, never served."""
    return built(run_folder)


@contextmanager
def served(instance: Path, folder: Path) -> Iterator[str]:
    """The address of the program's own server over this instance; it ends here, and nothing else does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = program(folder / "chay.py", instance, "demo", "--port", str(port))
    try:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if "đã sẵn sàng" in line:
                break
        assert process.poll() is None, "".join(said)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with open_chromium() as browser:
        yield browser


@pytest.fixture(params=[True, False], ids=["javascript", "plain"])
def office(request: pytest.FixtureRequest, chromium: Any, sample: Path, tmp_path: Path) -> Iterator[Office]:
    """A town of the walk's own behind a real server, with JavaScript and without."""
    shutil.copytree(sample, tmp_path / "instance")
    with served(tmp_path / "instance", tmp_path) as origin:
        made = Office(chromium, origin, scripts=request.param, shots=shots_folder())
        yield made
        made.close()
