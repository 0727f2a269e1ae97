"""The evidence of one promised line: `EvidenceForm(posted())`."""

from thidua.web.forms import ChuVN, Form, TepTai


class EvidenceForm(Form):
    """A file and the line that it proves; `line` is (0, 0) where none was named."""

    dong = ChuVN("Nội dung giao ước", limit=32)
    tep = TepTai("Tệp minh chứng")
    khoa_gui = ChuVN(limit=64)

    @property
    def line(self) -> tuple[int, int]:
        """Number of the line and unit."""
        parts = (self.dong.data or "").split("-")
        if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
            return (0, 0)
        return int(parts[0]), int(parts[1])
