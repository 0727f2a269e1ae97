"""The form of the office."""

from typing import Any

import wtforms

from thidua.donvi.compose.moi import CoQuanMoi
from thidua.donvi.forms import LINES, SHORT, needed, offered, printed
from thidua.donvi.queries.co_quan import BAC, CoQuanRow
from thidua.web.forms import ChuVN, DoanVN, Form, LockField, NgayVN


class CoQuanForm(Form):
    """The office from a day on."""

    row_version = LockField()
    tu_ngay = NgayVN("Có hiệu lực từ ngày", [needed()])
    bac = wtforms.SelectField(
        "Cấp", choices=offered({stored: words.capitalize() for stored, words in BAC.items()})
    )
    ten = ChuVN("Tên địa phương", [needed()])
    tinh = ChuVN("Tỉnh, thành phố", [needed()])
    dia_danh = ChuVN("Địa danh ghi trên văn bản", [needed()])
    cap_uy = ChuVN("Cấp ủy", [needed()])
    ubnd = ChuVN("Ủy ban nhân dân, gọi trong câu", [needed()])
    hoi_dong = ChuVN("Hội đồng, gọi trong câu", [needed()])
    thuong_truc = ChuVN("Cơ quan thường trực, gọi trong câu", [needed()])
    thuong_truc_id = wtforms.SelectField("Đơn vị là cơ quan thường trực")
    ubnd_chu_quan = DoanVN("Cơ quan chủ quản của UBND", limit=LINES)
    ubnd_ban_hanh = DoanVN("Tên UBND", [needed()], limit=LINES)
    ubnd_quyen_han_ky = DoanVN("Quyền hạn, chức vụ", [needed()], limit=LINES)
    ubnd_nguoi_ky = ChuVN("Người ký cho UBND")
    hoi_dong_chu_quan = DoanVN("Cơ quan chủ quản của Hội đồng", limit=LINES)
    hoi_dong_ban_hanh = DoanVN("Tên Hội đồng", [needed()], limit=LINES)
    hoi_dong_quyen_han_ky = DoanVN("Quyền hạn, chức vụ", [needed()], limit=LINES)
    hoi_dong_nguoi_ky = ChuVN("Người ký cho Hội đồng")
    thuong_truc_nguoi_ky = ChuVN("Người ký cho cơ quan thường trực")
    ky_hieu_ubnd = ChuVN("UBND", [needed()], limit=SHORT)
    ky_hieu_cong_van = ChuVN("Công văn của UBND", [needed()], limit=SHORT)
    ky_hieu_thuong_truc = ChuVN("Công văn của cơ quan thường trực", [needed()], limit=SHORT)
    ky_hieu_hoi_dong = ChuVN("Hội đồng", [needed()], limit=SHORT)

    @property
    def office(self) -> CoQuanMoi:
        """The office as the action takes it; the form must have been found good."""
        assert self.tu_ngay.data is not None
        return CoQuanMoi(
            tu_ngay=self.tu_ngay.data,
            bac=self.bac.data,
            ten=self.ten.data or "",
            tinh=self.tinh.data or "",
            cap_uy=self.cap_uy.data or "",
            ubnd=self.ubnd.data or "",
            hoi_dong=self.hoi_dong.data or "",
            thuong_truc=self.thuong_truc.data or "",
            thuong_truc_id=int(self.thuong_truc_id.data) if self.thuong_truc_id.data else None,
            dia_danh=self.dia_danh.data or "",
            ubnd_chu_quan=printed(self.ubnd_chu_quan.data),
            ubnd_ban_hanh=printed(self.ubnd_ban_hanh.data),
            hoi_dong_chu_quan=printed(self.hoi_dong_chu_quan.data),
            hoi_dong_ban_hanh=printed(self.hoi_dong_ban_hanh.data),
            ky_hieu_ubnd=self.ky_hieu_ubnd.data or "",
            ky_hieu_cong_van=self.ky_hieu_cong_van.data or "",
            ky_hieu_thuong_truc=self.ky_hieu_thuong_truc.data or "",
            ky_hieu_hoi_dong=self.ky_hieu_hoi_dong.data or "",
            ubnd_quyen_han_ky=printed(self.ubnd_quyen_han_ky.data),
            ubnd_nguoi_ky=self.ubnd_nguoi_ky.data or "",
            hoi_dong_quyen_han_ky=printed(self.hoi_dong_quyen_han_ky.data),
            hoi_dong_nguoi_ky=self.hoi_dong_nguoi_ky.data or "",
            thuong_truc_nguoi_ky=self.thuong_truc_nguoi_ky.data or "",
        )


def office_words(office: CoQuanRow) -> dict[str, Any]:
    """What the form holds before anybody types."""
    names = [name for name in CoQuanForm()._fields if name not in ("thuong_truc_id",)]
    words = {name: getattr(office, name) for name in names}
    words["thuong_truc_id"] = str(office.thuong_truc_id or "")
    return {name: "\n".join(v) if isinstance(v, tuple) else v for name, v in words.items()}
