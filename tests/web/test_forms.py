"""What was typed: cleaned, read the Vietnamese way, kept when it is wrong."""

import io
import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms.validators import InputRequired, Length

from tests.town_client import Page, TownClient
from thidua.web.access import PUBLIC, needs
from thidua.web.forms import FILE_CAP, ChuVN, DoanVN, Form, MatKhauVN, NgayVN, SoVN, TepTai, file_name, posted


class Everything(Form):
    ten = ChuVN("Tên", [InputRequired()])
    kho_khan = DoanVN("Khó khăn")
    so = SoVN("Số")
    ngay = NgayVN("Ngày")
    tep = TepTai("Tệp")
    mat_khau = MatKhauVN("Mật khẩu", [Length(max=5)])


def form(**typed: object) -> Everything:
    return Everything(MultiDict({"ten": "x", **typed}), nam=2023)


def test_text_is_cleaned_once_at_the_boundary() -> None:
    given = form(ten=unicodedata.normalize("NFD", "  H'Lan \x00 Rơ\u200b Ô\n"), kho_khan="một\r\nhai\x07")
    assert given.validate()
    assert (given.ten.data, given.kho_khan.data) == ("H'Lan Rơ Ô", "một\nhai")


def test_a_password_is_neither_cut_nor_shown() -> None:
    given = form(mat_khau=" ẩn ")
    assert given.mat_khau.data == " ẩn "
    assert "ẩn" not in str(given.mat_khau())


@pytest.mark.parametrize(("typed", "value"), [("1.250,5", "1250.5"), (" 97,5 % ", "97.5"), ("1.250", "1250")])
def test_numbers_are_vietnamese(typed: str, value: str) -> None:
    assert form(so=typed).so.data == Decimal(value)


@pytest.mark.parametrize("typed", ["hai mươi", "1,250", "-3", "1" * 20])
def test_an_unreadable_number_stays_in_its_field_with_a_sentence(typed: str) -> None:
    given = form(so=typed)
    assert not given.validate()
    assert typed in str(given.so())
    ((name, label, sentence),) = given.error_list
    assert (name, label) == ("so", "Số")
    assert sentence.endswith((".", "?"))


def test_an_empty_number_is_missing_and_not_zero() -> None:
    assert form(so="  ").so.data is None
    assert form(so="0").so.data == 0


@pytest.mark.parametrize("typed", ["5/6", "05/6/23", "5.6.2023", "05062023"])
def test_a_day_is_read_leniently_and_echoed(typed: str) -> None:
    given = form(ngay=typed)
    assert given.ngay.data == date(2023, 6, 5)
    assert "05/6/2023" in str(given.ngay())


def test_a_day_that_no_calendar_has_stays_in_its_field() -> None:
    given = form(ngay="31/6")
    assert not given.validate()
    assert "31/6" in str(given.ngay())


def test_what_wtforms_says_by_itself_is_vietnamese() -> None:
    given = Everything(MultiDict({"mat_khau": "quá dài rồi"}))
    given.validate()
    assert [sentence for _, _, sentence in given.error_list] == [
        "Cần điền mục này.",
        "Không được quá 5 ký tự.",
    ]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Hồ sơ\\Đề án.docx", "Đề án.docx"),
        ("../../x.pdf", "x.pdf"),
        (unicodedata.normalize("NFD", "Giao ước.pdf"), "Giao ước.pdf"),
        ("\x00", "tep"),
    ],
)
def test_a_file_keeps_the_name_that_its_owner_gave_it(sent: str, kept: str) -> None:
    assert file_name(sent) == kept


def test_an_empty_file_is_refused() -> None:
    given = form(tep=FileStorage(io.BytesIO(b""), filename="trống.pdf"))
    assert not given.validate()
    assert "rỗng" in given.error_list[0][2]


@pytest.fixture
def slot(app: Flask) -> Flask:
    def take() -> tuple[str, int]:
        given = Everything(posted())
        right = given.validate()
        size = given.tep.data.size if given.tep.data else -1
        read = given.tep.data.stream.read() if given.tep.data else b""
        assert len(read) == max(size, 0)
        told = "; ".join(sentence for _, _, sentence in given.error_list)
        return f"{given.ten.data}|{len(given.kho_khan.data or '')}|{size}|{told}", 200 if right else 422

    app.add_url_rule("/gui", "gui", needs(PUBLIC)(take), methods=["POST"])
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def send(client: TownClient, size: int, **fields: str) -> tuple[int, str]:
    data = {"ten": "còn nguyên", **fields, "tep": (io.BytesIO(bytes(size)), "bản quét.pdf")}
    answer = client.post("/gui", data=data, content_type="multipart/form-data")
    return answer.status_code, answer.get_data(as_text=True)


def test_a_file_up_to_the_cap_arrives_whole(slot: Flask, client: TownClient) -> None:
    assert send(client, FILE_CAP) == (200, f"còn nguyên|0|{FILE_CAP}|")


def test_a_file_over_the_cap_is_refused_and_the_other_fields_survive(slot: Flask, client: TownClient) -> None:
    status, told = send(client, FILE_CAP + 1, kho_khan="k" * 90_000)
    assert status == 422
    assert told.startswith("còn nguyên|90000|-1|Tệp “bản quét.pdf” lớn hơn 25 MB.")


def test_text_beyond_half_a_megabyte_reaches_its_field(slot: Flask, client: TownClient) -> None:
    status, told = send(client, 1, kho_khan="ẫ" * 100_000)
    assert (status, told) == (200, "còn nguyên|100000|1|")
    status, told = send(client, 1, kho_khan="ẫ" * 200_001)
    assert status == 422
    assert told.startswith("còn nguyên|200001|1|")


def test_thousands_of_fields_are_taken(slot: Flask, client: TownClient) -> None:
    assert send(client, 1, **{f"kq-{n}": "1" for n in range(3000)})[0] == 200


def test_too_large_a_request_is_refused_in_vietnamese(slot: Flask, client: TownClient) -> None:
    slot.config["MAX_CONTENT_LENGTH"] = 1000
    status, told = send(client, 2000)
    assert status == 413
    assert "mỗi tệp tối đa 25 MB, mỗi lần gửi tối đa 64 MB" in Page(told).text()


def test_the_request_cap_is_64_mb(app: Flask) -> None:
    assert app.config["MAX_CONTENT_LENGTH"] == 64 * 1024 * 1024
