"""The head of a paper and its signatures: who speaks, under which number, where, when, and who signs."""

from dataclasses import dataclass
from typing import Literal

from thidua.vanban.anh import Anh
from thidua.vanban.runs import capitals, one_line
from thidua.vanban.thethuc import ND30

TheThuc = Literal["nd30", "dang", "doan_the"]


@dataclass(frozen=True, slots=True)
class SoKyHieu:
    """`KH-UBND` prints `Số: 05/KH-UBND`; without a number, room is left for văn thư to write it in."""

    so: int | None
    ky_hieu: str

    def dong(self, the_thuc: TheThuc = "nd30") -> str:
        so = " " * ND30.so_room if self.so is None else f"{self.so:02d}"
        ky_hieu = one_line(self.ky_hieu)
        return f"Số {so}-{ky_hieu}" if the_thuc == "dang" else f"Số: {so}/{ky_hieu}"


@dataclass(frozen=True, slots=True)
class NgayVanBan:
    """Day and month may still be open. Days below 10 and months 1 and 2 get a leading zero."""

    ngay: int | None
    thang: int | None
    nam: int

    def dong(self) -> str:
        room = " " * ND30.ngay_room
        ngay = room if self.ngay is None else f"{self.ngay:02d}"
        thang = room if self.thang is None else f"{self.thang:02d}" if self.thang < 3 else str(self.thang)
        return f"ngày {ngay} tháng {thang} năm {self.nam}"


@dataclass(frozen=True, slots=True)
class DauVanBan:
    """The head. `trich_yeu_cong_van` ("V/v …") stands under the number, for a công văn.

    A biên bản has no line of place and date (Mẫu 1.9): `ghi_ngay` is False.
    """

    co_quan_chu_quan: tuple[str, ...]
    co_quan_ban_hanh: tuple[str, ...]
    so_ky_hieu: SoKyHieu | None
    dia_danh: str
    ngay: NgayVanBan
    trich_yeu_cong_van: str | None = None
    ghi_ngay: bool = True

    def dong_chu_quan(self) -> tuple[str, ...]:
        return tuple(capitals(line) for line in self.co_quan_chu_quan)

    def dong_ban_hanh(self) -> tuple[str, ...]:
        return tuple(capitals(line) for line in self.co_quan_ban_hanh)

    def dong_ngay(self) -> str:
        """Empty for a paper without place and date in its head."""
        if not self.ghi_ngay:
            return ""
        return f"{one_line(self.dia_danh)}, {self.ngay.dong()}"


@dataclass(frozen=True, slots=True)
class KyTen:
    """One signature: authority and post in bold capitals, room to sign, `chuc_vu_khac` above the name.

    A paper signed digitally shows `chu_ky`, the person's signature in blue, and `dau`, the body's seal in red
    and in its real size, over a third of it from the left (Phụ lục I, Phần I, Mục II.7.d, II.8.a); both are
    PNG on a transparent ground.
    """

    quyen_han: tuple[str, ...]
    ho_ten: str
    chuc_vu_khac: tuple[str, ...] = ()
    chu_ky: Anh | None = None
    dau: Anh | None = None

    def dong_quyen_han(self) -> tuple[str, ...]:
        return tuple(capitals(line) for line in self.quyen_han)

    def dong_ho_ten(self) -> tuple[str, ...]:
        """What stands below the signature."""
        return (*map(one_line, self.chuc_vu_khac), one_line(self.ho_ten))

    def dong(self) -> tuple[str, ...]:
        return self.dong_quyen_han() + self.dong_ho_ten()

    def pictures(self) -> tuple[Anh, ...]:
        """Signature, then seal."""
        return tuple(picture for picture in (self.chu_ky, self.dau) if picture)
