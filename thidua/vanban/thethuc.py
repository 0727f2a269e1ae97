"""The chosen layout: one dated profile, the only home of the format's numbers and fixed lines.

Lengths are in millimetres, sizes and spacings in points, unless a name says otherwise. Clauses are those of
Nghị định 30/2020/NĐ-CP, Phụ lục I, unless another source is named; "ours" marks what the decree leaves open.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Profile:
    id: str
    effective_from: date
    effective_to: date | None

    # Phần I Mục I.1: paper A4
    page_width: float = 210.0
    page_height: float = 297.0
    # Phần I Mục I.3: top and bottom 20-25, left 30-35, right 15-20
    margin_top: float = 20.0
    margin_bottom: float = 20.0
    margin_left: float = 30.0
    margin_right: float = 15.0
    # Phần I Mục I.5: the number stands within the top margin; the distance is that of the decree's samples
    header_distance: float = 10.0
    page_number_size: float = 13.0
    # Phần I Mục I.4: Times New Roman, Unicode, black
    font: str = "Times New Roman"

    # Phần I Mục II.6.e: size 13-14, first line in by 1 or 1.27 cm, at least 6 pt between paragraphs,
    # single to 1.5 line spacing, both margins straight
    body_size: float = 14.0
    first_line: float = 12.7
    paragraph_before: float = 6.0
    line_spacing: float = 1.0
    # ours: the body starts a little lower under the rule of the trích yếu
    opening_before: float = 12.0

    # Mục II.1 and Mẫu 1.4: head of two columns; the widths are ours: Quốc hiệu at 13 is 95.7 mm wide and
    # must not break, so the right column takes 101 of the 165 mm and cells have no inner margins
    head_left: float = 64.0
    head_right: float = 101.0
    # Mục II.1.a: capitals 12-13, bold
    quoc_hieu: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    quoc_hieu_size: float = 13.0
    # Mục II.1.b: 13-14, bold, hyphens with a space on each side, rule as long as the line
    tieu_ngu: str = "Độc lập - Tự do - Hạnh phúc"
    tieu_ngu_size: float = 14.0
    tieu_ngu_rule: float = 1.0
    # Hướng dẫn 36-HD/VPTW: the Party's own title takes the place of Quốc hiệu and Tiêu ngữ
    tieu_de_dang: str = "ĐẢNG CỘNG SẢN VIỆT NAM"
    tieu_de_dang_size: float = 14.0
    sao_dang: str = "*"
    # Mục II.2.b: superior 12-13 regular, issuing body 12-13 bold, rule 1/3 to 1/2 of the line
    co_quan_size: float = 13.0
    co_quan_rule: float = 0.4
    # Mục II.3.b: size 13
    so_ky_hieu_size: float = 13.0
    so_ky_hieu_before: float = 6.0
    # ours: room for văn thư to write the number, the day or the month by hand, in spaces
    so_room: int = 6
    ngay_room: int = 5
    # Mục II.4.c: italic 13-14
    dia_danh_size: float = 14.0
    # Mục II.5.b: tên loại and trích yếu bold 13-14; V/v of a công văn 12-13, 6 pt below the number;
    # rule 1/3 to 1/2 of the line
    ten_loai_size: float = 14.0
    ten_loai_before: float = 16.0
    trich_yeu_size: float = 14.0
    trich_yeu_rule: float = 0.36
    trich_yeu_cong_van_size: float = 12.0
    trich_yeu_cong_van_before: float = 6.0

    # Mục III.2.b: frames of a single line around HỎA TỐC 30 x 8 mm, THƯỢNG KHẨN 40 x 8, KHẨN 20 x 8, bold
    # 13-14, bright red; ours: they stand under the number, 6 pt below it
    do_khan_size: float = 13.0
    do_khan_height: float = 8.0
    do_khan_widths: tuple[tuple[str, float], ...] = (
        ("HỎA TỐC", 30.0),
        ("THƯỢNG KHẨN", 40.0),
        ("KHẨN", 20.0),
    )
    do_khan_color: str = "FF0000"
    khung_before: float = 6.0
    # Mục III.3: a single-line frame, bold capitals 13-14; the room around the words is ours
    luu_hanh_size: float = 13.0
    luu_hanh_padding: float = 4.0

    # Mục II.9.a: Kính gửi 13-14; indents of the decree's samples
    kinh_gui: str = "Kính gửi:"
    kinh_gui_size: float = 14.0
    kinh_gui_indent: float = 35.0
    kinh_gui_before: float = 6.0
    # ours: the first line stands clear of the head or title
    kinh_gui_first_before: float = 12.0
    # Mục II.9.b: "Nơi nhận:" 12 bold italic, list 11 regular
    noi_nhan: str = "Nơi nhận:"
    noi_nhan_head_size: float = 12.0
    noi_nhan_size: float = 11.0
    # Mục III.4: the drafter's mark 11
    nguoi_soan_size: float = 11.0
    # Mục III.5: address at the foot of page 1, 11-12, under a rule from margin to margin
    lien_he_size: float = 11.0
    # ours: columns of the closing table, as wide together as the text
    closing_left: float = 80.0
    closing_right: float = 85.0
    closing_before: float = 12.0
    # Mục II.7: authority, post and name bold 13-14; the room for signature and seal is ours
    ky_ten_size: float = 14.0
    ky_ten_room: float = 72.0
    # ours: a picture of a signature is never higher, in mm
    ky_ten_picture_height: float = 25.0
    # Mục II.8.a: the seal covers about a third of the signature from the left
    dau_cover: float = 1 / 3
    # Mục II.8.b, III.1.d: number and time of signing on a file of its own, 10
    ky_so_size: float = 10.0
    thoi_gian_ky: str = "Thời gian ký:"
    # ours: room above each row of a grid of signatures, and at both sides of a cell
    luoi_ky_before: float = 14.0
    luoi_ky_padding: float = 2.0
    # Mẫu 1.4 and all others: the mark that closes the body
    ket: str = "./."

    # Phần II, Mục II.1.a, and Phụ lục III, Mục I: forms of copies with their abbreviations
    hinh_thuc_sao: tuple[tuple[str, str, str], ...] = (
        ("sao_y", "SAO Y", "SY"),
        ("sao_luc", "SAO LỤC", "SL"),
        ("trich_sao", "TRÍCH SAO", "TrS"),
    )
    # ours: room above the rule that parts a copy's own block from what is copied
    ban_sao_before: float = 24.0
    # Mục III.1: "Phụ lục" 14 bold, its name 13-14 bold capitals, reference 13-14 italic, short rule (Mẫu 2.1)
    phu_luc: str = "Phụ lục"
    phu_luc_size: float = 14.0
    phu_luc_ten_size: float = 14.0
    phu_luc_tham_chieu_size: float = 14.0
    phu_luc_rule: float = 0.36

    # ours (the decree is silent on tables): size, inner margins and lines
    bang_size: float = 12.0
    bang_ten_size: float = 13.0
    bang_cell_margin: float = 1.2
    bang_cell_before: float = 2.0
    bang_ten_after: float = 4.0
    bang_don_vi_after: float = 2.0
    # in eighths of a point
    bang_line_weight: int = 4
    # ours: the small line below a paper made of sample data
    ghi_chu_size: float = 11.0
    # ours: the lines beside a picture, and the gap between them
    canh_anh_size: float = 11.0
    canh_anh_gap: float = 5.0
    # ours: the running foot with a code lies within the bottom margin, clear of what printers cannot reach; a
    # telephone reads a QR code of 21 modules of this width from a photograph of the whole page
    chan_trang_size: float = 9.0
    chan_trang_width: float = 15.0
    chan_trang_gap: float = 2.0
    chan_trang_distance: float = 4.0
    # ours: room, in mm, for the heading above a picture as large as the page
    picture_heading: float = 30.0
    # Mục III: rules are solid; the weight, in eighths of a point, and the gap above them are ours
    rule_weight: int = 6
    rule_before: float = 3.0
    # ours: the size of paragraphs that hold no text but a rule, or nothing
    spacer_size: float = 1.0

    def text_width(self, *, ngang: bool = False) -> float:
        """Width between the side margins, in mm, of an upright or a landscape page."""
        page = self.page_height if ngang else self.page_width
        return page - self.margin_left - self.margin_right

    def picture_height(self, *, ngang: bool = False) -> float:
        """The most a picture may be high, in mm: it stays on its page with a heading above it."""
        page = self.page_width if ngang else self.page_height
        return page - self.margin_top - self.margin_bottom - self.picture_heading


ND30 = Profile(id="nd30-2020", effective_from=date(2020, 3, 5), effective_to=None)
