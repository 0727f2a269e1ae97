"""The pages of help: their names, for whom they are, and which of them speaks of which page."""

import re
from collections.abc import Mapping

UNIT = {
    "dang_ky": "Đăng ký thi đua",
    "danh_hieu": "Danh hiệu đăng ký, danh hiệu đã nhận, tỷ lệ",
    "giao_uoc": "Giao ước của cụm, khối",
    "ky_giay": "Ký trực tiếp, chụp bằng điện thoại, đối chiếu",
    "ky_so": "Ký số",
    "kiem_tra": "Kiểm tra mã trên giấy",
    "bao_cao": "Báo cáo sơ kết, tổng kết",
    "duyet": "Duyệt và nộp",
}
OFFICE = {
    "mo_nam": "Mở năm",
    "can_cu": "Căn cứ và quy định",
    "chi_tieu": "Chỉ tiêu giao",
    "nghia_vu": "Nội dung phải nộp, văn bản yêu cầu",
    "lich": "Lịch làm việc",
    "don_vi": "Đơn vị và tài khoản",
    "uy_quyen": "Phân công, ủy quyền",
    "nhap_excel": "Nhập từ Excel",
    "tiep_nhan": "Tiếp nhận, đôn đốc",
    "tong_hop": "Tổng hợp báo cáo",
    "dong_nam": "Đóng năm",
}
EVERYBODY = {"van_ban": "Xem, tải và in văn bản", "phim_tat": "Phím tắt"}

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Đơn vị: người phụ trách, thủ trưởng": UNIT,
    "Thường trực, lãnh đạo Phòng, quản trị": OFFICE,
    "Mọi người": EVERYBODY,
}
"""The pages by who needs them, each group in the order of the year's work."""
HELP: Mapping[str, str] = {**UNIT, **OFFICE, **EVERYBODY}

_YEAR = re.compile(r"^/\d{4}(?=/)")
_SPEAKS_OF = tuple(
    (re.compile(pattern), page)
    for pattern, page in (
        (r"/dang-ky/[^/]+/ca-nhan", "danh_hieu"),
        (r"/dang-ky", "dang_ky"),
        (r"/giao-uoc/[^/]+/ky", "ky_giay"),
        (r"/giao-uoc|/theo-doi/giao-uoc", "giao_uoc"),
        (r"/kiem-tra", "kiem_tra"),
        (r"/bao-cao", "bao_cao"),
        (r"/phe-duyet|/theo-doi", "tiep_nhan"),
        (r"/tong-hop", "tong_hop"),
        (r"/van-ban-yeu-cau|/nhiem-vu|/ke-hoach|/khen-dot|/cai-dat/nghia-vu", "nghia_vu"),
        (r"/lich|/cai-dat/lich", "lich"),
        (r"/cai-dat/dong-nam", "dong_nam"),
        (r"/cai-dat/(can-cu|quy-dinh)", "can_cu"),
        (r"/cai-dat/chi-tieu", "chi_tieu"),
        (r"/cai-dat/co-quan|/don-vi", "don_vi"),
        (r"/cai-dat", "mo_nam"),
        (r"/tai-khoan/uy-quyen", "uy_quyen"),
        (r"/tai-khoan", "don_vi"),
        (r"/nhap", "nhap_excel"),
        (r"/tin-cay", "ky_so"),
        (r"/van-ban|/the-thuc", "van_ban"),
    )
)
"""Beginnings of addresses without their year, the narrower first, and the page that speaks of them."""


def page_for(path: str, *, approves: bool = False) -> str:
    """The page of help that speaks of the page at this address, empty where none does.

    `approves`: what waits is approved by this reader rather than received.
    """
    place = _YEAR.sub("", path)
    page = next((page for pattern, page in _SPEAKS_OF if pattern.match(place)), "")
    return "duyet" if approves and place.startswith("/phe-duyet") else page
