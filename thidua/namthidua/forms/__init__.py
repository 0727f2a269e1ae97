"""Forms of the year's contents: what they share."""

from collections.abc import Sequence
from typing import Any

import wtforms

from thidua.web.forms import ChuVN, Form
from thidua.web.forms import LockField as LockField


class TickedField(wtforms.Field):
    """The boxes ticked, each once, as they were sent; what they may be is the caller's."""

    data: tuple[str, ...]

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take the values."""
        self.data = tuple(dict.fromkeys(str(each)[:64] for each in valuelist))

    @property
    def ids(self) -> tuple[int, ...]:
        """Those that are ids."""
        return tuple(int(one) for one in self.data or () if one.isascii() and one.isdigit())


class LockedForm(Form):
    """A form over one row: its lock number and the one-time key."""

    row_version = LockField()
    khoa_gui = ChuVN(limit=64)


def required(sentence: str) -> Any:
    """A validator: the field may not stay empty."""

    def check(form: Any, field: Any) -> None:
        if field.data in (None, "", ()) and not field.errors:
            raise wtforms.ValidationError(sentence)

    return check


def in_order(first: Any, last: Any, sentence: str) -> None:
    """Refuse `last` when both days are there and run backwards."""
    if first.data and last.data and last.data < first.data:
        last.errors = [*last.errors, sentence]
