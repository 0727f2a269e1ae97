"""The wizard's form: one field for each thing that goes into the new year, named by its row of the old one.

It holds the whole draft as text, so that nothing typed is lost, and gives it back as the data of the act.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from thidua.caidat.forms.ban_dau import GROUND_PARTS, NEW_GROUNDS, NEW_MOVEMENTS, first_values
from thidua.core.legal import ground_rank
from thidua.core.rollover import Fault, Group, Span, group_faults, period_faults
from thidua.core.text import DEFAULT_LIMIT, clean
from thidua.core.viet import TypedWrong, parse_date, parse_number
from thidua.namthidua.actions.mo_nam import BanSao, NamTuNamCu, NhomMoi
from thidua.namthidua.queries.ban_mo_nam import BanMoNam, CanCuCu, CumKhoiCu, NghiaVuCu
from thidua.web.forms import LINE_LIMIT
from thidua.web.labels import unit_type

SHORT_LIMIT = 64
NEEDED = "Cần điền mục này."
WORDS: Mapping[Fault, str] = {
    Fault.DAYS_BACKWARDS: "Ngày cuối đứng trước ngày đầu.",
    Fault.OUTSIDE_YEAR: "Đợt phải nằm trọn trong năm.",
    Fault.OVERLAP: "Đợt này chồng lên đợt trước.",
    Fault.SHARE: "Tỷ lệ phải từ 0 đến 100.",
    Fault.DUE_BEFORE_OPENING: "Hạn nộp đứng trước ngày mở.",
    Fault.NOT_A_MEMBER: "Đơn vị này không thuộc cụm, khối.",
    Fault.SAME_UNIT: "Một đơn vị không vừa là trưởng vừa là phó.",
    Fault.TWO_GROUPS: "Đơn vị đứng ở hai cụm, khối.",
    Fault.NO_NAME: "Cần điền tên cụm, khối.",
}
NEW_GROUND_FOR = "ke_hoach"
"""The kind of paper that prints a ground added here; the register says for which others."""
NEW_MOVEMENT = "thuong_xuyen"
CHECKS = ("giu-", "luan-")
"""Fields that are ticked or not; all others are text."""


class MoNamForm:
    """`values` by field name as typed, `errors` by field name; `labels` name the fields in the summary."""

    def __init__(self, draft: BanMoNam, sent: Mapping[str, str] | None = None) -> None:
        self.draft = draft
        self.values = first_values(draft)
        self.errors: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        if sent is not None:
            for name in self.values:
                self.values[name] = _taken(name, sent, self.values[name])

    @property
    def error_list(self) -> list[tuple[str, str, str]]:
        """(id, label, sentence) of every error, for the summary."""
        return [(name, self.labels.get(name, ""), said) for name, said in self.errors.items()]

    def kept(self, name: str) -> bool:
        """Whether the line with this name goes into the new year."""
        return bool(self.values.get(f"giu-{name}", "1"))

    def read(self, day: date, tu_nam_id: int | None) -> NamTuNamCu | None:
        """The year as typed, or None with the errors at their fields."""
        made = NamTuNamCu(
            nam=self.draft.nam,
            tu_nam_id=tu_nam_id,
            ngay=day,
            dau=self._head(),
            noi_nhan=self._printed("noi_nhan", "Nơi nhận"),
            dong=self._lines(),
            can_cu=self._grounds(),
            dot=self._periods(),
            phong_trao=self._movements(),
            danh_muc=self._catalogue(),
            nghia_vu=self._duties(),
            cum_khoi=self._groups(),
            lich=self.draft.lich if self.values.get("giu-lich") else (),
        )
        return None if self.errors else made

    # --- single fields

    def _refuse(self, name: str, label: str, sentence: str) -> None:
        self.errors.setdefault(name, sentence)
        self.labels.setdefault(name, label)

    def _text(
        self, name: str, label: str, *, limit: int = DEFAULT_LIMIT, one_line: bool = True, need: bool = False
    ) -> str:
        try:
            text = clean(self.values[name], limit=limit, one_line=one_line)
        except TypedWrong as wrong:
            self._refuse(name, label, wrong.sentence())
            return ""
        if need and not text:
            self._refuse(name, label, NEEDED)
        return text

    def _printed(self, name: str, label: str) -> tuple[str, ...]:
        """One printed line a text line."""
        text = self._text(name, label, one_line=False)
        found = tuple(part.strip() for part in text.split("\n") if part.strip())
        if any(len(part) > LINE_LIMIT for part in found):
            self._refuse(name, label, f"Mỗi dòng tối đa {LINE_LIMIT} ký tự.")
        return found

    def _day(self, name: str, label: str, *, need: bool = True) -> date | None:
        try:
            text = clean(self.values[name], limit=DEFAULT_LIMIT, one_line=True)
            if text:
                return parse_date(text, year=self.draft.nam)
        except TypedWrong as wrong:
            self._refuse(name, label, wrong.sentence())
            return None
        if need:
            self._refuse(name, label, "Cần điền ngày, ví dụ 31/3.")
        return None

    def _figure(self, name: str, label: str) -> Decimal:
        try:
            return parse_number(clean(self.values[name], limit=DEFAULT_LIMIT, one_line=True))
        except TypedWrong as wrong:
            self._refuse(name, label, wrong.sentence())
            return Decimal(0)

    # --- parts

    def _head(self) -> dict[str, object]:
        return {
            "chu_de": self._text("chu_de", "Chủ đề"),
            "ke_hoach_ky_hieu": self._text("ky_hieu", "Ký hiệu", limit=SHORT_LIMIT, need=True),
            "ke_hoach_trich_yeu": self._text("trich_yeu", "Trích yếu", one_line=False),
            "co_quan_ban_hanh": "\n".join(self._printed("co_quan_ban_hanh", "Cơ quan ban hành")),
            "dia_danh": self._text("dia_danh", "Địa danh", limit=LINE_LIMIT),
            "quyen_han_ky": "\n".join(self._printed("quyen_han_ky", "Quyền hạn, chức vụ người ký")),
            "nguoi_ky": self._text("nguoi_ky", "Người ký", limit=LINE_LIMIT),
            "la_mau": self.draft.dau.la_mau,
        }

    def _lines(self) -> list[BanSao]:
        found = []
        for place, line in enumerate(self.draft.dong, 1):
            text = self._text(f"kh-{line.id}", f"Kế hoạch, dòng {place}", one_line=False)
            if text:
                found.append(BanSao(line.id, {"noi_dung": text}))
        return found

    def _grounds(self) -> list[BanSao]:
        """Those that stay in their order, a new one before the first that ranks lower."""
        found = [(ground_rank(one.ten_loai, one.co_quan, one.ngay), row) for one, row in self._kept_grounds()]
        for row in self._new_grounds():
            kind, issuer, day = (row.doi[part] for part in ("ten_loai", "co_quan", "ngay"))
            rank = ground_rank(str(kind), str(issuer), day if isinstance(day, date) else None)
            place = next((n for n, (other, _) in enumerate(found) if other > rank), len(found))
            found.insert(place, (rank, row))
        return [row for _, row in found]

    def _new_grounds(self) -> Iterator[BanSao]:
        for n in NEW_GROUNDS:
            name, label = f"cc-moi-{n}", f"Căn cứ thêm {n}"
            if not any(self.values[f"{name}-{part}"].strip() for part in GROUND_PARTS):
                continue
            yield BanSao(
                None,
                {
                    "ten_loai": self._text(f"{name}-loai", label, limit=SHORT_LIMIT, need=True),
                    "so_ky_hieu": self._text(f"{name}-so", label, limit=SHORT_LIMIT),
                    "ngay": self._day(f"{name}-ngay", label, need=False),
                    "co_quan": self._text(f"{name}-co-quan", label, limit=LINE_LIMIT, need=True),
                    "trich_yeu": self._text(f"{name}-trich-yeu", label),
                    "loai_van_ban": NEW_GROUND_FOR,
                },
            )

    def _kept_grounds(self) -> Iterator[tuple[CanCuCu, BanSao]]:
        for one in self.draft.can_cu:
            name, label = f"cc-{one.id}", f"{one.ten_loai} số {one.so_ky_hieu}"
            changes: dict[str, object] = {
                "so_ky_hieu": self._text(f"{name}-so", label, limit=SHORT_LIMIT, need=self.kept(name)),
                "ngay": self._day(f"{name}-ngay", label, need=False),
                "trich_yeu": self._text(f"{name}-trich-yeu", label),
            }
            if self.kept(name):
                yield one, BanSao(one.id, changes)

    def _periods(self) -> list[BanSao]:
        spans: dict[int, Span] = {}
        found = []
        copied = self.draft.tu_nam is not None
        for one in self.draft.dot:
            name, label = f"dot-{one.so}", f"Đợt {one.so}"
            ten = self._text(f"{name}-ten", label, limit=LINE_LIMIT, need=True)
            first, last = self._day(f"{name}-tu", label), self._day(f"{name}-den", label)
            share = self._figure(f"{name}-moc", label)
            if first and last:
                spans[one.so] = Span(first, last, float(share))
            changes: dict[str, object] = {
                "so": one.so,
                "ten": ten,
                "tu_ngay": first,
                "den_ngay": last,
                "ty_le_moc": share,
                "ky_bao_cao": one.ky_bao_cao,
            }
            found.append(BanSao(one.id if copied else None, changes))
        for so, fault in period_faults(self.draft.nam, spans):
            place = {"ngay_nguoc": "den", "ty_le_sai": "moc"}.get(fault, "tu")
            self._refuse(f"dot-{so}-{place}", f"Đợt {so}", WORDS[fault])
        return found

    def _movements(self) -> list[BanSao]:
        found = []
        for place, one in enumerate(self.draft.phong_trao, 1):
            name, label = f"ptr-{one.id}", f"Phong trào {place}"
            text = self._text(f"{name}-ten", label, need=self.kept(name))
            moved = {part: moved.text for part, moved in one.khac.items()}
            if self.kept(name):
                found.append(BanSao(one.id, {"ten": text, **moved}))
        return [*found, *self._new_movements()]

    def _new_movements(self) -> Iterator[BanSao]:
        for n in NEW_MOVEMENTS:
            name, label = f"ptr-moi-{n}", f"Phong trào thêm {n}"
            if not any(self.values[f"{name}-{part}"].strip() for part in ("ten", "cap")):
                continue
            text = self._text(f"{name}-ten", label, need=True)
            level = self._text(f"{name}-cap", label, limit=LINE_LIMIT, need=True)
            code = f"them-{self.draft.nam}-{n}"
            yield BanSao(None, {"code": code, "ten": text, "loai": NEW_MOVEMENT, "cap_phat_dong": level})

    def _catalogue(self) -> list[BanSao]:
        found = []
        decisions = {
            old: self._text(f"qd-{place}", f"Quyết định giao {place}", limit=LINE_LIMIT)
            for place, old in enumerate(self.draft.quyet_dinh, 1)
        }
        for place, one in enumerate(self.draft.danh_muc, 1):
            name, label = f"ct-{one.id}", f"Chỉ tiêu {place}"
            text = self._text(f"{name}-ten", label, limit=LINE_LIMIT, need=self.kept(name))
            decision = decisions.get(one.quyet_dinh, "")
            changes: dict[str, object] = {"ten": text, "quyet_dinh": decision, "ngay_moc": one.ngay_moc}
            if self.kept(name):
                found.append(BanSao(one.id, changes))
        return found

    def _duties(self) -> list[BanSao]:
        return [self._duty(one) for one in self.draft.nghia_vu if self.kept(f"nv-{one.id}")]

    def _duty(self, one: NghiaVuCu) -> BanSao:
        name, label = f"nv-{one.id}", one.ten.text
        opening, due = self._pair(name, label)
        types = {
            loai: self._pair(f"nvl-{one.id}-{loai}", f"{label}, {unit_type(loai)}")
            for loai, _, _ in one.theo_loai
        }
        changes: dict[str, object] = {
            "code": one.code,
            "ten": one.ten.text,
            "mo_tu": opening,
            "han": due,
            "van_ban_so": self._text(f"{name}-so", label, limit=SHORT_LIMIT),
            "van_ban_ngay": self._day(f"{name}-ngay", label, need=False),
            "van_ban_trich_yeu": self._text(f"{name}-trich-yeu", label),
        }
        copied = self.draft.tu_nam is not None
        complete = {loai: (a, b) for loai, (a, b) in types.items() if a and b}
        return BanSao(one.id if copied else None, changes, complete)

    def _pair(self, name: str, label: str) -> tuple[date | None, date | None]:
        """Opening and due day; a due day before the opening is refused at its field."""
        opening, due = self._day(f"{name}-mo", label), self._day(f"{name}-han", label)
        if opening and due and due < opening:
            self._refuse(f"{name}-han", label, WORDS[Fault.DUE_BEFORE_OPENING])
        return opening, due

    def _groups(self) -> list[NhomMoi]:
        members = self.members()
        return [
            self._group(one, members[one.id]) for one in self.draft.cum_khoi if self.kept(f"nhom-{one.id}")
        ]

    def members(self) -> dict[int, list[int]]:
        """The members of each group as chosen: those that stay in their order, then those that come."""
        found: dict[int, list[int]] = {one.id: [] for one in self.draft.cum_khoi}
        placed = {unit: one.id for one in self.draft.cum_khoi for unit in one.thanh_vien}
        order = [*placed, *self.draft.moi]
        for stays in (True, False):
            for unit in order:
                chosen = self.values.get(f"dv-{unit}", "")
                group = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
                if group in found and self.kept(f"nhom-{group}") and (placed.get(unit) == group) is stays:
                    found[group].append(unit)
        return found

    def _group(self, one: CumKhoiCu, members: list[int]) -> NhomMoi:
        name = f"nhom-{one.id}"
        ten = self._text(f"{name}-ten", one.ten, limit=LINE_LIMIT)
        truong, pho = self._unit(f"{name}-truong"), self._unit(f"{name}-pho")
        if self.values.get(f"luan-{one.id}"):
            truong, pho = pho, truong
        phu_trach = self._text(f"{name}-phu-trach", one.ten, limit=LINE_LIMIT)
        for place, fault in group_faults(Group(ten, frozenset(members), truong, pho)):
            self._refuse(f"{name}-{place}", ten or one.ten, WORDS[fault])
        return NhomMoi(one.code, one.loai, ten, truong, pho, phu_trach, members)

    def _unit(self, name: str) -> int | None:
        text = self.values[name]
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _taken(name: str, sent: Mapping[str, str], before: str) -> str:
    """What was sent for the field; a ticked field that was not sent is off, another one is left as it was."""
    if name.startswith(CHECKS):
        return "1" if sent.get(name) else ""
    return sent.get(name, before)
