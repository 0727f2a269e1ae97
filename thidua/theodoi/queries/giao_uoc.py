"""From promise to result: each promised line of a giao ước by unit, what was reported and how it ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.baocao import queries as reports
from thidua.core.actor import Actor
from thidua.core.calendar import KyBaoCao
from thidua.core.pledge import KetQuaDong, NhomDong, TrangThai, Vai
from thidua.core.reporting import KetQua
from thidua.core.settling import gap, proposal
from thidua.core.targets import LoaiChiTieu
from thidua.giaouoc.models import BanGiaoUoc, DanhGiaDong
from thidua.giaouoc.queries import noi_dung
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.hoso.models import MinhChung, Tep
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua
from thidua.taikhoan.models import Nguoi

FIRST_DAY = (11, 1)
"""Month and day before which no line is settled: figures of the year's end come with the tổng kết."""


@dataclass(frozen=True, slots=True)
class TepMinhChung:
    """A file that proves a figure; it is served under the rule of its hồ sơ at `/tep/<id>`."""

    id: int
    ten: str


@dataclass(frozen=True, slots=True)
class HuaRow:
    """One promise of one unit.

    `dot_1` and `ca_nam` are the answers of the received reports: None where no report was received, or the
    line was left blank in it, both of which say "chưa báo cáo"; a zero is a figure. `chenh_lech` is what the
    newest figure lacks (negative) or has above the promise.
    """

    thu_tu: int
    don_vi_id: int
    don_vi: str
    nhom: NhomDong
    ten: str
    don_vi_tinh: str
    loai: LoaiChiTieu | None
    hua: Decimal | None
    dot_1: KetQua | None
    ca_nam: KetQua | None
    chenh_lech: Decimal | None
    de_xuat: KetQuaDong | None
    ket_qua: KetQuaDong | None
    ghi_chu: str
    nguoi_danh_gia: str
    danh_gia_luc: datetime | None
    minh_chung: tuple[TepMinhChung, ...]
    tep_rieng: str = ""
    """The name of the file sent for this line alone, where reports have none to show."""

    @property
    def has_figure(self) -> bool:
        """Whether reports answer this line."""
        return self.nhom is NhomDong.CHI_TIEU

    @property
    def key(self) -> str:
        """The line and unit as they stand in a form."""
        return f"{self.thu_tu}-{self.don_vi_id}"


@dataclass(frozen=True, slots=True)
class KetQuaGiaoUoc:
    """The results of one version. `may_settle` says whether the reader settles lines now, `from_day` since
    when anybody may; `only_own` that the reader is shown the figures of the own unit alone."""

    ban: BanGiaoUoc
    rows: tuple[HuaRow, ...]
    may_settle: bool
    from_day: date
    only_own: bool

    @property
    def settled(self) -> int:
        """How many promises have their verdict."""
        return sum(row.ket_qua is not None for row in self.rows)


def results(
    session: Session, actor: Actor, view: GiaoUocInView, ban: BanGiaoUoc, today: date
) -> KetQuaGiaoUoc:
    """Every promise of a sealed version with its results, in a constant number of statements.

    The trưởng's unit, the standing body and the leaders see every unit's figures; a member sees its own.
    """
    content = noi_dung.content(session, ban)
    sees_all = Vai.SOAN in view.vai or actor.sees_all_units
    units = [ben.don_vi_id for ben in content.ben if sees_all or ben.don_vi_id in actor.units]
    names = {ben.don_vi_id: ben.ten_ngan for ben in content.ben}
    half, whole = (_reports(session, view, ky, units) for ky in (KyBaoCao.SO_KET, KyBaoCao.TONG_KET))
    values = (value for one in content.dong for value in one.gia_tri.values())
    ways = years.directions(session, (v.chi_tieu_id for v in values if v.chi_tieu_id is not None))
    files = _files(session, [*(v for v, _ in half.values()), *(v for v, _ in whole.values())])
    held = _settled(session, ban.id)
    rows = []
    for place, unit in content.pairs():
        line = content.dong[place - 1]
        value = line.gia_tri.get(unit)
        target = value.chi_tieu_id if value else None
        promised = value.gia_tri if value else None
        first, last = _answer(half, unit, target), _answer(whole, unit, target)
        settled, name = held.get((place, unit), (None, ""))
        shown = unit in units
        rows.append(
            HuaRow(
                thu_tu=place,
                don_vi_id=unit,
                don_vi=names.get(unit, ""),
                nhom=line.nhom,
                ten=line.ten,
                don_vi_tinh=line.don_vi_tinh,
                loai=line.loai,
                hua=promised,
                dot_1=first,
                ca_nam=last,
                chenh_lech=gap(promised, last if last and last.figure is not None else first),
                de_xuat=proposal(line.loai, promised, last, ways.get(target or 0)),
                ket_qua=settled.ket_qua if settled and shown else None,
                ghi_chu=settled.ghi_chu if settled and shown else "",
                nguoi_danh_gia=name if shown else "",
                danh_gia_luc=settled.danh_gia_luc if settled and shown else None,
                minh_chung=_evidence(files, (half, whole), unit, target),
                tep_rieng=settled.minh_chung_ten if settled and shown else "",
            )
        )
    begins = _from_day(session, view)
    is_open = view.giao_uoc.trang_thai is TrangThai.HIEU_LUC and ban.id == view.ban.id
    return KetQuaGiaoUoc(
        ban=ban,
        rows=tuple(row for row in rows if row.don_vi_id in units),
        may_settle=is_open and Vai.SOAN in view.vai and today >= begins,
        from_day=begins,
        only_own=not sees_all,
    )


_Reports = Mapping[int, tuple[int, dict[int, KetQua]]]


def _reports(session: Session, view: GiaoUocInView, ky: KyBaoCao, units: Iterable[int]) -> _Reports:
    """By unit the received report's version and its answers by target."""
    wanted = set(units)
    return {
        one.don_vi_id: (one.phien_ban_id, {k.chi_tieu_id: k for k in one.noi_dung.ket_qua})
        for one in reports.received_reports(session, view.giao_uoc.nam_id, ky)
        if one.don_vi_id in wanted
    }


def _answer(held: _Reports, unit: int, target: int | None) -> KetQua | None:
    """The answer to a target; None where the report, or the answer in it, is missing."""
    if target is None or unit not in held:
        return None
    found = held[unit][1].get(target)
    if found is None or (found.figure is None and found.tinh_trang is None and not found.khong_phat_sinh):
        return None
    return found


def _files(session: Session, versions: list[int]) -> dict[tuple[int, int], tuple[TepMinhChung, ...]]:
    rows = session.execute(
        select(MinhChung.phien_ban_id, MinhChung.chi_tieu_id, Tep.id, Tep.ten)
        .join(Tep, Tep.id == MinhChung.tep_id)
        .where(MinhChung.phien_ban_id.in_(versions))
        .order_by(Tep.id)
    )
    found: dict[tuple[int, int], tuple[TepMinhChung, ...]] = {}
    for version, target, tep, ten in rows:
        found[version, target] = (*found.get((version, target), ()), TepMinhChung(tep, ten))
    return found


def _evidence(
    files: Mapping[tuple[int, int], tuple[TepMinhChung, ...]],
    held: Iterable[_Reports],
    unit: int,
    target: int | None,
) -> tuple[TepMinhChung, ...]:
    if target is None:
        return ()
    proofs = [one for each in held if unit in each for one in files.get((each[unit][0], target), ())]
    return tuple({one.id: one for one in proofs}.values())


def _settled(session: Session, ban_id: int) -> dict[tuple[int, int], tuple[DanhGiaDong, str]]:
    rows = session.execute(
        select(DanhGiaDong, Nguoi.ho_ten)
        .outerjoin(Nguoi, Nguoi.id == DanhGiaDong.danh_gia_boi)
        .where(DanhGiaDong.ban_giao_uoc_id == ban_id)
    )
    return {(one.thu_tu, one.don_vi_id): (one, name or "") for one, name in rows}


def line_file(session: Session, ban_id: int, thu_tu: int, don_vi_id: int) -> DanhGiaDong | None:
    """The row that holds the file sent for one line of one unit; None where none was sent."""
    return session.scalar(
        select(DanhGiaDong).where(
            DanhGiaDong.ban_giao_uoc_id == ban_id,
            DanhGiaDong.thu_tu == thu_tu,
            DanhGiaDong.don_vi_id == don_vi_id,
            DanhGiaDong.minh_chung_sha256 != "",
        )
    )


def _from_day(session: Session, view: GiaoUocInView) -> date:
    """The day from which the year's tổng kết is written."""
    year = session.get_one(NamThiDua, view.giao_uoc.nam_id)
    duties = years.obligations(session, year.id)
    opens = next((one.mo_tu for one in duties if one.code == KyBaoCao.TONG_KET), None)
    return max(opens or date.min, date(year.nam, *FIRST_DAY))
