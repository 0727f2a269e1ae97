"""The forms of the trusted certificates."""

from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # unknown to the stubs

from thidua.web.forms import ChuVN, Form, TepTai


class NapForm(Form):
    """One file of certificates, or one revocation list."""

    tep = TepTai("Tệp chứng thư hoặc danh sách thu hồi")


class DoiChieuForm(Form):
    """Whom somebody called to compare the fingerprint of a waiting root."""

    van_tay = HiddenField()
    doi_chieu = ChuVN("Đã đọc đối chiếu với ai, theo số điện thoại nào")


class GoForm(Form):
    """A file to be taken out, and why."""

    muc = SelectField("Mục cần gỡ", choices=[], validate_choice=False)
    ly_do = ChuVN("Lý do gỡ")

    def offer(self, files: dict[str, str]) -> None:
        """Let the reader choose among `folder/name` → words."""
        self.muc.choices = [SelectChoice(value=value, label=words) for value, words in files.items()]
