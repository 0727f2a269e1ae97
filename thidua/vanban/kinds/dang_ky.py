"""Bản đăng ký thi đua of a unit: a form to the Hội đồng, header of the unit, no number, sections I–V.

Every figure comes in as it is printed; the builder lays out, it computes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from thidua.vanban.blocks import (
    Bang,
    Cot,
    DauVanBan,
    DoanVan,
    Gach,
    Khoi,
    KyTen,
    Muc,
    TheThuc,
    VanBan,
    co_ket,
    doan_van,
    inline_plain,
)

TEN_LOAI: Final = "BẢN ĐĂNG KÝ THI ĐUA"
KHONG_DANG_KY: Final = "Không đăng ký nội dung này."
NOI_NHAN: Final = ("Như trên", "Lưu: VT")

DANH_HIEU_TAP_THE: Final[Mapping[str, str]] = {
    "co_thi_dua_chinh_phu": "Cờ thi đua của Chính phủ",
    "co_thi_dua_tinh": "Cờ thi đua của Ủy ban nhân dân tỉnh",
    "tap_the_lao_dong_xuat_sac": "Tập thể lao động xuất sắc",
    "don_vi_quyet_thang": "Đơn vị quyết thắng",
    "tap_the_lao_dong_tien_tien": "Tập thể lao động tiên tiến",
    "don_vi_tien_tien": "Đơn vị tiên tiến",
}
DANH_HIEU_CA_NHAN: Final[Mapping[str, str]] = {
    "chien_si_thi_dua_toan_quoc": "Chiến sĩ thi đua toàn quốc",
    "chien_si_thi_dua_cap_tinh": "Chiến sĩ thi đua cấp tỉnh",
    "chien_si_thi_dua_co_so": "Chiến sĩ thi đua cơ sở",
    "lao_dong_tien_tien": "Lao động tiên tiến",
    "chien_si_tien_tien": "Chiến sĩ tiên tiến",
}


def ten_danh_hieu(stored: str) -> str:
    """A title as it is printed: the name of a known one, any other as it was typed."""
    return DANH_HIEU_TAP_THE.get(stored) or DANH_HIEU_CA_NHAN.get(stored) or stored


@dataclass(frozen=True, slots=True)
class DongPhongTrao:
    """A row of table I."""

    ten: str
    noi_dung: str
    thoi_gian: str
    nguoi_phu_trach: str


@dataclass(frozen=True, slots=True)
class DongChiTieu:
    """A row of table II, as printed."""

    ten: str
    don_vi_tinh: str
    nam_truoc: str
    giao: str
    dang_ky: str
    moc: str
    loai: str
    ghi_chu: str


@dataclass(frozen=True, slots=True)
class DongCaNhan:
    """A person of section IV with the title aimed at."""

    ho_ten: str
    chuc_vu: str
    danh_hieu: str
    sang_kien: str


@dataclass(frozen=True, slots=True)
class BanDangKy:
    """A registration as data. `cong_doan` signs on the left, None when the union does not sign;
    `gui_kem` names what goes with the paper."""

    dau: DauVanBan
    kinh_gui: tuple[str, ...]
    nam: int
    mo_dau: tuple[str, ...]
    phong_trao: tuple[DongPhongTrao, ...]
    chi_tieu: tuple[DongChiTieu, ...]
    kho_khan: tuple[str, ...]
    tap_the: tuple[str, ...]
    ca_nhan: tuple[DongCaNhan, ...]
    cap_tren: tuple[str, ...]
    giai_phap: str
    ky_ten: KyTen
    cong_doan: KyTen | None = None
    ghi_chu: str | None = None
    the_thuc: TheThuc = "nd30"
    ghi_chu_danh_hieu: tuple[str, ...] = ()
    ly_do_cham: str = ""
    gui_kem: str = ""


def build(ban: BanDangKy) -> VanBan:
    """The registration as a tree: five sections, a sixth for a late or later one, `./.` after the last, one
    or two signatures."""
    than: tuple[Khoi, ...] = (
        *(DoanVan(inline_plain(text)) for text in ban.mo_dau),
        Muc("I", "Phong trào, cuộc vận động"),
        *_movements(ban),
        Muc("II", "Chỉ tiêu, nhiệm vụ"),
        *_targets(ban),
        Muc("III", "Vấn đề khó khăn tập trung giải quyết"),
        *(tuple(_dashes(ban.kho_khan)) or _nothing()),
        Muc("IV", "Danh hiệu, hình thức khen thưởng đăng ký"),
        *_titles(ban),
        Muc("V", "Giải pháp, cam kết"),
        *(doan_van(ban.giai_phap) or _nothing()),
        *_lateness(ban),
        *((DoanVan(inline_plain(f"Gửi kèm: {ban.gui_kem}.")),) if ban.gui_kem else ()),
    )
    return VanBan(
        dau=ban.dau,
        ten_loai=TEN_LOAI,
        trich_yeu=f"Năm {ban.nam}",
        than=co_ket(than),
        ky_ten=ban.ky_ten,
        ky_ten_trai=ban.cong_doan,
        noi_nhan=NOI_NHAN,
        kinh_gui=ban.kinh_gui,
        ghi_chu=ban.ghi_chu,
        the_thuc=ban.the_thuc,
    )


def _lateness(ban: BanDangKy) -> tuple[Khoi, ...]:
    """Why the paper comes late, or after one that was received."""
    if not ban.ly_do_cham:
        return ()
    return (Muc("VI", "Lý do nộp chậm, bổ sung"), *doan_van(ban.ly_do_cham))


def _nothing() -> tuple[Khoi, ...]:
    return (DoanVan(inline_plain(KHONG_DANG_KY)),)


def _dashes(lines: tuple[str, ...]) -> list[Khoi]:
    """One dash a line of text; a text of several paragraphs gives several."""
    return [Gach(block.noi_dung) for line in lines for block in doan_van(line)]


def _movements(ban: BanDangKy) -> tuple[Khoi, ...]:
    if not ban.phong_trao:
        return _nothing()
    cot = (
        Cot("TT", 0.55, "giua"),
        Cot("Tên phong trào, cuộc vận động", 2.6, "trai"),
        Cot("Nội dung, tiêu chí", 3.4, "trai"),
        Cot("Thời gian", 1.35, "trai"),
        Cot("Người phụ trách", 1.6, "trai"),
    )
    rows = tuple(
        (str(n), row.ten, row.noi_dung, row.thoi_gian, row.nguoi_phu_trach)
        for n, row in enumerate(ban.phong_trao, 1)
    )
    return (Bang(cot, rows),)


def _targets(ban: BanDangKy) -> tuple[Khoi, ...]:
    if not ban.chi_tieu:
        return _nothing()
    # A sentence in so narrow a column would make the row higher than the page is wide: it stands below.
    below = [r.ghi_chu for r in ban.chi_tieu if len(r.ghi_chu) > _NOTE]
    notes = [_beside(r.ghi_chu, below) for r in ban.chi_tieu]
    name, assigned, note = (2.4, 1.75, 1.35) if any(notes) else (2.75, 2.0, 0.75)
    cot = (
        Cot("TT", 0.6, "giua"),
        Cot("Chỉ tiêu, nhiệm vụ", name, "trai"),
        Cot("ĐVT", 0.9, "giua"),
        Cot(f"TH {ban.nam - 1}", 0.9, "phai"),
        Cot("Giao (cơ quan giao)", assigned, "phai"),
        Cot("Đăng ký", 1.0, "phai"),
        Cot("Mốc Đợt 1", 0.9, "phai"),
        Cot("Loại", 1.0, "trai"),
        Cot("Ghi chú", note, "trai"),
    )
    rows = tuple(
        (str(n), r.ten, r.don_vi_tinh, r.nam_truoc, r.giao, r.dang_ky, r.moc, r.loai, beside)
        for n, (r, beside) in enumerate(zip(ban.chi_tieu, notes, strict=True), 1)
    )
    reasons = enumerate(dict.fromkeys(below), 1)
    said = (DoanVan(inline_plain(f"({n}) {' '.join(text.split())}")) for n, text in reasons)
    return (Bang(cot, rows), *said)


_NOTE = 36
"""Characters that a note beside a target may have."""


def _beside(note: str, below: Sequence[str]) -> str:
    """The note itself, or the number under which it stands below the table."""
    known = list(dict.fromkeys(below))
    return f"Lý do ({known.index(note) + 1})" if note in known else note


def _titles(ban: BanDangKy) -> tuple[Khoi, ...]:
    parts: list[Khoi] = []
    if ban.tap_the:
        parts += [Muc(_next(parts), "Tập thể", 2), *_dashes(ban.tap_the)]
    if ban.ca_nhan:
        parts += [Muc(_next(parts), "Cá nhân", 2), _people(ban.ca_nhan)]
    if ban.cap_tren:
        parts += [Muc(_next(parts), "Đề nghị cấp trên khen thưởng", 2), *_dashes(ban.cap_tren)]
    if ban.ghi_chu_danh_hieu:
        parts += [Muc(_next(parts), "Thuyết minh", 2), *_dashes(ban.ghi_chu_danh_hieu)]
    return tuple(parts) or _nothing()


def _next(parts: list[Khoi]) -> str:
    return str(1 + sum(isinstance(part, Muc) for part in parts))


def _people(ca_nhan: tuple[DongCaNhan, ...]) -> Bang:
    cot = (
        Cot("TT", 0.55, "giua"),
        Cot("Họ và tên", 2.1, "trai"),
        Cot("Chức vụ", 2.2, "trai"),
        Cot("Danh hiệu", 2.0, "trai"),
        Cot("Sáng kiến dự kiến", 2.6, "trai"),
    )
    rows = tuple(
        (str(n), row.ho_ten, row.chuc_vu, row.danh_hieu, row.sang_kien) for n, row in enumerate(ca_nhan, 1)
    )
    return Bang(cot, rows)
