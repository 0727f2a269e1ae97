"""The form before it goes to the head: what the law misses, beside the field it belongs to."""

from collections.abc import Iterable
from decimal import Decimal

from thidua.core.registration import BanCanKiem, CaNhanCanKiem, DongCanKiem, Loi, LoiBanDangKy, faults
from thidua.core.targets import DongDangKy, LoiDangKy
from thidua.core.viet import format_number
from thidua.dangky.forms.cells import LINE_WORDS, SUFFIX
from thidua.dangky.forms.kept import KeptForm, own_line
from thidua.dangky.forms.typed import PERSON_PARTS, is_own
from thidua.namthidua.queries import ChiTieuRow

HELD_BEFORE = "Bản trước đã có chỉ tiêu này nên không đổi tên được: bỏ dòng này rồi thêm chỉ tiêu mới."


class CheckedForm(KeptForm):
    """The form with the law's word."""

    def refuse_faults(self) -> None:
        """Add what the law misses before the form may go to the head."""
        for fault in faults(self._to_check()):
            self._refuse_fault(fault)

    def refuse_names(self, targets: Iterable[int]) -> None:
        """Refuse the new names of own targets that an earlier version holds."""
        for target in targets:
            self._refuse(f"ten-{target}", HELD_BEFORE)

    def refuse_file(self, sentences: Iterable[str]) -> None:
        """Say what is wrong with the file that was sent along."""
        self._labels["tep"] = "Biên bản họp"
        for each in sentences:
            self._refuse("tep", each)

    def _to_check(self) -> BanCanKiem:
        dropped = set(self.dropped)
        lines = [self._line(row) for row in self.targets if row.id not in dropped]
        for number in self._own_numbers():
            new = self._own(number)
            if new is not None:
                lines.append(DongCanKiem(f"dk-moi-{number}", own_line(new), registered=True, own=True))
        return BanCanKiem(
            dong=tuple(line for line in lines if line.key not in self.errors),
            so_phong_trao=sum(1 for _ in self._movement_values()),
            giai_phap=self._one("giai_phap"),
            ca_nhan=tuple(self._people_to_check()),
            needs_reason=self.ground.needs_reason,
            ly_do=self._one("ly_do_cham"),
            over_ratio=self.over_ratio,
            giai_trinh=self._one("giai_trinh_ty_le"),
        )

    def _line(self, row: ChiTieuRow) -> DongCanKiem:
        name = f"dk-{row.id}"
        line = DongDangKy(
            row.ten,
            row.loai,
            row.don_vi_tinh,
            row.giao,
            self._numbers.get(name),
            row.moc,
            self._one(f"ly_do-{row.id}"),
            row.chieu,
        )
        return DongCanKiem(name, line, registered=bool(self._one(name)), own=is_own(row))

    def _people_to_check(self) -> Iterable[CaNhanCanKiem]:
        for number in self._person_numbers():
            typed = [self._one(f"cn-{number}-{part}") for part in PERSON_PARTS]
            if any(text.strip() for text in typed):
                yield CaNhanCanKiem(f"cn-{number}", typed[0], typed[2])

    def _refuse_fault(self, fault: Loi) -> None:
        match fault.what:
            case LoiDangKy.THAP_HON_GIAO_THIEU_LY_DO:
                key = fault.key.replace("dk-", "ly_do-", 1)
                self._refuse(key, self._below_words(fault.key))
            case LoiBanDangKy.CHUA_CO_CHI_TIEU:
                self._whole_fault("dk-moi-1-ten", "Chỉ tiêu", fault)
            case LoiBanDangKy.CHUA_CHON_PHONG_TRAO:
                self._whole_fault(
                    f"pt-{self.movements[0].id}" if self.movements else "p3", "Phong trào", fault
                )
            case _ if fault.what in WHOLE_FIELDS:
                self._whole_fault(*WHOLE_FIELDS[fault.what], fault)
            case _:
                # A line already on the list has but one field to mend.
                split = fault.key.startswith(("dk-moi-", "cn-"))
                suffix = SUFFIX.get(fault.what, "") if split else ""
                self._refuse(fault.key + suffix, LINE_WORDS[fault.what])

    def _whole_fault(self, key: str, label: str, fault: Loi) -> None:
        self._labels.setdefault(key, label)
        self._refuse(key, LINE_WORDS[fault.what])

    def _below_words(self, name: str) -> str:
        row = next(row for row in self.targets if f"dk-{row.id}" == name)
        return below_words(row, self._numbers[name])


WHOLE_FIELDS: dict[LoiDangKy | LoiBanDangKy, tuple[str, str]] = {
    LoiBanDangKy.CHUA_CO_GIAI_PHAP: ("giai_phap", "Giải pháp"),
    LoiBanDangKy.THIEU_GIAI_TRINH_TY_LE: ("giai_trinh_ty_le", "Giải trình tỷ lệ"),
    LoiBanDangKy.THIEU_LY_DO_CHAM: ("ly_do_cham", "Lý do nộp chậm, bổ sung"),
}


def below_words(row: ChiTieuRow, value: Decimal | None) -> str:
    """The words for a figure that promises less than was assigned."""
    how = "cao hơn" if row.downward else "thấp hơn"
    typed, assigned = format_number(value or 0), format_number(row.giao or 0)
    return f"Mức đăng ký {typed} {how} mức giao {assigned}. Sửa lại hoặc ghi lý do."
