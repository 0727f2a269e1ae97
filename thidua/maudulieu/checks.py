"""The data files against each other: what is named exists, a code stands once, an act comes at its time."""

from __future__ import annotations

from thidua.maudulieu.checks_ho_so import check_ho_so, people_codes
from thidua.maudulieu.refusal import among, once, refuse_unless
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_nam import LoiKeHoach
from thidua.namthidua.queries.quy_dinh import GOI_Y
from thidua.vanban.kinds.dang_ky import DANH_HIEU_CA_NHAN, DANH_HIEU_TAP_THE

SHORT_NAME_LENGTH = 18
VAI = {
    "mo_dau", "muc_dich", "yeu_cau", "noi_dung", "phat_dong", "dot_1", "dot_2", "hoat_dong",
    "to_chuc_thuc_hien", "ket",
}  # fmt: skip
LOAI_DONG = {"muc", "khoan_tieu_de", "khoan", "gach", "doan"}
THE_THUC = {"nd30", "dang", "doan_the"}
LOAI_CHI_TIEU = {"luy_ke", "thoi_diem", "duy_tri", "khong_vuot", "mua_vu", "cuoi_nam", "nhiem_vu"}
GIAO_BOI = {"ubnd", "nganh_doc", "cap_uy", "tu_dang_ky"}
VAI_TRO = {
    "can_bo", "thu_truong", "thuong_truc", "lanh_dao_phong", "lanh_dao", "hoi_dong", "xem", "quan_tri",
}  # fmt: skip
LOAI_PHONG_TRAO = {"thuong_xuyen", "chuyen_de", "dac_biet", "linh_vuc", "cuoc_van_dong"}
CAP_PHAT_DONG = {"trung_uong", "tinh", "thi_xa"}
LOAI_NGAY_NGHI = {"nghi_le", "nghi_bu"}


def check(mau: MauDuLieu) -> None:
    """Raises SampleDataRefused with a sentence at the first thing that does not hold."""
    _plan(mau)
    _slips(mau)
    _movements(mau)
    _units(mau)
    _groups(mau)
    _logins(mau)
    _targets(mau)
    _received(mau)
    _asking(mau)
    check_ho_so(mau)


def _received(mau: MauDuLieu) -> None:
    units = {unit.ma for unit in mau.to_chuc.don_vi}
    titles = DANH_HIEU_TAP_THE.keys() | DANH_HIEU_CA_NHAN.keys()
    given = mau.danh_hieu
    among((one.don_vi for one in given.tap_the), units, "danh_hieu.toml, tap_the")
    among((one.don_vi for one in given.ca_nhan), units, "danh_hieu.toml, ca_nhan")
    once((f"{one.don_vi}, {one.ho_ten}, {one.chuc_vu}" for one in given.ca_nhan), "danh_hieu.toml")
    rows = [(row.nam, row.danh_hieu) for row in given.tap_the]
    rows += [(row.nam, row.danh_hieu) for one in given.ca_nhan for row in one.da_nhan]
    among((title for _, title in rows), titles, "danh_hieu.toml")
    for nam, _ in rows:
        refuse_unless(nam < mau.yeu_cau.nam.nam, f"danh_hieu.toml: năm {nam} chưa xong.")
    grounds = {one.ma for one in mau.ke_hoach.can_cu}
    among((one.can_cu for one in mau.phap_ly.hieu_luc), grounds, "phap_ly_2023.toml, hieu_luc")
    offered = {f"{one.code}, {one.khung}" for one in GOI_Y}
    among((f"{one.ma}, {one.khung}" for one in mau.phap_ly.quy_dinh), offered, "phap_ly_2023.toml, quy_dinh")


def _asking(mau: MauDuLieu) -> None:
    """Every task calls units that exist, and what is asked by a paper of the town has its words."""
    units = {unit.ma for unit in mau.to_chuc.don_vi}
    numbers = {duty.van_ban.so for duty in mau.yeu_cau.nghia_vu}
    numbers |= {task.van_ban.so for task in mau.yeu_cau.nhiem_vu}
    for task in mau.yeu_cau.nhiem_vu:
        among(task.don_vi, units, f"van_ban_yeu_cau.toml, {task.ten}")
        refuse_unless(task.mo <= task.han, f"van_ban_yeu_cau.toml: {task.ten} đến hạn trước ngày mở.")
    among(
        once((one.so for one in mau.van_ban.van_ban), "van_ban_huong_dan.toml"),
        numbers,
        "van_ban_huong_dan.toml",
    )


def _plan(mau: MauDuLieu) -> None:
    plan = mau.ke_hoach
    among((line.vai for line in plan.dong), VAI, "ke_hoach_2023.toml, vai")
    among((line.loai for line in plan.dong), LOAI_DONG, "ke_hoach_2023.toml, loai")
    once((one.ma for one in plan.can_cu), "ke_hoach_2023.toml, can_cu")
    dots = once((dot.ma for dot in plan.dot), "ke_hoach_2023.toml, dot")
    duties = once((duty.ma for duty in mau.yeu_cau.nghia_vu), "van_ban_yeu_cau.toml, nghia_vu")
    among((dot.ket_thuc_bang for dot in plan.dot), duties, "ke_hoach_2023.toml, ket_thuc_bang")
    for duty in mau.yeu_cau.nghia_vu:
        among((duty.dot,), dots | {""}, f"van_ban_yeu_cau.toml, {duty.ma}, dot")
        refuse_unless(duty.mo <= duty.han, f"van_ban_yeu_cau.toml: {duty.ma} đến hạn trước ngày mở.")
    once((day.ngay.isoformat() for day in mau.lich.nghi), "lich_2023.toml")
    among((day.loai for day in mau.lich.nghi), LOAI_NGAY_NGHI, "lich_2023.toml, loai")


def _slips(mau: MauDuLieu) -> None:
    once((slip.ma for slip in mau.loi.loi), "loi_ke_hoach_2023.toml")
    for slip in mau.loi.loi:
        refuse_unless(
            slip.nguyen_van in _line_of(mau, slip),
            f"loi_ke_hoach_2023.toml: “{slip.ma}” không có ở chỗ đã ghi.",
        )


def _line_of(mau: MauDuLieu, slip: LoiKeHoach) -> str:
    parts = {
        "dong": tuple(line.noi_dung for line in mau.ke_hoach.dong),
        "noi_nhan": mau.ke_hoach.noi_nhan.dong,
        "trich_yeu": mau.ke_hoach.dau.trich_yeu,
    }
    among((slip.noi,), parts, f"loi_ke_hoach_2023.toml, {slip.ma}, noi")
    lines = parts[slip.noi]
    return lines[slip.thu_tu - 1] if 0 < slip.thu_tu <= len(lines) else ""


def _movements(mau: MauDuLieu) -> None:
    grounds = {one.ma for one in mau.ke_hoach.can_cu}
    ties = once((one.ma for one in mau.phong_trao.gan_voi), "phong_trao_2023.toml, gan_voi")
    among((one.can_cu for one in mau.phong_trao.gan_voi), grounds | {""}, "phong_trao_2023.toml, gan_voi")
    once((one.ma for one in mau.phong_trao.phong_trao), "phong_trao_2023.toml")
    units = {unit.ma for unit in mau.to_chuc.don_vi}
    kinds = {unit.nhom for unit in mau.to_chuc.don_vi}
    for one in mau.phong_trao.phong_trao:
        where = f"phong_trao_2023.toml, {one.ma}"
        among((one.loai,), LOAI_PHONG_TRAO, where)
        among((one.cap_phat_dong,), CAP_PHAT_DONG, where)
        among(one.can_cu, grounds, where)
        among(one.gan_voi, ties, where)
        among(one.goi, kinds, where)
        among(one.goi_don_vi, units, where)


def _units(mau: MauDuLieu) -> None:
    units = mau.to_chuc.don_vi
    once((unit.ma for unit in units), "don_vi.toml")
    once((unit.ten for unit in units), "don_vi.toml, ten")
    once((unit.ten_ngan for unit in units), "don_vi.toml, ten_ngan")
    for unit in units:
        where = f"don_vi.toml, {unit.ma}"
        among((unit.the_thuc,), THE_THUC, where)
        refuse_unless(
            len(unit.ten_ngan) <= SHORT_NAME_LENGTH, f"{where}: tên ngắn dài quá {SHORT_NAME_LENGTH} ký tự."
        )
        refuse_unless(bool(unit.ban_hanh and unit.ky), f"{where}: thiếu tên cơ quan hoặc chức vụ người ký.")


def _groups(mau: MauDuLieu) -> None:
    once((group.ma for group in mau.to_chuc.cum_khoi), "don_vi.toml, cum_khoi")
    members = [member for group in mau.to_chuc.cum_khoi for member in group.thanh_vien]
    grouped = once(members, "don_vi.toml, thanh_vien")
    units = {unit.ma for unit in mau.to_chuc.don_vi}
    among(members, units, "don_vi.toml, thanh_vien")
    among(units, grouped, "don_vi.toml, cụm, khối của đơn vị")
    council = {seat.nguoi for seat in mau.to_chuc.hoi_dong}
    for group in mau.to_chuc.cum_khoi:
        among((group.truong, group.pho), group.thanh_vien, f"don_vi.toml, {group.ma}")
        among((group.phu_trach,), council, f"don_vi.toml, {group.ma}, phu_trach")


def _logins(mau: MauDuLieu) -> None:
    people = people_codes(mau)
    units = {unit.ma for unit in mau.to_chuc.don_vi}
    once((one.ten for one in mau.to_chuc.tai_khoan), "don_vi.toml, tai_khoan")
    among((one.don_vi for one in mau.to_chuc.nguoi), units | {""}, "don_vi.toml, nguoi")
    among((seat.nguoi for seat in mau.to_chuc.hoi_dong), people, "don_vi.toml, hoi_dong")
    for account in mau.to_chuc.tai_khoan:
        where = f"don_vi.toml, tài khoản {account.ten}"
        among((account.nguoi,), people, where)
        among(account.vai_tro, VAI_TRO, where)
        among((account.don_vi,), units | {""}, where)
    powers = [(one.nguoi, one.don_vi) for one in mau.to_chuc.phan_cong]
    powers += [(one.nguoi, one.don_vi) for one in mau.to_chuc.uy_quyen]
    among((person for person, _ in powers), people, "don_vi.toml, phan_cong, uy_quyen")
    among((unit for _, unit in powers), units, "don_vi.toml, phan_cong, uy_quyen")


def _targets(mau: MauDuLieu) -> None:
    data = mau.chi_tieu
    decisions = once((one.ma for one in data.quyet_dinh), "chi_tieu.toml, quyet_dinh")
    sources = {one.ma: one.giao_boi for one in data.quyet_dinh} | {"": "tu_dang_ky"}
    grounds = {one.ma for one in mau.ke_hoach.can_cu} | {""}
    among((one.can_cu for one in data.quyet_dinh), grounds, "chi_tieu.toml, can_cu")
    kinds = {one.ma: one for one in data.mau}
    once((one.ma for one in data.mau), "chi_tieu.toml, mau")
    for one in data.mau:
        where = f"chi_tieu.toml, {one.ma}"
        among((one.loai,), LOAI_CHI_TIEU, where)
        among((one.giao_boi,), GIAO_BOI, where)
        among((one.quyet_dinh,), decisions | {""}, where)
        refuse_unless(
            sources[one.quyet_dinh] == one.giao_boi, f"{where}: quyết định không phải của nơi giao."
        )
        refuse_unless(
            (one.loai == "thoi_diem") == (one.moc is not None), f"{where}: chỉ loại thời điểm có mốc riêng."
        )
    refuse_unless(
        set(data.gia_tri) == {unit.ma for unit in mau.to_chuc.don_vi},
        "chi_tieu.toml: thiếu hoặc thừa đơn vị.",
    )
    for unit, rows in data.gia_tri.items():
        among(once((row.ma for row in rows), f"chi_tieu.toml, {unit}"), kinds, f"chi_tieu.toml, {unit}")
        for row in rows:
            free = kinds[row.ma].loai == "nhiem_vu" or kinds[row.ma].giao_boi == "tu_dang_ky"
            refuse_unless(
                free == (row.giao is None), f"chi_tieu.toml, {unit}, {row.ma}: mức giao thiếu hoặc thừa."
            )
