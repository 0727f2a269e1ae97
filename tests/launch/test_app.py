"""The entry file: light to import, and readable by Pythons that it refuses."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from thidua import launch

PROGRAM = Path(__file__).parents[2]


def _ask(question: str) -> str:
    asked = subprocess.run(
        [sys.executable, "-c", question], cwd=PROGRAM, capture_output=True, encoding="utf-8", check=True
    )
    return asked.stdout.strip()


def test_starting_loads_the_standard_library_only() -> None:
    foreign = _ask(
        "import sys, app, thidua.launch, thidua.cli; "
        "foreign = ('flask', 'sqlalchemy', 'granian', 'waitress', 'docx', 'lxml', 'jinja2'); "
        "print([name for name in foreign if name in sys.modules])"
    )
    assert foreign == "[]"


def test_only_the_wsgi_object_is_made_on_demand() -> None:
    assert _ask("import app; print(hasattr(app, 'nothing'))") == "False"


def test_an_old_python_can_still_read_the_refusal() -> None:
    ast.parse((PROGRAM / "app.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_refused_in_vietnamese() -> None:
    question = (
        "import sys, runpy; sys.version_info = (3, 9, 2, 'final', 0); sys.argv = ['app.py', 'test']; "
        "runpy.run_path('app.py', run_name='__main__')"
    )
    asked = subprocess.run([sys.executable, "-c", question], cwd=PROGRAM, capture_output=True)
    assert asked.returncode == 1
    assert "Cần Python 3.11 trở lên; máy này đang chạy Python 3.9." in asked.stderr.decode()


def test_an_environment_that_does_not_take_over_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("THIDUA_LAUNCHER", str(os.getpid()))
    monkeypatch.setattr(launch, "speak_utf8", lambda: None)
    assert launch.main(tmp_path, ["demo"]) == 1
    assert "xóa thư mục .venv" in capsys.readouterr().err
    assert "THIDUA_LAUNCHER" not in os.environ
