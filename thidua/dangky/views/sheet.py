"""What a page about one unit's registration stands on, and the blueprint of the stage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask import Blueprint, request

from thidua.core.calendar import KyBaoCao, local_day
from thidua.core.targets import LoaiChiTieu
from thidua.dangky import queries
from thidua.dangky.compose.ty_le import RULE_CODES
from thidua.dangky.forms import Ground, RegistrationForm, fields_of, is_own, prefilled
from thidua.dangky.queries import LOAI, NoiDungDangKy, ca_nhan, nam_truoc, quy_tac
from thidua.dangky.queries.ca_nhan import BanNamTruoc
from thidua.donvi import queries as units
from thidua.donvi.queries import DonViRow
from thidua.hoso import queries as ho_so_queries
from thidua.hoso.models import PhienBan
from thidua.hoso.queries import HoSoInView
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries import ChiTieuRow, PhongTraoRow
from thidua.namthidua.queries.quy_dinh import QuyDinhRow
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
    rules: Mapping[str, QuyDinhRow | None]
    before: BanNamTruoc | None

    @property
    def is_supplement(self) -> bool:
        """Whether a version was received before this one."""
        return self.view.ho_so.ban_chot_id is not None

    @property
    def is_late(self) -> bool:
        """Whether the first submission would come after the due day."""
        return self.view.ho_so.nop_luc is None and clock.today() > self.view.han

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
        movements=years.movements(reading, year.id, view.ho_so.don_vi_id),
        targets=nam_truoc.targets_with_results(reading, nam, view.ho_so, version, clock.now())
        if version
        else (),
        stored=queries.contents(reading, version.id) if version else NoiDungDangKy(),
        rules=quy_tac.rules_on(reading, RULE_CODES, _judged_on(version)),
        before=ca_nhan.year_before(reading, nam, year.id, view.ho_so.don_vi_id) if view.own_unit else None,
    )


def _judged_on(version: PhienBan | None) -> date:
    """The day whose rules count: that on which the version was sealed, else today."""
    sealed = version.niem_phong_luc if version else None
    return local_day(sealed) if sealed else clock.today()


def form_of(sheet: Sheet, fields: Sequence[tuple[str, str]]) -> RegistrationForm:
    """The form over these fields, read against all that the sheet stands on."""
    return form_over(sheet, fields, sheet.targets)


def form_over(
    sheet: Sheet, fields: Sequence[tuple[str, str]], targets: Sequence[ChiTieuRow]
) -> RegistrationForm:
    """The form over these fields and targets."""
    return RegistrationForm(fields, targets, sheet.movements, sheet.share, ground_of(sheet, fields))


def ground_of(sheet: Sheet, fields: Iterable[tuple[str, str]]) -> Ground:
    """What a form is read against beside targets and movements."""
    names = [value for name, value in fields if name.startswith("cn-") and name.endswith("-ten")]
    unit = sheet.view.ho_so.don_vi_id
    return Ground(
        nam=sheet.nam,
        don_vi_id=unit,
        known=tuple(ca_nhan.known_persons(session(), unit, names)) if names else (),
        limits={code: rule.so if rule else None for code, rule in sheet.rules.items()},
        needs_reason=sheet.is_late or sheet.is_supplement,
    )


def stored_fields(sheet: Sheet) -> list[tuple[str, str]]:
    """The form as it stands: the newest draft, as typed, else what the version holds, else what is known from
    the year before."""
    draft = queries.newest_draft(session(), sheet.version) if sheet.version else None
    if draft is not None:
        return draft
    return prefill(sheet) or fields_of(sheet.stored, sheet.targets)


def prefill(sheet: Sheet) -> list[tuple[str, str]]:
    """What last year's registration gives a form that nobody has written into; empty without one."""
    version, before = sheet.version, sheet.before
    if before is None or version is None or version.so > 1 or sheet.stored != NoiDungDangKy():
        return []
    held = queries.contents(session(), before.phien_ban_id)
    own = [
        row
        for row in years.targets(session(), before.nam_id, sheet.view.ho_so.don_vi_id)
        if is_own(row) and row.id in held.values
    ]
    return prefilled(held, before.phong_trao, own, sheet.targets)


def registered_before(sheet: Sheet) -> dict[str, Decimal]:
    """Last year's registered figures by the code of the target, which lives from year to year."""
    if sheet.before is None:
        return {}
    values = queries.contents(session(), sheet.before.phien_ban_id).values
    rows = years.targets(session(), sheet.before.nam_id, sheet.view.ho_so.don_vi_id)
    return {
        row.ma: figure
        for row in rows
        if (held := values.get(row.id)) is not None and (figure := held.gia_tri) is not None
    }


def troubles_before(sheet: Sheet, form: RegistrationForm) -> list[str]:
    """The difficulties chosen the year before that the form does not hold yet, to be ticked again."""
    if sheet.before is None:
        return []
    here = {cell.value.strip() for cell in form.trouble_cells}
    held = queries.contents(session(), sheet.before.phien_ban_id).kho_khan
    return [text for text in held if text.strip() not in here]


def posted_fields() -> list[tuple[str, str]]:
    """Every field as it was sent."""
    return [(name, value) for name, value in request.form.items(multi=True)]
