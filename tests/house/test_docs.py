"""The documents say what the program does."""

import dataclasses
import re
import unicodedata
from pathlib import Path

import pytest

from thidua import cli
from thidua.core.workflow import STEPS, Target
from thidua.settings import CHOICES
from thidua.web import labels

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GLOSSARY = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| Vietnamese")
]


def bare(term: str) -> str:
    plain = unicodedata.normalize("NFD", term.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()


@pytest.mark.parametrize("row", GLOSSARY, ids=lambda row: row[0])
def test_a_term_is_spelled_by_the_one_rule(row: list[str]) -> None:
    term, folder, identifier, klass, address, _ = row
    words = bare(term).split()
    assert identifier == "_".join(words)
    assert klass == "".join(word.capitalize() for word in words)
    assert folder in {"–", "".join(words)}
    assert address in {"–", "-".join(words)}
    if folder != "–":
        assert (ROOT / "thidua" / folder).is_dir()


def workflow_page() -> str:
    lines = [
        "# The steps of a hồ sơ",
        "",
        "Printed from `thidua.core.workflow.STEPS`; a test keeps it true.",
        "",
        "| step | button | from | to | who | needs |",
        "|---|---|---|---|---|---|",
    ]
    for step in STEPS:
        target = {Target.SAME: "(no change)", Target.SENT_FROM: "(the state it was sent from)"}.get(
            step.target,  # type: ignore[arg-type]
            str(step.target),
        )
        needs = [word for word, holds in (("reason", step.needs_reason), ("day", step.needs_day)) if holds]
        words = labels.step_words(step.name, step.source).button
        lines.append(
            f"| `{step.name}` | {words} | `{step.source}` | `{target}` | `{step.role}` | {', '.join(needs)} |"
        )
    return "\n".join(lines) + "\n"


def test_the_page_of_the_steps_is_the_table_of_the_steps() -> None:
    assert (DOCS / "workflow.md").read_text(encoding="utf-8") == workflow_page()


@pytest.mark.parametrize("command", [c.name for c in cli.COMMANDS if c.name])
def test_each_command_is_named_in_readme_and_guide(command: str) -> None:
    for path in (ROOT / "README.md", DOCS / "van-hanh.md"):
        assert f"app.py {command}" in path.read_text(encoding="utf-8"), path.name


def test_each_setting_is_named_in_the_guide() -> None:
    guide = (DOCS / "van-hanh.md").read_text(encoding="utf-8")
    names = {*CHOICES, "THIDUA_INSTANCE", "DATABASE_URL", "THIDUA_KHOA_PHIEN", "THIDUA_KHOA_NHAT_KY"}
    assert [name for name in sorted(names) if f"`{name}`" not in guide] == []


def test_each_stage_stands_on_the_map() -> None:
    page = (DOCS / "map.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in (ROOT / "thidua").glob("*/__init__.py")}
    assert {name for name in packages if not re.search(rf"\b{name}\b", page)} == set()


def test_each_state_role_step_and_kind_has_words() -> None:
    from thidua.core.actor import Role
    from thidua.core.targets import LoaiChiTieu, NguonGiao
    from thidua.core.workflow import STEP_NAMES, State

    assert set(State) <= labels.STATES.keys()
    assert set(Role) == set(labels.ROLES)
    assert set(STEP_NAMES) <= labels.STEPS.keys()
    assert set(LoaiChiTieu) == set(labels.TARGET_KINDS)
    assert set(NguonGiao) == set(labels.ASSIGNED_BY)
    assert dataclasses.is_dataclass(labels.Status)


def test_no_link_of_the_documents_is_broken() -> None:
    broken = []
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in link and not (page.parent / link).exists():
                broken.append(f"{page.name}: {link}")
    assert broken == []
