"""The dated rules as a list."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from thidua.core.actor import SECRETARIAT
from thidua.nhapxuat.compose import Bang
from thidua.nhapxuat.queries import Town
from thidua.nhapxuat.queries.quy_dinh import rule_key
from thidua.sheets.plan import Fate, Field, Kind, Plan, PlannedRow, Value, WrongCell

_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


def _fields(town: Town) -> tuple[Field, ...]:
    return (
        Field("code", ("Mã",), Kind.CODE, required=True, longest=64),
        Field("ten", ("Quy định", "Nội dung"), required=True, longest=255),
        Field("gia_tri", ("Giá trị", "Mức"), Kind.FIGURE, longest=500),
        Field("don_vi_tinh", ("Đơn vị tính", "ĐVT"), longest=64),
        Field("tu_ngay", ("Áp dụng từ", "Từ ngày"), Kind.DAY, required=True),
        Field("den_ngay", ("Đến hết ngày", "Đến ngày"), Kind.DAY),
        Field("nguon", ("Nguồn", "Căn cứ"), Kind.LINES, longest=1000),
        Field("da_kiem_chung", ("Đã đối chiếu với văn bản", "Đã kiểm chứng"), Kind.YES),
    )


def _key(values: Mapping[str, Value]) -> str:
    day = values.get("tu_ngay")
    return rule_key(str(values.get("code") or ""), day.isoformat() if isinstance(day, date) else "")


def _check(found: Plan, town: Town) -> Iterator[WrongCell]:
    for row in (row for row in found.rows if row.fate is not Fate.WRONG):
        now = {**town.existing.get(row.key, {}), **row.values}
        code, first, last = str(now["code"]), now["tu_ngay"], now.get("den_ngay")
        if not _CODE.fullmatch(code):
            yield _wrong(row, "code", code, "Mã chỉ gồm chữ thường không dấu, số và gạch dưới.")
        if row.fate is Fate.CHANGED and _key(now) != row.key:
            sentence = "Mã và ngày bắt đầu của quy định đã có không đổi ở đây. Ghi thành một dòng mới."
            yield _wrong(row, "code", code, sentence)
        if isinstance(first, date) and isinstance(last, date) and last < first:
            yield _wrong(row, "den_ngay", "", "Ngày hết áp dụng đứng trước ngày bắt đầu. Sửa một trong hai.")
        if now.get("da_kiem_chung") and not now.get("nguon"):
            yield _wrong(row, "nguon", "", "Đã đối chiếu thì ghi văn bản, điều, khoản.")


def _wrong(row: PlannedRow, field: str, shown: str, sentence: str) -> WrongCell:
    return WrongCell(row.sheet, row.address(field), shown[:80], sentence)


QUY_DINH = Bang(
    "quy-dinh",
    "Quy định theo thời gian",
    _fields,
    _key,
    SECRETARIAT,
    of_year=True,
    advice=(
        "Mỗi dòng một quy định, dùng cho mọi năm; cùng mã, cùng ngày bắt đầu thì thay dòng cũ.",
        "Giá trị để trống: văn bản không đặt mức.",
    ),
    check=_check,
)
