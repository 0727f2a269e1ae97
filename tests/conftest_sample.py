"""The sample town for tests: loaded once a run, each test with a copy of it.

A test module that wants the app over it writes
`@pytest.fixture` `def settings(sample_town: SampleTown) -> Settings: return sample_town.settings`
and takes `sample_town` from here: `from tests.conftest_sample import sample_town  # noqa: F401`.
"""

import atexit
import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from thidua.maudulieu import demo
from thidua.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2023, 6, 22)
KEY = bytes(range(32, 64))
UNITS = 40


@dataclass(frozen=True, slots=True)
class SampleTown:
    """A test's own copy of the sample: settings over its folder, the compiled report, and how many seconds
    the one build of the run took."""

    settings: Settings
    report: Path
    seconds: float


@cache
def built() -> tuple[Path, float]:
    """The sample of this run, and how long it took."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-mau-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "bi-mat").mkdir()
    (folder / "bi-mat" / "khoa-nhat-ky").write_text(KEY.hex(), encoding="ascii")
    start = time.perf_counter()
    demo.build(folder, TODAY, UNITS, False)
    return folder, time.perf_counter() - start


@pytest.fixture
def sample_town(tmp_path: Path) -> SampleTown:
    """The whole sample in a folder of this test's own."""
    source, seconds = built()
    folder = tmp_path / "thi-xa-mau"
    shutil.copytree(source, folder)
    settings = Settings(
        root=ROOT,
        instance=folder,
        database_url=f"sqlite:///{folder / demo.DATABASE}",
        secret_key=bytes(range(32)),
        log_key=KEY,
        sample=True,
        today=TODAY,
    )
    return SampleTown(settings, folder / demo.REPORT.format(nam=TODAY.year), seconds)
