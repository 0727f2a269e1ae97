"""A larger town of the same shape: more units, each modelled on an ordinary one of the sample."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import cycle, islice
from typing import Any, TypeVar

from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_to_chuc import CumKhoi

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Khuon:
    """A unit to model on, the code of its copies, and the proper name that the copy's name replaces."""

    don_vi: str
    ma: str
    ten_rieng: str


_KHUON = (
    _Khuon("phuong-hoa-binh", "phuong-mau", "Hòa Bình"),
    _Khuon("truong-thcs-nguyen-hue", "truong-mau", "Nguyễn Huệ"),
    _Khuon("xa-chu-bah", "xa-mau", "Chư Băh"),
    _Khuon("phong-giao-duc-dao-tao", "phong-mau", "Giáo dục và Đào tạo"),
    _Khuon("trung-tam-dich-vu-nong-nghiep", "trung-tam-mau", "Dịch vụ nông nghiệp"),
)


def scaled(mau: MauDuLieu, n: int) -> MauDuLieu:
    """The town with `n` units: the sample's own, exceptions and all, then copies named "Mẫu 41" and on.

    Copies join the group of their model and act at the same minutes. Raises ValueError when `n` is below the
    number of units of the sample.
    """
    have = len(mau.to_chuc.don_vi)
    if n < have:
        raise ValueError(f"the sample has {have} units already, {n} is fewer")
    copies = [(khuon, number) for number, khuon in enumerate(islice(cycle(_KHUON), n - have), have + 1)]
    return _with_copies(mau, copies) if copies else mau


def _with_copies(mau: MauDuLieu, copies: list[tuple[_Khuon, int]]) -> MauDuLieu:
    units = {unit.ma: unit for unit in mau.to_chuc.don_vi}
    added = {f"{khuon.ma}-{number}": (khuon, _words(khuon, number)) for khuon, number in copies}

    def copied(source: dict[str, T]) -> dict[str, T]:
        return source | {
            ma: _renamed(source[khuon.don_vi], words)
            for ma, (khuon, words) in added.items()
            if khuon.don_vi in source
        }

    new_units = tuple(
        replace(
            _renamed(units[khuon.don_vi], words),
            ten_ngan=_short_name(units[khuon.don_vi].nhom, number),
            ky_hieu=_symbol(units[khuon.don_vi].ky_hieu, number),
            ten_truoc=(),
        )
        for (khuon, words), (_, number) in zip(added.values(), copies, strict=True)
    )
    return replace(
        mau,
        to_chuc=replace(
            mau.to_chuc,
            don_vi=mau.to_chuc.don_vi + new_units,
            cum_khoi=tuple(_grown(group, added) for group in mau.to_chuc.cum_khoi),
        ),
        chi_tieu=replace(
            mau.chi_tieu,
            gia_tri=mau.chi_tieu.gia_tri
            | {ma: mau.chi_tieu.gia_tri[khuon.don_vi] for ma, (khuon, _) in added.items()},
        ),
        dang_ky=copied(mau.dang_ky),
        so_ket=copied(mau.so_ket),
        khen_dot=copied(mau.khen_dot),
        nhat_trinh=replace(
            mau.nhat_trinh,
            dien_bien=tuple(sorted(_copied_rows(mau.nhat_trinh.dien_bien, added), key=lambda act: act.luc)),
            ban_truoc=_copied_rows(mau.nhat_trinh.ban_truoc, added),
        ),
    )


_Added = dict[str, tuple[_Khuon, tuple[tuple[str, str], ...]]]
_SHORT = {"phuong": "P.", "xa": "Xã", "truong": "THCS", "phong": "Phòng", "trung_tam": "Trung tâm"}


def _short_name(nhom: str, number: int) -> str:
    return f"{_SHORT[nhom]} Mẫu {number}"


def _symbol(ky_hieu: str, number: int) -> str:
    """Phường and xã share UBND; another body's abbreviation takes the number, as no two are alike."""
    return ky_hieu if ky_hieu == "UBND" else f"{ky_hieu}{number}"


def _words(khuon: _Khuon, number: int) -> tuple[tuple[str, str], ...]:
    """Old and new words: the code, the proper name, and the proper name in capitals."""
    name = f"Mẫu {number}"
    return (
        (khuon.don_vi, f"{khuon.ma}-{number}"),
        (khuon.ten_rieng, name),
        (khuon.ten_rieng.upper(), name.upper()),
    )


def _grown(group: CumKhoi, added: _Added) -> CumKhoi:
    more = tuple(ma for ma, (khuon, _) in added.items() if khuon.don_vi in group.thanh_vien)
    return replace(group, thanh_vien=group.thanh_vien + more)


def _copied_rows(rows: tuple[T, ...], added: _Added) -> tuple[T, ...]:
    of_unit: dict[str, list[T]] = {}
    for row in rows:
        of_unit.setdefault(row.don_vi, []).append(row)  # type: ignore[attr-defined]
    more = (_renamed(row, words) for khuon, words in added.values() for row in of_unit.get(khuon.don_vi, ()))
    return rows + tuple(more)


def _renamed(value: T, words: tuple[tuple[str, str], ...]) -> T:
    result: T = _renamed_any(value, words)
    return result


def _renamed_any(value: Any, words: tuple[tuple[str, str], ...]) -> Any:
    if isinstance(value, str):
        for old, new in words:
            value = value.replace(old, new)
        return value
    if isinstance(value, tuple):
        return tuple(_renamed_any(item, words) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{one.name: _renamed_any(getattr(value, one.name), words) for one in fields(value)}
        )
    return value
