"""The tree: what its lines say before any writer sees them."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from thidua.vanban.blocks import (
    Bang,
    CanCu,
    Cot,
    DauVanBan,
    DoanVan,
    Gach,
    Khoan,
    KyTen,
    Muc,
    NgayVanBan,
    NhomHang,
    O,
    PhuLuc,
    Run,
    SoKyHieu,
    VanBan,
    clean,
    co_ket,
    danh_so_dau,
    doan_van,
    inline,
    inline_plain,
    inline_text,
)
from thidua.vanban.to_text import text_of

ROOT = Path(__file__).parents[2]


def head(**changes: object) -> DauVanBan:
    given: dict[str, object] = {
        "co_quan_chu_quan": (),
        "co_quan_ban_hanh": ("ỦY BAN NHÂN DÂN", "THỊ XÃ AYUN PA"),
        "so_ky_hieu": SoKyHieu(None, "KH-UBND"),
        "dia_danh": "Ayun Pa",
        "ngay": NgayVanBan(None, 3, 2023),
    }
    return DauVanBan(**(given | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("so", "line"),
    [(1, "Số: 01/KH-UBND"), (9, "Số: 09/KH-UBND"), (10, "Số: 10/KH-UBND"), (115, "Số: 115/KH-UBND")],
)
def test_a_number_below_ten_gets_a_leading_zero(so: int, line: str) -> None:
    assert SoKyHieu(so, "KH-UBND").dong() == line


def test_an_open_number_leaves_room_to_write_it() -> None:
    line = SoKyHieu(None, "KH-UBND").dong()
    assert line.split() == ["Số:", "/KH-UBND"]
    assert line.count(" ") >= 4


def test_a_party_paper_puts_the_number_before_a_hyphen() -> None:
    assert SoKyHieu(5, "BC/BTC").dong("dang") == "Số 05-BC/BTC"


@pytest.mark.parametrize(
    ("ngay", "thang", "line"),
    [
        (5, 1, "ngày 05 tháng 01 năm 2023"),
        (29, 6, "ngày 29 tháng 6 năm 2023"),
        (1, 2, "ngày 01 tháng 02 năm 2023"),
        (10, 3, "ngày 10 tháng 3 năm 2023"),
        (31, 12, "ngày 31 tháng 12 năm 2023"),
    ],
)
def test_days_below_ten_and_the_first_two_months_are_padded(ngay: int, thang: int, line: str) -> None:
    assert NgayVanBan(ngay, thang, 2023).dong() == line


def test_an_open_day_leaves_room_between_its_words() -> None:
    line = NgayVanBan(None, 3, 2023).dong()
    assert line.split() == ["ngày", "tháng", "3", "năm", "2023"]
    assert "ngày    " in line


def test_marks_become_runs() -> None:
    assert inline("phong trào *“Vì người nghèo”*; **Đợt 1:** đạt ***mốc***") == (
        Run("phong trào "),
        Run("“Vì người nghèo”", italic=True),
        Run("; "),
        Run("Đợt 1:", bold=True),
        Run(" đạt "),
        Run("mốc", bold=True, italic=True),
    )


def test_a_lone_star_is_a_star() -> None:
    assert inline("5 * 3 = 15") == (Run("5 * 3 = 15"),)


def test_users_text_is_never_read_as_marks() -> None:
    text = "**đậm** *nghiêng* {{ 7*7 }} <b>x</b>"
    assert inline_plain(text) == (Run(text),)
    assert [inline_text(p.noi_dung) for p in doan_van(f"{text}\r\n\r\n  dòng hai \n")] == [text, "dòng hai"]


def test_clean_drops_what_paper_must_not_carry() -> None:
    assert clean("a\x00b\x0bc\x1fd\ud800e\uffffg") == "ab\ncdeg"
    assert clean("an\u202etoàn\u200b\u2066\ufeff") == "antoàn"
    assert clean("\tlùi\tvào") == " lùi vào"
    assert clean("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


def test_clean_composes_letters() -> None:
    parted = unicodedata.normalize("NFD", "Ủy ban nhân dân thị xã")
    assert clean(parted) == "Ủy ban nhân dân thị xã"


def test_a_combining_mark_is_not_parted_from_its_letter_by_a_run() -> None:
    assert inline_text((Run("ho"), Run("\u0300a", bold=True))) == "hòa"


def test_grounds_end_with_semicolons_and_a_full_stop() -> None:
    assert CanCu(("Căn cứ A.", "Căn cứ B;", "Theo đề nghị của C")).dong() == (
        "Căn cứ A;",
        "Căn cứ B;",
        "Theo đề nghị của C.",
    )


@pytest.mark.parametrize(
    ("given", "printed"),
    [("I", "I."), ("I.", "I."), ("1", "1."), ("1.2", "1.2."), ("a", "a)"), ("đ", "đ)"), ("b)", "b)")],
)
def test_a_number_gets_its_sign_once(given: str, printed: str) -> None:
    assert danh_so_dau(given) == printed


def test_a_section_heading_is_typed_in_capitals() -> None:
    assert Muc("I", "Mục đích, yêu cầu").dong() == "I. MỤC ĐÍCH, YÊU CẦU"
    assert Muc("1", "Mục đích:", 2).dong() == "1. Mục đích:"


@pytest.mark.parametrize("text", ["thực hiện", "thực hiện.", "thực hiện;", "thực hiện./.", "thực hiện ./. "])
def test_the_end_mark_stands_once(text: str) -> None:
    body = co_ket((Muc("I", "A"), Gach(inline_plain(text))))
    assert co_ket(body) == body
    last = body[-1]
    assert isinstance(last, Gach)
    assert inline_text(last.noi_dung) == "thực hiện./."


@pytest.mark.parametrize("last", [Bang((Cot("A"),), ()), Muc("I", "A")])
def test_a_body_that_ends_without_text_gets_the_mark_on_its_own_line(last: Bang | Muc) -> None:
    body = co_ket((last,))
    assert body == (last, DoanVan(inline_plain("./.")))
    assert co_ket(body) == body


def test_an_empty_body_gets_the_mark() -> None:
    assert co_ket(()) == (DoanVan(inline_plain("./.")),)


def test_one_addressee_stands_on_the_line_of_kinh_gui() -> None:
    van_ban = VanBan(head(), "BÁO CÁO", "A", (), kinh_gui=("Ủy ban nhân dân thị xã.",))
    assert van_ban.dong_kinh_gui() == ("Kính gửi: Ủy ban nhân dân thị xã",)


def test_several_addressees_are_listed_even_when_two_are_alike() -> None:
    van_ban = VanBan(head(), "BÁO CÁO", "A", (), kinh_gui=("A", "B;", "A"))
    assert van_ban.dong_kinh_gui() == ("Kính gửi:", "- A;", "- B;", "- A.")


def test_recipients_keep_their_dashes_and_signs_single() -> None:
    van_ban = VanBan(
        head(), "KẾ HOẠCH", "A", (), noi_nhan=("- UBND tỉnh (b/c);", "Ban TĐKT tỉnh", "Lưu: VT, NC.")
    )
    assert van_ban.dong_noi_nhan() == ("- UBND tỉnh (b/c);", "- Ban TĐKT tỉnh;", "- Lưu: VT, NC.")


def test_a_table_refuses_what_it_cannot_print() -> None:
    with pytest.raises(ValueError, match="column"):
        Bang((), ())
    with pytest.raises(ValueError, match="longer"):
        Bang((Cot("A"),), (("1", "2"),))


def test_columns_of_one_group_stand_together() -> None:
    bang = Bang((Cot("A"), Cot("B", nhom="X"), Cot("C", nhom="X"), Cot("D", nhom="Y"), Cot("E")), ())
    assert [(nhom, [c.ten for c in cot]) for nhom, cot in bang.column_groups()] == [
        (None, ["A"]),
        ("X", ["B", "C"]),
        ("Y", ["D"]),
        (None, ["E"]),
    ]


def test_the_text_of_a_paper_comes_in_its_order() -> None:
    rows = (NhomHang("Khối 1"), ("1", O("Phòng Nội vụ")))
    bang = Bang((Cot("TT"), Cot("Đơn vị")), rows, "Bảng 1. Đăng ký")
    van_ban = VanBan(
        head(so_ky_hieu=SoKyHieu(5, "BC-UBND"), ngay=NgayVanBan(5, 6, 2023)),
        "Báo cáo",
        "Sơ kết\nĐợt 1",
        (Muc("I", "Kết quả"), Khoan("1", inline("Số *liệu*")), bang, Gach(inline_plain("con"), 2)),
        ky_ten=KyTen(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn A"),
        noi_nhan=("Như trên", "Lưu: VT"),
        kinh_gui=("UBND tỉnh",),
        phu_luc=(PhuLuc("Danh sách", (DoanVan(inline_plain("Không có.")),), "I", "(Kèm theo Báo cáo)"),),
        ghi_chu="(Dữ liệu mẫu)",
    )
    assert text_of(van_ban) == [
        "ỦY BAN NHÂN DÂN",
        "THỊ XÃ AYUN PA",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BC-UBND",
        "Ayun Pa, ngày 05 tháng 6 năm 2023",
        "BÁO CÁO",
        "Sơ kết\nĐợt 1",
        "Kính gửi: UBND tỉnh",
        "I. KẾT QUẢ",
        "1. Số liệu",
        "Bảng 1. Đăng ký",
        "TT",
        "Đơn vị",
        "Khối 1",
        "1",
        "Phòng Nội vụ",
        "+ con",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn A",
        "(Dữ liệu mẫu)",
        "Phụ lục I",
        "DANH SÁCH",
        "(Kèm theo Báo cáo)",
        "Không có.",
    ]


def test_paper_is_built_without_web_database_or_word_library() -> None:
    code = (
        "import sys, thidua.vanban.to_html, thidua.vanban.to_docx, thidua.vanban.kinds.ke_hoach;"
        "print({'flask', 'sqlalchemy', 'werkzeug', 'jinja2', 'docx', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "set()"
