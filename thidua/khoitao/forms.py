"""The form of the first start."""

import wtforms
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # unknown to the stubs
from wtforms.validators import EqualTo, InputRequired

from thidua.donvi.queries.co_quan import BAC
from thidua.web.forms import ChuVN, Form, MatKhauVN, NgayVN

NEEDED = "Cần điền mục này."


class KhoiTaoForm(Form):
    """The code of the console, the office, and who administers the program."""

    ma = ChuVN("Mã thiết lập", [InputRequired("Điền mã hiện trên màn hình máy chủ.")], limit=64)
    bac = wtforms.SelectField(
        "Cấp", choices=[SelectChoice(code, cap.capitalize()) for code, cap in BAC.items()]
    )
    dia_danh = ChuVN("Tên địa phương", [InputRequired(NEEDED)], limit=64)
    tinh = ChuVN("Tỉnh, thành phố", [InputRequired(NEEDED)])
    thuong_truc = ChuVN("Cơ quan thường trực Hội đồng", [InputRequired(NEEDED)], limit=64)
    ky_hieu = ChuVN("Chữ viết tắt của cơ quan đó", [InputRequired(NEEDED)], limit=20)
    tu_ngay = NgayVN("Tên gọi này có từ ngày", [InputRequired(NEEDED)])
    ho_ten = ChuVN("Họ và tên người quản trị", [InputRequired(NEEDED)])
    tai_khoan = ChuVN("Tên tài khoản", [InputRequired(NEEDED)], limit=64)
    mat_khau = MatKhauVN("Mật khẩu", [InputRequired("Điền mật khẩu mới.")])
    nhap_lai = MatKhauVN(
        "Nhập lại mật khẩu", [EqualTo("mat_khau", "Chưa giống mật khẩu ở ô trên; hãy gõ lại.")]
    )
