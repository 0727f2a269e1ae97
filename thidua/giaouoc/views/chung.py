"""What the pages about one group's giao ước stand on, and the blueprint of the stage."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, request

from thidua.core.actor import Role
from thidua.core.errors import NotThere
from thidua.core.pledge import TrangThai
from thidua.donvi import queries as units
from thidua.donvi.queries.co_quan import office_on
from thidua.giaouoc.actions.soan import offered_now
from thidua.giaouoc.compose import giay
from thidua.giaouoc.models import BanGiaoUoc
from thidua.giaouoc.queries import chuoi, noi_dung
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.giaouoc.queries.noi_dung import Dong, NoiDung
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua
from thidua.signing import ma
from thidua.vanban.blocks import VanBan
from thidua.vanban.kinds.phieu_bang_chung import PhieuBangChung
from thidua.web import clock
from thidua.web.database import session
from thidua.web.sessions import current_actor

bp = Blueprint("giaouoc", __name__)

WHO = (Role.CAN_BO, Role.THU_TRUONG, Role.THUONG_TRUC, Role.LANH_DAO_PHONG, Role.LANH_DAO)
PAGE = "/<nam:nam_thi_dua>/giao-uoc/<cumkhoi:cum_khoi>"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a page about one giao ước stands on; `stored` is the text that the reader may read."""

    nam: int
    address: str
    year: NamThiDua
    view: GiaoUocInView
    stored: NoiDung | None
    offered: Sequence[Dong]

    @property
    def ban(self) -> BanGiaoUoc:
        """The version at hand."""
        return self.view.ban

    @property
    def editable(self) -> bool:
        """Whether the reader may write now."""
        return self.view.editable and not self.year.trang_thai.is_read_only

    @property
    def waits_for_signatures(self) -> bool:
        """Whether the version at hand is out to be signed, or was signed."""
        return self.view.giao_uoc.trang_thai in (
            TrangThai.DANG_KY_KET,
            TrangThai.HIEU_LUC,
            TrangThai.DA_DANH_GIA,
        )


def sheet_of(nam: int, cum_khoi: str) -> Sheet:
    """The sheet as the reader may see it; NotThere outside the scope, or before the giao ước was opened."""
    reading = session()
    view = chuoi.found_pledge(reading, current_actor(), nam, cum_khoi, so=request.args.get("ban"))
    stored = noi_dung.content(reading, view.doc_duoc) if view.doc_duoc else None
    return Sheet(
        nam=nam,
        address=f"/{nam}/giao-uoc/{cum_khoi}",
        year=years.year(reading, nam),
        view=view,
        stored=stored,
        offered=offered_now(reading, view.giao_uoc.nam_id, stored.ben) if view.editable and stored else (),
    )


def paper_of(sheet: Sheet, *, phieu: PhieuBangChung | None = None) -> VanBan:
    """The paper of the version that the reader may read; NotThere without one."""
    version = sheet.view.doc_duoc
    if version is None or sheet.stored is None:
        raise NotThere("khong_co_phien_ban")
    day = units.day_of_paper(sheet.nam, version.niem_phong_luc, clock.now())
    return giay.paper(
        sheet.year,
        office_on(session(), day),
        sheet.view.group.ten,
        sheet.stored,
        so=version.so,
        ma=version.ma or "",
        ma_vach=ma.qr_png(version.ma) if version.ma else None,
        phieu=phieu,
    )
