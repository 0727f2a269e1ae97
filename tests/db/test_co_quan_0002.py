"""Migration 0002 on data that were there before: the newest year's plan becomes the office."""

from pathlib import Path

from sqlalchemy import text

from thidua.db.base import make_engine
from thidua.db.migrate import upgrade

BEFORE = (
    "INSERT INTO don_vi (id, code, loai, the_thuc, thu_tu) VALUES (7, 'phong-noi-vu', 'phong', 'nd30', 1)",
    "INSERT INTO ten_don_vi (id, don_vi_id, ten, ten_ngan, co_quan_chu_quan, co_quan_ban_hanh, quyen_han_ky, "
    "ky_hieu, dia_danh, tu_ngay) VALUES (1, 7, 'Phòng Nội vụ', 'Phòng Nội vụ', '', 'PHÒNG NỘI VỤ', "
    "'TRƯỞNG PHÒNG', 'NV', 'Ayun Pa', '2023-01-01')",
    "INSERT INTO nam_thi_dua (id, nam, trang_thai, chu_de, ke_hoach_ky_hieu, ke_hoach_trich_yeu, "
    "co_quan_ban_hanh, dia_danh, quyen_han_ky, nguoi_ky, la_mau, row_version) VALUES (1, 2023, "
    "'dang_mo', '', 'KH-UBND', '', 'ỦY BAN NHÂN DÂN\nHUYỆN CHƯ PƯH', 'Chư Pưh', "
    "'TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH', 'X', "
    "false, 0)",
)


def test_the_office_is_made_of_the_newest_year(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'cu.db'}")
    upgrade(engine, to="0001")
    with engine.begin() as connection:
        for line in BEFORE:
            connection.execute(text(line))
    upgrade(engine)
    with engine.connect() as connection:
        office = connection.execute(text("SELECT * FROM co_quan")).mappings().one()
        unit = connection.execute(text("SELECT row_version FROM don_vi")).scalar_one()
        name = connection.execute(text("SELECT ten, dien_thoai, dia_chi FROM ten_don_vi")).one()
    told = [office[key] for key in ("tu_ngay", "bac", "ten", "ubnd", "cap_uy", "thuong_truc_id")]
    assert told == ["2023-01-01", "huyen", "huyện Chư Pưh", "Ủy ban nhân dân huyện", "Huyện ủy", 7]
    assert office["hoi_dong_ban_hanh"] == "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG\nHUYỆN CHƯ PƯH"
    assert (unit, tuple(name)) == (0, ("Phòng Nội vụ", "", ""))


def test_an_empty_office_stays_empty(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'moi.db'}")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM co_quan")).scalar_one() == 0
