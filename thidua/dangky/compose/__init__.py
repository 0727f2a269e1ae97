"""A registration's rows → the summary for its readers, what changed, and the paper."""

from thidua.dangky.compose.giay import paper
from thidua.dangky.compose.khac import differences
from thidua.dangky.compose.tom_tat import ChiTieuTomTat, PhongTraoTomTat, TomTat, sign, summary
from thidua.vanban.kinds.dang_ky import DANH_HIEU_CA_NHAN, DANH_HIEU_TAP_THE, ten_danh_hieu

__all__ = [
    "DANH_HIEU_CA_NHAN",
    "DANH_HIEU_TAP_THE",
    "ChiTieuTomTat",
    "PhongTraoTomTat",
    "TomTat",
    "differences",
    "paper",
    "sign",
    "summary",
    "ten_danh_hieu",
]
