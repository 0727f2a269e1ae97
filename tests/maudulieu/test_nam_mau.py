"""The acts of the sample, taken one by one through the law of the hồ sơ, lead to the promised state."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from thidua.core.actor import UNIT_ROLES, Role
from thidua.core.calendar import VN, KyBaoCao, WorkCalendar, is_late
from thidua.core.papers import is_task
from thidua.core.targets import (
    DanhGia,
    LoaiChiTieu,
    NguonGiao,
    TinhTrangNhiemVu,
    danh_gia,
    moc_dot,
    needs_cause,
    reaches,
)
from thidua.core.workflow import EDITABLE, STEP_NAMES, Happened, Situation, State, submitted_at, take
from thidua.maudulieu import doc
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_ho_so import DangKy, DienBien, DongKetQua, SoKet

END_OF_21_JUNE = datetime.combine(date(2023, 6, 21), time(23, 59), VN)


@dataclass
class Envelope:
    """One hồ sơ while its acts are replayed."""

    state: State = State.NHAP
    sent_from: State = State.NHAP
    drafters: frozenset[int] = frozenset()
    approver: int | None = None
    received: int = 0
    due: date | None = None
    events: list[Happened] = field(default_factory=list)


@pytest.fixture(scope="module")
def envelopes(mau: MauDuLieu) -> dict[tuple[str, str], Envelope]:
    return replayed(mau, mau.nhat_trinh.dien_bien)


def replayed(mau: MauDuLieu, acts: Iterable[DienBien]) -> dict[tuple[str, str], Envelope]:
    persons = {person.ma: n for n, person in enumerate(doc.people(mau))}
    accounts = {account.ten: account for account in doc.accounts(mau)}
    due = {duty.ma: duty.han for duty in mau.yeu_cau.nghia_vu}
    found = {(unit.ma, duty): Envelope(due=day) for unit in mau.to_chuc.don_vi for duty, day in due.items()}
    for place, task in enumerate(mau.yeu_cau.nhiem_vu, 1):
        found |= {(unit, doc.task_code(place)): Envelope(due=task.han) for unit in task.don_vi}
    for act in acts:
        account = accounts[act.tai_khoan]
        roles = {Role(name) for name in account.vai_tro}
        if account.don_vi != act.don_vi:
            roles -= UNIT_ROLES
        if (account.nguoi, act.don_vi, True) in assigned(mau, act):
            roles.add(Role.THU_TRUONG)
        step(found[act.don_vi, act.nghia_vu], act, frozenset(roles), persons[account.nguoi])
    return found


def assigned(mau: MauDuLieu, act: DienBien) -> set[tuple[str, str, bool]]:
    """Who signs for the head of which unit on the day of the act."""
    day = act.luc.date()
    held = {(one.nguoi, one.don_vi, one.tu_ngay <= day) for one in mau.to_chuc.phan_cong}
    lent = {(one.nguoi, one.don_vi, one.tu_ngay <= day <= one.den_ngay) for one in mau.to_chuc.uy_quyen}
    return held | lent


def step(envelope: Envelope, act: DienBien, roles: frozenset[Role], person: int) -> None:
    if act.buoc == "luu_nhap":
        assert envelope.state in EDITABLE
        assert Role.CAN_BO in roles
        return
    situation = Situation(
        envelope.state,
        envelope.sent_from,
        envelope.drafters,
        envelope.approver,
        ever_received=envelope.received > 0,
    )
    taken = take(act.buoc, situation, roles, person, reason=act.ly_do)
    envelope.events.append(Happened(act.buoc, envelope.state, taken.target, act.luc))
    match act.buoc:
        case "trinh":
            envelope.sent_from, envelope.drafters = envelope.state, frozenset({person})
        case "duyet":
            envelope.approver = person
        case "tiep_nhan":
            envelope.received += 1
        case "gia_han":
            envelope.due = act.ngay
    envelope.state = taken.target


def states(envelopes: dict[tuple[str, str], Envelope], duty: str) -> Counter[str]:
    return Counter(one.state.value for (_, owed), one in envelopes.items() if owed == duty)


def in_state(envelopes: dict[tuple[str, str], Envelope], duty: str, state: State) -> set[str]:
    return {unit for (unit, owed), one in envelopes.items() if owed == duty and one.state is state}


def late(envelopes: dict[tuple[str, str], Envelope], duty: str) -> set[str]:
    return {
        unit
        for (unit, owed), one in envelopes.items()
        if owed == duty and (at := submitted_at(one.events)) and one.due and is_late(one.due, at)
    }


def test_the_due_days_are_those_of_the_product(mau: MauDuLieu) -> None:
    assert {duty.ma: f"{duty.han:%d/%m}" for duty in mau.yeu_cau.nghia_vu} == {
        "ke_hoach": "31/03",
        "dang_ky": "31/03",
        "giao_uoc": "14/04",
        "khen_dot": "05/06",
        "so_ket": "20/06",
        "tong_ket": "30/11",
    }


def test_all_register_but_one_two_of_them_late_and_one_with_an_extension(
    mau: MauDuLieu, envelopes: dict[tuple[str, str], Envelope]
) -> None:
    assert states(envelopes, "dang_ky") == {"da_tiep_nhan": 39, "nhap": 1}
    assert in_state(envelopes, "dang_ky", State.NHAP) == {"truong-thcs-le-loi"}
    assert len(late(envelopes, "dang_ky")) == 2
    extended = [act for act in mau.nhat_trinh.dien_bien if act.buoc == "gia_han"]
    assert [(act.nghia_vu, act.tai_khoan) for act in extended] == [("dang_ky", "truongphong")]
    assert extended[0].don_vi not in late(envelopes, "dang_ky")


def test_all_sign_the_pledge_but_one(envelopes: dict[tuple[str, str], Envelope]) -> None:
    assert states(envelopes, "giao_uoc") == {"da_tiep_nhan": 39, "nhap": 1}


def test_so_ket_stands_as_promised_on_22_june(envelopes: dict[tuple[str, str], Envelope]) -> None:
    assert states(envelopes, "so_ket") == {
        "da_tiep_nhan": 33,
        "cho_duyet": 3,
        "yeu_cau_bo_sung": 2,
        "nhap": 2,
    }
    received = in_state(envelopes, "so_ket", State.DA_TIEP_NHAN)
    assert late(envelopes, "so_ket") <= received
    assert len(late(envelopes, "so_ket")) == 2


def test_cheo_reo_has_all_received_and_its_so_ket_is_with_the_head(
    envelopes: dict[tuple[str, str], Envelope],
) -> None:
    own = {duty: one.state.value for (unit, duty), one in envelopes.items() if unit == "phuong-cheo-reo"}
    assert own.pop("so_ket") == "cho_duyet"
    assert own.pop("tong_ket") == "nhap"
    assert set(own.values()) == {"da_tiep_nhan"}


@pytest.mark.parametrize("duty", ["ke_hoach", "khen_dot"])
def test_plans_and_lists_stand_in_every_way(envelopes: dict[tuple[str, str], Envelope], duty: str) -> None:
    found = states(envelopes, duty)
    assert found["da_nop"] >= 2
    assert found["tra_lai"] == found["khong_thuoc_doi_tuong"] == 1


def test_tasks_of_named_units_stand_received_submitted_and_still_to_do(
    mau: MauDuLieu, envelopes: dict[tuple[str, str], Envelope]
) -> None:
    tasks = {duty for _, duty in envelopes if is_task(duty)}
    assert len(tasks) == len(mau.yeu_cau.nhiem_vu)
    found = sum((states(envelopes, duty) for duty in tasks), Counter())
    assert found == {"da_tiep_nhan": 5, "da_nop": 1, "nhap": 2}
    assert not any(late(envelopes, duty) for duty in tasks)
    ahead = {task.han for task in mau.yeu_cau.nhiem_vu if task.don_vi == ("phong-noi-vu",)}
    assert any(mau.yeu_cau.nam.hom_nay <= day for day in ahead)


def test_a_late_or_supplementary_registration_says_why(mau: MauDuLieu) -> None:
    due = next(duty.han for duty in mau.yeu_cau.nghia_vu if duty.ma == "dang_ky")
    explained = {ma for ma, content in mau.dang_ky.items() if content.ly_do_cham}
    sent = [act for act in mau.nhat_trinh.dien_bien if (act.nghia_vu, act.buoc) == ("dang_ky", "trinh")]
    extended = {act.don_vi for act in mau.nhat_trinh.dien_bien if act.buoc == "gia_han"}
    assert explained == {act.don_vi for act in sent if act.luc.date() > due} - extended
    assert [act.lan for act in sent if act.don_vi == "xa-ia-rbol"] == [1, 0]


def test_every_step_of_the_law_occurs(mau: MauDuLieu) -> None:
    assert {act.buoc for act in mau.nhat_trinh.dien_bien} == {*STEP_NAMES, "luu_nhap"}


def test_the_phong_s_own_papers_are_received_by_another_person(mau: MauDuLieu) -> None:
    accounts = {account.ten: account.nguoi for account in doc.accounts(mau)}
    own = [act for act in mau.nhat_trinh.dien_bien if act.don_vi == "phong-noi-vu"]
    by_step = {name: {accounts[act.tai_khoan] for act in own if act.buoc == name} for name in STEP_NAMES}
    assert by_step["tiep_nhan"]
    assert by_step["tiep_nhan"].isdisjoint(by_step["trinh"] | by_step["duyet"])
    assert accounts["truongphong"] == accounts["thutruong.phong-noi-vu"]
    assert accounts["thuongtruc"] != accounts["canbo.phong-noi-vu"]


def test_acts_fall_on_the_working_days_of_the_calendar(mau: MauDuLieu) -> None:
    calendar = WorkCalendar(frozenset(day.ngay for day in mau.lich.nghi), frozenset(mau.lich.ngay_lam_bu))
    assert all(calendar.is_workday(act.luc.date()) for act in mau.nhat_trinh.dien_bien)


def test_acts_until_a_moment_stop_there(mau: MauDuLieu) -> None:
    noon = datetime.combine(date(2023, 4, 3), time(12), VN)
    some = doc.acts_until(mau, noon)
    assert 0 < len(some) < len(mau.nhat_trinh.dien_bien)
    assert some[-1].luc <= noon < mau.nhat_trinh.dien_bien[len(some)].luc
    assert doc.acts_until(mau, END_OF_21_JUNE) == mau.nhat_trinh.dien_bien


def test_nobody_signs_a_plan_after_handing_it_in(mau: MauDuLieu) -> None:
    for act in mau.nhat_trinh.dien_bien:
        if act.nghia_vu == "ke_hoach" and act.buoc == "trinh":
            content = doc.content_of(mau, act)
            assert isinstance(content, DangKy)
            assert content.ke_hoach_so
            assert content.ke_hoach_ngay is not None
            assert content.ke_hoach_ngay <= act.luc.date()


def test_a_report_is_dated_between_its_closing_day_and_its_way_to_the_head(mau: MauDuLieu) -> None:
    for act in mau.nhat_trinh.dien_bien:
        if (act.nghia_vu, act.buoc) == ("so_ket", "trinh"):
            report = mau.so_ket[act.don_vi]
            assert report.ngay_chot <= act.luc.date()
            assert report.ngay is None or report.ngay_chot <= report.ngay <= act.luc.date(), act
            assert all(
                row.ngay_hoan_thanh is None or row.ngay_hoan_thanh <= report.ngay_chot
                for row in report.chi_tieu
            ), act.don_vi


def test_only_reports_that_wait_for_the_head_have_no_number(
    mau: MauDuLieu, envelopes: dict[tuple[str, str], Envelope]
) -> None:
    unsigned = {unit for unit, report in mau.so_ket.items() if not report.so}
    assert unsigned == in_state(envelopes, "so_ket", State.CHO_DUYET)


def judged(mau: MauDuLieu, unit: str, row: DongKetQua) -> DanhGia:
    target = next(kind for kind, _ in doc.targets_of(mau, unit) if kind.ma == row.ma)
    registered = next(one.dang_ky for one in mau.dang_ky[unit].chi_tieu if one.ma == row.ma)
    kind = LoaiChiTieu(target.loai)
    share = mau.ke_hoach.dot[0].ty_le_moc or Decimal(0)
    task = TinhTrangNhiemVu(row.ket_qua) if kind is LoaiChiTieu.NHIEM_VU and row.ket_qua else None
    figure = Decimal(row.ket_qua) if row.ket_qua and task is None else None
    mark = moc_dot(kind, registered, target.moc, share)
    result = row.uoc if figure is None else figure
    return danh_gia(kind, KyBaoCao.SO_KET, registered, mark, result, task, row.khong_phat_sinh)


def all_judged(mau: MauDuLieu) -> list[tuple[str, DongKetQua, DanhGia]]:
    return [
        (unit, row, judged(mau, unit, row)) for unit, report in mau.so_ket.items() for row in report.chi_tieu
    ]


def test_a_cause_stands_exactly_below_the_mark(mau: MauDuLieu) -> None:
    wrong = [
        (unit, row.ma, verdict)
        for unit, row, verdict in all_judged(mau)
        if needs_cause(verdict) != bool(row.nguyen_nhan)
    ]
    assert wrong == []


def test_every_judgement_occurs_but_silence(mau: MauDuLieu) -> None:
    counts = Counter(verdict for _, _, verdict in all_judged(mau))
    assert set(counts) == set(DanhGia) - {DanhGia.CHUA_BAO_CAO}
    assert counts[DanhGia.DAT_MOC] > 3 * counts[DanhGia.DUOI_MOC] > 0


def test_every_kind_and_every_source_of_target_occurs(mau: MauDuLieu) -> None:
    used = {kind for unit in mau.to_chuc.don_vi for kind, _ in doc.targets_of(mau, unit.ma)}
    assert {kind.loai for kind in used} == {loai.value for loai in LoaiChiTieu}
    assert {kind.giao_boi for kind in used} == {source.value for source in NguonGiao}
    assert {kind.ma for kind in used} == {kind.ma for kind in mau.chi_tieu.mau}


def test_every_kind_of_answer_occurs(mau: MauDuLieu) -> None:
    rows = [row for report in mau.so_ket.values() for row in report.chi_tieu]
    answers = {row.ket_qua for row in rows}
    assert {"0", "hoan_thanh", "dang_thuc_hien", "chua_thuc_hien"} <= answers
    assert any(row.khong_phat_sinh for row in rows)
    assert any(row.uoc is not None for row in rows)
    assert any(row.ket_qua and row.uoc is None for row in rows)
    assert any(row.ket_qua and row.uoc is not None for row in rows)
    assert any(row.ngay_hoan_thanh for row in rows)
    assert any(one.khong_phat_sinh for one in mau.khen_dot.values())
    assert not all(one.khong_phat_sinh for one in mau.khen_dot.values())


def test_the_draft_that_was_never_sent_has_blanks(mau: MauDuLieu) -> None:
    draft = mau.dang_ky["truong-thcs-le-loi"]
    kinds = {kind.ma: kind.loai for kind in mau.chi_tieu.mau}
    assert any(row.dang_ky is None and kinds[row.ma] != "nhiem_vu" for row in draft.chi_tieu)
    assert not draft.giai_phap


def test_a_figure_below_the_assigned_one_has_a_reason(mau: MauDuLieu) -> None:
    below = set()
    for unit in mau.to_chuc.don_vi:
        registered = {row.ma: row for row in mau.dang_ky[unit.ma].chi_tieu}
        for kind, value in doc.targets_of(mau, unit.ma):
            row = registered[kind.ma]
            if value.giao is None or row.dang_ky is None:
                continue
            is_below = not reaches(LoaiChiTieu(kind.loai), row.dang_ky, value.giao)
            assert is_below == bool(row.ly_do), (unit.ma, kind.ma)
            below |= {unit.ma} if is_below else set()
    assert len(below) >= 3


def test_sent_registrations_are_complete(mau: MauDuLieu) -> None:
    kinds = {kind.ma: kind.loai for kind in mau.chi_tieu.mau}
    for act in mau.nhat_trinh.dien_bien:
        if (act.nghia_vu, act.buoc) != ("dang_ky", "trinh"):
            continue
        content = doc.content_of(mau, act)
        assert isinstance(content, DangKy)
        assert content.phong_trao
        assert content.giai_phap
        assert content.kho_khan
        for row in content.chi_tieu:
            assert (row.dang_ky is None) == (kinds[row.ma] == "nhiem_vu"), (act.don_vi, row.ma)


def test_an_earlier_version_differs_from_the_final_one(mau: MauDuLieu) -> None:
    earlier = [act for act in mau.nhat_trinh.dien_bien if act.lan]
    assert len(earlier) == len(mau.nhat_trinh.ban_truoc)
    for act in earlier:
        final = mau.so_ket if act.nghia_vu == "so_ket" else mau.dang_ky
        assert doc.content_of(mau, act) != final[act.don_vi]


def test_a_saved_draft_of_a_report_holds_a_blank(mau: MauDuLieu) -> None:
    draft = next(
        act for act in mau.nhat_trinh.dien_bien if (act.nghia_vu, act.buoc) == ("so_ket", "luu_nhap")
    )
    content = doc.content_of(mau, draft)
    assert isinstance(content, SoKet)
    assert any(not row.ket_qua and row.uoc is None and not row.dau for row in content.chi_tieu)


@pytest.mark.parametrize("part", ["noi_bat", "han_che", "kien_nghi"])
def test_no_two_units_write_the_same(mau: MauDuLieu, part: str) -> None:
    texts = [getattr(report, part) for report in mau.so_ket.values()]
    assert len(set(texts)) == len(texts) == 38


def test_highlights_are_two_to_four_sentences(mau: MauDuLieu) -> None:
    assert {len(doc.sentences(report.noi_bat)) for report in mau.so_ket.values()} <= {2, 3, 4}


def test_only_called_units_choose_a_movement(mau: MauDuLieu) -> None:
    movements = {one.ma: one for one in mau.phong_trao.phong_trao}
    chosen = set()
    for ma, registered in mau.dang_ky.items():
        unit = doc.don_vi(mau, ma)
        for row in registered.phong_trao:
            movement = movements[row.ma]
            assert unit.nhom in movement.goi or ma in movement.goi_don_vi, (ma, row.ma)
            chosen.add(row.ma)
    assert chosen == set(movements)


def test_key_figures_agree_with_the_units_that_report_them(mau: MauDuLieu) -> None:
    of_unit = {
        ("phong-tai-chinh-ke-hoach", "thu-ngan-sach-thi-xa"): "Thu ngân sách nhà nước trên địa bàn",
        ("phong-kinh-te", "gieo-trong-thi-xa"): "Tổng diện tích gieo trồng",
        ("ban-to-chuc-thi-uy", "ket-nap-toan-dang-bo"): "Số đảng viên kết nạp mới",
    }
    table = {row.ten: row for row in mau.thuong_truc.bang.bang_4}
    assert len(table) >= 8
    for (unit, target), name in of_unit.items():
        row = next(row for row in mau.so_ket[unit].chi_tieu if row.ma == target)
        value = next(value for kind, value in doc.targets_of(mau, unit) if kind.ma == target)
        shown = table[name]
        assert (shown.uoc, shown.cung_ky, shown.ke_hoach) == (row.uoc, row.cung_ky, value.giao)


def test_the_last_report_of_the_secretariat_is_signed_by_the_head_of_the_phong(mau: MauDuLieu) -> None:
    people = {person.ma: person for person in doc.people(mau)}
    signer = people[mau.thuong_truc.bao_cao.nguoi_ky]
    assert signer.don_vi == "phong-noi-vu"
    assert signer.ho_ten != mau.ke_hoach.ky.ho_ten


def test_the_plan_s_signer_is_nobody_in_the_sample(mau: MauDuLieu) -> None:
    assert mau.ke_hoach.ky.ho_ten not in {person.ho_ten for person in doc.people(mau)}
