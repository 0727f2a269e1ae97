"""The form of a hand-over."""

from wtforms.validators import InputRequired

from thidua.web.forms import ChuVN, Form, LockField, NgayVN


class BanGiaoForm(Form):
    """To whom, from which day, and why."""

    nhan = ChuVN("Tài khoản người nhận", [InputRequired("Chọn hoặc gõ tài khoản của người nhận.")], limit=64)
    ngay = NgayVN("Người nhận làm từ ngày", [InputRequired("Điền ngày bàn giao.")])
    ly_do = ChuVN("Lý do", [InputRequired("Ghi lý do, ví dụ: chuyển công tác.")])
    row_version = LockField()
