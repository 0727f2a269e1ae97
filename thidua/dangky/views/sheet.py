"""What a page about one unit's registration stands on, and the blueprint of the stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, request

from thidua.core.calendar import KyBaoCao
from thidua.core.targets import LoaiChiTieu
from thidua.dangky import queries
from thidua.dangky.forms import RegistrationForm, fields_of
from thidua.dangky.queries import LOAI, NoiDungDangKy
from thidua.donvi import queries as units
from thidua.donvi.queries import DonViRow
from thidua.hoso import queries as ho_so_queries
from thidua.hoso.models import PhienBan
from thidua.hoso.queries import HoSoInView
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries import ChiTieuRow, PhongTraoRow
from thidua.web import clock
from thidua.web.database import session
from thidua.web.sessions import current_actor

bp = Blueprint("dangky", __name__)

PAGE = "/<nam:nam_thi_dua>/dang-ky/<donvi:don_vi>"
FORM_ID = "don-dang-ky"
STALE = "da_co_nguoi_sua"
OWN_KINDS = tuple(LoaiChiTieu)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a page about one unit's registration stands on; `version` is None where it may not be read."""

    nam: int
    address: str
    year: NamThiDua
    view: HoSoInView
    unit: DonViRow
    share: Decimal
    movements: Sequence[PhongTraoRow]
    targets: Sequence[ChiTieuRow]
    stored: NoiDungDangKy

    @property
    def version(self) -> PhienBan | None:
        """The version whose contents may be read."""
        return self.view.phien_ban

    @property
    def editable(self) -> bool:
        """Whether the reader may write now."""
        return self.view.editable and not self.year.trang_thai.is_read_only


def sheet_of(nam: int, don_vi: str) -> Sheet:
    """The sheet as the reader may see it; NotThere outside the scope."""
    reading, actor = session(), current_actor()
    asked = request.args.get("phien-ban")
    view = ho_so_queries.find(reading, actor, nam, LOAI, don_vi, phien_ban=asked)
    year = years.year(reading, nam)
    version = view.phien_ban
    return Sheet(
        nam=nam,
        address=f"/{nam}/dang-ky/{don_vi}",
        year=year,
        view=view,
        unit=units.unit_in_year(reading, view.ho_so.don_vi_id, nam, clock.now()),
        share=years.period(reading, year.id, KyBaoCao.SO_KET).ty_le_moc,
        movements=years.movements(reading, year.id),
        targets=queries.grid_targets(reading, view.ho_so, version.id) if version else (),
        stored=queries.contents(reading, version.id) if version else NoiDungDangKy(),
    )


def form_of(sheet: Sheet, fields: Sequence[tuple[str, str]]) -> RegistrationForm:
    return RegistrationForm(fields, sheet.targets, sheet.movements, sheet.share)


def stored_fields(sheet: Sheet) -> list[tuple[str, str]]:
    """The form as it stands: the newest draft, as typed, else what the version holds."""
    draft = queries.newest_draft(session(), sheet.version) if sheet.version else None
    return fields_of(sheet.stored, sheet.targets) if draft is None else draft


def posted_fields() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.form.items(multi=True)]
