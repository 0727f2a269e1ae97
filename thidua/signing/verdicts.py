"""What the check of one digital signature found, in the words of the office, ready to be kept as evidence."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from thidua.core.viet import format_date

CAUTION: Final = "đối chiếu chữ ký số (tham khảo)"
"""What every showing of a verdict says beside it: the check informs, it certifies nothing."""


class KetQua(StrEnum):
    """The verdicts; the value is what is stored."""

    HOP_LE = "hop_le"
    CHUA_KIEM_TRA_THU_HOI = "chua_kiem_tra_thu_hoi"
    CO_CAP_NHAT = "co_cap_nhat"
    BI_SUA = "bi_sua"
    NOI_DUNG_BI_SUA = "noi_dung_bi_sua"
    KHONG_RO_NGUOI_KY = "khong_ro_nguoi_ky"
    DA_THU_HOI = "da_thu_hoi"
    HET_HAN = "het_han"
    THUAT_TOAN_YEU = "thuat_toan_yeu"
    KHONG_DUNG_DE_KY = "khong_dung_de_ky"
    KHONG_CO_CHU_KY = "khong_co_chu_ky"
    KHONG_DOC_DUOC = "khong_doc_duoc"


WORDS: Final[dict[KetQua, str]] = {
    KetQua.HOP_LE: "Hợp lệ",
    KetQua.CHUA_KIEM_TRA_THU_HOI: "Hợp lệ, chưa kiểm tra thu hồi",
    KetQua.CO_CAP_NHAT: "Hợp lệ, có cập nhật sau ký",
    KetQua.BI_SUA: "Bị sửa sau khi ký",
    KetQua.NOI_DUNG_BI_SUA: "Nội dung đã bị sửa",
    KetQua.KHONG_RO_NGUOI_KY: "Không rõ người ký",
    KetQua.DA_THU_HOI: "Chứng thư đã thu hồi",
    KetQua.HET_HAN: "Chứng thư hết hạn",
    KetQua.THUAT_TOAN_YEU: "Thuật toán yếu",
    KetQua.KHONG_DUNG_DE_KY: "Chứng thư không dùng để ký",
    KetQua.KHONG_CO_CHU_KY: "Không có chữ ký số",
    KetQua.KHONG_DOC_DUOC: "Không đọc được",
}

ACCEPTABLE: Final = frozenset({KetQua.HOP_LE, KetQua.CHUA_KIEM_TRA_THU_HOI, KetQua.CO_CAP_NHAT})
"""Verdicts after which a second person may accept the signature."""

WAYS_OUT: Final[dict[KetQua, str]] = {
    KetQua.BI_SUA: "Hãy ký lại trên tệp gốc và gửi tệp vừa ký, không mở bằng phần mềm khác để sửa.",
    KetQua.NOI_DUNG_BI_SUA: "Hãy ký lại trên tệp gốc và gửi tệp vừa ký.",
    KetQua.KHONG_RO_NGUOI_KY: "Hãy đề nghị quản trị nạp chứng thư gốc, chứng thư trung gian của tổ chức cấp.",
    KetQua.DA_THU_HOI: "Hãy ký lại bằng chứng thư đang có hiệu lực, hoặc ký trực tiếp trên bản giấy.",
    KetQua.HET_HAN: "Hãy ký lại bằng chứng thư đang có hiệu lực, hoặc ký trực tiếp trên bản giấy.",
    KetQua.THUAT_TOAN_YEU: "Hãy ký lại với SHA-256 và khóa RSA từ 2048 bit, hoặc ký trực tiếp trên bản giấy.",
    KetQua.KHONG_DUNG_DE_KY: "Hãy ký lại bằng chứng thư dùng để ký văn bản, hoặc ký trực tiếp trên bản giấy.",
    KetQua.KHONG_CO_CHU_KY: "Hình chữ ký, con dấu không phải chữ ký số; hãy ký bằng phần mềm rồi gửi lại.",
    KetQua.KHONG_DOC_DUOC: "Hãy ký lại trên tệp gốc và gửi tệp vừa ký.",
}
"""What the person who sent the file does next, for each verdict that is not acceptable."""


@dataclass(frozen=True, slots=True)
class ChungThu:
    """A certificate of the chain; of its subject only the names, never a personal number."""

    ten: str
    to_chuc: str
    so_hieu: str
    """Serial number, hexadecimal."""
    van_tay: str
    """SHA-256 of the certificate, hexadecimal."""
    tu: datetime
    den: datetime


@dataclass(frozen=True, slots=True)
class KetLuan:
    """One signature's verdict with its evidence; a file without signatures has one verdict without signer.

    `chuoi` runs from the trusted root to the signer and is empty where no chain was found. `thu_hoi_da_biet`
    says whether current revocation lists or OCSP answers covered the whole chain; `crl_ngay` is the day of
    the newest of the signer's issuer, whether current or not. `dau_thoi_gian` says whether `luc_ky` was
    proved by a timestamp of a trusted service rather than claimed by the signer.
    """

    ket_qua: KetQua
    luc_kiem: datetime
    phien_ban: str
    """The checking library with its version."""
    ghi_chu: tuple[str, ...] = ()
    o_ky: str = ""
    nguoi_ky: str = ""
    chuc_danh: str = ""
    to_chuc: str = ""
    so_hieu: str = ""
    cap_boi: str = ""
    luc_ky: datetime | None = None
    dau_thoi_gian: bool = False
    noi_cap_dau: str = ""
    chuoi: tuple[ChungThu, ...] = ()
    thu_hoi_da_biet: bool = False
    crl_ngay: date | None = None
    pham_vi: str = ""
    muc_sua: str = ""
    thuat_toan: str = ""
    thu_hoi_theo: tuple[str, ...] = ()
    """For each certificate below the root the current list or OCSP answer, with its day."""

    @property
    def words(self) -> str:
        """The verdict as it is shown, with the day of the revocation list where it belongs."""
        words = WORDS[self.ket_qua]
        if self.ket_qua is not KetQua.CHUA_KIEM_TRA_THU_HOI:
            return words
        return f"{words} ({'CRL ngày ' + format_date(self.crl_ngay) if self.crl_ngay else 'chưa có CRL'})"

    @property
    def is_acceptable(self) -> bool:
        """Whether a second person may accept the signature."""
        return self.ket_qua in ACCEPTABLE

    @property
    def way_out(self) -> str:
        """What to do next; empty for an acceptable verdict."""
        return WAYS_OUT.get(self.ket_qua, "")

    def as_dict(self) -> dict[str, object]:
        """The evidence as plain values for JSON: times and days in ISO form, the shown words included."""
        return {**{name: _plain(value) for name, value in asdict(self).items()}, "loi": self.words}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, StrEnum) else value
