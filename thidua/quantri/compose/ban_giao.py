"""What is handed over → lines in words, and the minutes of the hand-over."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from thidua.core.calendar import VN
from thidua.core.viet import format_date
from thidua.donvi.queries import DonViRow
from thidua.donvi.queries.co_quan import CoQuanRow
from thidua.quantri.queries.ban_giao import BanGiaoRow, TrongTay
from thidua.vanban.blocks import DauVanBan, NgayVanBan, SoKyHieu, TheThuc, VanBan
from thidua.vanban.kinds import ban_giao
from thidua.vanban.kinds.ban_giao import BienBanBanGiao, DongBanGiao, NhomBanGiao

VAI_TRO, HO_SO, GIAO_UOC, TONG_HOP, UY_QUYEN = "vai_tro", "ho_so", "giao_uoc", "tong_hop", "uy_quyen"
NHOM: Mapping[str, str] = {
    VAI_TRO: "Vai trò trong phần mềm",
    HO_SO: "Hồ sơ đang xử lý",
    GIAO_UOC: "Giao ước thi đua",
    TONG_HOP: "Báo cáo tổng hợp đang soạn",
    UY_QUYEN: "Phân công, ủy quyền",
}
SAMPLE_LINE = "(Số liệu, họ tên là dữ liệu mẫu)"


@dataclass(frozen=True, slots=True)
class TuNgu:
    """Words of stored names, as the screen says them: roles, obligations, states, ways of signing."""

    vai_tro: Mapping[str, str]
    nghia_vu: Callable[[str], str]
    trang_thai: Mapping[str, str]
    cach_ky: Mapping[str, str]
    viec_giao_uoc: Mapping[str, str]
    ky_bao_cao: Mapping[str, str]


def lines(held: TrongTay, words: TuNgu) -> list[tuple[str, str, str]]:
    """What is in hand as lines of the minutes: (kind, what, how it stands)."""
    return [*_roles_and_papers(held, words), *_work(held, words), *_powers(held, words)]


def _kept(luc: datetime | None) -> str:
    return f"; lưu nháp lần cuối {format_date(luc.astimezone(VN))}" if luc else ""


def _work(held: TrongTay, words: TuNgu) -> Iterator[tuple[str, str, str]]:
    for pledge in held.giao_uoc:
        since = format_date(pledge.tu.astimezone(VN))
        if pledge.viec:
            said = f"{words.viec_giao_uoc[pledge.viec]}, từ {since}{_kept(pledge.nhap_luc)}"
        else:
            said = f"Đã gửi {pledge.so} tệp hoặc trang đã ký từ {since}, chờ người khác đối chiếu"
        yield (GIAO_UOC, f"Giao ước thi đua năm {pledge.nam}: {pledge.ten}", said)
    for report in held.tong_hop:
        who = "người giao sửa lần cuối" if report.cua_minh else "sửa lần cuối"
        what = f"Báo cáo tổng hợp {words.ky_bao_cao[report.ky].lower()} {report.nam}"
        yield (TONG_HOP, what, f"Đang soạn; {who} {format_date(report.doi_luc.astimezone(VN))}")


def _roles_and_papers(held: TrongTay, words: TuNgu) -> Iterator[tuple[str, str, str]]:
    for role in held.vai_tro:
        what = words.vai_tro[role.vai_tro] + (f": {role.don_vi}" if role.don_vi else "")
        until = f" đến hết {format_date(role.den_ngay)}" if role.den_ngay else ""
        yield (VAI_TRO, what, f"Giữ từ {format_date(role.tu_ngay)}{until}")
    for paper in held.ho_so:
        what = f"{words.nghia_vu(paper.loai)} năm {paper.nam}: {paper.don_vi}"
        said = f"{words.trang_thai[paper.state]}; hạn {format_date(paper.han)}{_kept(paper.nhap_luc)}"
        yield (HO_SO, what, said)


def _powers(held: TrongTay, words: TuNgu) -> Iterator[tuple[str, str, str]]:
    for power in (*held.uy_quyen, *held.da_uy_quyen):
        unit = held.ten_don_vi.get(power.don_vi_id, "")
        given = f"Ủy quyền cho {power.ho_ten}: " if power in held.da_uy_quyen else ""
        what = f"{given}{words.cach_ky[power.cach_ky]}, {power.chuc_vu}: {unit}"
        end = f" đến hết {format_date(power.het_ngay)}" if power.het_ngay else ""
        said = f"Văn bản số {power.van_ban_so}, từ {format_date(power.tu_ngay)}{end}; thôi khi bàn giao"
        yield (UY_QUYEN, what, said)


def minutes(row: BanGiaoRow, unit: DonViRow | None, office: CoQuanRow, *, sample: bool) -> VanBan:
    """The biên bản of a hand-over, headed by the giver's unit, or by the standing body."""
    moment = row.luc.astimezone(VN)
    groups = tuple(
        NhomBanGiao(name, tuple(DongBanGiao(what, how) for kind, what, how in row.dong if kind == code))
        for code, name in NHOM.items()
    )
    superior, own, place, symbol, layout = _head(unit, office)
    return ban_giao.build(
        BienBanBanGiao(
            dau=DauVanBan(
                co_quan_chu_quan=superior,
                co_quan_ban_hanh=own,
                so_ky_hieu=SoKyHieu(None, f"BB-{symbol}"),
                dia_danh=place,
                ngay=_day(moment),
            ),
            trich_yeu="Bàn giao công tác thi đua, khen thưởng",
            thoi_gian=f"{moment:%H giờ %M}, {_day(moment).dong()}",
            ly_do=row.ly_do,
            nguoi_giao=row.giao_ho_ten,
            chuc_vu_giao=row.giao_chuc_vu,
            nguoi_nhan=row.nhan_ho_ten,
            chuc_vu_nhan=row.nhan_chuc_vu,
            nhom=groups,
            cam_ket=(
                f"Kể từ ngày {format_date(row.ngay)}, người nhận chịu trách nhiệm về các công việc nêu trên; "
                "tài khoản của người giao được khóa từ khi lập biên bản này. Biên bản lập thành hai bản, "
                "mỗi bên giữ một bản"
            ),
            ghi_chu=SAMPLE_LINE if sample else None,
            the_thuc=cast(TheThuc, layout),
        )
    )


def _day(moment: datetime) -> NgayVanBan:
    return NgayVanBan(moment.day, moment.month, moment.year)


def _head(unit: DonViRow | None, office: CoQuanRow) -> tuple[tuple[str, ...], tuple[str, ...], str, str, str]:
    """Superior, own lines, place, symbol and layout of the head."""
    if unit is not None:
        return (unit.co_quan_chu_quan, unit.co_quan_ban_hanh, unit.dia_danh, unit.ky_hieu, unit.the_thuc)
    return (
        office.thuong_truc_chu_quan,
        office.thuong_truc_ban_hanh or (office.thuong_truc,),
        office.dia_danh,
        office.ky_hieu_phong or office.ky_hieu_ubnd,
        "nd30",
    )
