"""Words in a frame: độ khẩn and phạm vi lưu hành.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III.2 and III.3.
Độ mật has no place here: the law on State secrets keeps such papers off this program.
"""

from typing import Literal

DoKhan = Literal["khan", "thuong_khan", "hoa_toc"]
LuuHanh = Literal["xem_xong_tra_lai", "luu_hanh_noi_bo"]

_DO_KHAN: dict[DoKhan, str] = {"khan": "KHẨN", "thuong_khan": "THƯỢNG KHẨN", "hoa_toc": "HỎA TỐC"}
_LUU_HANH: dict[LuuHanh, str] = {
    "xem_xong_tra_lai": "XEM XONG TRẢ LẠI",
    "luu_hanh_noi_bo": "LƯU HÀNH NỘI BỘ",
}


def dong_do_khan(do_khan: DoKhan | None) -> tuple[str, ...]:
    """The line of the stamp, or none. ValueError for a word that is no độ khẩn, a độ mật among them."""
    if do_khan is None:
        return ()
    if do_khan not in _DO_KHAN:
        raise ValueError(f"{do_khan!r} is no độ khẩn; a paper with a độ mật is refused")
    return (_DO_KHAN[do_khan],)


def dong_luu_hanh(luu_hanh: LuuHanh | None) -> tuple[str, ...]:
    """The line of the frame, or none. ValueError for words that the decree does not know."""
    if luu_hanh is None:
        return ()
    if luu_hanh not in _LUU_HANH:
        raise ValueError(f"{luu_hanh!r} is no phạm vi lưu hành")
    return (_LUU_HANH[luu_hanh],)
