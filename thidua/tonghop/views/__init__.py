"""`/<nam>/tong-hop/`: what the office compiles of what it received."""

from thidua.tonghop.views import bao_cao, dang_ky
from thidua.tonghop.views.bao_cao import bp

__all__ = ["bao_cao", "bp", "dang_ky"]
