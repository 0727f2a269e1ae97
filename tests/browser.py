"""Real Chromium for tests, and the programs outside Python that tests use."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def need(*programs: str) -> None:
    """See that these programs are there: where CI=true their lack fails the test, elsewhere it is left out.

    The one place where a test may be skipped for its surroundings.
    """
    missing = [program for program in programs if shutil.which(program) is None]
    if not missing:
        return
    words = f"needs {', '.join(missing)}"
    if os.environ.get("CI") == "true":
        pytest.fail(words, pytrace=False)
    pytest.skip(words)


@contextmanager
def chromium() -> Iterator[Any]:
    """The system's Chromium, without a window."""
    need("chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS))
        yield browser
        browser.close()
