"""Templates, styles and scripts: nothing from outside, nothing inline, nothing unescaped."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
OWN_STATIC = [
    path
    for path in sorted((ROOT / "static").rglob("*"))
    if path.is_file() and path.suffix in {".css", ".js", ".svg"} and "vendor" not in path.parts
]


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("name", names(TEMPLATES + OWN_STATIC))
def test_no_address_leads_outside(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(r"""(?:https?:)?//[\w.-]+\.\w+""", text)
    assert [address for address in found if "www.w3.org" not in address] == []


@pytest.mark.parametrize("name", names(TEMPLATES))
def test_a_template_holds_no_inline_code_and_no_raw_text(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|\|\s*safe\b|hx-on|javascript:""", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"""type=["']date["']""", text), "ngày là một ô chữ"


def test_the_frame_is_small() -> None:
    assert len((ROOT / "templates" / "base.html").read_text(encoding="utf-8").splitlines()) <= 60


def test_own_script_stays_in_its_budget() -> None:
    assert sum(path.stat().st_size for path in OWN_STATIC if path.suffix == ".js") <= 24_000
