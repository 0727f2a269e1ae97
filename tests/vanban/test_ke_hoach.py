"""The plan of 2023 comes out word for word, slips and all."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from thidua.vanban.blocks import DauVanBan, DoanVan, Gach, KyTen, Muc, NgayVanBan, Run, SoKyHieu
from thidua.vanban.kinds.ke_hoach import DongKeHoach, KeHoach, LoaiDong, build
from thidua.vanban.to_docx import to_bytes
from thidua.vanban.to_text import text_of

SPECIMEN = Path(__file__).parent / "specimen" / "ke-hoach-thi-dua-2023.md"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def seed_paragraphs() -> list[str]:
    """The paragraphs of the specimen; the one a page break cut is joined again."""
    parts = [part.strip() for part in SPECIMEN.read_text(encoding="utf-8").split("\n\n")]
    parts = [part for part in parts if part]
    cut = next(i for i, part in enumerate(parts) if part.startswith("tuyên dương khen thưởng"))
    parts[cut - 1 : cut + 1] = [f"{parts[cut - 1]} {parts[cut]}"]
    return parts


def line_of(text: str) -> DongKeHoach:
    loai: LoaiDong = "doan"
    number, _, rest = text.partition(" ")
    if re.fullmatch(r"[IVX]+\.", number):
        loai = "muc"
    elif re.fullmatch(r"\d+\.", number):
        loai = "khoan_tieu_de" if rest.endswith(":") else "khoan"
    elif number == "-":
        loai = "gach"
    return DongKeHoach(loai, number, rest) if loai != "doan" else DongKeHoach("doan", "", text)


@pytest.fixture(scope="module")
def plan() -> KeHoach:
    parts = seed_paragraphs()
    first_section = parts.index("I. MỤC ĐÍCH, YÊU CẦU")
    noi_nhan = parts.index("Nơi nhận:")
    return KeHoach(
        dau=DauVanBan(
            co_quan_chu_quan=(),
            co_quan_ban_hanh=("ỦY BAN NHÂN DÂN", "THỊ XÃ AYUN PA"),
            so_ky_hieu=SoKyHieu(None, "KH-UBND"),
            dia_danh="Ayun Pa",
            ngay=NgayVanBan(None, 3, 2023),
        ),
        trich_yeu=parts[3].strip("*"),
        mo_dau=tuple(parts[4:first_section]),
        dong=tuple(line_of(part) for part in parts[first_section : noi_nhan - 1]),
        ket=parts[noi_nhan - 1],
        noi_nhan=tuple(parts[noi_nhan + 1].split("\n")),
        ky_ten=KyTen(tuple(parts[noi_nhan + 2].strip("*").split("\n")), parts[noi_nhan + 3]),
    )


def spoken(text: str) -> str:
    """Without marks, blanks for the pen and line ends."""
    return " ".join(text.replace("*", "").split())


def test_the_plan_is_the_specimen_word_for_word(plan: KeHoach) -> None:
    printed = text_of(build(plan))
    assert printed[:4] == [
        "ỦY BAN NHÂN DÂN",
        "THỊ XÃ AYUN PA",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert spoken(" ".join(printed[4:])) == spoken(" ".join(seed_paragraphs()))


def test_the_docx_of_the_plan_holds_the_specimen_word_for_word(plan: KeHoach) -> None:
    with zipfile.ZipFile(BytesIO(to_bytes(build(plan)))) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    words = [
        "".join("\n" if node.tag == f"{W}br" else node.text or "" for node in paragraph.iter())
        for paragraph in body.iter(f"{W}p")
    ]
    assert spoken(" ".join(words)).endswith(spoken(" ".join(seed_paragraphs())))


@pytest.mark.parametrize(
    "slip", ["Hồ chí Minh", "Thị uỷ", "TĐ-KT", "Chỉ thị 05-CT/TW, ngày", "Công thông tin"]
)
def test_slips_of_the_issued_plan_stay(plan: KeHoach, slip: str) -> None:
    assert slip in "\n".join(text_of(build(plan)))


def test_the_title_breaks_where_the_plan_breaks_it(plan: KeHoach) -> None:
    lines = build(plan).dong_trich_yeu()
    assert len(lines) == 3
    assert lines[1].startswith("chào mừng kỷ niệm 75 năm")


def test_sections_have_their_levels(plan: KeHoach) -> None:
    muc = [(khoi.cap, khoi.dong()) for khoi in build(plan).than if isinstance(khoi, Muc)]
    assert muc == [
        (1, "I. MỤC ĐÍCH, YÊU CẦU"),
        (2, "1. Mục đích:"),
        (2, "2. Yêu cầu:"),
        (1, "II. NỘI DUNG PHÁT ĐỘNG THI ĐUA"),
        (2, "1. Nội dung phát động thi đua:"),
        (2, "2. Phát động thi đua:"),
        (2, "3. Các hoạt động cụ thể:"),
        (1, "III. TỔ CHỨC THỰC HIỆN"),
    ]


def test_the_two_periods_are_named_in_bold(plan: KeHoach) -> None:
    bold = [k.noi_dung[0].text for k in build(plan).than if isinstance(k, Gach) and k.noi_dung[0].bold]
    assert bold == ["Đợt 1, từ đầu năm đến 30/6/2023:", "Đợt 2, từ ngày 01/7 đến ngày 31/12/2023:"]


def test_the_body_ends_with_one_end_mark(plan: KeHoach) -> None:
    assert "".join(text_of(build(plan))).count("./.") == 1


def test_a_plan_without_closing_paragraph_is_still_closed(plan: KeHoach) -> None:
    last = build(replace(plan, ket="")).than[-1]
    assert "./." in "".join(run.text for run in last.noi_dung)  # type: ignore[union-attr]


def test_a_plan_typed_by_users_is_taken_as_it_stands(plan: KeHoach) -> None:
    line = DongKeHoach("doan", "", "2 * 3 * 4 và **không đậm**")
    body = build(replace(plan, dong=(line,), nguyen_van=True)).than
    assert DoanVan((Run("2 * 3 * 4 và **không đậm**"),)) in body


def test_dash_lines_have_two_levels(plan: KeHoach) -> None:
    body = build(replace(plan, dong=(DongKeHoach("gach", "-", "một"), DongKeHoach("gach", "+", "hai")))).than
    assert [khoi.cap for khoi in body if isinstance(khoi, Gach)] == [1, 2]
