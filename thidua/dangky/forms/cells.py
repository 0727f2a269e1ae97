"""What the registration form shows: its sections and words, its cells and lines, what it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.core.persons import GoiY, NguoiDaBiet
from thidua.core.registration import LoiBanDangKy
from thidua.core.targets import LoiDangKy
from thidua.namthidua.queries import ChiTieuRow, PhongTraoRow

SECTIONS = (
    ("p1", "1. Căn cứ"),
    ("p2", "2. Chỉ tiêu thi đua"),
    ("p3", "3. Phong trào, khó khăn"),
    ("p4", "4. Giải pháp"),
    ("p5", "5. Danh hiệu, kiểm tra và gửi"),
)
"""The form's sections: id on the page, name. A return may be pinned to them."""

LINE_WORDS = {
    LoiDangKy.THIEU_TEN: "Ghi tên chỉ tiêu.",
    LoiDangKy.THIEU_SO: "Chưa có mức đăng ký. Điền số, ví dụ 20.",
    LoiDangKy.THIEU_DON_VI_TINH: "Ghi đơn vị tính, ví dụ: hộ, %, triệu đồng.",
    LoiDangKy.AM: "Mức đăng ký không được nhỏ hơn 0.",
    LoiDangKy.THIEU_MOC: "Chỉ tiêu theo thời điểm cần mốc Đợt 1; điền mốc.",
    LoiDangKy.MOC_AM: "Mốc không được nhỏ hơn 0.",
    LoiDangKy.MOC_VUOT_DANG_KY: "Mốc Đợt 1 đang đòi hỏi hơn mức đăng ký cả năm; xem lại hai số.",
    LoiDangKy.NHIEM_VU_CO_SO: "Nhiệm vụ không có con số; bỏ số ở ô này.",
    LoiBanDangKy.CHUA_DANH_DAU: "Đánh dấu để đăng ký thực hiện nhiệm vụ này.",
    LoiBanDangKy.CHUA_CO_CHI_TIEU: "Đăng ký ít nhất một chỉ tiêu.",
    LoiBanDangKy.CHUA_CHON_PHONG_TRAO: "Chọn ít nhất một phong trào thi đua.",
    LoiBanDangKy.CHUA_CO_GIAI_PHAP: "Ghi giải pháp thực hiện.",
    LoiBanDangKy.CA_NHAN_THIEU_TEN: "Ghi họ và tên.",
    LoiBanDangKy.CA_NHAN_THIEU_DANH_HIEU: "Chọn danh hiệu đăng ký.",
    LoiBanDangKy.THIEU_GIAI_TRINH_TY_LE: "Tỷ lệ danh hiệu ngoài quy định: sửa số hoặc ghi giải trình.",
    LoiBanDangKy.THIEU_LY_DO_CHAM: "Ghi lý do nộp chậm hoặc bổ sung.",
}
SUFFIX = {
    LoiDangKy.THIEU_TEN: "-ten",
    LoiDangKy.THIEU_DON_VI_TINH: "-dvt",
    LoiDangKy.THIEU_MOC: "-moc",
    LoiDangKy.MOC_AM: "-moc",
    LoiDangKy.MOC_VUOT_DANG_KY: "-moc",
    LoiBanDangKy.CA_NHAN_THIEU_TEN: "-ten",
    LoiBanDangKy.CA_NHAN_THIEU_DANH_HIEU: "-danh_hieu",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a form is read against beside targets and movements.

    `known` are the persons of the register to ask about, `limits` the percent of each dated rule in force,
    `needs_reason` whether the registration comes late or after a received one.
    """

    nam: int
    don_vi_id: int = 0
    known: tuple[NguoiDaBiet, ...] = ()
    limits: Mapping[str, Decimal | None] | None = None
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A field as it is shown: name, id, text, and what is wrong with it."""

    name: str
    id: str
    value: str = ""
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A row of the grid. `reason` is there when less is promised than assigned; `moc` is due in đợt 1."""

    number: int
    target: ChiTieuRow
    cell: Cell
    reason: Cell | None
    ticked: bool
    own: bool
    moc: Decimal | None
    value: Decimal | None
    name: Cell | None = None
    ngay_moc: date | None = None

    @property
    def wrong(self) -> bool:
        """Whether the row has something to mend."""
        parts = (self.cell, self.reason, self.name)
        return any(cell.errors for cell in parts if cell is not None)

    @property
    def answered(self) -> bool:
        """Whether the row says something that can be kept."""
        return self.ticked if not self.target.loai.has_figure else self.value is not None


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A target that the unit is about to add."""

    number: int
    ten: Cell
    dvt: Cell
    loai: Cell
    figure: Cell
    moc: Cell
    ngay: Cell


@dataclass(frozen=True, slots=True)
class MovementLine:
    """A movement of the year with what the unit says about it."""

    movement: PhongTraoRow
    chosen: bool
    noi_dung: Cell
    tieu_chi: Cell
    tu_ngay: Cell
    den_ngay: Cell
    thoi_gian: Cell
    nguoi: Cell


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person named for a title."""

    number: int
    ten: Cell
    chuc_vu: Cell
    danh_hieu: Cell
    sang_kien: Cell
    ly_do: Cell
    who: str
    known: tuple[GoiY, ...]
    ca_nhan_id: int | None

    @property
    def asks(self) -> bool:
        """Whether somebody known may be meant and nobody has said who it is."""
        return bool(self.known) and self.who not in ("moi", str(self.ca_nhan_id))
