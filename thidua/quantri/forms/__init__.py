"""The form of the checker."""

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # unknown to the stubs

from thidua.web.forms import Form, TepTai
from thidua.web.labels import UNIT_LAYOUTS


class TheThucForm(Form):
    """A .docx and the layout rules it should follow."""

    tep = TepTai("Tệp .docx")
    the_thuc = SelectField(
        "Thể thức",
        choices=[SelectChoice(value=value, label=words) for value, words in UNIT_LAYOUTS.items()],
        default="nd30",
    )
