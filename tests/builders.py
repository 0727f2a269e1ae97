"""Small pieces of a town for tests, made through the actions where there are any."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache

from argon2 import PasswordHasher
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.town_client import PASSWORD
from thidua.core.actor import UNIT_ROLES, Actor, Grant, Role
from thidua.core.calendar import VN, KyBaoCao, dot_cua_nam
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.donvi.actions.co_quan import CoQuanMoi, save_office
from thidua.donvi.models import CoQuan, DonVi, TenDonVi
from thidua.hoso import actions as hoso_actions
from thidua.hoso.models import HoSo
from thidua.namthidua import actions as namthidua_actions
from thidua.namthidua.actions import (
    CanCuMoi,
    ChiTieuMoi,
    CumKhoiMoi,
    DotMoi,
    NamMoi,
    NghiaVuMoi,
    PhongTraoMoi,
)
from thidua.taikhoan import actions
from thidua.taikhoan.models import Nguoi, TaiKhoan, VaiTro

EARLY = datetime(2023, 1, 3, 8, 0, tzinfo=VN)
FIRST_DAY = date(2023, 1, 1)


@cache
def hashed(password: str = PASSWORD) -> str:
    """The hash of a test's password, made once, as cheap to check as Argon2id can be."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)


def unit(
    session: Session, code: str = "phuong-cheo-reo", ten: str = "UBND phường Cheo Reo", order: int = 1
) -> DonVi:
    """A unit with its name."""
    made = DonVi(code=code, loai="phuong", the_thuc="nd30", thu_tu=order)
    session.add(made)
    session.flush()
    session.add(
        TenDonVi(
            don_vi_id=made.id,
            ten=ten,
            ten_ngan=ten[:64],
            co_quan_ban_hanh=ten.upper(),
            quyen_han_ky="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
            ky_hieu="UBND",
            dia_danh="Ayun Pa",
            tu_ngay=FIRST_DAY,
        )
    )
    session.flush()
    if code == "phong-noi-vu":
        session.execute(update(CoQuan).where(CoQuan.thuong_truc_id.is_(None)).values(thuong_truc_id=made.id))
    return made


def account(
    session: Session,
    name: str,
    *roles: Role,
    don_vi: DonVi | None = None,
    ho_ten: str = "Ksor H'Lan",
    person: int | None = None,
    must_change: bool = False,
) -> TaiKhoan:
    """An account of a new person (or of `person`) with these roles; unit roles are tied to `don_vi`."""
    owner = person or actions.create_person(session, None, ho_ten, at=EARLY).id
    made = actions.create_account(session, None, owner, name, hashed(), must_change=must_change, at=EARLY)
    for role in roles:
        tied = don_vi.id if don_vi and role in UNIT_ROLES else None
        actions.grant(session, None, made.id, role, don_vi_id=tied, tu_ngay=FIRST_DAY, at=EARLY)
    return made


def person_of(session: Session, account_name: str) -> Actor:
    """The actor that this account is, as the door would build it."""
    row = session.execute(
        select(TaiKhoan, Nguoi)
        .join(Nguoi, Nguoi.id == TaiKhoan.nguoi_id)
        .where(TaiKhoan.ten_dang_nhap == account_name)
    ).one()
    held = session.execute(
        select(VaiTro.vai_tro, VaiTro.don_vi_id).where(VaiTro.tai_khoan_id == row.TaiKhoan.id)
    )
    grants = frozenset(Grant(role, unit_id) for role, unit_id in held)
    return Actor(row.Nguoi.id, account_name, row.Nguoi.ho_ten, grants, "10.0.0.9")


OBLIGATIONS = (
    ("ke_hoach", "Kế hoạch thi đua của đơn vị", date(2023, 3, 31)),
    ("dang_ky", "Đăng ký thi đua", date(2023, 3, 31)),
    ("giao_uoc", "Giao ước thi đua", date(2023, 4, 14)),
    ("khen_dot", "Đề nghị khen thưởng dịp 11/6", date(2023, 6, 5)),
    ("so_ket", "Báo cáo sơ kết 6 tháng", date(2023, 6, 20)),
    ("tong_ket", "Báo cáo tổng kết năm", date(2023, 11, 30)),
)
MOVEMENTS = (
    ("nong-thon-moi", "“Gia Lai chung sức xây dựng nông thôn mới”"),
    ("vi-nguoi-ngheo", "“Gia Lai chung tay vì người nghèo”"),
    ("an-toan-giao-thong", "“Gia Lai chung tay vì An toàn giao thông”"),
)


def office(session: Session, tu_ngay: date = FIRST_DAY, **changes: object) -> int:
    """The office from a day on, thị xã Ayun Pa but for the `changes`; its id."""
    words: dict[str, object] = {
        "tu_ngay": tu_ngay,
        "bac": "thi_xa",
        "ten": "thị xã Ayun Pa",
        "tinh": "tỉnh Gia Lai",
        "cap_uy": "Thị ủy",
        "ubnd": "Ủy ban nhân dân thị xã",
        "hoi_dong": "Hội đồng Thi đua - Khen thưởng thị xã",
        "thuong_truc": "Phòng Nội vụ",
        "thuong_truc_id": session.scalar(select(DonVi.id).where(DonVi.code == "phong-noi-vu")),
        "dia_danh": "Ayun Pa",
        "ubnd_chu_quan": (),
        "ubnd_ban_hanh": ("ỦY BAN NHÂN DÂN", "THỊ XÃ AYUN PA"),
        "hoi_dong_chu_quan": (),
        "hoi_dong_ban_hanh": ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "THỊ XÃ AYUN PA"),
        "ky_hieu_ubnd": "UBND",
        "ky_hieu_cong_van": "UBND-NV",
        "ky_hieu_thuong_truc": "NV-TĐKT",
        "ky_hieu_hoi_dong": "HĐTĐKT",
        "ubnd_quyen_han_ky": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "ubnd_nguoi_ky": "",
        "hoi_dong_quyen_han_ky": ("TM. HỘI ĐỒNG", "CHỦ TỊCH"),
        "hoi_dong_nguoi_ky": "",
        "thuong_truc_nguoi_ky": "",
    }
    new = CoQuanMoi(**(words | changes))  # type: ignore[arg-type]
    return save_office(session, None, new, at=EARLY)


def year(session: Session, nam: int = 2023, *, la_mau: bool = False) -> int:
    """An open year with its two đợt, three movements, one ground and the six obligations; its id.

    The office is made too where there is none.
    """
    if session.scalar(select(CoQuan.id).limit(1)) is None:
        office(session)
    new = NamMoi(
        nam=nam,
        chu_de="",
        ky_hieu="KH-UBND",
        ngay=None,
        thang=None,
        trich_yeu=f"Phát động phong trào thi đua năm {nam}",
        co_quan_ban_hanh=("ỦY BAN NHÂN DÂN", "THỊ XÃ AYUN PA"),
        dia_danh="Ayun Pa",
        quyen_han_ky=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        nguoi_ky="Nguyễn Văn Mẫu",
        la_mau=la_mau,
        dong=(),
        noi_nhan=("Lưu: VT",),
        can_cu=(
            CanCuMoi(
                "Chỉ thị", "07/CT-UBND", date(nam, 2, 1), "UBND tỉnh Gia Lai", "về thi đua", ("giao_uoc",)
            ),
        ),
        dot=tuple(
            DotMoi(d.so, f"Đợt {d.so}", d.tu_ngay, d.den_ngay, d.ty_le_moc, ky)
            for d, ky in zip(dot_cua_nam(nam), KyBaoCao, strict=True)
        ),
        phong_trao=tuple(
            PhongTraoMoi(code, ten, "tinh", "UBND tỉnh Gia Lai", "", "") for code, ten in MOVEMENTS
        ),
        nghia_vu=tuple(
            NghiaVuMoi(
                code, ten, date(nam, 1, 3), due.replace(year=nam), "12/UBND-NV", date(nam, 1, 5), "Hướng dẫn"
            )
            for code, ten, due in OBLIGATIONS
        ),
    )
    made = namthidua_actions.create_year(session, None, new, at=EARLY)
    namthidua_actions.open_year(session, None, made, at=EARLY)
    return made


def target(
    session: Session,
    nam_id: int,
    don_vi: DonVi,
    ten: str = "Thu ngân sách trên địa bàn",
    *,
    giao: str | None = "2450",
    loai: LoaiChiTieu = LoaiChiTieu.LUY_KE,
    don_vi_tinh: str = "triệu đồng",
    giao_boi: NguonGiao = NguonGiao.UBND,
    moc: str | None = None,
    nam_truoc: str | None = None,
    ma: str = "",
) -> int:
    """A target of a unit; its id. Figures as machines write them ("98.5")."""
    new = ChiTieuMoi(
        ma=ma or "-".join(ten.casefold().split())[:64],
        ten=ten,
        don_vi_tinh=don_vi_tinh,
        loai=loai,
        giao_boi=giao_boi,
        quyet_dinh="" if giao_boi is NguonGiao.TU_DANG_KY else "Quyết định số 196/QĐ-UBND ngày 22/12/2022",
        giao=Decimal(giao) if giao else None,
        nam_truoc=Decimal(nam_truoc) if nam_truoc else None,
        moc=Decimal(moc) if moc else None,
    )
    return namthidua_actions.add_target(session, None, nam_id, don_vi.id, new, at=EARLY).id


def ho_so(session: Session, nam_id: int, *units: DonVi) -> None:
    """The hồ sơ of these units for every obligation of the year."""
    hoso_actions.create_for_year(session, None, nam_id, [each.id for each in units], at=EARLY)


def town(session: Session, count: int) -> list[DonVi]:
    """A year with `count` units in one cụm and one khối, and everybody's accounts.

    Accounts: thuongtruc, truongphong, chutich, quantri, xem, canbo.don-vi-<n>, thutruong.don-vi-<n>.
    """
    made = [unit(session, f"don-vi-{n}", f"Đơn vị số {n}", order=n) for n in range(1, count + 1)]
    nam_id = year(session)
    half = (count + 1) // 2
    for code, ten, members in (("cum-mot", "Cụm Một", made[:half]), ("khoi-hai", "Khối Hai", made[half:])):
        first = members[0].id if members else None
        new = CumKhoiMoi(code, code.partition("-")[0], ten, first, None, "", [each.id for each in members])
        namthidua_actions.add_group(session, None, nam_id, new, at=EARLY)
    ho_so(session, nam_id, *made)
    account(session, "thuongtruc", Role.THUONG_TRUC, ho_ten="Nguyễn Thu Hà")
    account(session, "truongphong", Role.LANH_DAO_PHONG, ho_ten="Trần Văn Mẫu")
    account(session, "chutich", Role.LANH_DAO, ho_ten="Lê Văn Mẫu")
    account(session, "quantri", Role.QUAN_TRI, ho_ten="Đinh Văn Máy")
    account(session, "xem", Role.XEM, ho_ten="Phạm Thị Xem")
    for each in made:
        account(session, f"canbo.{each.code}", Role.CAN_BO, don_vi=each)
        account(session, f"thutruong.{each.code}", Role.THU_TRUONG, don_vi=each, ho_ten="Rcom Sa")
    return made


def step(
    session: Session, don_vi: DonVi, loai: str, name: str, who: str, at: datetime, reason: str = ""
) -> HoSo:
    """Take one step on a unit's hồ sơ as the account `who`."""
    found = session.scalars(select(HoSo).where(HoSo.don_vi_id == don_vi.id, HoSo.loai == loai)).one()
    hoso_actions.move(session, person_of(session, who), found, name, at=at, reason=reason)
    return found


def send(session: Session, don_vi: DonVi, loai: str, at: datetime) -> HoSo:
    """Submit a unit's hồ sơ: its officer sends it up, its head approves."""
    step(session, don_vi, loai, "trinh", f"canbo.{don_vi.code}", at)
    return step(session, don_vi, loai, "duyet", f"thutruong.{don_vi.code}", at)


def unit_id(session: Session, code: str) -> int:
    """The id of the unit with this code."""
    return session.scalars(select(DonVi.id).where(DonVi.code == code)).one()
