"""The house stands: contracts of import, purity, one clock, no accented words in the law."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = ROOT / "thidua"
MODULES = sorted(path for path in CODE.rglob("*.py") if "migrations" not in path.parts)
STAGES = sorted(
    {path.parent.name for path in CODE.glob("*/views.py")}
    | {path.parent.parent.name for path in CODE.glob("*/views/__init__.py")}
)


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_the_import_contracts_hold() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run(
        [str(tool)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("module", "never"),
    [
        ("thidua.core.workflow", ("flask", "sqlalchemy", "wtforms", "werkzeug", "jinja2", "docx", "lxml")),
        ("thidua.vanban.to_html", ("flask", "sqlalchemy", "wtforms", "werkzeug", "jinja2", "docx", "lxml")),
        ("thidua.vanban.check", ("flask", "sqlalchemy", "docx", "lxml")),
        (
            "thidua.factory",
            ("docx", "lxml", "pikepdf", "PIL", "pyhanko", "zxingcpp", "cryptography", "thidua.vanban.check"),
        ),
        ("thidua.launch", ("flask", "sqlalchemy", "docx", "lxml")),
    ],
)
def test_a_fresh_process_loads_nothing_it_does_not_need(module: str, never: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([n for n in {never!r} if n in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("stage", STAGES)
def test_views_use_no_other_stage_s_forms(stage: str) -> None:
    faces = [*CODE.glob(f"{stage}/views.py"), *CODE.glob(f"{stage}/views/*.py")]
    used = {name for path in faces for name in imported(path)}
    foreign = {name for name in used if re.fullmatch(r"thidua\.\w+\.forms", name)}
    # StepForm is the one form of the hồ sơ that every stage's step route reads.
    assert foreign <= {f"thidua.{stage}.forms", "thidua.web.forms", "thidua.hoso.forms"}


def test_only_the_clock_asks_for_the_time() -> None:
    pattern = re.compile(r"datetime\.now\(|datetime\.utcnow\(|date\.today\(|time\.time\(")
    asking = {
        str(path.relative_to(CODE)) for path in MODULES if pattern.search(path.read_text(encoding="utf-8"))
    }
    assert asking <= {"web/clock.py"}


def literals(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    # A text that stands as a statement documents the constant above it.
    docs |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


@pytest.mark.parametrize(
    # viet.py holds the language itself, legacy_fonts.py its letters in two older tables.
    "path",
    [p for p in sorted((CODE / "core").glob("*.py")) if p.name not in ("viet.py", "legacy_fonts.py")],
    ids=lambda p: p.name,
)
def test_no_accented_word_stands_in_the_law(path: Path) -> None:
    assert [text for text in literals(path) if re.search(r"[^\W\d_a-zA-Z]", text)] == []


def test_there_is_no_attic() -> None:
    attics = {"utils", "helpers", "common", "misc"}
    assert {path.stem for path in MODULES} & attics == set()
    assert {path.name for path in CODE.iterdir() if path.is_dir()} & attics == set()


def test_the_top_level_holds_what_was_agreed() -> None:
    allowed = {
        "app.py", "thidua", "templates", "static", "instance", "tests", "requirements.txt", "README.md",
        "pyproject.toml", "requirements-dev.txt", "docs", "CHANGELOG.md", "LICENSE",
    }  # fmt: skip
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    top = {line.split("/")[0] for line in tracked}
    assert {name for name in top if not name.startswith(".")} <= allowed
