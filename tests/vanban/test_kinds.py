"""What each kind of paper says, asks for and refuses."""

# Papers as data read better unbroken.
# ruff: noqa: E501

import re
from dataclasses import replace

import pytest

from tests.vanban.specimens import (
    CHU_TICH,
    CONG_VAN,
    DON_DOC,
    DON_DOC_LAN_2,
    LIST,
    SPECIMENS,
    TM_PHO,
    head_nv,
    head_ubnd,
    pledge,
)
from thidua.vanban.blocks import Bang, DauVanBan, KyTen, LuoiKy, NgayVanBan, NhomHang, SoKyHieu, VanBan
from thidua.vanban.kinds import bien_ban, cong_van, don_doc, giao_uoc, giay_moi, quyet_dinh, to_trinh
from thidua.vanban.kinds.bien_ban import BieuQuyet, DongBieuQuyet
from thidua.vanban.kinds.danh_sach import DanhSachKhen, DongKhen, bang_khen
from thidua.vanban.kinds.phu_luc import NoiDungPhuLuc, danh_so, tham_chieu
from thidua.vanban.to_text import text_of

WITH_KINH_GUI = {
    "bao-cao-don-vi", "bao-cao-tong-hop", "ban-dang-ky", "ban-dang-ky-cong-doan", "cong-van", "don-doc",
    "don-doc-lan-2", "to-trinh",
}  # fmt: skip


def said(van_ban: VanBan) -> str:
    return "\n".join(text_of(van_ban))


@pytest.mark.parametrize("kind", SPECIMENS)
def test_kinh_gui_stands_where_the_decree_wants_it_and_nowhere_else(kind: str) -> None:
    assert ("Kính gửi:" in said(SPECIMENS[kind])) is (kind in WITH_KINH_GUI)


@pytest.mark.parametrize("kind", SPECIMENS)
def test_a_body_ends_once_and_recipients_end_with_luu(kind: str) -> None:
    lines = text_of(SPECIMENS[kind])
    assert sum(line.endswith("./.") for line in lines) == 1
    if "Nơi nhận:" in lines:
        assert any(re.match(r"- Lưu: VT.*\.$", line) for line in lines)


# --- công văn, đôn đốc


def test_a_letter_without_addressee_or_subject_is_refused() -> None:
    with pytest.raises(ValueError, match="addressed"):
        cong_van.CongVan(head_nv("NV", "V/v A"), (), (), CHU_TICH, ())
    with pytest.raises(ValueError, match="V/v"):
        cong_van.CongVan(head_nv("NV"), ("A",), (), CHU_TICH, ())


def test_a_letter_is_received_first_by_those_it_is_addressed_to() -> None:
    lines = text_of(CONG_VAN)
    assert lines[lines.index("Nơi nhận:") + 1] == "- Như trên;"


def test_a_reminder_counts_who_has_sent() -> None:
    text = said(don_doc.build(DON_DOC))
    assert "có 37/40 đơn vị đã nộp; còn 3 đơn vị chưa nộp, cụ thể như sau:" in text
    assert "V/v đôn đốc nộp Báo cáo sơ kết 6 tháng đầu năm 2023 (lần 1)" in text
    assert "hoàn thành trước 16 giờ ngày 26/6/2023." in text
    assert "căn cứ xét thi đua" not in text


def test_a_unit_late_with_two_things_is_one_late_unit() -> None:
    twice = replace(DON_DOC, don_vi=(*DON_DOC.don_vi, replace(DON_DOC.don_vi[0], noi_dung="Giao ước")))
    built = don_doc.build(twice)
    assert "còn 3 đơn vị" in said(built)
    assert len(built.kinh_gui) == 3


def test_the_second_reminder_says_what_it_is_for() -> None:
    text = said(don_doc.build(DON_DOC_LAN_2))
    assert "(lần 2)" in text
    assert "Kết quả chấp hành là căn cứ xét thi đua năm 2023 của các cơ quan, đơn vị." in text


@pytest.mark.parametrize(("count", "enclosed"), [(8, False), (9, True)])
def test_more_than_eight_units_are_named_in_a_list_enclosed(count: int, enclosed: bool) -> None:
    rows = tuple(replace(DON_DOC.don_vi[0], don_vi=f"Trường số {i}") for i in range(count))
    built = don_doc.build(replace(DON_DOC, don_vi=rows))
    assert len(built.kinh_gui) == (1 if enclosed else count)
    assert (built.kinh_gui == (don_doc.THEO_DANH_SACH,)) is enclosed
    assert bool(built.phu_luc) is enclosed
    assert any(isinstance(khoi, Bang) for khoi in built.than) is not enclosed


@pytest.mark.parametrize(
    ("lan", "own", "verb"),
    [(1, True, "đề nghị"), (1, False, "đề nghị"), (2, True, "yêu cầu"), (2, False, "đề nghị")],
)
def test_only_the_committee_demands_and_only_of_its_own(lan: int, own: bool, verb: str) -> None:
    rows = (*DON_DOC.don_vi, replace(DON_DOC.don_vi[0], don_vi="Thị đoàn", truc_thuoc=own))
    letter = replace(DON_DOC, lan=lan, don_vi=rows)  # type: ignore[arg-type]
    assert letter.dong_de_nghi().startswith(f"Phòng Nội vụ {verb} Thủ trưởng")


@pytest.mark.parametrize("rows", [(), tuple(replace(DON_DOC.don_vi[0], don_vi=str(i)) for i in range(41))])
def test_nobody_or_more_than_were_called_cannot_be_late(rows: tuple[don_doc.DongDonDoc, ...]) -> None:
    with pytest.raises(ValueError, match="late"):
        replace(DON_DOC, don_vi=rows)


# --- tờ trình, quyết định, danh sách


def test_a_proposal_without_addressee_is_refused() -> None:
    with pytest.raises(ValueError, match="addressed"):
        to_trinh.ToTrinh(
            dau=head_nv("TTr-NV"), trich_yeu="A", than=(), ky_ten=CHU_TICH, noi_nhan=(), kinh_gui=()
        )


def decision(**changes: object) -> quyet_dinh.QuyetDinh:
    given: dict[str, object] = {
        "dau": head_ubnd("QĐ-UBND"), "trich_yeu": "Về việc A",
        "tham_quyen": "Chủ tịch Ủy ban nhân dân thị xã Ayun Pa", "can_cu": ("Căn cứ A",), "theo_de_nghi": "B",
        "dieu": (quyet_dinh.NoiDungDieu("Một.", ("a", "b")), quyet_dinh.NoiDungDieu("Hai.")), "ky_ten": CHU_TICH,
        "noi_nhan": ("Lưu: VT",),
    }  # fmt: skip
    return quyet_dinh.QuyetDinh(**(given | changes))  # type: ignore[arg-type]


def test_a_decision_has_its_parts_in_the_order_of_its_form() -> None:
    lines = text_of(quyet_dinh.build(decision()))
    order = [
        "QUYẾT ĐỊNH", "Về việc A", "CHỦ TỊCH ỦY BAN NHÂN DÂN THỊ XÃ AYUN PA", "Căn cứ A;", "Theo đề nghị của B.",
        "QUYẾT ĐỊNH:", "Điều 1. Một.", "1. a", "2. b", "Điều 2. Hai./.", "Nơi nhận:", "- Như Điều 2;", "- Lưu: VT.",
        "CHỦ TỊCH", "Nguyễn Văn Bình",
    ]  # fmt: skip
    assert lines[lines.index("QUYẾT ĐỊNH") :] == order


def test_the_chair_decides_alone_without_tm() -> None:
    with pytest.raises(ValueError, match="does not sign"):
        decision(ky_ten=TM_PHO)


def test_a_collective_decides_with_tm() -> None:
    assert decision(tham_quyen="Ủy ban nhân dân thị xã Ayun Pa", ky_ten=TM_PHO)
    with pytest.raises(ValueError, match=r"TM\."):
        decision(tham_quyen="Ủy ban nhân dân thị xã Ayun Pa")


def test_a_decision_has_an_article() -> None:
    with pytest.raises(ValueError, match="Điều"):
        decision(dieu=())


def test_a_commending_decision_counts_its_list_and_refers_to_it() -> None:
    text = said(SPECIMENS["quyet-dinh"])
    assert "cho 02 tập thể, 01 hộ gia đình, 02 cá nhân có thành tích" in text
    assert "(có danh sách tại Phụ lục kèm theo)." in text
    [annex] = SPECIMENS["quyet-dinh"].phu_luc
    assert annex.dong_danh_so() == "Phụ lục"


def test_collectives_come_before_households_before_people_each_counted_from_one() -> None:
    table = bang_khen(LIST)
    groups = [row.ten for row in table.hang if isinstance(row, NhomHang)]
    assert groups == ["I. Tập thể: 02", "II. Hộ gia đình: 01", "III. Cá nhân: 02"]
    assert [row[0] for row in table.hang if not isinstance(row, NhomHang)] == ["1", "2", "1", "1", "2"]


def test_columns_that_nobody_fills_are_left_out() -> None:
    table = bang_khen(DanhSachKhen(tap_the=(DongKhen("A"),)))
    assert [cot.ten for cot in table.cot] == ["TT", "Tên tập thể, cá nhân"]
    with pytest.raises(ValueError, match="names somebody"):
        bang_khen(DanhSachKhen())


# --- biên bản, giấy mời


def test_minutes_have_no_place_and_date_in_their_head() -> None:
    lines = text_of(SPECIMENS["bien-ban"])
    assert not [line for line in lines if line.startswith("Ayun Pa, ngày")]
    start = lines.index("THƯ KÝ")
    assert lines[start : start + 5] == ["THƯ KÝ", "Phạm Văn Long", "CHỦ TỌA", "Nguyễn Văn Bình", "Nơi nhận:"]


def test_votes_are_shares_of_all_members() -> None:
    vote = BieuQuyet("giơ tay", 11, (DongBieuQuyet("A", "Giấy khen", 8),))
    built = bien_ban.build(
        bien_ban.BienBan(
            head_ubnd("BB-UBND"), "Họp", "08 giờ", "Hội trường", ("A",), "A", "B", (), "9 giờ", "A", "B",
            bieu_quyet=vote,
        )
    )  # fmt: skip
    lines = text_of(built)
    assert lines[lines.index("8/11") + 1] == "72,7"


@pytest.mark.parametrize(("total", "votes"), [(10, 11), (10, -1), (0, 0)])
def test_more_votes_than_members_are_refused(total: int, votes: int) -> None:
    with pytest.raises(ValueError, match="votes"):
        BieuQuyet("giơ tay", total, (DongBieuQuyet("A", "B", votes),))


def test_an_invitation_names_one_in_its_sentence_and_several_below_it() -> None:
    one = giay_moi.GiayMoi(head_ubnd("GM-UBND"), "Họp", "UBND", ("Bà B.",), "C", "D", "E", "F", CHU_TICH)
    assert "UBND trân trọng kính mời: Bà B." in text_of(giay_moi.build(one))
    lines = text_of(giay_moi.build(replace(one, kinh_moi=("A", "B;"))))
    start = lines.index("UBND trân trọng kính mời:")
    assert lines[start : start + 4] == ["UBND trân trọng kính mời:", "- A;", "- B.", "Tới dự: C"]
    with pytest.raises(ValueError, match="invites somebody"):
        replace(one, kinh_moi=())


# --- giao ước


@pytest.mark.parametrize(
    ("count", "annex", "tables"), [(2, 0, 1), (5, 0, 1), (6, 1, 1), (8, 1, 1), (9, 1, 2), (20, 1, 3), (32, 1, 4)]
)
def test_targets_of_many_parties_go_to_a_wide_annex(count: int, annex: int, tables: int) -> None:
    built = pledge(count)
    assert len(built.phu_luc) == annex
    assert all(one.ngang for one in built.phu_luc)
    than = built.phu_luc[0].than if annex else built.than
    found = [khoi for khoi in than if isinstance(khoi, Bang)]
    assert len(found) == tables
    assert sum(len(table.cot) - 3 for table in found) == count


def test_every_party_signs_and_a_witness_last() -> None:
    grid = pledge(8).than[-1]
    assert isinstance(grid, LuoiKy)
    names = [ky.ho_ten for row in grid.hang for ky in row]
    assert len(names) == 9
    assert grid.hang[-1][0].quyen_han[0] == "CHỨNG KIẾN"
    assert not [
        line for row in grid.hang for ky in row for line in ky.quyen_han if line.startswith(("TM.", "KT."))
    ]


def test_a_pledge_has_a_copy_for_each_and_one_for_the_council() -> None:
    assert "lập thành 09 bản" in said(pledge(8))
    assert "đến hết ngày 31/12/2023" in said(pledge(8))


def test_a_pledge_has_no_number() -> None:
    assert not re.search(r"^Số", said(pledge(4)), re.MULTILINE)


@pytest.mark.parametrize("count", [1, 61])
def test_a_pledge_of_one_or_of_a_crowd_is_refused(count: int) -> None:
    party = giao_uoc.BenKy("A", "A", "B", "C")
    with pytest.raises(ValueError, match="parties"):
        giao_uoc.GiaoUoc(
            DauVanBan((), ("A",), None, "B", NgayVanBan(1, 1, 2023)), 2023, "Cụm", (), "", "", (party,) * count, (),
            "", (), (), (), (), (), (),
        )  # fmt: skip


def test_a_target_has_a_figure_for_each_party() -> None:
    party = giao_uoc.BenKy("A", "A", "B", "C")
    with pytest.raises(ValueError, match="one figure"):
        giao_uoc.GiaoUoc(
            DauVanBan((), ("A",), None, "B", NgayVanBan(1, 1, 2023)), 2023, "Cụm", (), "", "", (party,) * 2, (),
            "", (), (giao_uoc.DongChiTieu("A", "%", ("1",)),), (), (), (), (),
        )  # fmt: skip


# --- phụ lục


def test_a_reference_names_kind_number_day_and_body_and_ends_its_line_before_the_body() -> None:
    head = DauVanBan((), ("A",), SoKyHieu(5, "KH-UBND"), "Ayun Pa", NgayVanBan(5, 2, 2023))
    line = tham_chieu("Kế hoạch", head, "UBND thị xã")
    assert line == "(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 02 năm 2023\ncủa UBND thị xã)"
    wide, narrow = (danh_so((NoiDungPhuLuc("A", (), ngang),), line)[0].tham_chieu for ngang in (True, False))
    assert (narrow, wide) == (line, line.replace("\n", " "))


def test_annexes_are_numbered_only_when_there_are_several() -> None:
    one, two = NoiDungPhuLuc("A", ()), NoiDungPhuLuc("B", ())
    assert [each.danh_so for each in danh_so((one,), "")] == [None]
    assert [each.danh_so for each in danh_so((one, two), "")] == ["I", "II"]


def test_a_signer_for_the_council_is_printed_with_both_posts() -> None:
    assert "(CHỦ TỊCH UBND THỊ XÃ)" in text_of(SPECIMENS["thong-bao"])
    assert isinstance(SPECIMENS["thong-bao"].ky_ten, KyTen)
