"""Writing hồ sơ: steps, versions, files, drafts. Every act leaves its line in the log."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import delete, insert, literal, select
from sqlalchemy.orm import Session

from thidua.core import workflow
from thidua.core.actor import Actor, Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, NotYourFunction, StepRefused, WrongInput
from thidua.core.text import clean
from thidua.core.workflow import Happened, Situation, State, Taken
from thidua.donvi import queries as units
from thidua.donvi.models import DonVi
from thidua.hoso import queries
from thidua.hoso.models import (
    BanNhap,
    BanNhapO,
    Ghim,
    HoSo,
    NguoiSoan,
    PhienBan,
    SuKien,
    Tep,
    TepPhienBan,
    TuCachDuyet,
)
from thidua.namthidua.models import NamThiDua, NghiaVu
from thidua.namthidua.queries import nghia_vu as duty_queries
from thidua.namthidua.queries.nghia_vu import NghiaVuRow
from thidua.nhatky.actions import record
from thidua.nhatky.actions import use_key as use_key
from thidua.taikhoan.compose import signature
from thidua.taikhoan.queries import uy_quyen as capacities

_HEADS_STEPS = frozenset(step.name for step in workflow.STEPS if step.role is Role.THU_TRUONG)
KEPT_DRAFTS = 20
MAX_DRAFT = 64 * 1024 * 1024
"""Characters of one field: as many as a whole request may have."""


def create_for_year(
    session: Session,
    actor: Actor | None,
    nam_id: int,
    units: Iterable[int],
    *,
    at: datetime,
    nghia_vu_id: int | None = None,
) -> int:
    """One hồ sơ for each unit and obligation of the year that calls it and has none yet; how many were made.

    Each has the days of its unit's type. `nghia_vu_id` looks at this obligation alone.
    """
    have = set(session.execute(select(HoSo.don_vi_id, HoSo.nghia_vu_id).where(HoSo.nam_id == nam_id)))
    asked = [d for d in duty_queries.duties(session, nam_id) if nghia_vu_id in (None, d.id)]
    types = dict(session.execute(select(DonVi.id, DonVi.loai)).all())
    made = [
        _new(nam_id, unit, duty, types.get(unit, ""), at)
        for unit in units
        for duty in asked
        if duty.calls(unit) and (unit, duty.id) not in have
    ]
    session.add_all(made)
    session.flush()
    for ho_so in made:
        version = PhienBan(ho_so_id=ho_so.id, so=1, tao_luc=at)
        session.add(version)
        session.flush()
        ho_so.phien_ban_id = version.id
    session.flush()
    record(session, actor, "mo_ho_so", "nam_thi_dua", nam_id, at=at, sau={"so_ho_so": len(made)})
    return len(made)


def _new(nam_id: int, don_vi_id: int, duty: NghiaVuRow, loai: str, at: datetime) -> HoSo:
    opens, due = duty.theo_loai.get(loai, (None, None))
    return HoSo(
        nam_id=nam_id,
        don_vi_id=don_vi_id,
        nghia_vu_id=duty.id,
        loai=duty.code,
        mo_tu_rieng=opens,
        han_rieng=due,
        doi_luc=at,
    )


def begin_save(
    session: Session, actor: Actor, ho_so: HoSo, row_version: int | None, *, at: datetime
) -> PhienBan:
    """The open version that the actor may now write into; notes the actor as one of its drafters.

    Raises NotYourFunction for another role, NotNow when the hồ sơ is not with the unit or when
    `row_version` is not the present one (somebody saved in between). `None` skips that comparison.
    """
    if Role.CAN_BO not in actor.roles_for(ho_so.don_vi_id):
        raise NotYourFunction("khong_duoc_sua")
    _require_open_year(session, ho_so)
    if ho_so.state not in workflow.EDITABLE:
        raise NotNow("khong_sua_luc_nay", state=ho_so.state)
    require_version(ho_so, row_version)
    version = session.get_one(PhienBan, ho_so.phien_ban_id)
    if version.niem_phong_luc is not None:
        raise NotNow("khong_sua_luc_nay", state=ho_so.state)
    _note_drafter(session, version.id, actor.person)
    ho_so.doi_luc = at
    return version


def _require_open_year(session: Session, ho_so: HoSo) -> None:
    if session.get_one(NamThiDua, ho_so.nam_id).trang_thai.is_read_only:
        raise NotNow("nam_da_dong")


def require_version(ho_so: HoSo, row_version: int | None) -> None:
    """Raise NotNow("da_co_nguoi_sua") when the form was made from an older row."""
    if row_version is not None and row_version != ho_so.row_version:
        raise NotNow("da_co_nguoi_sua", row_version=ho_so.row_version)


def _note_drafter(session: Session, phien_ban_id: int, person: int) -> None:
    if session.get(NguoiSoan, (phien_ban_id, person)) is None:
        session.add(NguoiSoan(phien_ban_id=phien_ban_id, nguoi_id=person))
        session.flush()


def move(
    session: Session,
    actor: Actor,
    ho_so: HoSo,
    name: str,
    *,
    at: datetime,
    reason: str = "",
    new_day: date | None = None,
    pins: Mapping[str, str] | None = None,
    row_version: int | None = None,
) -> SuKien:
    """Take one step and write its event and its line in the log.

    The stage's own check of the contents is the caller's (before `trinh`). Raises StepRefused,
    or NotNow when the form's `row_version` is an older one.
    """
    roles = actor.roles_for(ho_so.don_vi_id)
    situation = queries.situation(session, ho_so, at)
    taken = _take(name, situation, roles, actor, ho_so, reason)
    _require_open_year(session, ho_so)
    require_version(ho_so, row_version)
    if taken.step.needs_day:
        _require_later_day(session, ho_so, new_day)
    source, version_id = ho_so.state, ho_so.phien_ban_id
    past = queries.happened(session, ho_so.id)
    _apply(session, actor, ho_so, taken, at=at, new_day=new_day)
    ho_so.state = taken.target
    ho_so.doi_luc = at
    ho_so.nop_luc = workflow.submitted_at([*past, Happened(name, source, taken.target, at)])
    log = record(
        session,
        actor,
        name,
        "ho_so",
        ho_so.id,
        at=at,
        truoc={"state": source.value},
        sau={"state": taken.target.value, "han_moi": new_day} if new_day else {"state": taken.target.value},
        ghi_chu=reason,
    )
    event = SuKien(
        ho_so_id=ho_so.id,
        so=len(past) + 1,
        buoc=name,
        tu=source,
        den=taken.target,
        nguoi_id=actor.person,
        ly_do=reason,
        han_moi=new_day if taken.step.needs_day else None,
        ngoai_le=taken.exception,
        luc=at,
        phien_ban_id=version_id,
        nhat_ky_id=log.id,
    )
    session.add(event)
    session.flush()
    for field, note in (pins or {}).items():
        session.add(Ghim(su_kien_id=event.id, truong=field, ghi_chu=note))
    session.flush()
    return event


def _take(
    name: str, situation: Situation, roles: frozenset[Role], actor: Actor, ho_so: HoSo, reason: str
) -> Taken:
    """The step as the law allows it; a head's step refused after a delegation ended says so."""
    try:
        return workflow.take(name, situation, roles, actor.person, reason=reason)
    except StepRefused as refusal:
        over = actor.lapsed_for(ho_so.don_vi_id)
        if over is None or refusal.reason != "khong_dung_vai_tro" or name not in _HEADS_STEPS:
            raise
        raise StepRefused(over.reason, NotYourFunction, so=over.number, ngay=over.day) from refusal


def _require_later_day(session: Session, ho_so: HoSo, new_day: date | None) -> None:
    due = queries.due_day(ho_so, session.get_one(NghiaVu, ho_so.nghia_vu_id))
    if new_day is None or new_day <= due:
        raise StepRefused("ngay_gia_han", WrongInput, han=due)


def _apply(
    session: Session, actor: Actor, ho_so: HoSo, taken: Taken, *, at: datetime, new_day: date | None
) -> None:
    """What a step does beside the change of state."""
    version = session.get_one(PhienBan, ho_so.phien_ban_id)
    match taken.step.name:
        case "trinh":
            ho_so.trinh_tu = ho_so.state
            _seal(session, actor, version, at)
        case "duyet":
            version.duyet_luc, version.duyet_boi = at, actor.person
            _note_capacity(session, actor, ho_so, version.id, local_day(at))
        case "tiep_nhan":
            ho_so.ban_chot_id = version.id
        case "rut_lai" if taken.target is State.CHO_DUYET:
            version.duyet_luc, version.duyet_boi = None, None
            session.execute(delete(TuCachDuyet).where(TuCachDuyet.phien_ban_id == version.id))
        case "tra_lai" | "rut_lai" | "yeu_cau_bo_sung" | "dieu_chinh":
            _begin_version(session, ho_so, version, at)
        case "bo_dieu_chinh":
            ho_so.phien_ban_id = ho_so.ban_chot_id
        case "gia_han":
            ho_so.gia_han_den = new_day
        case _:
            pass  # the change of state is all that these steps do


def _note_capacity(session: Session, actor: Actor, ho_so: HoSo, phien_ban_id: int, day: date) -> None:
    """Keep in which capacity the version is approved, with the lines that its paper will bear."""
    power = capacities.capacity(session, actor.person, ho_so.don_vi_id, day)
    unit = units.named_on(session, ho_so.don_vi_id, day)
    printed = signature(unit.quyen_han_ky if unit else (), power, actor.name)
    session.add(
        TuCachDuyet(
            phien_ban_id=phien_ban_id,
            nguoi_id=actor.person,
            ho_ten=actor.name,
            chuc_vu=printed.chuc_vu,
            quyen_han="\n".join(printed.quyen_han),
            nguon=power.nguon if power else capacities.THU_TRUONG,
            nguon_id=power.nguon_id if power else None,
        )
    )


def _seal(session: Session, actor: Actor, version: PhienBan, at: datetime) -> None:
    _note_drafter(session, version.id, actor.person)
    session.flush()
    version.van_tay = queries.fingerprint(session, version)
    version.niem_phong_luc, version.niem_phong_boi = at, actor.person


def _begin_version(session: Session, ho_so: HoSo, old: PhienBan, at: datetime) -> PhienBan:
    """A new open version with a copy of the old one's contents and drafters."""
    last = session.scalars(
        select(PhienBan.so).where(PhienBan.ho_so_id == ho_so.id).order_by(PhienBan.so.desc()).limit(1)
    ).one()
    new = PhienBan(
        ho_so_id=ho_so.id,
        so=last + 1,
        tao_luc=at,
        khong_phat_sinh=old.khong_phat_sinh,
        so_van_ban=old.so_van_ban,
        ngay_van_ban=old.ngay_van_ban,
        ngay_chot=old.ngay_chot,
    )
    session.add(new)
    session.flush()
    for table in [*queries.content_tables(), NguoiSoan.__table__]:
        names = [column.name for column in table.columns]
        values = [
            literal(new.id).label("phien_ban_id") if name == "phien_ban_id" else table.c[name]
            for name in names
        ]
        source = select(*values).where(table.c.phien_ban_id == old.id)
        session.execute(insert(table).from_select(names, source))  # type: ignore[arg-type]
    ho_so.phien_ban_id = new.id
    return new


def attach_file(
    session: Session,
    actor: Actor,
    ho_so: HoSo,
    version: PhienBan,
    *,
    sha256: str,
    name: str,
    kind: str,
    size: int,
    at: datetime,
) -> Tep:
    """Make a stored file the version's only file; the former one stays in older versions and in the store."""
    session.execute(delete(TepPhienBan).where(TepPhienBan.phien_ban_id == version.id))
    tep = Tep(
        ho_so_id=ho_so.id, sha256=sha256, ten=name, loai=kind, kich_thuoc=size, luc=at, nguoi_id=actor.person
    )
    session.add(tep)
    session.flush()
    session.add(TepPhienBan(phien_ban_id=version.id, tep_id=tep.id))
    record(session, actor, "nop_tep", "ho_so", ho_so.id, at=at, sau={"ten": name, "sha256": sha256})
    return tep


def keep_draft(
    session: Session, actor: Actor, ho_so: HoSo, fields: Sequence[tuple[str, str]], *, at: datetime
) -> BanNhap:
    """Keep the posted form as typed, one row a field; only the last 20 drafts of the hồ sơ stay.

    What no database takes (control characters, lone surrogates) is dropped; nothing is too long.
    """
    draft = BanNhap(ho_so_id=ho_so.id, nguoi_id=actor.person, luc=at)
    session.add(draft)
    session.flush()
    seen: dict[str, int] = {}
    for field, value in fields:
        turn = seen[field] = seen.get(field, -1) + 1
        text = clean(value, limit=MAX_DRAFT)
        session.add(BanNhapO(ban_nhap_id=draft.id, truong=clean(field)[:64], lan=turn, noi_dung=text))
    old = session.scalars(
        select(BanNhap.id).where(BanNhap.ho_so_id == ho_so.id).order_by(BanNhap.id.desc()).offset(KEPT_DRAFTS)
    ).all()
    if old:
        session.execute(delete(BanNhapO).where(BanNhapO.ban_nhap_id.in_(old)))
        session.execute(delete(BanNhap).where(BanNhap.id.in_(old)))
    session.flush()
    return draft


def save_paper(
    session: Session,
    actor: Actor,
    ho_so: HoSo,
    *,
    so: str,
    ngay: date | None,
    khong_phat_sinh: bool,
    tep: tuple[str, str, str, int] | None,
    at: datetime,
    row_version: int | None = None,
) -> PhienBan:
    """Write the unit's own paper into the open version: its number, day, nil answer and file.

    `tep` is (sha256, name, kind, bytes) of a stored file, None to keep the one there is.
    """
    version = begin_save(session, actor, ho_so, row_version, at=at)
    before = {"so": version.so_van_ban, "ngay": version.ngay_van_ban, "nil": version.khong_phat_sinh}
    version.so_van_ban, version.ngay_van_ban = so, ngay
    version.khong_phat_sinh = khong_phat_sinh
    after = {"so": so, "ngay": ngay, "nil": khong_phat_sinh}
    if after != before:
        record(session, actor, "luu_van_ban", "ho_so", ho_so.id, at=at, truoc=before, sau=after)
    if tep is not None:
        sha256, name, kind, size = tep
        attach_file(session, actor, ho_so, version, sha256=sha256, name=name, kind=kind, size=size, at=at)
    session.flush()
    return version
