"""Forms of logging in and of the password."""

from wtforms.validators import EqualTo, InputRequired

from thidua.web.access import MOST_KEPT
from thidua.web.forms import ChuVN, DoanVN, Form, MatKhauVN


class DangNhapForm(Form):
    """Account, password, and where the reader wanted to go."""

    tai_khoan = ChuVN("Tài khoản", [InputRequired("Điền tên tài khoản.")])
    mat_khau = MatKhauVN("Mật khẩu", [InputRequired("Điền mật khẩu.")])
    tiep = ChuVN(limit=2000)
    tai_cho = ChuVN()
    giu = DoanVN(limit=2 * MOST_KEPT)
    giu_tai = ChuVN(limit=2000)


class DoiMatKhauForm(Form):
    """The present password and the new one, twice."""

    mat_khau = MatKhauVN("Mật khẩu hiện tại", [InputRequired("Điền mật khẩu đang dùng.")])
    mat_khau_moi = MatKhauVN("Mật khẩu mới", [InputRequired("Điền mật khẩu mới.")])
    nhap_lai = MatKhauVN(
        "Nhập lại mật khẩu mới",
        [EqualTo("mat_khau_moi", "Chưa giống mật khẩu mới ở ô trên; hãy gõ lại.")],
    )
