"""Bản giao ước thi đua of a cụm or khối: two to sixty parties, one text, a grid of signatures.

No number (a form of the emulation work, not a type of Nghị định 30/2020/NĐ-CP). Figures come as printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from thidua.vanban.blocks import (
    Bang,
    CanCu,
    Canh,
    ChanTrang,
    Cot,
    DauVanBan,
    DoanVan,
    Gach,
    Khoan,
    Khoi,
    KyTen,
    Muc,
    PhuLuc,
    VanBan,
    co_ket,
    inline_plain,
)
from thidua.vanban.kinds.phieu_bang_chung import PhieuBangChung
from thidua.vanban.kinds.phieu_bang_chung import build as to_bang_chung
from thidua.vanban.kinds.phu_luc import NoiDungPhuLuc, danh_so, tham_chieu
from thidua.vanban.kyten import CHUNG_KIEN, LEAST_PARTIES, MOST_PARTIES, dai_dien, luoi_giao_uoc

TEN_LOAI: Final = "BẢN GIAO ƯỚC THI ĐUA"
TEN_CHAN: Final = "Bản giao ước"
"""What the foot of its pages calls the paper."""
SO_MA: Final = "Quét mã hoặc nhập mã này trên phần mềm thi đua để đối chiếu với nội dung đã chốt."
MOST_IN_TEXT: Final = 5
"""Above so many parties the table of targets is a landscape phụ lục."""
MOST_COLUMNS: Final = 8
"""Columns of parties in one table; more parties make further tables."""


@dataclass(frozen=True, slots=True)
class BenKy:
    """A party. `ten_ngan` heads its column ("P. Hòa Bình"); the full name signs."""

    ten: str
    ten_ngan: str
    dai_dien: str
    chuc_vu: str


@dataclass(frozen=True, slots=True)
class ChungKien:
    """Who witnesses the signing, for which body."""

    ten: str
    dai_dien: str
    chuc_vu: str


@dataclass(frozen=True, slots=True)
class LinhVuc:
    """One field of section II with what is promised in it."""

    ten: str
    noi_dung: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DongChiTieu:
    """A target: one figure a party, in the order of the parties; blank where a party has none.

    `don_vi_tinh` may be empty.
    """

    ten: str
    don_vi_tinh: str
    giao: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GiaoUoc:
    """A pledge as data. `ben`: trưởng, phó, then in the order of the list.

    `ten_nhom`: "Cụm thi đua các xã, phường" · `ky_ket`: "ngày 12 tháng 4 năm 2023" · `dieu_khoan` are added
    to the provisions that every pledge has · `ma` is the short code printed at the foot of every page,
    `ban_so` the version it stands for, `ma_vach` the same as a picture (PNG, only with `ma`), `ghi_chu_ma`
    what explains it there · `phieu` is the sheet of evidence.
    Raises ValueError for fewer than 2 or more than 60 parties, for a target without a figure (or a blank) for
    each, and for a picture of a code without the code.
    """

    dau: DauVanBan
    nam: int
    ten_nhom: str
    can_cu: tuple[str, ...]
    ky_ket: str
    dia_diem: str
    ben: tuple[BenKy, ...]
    muc_tieu: tuple[str, ...]
    khau_hieu: str
    linh_vuc: tuple[LinhVuc, ...]
    chi_tieu: tuple[DongChiTieu, ...]
    chi_tieu_chung: tuple[str, ...]
    danh_hieu: tuple[str, ...]
    bien_phap: tuple[str, ...]
    hoat_dong: tuple[str, ...]
    bang_diem: str = ""
    dieu_khoan: tuple[str, ...] = ()
    chung_kien: ChungKien | None = None
    ghi_chu: str | None = None
    ma: str = ""
    ma_vach: bytes | None = None
    ban_so: int | None = None
    ghi_chu_ma: tuple[str, ...] = (SO_MA,)
    phieu: PhieuBangChung | None = None

    def __post_init__(self) -> None:
        if not LEAST_PARTIES <= len(self.ben) <= MOST_PARTIES:
            raise ValueError(f"{len(self.ben)} parties cannot sign a giao ước")
        if any(len(row.giao) != len(self.ben) for row in self.chi_tieu):
            raise ValueError("a target has one figure a party")
        if self.ma_vach is not None and not self.ma.strip():
            raise ValueError("a picture of a code without the code")

    def co_phu_luc(self) -> bool:
        """Whether the table of targets stands in a phụ lục."""
        return bool(self.chi_tieu) and len(self.ben) > MOST_IN_TEXT


def build(giao_uoc: GiaoUoc) -> VanBan:
    """The pledge as a tree: opening, five sections, the grid; `./.` ends the last provision."""
    body: tuple[Khoi, ...] = (
        CanCu(giao_uoc.can_cu),
        *_opening(giao_uoc),
        Muc("I", "Mục tiêu, khẩu hiệu thi đua"),
        *_dashes(giao_uoc.muc_tieu),
        *((_text(f"Khẩu hiệu: “{giao_uoc.khau_hieu}”."),) if giao_uoc.khau_hieu else ()),
        Muc("II", "Nội dung thi đua"),
        *_fields(giao_uoc.linh_vuc),
        Muc("III", "Chỉ tiêu, danh hiệu phấn đấu"),
        *_targets(giao_uoc),
        Muc("IV", "Biện pháp, hoạt động của cụm, khối"),
        *_dashes((*giao_uoc.bien_phap, *giao_uoc.hoat_dong, giao_uoc.bang_diem)),
        Muc("V", "Điều khoản thi hành"),
        *_provisions(giao_uoc),
    )
    return VanBan(
        dau=giao_uoc.dau,
        ten_loai=TEN_LOAI,
        trich_yeu=f"Năm {giao_uoc.nam}",
        than=(*co_ket(body), luoi_giao_uoc(_parties(giao_uoc), _witness(giao_uoc.chung_kien))),
        phu_luc=_annex(giao_uoc),
        ghi_chu=giao_uoc.ghi_chu,
        chan_trang=_foot(giao_uoc),
        to_rieng=(to_bang_chung(giao_uoc.phieu),) if giao_uoc.phieu else (),
    )


def _foot(giao_uoc: GiaoUoc) -> ChanTrang | None:
    if not giao_uoc.ma.strip():
        return None
    version = f" · bản số {giao_uoc.ban_so}" if giao_uoc.ban_so is not None else ""
    note = " ".join(giao_uoc.ghi_chu_ma)
    return ChanTrang(f"Mã {giao_uoc.ma}{version}", TEN_CHAN, giao_uoc.ma_vach, note)


def _text(text: str) -> DoanVan:
    return DoanVan(inline_plain(text))


def _dashes(lines: tuple[str, ...]) -> tuple[Khoi, ...]:
    return tuple(Gach(inline_plain(line)) for line in lines if line.strip())


def _opening(giao_uoc: GiaoUoc) -> Iterator[Khoi]:
    yield _text(f"Hôm nay, {giao_uoc.ky_ket}, tại {giao_uoc.dia_diem}, chúng tôi gồm:")
    for place, ben in enumerate(giao_uoc.ben, 1):
        end = "." if place == len(giao_uoc.ben) else ";"
        yield Khoan(str(place), inline_plain(f"{ben.ten}: đại diện là {ben.dai_dien}, {ben.chuc_vu}{end}"))
    witness = giao_uoc.chung_kien
    if witness:
        yield _text(f"Với sự chứng kiến của {witness.ten}: {witness.dai_dien}, {witness.chuc_vu}.")
    yield _text(f"Các đơn vị thuộc {giao_uoc.ten_nhom} thống nhất ký kết giao ước với các nội dung sau:")


def _fields(fields: tuple[LinhVuc, ...]) -> Iterator[Khoi]:
    for place, field in enumerate(fields, 1):
        yield Muc(str(place), field.ten, 2)
        yield from _dashes(field.noi_dung)


def _targets(giao_uoc: GiaoUoc) -> Iterator[Khoi]:
    count = 1
    if giao_uoc.chi_tieu:
        yield Muc(str(count), "Chỉ tiêu của từng đơn vị", 2)
        if giao_uoc.co_phu_luc():
            yield _text("Chỉ tiêu của từng đơn vị nêu tại Phụ lục kèm theo.")
        else:
            yield from _tables(giao_uoc, "giua")
        count += 1
    for name, lines in (("Chỉ tiêu chung", giao_uoc.chi_tieu_chung), ("Danh hiệu", giao_uoc.danh_hieu)):
        if lines:
            yield Muc(str(count), f"{name} phấn đấu" if name == "Danh hiệu" else name, 2)
            yield from _dashes(lines)
            count += 1


def _tables(giao_uoc: GiaoUoc, canh: Canh) -> Iterator[Bang]:
    """The targets with a column a party; many parties share them over several tables of even width."""
    parts = -(-len(giao_uoc.ben) // MOST_COLUMNS)
    size = -(-len(giao_uoc.ben) // parts)
    for part in range(parts):
        some = slice(part * size, (part + 1) * size)
        name = f"Bảng {part + 1}. Chỉ tiêu của các đơn vị" if parts > 1 else None
        cot = (
            Cot("TT", 0.6, "giua"),
            Cot("Chỉ tiêu", 3.2, "trai"),
            Cot("ĐVT", 1.1, "giua"),
            *(Cot(ben.ten_ngan, 1.2, canh) for ben in giao_uoc.ben[some]),
        )
        rows = tuple(
            (str(place), row.ten, row.don_vi_tinh, *row.giao[some])
            for place, row in enumerate(giao_uoc.chi_tieu, 1)
        )
        yield Bang(cot, rows, name)


def _provisions(giao_uoc: GiaoUoc) -> Iterator[Khoi]:
    copies = len(giao_uoc.ben) + 1
    lines = (
        f"Bản giao ước có hiệu lực từ ngày ký đến hết ngày 31/12/{giao_uoc.nam}.",
        "Việc sửa đổi, bổ sung được thực hiện khi tất cả các đơn vị ký giao ước thống nhất.",
        f"Các đơn vị báo cáo kết quả thực hiện với {giao_uoc.ben[0].ten} để tổng hợp.",
        *giao_uoc.dieu_khoan,
        f"Bản giao ước được lập thành {copies:02d} bản; mỗi đơn vị giữ 01 bản, "
        "gửi Hội đồng Thi đua - Khen thưởng 01 bản.",
    )
    yield from (Khoan(str(place), inline_plain(line)) for place, line in enumerate(lines, 1))


def _parties(giao_uoc: GiaoUoc) -> tuple[KyTen, ...]:
    return tuple(dai_dien(ben.ten, own_post(ben), ben.dai_dien) for ben in giao_uoc.ben)


# Posts that are whole without the unit's name; "Trưởng phòng", "Trưởng Công an" are not.
_WHOLE_POSTS = frozenset(
    f"{deputy}{post}"
    for deputy in ("", "phó ")
    for post in ("chủ tịch", "giám đốc", "hiệu trưởng", "bí thư", "chánh án", "viện trưởng", "chủ nhiệm")
)


def own_post(ben: BenKy) -> str:
    """The post without the words that name the unit again: it stands right above. "Chủ tịch Ủy ban nhân dân
    phường" of "Ủy ban nhân dân phường Đoàn Kết" is "Chủ tịch"; a post that needs the words keeps them."""
    post, unit = ben.chuc_vu.split(), [word.lower() for word in ben.ten.split()]
    for place in range(1, len(post)):
        own, tail = " ".join(post[:place]), [word.lower() for word in post[place:]]
        if own.lower() in _WHOLE_POSTS and tail == unit[: len(tail)]:
            return own
    return ben.chuc_vu


def _witness(witness: ChungKien | None) -> KyTen | None:
    return KyTen((CHUNG_KIEN, witness.ten, witness.chuc_vu), witness.dai_dien) if witness else None


def _annex(giao_uoc: GiaoUoc) -> tuple[PhuLuc, ...]:
    if not giao_uoc.co_phu_luc():
        return ()
    name = f"Chỉ tiêu thi đua năm {giao_uoc.nam} của các đơn vị"
    reference = tham_chieu("Bản giao ước thi đua", giao_uoc.dau, giao_uoc.ten_nhom)
    return danh_so((NoiDungPhuLuc(name, tuple(_tables(giao_uoc, "giua")), ngang=True),), reference)
