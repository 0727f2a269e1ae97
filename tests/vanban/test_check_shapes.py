"""Right papers with the rarer components, and parts of the layout in text boxes and styled tables."""

# Raw XML reads better unbroken.
# ruff: noqa: E501

from dataclasses import replace

import pytest

from tests.vanban.docx_maker import (
    KE_HOACH,
    LEFT,
    LEFT_HEAD,
    LEFT_TAIL,
    RIGHT,
    RIGHT_HEAD,
    RIGHT_TAIL,
    P,
    Paper,
    border_rule,
    cong_van,
    data_table,
    ke_hoach,
    plain_table,
    prose,
    row,
)
from tests.vanban.test_check_rules import (
    AGENCY_POST,
    BLUE,
    CHUONG,
    COPIED,
    COUNCIL,
    SIGNED_AT,
    annex_file,
    both,
    chapter,
    contact,
    council,
    divided,
    electronic_copy,
    head,
    lines,
    paper_copy,
    picture,
    png,
    signed,
    stamped,
)
from thidua.vanban import quytac
from thidua.vanban.check import UnreadableDocument, check

KH = ke_hoach()


def found(paper: Paper, layout: str = "nd30") -> list[tuple[str, str, str]]:
    """Everything but advice."""
    return [(f.rule, f.where, f.message) for f in check(paper.save(), layout) if f.level != "advice"]


def xml(*names: str) -> str:
    return "".join(KE_HOACH[name].xml() for name in names if name in KE_HOACH)


def drawing(content: str, width: int, centred: bool = False, height: int = 900000) -> str:
    place = "<wp:positionH relativeFrom='page'><wp:align>center</wp:align></wp:positionH>" if centred else ""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>{place}<wp:extent cx="{(width + 288) * 635}" cy="{height}"/>'
        '<a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="rect"/></wps:spPr><wps:txbx><w:txbxContent>'
        f"{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback>{vml(content, width)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def vml(content: str, width: int) -> str:
    style = f"position:absolute;width:{(width + 288) / 20}pt;height:60pt"
    return f'<w:pict><v:shape style="{style}"><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>'


def framed(text: str) -> str:
    sides = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right"))
    cell = row((2600, P(text, 26, bold=True, align="center").xml()))
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid/>{cell}</w:tbl>"


def register(word: str) -> str:
    """A table of papers with the word in every row."""
    return data_table().replace("Phường Cheo Reo", word).replace("</w:tbl>", row((3000, P(word, 26).xml()), (3000, P("2", 26).xml())) * 3 + "</w:tbl>")


KH_HEAD = plain_table(row((LEFT, xml(*LEFT_HEAD)), (RIGHT, xml(*RIGHT_HEAD))), (LEFT, RIGHT))
RIGHT_PAPERS: dict[str, Paper] = {
    "chapters": chapter(),
    "parts, sections": divided(
        head("Phần I"), head("TÌNH HÌNH"), *CHUONG[:2], head("Mục 1"), head("PHẠM VI"), head("Tiểu mục 1"), head("CHUNG"),
        CHUONG[2], *lines("1. Một.", "2. Hai.", "a) Một.", "b) Hai.", "c) Ba.", "d) Bốn.", "đ) Năm.", "e) Sáu.", "g) Bảy.", "h) Tám.", "i) Chín.", "k) Mười."),
        prose("Điều 2. Đối tượng áp dụng", bold=True), *lines("1. Một.", "2. Hai."),
    ),
    "heading on the second line of a paragraph": divided(
        P(raw=P("Chương I", bold=True).xml().split("</w:pPr>")[1].removesuffix("</w:p>").replace("</w:t>", "</w:t><w:br/>")
          + P("QUY ĐỊNH CHUNG", bold=True).xml().split("</w:pPr>")[1].removesuffix("</w:p>"), align="center", before=120), CHUONG[2]),
    "sentences that only look like headings": divided(
        *lines("Mục tiêu chung của phong trào.", "Mục 1 Chương II của Luật được áp dụng.", "Mục vì dân phục vụ.", "V/v nói trên.", "2023 là năm bản lề."),
        *lines("Phần thưởng gồm tiền và hiện vật", "Chương trình công tác", bold=True)),
    "a council with the agency's seal": council(AGENCY_POST),
    "a council without it": COUNCIL,
    "a council of the people": KH.but(chu_quan=None, co_quan={"text": "HỘI ĐỒNG NHÂN DÂN"}, co_quan_rule=border_rule(LEFT, 1150),
                                      quyen_han={"text": "TM. HỘI ĐỒNG NHÂN DÂN"}, chuc_vu={"text": "CHỦ TỊCH"}),
    "a signature": signed(BLUE),
    "a signature whose picture cannot be read": signed(png()),
    "a signature and a seal": both(9),
    "an annex in a file of its own": annex_file(*SIGNED_AT),
    "the same, time as people write it": annex_file("05/KH-SNV", "05.03.2023 08:30:15 +07:00"),
    "an electronic copy": electronic_copy(*COPIED),
    "a copy on paper": paper_copy(),
    "an extract": paper_copy("TRÍCH SAO", "Số: 03/TrS-UBND"),
    "urgent": stamped("THƯỢNG KHẨN", run='<w:color w:val="FF0000"/>'),
    "for internal use": stamped("LƯU HÀNH NỘI BỘ"),
    "a stamp in the borders of its paragraph": stamped("LƯU HÀNH NỘI BỘ", boxed=False, border="single", left=300, right=300),
    "a stamp between header and title": KH.with_(
        tables={"head": KH_HEAD + P("KHẨN", 26, bold=True, align="center", border="single", run='<w:color w:val="FF0000"/>').xml()}),
    "a framed stamp between header and title": KH.with_(tables={"head": KH_HEAD + framed("LƯU HÀNH NỘI BỘ")}),
    "a stamp in a text box": KH.with_(
        tables={"head": f'<w:p>{drawing(P("HỎA TỐC", 26, bold=True, align="center").xml(), 1701 - 288, height=288000)}</w:p>' + KH_HEAD}),
    "a watermark": KH.with_(tables={"head": f'<w:p>{drawing(P("DỰ THẢO", 26, bold=True).xml(), 1700)}</w:p>' + KH_HEAD}),
    "a sentence of Lenin": divided(*lines("V. I. Lênin đã viết về thi đua.")),
    "a school's head": KH.but(quyen_han={"text": "TM. BAN GIÁM HIỆU"}, chuc_vu={"text": "HIỆU TRƯỞNG"}),
    "a register with the word in a cell": KH.with_(tables={"body": register("MẬT")}),
    "a code beside the recipients": KH.but(nhan_2=replace(KE_HOACH["nhan_2"], raw="<w:r><w:rPr><w:sz w:val='22'/></w:rPr><w:t>- Các cơ quan;</w:t></w:r>" + picture(1, 20, 20))),
    "address at the foot": contact(),
    "the drafter's mark": KH.but(ky_hieu=P("PL.(300)", 22)),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT_PAPERS)
def test_a_right_paper_has_no_fault(name: str) -> None:
    assert found(RIGHT_PAPERS[name]) == []


@pytest.mark.parametrize("text", ["- Bí mật nhà nước được giữ gìn.", "Mật", "- MẬT ong."])
def test_a_word_is_no_stamp(text: str) -> None:
    assert "MK-02" not in {rule for rule, _, _ in found(KH.but(doan={"text": text}))}


@pytest.mark.parametrize("layout", ["dang", "doan_the"])
def test_a_secret_paper_is_refused_whatever_its_layout(layout: str) -> None:
    (fault,) = found(stamped("TUYỆT MẬT"), layout)
    assert fault[0] == "MK-02"
    assert "không được soạn, gửi hay lưu" in fault[2]


# --- text boxes


def boxed_head(kind: str, **changes: dict[str, object]) -> Paper:
    """The plan whose header stands in two text boxes that hang on one blank paragraph."""
    pieces = {n: replace(p, **changes.get(n, {})) for n, p in KE_HOACH.items()}  # type: ignore[arg-type]

    def column(names: tuple[str, ...], width: int) -> str:
        content = "".join(pieces[name].xml() for name in names if name in pieces)
        return drawing(content, width) if kind == "drawing" else f"<w:r>{vml(content, width)}</w:r>"

    boxes = column(LEFT_HEAD, LEFT) + column(RIGHT_HEAD, RIGHT)
    return KH.with_(tables={"head": f"<w:p>{boxes}</w:p>"})


@pytest.mark.parametrize("kind", ["drawing", "vml"])
def test_a_header_in_text_boxes_is_read(kind: str) -> None:
    assert found(boxed_head(kind)) == []


@pytest.mark.parametrize("kind", ["drawing", "vml"])
@pytest.mark.parametrize(
    ("piece", "change", "rule"),
    [("quoc_hieu", {"size": 22}, "QH-01"), ("so", {"text": "Số: 5/KH-SNV"}, "SH-01"), ("co_quan", {"bold": False}, "CQ-02"),
     ("ngay", {"text": "Ayun Pa, ngày 5 tháng 3 năm 2023"}, "DD-02")],
)  # fmt: skip
def test_a_fault_in_a_text_box_is_found_once(kind: str, piece: str, change: dict[str, object], rule: str) -> None:
    assert [fault[0] for fault in found(boxed_head(kind, **{piece: change}))] == [rule]


def test_a_box_that_is_no_part_of_the_layout_is_left_alone() -> None:
    note = drawing(P("sơ đồ tổ chức", 16).xml(), 2000)
    body = KE_HOACH["doan"]
    hung = replace(body, raw=f"<w:r><w:rPr><w:sz w:val='28'/></w:rPr><w:t>{body.text}</w:t></w:r>{note}")
    assert found(KH.but(doan=hung)) == []


def test_a_page_number_in_a_centred_box_is_centred() -> None:
    number = (
        '<w:p><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText>'
        '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert found(KH.with_(number=f"<w:p>{drawing(number, 900, centred=True)}</w:p>")) == []
    assert [f[0] for f in found(KH.with_(number=f"<w:p>{drawing(number, 900)}</w:p>"))] == ["PG-09"]


def test_boxes_within_boxes_do_not_run_deep() -> None:
    content = P("Số: 1/KH").xml()
    for _ in range(40):
        content = f"<w:p><w:r>{vml(content, 900)}</w:r></w:p>"
    with pytest.raises(UnreadableDocument, match="lồng nhau"):
        check(KH.with_(tables={"head": content}).save())


# --- the parts of a table's style


def conditional(look: str, part: str = "firstRow", properties: str = "<w:b/>") -> Paper:
    """The signature in a table whose style makes one of its parts bold, its own lines stating nothing."""
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
        f'<w:style w:type="table" w:styleId="Ky"><w:tblStylePr w:type="{part}"><w:rPr>{properties}</w:rPr></w:tblStylePr></w:style>'
    )
    plain = "".join(replace(KE_HOACH[n], bold=False).xml() for n in RIGHT_TAIL if n in KE_HOACH)
    table = plain_table(row((LEFT, xml(*LEFT_TAIL)), (RIGHT, plain)), (LEFT, RIGHT))
    table = table.replace("<w:tblPr>", f'<w:tblPr><w:tblStyle w:val="Ky"/><w:tblLook {look}/>')
    return KH.with_(styles=styles, tables={"tail": table})


@pytest.mark.parametrize(
    ("look", "part"),
    [('w:firstRow="1"', "firstRow"), ('w:val="0020"', "firstRow"), ('w:lastColumn="1"', "lastCol"),
     ('w:val="0100"', "lastCol"), ('w:noVBand="0"', "band2Vert")],
)  # fmt: skip
def test_bold_of_a_part_of_a_table_style_is_bold(look: str, part: str) -> None:
    # the recipients must not be bold, so only a part that is the signer's alone is right
    rules = {fault[0] for fault in found(conditional(look, part))}
    assert rules == ({"NN-05"} if part == "firstRow" else set())


@pytest.mark.parametrize("look", ['w:firstRow="0"', 'w:val="0000"', 'w:val="zz"'])
def test_a_part_that_the_table_does_not_ask_for_does_not_count(look: str) -> None:
    assert {fault[0] for fault in found(conditional(look, "lastCol"))} == {"KY-01", "KY-02", "KY-03"}


# --- the picture of the page


def test_every_rule_has_its_cell() -> None:
    assert {quytac.o_cua(row.rule) for row in quytac.QUY_TAC} <= set(quytac.O_SO)
    assert (quytac.o_cua("QH-03"), quytac.o_cua("TL-04"), quytac.o_cua("PG-12")) == ("1", "5b", "6")
    with pytest.raises(KeyError):
        quytac.o_cua("XX-01")


def test_a_cong_van_is_right_with_all_its_parts() -> None:
    assert found(contact(cong_van())) == []
