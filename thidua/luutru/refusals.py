"""The ways the store says no, each with a sentence for the reader."""

from thidua.gate.reasons import sentence


class StoreRefused(Exception):
    """`reason` is a stable code, `message` a Vietnamese sentence."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class FileTooLarge(StoreRefused):
    """More than `MAX_FILE` bytes arrived."""

    def __init__(self, shown_name: str) -> None:
        super().__init__("qua_lon", sentence("qua_lon", shown_name))


class DiskFull(StoreRefused):
    """The disk has too little room left for the upload and what follows it."""

    def __init__(self, shown_name: str) -> None:
        super().__init__(
            "het_cho",
            f"Chưa nhận được tệp “{shown_name}”: máy chủ sắp hết chỗ lưu. "
            "Hãy báo người quản trị rồi gửi lại sau; các tệp đã gửi vẫn còn nguyên và vẫn xem được.",
        )


class FileMissing(StoreRefused):
    """No file of that checksum lies in the store."""

    def __init__(self) -> None:
        super().__init__(
            "khong_con_tep",
            "Không tìm thấy nội dung của tệp này trên máy chủ. "
            "Hãy báo người quản trị để lấy lại từ bản sao lưu, hoặc gửi lại tệp.",
        )
