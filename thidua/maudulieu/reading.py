"""From a parsed data file to frozen dataclasses, strictly: keys known, none missing, values of their kind.

The dataclasses are the schema. Figures and days that may be blank stand as strings in the files, "" being
blank. A record stands as a table, or as an array in the order of the fields, from whose end fields with a
default may be left out; a table at the end of an array gives further fields by name.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from thidua.maudulieu.refusal import SampleDataRefused

VN = timezone(timedelta(hours=7))
T = TypeVar("T")
Reader = Callable[[Any], Any]


def read_into(cls: type[T], value: object) -> T:
    """The table or row as a `cls`.

    Raises SampleDataRefused, which names the place, for unknown or missing keys and wrong values.
    """
    kind: Any = cls
    result: T = _reader_of(kind)(value)
    return result


@cache
def _reader_of(hint: Any) -> Reader:
    if is_dataclass(hint) and isinstance(hint, type):
        return _record_reader(hint)
    if get_origin(hint) is tuple:
        return _tuple_reader(_reader_of(get_args(hint)[0]))
    if get_origin(hint) is dict:
        return _dict_reader(_reader_of(get_args(hint)[1]))
    if get_origin(hint) is types.UnionType:
        return _blank_or(_FROM_TEXT[get_args(hint)[0]])
    return _moment if hint is datetime else _plain_reader(hint)


def _record_reader(cls: type[Any]) -> Reader:
    hints = get_type_hints(cls)
    readers = {one.name: _reader_of(hints[one.name]) for one in fields(cls)}
    needed = frozenset(
        one.name for one in fields(cls) if one.default is MISSING and one.default_factory is MISSING
    )
    names = tuple(readers)

    def read(value: Any) -> Any:
        table = value if isinstance(value, dict) else _named(value, names)
        values = {}
        for name, item in table.items():
            try:
                values[name] = readers[name](item)
            except KeyError:
                raise SampleDataRefused(f": khóa lạ “{name}”.") from None
            except SampleDataRefused as refused:
                raise SampleDataRefused(f".{name}{refused}") from None
        if not needed <= values.keys():
            raise SampleDataRefused(f": thiếu “{min(needed - values.keys())}”.")
        return cls(**values)

    return read


def _named(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, list) or not 0 < len(value) <= len(names):
        raise SampleDataRefused(f": cần một bảng, hoặc một dòng có từ 1 đến {len(names)} ô.")
    row = dict(zip(names, value, strict=False))
    if isinstance(value[-1], dict):
        further = row.popitem()[1]
        row.update(further)
    return row


def _plain_reader(kind: type[Any]) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise SampleDataRefused(f": “{value}” không đúng kiểu {kind.__name__}.")
        return value

    return read


def _tuple_reader(item: Reader) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise SampleDataRefused(": cần một danh sách.")
        items = []
        for one in value:
            try:
                items.append(item(one))
            except SampleDataRefused as refused:
                raise SampleDataRefused(f"[{len(items) + 1}]{refused}") from None
        return tuple(items)

    return read


def _dict_reader(item: Reader) -> Reader:
    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise SampleDataRefused(": cần một bảng.")
        items = {}
        for key, one in value.items():
            try:
                items[key] = item(one)
            except SampleDataRefused as refused:
                raise SampleDataRefused(f".{key}{refused}") from None
        return items

    return read


def _blank_or(convert: Callable[[Any], Any]) -> Reader:
    def read(value: Any) -> Any:
        if value == "":
            return None
        try:
            return convert(value)
        except (TypeError, ValueError, InvalidOperation):
            raise SampleDataRefused(f": “{value}” không đọc được.") from None

    return read


def _moment(value: Any) -> datetime:
    try:
        return datetime.fromisoformat(value).replace(tzinfo=VN)
    except (TypeError, ValueError):
        raise SampleDataRefused(f": “{value}” không phải thời điểm.") from None


def _figure(value: Any) -> Decimal:
    if not isinstance(value, str):
        raise TypeError(value)
    return Decimal(value)


def _day(value: Any) -> date:
    return value if type(value) is date else date.fromisoformat(value)


_FROM_TEXT: dict[Any, Callable[[Any], Any]] = {Decimal: _figure, date: _day}
