"""Targets as lists: the catalogue, the figures assigned, a unit's registered figures."""

import re
from collections.abc import Iterator, Mapping

from thidua.core.actor import SECRETARIAT, Role
from thidua.core.viet import fold
from thidua.nhapxuat.compose import Bang
from thidua.nhapxuat.queries import Town
from thidua.sheets.plan import Fate, Field, Kind, Plan, PlannedRow, Value, WrongCell

KIND_WORDS: Mapping[str, str] = {
    "luy_ke": "Lũy kế",
    "thoi_diem": "Theo thời điểm",
    "duy_tri": "Duy trì",
    "khong_vuot": "Không vượt",
    "mua_vu": "Theo mùa vụ",
    "cuoi_nam": "Đánh giá cuối năm",
    "nhiem_vu": "Nhiệm vụ",
}
DIRECTION_WORDS: Mapping[str, str] = {
    "tang": "Càng cao càng tốt",
    "giam": "Càng thấp càng tốt",
    "giu": "Giữ ở mức",
}
ASSIGNER_WORDS: Mapping[str, str] = {
    "ubnd": "UBND giao",
    "nganh_doc": "Ngành dọc giao",
    "cap_uy": "Cấp ủy giao",
}
_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_REASON = Field("ly_do", ("Lý do thay đổi", "Lý do"), longest=1000, aside=True)


def _line_fields(town: Town) -> tuple[Field, ...]:
    return (
        Field("ma", ("Mã", "Mã chỉ tiêu"), Kind.CODE, required=True, longest=64),
        Field("ten", ("Tên chỉ tiêu", "Chỉ tiêu"), required=True),
        Field("don_vi_tinh", ("ĐVT", "Đơn vị tính"), longest=64),
        Field("loai", ("Loại",), Kind.CHOICE, required=True, choices=KIND_WORDS),
        Field("chieu", ("Chiều",), Kind.CHOICE, required=True, choices=DIRECTION_WORDS),
        Field("giao_boi", ("Cơ quan giao", "Giao bởi"), Kind.CHOICE, required=True, choices=ASSIGNER_WORDS),
        Field("quyet_dinh", ("Quyết định giao", "Quyết định")),
        Field("trong_so", ("Trọng số",), Kind.NUMBER),
        Field("moc", ("Mốc Đợt 1", "Mốc"), Kind.NUMBER),
        Field("ngay_moc", ("Ngày mốc",), Kind.DAY),
        _REASON,
    )


def _check_lines(found: Plan, town: Town) -> Iterator[WrongCell]:
    for row in (row for row in found.rows if row.fate is not Fate.WRONG):
        code = str(row.values["ma"])
        if not _CODE.fullmatch(code):
            sentence = "Mã chỉ gồm chữ thường không dấu, số, gạch nối, ví dụ thu-ngan-sach."
            yield _wrong(row, "ma", code, sentence)
        now = {**town.existing.get(row.key, {}), **row.values}
        if now.get("loai") == "luy_ke" and not now.get("don_vi_tinh"):
            yield _wrong(row, "don_vi_tinh", "", "Chỉ tiêu lũy kế cần đơn vị tính. Điền ô này.")


def _wrong(row: PlannedRow, field: str, shown: str, sentence: str) -> WrongCell:
    return WrongCell(row.sheet, row.address(field), shown[:80], sentence)


DANH_MUC = Bang(
    "danh-muc",
    "Danh mục chỉ tiêu",
    _line_fields,
    lambda values: str(values.get("ma") or ""),
    SECRETARIAT,
    of_year=True,
    advice=(
        "Mỗi dòng một chỉ tiêu của năm, mã dùng chung cho các đơn vị.",
        "Sửa chỉ tiêu mà đơn vị đã đăng ký thì phải ghi lý do.",
    ),
    check=_check_lines,
)


def _assigned_fields(town: Town) -> tuple[Field, ...]:
    return (
        Field("don_vi", ("Đơn vị", "Tên đơn vị"), Kind.CHOICE, required=True, choices=town.units),
        Field("ma", ("Chỉ tiêu", "Mã chỉ tiêu"), Kind.CHOICE, required=True, choices=town.targets),
        Field("giao", ("Số giao", "Giao", "Kế hoạch giao"), Kind.NUMBER),
        _REASON,
    )


def _check_assigned(found: Plan, town: Town) -> Iterator[WrongCell]:
    for row in (row for row in found.rows if row.fate is not Fate.WRONG):
        if row.values.get("ma") in town.tasks and row.values.get("giao") is not None:
            sentence = "Nhiệm vụ không có số giao. Để trống ô này."
            yield _wrong(row, "giao", str(row.values["giao"]), sentence)


CHI_TIEU = Bang(
    "chi-tieu",
    "Chỉ tiêu giao",
    _assigned_fields,
    lambda values: f"{values.get('don_vi') or ''}/{values.get('ma') or ''}",
    SECRETARIAT,
    of_year=True,
    advice=(
        "Mỗi dòng một chỉ tiêu của một đơn vị. Chỉ tiêu phải có trong danh mục của năm.",
        "Bỏ chỉ tiêu của một đơn vị thì làm ở trang Thiết lập năm: dòng không có trong tệp được giữ nguyên.",
    ),
    check=_check_assigned,
)


def _registered_fields(town: Town) -> tuple[Field, ...]:
    return (
        Field("ten", ("Chỉ tiêu", "Tên chỉ tiêu", "Nội dung chỉ tiêu"), required=True),
        Field("don_vi_tinh", ("ĐVT", "Đơn vị tính"), told=True),
        Field("giao", ("Giao", "Kế hoạch giao"), Kind.NUMBER, told=True),
        Field("dang_ky", ("Đăng ký", "Số đăng ký", "Kế hoạch năm"), Kind.NUMBER),
        Field("ly_do_thap", ("Lý do thấp hơn số giao", "Lý do thấp"), longest=2000),
    )


def _check_registered(found: Plan, town: Town) -> Iterator[WrongCell]:
    for row in found.rows:
        if row.fate is Fate.ADDED:
            name = str(row.values["ten"])
            sentence = "Không phải chỉ tiêu của đơn vị. Chỉ tiêu tự đăng ký thì thêm ở trang đăng ký trước."
            yield _wrong(row, "ten", name, sentence)


def _name_key(values: Mapping[str, Value]) -> str:
    return fold(str(values.get("ten") or ""))


DANG_KY = Bang(
    "dang-ky",
    "Chỉ tiêu đăng ký",
    _registered_fields,
    _name_key,
    frozenset({Role.CAN_BO}),
    of_year=True,
    of_unit=True,
    advice=("Chỉ điền cột “Đăng ký” và lý do; ĐVT và số giao để đối chiếu, không nhập lại.",),
    check=_check_registered,
)
