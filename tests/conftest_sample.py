"""The sample town for tests: built once a run, whatever number of processes it has; each test takes a copy.

A test module that wants the app over it writes
`@pytest.fixture` `def settings(sample_town: SampleTown) -> Settings: return sample_town.settings`
and takes `sample_town` from here: `from tests.conftest_sample import sample_town  # noqa: F401`.
"""

import shutil
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from thidua.guard import FileLock
from thidua.maudulieu import demo
from thidua.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2023, 6, 22)
KEY = bytes(range(32, 64))
UNITS = 40
_TIME = "giay-dung-mau"


@dataclass(frozen=True, slots=True)
class SampleTown:
    """A test's own copy of the sample: settings over its folder, the compiled report, and how many seconds
    the one build of the run took."""

    settings: Settings
    report: Path
    seconds: float


def built(run_folder: Path) -> Path:
    """The instance whose `mau` is the sample of this run; to be copied, never served.

    The first process that asks builds it, the others wait for it.
    """
    instance = run_folder / "thi-xa-mau"
    lock = FileLock(run_folder / "thi-xa-mau.khoa").acquire(wait=True)
    try:
        if not (instance / _TIME).exists():
            _build(instance)
    finally:
        lock.release()
    return instance


def _build(instance: Path) -> None:
    folder = instance / "mau"
    (folder / "bi-mat").mkdir(parents=True)
    key = folder / "bi-mat" / "khoa-nhat-ky"
    key.write_text(KEY.hex(), encoding="ascii")
    key.chmod(0o600)
    start = time.perf_counter()
    demo.build(folder, TODAY, UNITS, False)
    (instance / _TIME).write_text(str(time.perf_counter() - start), encoding="ascii")


@pytest.fixture
def sample_town(tmp_path: Path, run_folder: Path) -> SampleTown:
    """The whole sample in a folder of this test's own."""
    source = built(run_folder)
    folder = tmp_path / "thi-xa-mau"
    shutil.copytree(source / "mau", folder)
    settings = Settings(
        root=ROOT,
        instance=folder,
        database_url=f"sqlite:///{folder / demo.DATABASE}",
        secret_key=bytes(range(32)),
        log_key=KEY,
        sample=True,
        today=TODAY,
    )
    seconds = float((source / _TIME).read_text("ascii"))
    return SampleTown(settings, folder / demo.REPORT.format(nam=TODAY.year), seconds)
