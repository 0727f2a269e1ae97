"""`/<nam>/cai-dat/`: the setting of a year, part by part."""

from flask import Blueprint

from thidua.core.actor import Role

bp = Blueprint("namthidua", __name__)

MAY_EDIT = (Role.THUONG_TRUC, Role.LANH_DAO_PHONG)
"""Who sets up the year."""

from thidua.namthidua.views import can_cu, chi_tieu, ke_hoach, lich, phong_trao, quy_dinh  # noqa: E402, F401  # addresses of the same blueprint
