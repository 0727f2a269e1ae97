"""A unit's own paper before it goes to the head."""

from datetime import date

import pytest

from thidua.core.papers import missing

TODAY = date(2023, 3, 20)


@pytest.mark.parametrize(
    ("loai", "so", "ngay", "has_file", "nil", "lacks"),
    [
        ("ke_hoach", "", None, False, False, ("thieu_so", "thieu_ngay", "thieu_tep")),
        ("ke_hoach", "12/KH-UBND", TODAY, True, False, ()),
        ("ke_hoach", "12/KH-UBND", TODAY, True, True, ()),
        ("ke_hoach", "12/KH-UBND", date(2023, 3, 21), True, False, ("ngay_sau_hom_nay",)),
        ("giao_uoc", "", TODAY, True, False, ()),
        ("giao_uoc", "", None, True, False, ("thieu_ngay",)),
        ("khen_dot", "", None, False, False, ("thieu_tep",)),
        ("khen_dot", "", None, True, False, ()),
        ("khen_dot", "", None, False, True, ()),
        ("khen_dot", "", None, True, True, ("nil_co_tep",)),
    ],
)
def test_a_paper_names_what_it_lacks(
    loai: str, so: str, ngay: date | None, has_file: bool, nil: bool, lacks: tuple[str, ...]
) -> None:
    assert missing(loai, so=so, ngay=ngay, has_file=has_file, khong_phat_sinh=nil, today=TODAY) == lacks


def test_an_obligation_without_a_paper_has_no_rule() -> None:
    with pytest.raises(KeyError):
        missing("dang_ky", so="", ngay=None, has_file=False, khong_phat_sinh=False, today=TODAY)
