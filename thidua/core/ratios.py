"""Shares of titles: how many of one may be registered against another, by rules that are dated data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thidua.core.targets import ty_le

CSTD_CO_SO, LAO_DONG_TIEN_TIEN, SO_NGUOI = "chien_si_thi_dua_co_so", "lao_dong_tien_tien", "so_nguoi"
TAP_THE_TIEN_TIEN, TAP_THE_XUAT_SAC = "tap_the_lao_dong_tien_tien", "tap_the_lao_dong_xuat_sac"


class TinhTrangTyLe(StrEnum):
    """What a share comes to."""

    DAT = "dat"
    VUOT = "vuot"
    THIEU_SO = "thieu_so"
    CHUA_CO_QUY_DINH = "chua_co_quy_dinh"


@dataclass(frozen=True, slots=True)
class QuyTacTyLe:
    """Which two counts a rule compares. `code` names the dated rule whose value, in percent, is the limit:
    the most that `tu` may be of `mau`, or with `at_least` the least. `when` is the title that calls it up."""

    code: str
    tu: str
    mau: str
    when: str
    at_least: bool = False


CSTD_CAP = "cstdcs_tren_ldtt_toi_da"
XUAT_SAC_FLOOR, TIEN_TIEN_FLOOR = "ldtt_trong_tap_the_xuat_sac_toi_thieu", "ldtt_trong_tap_the_toi_thieu"

QUY_TAC: tuple[QuyTacTyLe, ...] = (
    QuyTacTyLe(CSTD_CAP, CSTD_CO_SO, LAO_DONG_TIEN_TIEN, CSTD_CO_SO),
    QuyTacTyLe(XUAT_SAC_FLOOR, LAO_DONG_TIEN_TIEN, SO_NGUOI, TAP_THE_XUAT_SAC, at_least=True),
    QuyTacTyLe(TIEN_TIEN_FLOOR, LAO_DONG_TIEN_TIEN, SO_NGUOI, TAP_THE_TIEN_TIEN, at_least=True),
)


@dataclass(frozen=True, slots=True)
class KetQuaTyLe:
    """A rule held against the counts; `ty_le` in percent with one decimal, for reading: the judgement itself
    is made on the exact counts. `nhieu_nhat` is how many a limit leaves room for."""

    quy_tac: QuyTacTyLe
    tu: int | None
    mau: int | None
    gioi_han: Decimal | None
    ty_le: Decimal | None
    tinh_trang: TinhTrangTyLe
    nhieu_nhat: int | None = None


def check_ratio(quy_tac: QuyTacTyLe, counts: Mapping[str, int | None], limit: Decimal | None) -> KetQuaTyLe:
    """Hold one rule against the counts; `limit` in percent, None where no rule is in force on the day.

    A base of zero is missing as much as a blank one: nothing is a share of it.
    """
    tu, mau = counts.get(quy_tac.tu), counts.get(quy_tac.mau)
    share = None if tu is None or mau is None else ty_le(Decimal(tu), Decimal(mau))
    if limit is None:
        return KetQuaTyLe(quy_tac, tu, mau, None, share, TinhTrangTyLe.CHUA_CO_QUY_DINH)
    if tu is None or not mau:
        return KetQuaTyLe(quy_tac, tu, mau, limit, None, TinhTrangTyLe.THIEU_SO)
    exact, allowed = Decimal(tu) * 100, limit * mau
    kept = exact >= allowed if quy_tac.at_least else exact <= allowed
    state = TinhTrangTyLe.DAT if kept else TinhTrangTyLe.VUOT
    room = None if quy_tac.at_least else int(allowed // 100)
    return KetQuaTyLe(quy_tac, tu, mau, limit, share, state, room)


def called_up(counts: Mapping[str, int | None]) -> tuple[QuyTacTyLe, ...]:
    """The rules that the registered titles call up, in their order."""
    return tuple(rule for rule in QUY_TAC if counts.get(rule.when))
