"""Words on screen: one for every stored value."""

import pytest

from thidua.core.actor import Role
from thidua.core.calendar import KyBaoCao, TrangThaiNam
from thidua.core.targets import DanhGia, LoaiChiTieu, NguonGiao, TinhTrangNhiemVu
from thidua.core.workflow import STEP_NAMES, State
from thidua.web import labels


def test_every_state_role_step_and_period_has_its_words() -> None:
    assert set(labels.STATES) == set(State)
    assert set(labels.ROLES) == set(Role)
    assert set(labels.STEPS) == set(STEP_NAMES)
    assert set(labels.PERIODS) == set(KyBaoCao)
    assert set(labels.YEAR_STATES) == set(TrangThaiNam)


def test_everything_about_targets_has_its_words() -> None:
    assert set(labels.TARGET_KINDS) == set(LoaiChiTieu)
    assert set(labels.ASSIGNED_BY) == set(NguonGiao)
    assert set(labels.TASK_STATES) == set(TinhTrangNhiemVu)
    assert set(labels.EVALUATIONS) == set(labels.EVALUATION_STATUS) == set(DanhGia)
    assert all(labels.EVALUATION_STATUS[each].words == words for each, words in labels.EVALUATIONS.items())


def test_the_board_has_the_office_s_heads() -> None:
    heads = [obligation.head for obligation in labels.OBLIGATIONS.values()]
    assert heads[:6] == ["KH", "ĐK", "GƯ", "KT 11/6", "SK", "TK"]
    assert len(set(heads)) == len(heads)


def test_a_word_without_label_is_a_fault() -> None:
    with pytest.raises(KeyError):
        labels.status("khong_co")


def test_a_step_taken_back_says_so() -> None:
    back = labels.step_words("khong_thuoc_doi_tuong", State.KHONG_THUOC_DOI_TUONG)
    assert back.button == "Đưa lại vào đối tượng"
    assert labels.step_words("duyet", State.CHO_DUYET).button == "Duyệt và nộp"
