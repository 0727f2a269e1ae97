"""A small town with one phường that registers, one that does not, and the people around them."""

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.kept_towns import Builder
from thidua.core.actor import Actor, Role
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.dangky import queries
from thidua.db.base import writing
from thidua.hoso import queries as ho_so_queries
from thidua.hoso.queries import HoSoInView
from thidua.namthidua import queries as years

PAGE = "/2023/dang-ky/phuong-cheo-reo"


@dataclass(frozen=True)
class Town:
    """Ids of the town's pieces, and short ways to look at it."""

    session: Session
    nam_id: int
    don_vi_id: int
    thu: int
    """luỹ kế, assigned 2450"""
    bhyt: int
    """thời điểm, assigned 92, mark 90"""
    tai_nan: int
    """không vượt, assigned 3"""
    so_hoa: int
    """nhiệm vụ"""

    @property
    def movements(self) -> list[int]:
        return [row.id for row in years.movements(self.session, self.nam_id)]

    def actor(self, account: str) -> Actor:
        return builders.person_of(self.session, account)

    def view(self, account: str = "canbo") -> HoSoInView:
        return ho_so_queries.find(self.session, self.actor(account), 2023, "dang_ky", "phuong-cheo-reo")

    def contents(self) -> queries.NoiDungDangKy:
        version = self.view().ho_so.phien_ban_id
        assert version is not None
        return queries.contents(self.session, version)

    def state(self) -> str:
        return self.view().ho_so.state.value

    def form(self, **changes: object) -> dict[str, object]:
        """A registration that may be sent, as a browser posts it."""
        first = self.movements[0]
        whole: dict[str, object] = {
            f"dk-{self.thu}": "2.450",
            f"dk-{self.bhyt}": "93",
            f"dk-{self.tai_nan}": "3",
            f"dk-{self.so_hoa}": "1",
            "pt": [str(first)],
            f"pt-{first}-noi_dung": "Sửa ba nhà tạm",
            f"pt-{first}-thoi_gian": "Quý II",
            f"pt-{first}-nguoi": "Ksor H'Lan",
            "kho_khan": ["Nợ đọng thuế kéo dài", ""],
            "giai_phap": "Đối chiếu nợ thuế theo tháng.",
            "dh_tap_the": ["Tập thể lao động xuất sắc", ""],
            "cn-1-ten": "Rơ Ô Thuận",
            "cn-1-chuc_vu": "Chủ tịch",
            "cn-1-danh_hieu": "Chiến sĩ thi đua cơ sở",
            "cn-1-sang_kien": "Bộ câu hỏi tự kiểm tra",
            "cap_tren": [""],
            "cong_doan": "",
            "ly_do_cham": "Chờ chỉ tiêu của ngành",
        }
        return {**whole, **changes}


@pytest.fixture
def town(built_once: Builder) -> Town:
    return built_once(_town)


def _town(session: Session) -> Town:
    with writing(session):
        unit = builders.unit(session)
        other = builders.unit(session, "xa-ia-rbol", "UBND xã Ia Rbol", 2)
        nam_id = builders.year(session, la_mau=True)
        thu = builders.target(session, nam_id, unit, nam_truoc="2310")
        bhyt = builders.target(
            session,
            nam_id,
            unit,
            "Tham gia BHYT",
            giao="92",
            loai=LoaiChiTieu.THOI_DIEM,
            don_vi_tinh="%",
            moc="90",
        )
        tai_nan = builders.target(
            session,
            nam_id,
            unit,
            "Vụ tai nạn giao thông",
            giao="3",
            loai=LoaiChiTieu.KHONG_VUOT,
            don_vi_tinh="vụ",
            giao_boi=NguonGiao.CAP_UY,
        )
        so_hoa = builders.target(
            session,
            nam_id,
            unit,
            "Số hóa hồ sơ lưu trữ",
            giao=None,
            loai=LoaiChiTieu.NHIEM_VU,
            don_vi_tinh="",
        )
        builders.ho_so(session, nam_id, unit, other)
        builders.account(session, "canbo", Role.CAN_BO, don_vi=unit, ho_ten="Ksor H'Lan")
        builders.account(session, "canbo2", Role.CAN_BO, don_vi=unit, ho_ten="Nay H'Bia")
        builders.account(session, "thutruong", Role.THU_TRUONG, don_vi=unit, ho_ten="Rơ Ô Thuận")
        builders.account(session, "canbo.khac", Role.CAN_BO, don_vi=other, ho_ten="Rmah Y Thông")
        builders.account(session, "thuongtruc", Role.THUONG_TRUC, ho_ten="Lê Thị Bình")
        builders.account(session, "truongphong", Role.LANH_DAO_PHONG, ho_ten="Đỗ Văn Nam")
        builders.account(session, "hoidong", Role.HOI_DONG, ho_ten="Siu Blưn")
        unit_id = unit.id
    return Town(session, nam_id, unit_id, thu, bhyt, tai_nan, so_hoa)
