"""The one table of words that stand on screen for stored values, with full accents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from thidua.core import papers
from thidua.core.actor import Role
from thidua.core.targets import DanhGia, TinhTrangNhiemVu
from thidua.core.workflow import State
from thidua.web.frame import USUAL_BODY, frame_now


@dataclass(frozen=True, slots=True)
class Status:
    """How a state is shown: words, glyph (CSS class of the icon) and tone (CSS class of the tag)."""

    words: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step as the button says it, as a record of what happened, and the hint under the button."""

    button: str
    happened: str
    hint: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class Obligation:
    """An obligation: head of its column on the board and its full name."""

    head: str
    name: str
    paper: str


STATES: Mapping[str, Status] = {
    State.NHAP: Status("Đang soạn", "i-nhap", "t-nhap"),
    State.CHO_DUYET: Status("Chờ thủ trưởng duyệt", "i-cho", "t-cho"),
    State.DA_NOP: Status("Đã nộp, chờ tiếp nhận", "i-cho", "t-cho"),
    State.DA_TIEP_NHAN: Status("Đã tiếp nhận", "i-xong", "t-xong"),
    State.TRA_LAI: Status("Thủ trưởng trả lại", "i-tra", "t-tra"),
    State.YEU_CAU_BO_SUNG: Status("Cần bổ sung, chỉnh lý", "i-tra", "t-tra"),
    State.KHONG_THUOC_DOI_TUONG: Status("Không thuộc đối tượng", "i-khoa", "t-khoa"),
}

SITUATIONS: Mapping[str, Status] = {
    "chua_bat_dau": Status("Chưa bắt đầu", "i-trong", "t-trong"),
    "chua_mo": Status("Chưa mở", "i-khoa", "t-khoa"),
    "chua_bao_cao": Status("Chưa báo cáo", "i-trong", "t-trong"),
    "qua_han": Status("Quá hạn", "i-tre", "t-tre"),
    "nop_cham": Status("Nộp chậm", "i-xong", "t-xong"),
    "dung_han": Status("Đúng hạn", "i-xong", "t-xong"),
    "khong_phat_sinh": Status("Không phát sinh", "i-xong", "t-xong"),
    "da_ghi_nhan": Status("Đã ghi nhận", "i-xong", "t-xong"),
}
"""What is shown beside or instead of a state."""

DOCUMENT_STATES: Mapping[str, Status] = {
    "du_thao": Status("Dự thảo", "i-nhap", "t-nhap"),
    "trinh_ky": Status("Đã trình ký", "i-cho", "t-cho"),
    "da_ky": Status("Đã ký, chờ số", "i-cho", "t-cho"),
    "ban_hanh": Status("Đã ban hành", "i-xong", "t-xong"),
    "thay_the": Status("Đã được thay thế", "i-khoa", "t-khoa"),
    "thu_hoi": Status("Đã thu hồi", "i-tra", "t-tra"),
}

PLEDGE_STATES: Mapping[str, Status] = {
    "soan_thao": Status("Đang soạn thảo", "i-nhap", "t-nhap"),
    "lay_y_kien": Status("Đang lấy ý kiến", "i-cho", "t-cho"),
    "thong_nhat": Status("Đã thống nhất", "i-xong", "t-xong"),
    "dang_ky_ket": Status("Đang ký kết", "i-cho", "t-cho"),
    "hieu_luc": Status("Có hiệu lực", "i-xong", "t-xong"),
    "da_danh_gia": Status("Đã đánh giá", "i-xong", "t-xong"),
}

PLEDGE_PAPERS: Mapping[str, Status] = {
    "du_thao": Status("Bản thảo", "i-nhap", "t-nhap"),
    "niem_phong": Status("Đã niêm phong", "i-khoa", "t-cho"),
    "hieu_luc": Status("Có hiệu lực", "i-xong", "t-xong"),
    "thay_the": Status("Đã được thay thế", "i-khoa", "t-khoa"),
    "thu_hoi": Status("Đã thu hồi", "i-tra", "t-tra"),
}
"""What a version of a giao ước is worth."""

PLEDGE_OPINIONS: Mapping[str, Status] = {
    "dong_y": Status("Đồng ý", "i-xong", "t-xong"),
    "de_nghi_sua": Status("Đề nghị sửa", "i-tra", "t-tra"),
    "": Status("Chưa trả lời", "i-trong", "t-trong"),
}

SIGNATURES: Mapping[str, Status] = {
    "cho_xac_nhan": Status("Chờ đối chiếu", "i-cho", "t-cho"),
    "da_xac_nhan": Status("Đã ký", "i-xong", "t-xong"),
    "bi_bac": Status("Chưa được xác nhận", "i-tra", "t-tra"),
    "tu_choi_ky": Status("Từ chối ký", "i-tra", "t-tra"),
    "vo_hieu": Status("Chữ ký không còn giá trị", "i-khoa", "t-khoa"),
    "": Status("Chưa ký", "i-trong", "t-trong"),
}

YEAR_STATES: Mapping[str, Status] = {
    "chuan_bi": Status("Đang chuẩn bị", "i-nhap", "t-nhap"),
    "dang_mo": Status("Đang mở", "i-xong", "t-xong"),
    "dang_tong_ket": Status("Đang tổng kết", "i-cho", "t-cho"),
    "da_dong": Status("Đã đóng", "i-khoa", "t-khoa"),
}

STEPS: Mapping[str, StepWords] = {
    "trinh": StepWords(
        "Trình thủ trưởng", "Trình thủ trưởng", "Bản này được niêm phong khi trình.", main=True
    ),
    "duyet": StepWords(
        "Duyệt và nộp", "Thủ trưởng duyệt và nộp", "Bấm là nộp chính thức cho Phòng Nội vụ.", main=True
    ),
    "tra_lai": StepWords("Trả lại", "Thủ trưởng trả lại", "Ghi rõ chỗ cần sửa."),
    "rut_lai": StepWords("Rút lại", "Rút lại", "Chỉ rút được khi người nhận chưa xử lý."),
    "tiep_nhan": StepWords("Tiếp nhận", "Phòng Nội vụ tiếp nhận", "Bản này thành bản đã chốt.", main=True),
    "yeu_cau_bo_sung": StepWords(
        "Đề nghị bổ sung, chỉnh lý", "Phòng Nội vụ đề nghị bổ sung, chỉnh lý", "Ghi rõ phần cần bổ sung."
    ),
    "de_nghi_dieu_chinh": StepWords(
        "Đề nghị điều chỉnh", "Đề nghị điều chỉnh", "Nêu nội dung và lý do điều chỉnh."
    ),
    "dieu_chinh": StepWords(
        "Điều chỉnh", "Mở để điều chỉnh", "Bản đã chốt vẫn được dùng cho đến khi có bản mới."
    ),
    "bo_dieu_chinh": StepWords("Bỏ điều chỉnh", "Bỏ điều chỉnh", "Trở về bản đã chốt."),
    "gia_han": StepWords("Gia hạn", "Gia hạn", "Ghi ngày mới và lý do."),
    "khong_thuoc_doi_tuong": StepWords(
        "Không thuộc đối tượng", "Xác định không thuộc đối tượng", "Ghi rõ lý do."
    ),
}

BACK_TO_CALLED = StepWords("Đưa lại vào đối tượng", "Đưa lại vào đối tượng", "Ghi rõ lý do.")
"""The step `khong_thuoc_doi_tuong` taken back."""

DOCUMENT_STEPS: Mapping[str, StepWords] = {
    "trinh_ky": StepWords("Trình ký", "Trình ký", main=True),
    "ky": StepWords("Xác nhận đã ký", "Đã ký", main=True),
    "tra_lai": StepWords("Trả lại dự thảo", "Trả lại dự thảo"),
    "rut_lai": StepWords("Rút lại", "Rút lại"),
    "huy_ky": StepWords("Hủy ký", "Hủy ký"),
    "ban_hanh": StepWords("Ban hành", "Ban hành", "Ghi số và ngày do văn thư cấp.", main=True),
    "thay_the": StepWords("Thay thế", "Thay thế"),
    "thu_hoi": StepWords("Thu hồi", "Thu hồi"),
}

PLEDGE_STEPS: Mapping[str, StepWords] = {
    "mo": StepWords("Mở giao ước", "Mở giao ước", main=True),
    "gui_lay_y_kien": StepWords(
        "Gửi lấy ý kiến", "Gửi các đơn vị lấy ý kiến", "Bản này được niêm phong khi gửi.", main=True
    ),
    "dong_y": StepWords("Đồng ý với bản này", "Đồng ý", main=True),
    "de_nghi_sua": StepWords("Đề nghị sửa", "Đề nghị sửa", "Ghi rõ chỗ cần sửa và cách sửa."),
    "thong_nhat": StepWords("Xác nhận đã thống nhất", "Các đơn vị đã thống nhất", main=True),
    "soan_lai": StepWords(
        "Soạn lại", "Mở bản mới để soạn lại", "Bản mới phải lấy ý kiến lại từ đầu; ghi lý do."
    ),
    "dua_ra_ky_ket": StepWords(
        "Đưa ra ký kết", "Đưa ra ký kết", "Bản in có mã và mã QR để đối chiếu.", main=True
    ),
    "hieu_luc": StepWords("Công bố hiệu lực", "Giao ước có hiệu lực", main=True),
    "sua_doi": StepWords(
        "Sửa đổi",
        "Sửa đổi giao ước",
        "Mọi chữ ký trên bản này hết giá trị; từng đơn vị đã ký được báo và ký lại. Ghi lý do.",
    ),
    "thu_hoi": StepWords("Thu hồi", "Thu hồi giao ước", "Mọi chữ ký trên bản này hết giá trị. Ghi lý do."),
    "danh_gia": StepWords("Kết thúc đánh giá", "Đánh giá xong giao ước", main=True),
    "nhac": StepWords("Nhắc đơn vị chưa trả lời", "Nhắc các đơn vị"),
    "xac_nhan_ky": StepWords("Xác nhận chữ ký", "Xác nhận chữ ký"),
    "bac_ky": StepWords("Không xác nhận chữ ký", "Không xác nhận chữ ký số"),
    "tu_choi_ky": StepWords("Từ chối ký", "Từ chối ký"),
}
"""The steps of a giao ước's chain, and the events of its signing."""

SCANNED_PAGES: Mapping[str, Status] = {
    "cho_doi_chieu": Status("Chờ đối chiếu", "i-cho", "t-cho"),
    "khop": Status("Khớp", "i-xong", "t-xong"),
    "khong_khop": Status("Không khớp", "i-tra", "t-tra"),
}
"""A scanned page of a signed giao ước."""

SIGNED_AS: Mapping[str, str] = {
    "thu_truong": "thủ trưởng",
    "cap_pho": "cấp phó theo phân công",
    "uy_quyen": "người được ủy quyền",
}

WAYS_OF_SIGNING: Mapping[str, str] = {"truc_tiep": "Ký trực tiếp", "so": "Chữ ký số"}

PLEDGE_HOLDERS: Mapping[str, str] = {"soan": "đơn vị trưởng", "thanh_vien": "thủ trưởng các đơn vị"}

PLEDGE_WORK: Mapping[str, str] = {
    "soan_thao": "Soạn bản giao ước rồi gửi lấy ý kiến",
    "y_kien": "Trả lời ý kiến về bản giao ước",
    "thong_nhat": "Xác nhận các đơn vị đã thống nhất",
    "dua_ra": "Đưa bản giao ước ra ký kết",
    "ky_ket": "Ký bản giao ước và gửi bản đã ký",
    "xac_nhan": "Đối chiếu chữ ký đã gửi",
}
"""What a giao ước waits for from one reader."""

NOTICES: Mapping[str, str] = {
    "giao_uoc_de_nghi_sua": "Có đơn vị đề nghị sửa bản giao ước",
    "giao_uoc_soan_lai": "Bản giao ước đang được soạn lại; ý kiến đã gửi không còn tính",
    "giao_uoc_sua_doi": "Bản giao ước được sửa đổi; chữ ký trên bản cũ hết giá trị, đơn vị sẽ ký lại",
    "giao_uoc_thu_hoi": "Bản giao ước bị thu hồi; chữ ký của đơn vị hết giá trị",
    "giao_uoc_hieu_luc": "Bản giao ước đã có hiệu lực",
    "giao_uoc_nhac_lay_y_kien": "Đề nghị trả lời ý kiến về bản giao ước",
    "giao_uoc_nhac_dang_ky_ket": "Đề nghị ký bản giao ước",
    "giao_uoc_trang_bi_bac": "Bản chụp giao ước chưa khớp, đề nghị gửi lại",
    "giao_uoc_ky_so_bi_bac": "Tệp ký số giao ước chưa được xác nhận",
    "giao_uoc_tu_choi_ky": "Có đơn vị từ chối ký giao ước",
}
"""What a notice says; the thing it is about follows."""


class _OfOffice(Mapping[str, str]):
    """Words that name the office's own standing body, where they are written with the usual one."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def __getitem__(self, stored: str) -> str:
        words = self._words[stored]
        return words.replace(USUAL_BODY, frame_now().phong) if USUAL_BODY in words else words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


ROLES: Mapping[str, str] = _OfOffice(
    {
        Role.CAN_BO: "Người phụ trách thi đua",
        Role.THU_TRUONG: "Thủ trưởng đơn vị",
        Role.THUONG_TRUC: "Thường trực Hội đồng (Phòng Nội vụ)",
        Role.LANH_DAO_PHONG: "Lãnh đạo Phòng Nội vụ",
        Role.LANH_DAO: "Lãnh đạo UBND",
        Role.HOI_DONG: "Thành viên Hội đồng Thi đua - Khen thưởng",
        Role.XEM: "Người xem",
        Role.QUAN_TRI: "Quản trị hệ thống",
    }
)


class _Obligations(dict[str, Obligation]):
    """The obligations by code; the tasks of named units are named by their number."""

    def __missing__(self, code: str) -> Obligation:
        if not papers.is_task(code):
            raise KeyError(code)
        number = code.removeprefix(papers.TASK)
        return Obligation(f"NV {number}", f"Nhiệm vụ riêng số {number}", "Báo cáo nhiệm vụ")


OBLIGATIONS: Mapping[str, Obligation] = _Obligations(
    {
        "ke_hoach": Obligation("KH", "Kế hoạch thi đua của đơn vị", "Kế hoạch thi đua"),
        "dang_ky": Obligation("ĐK", "Đăng ký thi đua", "Bản đăng ký thi đua"),
        "giao_uoc": Obligation("GƯ", "Giao ước thi đua", "Bản giao ước thi đua"),
        "khen_dot": Obligation("KT 11/6", "Đề nghị khen thưởng dịp 11/6", "Danh sách đề nghị khen thưởng"),
        "so_ket": Obligation("SK", "Báo cáo sơ kết 6 tháng", "Báo cáo sơ kết"),
        "tong_ket": Obligation("TK", "Báo cáo tổng kết năm", "Báo cáo tổng kết"),
        "cham_diem": Obligation("CĐ", "Tự chấm điểm thi đua", "Bảng tự chấm điểm"),
        "khen_thuong": Obligation("KT", "Đề nghị khen thưởng năm", "Tờ trình đề nghị khen thưởng"),
        "nhiem_vu_rieng": Obligation("NV", "Nhiệm vụ riêng được giao", "Báo cáo nhiệm vụ"),
    }
)

TARGET_KINDS: Mapping[str, str] = {
    "luy_ke": "Lũy kế",
    "thoi_diem": "Theo thời điểm",
    "duy_tri": "Duy trì",
    "khong_vuot": "Không vượt",
    "mua_vu": "Theo mùa vụ",
    "cuoi_nam": "Đánh giá cuối năm",
    "nhiem_vu": "Nhiệm vụ",
}

TARGET_DIRECTIONS: Mapping[str, str] = {
    "tang": "Càng cao càng tốt",
    "giam": "Càng thấp càng tốt",
    "giu": "Giữ ở mức",
}

ASSIGNED_BY: Mapping[str, str] = {
    "ubnd": "UBND giao",
    "nganh_doc": "Ngành dọc giao",
    "cap_uy": "Cấp ủy giao",
    "tu_dang_ky": "Tự đăng ký",
}

EVALUATIONS: Mapping[str, str] = {
    DanhGia.HOAN_THANH_NAM: "Hoàn thành năm",
    DanhGia.DAT_MOC: "Đạt mốc",
    DanhGia.DUOI_MOC: "Dưới mốc",
    DanhGia.CHUA_DEN_KY: "Chưa đến kỳ đánh giá",
    DanhGia.CHUA_BAO_CAO: "Chưa báo cáo",
}

EVALUATION_STATUS: Mapping[str, Status] = {
    DanhGia.HOAN_THANH_NAM: Status("Hoàn thành năm", "i-xong", "t-xong"),
    DanhGia.DAT_MOC: Status("Đạt mốc", "i-xong", "t-xong"),
    DanhGia.DUOI_MOC: Status("Dưới mốc", "i-tre", "t-cho"),
    DanhGia.CHUA_DEN_KY: Status("Chưa đến kỳ đánh giá", "i-khoa", "t-khoa"),
    DanhGia.CHUA_BAO_CAO: Status("Chưa báo cáo", "i-trong", "t-trong"),
}
"""The same with glyph and tone, for `status_of`."""

TASK_STATES: Mapping[str, str] = {
    TinhTrangNhiemVu.HOAN_THANH: "Hoàn thành",
    TinhTrangNhiemVu.DANG_THUC_HIEN: "Đang thực hiện",
    TinhTrangNhiemVu.CHUA_THUC_HIEN: "Chưa thực hiện",
}

FIGURE_KINDS: Mapping[str, str] = {"uoc": "Ước", "chinh_thuc": "Chính thức"}

PLEDGE_VERDICTS: Mapping[str, str] = {
    "hoan_thanh": "Hoàn thành",
    "hoan_thanh_mot_phan": "Hoàn thành một phần",
    "khong_hoan_thanh": "Không hoàn thành",
}

PERIODS: Mapping[str, str] = {"so_ket": "Sơ kết 6 tháng", "tong_ket": "Tổng kết năm"}

ACCOUNT_STATES: Mapping[str, Status] = {
    "dang_dung": Status("Đang dùng", "i-xong", "t-xong"),
    "cho_doi": Status("Phải đổi mật khẩu", "i-cho", "t-cho"),
    "ma_het_han": Status("Mã đã hết hạn", "i-tre", "t-tre"),
    "tam_khoa": Status("Tạm khóa vì gõ sai", "i-khoa", "t-cho"),
    "khoa": Status("Đã khóa", "i-khoa", "t-tra"),
    "khong_vai_tro": Status("Chưa có vai trò", "i-trong", "t-trong"),
}

DELEGATION_STATES: Mapping[str, Status] = {
    "hieu_luc": Status("Đang hiệu lực", "i-xong", "t-xong"),
    "sap_het": Status("Sắp hết hạn", "i-cho", "t-cho"),
    "sap_toi": Status("Chưa đến ngày", "i-nhap", "t-nhap"),
    "da_het": Status("Đã hết hiệu lực", "i-khoa", "t-khoa"),
}

SIGNING_WAYS: Mapping[str, str] = {
    "kt": "KT. (ký thay thủ trưởng)",
    "tl": "TL. (ký thừa lệnh)",
    "q": "Q. (quyền thủ trưởng)",
    "tuq": "TUQ. (ký thừa ủy quyền)",
}

GROUND_KINDS: Mapping[str, str] = {
    "ke_hoach": "Kế hoạch",
    "huong_dan": "Hướng dẫn",
    "cong_van": "Công văn",
    "giao_uoc": "Giao ước thi đua",
    "bao_cao": "Báo cáo",
    "to_trinh": "Tờ trình",
    "quyet_dinh": "Quyết định",
    "thong_bao": "Thông báo",
}
"""The kinds of paper that print căn cứ."""

PLAN_LINES: Mapping[str, str] = {
    "muc": "Mục (I., II.)",
    "khoan_tieu_de": "Khoản có tên (1.)",
    "khoan": "Khoản (1.)",
    "gach": "Gạch đầu dòng (-)",
    "doan": "Đoạn văn",
}
"""The kinds of lines of the year's plan."""

MOVEMENT_KINDS: Mapping[str, str] = {
    "thuong_xuyen": "Thường xuyên",
    "chuyen_de": "Theo chuyên đề",
    "dac_biet": "Đợt đặc biệt",
    "linh_vuc": "Theo lĩnh vực",
    "cuoc_van_dong": "Cuộc vận động",
}

UNIT_TYPES: Mapping[str, str] = {
    "phuong": "Phường",
    "xa": "Xã",
    "phong": "Phòng, cơ quan thuộc UBND",
    "dang": "Cơ quan Đảng",
    "doan_the": "Mặt trận, đoàn thể",
    "noi_chinh": "Nội chính, lực lượng vũ trang",
    "trung_tam": "Đơn vị sự nghiệp",
    "truong": "Trường học",
    "doanh_nghiep": "Doanh nghiệp",
    "khac": "Đơn vị khác",
}
"""The usual types of units; an office may have others."""

UNIT_LAYOUTS: Mapping[str, str] = {
    "nd30": "Nghị định 30/2020/NĐ-CP",
    "dang": "Văn bản của Đảng",
    "doan_the": "Văn bản của đoàn thể",
}


def unit_type(stored: str) -> str:
    """The type of a unit in words; a type of the office's own as it is written."""
    return UNIT_TYPES.get(stored, stored.replace("_", " "))


def status(stored: str) -> Status:
    """How a stored state of anything is shown; raises KeyError for a word that has no label."""
    for table in (STATES, SITUATIONS, DOCUMENT_STATES, PLEDGE_STATES, YEAR_STATES):
        if stored in table:
            return table[stored]
    raise KeyError(stored)


def step_words(name: str, source: str = "") -> StepWords:
    """The words of a step of the hồ sơ, naming the office's own standing body; `source` tells the two
    directions of one name apart."""
    if name == "khong_thuoc_doi_tuong" and source == State.KHONG_THUOC_DOI_TUONG:
        return BACK_TO_CALLED
    words = STEPS[name]
    if USUAL_BODY not in f"{words.happened}{words.hint}":
        return words
    phong = frame_now().phong
    happened, hint = (text.replace(USUAL_BODY, phong) for text in (words.happened, words.hint))
    return replace(words, happened=happened, hint=hint)
