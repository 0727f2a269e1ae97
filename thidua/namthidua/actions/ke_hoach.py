"""Writing the plan: its head, and its text section by section."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotNow
from thidua.namthidua.actions import writable_year
from thidua.namthidua.models import DongKeHoach, NoiNhan
from thidua.namthidua.queries import DongKeHoachRow
from thidua.namthidua.queries import ke_hoach as queries
from thidua.nhatky.actions import record


@dataclass(frozen=True, slots=True)
class DauKeHoach:
    """The head of the plan; number and day stay empty until văn thư gives them. Lines are parted by `\\n`."""

    chu_de: str
    so: int | None
    ky_hieu: str
    ngay: int | None
    thang: int | None
    trich_yeu: str
    co_quan_ban_hanh: str
    dia_danh: str
    quyen_han_ky: str
    nguoi_ky: str
    noi_nhan: tuple[str, ...]


def save_section(
    session: Session,
    actor: Actor | None,
    nam_id: int,
    phan: int,
    lines: Sequence[DongKeHoachRow],
    *,
    at: datetime,
    row_version: int | None = None,
) -> None:
    """Put these lines in place of a section's; every other line keeps its bytes.

    NotNow in a closed year, or when `row_version` is not the section's present lock number.
    """
    writable_year(session, nam_id)
    found = queries.sections(session, nam_id)
    before = queries.section(session, nam_id, phan)
    if row_version is not None and row_version != before.row_version:
        raise NotNow("da_co_nguoi_sua", row_version=before.row_version)
    if tuple(lines) == before.dong:
        return
    whole = queries.replaced(found, phan, lines)
    session.execute(delete(DongKeHoach).where(DongKeHoach.nam_id == nam_id))
    session.add_all(
        DongKeHoach(
            nam_id=nam_id,
            thu_tu=place,
            vai=line.vai,
            loai=line.loai,
            danh_so=line.danh_so,
            noi_dung=line.noi_dung,
        )
        for place, line in enumerate(whole, 1)
    )
    session.flush()
    old, new = (["\t".join((d.danh_so, d.noi_dung)) for d in part] for part in (before.dong, lines))
    facts = {"phan": before.ten or before.vai}
    record(
        session,
        actor,
        "sua_ke_hoach",
        "nam_thi_dua",
        nam_id,
        at=at,
        truoc=facts | {"dong": [line for line in old if line not in new]},
        sau=facts | {"dong": [line for line in new if line not in old]},
    )


def save_head(
    session: Session,
    actor: Actor | None,
    nam_id: int,
    new: DauKeHoach,
    *,
    at: datetime,
    row_version: int | None = None,
) -> None:
    """Write the head and the recipients. NotNow in a closed year or for an older lock number."""
    year = writable_year(session, nam_id)
    present = queries.head_lock(session, year)
    if row_version is not None and row_version != present:
        raise NotNow("da_co_nguoi_sua", row_version=present)
    before = {"so": year.ke_hoach_so, "trich_yeu": year.ke_hoach_trich_yeu, "nguoi_ky": year.nguoi_ky}
    year.chu_de, year.ke_hoach_so, year.ke_hoach_ky_hieu = new.chu_de, new.so, new.ky_hieu
    year.ke_hoach_ngay, year.ke_hoach_thang = new.ngay, new.thang
    year.ke_hoach_trich_yeu, year.co_quan_ban_hanh = new.trich_yeu, new.co_quan_ban_hanh
    year.dia_danh, year.quyen_han_ky, year.nguoi_ky = new.dia_danh, new.quyen_han_ky, new.nguoi_ky
    session.execute(delete(NoiNhan).where(NoiNhan.nam_id == nam_id))
    session.add_all(
        NoiNhan(nam_id=nam_id, thu_tu=place, noi_dung=text) for place, text in enumerate(new.noi_nhan, 1)
    )
    session.flush()
    after = {"so": new.so, "trich_yeu": new.trich_yeu, "nguoi_ky": new.nguoi_ky}
    record(session, actor, "sua_ke_hoach", "nam_thi_dua", nam_id, at=at, truoc=before, sau=after)
