"""The bản đăng ký thi đua as paper."""

from dataclasses import replace

import pytest

from thidua.vanban.blocks import Bang, DauVanBan, KyTen, NgayVanBan, TheThuc, VanBan
from thidua.vanban.check import check
from thidua.vanban.kinds.dang_ky import (
    KHONG_DANG_KY,
    BanDangKy,
    DongCaNhan,
    DongChiTieu,
    DongPhongTrao,
    build,
    ten_danh_hieu,
)
from thidua.vanban.to_docx import to_bytes
from thidua.vanban.to_text import text_of

FULL = BanDangKy(
    dau=DauVanBan((), ("ỦY BAN NHÂN DÂN", "PHƯỜNG CHEO REO"), None, "Cheo Reo", NgayVanBan(24, 3, 2023)),
    kinh_gui=("Hội đồng Thi đua - Khen thưởng thị xã (qua Phòng Nội vụ thị xã)",),
    nam=2023,
    mo_dau=("Thực hiện Công văn số 12/UBND-NV ngày 05/01/2023, Ủy ban nhân dân phường đăng ký thi đua:",),
    phong_trao=(
        DongPhongTrao("“Gia Lai chung tay vì người nghèo”", "Sửa 3 nhà tạm", "Quý II", "Ksor H'Lan"),
    ),
    chi_tieu=(
        DongChiTieu(
            "Thu ngân sách", "triệu đồng", "2.310", "2.450 (UBND thị xã)", "2.450", "1.225", "Lũy kế", ""
        ),
        DongChiTieu("Số hóa hồ sơ lưu trữ", "", "", "UBND thị xã", "Hoàn thành", "", "Nhiệm vụ", ""),
    ),
    kho_khan=("Nợ đọng thuế kéo dài\nở các hộ đi làm ăn xa.",),
    tap_the=("Tập thể lao động xuất sắc",),
    ca_nhan=(DongCaNhan("Rơ Ô Thuận", "Chủ tịch", "Chiến sĩ thi đua cơ sở", "Bộ câu hỏi tự kiểm tra"),),
    cap_tren=("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",),
    giai_phap="Đối chiếu nợ thuế theo tháng.\nMỗi tổ dân phố có một tổ tự quản.",
    ky_ten=KyTen(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Rơ Ô Thuận"),
)
EMPTY = replace(
    FULL, phong_trao=(), chi_tieu=(), kho_khan=(), tap_the=(), ca_nhan=(), cap_tren=(), giai_phap=""
)
UNION = KyTen(("ĐẠI DIỆN CÔNG ĐOÀN",), "Nay H'Bia")
LONG = replace(
    FULL,
    chi_tieu=FULL.chi_tieu * 30,
    ca_nhan=FULL.ca_nhan * 25,
    giai_phap="Một câu dài để kiểm tra. " * 400,
    phong_trao=FULL.phong_trao * 12,
)


def errors(van_ban: VanBan) -> list[str]:
    found = check(to_bytes(van_ban), van_ban.the_thuc)
    return [f"{each.rule} {each.message}" for each in found if each.level == "error"]


@pytest.mark.parametrize(
    "ban", [FULL, EMPTY, LONG, replace(FULL, cong_doan=UNION), replace(FULL, ghi_chu="(Dữ liệu mẫu)")]
)
def test_the_paper_keeps_the_format(ban: BanDangKy) -> None:
    assert errors(build(ban)) == []


@pytest.mark.parametrize("the_thuc", ["dang", "doan_the"])
def test_party_and_mass_bodies_have_their_own_head(the_thuc: TheThuc) -> None:
    made = build(replace(FULL, the_thuc=the_thuc))
    assert errors(made) == []
    assert ("ĐẢNG CỘNG SẢN VIỆT NAM" in text_of(made)) is (the_thuc == "dang")


def test_it_has_no_number_and_is_sent_to_the_council() -> None:
    lines = text_of(build(FULL))
    assert not any(line.startswith("Số") and "/" in line for line in lines)
    assert "Kính gửi: Hội đồng Thi đua - Khen thưởng thị xã (qua Phòng Nội vụ thị xã)" in lines
    assert lines.count("BẢN ĐĂNG KÝ THI ĐUA") == 1
    assert "Năm 2023" in lines


def test_its_five_sections_stand_in_order() -> None:
    headings = [line for line in text_of(build(FULL)) if line.split(".")[0] in {"I", "II", "III", "IV", "V"}]
    assert headings == [
        "I. PHONG TRÀO, CUỘC VẬN ĐỘNG",
        "II. CHỈ TIÊU, NHIỆM VỤ",
        "III. VẤN ĐỀ KHÓ KHĂN TẬP TRUNG GIẢI QUYẾT",
        "IV. DANH HIỆU, HÌNH THỨC KHEN THƯỞNG ĐĂNG KÝ",
        "V. GIẢI PHÁP, CAM KẾT",
    ]


def test_the_tables_have_the_columns_of_the_office() -> None:
    tables = [block for block in build(FULL).than if isinstance(block, Bang)]
    assert [cot.ten for cot in tables[1].cot] == [
        "TT", "Chỉ tiêu, nhiệm vụ", "ĐVT", "TH 2022", "Giao (cơ quan giao)", "Đăng ký", "Mốc Đợt 1", "Loại",
        "Ghi chú",
    ]  # fmt: skip
    assert tables[0].hang[0] == ("1", *vars_of(FULL.phong_trao[0]))


def vars_of(row: DongPhongTrao) -> tuple[str, ...]:
    return (row.ten, row.noi_dung, row.thoi_gian, row.nguoi_phu_trach)


def test_a_section_without_content_says_so_and_titles_number_what_they_have() -> None:
    assert text_of(build(EMPTY)).count(KHONG_DANG_KY) == 4
    only_people = text_of(build(replace(FULL, tap_the=(), cap_tren=())))
    assert "1. Cá nhân" in only_people


def test_the_end_mark_stands_once_after_the_measures() -> None:
    lines = text_of(build(FULL))
    assert [line for line in lines if line.endswith("./.")] == ["Mỗi tổ dân phố có một tổ tự quản./."]


def test_the_union_signs_on_the_left() -> None:
    lines = text_of(build(replace(FULL, cong_doan=UNION)))
    assert lines.index("ĐẠI DIỆN CÔNG ĐOÀN") < lines.index("CHỦ TỊCH")


def test_known_titles_are_printed_by_name_and_others_as_typed() -> None:
    assert ten_danh_hieu("chien_si_thi_dua_co_so") == "Chiến sĩ thi đua cơ sở"
    assert ten_danh_hieu("Gia đình văn hóa") == "Gia đình văn hóa"


def test_a_long_reason_stands_below_the_table() -> None:
    short = replace(FULL.chi_tieu[0], ghi_chu="Hụt nguồn thu")
    long = replace(FULL.chi_tieu[0], ghi_chu="Hai doanh nghiệp lớn dừng hoạt động từ quý I\nnên hụt thu")
    other = replace(long, ghi_chu="Sở Tài chính giao lại dự toán trong tháng 4 năm nay")
    made = build(replace(FULL, chi_tieu=(short, long, other, long)))
    table = next(b for b in made.than if isinstance(b, Bang) and b.cot[-1].ten == "Ghi chú")
    notes = [row[-1] for row in table.hang if isinstance(row, tuple)]
    assert notes == ["Hụt nguồn thu", "Lý do (1)", "Lý do (2)", "Lý do (1)"]
    assert errors(made) == []
    written = "".join(str(block) for block in made.than)
    assert [written.count(words) for words in ("(1) Hai doanh", "quý I nên hụt", "(2) Sở Tài")] == [1, 1, 1]
