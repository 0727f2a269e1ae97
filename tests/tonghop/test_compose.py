"""Every cell of the consolidated report against figures worked out by hand."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.kept_towns import Builder
from tests.tonghop import town as small_town
from tests.tonghop.town import AT, BON, HAI, MOT, NAMES, NOI_VU, Town
from thidua.core.calendar import KyBaoCao
from thidua.namthidua.models import CanCu
from thidua.tonghop import actions, compose, queries
from thidua.tonghop.actions import CauChon, ChiTieuThiXaMoi
from thidua.tonghop.compose.excerpts import sentences
from thidua.vanban.blocks import Bang, Hang, NhomHang, O, VanBan
from thidua.vanban.check import check
from thidua.vanban.to_docx import to_bytes
from thidua.vanban.to_text import text_of

SO_KET = KyBaoCao.SO_KET
BANG_1 = "Bảng 1. Đăng ký thi đua và ký kết giao ước của các cụm, khối"
BANG_3 = "Bảng 2. Kết quả thực hiện chỉ tiêu, nhiệm vụ theo cụm, khối"


@pytest.fixture
def town(built_once: Builder) -> Town:
    return built_once(small_town.build)


def compiled(town: Town, ban: compose.Ban = "nv", ky: KyBaoCao = SO_KET) -> VanBan:
    return compose.paper(queries.material(town.session, town.thuong_truc, 2023, ky, AT), ban)


def tables(van_ban: VanBan) -> dict[str, Bang]:
    """The tables of the body by caption, those of the annexes by their number."""
    body = {str(b.ten): b for b in van_ban.than if isinstance(b, Bang)}
    annexes = {p.dong_danh_so(): b for p in van_ban.phu_luc for b in p.than if isinstance(b, Bang)}
    return body | annexes


def cells(hang: Hang) -> list[str]:
    if isinstance(hang, NhomHang):
        return [hang.ten]
    return [o.text if isinstance(o, O) else o for o in hang]


def rows(bang: Bang) -> list[list[str]]:
    return [cells(hang) for hang in bang.hang]


def heads(bang: Bang) -> list[str]:
    return [cot.ten for cot in bang.cot]


def same(found: Sequence[Sequence[str]], expected: Sequence[Sequence[str]]) -> None:
    for got, wanted in zip(found, expected, strict=True):
        assert [*got, *[""] * (len(wanted) - len(got))] == list(wanted)


def test_bang_1_counts_plans_registrations_and_pledges(town: Town) -> None:
    bang = tables(compiled(town))[BANG_1]
    assert heads(bang) == [
        "TT", "Cụm, khối", "Số đơn vị", "Có kế hoạch", "Đăng ký đúng hạn", "Đăng ký chậm", "Chưa đăng ký",
        "Đã ký giao ước", "Ngày ký kết", "Ghi chú",
    ]  # fmt: skip
    same(
        rows(bang),
        [
            ["1", "Cụm xã, phường", "2", "1", "1", "1", "0", "2", "10/4/2023 - 12/4/2023", ""],
            ["2", "Khối cơ quan, trường học", "2", "1", "1", "0", "1", "1", "12/4/2023", ""],
            ["", "Tổng cộng", "4", "2", "2", "1", "1", "3", "", ""],
        ],
    )


def test_bang_3_judges_every_target_and_keeps_silence_below_the_line(town: Town) -> None:
    bang = tables(compiled(town))[BANG_3]
    assert heads(bang) == [
        "TT", "Cụm, khối", "Tổng chỉ tiêu", "Hoàn thành năm", "Đạt mốc Đợt 1", "Dưới mốc", "Chưa đến kỳ",
        "Chưa báo cáo", "Tỷ lệ đạt (%)",
    ]  # fmt: skip
    same(
        rows(bang),
        [
            ["1", "Cụm xã, phường", "10", "2", "3", "1", "2", "2", "62,5"],
            ["2", "Khối cơ quan, trường học", "4", "0", "1", "1", "1", "1", "33,3"],
            ["", "Tổng cộng", "14", "2", "4", "2", "3", "3", "54,5"],
        ],
    )


def test_bang_4_is_the_offices_own_with_its_source(town: Town) -> None:
    with_figures(town)
    bang = tables(compiled(town))["Bảng 3. Một số chỉ tiêu chủ yếu của thị xã"]
    assert heads(bang) == [
        "TT", "Chỉ tiêu", "ĐVT", "TH 6 tháng 2022", "KH 2023", "Ước TH 6 tháng 2023", "% KH",
        "% cùng kỳ", "Nguồn",
    ]  # fmt: skip
    same(
        rows(bang),
        [
            [
                "1",
                "Thu ngân sách",
                "triệu đồng",
                "42.180",
                "86.200",
                "39.650,5",
                "46,0",
                "94,0",
                "Phòng Tài chính",
            ],
            ["2", "Giao quân", "%", "100", "100", "100", "100,0", "100,0", "Ban Quân sự (số chính thức)"],
            ["3", "Xã nông thôn mới", "xã", "0", "", "", "", "", "Phòng Kinh tế"],
        ],
    )


def with_figures(town: Town) -> None:
    one = actions.open_composition(town.session, town.thuong_truc, 2023, SO_KET, at=AT)
    actions.set_town_figures(
        town.session,
        town.thuong_truc,
        one,
        [
            ChiTieuThiXaMoi(
                "Thu ngân sách", "triệu đồng", Decimal(42180), Decimal(86200), Decimal("39650.5"), True,
                "Phòng Tài chính",
            ),
            ChiTieuThiXaMoi("Giao quân", "%", Decimal(100), Decimal(100), Decimal(100), False, "Ban Quân sự"),
            ChiTieuThiXaMoi("Xã nông thôn mới", "xã", Decimal(0), nguon="Phòng Kinh tế"),
        ],
        at=AT,
    )  # fmt: skip


def test_bang_5_counts_registered_movements_and_prints_the_offices_words(town: Town) -> None:
    one = actions.open_composition(town.session, town.thuong_truc, 2023, SO_KET, at=AT)
    words = {town.movements["nong-thon-moi"]: ("Hoàn thành 02 tiêu chí", "Phường Một")}
    actions.set_movement_words(town.session, town.thuong_truc, one, words, at=AT)
    bang = tables(compiled(town))["Bảng 3. Kết quả các phong trào thi đua"]
    assert heads(bang) == [
        "TT", "Phong trào", "Cấp phát động", "Số đơn vị hưởng ứng", "Kết quả chủ yếu", "Đơn vị tiêu biểu",
    ]  # fmt: skip
    cap = "UBND tỉnh Gia Lai"
    same(
        rows(bang),
        [
            [
                "1", "“Gia Lai chung sức xây dựng nông thôn mới”", cap, "2", "Hoàn thành 02 tiêu chí",
                "Phường Một",
            ],
            ["2", "“Gia Lai chung tay vì người nghèo”", cap, "2", "02 đơn vị đã báo cáo kết quả", ""],
            ["3", "“Gia Lai chung tay vì An toàn giao thông”", cap, "0", "Chưa báo cáo", ""],
        ],
    )  # fmt: skip


def test_phu_luc_1_lists_each_units_papers(town: Town) -> None:
    bang = tables(compiled(town))["Phụ lục I"]
    assert heads(bang) == [
        "TT", "Đơn vị", "Kế hoạch (số, ngày)", "Đăng ký (ngày)", "Giao ước", "Báo cáo (số, ngày)", "Ghi chú",
    ]  # fmt: skip
    same(
        rows(bang),
        [
            ["Cụm xã, phường"],
            [
                "1", NAMES[MOT], "05/KH-UBND, 20/3/2023", "28/3/2023", "10/4/2023",
                "43/BC-UBND, 16/6/2023", "",
            ],
            [
                "2", NAMES[HAI], "Chưa có", "05/4/2023", "12/4/2023", "Chưa báo cáo",
                "Kế hoạch đã nộp, chờ tiếp nhận; Báo cáo đang chờ thủ trưởng duyệt",
            ],
            ["Khối cơ quan, trường học"],
            ["3", NAMES[NOI_VU], "02/KH-NV, 29/3/2023", "06/4/2023", "12/4/2023", "12/BC-NV, 20/6/2023", ""],
            ["4", NAMES[BON], "Chưa có", "Chưa đăng ký", "Chưa ký", "9/BC-THCS, 21/6/2023", ""],
        ],
    )  # fmt: skip


def test_phu_luc_2_shows_every_target_with_mark_result_and_judgement(town: Town) -> None:
    bang = tables(compiled(town))["Phụ lục II"]
    assert heads(bang) == [
        "TT", "Đơn vị, chỉ tiêu", "ĐVT", "Giao", "Đăng ký", "Mốc Đợt 1", "TH cùng kỳ", "TH/ước TH",
        "% đăng ký",
        "% cùng kỳ", "Đánh giá", "Nguyên nhân",
    ]  # fmt: skip
    same(
        rows(bang),
        [
            ["Cụm xã, phường"],
            ["1", NAMES[MOT], *[""] * 10],
            [
                "1.1", "Thu ngân sách", "triệu đồng", "2.450", "2.500", "1.250", "1.100", "ước 1.250", "50,0",
                "113,6", "Đạt mốc", "",
            ],
            [
                "1.2", "Tham gia BHYT", "%", "92", "92", "90", "", "89,9", "97,7", "", "Dưới mốc",
                "Lao động tự do chưa tham gia",
            ],
            ["1.3", "Hồ sơ đúng hạn", "%", "98", "98", "98", "", "99,25", "101,3", "", "Đạt mốc", ""],
            [
                "1.4", "Tai nạn giao thông", "vụ", "≤ 3", "≤ 3", "≤ 3", "", "Không phát sinh", "", "",
                "Đạt mốc",
                "",
            ],
            [
                "1.5", "Diện tích gieo trồng", "ha", "1.900", "1.900", "", "", "1.900", "100,0", "",
                "Hoàn thành năm", "",
            ],
            ["1.6", "Gia đình văn hóa", "%", "92", "92", "", "", "", "", "", "Chưa đến kỳ", ""],
            ["1.7", "Số hóa hồ sơ", "", "", "Có", "", "", "Hoàn thành", "", "", "Hoàn thành năm", ""],
            ["2", NAMES[HAI], *[""] * 10],
            ["2.1", "Thu ngân sách", "triệu đồng", "420", "420", "210", "", "", "", "", "Chưa báo cáo", ""],
            ["2.2", "Hộ nghèo giảm", "hộ", "12", "12", "", "", "", "", "", "Chưa đến kỳ", ""],
            ["2.3", "Số hóa hồ sơ", "", "", "Có", "", "", "", "", "", "Chưa báo cáo", ""],
            [
                "", "Cộng: Thu ngân sách (1 đơn vị, 1 đơn vị chưa báo cáo)", "triệu đồng", "", "2.920",
                "", "",
                "ước 1.250", "", "", "", "",
            ],
            ["Khối cơ quan, trường học"],
            ["3", NAMES[NOI_VU], *[""] * 10],
            [
                "3.1", "Tiết kiệm chi", "triệu đồng", "35", "35", "17,5", "16", "20", "57,1", "125,0",
                "Đạt mốc",
                "",
            ],
            [
                "3.2", "Nhiệm vụ đúng hạn", "%", "95", "95", "95", "", "94", "98,9", "", "Dưới mốc",
                "Hai nhiệm vụ chậm",
            ],
            ["3.3", "Số hóa lưu trữ", "", "", "Có", "", "", "Đang thực hiện", "", "", "Chưa đến kỳ", ""],
            ["4", NAMES[BON], *[""] * 10],
            [
                "4.1", "Tiết kiệm chi", "triệu đồng", "30", "Chưa đăng ký", "", "", "0", "", "",
                "Chưa báo cáo",
                "",
            ],
            ["", "Cộng: Tiết kiệm chi (2 đơn vị)", "triệu đồng", "", "", "", "", "20", "", "", "", ""],
        ],
    )  # fmt: skip


def test_phu_luc_3_counts_working_days_over_holidays_and_extensions(town: Town) -> None:
    bang = tables(compiled(town))["Phụ lục III"]
    assert heads(bang) == [
        "TT", "Đơn vị", "Nội dung", "Hạn", "Ngày nộp", "Số ngày làm việc chậm", "Gia hạn, lý do",
    ]  # fmt: skip
    same(
        rows(bang),
        [
            # 03/4–22/6: April 20 weekdays less 04/4, May 23 less 01/5 and more 06/5, June 16.
            ["1", NAMES[BON], "Kế hoạch thi đua của đơn vị", "31/3/2023", "Chưa nộp", "58", ""],
            ["2", NAMES[HAI], "Đăng ký thi đua", "31/3/2023", "05/4/2023", "2", ""],
            ["3", NAMES[BON], "Đăng ký thi đua", "31/3/2023", "Chưa nộp", "58", ""],
            # 17/4–22/6: April 10, May 23, June 16.
            ["4", NAMES[BON], "Giao ước thi đua", "14/4/2023", "Chưa nộp", "49", ""],
            ["5", NAMES[BON], "Đề nghị khen thưởng dịp 11/6", "05/6/2023", "07/6/2023", "2", ""],
            ["6", NAMES[HAI], "Báo cáo sơ kết 6 tháng", "20/6/2023", "Chưa nộp", "2", ""],
            ["7", NAMES[BON], "Báo cáo sơ kết 6 tháng", "20/6/2023", "21/6/2023", "1", ""],
        ],
    )


def test_an_extension_that_was_not_kept_stands_with_its_reason(session: Session, town: Town) -> None:
    small_town.hoso.move(
        session,
        town.lanh_dao_phong,
        town.ho_so(BON, "giao_uoc"),
        "gia_han",
        at=small_town.moment(13, 4),
        reason="Hiệu trưởng đi học",
        new_day=date(2023, 6, 20),
    )
    found = [row for row in rows(tables(compiled(town))["Phụ lục III"]) if row[2] == "Giao ước thi đua"]
    assert [row[3:] for row in found] == [
        ["14/4/2023", "Chưa nộp", "2", "Gia hạn đến 20/6/2023: Hiệu trưởng đi học"]
    ]


def test_the_opening_says_the_closing_day_and_names_the_silent(town: Town) -> None:
    one = actions.open_composition(town.session, town.thuong_truc, 2023, SO_KET, at=AT)
    actions.set_closing_day(town.session, town.thuong_truc, one, date(2023, 6, 15), at=AT)
    text = "\n".join(text_of(compiled(town)))
    assert (
        "Số liệu chốt đến ngày 15/6/2023, ước thực hiện đến ngày 30/6/2023; "
        "tổng hợp từ báo cáo của 3/4 đơn vị." in text
    )
    assert f"01 đơn vị chưa có báo cáo được tiếp nhận: {NAMES[HAI]}." in text
    assert "(Số liệu, họ tên là dữ liệu mẫu)" in text


def headings(van_ban: VanBan) -> list[str]:
    return [line for line in text_of(van_ban) if line[:1] in "IV" and ". " in line[:6]]


def test_empty_sections_are_left_out_and_the_rest_renumbered(town: Town) -> None:
    assert headings(compiled(town)) == [
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI",
        "II. KẾT QUẢ PHONG TRÀO THI ĐUA ĐỢT 1",
        "III. NHIỆM VỤ 6 THÁNG CUỐI NĂM",
    ]
    one = actions.open_composition(town.session, town.thuong_truc, 2023, SO_KET, at=AT)
    for muc in ("III", "IV.nguyen_nhan_chu_quan", "VI"):
        actions.set_text(town.session, town.thuong_truc, one, muc, f"Nội dung {muc}.", at=AT)
    paper = compiled(town)
    assert headings(paper) == [
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI",
        "II. KẾT QUẢ PHONG TRÀO THI ĐUA ĐỢT 1",
        "III. CÔNG TÁC KHEN THƯỞNG",
        "IV. ĐÁNH GIÁ CHUNG",
        "V. NHIỆM VỤ 6 THÁNG CUỐI NĂM",
        "VI. KIẾN NGHỊ, ĐỀ XUẤT",
    ]
    text = text_of(paper)
    assert text[text.index("IV. ĐÁNH GIÁ CHUNG") + 1 :][:3] == [
        "1. Nguyên nhân",
        "a) Nguyên nhân chủ quan",
        "Nội dung IV.nguyen_nhan_chu_quan.",
    ]
    assert text[text.index("VI. KIẾN NGHỊ, ĐỀ XUẤT") + 1] == "Nội dung VI."


def test_picked_sentences_print_with_the_unit_and_lead_to_its_version(town: Town) -> None:
    one = actions.open_composition(town.session, town.thuong_truc, 2023, SO_KET, at=AT)
    picks = [
        CauChon(NOI_VU, "noi_bat", 1),
        CauChon(MOT, "noi_bat", 1),
        CauChon(HAI, "noi_bat", 1),
        CauChon(MOT, "noi_bat", 9),
    ]
    missing = actions.pick_sentences(town.session, town.thuong_truc, one, "II.2.a", picks, at=AT)
    assert missing == 2
    paper = compiled(town)
    text = text_of(paper)
    place = text.index("a) Lĩnh vực kinh tế")
    assert text[place + 1 : place + 3] == [
        f"- {NAMES[NOI_VU]}: Hoàn thành sắp xếp hồ sơ lưu trữ.",
        "- Phường Một làm 1.250 m đường.",
    ]
    sources = [block.nguon for block in paper.than if getattr(block, "nguon", None)]
    assert "/2023/bao-cao/so-ket/phuong-mot?phien-ban=1" in sources


def test_bc_ubnd_is_for_the_province(town: Town) -> None:
    one = actions.open_composition(town.session, town.thuong_truc, 2023, SO_KET, at=AT)
    actions.set_text(town.session, town.thuong_truc, one, "VI", "Đề nghị phê bình đơn vị chậm.", at=AT)
    actions.set_text(town.session, town.thuong_truc, one, "VI.cap_tren", "Kiến nghị tỉnh hướng dẫn.", at=AT)
    own, upper = compiled(town), compiled(town, "ubnd")
    assert own.kinh_gui == ("Ủy ban nhân dân thị xã",)
    assert upper.kinh_gui == ("Ủy ban nhân dân tỉnh", "Ban Thi đua - Khen thưởng tỉnh")
    assert own.dau.dong_ban_hanh() == ("PHÒNG NỘI VỤ",)
    assert upper.dau.dong_ban_hanh() == ("ỦY BAN NHÂN DÂN", "THỊ XÃ AYUN PA")
    assert (own.dong_so_ky_hieu(), upper.dong_so_ky_hieu()) == ("Số:       /BC-NV", "Số:       /BC-UBND")
    assert own.ky_ten
    assert own.ky_ten.dong() == ("TRƯỞNG PHÒNG", "Trần Văn Trưởng")
    assert upper.ky_ten
    assert upper.ky_ten.dong() == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Chủ")
    assert [p.dong_danh_so() for p in own.phu_luc] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert [p.dong_danh_so() for p in upper.phu_luc] == ["Phụ lục I", "Phụ lục II"]
    said = "\n".join(text_of(upper))
    assert "phê bình" not in said
    assert "nộp chậm" not in said
    assert f"chưa có báo cáo được tiếp nhận: {NAMES[HAI]}" not in said
    assert "Kiến nghị tỉnh hướng dẫn" in said
    proposals = text_of(own)[text_of(own).index("IV. KIẾN NGHỊ, ĐỀ XUẤT") + 1 :][:4]
    assert proposals == [
        "1. Đối với Ủy ban nhân dân thị xã",
        "Đề nghị phê bình đơn vị chậm.",
        "2. Đối với cấp trên",
        "Kiến nghị tỉnh hướng dẫn.",
    ]


@pytest.mark.parametrize("ban", compose.BAN)
@pytest.mark.parametrize("ky", KyBaoCao)
def test_the_file_keeps_the_decree(town: Town, ban: compose.Ban, ky: KyBaoCao) -> None:
    with_figures(town)
    found = check(to_bytes(compiled(town, ban, ky)))
    assert [f for f in found if f.level == "error"] == []


def test_tong_ket_has_the_columns_of_the_year(town: Town) -> None:
    found = tables(compiled(town, ky=KyBaoCao.TONG_KET))
    assert "Mốc Đợt 1" not in heads(found["Phụ lục II"])
    assert heads(found[BANG_3])[3:7] == [
        "Hoàn thành", "Không hoàn thành", "Không phát sinh", "Chưa báo cáo",
    ]  # fmt: skip


def test_a_unit_that_is_not_called_leaves_the_denominators(session: Session, town: Town) -> None:
    extra = small_town.builders.unit(session, "truong-nam", "Trường THCS Năm", 9)
    small_town.builders.ho_so(session, town.nam_id, extra)
    town.units["truong-nam"] = extra.id
    small_town.target(town, "truong-nam", "Tiết kiệm chi", small_town.LoaiChiTieu.LUY_KE, "30", "triệu đồng")
    before = queries.material(session, town.thuong_truc, 2023, SO_KET, AT)
    assert compose.coverage(before) == (3, 5)
    alone = rows(tables(compose.paper(before, "nv"))[BANG_3])[2]
    assert alone == ["3", "Đơn vị ngoài cụm, khối", "1", "0", "0", "0", "0", "1", "0,0"]
    for loai in ("so_ket", "dang_ky"):
        small_town.hoso.move(
            session,
            town.thuong_truc,
            town.ho_so("truong-nam", loai),
            "khong_thuoc_doi_tuong",
            at=AT,
            reason="Mới thành lập",
        )
    after = queries.material(session, town.thuong_truc, 2023, SO_KET, AT)
    assert compose.coverage(after) == (3, 4)
    paper = tables(compose.paper(after, "nv"))
    assert len(rows(paper[BANG_3])) == 3
    registered = rows(paper[BANG_1])
    assert registered[2][2:] == ["1", "0", "0", "0", "0", "0", "", "01 đơn vị không thuộc đối tượng đăng ký"]


def test_a_report_under_change_keeps_its_received_figures(session: Session, town: Town) -> None:
    before = rows(tables(compiled(town))["Phụ lục II"])
    small_town.hoso.move(
        session, town.thuong_truc, town.ho_so(MOT, "so_ket"), "dieu_chinh", at=AT, reason="Sai số liệu"
    )
    assert rows(tables(compiled(town))["Phụ lục II"]) == before


def test_the_number_of_statements_does_not_grow_with_the_town(session: Session, town: Town) -> None:
    few = _statements(session, town)
    for number in range(6):
        code = f"truong-them-{number}"
        extra = small_town.builders.unit(session, code, f"Trường Thêm {number}", 20 + number)
        small_town.builders.ho_so(session, town.nam_id, extra)
        small_town.builders.account(session, f"canbo.{code}", small_town.Role.CAN_BO, don_vi=extra)
        small_town.builders.account(session, f"thutruong.{code}", small_town.Role.THU_TRUONG, don_vi=extra)
        town.units[code] = extra.id
        town.send(code, "so_ket", AT, so="1/BC", ngay=date(2023, 6, 22))
    session.commit()
    assert _statements(session, town) == few < 30


def _statements(session: Session, town: Town) -> int:
    seen: list[str] = []

    def note(*args: object) -> None:
        seen.append(str(args[2]))

    session.expunge_all()
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        compose.paper(queries.material(session, town.thuong_truc, 2023, SO_KET, AT), "nv")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("Một câu", ("Một câu",)),
        ("Một. Hai! Ba? Bốn…", ("Một.", "Hai!", "Ba?", "Bốn…")),
        ("Thu 1.250 triệu đồng. Đạt 97,5%.", ("Thu 1.250 triệu đồng.", "Đạt 97,5%.")),
        ("Dòng một\nDòng hai.\n\nDòng ba", ("Dòng một", "Dòng hai.", "Dòng ba")),
        ("Tại TX. Ayun Pa có 05 hộ. Ở xã có 02 hộ.", ("Tại TX. Ayun Pa có 05 hộ.", "Ở xã có 02 hộ.")),
        ("Mô hình “Sạch.” Đã nhân rộng.", ("Mô hình “Sạch.”", "Đã nhân rộng.")),
        ("Số điện thoại 1. 2 hộ mới.", ("Số điện thoại 1.", "2 hộ mới.")),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


def test_the_opening_names_what_the_register_has_for_reports(town: Town) -> None:
    """The first two grounds for a báo cáo in force on that day; a law is not carried out by a report."""
    facts = (
        ("Luật", "06/2022/QH15", "Quốc hội", "bao_cao", None),
        ("Chỉ thị", "34-CT/TW", "Bộ Chính trị", "bao_cao", None),
        ("Chỉ thị", "19-CT/TU", "Tỉnh ủy", "giao_uoc", None),
        ("Chỉ thị", "01/CT-UBND", "UBND tỉnh", "bao_cao", date(2022, 12, 31)),
        ("Kế hoạch", "05/KH-UBND", "UBND tỉnh", "ke_hoach bao_cao", None),
    )
    for place, (kind, number, issuer, papers, until) in enumerate(facts, 50):
        row = CanCu(
            nam_id=town.nam_id,
            thu_tu=place,
            ten_loai=kind,
            so_ky_hieu=number,
            ngay=date(2022, 12, 20),
            co_quan=issuer,
            loai_van_ban=papers,
            hieu_luc_den=until,
        )
        town.session.add(row)
    town.session.flush()
    [opening] = [line for line in text_of(compiled(town)) if line.startswith("Thực hiện Chỉ thị")]
    assert opening.startswith(
        "Thực hiện Chỉ thị số 34-CT/TW ngày 20/12/2022 của Bộ Chính trị; "
        "Kế hoạch số 05/KH-UBND ngày 20/12/2022 của UBND tỉnh; Kế hoạch"
    )
