"""A tree of blocks → a preview fragment that looks like the page.

Classes only (`static/css/vanban.css`), no inline style, every text escaped. Text and order are the .docx's.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import assert_never

from thidua.vanban.bang import OGop
from thidua.vanban.blocks import (
    Anh,
    Bang,
    BanSao,
    CanCu,
    ChanTrang,
    Cot,
    DauVanBan,
    Dieu,
    DoanVan,
    DongGiua,
    Gach,
    Hang,
    Inline,
    Khoan,
    Khoi,
    KyTen,
    LuoiKy,
    Muc,
    NhomHang,
    O,
    PhuLuc,
    Run,
    TieuDeLon,
    ToRieng,
    VanBan,
    capitals,
    clean,
    one_line,
    prefixed,
)
from thidua.vanban.chi_dan import dong_do_khan, dong_luu_hanh
from thidua.vanban.columns import column_widths, is_number
from thidua.vanban.thethuc import ND30, Profile

_OWN_PATH = re.compile(r"/(?![/\\])[!-~]*")
_HEADING = {1: "h3", 2: "h4", 3: "p"}


def to_html(van_ban: VanBan, profile: Profile = ND30) -> str:
    """One `<article class="a4 …">` for the paper and one more for each phụ lục."""
    return "".join(_pages(van_ban, profile))


def _pages(van_ban: VanBan, profile: Profile) -> Iterator[str]:
    yield f'<article class="a4 van-ban {van_ban.the_thuc}" lang="vi">'
    yield from _head(van_ban)
    yield from _title(van_ban)
    yield from _addressees(van_ban)
    for khoi in van_ban.than:
        yield from _block(khoi, profile, profile.text_width())
    yield from _closing(van_ban)
    yield _p("ghi-chu", one_line(van_ban.ghi_chu or ""))
    contact = "".join(_p("lien-he", line) for line in van_ban.dong_lien_he())
    yield f'<div class="chan-trang">{contact}</div>' if contact else ""
    feet = iter([_running_foot(van_ban.chan_trang, name, profile) for name in van_ban.ten_phan()])
    yield next(feet, "") + "</article>"
    for phu_luc in van_ban.phu_luc:
        yield from _annex(phu_luc, profile, next(feet, ""))
    if van_ban.ban_sao:
        yield from _copy(van_ban.ban_sao)
    for sheet in van_ban.to_rieng:
        yield from _sheet(sheet, profile, next(feet, ""))


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _inline(noi_dung: Inline) -> str:
    return "".join(map(_run, noi_dung))


def _run(run: Run) -> str:
    text = _text(run.text)
    if run.italic:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.bold else text


def _p(name: str, text: str, tag: str = "p") -> str:
    return f'<{tag} class="{name}">{_text(text)}</{tag}>' if text else ""


def _ruled(name: str, text: str, rule: str, tag: str = "p") -> str:
    """A line with a rule under it, as long as the share of the text the class `rule` stands for."""
    return f'<{tag} class="{name}"><span class="ke {rule}">{_text(text)}</span></{tag}>' if text else ""


def _source(nguon: str | None) -> str:
    """The address when it is a path of this site; anything else gives no link."""
    return escape(nguon) if nguon and _OWN_PATH.fullmatch(nguon) else ""


def _source_mark(nguon: str | None) -> str:
    href = _source(nguon)
    return f' <a class="nguon" href="{href}">nguồn</a>' if href else ""


def _copy(ban_sao: BanSao) -> Iterator[str]:
    """The block of a copy, a sheet of its own on a screen."""
    trang = ban_sao.trang()
    yield '<article class="a4 ban-sao" lang="vi">'
    yield from _head(trang, _p("hinh-thuc-sao", ban_sao.dong_hinh_thuc()))
    yield from _closing(trang)
    yield "</article>"


def _head(van_ban: VanBan, right: str = "") -> Iterator[str]:
    dau = van_ban.dau
    *own, last = dau.dong_ban_hanh() or ("",)
    yield '<header class="dau-trang"><div class="co-quan">'
    yield from (_p("chu-quan", line) for line in dau.dong_chu_quan())
    yield from (_p("ban-hanh", line) for line in own)
    if van_ban.the_thuc == "dang":
        yield _p("ban-hanh", last) + _p("ban-hanh", ND30.sao_dang)
    else:
        yield _ruled("ban-hanh", last, "ke-ngan")
    *upper, lowest = van_ban.dong_quoc_hieu()
    yield '</div><div class="quoc-hieu-khoi">'
    if right:
        yield right
    else:
        yield from (_p("quoc-hieu", line) for line in upper)
        yield _ruled("tieu-ngu", lowest, "ke-du")
    yield '</div><div class="so-khoi">'
    yield _p("so-ky-hieu", van_ban.dong_so_ky_hieu())
    yield from _subject(dau)
    yield from (_p("khung do", line) for line in dong_do_khan(van_ban.do_khan))
    yield from (_p("khung", line) for line in dong_luu_hanh(van_ban.luu_hanh))
    yield f"</div>{_p('dia-danh', dau.dong_ngay())}</header>"


def _subject(dau: DauVanBan) -> Iterator[str]:
    if dau.trich_yeu_cong_van:
        yield _p("trich-yeu-cong-van", one_line(dau.trich_yeu_cong_van))


def _title(van_ban: VanBan) -> Iterator[str]:
    yield _p("ten-loai", capitals(van_ban.ten_loai), "h2")
    yield _ruled("trich-yeu", "\n".join(van_ban.dong_trich_yeu()), "ke-vua")


def _addressees(van_ban: VanBan) -> Iterator[str]:
    lines = van_ban.dong_kinh_gui()
    if lines:
        yield _p("kinh-gui mot" if len(lines) == 1 else "kinh-gui dau", lines[0])
    yield from (_p("kinh-gui", line) for line in lines[1:])


def _block(khoi: Khoi, profile: Profile, width: float) -> Iterator[str]:
    match khoi:
        case CanCu():
            yield from _grounds(khoi)
        case TieuDeLon(nguon=nguon):
            yield _p("tieu-de-lon", khoi.dong()[0], "h3")
            yield f'<p class="tieu-de-lon ten">{_text(khoi.dong()[1])}{_source_mark(nguon)}</p>'
        case Muc(cap=cap, nguon=nguon):
            tag = _HEADING[cap]
            yield f'<{tag} class="muc-{cap}">{_text(khoi.dong())}{_source_mark(nguon)}</{tag}>'
        case Dieu(nguon=nguon) | Khoan(nguon=nguon) | Gach(nguon=nguon) | DoanVan(nguon=nguon):
            yield f'<p class="noi-dung">{_inline(prefixed(khoi))}{_source_mark(nguon)}</p>'
        case DongGiua(nguon=nguon):
            yield f'<p class="dong-giua">{_inline(prefixed(khoi))}{_source_mark(nguon)}</p>'
        case Bang():
            yield from _table(khoi, column_widths(khoi, width, profile))
        case LuoiKy() | Anh():
            yield _grid(khoi) if isinstance(khoi, LuoiKy) else _picture(khoi, width, profile)
        case _:
            assert_never(khoi)


def _grounds(khoi: CanCu) -> Iterator[str]:
    lines = khoi.dong()
    yield from (_p("can-cu", line) for line in lines[:-1])
    if lines:
        yield f'<p class="can-cu">{_text(lines[-1])}{_source_mark(khoi.nguon)}</p>'


def _grid(khoi: LuoiKy) -> str:
    return "".join([f'<div class="luoi-ky">{"".join(map(_signature, row))}</div>' for row in khoi.hang])


def _picture(anh: Anh, width: float, profile: Profile) -> str:
    most = profile.picture_height(ngang=width > profile.text_width())
    if anh.cho == "canh_dong":
        return f'<div class="canh-anh">{_image(anh, width, most)}{_code_lines(anh.lines())}</div>'
    return f'<p class="anh {anh.cho}">{_image(anh, width, most)}</p>'


def _image(anh: Anh, width: float, height: float) -> str:
    across, down = anh.css_size(width, height)
    alt = escape(one_line(anh.mo_ta))
    return f'<img src="{anh.data_uri()}" alt="{alt}" width="{across}" height="{down}">'


def _running_foot(chan_trang: ChanTrang | None, name: str, profile: Profile) -> str:
    """The foot of every page, once a sheet: how many pages a part has is known on paper only."""
    if chan_trang is None:
        return ""
    anh, side = chan_trang.anh(profile.chan_trang_width), profile.chan_trang_width
    lines = (
        _p("ma", one_line(chan_trang.dong))
        + _p("ten-phan", name)
        + _p("ma-them", one_line(chan_trang.ghi_chu))
    )
    return f'<div class="chan-ma">{_image(anh, side, side) if anh else ""}<div>{lines}</div></div>'


def _code_lines(lines: tuple[str, ...]) -> str:
    """The first line names what the others explain."""
    shown = (_p("ma" if not i else "ma-them", line) for i, line in enumerate(lines))
    return f"<div>{''.join(shown)}</div>"


def _table(bang: Bang, widths: list[float]) -> Iterator[str]:
    name = one_line(bang.ten or "")
    unit = one_line(bang.don_vi_tinh or "")
    label = escape(name or "Bảng")
    yield f'<div class="bang-cuon" tabindex="0" role="region" aria-label="{label}"><table class="bang">'
    if name or unit:
        yield f"<caption>{_p('bang-ten', name)}{_p('bang-don-vi', unit)}</caption>"
    shares = (max(1, round(100 * width / sum(widths))) for width in widths)
    columns = "".join(f'<col class="r{share}">' for share in shares)
    yield f"<colgroup>{columns}</colgroup><thead>"
    yield from _table_head(bang)
    yield "</thead><tbody>"
    yield from _merged_body(bang) if bang.has_merges() else _plain_body(bang)
    yield "</tbody></table></div>"


def _plain_body(bang: Bang) -> Iterator[str]:
    for i, hang in enumerate(bang.hang):
        yield _table_row(bang, hang, total=bang.tong and i == len(bang.hang) - 1)


def _merged_body(bang: Bang) -> Iterator[str]:
    for i, hang in enumerate(bang.placed_rows()):
        total = bang.tong and i == len(bang.hang) - 1
        if isinstance(hang, NhomHang):
            yield _table_row(bang, hang, total=total)
        else:
            yield _merged_row(bang, hang, total=total)


def _table_head(bang: Bang) -> Iterator[str]:
    if not bang.has_groups():
        yield f"<tr>{''.join(_th(cot.ten) for cot in bang.cot)}</tr>"
        return
    upper, lower = [], []
    for nhom, cot in bang.column_groups():
        if nhom:
            upper.append(_th(nhom, f' colspan="{len(cot)}"', "colgroup"))
            lower += [_th(c.ten) for c in cot]
        else:
            upper.append(_th(cot[0].ten, ' rowspan="2"'))
    yield f"<tr>{''.join(upper)}</tr><tr>{''.join(lower)}</tr>"


def _th(name: str, span: str = "", scope: str = "col") -> str:
    return f'<th scope="{scope}"{span}>{_text(one_line(name))}</th>'


def _table_row(bang: Bang, hang: Hang, *, total: bool) -> str:
    if isinstance(hang, NhomHang):
        name = _text(one_line(hang.ten))
        span = f'<th scope="rowgroup" colspan="{len(bang.cot)}">'
        return f'<tr class="nhom">{span}{name}{_source_mark(hang.nguon)}</th></tr>'
    cells = "".join(_td(cot, o) for cot, o in zip(bang.cot, bang.full_row(hang), strict=True))
    opening = '<tr class="tong">' if total else "<tr>"
    return f"{opening}{cells}</tr>"


def _merged_row(bang: Bang, hang: tuple[OGop, ...], *, total: bool) -> str:
    opening = '<tr class="tong">' if total else "<tr>"
    return opening + "".join(_td(bang.cot[place.cot], place.o) for place in hang if not place.tiep) + "</tr>"


def _td(cot: Cot, o: O) -> str:
    text = clean(o.text)
    align = cot.canh if cot.canh != "tu_dong" else "phai" if is_number(text) else "trai"
    content, href = _text(text), _source(o.nguon)
    if href and content:
        content = f'<a href="{href}">{content}</a>'
    span = f' colspan="{o.gop_cot}"' if o.gop_cot > 1 else ""
    span += f' rowspan="{o.gop_hang}"' if o.gop_hang > 1 else ""
    return f'<td class="{align}{" dam" if o.dam else ""}"{span}>{content}</td>'


def _signature(ky_ten: KyTen) -> str:
    posts = "".join(_p("quyen-han", line) for line in ky_ten.dong_quyen_han())
    names = "".join(_p("ho-ten", line) for line in ky_ten.dong_ho_ten())
    shown = _signed(ky_ten)
    below = "duoi-hinh" if shown else "duoi-chu-ky"
    return f'<div class="ky-ten"><div>{posts}{shown}</div><div class="{below}">{names}</div></div>'


def _signed(ky_ten: KyTen) -> str:
    """The pictures of signature and seal, the seal over the left of the signature."""
    room = ND30.closing_right, ND30.ky_ten_picture_height
    hand = _image(ky_ten.chu_ky, *room) if ky_ten.chu_ky else ""
    seal = (
        f'<span class="dau">{_image(ky_ten.dau, room[0], ND30.picture_height())}</span>' if ky_ten.dau else ""
    )
    return f'<p class="chu-ky">{seal}{hand}</p>' if seal or hand else ""


def _closing(van_ban: VanBan) -> Iterator[str]:
    recipients = "".join(_p("noi-nhan", line) for line in van_ban.dong_noi_nhan())
    recipients += _p("nguoi-soan", one_line(van_ban.nguoi_soan))
    if van_ban.noi_nhan:
        head = _p("noi-nhan-dau", ND30.noi_nhan)
        recipients = f'<div class="noi-nhan-khoi">{head}{recipients}</div>'
    right = _signature(van_ban.ky_ten) if van_ban.ky_ten else ""
    if van_ban.ky_ten_trai:
        yield f'<footer class="ket-trang"><div class="luoi-ky">{_signature(van_ban.ky_ten_trai)}{right}</div>'
        yield f"{recipients}</footer>"
    elif recipients or right:
        yield f'<footer class="ket-trang hai-cot">{recipients or "<div></div>"}{right}</footer>'


def _annex(phu_luc: PhuLuc, profile: Profile, foot: str) -> Iterator[str]:
    yield f'<article class="a4 phu-luc{" ngang" if phu_luc.ngang else ""}" lang="vi">'
    yield _p("phu-luc-so", phu_luc.dong_danh_so(), "h2")
    name, reference = capitals(phu_luc.ten), phu_luc.dong_tham_chieu()
    if reference:
        yield _p("phu-luc-ten", name) + _ruled("phu-luc-tham-chieu", reference, "ke-vua")
    else:
        yield _ruled("phu-luc-ten", name, "ke-vua")
    for khoi in phu_luc.than:
        yield from _block(khoi, profile, profile.text_width(ngang=phu_luc.ngang))
    yield f"{foot}</article>"


def _sheet(sheet: ToRieng, profile: Profile, foot: str) -> Iterator[str]:
    yield f'<article class="a4 to-rieng{" ngang" if sheet.ngang else ""}" lang="vi">'
    yield _p("to-rieng-ten", capitals(sheet.ten), "h2")
    for khoi in sheet.than:
        yield from _block(khoi, profile, profile.text_width(ngang=sheet.ngang))
    yield f"{foot}</article>"
