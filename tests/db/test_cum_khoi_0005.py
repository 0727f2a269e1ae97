"""Migration 0005: the groups that stood before can be edited under a lock."""

from pathlib import Path

from sqlalchemy import text

from thidua.db.base import make_engine
from thidua.db.migrate import upgrade


def test_a_group_of_before_begins_with_the_first_lock(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(engine, to="0004")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO nam_thi_dua (id, nam, trang_thai, chu_de, ke_hoach_ky_hieu, ke_hoach_trich_yeu,"
                " co_quan_ban_hanh, dia_danh, quyen_han_ky, nguoi_ky, la_mau, row_version)"
                " VALUES (1, 2023, 'dang_mo', '', '', '', '', '', '', '', 0, 1)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO cum_khoi (nam_id, code, loai, ten, thu_tu, phu_trach)"
                " VALUES (1, 'cum', 'cum', 'Cụm', 1, '')"
            )
        )
    upgrade(engine, to="0005")
    with engine.connect() as connection:
        row = connection.execute(text("SELECT ten, row_version FROM cum_khoi")).one()
    assert tuple(row) == ("Cụm", 1)
