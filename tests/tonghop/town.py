"""A town of two cụm and four units, small enough to count by hand, with every kind of target and answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from thidua.baocao.models import KetQuaChiTieu, KetQuaPhongTrao
from thidua.core.actor import Actor, Role
from thidua.core.calendar import VN
from thidua.core.targets import LoaiChiTieu, NguonGiao, TinhTrangNhiemVu
from thidua.dangky.models import DangKyChiTieu, DangKyPhongTrao
from thidua.donvi import actions as units
from thidua.donvi.models import DonVi
from thidua.hoso import actions as hoso
from thidua.hoso.models import DoanVan, HoSo, PhienBan
from thidua.namthidua import actions as years
from thidua.namthidua.actions.lich import set_days
from thidua.namthidua.models import PhongTrao
from thidua.namthidua.queries.lich import NgayRow
from thidua.taikhoan.actions import create_person

AT = datetime(2023, 6, 22, 10, 0, tzinfo=VN)
MOT, HAI, NOI_VU, BON = "phuong-mot", "xa-hai", "phong-noi-vu", "truong-bon"
NAMES = {
    MOT: "Ủy ban nhân dân phường Một",
    HAI: "Ủy ban nhân dân xã Hai",
    NOI_VU: "Phòng Nội vụ thị xã",
    BON: "Trường THCS Bốn",
}
NOI_BAT = "Phường Một làm 1.250 m đường. Vận động 12 hộ hiến đất; TX. Ayun Pa biểu dương."
KIEN_NGHI = "Đề nghị cấp thêm kinh phí."


def moment(day: int, month: int, hour: int = 9) -> datetime:
    return datetime(2023, month, day, hour, 0, tzinfo=VN)


@dataclass
class Town:
    """The town's ids and people, and the acts that bring a paper along its road."""

    session: Session
    nam_id: int
    units: dict[str, int]
    thuong_truc: Actor
    lanh_dao_phong: Actor
    movements: dict[str, int]

    def actor(self, role: str, code: str) -> Actor:
        return builders.person_of(self.session, f"{role}.{code}")

    def ho_so(self, code: str, loai: str) -> HoSo:
        query = select(HoSo).where(HoSo.don_vi_id == self.units[code], HoSo.loai == loai)
        return self.session.scalars(query.where(HoSo.nam_id == self.nam_id)).one()

    def send(
        self,
        code: str,
        loai: str,
        at: datetime,
        content: Sequence[object] = (),
        *,
        so: str = "",
        ngay: date | None = None,
        received: bool = True,
        approved: bool = True,
    ) -> PhienBan:
        """Write `content` into the open version and send it, as far as is asked."""
        one = self.ho_so(code, loai)
        version = hoso.begin_save(self.session, self.actor("canbo", code), one, None, at=at)
        version.so_van_ban, version.ngay_van_ban = so, ngay
        for row in content:
            row.phien_ban_id = version.id  # type: ignore[attr-defined]
        self.session.add_all(content)
        self.session.flush()
        hoso.move(self.session, self.actor("canbo", code), one, "trinh", at=at)
        if approved:
            hoso.move(self.session, self.actor("thutruong", code), one, "duyet", at=at)
        if approved and received:
            hoso.move(self.session, self.thuong_truc, one, "tiep_nhan", at=at)
        return version


def _unit(session: Session, code: str, order: int, quyen_han: tuple[str, ...], ky_hieu: str) -> int:
    name = NAMES[code].upper()
    return units.create_unit(
        session,
        None,
        units.DonViMoi(
            code=code,
            loai="phong",
            the_thuc="nd30",
            thu_tu=order,
            ten=NAMES[code],
            ten_ngan=NAMES[code][:18],
            co_quan_chu_quan=("ỦY BAN NHÂN DÂN", "THỊ XÃ AYUN PA") if code == NOI_VU else (),
            co_quan_ban_hanh=("PHÒNG NỘI VỤ",) if code == NOI_VU else (name,),
            quyen_han_ky=quyen_han,
            ky_hieu=ky_hieu,
            dia_danh="Ayun Pa",
            tu_ngay=builders.FIRST_DAY,
        ),
        at=builders.EARLY,
    )


def people(session: Session, made: dict[str, int]) -> None:
    """An officer and a head for each unit, two of the thường trực, the Chủ tịch and others."""
    for code, unit_id in made.items():
        don_vi = session.get_one(DonVi, unit_id)
        builders.account(session, f"canbo.{code}", Role.CAN_BO, don_vi=don_vi, ho_ten=f"Cán bộ {code}")
        head = "Trần Văn Trưởng" if code == NOI_VU else f"Thủ trưởng {code}"
        builders.account(session, f"thutruong.{code}", Role.THU_TRUONG, don_vi=don_vi, ho_ten=head)
    builders.account(session, "thuongtruc", Role.THUONG_TRUC, ho_ten="Lê Thị Thường")
    builders.account(session, "truongphong", Role.LANH_DAO_PHONG, ho_ten="Trần Văn Trưởng")
    vice = create_person(session, None, "Phạm Phó", at=builders.EARLY, chuc_vu="Phó Chủ tịch")
    builders.account(session, "phochutich", Role.LANH_DAO, person=vice.id)
    chair = create_person(session, None, "Nguyễn Chủ", at=builders.EARLY, chuc_vu="Chủ tịch")
    builders.account(session, "chutich", Role.LANH_DAO, person=chair.id)
    for name, role in (("hoidong", Role.HOI_DONG), ("xem", Role.XEM), ("quantri", Role.QUAN_TRI)):
        builders.account(session, name, role)


def build(session: Session) -> Town:
    """The town on 22/6/2023; see the tables in the tests for what it adds up to."""
    made = {
        MOT: _unit(session, MOT, 1, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "UBND"),
        HAI: _unit(session, HAI, 2, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "UBND"),
        NOI_VU: _unit(session, NOI_VU, 3, ("TRƯỞNG PHÒNG",), "NV"),
        BON: _unit(session, BON, 4, ("HIỆU TRƯỞNG",), "THCS"),
    }
    people(session, made)
    nam_id = builders.year(session, la_mau=True)
    for code, loai, ten, members in (
        ("cum-a", "cum", "Cụm xã, phường", (MOT, HAI)),
        ("khoi-b", "khoi", "Khối cơ quan, trường học", (NOI_VU, BON)),
    ):
        group = years.CumKhoiMoi(code, loai, ten, made[members[0]], None, "", [made[m] for m in members])
        years.add_group(session, None, nam_id, group, at=builders.EARLY)
    days = [
        NgayRow(date(2023, 4, 4), "nghi", "Ngày nghỉ của thị xã"),
        NgayRow(date(2023, 5, 1), "nghi", "Quốc tế Lao động"),
        NgayRow(date(2023, 5, 6), "lam_bu", "Làm bù"),
    ]
    set_days(session, None, days, at=builders.EARLY)
    hoso.create_for_year(session, None, nam_id, list(made.values()), at=builders.EARLY)
    codes = session.execute(select(PhongTrao.code, PhongTrao.id).where(PhongTrao.nam_id == nam_id))
    town = Town(
        session,
        nam_id,
        made,
        builders.person_of(session, "thuongtruc"),
        builders.person_of(session, "truongphong"),
        dict(codes.all()),
    )
    _mot(town)
    _hai(town)
    _noi_vu(town)
    _bon(town)
    session.commit()
    return town


def target(
    town: Town, code: str, ten: str, loai: LoaiChiTieu, giao: str | None, dvt: str, **rest: str | None
) -> int:
    own = loai is not LoaiChiTieu.NHIEM_VU and giao is None
    return builders.target(
        town.session,
        town.nam_id,
        town.session.get_one(DonVi, town.units[code]),
        ten,
        giao=giao,
        loai=loai,
        don_vi_tinh=dvt,
        giao_boi=NguonGiao.TU_DANG_KY if own else NguonGiao.UBND,
        **rest,  # type: ignore[arg-type]
    )


def _dk(chi_tieu_id: int, value: str | None) -> DangKyChiTieu:
    return DangKyChiTieu(chi_tieu_id=chi_tieu_id, gia_tri=Decimal(value) if value else None)


def _kq(chi_tieu_id: int, gia_tri: str = "", uoc: str = "", ck: str = "", **rest: object) -> KetQuaChiTieu:
    figures = (Decimal(v) if v else None for v in (gia_tri, uoc, ck))
    official, estimate, before = figures
    return KetQuaChiTieu(chi_tieu_id=chi_tieu_id, gia_tri=official, uoc=estimate, cung_ky=before, **rest)


def _mot(town: Town) -> None:
    thu = target(town, MOT, "Thu ngân sách", LoaiChiTieu.LUY_KE, "2450", "triệu đồng")
    bhyt = target(town, MOT, "Tham gia BHYT", LoaiChiTieu.THOI_DIEM, "92", "%", moc="90")
    tthc = target(town, MOT, "Hồ sơ đúng hạn", LoaiChiTieu.DUY_TRI, "98", "%")
    tngt = target(town, MOT, "Tai nạn giao thông", LoaiChiTieu.KHONG_VUOT, "3", "vụ")
    trong = target(town, MOT, "Diện tích gieo trồng", LoaiChiTieu.MUA_VU, "1900", "ha")
    vanhoa = target(town, MOT, "Gia đình văn hóa", LoaiChiTieu.CUOI_NAM, "92", "%")
    sohoa = target(town, MOT, "Số hóa hồ sơ", LoaiChiTieu.NHIEM_VU, None, "")
    town.send(MOT, "ke_hoach", moment(20, 3), so="05/KH-UBND", ngay=date(2023, 3, 20))
    goals = ((thu, "2500"), (bhyt, "92"), (tthc, "98"), (tngt, "3"), (trong, "1900"), (vanhoa, "92"))
    town.send(
        MOT,
        "dang_ky",
        moment(28, 3),
        [
            *(_dk(one, value) for one, value in goals),
            _dk(sohoa, None),
            DangKyPhongTrao(phong_trao_id=town.movements["nong-thon-moi"]),
            DangKyPhongTrao(phong_trao_id=town.movements["vi-nguoi-ngheo"]),
        ],
    )
    town.send(MOT, "giao_uoc", moment(11, 4), ngay=date(2023, 4, 10))
    town.send(MOT, "khen_dot", moment(1, 6))
    town.send(
        MOT,
        "so_ket",
        moment(19, 6),
        [
            _kq(thu, uoc="1250", ck="1100"),
            _kq(bhyt, "89.9", nguyen_nhan="Lao động tự do chưa tham gia"),
            _kq(tthc, "99.25"),
            _kq(tngt, khong_phat_sinh=True),
            _kq(trong, "1900"),
            _kq(sohoa, tinh_trang=TinhTrangNhiemVu.HOAN_THANH),
            KetQuaPhongTrao(phong_trao_id=town.movements["nong-thon-moi"], ket_qua="Đạt 2 tiêu chí."),
            KetQuaPhongTrao(phong_trao_id=town.movements["vi-nguoi-ngheo"], ket_qua="Giúp 5 hộ."),
            DoanVan(muc="noi_bat", noi_dung=NOI_BAT),
            DoanVan(muc="kien_nghi", noi_dung=KIEN_NGHI),
        ],
        so="43/BC-UBND",
        ngay=date(2023, 6, 16),
    )


def _hai(town: Town) -> None:
    """Registered two working days late (04/4 is a day off), report with its head, plan not received yet."""
    thu = target(town, HAI, "Thu ngân sách", LoaiChiTieu.LUY_KE, "420", "triệu đồng")
    ngheo = target(town, HAI, "Hộ nghèo giảm", LoaiChiTieu.CUOI_NAM, "12", "hộ")
    sohoa = target(town, HAI, "Số hóa hồ sơ", LoaiChiTieu.NHIEM_VU, None, "")
    town.send(HAI, "ke_hoach", moment(31, 3, 23), so="07/KH-UBND", ngay=date(2023, 3, 30), received=False)
    town.send(
        HAI,
        "dang_ky",
        moment(5, 4),
        [
            _dk(thu, "420"),
            _dk(ngheo, "12"),
            _dk(sohoa, None),
            DangKyPhongTrao(phong_trao_id=town.movements["nong-thon-moi"]),
        ],
    )
    town.send(HAI, "giao_uoc", moment(12, 4), ngay=date(2023, 4, 12))
    hoso.move(
        town.session,
        town.thuong_truc,
        town.ho_so(HAI, "khen_dot"),
        "khong_thuoc_doi_tuong",
        at=moment(2, 6),
        reason="Xã không thuộc diện",
    )
    # Not approved, so its figures may not enter the report.
    town.send(HAI, "so_ket", moment(21, 6), [_kq(thu, "400"), _kq(ngheo, "12")], approved=False)


def _noi_vu(town: Town) -> None:
    """Registered within an extension; an own target that never reached a received registration."""
    tiet_kiem = target(town, NOI_VU, "Tiết kiệm chi", LoaiChiTieu.LUY_KE, "35", "triệu đồng")
    dung_han = target(town, NOI_VU, "Nhiệm vụ đúng hạn", LoaiChiTieu.DUY_TRI, "95", "%")
    luu_tru = target(town, NOI_VU, "Số hóa lưu trữ", LoaiChiTieu.NHIEM_VU, None, "")
    target(town, NOI_VU, "Sáng kiến", LoaiChiTieu.LUY_KE, None, "sáng kiến")
    town.send(NOI_VU, "ke_hoach", moment(30, 3), so="02/KH-NV", ngay=date(2023, 3, 29))
    hoso.move(
        town.session,
        town.lanh_dao_phong,
        town.ho_so(NOI_VU, "dang_ky"),
        "gia_han",
        at=moment(30, 3),
        reason="Thay người phụ trách",
        new_day=date(2023, 4, 7),
    )
    town.send(
        NOI_VU,
        "dang_ky",
        moment(6, 4),
        [
            _dk(tiet_kiem, "35"),
            _dk(dung_han, "95"),
            _dk(luu_tru, None),
            DangKyPhongTrao(phong_trao_id=town.movements["vi-nguoi-ngheo"]),
        ],
    )
    town.send(NOI_VU, "giao_uoc", moment(13, 4), ngay=date(2023, 4, 12))
    town.send(NOI_VU, "khen_dot", moment(5, 6, 23))
    town.send(
        NOI_VU,
        "so_ket",
        moment(20, 6, 23),
        [
            _kq(tiet_kiem, "20", "25", "16"),
            _kq(dung_han, "94", nguyen_nhan="Hai nhiệm vụ chậm"),
            _kq(luu_tru, tinh_trang=TinhTrangNhiemVu.DANG_THUC_HIEN),
            KetQuaPhongTrao(phong_trao_id=town.movements["vi-nguoi-ngheo"], ket_qua="Ủng hộ 3 triệu đồng."),
            DoanVan(muc="noi_bat", noi_dung="Hoàn thành sắp xếp hồ sơ lưu trữ."),
            DoanVan(muc="han_che", noi_dung="Còn chậm hai nhiệm vụ."),
        ],
        so="12/BC-NV",
        ngay=date(2023, 6, 20),
    )


def _bon(town: Town) -> None:
    """Never registered; its report came a day late, with a zero that is a figure; a list two days late."""
    tiet_kiem = target(town, BON, "Tiết kiệm chi", LoaiChiTieu.LUY_KE, "30", "triệu đồng")
    town.send(BON, "khen_dot", moment(7, 6), received=False)
    town.send(BON, "so_ket", moment(21, 6), [_kq(tiet_kiem, "0")], so="9/BC-THCS", ngay=date(2023, 6, 21))
