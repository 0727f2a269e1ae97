"""The reader of the sample town: `load()` gives it whole and checked, the functions below answer for it.

The files of `du_lieu/` say it all; nothing is invented here. Reading takes no clock and no database.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from thidua.core.papers import TASK, is_task
from thidua.maudulieu.checks import check
from thidua.maudulieu.reading import read_into
from thidua.maudulieu.scaling import scaled
from thidua.maudulieu.sentences import sentences
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_ho_so import (
    BanTruoc,
    DangKy,
    DienBien,
    DongDangKy,
    DongKetQua,
    KhenDot,
    SoKet,
)
from thidua.maudulieu.shapes_nam import GiaTri, MauChiTieu, NhiemVu
from thidua.maudulieu.shapes_to_chuc import CumKhoi, DonVi, Nguoi, TaiKhoan

__all__ = [
    "FILES",
    "MauDuLieu",
    "accounts",
    "acts_until",
    "content_of",
    "cum_khoi_of",
    "don_vi",
    "file_name_of",
    "load",
    "people",
    "scaled",
    "sentences",
    "targets_of",
    "task_code",
]

FOLDER = Path(__file__).parent / "du_lieu"

FILES = {
    "ke_hoach": "ke_hoach_2023.toml",
    "loi": "loi_ke_hoach_2023.toml",
    "phong_trao": "phong_trao_2023.toml",
    "to_chuc": "don_vi.toml",
    "chi_tieu": "chi_tieu.toml",
    "lich": "lich_2023.toml",
    "yeu_cau": "van_ban_yeu_cau.toml",
    "dang_ky": "dang_ky.toml",
    "so_ket": "so_ket.toml",
    "khen_dot": "khen_dot.toml",
    "nhat_trinh": "dien_bien.toml",
    "thuong_truc": "thuong_truc.toml",
    "giao_uoc": "giao_uoc.toml",
    "phap_ly": "phap_ly_2023.toml",
    "danh_hieu": "danh_hieu.toml",
    "van_ban": "van_ban_huong_dan.toml",
}
"""The data file of each field of MauDuLieu."""


def load(folder: Path = FOLDER) -> MauDuLieu:
    """The sample town. Raises SampleDataRefused with a sentence when a file is wrong or two do not agree."""
    raw = {name: tomllib.loads((folder / file).read_text("utf-8")) for name, file in FILES.items()}
    mau = read_into(MauDuLieu, raw)
    check(mau)
    return mau


def don_vi(mau: MauDuLieu, ma: str) -> DonVi:
    """The unit of this code. Raises KeyError when there is none."""
    for one in mau.to_chuc.don_vi:
        if one.ma == ma:
            return one
    raise KeyError(ma)


def cum_khoi_of(mau: MauDuLieu, ma: str) -> CumKhoi:
    """The cụm or khối to which the unit belongs. Raises KeyError when it stands in none."""
    for group in mau.to_chuc.cum_khoi:
        if ma in group.thanh_vien:
            return group
    raise KeyError(ma)


def people(mau: MauDuLieu) -> tuple[Nguoi, ...]:
    """Everybody, each once: the town's people, then head and officer of each unit in order."""
    of_units = tuple(
        Nguoi(f"{kind}.{one.ma}", person.ho_ten, person.chuc_vu, one.ma)
        for one in mau.to_chuc.don_vi
        for kind, person in (("thu-truong", one.thu_truong), ("can-bo", one.can_bo))
    )
    return mau.to_chuc.nguoi + of_units


def accounts(mau: MauDuLieu) -> tuple[TaiKhoan, ...]:
    """Every login: those of the town, then `canbo.<don-vi>` and `thutruong.<don-vi>` of each unit."""
    of_units = tuple(
        TaiKhoan(f"{login}.{one.ma}", f"{kind}.{one.ma}", (role,), one.ma)
        for one in mau.to_chuc.don_vi
        for login, kind, role in (("canbo", "can-bo", "can_bo"), ("thutruong", "thu-truong", "thu_truong"))
    )
    return mau.to_chuc.tai_khoan + of_units


def targets_of(mau: MauDuLieu, ma: str) -> tuple[tuple[MauChiTieu, GiaTri], ...]:
    """The unit's targets in order: what the target is, and the unit's own figures."""
    by_code = {one.ma: one for one in mau.chi_tieu.mau}
    return tuple((by_code[value.ma], value) for value in mau.chi_tieu.gia_tri[ma])


def acts_until(mau: MauDuLieu, moment: datetime) -> tuple[DienBien, ...]:
    """The acts up to and including this moment, in time order."""
    return tuple(act for act in mau.nhat_trinh.dien_bien if act.luc <= moment)


def file_name_of(mau: MauDuLieu, act: DienBien) -> str:
    """The name of the signed file that a `trinh` of `ke_hoach` or `giao_uoc` carries; "" for the others."""
    nam = mau.yeu_cau.nam.nam
    if act.nghia_vu == "ke_hoach":
        return f"ke-hoach-thi-dua-{nam}-{act.don_vi}.pdf"
    if act.nghia_vu == "giao_uoc":
        return f"giao-uoc-{nam}-{cum_khoi_of(mau, act.don_vi).ma}-{act.don_vi}.pdf"
    return ""


def task_code(place: int) -> str:
    """The stored name of the task at this place, counted from 1."""
    return f"{TASK}{place}"


def content_of(mau: MauDuLieu, act: DienBien) -> DangKy | SoKet | KhenDot | CumKhoi | NhiemVu:
    """What the unit hands in (or saves) with this act.

    `ke_hoach` and `dang_ky` give the DangKy, `so_ket` the SoKet, `khen_dot` the KhenDot, `giao_uoc` the group
    whose pledge was signed, a task the task. An act with `lan` gives the earlier version. Raises KeyError
    when the unit has no such contents.
    """
    match act.nghia_vu:
        case "ke_hoach" | "dang_ky":
            return _earlier_dang_ky(mau.dang_ky[act.don_vi], _ban_truoc(mau, act))
        case "so_ket":
            return _earlier_so_ket(mau.so_ket[act.don_vi], _ban_truoc(mau, act))
        case "khen_dot":
            return mau.khen_dot[act.don_vi]
        case task if is_task(task):
            return mau.yeu_cau.nhiem_vu[int(task.removeprefix(TASK)) - 1]
        case _:
            return cum_khoi_of(mau, act.don_vi)


def _ban_truoc(mau: MauDuLieu, act: DienBien) -> BanTruoc | None:
    if not act.lan:
        return None
    wanted = (act.don_vi, act.nghia_vu, act.lan)
    return next(one for one in mau.nhat_trinh.ban_truoc if (one.don_vi, one.nghia_vu, one.lan) == wanted)


def _earlier_dang_ky(content: DangKy, change: BanTruoc | None) -> DangKy:
    if change is None:
        return content
    rows = {row[0]: read_into(DongDangKy, list(row)) for row in change.chi_tieu}
    return replace(
        content,
        chi_tieu=tuple(rows.get(row.ma, row) for row in content.chi_tieu),
        phong_trao=tuple(row for row in content.phong_trao if row.ma not in change.bo_phong_trao),
        giai_phap=change.doi.get("giai_phap", content.giai_phap),
        ly_do_cham=change.doi.get("ly_do_cham", content.ly_do_cham),
    )


def _earlier_so_ket(content: SoKet, change: BanTruoc | None) -> SoKet:
    if change is None:
        return content
    rows = {row[0]: read_into(DongKetQua, list(row)) for row in change.chi_tieu}
    return replace(
        content,
        chi_tieu=tuple(rows.get(row.ma, row) for row in content.chi_tieu),
        phong_trao=tuple(row for row in content.phong_trao if row.ma not in change.bo_phong_trao),
        noi_bat=change.doi.get("noi_bat", content.noi_bat),
        han_che=change.doi.get("han_che", content.han_che),
        kien_nghi=change.doi.get("kien_nghi", content.kien_nghi),
    )
