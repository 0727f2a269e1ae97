"""The paper of a version: .docx and .html."""

from flask import Response, render_template

from thidua.giaouoc.views.chung import PAGE, WHO, bp, paper_of, sheet_of
from thidua.web.access import needs
from thidua.web.paper import docx_answer, preview


@bp.get(PAGE + ".docx")
@needs(*WHO)
def paper_docx(nam_thi_dua: int, cum_khoi: str) -> Response:
    """The paper as a file."""
    sheet = sheet_of(nam_thi_dua, cum_khoi)
    return docx_answer(paper_of(sheet), f"giao-uoc-{nam_thi_dua}-{cum_khoi}")


@bp.get(PAGE + ".html")
@needs(*WHO)
def paper_html(nam_thi_dua: int, cum_khoi: str) -> str:
    """The paper alone, for printing from the browser."""
    sheet = sheet_of(nam_thi_dua, cum_khoi)
    title = f"Bản giao ước thi đua năm {nam_thi_dua}"
    return render_template("to_giay.html", title=title, sheet=preview(paper_of(sheet)))
