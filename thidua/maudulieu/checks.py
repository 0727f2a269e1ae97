"""The data files against each other: what is named exists, a code stands once, an act comes at its time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from thidua.maudulieu.refusal import SampleDataRefused
from thidua.maudulieu.sentences import sentences
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_nam import LoiKeHoach

SHORT_NAME_LENGTH = 18
VAI = {
    "mo_dau", "muc_dich", "yeu_cau", "noi_dung", "phat_dong", "dot_1", "dot_2", "hoat_dong",
    "to_chuc_thuc_hien", "ket",
}  # fmt: skip
LOAI_DONG = {"muc", "khoan_tieu_de", "khoan", "gach", "doan"}
THE_THUC = {"nd30", "dang", "doan_the"}
LOAI_CHI_TIEU = {"luy_ke", "thoi_diem", "duy_tri", "khong_vuot", "mua_vu", "cuoi_nam", "nhiem_vu"}
GIAO_BOI = {"ubnd", "nganh_doc", "cap_uy", "tu_dang_ky"}
NHIEM_VU = {"hoan_thanh", "dang_thuc_hien", "chua_thuc_hien"}
VAI_TRO = {
    "can_bo", "thu_truong", "thuong_truc", "lanh_dao_phong", "lanh_dao", "hoi_dong", "xem", "quan_tri",
}  # fmt: skip
LOAI_PHONG_TRAO = {"thuong_xuyen", "chuyen_de", "dac_biet", "linh_vuc", "cuoc_van_dong"}
CAP_PHAT_DONG = {"trung_uong", "tinh", "thi_xa"}
LOAI_NGAY_NGHI = {"nghi_le", "nghi_bu"}
BUOC = {
    "trinh", "duyet", "tra_lai", "rut_lai", "tiep_nhan", "yeu_cau_bo_sung", "de_nghi_dieu_chinh",
    "dieu_chinh", "bo_dieu_chinh", "gia_han", "khong_thuoc_doi_tuong", "luu_nhap",
}  # fmt: skip
WITH_REASON = {
    "tra_lai", "yeu_cau_bo_sung", "de_nghi_dieu_chinh", "dieu_chinh", "gia_han", "khong_thuoc_doi_tuong",
}  # fmt: skip
MUC_THUONG_TRUC = {
    "I.1", "I.2", "I.3", "I.4", "I.5", "III", "IV.uu_diem", "IV.han_che", "IV.nguyen_nhan_khach_quan",
    "IV.nguyen_nhan_chu_quan", "V", "VI",
}  # fmt: skip
MUC_CHON = {"II.2.a", "II.2.b", "II.2.c", "II.2.d", "II.2.đ", "II.4", "II.5", "II.6", "IV.han_che", "VI"}
OPENS, CLOSES = time(7, 30), time(17, 0)


def check(mau: MauDuLieu) -> None:
    """Raises SampleDataRefused with a sentence at the first thing that does not hold."""
    _plan(mau)
    _slips(mau)
    _movements(mau)
    _units(mau)
    _groups(mau)
    _logins(mau)
    _targets(mau)
    _registrations(mau)
    _reports(mau)
    _acts(mau)
    _secretariat(mau)


def _refuse_unless(holds: bool, sentence: str) -> None:
    if not holds:
        raise SampleDataRefused(sentence)


def _once(codes: Iterable[str], where: str) -> set[str]:
    seen: set[str] = set()
    for code in codes:
        _refuse_unless(code not in seen, f"{where}: “{code}” có hai lần.")
        seen.add(code)
    return seen


def _among(named: Iterable[str], known: Iterable[str], where: str) -> None:
    for code in named:
        _refuse_unless(code in known, f"{where}: không có “{code}”.")


def _plan(mau: MauDuLieu) -> None:
    plan = mau.ke_hoach
    _among((line.vai for line in plan.dong), VAI, "ke_hoach_2023.toml, vai")
    _among((line.loai for line in plan.dong), LOAI_DONG, "ke_hoach_2023.toml, loai")
    _once((one.ma for one in plan.can_cu), "ke_hoach_2023.toml, can_cu")
    dots = _once((dot.ma for dot in plan.dot), "ke_hoach_2023.toml, dot")
    duties = _once((duty.ma for duty in mau.yeu_cau.nghia_vu), "van_ban_yeu_cau.toml, nghia_vu")
    _among((dot.ket_thuc_bang for dot in plan.dot), duties, "ke_hoach_2023.toml, ket_thuc_bang")
    for duty in mau.yeu_cau.nghia_vu:
        _among((duty.dot,), dots | {""}, f"van_ban_yeu_cau.toml, {duty.ma}, dot")
        _refuse_unless(duty.mo <= duty.han, f"van_ban_yeu_cau.toml: {duty.ma} đến hạn trước ngày mở.")
    _once((day.ngay.isoformat() for day in mau.lich.nghi), "lich_2023.toml")
    _among((day.loai for day in mau.lich.nghi), LOAI_NGAY_NGHI, "lich_2023.toml, loai")


def _slips(mau: MauDuLieu) -> None:
    _once((slip.ma for slip in mau.loi.loi), "loi_ke_hoach_2023.toml")
    for slip in mau.loi.loi:
        _refuse_unless(
            slip.nguyen_van in _line_of(mau, slip),
            f"loi_ke_hoach_2023.toml: “{slip.ma}” không có ở chỗ đã ghi.",
        )


def _line_of(mau: MauDuLieu, slip: LoiKeHoach) -> str:
    parts = {
        "dong": tuple(line.noi_dung for line in mau.ke_hoach.dong),
        "noi_nhan": mau.ke_hoach.noi_nhan.dong,
        "trich_yeu": mau.ke_hoach.dau.trich_yeu,
    }
    _among((slip.noi,), parts, f"loi_ke_hoach_2023.toml, {slip.ma}, noi")
    lines = parts[slip.noi]
    return lines[slip.thu_tu - 1] if 0 < slip.thu_tu <= len(lines) else ""


def _movements(mau: MauDuLieu) -> None:
    grounds = {one.ma for one in mau.ke_hoach.can_cu}
    ties = _once((one.ma for one in mau.phong_trao.gan_voi), "phong_trao_2023.toml, gan_voi")
    _among((one.can_cu for one in mau.phong_trao.gan_voi), grounds | {""}, "phong_trao_2023.toml, gan_voi")
    _once((one.ma for one in mau.phong_trao.phong_trao), "phong_trao_2023.toml")
    units = {unit.ma for unit in mau.to_chuc.don_vi}
    kinds = {unit.nhom for unit in mau.to_chuc.don_vi}
    for one in mau.phong_trao.phong_trao:
        where = f"phong_trao_2023.toml, {one.ma}"
        _among((one.loai,), LOAI_PHONG_TRAO, where)
        _among((one.cap_phat_dong,), CAP_PHAT_DONG, where)
        _among(one.can_cu, grounds, where)
        _among(one.gan_voi, ties, where)
        _among(one.goi, kinds, where)
        _among(one.goi_don_vi, units, where)


def _units(mau: MauDuLieu) -> None:
    units = mau.to_chuc.don_vi
    _once((unit.ma for unit in units), "don_vi.toml")
    _once((unit.ten for unit in units), "don_vi.toml, ten")
    _once((unit.ten_ngan for unit in units), "don_vi.toml, ten_ngan")
    for unit in units:
        where = f"don_vi.toml, {unit.ma}"
        _among((unit.the_thuc,), THE_THUC, where)
        _refuse_unless(
            len(unit.ten_ngan) <= SHORT_NAME_LENGTH, f"{where}: tên ngắn dài quá {SHORT_NAME_LENGTH} ký tự."
        )
        _refuse_unless(bool(unit.ban_hanh and unit.ky), f"{where}: thiếu tên cơ quan hoặc chức vụ người ký.")


def _groups(mau: MauDuLieu) -> None:
    _once((group.ma for group in mau.to_chuc.cum_khoi), "don_vi.toml, cum_khoi")
    members = [member for group in mau.to_chuc.cum_khoi for member in group.thanh_vien]
    grouped = _once(members, "don_vi.toml, thanh_vien")
    units = {unit.ma for unit in mau.to_chuc.don_vi}
    _among(members, units, "don_vi.toml, thanh_vien")
    _among(units, grouped, "don_vi.toml, cụm, khối của đơn vị")
    council = {seat.nguoi for seat in mau.to_chuc.hoi_dong}
    for group in mau.to_chuc.cum_khoi:
        _among((group.truong, group.pho), group.thanh_vien, f"don_vi.toml, {group.ma}")
        _among((group.phu_trach,), council, f"don_vi.toml, {group.ma}, phu_trach")


def _people_codes(mau: MauDuLieu) -> set[str]:
    town = _once((one.ma for one in mau.to_chuc.nguoi), "don_vi.toml, nguoi")
    return town | {f"{kind}.{unit.ma}" for unit in mau.to_chuc.don_vi for kind in ("thu-truong", "can-bo")}


def _logins(mau: MauDuLieu) -> None:
    people = _people_codes(mau)
    units = {unit.ma for unit in mau.to_chuc.don_vi}
    _once((one.ten for one in mau.to_chuc.tai_khoan), "don_vi.toml, tai_khoan")
    _among((one.don_vi for one in mau.to_chuc.nguoi), units | {""}, "don_vi.toml, nguoi")
    _among((seat.nguoi for seat in mau.to_chuc.hoi_dong), people, "don_vi.toml, hoi_dong")
    for account in mau.to_chuc.tai_khoan:
        where = f"don_vi.toml, tài khoản {account.ten}"
        _among((account.nguoi,), people, where)
        _among(account.vai_tro, VAI_TRO, where)
        _among((account.don_vi,), units | {""}, where)


def _targets(mau: MauDuLieu) -> None:
    data = mau.chi_tieu
    decisions = _once((one.ma for one in data.quyet_dinh), "chi_tieu.toml, quyet_dinh")
    sources = {one.ma: one.giao_boi for one in data.quyet_dinh} | {"": "tu_dang_ky"}
    grounds = {one.ma for one in mau.ke_hoach.can_cu} | {""}
    _among((one.can_cu for one in data.quyet_dinh), grounds, "chi_tieu.toml, can_cu")
    kinds = {one.ma: one for one in data.mau}
    _once((one.ma for one in data.mau), "chi_tieu.toml, mau")
    for one in data.mau:
        where = f"chi_tieu.toml, {one.ma}"
        _among((one.loai,), LOAI_CHI_TIEU, where)
        _among((one.giao_boi,), GIAO_BOI, where)
        _among((one.quyet_dinh,), decisions | {""}, where)
        _refuse_unless(
            sources[one.quyet_dinh] == one.giao_boi, f"{where}: quyết định không phải của nơi giao."
        )
        _refuse_unless(
            (one.loai == "thoi_diem") == (one.moc is not None), f"{where}: chỉ loại thời điểm có mốc riêng."
        )
    _refuse_unless(
        set(data.gia_tri) == {unit.ma for unit in mau.to_chuc.don_vi},
        "chi_tieu.toml: thiếu hoặc thừa đơn vị.",
    )
    for unit, rows in data.gia_tri.items():
        _among(_once((row.ma for row in rows), f"chi_tieu.toml, {unit}"), kinds, f"chi_tieu.toml, {unit}")
        for row in rows:
            free = kinds[row.ma].loai == "nhiem_vu" or kinds[row.ma].giao_boi == "tu_dang_ky"
            _refuse_unless(
                free == (row.giao is None), f"chi_tieu.toml, {unit}, {row.ma}: mức giao thiếu hoặc thừa."
            )


def _registrations(mau: MauDuLieu) -> None:
    movements = {one.ma for one in mau.phong_trao.phong_trao}
    _refuse_unless(set(mau.dang_ky) == set(mau.chi_tieu.gia_tri), "dang_ky.toml: thiếu hoặc thừa đơn vị.")
    for unit, registered in mau.dang_ky.items():
        where = f"dang_ky.toml, {unit}"
        _same_targets(mau, unit, (row.ma for row in registered.chi_tieu), where)
        _among(_once((row.ma for row in registered.phong_trao), where), movements, where)


def _same_targets(mau: MauDuLieu, unit: str, codes: Iterable[str], where: str) -> None:
    own = [row.ma for row in mau.chi_tieu.gia_tri[unit]]
    _refuse_unless(list(codes) == own, f"{where}: chỉ tiêu không khớp chi_tieu.toml.")


def _reports(mau: MauDuLieu) -> None:
    units = {unit.ma for unit in mau.to_chuc.don_vi}
    _among(mau.so_ket, units, "so_ket.toml")
    _among(mau.khen_dot, units, "khen_dot.toml")
    kinds = {one.ma: one.loai for one in mau.chi_tieu.mau}
    for unit, report in mau.so_ket.items():
        where = f"so_ket.toml, {unit}"
        _same_targets(mau, unit, (row.ma for row in report.chi_tieu), where)
        registered = mau.dang_ky[unit]
        _refuse_unless(
            [row.ma for row in report.phong_trao] == [row.ma for row in registered.phong_trao],
            f"{where}: phong trào không khớp dang_ky.toml.",
        )
        _refuse_unless(
            len(report.thao_go) == len(registered.kho_khan), f"{where}: tháo gỡ không khớp khó khăn."
        )
        for row in report.chi_tieu:
            _answer(row.ket_qua, kinds[row.ma], row.dau, f"{where}, {row.ma}")
    for unit, proposed in mau.khen_dot.items():
        _refuse_unless(
            proposed.khong_phat_sinh == (not proposed.tap_the and not proposed.ca_nhan),
            f"khen_dot.toml, {unit}: không phát sinh thì không có danh sách, và ngược lại.",
        )


def _answer(value: str, kind: str, mark: str, where: str) -> None:
    _among((mark,), ("", "kps"), where)
    _refuse_unless(bool(value) != bool(mark), f"{where}: cần một kết quả hoặc “kps”.")
    if kind == "nhiem_vu":
        _among((value,), NHIEM_VU, where)
    elif value:
        try:
            Decimal(value)
        except InvalidOperation:
            raise SampleDataRefused(f"{where}: “{value}” không phải số.") from None


def _acts(mau: MauDuLieu) -> None:
    acts = mau.nhat_trinh.dien_bien
    units = {unit.ma for unit in mau.to_chuc.don_vi}
    duties = {duty.ma: duty for duty in mau.yeu_cau.nghia_vu}
    logins = {one.ten for one in mau.to_chuc.tai_khoan}
    logins |= {f"{kind}.{unit}" for unit in units for kind in ("canbo", "thutruong")}
    versions = {(one.don_vi, one.nghia_vu, one.lan) for one in mau.nhat_trinh.ban_truoc}
    off = {day.ngay for day in mau.lich.nghi}
    _among(("ke_hoach", "dang_ky", "giao_uoc", "khen_dot", "so_ket"), duties, "van_ban_yeu_cau.toml")
    before: datetime | None = None
    for act in acts:
        where = f"dien_bien.toml, {act.luc:%d/%m/%Y %H:%M}, {act.don_vi}"
        _refuse_unless(before is None or before <= act.luc, f"{where}: sai thứ tự thời gian.")
        before = act.luc
        _among((act.don_vi,), units, where)
        _among((act.nghia_vu,), duties, where)
        _among((act.tai_khoan,), logins, where)
        _among((act.buoc,), BUOC, where)
        _refuse_unless(act.luc.date() >= duties[act.nghia_vu].mo, f"{where}: trước ngày mở.")
        _refuse_unless(act.luc.date() < mau.yeu_cau.nam.hom_nay, f"{where}: sau ngày của thị xã mẫu.")
        _refuse_unless(_in_office_hours(act.luc, off), f"{where}: ngoài giờ làm việc.")
        _refuse_unless(
            act.lan == 0 or (act.don_vi, act.nghia_vu, act.lan) in versions, f"{where}: thiếu bản trước."
        )
        _refuse_unless(act.buoc not in WITH_REASON or bool(act.ly_do), f"{where}: thiếu lý do.")
        _refuse_unless(
            (act.buoc == "gia_han") == (act.ngay is not None), f"{where}: hạn mới thiếu hoặc thừa."
        )


def _in_office_hours(moment: datetime, off: set[date]) -> bool:
    works = moment.weekday() < 5 and moment.date() not in off
    return works and OPENS <= moment.time().replace(tzinfo=None) <= CLOSES


def _secretariat(mau: MauDuLieu) -> None:
    data = mau.thuong_truc
    people = _people_codes(mau)
    report = data.bao_cao
    signers = (report.nguoi_ky, report.nguoi_soan, report.nguoi_kiem_noi_dung, report.nguoi_kiem_the_thuc)
    _among(signers, people, "thuong_truc.toml, bao_cao")
    _among((one.muc for one in data.doan), MUC_THUONG_TRUC, "thuong_truc.toml, doan")
    _among((one.don_vi for one in data.bang.kiem_tra), mau.chi_tieu.gia_tri, "thuong_truc.toml, kiem_tra")
    _among((one.don_vi for one in data.chon.kien_nghi), mau.so_ket, "thuong_truc.toml, kien_nghi")
    for pick in data.chon.cau:
        where = f"thuong_truc.toml, câu {pick.thu_tu} của {pick.don_vi}"
        _among((pick.muc,), MUC_CHON, where)
        _among((pick.don_vi,), mau.so_ket, where)
        _among((pick.phan,), ("noi_bat", "han_che", "kien_nghi"), where)
        text: str = getattr(mau.so_ket[pick.don_vi], pick.phan)
        _refuse_unless(0 < pick.thu_tu <= len(sentences(text)), f"{where}: không có câu này.")
