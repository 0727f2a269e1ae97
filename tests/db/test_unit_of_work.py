"""Reading and writing through the program's own unit of work."""

import threading
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from thidua.core.actor import Role
from thidua.db.base import UnitOfWorkNested, make_engine, reading, writing
from thidua.db.migrate import upgrade
from thidua.donvi.models import DonVi
from thidua.namthidua.models import NgayLich
from thidua.taikhoan.models import Nguoi, TaiKhoan, VaiTro

THREADS, ROUNDS = 8, 25


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = make_engine(f"sqlite:///{tmp_path / 'thử.db'}")
    upgrade(made)
    return made


def test_eight_threads_of_read_then_write_lose_nothing_and_refuse_nothing(engine: Engine) -> None:
    with Session(engine) as session, writing(session):
        session.add(DonVi(code="dem", loai="phong", the_thuc="nd30", thu_tu=0))
    refused: list[Exception] = []

    def count() -> None:
        for _ in range(ROUNDS):
            try:
                with Session(engine) as session, writing(session):
                    unit = session.scalars(select(DonVi)).one()
                    unit.thu_tu = unit.thu_tu + 1
            except Exception as problem:
                refused.append(problem)

    threads = [threading.Thread(target=count) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Session(engine) as session:
        assert session.scalars(select(DonVi.thu_tu)).one() == THREADS * ROUNDS
    assert refused == []


def test_a_unit_of_work_that_fails_leaves_nothing(engine: Engine) -> None:
    def fail(session: Session) -> None:
        session.add(NgayLich(ngay=datetime(2023, 9, 2, tzinfo=UTC).date(), loai="nghi", ten="Quốc khánh"))
        session.flush()
        raise RuntimeError("giữa chừng")

    with Session(engine) as session, pytest.raises(RuntimeError), writing(session):
        fail(session)
    with Session(engine) as session:
        assert session.scalars(select(NgayLich)).all() == []


def test_a_writing_unit_inside_another_transaction_is_refused(engine: Engine) -> None:
    with Session(engine) as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(UnitOfWorkNested), writing(session):
            pass


def test_reading_keeps_nothing_open(engine: Engine) -> None:
    session = Session(engine)
    with reading(session) as seen:
        assert seen.scalars(select(DonVi)).all() == []
    assert not session.in_transaction()


def test_sqlite_runs_with_full_durability(engine: Engine) -> None:
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}


@pytest.mark.parametrize("figure", ["0", "1250", "97.5", "0.000001", "-3.10", "123456789012345678"])
def test_a_figure_comes_back_exactly(engine: Engine, figure: str) -> None:
    from thidua.core.calendar import KyBaoCao, TrangThaiNam
    from thidua.namthidua.models import DotThiDua, NamThiDua

    with Session(engine) as session, writing(session):
        year = NamThiDua(nam=2023, trang_thai=TrangThaiNam.CHUAN_BI)
        session.add(year)
        session.flush()
        day = datetime(2023, 1, 1, tzinfo=UTC).date()
        session.add(
            DotThiDua(
                nam_id=year.id,
                so=1,
                ten="Đợt 1",
                tu_ngay=day,
                den_ngay=day,
                ty_le_moc=Decimal(figure),
                ky_bao_cao=KyBaoCao.SO_KET,
            )
        )
    with Session(engine) as session:
        assert session.scalars(select(DotThiDua.ty_le_moc)).one() == Decimal(figure)


def test_a_naive_moment_is_refused(engine: Engine) -> None:
    with Session(engine) as session, pytest.raises(Exception, match="naive"), writing(session):
        person = Nguoi(ho_ten="Siu H'Lan")
        session.add(person)
        session.flush()
        session.add(
            TaiKhoan(
                nguoi_id=person.id,
                ten_dang_nhap="x",
                mat_khau="x",
                khoa_luc=datetime(2023, 1, 1),  # noqa: DTZ001 - the mistake under test
            )
        )


def test_a_unit_role_without_a_unit_is_refused_by_the_database(engine: Engine) -> None:
    day = datetime(2023, 1, 1, tzinfo=UTC).date()
    with Session(engine) as session, pytest.raises(Exception, match="unit_role_has_unit"), writing(session):
        person = Nguoi(ho_ten="Siu H'Lan")
        session.add(person)
        session.flush()
        account = TaiKhoan(nguoi_id=person.id, ten_dang_nhap="x", mat_khau="x")
        session.add(account)
        session.flush()
        session.add(VaiTro(tai_khoan_id=account.id, vai_tro=Role.CAN_BO, tu_ngay=day))
