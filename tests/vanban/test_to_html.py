"""The preview: the same text in the same order, links to sources, nothing a strict content policy refuses."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from thidua.vanban.blocks import (
    Bang,
    CanCu,
    Cot,
    DauVanBan,
    DoanVan,
    DongGiua,
    Gach,
    Khoan,
    KyTen,
    LuoiKy,
    Muc,
    NgayVanBan,
    NhomHang,
    O,
    PhuLuc,
    SoKyHieu,
    VanBan,
    inline,
    inline_plain,
)
from thidua.vanban.to_html import to_html
from thidua.vanban.to_text import text_of

SOURCE = "/2023/bao-cao/so-ket/phong-noi-vu#ct-7"
STYLES = Path(__file__).parents[2] / "static" / "css" / "vanban.css"
SIGNER = KyTen(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn A")

CONG_VAN = DauVanBan((), ("A",), SoKyHieu(1, "UBND-NV"), "B", NgayVanBan(1, 1, 2023), "V/v đôn đốc")


def paper(**changes: object) -> VanBan:
    bang = Bang(
        (Cot("TT", 0.4, "giua"), Cot("Đơn vị", 3), Cot("Giao", nhom="Chỉ tiêu"), Cot("Đạt", nhom="Chỉ tiêu")),
        (
            NhomHang("Khối 1", SOURCE),
            ("1", "Phòng Nội vụ", O("1.234", SOURCE), O("98,6%", dam=True)),
            ("", "Cộng"),
        ),
        ten="Bảng 1. Kết quả",
        tong=True,
        don_vi_tinh="Đơn vị tính: %",
    )
    given: dict[str, object] = {
        "dau": DauVanBan(
            ("UBND THỊ XÃ",),
            ("PHÒNG", "NỘI VỤ"),
            SoKyHieu(None, "BC-NV"),
            "Ayun Pa",
            NgayVanBan(None, 6, 2023),
        ),
        "ten_loai": "BÁO CÁO",
        "trich_yeu": "Sơ kết\nĐợt 1",
        "than": (
            CanCu(("Căn cứ A", "Căn cứ B"), SOURCE),
            Muc("I", "KẾT QUẢ"),
            Muc("1", "Chung", 2),
            Muc("a", "Kinh tế", 3),
            Khoan("1", inline("Đạt **98,6%** *kế hoạch*."), SOURCE),
            DongGiua(inline("giữa")),
            bang,
            Gach(inline_plain("<b>& {{ 7*7 }}</b>")),
            LuoiKy(((SIGNER, SIGNER), (SIGNER,))),
            DoanVan(inline_plain("Hết./.")),
        ),
        "ky_ten": SIGNER,
        "noi_nhan": ("Như trên", "Lưu: VT"),
        "kinh_gui": ("A", "B"),
        "phu_luc": (PhuLuc("Danh sách", (bang,), "I", "(Kèm theo Báo cáo)", True), PhuLuc("Khác", (), "II")),
        "ghi_chu": "(Dữ liệu mẫu)",
    }
    return VanBan(**(given | changes))  # type: ignore[arg-type]


class Reader(HTMLParser):
    """Texts of paragraphs, headings and cells; every attribute seen."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.in_source = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in ("p", "h2", "h3", "h4", "td", "th"):
            self.lines.append("")
        if tag == "br":
            self.lines[-1] += "\n"
        elif tag not in ("col",):
            self.open.append(tag)
        if tag == "a" and ("class", "nguon") in attrs:
            self.in_source = True
            self.lines[-1] = self.lines[-1].removesuffix(" ")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "a":
            self.in_source = False

    def handle_data(self, data: str) -> None:
        if not self.in_source:
            self.lines[-1] += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_the_preview_says_what_the_tree_says() -> None:
    van_ban = paper()
    assert [line for line in read(to_html(van_ban)).lines if line] == text_of(van_ban)


@pytest.mark.parametrize(
    "changes",
    [
        {"the_thuc": "dang"},
        {"ky_ten_trai": KyTen(("ĐẠI DIỆN CÔNG ĐOÀN",), "Lê C", ("(Ký, ghi rõ họ tên)",))},
        {"kinh_gui": ("Ủy ban nhân dân tỉnh",), "noi_nhan": ()},
        {"ky_ten": None, "noi_nhan": (), "kinh_gui": (), "phu_luc": (), "ghi_chu": None},
        {"ten_loai": "", "trich_yeu": "", "dau": CONG_VAN},
    ],
)  # fmt: skip
def test_every_shape_of_paper_says_what_its_tree_says(changes: dict[str, object]) -> None:
    van_ban = paper(**changes)
    assert [line for line in read(to_html(van_ban)).lines if line] == text_of(van_ban)


def test_a_strict_content_policy_has_nothing_to_refuse() -> None:
    reader = read(to_html(paper()))
    names = {name for _, name, _ in reader.attributes}
    assert names <= {"class", "lang", "href", "scope", "colspan", "rowspan", "tabindex", "role", "aria-label"}


def test_users_text_is_escaped() -> None:
    html = to_html(paper())
    assert "&lt;b&gt;&amp; {{ 7*7 }}&lt;/b&gt;" in html
    assert "<b>" not in html


def test_figures_lead_to_their_source() -> None:
    html = to_html(paper())
    assert f'<td class="phai"><a href="{SOURCE}">1.234</a></td>' in html
    assert html.count(f'<a class="nguon" href="{SOURCE}">') == 4


@pytest.mark.parametrize(
    "bad", ["javascript:alert(1)", "//other.example/", "/\\other.example", "https://x", '/a"b c', ""]
)
def test_a_source_outside_this_site_gives_no_link(bad: str) -> None:
    html = to_html(
        paper(than=(DoanVan(inline_plain("x"), bad), Bang((Cot("A"),), ((O("1", bad),),))), phu_luc=())
    )
    assert "<a " not in html


def test_each_annex_is_a_sheet_of_its_own() -> None:
    sheets = re.findall(r'<article class="([^"]*)"', to_html(paper()))
    assert sheets == ["a4 van-ban nd30", "a4 phu-luc ngang", "a4 phu-luc"]


def test_every_class_of_the_preview_has_its_rule() -> None:
    styles = STYLES.read_text(encoding="utf-8")
    html = to_html(paper()) + to_html(paper(kinh_gui=("A",), ky_ten_trai=SIGNER))
    used = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    marks_only = {"van-ban", "nd30", "co-quan", "quoc-hieu-khoi", "so-khoi", "noi-nhan-khoi"}
    missing = {name for name in used - marks_only if not re.search(rf"\.{re.escape(name)}\b", styles)}
    assert missing == set()
