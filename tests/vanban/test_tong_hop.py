"""The consolidated report numbers what is there and names it by those numbers."""

from dataclasses import replace

import pytest

from thidua.core.calendar import KyBaoCao
from thidua.vanban.blocks import Bang, Cot, DauVanBan, KyTen, NgayVanBan, SoKyHieu
from thidua.vanban.check import check
from thidua.vanban.kinds.tong_hop import (
    BangTrongMuc,
    BaoCaoTongHop,
    Cau,
    DenBang,
    DenPhuLuc,
    MucDeCuong,
    NoiDung,
    PhuLucTongHop,
    build,
    de_cuong,
    numbered,
    standing,
)
from thidua.vanban.to_docx import to_bytes
from thidua.vanban.to_text import text_of

OUTLINE = (
    MucDeCuong("MỘT", con=(MucDeCuong("Một một", "1.1"), MucDeCuong("Một hai", "1.2"))),
    MucDeCuong("HAI", "2"),
    MucDeCuong(
        "BA",
        con=(
            MucDeCuong("Ba một", con=(MucDeCuong("Ba một a", "3.1.a"), MucDeCuong("Ba một b", "3.1.b"))),
            MucDeCuong("Ba hai", "3.2"),
        ),
    ),
    MucDeCuong("BỐN", con=(MucDeCuong("Bốn một", "4.1"), MucDeCuong("Bốn hai", "4.2")), gop_mot=True),
)


def cau(*manh: str | DenBang | DenPhuLuc) -> Cau:
    return Cau(manh)


def bang(ma: str) -> BangTrongMuc:
    return BangTrongMuc(ma, Bang((Cot("TT"), Cot("Tên")), (("1", "Một"),), f"Tên {ma}"))


def phu_luc(ma: str) -> PhuLucTongHop:
    return PhuLucTongHop(ma, f"Tên {ma}", (bang(ma).bang,))


def report(noi_dung: dict[str, tuple[NoiDung, ...]], *annexes: PhuLucTongHop) -> BaoCaoTongHop:
    return BaoCaoTongHop(
        dau=DauVanBan(
            ("ỦY BAN NHÂN DÂN", "THỊ XÃ AYUN PA"),
            ("PHÒNG NỘI VỤ",),
            SoKyHieu(None, "BC-NV"),
            "Ayun Pa",
            NgayVanBan(None, None, 2023),
        ),
        trich_yeu="Sơ kết phong trào thi đua yêu nước\n6 tháng đầu năm 2023",
        kinh_gui=("Ủy ban nhân dân thị xã",),
        mo_dau=(cau("Phòng Nội vụ báo cáo như sau:"),),
        de_cuong=OUTLINE,
        noi_dung=noi_dung,
        ket="Trên đây là báo cáo",
        ky_ten=KyTen(("TRƯỞNG PHÒNG",), "Trần Văn Trưởng"),
        noi_nhan=("Như trên", "Lưu: VT"),
        phu_luc=annexes,
        tham_chieu="(Kèm theo Báo cáo số     /BC-NV)",
    )


def body(bao_cao: BaoCaoTongHop) -> list[str]:
    lines = text_of(build(bao_cao))
    start = lines.index("Phòng Nội vụ báo cáo như sau:") + 1
    return lines[start : lines.index("Trên đây là báo cáo./.")]


def test_sections_without_content_are_left_out_and_the_rest_move_up() -> None:
    found = body(report({"1.2": (cau("x"),), "3.1.b": (cau("y"),), "3.2": (cau("z"),), "2": ()}))
    assert found == ["I. MỘT", "1. Một hai", "x", "II. BA", "1. Ba một", "a) Ba một b", "y", "2. Ba hai", "z"]


def test_a_single_heading_is_joined_with_the_one_above() -> None:
    assert body(report({"4.2": (cau("x"),)})) == ["I. BỐN", "x"]
    both = body(report({"4.1": (cau("x"),), "4.2": (cau("y"),)}))
    assert both == ["I. BỐN", "1. Bốn một", "x", "2. Bốn hai", "y"]


def test_tables_and_annexes_are_numbered_as_they_stand_and_named_so() -> None:
    content = {
        "2": (cau("Xem ", DenBang("b"), "."), bang("b")),
        "1.1": (cau("Xem ", DenBang("a"), ", ", DenPhuLuc("q"), ", ", DenPhuLuc("p"), "."), bang("a")),
    }
    paper = build(report(content, phu_luc("p"), phu_luc("q")))
    lines = text_of(paper)
    assert "Xem Bảng 1, Phụ lục II, Phụ lục I." in lines
    assert "Xem Bảng 2." in lines
    assert [line for line in lines if line.startswith("Bảng ")] == ["Bảng 1. Tên a", "Bảng 2. Tên b"]
    assert [one.dong_danh_so() for one in paper.phu_luc] == ["Phụ lục I", "Phụ lục II"]


def test_the_only_annex_has_no_number() -> None:
    paper = build(report({"2": (cau("Xem ", DenPhuLuc("p"), "."),)}, phu_luc("p")))
    assert "Xem Phụ lục." in text_of(paper)
    assert paper.phu_luc[0].dong_danh_so() == "Phụ lục"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"9": (cau("x"),)}, "outside the outline: 9"),
        ({"2": (cau("Xem ", DenBang("b")),)}, "refers to b"),
        ({"2": (cau("x"), bang("b"))}, "no text refers to b"),
        ({"2": (cau("Xem ", DenPhuLuc("q")),)}, "refers to q"),
    ],
)
def test_a_report_that_does_not_hang_together_is_refused(
    content: dict[str, tuple[NoiDung, ...]], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        build(report(content))


def test_an_annex_to_which_no_text_refers_is_refused() -> None:
    with pytest.raises(ValueError, match="no text refers to p"):
        build(report({"2": (cau("x"),)}, phu_luc("p")))


def test_users_texts_are_printed_as_they_stand() -> None:
    odd = "H'Lan *không* nghiêng; {0} %s <b> Đắk"
    assert odd in body(report({"2": (cau(odd),)}))


def test_the_file_keeps_the_decree() -> None:
    content = {
        "1.1": (cau("Xem ", DenBang("a"), " và ", DenPhuLuc("p"), "."), bang("a")),
        "3.1.a": (replace(cau("Một việc."), gach=True),),
    }
    reference = "(Kèm theo Báo cáo số      /BC-NV ngày    tháng    năm 2023 của Phòng Nội vụ)"
    found = check(to_bytes(build(replace(report(content, phu_luc("p")), tham_chieu=reference))))
    assert [one for one in found if one.level == "error"] == []


@pytest.mark.parametrize("ky", KyBaoCao)
def test_every_key_of_the_outline_is_there_once(ky: KyBaoCao) -> None:
    keys = [one.muc.ma for one in numbered(de_cuong(ky, 2023, "Ủy ban nhân dân thị xã")) if one.muc.ma]
    assert len(keys) == len(set(keys))
    assert {"I.1", "I.5", "II.1", "II.2.a", "II.2.đ", "II.6", "III", "IV.han_che", "V", "VI"} <= set(keys)


def test_the_full_outline_counts_as_the_office_says_it() -> None:
    outline = numbered(de_cuong(KyBaoCao.SO_KET, 2023, "Ủy ban nhân dân thị xã"))
    ways = {one.muc.ma: one.duong for one in outline if one.muc.ma}
    for ma in ("I.1", "I.5", "II.1", "II.2.a", "II.2.d", "II.2.đ", "II.6", "III", "V"):
        assert ways[ma] == ma
    assert standing(de_cuong(KyBaoCao.SO_KET, 2023, "Ủy ban nhân dân thị xã"), {}) == ()
