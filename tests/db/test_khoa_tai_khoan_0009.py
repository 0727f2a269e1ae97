"""Migration 0009: accounts, assignments and delegations that stood before can be edited under a lock."""

from pathlib import Path

from sqlalchemy import text

from thidua.db.base import make_engine
from thidua.db.migrate import upgrade

BEFORE = (
    "INSERT INTO nguoi (id, ho_ten, chuc_vu, dien_thoai) VALUES (1, 'H''Lan', '', ''), (2, 'Sa', '', '')",
    "INSERT INTO don_vi (id, code, loai, the_thuc, thu_tu) VALUES (1, 'xa-ia-sao', 'xa', 'nd30', 1)",
    "INSERT INTO tai_khoan (id, nguoi_id, ten_dang_nhap, mat_khau, phai_doi_mat_khau)"
    " VALUES (1, 1, 'lan', '', 0)",
    "INSERT INTO phan_cong (nguoi_id, don_vi_id, cach_ky, chuc_vu, linh_vuc, van_ban_so, van_ban_ngay,"
    " tu_ngay, thu_hoi_ly_do)"
    " VALUES (1, 1, 'kt', 'PHÓ CHỦ TỊCH', '', '5/QĐ', '2023-01-02', '2023-01-03', '')",
    "INSERT INTO uy_quyen (nguoi_id, nguoi_giao_id, don_vi_id, chuc_vu, noi_dung, van_ban_so, van_ban_ngay,"
    " tu_ngay, den_ngay, thu_hoi_ly_do)"
    " VALUES (2, 1, 1, 'CÔNG CHỨC', 'Ký', '6/GUQ', '2023-01-02', '2023-01-03', '2023-02-03', '')",
)


def test_what_stood_before_begins_with_the_first_lock(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(engine, to="0008")
    with engine.begin() as connection:
        for statement in BEFORE:
            connection.execute(text(statement))
    upgrade(engine, to="0009")
    asked = (("tai_khoan", "ten_dang_nhap"), ("phan_cong", "chuc_vu"), ("uy_quyen", "chuc_vu"))
    with engine.connect() as connection:
        found = [connection.execute(text(f"SELECT {name}, row_version FROM {t}")).one() for t, name in asked]
    assert [tuple(row) for row in found] == [("lan", 0), ("PHÓ CHỦ TỊCH", 0), ("CÔNG CHỨC", 0)]
