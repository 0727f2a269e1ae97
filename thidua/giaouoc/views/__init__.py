"""`/<nam>/giao-uoc/`: the cụm and khối with their members' giao ước."""

from flask import Blueprint, render_template

from thidua.core.actor import Role
from thidua.giaouoc import queries
from thidua.web import clock
from thidua.web.access import needs
from thidua.web.database import session
from thidua.web.sessions import current_actor

bp = Blueprint("giaouoc", __name__)

WHO = (Role.CAN_BO, Role.THU_TRUONG, Role.THUONG_TRUC, Role.LANH_DAO_PHONG, Role.LANH_DAO)


@bp.get("/<nam:nam_thi_dua>/giao-uoc/")
@needs(*WHO)
def groups(nam_thi_dua: int) -> str:
    """The groups that the reader sees."""
    found = queries.groups_in_view(session(), current_actor(), nam_thi_dua, at=clock.now())
    return render_template("giaouoc/page.html", nam=nam_thi_dua, groups=found)


@bp.get("/<nam:nam_thi_dua>/giao-uoc/<cumkhoi:cum_khoi>")
@needs(*WHO)
def group(nam_thi_dua: int, cum_khoi: str) -> str:
    """One group and its members."""
    found = queries.group_in_view(session(), current_actor(), nam_thi_dua, cum_khoi, at=clock.now())
    return render_template("giaouoc/page.html", nam=nam_thi_dua, groups=[found])
