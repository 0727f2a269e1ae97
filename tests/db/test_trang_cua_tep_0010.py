"""Migration 0010: a page that was sent before is the first of its file, and nobody said of how many."""

from pathlib import Path

from sqlalchemy import text

from thidua.db.base import make_engine
from thidua.db.migrate import upgrade

BEFORE = (
    "INSERT INTO nguoi (id, ho_ten, chuc_vu, dien_thoai) VALUES (1, 'Rcom Sa', '', '')",
    "INSERT INTO nam_thi_dua (id, nam, trang_thai, chu_de, ke_hoach_ky_hieu, ke_hoach_trich_yeu,"
    " co_quan_ban_hanh, dia_danh, quyen_han_ky, nguoi_ky, la_mau, row_version)"
    " VALUES (1, 2023, 'dang_mo', '', '', '', '', '', '', '', 0, 1)",
    "INSERT INTO cum_khoi (id, nam_id, code, loai, ten, thu_tu, phu_trach)"
    " VALUES (1, 1, 'cum', 'cum', 'Cụm', 1, '')",
    "INSERT INTO giao_uoc (id, nam_id, cum_khoi_id, trang_thai, doi_luc, row_version)"
    " VALUES (1, 1, 1, 'dang_ky_ket', '2023-04-03 01:00:00', 1)",
    "INSERT INTO ban_giao_uoc (id, giao_uoc_id, so, tinh_trang, tao_luc, tao_boi, ly_do, dia_diem,"
    " chung_kien_ten, chung_kien_dai_dien, chung_kien_chuc_vu, theo_thu_tu, van_tay, het_hieu_luc_ly_do)"
    " VALUES (1, 1, 1, 'du_thao', '2023-04-03 01:00:00', 1, '', '', '', '', '', 0, '', '')",
    "INSERT INTO trang_chup (id, ban_giao_uoc_id, trang, sha256, ten_tep, loai_tep, kich_thuoc,"
    " ma_tren_giay, ma_go_tay, gui_boi, gui_luc, tinh_trang, ly_do)"
    " VALUES (1, 1, 2, 'a', 'quet.pdf', 'pdf', 9, '', 0, 1, '2023-04-03 01:00:00', 'cho_doi_chieu', '')",
)


def test_a_page_sent_before_is_the_first_of_its_file(tmp_path: Path) -> None:
    made = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(made, to="0009")
    with made.begin() as connection:
        for line in BEFORE:
            connection.execute(text(line))
    upgrade(made, to="0010")
    with made.connect() as connection:
        row = connection.execute(text("SELECT trang, trang_tep, tren FROM trang_chup")).one()
    assert tuple(row) == (2, 1, None)
