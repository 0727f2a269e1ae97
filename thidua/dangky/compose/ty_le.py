"""Titles of a registration counted and held against the dated rules; the years before in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.ratios import (
    CSTD_CO_SO,
    LAO_DONG_TIEN_TIEN,
    QUY_TAC,
    SO_NGUOI,
    KetQuaTyLe,
    QuyTacTyLe,
    TinhTrangTyLe,
    called_up,
    check_ratio,
)
from thidua.core.viet import format_number
from thidua.dangky.queries import NoiDungDangKy
from thidua.dangky.queries.ca_nhan import NamTruoc
from thidua.namthidua.queries.quy_dinh import QuyDinhRow
from thidua.vanban.kinds.dang_ky import ten_danh_hieu

NOTHING_KNOWN = "chưa có số liệu"
RULE_CODES = tuple(rule.code for rule in QUY_TAC)
NAMES: Mapping[str, str] = {
    "cstdcs_tren_ldtt_toi_da": "Chiến sĩ thi đua cơ sở trên số Lao động tiên tiến",
    "ldtt_trong_tap_the_xuat_sac_toi_thieu": "Lao động tiên tiến trong Tập thể lao động xuất sắc",
    "ldtt_trong_tap_the_toi_thieu": "Lao động tiên tiến trong Tập thể lao động tiên tiến",
}


def counts(content: NoiDungDangKy) -> dict[str, int | None]:
    """How often each title is registered, with the number of people.

    Lao động tiên tiến: the number given, else those named for it or for a chiến sĩ thi đua, who must be one
    too; None where neither says anything.
    """
    titles = Counter(each.danh_hieu for each in content.danh_hieu if each.loai != "cap_tren")
    named = {
        (each.ten, each.chuc_vu)
        for each in content.danh_hieu
        if each.loai == "ca_nhan" and each.danh_hieu in (LAO_DONG_TIEN_TIEN, CSTD_CO_SO)
    }
    all_named = len(named) if titles[LAO_DONG_TIEN_TIEN] else None
    found: dict[str, int | None] = dict(titles)
    found[LAO_DONG_TIEN_TIEN] = content.so_ldtt if content.so_ldtt is not None else all_named
    found[SO_NGUOI] = content.so_nguoi
    return found


def ratios(content: NoiDungDangKy, limits: Mapping[str, Decimal | None]) -> tuple[KetQuaTyLe, ...]:
    """Each rule that the registered titles call up, held against them."""
    have = counts(content)
    return tuple(check_ratio(rule, have, limits.get(rule.code)) for rule in called_up(have))


@dataclass(frozen=True, slots=True)
class DongTyLe:
    """A share as it is read: what is compared, the counts, the verdict, the rule it rests on."""

    ten: str
    so: str
    ket_luan: str
    nguon: str
    tinh_trang: TinhTrangTyLe


def ratio_lines(
    results: Iterable[KetQuaTyLe], rules: Mapping[str, QuyDinhRow | None]
) -> tuple[DongTyLe, ...]:
    """The shares in words, each with the rule and its article."""
    return tuple(_line(one, rules.get(one.quy_tac.code)) for one in results)


def _line(one: KetQuaTyLe, rule: QuyDinhRow | None) -> DongTyLe:
    have = f"{_count(one.tu)}/{_count(one.mau)}"
    share = f" = {format_number(one.ty_le)}%" if one.ty_le is not None else ""
    return DongTyLe(NAMES[one.quy_tac.code], have + share, _verdict(one, rule), _source(rule), one.tinh_trang)


def _count(number: int | None) -> str:
    return "?" if number is None else str(number)


def _verdict(one: KetQuaTyLe, rule: QuyDinhRow | None) -> str:
    match one.tinh_trang:
        case TinhTrangTyLe.CHUA_CO_QUY_DINH if rule is None:
            return "chưa có quy định – nhập căn cứ"
        case TinhTrangTyLe.CHUA_CO_QUY_DINH:
            return "quy định hiện hành không đặt mức chung; áp dụng quy định của tỉnh nếu có"
        case TinhTrangTyLe.THIEU_SO:
            return f"{_limit(one.quy_tac, one.gioi_han)}; ghi {_missing(one)} để tính"
        case TinhTrangTyLe.DAT:
            return f"{_limit(one.quy_tac, one.gioi_han)}: đạt"
        case TinhTrangTyLe.VUOT:
            room = "" if one.nhieu_nhat is None else f", nhiều nhất {one.nhieu_nhat} người"
            beyond = "chưa đạt" if one.quy_tac.at_least else "vượt"
            return f"{_limit(one.quy_tac, one.gioi_han)}: {beyond}{room}"


def _limit(rule: QuyTacTyLe, limit: Decimal | None) -> str:
    return f"{'ít nhất' if rule.at_least else 'không quá'} {format_number(limit or 0)}%"


def _missing(one: KetQuaTyLe) -> str:
    return (
        "số người của đơn vị"
        if one.quy_tac.mau == SO_NGUOI and one.tu is not None
        else ("số Lao động tiên tiến")
    )


def _source(rule: QuyDinhRow | None) -> str:
    if rule is None:
        return ""
    return rule.nguon if rule.da_kiem_chung else f"{rule.nguon} (chưa kiểm chứng)"


def year_words(years: Iterable[NamTruoc]) -> tuple[tuple[int, str], ...]:
    """(year, words) of the years before: what was received, else what was registered, else that nothing is
    known."""
    return tuple((one.nam, _year(one)) for one in years)


def _year(one: NamTruoc) -> str:
    if one.da_nhan:
        return ", ".join(ten_danh_hieu(title) for title in one.da_nhan)
    if one.dang_ky:
        return "đăng ký " + ", ".join(ten_danh_hieu(title) for title in one.dang_ky)
    return NOTHING_KNOWN
