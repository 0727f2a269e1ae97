"""Every list that goes out to Excel and comes back, by the word in its address."""

from thidua.core.actor import Role
from thidua.nhapxuat.compose import Bang
from thidua.nhapxuat.compose.chi_tieu import CHI_TIEU, DANG_KY, DANH_MUC
from thidua.nhapxuat.compose.cum_khoi import CUM_KHOI
from thidua.nhapxuat.compose.lich import LICH
from thidua.nhapxuat.compose.nam import CAN_CU, NGHIA_VU, PHONG_TRAO
from thidua.nhapxuat.compose.quy_dinh import QUY_DINH
from thidua.nhapxuat.compose.to_chuc import DON_VI, TAI_KHOAN, TO_CHUC

ALL: tuple[Bang, ...] = (
    TO_CHUC,
    DON_VI,
    TAI_KHOAN,
    CUM_KHOI,
    DANH_MUC,
    CHI_TIEU,
    CAN_CU,
    PHONG_TRAO,
    NGHIA_VU,
    LICH,
    QUY_DINH,
    DANG_KY,
)
BANG: dict[str, Bang] = {bang.code: bang for bang in ALL}


def in_reach(roles: frozenset[Role]) -> list[Bang]:
    """The lists that one of these roles may bring files for."""
    return [bang for bang in ALL if not bang.roles.isdisjoint(roles)]
