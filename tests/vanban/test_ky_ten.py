"""The signing grammar: every way of signing, what each refuses, and the grid of many parties."""

import pytest

from thidua.vanban.blocks import KyTen
from thidua.vanban.kinds import giao_uoc
from thidua.vanban.kyten import (
    SigningAuthority,
    bien_ban,
    dai_dien,
    hoi_dong,
    luoi_giao_uoc,
)

NAME = "Nguyễn Văn A"
UBND = "ỦY BAN NHÂN DÂN"


@pytest.mark.parametrize(
    ("authority", "lines"),
    [
        (SigningAuthority("head", NAME, "TRƯỞNG PHÒNG"), ("TRƯỞNG PHÒNG",)),
        (SigningAuthority("tm", NAME, "CHỦ TỊCH", collective=UBND), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (
            SigningAuthority("kt", NAME, "TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
            ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
        ),
        (
            SigningAuthority("tm_kt", NAME, "CHỦ TỊCH", "PHÓ CHỦ TỊCH", UBND),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (SigningAuthority("q", NAME, "TRƯỞNG PHÒNG"), ("Q. TRƯỞNG PHÒNG",)),
        (
            SigningAuthority("tl", NAME, "CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ"),
            ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ"),
        ),
        (
            SigningAuthority(
                "tl_kt", NAME, "CHỦ TỊCH", "PHÓ TRƯỞNG PHÒNG", delegate_post="TRƯỞNG PHÒNG NỘI VỤ"
            ),
            ("TL. CHỦ TỊCH", "KT. TRƯỞNG PHÒNG NỘI VỤ", "PHÓ TRƯỞNG PHÒNG"),
        ),
        (
            SigningAuthority("tuq", NAME, "CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ"),
            ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ"),
        ),
    ],
    ids=lambda value: value.mode if isinstance(value, SigningAuthority) else "",
)
def test_each_way_of_signing_has_its_lines(authority: SigningAuthority, lines: tuple[str, ...]) -> None:
    assert authority.ky_ten() == KyTen(lines, NAME)


@pytest.mark.parametrize(
    "parts",
    [
        {"mode": "tm", "head_post": "CHỦ TỊCH"},
        {"mode": "kt", "head_post": "CHỦ TỊCH"},
        {"mode": "head"},
        {"mode": "tl_kt", "head_post": "CHỦ TỊCH", "signer_post": "PHÓ TRƯỞNG PHÒNG"},
        {"mode": "tm_kt", "collective": UBND, "signer_post": "PHÓ CHỦ TỊCH"},
    ],
)
def test_a_missing_part_is_refused(parts: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="missing"):
        SigningAuthority(signer_name=NAME, **parts)  # type: ignore[arg-type]


def test_a_part_that_does_not_belong_is_refused() -> None:
    with pytest.raises(ValueError, match="collective unknown"):
        SigningAuthority("head", NAME, "TRƯỞNG PHÒNG", collective=UBND)


def test_an_abbreviation_is_not_written_twice() -> None:
    with pytest.raises(ValueError, match="abbreviation"):
        SigningAuthority("kt", NAME, "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")


@pytest.mark.parametrize("name", ["TS. Nguyễn Văn A", "ThS Trần B", "Tiến sĩ Lê C", "NGƯT. Lê C", "GS.TS. D"])
def test_no_rank_or_degree_stands_before_a_name(name: str) -> None:
    with pytest.raises(ValueError, match="rank or degree"):
        SigningAuthority("head", name, "HIỆU TRƯỞNG")
    assert SigningAuthority("head", name, "HIỆU TRƯỞNG", keeps_title=True).ky_ten().ho_ten == name


@pytest.mark.parametrize("name", ["Tô Sơn", "Bùi Kỳ", "Thái Sơn", "Anh Đức", "H'Lan Ksor", "Giáo Thị Sư"])
def test_names_that_look_like_titles_are_names(name: str) -> None:
    assert SigningAuthority("head", name, "TRƯỞNG PHÒNG").ky_ten().ho_ten == name


def test_a_council_with_the_seal_of_its_agency_prints_both_posts() -> None:
    signature = hoi_dong(NAME, agency_post="Chủ tịch UBND thị xã")
    assert signature.dong() == ("TM. HỘI ĐỒNG", "CHỦ TỊCH", "(CHỦ TỊCH UBND THỊ XÃ)", NAME)


def test_a_council_without_the_seal_prints_its_own_post_alone() -> None:
    assert hoi_dong(NAME).dong() == ("TM. HỘI ĐỒNG", "CHỦ TỊCH", NAME)


def test_a_vice_chair_of_a_council_signs_for_its_chair() -> None:
    assert hoi_dong(NAME, post="PHÓ CHỦ TỊCH").dong() == (
        "TM. HỘI ĐỒNG",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        NAME,
    )


def test_a_bien_ban_has_its_secretary_left_and_its_chair_right() -> None:
    left, right = bien_ban("Trần B", NAME)
    assert (left.dong(), right.dong()) == (("THƯ KÝ", "Trần B"), ("CHỦ TỌA", NAME))


@pytest.mark.parametrize("count", [*range(2, 21), 32, 60])
def test_a_grid_holds_every_party_once_in_order_in_even_rows(count: int) -> None:
    parties = [dai_dien(f"ĐƠN VỊ {i}", "CHỦ TỊCH", f"Người {i}") for i in range(count)]
    grid = luoi_giao_uoc(parties)
    assert [party for row in grid.hang for party in row] == parties
    sizes = [len(row) for row in grid.hang]
    assert max(sizes) <= (2 if count <= 6 else 3)
    assert max(sizes) - min(sizes) <= 1


def test_a_witness_has_the_last_row_alone() -> None:
    parties = [dai_dien("A", "B", "C")] * 5
    witness = KyTen(("CHỨNG KIẾN",), "D")
    assert luoi_giao_uoc(parties, witness).hang[-1] == (witness,)


@pytest.mark.parametrize("count", [0, 1, 61])
def test_too_few_or_too_many_parties_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="parties"):
        luoi_giao_uoc([dai_dien("A", "B", "C")] * count)


def test_a_party_has_no_abbreviation_of_power() -> None:
    assert dai_dien("UBND PHƯỜNG HÒA BÌNH", "CHỦ TỊCH", NAME).dong() == (
        "ĐẠI DIỆN",
        "UBND PHƯỜNG HÒA BÌNH",
        "CHỦ TỊCH",
        NAME,
    )


def test_the_name_of_a_peoples_committee_stands_on_two_lines() -> None:
    assert dai_dien("Ủy ban nhân dân xã Ia Rbol", "Chủ tịch", NAME).dong() == (
        "ĐẠI DIỆN",
        "ỦY BAN NHÂN DÂN",
        "XÃ IA RBOL",
        "CHỦ TỊCH",
        NAME,
    )


@pytest.mark.parametrize(
    ("unit", "post", "printed"),
    [
        ("Ủy ban nhân dân phường Đoàn Kết", "Chủ tịch Ủy ban nhân dân phường", "Chủ tịch"),
        ("Trung tâm Y tế thị xã Ayun Pa", "Giám đốc Trung tâm Y tế thị xã", "Giám đốc"),
        ("Trường THCS Nguyễn Huệ", "Phó Hiệu trưởng Trường THCS", "Phó Hiệu trưởng"),
        ("Trường Tiểu học Nay Der", "Hiệu trưởng Trường THCS", "Hiệu trưởng Trường THCS"),
        ("Phòng Nội vụ thị xã", "Trưởng phòng Nội vụ", "Trưởng phòng Nội vụ"),
        ("Công an thị xã", "Phó Trưởng Công an", "Phó Trưởng Công an"),
    ],
)
def test_the_cell_of_a_party_does_not_name_its_unit_twice(unit: str, post: str, printed: str) -> None:
    assert giao_uoc.own_post(giao_uoc.BenKy(unit, unit, "Rơ Ô Y", post)) == printed
