"""Pictures on paper: codes, signatures and seals, and what they leave alone."""

# Rows of values read better unbroken.
# ruff: noqa: E501

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.vanban.specimens import SPECIMENS
from tests.vanban.test_check_rules import BLUE, SEAL_RED, inked
from thidua.vanban.anh import Anh, ChanTrang
from thidua.vanban.blocks import BanSao, KyTen, LuoiKy, NgayVanBan, VanBan
from thidua.vanban.check import check
from thidua.vanban.check.ink import UNKNOWN, Ink, ink_of
from thidua.vanban.kinds import giao_uoc, phieu_bang_chung
from thidua.vanban.to_docx import annex_to_bytes, to_bytes
from thidua.vanban.to_html import to_html
from thidua.vanban.to_text import pictures_of, text_of

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU = 36_000
HOSTILE = '"><script>\x00\ud800 & <w:p>'


def square(size: int = 40, colour: int = 0) -> bytes:
    out = io.BytesIO()
    Image.new("L", (size, size * 2), colour).save(out, "PNG")
    return out.getvalue()


CODE, OTHER = square(), square(colour=9)
KE_HOACH, GIAO_UOC, PHU_LUC = (SPECIMENS[name] for name in ("ke-hoach", "giao-uoc", "phu-luc"))
COPY = BanSao(
    "sao_y", (), ("ỦY BAN NHÂN DÂN", "THỊ XÃ AYUN PA"), 15, "UBND", "Ayun Pa", NgayVanBan(6, 3, 2023),
    KyTen(("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "Trần Thị Thu Hà"),
)  # fmt: skip
SHEET = phieu_bang_chung.build(
    phieu_bang_chung.PhieuBangChung(
        "Bản giao ước thi đua, mã GU-7K4M-9Q2X", "9f86d081" * 8, "Đã ký đủ",
        (phieu_bang_chung.DongBangChung("Công an", "Siu Thanh", "Trưởng Công an", "Chữ ký số", "09:12", "Hợp lệ", ""),),
    )
)  # fmt: skip


def with_pictures(van_ban: VanBan, text: str = "Mã bản giao ước: GU-7K4M-9Q2X") -> VanBan:
    shown = (
        Anh(OTHER, 30, text),
        Anh(CODE, 30, text, "phai"),
        Anh(CODE, 20, text, "canh_dong", (text, "Quét mã để đối chiếu.")),
    )
    first, *rest = van_ban.than
    return replace(van_ban, than=(first, *shown, *rest), to_rieng=(SHEET,))


def signed(ky_ten: KyTen, seal: float = 36) -> KyTen:
    return replace(ky_ten, chu_ky=Anh(BLUE, 45, "Chữ ký"), dau=Anh(SEAL_RED, seal, "Dấu"))


def faults(made: bytes) -> list[str]:
    return [f"{f.rule} {f.message}" for f in check(made) if f.level != "advice"]


def parts(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_equal_pictures_share_a_part_and_equal_trees_give_equal_bytes() -> None:
    paper = with_pictures(KE_HOACH)
    made = to_bytes(paper)
    assert made == to_bytes(with_pictures(KE_HOACH))
    media = {name: data for name, data in parts(made).items() if name.startswith("word/media/")}
    assert media == {"word/media/image1.png": OTHER, "word/media/image2.png": CODE}
    assert list(pictures_of(paper)) == [OTHER, CODE, CODE]
    body = ElementTree.fromstring(parts(made)["word/document.xml"])
    numbers = [node.get("id") for node in body.iter(f"{WP}docPr")]
    assert numbers == ["1", "2", "3"]
    assert b"media" not in b"".join(parts(to_bytes(KE_HOACH)).values())


@pytest.mark.parametrize("name", ["ke-hoach", "giao-uoc", "giao-uoc-4", "cong-van", "phu-luc", "bien-ban"])
def test_pictures_and_sheet_disturb_nothing(name: str) -> None:
    paper = with_pictures(SPECIMENS[name])
    assert faults(to_bytes(paper)) == []
    last = replace(paper, than=(*paper.than, Anh(CODE, 30, "cuối")))
    assert [fault for fault in faults(to_bytes(last)) if fault.startswith("K")] == []
    assert text_of(paper)[-20:] == text_of(replace(paper, than=paper.than[:1] + paper.than[4:]))[-20:]


def test_a_picture_larger_than_its_page_shrinks_in_proportion() -> None:
    made = to_bytes(replace(KE_HOACH, than=(*KE_HOACH.than, Anh(CODE, 900, "bản chụp"))))
    (extent,) = ElementTree.fromstring(parts(made)["word/document.xml"]).iter(f"{WP}extent")
    width, height = int(extent.get("cx", "")) / EMU, int(extent.get("cy", "")) / EMU
    assert height == pytest.approx(2 * width, abs=0.01)
    assert height <= 297 - 40 - 20
    assert width <= 165


def test_the_preview_shows_what_the_file_shows() -> None:
    page = to_html(with_pictures(KE_HOACH))
    assert page.count("data:image/png;base64,") == 3
    assert 'width="113" height="227"' in page
    assert "PHIẾU BẰNG CHỨNG" in page
    assert "style=" not in page


def test_hostile_words_beside_a_picture_break_nothing() -> None:
    paper = with_pictures(GIAO_UOC, HOSTILE)
    for part in (name for name in parts(to_bytes(paper)) if name.endswith(".xml")):
        ElementTree.fromstring(parts(to_bytes(paper))[part])
    assert "<script" not in to_html(paper)


@pytest.mark.parametrize("bad", [b"", b"GIF89a" + bytes(40), BLUE[:20], BLUE[:16] + bytes(8) + BLUE[24:]])
def test_only_a_png_with_a_size_is_a_picture(bad: bytes) -> None:
    with pytest.raises(ValueError, match="picture"):
        Anh(bad, 20, "")


def test_a_picture_without_sense_is_refused() -> None:
    for width in (0, -1, float("inf"), float("nan")):
        with pytest.raises(ValueError, match="mm wide"):
            Anh(CODE, width, "")
    with pytest.raises(ValueError, match="lines"):
        Anh(CODE, 20, "", "giua", ("một dòng",))


def test_a_signature_and_a_seal_stand_as_the_decree_says() -> None:
    assert KE_HOACH.ky_ten is not None
    paper = replace(KE_HOACH, ky_ten=signed(KE_HOACH.ky_ten))
    assert faults(to_bytes(paper)) == []
    assert 'class="dau"' in to_html(paper)
    small = replace(KE_HOACH, ky_ten=signed(KE_HOACH.ky_ten, 20))
    assert [fault.split()[0] for fault in faults(to_bytes(small))] == ["KS-02"]
    swapped = replace(KE_HOACH.ky_ten, chu_ky=Anh(inked(200, 0, 0), 45, ""), dau=Anh(inked(0, 0, 200, height=60), 36, ""))
    found = faults(to_bytes(replace(KE_HOACH, ky_ten=swapped)))
    assert sorted(fault.split(",")[0] for fault in found) == [
        "KS-01 Hình ảnh chữ ký màu đỏ", "KS-02 Hình ảnh dấu màu xanh"
    ]  # fmt: skip


def test_a_grid_of_signed_parties_is_right() -> None:
    *body, grid = SPECIMENS["giao-uoc-4"].than
    assert isinstance(grid, LuoiKy)
    rows = tuple(tuple(map(signed, row)) for row in grid.hang)
    assert faults(to_bytes(replace(SPECIMENS["giao-uoc-4"], than=(*body, LuoiKy(rows))))) == []


@pytest.mark.parametrize("form", ["sao_y", "sao_luc", "trich_sao"])
@pytest.mark.parametrize("paper", [KE_HOACH, PHU_LUC, with_pictures(KE_HOACH)])
def test_a_copy_carries_its_own_block(form: str, paper: VanBan) -> None:
    copied = replace(paper, ban_sao=replace(COPY, hinh_thuc=form))
    assert faults(to_bytes(copied)) == []
    words = {"sao_y": "SAO Y", "sao_luc": "SAO LỤC", "trich_sao": "TRÍCH SAO"}[form]
    assert words in text_of(copied)
    assert words in to_html(copied)


def test_an_annex_in_a_file_of_its_own_is_signed_at_the_top() -> None:
    when = datetime(2023, 3, 5, 8, 30, 15, tzinfo=timezone(timedelta(hours=7)))
    assert "2023-03-05T08:30:15+07:00" in parts(annex_to_bytes(PHU_LUC, 0, when))["word/document.xml"].decode()
    assert faults(annex_to_bytes(PHU_LUC, 1, when)) == []
    assert [f.rule for f in check(annex_to_bytes(PHU_LUC, 0)) if f.rule.startswith("PL")] == ["PL-06"]
    assert annex_to_bytes(PHU_LUC, 0, when) != annex_to_bytes(PHU_LUC, 0, when.astimezone(UTC))
    with pytest.raises(ValueError, match="zone"):
        annex_to_bytes(PHU_LUC, 0, when.replace(tzinfo=None))
    with pytest.raises(IndexError):
        annex_to_bytes(PHU_LUC, 9, when)


def test_a_pledge_prints_its_code_and_its_sheet() -> None:
    party = giao_uoc.BenKy("Công an thị xã", "Công an", "Siu Thanh", "Trưởng Công an")
    made = giao_uoc.GiaoUoc(
        GIAO_UOC.dau, 2023, "Khối thi đua nội chính", ("Căn cứ Kế hoạch",), "ngày 12 tháng 4 năm 2023", "hội trường",
        (party, party), ("Hoàn thành chỉ tiêu.",), "", (), (), (), (), (), (), ma="GU-7K4M-9Q2X", ma_vach=CODE,
        phieu=phieu_bang_chung.PhieuBangChung("", "ab" * 32, "Chờ ký", ()),
    )  # fmt: skip
    paper = giao_uoc.build(made)
    assert faults(to_bytes(paper)) == []
    assert paper.chan_trang == ChanTrang("Mã GU-7K4M-9Q2X", "Bản giao ước", CODE, giao_uoc.SO_MA)
    assert giao_uoc.build(replace(made, ma="", ma_vach=None)).chan_trang is None
    assert "PHIẾU BẰNG CHỨNG" in text_of(paper)
    with pytest.raises(ValueError, match="code"):
        replace(made, ma="")


# --- the ink of a picture


def saved(image: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", **options)  # type: ignore[arg-type]
    return out.getvalue()


def stroke(red: int, green: int, blue: int) -> Image.Image:
    """A soft stroke: all filters of a PNG are used on it."""
    shown = Image.new("RGBA", (300, 150), (red, green, blue, 0))
    for at in range(40, 110):
        shown.paste((red, green, blue, 255), (at + at % 7, at, at + 90 + at % 11, at + 1))
    return shown


@pytest.mark.parametrize(
    ("colour", "tint"), [((20, 40, 160), "xanh"), ((210, 30, 40), "đỏ"), ((8, 9, 10), "đen"), ((90, 200, 90), "khác")]
)
def test_ink_is_named_whatever_the_kind_of_file(colour: tuple[int, int, int], tint: str) -> None:
    shown = stroke(*colour)
    wanted = Ink(tint, is_solid=False)  # type: ignore[arg-type]
    assert ink_of(saved(shown)) == wanted
    assert ink_of(saved(shown, compress_level=0)) == wanted
    assert ink_of(saved(shown.quantize(16))) == wanted
    assert ink_of(saved(shown.quantize(2), bits=1)) == wanted
    noisy = shown.copy()
    noisy.putalpha(Image.effect_noise((300, 150), 200))
    assert ink_of(saved(noisy)).tint == tint


def test_what_cannot_be_told_is_left_open() -> None:
    black = stroke(0, 0, 0)
    assert ink_of(saved(black.convert("LA"))) == Ink("đen", is_solid=False)
    assert ink_of(inked(20, 40, 160, around=255)) == Ink("xanh", is_solid=True)
    for bad in (
        b"", b"junk", saved(black)[:-40], saved(black)[:60], saved(Image.new("RGB", (9, 9))),
        saved(Image.new("RGBA", (9, 9))), saved(Image.new("RGBA", (9000, 9), (1, 2, 3, 255))), bytes(3_000_000),
    ):  # fmt: skip
        assert ink_of(bad).tint in ("", "đen")
    assert ink_of(bytes(3_000_000)) is UNKNOWN
