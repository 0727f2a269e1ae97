"""Right files in the shapes that Word, LibreOffice and people give them; and what the checker hands back."""

# Raw XML reads better unbroken.
# ruff: noqa: E501

import ast
import json
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.vanban.docx_maker import (
    KE_HOACH,
    LEFT,
    LEFT_HEAD,
    LONG,
    NS,
    RIGHT,
    RIGHT_HEAD,
    RIGHT_TAIL,
    ROOM,
    P,
    Paper,
    border_rule,
    centred,
    cong_van,
    data_table,
    ke_hoach,
    plain_table,
    prose,
    row,
    with_annexes,
)
from thidua.vanban import quytac
from thidua.vanban.check import Finding, check, report, summary
from thidua.vanban.check.metrics import text_width
from thidua.vanban.check.numbering import Numbering
from thidua.vanban.check.package import parse

KH = ke_hoach()


def faults(paper: Paper) -> list[tuple[str, str, str]]:
    """Everything but advice."""
    return [(f.rule, f.where, f.message) for f in check(paper.save()) if f.level != "advice"]


def anchored(length_mm: float, dash: str = "solid", prst: str = "line") -> str:
    extent = round(length_mm * 36000)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f'<wp:extent cx="{extent}" cy="0"/><a:graphic><a:graphicData><wps:wsp><wps:spPr>'
        f'<a:prstGeom prst="{prst}"/><a:ln><a:prstDash val="{dash}"/></a:ln></wps:spPr></wps:wsp></a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        '<v:line from="0,0" to="999pt,0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    )


def vml(length_pt: float, more: str = "") -> str:
    return f'<w:r><w:pict><v:line from="10pt,2pt" to="{10 + length_pt}pt,2pt">{more}</v:line></w:pict></w:r>'


def run(text: str, size: int, more: str = "") -> str:
    return f'<w:r><w:rPr>{more}<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def xml(*names: str, pieces: dict[str, P] = KE_HOACH) -> str:
    return "".join(pieces[name].xml() for name in names if name in pieces)


@pytest.mark.parametrize(
    "paper",
    [KH, cong_van(), with_annexes(), with_annexes(2)],
    ids=["kế hoạch", "công văn", "one annex", "two annexes"],
)
def test_a_right_file_has_no_fault(paper: Paper) -> None:
    assert faults(paper) == []


# --- the four drawings of a rule --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw", [anchored(60.5), anchored(60.5, prst="straightConnector1"), vml(171.5), run("_" * 38, 28, '<w:vertAlign w:val="superscript"/>')],
    ids=["drawing", "connector", "vml", "underscores"],
)  # fmt: skip
def test_the_rule_under_tieu_ngu_may_be_drawn_in_several_ways(raw: str) -> None:
    rule = P(align="center", size=28, raw=raw)
    assert faults(KH.but(tieu_ngu_rule=rule)) == []


@pytest.mark.parametrize(
    "raw", [anchored(50), vml(120), run("_" * 30, 28)], ids=["drawing", "vml", "underscores"]
)
def test_a_drawn_rule_of_wrong_length_is_found(raw: str) -> None:
    assert [f[0] for f in faults(KH.but(tieu_ngu_rule=P(align="center", raw=raw)))] == ["QH-03"]


@pytest.mark.parametrize("raw", [anchored(60.5, dash="dash"), vml(171.5, '<v:stroke dashstyle="dash"/>')])
def test_a_dashed_line_object_is_not_solid(raw: str) -> None:
    assert [f[0] for f in faults(KH.but(tieu_ngu_rule=P(raw=raw)))] == ["RB-01"]


def test_line_objects_may_hang_on_another_paragraph_of_the_header() -> None:
    text = KE_HOACH["ngay"]
    hung = replace(text, raw=run(text.text, 28, "<w:i/>") + anchored(60.5) + anchored(10))
    assert faults(KH.but(tieu_ngu_rule=None, co_quan_rule=None, ngay=hung)) == []


def test_a_rule_may_be_the_lower_border_of_an_empty_paragraph() -> None:
    side = round((RIGHT - 3430) / 2)
    border = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1"/></w:pBdr>'
    assert faults(KH.but(tieu_ngu_rule=P(size=4, left=side, right=side, ppr=border))) == []


# --- where properties come from ---------------------------------------------------------------------------------


def styled(styles: str, **parts: bytes) -> Paper:
    """The plan with its body paragraphs in style `Body`, whose definition is given."""
    base = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
        '</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/></w:rPr></w:style>'
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr><w:r><w:t>- {LONG}.</w:t></w:r></w:p>'
    pieces = {k: v for k, v in KH.pieces.items() if k not in ("doan", "doan_2")}
    return (
        Paper(pieces=pieces, styles=base + styles, extra=parts)
        .with_(tables={"body": body})
        .but(ket=prose(f"{LONG}."), muc=None, khoan=None)
    )


GOOD = (
    '<w:jc w:val="both"/><w:spacing w:before="120" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="567"/>'
)


def test_styles_are_followed_through_what_they_are_based_on() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Root"><w:basedOn w:val="Normal"/><w:pPr>{GOOD}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Body"><w:basedOn w:val="Root"/><w:rPr><w:sz w:val="28"/></w:rPr></w:style>'
    )
    assert {f[0] for f in faults(styled(styles))} == {"ND-03"}


def test_a_style_that_says_too_little_is_found_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Body"><w:rPr><w:sz w:val="24"/></w:rPr></w:style>'
    assert {"ND-01", "PG-13", "PG-14", "PG-12"} <= {f[0] for f in faults(styled(styles))}


def test_a_style_based_on_itself_does_not_hang() -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="Body"><w:basedOn w:val="Body"/><w:pPr>{GOOD}</w:pPr></w:style>'
    assert check(styled(styles).save())


def test_theme_fonts_are_looked_up_and_must_be_overridden() -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:minorFont>'
        '<a:latin typeface="Aptos"/></a:minorFont></a:theme>'
    )
    paper = KH.but(doan={"run": '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'})
    found = faults(paper.with_(extra={"word/theme/theme1.xml": theme.encode()}))
    assert [(rule, "Aptos" in message) for rule, _, message in found] == [("PG-07", True)]


def test_a_font_for_scripts_that_are_not_there_does_not_matter() -> None:
    assert faults(KH.but(doan={"run": '<w:rFonts w:cs="Noto Sans" w:eastAsia="Noto Serif CJK"/>'})) == []


def test_a_toggle_stated_by_two_kinds_of_style_turns_over() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Body"><w:pPr>{GOOD}</w:pPr><w:rPr><w:i/><w:sz w:val="28"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Em"><w:rPr><w:i/></w:rPr></w:style>'
    )
    paper = styled(styles)
    turned = paper.tables["body"].replace("<w:t>", '<w:rPr><w:rStyle w:val="Em"/></w:rPr><w:t>')
    assert ("ND-01", True) in {(f.rule, "nghiêng" in f.message) for f in check(paper.save())}
    assert "ND-01" not in {f[0] for f in faults(paper.with_(tables={"body": turned}))}


def test_lengths_with_units_are_read() -> None:
    paper = KH.but(doan={"ppr": '<w:ind w:left="0cm" w:firstLine="1cm"/>'})
    text = paper.parts()["word/document.xml"].decode()
    assert 'w:firstLine="1cm"' in text
    assert faults(paper) == []


def test_numbers_of_automatic_lists_count_as_text() -> None:
    numbering = (
        f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    listed = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='7'/></w:numPr>"
    paper = KH.but(
        nhan_1={"text": "Ủy ban nhân dân tỉnh;", "ppr": listed},
        nhan_2={"text": "Các đơn vị;", "ppr": listed},
        luu={"text": "Lưu: VT, NV.", "ppr": listed},
    )
    assert faults(paper.with_(extra={"word/numbering.xml": numbering.encode()})) == []
    assert {f[0] for f in faults(paper)} == {"NN-05", "NN-06"}


# --- other shapes of the same components ------------------------------------------------------------------------


def test_a_header_of_two_rows_is_read_by_columns() -> None:
    rows = row((LEFT, xml(*LEFT_HEAD[:3])), (RIGHT, xml(*RIGHT_HEAD[:3]))) + row(
        (LEFT, xml("so")), (RIGHT, xml("ngay"))
    )
    assert faults(KH.with_(tables={"head": plain_table(rows, (LEFT, RIGHT))})) == []


def test_a_header_with_tabs_is_read_by_its_two_sides() -> None:
    def sides(left: str, right: str, size: int, more: str = "", right_more: str | None = None) -> str:
        beside = run(right, size, more if right_more is None else right_more)
        return f"<w:p>{run(left, 26, more)}<w:r><w:tab/></w:r>{beside}</w:p>"

    head = (
        sides("UBND TỈNH GIA LAI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 26, "", "<w:b/>")
        + sides("SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc", 28, "<w:b/>")
        + f"<w:p>{vml(28)}{vml(171.5)}</w:p>"
        + sides("Số: 05/KH-SNV", "Ayun Pa, ngày 05 tháng 3 năm 2023", 28, "", "<w:i/>")
    )
    assert faults(KH.with_(tables={"head": head})) == []


def test_the_name_of_one_body_on_two_bold_lines_is_measured_by_the_last() -> None:
    paper = KH.but(
        chu_quan=centred("ỦY BAN NHÂN DÂN", 26, bold=True), co_quan={"text": "THỊ XÃ AYUN PA"},
        co_quan_rule=border_rule(LEFT, 850), so={"text": "Số:      /KH-UBND"},
        ngay={"text": "Ayun Pa, ngày     tháng 3 năm 2023"},
    )  # fmt: skip
    assert faults(paper) == []


@pytest.mark.parametrize(
    "day", ["ngày     tháng 3 năm 2023", "ngày … tháng … năm 2023", "ngày ... tháng 01 năm 2024"]
)
def test_a_blank_day_and_number_are_legal_in_a_draft(day: str) -> None:
    assert faults(KH.but(ngay={"text": f"Ayun Pa, {day}"}, so={"text": "Số:       /KH-SNV"})) == []


@pytest.mark.parametrize("symbol", ["KH-UBND", "KH-HĐTĐKT", "KH-UBND-NV"])
def test_symbols_of_councils_and_units_pass(symbol: str) -> None:
    assert faults(KH.but(so={"text": f"Số: 125/{symbol}"})) == []


@pytest.mark.parametrize("kind", quytac.FORMS)
def test_a_form_without_number_is_legal(kind: str) -> None:
    paper = KH.but(so=None, ten_loai={"text": kind}, trich_yeu={"text": "Năm 2023"}, luu=None, nhan_1=None,
                   trich_yeu_rule=border_rule(ROOM, 450), nhan_2=None, noi_nhan=None, quyen_han=None,
                   chuc_vu=centred("TRƯỞNG PHÒNG", 28, bold=True))  # fmt: skip
    assert faults(paper) == []


def test_the_note_on_sample_data_after_the_signature_is_legal() -> None:
    note = P("(Số liệu, họ tên là dữ liệu mẫu)", 20, italic=True, align="center").xml()
    assert faults(KH.with_(body_end=note)) == []


def test_minutes_have_two_who_sign_and_no_place_line() -> None:
    signs = row(
        (LEFT, xml("chuc_vu", "ho_ten", pieces={"chuc_vu": centred("THƯ KÝ", 28, bold=True), "ho_ten": KE_HOACH["ho_ten"]})),
        (RIGHT, xml("chuc_vu", "ho_ten", pieces={"chuc_vu": centred("CHỦ TỌA", 28, bold=True), "ho_ten": KE_HOACH["ho_ten"]})),
    )  # fmt: skip
    below = xml("noi_nhan") + P("- Lưu: VT, Hồ sơ.", 22).xml()
    paper = KH.but(so={"text": "Số: 02/BB-SNV"}, ten_loai={"text": "BIÊN BẢN"}, ngay=None)
    assert faults(paper.with_(tables={"tail": plain_table(signs, (LEFT, RIGHT)) + below})) == []


def test_a_signature_of_three_rows_is_one_signature() -> None:
    noi_nhan = xml("noi_nhan", "nhan_1", "nhan_2", "luu")
    rows = (
        row((LEFT, noi_nhan), (RIGHT, xml("quyen_han", "chuc_vu")))
        + row((LEFT, P().xml()), (RIGHT, P().xml()))
        + row((LEFT, P().xml()), (RIGHT, xml("ho_ten")))
    )
    assert faults(KH.with_(tables={"tail": plain_table(rows, (LEFT, RIGHT))})) == []


def test_a_decision_has_its_authority_line_and_articles() -> None:
    pieces = dict(KH.pieces)
    order = {}
    for name, piece in pieces.items():
        if name == "can_cu_1":
            order["authority"] = centred("GIÁM ĐỐC SỞ NỘI VỤ", 28, bold=True)
        if name == "muc":
            order["decides"] = centred("QUYẾT ĐỊNH:", 28, bold=True)
        order[name] = piece
    paper = KH.with_(pieces=order).but(
        so={"text": "Số: 05/QĐ-SNV"}, ten_loai={"text": "QUYẾT ĐỊNH"}, muc={"text": "Điều 1. Chia cụm, khối"},
        quyen_han=None, chuc_vu={"text": "GIÁM ĐỐC"}, nhan_1={"text": "- Như Điều 3;"},
    )  # fmt: skip
    assert faults(paper) == []


def test_one_addressee_stands_on_the_line_of_kinh_gui() -> None:
    pieces = {"kinh_gui": P("Kính gửi: Ủy ban nhân dân tỉnh Gia Lai", 28, align="center")} | KH.pieces
    paper = KH.with_(pieces=pieces).but(
        so={"text": "Số: 05/BC-SNV"}, ten_loai={"text": "BÁO CÁO"}, nhan_1={"text": "- Như trên;"}
    )
    assert faults(paper) == []


def test_captions_units_and_notes_round_a_table_are_no_running_text() -> None:
    around = (
        centred("Bảng 1. Kết quả đăng ký", 26, bold=True).xml() + P("Đơn vị tính: đơn vị", 24, italic=True, align="right").xml()
        + data_table() + P("Ghi chú: số liệu đến ngày 20/6/2023.", 24, italic=True).xml()
    )  # fmt: skip
    paper = KH.with_(tables={"body": around + prose("Trên đây là kết quả./.").xml()})
    assert faults(paper) == []


def test_a_single_left_aligned_line_looks_justified() -> None:
    assert faults(KH.but(khoan={"align": "left"})) == []


def test_spacing_after_the_paragraph_above_counts() -> None:
    pieces = {
        name: replace(piece, before=0, after=120) if piece.align == "both" else piece
        for name, piece in KH.pieces.items()
    }
    assert faults(KH.with_(pieces=pieces)) == []


def test_a_paper_of_one_page_needs_no_page_number() -> None:
    assert faults(ke_hoach(pages=1).with_(number="<w:p/>")) == []


def test_a_page_number_in_a_frame_is_centred() -> None:
    framed = (
        '<w:p><w:pPr><w:framePr w:wrap="around" w:hAnchor="margin" w:xAlign="center"/></w:pPr>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p>'
    )
    assert faults(KH.with_(number=framed)) == []


def test_changes_that_were_deleted_are_not_read() -> None:
    raw = (
        run(f"{LONG}.", 28)
        + '<w:del w:id="1"><w:r><w:delText>xoá</w:delText><w:t>x\u0301</w:t></w:r></w:del>'
    )
    assert faults(KH.but(doan={"raw": raw})) == []


def test_a_file_with_the_strict_namespace_is_read_alike() -> None:
    strict = {
        name: data.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                           b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, data in KH.parts().items()
    }  # fmt: skip
    assert faults(Paper(extra=strict)) == []


def test_a_file_by_the_library_defaults_has_its_real_faults() -> None:
    made = docx.Document()
    made.add_heading("KẾ HOẠCH", 0)
    for _ in range(30):
        made.add_paragraph(
            "Đoạn văn dài hơn một dòng để thấy rõ cách canh lề mà mẫu mặc định của thư viện vẫn dùng. " * 2
        )
    stream = BytesIO()
    made.save(stream)
    errors = {f.rule for f in check(stream.getvalue()) if f.level == "error"}
    assert {"PG-01", "PG-03", "PG-05", "PG-07", "PG-08", "PG-09", "PG-13", "PG-14", "QH-01", "QH-02", "CQ-02",
            "SH-01", "DD-01", "TL-01", "TL-02", "ND-01", "KY-01", "NN-04"} == errors  # fmt: skip


# --- what is handed back ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["dang", "doan_the"])
def test_other_layouts_get_no_findings_of_the_decree(layout: str) -> None:
    findings = check(Paper(pieces={}).save(), layout)
    assert [(f.rule, f.level) for f in findings] == [("TT-00", "advice")]


def test_an_unknown_layout_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="nd31"):
        check(KH.save(), "nd31")


def test_the_same_fault_at_many_places_is_one_finding() -> None:
    changes = {name: {"first": 300} for name in KH.pieces if name.startswith("doan_them")}
    found = [f for f in check(KH.but(**changes).save()) if f.rule == "PG-13"]
    assert len(found) == 1
    assert found[0].where.endswith(f"và {len(changes) - 1} chỗ khác")


def test_the_summary_is_the_json_of_the_command() -> None:
    findings = check(KH.with_(margin=KH.margin | {"top": 1000}).save())
    made = json.loads(json.dumps(summary(findings), ensure_ascii=False))
    assert (made["errors"], made["warnings"], made["advice"]) == (1, 0, 1)
    first = {k: made["findings"][0][k] for k in ("rule", "level")}
    assert first == {"rule": "PG-03", "level": "error"}
    assert set(made["findings"][0]) == {"rule", "level", "where", "message", "clause"}


def test_the_report_says_verdict_place_sentence_and_clause() -> None:
    text = report((Finding("PG-03", "error", "trang giấy", "Lề trên 17 mm.", "Mục I.3"),))
    assert (
        text
        == "Chưa đúng thể thức: 1 lỗi, 0 cảnh báo, 0 lời khuyên.\n\nLỗi PG-03 – trang giấy\n  Lề trên 17 mm.\n  (Mục I.3)\n"
    )
    assert report(()).startswith("Đúng thể thức: 0 lỗi")


def test_findings_come_gravest_first() -> None:
    levels = [f.level for f in check(Paper(pieces={}).save())]
    assert levels == sorted(levels, key=("error", "warning", "advice").index)


@pytest.mark.parametrize(
    ("text", "half_points", "style", "millimetres"),
    [
        (quytac.TIEU_NGU, 26, {"bold": True}, 56.1), (quytac.TIEU_NGU, 28, {"bold": True}, 60.5),
        (quytac.QUOC_HIEU, 26, {"bold": True}, 95.7), (quytac.QUOC_HIEU, 24, {"bold": True}, 88.3),
        ("THỊ XÃ AYUN PA", 26, {"bold": True}, 37.8), ("UBND THỊ XÃ AYUN PA", 26, {}, 51.0),
        ("Ayun Pa, ngày 05 tháng 3 năm 2023", 28, {"italic": True}, 72.2),
    ],
)  # fmt: skip
def test_widths_agree_with_what_was_measured(
    text: str, half_points: int, style: dict[str, bool], millimetres: float
) -> None:
    assert text_width(text, half_points, **style) / 56.693 == pytest.approx(millimetres, abs=0.06)


def test_the_printed_table_of_rules_is_the_table_in_force() -> None:
    page = Path("docs/the-thuc.md").read_text("utf-8")
    assert page.endswith(quytac.table())


def test_every_row_of_the_table_is_one_of_a_kind_and_a_sentence() -> None:
    keys = [(row.rule, row.case) for row in quytac.QUY_TAC]
    assert len(keys) == len(set(keys))
    assert all(row.sentence.endswith(".") and row.clause for row in quytac.QUY_TAC)


# --- smaller shapes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "template", "labels"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("lowerRoman", "%1)", ["i)", "ii)", "iii)"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("none", "-", ["-", "-", "-"]),
        ("bullet", "\uf0b7", ["•", "•", "•"]),
    ],
)
def test_list_numbers_are_counted_as_they_are_printed(kind: str, template: str, labels: list[str]) -> None:
    part = parse(
        f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{template}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'.encode()
    )
    numbering = Numbering(part)
    assert [numbering.next_label({"numId": "1", "ilvl": 0}) for _ in range(3)] == labels


def test_deeper_list_levels_start_again() -> None:
    level = '<w:lvl w:ilvl="{0}"><w:numFmt w:val="decimal"/><w:lvlText w:val="{1}"/></w:lvl>'
    part = parse(
        f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0">{level.format(0, "%1.")}{level.format(1, "%1.%2.")}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'.encode()
    )
    numbering = Numbering(part)
    levels = (0, 1, 1, 0, 1)
    printed = [numbering.next_label({"numId": "1", "ilvl": at}) for at in levels]
    assert printed == ["1.", "1.1.", "1.2.", "2.", "2.1."]


def test_a_straight_connector_of_the_old_kind_is_a_rule() -> None:
    raw = '<w:r><w:pict><v:shape type="#_x0000_t32" style="position:absolute;width:171.5pt;height:0"/></w:pict></w:r>'
    assert faults(KH.but(tieu_ngu_rule=P(raw=raw))) == []


def test_a_picture_is_no_rule() -> None:
    raw = '<w:r><w:drawing><wp:inline><wp:extent cx="2177820" cy="0"/></wp:inline></w:drawing></w:r>'
    assert [f[0] for f in faults(KH.but(tieu_ngu_rule=P(raw=raw)))] == ["QH-03"]


def test_hidden_text_is_not_judged() -> None:
    raw = run(f"- {LONG}.", 28) + run("ẩn", 10, '<w:vanish/><w:color w:val="FF0000"/>')
    assert faults(KH.but(doan={"raw": raw})) == []


def test_kinh_gui_may_stand_in_a_table_without_lines() -> None:
    paper = cong_van()
    cells = row(
        (2500, xml("kinh_gui", pieces=paper.pieces)), (6855, xml("gui_1", "gui_2", pieces=paper.pieces))
    )
    kinh_gui = P(raw="").xml() + plain_table(cells, (2500, 6855))
    head = plain_table(
        row((LEFT, xml(*LEFT_HEAD, pieces=paper.pieces)), (RIGHT, xml(*RIGHT_HEAD, pieces=paper.pieces))),
        (LEFT, RIGHT),
    )
    moved = paper.with_(tables={"head": head + kinh_gui}).but(kinh_gui=None, gui_1=None, gui_2=None)
    assert faults(moved) == []


def test_white_lines_round_the_signature_are_no_lines() -> None:
    side = '<w:tcBorders><w:top w:val="single" w:color="FFFFFF"/></w:tcBorders>'
    table = (
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w="9355"/>{side}</w:tcPr>{P("x").xml()}</w:tc></w:tr></w:tbl>'
    )
    wide = KH.with_(size='w:w="16838" w:h="11906"', tables={"body": table}).but(
        trich_yeu_rule=border_rule(16838 - 1701 - 850, 1688), ket=None
    )
    assert "PG-02" in {f[0] for f in faults(wide)}
    assert "PG-02" not in {
        f[0] for f in faults(wide.with_(tables={"body": table.replace("FFFFFF", "000000")}))
    }


def test_recipients_broken_by_hand_are_one_recipient() -> None:
    raw = run("- Các cơ quan, ban, ngành,", 22) + "<w:r><w:br/></w:r>" + run("đoàn thể thị xã;", 22)
    assert faults(KH.but(nhan_2={"raw": raw})) == []


def test_the_drafters_mark_below_the_recipients_is_legal() -> None:
    assert (
        faults(KH.but(luu={"raw": run("- Lưu: VT, NV.", 22) + "<w:r><w:br/></w:r>" + run("PL.(30)", 22)}))
        == []
    )


def test_a_signature_in_plain_lines_is_read() -> None:
    left = "".join(KE_HOACH[name].xml() for name in ("noi_nhan", "nhan_1", "luu"))
    right = "".join(
        replace(KE_HOACH[n], align="center", left=4500).xml() for n in RIGHT_TAIL if n in KE_HOACH
    )
    assert faults(KH.with_(tables={"tail": left + right})) == []


def test_the_checker_stands_on_the_standard_library_and_its_own_table() -> None:
    """It may not share a line with the writers it judges."""
    own = ("thidua.vanban.check", "thidua.vanban.quytac")
    for path in (*Path("thidua/vanban/check").glob("*.py"), Path("thidua/vanban/quytac.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module == "thidua.vanban":
                names = [f"thidua.vanban.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                foreign = not name.startswith(own) and name.split(".")[0] not in sys.stdlib_module_names
                assert not foreign, f"{path}: {name}"
