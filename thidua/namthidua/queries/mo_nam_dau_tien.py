"""The draft of an office's first year."""

from datetime import date

from thidua.core.calendar import KyBaoCao, WorkCalendar, dot_cua_nam
from thidua.core.rollover import Advanced
from thidua.donvi.queries import DonViRow
from thidua.donvi.queries.co_quan import CoQuanRow
from thidua.namthidua.queries.ban_mo_nam import BanMoNam, CanXem, Dau, DotCu, NgayDoi, NghiaVuCu
from thidua.namthidua.queries.lich import NgayRow

TEN_NGHIA_VU = (
    ("ke_hoach", "Kế hoạch thi đua của đơn vị"),
    ("dang_ky", "Đăng ký thi đua"),
    ("giao_uoc", "Giao ước thi đua"),
    ("khen_dot", "Đề nghị khen thưởng dịp 11/6"),
    ("so_ket", "Báo cáo sơ kết 6 tháng"),
    ("tong_ket", "Báo cáo tổng kết năm"),
)
"""The obligations with which an office begins."""


def first_year(
    nam: int,
    office: CoQuanRow | None,
    units: dict[int, DonViRow],
    calendar: WorkCalendar,
    days: tuple[NgayRow, ...],
) -> BanMoNam:
    """The skeleton of an office's first year: two periods and the six obligations, whose days are asked;
    `days` are offered for its calendar."""
    opening = calendar.workday_on_or_after(date(nam, 1, 2))
    nothing = Advanced("", (), ())
    return BanMoNam(
        nam=nam,
        tu_nam=None,
        dau=Dau(
            chu_de="",
            ky_hieu="KH-UBND",
            trich_yeu=nothing,
            co_quan_ban_hanh=office.ubnd_ban_hanh if office else (),
            dia_danh=office.dia_danh if office else "",
            quyen_han_ky=office.ubnd_quyen_han_ky if office else (),
            nguoi_ky=office.ubnd_nguoi_ky if office else "",
            la_mau=False,
            doi_co_quan=False,
        ),
        dong=(),
        noi_nhan=(),
        can_cu=(),
        dot=tuple(
            DotCu(dot.so, dot.so, f"Đợt {dot.so}", dot.tu_ngay, dot.den_ngay, dot.ty_le_moc, period)
            for dot, period in zip(dot_cua_nam(nam), KyBaoCao, strict=True)
        ),
        phong_trao=(),
        danh_muc=(),
        nghia_vu=tuple(
            NghiaVuCu(
                place,
                code,
                Advanced(name, (), ()),
                NgayDoi(None, opening, opening),
                NgayDoi(None, None, None),
                nothing,
                "",
                (),
                True,
                (CanXem.CHUA_CO_NGAY,),
            )
            for place, (code, name) in enumerate(TEN_NGHIA_VU, 1)
        ),
        cum_khoi=(),
        don_vi=units,
        mat=(),
        moi=tuple(units),
        lich=days,
    )
