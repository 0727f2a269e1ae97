"""The tree a paper is made of: frozen blocks and one closed union, each with the lines that it prints.

Texts may come straight from users. They are kept as given in the tree and pass through `clean` when a
line is printed; nothing but `inline` ever reads marks in a text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, assert_never

from thidua.vanban.anh import Anh, ChanTrang, ChoAnh
from thidua.vanban.bang import Bang, Canh, Cell, Cot, Hang, NhomHang, O
from thidua.vanban.chi_dan import DoKhan, LuuHanh, dong_do_khan, dong_luu_hanh
from thidua.vanban.dieu_khoan import Dieu, TieuDeLon, chay_dau
from thidua.vanban.head import DauVanBan, KyTen, NgayVanBan, SoKyHieu, TheThuc
from thidua.vanban.runs import (
    Inline,
    Run,
    capitals,
    clean,
    clean_inline,
    inline,
    inline_plain,
    inline_text,
    one_line,
)
from thidua.vanban.thethuc import ND30

__all__ = [
    "KET",
    "Anh",
    "BanSao",
    "Bang",
    "CanCu",
    "Canh",
    "Cell",
    "ChanTrang",
    "ChoAnh",
    "Cot",
    "DauVanBan",
    "Dieu",
    "DoKhan",
    "DoanVan",
    "DongGiua",
    "Gach",
    "Hang",
    "HinhThucSao",
    "Inline",
    "Khoan",
    "Khoi",
    "KyTen",
    "LuoiKy",
    "LuuHanh",
    "Muc",
    "NgayVanBan",
    "NhomHang",
    "O",
    "PhuLuc",
    "Run",
    "SoKyHieu",
    "TheThuc",
    "TieuDeLon",
    "ToRieng",
    "VanBan",
    "capitals",
    "chay_dau",
    "clean",
    "clean_inline",
    "co_ket",
    "danh_so_dau",
    "doan_van",
    "inline",
    "inline_plain",
    "inline_text",
    "one_line",
    "prefixed",
]

KET = ND30.ket


@dataclass(frozen=True, slots=True)
class CanCu:
    """The grounds, one a line, in italics; the writer ends each with `;` and the last with `.`."""

    lines: tuple[str, ...]
    nguon: str | None = None

    def dong(self) -> tuple[str, ...]:
        bare = [one_line(line).rstrip(" ;.,") for line in self.lines]
        return tuple(line + (";" if i < len(bare) - 1 else ".") for i, line in enumerate(bare))


@dataclass(frozen=True, slots=True)
class Muc:
    """A heading: level 1 `I.` in bold capitals, 2 `1.` bold, 3 `a)` regular. `danh_so` is bare: `I`, `1`."""

    danh_so: str
    tieu_de: str
    cap: Literal[1, 2, 3] = 1
    nguon: str | None = None

    def dong(self) -> str:
        tieu_de = capitals(self.tieu_de) if self.cap == 1 else one_line(self.tieu_de)
        return f"{danh_so_dau(self.danh_so)} {tieu_de}"


@dataclass(frozen=True, slots=True)
class Khoan:
    """A numbered paragraph without a heading. `danh_so` is bare: `1` prints `1.`, `a` prints `a)`."""

    danh_so: str
    noi_dung: Inline
    nguon: str | None = None


@dataclass(frozen=True, slots=True)
class Gach:
    """A dash paragraph: level 1 `- `, level 2 `+ `."""

    noi_dung: Inline
    cap: Literal[1, 2] = 1
    nguon: str | None = None


@dataclass(frozen=True, slots=True)
class DoanVan:
    noi_dung: Inline
    nguon: str | None = None


@dataclass(frozen=True, slots=True)
class DongGiua:
    """A line in the middle of the page: `QUYẾT ĐỊNH:`, a note above a table."""

    noi_dung: Inline
    nguon: str | None = None


@dataclass(frozen=True, slots=True)
class LuoiKy:
    """A grid of signatures for a paper of several parties; each row shares the width equally."""

    hang: tuple[tuple[KyTen, ...], ...]

    def lines(self) -> Iterator[str]:
        return (line for row in self.hang for ky_ten in row for line in ky_ten.dong())


Khoi = CanCu | TieuDeLon | Dieu | Muc | Khoan | Gach | DoanVan | DongGiua | Bang | LuoiKy | Anh


@dataclass(frozen=True, slots=True)
class PhuLuc:
    """An annex in its own section, pages from 1. `danh_so` is Roman (`I`), None when it is the only one.

    `tham_chieu` may hold `\\n` where a line must end.
    """

    ten: str
    than: tuple[Khoi, ...]
    danh_so: str | None = None
    tham_chieu: str | None = None
    ngang: bool = False

    def dong_danh_so(self) -> str:
        return ND30.phu_luc + (f" {one_line(self.danh_so)}" if self.danh_so else "")

    def dong_tham_chieu(self) -> str:
        """The reference line, with its line ends; empty without one."""
        return "\n".join(line for line in clean(self.tham_chieu or "").split("\n") if line.strip())


@dataclass(frozen=True, slots=True)
class ToRieng:
    """A sheet laid behind the paper, no part of its text: `PHIẾU BẰNG CHỨNG`; pages from 1."""

    ten: str
    than: tuple[Khoi, ...]
    ngang: bool = False


HinhThucSao = Literal["sao_y", "sao_luc", "trich_sao"]


@dataclass(frozen=True, slots=True)
class BanSao:
    """What makes a paper a copy (Mẫu 3.1): who copied it, under which number, where and when, and who signed.

    `ky_hieu` is the copying body's own: `UBND` prints `Số: 15/SY-UBND`.
    """

    hinh_thuc: HinhThucSao
    co_quan_chu_quan: tuple[str, ...]
    co_quan_ban_hanh: tuple[str, ...]
    so: int | None
    ky_hieu: str
    dia_danh: str
    ngay: NgayVanBan
    ky_ten: KyTen
    noi_nhan: tuple[str, ...] = ("Lưu: VT.",)

    def dong_hinh_thuc(self) -> str:
        return self._form()[0]

    def _form(self) -> tuple[str, str]:
        """The words and their abbreviation."""
        return next((words, short) for key, words, short in ND30.hinh_thuc_sao if key == self.hinh_thuc)

    def trang(self) -> "VanBan":
        """Its head and its end in the shape of a paper that says nothing between them."""
        number = SoKyHieu(self.so, f"{self._form()[1]}-{self.ky_hieu}")
        dau = DauVanBan(self.co_quan_chu_quan, self.co_quan_ban_hanh, number, self.dia_danh, self.ngay)
        return VanBan(dau, "", "", (), self.ky_ten, noi_nhan=self.noi_nhan)


@dataclass(frozen=True, slots=True)
class VanBan:
    """One paper. `trich_yeu` may hold `\\n` where a line must end; `ghi_chu` is a small line below it all.

    `ban_sao` is what makes it a copy, below its last part; `to_rieng` are sheets behind it all; `chan_trang`
    stands at the foot of every page and is no part of the text.

    `nguoi_soan` is the drafter's mark with the number of copies (`PL.(300)`), `lien_he` the lines at the foot
    of page 1. There is no place for a độ mật: papers with State secrets do not belong into this program.
    Raises ValueError for a `do_khan` or `luu_hanh` that the decree does not know.
    """

    dau: DauVanBan
    ten_loai: str
    trich_yeu: str
    than: tuple[Khoi, ...]
    ky_ten: KyTen | None = None
    ky_ten_trai: KyTen | None = None
    noi_nhan: tuple[str, ...] = ()
    kinh_gui: tuple[str, ...] = ()
    phu_luc: tuple[PhuLuc, ...] = ()
    ghi_chu: str | None = None
    the_thuc: TheThuc = "nd30"
    do_khan: DoKhan | None = None
    luu_hanh: LuuHanh | None = None
    nguoi_soan: str = ""
    lien_he: tuple[str, ...] = ()
    to_rieng: tuple[ToRieng, ...] = ()
    ban_sao: BanSao | None = None
    chan_trang: ChanTrang | None = None

    def __post_init__(self) -> None:
        self.dong_khung()

    def dong_khung(self) -> tuple[str, ...]:
        """The words that stand in a frame below the number: độ khẩn, then phạm vi lưu hành."""
        return (*dong_do_khan(self.do_khan), *dong_luu_hanh(self.luu_hanh))

    def ten_phan(self) -> tuple[str, ...]:
        """What the running foot calls the paper, its annexes and the sheets behind; none without a foot."""
        if self.chan_trang is None:
            return ()
        annexes = (phu_luc.dong_danh_so() for phu_luc in self.phu_luc)
        return (one_line(self.chan_trang.ten), *annexes, *(one_line(sheet.ten) for sheet in self.to_rieng))

    def dong_lien_he(self) -> tuple[str, ...]:
        return tuple(line for line in map(one_line, self.lien_he) if line.strip())

    def dong_quoc_hieu(self) -> tuple[str, ...]:
        """The lines of the upper right: Quốc hiệu and Tiêu ngữ, or the Party's title."""
        if self.the_thuc == "dang":
            return (ND30.tieu_de_dang,)
        return (ND30.quoc_hieu, ND30.tieu_ngu)

    def dong_so_ky_hieu(self) -> str:
        """Empty for a paper without số, ký hiệu."""
        return self.dau.so_ky_hieu.dong(self.the_thuc) if self.dau.so_ky_hieu else ""

    def dong_trich_yeu(self) -> tuple[str, ...]:
        return tuple(line for line in clean(self.trich_yeu).split("\n") if line.strip())

    def dong_kinh_gui(self) -> tuple[str, ...]:
        """One addressee on the line of `Kính gửi:`; several below it, with dashes, `;` and a last `.`."""
        names = [one_line(name).rstrip(" ;.") for name in self.kinh_gui]
        if len(names) < 2:
            return tuple(f"{ND30.kinh_gui} {name}" for name in names)
        return (ND30.kinh_gui, *_listed(names))

    def dong_noi_nhan(self) -> tuple[str, ...]:
        """Each recipient `- …;`, the last (`- Lưu: …`) ends with `.`; given signs are not doubled."""
        names = [one_line(name).removeprefix("- ").rstrip(" ;.") for name in self.noi_nhan]
        return _listed(names)


def _listed(names: list[str]) -> tuple[str, ...]:
    return tuple(f"- {name}{'.' if i == len(names) - 1 else ';'}" for i, name in enumerate(names))


def danh_so_dau(danh_so: str) -> str:
    """`I` → `I.`, `1` → `1.`, `1.2` → `1.2.`, `a` → `a)`; marks that are there are not doubled."""
    bare = one_line(danh_so).strip().rstrip(".)")
    return bare + (")" if len(bare) == 1 and bare.islower() else ".")


def co_ket(than: tuple[Khoi, ...]) -> tuple[Khoi, ...]:
    """The body with the end mark `./.` on its last paragraph, once however often this is asked.

    A body that ends with a heading, a table or signatures gets the mark on a line of its own.
    """
    last = than[-1] if than else None
    match last:
        case Khoan() | Gach() | DoanVan():
            return (*than[:-1], replace(last, noi_dung=_with_ket(last.noi_dung)))
        case Dieu(noi_dung=noi_dung) if noi_dung:
            return (*than[:-1], replace(last, noi_dung=_with_ket(noi_dung)))
        case _:
            return (*than, DoanVan(inline_plain(KET)))


def _with_ket(noi_dung: Inline) -> Inline:
    runs = list(clean_inline(noi_dung)) or [Run("")]
    bare = runs[-1].text.rstrip().removesuffix(KET).rstrip(" .;,:")
    runs[-1] = replace(runs[-1], text=bare + KET)
    return tuple(runs)


def doan_van(text: str) -> tuple[DoanVan, ...]:
    """A user's text as paragraphs: every non-empty line one, marks not read."""
    lines = (line.strip() for line in clean(text).split("\n"))
    return tuple(DoanVan(inline_plain(line)) for line in lines if line)


def prefixed(block: Dieu | Khoan | Gach | DoanVan | DongGiua) -> Inline:
    """The runs of a paragraph with its number or dash in front, cleaned."""
    match block:
        case Dieu():
            return block.runs()
        case Khoan(danh_so, noi_dung):
            return (Run(f"{danh_so_dau(danh_so)} "), *clean_inline(noi_dung))
        case Gach(noi_dung, cap):
            return (Run("- " if cap == 1 else "+ "), *clean_inline(noi_dung))
        case DoanVan(noi_dung) | DongGiua(noi_dung):
            return clean_inline(noi_dung)
        case _:
            assert_never(block)
