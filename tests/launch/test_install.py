"""Making the environment: asked for once, trusted only when it is whole."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from thidua import install, launch


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A program folder of the kind that people make: spaces and marks in its name."""
    folder = tmp_path / "thử nghiệm có dấu"
    folder.mkdir()
    pins = "# vì sao\nflask==3.1.3 \\\n    --hash=sha256:aa\n"
    (folder / "requirements.txt").write_text(pins, encoding="utf-8")
    (folder / "requirements-dev.txt").write_text("pytest==9.2.0 --hash=sha256:bb\n", encoding="utf-8")
    return folder


class Machine:
    """Stands in for the processes that `install` starts, and remembers them."""

    def __init__(self) -> None:
        self.lines: list[list[str]] = []
        self.pip: tuple[int, str] = (0, "")

    def __call__(self, line: Sequence[str], lock: object = None) -> "subprocess.CompletedProcess[str]":
        self.lines.append(list(line))
        code, output = 0, ""
        if "venv" in line:
            python = install.interpreter(Path(line[-1]))
            python.parent.mkdir(parents=True)
            python.touch()
        elif "pip" in line:
            code, output = self.pip
        else:
            output = install.python_line() + "\n"
        return subprocess.CompletedProcess(line, code, output)

    def asked_pip(self) -> list[list[str]]:
        return [line for line in self.lines if "pip" in line]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    stand_in = Machine()
    monkeypatch.setattr(install, "_call", stand_in)
    return stand_in


def test_a_second_start_does_not_touch_pip(root: Path, machine: Machine) -> None:
    install.prepare(root, ("run",))
    assert len(machine.asked_pip()) == 1
    install.prepare(root, ("run",))
    assert len(machine.asked_pip()) == 1


def test_pip_is_told_neither_index_nor_source(root: Path, machine: Machine) -> None:
    install.prepare(root, ("run", "dev"))
    (line,) = machine.asked_pip()
    assert "--require-hashes" in line
    assert [word for word in line if word.startswith("--")] == [
        "--quiet", "--no-input", "--require-hashes", "--only-binary",
    ]  # fmt: skip
    assert line[-4:] == ["-r", str(root / "requirements.txt"), "-r", str(root / "requirements-dev.txt")]


def test_the_tests_ask_for_the_development_requirements_too(root: Path, machine: Machine) -> None:
    install.prepare(root, launch.parts_for(["demo"]))
    assert not install.is_ready(root, launch.parts_for(["test"]))
    install.prepare(root, launch.parts_for(["test", "-k", "x"]))
    assert install.is_ready(root, launch.parts_for(["test"]))
    assert install.is_ready(root, launch.parts_for([]))


def test_a_changed_pin_is_installed_and_a_changed_remark_is_not(root: Path, machine: Machine) -> None:
    install.prepare(root, ("run",))
    path = root / "requirements.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("vì sao", "vì thế"), encoding="utf-8")
    assert install.is_ready(root, ("run",))
    path.write_text(path.read_text(encoding="utf-8").replace("3.1.3", "3.1.4"), encoding="utf-8")
    assert not install.is_ready(root, ("run",))
    install.prepare(root, ("run",))
    assert len(machine.asked_pip()) == 2


SAID = [
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "không đúng với bản đã kiểm"),
    ("OSError: [Errno 28] No space left on device", "Ổ đĩa đã đầy"),
    ("ERROR: No matching distribution found for flask==3.1.3", "đường mạng"),
    ("something never seen", "đường mạng"),
]


@pytest.mark.parametrize(("output", "words"), SAID)
def test_a_failed_installation_says_what_to_do_and_leaves_nothing(
    root: Path, machine: Machine, output: str, words: str
) -> None:
    machine.pip = (1, output)
    with pytest.raises(install.InstallRefused, match=words):
        install.prepare(root, ("run",))
    assert not (root / ".venv").exists()
    assert (root / "instance" / "loi-cai-dat.txt").read_text(encoding="utf-8") == output
    machine.pip = (0, "")
    install.prepare(root, ("run",))
    assert install.is_ready(root, ("run",))


def test_a_failed_renewal_keeps_the_environment_but_trusts_it_no_more(root: Path, machine: Machine) -> None:
    install.prepare(root, ("run",))
    old_pins = (root / "requirements.txt").read_text(encoding="utf-8")
    (root / "requirements.txt").write_text("flask==9 --hash=sha256:cc\n", encoding="utf-8")
    machine.pip = (1, "")
    with pytest.raises(install.InstallRefused):
        install.prepare(root, ("run",))
    assert install.interpreter(root / ".venv").exists()
    (root / "requirements.txt").write_text(old_pins, encoding="utf-8")
    assert not install.is_ready(root, ("run",))


def test_an_installation_cut_off_is_made_anew(root: Path, machine: Machine) -> None:
    install.prepare(root, ("run",))
    install.mark_unfinished(root / ".venv")
    (root / ".venv" / "leftover").touch()
    assert not install.is_ready(root, ("run",))
    install.prepare(root, ("run",))
    assert not (root / ".venv" / "leftover").exists()
    assert install.is_ready(root, ("run",))


@pytest.mark.parametrize("stamp", ["", "[]", "{", json.dumps({"run": "other"})])
def test_a_spoiled_stamp_is_not_believed(root: Path, machine: Machine, stamp: str) -> None:
    install.prepare(root, ("run",))
    (root / ".venv" / "da-cai.json").write_text(stamp, encoding="utf-8")
    assert not install.is_ready(root, ("run",))


def test_a_python_without_ensurepip_names_the_package(
    root: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    with pytest.raises(install.InstallRefused, match="apt install python3-venv"):
        install.prepare(root, ("run",))
    assert not (root / ".venv").exists()


def test_missing_requirements_are_named(root: Path) -> None:
    (root / "requirements.txt").unlink()
    with pytest.raises(install.InstallRefused, match=r"requirements\.txt"):
        install.fingerprint(root, "run")


def test_a_folder_that_cannot_be_written_is_told(root: Path) -> None:
    (root / "instance").touch()
    with pytest.raises(install.InstallRefused, match="Không ghi được"):
        install.prepare(root, ("run",))


PROGRAM = Path(__file__).parents[2]


@pytest.fixture
def bare_program(root: Path) -> Path:
    """The real program with nothing to install, so that no package index is needed."""
    shutil.copy(PROGRAM / "app.py", root)
    shutil.copytree(PROGRAM / "thidua", root / "thidua", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "requirements.txt").write_text("# nothing\n", encoding="utf-8")
    return root


def _start(root: Path) -> "subprocess.Popen[str]":
    line = [sys.executable, str(root / "app.py"), "the-thuc", "không có.docx"]
    environ = {**os.environ, "HOME": "/nonexistent", "LC_ALL": "C", "PYTHONIOENCODING": ""}
    return subprocess.Popen(
        line, cwd=root.parent, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )


def test_two_first_starts_at_once_both_reach_their_command(bare_program: Path) -> None:
    answers = [(run, *run.communicate(timeout=120)) for run in (_start(bare_program), _start(bare_program))]
    assert [run.returncode for run, _, _ in answers] == [2, 2], answers
    assert sum("Đã cài xong" in output for _, output, _ in answers) == 1
    assert all("tệp" in errors for _, _, errors in answers)
    stamp = bare_program / ".venv" / "da-cai.json"
    made = stamp.stat().st_mtime_ns
    later = _start(bare_program)
    assert later.communicate(timeout=30)[0] == ""
    assert (later.returncode, stamp.stat().st_mtime_ns) == (2, made)


def test_a_real_broken_installation_leaves_no_environment(bare_program: Path) -> None:
    (bare_program / "requirements.txt").write_text(f"./mất.whl --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    run = _start(bare_program)
    _, errors = run.communicate(timeout=120)
    assert run.returncode == 1
    assert errors.startswith("Cài thư viện chưa xong.")
    assert not (bare_program / ".venv").exists()
