"""Danh sách khen thưởng: collectives, then households, then individuals, each group counted from 1."""

from dataclasses import dataclass

from thidua.core.viet import roman
from thidua.vanban.blocks import Bang, Cot, Hang, NhomHang


@dataclass(frozen=True, slots=True)
class DongKhen:
    """One who is commended. A collective has no post; `thanh_tich` may stay empty."""

    ten: str
    chuc_vu_don_vi: str = ""
    hinh_thuc: str = ""
    thanh_tich: str = ""


@dataclass(frozen=True, slots=True)
class DanhSachKhen:
    """The three groups, in the order in which honours are given (Nghị định về thi đua, khen thưởng)."""

    tap_the: tuple[DongKhen, ...] = ()
    ho_gia_dinh: tuple[DongKhen, ...] = ()
    ca_nhan: tuple[DongKhen, ...] = ()

    def nhom(self) -> tuple[tuple[str, tuple[DongKhen, ...]], ...]:
        """The groups that are not empty, with their names."""
        named = (("tập thể", self.tap_the), ("hộ gia đình", self.ho_gia_dinh), ("cá nhân", self.ca_nhan))
        return tuple((name, rows) for name, rows in named if rows)

    def dem(self) -> str:
        """`05 tập thể, 12 cá nhân`: numbers below 10 with a zero, so that no digit can be put before them."""
        return ", ".join(f"{len(rows):02d} {name}" for name, rows in self.nhom())


def bang_khen(danh_sach: DanhSachKhen) -> Bang:
    """The list as a table; columns that no row fills are left out. ValueError for an empty list."""
    if not danh_sach.nhom():
        raise ValueError("a list of commendation names somebody")
    rows = [row for _, group in danh_sach.nhom() for row in group]
    every = (
        (Cot("TT", 0.5, "giua"), None),
        (Cot("Tên tập thể, cá nhân", 2.6, "trai"), "ten"),
        (Cot("Chức vụ, đơn vị", 2.8, "trai"), "chuc_vu_don_vi"),
        (Cot("Danh hiệu, hình thức", 2.2, "trai"), "hinh_thuc"),
        (Cot("Thành tích", 3.0, "trai"), "thanh_tich"),
    )
    shown = [(cot, field) for cot, field in every if field is None or any(getattr(r, field) for r in rows)]
    hang: list[Hang] = []
    for place, (name, group) in enumerate(danh_sach.nhom(), 1):
        hang.append(NhomHang(f"{roman(place)}. {name.capitalize()}: {len(group):02d}"))
        for number, row in enumerate(group, 1):
            hang.append(tuple(str(number) if field is None else getattr(row, field) for _, field in shown))
    return Bang(tuple(cot for cot, _ in shown), tuple(hang))
