"""The .docx, read back with the standard library alone."""

import subprocess
import sys
import unicodedata
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.vanban.blocks import (
    Bang,
    CanCu,
    Cot,
    DauVanBan,
    DoanVan,
    DongGiua,
    Gach,
    Khoan,
    KyTen,
    LuoiKy,
    Muc,
    NgayVanBan,
    NhomHang,
    O,
    PhuLuc,
    SoKyHieu,
    VanBan,
    inline,
    inline_plain,
)
from thidua.vanban.columns import column_widths, is_number
from thidua.vanban.thethuc import ND30
from thidua.vanban.to_docx import to_bytes
from thidua.vanban.to_text import text_of
from thidua.vanban.widths import Face, balanced_width, text_width, wrap

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROOT = Path(__file__).parents[2]
TABLE = Bang(
    (
        Cot("TT", 0.4, "giua"),
        Cot("Danh hiệu, hình thức", 3),
        Cot("Lãnh đạo, quản lý", nhom="Trong đó"),
        Cot("Người trực tiếp", nhom="Trong đó"),
    ),
    (
        NhomHang("A. Khen theo thẩm quyền"),
        ("1", "Giấy khen", "12", O("1.234", "/2023/bao-cao/", dam=True)),
        ("", "Tổng cộng", "12"),
    ),
    ten="Bảng 6. Kết quả khen thưởng",
    tong=True,
    don_vi_tinh="Đơn vị tính: người",
)
CHAIR = KyTen(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Văn A")
HEAD = DauVanBan(
    ("UBND THỊ XÃ AYUN PA",), ("PHÒNG NỘI VỤ",), SoKyHieu(5, "BC-NV"), "Ayun Pa", NgayVanBan(5, 3, 2023)
)
REPORT = VanBan(
    HEAD,
    "BÁO CÁO",
    "Sơ kết phong trào thi đua yêu nước và công tác khen thưởng 6 tháng đầu năm; nhiệm vụ cuối năm",
    (
        CanCu(("Căn cứ Luật Thi đua, khen thưởng", "Theo đề nghị của Phòng Nội vụ")),
        DongGiua(inline("**QUYẾT ĐỊNH:**")),
        Muc("I", "KẾT QUẢ"),
        Muc("1", "Số liệu"),
        Khoan("1", inline("Số liệu *chốt* đến **15/6/2023**.")),
        TABLE,
        Gach(inline_plain("một"), 1, "/2023/"),
        Gach(inline_plain("hai"), 2),
        LuoiKy(((CHAIR, KyTen(("TRƯỞNG PHÒNG",), "Trần B")), (CHAIR,))),
        DoanVan(inline_plain("Trên đây là báo cáo./.")),
    ),
    ky_ten=CHAIR,
    noi_nhan=("Như trên", "Lưu: VT, TĐKT"),
    kinh_gui=("Ủy ban nhân dân thị xã", "Ban Thi đua - Khen thưởng tỉnh"),
    phu_luc=(
        PhuLuc("Danh sách đơn vị", (TABLE,), "I", "(Kèm theo Báo cáo số 05/BC-NV)", ngang=True),
        PhuLuc("Văn bản chỉ đạo", (DoanVan(inline_plain("Không có.")),), "II"),
    ),
    ghi_chu="(Số liệu, họ tên là dữ liệu mẫu)",
)


def part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read(name))


def text(paragraph: ElementTree.Element) -> str:
    return "".join(
        "\n" if node.tag == f"{W}br" else node.text or ""
        for node in paragraph.iter()
        if node.tag[len(W) :] in ("br", "t")
    )


def texts(data: bytes) -> list[str]:
    return [line for p in part(data, "word/document.xml").iter(f"{W}p") if (line := text(p))]


def value(element: ElementTree.Element, path: str, attribute: str) -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{attribute}")


@pytest.fixture(scope="module")
def report() -> bytes:
    return to_bytes(REPORT)


@pytest.fixture(scope="module")
def body(report: bytes) -> ElementTree.Element:
    found = part(report, "word/document.xml").find(f"{W}body")
    assert found is not None
    return found


def test_the_file_says_what_the_tree_says(report: bytes) -> None:
    assert texts(report) == text_of(REPORT)


@pytest.mark.parametrize("the_thuc", ["nd30", "dang", "doan_the"])
def test_every_layout_says_what_its_tree_says(the_thuc: str) -> None:
    van_ban = VanBan(
        HEAD, "BẢN ĐĂNG KÝ THI ĐUA", "Năm 2023", (DoanVan(inline_plain("Đăng ký./.")),),
        ky_ten=CHAIR, ky_ten_trai=KyTen(("ĐẠI DIỆN CÔNG ĐOÀN",), "Lê C"), noi_nhan=("Lưu: VT",),
        kinh_gui=("Hội đồng Thi đua - Khen thưởng thị xã Ayun Pa (qua Phòng Nội vụ thị xã Ayun Pa)",),
        the_thuc=the_thuc,  # type: ignore[arg-type]
    )  # fmt: skip
    assert texts(to_bytes(van_ban)) == text_of(van_ban)
    assert ("ĐẢNG CỘNG SẢN VIỆT NAM" in text_of(van_ban)) == (the_thuc == "dang")


def test_another_library_can_open_it(report: bytes) -> None:
    document = docx.Document(BytesIO(report))
    assert len(document.sections) == 3
    assert document.paragraphs[0].style is not None


def test_the_same_tree_gives_the_same_bytes_in_another_process(report: bytes) -> None:
    assert to_bytes(REPORT) == report
    code = (
        "import sys, importlib.util as u; s = u.spec_from_file_location('t', sys.argv[1]);"
        "m = u.module_from_spec(s); s.loader.exec_module(m); sys.stdout.buffer.write(m.to_bytes(m.REPORT))"
    )
    done = subprocess.run([sys.executable, "-c", code, __file__], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout == report


def test_nothing_in_the_file_tells_when_it_was_made(report: bytes) -> None:
    with zipfile.ZipFile(BytesIO(report)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in archive.read("docProps/core.xml")


def test_every_section_is_a4_within_its_margins(body: ElementTree.Element) -> None:
    sections = list(body.iter(f"{W}sectPr"))
    sheets = [(value(s, "pgSz", "w"), value(s, "pgSz", "h"), value(s, "pgSz", "orient")) for s in sections]
    assert sheets == [("11906", "16838", None), ("16838", "11906", "landscape"), ("11906", "16838", None)]
    for section in sections:
        sides = {side: value(section, "pgMar", side) for side in ("top", "bottom", "left", "right")}
        assert sides == {"top": "1134", "bottom": "1134", "left": "1701", "right": "850"}
        assert value(section, "pgNumType", "start") == "1"
        assert section.find(f"{W}titlePg") is not None


def test_page_numbers_stand_in_the_header_and_not_on_first_pages(report: bytes) -> None:
    default, first = part(report, "word/header1.xml"), part(report, "word/header2.xml")
    assert [node.text for node in default.iter(f"{W}instrText")] == [" PAGE "]
    assert not list(first.iter(f"{W}r"))


def test_only_times_new_roman_and_black(report: bytes) -> None:
    with zipfile.ZipFile(BytesIO(report)) as archive:
        names = archive.namelist()
        everything = "".join(archive.read(name).decode() for name in names)
    assert not [name for name in names if "theme" in name]
    styles = part(report, "word/styles.xml")
    fonts = [set(node.attrib.values()) for node in styles.iter(f"{W}rFonts")]
    assert fonts
    assert all(named == {"Times New Roman"} for named in fonts)
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        assert value(styles, "docDefaults/rPrDefault/rPr/rFonts", slot) == "Times New Roman"
    assert "w:highlight" not in everything
    assert "<w:color " not in everything


def test_every_style_in_use_is_there(report: bytes, body: ElementTree.Element) -> None:
    known = {node.get(f"{W}styleId") for node in part(report, "word/styles.xml").iter(f"{W}style")}
    assert {node.get(f"{W}val") for node in body.iter(f"{W}pStyle")} <= known


def rules(cell: ElementTree.Element, width: float) -> list[float]:
    """Lengths in mm of the rules in a cell or body."""
    found = []
    for properties in cell.iter(f"{W}pPr"):
        if value(properties, "pBdr/top", "val") == "single":
            sides = sum(int(value(properties, "ind", side) or 0) for side in ("left", "right"))
            found.append(width - sides * 25.4 / 1440)
    return found


def test_rules_are_as_long_as_the_decree_says(body: ElementTree.Element) -> None:
    left, right, *_ = body.iter(f"{W}tc")
    [agency] = rules(left, 64)
    assert 11.5 <= agency <= 17.2  # a third to a half of PHÒNG NỘI VỤ
    [motto] = rules(right, 101)
    assert motto == pytest.approx(60.5, abs=0.3)


def test_the_rule_below_a_long_name_follows_its_last_line() -> None:
    head = DauVanBan((), ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "THỊ XÃ AYUN PA"), None, "Ayun Pa", HEAD.ngay)
    document = part(to_bytes(VanBan(head, "THÔNG BÁO", "A", ())), "word/document.xml")
    [rule] = rules(next(document.iter(f"{W}tc")), 64)
    assert 12.6 <= rule <= 18.9  # a third to a half of THỊ XÃ AYUN PA


def test_the_head_has_two_columns_without_inner_margins(body: ElementTree.Element) -> None:
    table = next(body.iter(f"{W}tbl"))
    assert [column.get(f"{W}w") for column in table.iter(f"{W}gridCol")] == ["3628", "5726"]
    assert value(table, "tblPr/tblCellMar/left", "w") == "0"
    assert [len(list(row.iter(f"{W}tc"))) for row in table.iter(f"{W}tr")] == [2, 2]


def test_the_state_title_fits_its_column() -> None:
    assert text_width(ND30.quoc_hieu, Face(ND30.quoc_hieu_size, bold=True)) == pytest.approx(95.7, abs=0.1)
    assert ND30.head_left + ND30.head_right == ND30.text_width()


def test_table_rows_do_not_split_and_headings_repeat(body: ElementTree.Element) -> None:
    table = next(t for t in body.iter(f"{W}tbl") if "Tổng cộng" in "".join(map(text, t.iter(f"{W}p"))))
    rows = list(table.iter(f"{W}tr"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [
        True,
        True,
        False,
        False,
        False,
    ]
    merged = [node.get(f"{W}val") for node in table.iter(f"{W}vMerge")]
    assert merged == ["restart", "restart", None, None]
    assert [node.get(f"{W}val") for node in table.iter(f"{W}gridSpan")] == ["2", "4"]
    total = rows[-1]
    assert all(run.find(f"{W}rPr/{W}b") is not None for run in total.iter(f"{W}r"))


def test_figures_stand_right_and_words_left(body: ElementTree.Element) -> None:
    styles = {text(p): value(p, "pPr/pStyle", "val") for p in body.iter(f"{W}p")}
    assert styles["1.234"] == "BangPhai"
    assert styles["Giấy khen"] == "BangTrai"
    assert styles["TT"] == "BangGiua"


def test_two_tables_never_touch(body: ElementTree.Element) -> None:
    tags = [child.tag for child in body]
    assert all(after == f"{W}p" for tag, after in pairwise(tags) if tag == f"{W}tbl")


def test_names_of_signers_stand_level() -> None:
    few = KyTen(("ĐẠI DIỆN CÔNG ĐOÀN",), "Lê C")
    van_ban = VanBan(HEAD, "BẢN ĐĂNG KÝ", "Năm 2023", (), ky_ten=CHAIR, ky_ten_trai=few)
    document = part(to_bytes(van_ban), "word/document.xml")
    room = {text(p): int(value(p, "pPr/spacing", "before") or 0) for p in document.iter(f"{W}p") if text(p)}
    two_lines = 2 * 14 * 20 * 1.15
    assert room["Lê C"] - room["Nguyễn Văn A"] == pytest.approx(two_lines, abs=20)


HOSTILE = "a\x00\x01b\ud800\udfffc\u202e{{ 7*7 }}\u2066<w:p>&amp;]]>\uffff\ufeff \tz"


def test_hostile_text_neither_breaks_nor_runs() -> None:
    van_ban = VanBan(
        DauVanBan((HOSTILE,), (HOSTILE,), SoKyHieu(1, HOSTILE), HOSTILE, HEAD.ngay, HOSTILE),
        HOSTILE,
        HOSTILE,
        (
            DoanVan(inline_plain(HOSTILE)),
            CanCu((HOSTILE,)),
            Muc(HOSTILE, HOSTILE),
            Bang((Cot(HOSTILE),), ((HOSTILE,), NhomHang(HOSTILE)), HOSTILE),
        ),
        ky_ten=KyTen((HOSTILE,), HOSTILE, (HOSTILE,)),
        noi_nhan=(HOSTILE,),
        kinh_gui=(HOSTILE,),
        phu_luc=(PhuLuc(HOSTILE, (), HOSTILE, HOSTILE),),
        ghi_chu=HOSTILE,
    )
    found = texts(to_bytes(van_ban))
    assert found == text_of(van_ban)
    assert "abc{{ 7*7 }}<w:p>&amp;]]>  z" in found


def test_a_paragraph_of_a_million_letters_is_one_paragraph() -> None:
    long = "Thi đua yêu nước. " * 60_000
    van_ban = VanBan(HEAD, "BÁO CÁO", "A", (DoanVan(inline_plain(long)),))
    assert long in texts(to_bytes(van_ban))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(max_size=40), min_size=8, max_size=8),
    st.text(alphabet="ưừứữựƯạ\u0300\u0323 aA*-.\n", max_size=30),
)
def test_any_text_comes_out_as_the_tree_says(words: list[str], marks: str) -> None:
    a, b, c, d, e, f, g, h = words
    van_ban = VanBan(
        DauVanBan((a,), (b,), SoKyHieu(None, c), d, NgayVanBan(None, None, 2023)),
        e,
        f,
        (
            DoanVan(inline(marks)),
            Khoan(g, inline_plain(h)),
            Gach(inline_plain(marks)),
            Bang((Cot(a, 0), Cot(b)), ((c, d), (e,)), f, True),
            LuoiKy(((KyTen((g,), h), KyTen((), "")), ())),
        ),
        kinh_gui=(g, h),
        noi_nhan=(a, marks),
        ky_ten=KyTen((b,), marks),
    )
    found = texts(to_bytes(van_ban))
    assert found == text_of(van_ban)
    assert all(unicodedata.is_normalized("NFC", line) for line in found)


def test_letters_are_measured_with_their_own_widths() -> None:
    one_em = Face(72 / 25.4)
    assert text_width("ư", one_em) == pytest.approx(1110 / 2048)
    assert text_width("Ư", one_em) == pytest.approx(1589 / 2048)
    assert text_width("ộ", one_em) == text_width("o", one_em)


@pytest.mark.parametrize(
    ("line", "face", "width"),
    [
        ("Độc lập - Tự do - Hạnh phúc", Face(14, bold=True), 60.5),
        ("ỦY BAN NHÂN DÂN", Face(13, bold=True), 43.2),
        ("UBND THỊ XÃ AYUN PA", Face(13), 51.0),
        ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", Face(13, bold=True), 83.7),
        ("Ayun Pa, ngày 05 tháng 3 năm 2023", Face(14, italic=True), 72.2),
        ("TM. ỦY BAN NHÂN DÂN", Face(14, bold=True), 56.9),
    ],
)
def test_known_lines_have_their_known_widths(line: str, face: Face, width: float) -> None:
    assert text_width(line, face) == pytest.approx(width, abs=0.06)


def test_lines_break_at_spaces_and_keep_every_word() -> None:
    title = "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG THỊ XÃ AYUN PA"
    face = Face(13, bold=True)
    lines = wrap(title, face, 64)
    assert " ".join(lines) == title
    assert all(text_width(line, face) <= 64 for line in lines)
    narrow = balanced_width(title, face, 64)
    assert narrow <= 64
    assert len(wrap(title, face, narrow)) == len(lines)


def test_a_balanced_name_does_not_begin_a_line_with_its_dash() -> None:
    name, face = "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", Face(13, bold=True)
    assert wrap(name, face, balanced_width(name, face, 64)) == ("HỘI ĐỒNG THI ĐUA -", "KHEN THƯỞNG")


def test_a_title_as_long_as_a_chapter_is_not_balanced() -> None:
    title = "Về việc phát động thi đua - " * 4_000
    assert balanced_width(title, Face(14, bold=True), 165) == 165


def test_columns_share_by_weight_and_never_break_a_word() -> None:
    bang = Bang((Cot("TT", 0.1), Cot("Nội dung", 6), Cot("Số tiền", 1)), (("1", "abc", "1.234.567.890.123"),))
    widths = column_widths(bang, 165, ND30)
    assert sum(widths) == pytest.approx(165)
    assert widths[2] > text_width("1.234.567.890.123", Face(ND30.bang_size)) + 2 * ND30.bang_cell_margin
    assert widths[1] > widths[2] > widths[0]


def test_columns_too_many_for_the_page_still_sum_to_it() -> None:
    bang = Bang(tuple(Cot("Nghiêng" * 5) for _ in range(12)), ())
    assert sum(column_widths(bang, 165, ND30)) == pytest.approx(165)


@pytest.mark.parametrize("figure", ["1", "1.234,5", "-3", "98,6%", "84,4 %", "−2"])
def test_figures_are_known(figure: str) -> None:
    assert is_number(figure)


@pytest.mark.parametrize("word", ["", "I", "12/40", "15/6/2023", "xã 1", "-"])
def test_words_are_not_figures(word: str) -> None:
    assert not is_number(word)
