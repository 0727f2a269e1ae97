"""`/<nam>/dang-ky/`: the town's list, a unit's registration, its steps, drafts and paper."""

from thidua.dangky.views import drafts, pages, paper, people, saving, steps
from thidua.dangky.views.sheet import bp

__all__ = ["bp", "drafts", "pages", "paper", "people", "saving", "steps"]
