"""Components beyond the plain paper: the legal scheme, merged cells, frames, the foot of page 1."""

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest

from tests.vanban.specimens import CONG_VAN, QUY_CHE, head_nv, head_ubnd
from tests.vanban.test_kinds_properties import texts
from thidua.vanban.blocks import (
    Bang,
    Cot,
    Dieu,
    DoanVan,
    KyTen,
    NhomHang,
    O,
    PhuLuc,
    TieuDeLon,
    VanBan,
    chay_dau,
    co_ket,
    inline_plain,
    inline_text,
)
from thidua.vanban.check import check
from thidua.vanban.to_docx import to_bytes
from thidua.vanban.to_html import to_html
from thidua.vanban.to_text import text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FOUR = tuple(Cot(name) for name in "ABCD")


def part(data: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read(name))


def paper(*than: object, **more: object) -> VanBan:
    return VanBan(head_ubnd("KH-UBND"), "KẾ HOẠCH", "Về việc thi đua", tuple(than), **more)  # type: ignore[arg-type]


# --- the legal scheme


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        (TieuDeLon("phan", "I", "Quy định chung"), ("Phần I", "QUY ĐỊNH CHUNG")),
        (TieuDeLon("chuong", "XIV", "Điều khoản"), ("Chương XIV", "ĐIỀU KHOẢN")),
        (TieuDeLon("muc", "2", "Chấm điểm"), ("Mục 2", "CHẤM ĐIỂM")),
        (TieuDeLon("tieu_muc", "1", "Ủy quyền"), ("Tiểu mục 1", "ỦY QUYỀN")),
    ],
)
def test_a_large_heading_has_its_number_above_its_name(heading: TieuDeLon, lines: tuple[str, str]) -> None:
    assert heading.dong() == lines


@pytest.mark.parametrize(
    ("cap", "number", "name"),
    [
        ("chuong", "1", "A"), ("phan", "IIII", "A"), ("phan", "", "A"), ("muc", "I", "A"), ("muc", "0", "A"),
        ("chuong", "I", " "),
    ],
)  # fmt: skip
def test_a_large_heading_needs_its_kind_of_number_and_a_name(cap: str, number: str, name: str) -> None:
    with pytest.raises(ValueError, match=r"number|heading"):
        TieuDeLon(cap, number, name)  # type: ignore[arg-type]


def test_an_article_with_a_heading_is_all_bold_one_with_text_only_its_number() -> None:
    assert [(run.text, run.bold) for run in Dieu(1, "Phạm vi").runs()] == [("Điều 1. Phạm vi", True)]
    runs = Dieu(2, noi_dung=inline_plain("Tặng Giấy khen.")).runs()
    assert [(run.text, run.bold) for run in runs] == [("Điều 2. ", True), ("Tặng Giấy khen.", False)]


def test_an_article_has_a_heading_or_a_text() -> None:
    with pytest.raises(ValueError, match="either"):
        Dieu(1)
    with pytest.raises(ValueError, match="either"):
        Dieu(1, "A", inline_plain("B"))


def test_the_end_mark_goes_to_the_text_of_the_last_article() -> None:
    (last,) = co_ket((Dieu(1, noi_dung=inline_plain("Thi hành.")),))
    assert isinstance(last, Dieu)
    assert inline_text(last.runs()) == "Điều 1. Thi hành./."
    assert co_ket((last,)) == (last,)


def test_a_subject_runs_in_bold_before_its_text() -> None:
    assert [(r.text, r.bold) for r in chay_dau("Đợt 1:", " từ đầu năm")] == [
        ("Đợt 1:", True),
        (" từ đầu năm", False),
    ]


def test_the_scheme_keeps_the_format_of_the_decree() -> None:
    made = to_bytes(QUY_CHE)
    assert texts(made) == text_of(QUY_CHE)
    assert [f for f in check(made) if f.level != "advice"] == []


# --- merged cells

MERGED = Bang(
    FOUR,
    (
        (O("1", gop_hang=3), "a", O("b", gop_cot=2)),
        (O("c", gop_cot=2, gop_hang=2), "d"),
        ("e",),
        NhomHang("Nhóm"),
        (O("Cộng", gop_cot=3), "10"),
    ),
    tong=True,
)


def test_merged_cells_stand_where_word_looks_for_them() -> None:
    table = list(part(to_bytes(paper(MERGED))).iter(f"{W}tbl"))[1]
    rows = []
    for row in list(table.iter(f"{W}tr"))[1:]:
        cells = []
        for cell in row.iter(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            text = "".join(t.text or "" for t in cell.iter(f"{W}t"))
            width = 1 if span is None else int(span.get(f"{W}val", "1"))
            cells.append((text, width, None if merge is None else merge.get(f"{W}val", "on")))
        rows.append(cells)
    assert rows == [
        [("1", 1, "restart"), ("a", 1, None), ("b", 2, None)],
        [("", 1, "on"), ("c", 2, "restart"), ("d", 1, None)],
        [("", 1, "on"), ("", 2, "on"), ("e", 1, None)],
        [("Nhóm", 4, None)],
        [("Cộng", 3, None), ("10", 1, None)],
    ]
    assert all(sum(width for _, width, _ in row) == 4 for row in rows)


def test_the_widths_of_merged_cells_are_those_of_their_columns() -> None:
    table = list(part(to_bytes(paper(MERGED))).iter(f"{W}tbl"))[1]
    grid = [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]
    for row in table.iter(f"{W}tr"):
        widths = [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w", "0")) for cell in row.iter(f"{W}tc")]  # type: ignore[union-attr]
        assert sum(widths) == pytest.approx(sum(grid), abs=3)


def test_the_preview_merges_the_same_cells() -> None:
    page = to_html(paper(MERGED))
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    assert re.findall(r"<t[dh][^>]*?((?: (?:col|row)span=\"\d\")+)>", body) == [
        ' rowspan="3"', ' colspan="2"', ' colspan="2" rowspan="2"', ' colspan="4"', ' colspan="3"',
    ]  # fmt: skip
    assert "".join(re.sub("<[^>]+>", " ", body).split()) == "1abcdeNhómCộng10"


@pytest.mark.parametrize(
    "rows",
    [
        ((O("a", gop_cot=5),),),
        (("a", "b", "c", O("d", gop_cot=2)),),
        ((O("a", gop_hang=2),),),
        ((O("a", gop_hang=0),), ("b",)),
        ((O("a", gop_cot=0),),),
        ((O("a", gop_hang=2),), NhomHang("b")),
        ((O("a", gop_hang=2),), ("b", "c", "d", "e")),
        (("a", O("b", gop_hang=2)), (O("c", gop_cot=2),)),
    ],
)
def test_cells_that_cannot_be_merged_are_refused(rows: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match=r"merged|longer"):
        Bang(FOUR, rows)  # type: ignore[arg-type]


def test_a_table_with_a_cell_for_every_place_has_no_merges() -> None:
    assert not Bang(FOUR, ((O("a"), "b"),)).has_merges()
    assert MERGED.has_merges()


# --- frames


@pytest.mark.parametrize(
    ("do_khan", "text", "width"),
    [("khan", "KHẨN", 20), ("thuong_khan", "THƯỢNG KHẨN", 40), ("hoa_toc", "HỎA TỐC", 30)],
)
def test_a_stamp_of_urgency_is_red_in_a_frame_of_its_size(do_khan: str, text: str, width: int) -> None:
    made = to_bytes(paper(DoanVan(inline_plain("A./.")), do_khan=do_khan))
    [frame] = [t for t in part(made).iter(f"{W}tbl") if [x.text for x in t.iter(f"{W}t")] == [text]]
    size = frame.find(f".//{W}trHeight")
    assert size is not None
    assert (size.get(f"{W}hRule"), int(size.get(f"{W}val", "0")) * 25.4 / 1440) == (
        "exact",
        pytest.approx(8, abs=0.05),
    )
    assert int(frame.find(f".//{W}tcW").get(f"{W}w", "0")) * 25.4 / 1440 == pytest.approx(width, abs=0.05)  # type: ignore[union-attr]
    colours = {node.get(f"{W}color") for node in frame.find(f".//{W}tblBorders")}  # type: ignore[union-attr]
    assert colours == {"FF0000"} == {node.get(f"{W}val") for node in frame.iter(f"{W}color")}
    assert not [f for f in check(made) if f.rule == "PG-08"]
    assert f'<p class="khung do">{text}</p>' in to_html(paper(do_khan=do_khan))


def test_red_letters_elsewhere_are_still_a_fault() -> None:
    made = to_bytes(paper(DoanVan(inline_plain("Hết./.")), do_khan="khan"))
    with zipfile.ZipFile(BytesIO(made)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["word/document.xml"] = members["word/document.xml"].replace(
        "KHẨN".encode(), "KHẨN TRƯƠNG".encode()
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert "PG-08" in {f.rule for f in check(file.getvalue())}


def test_the_scope_of_circulation_is_black_in_a_frame() -> None:
    made = to_bytes(paper(luu_hanh="xem_xong_tra_lai", do_khan="khan"))
    frames = [[t.text for t in table.iter(f"{W}t")] for table in part(made).iter(f"{W}tbl")]
    assert ["KHẨN"] in frames
    assert ["XEM XONG TRẢ LẠI"] in frames
    assert '<p class="khung">XEM XONG TRẢ LẠI</p>' in to_html(paper(luu_hanh="xem_xong_tra_lai"))


@pytest.mark.parametrize("word", ["mat", "toi_mat", "tuyet_mat", "KHẨN", ""])
def test_a_paper_cannot_carry_a_secret_mark(word: str) -> None:
    with pytest.raises(ValueError, match="độ mật"):
        paper(do_khan=word)
    with pytest.raises(TypeError):
        paper(do_mat=word)


def test_an_unknown_scope_is_refused() -> None:
    with pytest.raises(ValueError, match="lưu hành"):
        paper(luu_hanh="mat")


# --- the foot of page 1 and the drafter's mark


def test_contact_lines_stand_at_the_foot_of_page_one_alone() -> None:
    annex = PhuLuc("Danh sách", (DoanVan(inline_plain("A")),))
    made = to_bytes(
        paper(DoanVan(inline_plain("A")), lien_he=("Địa chỉ: B", "Điện thoại: C"), phu_luc=(annex,))
    )
    assert texts(made)[-2:] == ["Địa chỉ: B", "Điện thoại: C"]
    sections = list(part(made).iter(f"{W}sectPr"))
    kinds = [
        [(f.get(f"{W}type"), f.attrib.popitem()[1]) for f in s.iter(f"{W}footerReference")] for s in sections
    ]
    assert [[kind for kind, _ in some] for some in kinds] == [["first"], ["first"]]
    assert kinds[0] != kinds[1]
    assert not list(part(made, "word/footer2.xml").iter(f"{W}t"))
    border = part(made, "word/footer1.xml").find(f".//{W}pBdr/{W}top")
    assert border is not None
    assert border.get(f"{W}val") == "single"


def test_a_paper_without_contact_lines_has_no_footer() -> None:
    with zipfile.ZipFile(BytesIO(to_bytes(paper()))) as archive:
        assert not [name for name in archive.namelist() if "footer" in name]


def test_the_drafters_mark_follows_the_recipients() -> None:
    lines = text_of(CONG_VAN)
    assert lines[lines.index("- Lưu: VT, NV.") + 1] == "PL.(45)"
    styles = {
        "".join(t.text or "" for t in p.iter(f"{W}t")): p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")  # type: ignore[union-attr]
        for p in part(to_bytes(CONG_VAN)).iter(f"{W}p")
    }
    assert styles["PL.(45)"] == "NguoiSoan"


def test_a_reference_may_end_a_line_where_it_wants() -> None:
    annex = PhuLuc("A", (), tham_chieu="(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 6 năm 2023\n\n của B)")
    van_ban = paper(phu_luc=(annex,))
    assert annex.dong_tham_chieu().count("\n") == 1
    assert texts(to_bytes(van_ban)) == text_of(van_ban)
    assert "năm 2023<br>" in to_html(van_ban)


def test_a_letter_is_named_by_what_it_is_about() -> None:
    van_ban = VanBan(head_nv("NV-TĐKT", "V/v nộp báo cáo"), "", "", (), KyTen(("TRƯỞNG PHÒNG",), "A"))
    title = part(to_bytes(van_ban), "docProps/core.xml").find("{http://purl.org/dc/elements/1.1/}title")
    assert title is not None
    assert title.text == "V/v nộp báo cáo"
