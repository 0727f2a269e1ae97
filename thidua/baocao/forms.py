"""The form of a report: fixed fields, and fields for each registered target, movement and difficulty."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import wtforms

from thidua.baocao.queries import TEXTS, DongBaoCao, KhungBaoCao, NoiDungBaoCao
from thidua.core.numbering import parse_so_ky_hieu
from thidua.core.reporting import KetQua, LoiBaoCao, ThieuSot
from thidua.core.targets import TinhTrangNhiemVu
from thidua.core.viet import TypedWrong
from thidua.hoso.forms import LockField
from thidua.web.forms import ChuVN, DoanVN, Form, NgayVN, SoVN, TepTai
from thidua.web.labels import TASK_STATES

FIELD_OF: Mapping[LoiBaoCao, tuple[str, str]] = {
    LoiBaoCao.THIEU_NGAY_CHOT: ("ngay_chot", "Nhập ngày chốt số liệu, ví dụ 15/6."),
    LoiBaoCao.NGAY_CHOT_CHUA_DEN: ("ngay_chot", "Ngày chốt chưa đến; kiểm tra lại ngày."),
    LoiBaoCao.NGAY_CHOT_TRUOC_DOT: (
        "ngay_chot",
        "Ngày chốt trước khi đợt thi đua bắt đầu; kiểm tra lại ngày.",
    ),
    LoiBaoCao.THIEU_KET_QUA: (
        "kq-{id}",
        "Chưa có kết quả: nhập số chính thức hoặc số ước, hoặc đánh dấu không phát sinh.",
    ),
    LoiBaoCao.THIEU_TINH_TRANG: ("kq-{id}", "Chọn tình trạng thực hiện nhiệm vụ."),
    LoiBaoCao.THIEU_NGUYEN_NHAN: ("nn-{id}", "Kết quả dưới mốc: ghi nguyên nhân."),
    LoiBaoCao.THIEU_PHONG_TRAO: ("ptkq-{id}", "Ghi kết quả của phong trào đã đăng ký."),
    LoiBaoCao.THIEU_NOI_BAT: ("noi_bat", "Nêu kết quả nổi bật trong kỳ."),
}
NIL_WITH_FIGURE = "Đã có số thì bỏ dấu không phát sinh, hoặc xóa số đi."


class LineForm(Form):
    """What every save carries beside its fields."""

    row_version = LockField()
    khoa_gui = ChuVN(limit=64)


class BaoCaoForm(LineForm):
    """The fixed fields; `build_form` adds the lines."""

    ngay_chot = NgayVN("Ngày chốt số liệu")
    noi_bat = DoanVN("Kết quả nổi bật")
    han_che = DoanVN("Hạn chế, nguyên nhân")
    kien_nghi = DoanVN("Kiến nghị, đề xuất")
    so = ChuVN("Số, ký hiệu báo cáo của đơn vị", limit=64)
    ngay = NgayVN("Ngày ký báo cáo")
    tep = TepTai("Tệp báo cáo của đơn vị")

    def validate_so(self, field: Any) -> None:
        """The number in its usual form, or a sentence that shows it."""
        if field.data:
            try:
                field.data = parse_so_ky_hieu(field.data)
            except TypedWrong as wrong:
                raise wtforms.ValidationError(wrong.sentence()) from wrong


class TargetsField(wtforms.Field):
    """The targets that were ticked; what is no number is left out."""

    data: tuple[int, ...]

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the ids, each once."""
        typed = (str(each).strip() for each in valuelist)
        self.data = tuple(dict.fromkeys(int(t) for t in typed if t.isascii() and t.isdigit() and len(t) < 10))


class EvidenceForm(Form):
    """A file that proves figures: a new one, or (`tep_id`) one that is already there."""

    tep_minh_chung = TepTai("Tệp minh chứng")
    tep_id = TargetsField()
    chi_tieu = TargetsField()
    khoa_gui = ChuVN(limit=64)

    @property
    def targets(self) -> tuple[int, ...]:
        """The targets to pin to."""
        return self.chi_tieu.data or ()

    @property
    def held(self) -> int:
        """The file that is already there, 0 for none."""
        return next(iter(self.tep_id.data or ()), 0)

    def lacks(self) -> str:
        """What the form lacks, in a sentence; empty when it is whole."""
        if self.error_list:
            return self.error_list[0][2]
        if not self.targets:
            return "Chưa chọn chỉ tiêu mà tệp chứng minh. Đánh dấu một hoặc nhiều chỉ tiêu rồi bấm lại."
        if self.tep_minh_chung.data is None and not self.held:
            return "Chưa chọn tệp. Chọn một tệp mới hoặc một tệp đã có rồi bấm lại."
        return ""


@dataclass(frozen=True, slots=True)
class LineFields:
    """The fields of one target in a built form; a nhiệm vụ has no estimate and no cùng kỳ."""

    kq: Any
    uoc: Any
    ck: Any
    kps: Any
    nn: Any
    nht: Any

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(field name, sentence) of what is wrong in the line, but for the cause and the day beside it."""
        shown = (self.ck, self.uoc, self.kq, self.kps)
        return [(f.name, " ".join(map(str, f.errors))) for f in shown if f is not None and f.errors]


class StateField(ChuVN):
    """The state of a nhiệm vụ, by its stored value; empty for none."""

    choices = (("", "Chọn…"), *((state.value, TASK_STATES[state]) for state in TinhTrangNhiemVu))

    def pre_validate(self, form: Any) -> None:
        """Take only what the list offers."""
        if (self.data or "") not in dict(self.choices):
            raise wtforms.ValidationError("Lựa chọn này không có trong danh sách; hãy chọn lại.")


def _line_fields(place: int, dong: DongBaoCao) -> dict[str, Any]:
    target = f"Chỉ tiêu {place}"
    key = dong.chi_tieu_id
    made: dict[str, Any] = {
        f"kps-{key}": wtforms.BooleanField(f"{target}, không phát sinh"),
        f"nn-{key}": DoanVN(f"{target}, nguyên nhân"),
        f"nht-{key}": NgayVN(f"{target}, ngày hoàn thành"),
    }
    if not dong.loai.has_figure:
        return {f"kq-{key}": StateField(f"{target}, tình trạng"), **made}
    return {
        f"ck-{key}": SoVN(f"{target}, cùng kỳ"),
        f"uoc-{key}": SoVN(f"{target}, ước thực hiện"),
        f"kq-{key}": SoVN(f"{target}, chính thức"),
        **made,
    }


def build_form(khung: KhungBaoCao, formdata: Any, stored: NoiDungBaoCao, *, nam: int) -> BaoCaoForm:
    """The whole form over these lines: what was sent where something was sent, else what is stored."""
    added: dict[str, Any] = {}
    for place, dong in enumerate(khung.dong, 1):
        added |= _line_fields(place, dong)
    added |= {f"ptkq-{p.id}": DoanVN(p.ten) for p in khung.phong_trao}
    added |= {f"khkq-{n}": DoanVN(f"Khó khăn {n}") for n, _ in khung.kho_khan}
    made: BaoCaoForm = type("BaoCaoFormBuilt", (BaoCaoForm,), added)(formdata, nam=nam)
    _fill_unsent(made, formdata, _initial(khung, stored), khung.dong)
    return made


def build_line(khung: KhungBaoCao, dong: DongBaoCao, formdata: Any, stored: KetQua, *, nam: int) -> LineForm:
    """The form of one line alone, for the save of a cell."""
    place = khung.dong.index(dong) + 1
    made: LineForm = type("LineFormBuilt", (LineForm,), _line_fields(place, dong))(formdata, nam=nam)
    _fill_unsent(made, formdata, _initial_line(stored, has_figure=dong.loai.has_figure), (dong,))
    return made


def _fill_unsent(form: Form, formdata: Any, stored: Mapping[str, Any], dong: Iterable[DongBaoCao]) -> None:
    """Give every field that was not sent its stored value: a part of the form changes only that part."""
    sent: set[str] = set(formdata or ())
    # A tick that is not set is not sent: the rest of its line tells that it was there.
    sent |= {f"kps-{d.chi_tieu_id}" for d in dong if _is_whole(d, sent)}
    for field in form:
        if field.name not in sent and field.name in stored:
            field.process(None, stored[field.name])


def _is_whole(dong: DongBaoCao, sent: Container[str]) -> bool:
    beside = ("kq", "ck") if dong.loai.has_figure else ("kq",)
    return all(f"{short}-{dong.chi_tieu_id}" in sent for short in beside)


def _initial(khung: KhungBaoCao, stored: NoiDungBaoCao) -> dict[str, Any]:
    data: dict[str, Any] = {name: getattr(stored, name) for name in (*TEXTS, "ngay_chot")}
    data |= {"so": stored.so_van_ban, "ngay": stored.ngay_van_ban}
    for dong in khung.dong:
        data |= _initial_line(stored.result_of(dong.chi_tieu_id), has_figure=dong.loai.has_figure)
    data |= {f"ptkq-{i}": text for i, text in stored.phong_trao}
    return data | {f"khkq-{n}": text for n, text in stored.kho_khan}


def _initial_line(stored: KetQua, *, has_figure: bool) -> dict[str, Any]:
    key = stored.chi_tieu_id
    state = stored.tinh_trang.value if stored.tinh_trang else ""
    return {
        f"kq-{key}": stored.gia_tri if has_figure else state,
        f"uoc-{key}": stored.uoc,
        f"ck-{key}": stored.cung_ky,
        f"kps-{key}": stored.khong_phat_sinh,
        f"nn-{key}": stored.nguyen_nhan,
        f"nht-{key}": stored.ngay_hoan_thanh,
    }


def fields_of(form: Form, dong: DongBaoCao) -> LineFields:
    """The fields of one target."""
    key, figure = dong.chi_tieu_id, dong.loai.has_figure
    return LineFields(
        kq=form[f"kq-{key}"],
        uoc=form[f"uoc-{key}"] if figure else None,
        ck=form[f"ck-{key}"] if figure else None,
        kps=form[f"kps-{key}"],
        nn=form[f"nn-{key}"],
        nht=form[f"nht-{key}"],
    )


class Reader:
    """What a checked form says, over what is stored: a field that cannot be read keeps its stored value."""

    def __init__(self, form: Form) -> None:
        self._form = form

    def _read(self, name: str, old: Any) -> Any:
        return self._form[name].data if name in self._form and not self._form[name].errors else old

    def _text(self, name: str, old: str) -> str:
        return self._read(name, old) or ""

    def result(self, dong: DongBaoCao, old: KetQua) -> KetQua:
        """The answer to one target. Nil beside a figure is refused in place and the figure kept."""
        key, figure = dong.chi_tieu_id, dong.loai.has_figure
        read = KetQua(
            chi_tieu_id=key,
            gia_tri=self._read(f"kq-{key}", old.gia_tri) if figure else None,
            uoc=self._read(f"uoc-{key}", old.uoc),
            cung_ky=self._read(f"ck-{key}", old.cung_ky),
            tinh_trang=None if figure else self._state(f"kq-{key}", old.tinh_trang),
            khong_phat_sinh=bool(self._read(f"kps-{key}", old.khong_phat_sinh)),
            nguyen_nhan=self._text(f"nn-{key}", old.nguyen_nhan),
            ngay_hoan_thanh=self._read(f"nht-{key}", old.ngay_hoan_thanh),
        )
        if not read.is_nil_with_figure:
            return read
        if not self._form[f"kps-{key}"].errors:
            self._form.refuse(f"kps-{key}", NIL_WITH_FIGURE)
        return replace(read, khong_phat_sinh=False)

    def _state(self, name: str, old: TinhTrangNhiemVu | None) -> TinhTrangNhiemVu | None:
        said = self._read(name, old.value if old else "")
        return TinhTrangNhiemVu(said) if said else None

    def content(self, khung: KhungBaoCao, old: NoiDungBaoCao) -> NoiDungBaoCao:
        """The whole report."""
        movements, solved = dict(old.phong_trao), dict(old.kho_khan)
        return NoiDungBaoCao(
            ket_qua=tuple(self.result(d, old.result_of(d.chi_tieu_id)) for d in khung.dong),
            phong_trao=tuple(
                (p.id, self._text(f"ptkq-{p.id}", movements.get(p.id, ""))) for p in khung.phong_trao
            ),
            kho_khan=tuple((n, self._text(f"khkq-{n}", solved.get(n, ""))) for n, _ in khung.kho_khan),
            noi_bat=self._text("noi_bat", old.noi_bat),
            han_che=self._text("han_che", old.han_che),
            kien_nghi=self._text("kien_nghi", old.kien_nghi),
            ngay_chot=self._read("ngay_chot", old.ngay_chot),
            so_van_ban=self._text("so", old.so_van_ban),
            ngay_van_ban=self._read("ngay", old.ngay_van_ban),
        )


def refuse_lacks(form: BaoCaoForm, lacks: tuple[ThieuSot, ...]) -> None:
    """Put every lack beside its field; a field that already says what is wrong keeps its own sentence."""
    for lack in lacks:
        name = name_of(lack)
        if not form[name].errors:
            form.refuse(name, FIELD_OF[lack.loi][1])


def name_of(lack: ThieuSot) -> str:
    """The field beside which a lack stands."""
    return FIELD_OF[lack.loi][0].format(id=lack.id)


SECTIONS = (
    ("p1", "Chỉ tiêu, nhiệm vụ"),
    ("p2", "Phong trào đã đăng ký"),
    ("p3", "Khó khăn đã đăng ký giải quyết"),
    ("p4", "Nổi bật, hạn chế, kiến nghị"),
    ("p5", "Báo cáo của đơn vị"),
)
"""The form's parts: id on the page, name."""


def section_of(name: str) -> str:
    """The part of the form in which a field stands."""
    if name in TEXTS:
        return "p4"
    if name in _AFTER_LINES:
        return "p5"
    return {"ptkq": "p2", "khkq": "p3"}.get(name.partition("-")[0], "p1")


_AFTER_LINES = (*TEXTS, "so", "ngay", "tep")


def errors_in_order(form: Form) -> list[tuple[str, str, str]]:
    """The form's errors in the order of the page."""
    return sorted(form.error_list, key=lambda error: _place(error[0]))


def _place(name: str) -> int:
    if name in _AFTER_LINES:
        return 2 + _AFTER_LINES.index(name)
    return 0 if name == "ngay_chot" else 1
