"""Migration 0003: the accounts that stood before stay as they were, and the walls of the new tables hold."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from thidua.db.base import make_engine
from thidua.db.migrate import upgrade

DELEGATION = (
    "INSERT INTO uy_quyen (nguoi_id, nguoi_giao_id, don_vi_id, chuc_vu, noi_dung, van_ban_so, van_ban_ngay,"
    " tu_ngay, den_ngay, thu_hoi_tu, thu_hoi_ly_do) VALUES "
    "(:who, 1, 1, 'PHÓ', 'duyệt', '03/GUQ', '2023-05-30', '2023-06-01', :last, :revoked, :why)"
)
GOOD = {"who": 2, "last": "2023-06-30", "revoked": None, "why": ""}


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """A database of the schema before, with two people, an account and a unit, then brought up."""
    made = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(made, to="0002")
    with made.begin() as connection:
        for line in (
            "INSERT INTO nguoi (id, ho_ten, chuc_vu, dien_thoai)"
            " VALUES (1, 'Rcom Sa', '', ''), (2, 'Hiao', '', '')",
            "INSERT INTO tai_khoan (id, nguoi_id, ten_dang_nhap, mat_khau, phai_doi_mat_khau)"
            " VALUES (1, 1, 'thutruong', '$argon2id$x', 1)",
            "INSERT INTO don_vi (id, code, loai, the_thuc, thu_tu, row_version)"
            " VALUES (1, 'xa', 'xa', 'nd30', 1, 1)",
        ):
            connection.execute(text(line))
    upgrade(made, to="0003")
    return made


def test_an_account_keeps_its_password_and_its_code_has_no_day(engine: Engine) -> None:
    with engine.connect() as connection:
        row = connection.execute(text("SELECT mat_khau, phai_doi_mat_khau, ma_cap_luc FROM tai_khoan")).one()
    assert tuple(row) == ("$argon2id$x", 1, None)


@pytest.mark.parametrize(
    "change",
    [
        {"last": None},
        {"last": "2023-05-31"},
        {"who": 1},
        {"revoked": "2023-06-10"},
        {"why": "không ngày"},
    ],
)
def test_the_database_itself_refuses_a_delegation_that_cannot_be(
    engine: Engine, change: dict[str, object]
) -> None:
    with engine.begin() as connection:
        connection.execute(text(DELEGATION), GOOD)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(DELEGATION), GOOD | change)
