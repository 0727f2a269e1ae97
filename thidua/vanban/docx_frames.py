"""Words in a frame under the number, and the lines at the foot of page 1, as WordprocessingML."""

from collections.abc import Iterator

from thidua.vanban.blocks import VanBan
from thidua.vanban.docx_lines import coloured, paragraph, table_start
from thidua.vanban.docx_package import twentieths, twips
from thidua.vanban.thethuc import Profile
from thidua.vanban.widths import Face, text_width


def frames(van_ban: VanBan, profile: Profile) -> str:
    """The frames of độ khẩn and phạm vi lưu hành, each a small table of one cell in the middle of its column.

    Empty when the paper has neither; a paragraph closes them, as a cell must not end with a table.
    """
    return "".join(_frames(van_ban, profile))


def _frames(van_ban: VanBan, profile: Profile) -> Iterator[str]:
    gap = paragraph("DuoiBang", "", f'<w:spacing w:before="{twentieths(profile.khung_before)}"/>')
    stamps = dict(profile.do_khan_widths)
    for text in van_ban.dong_khung():
        colour = profile.do_khan_color if text in stamps else ""
        yield gap + _frame(text, stamps.get(text) or _fitting(text, profile), colour, profile)
    if van_ban.dong_khung():
        yield paragraph("DuoiBang", "")


def _fitting(text: str, profile: Profile) -> float:
    return text_width(text, Face(profile.luu_hanh_size, bold=True)) + 2 * profile.luu_hanh_padding


def _frame(text: str, width: float, colour: str, profile: Profile) -> str:
    start = table_start([width], border=profile.rule_weight, colour=colour, align="center")
    height = f'<w:trHeight w:val="{twips(profile.do_khan_height)}" w:hRule="exact"/>'
    cell = (
        f'<w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{coloured('Khung', text, colour)}"
    )
    return f"{start}<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr><w:tc>{cell}</w:tc></w:tr></w:tbl>"


def foot(van_ban: VanBan, profile: Profile) -> str:
    """The contact lines under a rule from margin to margin; empty when there are none."""
    lines = van_ban.dong_lien_he()
    rule = (
        f'<w:pBdr><w:top w:val="single" w:sz="{profile.rule_weight}" w:space="1" w:color="auto"/></w:pBdr>'
    )
    return "".join(paragraph("LienHe", line, "" if i else rule) for i, line in enumerate(lines))
