"""Quyết định (cá biệt) quy định trực tiếp: Mẫu 1.2, and the one that commends, with its list as phụ lục."""

from dataclasses import dataclass
from typing import Final

from thidua.vanban.blocks import (
    CanCu,
    DauVanBan,
    Dieu,
    DongGiua,
    Khoan,
    Khoi,
    KyTen,
    PhuLuc,
    Run,
    VanBan,
    capitals,
    co_ket,
    inline_plain,
)
from thidua.vanban.kinds.danh_sach import DanhSachKhen, bang_khen
from thidua.vanban.kinds.phu_luc import NoiDungPhuLuc, danh_so, tham_chieu

TEN_LOAI: Final = "QUYẾT ĐỊNH"


@dataclass(frozen=True, slots=True)
class NoiDungDieu:
    """What one Điều says; its khoản are numbered by the builder."""

    noi_dung: str
    khoan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuyetDinh:
    """A decision as data. `tham_quyen` is who decides: the post when the power is the head's (every decision
    of commendation), the collective otherwise. `noi_nhan` without its first line, `Như Điều …`.

    Raises ValueError without an Điều, and when the signature does not speak for `tham_quyen`.
    """

    dau: DauVanBan
    trich_yeu: str
    tham_quyen: str
    can_cu: tuple[str, ...]
    theo_de_nghi: str
    dieu: tuple[NoiDungDieu, ...]
    ky_ten: KyTen
    noi_nhan: tuple[str, ...]
    phu_luc: tuple[PhuLuc, ...] = ()
    nguoi_soan: str = ""
    ghi_chu: str | None = None

    def __post_init__(self) -> None:
        if not self.dieu:
            raise ValueError("a decision has an Điều")
        first = capitals(self.ky_ten.quyen_han[0]) if self.ky_ten.quyen_han else ""
        collective = first.removeprefix("TM. ") if first.startswith("TM. ") else ""
        decides = capitals(self.tham_quyen)
        if collective and not decides.startswith(collective):
            raise ValueError(f"{first} does not sign what {decides} decides")
        if not collective and decides.startswith(("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG")):
            raise ValueError(f"{decides} decides, so the signature begins with TM.")


@dataclass(frozen=True, slots=True)
class QuyetDinhKhenThuong:
    """A decision that commends. `hinh_thuc`: what is given ("Giấy khen của Chủ tịch …"); `thanh_tich`: for
    what; `tien_thuong`: Điều 2, money and source; `thi_hanh`: who carries it out, without "chịu trách nhiệm";
    `co_quan`: who issues it, as the reference line of the list names it.
    """

    dau: DauVanBan
    trich_yeu: str
    tham_quyen: str
    can_cu: tuple[str, ...]
    theo_de_nghi: str
    hinh_thuc: str
    thanh_tich: str
    danh_sach: DanhSachKhen
    tien_thuong: str
    thi_hanh: str
    co_quan: str
    ky_ten: KyTen
    noi_nhan: tuple[str, ...]
    ghi_chu: str | None = None


def build(quyet_dinh: QuyetDinh) -> VanBan:
    """The decision as a tree; Điều are numbered as they stand, the last ends with `./.`."""
    de_nghi = (f"Theo đề nghị của {quyet_dinh.theo_de_nghi}",) if quyet_dinh.theo_de_nghi else ()
    than: list[Khoi] = [
        _middle(quyet_dinh.tham_quyen),
        CanCu((*quyet_dinh.can_cu, *de_nghi)),
        _middle(f"{TEN_LOAI}:"),
    ]
    for so, dieu in enumerate(quyet_dinh.dieu, 1):
        than.append(Dieu(so, noi_dung=inline_plain(dieu.noi_dung)))
        than += [Khoan(str(number), inline_plain(text)) for number, text in enumerate(dieu.khoan, 1)]
    return VanBan(
        dau=quyet_dinh.dau,
        ten_loai=TEN_LOAI,
        trich_yeu=quyet_dinh.trich_yeu,
        than=co_ket(tuple(than)),
        ky_ten=quyet_dinh.ky_ten,
        noi_nhan=(f"Như Điều {len(quyet_dinh.dieu)}", *quyet_dinh.noi_nhan),
        phu_luc=quyet_dinh.phu_luc,
        nguoi_soan=quyet_dinh.nguoi_soan,
        ghi_chu=quyet_dinh.ghi_chu,
    )


def build_khen_thuong(khen: QuyetDinhKhenThuong) -> VanBan:
    """The decision with its list as phụ lục, to which Điều 1 refers."""
    reference = tham_chieu("Quyết định", khen.dau, khen.co_quan)
    annex = NoiDungPhuLuc("Danh sách khen thưởng", (bang_khen(khen.danh_sach),))
    given = f"Tặng {khen.hinh_thuc} cho {khen.danh_sach.dem()} {khen.thanh_tich.rstrip(' .')}"
    dieu = (
        NoiDungDieu(f"{given} (có danh sách tại Phụ lục kèm theo)."),
        NoiDungDieu(khen.tien_thuong),
        NoiDungDieu(f"{khen.thi_hanh.rstrip(' .')} chịu trách nhiệm thi hành Quyết định này."),
    )
    return build(
        QuyetDinh(
            dau=khen.dau,
            trich_yeu=khen.trich_yeu,
            tham_quyen=khen.tham_quyen,
            can_cu=khen.can_cu,
            theo_de_nghi=khen.theo_de_nghi,
            dieu=dieu,
            ky_ten=khen.ky_ten,
            noi_nhan=khen.noi_nhan,
            phu_luc=danh_so((annex,), reference),
            ghi_chu=khen.ghi_chu,
        )
    )


def _middle(text: str) -> DongGiua:
    return DongGiua((Run(capitals(text), bold=True),))
