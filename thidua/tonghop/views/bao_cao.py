"""`/<nam>/tong-hop/<kỳ>`: the thường trực composes the consolidated report, the leaders read it."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request

from thidua.core.actor import SECRETARIAT, Role
from thidua.core.calendar import VN, KyBaoCao
from thidua.core.errors import NotNow, NotThere, Refusal
from thidua.core.text import clean
from thidua.core.viet import TypedWrong
from thidua.hoso.actions import use_key
from thidua.sheets.xlsx import Value
from thidua.tonghop import actions, compose, queries
from thidua.tonghop.actions import ChiTieuThiXaMoi, SectionSave
from thidua.tonghop.compose import Ban
from thidua.tonghop.compose.excerpts import key_text, outline_rows, section_rows
from thidua.tonghop.compose.lineage import NguonVanBan, movement_sources, source_groups
from thidua.tonghop.compose.sources import page
from thidua.tonghop.forms import SectionForm, SoLieuForm, wordings
from thidua.tonghop.queries import Material
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence
from thidua.web.forms import posted
from thidua.web.paper import docx_answer, preview
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer

bp = Blueprint("tonghop", __name__)

READERS = (Role.THUONG_TRUC, Role.LANH_DAO_PHONG, Role.LANH_DAO)
WRITERS = (Role.THUONG_TRUC, Role.LANH_DAO_PHONG)
SHOWN = 40
"""Sentences on a page; "Xem thêm" asks for as many again."""
BLANK_ROWS = 3
SOURCE_PAPERS = ("Kế hoạch", "Đăng ký", "Giao ước", "Báo cáo")
KY_WORDS = {KyBaoCao.SO_KET: "sơ kết", KyBaoCao.TONG_KET: "tổng kết"}
TRUONG = {"noi_bat": "Kết quả nổi bật", "han_che": "Hạn chế, nguyên nhân", "kien_nghi": "Kiến nghị"}
ADDRESS = "/<nam:nam_thi_dua>/tong-hop/<kybaocao:ky_bao_cao>"


def _material(nam: int, ky: str) -> Material:
    return queries.material(session(), current_actor(), nam, KyBaoCao(ky), clock.now())


def _ban() -> Ban:
    return "ubnd" if request.values.get("ban") == "ubnd" else "nv"


@bp.get(ADDRESS)
@needs(*READERS)
def compose_page(nam_thi_dua: int, ky_bao_cao: str) -> Response:
    """Outline, sentences and own text of one section, preview; under htmx the three panes alone."""
    return _page(_material(nam_thi_dua, ky_bao_cao))


@bp.post(ADDRESS)
@needs(*WRITERS)
def save_section(nam_thi_dua: int, ky_bao_cao: str) -> Response:
    """Save one section as its page sent it."""
    form = SectionForm(posted(), nam=nam_thi_dua)
    form.validate()
    typed = Typed.of(form)
    try:
        words = wordings(request.form.items())
    except TypedWrong as wrong:
        form.refuse("loi_van", wrong.sentence())
        words = {}
    if form.error_list:
        return _page(_material(nam_thi_dua, ky_bao_cao), typed, status=422, form=form)
    moved = (form.len.data or form.xuong.data or (None,))[0]
    sent = SectionSave(
        loi_van=form.loi_van.data or "",
        shown=frozenset(form.hien.data or ()),
        ticked=form.cau.data or (),
        wordings=words,
        moved=moved,
        step=-1 if form.len.data else 1,
    )
    try:
        _write_section(nam_thi_dua, KyBaoCao(ky_bao_cao), form, sent)
    except NotNow as no:
        return _page(_material(nam_thi_dua, ky_bao_cao), typed, status=409, refused=no)
    if htmx.wants_partial():
        return _page(_material(nam_thi_dua, ky_bao_cao), Typed(muc=typed.muc, q=typed.q))
    return htmx.go(f"{_address(nam_thi_dua, ky_bao_cao, typed)}#doan")


def _write_section(nam: int, ky: KyBaoCao, form: SectionForm, sent: SectionSave) -> None:
    with writing() as unit_of_work:
        actor, now = current_actor(), clock.now()
        if not use_key(unit_of_work, actor, form.khoa_gui.data or "", at=now):
            return
        one = actions.open_for_form(unit_of_work, actor, nam, ky, form.row_version.data, at=now)
        actions.save_section(unit_of_work, actor, one, form.muc.data or "", sent, at=now)


@dataclass(frozen=True, slots=True)
class Typed:
    """What the page shows of a section: which one, the filters, and what was typed where it was refused."""

    muc: str = ""
    q: str = ""
    loi_van: str | None = None
    ticked: frozenset[str] | None = None
    words: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, form: SectionForm) -> "Typed":
        """The form as it came, whatever was wrong in it."""
        return cls(
            form.muc.data or "",
            form.q.data or "",
            form.loi_van.data or "",
            frozenset(key_text(*key) for key in form.cau.data or ()),
            tuple((n.removeprefix("sua-"), t) for n, t in request.form.items() if n.startswith("sua-")),
        )


def _asked() -> Typed:
    q = clean(request.args.get("q", "")[:200], one_line=True)
    return Typed(request.args.get("muc", ""), q)


def _address(nam: int, ky: str, typed: Typed) -> str:
    return f"{page(nam, KyBaoCao(ky))}?{_query(typed)}"


def _query(typed: Typed) -> str:
    parts = {"muc": typed.muc, "ban": _ban(), "q": typed.q, "so": request.values.get("so", "")}
    return urlencode({name: value for name, value in parts.items() if value})


def _page(
    material: Material,
    typed: Typed | None = None,
    *,
    status: int = 200,
    form: SectionForm | None = None,
    refused: Refusal | None = None,
) -> Response:
    typed = typed or _asked()
    outline = outline_rows(material)
    here = next((row for row in outline if row.ma and row.ma == typed.muc), None)
    if here is None and typed.muc:
        raise NotThere("khong_co_muc")
    here = here or next(row for row in outline if row.ma == "II.1")
    muc = here.ma or ""
    stored = material.composition.text_of(muc)
    rows = section_rows(material, muc, typed.q, only_figures=request.values.get("so") == "1")
    limit = _limit() + sum(row.cho_dung is not None for row in rows)
    ban = _ban()
    paper = replace(compose.paper(material, ban), phu_luc=())
    received, called = compose.coverage(material)
    return htmx.page_or_partial(
        "tonghop/page.html",
        "tonghop/_khung.html",
        status=status,
        nam=material.nam.nam,
        so_ket=material.ky is KyBaoCao.SO_KET,
        address=page(material.nam.nam, material.ky),
        query=_query(replace(typed, muc=muc)),
        outline=outline,
        here=here,
        truong_words=TRUONG,
        ban=ban,
        rows=rows[:limit],
        total=len(rows),
        more=_limit() + SHOWN if len(rows) > limit else 0,
        picked=sum(row.cho_dung is not None for row in rows),
        q=typed.q,
        only_figures=request.values.get("so") == "1",
        loi_van=stored if typed.loi_van is None else typed.loi_van,
        stored=stored,
        ticked=typed.ticked,
        words=dict(typed.words),
        errors=form.error_list if form else [],
        refused=sentence(refused) if refused else "",
        composition=material.composition,
        received=received,
        called=called,
        writes=current_actor().has(*SECRETARIAT),
        sheet=preview(paper),
    )


def _limit() -> int:
    asked = request.values.get("den", "")
    return max(SHOWN, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else SHOWN


@bp.get(f"{ADDRESS}.docx")
@needs(*READERS)
def compose_docx(nam_thi_dua: int, ky_bao_cao: str) -> Response:
    """The draft as a file; number and date stay blank."""
    material = _material(nam_thi_dua, ky_bao_cao)
    ban = _ban()
    name = f"bao-cao-{ky_bao_cao.replace('_', '-')}-{nam_thi_dua}{'-ubnd' if ban == 'ubnd' else ''}"
    return docx_answer(compose.paper(material, ban), name)


@bp.get(f"{ADDRESS}.html")
@needs(*READERS)
def compose_html(nam_thi_dua: int, ky_bao_cao: str) -> str:
    """The whole draft with its annexes, every figure linked to its source."""
    material = _material(nam_thi_dua, ky_bao_cao)
    title = f"Báo cáo {'sơ kết' if ky_bao_cao == 'so_ket' else 'tổng kết'} năm {nam_thi_dua}"
    sheet = preview(compose.paper(material, _ban()))
    return render_template("to_giay.html", title=title, sheet=sheet)


@bp.get(f"{ADDRESS}/nguon")
@needs(*READERS)
def sources(nam_thi_dua: int, ky_bao_cao: str) -> str:
    """The versions behind the sums: unit, version, approver and minute."""
    material = _material(nam_thi_dua, ky_bao_cao)
    return render_template(
        "tonghop/nguon.html",
        nam=nam_thi_dua,
        so_ket=material.ky is KyBaoCao.SO_KET,
        address=page(nam_thi_dua, material.ky),
        groups=source_groups(material),
        movements=movement_sources(material),
    )


@bp.get(f"{ADDRESS}/nguon.xlsx")
@needs(*READERS)
def sources_xlsx(nam_thi_dua: int, ky_bao_cao: str) -> Response:
    """The same versions as a table."""
    material = _material(nam_thi_dua, ky_bao_cao)
    rows = [
        [group.ten, unit.ten, paper, *_version_cells(source)]
        for group in source_groups(material)
        for unit in group.don_vi
        for paper, source in zip(SOURCE_PAPERS, unit.van_ban, strict=True)
    ]
    heads = ["Cụm, khối", "Đơn vị", "Hồ sơ", "Bản", "Số văn bản", "Người duyệt", "Duyệt lúc", "Tình trạng"]
    title = f"Nguồn số liệu báo cáo {KY_WORDS[material.ky]} năm {nam_thi_dua} (dùng nội bộ)"
    return table_answer(f"nguon-so-lieu-{ky_bao_cao}-{nam_thi_dua}", "Nguồn số liệu", heads, rows, title)


def _version_cells(source: NguonVanBan) -> list[Value]:
    frozen = source.ban_chot
    if frozen is None:
        state = "Chưa tiếp nhận" if source.is_called else "Không thuộc đối tượng"
        return [None, None, None, None, state]
    at = frozen.duyet_luc.astimezone(VN) if frozen.duyet_luc else None
    return [frozen.so, frozen.so_van_ban, frozen.nguoi_duyet, at, "Đã tiếp nhận"]


# --- the office's own figures


@bp.get(f"{ADDRESS}/so-lieu")
@needs(*READERS)
def figures(nam_thi_dua: int, ky_bao_cao: str) -> Response:
    """Closing day, Bảng 4, words of Bảng 5."""
    return _figures(_material(nam_thi_dua, ky_bao_cao))


@bp.post(f"{ADDRESS}/so-lieu")
@needs(*WRITERS)
def save_figures(nam_thi_dua: int, ky_bao_cao: str) -> Response:
    """Save them all; what cannot be read as a number comes back as typed."""
    form = SoLieuForm(posted(), nam=nam_thi_dua)
    form.validate()
    if form.all_errors:
        return _figures(_material(nam_thi_dua, ky_bao_cao), form, status=422)
    try:
        _write_figures(nam_thi_dua, KyBaoCao(ky_bao_cao), form)
    except NotNow as no:
        return _figures(_material(nam_thi_dua, ky_bao_cao), form, status=409, refused=no)
    return htmx.go(f"{page(nam_thi_dua, KyBaoCao(ky_bao_cao))}/so-lieu")


def _write_figures(nam: int, ky: KyBaoCao, form: SoLieuForm) -> None:
    with writing() as unit_of_work:
        actor, now = current_actor(), clock.now()
        if not use_key(unit_of_work, actor, form.khoa_gui.data or "", at=now):
            return
        one = actions.open_for_form(unit_of_work, actor, nam, ky, form.row_version.data, at=now)
        actions.set_closing_day(unit_of_work, actor, one, form.chot_den.data, at=now)
        actions.set_town_figures(unit_of_work, actor, one, _town_figures(form), at=now)
        actions.set_movement_words(unit_of_work, actor, one, _movement_words(form), at=now)


def _town_figures(form: SoLieuForm) -> list[ChiTieuThiXaMoi]:
    rows = (row.form for row in form.dong)
    return [
        ChiTieuThiXaMoi(
            row.ten.data or "",
            row.don_vi_tinh.data or "",
            row.cung_ky.data,
            row.ke_hoach.data,
            row.thuc_hien.data,
            not row.chinh_thuc.data,
            row.nguon.data or "",
        )
        for row in rows
        if not row.is_blank
    ]


def _movement_words(form: SoLieuForm) -> dict[int, tuple[str, str]]:
    return {
        int(row.form.phong_trao_id.data or 0): (row.form.ket_qua.data or "", row.form.tieu_bieu.data or "")
        for row in form.phong_trao
        if str(row.form.phong_trao_id.data).isdecimal()
    }


def _figures(
    material: Material,
    form: SoLieuForm | None = None,
    *,
    status: int = 200,
    refused: Refusal | None = None,
) -> Response:
    composition = material.composition
    form = form or SoLieuForm(
        nam=material.nam.nam,
        chot_den=composition.chot_den,
        dong=[
            {
                "ten": row.ten,
                "don_vi_tinh": row.don_vi_tinh,
                "cung_ky": row.cung_ky,
                "ke_hoach": row.ke_hoach,
                "thuc_hien": row.thuc_hien,
                "chinh_thuc": not row.la_uoc,
                "nguon": row.nguon,
            }
            for row in composition.chi_tieu_thi_xa
        ]
        + [{}] * BLANK_ROWS,
        phong_trao=[
            {"phong_trao_id": one.id, "ket_qua": words[0], "tieu_bieu": words[1]}
            for one in material.movements
            for words in (composition.words_of(one.id),)
        ],
    )
    form.row_version.data = composition.row_version
    body = render_template(
        "tonghop/so_lieu.html",
        nam=material.nam.nam,
        so_ket=material.ky is KyBaoCao.SO_KET,
        address=page(material.nam.nam, material.ky),
        form=form,
        names={str(one.id): one.ten for one in material.movements},
        refused=sentence(refused) if refused else "",
        composition=composition,
        writes=current_actor().has(*SECRETARIAT),
    )
    return make_response(body, status)
