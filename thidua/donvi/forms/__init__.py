"""The forms of a unit: its words, its place in the tree, its end."""

from collections.abc import Iterable, Mapping
from typing import Any

import wtforms
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # unknown to the stubs
from wtforms.validators import InputRequired

from thidua.donvi.compose.moi import TenMoi
from thidua.donvi.queries import LOAI, THE_THUC, DonViRow
from thidua.donvi.queries.ke_thua import HINH_THUC
from thidua.web.forms import ChuVN, DoanVN, Form, LockField, NgayVN

LINES = 1_000
SHORT = 64
CORRECT, FROM_DAY = "sua", "tu_ngay"
NEEDED = "Cần điền mục này."


def offered(words: Mapping[Any, str]) -> list[SelectChoice]:
    """The choices of a field: what is stored, and its words."""
    return [SelectChoice(stored, said) for stored, said in words.items()]


def printed(text: str | None) -> tuple[str, ...]:
    """The printed lines that were typed one below the other."""
    return tuple(line.strip() for line in (text or "").split("\n") if line.strip())


def needed() -> InputRequired:
    """The field must be filled in."""
    return InputRequired(NEEDED)


class ProfileForm(Form):
    """What is written of a unit: names, header, signature, how to reach it."""

    row_version = LockField()
    ten = ChuVN("Tên đầy đủ", [needed()])
    ten_ngan = ChuVN("Tên ngắn (trên bảng theo dõi)", [needed()], limit=SHORT)
    loai = wtforms.SelectField("Loại đơn vị", choices=offered(LOAI))
    the_thuc = wtforms.SelectField("Thể thức văn bản", choices=offered(THE_THUC))
    chuc_vu_thu_truong = ChuVN("Chức vụ của thủ trưởng")
    co_quan_chu_quan = DoanVN("Cơ quan chủ quản", limit=LINES)
    co_quan_ban_hanh = DoanVN("Cơ quan ban hành", [needed()], limit=LINES)
    quyen_han_ky = DoanVN("Quyền hạn, chức vụ người ký", [needed()], limit=LINES)
    ky_hieu = ChuVN("Chữ viết tắt trong số, ký hiệu", limit=SHORT)
    dia_danh = ChuVN("Địa danh", [needed()])
    dia_chi = ChuVN("Địa chỉ trụ sở")
    dien_thoai = ChuVN("Điện thoại", limit=SHORT)
    nguoi_lien_he = ChuVN("Người liên hệ")

    @property
    def name(self) -> TenMoi:
        """The words as the actions take them."""
        return TenMoi(
            ten=self.ten.data or "",
            ten_ngan=self.ten_ngan.data or "",
            co_quan_chu_quan=printed(self.co_quan_chu_quan.data),
            co_quan_ban_hanh=printed(self.co_quan_ban_hanh.data),
            quyen_han_ky=printed(self.quyen_han_ky.data),
            ky_hieu=self.ky_hieu.data or "",
            dia_danh=self.dia_danh.data or "",
            chuc_vu_thu_truong=self.chuc_vu_thu_truong.data or "",
            dia_chi=self.dia_chi.data or "",
            dien_thoai=self.dien_thoai.data or "",
            nguoi_lien_he=self.nguoi_lien_he.data or "",
        )


class NewUnitForm(ProfileForm):
    """A unit to be added."""

    code = ChuVN("Mã đơn vị", [needed()], limit=SHORT)
    tu_ngay = NgayVN("Hoạt động từ ngày", [needed()])
    cap_tren = wtforms.SelectField("Trực thuộc", validate_choice=True)


class EditUnitForm(ProfileForm):
    """A unit's words, either corrected or in force from a day on."""

    cach = wtforms.RadioField(
        "Cách ghi",
        choices=[
            SelectChoice(CORRECT, "Sửa cho đúng: tên và thông tin hiện nay ghi chưa đúng"),
            SelectChoice(FROM_DAY, "Đổi từ một ngày: văn bản trước ngày đó giữ tên cũ"),
        ],
        default=CORRECT,
    )
    tu_ngay = NgayVN("Có hiệu lực từ ngày")

    def validate_tu_ngay(self, field: NgayVN) -> None:
        """A new name needs its day."""
        if self.cach.data == FROM_DAY and field.data is None and not field.errors:
            raise wtforms.ValidationError("Điền ngày tên mới có hiệu lực, ví dụ 01/7/2025.")


class MoveForm(Form):
    """Under which unit, from which day."""

    row_version = LockField()
    cap_tren = wtforms.SelectField("Trực thuộc")
    tu_ngay = NgayVN("Từ ngày", [needed()])


class EndForm(Form):
    """The end of a unit and its successors."""

    row_version = LockField()
    hinh_thuc = wtforms.SelectField("Hình thức", choices=offered(HINH_THUC))
    ngay_cuoi = NgayVN("Ngày hoạt động cuối cùng", [needed()])
    quyet_dinh = ChuVN("Căn cứ (nghị quyết, quyết định)")
    ke_thua = wtforms.SelectMultipleField("Đơn vị kế thừa", coerce=int)
    van_hoat_dong = wtforms.BooleanField("Đơn vị này vẫn hoạt động (tách một phần)")


def offer_parents(field: wtforms.SelectField, units: Iterable[DonViRow], own: int | None) -> None:
    """Offer every unit but `own` as the one above; the first choice is none."""
    field.choices = offered(
        {"": "Trực tiếp thuộc cơ quan"} | {str(u.id): u.ten for u in units if u.id != own}
    )


def words_of(unit: DonViRow) -> dict[str, Any]:
    """What the form of a unit holds before anybody types."""
    return {
        "row_version": unit.row_version,
        "ten": unit.ten,
        "ten_ngan": unit.ten_ngan,
        "loai": unit.loai,
        "the_thuc": unit.the_thuc,
        "chuc_vu_thu_truong": unit.chuc_vu_thu_truong,
        "co_quan_chu_quan": "\n".join(unit.co_quan_chu_quan),
        "co_quan_ban_hanh": "\n".join(unit.co_quan_ban_hanh),
        "quyen_han_ky": "\n".join(unit.quyen_han_ky),
        "ky_hieu": unit.ky_hieu,
        "dia_danh": unit.dia_danh,
        "dia_chi": unit.dia_chi,
        "dien_thoai": unit.dien_thoai,
        "nguoi_lien_he": unit.nguoi_lien_he,
    }
