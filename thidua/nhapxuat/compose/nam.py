"""Movements and obligations of a year as lists."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from thidua.core.actor import SECRETARIAT
from thidua.core.viet import fold, format_date
from thidua.nhapxuat.compose import Bang
from thidua.nhapxuat.queries import Town
from thidua.nhapxuat.queries.nam import ground_key
from thidua.sheets.plan import Fate, Field, Kind, Plan, PlannedRow, Value, WrongCell

MOVEMENT_WORDS: Mapping[str, str] = {
    "thuong_xuyen": "Thường xuyên",
    "chuyen_de": "Theo chuyên đề",
    "dac_biet": "Đợt đặc biệt",
    "linh_vuc": "Theo lĩnh vực",
    "cuoc_van_dong": "Cuộc vận động",
}

_CALLED = Field("don_vi", ("Mã đơn vị được gọi", "Chỉ gồm các đơn vị"), Kind.LINES, longest=20_000)
_SEPARATORS = re.compile(r"[\s;,]+")


def unit_codes(text: Value) -> list[str]:
    """The unit codes of a cell, each once."""
    return list(dict.fromkeys(part for part in _SEPARATORS.split(str(text or "")) if part))


def _movement_kinds(town: Town) -> dict[str, str]:
    """The kinds in words, and kinds of the town's own as they are written."""
    own = {str(values.get("loai")) for values in town.existing.values()} - set(MOVEMENT_WORDS)
    return {**MOVEMENT_WORDS, **{kind: kind for kind in sorted(own)}}


def _movement_fields(town: Town) -> tuple[Field, ...]:
    return (
        Field("ten", ("Tên phong trào", "Phong trào"), required=True, longest=1000),
        Field("loai", ("Loại",), Kind.CHOICE, required=True, choices=_movement_kinds(town)),
        Field("cap_phat_dong", ("Cấp phát động",), required=True),
        Field("khau_hieu", ("Khẩu hiệu",), longest=1000),
        Field("tieu_chi", ("Tiêu chí",), Kind.LINES, longest=20_000),
        Field("can_cu", ("Căn cứ",), Kind.LINES, longest=5000),
        Field("gan_voi", ("Gắn với",), Kind.LINES, longest=5000),
        Field("tu_ngay", ("Từ ngày",), Kind.DAY),
        Field("den_ngay", ("Đến ngày",), Kind.DAY),
        _CALLED,
    )


def _check_movements(found: Plan, town: Town) -> Iterator[WrongCell]:
    for row in (row for row in found.rows if row.fate is not Fate.WRONG):
        yield from _check_days(row, "tu_ngay", "den_ngay", town.existing.get(row.key, {}))
        yield from _check_units(row, town)


def _check_days(
    row: PlannedRow, first: str, last: str, before: Mapping[str, Value]
) -> Iterator[WrongCell]:
    now = {**before, **row.values}
    begin, end = now.get(first), now.get(last)
    if isinstance(begin, date) and isinstance(end, date) and end < begin:
        sentence = f"Ngày này trước ngày bắt đầu ({format_date(begin)}). Sửa một trong hai ngày."
        yield WrongCell(row.sheet, row.address(last), format_date(end), sentence)


def _check_units(row: PlannedRow, town: Town) -> Iterator[WrongCell]:
    unknown = [code for code in unit_codes(row.values.get("don_vi")) if code not in town.units]
    if unknown:
        sentence = f"Không có đơn vị mang mã: {', '.join(unknown[:5])}. Mỗi dòng trong ô một mã đơn vị."
        yield WrongCell(row.sheet, row.address("don_vi"), unknown[0][:80], sentence)


PHONG_TRAO = Bang(
    "phong-trao",
    "Phong trào",
    _movement_fields,
    lambda values: fold(str(values.get("ten") or "")),
    SECRETARIAT,
    of_year=True,
    advice=("Mỗi phong trào một dòng. Để trống cột mã đơn vị: mọi đơn vị đều được gọi.",),
    check=_check_movements,
)


GROUND_KINDS: Mapping[str, str] = {
    "ke_hoach": "Kế hoạch",
    "huong_dan": "Hướng dẫn",
    "cong_van": "Công văn",
    "giao_uoc": "Giao ước thi đua",
    "bao_cao": "Báo cáo",
    "to_trinh": "Tờ trình",
    "quyet_dinh": "Quyết định",
    "thong_bao": "Thông báo",
}


def _ground_fields(town: Town) -> tuple[Field, ...]:
    return (
        Field("ten_loai", ("Tên loại", "Loại văn bản"), required=True, longest=64),
        Field("so_ky_hieu", ("Số, ký hiệu", "Số ký hiệu", "Số"), longest=64),
        Field("ngay", ("Ngày", "Ngày ban hành"), Kind.DAY),
        Field("co_quan", ("Cơ quan ban hành", "Cơ quan"), required=True),
        Field("trich_yeu", ("Trích yếu", "Về việc"), longest=5000),
        Field("hieu_luc_tu", ("Hiệu lực từ",), Kind.DAY),
        Field("hieu_luc_den", ("Hiệu lực đến",), Kind.DAY),
        Field("loai_van_ban", ("Dùng cho", "Dùng cho loại văn bản"), Kind.LINES, longest=500),
    )


def _check_grounds(found: Plan, town: Town) -> Iterator[WrongCell]:
    for row in (row for row in found.rows if row.fate is not Fate.WRONG):
        yield from _check_days(row, "hieu_luc_tu", "hieu_luc_den", town.existing.get(row.key, {}))
        unknown = [code for code in unit_codes(row.values.get("loai_van_ban")) if code not in GROUND_KINDS]
        if unknown:
            sentence = f"Chỉ ghi các mã, mỗi dòng một mã: {', '.join(GROUND_KINDS)}."
            yield WrongCell(row.sheet, row.address("loai_van_ban"), unknown[0][:80], sentence)


CAN_CU = Bang(
    "can-cu",
    "Căn cứ",
    _ground_fields,
    lambda values: ground_key(str(values.get("ten_loai") or ""), str(values.get("so_ky_hieu") or "")),
    SECRETARIAT,
    of_year=True,
    advice=(
        "Mỗi dòng một văn bản làm căn cứ; thứ tự in theo bậc văn bản rồi đến ngày.",
        f"Cột “Dùng cho” ghi mã loại văn bản, mỗi dòng trong ô một mã: {', '.join(GROUND_KINDS)}.",
    ),
    check=_check_grounds,
)


def _duty_fields(town: Town) -> tuple[Field, ...]:
    return (
        Field("code", ("Mã",), Kind.CODE, longest=64),
        Field("ten", ("Nội dung phải nộp", "Nội dung", "Tên"), required=True),
        Field("mo_tu", ("Mở từ", "Ngày mở"), Kind.DAY, required=True),
        Field("han", ("Hạn nộp", "Hạn"), Kind.DAY, required=True),
        Field("van_ban_so", ("Số văn bản yêu cầu", "Văn bản số"), longest=64),
        Field("van_ban_ngay", ("Ngày văn bản",), Kind.DAY),
        Field("van_ban_trich_yeu", ("Trích yếu văn bản", "Trích yếu"), longest=2000),
        _CALLED,
    )


def _check_duties(found: Plan, town: Town) -> Iterator[WrongCell]:
    for row in (row for row in found.rows if row.fate is not Fate.WRONG):
        yield from _check_days(row, "mo_tu", "han", town.existing.get(row.key, {}))
        yield from _check_units(row, town)
        code = str(row.values.get("code") or "")
        if row.fate is Fate.ADDED and code:
            sentence = "Không có nội dung mang mã này. Nhiệm vụ riêng thêm mới thì để trống ô mã."
            yield WrongCell(row.sheet, row.address("code"), code, sentence)
        if row.fate is Fate.ADDED and not row.values.get("don_vi"):
            sentence = "Nhiệm vụ riêng phải ghi mã các đơn vị được giao, mỗi dòng trong ô một mã."
            yield WrongCell(row.sheet, row.address("don_vi"), "", sentence)


def _duty_key(values: Mapping[str, Value]) -> str:
    return str(values.get("code") or "") or "moi:" + fold(str(values.get("ten") or ""))


NGHIA_VU = Bang(
    "nghia-vu",
    "Nội dung phải nộp",
    _duty_fields,
    _duty_key,
    SECRETARIAT,
    of_year=True,
    advice=(
        "Sáu nội dung chung của năm chỉ sửa được; dòng không có mã là nhiệm vụ riêng thêm mới của các đơn vị "
        "ghi ở cột cuối.",
        "Hạn riêng theo loại đơn vị (trường học theo năm học) sửa ở trang Thiết lập năm.",
    ),
    check=_check_duties,
)
