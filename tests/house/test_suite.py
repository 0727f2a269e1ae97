"""The suite keeps to its ten minutes: what is dear is made once (docs/adr/0012)."""

import ast
from collections.abc import Iterator
from pathlib import Path

from argon2 import extract_parameters
from sqlalchemy.orm import Session

from tests import builders
from tests.kept_towns import Builder
from thidua.donvi.models import DonVi

TESTS = Path(__file__).parents[1]
# What the sample's builder and the password's cost are themselves tested by.
_MAY_BUILD = {"conftest_sample.py", "maudulieu/test_demo.py"}
_MAY_HASH = {"taikhoan/test_accounts.py"}


def calls() -> Iterator[tuple[str, str]]:
    """Every call in the tests: (file, what is called)."""
    for path in TESTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield path.relative_to(TESTS).as_posix(), ast.unparse(node.func)


def test_the_sample_is_built_in_one_place_and_passwords_are_cheap() -> None:
    found = set(calls())
    assert ("conftest_sample.py", "demo.build") in found
    assert {file for file, called in found if called == "demo.build"} <= _MAY_BUILD
    assert {file for file, called in found if called.endswith("hash_password")} <= _MAY_HASH
    cost = extract_parameters(builders.hashed())
    assert (cost.time_cost, cost.memory_cost) == (1, 8)


def _two(session: Session) -> dict[str, list[DonVi]]:
    return {"units": builders.town(session, 2)}


def test_a_copied_town_is_this_test_s_own(built_once: Builder, session: Session) -> None:
    """What one test does to its copy, the next copy does not show; rows come back over the asking session."""
    for _ in range(3):
        units = built_once(_two)["units"]
        assert [(unit.code, unit.loai) for unit in units] == [("don-vi-1", "phuong"), ("don-vi-2", "phuong")]
        assert all(unit in session for unit in units)
        units[0].loai = "truong"
        session.commit()
        builders.unit(session, "them", "Thêm", order=3)
        session.commit()
