"""The tree a paper is made of: frozen blocks, one closed union, and the lines the layout prints from them.

Texts may come straight from users. They are kept as given in the tree and pass through `clean` when a
line is printed; nothing but `inline` ever reads marks in a text.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal, assert_never

from thidua.vanban.anh import Anh, ChanTrang, ChoAnh
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
    "pictures_of",
    "prefixed",
    "text_of",
]

Canh = Literal["tu_dong", "trai", "giua", "phai"]

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
class O:  # noqa: E742 - "ô" is the word for a cell
    """A cell; `nguon` is the address of the page its figure comes from (preview only).

    It may cover `gop_cot` columns and `gop_hang` rows; the rows below then have no cell of their own there.
    """

    text: str
    nguon: str | None = None
    dam: bool = False
    gop_cot: int = 1
    gop_hang: int = 1


Cell = O | str


@dataclass(frozen=True, slots=True)
class Cot:
    """A column. Weights share the width of the table; neighbours with the same `nhom` get a common heading.

    Alignment `tu_dong`: a cell that is a number stands right, any other left.
    """

    ten: str
    trong_so: float = 1.0
    canh: Canh = "tu_dong"
    nhom: str | None = None


@dataclass(frozen=True, slots=True)
class NhomHang:
    """A bold row over all columns: the name of the group that follows."""

    ten: str
    nguon: str | None = None


Hang = tuple[Cell, ...] | NhomHang


def _is_merged(cell: Cell) -> bool:
    return isinstance(cell, O) and (cell.gop_cot != 1 or cell.gop_hang != 1)


@dataclass(frozen=True, slots=True)
class OGop:
    """A cell in its place: the column it begins at, and whether it goes on from the row above."""

    cot: int
    o: O
    tiep: bool = False


@dataclass(frozen=True, slots=True)
class Bang:
    """A table with a repeating heading row; short rows are filled with empty cells.

    `ten` is the caption ("Bảng 1. …"), `don_vi_tinh` a line above the table, `tong` makes the last row bold.
    Raises ValueError when there is no column, a row is longer than the columns, or a cell covers more columns
    or rows than there are.
    """

    cot: tuple[Cot, ...]
    hang: tuple[Hang, ...]
    ten: str | None = None
    tong: bool = False
    don_vi_tinh: str | None = None
    _merged: bool = field(init=False, repr=False, compare=False, default=False)

    def __post_init__(self) -> None:
        if not self.cot:
            raise ValueError("a table needs a column")
        count, merged = len(self.cot), False
        for hang in self.hang:
            if isinstance(hang, NhomHang):
                continue
            if len(hang) > count:
                raise ValueError("a row is longer than the columns")
            merged = merged or (O in map(type, hang) and any(map(_is_merged, hang)))
        if merged:
            object.__setattr__(self, "_merged", True)
            deque(self.placed_rows(), maxlen=0)

    def has_merges(self) -> bool:
        """Whether any cell covers more than its own place."""
        return self._merged

    def placed_rows(self) -> Iterator[tuple[OGop, ...] | NhomHang]:
        """The rows with every cell in its place, for a table with merged cells."""
        open_cells: dict[int, tuple[O, int]] = {}
        for left, hang in zip(range(len(self.hang), 0, -1), self.hang, strict=True):
            if isinstance(hang, NhomHang):
                if open_cells:
                    raise ValueError("a group row crosses a merged cell")
                yield hang
            else:
                yield self._placed(hang, open_cells, left)

    def _placed(
        self, hang: tuple[Cell, ...], open_cells: dict[int, tuple[O, int]], left: int
    ) -> tuple[OGop, ...]:
        """One row; `open_cells` (by column: a cell that reaches into it, rows to come) is kept up to date."""
        row: list[OGop] = []
        cells = iter(o if isinstance(o, O) else O(o) for o in hang)
        at = 0
        while at < len(self.cot):
            if at in open_cells:
                o, more = open_cells.pop(at)
                row.append(OGop(at, o, tiep=True))
            else:
                o = next(cells, O(""))
                more = o.gop_hang
                row.append(OGop(at, o))
                self._refuse_outside(o, at, left, open_cells)
            if more > 1:
                open_cells[at] = (o, more - 1)
            at += o.gop_cot
        if next(cells, None) is not None:
            raise ValueError("a row is longer than the columns")
        return tuple(row)

    def _refuse_outside(self, o: O, at: int, left: int, open_cells: dict[int, tuple[O, int]]) -> None:
        wide = range(at + 1, at + o.gop_cot)
        if o.gop_cot < 1 or at + o.gop_cot > len(self.cot) or any(i in open_cells for i in wide):
            raise ValueError(f"a merged cell covers {o.gop_cot} columns")
        if not 1 <= o.gop_hang <= left:
            raise ValueError(f"a merged cell covers {o.gop_hang} rows")

    def has_groups(self) -> bool:
        return any(cot.nhom for cot in self.cot)

    def column_groups(self) -> Iterator[tuple[str | None, tuple[Cot, ...]]]:
        """Neighbouring columns of one common heading together; every other column alone under None."""
        start = 0
        while start < len(self.cot):
            nhom, end = self.cot[start].nhom, start + 1
            while nhom and end < len(self.cot) and self.cot[end].nhom == nhom:
                end += 1
            yield nhom or None, self.cot[start:end]
            start = end

    def full_row(self, hang: tuple[Cell, ...]) -> tuple[O, ...]:
        cells = tuple(o if isinstance(o, O) else O(o) for o in hang)
        return cells + (O(""),) * (len(self.cot) - len(cells))


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

    def lines(self) -> Iterator[str]:
        trang = self.trang()
        yield from trang.dau.dong_chu_quan()
        yield from trang.dau.dong_ban_hanh()
        yield self.dong_hinh_thuc()
        yield trang.dong_so_ky_hieu()
        yield trang.dau.dong_ngay()
        yield from _closing_lines(trang)


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


def pictures_of(van_ban: VanBan) -> Iterator[bytes]:
    """The bytes of every picture, that of the running foot first, then in the order of the .docx."""
    if van_ban.chan_trang and van_ban.chan_trang.ma_vach is not None:
        yield van_ban.chan_trang.ma_vach
    yield from _pictures(van_ban.than)
    yield from _signed(van_ban.ky_ten_trai, van_ban.ky_ten)
    yield from chain.from_iterable(_pictures(part.than) for part in van_ban.phu_luc)
    yield from _signed(van_ban.ban_sao.ky_ten if van_ban.ban_sao else None)
    yield from chain.from_iterable(_pictures(sheet.than) for sheet in van_ban.to_rieng)


def _pictures(than: tuple[Khoi, ...]) -> Iterator[bytes]:
    for khoi in than:
        if isinstance(khoi, Anh):
            yield khoi.png
        elif isinstance(khoi, LuoiKy):
            yield from _signed(*chain.from_iterable(khoi.hang))


def _signed(*signatures: KyTen | None) -> Iterator[bytes]:
    return (picture.png for ky_ten in signatures if ky_ten for picture in ky_ten.pictures())


def text_of(van_ban: VanBan) -> list[str]:
    """The text of every paragraph and cell that is not empty, in the order of the .docx."""
    return [line for line in _lines(van_ban) if line]


def _lines(van_ban: VanBan) -> Iterator[str]:
    dau = van_ban.dau
    yield from dau.dong_chu_quan()
    yield from dau.dong_ban_hanh()
    yield ND30.sao_dang if van_ban.the_thuc == "dang" else ""
    yield from van_ban.dong_quoc_hieu()
    yield van_ban.dong_so_ky_hieu()
    yield one_line(dau.trich_yeu_cong_van or "")
    yield from van_ban.dong_khung()
    yield dau.dong_ngay()
    yield capitals(van_ban.ten_loai)
    yield "\n".join(van_ban.dong_trich_yeu())
    yield from van_ban.dong_kinh_gui()
    for khoi in van_ban.than:
        yield from _block_lines(khoi)
    yield from _closing_lines(van_ban)
    yield one_line(van_ban.ghi_chu or "")
    for phu_luc in van_ban.phu_luc:
        yield phu_luc.dong_danh_so()
        yield capitals(phu_luc.ten)
        yield phu_luc.dong_tham_chieu()
        for khoi in phu_luc.than:
            yield from _block_lines(khoi)
    yield from van_ban.ban_sao.lines() if van_ban.ban_sao else ()
    for sheet in van_ban.to_rieng:
        yield capitals(sheet.ten)
        for khoi in sheet.than:
            yield from _block_lines(khoi)
    yield from van_ban.dong_lien_he()


def _closing_lines(van_ban: VanBan) -> Iterator[str]:
    noi_nhan = (ND30.noi_nhan, *van_ban.dong_noi_nhan()) if van_ban.noi_nhan else ()
    noi_nhan = (*noi_nhan, one_line(van_ban.nguoi_soan))
    if van_ban.ky_ten_trai:
        yield from van_ban.ky_ten_trai.dong()
    else:
        yield from noi_nhan
    if van_ban.ky_ten:
        yield from van_ban.ky_ten.dong()
    if van_ban.ky_ten_trai:
        yield from noi_nhan


def _block_lines(khoi: Khoi) -> Iterator[str]:
    match khoi:
        case CanCu() | TieuDeLon():
            yield from khoi.dong()
        case Muc():
            yield khoi.dong()
        case Dieu() | Khoan() | Gach() | DoanVan() | DongGiua():
            yield inline_text(prefixed(khoi))
        case Bang():
            yield from _table_lines(khoi)
        case LuoiKy() | Anh():
            yield from khoi.lines()
        case _:
            assert_never(khoi)


def _table_lines(bang: Bang) -> Iterator[str]:
    yield one_line(bang.ten or "")
    yield one_line(bang.don_vi_tinh or "")
    groups = tuple(bang.column_groups())
    if bang.has_groups():
        yield from (one_line(nhom or cot[0].ten) for nhom, cot in groups)
        yield from (one_line(c.ten) for nhom, cot in groups if nhom for c in cot)
    else:
        yield from (one_line(c.ten) for c in bang.cot)
    for hang in bang.placed_rows() if bang.has_merges() else bang.hang:
        if isinstance(hang, NhomHang):
            yield one_line(hang.ten)
        else:
            yield from (clean(_cell_text(o)) for o in hang)


def _cell_text(cell: Cell | OGop) -> str:
    if isinstance(cell, OGop):
        return "" if cell.tiep else cell.o.text
    return cell if isinstance(cell, str) else cell.text
