"""The whole road of a year in real Chromium: from the plan to the consolidated report, as offices walk it."""

import re
from pathlib import Path

import pytest

from tests.road.office import compile_the_report, look_at_the_board, read_the_plan, received
from tests.road.official import Office
from tests.road.places import DANG_KY, officer
from tests.road.register import judge_the_registration, receive_the_registration, register
from tests.road.report import hand_in_the_plan, propose_nobody, report


def logging_out_shuts_the_door(office: Office) -> None:
    """A stranger's address is not there; after the way out the old address leads to the door."""
    unit = officer(office)
    unit.open("/2023/dang-ky/phuong-cheo-reo", status=404)
    unit.open("/2023/bao-cao/so-ket/phuong-cheo-reo", status=404)
    unit.open(DANG_KY)
    unit.press("Đăng xuất", within="header")
    assert unit.path == "/dang-nhap"
    unit.open(DANG_KY)
    assert unit.path == "/dang-nhap"


def test_the_whole_road(office: Office, tmp_path: Path) -> None:
    read_the_plan(office, tmp_path)
    before, count = look_at_the_board(office), received(office)
    register(office, tmp_path)
    judge_the_registration(office)
    receive_the_registration(office)
    hand_in_the_plan(office, tmp_path)
    propose_nobody(office)
    report(office, tmp_path)
    after = look_at_the_board(office)
    assert len(before) == len(after) == 6
    changed = [old != new for old, new in zip(before, after, strict=True)]
    assert changed == [True, True, False, True, True, False]
    assert count == (33, 40)
    assert received(office) == (34, 40)
    compile_the_report(office, tmp_path)
    logging_out_shuts_the_door(office)
    assert not office.faults, "\n".join(map(str, office.faults))


@pytest.mark.parametrize("office", [False], indirect=True)
def test_no_day_is_counted_below_zero(office: Office) -> None:
    """A paper that was handed in and sent back has no days left to count."""
    unit = office.official("canbo.xa-ia-rto")
    for path in ("/2023/", "/2023/bao-cao/so-ket/xa-ia-rto"):
        unit.open(path)
        unit.sees("bổ sung, chỉnh lý" if "bao-cao" in path else "Báo cáo sơ kết")
        assert not re.search(r"(?<!\d)-\d+ ngày", unit.text())
