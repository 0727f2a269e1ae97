"""Forms of the desk: accounts, roles, assignments and delegations."""

from typing import Any

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # unknown to the stubs
from wtforms.validators import InputRequired

from thidua.core.actor import Role
from thidua.web.forms import ChuVN, DoanVN, Form, LockField, NgayVN
from thidua.web.labels import ROLES, SIGNING_WAYS

NOBODY = SelectChoice(value="", label="Chưa giao vai trò (cấp phó: ghi phân công sau)")
NO_UNIT = SelectChoice(value="", label="Không gắn với đơn vị")


class NguoiForm(Form):
    """Name, post and telephone of a person."""

    ho_ten = ChuVN("Họ và tên", [InputRequired("Điền họ và tên.")])
    chuc_vu = ChuVN("Chức vụ")
    dien_thoai = ChuVN("Điện thoại", limit=64)
    row_version = LockField()


class VaiTroForm(Form):
    """A role, its unit and its days."""

    vai_tro = SelectField("Vai trò", choices=[])
    don_vi = SelectField("Đơn vị", choices=[])
    tu_ngay = NgayVN("Từ ngày")
    den_ngay = NgayVN("Đến hết ngày (nếu có)")
    row_version = LockField()

    def __init__(self, formdata: Any = None, *, units: list[tuple[str, str]], **rest: Any) -> None:
        super().__init__(formdata, **rest)
        self.vai_tro.choices = [SelectChoice(value=role.value, label=ROLES[role]) for role in Role]
        self.don_vi.choices = [NO_UNIT, *_choices(units)]


class TaiKhoanMoiForm(VaiTroForm):
    """A new person with an account and a role."""

    ho_ten = ChuVN("Họ và tên", [InputRequired("Điền họ và tên.")])
    chuc_vu = ChuVN("Chức vụ")
    dien_thoai = ChuVN("Điện thoại", limit=64)
    ten = ChuVN("Tên tài khoản", [InputRequired("Điền tên tài khoản.")], limit=64)

    def __init__(self, formdata: Any = None, **rest: Any) -> None:
        super().__init__(formdata, **rest)
        self.vai_tro.choices = [NOBODY, *(self.vai_tro.choices or ())]


class ThoiVaiTroForm(Form):
    """The last day of a role."""

    den_ngay = NgayVN("Ngày cuối", [InputRequired("Điền ngày cuối giữ vai trò.")])
    row_version = LockField()


class MotNutForm(Form):
    """An act of one button: only the lock."""

    row_version = LockField()


class _GiaoQuyenForm(Form):
    """What an assignment and a delegation share."""

    don_vi = SelectField("Đơn vị", choices=[])
    tai_khoan = ChuVN(
        "Tài khoản của người được giao", [InputRequired("Chọn hoặc gõ tên tài khoản.")], limit=64
    )
    chuc_vu = ChuVN("Chức vụ in trên văn bản", [InputRequired("Điền chức vụ, ví dụ PHÓ CHỦ TỊCH.")])
    van_ban_so = ChuVN("Số, ký hiệu văn bản", [InputRequired("Điền số, ký hiệu.")], limit=64)
    van_ban_ngay = NgayVN("Ngày văn bản", [InputRequired("Điền ngày ghi trên văn bản.")])
    tu_ngay = NgayVN("Từ ngày", [InputRequired("Điền ngày bắt đầu.")])

    def __init__(self, formdata: Any = None, *, units: list[tuple[str, str]], **rest: Any) -> None:
        super().__init__(formdata, **rest)
        self.don_vi.choices = _choices(units)


class PhanCongForm(_GiaoQuyenForm):
    """An assignment of a deputy."""

    cach_ky = SelectField(
        "Cách ký",
        choices=[SelectChoice(value=w, label=SIGNING_WAYS[w]) for w in ("kt", "tl", "q")],
        default="kt",
    )
    linh_vuc = ChuVN("Lĩnh vực phụ trách")
    den_ngay = NgayVN("Đến hết ngày (không bắt buộc)")


class UyQuyenForm(_GiaoQuyenForm):
    """A delegation by the head; both days are required."""

    noi_dung = DoanVN("Nội dung ủy quyền", [InputRequired("Ghi nội dung được ủy quyền.")], limit=4000)
    den_ngay = NgayVN("Đến hết ngày", [InputRequired("Ủy quyền phải có ngày kết thúc.")])


class ThuHoiForm(Form):
    """The day from which a power is revoked, and why."""

    tu_ngay = NgayVN("Thu hồi từ ngày", [InputRequired("Điền ngày bắt đầu thu hồi.")])
    ly_do = ChuVN("Lý do", [InputRequired("Ghi lý do thu hồi.")])
    row_version = LockField()


def _choices(units: list[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value=code, label=name) for code, name in units]
