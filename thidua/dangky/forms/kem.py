"""What goes with a registration beside its text."""

from thidua.web.forms import Form, TepTai


class MinutesForm(Form):
    """The minutes of the meeting at which the unit agreed on its registration."""

    tep = TepTai("Biên bản họp")
