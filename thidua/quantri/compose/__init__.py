"""The findings of the checker by the cells of the page, for the picture beside them.

The cells are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục IV.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua.vanban.quytac import O_SO, Level, o_cua

if TYPE_CHECKING:
    from thidua.vanban.check import Finding

_RANK: dict[Level, int] = {"error": 0, "warning": 1, "advice": 2}


@dataclass(frozen=True, slots=True)
class OSo:
    """One cell with what was found in it, the gravest first; `muc` is the gravest level."""

    ma: str
    ten: str
    muc: Level
    nhan_xet: "tuple[Finding, ...]"

    @property
    def so_nang(self) -> int:
        """How many findings are of the gravest level."""
        return sum(row.level == self.muc for row in self.nhan_xet)

    @property
    def nhan(self) -> str:
        """The name with its number, where the decree gives one."""
        return f"Ô {self.ma}. {self.ten}" if self.ma[0].isdigit() else self.ten


def by_cell(findings: "Sequence[Finding]") -> tuple[OSo, ...]:
    """The cells that have findings: errors first, and among equals in the order of the page."""
    found: dict[str, list[Finding]] = {ma: [] for ma in O_SO}
    for finding in findings:
        found[o_cua(finding.rule)].append(finding)
    cells = []
    for ma, rows in found.items():
        if rows:
            rows.sort(key=lambda row: _RANK[row.level])
            cells.append(OSo(ma, O_SO[ma], rows[0].level, tuple(rows)))
    return tuple(sorted(cells, key=lambda cell: _RANK[cell.muc]))


def picture_label(cells: Sequence[OSo]) -> str:
    """What the picture shows, in a sentence for those who do not see it."""
    if not cells:
        return "Trang giấy A4 với các ô thể thức, không ô nào có nhận xét."
    said = "; ".join(f"{cell.nhan}: {len(cell.nhan_xet)}" for cell in cells)
    return f"Trang giấy A4 với các ô thể thức. Số nhận xét: {said}."
