"""`/<nam>/tong-hop/`: what the office compiles of what it received."""

from thidua.tonghop.views import bao_cao
from thidua.tonghop.views.bao_cao import bp

__all__ = ["bao_cao", "bp"]
