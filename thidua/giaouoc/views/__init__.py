"""`/<nam>/giao-uoc/`: the groups, one group's giao ước with its chain and paper, and the check of a code."""

from thidua.giaouoc.views import buoc, danh_sach, giay, kiem_tra, soan
from thidua.giaouoc.views.chung import bp

__all__ = ["bp", "buoc", "danh_sach", "giay", "kiem_tra", "soan"]
