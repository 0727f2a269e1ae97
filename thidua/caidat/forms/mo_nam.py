"""The wizard's form: one field for each thing that goes into the new year, named by its row of the old one.

It holds the whole draft as text, so that nothing typed is lost, and gives it back as the data of the act.
"""

from datetime import date

from thidua.caidat.forms.ngay import duties, periods
from thidua.caidat.forms.nhom import groups
from thidua.caidat.forms.noi_dung import catalogue, movements
from thidua.caidat.forms.typed import TypedYear
from thidua.caidat.forms.van_ban import grounds, head, lines
from thidua.namthidua.actions.mo_nam import NamTuNamCu


class MoNamForm(TypedYear):
    """All that was typed, and the year that it makes."""

    def read(self, day: date, tu_nam_id: int | None) -> NamTuNamCu | None:
        """The year as typed, or None with the errors at their fields."""
        made = NamTuNamCu(
            nam=self.draft.nam,
            tu_nam_id=tu_nam_id,
            ngay=day,
            dau=head(self),
            noi_nhan=self.printed("noi_nhan", "Nơi nhận"),
            dong=lines(self),
            can_cu=grounds(self),
            dot=periods(self),
            phong_trao=movements(self),
            danh_muc=catalogue(self),
            nghia_vu=duties(self),
            cum_khoi=groups(self),
            lich=self.draft.lich if self.values.get("giu-lich") else (),
        )
        return None if self.errors else made
