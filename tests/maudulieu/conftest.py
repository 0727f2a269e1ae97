"""The sample is read once for all its tests."""

import pytest

from thidua.maudulieu.doc import load
from thidua.maudulieu.shapes import MauDuLieu


@pytest.fixture(scope="session")
def mau() -> MauDuLieu:
    return load()
