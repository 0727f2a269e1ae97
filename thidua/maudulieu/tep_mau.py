"""The files that units of the sample hand in: small papers built like any other, each with the sample's line.

The same data give the same bytes. A pledge is one paper for all members of its cụm or khối.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, cast

from thidua.core.viet import format_date, roman
from thidua.maudulieu import doc
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_ho_so import DangKy, KhenDot
from thidua.maudulieu.shapes_nam import NhiemVu
from thidua.maudulieu.shapes_to_chuc import CumKhoi, DonVi
from thidua.signing.ma import qr_png
from thidua.vanban.blocks import (
    Bang,
    CanCu,
    Cot,
    DauVanBan,
    DoanVan,
    Gach,
    Khoi,
    KyTen,
    LuoiKy,
    Muc,
    NgayVanBan,
    SoKyHieu,
    TheThuc,
    VanBan,
    co_ket,
    inline_plain,
)
from thidua.vanban.to_docx import to_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

SAMPLE_LINE = "(Số liệu, họ tên là dữ liệu mẫu)"
_LINH_VUC = (
    "Phát triển kinh tế: mỗi đơn vị hoàn thành ít nhất 50% chỉ tiêu cả năm trong Đợt 1.",
    "Văn hóa - xã hội: tham gia đầy đủ các phong trào do tỉnh, thị xã phát động.",
    "Quốc phòng - an ninh: không để xảy ra vụ việc phức tạp tại đơn vị, địa bàn.",
    "Xây dựng Đảng, chính quyền, Mặt trận, đoàn thể trong sạch, vững mạnh.",
    "Cải cách hành chính: giải quyết hồ sơ, công việc đúng hạn, nhận phản ánh thì trả lời.",
    "Công tác thi đua, khen thưởng: đăng ký, báo cáo đúng hạn; khen người trực tiếp lao động.",
)
_CHUNG = (
    "100% đơn vị trong {nhom} đăng ký thi đua, nộp báo cáo sơ kết, tổng kết đúng thời gian quy định.",
    "100% đơn vị trong {nhom} có ít nhất một mô hình hoặc cách làm mới được công nhận trong năm.",
)

_TT = Cot("TT", 0.5, "giua")
_COLLECTIVES = (_TT, Cot("Tập thể", 3.0, "trai"), Cot("Tóm tắt thành tích", 5.0, "trai"))
_PERSONS = (
    _TT,
    Cot("Họ và tên", 2.0, "trai"),
    Cot("Chức vụ", 2.2, "trai"),
    Cot("Tóm tắt thành tích", 3.8, "trai"),
)
_MEMBERS = (_TT, Cot("Đơn vị", 3.4, "trai"), Cot("Đại diện", 2.2, "trai"), Cot("Chức vụ", 2.6, "trai"))


def ke_hoach(mau: MauDuLieu, unit: DonVi, content: DangKy) -> bytes:
    """The unit's own kế hoạch as .docx: its movements, difficulties and measures under its own number."""
    names = {one.ma: one.ten for one in mau.phong_trao.phong_trao}
    nam = mau.yeu_cau.nam.nam
    body: tuple[Khoi, ...] = (
        _paragraph(
            f"Thực hiện Kế hoạch phát động thi đua năm {nam} của Ủy ban nhân dân thị xã, "
            f"{unit.ten} ban hành kế hoạch thi đua năm {nam} như sau:"
        ),
        Muc("I", "Mục đích, yêu cầu"),
        _paragraph(
            "Tạo khí thế thi đua sôi nổi trong cán bộ, công chức, viên chức, người lao động và Nhân dân; "
            "phấn đấu hoàn thành sớm, vượt mức các chỉ tiêu được giao và đã đăng ký."
        ),
        Muc("II", "Nội dung phong trào"),
        *(
            Gach(inline_plain(f"{names[row.ma]}: {row.noi_dung} Phụ trách: {row.nguoi_phu_trach}."))
            for row in content.phong_trao
        ),
        Muc("III", "Khó khăn tập trung giải quyết"),
        *(Gach(inline_plain(text)) for text in content.kho_khan or ("Không có khó khăn riêng.",)),
        Muc("IV", "Giải pháp và tổ chức thực hiện"),
        _paragraph(content.giai_phap),
        _paragraph(
            f"{unit.can_bo.chuc_vu} {unit.can_bo.ho_ten} theo dõi, đôn đốc, tổng hợp kết quả, báo cáo "
            "thủ trưởng đơn vị vào ngày 25 hằng tháng."
        ),
    )
    return to_bytes(
        replace(
            _of_unit(unit, "KẾ HOẠCH", f"Thi đua yêu nước năm {nam}", body, content.ke_hoach_ngay, nam),
            dau=_head(unit, content.ke_hoach_ngay, nam, content.ke_hoach_so, "KH"),
        )
    )


def khen_dot(mau: MauDuLieu, unit: DonVi, content: KhenDot, day: date) -> bytes:
    """The unit's tờ trình for 11/6 with its list as .docx, dated with the day it went to the head.

    Its number is left to the unit's văn thư: the obligation asks for none.
    """
    collectives = [(one.ten, one.tom_tat) for one in content.tap_the]
    persons = [(one.ho_ten, one.chuc_vu, one.tom_tat) for one in content.ca_nhan]
    parts: list[Khoi] = [
        _paragraph(
            f"{unit.ten} đề nghị tuyên dương, khen thưởng các tập thể, cá nhân có thành tích trong phong "
            "trào thi đua yêu nước như sau:"
        )
    ]
    if collectives:
        parts += [Muc("I", "Tập thể"), _numbered(_COLLECTIVES, collectives)]
    if persons:
        parts += [Muc(roman(1 + bool(collectives)), "Cá nhân"), _numbered(_PERSONS, persons)]
    subject = "Đề nghị tuyên dương, khen thưởng dịp kỷ niệm Ngày truyền thống thi đua yêu nước (11/6)"
    nam = mau.yeu_cau.nam.nam
    parts.append(_paragraph("Kính đề nghị Hội đồng Thi đua - Khen thưởng thị xã xem xét."))
    return to_bytes(
        replace(
            _of_unit(unit, "TỜ TRÌNH", subject, tuple(parts), day, nam),
            dau=_head(unit, day, nam, "", "TTr"),
            kinh_gui=("Hội đồng Thi đua - Khen thưởng thị xã (qua Phòng Nội vụ thị xã)",),
            noi_nhan=("Như trên", "Lưu: VT"),
        )
    )


def nhiem_vu(mau: MauDuLieu, unit: DonVi, task: NhiemVu, day: date) -> bytes:
    """The paper with which the unit answers a task of its own, as .docx; its number is left to văn thư."""
    nam = mau.yeu_cau.nam.nam
    name = task.ten.removeprefix("Kế hoạch ")
    body: tuple[Khoi, ...] = (
        _paragraph(
            f"Thực hiện Kế hoạch phát động thi đua năm {nam} của Ủy ban nhân dân thị xã, "
            f"{unit.ten} ban hành kế hoạch {name[:1].lower()}{name[1:]} như sau:"
        ),
        *(Gach(inline_plain(text)) for text in task.than),
    )
    made = _of_unit(unit, "KẾ HOẠCH", f"{name[:1].upper()}{name[1:]}", body, day, nam)
    return to_bytes(replace(made, dau=_head(unit, day, nam, "", "KH")))


def giao_uoc(mau: MauDuLieu, group: CumKhoi) -> bytes:
    """The pledge of a cụm or khối as .docx, signed by all its members before the Hội đồng."""
    nam = mau.yeu_cau.nam.nam
    members = [doc.don_vi(mau, ma) for ma in signing_order(group)]
    witness = next(one for one in doc.people(mau) if one.ma == group.phu_trach)
    signed = f"Hôm nay, ngày {format_date(group.ngay_ky_ket)}, tại {group.noi_ky_ket}, chúng tôi gồm:"
    rows = [(unit.ten, unit.thu_truong.ho_ten, unit.thu_truong.chuc_vu) for unit in members]
    nhom = "cụm" if group.loai == "cum" else "khối"
    body: tuple[Khoi, ...] = (
        CanCu(
            (
                f"Căn cứ Kế hoạch phát động thi đua năm {nam} của Ủy ban nhân dân thị xã {_place(mau)}",
                f"Căn cứ văn bản số {_asking(mau)} hướng dẫn ký kết giao ước và chấm điểm thi đua",
            )
        ),
        _paragraph(signed),
        _numbered(_MEMBERS, rows),
        _paragraph(f"Với sự chứng kiến của {witness.ho_ten}, {witness.chuc_vu}; thống nhất ký kết giao ước:"),
        Muc("I", "Mục tiêu, khẩu hiệu"),
        _paragraph(f"“{mau.ke_hoach.dau.chu_de}”."),
        Muc("II", "Nội dung thi đua"),
        *(Gach(inline_plain(text)) for text in _LINH_VUC),
        Muc("III", "Chỉ tiêu thi đua"),
        *(Gach(inline_plain(text.format(nhom=nhom))) for text in _CHUNG),
        _paragraph("Chỉ tiêu riêng của từng đơn vị theo bản đăng ký thi đua đã được tiếp nhận."),
        Muc("IV", "Biện pháp, hoạt động"),
        _paragraph(f"Họp {nhom} mỗi quý; kiểm tra chéo trong tháng 9; chấm điểm theo bảng điểm kèm theo."),
        Muc("V", "Điều khoản thi hành"),
        _paragraph(
            f"Bản giao ước có hiệu lực đến ngày 31/12/{nam}, lập thành {len(members) + 1:02d} bản; chỉ sửa "
            "đổi khi tất cả đơn vị thống nhất."
        ),
        LuoiKy(_grid(members, witness.ho_ten)),
    )
    return to_bytes(
        VanBan(
            dau=DauVanBan(
                co_quan_chu_quan=(f"HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG THỊ XÃ {_place(mau)}",),
                co_quan_ban_hanh=(group.dong_ten,),
                so_ky_hieu=None,
                dia_danh=mau.to_chuc.don_vi_chu_tri.dia_danh,
                ngay=_day(group.ngay_ky_ket, nam),
            ),
            ten_loai="BẢN GIAO ƯỚC THI ĐUA",
            trich_yeu=f"Năm {nam}",
            than=body,
            ghi_chu=SAMPLE_LINE,
        )
    )


def scan(ma: str, unit: DonVi) -> bytes:
    """A small picture of the signed page as a scanner gives it: the paper's code and the unit that signed."""
    from PIL import ImageDraw

    page = _page(ma).copy()
    draw = ImageDraw.Draw(page)
    draw.text((40, 40), f"{unit.ma} ({unit.ky_hieu.encode('ascii', 'ignore').decode()})", fill=0)
    made = BytesIO()
    page.save(made, "PNG")
    return made.getvalue()


@cache
def _page(ma: str) -> Image:
    """The last page of the pledge of this code, with its lines for signing."""
    from PIL import Image, ImageDraw

    page = Image.new("L", (620, 480), 255)
    page.paste(Image.open(BytesIO(qr_png(ma, 4))).convert("L"), (40, 320))
    draw = ImageDraw.Draw(page)
    draw.text((200, 370), ma, fill=0)
    for row in range(5):
        draw.line((40, 90 + 40 * row, 580, 90 + 40 * row), fill=120)
    return page


def signing_order(group: CumKhoi) -> tuple[str, ...]:
    """The members in the order of signing: trưởng, phó, then the list."""
    heads = (group.truong, group.pho)
    return (*dict.fromkeys(heads), *(ma for ma in group.thanh_vien if ma not in heads))


def _grid(members: list[DonVi], witness: str) -> tuple[tuple[KyTen, ...], ...]:
    cells = [
        KyTen(("ĐẠI DIỆN", *unit.ban_hanh), unit.thu_truong.ho_ten, (unit.thu_truong.chuc_vu,))
        for unit in members
    ]
    rows = [tuple(cells[start : start + 2]) for start in range(0, len(cells), 2)]
    council = KyTen(("CHỨNG KIẾN", "ĐẠI DIỆN HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG"), witness)
    return (*rows, (council,))


def _place(mau: MauDuLieu) -> str:
    return mau.to_chuc.don_vi_chu_tri.dia_danh


def _asking(mau: MauDuLieu) -> str:
    asked = next(duty.van_ban for duty in mau.yeu_cau.nghia_vu if duty.ma == "giao_uoc")
    day = f" ngày {format_date(asked.ngay)}" if asked.ngay else ""
    return f"{asked.so}{day} của {asked.co_quan}"


def _paragraph(text: str) -> DoanVan:
    return DoanVan(inline_plain(text))


def _numbered(columns: tuple[Cot, ...], rows: Sequence[tuple[str, ...]]) -> Bang:
    return Bang(columns, tuple((str(place), *row) for place, row in enumerate(rows, 1)))


def _day(day: date | None, nam: int) -> NgayVanBan:
    return NgayVanBan(day.day, day.month, day.year) if day else NgayVanBan(None, None, nam)


def _head(unit: DonVi, day: date | None, nam: int, so: str, loai: str) -> DauVanBan:
    """The unit's head; `so` is its own number as typed ("59/KH-UBND", Party papers "12-KH/TU")."""
    number = so.partition("-" if unit.the_thuc == "dang" else "/")
    room = f"{loai}/{unit.ky_hieu}" if unit.the_thuc == "dang" else f"{loai}-{unit.ky_hieu}"
    return DauVanBan(
        co_quan_chu_quan=unit.chu_quan,
        co_quan_ban_hanh=unit.ban_hanh,
        so_ky_hieu=SoKyHieu(int(number[0]), number[2]) if number[0].isdigit() else SoKyHieu(None, room),
        dia_danh=unit.dia_danh,
        ngay=_day(day, nam),
    )


def _of_unit(
    unit: DonVi, ten_loai: str, trich_yeu: str, body: tuple[Khoi, ...], day: date | None, nam: int
) -> VanBan:
    head = _head(unit, day, nam, "", "DS")
    return VanBan(
        dau=replace(head, so_ky_hieu=None),
        ten_loai=ten_loai,
        trich_yeu=trich_yeu,
        than=co_ket(body),
        ky_ten=KyTen(unit.ky, unit.thu_truong.ho_ten),
        noi_nhan=("Phòng Nội vụ thị xã", "Lưu: VT"),
        ghi_chu=SAMPLE_LINE,
        the_thuc=cast(TheThuc, unit.the_thuc),
    )
