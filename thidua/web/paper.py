"""A paper as an answer: the .docx, or the preview made of the same tree."""

from flask import Response, make_response
from markupsafe import Markup

from thidua.luutru.names import content_disposition
from thidua.vanban.blocks import VanBan
from thidua.vanban.to_html import to_html

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx_answer(van_ban: VanBan, name: str) -> Response:
    """The paper as a file to keep, under `name` without ending."""
    # python-docx and lxml are loaded only where a document is made.
    from thidua.vanban.to_docx import to_bytes

    answer = make_response(to_bytes(van_ban))
    answer.headers["Content-Type"] = DOCX
    answer.headers["Content-Disposition"] = content_disposition(f"{name}.docx")
    return answer


def preview(van_ban: VanBan) -> Markup:
    """The paper as an HTML fragment; the writer has escaped every text of the tree."""
    return Markup(to_html(van_ban))
