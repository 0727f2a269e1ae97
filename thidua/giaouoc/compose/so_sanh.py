"""What one text of a giao ước says otherwise than another, in the words of the page."""

from collections.abc import Iterator
from typing import Final

from thidua.core.difference import ThayDoi
from thidua.core.pledge import NhomDong
from thidua.core.viet import format_date
from thidua.giaouoc.compose.giay import TEN_LINH_VUC, promised, title_line
from thidua.giaouoc.queries.noi_dung import MUC, Ben, Dong, NoiDung

TEN_MUC: Final = {
    "can_cu": "Căn cứ",
    "muc_tieu": "Mục tiêu",
    "khau_hieu": "Khẩu hiệu",
    **TEN_LINH_VUC,
    "bien_phap": "Biện pháp, cam kết của các đơn vị",
    "hoat_dong": "Hoạt động của cụm, khối",
    "bang_diem": "Bảng điểm",
    "dieu_khoan": "Điều khoản bổ sung",
    "chi_tieu": "Chỉ tiêu của từng đơn vị",
    "chung": "Chỉ tiêu chung",
    "danh_hieu": "Danh hiệu phấn đấu",
    "ky_ket": "Địa điểm, ngày, người ký, chứng kiến",
}
"""The sections of the text as the screen names them; also what an asked change may point to."""


def differences(old: NoiDung, new: NoiDung) -> list[ThayDoi]:
    """What `new` says otherwise than `old`, in the order of the paper."""
    pairs = (*_head(old, new), *_texts(old, new), *_promises(old, new))
    return [ThayDoi(name, before, after) for name, before, after in pairs if before != after]


def _head(old: NoiDung, new: NoiDung) -> Iterator[tuple[str, str, str]]:
    yield "Địa điểm ký kết", old.dia_diem, new.dia_diem
    yield "Ngày ký kết", _day(old), _day(new)
    yield "Chứng kiến", _witness(old), _witness(new)
    before = {ben.don_vi_id: ben for ben in old.ben}
    after = {ben.don_vi_id: ben for ben in new.ben}
    for unit in dict.fromkeys((*before, *after)):
        name = (after.get(unit) or before[unit]).ten
        yield f"Đại diện {name}", _signer(before.get(unit)), _signer(after.get(unit))


def _day(content: NoiDung) -> str:
    return format_date(content.ngay_ky_ket) if content.ngay_ky_ket else ""


def _witness(content: NoiDung) -> str:
    parts = (content.chung_kien_ten, content.chung_kien_dai_dien, content.chung_kien_chuc_vu)
    return ", ".join(part for part in parts if part)


def _signer(ben: Ben | None) -> str:
    return ", ".join(part for part in (ben.dai_dien, ben.chuc_vu) if part) if ben else ""


def _texts(old: NoiDung, new: NoiDung) -> Iterator[tuple[str, str, str]]:
    for muc in MUC:
        yield TEN_MUC[muc], "\n".join(old.lines(muc)), "\n".join(new.lines(muc))


def _promises(old: NoiDung, new: NoiDung) -> Iterator[tuple[str, str, str]]:
    before, after = _by_code(old), _by_code(new)
    for ma in dict.fromkeys((*before, *after)):
        line = after.get(ma) or before[ma]
        yield line.ten, _said(before.get(ma), old), _said(after.get(ma), new)
    for nhom in NhomDong:
        yield f"{TEN_MUC[nhom]}: thứ tự", *_orders(old, new, nhom)


def _by_code(content: NoiDung) -> dict[str, Dong]:
    return {line.ma: line for line in content.dong}


def _said(line: Dong | None, content: NoiDung) -> str:
    if line is None:
        return ""
    if line.nhom is NhomDong.CHUNG:
        return line.ten
    if line.nhom is NhomDong.DANH_HIEU:
        return title_line(line, content.ben)
    figures = (f"{ben.ten_ngan} {promised(line, ben.don_vi_id) or '–'}" for ben in content.ben)
    unit = f" ({line.don_vi_tinh})" if line.don_vi_tinh else ""
    return f"{line.ten}{unit}: {'; '.join(figures)}"


def _orders(old: NoiDung, new: NoiDung, nhom: NhomDong) -> tuple[str, str]:
    """The order of the lines that both texts have, empty where it is the same."""
    left, right = [one.ma for one in old.of(nhom)], [one.ma for one in new.of(nhom)]
    both = set(left) & set(right)
    first = [ma for ma in left if ma in both]
    second = [ma for ma in right if ma in both]
    if first == second:
        return "", ""
    names = {one.ma: one.ten for one in new.dong}
    return "\n".join(names[ma] for ma in first), "\n".join(names[ma] for ma in second)
