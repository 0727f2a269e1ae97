"""What of the form as typed can be kept."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from thidua.core.persons import GoiY, suggestions
from thidua.core.ratios import KetQuaTyLe, TinhTrangTyLe
from thidua.core.targets import DongDangKy, LoaiChiTieu, checks_registration
from thidua.dangky.compose import DANH_HIEU_CA_NHAN, DANH_HIEU_TAP_THE
from thidua.dangky.compose.ty_le import ratios
from thidua.dangky.forms.typed import NEW_PERSON, OWN, OWN_PARTS, PERSON_PARTS, TypedForm, is_own
from thidua.dangky.queries import (
    ChiTieuDangKy,
    ChiTieuTuDangKy,
    DanhHieuDangKy,
    NoiDungDangKy,
    PhongTraoDangKy,
)


class KeptForm(TypedForm):
    """The form with the contents that it stands for."""

    def content(self, stored: NoiDungDangKy) -> NoiDungDangKy:
        """What can be kept; a text that is too long leaves the stored one."""
        return NoiDungDangKy(
            chi_tieu=tuple(self._target_values(stored)),
            phong_trao=tuple(self._movement_values()),
            kho_khan=tuple(text for text in self._list("kho_khan") if text),
            giai_phap=self._texts.get("giai_phap", stored.giai_phap),
            danh_hieu=tuple(self._titles()),
            cong_doan=self._texts.get("cong_doan", stored.cong_doan),
            so_nguoi=self._whole("so_nguoi"),
            so_ldtt=self._whole("so_ldtt"),
            ly_do_tap_the=self._texts.get("ly_do_tap_the", stored.ly_do_tap_the),
            giai_trinh=self._texts.get("giai_trinh_ty_le", stored.giai_trinh),
            ly_do_cham=self._texts.get("ly_do_cham", stored.ly_do_cham),
        )

    def _whole(self, name: str) -> int | None:
        value = self._numbers[name]
        return None if value is None else int(value)

    def _list(self, name: str) -> list[str]:
        return [self._texts.get(f"{name}-{place}", "") for place in range(1, len(self._all(name)) + 1)]

    def _target_values(self, stored: NoiDungDangKy) -> Iterable[ChiTieuDangKy]:
        old = stored.values
        for row in self.targets:
            name, reason = f"dk-{row.id}", self._texts.get(f"ly_do-{row.id}", "")
            note = old[row.id].ghi_chu if row.id in old else ""
            if not row.loai.has_figure:
                if self._one(name):
                    yield ChiTieuDangKy(row.id, None, reason, note)
            elif self._numbers[name] is not None or reason or is_own(row):
                yield ChiTieuDangKy(row.id, self._numbers[name], reason, note)

    def _movement_values(self) -> Iterable[PhongTraoDangKy]:
        chosen = set(self._typed.get("pt", ()))
        for row in self.movements:
            if str(row.id) in chosen:
                key = f"pt-{row.id}"
                yield PhongTraoDangKy(
                    row.id,
                    self._texts.get(f"{key}-noi_dung", ""),
                    self._texts.get(f"{key}-thoi_gian", ""),
                    self._texts.get(f"{key}-nguoi", ""),
                    self._texts.get(f"{key}-tieu_chi", ""),
                    self._days[f"{key}-tu_ngay"],
                    self._days[f"{key}-den_ngay"],
                )

    def _titles(self) -> Iterable[DanhHieuDangKy]:
        yield from (
            DanhHieuDangKy("tap_the", code_of(text, DANH_HIEU_TAP_THE))
            for text in self._list("dh_tap_the")
            if text
        )
        for number in self._person_numbers():
            if self._texts.get(f"cn-{number}-ten"):
                yield self.person(number)
        yield from (DanhHieuDangKy("cap_tren", text) for text in self._list("cap_tren") if text)

    def person(self, number: int) -> DanhHieuDangKy:
        """The person of one line as far as it is read."""
        ten, chuc_vu, danh_hieu, sang_kien, ly_do = (
            self._texts.get(f"cn-{number}-{part}", "") for part in PERSON_PARTS
        )
        title = code_of(danh_hieu, DANH_HIEU_CA_NHAN)
        return DanhHieuDangKy("ca_nhan", title, ten, chuc_vu, sang_kien, ly_do, self.who(number))

    def known_to(self, number: int) -> tuple[GoiY, ...]:
        """Whom of the register the line may mean."""
        ten, chuc_vu = self._texts.get(f"cn-{number}-ten", ""), self._texts.get(f"cn-{number}-chuc_vu", "")
        return suggestions(ten, chuc_vu, self.ground.don_vi_id, self.ground.known)

    def who(self, number: int) -> int | None:
        """The person that somebody said the line means; an answer about another name counts no longer."""
        said = self._one(f"cn-{number}-nguoi").strip()
        offered = {one.nguoi.id for one in self.known_to(number)}
        return int(said) if said.isascii() and said.isdigit() and int(said) in offered else None

    def new_people(self, *, unasked: bool) -> dict[int, DanhHieuDangKy]:
        """The lines whose person is said to be none of the known ones; with `unasked` also those about whom
        there is nobody to ask."""
        found = {}
        for number in self._person_numbers():
            one = self.person(number)
            said = self._one(f"cn-{number}-nguoi") == NEW_PERSON
            if one.ten and one.ca_nhan_id is None and (said or (unasked and not self.known_to(number))):
                found[number] = one
        return found

    @property
    def dropped(self) -> tuple[int, ...]:
        """The own targets that are to be taken away."""
        return tuple(row.id for row in self.targets if is_own(row) and self._one(f"bo-{row.id}"))

    @property
    def renamed(self) -> dict[int, str]:
        """The own targets that are given another name."""
        return {
            row.id: ten
            for row in self.targets
            if is_own(row) and (ten := self._texts.get(f"ten-{row.id}", "")) and ten != row.ten
        }

    def own_new(self) -> dict[int, ChiTieuTuDangKy]:
        """The added targets that are whole and right, by their number in the form."""
        return {
            number: new
            for number in self._own_numbers()
            if (new := self._own(number)) is not None and not checks_registration(own_line(new))
        }

    def _own(self, number: int) -> ChiTieuTuDangKy | None:
        """An added target as far as it is read; None for a blank line or one with something unreadable."""
        name = f"dk-moi-{number}"
        keys = [f"{name}{part}" for part in OWN_PARTS]
        if not any(self._one(key).strip() for key in keys) or any(key in self.errors for key in keys):
            return None
        loai = kind_of(self._one(f"{name}-loai"))
        marked = loai is LoaiChiTieu.THOI_DIEM
        return ChiTieuTuDangKy(
            ten=self._texts[f"{name}-ten"],
            don_vi_tinh=self._texts[f"{name}-dvt"],
            loai=loai,
            gia_tri=self._numbers[name],
            moc=self._numbers[f"{name}-moc"] if marked else None,
            ngay_moc=self._days[f"{name}-ngay"] if marked else None,
        )

    def readings(self, target_id: int) -> tuple[Decimal | None, str, bool]:
        """What is read of one row of the grid: figure, reason, tick."""
        name = f"dk-{target_id}"
        return self._numbers.get(name), self._texts.get(f"ly_do-{target_id}", ""), bool(self._one(name))

    def kept_people(self, people: Mapping[int, int]) -> list[tuple[str, str]]:
        """The fields with the persons that were just noted (line of the form → id)."""
        names = {f"cn-{number}-nguoi": str(person) for number, person in people.items()}
        return [*((name, value) for name, value in self.fields if name not in names), *names.items()]

    def kept_fields(
        self, made: Mapping[int, int], refused_names: Iterable[int] = ()
    ) -> list[tuple[str, str]]:
        """The form as it now stands, for the draft: lines that became targets of their own (number in the
        form → id) under their new name, dropped ones gone, names that were taken no longer."""
        gone = {f"{part}-{target}" for target in self.dropped for part in ("dk", "bo", "ten", "ly_do")}
        gone |= {f"ten-{row.id}" for row in self.targets if row.id not in set(refused_names)}
        kept = []
        for name, value in self.fields:
            match = OWN.fullmatch(name)
            number = int(match[1]) if match else None
            if number is not None and number in made:
                if name == f"dk-moi-{number}":
                    kept.append((f"dk-{made[number]}", value))
            elif name not in gone:
                kept.append((name, value))
        return kept

    @property
    def ratios(self) -> tuple[KetQuaTyLe, ...]:
        """The shares of the titles as they now stand, against the rules in force."""
        return ratios(self.content(NoiDungDangKy()), self.ground.limits or {})

    @property
    def over_ratio(self) -> bool:
        """Whether a share is beyond its rule."""
        return any(one.tinh_trang is TinhTrangTyLe.VUOT for one in self.ratios)


def own_line(new: ChiTieuTuDangKy) -> DongDangKy:
    """An added target as the law checks it."""
    return DongDangKy(new.ten, new.loai, new.don_vi_tinh, None, new.gia_tri, new.moc)


def kind_of(typed: str) -> LoaiChiTieu:
    """The kind that was chosen, lũy kế for anything else."""
    return LoaiChiTieu(typed) if typed in set(LoaiChiTieu) else LoaiChiTieu.LUY_KE


def code_of(text: str, names: Mapping[str, str]) -> str:
    """The stored name of a known title, else the text itself."""
    return next((code for code, words in names.items() if words.casefold() == text.casefold()), text)
