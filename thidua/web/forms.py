"""Forms: every text cleaned once, numbers and days the Vietnamese way, files capped in the stream."""

import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import wtforms
from flask import Flask, Request, current_app, request
from werkzeug.datastructures import CombinedMultiDict, FileStorage, MultiDict
from wtforms.meta import DefaultMeta

from thidua.core.text import DEFAULT_LIMIT, clean
from thidua.core.viet import TypedWrong, format_date, number_for_input, parse_date, parse_number
from thidua.settings import Settings

FILE_CAP = 25 * (1 << 20)
"""Bytes of one uploaded file."""

FORM_PARTS = 5_000
"""Fields and files of one request."""

LINE_LIMIT = 255
LOCK = "row_version"
"""The field that carries the lock counter."""

_IN_MEMORY = 256 * 1024
_TEMPORARY = "thidua_upload_folder"

MESSAGES = {
    "This field is required.": "Cần điền mục này.",
    "Not a valid choice.": "Lựa chọn này không có trong danh sách; hãy chọn lại.",
    "Invalid Choice: could not coerce.": "Lựa chọn này không có trong danh sách; hãy chọn lại.",
    "Choices cannot be None.": "Danh sách lựa chọn đang trống.",
    "'%(value)s' is not a valid choice for this field.": "“%(value)s” không có trong danh sách.",
    "Not a valid integer value.": "Cần một số nguyên, ví dụ 12.",
    "Invalid input.": "Nội dung chưa đúng; hãy kiểm tra lại.",
    "Number must be at least %(min)s.": "Số phải từ %(min)s trở lên.",
    "Number must be at most %(max)s.": "Số không được quá %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Số phải từ %(min)s đến %(max)s.",
    "Field must be equal to %(other_name)s.": "Hai ô này phải giống nhau.",
    "Field must be at least %(min)d character long.": "Cần ít nhất %(min)d ký tự.",
    "Field must be at least %(min)d characters long.": "Cần ít nhất %(min)d ký tự.",
    "Field cannot be longer than %(max)d character.": "Không được quá %(max)d ký tự.",
    "Field cannot be longer than %(max)d characters.": "Không được quá %(max)d ký tự.",
    "Field must be between %(min)d and %(max)d characters long.": "Cần từ %(min)d đến %(max)d ký tự.",
}
"""What WTForms says by itself → what the screen says; anything else of it becomes `OTHERWISE`."""

OTHERWISE = "Nội dung chưa đúng; hãy kiểm tra lại."


class Vietnamese:
    """WTForms' translations interface."""

    def gettext(self, string: str) -> str:
        """The Vietnamese sentence; never the English one."""
        return MESSAGES.get(string, OTHERWISE)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The same: Vietnamese has no plural."""
        return self.gettext(plural if n != 1 else singular)


class Form(wtforms.Form):
    """Base of every form: `Form(posted(), nam=2023, **data)`; `nam` completes days typed without a year."""

    class Meta(DefaultMeta):
        nam: int | None = None

        def get_translations(self, form: Any) -> Any:
            return Vietnamese()

        def render_field(self, field: Any, render_kw: Any) -> Any:
            # A template writes hx_post where the attribute is hx-post.
            named = {k.replace("_", "-") if k.startswith("hx_") else k: v for k, v in dict(render_kw).items()}
            return super().render_field(field, named)

    def __init__(self, formdata: Any = None, *, nam: int | None = None, obj: Any = None, **data: Any) -> None:
        super().__init__(formdata, obj=obj, meta={"nam": nam}, **data)

    def refuse(self, name: str, sentence: str) -> None:
        """Add an error found later (by the law, not by the shape) to the field `name`."""
        field = self[name]
        field.errors = [*field.errors, sentence]

    @property
    def error_list(self) -> list[tuple[str, str, str]]:
        """(id, label, sentence) of every error in the order of the fields, for the summary."""
        return [(field.id, field.label.text, str(error)) for field in self for error in _flat(field.errors)]


def sent_key() -> str:
    """The one-time key of the form that was sent; empty without one."""
    return request.form.get("khoa_gui", "")[:64]


def posted() -> MultiDict[str, Any]:
    """What the request sent, fields and files; reading it takes the body in wholly."""
    return CombinedMultiDict([request.form, request.files])


class ChuVN(wtforms.StringField):
    """One line of text, cleaned."""

    one_line = True

    def __init__(
        self, label: str = "", validators: Any = None, *, limit: int = LINE_LIMIT, **rest: Any
    ) -> None:
        super().__init__(label, validators, **rest)
        self.limit = limit

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Clean what was typed; too long a text stays in the field with its error."""
        if not valuelist:
            return
        self.data = str(valuelist[0])
        try:
            self.data = clean(self.data, limit=self.limit, one_line=self.one_line)
        except TypedWrong as wrong:
            raise ValueError(wrong.sentence()) from wrong


class DoanVN(ChuVN):
    """Paragraphs of text, cleaned."""

    one_line = False
    widget = wtforms.widgets.TextArea()

    def __init__(
        self, label: str = "", validators: Any = None, *, limit: int = DEFAULT_LIMIT, **rest: Any
    ) -> None:
        super().__init__(label, validators, limit=limit, **rest)


class SoVN(wtforms.Field):
    """A figure typed the Vietnamese way; `data` is a Decimal, or None for an empty field."""

    widget = wtforms.widgets.TextInput()
    data: Decimal | None

    def __init__(
        self, label: str = "", validators: Any = None, *, negative: bool = False, **rest: Any
    ) -> None:
        super().__init__(label, validators, **rest)
        self.negative = negative

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else number_for_input(self.data)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the number; what was typed stays in the field when it is none."""
        self.data = None
        text = clean(str(valuelist[0]), limit=DEFAULT_LIMIT, one_line=True) if valuelist else ""
        if not text:
            return
        try:
            self.data = parse_number(text, negative=self.negative)
        except TypedWrong as wrong:
            raise ValueError(wrong.sentence()) from wrong


class NgayVN(wtforms.Field):
    """A day typed leniently; `data` is a date, or None for an empty field."""

    widget = wtforms.widgets.TextInput()
    data: date | None

    def _value(self) -> str:
        if self.raw_data and self.process_errors:
            return str(self.raw_data[0])
        return "" if self.data is None else format_date(self.data)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the day; the form's year completes it."""
        self.data = None
        text = clean(str(valuelist[0]), limit=DEFAULT_LIMIT, one_line=True) if valuelist else ""
        if not text:
            return
        try:
            self.data = parse_date(text, year=getattr(self.meta, "nam", None))
        except TypedWrong as wrong:
            raise ValueError(wrong.sentence()) from wrong


class LockField(wtforms.Field):
    """The lock counter of the row behind the form; `data` is None when none, or no number, was sent."""

    widget = wtforms.widgets.HiddenInput()
    data: int | None

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the counter."""
        typed = str(valuelist[0]).strip() if valuelist else ""
        self.data = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


class MatKhauVN(wtforms.PasswordField):
    """A password: never shown again, never cut; only its Unicode form is made one."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Normalise, so that every keyboard gives the same password."""
        if valuelist:
            self.data = unicodedata.normalize("NFC", str(valuelist[0]))


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file as it arrived: the person's own name for it, its bytes at position 0, and their number."""

    name: str
    stream: IO[bytes]
    size: int


class TepTai(wtforms.FileField):
    """One uploaded file; `data` is an `Uploaded`, or None when none was chosen."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take the file; a too large or empty one is refused and the other fields stay."""
        self.data = None
        sent = next((each for each in valuelist if isinstance(each, FileStorage) and each.filename), None)
        if sent is None:
            return
        name = file_name(sent.filename or "")
        stream: Any = sent.stream
        if getattr(stream, "too_large", False):
            raise ValueError(
                f"Tệp “{name}” lớn hơn 25 MB. Hãy giảm dung lượng (quét 150–200 dpi) rồi gửi lại."
            )
        size = stream.seek(0, 2)
        stream.seek(0)
        if not size:
            raise ValueError(f"Tệp “{name}” rỗng. Hãy mở tệp trên máy để kiểm tra rồi chọn lại.")
        self.data = Uploaded(name, stream, size)


def file_name(sent: str) -> str:
    """The name that the person gave the file, without folders, cleaned."""
    bare = sent.replace("\\", "/").rpartition("/")[2]
    return clean(bare, limit=10 * DEFAULT_LIMIT, one_line=True)[-LINE_LIMIT:] or "tep"


class CappedFile(tempfile.SpooledTemporaryFile[bytes]):
    """A temporary file that takes at most FILE_CAP bytes; the rest is let pass and `too_large` remembered."""

    def __init__(self, folder: Path) -> None:
        super().__init__(max_size=_IN_MEMORY, dir=str(folder))
        self.too_large = False
        self._seen = 0

    def write(self, data: Any) -> int:
        """Keep the bytes while there is room."""
        self._seen += len(data)
        if self._seen <= FILE_CAP:
            return super().write(data)
        if not self.too_large:
            self.too_large = True
            self.seek(0)
            self.truncate()
        return len(data)


class BodyRequest(Request):
    """A request whose files stream into the instance's own folder, each under its cap."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> Any:
        return CappedFile(current_app.extensions[_TEMPORARY])


def init_app(app: Flask, settings: Settings) -> None:
    """Set the limits of one request and the folder for what streams in."""
    folder = settings.instance / "tam"
    folder.mkdir(parents=True, exist_ok=True)
    app.extensions[_TEMPORARY] = folder
    app.request_class = BodyRequest
    app.config.update(
        MAX_CONTENT_LENGTH=settings.max_body,
        MAX_FORM_MEMORY_SIZE=settings.max_body,
        MAX_FORM_PARTS=FORM_PARTS,
    )


def differences(form: Form, stored: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """(label, stored, typed) of every field whose typed text is not what is stored now."""
    asked = [field for field in form if field.name in stored and field.name != LOCK]
    shown = [(f.label.text, _shown(f, stored[f.name]), _shown(f, f.data)) for f in asked]
    return [(label, before, typed) for label, before, typed in shown if before != typed]


def _shown(field: Any, value: object) -> str:
    offered: Any = field.iter_choices() if isinstance(field, wtforms.SelectField) else ()
    words = {str(one[0]): str(one[1]) for one in offered}
    return words.get(str(value), "" if value is None else str(value))


def _flat(errors: Any) -> list[str]:
    """The sentences of a field, also of a list or group of fields."""
    if isinstance(errors, str):
        return [errors]
    if isinstance(errors, dict):
        return [each for inner in errors.values() for each in _flat(inner)]
    return [each for inner in errors or () for each in _flat(inner)]
