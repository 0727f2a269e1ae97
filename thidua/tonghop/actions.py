"""Writing the composition of a consolidated report. Only the thường trực and the Phòng's leaders write."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from thidua.core.actor import SECRETARIAT, Actor
from thidua.core.calendar import KyBaoCao
from thidua.core.errors import NotNow, NotThere, NotYourFunction
from thidua.core.text import clean
from thidua.donvi.models import DonVi
from thidua.hoso.models import DoanVan, HoSo
from thidua.namthidua.models import NamThiDua, PhongTrao
from thidua.namthidua.queries import year
from thidua.nhatky.actions import record
from thidua.tonghop.compose.excerpts import fields_of, sentences
from thidua.tonghop.models import CauTrich, ChiTieuThiXa, KetQuaPhongTraoThiXa, LoiVanTongHop, TongHop
from thidua.tonghop.queries import composition_row
from thidua.vanban.kinds.tong_hop import de_cuong, numbered


def open_composition(session: Session, actor: Actor, nam: int, ky: KyBaoCao, *, at: datetime) -> TongHop:
    """The composition of a period; it is made at the first call.

    Raises NotThere for a year that the town does not have, NotYourFunction for other roles, NotNow when the
    year is closed.
    """
    found = year(session, nam)
    _require_writer(actor, found)
    have = composition_row(session, found.id, ky)
    if have is not None:
        return have
    made = TongHop(nam_id=found.id, ky_bao_cao=ky, doi_luc=at, doi_boi=actor.person)
    session.add(made)
    session.flush()
    record(session, actor, "mo_tong_hop", "tong_hop", made.id, at=at, sau={"nam": nam, "ky": ky.value})
    return made


def open_for_form(
    session: Session, actor: Actor, nam: int, ky: KyBaoCao, row_version: int | None, *, at: datetime
) -> TongHop:
    """The composition behind a posted form; a form shown before anybody opened it carries 0.

    Raises what `open_composition` raises, and NotNow("da_co_nguoi_sua") when somebody saved since.
    """
    found = composition_row(session, year(session, nam).id, ky)
    if found is None:
        return open_composition(session, actor, nam, ky, at=at)
    _begin(session, actor, found, row_version, at)
    return found


def _require_writer(actor: Actor, nam: NamThiDua) -> None:
    if not actor.has(*SECRETARIAT):
        raise NotYourFunction("khong_dung_vai_tro")
    if nam.trang_thai.is_read_only:
        raise NotNow("nam_da_dong")


def _begin(session: Session, actor: Actor, tong_hop: TongHop, row_version: int | None, at: datetime) -> None:
    """Check the right and the lock, and note who changes; NotNow("da_co_nguoi_sua") for an old form."""
    _require_writer(actor, session.get_one(NamThiDua, tong_hop.nam_id))
    if row_version is not None and row_version != tong_hop.row_version:
        raise NotNow("da_co_nguoi_sua", row_version=tong_hop.row_version)
    tong_hop.doi_luc, tong_hop.doi_boi = at, actor.person


def _require_section(session: Session, tong_hop: TongHop, muc: str) -> None:
    outline = de_cuong(tong_hop.ky_bao_cao, session.get_one(NamThiDua, tong_hop.nam_id).nam, ubnd="")
    if muc not in {one.muc.ma for one in numbered(outline)} - {None}:
        raise NotThere("khong_co_muc")


def set_text(
    session: Session,
    actor: Actor,
    tong_hop: TongHop,
    muc: str,
    noi_dung: str,
    *,
    at: datetime,
    row_version: int | None = None,
) -> None:
    """The office's own text of a section of the outline ("I.1", "II.2.a", "IV.han_che"); empty takes it away.

    One paragraph a line; a line that begins with "- " is a dash paragraph. Raises NotThere for an unknown
    section, TextTooLong beyond 100 000 characters.
    """
    _begin(session, actor, tong_hop, row_version, at)
    _require_section(session, tong_hop, muc)
    _write_text(session, actor, tong_hop, muc, noi_dung, at)
    session.flush()


def _write_text(
    session: Session, actor: Actor, tong_hop: TongHop, muc: str, noi_dung: str, at: datetime
) -> None:
    text = clean(noi_dung)
    row = session.get(LoiVanTongHop, (tong_hop.id, muc))
    before = row.noi_dung if row else ""
    if text == before:
        return
    if row is None:
        session.add(LoiVanTongHop(tong_hop_id=tong_hop.id, muc=muc, noi_dung=text))
    elif text:
        row.noi_dung = text
    else:
        session.delete(row)
    record(
        session,
        actor,
        "luu_tong_hop",
        "tong_hop",
        tong_hop.id,
        at=at,
        truoc={"muc": muc, "noi_dung": before},
        sau={"muc": muc, "noi_dung": text},
    )


def set_closing_day(
    session: Session,
    actor: Actor,
    tong_hop: TongHop,
    chot_den: date | None,
    *,
    at: datetime,
    row_version: int | None = None,
) -> None:
    """The day to which the figures of the report are closed, None while it is not known."""
    _begin(session, actor, tong_hop, row_version, at)
    if chot_den != tong_hop.chot_den:
        facts = ({"chot_den": tong_hop.chot_den}, {"chot_den": chot_den})
        tong_hop.chot_den = chot_den
        record(session, actor, "luu_tong_hop", "tong_hop", tong_hop.id, at=at, truoc=facts[0], sau=facts[1])
    session.flush()


@dataclass(frozen=True, slots=True)
class ChiTieuThiXaMoi:
    """A row of Bảng 4; `la_uoc` says that `thuc_hien` is an estimate, `nguon` who gave the figures."""

    ten: str
    don_vi_tinh: str
    cung_ky: Decimal | None = None
    ke_hoach: Decimal | None = None
    thuc_hien: Decimal | None = None
    la_uoc: bool = True
    nguon: str = ""


def set_town_figures(
    session: Session,
    actor: Actor,
    tong_hop: TongHop,
    rows: Sequence[ChiTieuThiXaMoi],
    *,
    at: datetime,
    row_version: int | None = None,
) -> None:
    """Replace the rows of Bảng 4 by these, in this order."""
    _begin(session, actor, tong_hop, row_version, at)
    session.execute(delete(ChiTieuThiXa).where(ChiTieuThiXa.tong_hop_id == tong_hop.id))
    session.add_all(
        ChiTieuThiXa(
            tong_hop_id=tong_hop.id,
            thu_tu=place,
            ten=row.ten,
            don_vi_tinh=row.don_vi_tinh,
            cung_ky=row.cung_ky,
            ke_hoach=row.ke_hoach,
            thuc_hien=row.thuc_hien,
            la_uoc=row.la_uoc,
            nguon=row.nguon,
        )
        for place, row in enumerate(rows, 1)
    )
    figures = {row.ten: row.thuc_hien for row in rows}
    record(session, actor, "luu_so_lieu_thi_xa", "tong_hop", tong_hop.id, at=at, sau=figures)
    session.flush()


def set_movement_words(
    session: Session,
    actor: Actor,
    tong_hop: TongHop,
    words: Mapping[int, tuple[str, str]],
    *,
    at: datetime,
    row_version: int | None = None,
) -> None:
    """The words of Bảng 5 by movement id: main result, typical units. Movements not named stay as they are.

    Raises NotThere for a movement of another year.
    """
    _begin(session, actor, tong_hop, row_version, at)
    known = set(session.scalars(select(PhongTrao.id).where(PhongTrao.nam_id == tong_hop.nam_id)))
    if not set(words) <= known:
        raise NotThere("khong_co_phong_trao")
    for movement, (ket_qua, tieu_bieu) in words.items():
        session.merge(
            KetQuaPhongTraoThiXa(
                tong_hop_id=tong_hop.id,
                phong_trao_id=movement,
                ket_qua=clean(ket_qua),
                don_vi_tieu_bieu=clean(tieu_bieu),
            )
        )
    record(session, actor, "luu_phong_trao_thi_xa", "tong_hop", tong_hop.id, at=at, sau={"so": len(words)})
    session.flush()


# --- sentences of the units

SentenceKey = tuple[int, str, int]
"""A sentence of a version: version id, field, number from 1."""


@dataclass(frozen=True, slots=True)
class CauChon:
    """A sentence of a unit's received report: unit code, field (`noi_bat`, `han_che`, `kien_nghi`), number
    from 1; `noi_dung` when it shall stand otherwise than the unit wrote it."""

    don_vi: str
    truong: str
    cau_so: int
    noi_dung: str = ""


def pick_sentences(
    session: Session,
    actor: Actor,
    tong_hop: TongHop,
    muc: str,
    picks: Sequence[CauChon],
    *,
    at: datetime,
    row_version: int | None = None,
) -> int:
    """Make these the section's sentences, in this order; the ones already there keep their wording.

    The answer is the number of picks left out because the unit's report is not received or has no such
    sentence. Raises NotThere for an unknown section.
    """
    _begin(session, actor, tong_hop, row_version, at)
    _require_section(session, tong_hop, muc)
    versions = _received_versions(session, tong_hop)
    offered = _offered(session, tong_hop)
    keys = {
        (versions[pick.don_vi], pick.truong, pick.cau_so): pick.noi_dung
        for pick in picks
        if pick.don_vi in versions and (versions[pick.don_vi], pick.truong, pick.cau_so) in offered
    }
    _arrange(session, actor, tong_hop, muc, list(keys), offered, at)
    _reword(session, actor, tong_hop, muc, {key: text for key, text in keys.items() if text}, at)
    return len(picks) - len(keys)


@dataclass(frozen=True, slots=True)
class SectionSave:
    """What the page of a section sends: own text, the sentences shown and those ticked among them, new
    wordings by sentence, and the one to move by `step` (-1 up, 1 down)."""

    loi_van: str
    shown: frozenset[SentenceKey] = frozenset()
    ticked: tuple[SentenceKey, ...] = ()
    wordings: Mapping[SentenceKey, str] = field(default_factory=dict)
    moved: SentenceKey | None = None
    step: int = 0


def save_section(
    session: Session,
    actor: Actor,
    tong_hop: TongHop,
    muc: str,
    sent: SectionSave,
    *,
    at: datetime,
    row_version: int | None = None,
) -> None:
    """Save a section as its page sent it; sentences that the page did not show stay as they are."""
    _begin(session, actor, tong_hop, row_version, at)
    _require_section(session, tong_hop, muc)
    _write_text(session, actor, tong_hop, muc, sent.loi_van, at)
    offered = _offered(session, tong_hop)
    order = [key for key in _keys(_rows(session, tong_hop, muc)) if key not in sent.shown - {*sent.ticked}]
    wanted = [key for key in sent.ticked if key in offered and key not in order and _fits(muc, key)]
    order = _shifted([*order, *wanted], sent.moved, sent.step)
    _arrange(session, actor, tong_hop, muc, order, offered, at)
    _reword(session, actor, tong_hop, muc, sent.wordings, at)


def _fits(muc: str, key: SentenceKey) -> bool:
    return key[1] in fields_of(muc)


def _shifted(order: list[SentenceKey], moved: SentenceKey | None, step: int) -> list[SentenceKey]:
    if moved not in order:
        return order
    place = order.index(moved)
    other = place + step
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return order


def _rows(session: Session, tong_hop: TongHop, muc: str) -> list[CauTrich]:
    return list(
        session.scalars(
            select(CauTrich)
            .where(CauTrich.tong_hop_id == tong_hop.id, CauTrich.muc == muc)
            .order_by(CauTrich.thu_tu, CauTrich.id)
        )
    )


def _keys(rows: Iterable[CauTrich]) -> list[SentenceKey]:
    return [(row.phien_ban_id, row.truong, row.cau_so) for row in rows]


def _received_versions(session: Session, tong_hop: TongHop) -> dict[str, int]:
    """The received version of each unit's report of the period, by the unit's code."""
    rows = session.execute(
        select(DonVi.code, HoSo.ban_chot_id)
        .join(HoSo, HoSo.don_vi_id == DonVi.id)
        .where(HoSo.nam_id == tong_hop.nam_id, HoSo.loai == tong_hop.ky_bao_cao.value)
    )
    return {code: version for code, version in rows if version is not None}


def _offered(session: Session, tong_hop: TongHop) -> dict[SentenceKey, str]:
    """Every sentence of the received reports of the period."""
    rows = session.execute(
        select(DoanVan.phien_ban_id, DoanVan.muc, DoanVan.noi_dung)
        .join(HoSo, HoSo.ban_chot_id == DoanVan.phien_ban_id)
        .where(HoSo.nam_id == tong_hop.nam_id, HoSo.loai == tong_hop.ky_bao_cao.value)
    )
    return {
        (version, name, place): sentence
        for version, name, text in rows
        for place, sentence in enumerate(sentences(text), 1)
    }


def _arrange(
    session: Session,
    actor: Actor,
    tong_hop: TongHop,
    muc: str,
    order: Sequence[SentenceKey],
    offered: Mapping[SentenceKey, str],
    at: datetime,
) -> None:
    """Let exactly these sentences stand in the section, in this order."""
    rows = _rows(session, tong_hop, muc)
    before = _keys(rows)
    if before == list(order):
        return
    have = dict(zip(before, rows, strict=True))
    for key in set(before) - set(order):
        session.delete(have[key])
    for place, key in enumerate(order, 1):
        if key in have:
            have[key].thu_tu = place
            continue
        version, name, number = key
        session.add(
            CauTrich(
                tong_hop_id=tong_hop.id,
                muc=muc,
                thu_tu=place,
                phien_ban_id=version,
                truong=name,
                cau_so=number,
                nguyen_van=offered[key],
                noi_dung=offered[key],
            )
        )
    record(
        session,
        actor,
        "chon_cau",
        "tong_hop",
        tong_hop.id,
        at=at,
        truoc={"muc": muc, "cau": [list(key) for key in before]},
        sau={"muc": muc, "cau": [list(key) for key in order]},
    )
    session.flush()


def _reword(
    session: Session,
    actor: Actor,
    tong_hop: TongHop,
    muc: str,
    wordings: Mapping[SentenceKey, str],
    at: datetime,
) -> None:
    """New wordings; an emptied one is again what the unit wrote."""
    for key, row in zip(_keys(rows := _rows(session, tong_hop, muc)), rows, strict=True):
        if key not in wordings:
            continue
        before, after = row.noi_dung, clean(wordings[key], one_line=True) or row.nguyen_van
        if after != before:
            row.noi_dung = after
            facts = {"muc": muc, "noi_dung": before}, {"muc": muc, "noi_dung": after}
            record(session, actor, "sua_cau", "cau_trich", row.id, at=at, truoc=facts[0], sau=facts[1])
    session.flush()
