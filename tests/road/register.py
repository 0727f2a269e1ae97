"""The unit registers and its head judges: on a desk and on a telephone."""

import re
from pathlib import Path

from tests.road.official import READY, Office, Official
from tests.road.paper import Paper
from tests.road.places import DANG_KY, OWN_TARGET, head, officer, right_paper, standing_body


def register(office: Office, folder: Path) -> None:
    """The officer fills the registration in, is told what is wrong, mends it, and sends it to the head."""
    unit = officer(office)
    unit.open("/2023/")
    unit.sees("Bản đăng ký thi đua năm 2023", "Báo cáo sơ kết phong trào thi đua Đợt 1", "quá hạn 2 ngày")
    unit.follow("Bản đăng ký thi đua năm 2023", within="main")
    assert unit.path == DANG_KY
    fill_the_grid(unit)
    own_target(unit, "1,250.5")
    choose(unit)
    unit.press("Lưu nháp", status=422)
    refused_in_place(unit)
    unit.fill("Đăng ký", "1.250", within="fieldset.hang-moi >> nth=0")
    unit.saved_by_itself()
    unit.press("Lưu nháp")
    unit.sees(OWN_TARGET, "625")
    kept(unit)
    unit.follow("Xem trước văn bản")
    unit.sees("BẢN ĐĂNG KÝ THI ĐUA", OWN_TARGET, "1.250")
    the_registration(right_paper(unit.download("Tải .docx", within="body"), folder, "dang-ky"))
    unit.follow("Trở lại")
    assert unit.path == DANG_KY
    unit.press("Trình thủ trưởng")
    unit.sees("Chờ thủ trưởng duyệt")


FIGURES = (
    ("Mức đăng ký: Tỷ lệ học sinh tốt nghiệp THCS", "98,5"),
    ("Mức đăng ký: Tỷ lệ duy trì sĩ số học sinh", "99%"),
    ("Mức đăng ký: Số giải học sinh giỏi", "14"),
    ("Mức đăng ký: Số sáng kiến được công nhận", "3"),
)


def fill_the_grid(unit: Official) -> None:
    """With scripts from the keyboard, cell by cell; the figures that were drafted before are overwritten."""
    boxes = [unit.box(re.compile(label)) for label, _ in FIGURES]
    if unit.office.scripts:
        boxes[0].focus()
        for (_, figure), box, below in zip(FIGURES, boxes, [*boxes[1:], None], strict=True):
            box.select_text()
            unit.page.keyboard.type(figure)
            unit.page.keyboard.press("Enter")
            if below is not None:
                assert below.evaluate("box => box === document.activeElement")
        unit.page.keyboard.press("ArrowUp")
        assert boxes[-2].evaluate("box => box === document.activeElement")
        unit.saved_by_itself()
    else:
        for box, (_, figure) in zip(boxes, FIGURES, strict=True):
            box.fill(figure)
    unit.tick(re.compile("Thực hiện: Số hóa hồ sơ"))


def own_target(unit: Official, figure: str) -> None:
    """A target of the unit's own, beyond what was assigned."""
    row = "fieldset.hang-moi >> nth=0"
    unit.page.get_by_text("Thêm chỉ tiêu của đơn vị").click()
    unit.fill("Tên chỉ tiêu", OWN_TARGET, within=row)
    unit.fill("Đơn vị tính", "triệu đồng", within=row)
    unit.fill("Đăng ký", figure, within=row)


def choose(unit: Official) -> None:
    """Movements, difficulties, measures, titles, why it is late."""
    unit.tick(re.compile("An toàn giao thông"))
    part = unit.page.locator(".phong-trao").filter(has_text="An toàn giao thông")
    part.get_by_label("Nội dung", exact=True).fill("Cổng trường an toàn, phân luồng giờ tan học.")
    part.get_by_label("Người phụ trách").fill("Siu Y Ngơi")
    unit.fill("Khó khăn 1", "Thiếu giáo viên môn Tin học, Âm nhạc.")
    unit.fill("Giải pháp thực hiện", "Mỗi tổ chuyên môn kèm học sinh yếu; hiệu trưởng kiểm tra hằng tháng.")
    unit.fill("Danh hiệu tập thể 1", "Tập thể lao động xuất sắc")
    person = "fieldset.hang-nguoi >> nth=0"
    unit.fill("Họ và tên", "Siu Y Ngơi", within=person)
    unit.fill("Chức vụ", "Giáo viên", within=person)
    unit.fill("Danh hiệu", "Chiến sĩ thi đua cơ sở", within=person)
    unit.fill("Sáng kiến dự kiến", "Góc đọc song ngữ Jrai - Việt", within=person)
    unit.fill("Lý do nộp chậm", "Nhà trường chờ chỉ tiêu của ngành giáo dục.")
    if unit.office.scripts:
        unit.page.locator("#luu-nhap").get_by_text("1,250.5").wait_for()


def refused_in_place(unit: Official) -> None:
    """The figure that can be read in two ways comes back as typed; everything else is as it was."""
    unit.errors_in_place("dk-moi-1")
    assert unit.page.locator('[name="dk-moi-1"]').input_value() == "1,250.5"
    assert unit.page.locator('[name="dk-moi-1-ten"]').input_value() == OWN_TARGET
    kept(unit)


def kept(unit: Official) -> None:
    """What was typed besides stands where it was typed."""
    for (label, _), figure in zip(FIGURES, ("98,5", "99", "14", "3"), strict=True):
        assert unit.box(re.compile(label)).input_value().removesuffix("%") == figure, label
    assert unit.box("Khó khăn 1").input_value() == "Thiếu giáo viên môn Tin học, Âm nhạc."
    assert unit.box(re.compile("An toàn giao thông")).is_checked()
    assert unit.box("Danh hiệu tập thể 1").input_value() == "Tập thể lao động xuất sắc"
    assert unit.page.locator('[name="cn-1-sang_kien"]').input_value() == "Góc đọc song ngữ Jrai - Việt"


def the_registration(paper: Paper) -> None:
    """The printed registration: who, to whom, and each figure in its column."""
    for said in ("TRƯỜNG TRUNG HỌC CƠ SỞ", "BẢN ĐĂNG KÝ THI ĐUA", "Siu Y Ngơi", "HIỆU TRƯỞNG"):
        assert said in paper.text, said
    rows = {row[1]: row for row in paper.table_with("Chỉ tiêu", "Đăng ký") if len(row) > 5}
    own = next(row for name, row in rows.items() if name.startswith(OWN_TARGET))
    assert [cell for cell in own if cell in ("1.250", "625", "triệu đồng")] == ["triệu đồng", "1.250", "625"]
    assert any("98,5" in cell for row in rows.values() for cell in row)


def judge_the_registration(office: Office) -> None:
    """The head returns it with a reason, the officer mends, the head approves."""
    chief, unit = head(office), officer(office)
    chief.open("/2023/phe-duyet/")
    chief.sees("Đăng ký thi đua")
    chief.open(DANG_KY)
    chief.sees("Tóm tắt", OWN_TARGET, "1.250")
    chief.give_reason("Trả lại", "Nêu rõ thời hạn của từng giải pháp.", pins=("4. Giải pháp",))
    unit.open("/2023/")
    unit.sees("Nêu rõ thời hạn của từng giải pháp.")
    unit.open(DANG_KY)
    unit.sees("Thủ trưởng trả lại", "Nêu rõ thời hạn của từng giải pháp.", "4. Giải pháp")
    unit.fill("Giải pháp thực hiện", "Mỗi tổ chuyên môn kèm học sinh yếu hằng tuần, xong trước 30/5.")
    unit.press("Trình thủ trưởng")
    unit.sees("Chờ thủ trưởng duyệt")
    chief.open(DANG_KY)
    chief.sees("xong trước 30/5", "Thay đổi so với bản 1")
    chief.press("Duyệt và nộp")
    chief.sees("Đã nộp, chờ tiếp nhận")


def receive_the_registration(office: Office) -> None:
    """The standing body finds it in its inbox, reads it, receives it."""
    body = standing_body(office)
    body.open("/2023/phe-duyet/")
    row = body.page.locator("tr").filter(has_text=re.compile("Lê Lợi")).filter(has_text="Đăng ký thi đua")
    with body.page.expect_navigation(wait_until=READY):
        row.get_by_role("link").click()
    assert body.path == DANG_KY
    body.sees(OWN_TARGET, "xong trước 30/5")
    body.press("Tiếp nhận")
    body.sees("Đã tiếp nhận")
