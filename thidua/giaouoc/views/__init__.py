"""`/<nam>/giao-uoc/`: the groups, one group's giao ước with chain, paper and signing, the check of a code."""

from thidua.giaouoc.views import ban_nhap, bang_chung, buoc, danh_sach, doi_chieu, giay, kiem_tra, ky, soan
from thidua.giaouoc.views.chung import bp

__all__ = ["ban_nhap", "bang_chung", "bp", "buoc", "danh_sach", "doi_chieu", "giay", "kiem_tra", "ky", "soan"]
