"""The reader: the promised accounts and groups, and a sentence for every kind of wrong data."""

import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from thidua.maudulieu import doc
from thidua.maudulieu.refusal import SampleDataRefused
from thidua.maudulieu.sentences import sentences
from thidua.maudulieu.shapes import MauDuLieu

GROUPS = {
    "cum-xa-phuong": 8,
    "khoi-dang-doan-the": 10,
    "khoi-quan-ly-nha-nuoc": 11,
    "khoi-noi-chinh": 5,
    "khoi-su-nghiep-truong-hoc": 6,
}


def test_the_town_has_forty_units_in_five_groups(mau: MauDuLieu) -> None:
    assert {group.ma: len(group.thanh_vien) for group in mau.to_chuc.cum_khoi} == GROUPS
    assert len(mau.to_chuc.don_vi) == 40
    assert doc.cum_khoi_of(mau, "phuong-cheo-reo").truong == "phuong-doan-ket"


def test_every_promised_account_exists_once(mau: MauDuLieu) -> None:
    names = [account.ten for account in doc.accounts(mau)]
    assert len(set(names)) == len(names)
    office = {"quantri", "thuongtruc", "truongphong", "chutich", "hoidong", "xem"}
    units = {f"{kind}.{unit.ma}" for unit in mau.to_chuc.don_vi for kind in ("canbo", "thutruong")}
    assert office | units <= set(names)


def test_every_account_belongs_to_a_person(mau: MauDuLieu) -> None:
    people = {person.ma for person in doc.people(mau)}
    assert {account.nguoi for account in doc.accounts(mau)} <= people


def test_a_phuong_signs_for_its_committee_without_a_superior_line(mau: MauDuLieu) -> None:
    unit = doc.don_vi(mau, "phuong-cheo-reo")
    assert unit.ten == "Ủy ban nhân dân phường Cheo Reo"
    assert unit.chu_quan == ()
    assert unit.ban_hanh == ("ỦY BAN NHÂN DÂN", "PHƯỜNG CHEO REO")
    assert unit.ky == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert unit.dia_danh == "Cheo Reo"


def test_a_phong_stands_under_the_town(mau: MauDuLieu) -> None:
    unit = doc.don_vi(mau, "phong-noi-vu")
    assert unit.chu_quan == ("ỦY BAN NHÂN DÂN", "THỊ XÃ AYUN PA")
    assert (unit.ban_hanh, unit.ky, unit.ky_hieu) == (("PHÒNG NỘI VỤ",), ("TRƯỞNG PHÒNG",), "NV")


def test_an_unknown_unit_is_a_key_error(mau: MauDuLieu) -> None:
    with pytest.raises(KeyError):
        doc.don_vi(mau, "phuong-khong-co")
    with pytest.raises(KeyError):
        doc.cum_khoi_of(mau, "phuong-khong-co")


def test_files_are_named_for_plan_and_pledge_only(mau: MauDuLieu) -> None:
    names = {
        act.nghia_vu: doc.file_name_of(mau, act)
        for act in mau.nhat_trinh.dien_bien
        if act.don_vi == "xa-ia-rbol" and act.buoc == "trinh"
    }
    assert names["ke_hoach"] == "ke-hoach-thi-dua-2023-xa-ia-rbol.pdf"
    assert names["giao_uoc"] == "giao-uoc-2023-cum-xa-phuong-xa-ia-rbol.pdf"
    assert names["dang_ky"] == names["so_ket"] == names["khen_dot"] == ""


def test_contents_come_with_every_act_that_hands_in(mau: MauDuLieu) -> None:
    for act in mau.nhat_trinh.dien_bien:
        if act.buoc in ("trinh", "luu_nhap"):
            assert doc.content_of(mau, act)


def test_sentences_keep_their_end_marks() -> None:
    assert sentences("Thu 1.250 triệu đồng. Đạt 50%. Ông H'Lan khen!") == (
        "Thu 1.250 triệu đồng.",
        "Đạt 50%.",
        "Ông H'Lan khen!",
    )
    assert sentences("  ") == ()


def load_with(folder: Path, file: str, old: str, new: str) -> str:
    """The sentence with which the sample is refused once `old` was replaced by `new` in this file."""
    shutil.copytree(doc.FOLDER, folder, dirs_exist_ok=True)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(SampleDataRefused) as refused:
        doc.load(folder)
    return str(refused.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("don_vi.toml", "ten_ngan = ", "ten_tat = ", "khóa lạ “ten_tat”"),
        ("don_vi.toml", 'the_thuc = "nd30"\n', "", "thiếu “the_thuc”"),
        ("don_vi.toml", '"P. Cheo Reo"', '"Phường Cheo Reo thị xã"', "dài quá 18"),
        ("don_vi.toml", 'truong = "phuong-doan-ket"', 'truong = "phong-noi-vu"', "không có “phong-noi-vu”"),
        ("don_vi.toml", '  "phuong-hoa-binh",', '  "phuong-cheo-reo",', "“phuong-cheo-reo” có hai lần"),
        ("don_vi.toml", 'vai_tro = ["xem"]', 'vai_tro = ["nguoi_la"]', "không có “nguoi_la”"),
        ("don_vi.toml", 'ma = "phuong-doan-ket"', 'ma = "phuong-cheo-reo"', "có hai lần"),
        ("lich_2023.toml", "nam = 2023", 'nam = "2023"', "không đúng kiểu int"),
        ("lich_2023.toml", 'loai = "nghi_bu"', 'loai = "nghi_them"', "không có “nghi_them”"),
        ("ke_hoach_2023.toml", 'vai = "mo_dau"', 'vai = "khac"', "không có “khac”"),
        ("loi_ke_hoach_2023.toml", "Hồ chí Minh", "Hồ Chí Mình", "không có ở chỗ đã ghi"),
        ("phong_trao_2023.toml", 'goi = ["phuong"]', 'goi = ["huyen"]', "không có “huyen”"),
        ("phong_trao_2023.toml", '"qd-1478-qd-ttg"', '"qd-0"', "không có “qd-0”"),
        ("chi_tieu.toml", '["thu-ngan-sach", "2450"', '["thu-ngan-sach", "hai"', "“hai” không đọc được"),
        ("chi_tieu.toml", '["thu-ngan-sach", "2450"', '["thu-ngan-sach", ""', "mức giao thiếu hoặc thừa"),
        ("chi_tieu.toml", '["thu-ngan-sach", "2450"', '["thu-khac", "2450"', "không có “thu-khac”"),
        ("chi_tieu.toml", 'loai = "luy_ke"', 'loai = "hang_thang"', "không có “hang_thang”"),
        ("dang_ky.toml", '["thu-ngan-sach", ', '["thu-khac", ', "không khớp chi_tieu.toml"),
        ("so_ket.toml", '"giao-quan", "100"', '"giao-quan", "nhiều"', "“nhiều” không phải số"),
        ("so_ket.toml", '"giao-quan", "100"', '"giao-quan", ""', "cần một kết quả hoặc “kps”"),
        ("khen_dot.toml", "khong_phat_sinh = false", "khong_phat_sinh = true", "không phát sinh"),
        ("dien_bien.toml", '"trinh"', '"gui"', "không có “gui”"),
        ("dien_bien.toml", '"2023-03-', '"2023-02-', "trước ngày mở"),
        ("dien_bien.toml", '"2023-06-21T', '"2023-06-22T', "sau ngày của thị xã mẫu"),
        ("dien_bien.toml", "{ lan = 1 }", "{ lan = 7 }", "thiếu bản trước"),
        ("dien_bien.toml", '"2023-03-15T09:', '"2023-03-15T22:', "ngoài giờ làm việc"),
        ("dien_bien.toml", '"2023-03-15T09:', '"2023-03-16T09:', "sai thứ tự"),
        ("dien_bien.toml", '"canbo.phuong-cheo-reo"', '"canbo.phuong"', "không có “canbo.phuong”"),
        ("van_ban_yeu_cau.toml", "han = 2023-03-31", "han = 2023-03-01", "đến hạn trước ngày mở"),
        ("thuong_truc.toml", '"noi_bat", 2]', '"noi_bat", 9]', "không có câu này"),
        ("thuong_truc.toml", 'muc = "I.1"', 'muc = "X.1"', "không có “X.1”"),
    ],
)
def test_wrong_data_is_refused_with_a_sentence(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    sentence = load_with(tmp_path, file, old, new)
    assert said in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize("file", sorted(doc.FILES.values()))
def test_data_files_are_nfc_and_use_one_spelling(file: str) -> None:
    text = (doc.FOLDER / file).read_text("utf-8")
    assert unicodedata.normalize("NFC", text) == text
    if file not in ("ke_hoach_2023.toml", "loi_ke_hoach_2023.toml"):
        assert not re.search(r"\b(uỷ|thuỷ|hoà|hoá|toà)\b|Ia RTô|Ia RBol|Ia Rto\b", text)


def test_header_lines_are_capitals(mau: MauDuLieu) -> None:
    for unit in mau.to_chuc.don_vi:
        assert all(line == line.upper() for line in (*unit.chu_quan, *unit.ban_hanh)), unit.ma
        assert "UBND" not in "".join(unit.ban_hanh)
