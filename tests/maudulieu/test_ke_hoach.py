"""The plan in the data is the seed's plan, paragraph by paragraph."""

import re
from collections import Counter
from pathlib import Path

import pytest

from thidua.maudulieu.shapes import MauDuLieu

SEED = Path(__file__).with_name("ke-hoach-thi-dua-2023.md").read_text("utf-8").strip()


def seed_paragraphs() -> list[str]:
    """The seed's paragraphs, the one that a page break cut re-joined."""
    paragraphs = re.split(r"\n\s*\n", SEED)
    cut = next(n for n, text in enumerate(paragraphs) if text.startswith("tuyên dương khen thưởng"))
    rest = paragraphs.pop(cut)
    paragraphs[cut - 1] += " " + rest
    return paragraphs


def rebuilt_paragraphs(mau: MauDuLieu) -> list[str]:
    plan = mau.ke_hoach
    head = plan.dau
    day = f" {head.ngay}" if head.ngay else ""
    return [
        f"Số: {head.so}/{head.ky_hieu}",
        f"{head.dia_danh}, ngày{day} tháng {head.thang} năm {head.nam}",
        head.ten_loai,
        "**" + "\n".join(head.trich_yeu) + "**",
        *(f"{line.danh_so} {line.noi_dung}".lstrip() for line in plan.dong),
        "Nơi nhận:",
        "\n".join(f"- {line};" for line in plan.noi_nhan.dong).removesuffix(";") + ".",
        "**" + "\n".join(plan.ky.quyen_han) + "**",
        plan.ky.ho_ten,
    ]


def test_the_plan_is_the_seed_word_for_word(mau: MauDuLieu) -> None:
    assert rebuilt_paragraphs(mau) == seed_paragraphs()


def test_number_and_day_of_the_plan_stay_blank(mau: MauDuLieu) -> None:
    assert (mau.ke_hoach.dau.so, mau.ke_hoach.dau.ngay) == ("", "")


def test_each_part_of_the_plan_has_its_lines(mau: MauDuLieu) -> None:
    kinds = Counter((line.vai, line.loai) for line in mau.ke_hoach.dong)
    assert kinds["muc_dich", "gach"] == 2
    assert kinds["yeu_cau", "gach"] == 2
    assert kinds["dot_1", "gach"] == kinds["dot_2", "gach"] == 1
    assert kinds["hoat_dong", "gach"] == 5
    assert kinds["to_chuc_thuc_hien", "khoan"] == 4
    assert sum(line.loai == "muc" for line in mau.ke_hoach.dong) == 3
    assert mau.ke_hoach.dong[-1].vai == "ket"
    assert len(mau.ke_hoach.noi_nhan.dong) == 11


def test_dot_1_asks_for_half_of_the_year_by_the_end_of_june(mau: MauDuLieu) -> None:
    first, second = mau.ke_hoach.dot
    assert (str(first.tu_ngay), str(first.den_ngay), first.ty_le_moc) == ("2023-01-01", "2023-06-30", 50)
    assert (str(second.tu_ngay), str(second.den_ngay)) == ("2023-07-01", "2023-12-31")
    text = {line.vai: line.noi_dung for line in mau.ke_hoach.dong}
    assert f"ít nhất là {first.ty_le_moc}%" in text["dot_1"]


def test_the_ten_citations_stand_in_the_seed(mau: MauDuLieu) -> None:
    plain = SEED.replace("*", "")
    assert len(mau.ke_hoach.can_cu) == 10
    for ground in mau.ke_hoach.can_cu:
        assert ground.trich_dan in plain
        assert ground.so in ground.trich_dan
        assert ground.co_quan in ground.trich_dan
        assert ground.trich_yeu.replace("*", "") in plain


def test_party_papers_put_a_hyphen_after_the_number(mau: MauDuLieu) -> None:
    for ground in mau.ke_hoach.can_cu:
        pattern = r"\d+-[A-Z]+/[A-Z]+" if ground.van_pham == "dang" else r"\d+/[A-ZĐ]+-[A-ZĐa-z]+"
        assert re.fullmatch(pattern, ground.so)


@pytest.mark.parametrize(
    "wrong",
    [
        "Hồ chí Minh",
        "Thị uỷ",
        "TĐKT",
        "TĐ-KT",
        "Thi đua – khen thưởng",
        "2021 – 2025",
        "quốc phòng – an ninh",
        "115/NQ-HĐND ngày 21/12/2022",
        "196/QĐ-UBND ngày 22/12/2022",
        "05-CT/TW, ngày",
        "tuyên dương khen thưởng",
        "Công thông tin",
    ],
)
def test_every_known_slip_of_the_seed_is_listed(mau: MauDuLieu, wrong: str) -> None:
    assert any(wrong in slip.nguyen_van for slip in mau.loi.loi)


def test_every_correction_differs_but_that_of_the_page_break(mau: MauDuLieu) -> None:
    same = [slip.ma for slip in mau.loi.loi if slip.nguyen_van == slip.de_nghi]
    assert same == ["ngat-trang"]
