"""The unit's own plan as a file, and its report of the first half-year."""

import re
from pathlib import Path

from tests.road.official import Office, Official
from tests.road.places import (
    CAUSE,
    DOCX_TYPE,
    HIGHLIGHT,
    KE_HOACH,
    KHEN_DOT,
    OWN_TARGET,
    SO_KET,
    head,
    officer,
    right_paper,
    standing_body,
)


def hand_in_the_plan(office: Office, folder: Path) -> None:
    """Number, day and file; a program under the name of a .pdf is refused and the rest stays."""
    unit, chief, body = officer(office), head(office), standing_body(office)
    unit.open(KE_HOACH)
    unit.fill("Số, ký hiệu", "15/KH-THCSLL")
    unit.fill("Ngày ban hành", "20/3/2023")
    upload(unit, "ke-hoach.pdf", b"MZ\x90\x00" + bytes(2000), "application/pdf")
    unit.press("Trình thủ trưởng", status=422)
    unit.errors_in_place("tep")
    assert unit.box("Số, ký hiệu").input_value() == "15/KH-THCSLL"
    upload(unit, "Kế hoạch thi đua 2023.docx", (folder / "ke-hoach.docx").read_bytes(), DOCX_TYPE)
    unit.press("Trình thủ trưởng")
    unit.sees("Chờ thủ trưởng duyệt", "15/KH-THCSLL")
    chief.open(KE_HOACH)
    chief.press("Duyệt và nộp")
    body.open(KE_HOACH)
    assert body.download(re.compile("Kế hoạch thi đua 2023")) == (folder / "ke-hoach.docx").read_bytes()
    body.give_reason("Đề nghị bổ sung, chỉnh lý", "Ngày trên văn bản khác ngày đã ghi.")
    unit.open(KE_HOACH)
    unit.sees("Ngày trên văn bản khác ngày đã ghi.", "Kế hoạch thi đua 2023.docx")
    unit.fill("Ngày ban hành", "21/3/2023")
    unit.press("Trình thủ trưởng")
    chief.open(KE_HOACH)
    chief.press("Duyệt và nộp")
    body.open(KE_HOACH)
    body.press("Tiếp nhận")
    body.sees("Đã tiếp nhận", "21/3/2023")


def propose_nobody(office: Office) -> None:
    """Nil is an answer: it goes the same way through the head."""
    unit, chief, body = officer(office), head(office), standing_body(office)
    unit.open(KHEN_DOT)
    unit.press("Trình thủ trưởng", status=422)
    unit.errors_in_place("tep")
    unit.tick("Không phát sinh")
    unit.press("Trình thủ trưởng")
    unit.sees("Chờ thủ trưởng duyệt", "Không phát sinh")
    chief.open(KHEN_DOT)
    chief.press("Duyệt và nộp")
    body.open(KHEN_DOT)
    body.press("Tiếp nhận")
    body.sees("Đã tiếp nhận", "Không phát sinh")


def upload(unit: Official, name: str, data: bytes, kind: str) -> None:
    """Choose a file through the page's file field."""
    unit.page.locator('input[name="tep"]').set_input_files({"name": name, "mimeType": kind, "buffer": data})


def report(office: Office, folder: Path) -> None:
    """Results against the registered figures: official, estimated, nil, below the mark; one file."""
    unit = officer(office)
    unit.open(SO_KET)
    unit.sees(OWN_TARGET, "1.250", "625")
    unit.fill(re.compile("Ngày chốt"), "15/6")
    unit.fill(re.compile("Kết quả chính thức: Tỷ lệ học sinh tốt nghiệp"), "99,2")
    unit.fill(re.compile("Kết quả chính thức: Tỷ lệ duy trì"), "99,1")
    unit.tick(re.compile("Không phát sinh: Số giải học sinh giỏi"))
    unit.fill(re.compile("Kết quả chính thức: Số sáng kiến"), "1")
    unit.box(re.compile("Tình trạng: Số hóa hồ sơ")).select_option(label="Đang thực hiện")
    unit.fill(re.compile("Cùng kỳ: Kinh phí xã hội hóa"), "500")
    unit.fill(re.compile("Ước thực hiện: Kinh phí xã hội hóa"), "410,5")
    unit.saved_by_itself()
    movement_lines(unit)
    unit.fill("Kết quả nổi bật", f"{HIGHLIGHT} Công đoàn tặng 20 suất quà.")
    unit.fill("Hạn chế, nguyên nhân", "Phòng học bộ môn xuống cấp.")
    unit.fill("Kiến nghị, đề xuất", "Đề nghị bố trí giáo viên Tin học.")
    unit.saved_by_itself()
    unit.press("Trình thủ trưởng", status=422)
    unit.errors_in_place(cause_field(unit))
    unit.page.locator(f'[name="{cause_field(unit)}"]').fill(CAUSE)
    upload(unit, "Báo cáo sơ kết.docx", (folder / "ke-hoach.docx").read_bytes(), DOCX_TYPE)
    unit.press("Trình thủ trưởng")
    unit.sees("Chờ thủ trưởng duyệt")
    approve_the_report(office, folder)


def movement_lines(unit: Official) -> None:
    """A line for each movement and difficulty that the unit registered."""
    for box in unit.page.locator('textarea[name^="ptkq-"], textarea[name^="khkq-"]').all():
        box.fill("Tổ chức 3 buổi, 420 học sinh ký cam kết.")
        box.blur()


def cause_field(unit: Official) -> str:
    """The name of the field for why the own target is below its mark."""
    box = unit.box(re.compile("Ước thực hiện: Kinh phí xã hội hóa"))
    return str(box.get_attribute("name")).replace("uoc-", "nn-")


def approve_the_report(office: Office, folder: Path) -> None:
    """The head reads what is below the mark first and approves; the standing body receives."""
    chief, body = head(office), standing_body(office)
    chief.open(SO_KET)
    chief.sees("Dưới mốc", "410,5", "Không phát sinh", HIGHLIGHT)
    chief.press("Duyệt và nộp")
    body.open(SO_KET)
    paper = right_paper(body.download("Tải .docx"), folder, "bao-cao-don-vi")
    for said in ("BÁO CÁO", "410,5", CAUSE, HIGHLIGHT):
        assert said in paper.text, said
    body.press("Tiếp nhận")
    body.sees("Đã tiếp nhận")
