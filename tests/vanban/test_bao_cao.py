"""A unit's báo cáo on paper: sections as they stand, the table of results, and the layout of its body."""

from dataclasses import replace

import pytest

from thidua.vanban.blocks import Bang, DauVanBan, KyTen, Muc, NgayVanBan, SoKyHieu, TheThuc
from thidua.vanban.check import check
from thidua.vanban.kinds.bao_cao import BaoCaoDonVi, DongChiTieu, build
from thidua.vanban.to_docx import to_bytes
from thidua.vanban.to_text import text_of

LINES = (
    DongChiTieu(
        "Thu ngân sách trên địa bàn",
        "triệu đồng",
        "2.450",
        "1.225",
        "1.129",
        "1.190 (ước)",
        "48,6",
        "Dưới mốc",
        "Nguồn thu phí, lệ phí dồn vào quý IV theo mùa vụ mía.",
    ),
    DongChiTieu("Giao quân", "%", "100", "100", "100", "100", "100", "Hoàn thành năm"),
    DongChiTieu("Gia đình văn hóa", "%", "92", "", "", "Không phát sinh", "", "Chưa đến kỳ"),
    DongChiTieu("Số hóa hồ sơ lưu trữ", "", "Hoàn thành", "", "", "Đang thực hiện", "", "Chưa đến kỳ"),
)
REPORT = BaoCaoDonVi(
    dau=DauVanBan(
        co_quan_chu_quan=(),
        co_quan_ban_hanh=("ỦY BAN NHÂN DÂN", "PHƯỜNG CHEO REO"),
        so_ky_hieu=SoKyHieu(None, "BC-UBND"),
        dia_danh="Cheo Reo",
        ngay=NgayVanBan(None, None, 2023),
    ),
    kinh_gui=("Hội đồng Thi đua - Khen thưởng thị xã (qua Phòng Nội vụ thị xã)",),
    ky="so_ket",
    nam=2023,
    mo_dau="Thực hiện Kế hoạch thi đua năm 2023 của thị xã, UBND phường Cheo Reo báo cáo như sau:",
    tom_tat="Tổng số chỉ tiêu, nhiệm vụ đã đăng ký: 4.",
    chi_tieu=LINES,
    phong_trao=(("“Gia Lai chung tay vì người nghèo”", "Giúp 09 hộ cận nghèo.\nTặng 20 suất quà."),),
    kho_khan=(("Nợ đọng thuế kéo dài.", "Đã thu của 88 hộ."),),
    noi_bat="Chỉnh trang 1,2 km vỉa hè.",
    han_che="Thu còn chậm.",
    kien_nghi="Đề nghị bố trí cán bộ thuế.",
    ket="Trên đây là báo cáo sơ kết của UBND phường Cheo Reo.",
    ky_ten=KyTen(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Rcom Sa"),
)


def headings(report: BaoCaoDonVi) -> list[str]:
    return [block.dong() for block in build(report).than if isinstance(block, Muc)]


def test_the_report_has_its_six_sections_in_order() -> None:
    assert headings(REPORT) == [
        "I. KẾT QUẢ THỰC HIỆN CHỈ TIÊU, NHIỆM VỤ",
        "II. KẾT QUẢ CÁC PHONG TRÀO THI ĐUA",
        "III. KHÓ KHĂN, VƯỚNG MẮC TẬP TRUNG GIẢI QUYẾT",
        "IV. KẾT QUẢ NỔI BẬT",
        "V. HẠN CHẾ, NGUYÊN NHÂN",
        "VI. KIẾN NGHỊ, ĐỀ XUẤT",
    ]


def test_empty_sections_are_left_out_and_the_rest_numbered_again() -> None:
    report = replace(REPORT, kho_khan=(("Nợ đọng thuế", "  "),), han_che="\n", phong_trao=())
    assert headings(report) == [
        "I. KẾT QUẢ THỰC HIỆN CHỈ TIÊU, NHIỆM VỤ",
        "II. KẾT QUẢ NỔI BẬT",
        "III. KIẾN NGHỊ, ĐỀ XUẤT",
    ]
    assert headings(replace(report, chi_tieu=()))[0] == "I. KẾT QUẢ NỔI BẬT"


def test_head_addressee_and_tail_are_those_of_a_report_upwards() -> None:
    text = text_of(build(REPORT))
    assert "BÁO CÁO" in text
    assert "Sơ kết phong trào thi đua yêu nước 6 tháng đầu năm 2023" in text
    assert "Kính gửi: Hội đồng Thi đua - Khen thưởng thị xã (qua Phòng Nội vụ thị xã)" in text
    assert [line for line in text if line.endswith("./.")] == [
        "Trên đây là báo cáo sơ kết của UBND phường Cheo Reo./."
    ]
    assert text[-6:] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Rcom Sa",
    ]


def test_a_movement_stands_by_name_and_its_further_lines_below() -> None:
    text = text_of(build(REPORT))
    place = text.index("- “Gia Lai chung tay vì người nghèo”: Giúp 09 hộ cận nghèo.")
    assert text[place + 1] == "Tặng 20 suất quà."
    assert "- Nợ đọng thuế kéo dài: Đã thu của 88 hộ." in text


def test_the_years_report_compares_with_the_half_year() -> None:
    year = build(replace(REPORT, ky="tong_ket"))
    table = next(block for block in year.than if isinstance(block, Bang))
    assert [cot.ten for cot in table.cot][3:8] == ["Đăng ký", "Sơ kết", "Năm trước", "Thực hiện", "% đăng ký"]
    assert "Tổng kết phong trào thi đua yêu nước năm 2023" in text_of(year)


@pytest.mark.parametrize("the_thuc", ["nd30", "dang", "doan_the"])
@pytest.mark.parametrize("ky", ["so_ket", "tong_ket"])
def test_the_file_of_the_report_has_no_error(the_thuc: TheThuc, ky: str) -> None:
    report = replace(REPORT, ky=ky, the_thuc=the_thuc, ghi_chu="(Số liệu, họ tên là dữ liệu mẫu)")
    found = check(to_bytes(build(report)), the_thuc)
    assert [f for f in found if f.level == "error"] == []
    assert to_bytes(build(report)) == to_bytes(build(report))
