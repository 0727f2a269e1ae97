"""The page of one row of a year's setting, new or stored: the same answer whatever was refused."""

from typing import Any, Protocol

from flask import Response, make_response, render_template

from thidua.core.errors import Refusal
from thidua.web.errors import sentence, status_of
from thidua.web.forms import Form

STALE = "da_co_nguoi_sua"


class Row(Protocol):
    """What every such row has."""

    @property
    def id(self) -> int:
        """Its place in the address."""

    @property
    def row_version(self) -> int:
        """Its lock."""


def row_page(
    template: str, nam: int, part: str, row: Row | None, form: Form, no: Refusal | None, **more: Any
) -> Response:
    """The page with what is typed over the stored row; after a refusal its words, unless a field says them.

    The form takes the lock of the stored row, so that saving once more is a choice made with both in sight.
    """
    form["row_version"].data = row.row_version if row else None
    page = render_template(
        template,
        nam=nam,
        row=row,
        form=form,
        address=f"/{nam}/cai-dat/{part}/{row.id if row else 'moi'}",
        refused=sentence(no) if no and not form.error_list else "",
        stale=no is not None and no.reason == STALE,
        **more,
    )
    return make_response(page, status_of(no) if no else 422 if form.error_list else 200)
