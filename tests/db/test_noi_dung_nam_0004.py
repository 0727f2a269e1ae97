"""Data before → after migration 0004: the catalogue is drawn from the targets that were assigned."""

from pathlib import Path

from sqlalchemy import text

from thidua.db.base import make_engine
from thidua.db.migrate import upgrade

YEAR = (
    "INSERT INTO nam_thi_dua (id, nam, trang_thai, chu_de, ke_hoach_ky_hieu, ke_hoach_trich_yeu, "
    "co_quan_ban_hanh, dia_danh, quyen_han_ky, nguoi_ky, la_mau, row_version) "
    "VALUES (1, 2023, 'dang_mo', '', 'KH-UBND', '', '', '', '', '', false, 1)"
)
UNIT = "INSERT INTO don_vi (id, code, loai, the_thuc, thu_tu) VALUES (1, 'a', 'phuong', 'nd30', 1)"
TARGET = (
    "INSERT INTO chi_tieu "
    "(id, nam_id, don_vi_id, thu_tu, ma, ten, don_vi_tinh, loai, giao_boi, quyet_dinh, giao) "
    "VALUES (:id, 1, 1, :id, :ma, :ten, '%', :loai, :giao_boi, 'QĐ 196', NULL)"
)
DUTY = (
    "INSERT INTO nghia_vu (id, nam_id, code, thu_tu, ten, mo_tu, han, van_ban_so, van_ban_trich_yeu) "
    "VALUES (1, 1, 'so_ket', 1, 'Sơ kết', '2023-06-01', '2023-06-20', '', '')"
)


def test_assigned_targets_become_lines_of_the_catalogue(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(engine, to="0003")
    rows = [
        (1, "thu", "Thu ngân sách", "luy_ke", "ubnd"),
        (2, "tai-nan", "Vụ tai nạn", "khong_vuot", "nganh_doc"),
        (3, "thu", "Thu ngân sách (ghi khác)", "luy_ke", "ubnd"),
        (4, "rieng", "Tự đăng ký", "luy_ke", "tu_dang_ky"),
    ]
    with engine.begin() as connection:
        for statement in (YEAR, UNIT, DUTY):
            connection.execute(text(statement))
        names = ("id", "ma", "ten", "loai", "giao_boi")
        for row in rows:
            connection.execute(text(TARGET), dict(zip(names, row, strict=True)))
    upgrade(engine)
    with engine.connect() as connection:
        query = text("SELECT thu_tu, ma, ten, chieu, giao_boi FROM danh_muc_chi_tieu ORDER BY thu_tu")
        lines = [tuple(row) for row in connection.execute(query)]
        duty = connection.execute(text("SELECT moi_don_vi, tep_sha256, tep_kich_thuoc FROM nghia_vu")).one()
    assert lines == [
        (1, "thu", "Thu ngân sách", "tang", "ubnd"),
        (2, "tai-nan", "Vụ tai nạn", "giam", "nganh_doc"),
    ]
    assert tuple(duty) == (1, "", 0), "an obligation of before calls every unit and has no file"
