"""The form that brings a file."""

from wtforms import BooleanField

from thidua.web.forms import Form, TepTai


class NhapForm(Form):
    """One .xlsx, and whether texts of older fonts are to be converted."""

    tep = TepTai("Tệp .xlsx")
    chuyen_ma = BooleanField("Chuyển chữ gõ phông cũ (TCVN3, VNI) sang Unicode")
