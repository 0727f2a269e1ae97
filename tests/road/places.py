"""What every part of the road names: the unit, its people, its addresses; and when a paper is right."""

from pathlib import Path

from docx import Document

from tests.road.official import Office, Official
from tests.road.paper import Paper, read
from thidua.vanban.check import check, summary

UNIT, NAME = "truong-thcs-le-loi", "Trường Trung học cơ sở Lê Lợi"
DANG_KY = f"/2023/dang-ky/{UNIT}"
KE_HOACH = f"/2023/ke-hoach/{UNIT}"
KHEN_DOT = f"/2023/khen-dot/{UNIT}"
SO_KET = f"/2023/bao-cao/so-ket/{UNIT}"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OWN_TARGET = "Kinh phí xã hội hóa giáo dục"
HIGHLIGHT = "Nhà trường giúp 12 học sinh có nguy cơ bỏ học trở lại lớp trước ngày 15/4."
CAUSE = "Phụ huynh đóng góp theo vụ thu hoạch cuối năm."


def officer(office: Office) -> Official:
    """Who drafts in the unit that the road is about."""
    return office.official(f"canbo.{UNIT}")


def head(office: Office) -> Official:
    """The head of that unit, on a telephone."""
    return office.official(f"thutruong.{UNIT}", phone=True)


def standing_body(office: Office) -> Official:
    """The officer of the Hội đồng's standing body."""
    return office.official("thuongtruc")


def right_paper(data: bytes, folder: Path, name: str) -> Paper:
    """The paper, after the checker found no error in it and python-docx could open it."""
    (folder / f"{name}.docx").write_bytes(data)
    findings = check(data)
    assert summary(findings)["errors"] == 0, [f for f in findings if f.level == "error"]
    assert Document(folder / f"{name}.docx").paragraphs
    return read(data)
