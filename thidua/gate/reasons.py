"""The words of every refusal: what is wrong, and what to do next."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from thidua.gate.verdict import KINDS, Kind

KIND_WORDS: Final[dict[Kind, str]] = {
    "docx": "Word (.docx)",
    "xlsx": "Excel (.xlsx)",
    "pdf": "PDF (.pdf)",
    "jpg": "ảnh JPEG (.jpg)",
    "png": "ảnh PNG (.png)",
}

_RESAVE = "Hãy mở tệp bằng Word hoặc Excel, chọn Lưu thành (Save As) một tệp mới rồi gửi lại"
_COPY_OUT = "Hãy chép toàn bộ nội dung sang một tệp mới, lưu lại rồi gửi tệp mới đó"
_PRINT_PDF = "Hãy mở tệp, in ra PDF (Print, chọn Microsoft Print to PDF) rồi gửi bản vừa in"
_SEND_ALLOWED = "Hãy gửi {allowed}"

REASONS: Final[dict[str, tuple[str, str]]] = {
    # the file as a whole
    "tep_rong": ("tệp không có nội dung (0 byte)", "Hãy kiểm tra lại tệp trên máy rồi gửi lại"),
    "qua_lon": ("tệp lớn hơn 25 MB", "Hãy giảm cỡ ảnh trong tệp hoặc tách thành nhiều tệp rồi gửi lại"),
    "khong_dung_loai": ("tệp này là {where}, mục này không nhận", _SEND_ALLOWED),
    "khong_ro_loai": ("không nhận ra loại tệp qua nội dung", _SEND_ALLOWED),
    "khong_doc_duoc": ("tệp hỏng hoặc không đọc được", "Hãy mở tệp, lưu lại thành tệp mới rồi gửi lại"),
    "tep_cut": ("tệp bị thiếu phần cuối", "Hãy chép lại tệp từ nơi gốc rồi gửi lại"),
    "hai_loai": ("tệp ghép hai loại nội dung làm một", "Hãy mở tệp, lưu lại thành tệp mới rồi gửi lại"),
    # honest mistakes
    "doc_cu": ("đây là tệp Word kiểu cũ (.doc)", "Hãy mở bằng Word, chọn Lưu thành, kiểu .docx rồi gửi lại"),
    "xls_cu": (
        "đây là tệp Excel kiểu cũ (.xls)",
        "Hãy mở bằng Excel, chọn Lưu thành, kiểu .xlsx rồi gửi lại",
    ),
    "ppt": ("đây là tệp trình chiếu PowerPoint", "Hãy lưu thành PDF rồi gửi lại; mục này nhận {allowed}"),
    "ole_cu": ("đây là tệp kiểu cũ hoặc bộ cài đặt", _SEND_ALLOWED),
    "mat_khau": ("tệp có đặt mật khẩu hoặc hạn chế quyền", "Hãy gỡ mật khẩu và hạn chế, lưu lại rồi gửi lại"),
    "macro": ("tệp có macro", "Hãy chọn Lưu thành, kiểu .docx hoặc .xlsx (không có macro) rồi gửi lại"),
    "tep_mau": (
        "đây là tệp mẫu (.dotx, .xltx)",
        "Hãy mở tệp, chọn Lưu thành, kiểu .docx hoặc .xlsx rồi gửi lại",
    ),
    "xlsb": ("đây là tệp Excel nhị phân (.xlsb)", "Hãy chọn Lưu thành, kiểu .xlsx rồi gửi lại"),
    "odf": ("đây là tệp LibreOffice (.odt, .ods)", "Hãy chọn Lưu thành, kiểu .docx hoặc .xlsx rồi gửi lại"),
    "rtf": ("đây là tệp RTF", "Hãy mở bằng Word, chọn Lưu thành, kiểu .docx rồi gửi lại"),
    "heic": (
        "đây là ảnh HEIC của điện thoại",
        "Hãy đổi ảnh sang .jpg (iPhone: Cài đặt, Camera, Định dạng, Tương thích nhất) rồi gửi lại",
    ),
    "anh_khac": (
        "đây là loại ảnh không nhận (WebP, GIF, BMP, TIFF…)",
        "Hãy lưu ảnh thành .jpg hoặc .png rồi gửi lại",
    ),
    "svg": ("đây là hình SVG", "Hãy lưu hình thành .png rồi gửi lại"),
    "html": (
        "đây là trang web (HTML) đổi tên",
        "Hãy mở trang, in ra PDF rồi gửi bản PDF; mục này nhận {allowed}",
    ),
    "xml": ("đây là tệp XML, không phải tệp Word hay Excel hiện nay", _RESAVE),
    "chuong_trinh": ("đây là chương trình chạy được đổi tên, không phải văn bản", _SEND_ALLOWED),
    "tep_nen": ("đây là tệp nén (.zip, .rar, .7z…)", "Hãy giải nén rồi gửi từng tệp; mục này nhận {allowed}"),
    "am_thanh_phim": ("đây là tệp phim hoặc âm thanh", _SEND_ALLOWED),
    "van_ban_tho": (
        "đây là tệp chữ thường (.txt, .csv)",
        "Hãy chép nội dung vào Word hoặc Excel, lưu lại rồi gửi",
    ),
    # the archive under an office file
    "zip_hong": ("cấu trúc bên trong tệp bị hỏng hoặc bị cắt", _RESAVE),
    "zip_chen": ("có dữ liệu lạ chen trước, giữa hoặc sau nội dung tệp", _RESAVE),
    "zip_lech": ("hai bảng kê bên trong tệp không khớp nhau", _RESAVE),
    "zip_trung": ("bên trong tệp có hai phần trùng tên", _RESAVE),
    "zip_ten": ("bên trong tệp có phần mang tên không hợp lệ", _RESAVE),
    "zip_lien_ket": ("bên trong tệp có lối tắt trỏ ra ngoài", _RESAVE),
    "zip_ma_hoa": ("bên trong tệp có phần bị mã hóa", "Hãy gỡ mật khẩu, lưu lại rồi gửi lại"),
    "zip_kieu_nen": ("tệp dùng kiểu nén lạ", _RESAVE),
    "zip_bom": ("tệp nở ra quá lớn khi mở", _RESAVE),
    "qua_nhieu": ("tệp có quá nhiều thành phần", "Hãy tách thành nhiều tệp nhỏ hơn rồi gửi lại"),
    # the markup inside
    "xml_doctype": ("bên trong tệp có khai báo DOCTYPE không được phép", _RESAVE),
    "xml_sau": ("nội dung tệp lồng nhau quá sâu", _COPY_OUT),
    "xml_lon": ("một phần nội dung của tệp quá lớn", "Hãy tách thành nhiều tệp nhỏ hơn rồi gửi lại"),
    "xml_hong": ("nội dung bên trong tệp bị hỏng", _RESAVE),
    "xml_ma_chu": ("nội dung bên trong tệp dùng bảng mã lạ", _RESAVE),
    # the office rules
    "thieu_muc_luc": ("thiếu bảng kê nội dung ([Content_Types].xml)", _RESAVE),
    "thieu_phan": ("tệp thiếu một phần mà nó nhắc tới", _RESAVE),
    "phan_la": ("bên trong tệp có thành phần lạ", _RESAVE),
    "ole": (
        "tệp có đối tượng nhúng (OLE)",
        "Hãy xóa đối tượng nhúng hoặc dán lại thành hình ảnh rồi gửi lại",
    ),
    "activex": (
        "tệp có nút hoặc điều khiển ActiveX",
        "Hãy xóa các nút, ô điều khiển đó, lưu lại rồi gửi lại",
    ),
    "truong_nguy_hiem": (
        "tệp có trường tự lấy dữ liệu hoặc chạy lệnh từ bên ngoài",
        "Hãy chọn hết nội dung (Ctrl+A), bấm Ctrl+Shift+F9 để đổi trường thành chữ, lưu lại rồi gửi lại",
    ),
    "cong_thuc_nguy_hiem": (
        "bảng tính có công thức lấy dữ liệu hoặc chạy lệnh từ bên ngoài",
        "Hãy đổi công thức đó thành giá trị (Dán đặc biệt, Giá trị), lưu lại rồi gửi lại",
    ),
    "vung_lon": (
        "bảng tính gộp ô hoặc gắn liên kết trên một vùng quá rộng",
        "Hãy bỏ gộp ô (Unmerge Cells) ở vùng đó, lưu lại rồi gửi lại",
    ),
    "chen_tep": ("tệp chèn nguyên một tệp khác (altChunk, subDoc)", _COPY_OUT),
    "mau_ngoai": ("tệp gắn với một tệp mẫu (template) ở ngoài", _COPY_OUT),
    "anh_ngoai": (
        "tệp có hình lấy từ bên ngoài",
        "Hãy lưu hình về máy, chèn lại bằng Insert, Picture rồi gửi lại",
    ),
    "lien_ket_ngoai": (
        "tệp có liên kết ra ngoài không phải địa chỉ web http, https",
        "Hãy bỏ liên kết đó (chuột phải, Remove Hyperlink), lưu lại rồi gửi lại",
    ),
    "so_lieu_ngoai": (
        "tệp lấy số liệu từ tệp khác hoặc từ nguồn ngoài",
        "Hãy ngắt liên kết (Data, Edit Links, Break Link), lưu lại rồi gửi lại",
    ),
    "tron_thu": (
        "tệp còn gắn nguồn trộn thư",
        "Hãy bấm Finish & Merge để có tệp thường, lưu lại rồi gửi lại",
    ),
    "tien_ich": ("tệp có tiện ích hoặc phim từ mạng", "Hãy xóa phần đó, lưu lại rồi gửi lại"),
    # PDF
    "pdf_khong_trang": ("tệp PDF không có trang nào", _PRINT_PDF),
    "pdf_lenh": ("tệp PDF có mã lệnh (JavaScript)", _PRINT_PDF),
    "pdf_mo_ngoai": ("tệp PDF có lệnh mở chương trình hoặc tệp khác", _PRINT_PDF),
    "pdf_dinh_kem": ("tệp PDF có tệp khác đính kèm bên trong", "Hãy gửi từng tệp riêng, PDF không kèm tệp"),
    "pdf_bieu_mau": ("tệp PDF là biểu mẫu động (XFA)", _PRINT_PDF),
    "pdf_gui_di": ("tệp PDF có nút gửi dữ liệu đi nơi khác", _PRINT_PDF),
    "pdf_phim": ("tệp PDF có phim, âm thanh hoặc hình động", _PRINT_PDF),
    "pdf_lien_ket": ("tệp PDF có liên kết không phải địa chỉ web", _PRINT_PDF),
    "pdf_phien_ban": ("tệp PDF bị sửa chồng quá nhiều lần", _PRINT_PDF),
    "pdf_bom": ("tệp PDF nở ra quá lớn khi mở", _PRINT_PDF),
    "pdf_hong": ("tệp PDF hỏng hoặc không đọc được", _PRINT_PDF),
    # pictures
    "anh_lon": ("ảnh có quá nhiều điểm ảnh", "Hãy thu nhỏ ảnh (dưới 16 triệu điểm ảnh) rồi gửi lại"),
    "anh_hong": ("ảnh hỏng hoặc bị cắt", "Hãy mở ảnh, lưu lại thành ảnh mới rồi gửi lại"),
    "anh_thua": ("sau nội dung ảnh còn dữ liệu lạ", "Hãy mở ảnh, lưu lại thành ảnh mới rồi gửi lại"),
}


def shown(text: str, limit: int = 80) -> str:
    """Text from outside made fit for one line of a message: no controls, at most `limit` signs."""
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] != "C")
    kept = " ".join(kept.split())
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"


def allowed_words(allowed: Iterable[Kind]) -> str:
    """The accepted kinds as the reader says them: `tệp Word (.docx) hoặc PDF (.pdf)`."""
    accepted = set(allowed)
    words = [word for kind, word in KIND_WORDS.items() if kind in accepted]
    return "tệp " + " hoặc ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def sentence(code: str, name: str, where: str = "", allowed: Iterable[Kind] = KINDS) -> str:
    """The whole refusal for the reader; every code of `REASONS` has one."""
    wrong, advice = REASONS[code]
    spot = shown(where)
    if "{where}" in wrong:
        wrong = wrong.format(where=spot)
    elif spot:
        wrong = f"{wrong} (“{spot}”)"
    advice = advice.replace("{allowed}", allowed_words(allowed))
    return f"Không nhận tệp “{shown(name) or 'không tên'}”: {wrong}. {advice}."
