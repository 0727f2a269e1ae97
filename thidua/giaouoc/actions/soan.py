"""Opening a giao ước and writing its text, as long as its version at hand is open."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, NotYourFunction, WrongInput
from thidua.core.pledge import OPENED, TrangThai, Vai
from thidua.core.text import clean
from thidua.dangky import queries as registrations
from thidua.donvi import queries as units
from thidua.donvi.queries import DonViRow
from thidua.donvi.queries.co_quan import office_on
from thidua.giaouoc.actions.su_kien import note_event
from thidua.giaouoc.compose import soan as compose
from thidua.giaouoc.models import (
    BanGiaoUoc,
    BanNhapGiaoUoc,
    BanNhapGiaoUocO,
    BenGiaoUoc,
    DongGiaoUoc,
    GiaoUoc,
    GiaTriGiaoUoc,
    LoiVanGiaoUoc,
    NguoiSoanGiaoUoc,
)
from thidua.giaouoc.queries import chuoi, noi_dung
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.giaouoc.queries.noi_dung import Ben, Dong, NoiDung
from thidua.hoso.actions import MAX_DRAFT
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries import CumKhoiRow
from thidua.nhatky.actions import record
from thidua.taikhoan.models import Nguoi
from thidua.taikhoan.queries.uy_quyen import heads_on
from thidua.vanban.kyten import LEAST_PARTIES, MOST_PARTIES

KEPT_DRAFTS = 20
SAME_DRAFT = timedelta(minutes=1)
"""Drafts that the browser saved by itself within this time are one."""
LOAI = "giao_uoc"
"""The obligation whose văn bản the first text cites."""


def open_pledge(session: Session, actor: Actor, nam: int, cum_khoi: str, *, at: datetime) -> GiaoUoc:
    """Begin the giao ước of a group: version 1 with the text composed of the template and the registrations.

    By the cán bộ or head of the trưởng's unit. Raises NotYourFunction for others, NotNow when there is one
    already or the year is closed, WrongInput for fewer than 2 or more than 60 members.
    """
    group = chuoi.group_of_code(session, actor, nam, cum_khoi)
    year = years.year(session, nam)
    if Vai.SOAN not in chuoi.vai_of(actor, group):
        raise NotYourFunction("chi_truong_soan_giao_uoc")
    if year.trang_thai.is_read_only:
        raise NotNow("nam_da_dong")
    if session.scalar(select(GiaoUoc.id).where(GiaoUoc.cum_khoi_id == group.id)) is not None:
        raise NotNow("da_mo_giao_uoc", ten=group.ten)
    if not LEAST_PARTIES <= len(group.thanh_vien) <= MOST_PARTIES:
        raise WrongInput("so_ben_giao_uoc", so=len(group.thanh_vien))
    pledge = GiaoUoc(nam_id=year.id, cum_khoi_id=group.id, trang_thai=TrangThai.SOAN_THAO, doi_luc=at)
    session.add(pledge)
    session.flush()
    version = BanGiaoUoc(giao_uoc_id=pledge.id, so=1, tao_luc=at, tao_boi=actor.person)
    session.add(version)
    session.flush()
    write(session, version, _first(session, year, group, at=at))
    note_drafter(session, version.id, actor.person)
    note_event(session, actor, pledge, version, OPENED, TrangThai.SOAN_THAO, at=at)
    return pledge


def _first(session: Session, year: NamThiDua, group: CumKhoiRow, *, at: datetime) -> NoiDung:
    duty = next((one for one in years.obligations(session, year.id) if one.code == LOAI), None)
    return compose.first_text(
        year,
        office_on(session, units.day_in_year(year.nam, at)),
        group,
        duty,
        years.grounds(session, year.id, LOAI, local_day(at)),
        parties(session, year, group, at=at),
        registrations.received_registrations(session, year.id, group.thanh_vien),
    )


def parties(session: Session, year: NamThiDua, group: CumKhoiRow, *, at: datetime) -> tuple[Ben, ...]:
    """The members in the order of signing (trưởng, phó, then the list), each with its head of the day."""
    names = units.units_in_year(session, year.nam, at)
    first = [unit for unit in (group.truong_id, group.pho_id) if unit in group.thanh_vien]
    order = dict.fromkeys((*(unit for unit in first if unit is not None), *group.thanh_vien))
    vai = {group.pho_id: "pho", group.truong_id: "truong"}
    found = []
    for unit in order:
        if unit in names:
            head, post = _head(session, unit, _post(names[unit]), at)
            found.append(
                Ben(unit, vai.get(unit, "thanh_vien"), names[unit].ten, names[unit].ten_ngan, head, post)
            )
    return tuple(found)


def _post(unit: DonViRow) -> str:
    """The head's post: as the unit states it, else as it stands over the signature ("CHỦ TỊCH")."""
    over = unit.quyen_han_ky[-1] if unit.quyen_han_ky else ""
    return unit.chuc_vu_thu_truong or over.capitalize()


def _head(session: Session, unit: int, post: str, at: datetime) -> tuple[str, str]:
    people = heads_on(session, unit, local_day(at))
    if not people:
        return "", post
    person = session.get_one(Nguoi, people[0])
    return person.ho_ten, post or person.chuc_vu


def save(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    content: NoiDung,
    *,
    at: datetime,
    row_version: int | None = None,
) -> BanGiaoUoc:
    """Write the text into the open version; figures are those that the members have registered by now.

    Raises NotYourFunction for another than the trưởng's unit, NotNow when the text is out for opinions or
    signing, when the year is closed, or when the form was made from an older row.
    """
    version = require_open(session, view, row_version)
    before = noi_dung.content(session, version)
    after = compose.refreshed(content, offered_now(session, view.giao_uoc.nam_id, content.ben))
    note_drafter(session, version.id, actor.person)
    view.giao_uoc.doi_luc = at
    if after != before:
        write(session, version, after)
        sums = {"ban": version.so, "van_tay": noi_dung.fingerprint(after)}
        old = {"van_tay": noi_dung.fingerprint(before)}
        record(session, actor, "luu_giao_uoc", LOAI, view.giao_uoc.id, at=at, truoc=old, sau=sums)
    session.flush()
    return version


def offered_now(session: Session, nam_id: int, ben: Sequence[Ben]) -> tuple[Dong, ...]:
    """Every target and title that these members have registered by now, with figures by unit."""
    received = registrations.received_registrations(session, nam_id, [one.don_vi_id for one in ben])
    return compose.offered(ben, received)


def require_open(session: Session, view: GiaoUocInView, row_version: int | None) -> BanGiaoUoc:
    """The open version that the reader may write into."""
    if Vai.SOAN not in view.vai:
        raise NotYourFunction("chi_truong_soan_giao_uoc")
    require_year(session, view.giao_uoc)
    if view.giao_uoc.trang_thai is not TrangThai.SOAN_THAO or view.ban.niem_phong_luc is not None:
        raise NotNow("giao_uoc_khong_dung_luc", state=view.giao_uoc.trang_thai)
    require_version(view.giao_uoc, row_version)
    return view.ban


def require_year(session: Session, pledge: GiaoUoc) -> None:
    """Raise NotNow when the year is closed."""
    if session.get_one(NamThiDua, pledge.nam_id).trang_thai.is_read_only:
        raise NotNow("nam_da_dong")


def require_version(pledge: GiaoUoc, row_version: int | None) -> None:
    """Raise NotNow("da_co_nguoi_sua") when the form was made from an older row."""
    if row_version is not None and row_version != pledge.row_version:
        raise NotNow("da_co_nguoi_sua", row_version=pledge.row_version)


def note_drafter(session: Session, ban_id: int, person: int) -> None:
    """Remember that this person wrote in the version."""
    if session.get(NguoiSoanGiaoUoc, (ban_id, person)) is None:
        session.add(NguoiSoanGiaoUoc(ban_giao_uoc_id=ban_id, nguoi_id=person))
        session.flush()


def write(session: Session, version: BanGiaoUoc, content: NoiDung) -> None:
    """Make the open version hold this text."""
    for table in (GiaTriGiaoUoc, DongGiaoUoc, LoiVanGiaoUoc, BenGiaoUoc):
        session.execute(delete(table).where(table.ban_giao_uoc_id == version.id))
    version.dia_diem, version.ngay_ky_ket = content.dia_diem, content.ngay_ky_ket
    version.chung_kien_ten = content.chung_kien_ten
    version.chung_kien_dai_dien = content.chung_kien_dai_dien
    version.chung_kien_chuc_vu = content.chung_kien_chuc_vu
    version.theo_thu_tu = content.theo_thu_tu
    _write_parties(session, version.id, content)
    _write_lines(session, version.id, content)
    session.flush()


def _write_parties(session: Session, ban_id: int, content: NoiDung) -> None:
    session.add_all(
        BenGiaoUoc(
            ban_giao_uoc_id=ban_id,
            don_vi_id=one.don_vi_id,
            thu_tu=place,
            vai=one.vai,
            ten=one.ten,
            ten_ngan=one.ten_ngan,
            dai_dien=one.dai_dien,
            chuc_vu=one.chuc_vu,
        )
        for place, one in enumerate(content.ben, 1)
    )


def _write_lines(session: Session, ban_id: int, content: NoiDung) -> None:
    session.add_all(
        LoiVanGiaoUoc(ban_giao_uoc_id=ban_id, muc=muc, thu_tu=place, noi_dung=line)
        for muc in noi_dung.MUC
        for place, line in enumerate(content.lines(muc), 1)
    )
    session.add_all(
        DongGiaoUoc(
            ban_giao_uoc_id=ban_id,
            thu_tu=place,
            ma=dong.ma,
            nhom=dong.nhom,
            ten=dong.ten,
            don_vi_tinh=dong.don_vi_tinh,
            loai=dong.loai,
        )
        for place, dong in enumerate(content.dong, 1)
    )
    # The figures name their line by key, and no relationship tells the order of the two.
    session.flush()
    session.add_all(
        GiaTriGiaoUoc(
            ban_giao_uoc_id=ban_id,
            thu_tu=place,
            don_vi_id=unit,
            chi_tieu_id=value.chi_tieu_id,
            gia_tri=value.gia_tri,
        )
        for place, dong in enumerate(content.dong, 1)
        for unit, value in dong.gia_tri.items()
    )


def keep_draft(
    session: Session,
    actor: Actor,
    version: BanGiaoUoc,
    fields: Sequence[tuple[str, str]],
    *,
    at: datetime,
    by_itself: bool = False,
) -> None:
    """Keep the posted form as typed, one row a field; only the last 20 drafts of the version stay.

    What the browser saves `by_itself` replaces the person's own draft of the last minute.
    """
    last = next(iter(noi_dung.drafts(session, version.id)), None) if by_itself else None
    if last and last.nguoi_id == actor.person and timedelta() <= at - last.luc < SAME_DRAFT:
        _drop_drafts(session, [last.id])
    draft = BanNhapGiaoUoc(ban_giao_uoc_id=version.id, nguoi_id=actor.person, luc=at)
    session.add(draft)
    session.flush()
    seen: dict[str, int] = {}
    for field, value in fields:
        name = clean(field, one_line=True)[:64]
        turn = seen[name] = seen.get(name, -1) + 1
        text = clean(value, limit=MAX_DRAFT)
        session.add(BanNhapGiaoUocO(ban_nhap_id=draft.id, truong=name, lan=turn, noi_dung=text))
    old = session.scalars(
        select(BanNhapGiaoUoc.id)
        .where(BanNhapGiaoUoc.ban_giao_uoc_id == version.id)
        .order_by(BanNhapGiaoUoc.id.desc())
        .offset(KEPT_DRAFTS)
    ).all()
    if old:
        _drop_drafts(session, old)
    session.flush()


def _drop_drafts(session: Session, ids: Sequence[int]) -> None:
    session.execute(delete(BanNhapGiaoUocO).where(BanNhapGiaoUocO.ban_nhap_id.in_(ids)))
    session.execute(delete(BanNhapGiaoUoc).where(BanNhapGiaoUoc.id.in_(ids)))
