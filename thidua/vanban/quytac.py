"""What Nghị định 30/2020/NĐ-CP allows: ranges, and one row for each fault the checker can name.

Only the checker reads this file; the writers have choices of their own. Sizes are half-points (`w:sz`), lengths
are twips (1 mm = 56.69). A rule may have several rows, one a case: the same rule is broken in different ways,
and a slip that the decree itself makes weighs less than a plain fault.
"""

# One row a fault reads better than a wrapped one:
# ruff: noqa: E501

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

Level = Literal["error", "warning", "advice"]


class Range(NamedTuple):
    """A closed range of allowed values."""

    least: float
    most: float

    def holds(self, value: float, slack: float = 0.0) -> bool:
        return self.least - slack <= value <= self.most + slack


# Lengths are compared with this slack: 0.1 mm, the rounding of the programs that write the files.
TOLERANCE: Final = 6

A4: Final = (11906, 16838)
MARGIN_TOP_BOTTOM: Final = Range(1134, 1417)
MARGIN_LEFT: Final = Range(1701, 1984)
MARGIN_RIGHT: Final = Range(850, 1134)

FONT: Final = "Times New Roman"
SIZE_QUOC_HIEU: Final = Range(24, 26)
SIZE_TIEU_NGU: Final = Range(26, 28)
SIZE_CO_QUAN: Final = Range(24, 26)
SIZE_SO_KY_HIEU: Final = Range(26, 26)
SIZE_DIA_DANH: Final = Range(26, 28)
SIZE_TEN_LOAI: Final = Range(26, 28)
SIZE_TRICH_YEU_CONG_VAN: Final = Range(24, 26)
SIZE_BODY: Final = Range(26, 28)
SIZE_SIGNATURE: Final = Range(26, 28)
SIZE_KINH_GUI: Final = Range(26, 28)
SIZE_NOI_NHAN: Final = Range(24, 24)
SIZE_RECIPIENT: Final = Range(22, 22)
SIZE_PHU_LUC: Final = Range(28, 28)
SIZE_PHU_LUC_NAME: Final = Range(26, 28)
SIZE_PAGE_NUMBER: Final = Range(26, 28)
SIZE_CELL: Final = Range(24, 28)
SIZE_KHUNG: Final = Range(26, 28)
SIZE_NGUOI_SOAN: Final = Range(22, 22)
SIZE_LIEN_HE: Final = Range(22, 24)
# No rule: what tells the small lines beside a picture from text and signatures.
SIZE_CANH_ANH: Final = Range(0, 24)
SIZE_KY_SO: Final = Range(20, 20)

LINE_SPACING: Final = Range(240, 360)
# One line of Times New Roman is 1.15 times its size; exact heights are turned into lines with it.
SINGLE_LINE: Final = 1.15
PARAGRAPH_GAP: Final = 120
FIRST_LINE: Final = (567, 720)
TRICH_YEU_GAP: Final = 120

RULE_FULL: Final = Range(0.95, 1.05)
RULE_SHORT: Final = Range(1 / 3, 1 / 2)
# A row of underscores ends where a character ends, and its raised size differs between programs.
RULE_SLACK: Final = 0.01
UNDERSCORE_SLACK: Final = 0.06
# The rule above the contact lines runs from margin to margin.
RULE_PAGE: Final = Range(0.98, 1.05)
# The seal covers "about a third" of the signature.
SEAL_COVER: Final = Range(0.2, 0.5)
# Ours: the decree says "real size" and no figure; no seal of an agency is smaller or larger than this (1 mm more
# or less for the white border of its picture).
SEAL_SIZE: Final = Range(1417, 2438)
# Ours: how far a colour leads the two others, of 255, before it is called by its name.
INK_LEAD: Final = 40
RAISED_UNDERSCORE_SLACK: Final = 0.12

QUOC_HIEU: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
# The decree's own samples print the tone mark on À.
QUOC_HIEU_OTHER_TONE: Final = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TIEU_NGU: Final = "Độc lập - Tự do - Hạnh phúc"

# Điều 7 and the table of Phụ lục III; công văn and thư công have no abbreviation.
TEN_LOAI: Final[dict[str, str]] = {
    "NGHỊ QUYẾT": "NQ", "QUYẾT ĐỊNH": "QĐ", "CHỈ THỊ": "CT", "QUY CHẾ": "QC", "QUY ĐỊNH": "QyĐ",
    "THÔNG CÁO": "TC", "THÔNG BÁO": "TB", "HƯỚNG DẪN": "HD", "CHƯƠNG TRÌNH": "CTr", "KẾ HOẠCH": "KH",
    "PHƯƠNG ÁN": "PA", "ĐỀ ÁN": "ĐA", "DỰ ÁN": "DA", "BÁO CÁO": "BC", "BIÊN BẢN": "BB", "TỜ TRÌNH": "TTr",
    "HỢP ĐỒNG": "HĐ", "CÔNG ĐIỆN": "CĐ", "BẢN GHI NHỚ": "BGN", "BẢN THỎA THUẬN": "BTT",
    "GIẤY ỦY QUYỀN": "GUQ", "GIẤY MỜI": "GM", "GIẤY GIỚI THIỆU": "GGT", "GIẤY NGHỈ PHÉP": "GNP",
    "PHIẾU GỬI": "PG", "PHIẾU CHUYỂN": "PC", "PHIẾU BÁO": "PB",
}  # fmt: skip
# Phần II, with the abbreviations of Phụ lục III.
HINH_THUC_SAO: Final[dict[str, str]] = {"SAO Y": "SY", "TRÍCH SAO": "TrS", "SAO LỤC": "SL"}
# Forms of the emulation work: no administrative document type, so no số, ký hiệu is asked of them.
FORMS: Final = ("BẢN ĐĂNG KÝ THI ĐUA", "BẢN GIAO ƯỚC THI ĐUA")
# Sheets laid behind a paper, no part of it and no annex.
TO_RIENG: Final = ("PHIẾU BẰNG CHỨNG",)
KINH_GUI_REQUIRED: Final = ("TỜ TRÌNH",)
KINH_GUI_ALLOWED: Final = ("TỜ TRÌNH", "BÁO CÁO", *FORMS)
NHU_DIEU: Final = ("QUYẾT ĐỊNH", "NGHỊ QUYẾT")
# Mục III.2.b: stamps of urgency in bright red.
DO_KHAN: Final = ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN")
STAMP_COLOR: Final = "FF0000"
# Mục III.2.b: width and height of its frame, by the words without accents; a millimetre is nobody's fault.
KHUNG: Final = {"hoa toc": (1701, 454), "thuong khan": (2268, 454), "khan": (1134, 454)}
KHUNG_SLACK: Final = 57
# Mục III.2.a and c; secret papers are none of an intranet system's business.
DO_MAT: Final = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
LUU_HANH: Final = ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")
# Điểm are counted with the letters of the Vietnamese alphabet that carry no mark, and đ.
DIEM: Final = "abcdđeghiklmnopqrstuvxy"
AUTHORITIES: Final = ("TM", "KT", "Q", "TL", "TUQ")

_P1 = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I"
_PRACTICE = "Quy ước trình bày; NĐ 30/2020/NĐ-CP không quy định"


@dataclass(frozen=True, slots=True)
class QuyTac:
    """One way to break one rule. `sentence` is a format string over the checker's own values."""

    rule: str
    case: str
    level: Level
    sentence: str
    clause: str


def _rows(clause: str, *rows: tuple[str, str, Level, str]) -> tuple[QuyTac, ...]:
    return tuple(QuyTac(rule, case, level, sentence, clause) for rule, case, level, sentence in rows)


_PAGE = (
    *_rows(f"{_P1}, Mục I.1",
        ("PG-01", "paper", "error", "Khổ giấy {found}, phải là A4 (210 × 297 mm)."),
    ),
    *_rows(f"{_P1}, Mục I.2",
        ("PG-02", "landscape", "error", "Trang nằm ngang nhưng không có bảng, biểu; phải trình bày theo chiều dài khổ A4."),
    ),
    *_rows(f"{_P1}, Mục I.3",
        ("PG-03", "margin", "error", "Lề {side} {found} mm, phải từ 20 đến 25 mm."),
        ("PG-04", "margin", "error", "Lề trái {found} mm, phải từ 30 đến 35 mm."),
        ("PG-05", "margin", "error", "Lề phải {found} mm, phải từ 15 đến 20 mm."),
        ("PG-06", "margin", "warning", "Trang nằm ngang: lề {side} {found} mm, nên từ {least} đến {most} mm."),
    ),
    *_rows(f"{_P1}, Mục I.4",
        ("PG-07", "font", "error", "Phông chữ “{found}”, phải là Times New Roman."),
        ("PG-07", "legacy", "error", "Phông chữ “{found}” thuộc bộ mã cũ (TCVN3, VNI); phải dùng Times New Roman, bộ mã Unicode."),
        ("PG-07", "nfc", "error", "Chữ tiếng Việt gõ theo Unicode tổ hợp; phải dùng Unicode dựng sẵn (TCVN 6909:2001)."),
        ("PG-08", "color", "error", "Chữ màu {found}, phải là màu đen."),
        ("PG-08", "background", "error", "Chữ có nền màu hoặc bị tô đánh dấu; phải là chữ đen, không tô nền."),
    ),
    *_rows(f"{_P1}, Mục I.7",
        ("PG-09", "missing", "error", "Không có số trang ở lề trên."),
        ("PG-09", "footer", "error", "Số trang đặt ở chân trang, phải đặt giữa lề trên."),
        ("PG-09", "centre", "error", "Số trang chưa canh giữa theo chiều ngang."),
        ("PG-09", "size", "error", "Số trang cỡ {found}, phải từ 13 đến 14."),
        ("PG-09", "upright", "error", "Số trang phải là chữ đứng."),
        ("PG-09", "first", "error", "Số trang hiện ở trang thứ nhất; trang đầu không hiển thị số."),
        ("PG-09", "format", "error", "Số trang phải bằng chữ số Ả Rập."),
        ("PG-09", "start", "error", "Số trang bắt đầu từ {found}, phải đánh từ số 1."),
        ("PG-09", "plain", "warning", "Cạnh số trang còn có chữ “{found}”; chỉ ghi chữ số."),
        ("PG-09", "margin", "warning", "Đầu trang cách mép {found} mm, không nằm trong lề trên."),
    ),
    *_rows(f"{_P1}, Mục III.1.đ",
        ("PG-10", "section", "error", "Phụ lục phải bắt đầu một phần trang riêng để đánh số trang riêng."),
        ("PG-10", "start", "error", "Số trang của phụ lục phải đánh lại từ 1."),
    ),
    *_rows(f"{_P1}, Mục II.6.e",
        ("PG-11", "low", "error", "Giãn dòng {found} lines, tối thiểu phải là dòng đơn."),
        ("PG-11", "high", "error", "Giãn dòng {found} lines, tối đa là 1,5 lines."),
        ("PG-12", "gap", "error", "Khoảng cách với đoạn trước {found} pt, tối thiểu phải là 6 pt."),
        ("PG-13", "indent", "error", "Dòng đầu lùi {found} mm, phải lùi 1 cm hoặc 1,27 cm."),
        ("PG-13", "typed", "error", "Lùi đầu dòng bằng dấu cách hoặc phím Tab; phải đặt lùi dòng đầu 1 cm hoặc 1,27 cm."),
        ("PG-13", "left", "warning", "Cả đoạn lùi vào {found} mm; chỉ dòng đầu lùi vào."),
        ("PG-14", "justify", "error", "Đoạn văn {found}, phải canh đều cả hai lề."),
    ),
)

_HEADER = (
    *_rows(f"{_P1}, Mục II.1.a",
        ("QH-01", "missing", "error", "Không tìm thấy Quốc hiệu."),
        ("QH-01", "text", "error", "Quốc hiệu ghi “{found}”, phải ghi “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”."),
        ("QH-01", "tone", "warning", "Quốc hiệu ghi “HOÀ”; nên ghi “HÒA” như lời văn của Nghị định."),
        ("QH-01", "place", "error", "Quốc hiệu phải ở phía trên cùng, bên phải trang đầu."),
        ("QH-01", "size", "error", "Quốc hiệu cỡ {found}, phải từ 12 đến 13."),
        ("QH-01", "style", "error", "Quốc hiệu phải là chữ đứng, đậm."),
        ("QH-01", "wrap", "warning", "Quốc hiệu dài hơn bề rộng ô, sẽ bị ngắt thành hai dòng."),
    ),
    *_rows(f"{_P1}, Mục II.1.b",
        ("QH-02", "missing", "error", "Không tìm thấy Tiêu ngữ."),
        ("QH-02", "text", "error", "Tiêu ngữ ghi “{found}”, phải ghi “Độc lập - Tự do - Hạnh phúc” (gạch nối, cách chữ hai bên)."),
        ("QH-02", "size", "error", "Tiêu ngữ cỡ {found}, phải từ 13 đến 14."),
        ("QH-02", "style", "error", "Tiêu ngữ phải là chữ đứng, đậm."),
        ("QH-02", "centre", "error", "Tiêu ngữ phải canh giữa dưới Quốc hiệu."),
        ("QH-02", "gap", "error", "Quốc hiệu và Tiêu ngữ phải cách nhau dòng đơn."),
        ("QH-03", "missing", "error", "Dưới Tiêu ngữ không có đường kẻ."),
        ("QH-03", "length", "error", "Đường kẻ dưới Tiêu ngữ dài bằng {found} lần dòng chữ, phải dài bằng dòng chữ."),
    ),
    *_rows(f"{_P1}, Mục II.2",
        ("CQ-01", "caps", "error", "Tên cơ quan chủ quản “{found}” phải là chữ in hoa."),
        ("CQ-01", "size", "error", "Tên cơ quan chủ quản cỡ {found}, phải từ 12 đến 13."),
        ("CQ-01", "style", "error", "Tên cơ quan chủ quản trực tiếp phải là chữ đứng, không đậm."),
        ("CQ-02", "missing", "error", "Không tìm thấy tên cơ quan, tổ chức ban hành."),
        ("CQ-02", "caps", "error", "Tên cơ quan ban hành “{found}” phải là chữ in hoa."),
        ("CQ-02", "size", "error", "Tên cơ quan ban hành cỡ {found}, phải từ 12 đến 13."),
        ("CQ-02", "style", "error", "Tên cơ quan ban hành phải là chữ đứng, đậm."),
        ("CQ-02", "centre", "error", "Tên cơ quan ban hành phải canh giữa."),
        ("CQ-02", "short", "warning", "Tên cơ quan ban hành viết tắt “{found}”; phải ghi tên chính thức, đầy đủ."),
        ("CQ-03", "missing", "error", "Dưới tên cơ quan ban hành không có đường kẻ."),
        ("CQ-03", "length", "error", "Đường kẻ dưới tên cơ quan ban hành dài bằng {found} lần dòng chữ, phải từ 1/3 đến 1/2."),
        ("CQ-03", "longest", "advice", "Đường kẻ dưới tên cơ quan tính theo dòng dài nhất; nên tính theo dòng cuối."),
    ),
    *_rows(f"{_P1}, Mục II.3",
        ("SH-01", "missing", "error", "Không tìm thấy dòng “Số: …”."),
        ("SH-01", "text", "error", "Dòng số ghi “{found}”, phải ghi “Số: <số>/<ký hiệu>” bằng chữ số Ả Rập."),
        ("SH-01", "zero", "error", "Số “{found}” nhỏ hơn 10 phải có số 0 phía trước; từ 10 trở lên thì không thêm."),
        ("SH-01", "size", "error", "Số, ký hiệu cỡ {found}, phải là cỡ 13."),
        ("SH-01", "style", "error", "Số, ký hiệu phải là chữ đứng, không đậm."),
        ("SH-01", "centre", "error", "Số, ký hiệu phải canh giữa dưới tên cơ quan ban hành."),
        ("SH-02", "form", "error", "Ký hiệu “{found}” sai: các nhóm chữ viết tắt in hoa, nối bằng gạch nối, không cách chữ."),
        ("SH-02", "kind", "error", "Ký hiệu “{found}” không khớp tên loại; văn bản này phải bắt đầu bằng “{wanted}-”."),
    ),
    *_rows(f"{_P1}, Mục II.4",
        ("DD-01", "missing", "error", "Không tìm thấy dòng địa danh và thời gian ban hành."),
        ("DD-01", "comma", "error", "Sau địa danh “{found}” phải có dấu phẩy, rồi đến ngày, tháng, năm."),
        ("DD-01", "capital", "error", "Các chữ cái đầu của địa danh “{found}” phải viết hoa."),
        ("DD-01", "size", "error", "Địa danh, thời gian cỡ {found}, phải từ 13 đến 14."),
        ("DD-01", "style", "error", "Địa danh và thời gian phải là chữ nghiêng, không đậm."),
        ("DD-01", "centre", "error", "Địa danh và thời gian phải canh giữa dưới Quốc hiệu, Tiêu ngữ."),
        ("DD-02", "form", "error", "Thời gian ghi “{found}”, phải ghi đầy đủ “ngày … tháng … năm …”; ngày dưới 10 và tháng 1, 2 thêm số 0, tháng khác không thêm."),
        ("DD-02", "row", "warning", "Địa danh, thời gian phải ở cùng dòng với số, ký hiệu."),
    ),
)

_TITLE = (
    *_rows(f"{_P1}, Mục II.5",
        ("TL-01", "missing", "error", "Không tìm thấy tên loại văn bản."),
        ("TL-01", "unknown", "error", "“{found}” không phải tên loại văn bản hành chính."),
        ("TL-01", "caps", "error", "Tên loại “{found}” phải là chữ in hoa."),
        ("TL-01", "size", "error", "Tên loại cỡ {found}, phải từ 13 đến 14."),
        ("TL-01", "style", "error", "Tên loại phải là chữ đứng, đậm."),
        ("TL-01", "centre", "error", "Tên loại phải canh giữa theo chiều ngang văn bản."),
        ("TL-02", "missing", "error", "Không tìm thấy trích yếu nội dung dưới tên loại."),
        ("TL-02", "caps", "error", "Trích yếu phải là chữ in thường."),
        ("TL-02", "size", "error", "Trích yếu cỡ {found}, phải từ 13 đến 14."),
        ("TL-02", "style", "error", "Trích yếu phải là chữ đứng, đậm."),
        ("TL-02", "centre", "error", "Trích yếu phải canh giữa dưới tên loại."),
        ("TL-03", "missing", "error", "Dưới trích yếu không có đường kẻ."),
        ("TL-03", "length", "error", "Đường kẻ dưới trích yếu dài bằng {found} lần dòng chữ, phải từ 1/3 đến 1/2."),
        ("TL-03", "longest", "advice", "Đường kẻ dưới trích yếu tính theo dòng dài nhất; nên tính theo dòng cuối."),
        ("TL-04", "missing", "error", "Công văn phải có trích yếu “V/v …” dưới số, ký hiệu."),
        ("TL-04", "size", "error", "Trích yếu công văn cỡ {found}, phải từ 12 đến 13."),
        ("TL-04", "style", "error", "Trích yếu công văn phải là chữ đứng, không đậm."),
        ("TL-04", "centre", "error", "Trích yếu công văn phải canh giữa dưới số, ký hiệu."),
        ("TL-04", "gap", "error", "Trích yếu công văn cách số, ký hiệu {found} pt, phải cách 6 pt."),
    ),
    *_rows(f"{_P1}, Mục II.6.a",
        ("CC-01", "style", "error", "Căn cứ ban hành phải là chữ nghiêng, không đậm."),
        ("CC-01", "size", "error", "Căn cứ ban hành cỡ {found}, phải từ 13 đến 14."),
        ("CC-02", "middle", "error", "Cuối căn cứ này phải có dấu chấm phẩy (;)."),
        ("CC-02", "last", "error", "Căn cứ cuối cùng phải kết thúc bằng dấu chấm (.)."),
    ),
    *_rows(f"{_P1}, Mục II.6.e",
        ("ND-01", "size", "error", "Nội dung cỡ {found}, phải từ 13 đến 14."),
        ("ND-01", "mixed", "warning", "Nội dung dùng nhiều cỡ chữ ({found}); nên dùng một cỡ."),
        ("ND-01", "italic", "warning", "Cả đoạn là chữ nghiêng; nội dung phải là chữ đứng."),
        ("ND-01", "caps", "warning", "Cả đoạn là chữ in hoa; nội dung phải là chữ in thường."),
    ),
    *_rows(f"{_P1}, Mục II.6.b",
        ("ND-02", "again", "advice", "“{found}” đã được viện dẫn đầy đủ ở trên; lần sau chỉ ghi tên loại và số, ký hiệu."),
    ),
    *_rows(f"{_PRACTICE} (mẫu trình bày tại Phụ lục III)",
        ("ND-03", "end", "warning", "Nội dung phải kết thúc bằng dấu “./.”."),
    ),
)

_STRUCTURE = (
    *_rows(f"{_P1}, Mục II.6.d, đ và Mục V.6",
        ("DK-01", "number", "error", "“{found}”: số thứ tự của {level} phải là chữ số {wanted}."),
        ("DK-01", "line", "error", "“{found}”: từ “{level}” và số thứ tự phải ở một dòng riêng, tiêu đề ở dòng dưới."),
        ("DK-01", "caps", "error", "“{found}” phải là chữ in thường."),
        ("DK-01", "size", "error", "Số thứ tự phần, chương, mục cỡ {found}, phải từ 13 đến 14."),
        ("DK-01", "style", "error", "Số thứ tự phần, chương, mục phải là chữ đứng, đậm."),
        ("DK-01", "centre", "error", "Số thứ tự phần, chương, mục phải canh giữa."),
        ("DK-02", "missing", "error", "“{found}” phải có tiêu đề ở dòng dưới."),
        ("DK-02", "caps", "error", "Tiêu đề “{found}” phải là chữ in hoa."),
        ("DK-02", "size", "error", "Tiêu đề phần, chương, mục cỡ {found}, phải từ 13 đến 14."),
        ("DK-02", "style", "error", "Tiêu đề phần, chương, mục phải là chữ đứng, đậm."),
        ("DK-02", "centre", "error", "Tiêu đề phần, chương, mục phải canh giữa."),
        ("DK-03", "form", "error", "Ghi “{found}”, phải ghi “Điều <số>.”: số Ả Rập, sau số có dấu chấm."),
        ("DK-03", "style", "error", "“{found}”: từ “Điều” và số thứ tự phải là chữ đứng, đậm."),
        ("DK-04", "caps", "error", "Tiêu đề mục “{found}” phải là chữ in hoa."),
        ("DK-04", "style", "error", "Số thứ tự và tiêu đề mục phải là chữ đứng, đậm."),
        ("DK-05", "form", "warning", "“{found}”: khoản đánh số Ả Rập, sau số là dấu chấm."),
        ("DK-05", "style", "warning", "“{found}”: khoản không có tiêu đề là chữ đứng, không đậm."),
        ("DK-06", "letter", "error", "“{found})” không phải chữ cái tiếng Việt dùng để đánh điểm (a, b, c, d, đ, e, g, h, i, k, …)."),
        ("DK-06", "form", "warning", "“{found}”: sau chữ cái của điểm là dấu ngoặc đơn đóng, như “a)”."),
        ("DK-06", "style", "warning", "“{found}”: điểm là chữ đứng, không đậm."),
        ("DK-07", "order", "warning", "Số thứ tự không liên tục: sau “{before}” là “{found}”."),
        ("DK-08", "scheme", "warning", "Bố cục lẫn lộn: vừa chia “{found}”, vừa chia “{other}”; mỗi văn bản theo một kiểu."),
    ),
)

_SIGNATURE = (
    *_rows(f"{_P1}, Mục II.7",
        ("KY-01", "missing", "error", "Không tìm thấy phần chức vụ, họ tên người ký."),
        ("KY-01", "form", "error", "Quyền hạn “{found}” sai; chỉ dùng “TM.”, “KT.”, “Q.”, “TL.”, “TUQ.” rồi một dấu cách."),
        ("KY-01", "collective", "error", "Sau “TM.” phải là tên tập thể lãnh đạo hoặc cơ quan, không phải chức vụ (“{found}”)."),
        ("KY-01", "post", "error", "Sau “{mark}.” phải là chức vụ của người đứng đầu, không phải tên tập thể (“{found}”)."),
        ("KY-01", "caps", "error", "Quyền hạn của người ký “{found}” phải là chữ in hoa."),
        ("KY-01", "size", "error", "Quyền hạn của người ký cỡ {found}, phải từ 13 đến 14."),
        ("KY-01", "style", "error", "Quyền hạn của người ký phải là chữ đứng, đậm."),
        ("KY-01", "centre", "error", "Quyền hạn của người ký phải canh giữa."),
        ("KY-02", "missing", "error", "Dưới “{found}” phải ghi chức vụ của người ký."),
        ("KY-02", "caps", "error", "Chức vụ “{found}” phải là chữ in hoa."),
        ("KY-02", "size", "error", "Chức vụ cỡ {found}, phải từ 13 đến 14."),
        ("KY-02", "style", "error", "Chức vụ phải là chữ đứng, đậm."),
        ("KY-02", "centre", "error", "Chức vụ phải canh giữa."),
        ("KY-03", "missing", "warning", "Không tìm thấy họ tên người ký."),
        ("KY-03", "title", "error", "Trước họ tên “{found}” không ghi học hàm, học vị, danh hiệu."),
        ("KY-03", "caps", "error", "Họ tên “{found}” phải là chữ in thường, viết hoa chữ đầu."),
        ("KY-03", "size", "error", "Họ tên người ký cỡ {found}, phải từ 13 đến 14."),
        ("KY-03", "style", "error", "Họ tên người ký phải là chữ đứng, đậm."),
        ("KY-03", "centre", "error", "Họ tên người ký phải canh giữa dưới chức vụ."),
        ("KY-04", "agency", "warning", "Ký “{found}” nhưng tên cơ quan ban hành không phải là tên Hội đồng, Ban đó."),
        ("KY-04", "place", "warning", "Chức vụ trong cơ quan “{found}” phải ở ngay trên họ tên người ký."),
        ("KY-04", "caps", "error", "Chức vụ trong cơ quan “{found}” phải là chữ in hoa."),
        ("KY-04", "size", "error", "Chức vụ trong cơ quan cỡ {found}, phải từ 13 đến 14."),
        ("KY-04", "style", "error", "Chức vụ trong cơ quan phải là chữ đứng, đậm."),
        ("KY-04", "centre", "error", "Chức vụ trong cơ quan phải canh giữa."),
        ("KS-01", "png", "error", "Hình ảnh chữ ký phải là tệp .png nền trong suốt."),
        ("KS-01", "color", "error", "Hình ảnh chữ ký màu {found}, phải là màu xanh."),
        ("KS-01", "centre", "error", "Hình ảnh chữ ký phải ở giữa, dưới chức vụ và trên họ tên."),
    ),
    *_rows(f"{_P1}, Mục II.8",
        ("KS-02", "png", "error", "Hình ảnh dấu phải là tệp .png nền trong suốt."),
        ("KS-02", "color", "error", "Hình ảnh dấu màu {found}, phải là màu đỏ."),
        ("KS-02", "size", "warning", "Hình ảnh dấu rộng {found} mm, khác kích thước thực tế của dấu (thường từ 25 đến 43 mm)."),
        ("KS-02", "cover", "warning", "Hình ảnh dấu trùm {found}% hình ảnh chữ ký, phải trùm khoảng 1/3 về bên trái."),
        ("KS-03", "number", "error", "Góc trên bên phải tệp kèm theo phải có số và ký hiệu văn bản."),
        ("KS-03", "time", "error", "Thời gian ký ghi “{found}”, phải đủ ngày, tháng, năm; giờ, phút, giây; múi giờ (+07:00)."),
        ("KS-03", "size", "error", "Thông tin ký số trên tệp kèm theo cỡ {found}, phải là cỡ 10."),
        ("KS-03", "style", "error", "Thông tin ký số trên tệp kèm theo phải là chữ đứng."),
        ("KS-03", "right", "error", "Thông tin ký số phải ở góc trên, bên phải trang đầu của tệp kèm theo."),
        ("KS-03", "picture", "error", "Tệp kèm theo không hiển thị hình ảnh chữ ký số của cơ quan."),
    ),
    *_rows(f"{_P1}, Mục II.9.b, d",
        ("NN-01", "missing", "error", "{found} phải có phần “Kính gửi:”."),
        ("NN-01", "extra", "warning", "“Kính gửi:” chỉ dùng cho Tờ trình, Báo cáo gửi cấp trên và Công văn."),
        ("NN-01", "colon", "error", "Sau “Kính gửi” phải có dấu hai chấm (:)."),
        ("NN-01", "size", "error", "Phần Kính gửi cỡ {found}, phải từ 13 đến 14."),
        ("NN-01", "style", "error", "Phần Kính gửi phải là chữ đứng, không đậm."),
        ("NN-02", "line", "error", "Gửi một nơi thì “Kính gửi:” và tên nơi nhận phải trên cùng một dòng."),
        ("NN-03", "line", "error", "Gửi nhiều nơi thì tên mỗi nơi phải ở một dòng riêng dưới “Kính gửi:”."),
        ("NN-03", "dash", "error", "Đầu dòng “{found}” phải có gạch đầu dòng (-)."),
        ("NN-03", "middle", "error", "Cuối dòng “{found}” phải có dấu chấm phẩy (;)."),
        ("NN-03", "last", "error", "Dòng cuối của phần Kính gửi phải kết thúc bằng dấu chấm (.)."),
        ("NN-03", "align", "error", "Các gạch đầu dòng của phần Kính gửi phải thẳng hàng với nhau."),
        ("NN-04", "missing", "error", "Không tìm thấy phần “Nơi nhận:”."),
        ("NN-04", "text", "error", "Ghi “{found}”, phải ghi “Nơi nhận:” trên một dòng riêng."),
        ("NN-04", "size", "error", "Từ “Nơi nhận” cỡ {found}, phải là cỡ 12."),
        ("NN-04", "style", "error", "Từ “Nơi nhận” phải là chữ nghiêng, đậm."),
        ("NN-04", "left", "error", "Từ “Nơi nhận” phải sát lề trái."),
        ("NN-04", "level", "warning", "“Nơi nhận:” phải ngang hàng với quyền hạn, chức vụ của người ký."),
        ("NN-05", "size", "error", "Danh sách nơi nhận cỡ {found}, phải là cỡ 11."),
        ("NN-05", "style", "error", "Danh sách nơi nhận phải là chữ đứng, không đậm."),
        ("NN-05", "dash", "error", "Đầu dòng “{found}” phải có gạch đầu dòng (-)."),
        ("NN-05", "left", "error", "Gạch đầu dòng của nơi nhận phải sát lề trái."),
        ("NN-05", "end", "error", "Cuối dòng “{found}” phải có dấu chấm phẩy (;)."),
        ("NN-06", "luu", "error", "Dòng cuối của nơi nhận ghi “{found}”, phải có dạng “- Lưu: VT, <đơn vị soạn thảo>.”."),
        ("NN-07", "nhu_tren", "error", "Văn bản có “Kính gửi” thì dòng đầu của nơi nhận phải là “- Như trên;”."),
        ("NN-07", "nhu_dieu", "warning", "Quyết định, nghị quyết thì dòng đầu của nơi nhận nên là “- Như Điều …;”."),
    ),
)

_ANNEX = (
    *_rows(f"{_P1}, Mục III.1.a",
        ("PL-01", "mention", "warning", "Trong văn bản không có chỗ nào nhắc đến phụ lục kèm theo."),
        ("PL-01", "number", "error", "Có từ hai phụ lục trở lên thì phải đánh số bằng chữ số La Mã theo thứ tự (đây phải là “Phụ lục {wanted}”)."),
    ),
    *_rows(f"{_P1}, Mục III.1.b",
        ("PL-02", "text", "error", "Ghi “{found}”; từ “Phụ lục” và số thứ tự phải ở dòng riêng, chữ in thường."),
        ("PL-02", "size", "error", "Từ “Phụ lục” cỡ {found}, phải là cỡ 14."),
        ("PL-02", "style", "error", "Từ “Phụ lục” phải là chữ đứng, đậm."),
        ("PL-02", "centre", "error", "Từ “Phụ lục” phải canh giữa."),
        ("PL-03", "caps", "error", "Tên phụ lục “{found}” phải là chữ in hoa."),
        ("PL-03", "size", "error", "Tên phụ lục cỡ {found}, phải từ 13 đến 14."),
        ("PL-03", "style", "error", "Tên phụ lục phải là chữ đứng, đậm."),
        ("PL-03", "centre", "error", "Tên phụ lục phải canh giữa."),
    ),
    *_rows(f"{_P1}, Mục III.1.c",
        ("PL-04", "missing", "error", "Dưới tên phụ lục phải có dòng “(Kèm theo … số …/… ngày … tháng … năm … của …)”."),
        ("PL-04", "text", "error", "Dòng kèm theo “{found}” phải nêu tên loại, số, ngày tháng năm và cơ quan ban hành."),
        ("PL-04", "size", "error", "Dòng kèm theo cỡ {found}, phải từ 13 đến 14."),
        ("PL-04", "style", "error", "Dòng kèm theo phải là chữ nghiêng, không đậm."),
        ("PL-04", "centre", "error", "Dòng kèm theo phải canh giữa dưới tên phụ lục."),
    ),
    *_rows("NĐ 30/2020/NĐ-CP, Phụ lục III, Mẫu 2.1 (mẫu, không phải lời văn)",
        ("PL-05", "missing", "advice", "Dưới dòng kèm theo không có đường kẻ ngắn như mẫu trình bày phụ lục."),
    ),
    *_rows(f"{_P1}, Mục III.1.d",
        ("PL-06", "missing", "advice", "Phụ lục là tệp riêng: khi ký số, góc trên bên phải trang đầu phải có số, ký hiệu và thời gian ký."),
    ),
    *_rows(f"{_P1}, Mục III.2.a",
        ("MK-02", "secret", "error", "Văn bản có dấu độ mật “{found}”: không được soạn, gửi hay lưu trên hệ thống này."),
    ),
    *_rows(f"{_P1}, Mục III.2.b",
        ("MK-01", "size", "error", "Dấu chỉ mức độ khẩn cỡ {found}, phải từ 13 đến 14."),
        ("MK-01", "style", "error", "Dấu chỉ mức độ khẩn phải là chữ đứng, đậm."),
        ("MK-01", "box", "warning", "Dấu chỉ mức độ khẩn “{found}” phải ở trong khung chữ nhật viền đơn."),
        ("MK-01", "frame", "warning", "Khung của dấu chỉ mức độ khẩn {found} mm, phải là {wanted} mm."),
        ("MK-01", "color", "advice", "Dấu chỉ mức độ khẩn dùng mực màu đỏ tươi."),
    ),
    *_rows(f"{_P1}, Mục III.2.c",
        ("LH-01", "size", "error", "Chỉ dẫn phạm vi lưu hành cỡ {found}, phải từ 13 đến 14."),
        ("LH-01", "style", "error", "Chỉ dẫn phạm vi lưu hành phải là chữ đứng, đậm."),
        ("LH-01", "caps", "error", "Chỉ dẫn phạm vi lưu hành “{found}” phải là chữ in hoa."),
        ("LH-01", "box", "warning", "Chỉ dẫn phạm vi lưu hành “{found}” phải ở trong khung chữ nhật viền đơn."),
    ),
    *_rows(f"{_P1}, Mục III.3",
        ("ST-01", "caps", "error", "Ký hiệu người soạn thảo “{found}” phải là chữ in hoa."),
        ("ST-01", "size", "error", "Ký hiệu người soạn thảo, số lượng bản cỡ {found}, phải là cỡ 11."),
        ("ST-01", "style", "error", "Ký hiệu người soạn thảo, số lượng bản phải là chữ đứng."),
    ),
    *_rows(f"{_P1}, Mục III.4",
        ("DC-01", "missing", "advice", "Chân trang đầu của công văn chưa có địa chỉ, thư điện tử, số điện thoại của cơ quan."),
        ("DC-01", "size", "error", "Địa chỉ, điện thoại, thư điện tử ở chân trang cỡ {found}, phải từ 11 đến 12."),
        ("DC-01", "style", "error", "Địa chỉ, điện thoại, thư điện tử ở chân trang phải là chữ đứng."),
        ("DC-01", "rule", "warning", "Trên địa chỉ ở chân trang phải có đường kẻ nét liền kéo dài hết chiều ngang."),
        ("DC-01", "page", "warning", "Địa chỉ cơ quan hiện ở mọi trang; chỉ ghi ở trang thứ nhất."),
    ),
    *_rows("Quy ước trình bày bảng nằm ngang; NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I.2",
        ("PL-07", "header", "warning", "Hàng đầu của bảng không lặp lại ở trang sau."),
        ("PL-07", "split", "warning", "Hàng của bảng có thể bị cắt đôi giữa hai trang."),
        ("PL-07", "size", "warning", "Chữ trong bảng cỡ {found}, nên từ 12 đến 14."),
    ),
    *_rows(f"{_P1}, Mục II.1.b, II.2.b, II.5.b",
        ("RB-01", "underline", "error", "{part} bị gạch chân; phải là đường kẻ riêng dưới dòng chữ."),
        ("RB-01", "solid", "error", "Đường kẻ dưới {part} phải là một nét liền."),
        ("RB-01", "centre", "error", "Đường kẻ dưới {part} phải cân đối ở giữa dòng chữ."),
    ),
)

_COPIES = (
    *_rows("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần II, Mục I.3",
        ("SH-D2", "size", "error", "Thông tin ký số của bản sao điện tử cỡ {found}, phải là cỡ 10."),
        ("SH-D2", "style", "error", "Thông tin ký số của bản sao điện tử phải là chữ đứng, không đậm."),
        ("SH-D2", "right", "error", "Thông tin ký số của bản sao điện tử phải ở góc trên, bên phải trang đầu."),
        ("SH-D2", "picture", "error", "Bản sao điện tử không hiển thị hình ảnh chữ ký số của cơ quan."),
        ("SH-D2", "agency", "error", "Thông tin ký số của bản sao điện tử thiếu tên cơ quan, tổ chức sao văn bản."),
        ("SH-D2", "time", "error", "Thông tin ký số của bản sao điện tử thiếu thời gian ký đủ ngày, tháng, năm; giờ, phút, giây; múi giờ (+07:00)."),
    ),
    *_rows("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần II, Mục II",
        ("SH-D3", "form", "error", "Hình thức sao ghi “{found}”, phải là “SAO Y”, “SAO LỤC” hoặc “TRÍCH SAO”."),
        ("SH-D3", "caps", "error", "Hình thức sao “{found}” phải là chữ in hoa."),
        ("SH-D3", "size", "error", "Hình thức sao cỡ {found}, phải từ 13 đến 14."),
        ("SH-D3", "style", "error", "Hình thức sao phải là chữ đứng, đậm."),
        ("SH-D3", "number", "error", "Số, ký hiệu bản sao ghi “{found}”, phải có dạng “Số: 15/SY-UBND”."),
        ("SH-D3", "kind", "error", "Ký hiệu bản sao ghi “{found}”, hình thức sao này viết tắt là “{wanted}”."),
        ("SH-D3", "rule", "error", "Trên phần sao phải có đường kẻ nét liền kéo dài hết chiều ngang."),
    ),
)

_LANGUAGE = (
    *_rows("NĐ 30/2020/NĐ-CP, Phụ lục II, Mục I",
        ("VH-01", "sentence", "advice", "Đoạn bắt đầu bằng chữ thường (“{found}”)."),
        ("VH-01", "after", "advice", "Sau dấu kết câu phải viết hoa: “{found}”."),
    ),
    *_rows("NĐ 30/2020/NĐ-CP, Phụ lục II, Mục II",
        ("VH-02", "name", "advice", "Tên người “{found}” phải viết hoa mọi âm tiết."),
    ),
    *_rows("NĐ 30/2020/NĐ-CP, Phụ lục II, Mục III",
        ("VH-03", "unit", "advice", "“{found}”: danh từ chung chỉ đơn vị hành chính giữa câu viết thường."),
    ),
    *_rows("NĐ 30/2020/NĐ-CP, Phụ lục II, Mục IV",
        ("VH-06", "body", "advice", "Tên cơ quan “{found}” nên viết “{wanted}”."),
    ),
    *_rows("NĐ 30/2020/NĐ-CP, Phụ lục II, Mục V",
        ("VH-07", "honour", "advice", "“{found}” nên viết “{wanted}”."),
        ("VH-08", "post", "advice", "“{found}”: chức vụ, học vị đi liền tên người cụ thể phải viết hoa."),
        ("VH-09", "alone", "advice", "“{found}” viết hoa vì trân trọng: “{wanted}”."),
        ("VH-10", "text", "advice", "“{found}”: tên loại của một văn bản cụ thể phải viết hoa chữ đầu."),
        ("VH-11", "day", "advice", "“{found}” nên viết “{wanted}”."),
        ("VH-04", "always", "advice", "“{found}” phải viết hoa: “{wanted}”."),
        ("VH-05", "clause", "advice", "“{found}”: viện dẫn khoản, điểm viết thường; viện dẫn điều viết hoa."),
    ),
    *_rows("Chính tả, thống nhất cách viết",
        ("CT-01", "tone", "advice", "Dấu thanh đặt hai kiểu (“{found}” và “{wanted}”); nên thống nhất một kiểu."),
        ("CT-02", "short", "advice", "Cách viết {found} chưa thống nhất; nên viết “{wanted}”."),
        ("CT-03", "dash", "advice", "Gạch nối và gạch ngang dùng lẫn lộn (“{found}”); nên thống nhất gạch nối."),
        ("CT-04", "citation", "advice", "“{found}”: viện dẫn thiếu chữ “số” hoặc thừa dấu phẩy trước “ngày”."),
        ("CT-05", "slip", "advice", "“{found}” có thể là “{wanted}”."),
        ("CT-06", "repeat", "advice", "Cụm từ dài lặp lại {found} lần: “{wanted}…”; nên viết gọn từ lần thứ hai."),
        ("CT-07", "space", "advice", "Thừa dấu cách: “{found}”."),
    ),
)

_ABBREVIATION = _rows("NĐ 30/2020/NĐ-CP, Phụ lục III, Mục I",
    ("VT-01", "cited", "advice", "“{found}”: chữ viết tắt của tên loại này là “{wanted}”."),
)

_FRAME = _rows("Hệ thống thể thức riêng của cơ quan Đảng, đoàn thể",
    ("TT-00", "skipped", "advice", "Văn bản theo thể thức của {found}: không kiểm tra theo Nghị định 30/2020/NĐ-CP."),
)

QUY_TAC: Final[tuple[QuyTac, ...]] = (
    *_PAGE, *_HEADER, *_TITLE, *_STRUCTURE, *_SIGNATURE, *_ANNEX, *_COPIES, *_LANGUAGE, *_ABBREVIATION, *_FRAME,
)  # fmt: skip

# The cells of Mục IV, and what stands outside them; each is a part of the picture of the page.
O_SO: Final[dict[str, str]] = {
    "1": "Quốc hiệu và Tiêu ngữ",
    "2": "Tên cơ quan, tổ chức ban hành văn bản",
    "3": "Số, ký hiệu của văn bản",
    "4": "Địa danh và thời gian ban hành văn bản",
    "5a": "Tên loại và trích yếu nội dung văn bản",
    "5b": "Trích yếu nội dung công văn",
    "6": "Nội dung văn bản",
    "7a": "Quyền hạn, chức vụ của người ký",
    "7b": "Họ tên của người ký",
    "7c": "Chữ ký của người có thẩm quyền",
    "8": "Dấu, chữ ký số của cơ quan, tổ chức",
    "9a": "Kính gửi",
    "9b": "Nơi nhận",
    "10a": "Dấu chỉ độ mật",
    "10b": "Dấu chỉ mức độ khẩn",
    "11": "Chỉ dẫn về phạm vi lưu hành",
    "12": "Ký hiệu người soạn thảo và số lượng bản phát hành",
    "13": "Địa chỉ cơ quan, tổ chức; thư điện tử; điện thoại",
    "14": "Chữ ký số của cơ quan cho bản sao điện tử, tệp kèm theo",
    "trang": "Trang giấy: khổ, lề, phông chữ, số trang",
    "phu-luc": "Phụ lục kèm theo",
    "ban-sao": "Thể thức bản sao",
}
# A rule stands with the cell of its own ID, or else of the two letters that begin it.
O_CUA_QUY_TAC: Final[dict[str, str]] = {
    "PG": "trang", "PG-10": "phu-luc", "PG-11": "6", "PG-12": "6", "PG-13": "6", "PG-14": "6", "RB": "trang",
    "TT": "trang", "QH": "1", "CQ": "2", "SH": "3", "SH-D2": "14", "SH-D3": "ban-sao", "DD": "4", "TL": "5a", "TL-04": "5b", "CC": "6", "ND": "6",
    "DK": "6", "KY": "7a", "KY-03": "7b", "KY-04": "7b", "KS-01": "7c", "KS-02": "8", "KS-03": "14",
    "NN": "9b", "NN-01": "9a", "NN-02": "9a", "NN-03": "9a", "PL": "phu-luc", "PL-06": "14", "MK-01": "10b",
    "MK-02": "10a", "LH": "11", "ST": "12", "DC": "13", "VH": "6", "CT": "6", "VT": "6",
}  # fmt: skip


def o_cua(rule: str) -> str:
    """The cell of Mục IV that a rule speaks of, a key of `O_SO`. KeyError for an unknown rule."""
    return O_CUA_QUY_TAC.get(rule) or O_CUA_QUY_TAC[rule[:2]]


def table() -> str:
    """The rules as a Markdown table, one row a case: the body of `docs/the-thuc.md`."""
    words = {"error": "lỗi", "warning": "cảnh báo", "advice": "lời khuyên"}
    lines = ["| Mã | Trường hợp | Mức | Câu nhận xét | Căn cứ |", "|---|---|---|---|---|"]
    for row in QUY_TAC:
        lines.append(f"| {row.rule} | `{row.case}` | {words[row.level]} | {row.sentence} | {row.clause} |")
    return "\n".join(lines) + "\n"
