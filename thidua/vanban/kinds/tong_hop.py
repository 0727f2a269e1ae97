"""Báo cáo sơ kết, tổng kết consolidated by the standing office: outline, numbering, references.

The builder numbers what is there: a section without content is left out and the rest move up, tables and
annexes are numbered in the order in which they stand, and texts name them by those numbers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from thidua.core.calendar import KyBaoCao
from thidua.core.viet import letter, roman
from thidua.vanban.blocks import (
    Bang,
    DauVanBan,
    DoanVan,
    Gach,
    Khoi,
    KyTen,
    Muc,
    PhuLuc,
    VanBan,
    co_ket,
    inline_plain,
)


@dataclass(frozen=True, slots=True)
class DenBang:
    """A place in a text where the number of a table stands: `Bảng 3`."""

    ma: str


@dataclass(frozen=True, slots=True)
class DenPhuLuc:
    """A place in a text where the number of an annex stands: `Phụ lục II`."""

    ma: str


@dataclass(frozen=True, slots=True)
class Cau:
    """A paragraph: pieces of text and references; `gach` prints it behind a dash."""

    manh: tuple[str | DenBang | DenPhuLuc, ...]
    nguon: str | None = None
    gach: bool = False


@dataclass(frozen=True, slots=True)
class BangTrongMuc:
    """A table with the code by which texts refer to it; `bang.ten` is the bare name, without its number."""

    ma: str
    bang: Bang


NoiDung = Cau | BangTrongMuc


@dataclass(frozen=True, slots=True)
class MucDeCuong:
    """A heading of the outline. `ma` is the key of its content, None where there are only others below it.

    `gop_mot`: a single heading left below it is not printed, its content stands under this one directly.
    `noi_bo`: only for the town's own eyes, never in the report to the province.
    """

    tieu_de: str
    ma: str | None = None
    con: tuple["MucDeCuong", ...] = ()
    gop_mot: bool = False
    noi_bo: bool = False


@dataclass(frozen=True, slots=True)
class PhuLucTongHop:
    """An annex with the code by which texts refer to it."""

    ma: str
    ten: str
    than: tuple[Khoi, ...]
    ngang: bool = True


@dataclass(frozen=True, slots=True)
class BaoCaoTongHop:
    """The consolidated report as data; `noi_dung` holds the content of each key of `de_cuong`."""

    dau: DauVanBan
    trich_yeu: str
    kinh_gui: tuple[str, ...]
    mo_dau: tuple[Cau, ...]
    de_cuong: tuple[MucDeCuong, ...]
    noi_dung: Mapping[str, tuple[NoiDung, ...]]
    ket: str
    ky_ten: KyTen
    noi_nhan: tuple[str, ...]
    phu_luc: tuple[PhuLucTongHop, ...] = ()
    tham_chieu: str = ""
    ghi_chu: str | None = None


def de_cuong(ky: KyBaoCao, nam: int, ubnd: str) -> tuple[MucDeCuong, ...]:
    """The outline of the consolidated report of a period; `ubnd` is "Ủy ban nhân dân thị xã"."""
    half = ky is KyBaoCao.SO_KET
    dot = "ĐỢT 1" if half else f"NĂM {nam}"
    toi = "6 THÁNG CUỐI NĂM" if half else f"NĂM {nam + 1}"
    linh_vuc = (
        MucDeCuong("Lĩnh vực kinh tế", "II.2.a"),
        MucDeCuong("Lĩnh vực văn hóa - xã hội", "II.2.b"),
        MucDeCuong("Lĩnh vực quốc phòng - an ninh", "II.2.c"),
        MucDeCuong("Xây dựng Đảng, chính quyền, Mặt trận, đoàn thể", "II.2.d"),
        MucDeCuong("Cải cách hành chính", "II.2.đ"),
    )
    nguyen_nhan = (
        MucDeCuong("Nguyên nhân khách quan", "IV.nguyen_nhan_khach_quan"),
        MucDeCuong("Nguyên nhân chủ quan", "IV.nguyen_nhan_chu_quan"),
    )
    return (
        MucDeCuong(
            "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI",
            con=(
                MucDeCuong("Quán triệt, ban hành văn bản", "I.1"),
                MucDeCuong("Phát động, đăng ký, ký kết giao ước thi đua", "I.2"),
                MucDeCuong("Hội đồng, cụm, khối thi đua và cán bộ làm công tác thi đua", "I.3"),
                MucDeCuong("Công tác tuyên truyền", "I.4"),
                MucDeCuong("Kiểm tra, đôn đốc", "I.5"),
            ),
        ),
        MucDeCuong(
            f"KẾT QUẢ PHONG TRÀO THI ĐUA {dot}",
            con=(
                MucDeCuong("Thực hiện chỉ tiêu, nhiệm vụ", "II.1"),
                MucDeCuong("Kết quả theo lĩnh vực", con=linh_vuc),
                MucDeCuong("Kết quả các phong trào thi đua", "II.3"),
                MucDeCuong(
                    "Gắn với Chỉ thị số 05-CT/TW, các chương trình mục tiêu quốc gia và các cuộc vận động",
                    "II.4",
                ),
                MucDeCuong("Hoạt động của các cụm, khối thi đua", "II.5"),
                MucDeCuong("Điển hình tiên tiến", "II.6"),
            ),
        ),
        MucDeCuong("CÔNG TÁC KHEN THƯỞNG", "III"),
        MucDeCuong(
            "ĐÁNH GIÁ CHUNG",
            con=(
                MucDeCuong("Ưu điểm", "IV.uu_diem"),
                MucDeCuong("Hạn chế", "IV.han_che"),
                MucDeCuong("Nguyên nhân", con=nguyen_nhan),
            ),
        ),
        MucDeCuong(f"NHIỆM VỤ {toi}" if half else f"PHƯƠNG HƯỚNG, NHIỆM VỤ {toi}", "V"),
        MucDeCuong(
            "KIẾN NGHỊ, ĐỀ XUẤT",
            con=(
                MucDeCuong(f"Đối với {ubnd}", "VI", noi_bo=True),
                MucDeCuong("Đối với cấp trên", "VI.cap_tren"),
            ),
            gop_mot=True,
        ),
    )


@dataclass(frozen=True, slots=True)
class MucDanhSo:
    """A heading of the outline as the paper counts it: `II`, `2`, `a`; `duong` is the whole way, `II.2.a`."""

    danh_so: str
    cap: int
    duong: str
    muc: MucDeCuong


def numbered(muc: tuple[MucDeCuong, ...], cap: int = 1, duong: str = "") -> Iterator[MucDanhSo]:
    """Every heading with its number, in the order of the paper."""
    for place, one in enumerate(muc, 1):
        so = _danh_so(place, cap)
        day_du = f"{duong}.{so}" if duong else so
        yield MucDanhSo(so, cap, day_du, one)
        if one.con:
            yield from numbered(one.con, cap + 1, day_du)


def _danh_so(place: int, cap: int) -> str:
    if cap == 1:
        return roman(place)
    return str(place) if cap == 2 else letter(place)


def standing(muc: tuple[MucDeCuong, ...], filled: Mapping[str, object]) -> tuple[MucDeCuong, ...]:
    """The headings that have content in `filled` or below them; the others are left out."""
    kept = (replace(one, con=standing(one.con, filled)) for one in muc)
    return tuple(_joined(one) for one in kept if one.con or (one.ma is not None and filled.get(one.ma)))


def _joined(muc: MucDeCuong) -> MucDeCuong:
    if muc.gop_mot and len(muc.con) == 1:
        return replace(muc, ma=muc.con[0].ma, con=())
    return muc


def build(bao_cao: BaoCaoTongHop) -> VanBan:
    """The report as a tree; its body ends with `./.`.

    Raises ValueError when content has no place in the outline, when a text refers to a table or an annex that
    is not there, or when one is there to which no text refers (Nghị định 30/2020/NĐ-CP, Phụ lục I, III.1).
    """
    muc = standing(bao_cao.de_cuong, bao_cao.noi_dung)
    order = [one for one in numbered(muc) if one.muc.ma is not None]
    _refuse_homeless(bao_cao, order)
    names = _Names(bao_cao, order)
    than = [names.block(cau) for cau in bao_cao.mo_dau]
    for one in numbered(muc):
        than.append(Muc(one.danh_so, one.muc.tieu_de, 1 if one.cap == 1 else 2 if one.cap == 2 else 3))
        than += [names.block(part) for part in bao_cao.noi_dung.get(one.muc.ma or "", ())]
    if bao_cao.ket:
        than.append(DoanVan(inline_plain(bao_cao.ket)))
    names.refuse_unnamed()
    return VanBan(
        dau=bao_cao.dau,
        ten_loai="BÁO CÁO",
        trich_yeu=bao_cao.trich_yeu,
        than=co_ket(tuple(than)),
        ky_ten=bao_cao.ky_ten,
        noi_nhan=bao_cao.noi_nhan,
        kinh_gui=bao_cao.kinh_gui,
        phu_luc=tuple(names.annex(phu_luc, bao_cao.tham_chieu) for phu_luc in bao_cao.phu_luc),
        ghi_chu=bao_cao.ghi_chu,
    )


def _refuse_homeless(bao_cao: BaoCaoTongHop, order: list[MucDanhSo]) -> None:
    known = {one.muc.ma for one in order}
    homeless = [ma for ma, parts in bao_cao.noi_dung.items() if parts and ma not in known]
    if homeless:
        raise ValueError(f"content outside the outline: {', '.join(homeless)}")


class _Names:
    """The numbers of tables and annexes, and which of them a text has named."""

    def __init__(self, bao_cao: BaoCaoTongHop, order: list[MucDanhSo]) -> None:
        tables = [
            part.ma
            for one in order
            for part in bao_cao.noi_dung.get(one.muc.ma or "", ())
            if isinstance(part, BangTrongMuc)
        ]
        annexes = [phu_luc.ma for phu_luc in bao_cao.phu_luc]
        self._tables = {ma: str(place) for place, ma in enumerate(tables, 1)}
        only = len(annexes) == 1
        self._annexes = {ma: None if only else roman(place) for place, ma in enumerate(annexes, 1)}
        self._unnamed: set[DenBang | DenPhuLuc] = {*map(DenBang, tables), *map(DenPhuLuc, annexes)}

    def block(self, part: NoiDung) -> Khoi:
        if isinstance(part, BangTrongMuc):
            return replace(part.bang, ten=f"Bảng {self._tables[part.ma]}. {part.bang.ten}")
        text = inline_plain("".join(map(self._piece, part.manh)))
        return Gach(text, nguon=part.nguon) if part.gach else DoanVan(text, part.nguon)

    def annex(self, phu_luc: PhuLucTongHop, tham_chieu: str) -> PhuLuc:
        return PhuLuc(
            phu_luc.ten,
            phu_luc.than,
            self._annexes[phu_luc.ma],
            tham_chieu or None,
            phu_luc.ngang,
        )

    def refuse_unnamed(self) -> None:
        if self._unnamed:
            raise ValueError(f"no text refers to {', '.join(sorted(one.ma for one in self._unnamed))}")

    def _piece(self, piece: str | DenBang | DenPhuLuc) -> str:
        if isinstance(piece, str):
            return piece
        self._unnamed.discard(piece)
        known = self._tables if isinstance(piece, DenBang) else self._annexes
        if piece.ma not in known:
            raise ValueError(f"a text refers to {piece.ma}, which is not there")
        if isinstance(piece, DenBang):
            return f"Bảng {self._tables[piece.ma]}"
        so = self._annexes[piece.ma]
        return f"Phụ lục {so}" if so else "Phụ lục"
