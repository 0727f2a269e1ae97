"""`/<nam>/bao-cao/so-ket|tong-ket/<don-vi>`: a unit's report, its evidence, cells, steps and paper."""

from thidua.baocao.views import minh_chung, report
from thidua.baocao.views.report import bp

__all__ = ["bp", "minh_chung", "report"]
