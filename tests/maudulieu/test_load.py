"""A small part of the sample, loaded through the actions on each backend."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import BACKENDS
from tests.maudulieu.conftest import fresh_database
from tests.maudulieu.small_part import KHOI, OFFICE, small_part
from thidua.core import workflow
from thidua.core.calendar import VN, KyBaoCao
from thidua.core.workflow import State
from thidua.db.base import make_engine
from thidua.donvi.models import DonVi
from thidua.hoso import queries as ho_so_queries
from thidua.hoso.models import HoSo, PhienBan, SuKien, Tep
from thidua.luutru.store import Store
from thidua.maudulieu import contents, doc, tep_mau
from thidua.maudulieu.load import load
from thidua.maudulieu.refusal import SampleDataRefused
from thidua.maudulieu.shapes import MauDuLieu
from thidua.namthidua.models import ChiTieu, NamThiDua
from thidua.nhatky import queries as log
from thidua.nhatky.actions import KEY
from thidua.nhatky.models import NhatKy
from thidua.tonghop.compose import excerpts
from thidua.tonghop.compose.tep import CONSOLE, docx
from thidua.tonghop.models import CauTrich, LoiVanTongHop
from thidua.vanban.check import check

LOG_KEY = b"k" * 32
MORNING = datetime(2023, 6, 22, 8, 0, tzinfo=VN)


def errors(data: bytes, the_thuc: str = "nd30") -> set[str]:
    return {finding.rule for finding in check(data, the_thuc) if finding.level == "error"}


@pytest.fixture(scope="module")
def part(mau: MauDuLieu) -> MauDuLieu:
    return small_part(mau)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "tep")


@contextmanager
def opened(url: str) -> Iterator[Session]:
    engine = make_engine(url)
    with Session(engine, info={KEY: LOG_KEY}, expire_on_commit=False) as session:
        yield session
    engine.dispose()


@pytest.fixture
def empty(database_url: str) -> Iterator[Session]:
    with opened(database_url) as session:
        yield session


@pytest.fixture(scope="module", params=BACKENDS)
def loaded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, part: MauDuLieu
) -> Iterator[tuple[Session, Store]]:
    """The part as it stands on the morning of 22/6/2023, loaded once a backend; nobody writes into it."""
    folder = tmp_path_factory.mktemp("phan-nho")
    with fresh_database(request, request.param, folder) as url, opened(url) as session:
        store = Store(folder / "tep")
        load(session, store, part, MORNING)
        yield session, store


@pytest.fixture
def town(loaded: tuple[Session, Store]) -> Iterator[Session]:
    """The loaded part, for reading."""
    yield loaded[0]
    loaded[0].rollback()


def test_every_act_leaves_its_event_and_its_line_at_its_moment(town: Session, part: MauDuLieu) -> None:
    done = [act for act in part.nhat_trinh.dien_bien if act.buoc != "luu_nhap"]
    rows = town.execute(
        select(SuKien.luc, NhatKy.tai_khoan, DonVi.code, HoSo.loai, SuKien.buoc)
        .join(HoSo, HoSo.id == SuKien.ho_so_id)
        .join(DonVi, DonVi.id == HoSo.don_vi_id)
        .join(NhatKy, NhatKy.id == SuKien.nhat_ky_id)
    ).all()
    asked = [(act.luc, act.tai_khoan, act.don_vi, act.nghia_vu, act.buoc) for act in done]
    assert sorted(asked) == sorted(tuple(row) for row in rows)
    assert log.first_broken(town, LOG_KEY) is None
    assert town.scalar(select(func.count()).select_from(NhatKy).where(NhatKy.luc > MORNING)) == 0
    for ho_so in town.scalars(select(HoSo)):
        assert workflow.fold(ho_so_queries.happened(town, ho_so.id)) is ho_so.state


def test_files_lie_whole_in_the_store_and_came_through_the_gate(
    town: Session, loaded: tuple[Session, Store], part: MauDuLieu
) -> None:
    store = loaded[1]
    files = town.scalars(select(Tep)).all()
    assert files
    assert all(store.is_whole(file.sha256) and file.loai == "docx" for file in files)
    pledges = {
        file.sha256
        for file in files
        if file.ho_so_id in set(town.scalars(select(HoSo.id).where(HoSo.loai == "giao_uoc")))
    }
    assert len(pledges) == len(part.to_chuc.cum_khoi)


def test_the_consolidated_report_is_compiled_from_what_was_received(town: Session, part: MauDuLieu) -> None:
    assert town.scalar(select(func.count()).select_from(LoiVanTongHop)) == len(
        {one.muc for one in part.thuong_truc.doan}
    )
    models = town.scalars(select(CauTrich).where(CauTrich.muc == "II.6")).all()
    named = [one for unit in ("cong-an", "ban-chi-huy-quan-su") for one in part.so_ket[unit].dien_hinh]
    assert {row.noi_dung for row in models} == {contents.model(one) for one in named}
    assert all(row.nguyen_van == contents.MODEL + row.noi_dung for row in models)
    for ban in ("nv", "ubnd"):
        data = docx(town, CONSOLE, 2023, KyBaoCao.SO_KET, ban, at=MORNING)
        assert not errors(data)
        assert data == docx(town, CONSOLE, 2023, KyBaoCao.SO_KET, ban, at=MORNING)


def test_only_what_happened_up_to_the_moment_is_there(empty: Session, store: Store, part: MauDuLieu) -> None:
    until = datetime(2023, 4, 5, 12, 0, tzinfo=VN)
    load(empty, store, part, until)
    last = empty.scalar(select(func.max(SuKien.luc)))
    assert last is not None
    assert last <= until
    assert max(act.luc for act in doc.acts_until(part, until) if act.buoc != "luu_nhap") == last
    assert set(empty.scalars(select(HoSo.state).where(HoSo.loai == "so_ket"))) == {State.NHAP}
    assert empty.scalar(select(func.count()).select_from(LoiVanTongHop)) == 0
    assert not errors(docx(empty, CONSOLE, 2023, KyBaoCao.SO_KET, "nv", at=until))


def test_a_day_before_the_year_was_opened_is_refused(empty: Session, store: Store, part: MauDuLieu) -> None:
    with pytest.raises(SampleDataRefused, match="10/03/2023"):
        load(empty, store, part, datetime(2023, 3, 10, 14, 59, tzinfo=VN))
    assert empty.scalar(select(func.count()).select_from(NamThiDua)) == 0


def test_data_that_could_not_go_to_the_head_are_refused_with_their_place(
    empty: Session, store: Store, part: MauDuLieu
) -> None:
    broken = replace(part.dang_ky[OFFICE], giai_phap=" ")
    with pytest.raises(SampleDataRefused, match="phong-noi-vu, dang_ky: chưa trình được"):
        load(empty, store, replace(part, dang_ky=part.dang_ky | {OFFICE: broken}), MORNING)


def test_own_targets_are_noted_by_the_unit_itself(town: Session, part: MauDuLieu) -> None:
    own = {kind.ma for kind in part.chi_tieu.mau if kind.giao_boi == "tu_dang_ky"}
    rows = town.execute(
        select(ChiTieu.ma, NhatKy.tai_khoan)
        .join(NhatKy, (NhatKy.doi_tuong == "chi_tieu") & (NhatKy.doi_tuong_id == ChiTieu.id))
        .where(NhatKy.viec == "giao_chi_tieu")
    ).all()
    assert any(ma in own for ma, _ in rows)
    assert all(account.startswith("canbo.") == (ma in own) for ma, account in rows)


def test_every_sealed_version_still_has_its_fingerprint(town: Session, part: MauDuLieu) -> None:
    sealed = town.scalars(select(PhienBan).where(PhienBan.niem_phong_luc.is_not(None))).all()
    assert len(sealed) > len(part.to_chuc.don_vi)
    assert all(version.van_tay == ho_so_queries.fingerprint(town, version) for version in sealed)


def test_the_screen_and_the_data_count_sentences_alike(mau: MauDuLieu) -> None:
    for report in mau.so_ket.values():
        for text in (report.noi_bat, report.han_che, report.kien_nghi):
            assert excerpts.sentences(text) == doc.sentences(text)
        assert excerpts.sentences(contents.highlights(report))[: len(doc.sentences(report.noi_bat))] == (
            doc.sentences(report.noi_bat)
        )


def test_the_files_of_the_units_meet_the_decree(mau: MauDuLieu, store: Store) -> None:
    for unit in mau.to_chuc.don_vi:
        plan = tep_mau.ke_hoach(mau, unit, mau.dang_ky[unit.ma])
        assert not errors(plan, unit.the_thuc), unit.ma
        assert store.receive(BytesIO(plan), "a.docx").kind == "docx"


def test_the_proposals_for_11_june_meet_the_decree(mau: MauDuLieu) -> None:
    papers = 0
    for unit in mau.to_chuc.don_vi:
        given = mau.khen_dot.get(unit.ma)
        if given and not given.khong_phat_sinh:
            papers += 1
            assert not errors(tep_mau.khen_dot(mau, unit, given, MORNING.date()), unit.the_thuc), unit.ma
    assert papers


def test_the_same_pledge_gives_the_same_bytes(mau: MauDuLieu) -> None:
    for group in mau.to_chuc.cum_khoi:
        assert tep_mau.giao_uoc(mau, group) == tep_mau.giao_uoc(mau, group)
    assert any(group.ma == KHOI for group in mau.to_chuc.cum_khoi)
