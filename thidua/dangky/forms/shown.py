"""The registration form as it is shown."""

from dataclasses import replace

from thidua.core.targets import below_assigned, moc_dot
from thidua.core.viet import number_for_input
from thidua.dangky.compose import ten_danh_hieu
from thidua.dangky.forms.cells import SECTIONS, Cell, MovementLine, OwnLine, PersonLine, TargetLine
from thidua.dangky.forms.checked import CheckedForm
from thidua.dangky.forms.kept import kind_of
from thidua.dangky.forms.typed import OWN_PARTS, PERSON_PARTS, is_own
from thidua.namthidua.queries import ChiTieuRow

BLANK_OWN, BLANK_TROUBLES, BLANK_PEOPLE, BLANK_TITLES = 2, 1, 1, 1


class RegistrationForm(CheckedForm):
    """The form as typed, read against the unit's targets and the year's movements; never raises for input."""

    def _cell(self, name: str, key: str = "", value: str | None = None) -> Cell:
        key = key or name
        shown = self._one(name) if value is None else value
        return Cell(name, key, shown, tuple(self.errors.get(key, ())))

    def _number_cell(self, name: str) -> Cell:
        """What was typed where it cannot be read, else the figure as it was understood."""
        value = self._numbers.get(name)
        return self._cell(name, value=None if value is None else number_for_input(value))

    @property
    def target_lines(self) -> list[TargetLine]:
        """The grid."""
        return [self.target_line(number, row) for number, row in enumerate(self.targets, 1)]

    def target_line(self, number: int, row: ChiTieuRow) -> TargetLine:
        """One row of the grid."""
        name, reason = f"dk-{row.id}", f"ly_do-{row.id}"
        value = self._numbers.get(name)
        shows_reason = below_assigned(row.loai, row.giao, value, row.chieu) or bool(self._one(reason).strip())
        return TargetLine(
            number=number,
            target=row,
            cell=self._number_cell(name) if row.loai.has_figure else self._cell(name),
            reason=self._cell(reason) if shows_reason or reason in self.errors else None,
            ticked=bool(self._one(name)),
            own=is_own(row),
            moc=moc_dot(row.loai, value, row.moc, self.share),
            value=value,
            name=self._cell(f"ten-{row.id}", value=self._one(f"ten-{row.id}") or row.ten)
            if is_own(row)
            else None,
            ngay_moc=row.ngay_moc,
        )

    @property
    def own_lines(self) -> list[OwnLine]:
        """The targets being added, and blank lines for more."""
        held = self._own_numbers()
        kept = [n for n in held if any(self._one(f"dk-moi-{n}{part}") for part in OWN_PARTS)]
        start = max(kept, default=0) + 1
        return [self._own_shown(number) for number in (*kept, *range(start, start + BLANK_OWN))]

    def _own_shown(self, number: int) -> OwnLine:
        name = f"dk-moi-{number}"
        return OwnLine(
            number,
            self._cell(f"{name}-ten"),
            self._cell(f"{name}-dvt"),
            self._cell(f"{name}-loai", value=kind_of(self._one(f"{name}-loai"))),
            self._number_cell(name),
            self._number_cell(f"{name}-moc"),
            self._cell(f"{name}-ngay"),
        )

    @property
    def movement_lines(self) -> list[MovementLine]:
        """The year's movements."""
        chosen = set(self._typed.get("pt", ()))
        return [
            MovementLine(
                row,
                str(row.id) in chosen,
                self._cell(f"pt-{row.id}-noi_dung"),
                self._cell(f"pt-{row.id}-tieu_chi"),
                self._cell(f"pt-{row.id}-tu_ngay"),
                self._cell(f"pt-{row.id}-den_ngay"),
                self._cell(f"pt-{row.id}-thoi_gian"),
                self._cell(f"pt-{row.id}-nguoi"),
            )
            for row in self.movements
        ]

    def _repeated(self, name: str, blank: int) -> list[Cell]:
        typed = [
            (text, tuple(self.errors.get(f"{name}-{place}", ())))
            for place, text in enumerate(self._all(name), 1)
            if text.strip()
        ]
        shown = [*typed, *[("", ())] * blank]
        return [Cell(name, f"{name}-{place}", text, errors) for place, (text, errors) in enumerate(shown, 1)]

    @property
    def trouble_cells(self) -> list[Cell]:
        """The difficulties chosen, and one blank."""
        return self._repeated("kho_khan", BLANK_TROUBLES)

    @property
    def collective_cells(self) -> list[Cell]:
        """The titles of the collective, by name."""
        cells = self._repeated("dh_tap_the", BLANK_TITLES)
        return [replace(cell, value=ten_danh_hieu(cell.value)) for cell in cells]

    @property
    def higher_cells(self) -> list[Cell]:
        """What is asked of a higher level."""
        return self._repeated("cap_tren", BLANK_TITLES)

    @property
    def person_lines(self) -> list[PersonLine]:
        """The persons named, and blank lines for more."""
        held = [
            n
            for n in self._person_numbers()
            if any(self._one(f"cn-{n}-{part}").strip() for part in PERSON_PARTS)
        ]
        start = max(held, default=0) + 1
        return [self._person_shown(number) for number in (*held, *range(start, start + BLANK_PEOPLE))]

    def _person_shown(self, number: int) -> PersonLine:
        title = self._cell(f"cn-{number}-danh_hieu")
        return PersonLine(
            number,
            self._cell(f"cn-{number}-ten"),
            self._cell(f"cn-{number}-chuc_vu"),
            replace(title, value=ten_danh_hieu(title.value)),
            self._cell(f"cn-{number}-sang_kien"),
            self._cell(f"cn-{number}-ly_do"),
            self._one(f"cn-{number}-nguoi"),
            self.known_to(number),
            self.who(number),
        )

    @property
    def measures(self) -> Cell:
        """The measures."""
        return self._cell("giai_phap")

    @property
    def union(self) -> Cell:
        """Who signs for the union."""
        return self._cell("cong_doan")

    def text_cell(self, name: str) -> Cell:
        """A field that stands alone, by its name."""
        return self._number_cell(name) if name in self._numbers else self._cell(name)

    @property
    def section_marks(self) -> dict[str, str]:
        """Each section's mark for the list beside the form: `tre` (errors), `xong` (contents), `trong`."""
        filled = {
            "p1": True,
            "p2": all(line.answered for line in self.target_lines),
            "p3": any(line.chosen for line in self.movement_lines),
            "p4": bool(self._one("giai_phap").strip()),
            "p5": any(True for _ in self._titles()),
        }
        wrong = {_section(key) for key in self.errors}
        return {name: "tre" if name in wrong else "xong" if filled[name] else "trong" for name, _ in SECTIONS}


_SECTION_OF = (("dk", "p2"), ("ly_do", "p2"), ("pt", "p3"), ("kho_khan", "p3"), ("giai_phap", "p4"))


def _section(key: str) -> str:
    return next((section for start, section in _SECTION_OF if key.startswith(start)), "p5")
