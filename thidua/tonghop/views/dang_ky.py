"""`/<nam>/tong-hop/dang-ky`: the registrations of all units together."""

from flask import Response, render_template

from thidua.sheets.xlsx import Value
from thidua.tonghop.compose.dang_ky import TongHopDangKy, consolidated, paper
from thidua.tonghop.queries.dang_ky import DangKyMaterial, registration_material
from thidua.tonghop.views.bao_cao import READERS, bp
from thidua.web import clock
from thidua.web.access import needs
from thidua.web.database import session
from thidua.web.paper import docx_answer, preview
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer

ADDRESS = "/<nam:nam_thi_dua>/tong-hop/dang-ky"
HEADS = [
    "Cụm, khối",
    "Đơn vị",
    "Ngày nộp",
    "Số ngày làm việc chậm",
    "Số chỉ tiêu",
    "Vượt mức giao",
    "Chưa bằng mức giao",
    "Số phong trào",
    "Số người",
    "Lao động tiên tiến",
    "CSTĐ cơ sở",
    "Danh hiệu tập thể",
    "Ghi chú",
]


def _material(nam: int) -> DangKyMaterial:
    return registration_material(session(), current_actor(), nam, clock.now())


@bp.get(ADDRESS)
@needs(*READERS)
def registrations_together(nam_thi_dua: int) -> str:
    """What the units registered, in numbers, with the paper below."""
    material = _material(nam_thi_dua)
    return render_template(
        "tonghop/dang_ky.html",
        nam=nam_thi_dua,
        found=consolidated(material),
        address=f"/{nam_thi_dua}/tong-hop/dang-ky",
        sheet=preview(paper(material)),
    )


@bp.get(f"{ADDRESS}.docx")
@needs(*READERS)
def registrations_together_docx(nam_thi_dua: int) -> Response:
    """The report with its annexes as a file; number and day stay blank."""
    return docx_answer(paper(_material(nam_thi_dua)), f"tong-hop-dang-ky-{nam_thi_dua}")


@bp.get(f"{ADDRESS}.html")
@needs(*READERS)
def registrations_together_html(nam_thi_dua: int) -> str:
    """The same as a sheet to look at or print."""
    sheet = preview(paper(_material(nam_thi_dua)))
    return render_template("to_giay.html", title=f"Tổng hợp đăng ký thi đua năm {nam_thi_dua}", sheet=sheet)


@bp.get(f"{ADDRESS}.xlsx")
@needs(*READERS)
def registrations_together_xlsx(nam_thi_dua: int) -> Response:
    """The units as a table; who has no received registration has blank cells."""
    found = consolidated(_material(nam_thi_dua))
    title = f"Tổng hợp đăng ký thi đua năm {nam_thi_dua}"
    return table_answer(f"tong-hop-dang-ky-{nam_thi_dua}", "Tổng hợp đăng ký", HEADS, _cells(found), title)


def _cells(found: TongHopDangKy) -> list[list[Value]]:
    table: list[list[Value]] = []
    for group, rows in found.don_vi:
        for row in rows:
            if row.nop is None:
                table.append(
                    [group, row.ten, *[None] * 10, row.ghi_chu or "Chưa có bản đăng ký được tiếp nhận"]
                )
                continue
            figures = [row.cham, row.chi_tieu, row.hon_giao, row.kem_giao, row.phong_trao]
            people = [row.so_nguoi, row.so_ldtt, row.cstd]
            table.append([group, row.ten, row.nop, *figures, *people, row.tap_the, row.ghi_chu])
    return table
