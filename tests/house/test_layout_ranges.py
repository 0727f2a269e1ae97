"""What the writers choose lies in what the checker allows, and both name the same types of papers."""

import pytest

from thidua.core.numbering import LOAI_VAN_BAN
from thidua.vanban import quytac as q
from thidua.vanban.chi_dan import dong_do_khan
from thidua.vanban.dieu_khoan import Dieu
from thidua.vanban.docx_package import half_points, style_table, twentieths, twips
from thidua.vanban.thethuc import ND30

SIZES = [
    ("quoc_hieu_size", q.SIZE_QUOC_HIEU),
    ("tieu_ngu_size", q.SIZE_TIEU_NGU),
    ("co_quan_size", q.SIZE_CO_QUAN),
    ("so_ky_hieu_size", q.SIZE_SO_KY_HIEU),
    ("dia_danh_size", q.SIZE_DIA_DANH),
    ("ten_loai_size", q.SIZE_TEN_LOAI),
    ("trich_yeu_size", q.SIZE_TEN_LOAI),
    ("trich_yeu_cong_van_size", q.SIZE_TRICH_YEU_CONG_VAN),
    ("body_size", q.SIZE_BODY),
    ("ky_ten_size", q.SIZE_SIGNATURE),
    ("kinh_gui_size", q.SIZE_KINH_GUI),
    ("noi_nhan_head_size", q.SIZE_NOI_NHAN),
    ("noi_nhan_size", q.SIZE_RECIPIENT),
    ("phu_luc_size", q.SIZE_PHU_LUC),
    ("phu_luc_ten_size", q.SIZE_PHU_LUC_NAME),
    ("phu_luc_tham_chieu_size", q.SIZE_PHU_LUC_NAME),
    ("page_number_size", q.SIZE_PAGE_NUMBER),
    ("bang_size", q.SIZE_CELL),
    ("bang_ten_size", q.SIZE_CELL),
    # the checker has no rows of its own for these; the clauses give 13-14, 13-14, 11 and 11-12
    ("do_khan_size", q.Range(26, 28)),
    ("luu_hanh_size", q.Range(26, 28)),
    ("nguoi_soan_size", q.Range(22, 22)),
    ("lien_he_size", q.Range(22, 24)),
    # words of a digital signature on copies and annexes: 10
    ("ky_so_size", q.Range(20, 20)),
    # a note below everything is no component of the decree; it must only not be larger than the text
    ("ghi_chu_size", q.Range(20, 28)),
]
LENGTHS = [
    ("margin_top", q.MARGIN_TOP_BOTTOM),
    ("margin_bottom", q.MARGIN_TOP_BOTTOM),
    ("margin_left", q.MARGIN_LEFT),
    ("margin_right", q.MARGIN_RIGHT),
]
RULES = [
    ("tieu_ngu_rule", q.RULE_FULL),
    ("co_quan_rule", q.RULE_SHORT),
    ("trich_yeu_rule", q.RULE_SHORT),
    ("phu_luc_rule", q.RULE_SHORT),
]
# What the decree does not know: the layout of the Party, lines without text or beside a picture, the foot
# of a giao ước.
NOT_OF_THE_DECREE = {"tieu_de_dang_size", "spacer_size", "canh_anh_size", "chan_trang_size"}


@pytest.mark.parametrize(("name", "allowed"), SIZES)
def test_each_size_is_allowed(name: str, allowed: q.Range) -> None:
    assert allowed.holds(half_points(getattr(ND30, name)))


def test_no_size_of_the_profile_goes_unjudged() -> None:
    sizes = {name for name in ND30.__slots__ if name.endswith("_size")}
    assert sizes == {name for name, _ in SIZES} | NOT_OF_THE_DECREE


@pytest.mark.parametrize(("name", "allowed"), LENGTHS)
def test_each_margin_is_allowed_without_any_slack(name: str, allowed: q.Range) -> None:
    assert allowed.holds(twips(getattr(ND30, name)))


@pytest.mark.parametrize(("name", "allowed"), RULES)
def test_each_rule_line_is_as_long_as_it_may_be(name: str, allowed: q.Range) -> None:
    assert allowed.holds(getattr(ND30, name))


def test_the_text_is_set_as_it_may_be() -> None:
    assert (twips(ND30.page_width), twips(ND30.page_height)) == q.A4
    assert ND30.font == q.FONT
    assert twips(ND30.first_line) in q.FIRST_LINE
    assert q.LINE_SPACING.holds(ND30.line_spacing * 240)
    assert twentieths(ND30.paragraph_before) >= q.PARAGRAPH_GAP
    assert twentieths(ND30.trich_yeu_cong_van_before) == q.TRICH_YEU_GAP
    assert ND30.header_distance < ND30.margin_top


def test_the_fixed_lines_are_those_of_the_decree() -> None:
    assert (ND30.quoc_hieu, ND30.tieu_ngu) == (q.QUOC_HIEU, q.TIEU_NGU)
    stamps = {text for kind in ("khan", "thuong_khan", "hoa_toc") for text in dong_do_khan(kind)}  # type: ignore[arg-type]
    assert stamps == set(q.DO_KHAN) == {text for text, _ in ND30.do_khan_widths}
    assert ND30.do_khan_color == q.STAMP_COLOR


def test_every_style_of_prose_has_the_indent_and_the_gap() -> None:
    prose = [style for style in style_table(ND30) if style.align == "both"]
    assert {"NoiDung", "CanCu", "Dieu", "Muc1", "Muc2", "Muc3"} == {style.id for style in prose}
    assert all(twips(style.first_line) in q.FIRST_LINE for style in prose)
    assert all(twentieths(style.before) >= q.PARAGRAPH_GAP for style in prose)


def test_both_tables_of_types_are_the_same() -> None:
    ours = {one.ten.upper(): one.viet_tat for one in LOAI_VAN_BAN.values()}
    assert ours == q.TEN_LOAI


def test_an_article_counts_from_one() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        Dieu(0, "Phạm vi")
