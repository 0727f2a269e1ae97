"""Sheets of slips: eight to a page, everything that a first login needs, the same bytes again."""

import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from thidua.vanban.docx_phieu import ROW, phieu_to_bytes
from thidua.vanban.kinds.phieu_ma import PhieuMa, ToPhieu, dong_phieu

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def sheet(count: int) -> ToPhieu:
    slips = tuple(
        PhieuMa(
            "Ksor <H'Lan> & em",
            "Công chức",
            f"Đơn vị {n}",
            f"canbo.don-vi-{n}",
            "abcd-efgh-kmnp",
            date(2023, 7, 6),
        )
        for n in range(count)
    )
    return ToPhieu("Phòng Nội vụ thị xã", "máy chủ 10.0.0.8", slips, "(Số liệu, họ tên là dữ liệu mẫu)")


def body(to: ToPhieu) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(phieu_to_bytes(to))) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml"))


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (8, 1), (9, 2), (40, 5), (41, 6)])
def test_eight_slips_stand_on_a_sheet(count: int, pages: int) -> None:
    to = sheet(count)
    assert len(to.trang()) == pages
    root = body(to)
    assert len(root.findall(f".//{W}tbl")) == pages
    assert len([br for br in root.iter(f"{W}br") if br.get(f"{W}type") == "page"]) == pages - 1
    filled = [tc for tc in root.iter(f"{W}tc") if "".join(tc.itertext())]
    assert len(filled) == count


def test_the_rows_leave_room_on_the_sheet_and_are_cut_along_dashes() -> None:
    xml = ElementTree.tostring(body(sheet(8)), encoding="unicode")
    assert 4 * ROW + 9 + 5 < 297
    assert len(re.findall(r'val="dashed"', xml)) == 6
    assert len(re.findall(r'hRule="exact"', xml)) == 4


def test_a_slip_says_who_where_how_and_until_when() -> None:
    to = sheet(1)
    assert dict(dong_phieu(to, to.phieu[0])) == {
        "Người dùng": "Ksor <H'Lan> & em, Công chức",
        "Đơn vị": "Đơn vị 0",
        "Địa chỉ": "máy chủ 10.0.0.8",
        "Tài khoản": "canbo.don-vi-0",
        "Mã một lần": "abcd-efgh-kmnp",
        "Mã dùng được đến hết ngày": "06/7/2023",
    }
    text = " ".join("".join(p.itertext()) for p in body(to).iter(f"{W}p"))
    for said in ("PHIẾU TÀI KHOẢN", "Ksor <H'Lan> & em", "đặt mật khẩu riêng", "(Số liệu, họ tên"):
        assert said in text


def test_equal_slips_give_equal_bytes() -> None:
    assert phieu_to_bytes(sheet(3)) == phieu_to_bytes(sheet(3))
