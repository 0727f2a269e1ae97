"""Writing reports: sơ kết and tổng kết through the same acts."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from thidua.baocao import queries
from thidua.baocao.models import KetQuaChiTieu, KetQuaKhoKhan, KetQuaPhongTrao
from thidua.baocao.queries import TEXTS, KhungBaoCao, NoiDungBaoCao
from thidua.core.actor import Actor
from thidua.core.calendar import KyBaoCao, local_day
from thidua.core.errors import NotNow, NotThere, WrongInput
from thidua.core.reporting import KetQua, ThieuSot
from thidua.hoso import actions as hoso
from thidua.hoso.models import DoanVan, HoSo, PhienBan
from thidua.namthidua.models import NamThiDua
from thidua.nhatky.actions import record

_LOGGED = 200
"""Characters of a text that the log repeats; of a longer one it keeps the length."""


def save(
    session: Session,
    actor: Actor,
    ho_so: HoSo,
    content: NoiDungBaoCao,
    *,
    at: datetime,
    row_version: int | None = None,
    tep: tuple[str, str, str, int] | None = None,
) -> PhienBan:
    """Write the whole report into the open version; `tep` is (sha256, name, kind, bytes) of a stored file,
    None to keep the one there is. A blank result is not stored: it is "chưa báo cáo".

    Raises what `hoso.actions.begin_save` raises, NotNow in a closed year, NotThere for a line that this
    report does not ask about, WrongInput for nil beside a figure.
    """
    khung = queries.frame(session, ho_so, KyBaoCao(ho_so.loai))
    _require_asked(khung, content)
    version = _begin(session, actor, ho_so, row_version, at)
    before = queries.contents(session, version.id)
    version.ngay_chot = content.ngay_chot
    version.so_van_ban, version.ngay_van_ban = content.so_van_ban, content.ngay_van_ban
    _replace_rows(session, version.id, content)
    _log(session, actor, ho_so, before, queries.contents(session, version.id), at)
    if tep is not None:
        sha256, name, kind, size = tep
        hoso.attach_file(
            session, actor, ho_so, version, sha256=sha256, name=name, kind=kind, size=size, at=at
        )
    session.flush()
    return version


def save_cell(
    session: Session,
    actor: Actor,
    ho_so: HoSo,
    ket_qua: KetQua,
    *,
    at: datetime,
    row_version: int | None = None,
) -> PhienBan:
    """Write the answer to one target and leave the rest of the report as it is; raises what `save` raises."""
    khung = queries.frame(session, ho_so, KyBaoCao(ho_so.loai))
    _require_asked(khung, NoiDungBaoCao(ket_qua=(ket_qua,)))
    version = _begin(session, actor, ho_so, row_version, at)
    before = queries.contents(session, version.id)
    own = (KetQuaChiTieu.phien_ban_id == version.id, KetQuaChiTieu.chi_tieu_id == ket_qua.chi_tieu_id)
    session.execute(delete(KetQuaChiTieu).where(*own))
    if not ket_qua.is_blank:
        session.execute(insert(KetQuaChiTieu), [{"phien_ban_id": version.id, **asdict(ket_qua)}])
    others = tuple(k for k in before.ket_qua if k.chi_tieu_id != ket_qua.chi_tieu_id)
    _log(session, actor, ho_so, before, replace(before, ket_qua=(*others, ket_qua)), at)
    session.flush()
    return version


def submit(
    session: Session, actor: Actor, ho_so: HoSo, *, at: datetime, row_version: int | None = None
) -> tuple[ThieuSot, ...]:
    """Send the saved report to the head; when it lacks something nothing is moved and the lacks come back.

    Raises StepRefused as `hoso.actions.move` does.
    """
    khung = queries.frame(session, ho_so, KyBaoCao(ho_so.loai))
    content = queries.contents(session, ho_so.phien_ban_id or 0)
    lacks = queries.lacks(khung, content, local_day(at))
    if not lacks:
        hoso.move(session, actor, ho_so, "trinh", at=at, row_version=row_version)
    return lacks


def _begin(session: Session, actor: Actor, ho_so: HoSo, row_version: int | None, at: datetime) -> PhienBan:
    if session.get_one(NamThiDua, ho_so.nam_id).trang_thai.is_read_only:
        raise NotNow("nam_da_dong")
    return hoso.begin_save(session, actor, ho_so, row_version, at=at)


def _require_asked(khung: KhungBaoCao, content: NoiDungBaoCao) -> None:
    if {k.chi_tieu_id for k in content.ket_qua} - {d.chi_tieu_id for d in khung.dong}:
        raise NotThere("khong_co_chi_tieu")
    if {i for i, _ in content.phong_trao} - {p.id for p in khung.phong_trao}:
        raise NotThere("khong_co_phong_trao")
    if {n for n, _ in content.kho_khan} - {n for n, _ in khung.kho_khan}:
        raise NotThere("khong_co_kho_khan")
    if any(k.is_nil_with_figure for k in content.ket_qua):
        raise WrongInput("nil_co_so")


def _replace_rows(session: Session, version_id: int, content: NoiDungBaoCao) -> None:
    for table in (KetQuaChiTieu, KetQuaPhongTrao, KetQuaKhoKhan):
        session.execute(delete(table).where(table.phien_ban_id == version_id))
    session.execute(delete(DoanVan).where(DoanVan.phien_ban_id == version_id, DoanVan.muc.in_(TEXTS)))
    key = {"phien_ban_id": version_id}
    results = [{**key, **asdict(k)} for k in content.ket_qua if not k.is_blank]
    movements = [{**key, "phong_trao_id": i, "ket_qua": text} for i, text in content.phong_trao if text]
    solved = [{**key, "thu_tu": n, "ket_qua": text} for n, text in content.kho_khan if text]
    texts = [{**key, "muc": name, "noi_dung": getattr(content, name)} for name in TEXTS]
    for rows, statement in (
        (results, insert(KetQuaChiTieu)),
        (movements, insert(KetQuaPhongTrao)),
        (solved, insert(KetQuaKhoKhan)),
        ([text for text in texts if text["noi_dung"]], insert(DoanVan)),
    ):
        if rows:
            session.execute(statement, rows)


def _log(
    session: Session, actor: Actor, ho_so: HoSo, before: NoiDungBaoCao, after: NoiDungBaoCao, at: datetime
) -> None:
    old, new = _facts(before), _facts(after)
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    if changed:
        record(
            session,
            actor,
            "luu_bao_cao",
            "ho_so",
            ho_so.id,
            at=at,
            truoc={name: _said(old[name]) for name in changed if name in old},
            sau={name: _said(new[name]) for name in changed if name in new},
        )


_RESULT_FIELDS: Mapping[str, str] = {
    "kq": "gia_tri",
    "uoc": "uoc",
    "ck": "cung_ky",
    "tt": "tinh_trang",
    "kps": "khong_phat_sinh",
    "nn": "nguyen_nhan",
    "nht": "ngay_hoan_thanh",
}


def _facts(content: NoiDungBaoCao) -> dict[str, str]:
    """The report as flat facts by the names of its fields; what is empty is left out."""
    facts: dict[str, object] = {
        f"{short}-{k.chi_tieu_id}": getattr(k, name)
        for k in content.ket_qua
        for short, name in _RESULT_FIELDS.items()
    }
    facts |= {f"ptkq-{i}": text for i, text in content.phong_trao}
    facts |= {f"khkq-{n}": text for n, text in content.kho_khan}
    facts |= {name: getattr(content, name) for name in (*TEXTS, "ngay_chot", "so_van_ban", "ngay_van_ban")}
    return {name: _plain(value) for name, value in facts.items() if value not in (None, "", False)}


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _said(text: str) -> str:
    return text if len(text) <= _LOGGED else f"{text[:_LOGGED]}… ({len(text)})"
