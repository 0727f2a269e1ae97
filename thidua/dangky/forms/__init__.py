"""The registration form as typed: read line by line, shown again as it came where it cannot be read."""

from thidua.dangky.forms.cells import SECTIONS, Ground
from thidua.dangky.forms.checked import below_words
from thidua.dangky.forms.fields import fields_of, prefilled
from thidua.dangky.forms.kem import MinutesForm
from thidua.dangky.forms.shown import RegistrationForm
from thidua.dangky.forms.typed import Fields, is_own, known_fields

__all__ = [
    "SECTIONS",
    "Fields",
    "Ground",
    "MinutesForm",
    "RegistrationForm",
    "below_words",
    "fields_of",
    "is_own",
    "known_fields",
    "prefilled",
]
