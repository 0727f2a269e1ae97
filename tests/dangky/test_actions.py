"""Writing a registration without a browser: what is refused, what the log says."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests import builders
from tests.conftest import NOON
from tests.dangky.conftest import Town
from thidua.core.errors import NotNow, NotThere, NotYourFunction, Refusal, WrongInput
from thidua.dangky import actions, queries
from thidua.dangky.queries import ChiTieuDangKy, NoiDungDangKy, PhongTraoDangKy
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.hoso.queries import drafters
from thidua.nhatky.models import NhatKy

LATER = NOON + timedelta(hours=1)


def save(town: Town, content: NoiDungDangKy, account: str = "canbo", **more: object) -> None:
    town.session.rollback()
    with writing(town.session):
        view = town.view(account)
        actions.save(town.session, town.actor(account), view, content, at=LATER, **more)  # type: ignore[arg-type]


def cell(town: Town, target: int, value: str | None, **more: object) -> None:
    town.session.rollback()
    with writing(town.session):
        figure = Decimal(value) if value else None
        actions.save_cell(
            town.session,
            town.actor("canbo"),
            town.view(),
            target,
            figure,
            at=LATER,
            **more,  # type: ignore[arg-type]
        )


def foreign_target(town: Town) -> int:
    town.session.rollback()
    with writing(town.session):
        other = town.session.scalars(select(DonVi).where(DonVi.code == "xa-ia-rbol")).one()
        return builders.target(town.session, town.nam_id, other, "Gieo trồng")


@pytest.mark.parametrize(
    ("work", "refusal", "reason"),
    [
        (lambda t: save(t, NoiDungDangKy(), "thutruong"), NotYourFunction, "khong_duoc_sua"),
        (lambda t: save(t, NoiDungDangKy(), row_version=99), NotNow, "da_co_nguoi_sua"),
        (
            lambda t: save(t, NoiDungDangKy(chi_tieu=(ChiTieuDangKy(foreign_target(t)),))),
            WrongInput,
            "chi_tieu_cua_don_vi_khac",
        ),
        (
            lambda t: save(t, NoiDungDangKy(phong_trao=(PhongTraoDangKy(999),))),
            WrongInput,
            "phong_trao_cua_nam_khac",
        ),
        (lambda t: cell(t, foreign_target(t), "5"), NotThere, "khong_co_chi_tieu"),
    ],
)
def test_what_may_not_be_written_is_refused_and_leaves_nothing(
    town: Town, work: Callable[[Town], None], refusal: type[Refusal], reason: str
) -> None:
    with pytest.raises(refusal) as refused:
        work(town)
    assert refused.value.reason == reason
    assert town.contents() == NoiDungDangKy()


def test_a_line_is_written_changed_and_taken_away(town: Town) -> None:
    cell(town, town.thu, "2400", ly_do_thap="Mất mùa")
    assert town.contents().chi_tieu == (ChiTieuDangKy(town.thu, Decimal(2400), "Mất mùa"),)
    cell(town, town.thu, "2500")
    assert town.contents().chi_tieu == (ChiTieuDangKy(town.thu, Decimal(2500)),)
    cell(town, town.thu, None)
    assert town.contents().chi_tieu == ()


def test_every_save_has_its_line_in_the_log_with_the_figure_before(town: Town) -> None:
    cell(town, town.thu, "2400")
    cell(town, town.thu, "2500")
    last = town.session.scalars(select(NhatKy).order_by(NhatKy.id.desc())).first()
    assert last is not None
    assert (last.viec, last.tai_khoan) == ("luu_o_dang_ky", "canbo")
    assert '"2400"' in last.truoc
    assert '"2500"' in last.sau


def test_saving_marks_the_person_as_drafter(town: Town) -> None:
    save(town, NoiDungDangKy(giai_phap="Một"))
    save(town, NoiDungDangKy(giai_phap="Hai"), "canbo2")
    version = town.view().ho_so.phien_ban_id
    both = {town.actor("canbo").person, town.actor("canbo2").person}
    assert drafters(town.session, version) == both


def test_a_text_that_is_emptied_is_empty(town: Town) -> None:
    save(town, NoiDungDangKy(giai_phap="Một", kho_khan=("a", "b")))
    save(town, NoiDungDangKy(kho_khan=("b", "  ")))
    assert town.contents() == NoiDungDangKy(kho_khan=("b",))


def test_an_assigned_target_is_never_dropped(town: Town) -> None:
    save(town, NoiDungDangKy(chi_tieu=(ChiTieuDangKy(town.thu, Decimal(1)),)))
    town.session.rollback()
    with writing(town.session):
        actions.drop_own(town.session, town.actor("canbo"), town.view(), [town.thu, 999], at=LATER)
    assert town.contents().values[town.thu].gia_tri == Decimal(1)


def test_a_unit_without_a_received_registration_has_no_registered_targets(town: Town) -> None:
    assert queries.registered_for_unit(town.session, town.nam_id, town.don_vi_id) == ()
    assert queries.received(town.session, town.nam_id, town.don_vi_id) is None
