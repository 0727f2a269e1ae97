"""What units answer, the acts of the year and the thường trực's entries, against the town they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from thidua.core.papers import TASK, is_task
from thidua.maudulieu.refusal import SampleDataRefused, among, once, refuse_unless
from thidua.maudulieu.sentences import sentences
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_ho_so import DongKetQua

NHIEM_VU = {"hoan_thanh", "dang_thuc_hien", "chua_thuc_hien"}
BUOC = {
    "trinh", "duyet", "tra_lai", "rut_lai", "tiep_nhan", "yeu_cau_bo_sung", "de_nghi_dieu_chinh",
    "dieu_chinh", "bo_dieu_chinh", "gia_han", "khong_thuoc_doi_tuong", "luu_nhap",
}  # fmt: skip
WITH_REASON = {
    "tra_lai", "yeu_cau_bo_sung", "de_nghi_dieu_chinh", "dieu_chinh", "gia_han", "khong_thuoc_doi_tuong",
}  # fmt: skip
MUC_THUONG_TRUC = {
    "I.1", "I.2", "I.3", "I.4", "I.5", "III", "IV.uu_diem", "IV.han_che", "IV.nguyen_nhan_khach_quan",
    "IV.nguyen_nhan_chu_quan", "V", "VI", "VI.cap_tren",
}  # fmt: skip
MUC_CHON = {
    "II.2.a", "II.2.b", "II.2.c", "II.2.d", "II.2.đ", "II.4", "II.5", "II.6", "IV.han_che", "VI",
    "VI.cap_tren",
}  # fmt: skip
OPENS, CLOSES = time(7, 30), time(17, 0)


def check_ho_so(mau: MauDuLieu) -> None:
    """Raises SampleDataRefused with a sentence at the first thing that does not hold."""
    _registrations(mau)
    _reports(mau)
    _acts(mau)
    _secretariat(mau)


def people_codes(mau: MauDuLieu) -> set[str]:
    """The codes of everybody: the town's people, and head and officer of each unit."""
    town = once((one.ma for one in mau.to_chuc.nguoi), "don_vi.toml, nguoi")
    return town | {f"{kind}.{unit.ma}" for unit in mau.to_chuc.don_vi for kind in ("thu-truong", "can-bo")}


def _registrations(mau: MauDuLieu) -> None:
    movements = {one.ma for one in mau.phong_trao.phong_trao}
    refuse_unless(set(mau.dang_ky) == set(mau.chi_tieu.gia_tri), "dang_ky.toml: thiếu hoặc thừa đơn vị.")
    for unit, registered in mau.dang_ky.items():
        where = f"dang_ky.toml, {unit}"
        _same_targets(mau, unit, (row.ma for row in registered.chi_tieu), where)
        among(once((row.ma for row in registered.phong_trao), where), movements, where)


def _same_targets(mau: MauDuLieu, unit: str, codes: Iterable[str], where: str) -> None:
    own = [row.ma for row in mau.chi_tieu.gia_tri[unit]]
    refuse_unless(list(codes) == own, f"{where}: chỉ tiêu không khớp chi_tieu.toml.")


def _reports(mau: MauDuLieu) -> None:
    units = {unit.ma for unit in mau.to_chuc.don_vi}
    among(mau.so_ket, units, "so_ket.toml")
    among(mau.khen_dot, units, "khen_dot.toml")
    kinds = {one.ma: one.loai for one in mau.chi_tieu.mau}
    for unit, report in mau.so_ket.items():
        where = f"so_ket.toml, {unit}"
        _same_targets(mau, unit, (row.ma for row in report.chi_tieu), where)
        registered = mau.dang_ky[unit]
        refuse_unless(
            [row.ma for row in report.phong_trao] == [row.ma for row in registered.phong_trao],
            f"{where}: phong trào không khớp dang_ky.toml.",
        )
        refuse_unless(
            len(report.thao_go) == len(registered.kho_khan), f"{where}: tháo gỡ không khớp khó khăn."
        )
        for row in report.chi_tieu:
            _answer(row, kinds[row.ma], f"{where}, {row.ma}")
    for unit, proposed in mau.khen_dot.items():
        refuse_unless(
            proposed.khong_phat_sinh == (not proposed.tap_the and not proposed.ca_nhan),
            f"khen_dot.toml, {unit}: không phát sinh thì không có danh sách, và ngược lại.",
        )


def _answer(row: DongKetQua, kind: str, where: str) -> None:
    among((row.dau,), ("", "kps"), where)
    has_figure = bool(row.ket_qua) or row.uoc is not None
    refuse_unless(has_figure != bool(row.dau), f"{where}: cần một kết quả hoặc “kps”.")
    if kind == "nhiem_vu":
        among((row.ket_qua,), NHIEM_VU, where)
    elif row.ket_qua:
        try:
            Decimal(row.ket_qua)
        except InvalidOperation:
            raise SampleDataRefused(f"{where}: “{row.ket_qua}” không phải số.") from None


def _acts(mau: MauDuLieu) -> None:
    acts = mau.nhat_trinh.dien_bien
    units = {unit.ma for unit in mau.to_chuc.don_vi}
    opens = {duty.ma: duty.mo for duty in mau.yeu_cau.nghia_vu}
    opens |= {f"{TASK}{place}": task.mo for place, task in enumerate(mau.yeu_cau.nhiem_vu, 1)}
    logins = {one.ten for one in mau.to_chuc.tai_khoan}
    logins |= {f"{kind}.{unit}" for unit in units for kind in ("canbo", "thutruong")}
    versions = {(one.don_vi, one.nghia_vu, one.lan) for one in mau.nhat_trinh.ban_truoc}
    off = {day.ngay for day in mau.lich.nghi}
    among(("ke_hoach", "dang_ky", "giao_uoc", "khen_dot", "so_ket"), opens, "van_ban_yeu_cau.toml")
    before: datetime | None = None
    for act in acts:
        where = f"dien_bien.toml, {act.luc:%d/%m/%Y %H:%M}, {act.don_vi}"
        refuse_unless(before is None or before <= act.luc, f"{where}: sai thứ tự thời gian.")
        before = act.luc
        among((act.don_vi,), units, where)
        among((act.nghia_vu,), opens, where)
        among((act.tai_khoan,), logins, where)
        among((act.buoc,), BUOC, where)
        refuse_unless(act.luc.date() >= opens[act.nghia_vu], f"{where}: trước ngày mở.")
        if is_task(act.nghia_vu):
            task = mau.yeu_cau.nhiem_vu[int(act.nghia_vu.removeprefix(TASK)) - 1]
            among((act.don_vi,), task.don_vi, where)
        refuse_unless(act.luc.date() < mau.yeu_cau.nam.hom_nay, f"{where}: sau ngày của thị xã mẫu.")
        refuse_unless(_in_office_hours(act.luc, off), f"{where}: ngoài giờ làm việc.")
        refuse_unless(
            act.lan == 0 or (act.don_vi, act.nghia_vu, act.lan) in versions, f"{where}: thiếu bản trước."
        )
        refuse_unless(act.buoc not in WITH_REASON or bool(act.ly_do), f"{where}: thiếu lý do.")
        refuse_unless((act.buoc == "gia_han") == (act.ngay is not None), f"{where}: hạn mới thiếu hoặc thừa.")


def _in_office_hours(moment: datetime, off: set[date]) -> bool:
    works = moment.weekday() < 5 and moment.date() not in off
    return works and OPENS <= moment.time().replace(tzinfo=None) <= CLOSES


def _secretariat(mau: MauDuLieu) -> None:
    data = mau.thuong_truc
    people = people_codes(mau)
    report = data.bao_cao
    signers = (report.nguoi_ky, report.nguoi_soan, report.nguoi_kiem_noi_dung, report.nguoi_kiem_the_thuc)
    among(signers, people, "thuong_truc.toml, bao_cao")
    refuse_unless(
        report.luc.date() < mau.yeu_cau.nam.hom_nay, "thuong_truc.toml, bao_cao: sau ngày của thị xã mẫu."
    )
    among((one.muc for one in data.doan), MUC_THUONG_TRUC, "thuong_truc.toml, doan")
    movements = {one.ma for one in mau.phong_trao.phong_trao}
    among(once((one.phong_trao for one in data.bang.bang_5), "thuong_truc.toml, bang_5"), movements, "bang_5")
    for row in data.bang.bang_5:
        among(row.tieu_bieu, mau.so_ket, f"thuong_truc.toml, bang_5, {row.phong_trao}")
    among((one.don_vi for one in data.bang.kiem_tra), mau.chi_tieu.gia_tri, "thuong_truc.toml, kiem_tra")
    among((one.don_vi for one in data.chon.kien_nghi), mau.so_ket, "thuong_truc.toml, kien_nghi")
    for pick in data.chon.cau:
        where = f"thuong_truc.toml, câu {pick.thu_tu} của {pick.don_vi}"
        among((pick.muc,), MUC_CHON, where)
        among((pick.don_vi,), mau.so_ket, where)
        among((pick.phan,), ("noi_bat", "han_che", "kien_nghi"), where)
        text: str = getattr(mau.so_ket[pick.don_vi], pick.phan)
        refuse_unless(0 < pick.thu_tu <= len(sentences(text)), f"{where}: không có câu này.")
