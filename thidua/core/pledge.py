"""The chain of a giao ước of a cụm or khối: states, steps, who may take which, and what each needs.

One table, one row a source state. Buttons, permissions, log lines and the printed documentation are read
from it. The giao ước is not among the 29 types of Nghị định 30/2020/NĐ-CP; its chain is the office's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from thidua.core.errors import NotNow, NotYourFunction, StepRefused, WrongInput


class TrangThai(StrEnum):
    """Where the giao ước of a group stands; stored by value."""

    SOAN_THAO = "soan_thao"
    LAY_Y_KIEN = "lay_y_kien"
    THONG_NHAT = "thong_nhat"
    DANG_KY_KET = "dang_ky_ket"
    HIEU_LUC = "hieu_luc"
    DA_DANH_GIA = "da_danh_gia"


class TinhTrangBan(StrEnum):
    """What a version's paper is worth; stored by value."""

    DU_THAO = "du_thao"
    NIEM_PHONG = "niem_phong"
    HIEU_LUC = "hieu_luc"
    THAY_THE = "thay_the"
    THU_HOI = "thu_hoi"


class NhomDong(StrEnum):
    """What a promised line is: a target with a figure a unit, a sentence for all, a title aimed at."""

    CHI_TIEU = "chi_tieu"
    CHUNG = "chung"
    DANH_HIEU = "danh_hieu"


class LoaiYKien(StrEnum):
    """What a member's head answered to a sealed text."""

    DONG_Y = "dong_y"
    DE_NGHI_SUA = "de_nghi_sua"


class CachKy(StrEnum):
    """The two equal ways of signing: ink, or the office's token."""

    TRUC_TIEP = "truc_tiep"
    SO = "so"


class TinhTrangChuKy(StrEnum):
    """Where one unit's signature stands. `tu_choi_ky`: the unit declines; `bi_bac`: not accepted."""

    CHO_XAC_NHAN = "cho_xac_nhan"
    DA_XAC_NHAN = "da_xac_nhan"
    BI_BAC = "bi_bac"
    TU_CHOI_KY = "tu_choi_ky"
    VO_HIEU = "vo_hieu"


class TinhTrangTrang(StrEnum):
    """Where a scanned page stands."""

    CHO_DOI_CHIEU = "cho_doi_chieu"
    KHOP = "khop"
    KHONG_KHOP = "khong_khop"


class KetQuaDong(StrEnum):
    """How a promised line was settled at year's end for one unit."""

    HOAN_THANH = "hoan_thanh"
    HOAN_THANH_MOT_PHAN = "hoan_thanh_mot_phan"
    KHONG_HOAN_THANH = "khong_hoan_thanh"


class Vai(StrEnum):
    """What a person is to one giao ước.

    `soan`: cán bộ or head of the trưởng's unit · `truong`: head of the trưởng's unit · `thanh_vien`: head of
    a member · `thuong_truc`: the secretariat · `lanh_dao_phong`: head of the Phòng.
    """

    SOAN = "soan"
    TRUONG = "truong"
    THANH_VIEN = "thanh_vien"
    THUONG_TRUC = "thuong_truc"
    LANH_DAO_PHONG = "lanh_dao_phong"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table: `source` –(`name`, by one of `who`)→ `target`.

    `seals` the open version; `begins_version` opens the next one with a copy of the text; `paper` is what the
    version at hand becomes.
    """

    name: str
    source: TrangThai
    target: TrangThai
    who: frozenset[Vai]
    needs_reason: bool = False
    seals: bool = False
    begins_version: bool = False
    paper: TinhTrangBan | None = None

    @property
    def slug(self) -> str:
        """The step's name as it stands in an address."""
        return self.name.replace("_", "-")


_SOAN = frozenset({Vai.SOAN})
_MEMBER = frozenset({Vai.THANH_VIEN})
_CONFIRMS = frozenset({Vai.SOAN, Vai.THUONG_TRUC})
_WITHDRAWS = frozenset({Vai.TRUONG, Vai.LANH_DAO_PHONG})

STEPS: tuple[Step, ...] = (
    Step(
        "gui_lay_y_kien",
        TrangThai.SOAN_THAO,
        TrangThai.LAY_Y_KIEN,
        _SOAN,
        seals=True,
        paper=TinhTrangBan.NIEM_PHONG,
    ),
    Step("dong_y", TrangThai.LAY_Y_KIEN, TrangThai.LAY_Y_KIEN, _MEMBER),
    Step("de_nghi_sua", TrangThai.LAY_Y_KIEN, TrangThai.LAY_Y_KIEN, _MEMBER, needs_reason=True),
    Step("thong_nhat", TrangThai.LAY_Y_KIEN, TrangThai.THONG_NHAT, _SOAN),
    *(
        Step(
            "soan_lai",
            source,
            TrangThai.SOAN_THAO,
            _SOAN,
            needs_reason=True,
            begins_version=True,
            paper=TinhTrangBan.THAY_THE,
        )
        for source in (TrangThai.LAY_Y_KIEN, TrangThai.THONG_NHAT)
    ),
    Step("dua_ra_ky_ket", TrangThai.THONG_NHAT, TrangThai.DANG_KY_KET, _SOAN),
    Step(
        "hieu_luc",
        TrangThai.DANG_KY_KET,
        TrangThai.HIEU_LUC,
        _CONFIRMS,
        paper=TinhTrangBan.HIEU_LUC,
    ),
    *(
        Step(
            "sua_doi",
            source,
            TrangThai.SOAN_THAO,
            _SOAN,
            needs_reason=True,
            begins_version=True,
            paper=TinhTrangBan.THAY_THE,
        )
        for source in (TrangThai.DANG_KY_KET, TrangThai.HIEU_LUC)
    ),
    *(
        Step(
            "thu_hoi",
            source,
            TrangThai.SOAN_THAO,
            _WITHDRAWS,
            needs_reason=True,
            begins_version=True,
            paper=TinhTrangBan.THU_HOI,
        )
        for source in (TrangThai.DANG_KY_KET, TrangThai.HIEU_LUC)
    ),
    Step("danh_gia", TrangThai.HIEU_LUC, TrangThai.DA_DANH_GIA, _SOAN),
    *(Step("nhac", source, source, _CONFIRMS) for source in (TrangThai.LAY_Y_KIEN, TrangThai.DANG_KY_KET)),
)

STEP_NAMES = tuple(dict.fromkeys(step.name for step in STEPS))

OPENED = "mo"
"""The first event of every chain: no step leads to it."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the law must know of a giao ước to judge a step, beyond who the person is.

    The sets hold ids of units: `members` all, `agreed` those whose last answer to this version is yes,
    `signed` those whose signature on it was confirmed. `drafters` are the persons who wrote in this version;
    `own` the units for which the person is head; `one_person_unit` whether nobody else can answer for the
    person's unit. `unsettled` counts the promised lines without verdict.
    """

    state: TrangThai
    members: frozenset[int] = frozenset()
    agreed: frozenset[int] = frozenset()
    signed: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    drafters: frozenset[int] = frozenset()
    one_person_unit: bool = False
    unsettled: int = 0

    @property
    def silent(self) -> frozenset[int]:
        """Members from whom the present state still waits for something."""
        match self.state:
            case TrangThai.LAY_Y_KIEN:
                return self.members - self.agreed
            case TrangThai.DANG_KY_KET:
                return self.members - self.signed
            case _:
                return frozenset()


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that the law allows; `exception` marks a yes by the drafter of a one-person unit."""

    step: Step
    exception: bool = False


def take(name: str, situation: Situation, vai: frozenset[Vai], person: int, *, reason: str = "") -> Taken:
    """The step `name` as this person may take it now.

    Raises StepRefused with reason `khong_co_buoc`, `khong_dung_vai_tro`, `giao_uoc_khong_dung_luc`,
    `thieu_ly_do`, or what `hindrance` names.
    """
    if name not in STEP_NAMES:
        raise StepRefused("khong_co_buoc", NotNow, step=name)
    mine = [step for step in STEPS if step.name == name and not vai.isdisjoint(step.who)]
    if not mine:
        raise StepRefused("khong_dung_vai_tro", NotYourFunction, step=name)
    step = next((step for step in mine if step.source is situation.state), None)
    if step is None:
        raise StepRefused("giao_uoc_khong_dung_luc", NotNow, step=name, state=situation.state)
    blocked = hindrance(step, situation, person)
    exception = blocked == "nguoi_soan_khong_duyet" and situation.one_person_unit
    if blocked and not exception:
        raise StepRefused(blocked, NotNow, step=name, state=situation.state)
    if (step.needs_reason or exception) and not reason.strip():
        raise StepRefused("thieu_ly_do", WrongInput, step=name)
    return Taken(step, exception)


def hindrance(step: Step, situation: Situation, person: int) -> str | None:
    """Why the step cannot be taken although person and state fit, or None."""
    match step.name:
        case "dong_y" if person in situation.drafters:
            return "nguoi_soan_khong_duyet"
        case "thong_nhat" if situation.members - situation.agreed:
            return "chua_thong_nhat_het"
        case "hieu_luc" if situation.members - situation.signed:
            return "chua_ky_het"
        case "danh_gia" if situation.unsettled:
            return "chua_danh_gia_het"
        case "nhac" if not situation.silent:
            return "khong_con_ai_de_nhac"
        case _:
            return None


def steps_open_to(situation: Situation, vai: frozenset[Vai], person: int) -> list[Step]:
    """The steps this person can take now, in the order the buttons appear.

    A head who has agreed is not offered to agree again.
    """
    found = []
    for step in STEPS:
        if step.source is not situation.state or vai.isdisjoint(step.who):
            continue
        if step.name == "dong_y" and situation.own <= situation.agreed:
            continue
        blocked = hindrance(step, situation, person)
        if blocked is None or (blocked == "nguoi_soan_khong_duyet" and situation.one_person_unit):
            found.append(step)
    return found


def holder(state: TrangThai) -> Vai | None:
    """Whose turn it is, or None when the giao ước rests."""
    match state:
        case TrangThai.SOAN_THAO | TrangThai.THONG_NHAT:
            return Vai.SOAN
        case TrangThai.LAY_Y_KIEN | TrangThai.DANG_KY_KET:
            return Vai.THANH_VIEN
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as the folding needs it."""

    step: str
    source: TrangThai
    target: TrangThai


def fold(events: Iterable[Happened]) -> TrangThai:
    """The state that a giao ước must have after these events, in order; ValueError on a broken chain."""
    state = TrangThai.SOAN_THAO
    for event in events:
        if event.source is not state:
            raise ValueError(f"{event.step}: expected {state.value}, found {event.source.value}")
        state = event.target
    return state


@dataclass(frozen=True, slots=True)
class LoiVanCanKiem:
    """What the check before opinions must know of a text.

    `promises` counts the promised lines, `without_signer` the units whose signer or post is not named,
    `without_figure` the codes of targets that ask for a figure and lack it, or its unit of measure, for some
    unit that promises them.
    """

    has_aim: bool
    fields: int
    promises: int
    without_signer: tuple[int, ...] = ()
    without_figure: tuple[str, ...] = ()


def text_faults(text: LoiVanCanKiem) -> list[tuple[str, str, str]]:
    """What keeps a text from being laid before the members, as (kind, unit or code, reason), in its order."""
    found = []
    if not text.has_aim:
        found.append(("muc_tieu", "", "thieu_muc_tieu"))
    if not text.fields:
        found.append(("kinh_te", "", "thieu_noi_dung"))
    if not text.promises:
        found.append(("chi_tieu_chung", "", "thieu_chi_tieu"))
    found += [("dong", code, "chi_tieu_thieu_so") for code in text.without_figure]
    found += [("dai_dien", str(unit), "thieu_nguoi_ky") for unit in text.without_signer]
    return found
