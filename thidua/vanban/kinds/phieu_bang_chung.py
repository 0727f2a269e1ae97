"""Phiếu bằng chứng: the sheet behind a signed bản giao ước that says who signed it, how, and who confirmed.

A form of the program, no type of Nghị định 30/2020/NĐ-CP, and no annex: the signed text does not speak of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from thidua.vanban.blocks import Bang, Cot, DoanVan, DongGiua, Khoi, Run, ToRieng, inline_plain

TEN: Final = "Phiếu bằng chứng"
_GROUP: Final = 8


@dataclass(frozen=True, slots=True)
class DongBangChung:
    """One signature, every value as printed; blank where there is none yet.

    `cach_ky`: "Ký trực tiếp", "Chữ ký số" · `ket_luan`: what the check found · `nguoi_xac_nhan`: the second
    person who compared the paper.
    """

    don_vi: str
    nguoi_ky: str
    chuc_vu: str
    cach_ky: str
    thoi_diem: str
    ket_luan: str
    nguoi_xac_nhan: str


@dataclass(frozen=True, slots=True)
class PhieuBangChung:
    """The sheet as data. `cua`: the paper it belongs to, in a line below the title · `van_tay`: the text's
    fingerprint in hexadecimal · `trang_thai`: "Có hiệu lực từ ngày 12/4/2023".
    """

    cua: str
    van_tay: str
    trang_thai: str
    dong: tuple[DongBangChung, ...]
    ghi_chu: tuple[str, ...] = ()


def build(phieu: PhieuBangChung) -> ToRieng:
    """A landscape sheet: state, fingerprint, then a row a signature."""
    return ToRieng(TEN, tuple(_body(phieu)), ngang=True)


def _body(phieu: PhieuBangChung) -> Iterator[Khoi]:
    if phieu.cua:
        yield DongGiua((Run(f"({phieu.cua})", italic=True),))
    yield DoanVan((Run("Trạng thái: "), Run(phieu.trang_thai, bold=True)))
    yield DoanVan(inline_plain(f"Dấu vân tay nội dung (SHA-256): {_grouped(phieu.van_tay)}"))
    yield Bang(
        (
            Cot("TT", 0.5, "giua"),
            Cot("Đơn vị", 2.2, "trai"),
            Cot("Người ký", 1.6, "trai"),
            Cot("Chức vụ", 1.5, "trai"),
            Cot("Cách ký", 1.2, "trai"),
            Cot("Thời điểm", 1.3, "giua"),
            Cot("Kết luận", 2.4, "trai"),
            Cot("Người xác nhận", 1.6, "trai"),
        ),
        tuple(
            (
                str(place),
                row.don_vi,
                row.nguoi_ky,
                row.chuc_vu,
                row.cach_ky,
                row.thoi_diem,
                row.ket_luan,
                row.nguoi_xac_nhan,
            )
            for place, row in enumerate(phieu.dong, 1)
        ),
    )
    yield from (DoanVan(inline_plain(line)) for line in phieu.ghi_chu if line.strip())


def _grouped(fingerprint: str) -> str:
    """In groups that an eye can compare."""
    return " ".join(fingerprint[at : at + _GROUP] for at in range(0, len(fingerprint), _GROUP))
