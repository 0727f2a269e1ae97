"""Công văn đôn đốc, lần 1 (from the Phòng) and lần 2 (from UBND): who has not sent what, and until when.

"Đề nghị" to everybody; "yêu cầu" only from UBND and only when all who are late stand directly under it.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal

from thidua.vanban.blocks import (
    Bang,
    Cot,
    DauVanBan,
    DoanVan,
    DoKhan,
    Khoi,
    KyTen,
    PhuLuc,
    VanBan,
    inline_plain,
)
from thidua.vanban.kinds import cong_van
from thidua.vanban.kinds.phu_luc import NoiDungPhuLuc, danh_so, tham_chieu

MOST_NAMED: Final = 8
"""More late units than these are not named after Kính gửi; their table becomes the list enclosed."""
THEO_DANH_SACH: Final = "Các đơn vị có tên trong danh sách kèm theo"


@dataclass(frozen=True, slots=True)
class DongDonDoc:
    """A late unit; days as printed. `truc_thuoc`: a phòng, xã or phường of this very UBND."""

    don_vi: str
    noi_dung: str
    han: str
    qua_han: int
    gia_han: str = ""
    truc_thuoc: bool = False


@dataclass(frozen=True, slots=True)
class DonDoc:
    """A reminder as data.

    `viec`: what is asked for, as after V/v ("nộp Báo cáo sơ kết 6 tháng đầu năm 2023") · `can_cu`: the
    sentence with the văn bản yêu cầu and its day · `thoi_diem`: "16 giờ, ngày 22/6/2023" · `han_moi`:
    "16 giờ ngày 26/6/2023" · `dau_moi`: who answers, with telephone · `ten_co_quan`: who writes.
    Raises ValueError when nobody is late, or more are late than were called.
    """

    dau: DauVanBan
    lan: Literal[1, 2]
    viec: str
    can_cu: str
    thoi_diem: str
    phai_nop: int
    don_vi: tuple[DongDonDoc, ...]
    han_moi: str
    dau_moi: str
    ten_co_quan: str
    ky_ten: KyTen
    noi_nhan: tuple[str, ...]
    lien_he: tuple[str, ...] = ()
    do_khan: DoKhan | None = None
    ghi_chu: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self._names()) <= self.phai_nop:
            raise ValueError(f"{len(self._names())} of {self.phai_nop} units are late")

    def _names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.don_vi for row in self.don_vi))

    def co_danh_sach(self) -> bool:
        """Whether the late units stand in a list enclosed."""
        return len(self._names()) > MOST_NAMED

    def dong_kinh_gui(self) -> tuple[str, ...]:
        return (THEO_DANH_SACH,) if self.co_danh_sach() else self._names()

    def dong_de_nghi(self) -> str:
        """The sentence that asks, in the tone that fits who asks whom."""
        stern = self.lan == 2 and all(row.truc_thuoc for row in self.don_vi)
        verb = "yêu cầu" if stern else "đề nghị"
        who = f"{self.ten_co_quan} {verb} Thủ trưởng các cơ quan, đơn vị"
        return f"{who} chỉ đạo, hoàn thành trước {self.han_moi}."

    def so_da_nop(self) -> str:
        late = len(self._names())
        return (
            f"Đến {self.thoi_diem}, có {self.phai_nop - late}/{self.phai_nop} đơn vị đã nộp; "
            f"còn {late} đơn vị chưa nộp"
        )


def build(don_doc: DonDoc) -> VanBan:
    """The reminder as a tree. Its V/v is made from `viec` and `lan`."""
    dau = replace(don_doc.dau, trich_yeu_cong_van=f"V/v đôn đốc {don_doc.viec} (lần {don_doc.lan})")
    enclosed = don_doc.co_danh_sach()
    where = " (có danh sách tại Phụ lục kèm theo)." if enclosed else ", cụ thể như sau:"
    table = _table(don_doc.don_vi)
    than: tuple[Khoi, ...] = (
        _text(don_doc.can_cu),
        _text(f"{don_doc.so_da_nop()}{where}"),
        *(() if enclosed else (table,)),
        _text(don_doc.dong_de_nghi()),
        *((_text(_warning(dau.ngay.nam)),) if don_doc.lan == 2 else ()),
        _text(f"Mọi vướng mắc, liên hệ: {don_doc.dau_moi}."),
    )
    return cong_van.build(
        cong_van.CongVan(
            dau=dau,
            kinh_gui=don_doc.dong_kinh_gui(),
            than=than,
            ky_ten=don_doc.ky_ten,
            noi_nhan=don_doc.noi_nhan,
            phu_luc=_annex(don_doc, dau, table) if enclosed else (),
            lien_he=don_doc.lien_he,
            do_khan=don_doc.do_khan,
            ghi_chu=don_doc.ghi_chu,
        )
    )


def _warning(nam: int) -> str:
    return f"Kết quả chấp hành là căn cứ xét thi đua năm {nam} của các cơ quan, đơn vị."


def _annex(don_doc: DonDoc, dau: DauVanBan, table: Bang) -> tuple[PhuLuc, ...]:
    annex = NoiDungPhuLuc("Danh sách đơn vị được đôn đốc", (table,))
    return danh_so((annex,), tham_chieu("Công văn", dau, don_doc.ten_co_quan))


def _table(rows: tuple[DongDonDoc, ...]) -> Bang:
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Đơn vị", 2.6, "trai"),
        Cot("Nội dung chưa nộp", 2.4, "trai"),
        Cot("Hạn", 1.2, "giua"),
        Cot("Số ngày làm việc quá hạn", 1.2, "phai"),
        Cot("Gia hạn đến", 1.2, "giua"),
    )
    hang = tuple(
        (str(place), row.don_vi, row.noi_dung, row.han, str(row.qua_han), row.gia_han)
        for place, row in enumerate(rows, 1)
    )
    return Bang(cot, hang)


def _text(text: str) -> DoanVan:
    return DoanVan(inline_plain(text))
