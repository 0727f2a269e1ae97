"""A phường with five registered targets of different kinds, a received registration, and its people."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.kept_towns import Builder
from thidua.core.actor import Role
from thidua.core.calendar import VN
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.dangky import actions as registering
from thidua.dangky.queries import ChiTieuDangKy, NoiDungDangKy, PhongTraoDangKy
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.hoso import actions as hoso_actions
from thidua.hoso.models import HoSo
from thidua.namthidua import queries as years

SPRING = datetime(2023, 3, 20, 9, 0, tzinfo=VN)
PAGE = "/2023/bao-cao/so-ket/phuong-cheo-reo"


@contextmanager
def acting(session: Session) -> Iterator[Session]:
    """A writing unit of the test's own, whatever it looked at before."""
    session.rollback()
    with writing(session):
        yield session


@dataclass
class Town:
    """The ids that tests speak of, and a hand on the database."""

    session: Session
    nam_id: int
    unit: DonVi
    other: DonVi
    thu: int = 0
    giao_quan: int = 0
    tai_nan: int = 0
    van_hoa: int = 0
    so_hoa: int = 0
    phong_trao: int = 0

    def ho_so(self, loai: str = "so_ket", unit: DonVi | None = None) -> HoSo:
        query = select(HoSo).where(HoSo.loai == loai, HoSo.don_vi_id == (unit or self.unit).id)
        return self.session.scalars(query.where(HoSo.nam_id == self.nam_id)).one()

    @property
    def targets(self) -> tuple[int, ...]:
        return (self.thu, self.giao_quan, self.tai_nan, self.van_hoa, self.so_hoa)

    def answers(self, **fields: object) -> dict[str, object]:
        """A whole report as the form posts it: one line below its mark, one nil, one task under way."""
        whole: dict[str, object] = {
            "ngay_chot": "15/6/2023",
            f"uoc-{self.thu}": "1.190",
            f"kq-{self.thu}": "",
            f"ck-{self.thu}": "1.129",
            f"nn-{self.thu}": "Nguồn thu dồn vào quý IV.",
            f"uoc-{self.giao_quan}": "",
            f"kq-{self.giao_quan}": "100",
            f"ck-{self.giao_quan}": "100",
            f"uoc-{self.tai_nan}": "",
            f"kq-{self.tai_nan}": "0",
            f"ck-{self.tai_nan}": "2",
            f"uoc-{self.van_hoa}": "",
            f"kq-{self.van_hoa}": "",
            f"ck-{self.van_hoa}": "",
            f"kps-{self.van_hoa}": "y",
            f"kq-{self.so_hoa}": "dang_thuc_hien",
            f"ptkq-{self.phong_trao}": "Giúp 09 hộ cận nghèo.",
            "khkq-1": "Đã thu của 88 hộ.",
            "noi_bat": "Chỉnh trang 1,2 km vỉa hè ở buôn Rơ Ô.",
            "han_che": "",
            "kien_nghi": "Đề nghị bố trí cán bộ thuế.",
            "so": "",
            "ngay": "",
        }
        return whole | {name.replace("__", "-"): value for name, value in fields.items()}


def register(
    town: Town, values: Mapping[int, str | None], *, approve: bool = True, receive: bool = True
) -> None:
    """The unit registers these figures, one movement and one difficulty; its head approves."""
    session, ho_so = town.session, town.ho_so("dang_ky")
    content = NoiDungDangKy(
        chi_tieu=tuple(ChiTieuDangKy(k, Decimal(v) if v else None) for k, v in values.items()),
        phong_trao=(PhongTraoDangKy(town.phong_trao, "Giúp 10 hộ"),),
        kho_khan=("Nợ đọng thuế kéo dài.",),
        giai_phap="Đối chiếu nợ thuế theo tháng.",
    )
    officer, head, clerk = (builders.person_of(session, n) for n in ("canbo", "thutruong", "thuongtruc"))
    registering.save(session, officer, ho_so, content, at=SPRING)
    hoso_actions.move(session, officer, ho_so, "trinh", at=SPRING)
    if approve:
        hoso_actions.move(session, head, ho_so, "duyet", at=SPRING)
    if approve and receive:
        hoso_actions.move(session, clerk, ho_so, "tiep_nhan", at=SPRING)


@pytest.fixture
def bare_town(built_once: Builder) -> Town:
    """The town before anybody registered."""
    return built_once(_bare_town)


@pytest.fixture
def town(built_once: Builder) -> Town:
    """The town with the phường's registration received."""
    return built_once(_town)


def _bare_town(session: Session) -> Town:
    with acting(session):
        unit = builders.unit(session)
        other = builders.unit(session, "xa-ia-rto", "UBND xã Ia Rtô", order=2)
        nam_id = builders.year(session, la_mau=True)
        town = Town(session, nam_id, unit, other)
        town.thu = builders.target(session, nam_id, unit, nam_truoc="2310")
        town.giao_quan = builders.target(
            session,
            nam_id,
            unit,
            "Giao quân",
            giao="100",
            moc="100",
            don_vi_tinh="%",
            loai=LoaiChiTieu.THOI_DIEM,
        )
        town.tai_nan = builders.target(
            session, nam_id, unit, "Vụ tai nạn giao thông", giao="3", don_vi_tinh="vụ",
            loai=LoaiChiTieu.KHONG_VUOT,
        )  # fmt: skip
        town.van_hoa = builders.target(
            session, nam_id, unit, "Gia đình văn hóa", giao="92", don_vi_tinh="%", loai=LoaiChiTieu.CUOI_NAM
        )
        town.so_hoa = builders.target(
            session,
            nam_id,
            unit,
            "Số hóa hồ sơ lưu trữ",
            giao=None,
            don_vi_tinh="",
            loai=LoaiChiTieu.NHIEM_VU,
            giao_boi=NguonGiao.TU_DANG_KY,
        )
        builders.target(session, nam_id, other, giao="420")
        town.phong_trao = years.movements(session, nam_id)[1].id
        builders.ho_so(session, nam_id, unit, other)
        builders.account(session, "canbo", Role.CAN_BO, don_vi=unit)
        builders.account(session, "canbo2", Role.CAN_BO, don_vi=unit, ho_ten="Nay H'Wên")
        builders.account(session, "thutruong", Role.THU_TRUONG, don_vi=unit, ho_ten="Rcom Sa")
        builders.account(session, "thuongtruc", Role.THUONG_TRUC, ho_ten="Nguyễn Thu Hà")
        builders.account(session, "nguoi-la", Role.CAN_BO, don_vi=other, ho_ten="Siu Black")
        builders.account(session, "chutich", Role.LANH_DAO, ho_ten="Lê Văn Chủ")
        builders.account(session, "quantri", Role.QUAN_TRI, ho_ten="Lê Quản Trị")
    return town


def _town(session: Session) -> Town:
    t = _bare_town(session)
    with acting(t.session):
        register(t, {t.thu: "2450", t.giao_quan: "100", t.tai_nan: "3", t.van_hoa: "92", t.so_hoa: None})
    return t
