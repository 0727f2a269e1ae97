"""Material → the consolidated report, BC-NV or BC-UBND from the same composition."""

from collections.abc import Iterator

from thidua.core.calendar import KyBaoCao, local_day
from thidua.core.viet import format_date
from thidua.donvi.queries import DonViRow
from thidua.namthidua.compose import carried_out
from thidua.tonghop.compose.sections import annexes, section
from thidua.tonghop.compose.sources import BAN, Ban, Nhom, nhom, reporting_units, source_page
from thidua.tonghop.queries import Material
from thidua.vanban.blocks import DauVanBan, KyTen, NgayVanBan, SoKyHieu, VanBan
from thidua.vanban.kinds import tong_hop as kind
from thidua.vanban.kinds.tong_hop import BaoCaoTongHop, Cau

__all__ = ["BAN", "Ban", "bao_cao", "coverage", "paper"]

SAMPLE_LINE = "(Số liệu, họ tên là dữ liệu mẫu)"


def bao_cao(material: Material, ban: Ban) -> BaoCaoTongHop:
    """The consolidated report as data. Number and date stay blank for văn thư.

    BC-UBND has another head, addressees and signature, and neither late ones nor the town's own proposals.
    """
    half, nam = material.ky is KyBaoCao.SO_KET, material.nam.nam
    outline = kind.de_cuong(material.ky, nam, material.co_quan.ubnd)
    content = {
        one.muc.ma: tuple(section(material, ban, one.muc.ma))
        for one in kind.numbered(outline)
        if one.muc.ma is not None and not (ban == "ubnd" and one.muc.noi_bo)
    }
    khoang = "6 tháng đầu năm" if half else f"năm {nam}"
    toi = f"6 tháng cuối năm {nam}" if half else f"năm {nam + 1}"
    return BaoCaoTongHop(
        dau=_head(material, ban),
        trich_yeu=(
            f"{'Sơ kết' if half else 'Tổng kết'} phong trào thi đua yêu nước và công tác khen thưởng\n"
            f"{khoang}; phương hướng, nhiệm vụ {toi}"
        ),
        kinh_gui=_addressees(material, ban),
        mo_dau=tuple(_opening(material, ban)),
        de_cuong=outline,
        noi_dung=content,
        ket=(
            f"Trên đây là báo cáo {'sơ kết' if half else 'tổng kết'} phong trào thi đua yêu nước và công tác "
            f"khen thưởng {khoang}{f' {nam}' if half else ''}, {_author(material, ban)} "
            f"{'báo cáo' if ban == 'ubnd' else 'kính báo cáo'} {_reader(material, ban)}"
        ),
        ky_ten=_signature(material, ban),
        noi_nhan=_recipients(material, ban),
        phu_luc=tuple(annexes(material, ban)),
        tham_chieu=(
            f"(Kèm theo Báo cáo {_so_ky_hieu(material, ban).dong()} {_date_line(material)} "
            f"của {_author(material, ban)})"
        ).replace("Báo cáo Số:", "Báo cáo số"),
        ghi_chu=SAMPLE_LINE if material.nam.la_mau else None,
    )


def paper(material: Material, ban: Ban) -> VanBan:
    """The consolidated report as a paper."""
    return kind.build(bao_cao(material, ban))


def _recipients(material: Material, ban: Ban) -> tuple[str, ...]:
    office = material.co_quan
    if ban == "nv":
        return ("Như trên", f"{office.hoi_dong} (b/c)", "Lưu: VT")
    return (
        "Như trên",
        f"Thường trực {office.cap_uy} (b/c)",
        f"Thường trực HĐND {office.cap}",
        f"Chủ tịch, các PCT {office.ubnd_ngan}",
        f"Các thành viên {office.hoi_dong}",
        f"Lưu: VT, {material.thuong_truc.ky_hieu}",
    )


def _so_ky_hieu(material: Material, ban: Ban) -> SoKyHieu:
    return SoKyHieu(None, "BC-UBND" if ban == "ubnd" else f"BC-{material.thuong_truc.ky_hieu}")


def _date_line(material: Material) -> str:
    return NgayVanBan(None, None, local_day(material.at).year).dong()


def _head(material: Material, ban: Ban) -> DauVanBan:
    office = material.thuong_truc
    own = ban == "nv"
    return DauVanBan(
        office.co_quan_chu_quan if own else material.co_quan.ubnd_chu_quan,
        office.co_quan_ban_hanh if own else material.co_quan.ubnd_ban_hanh,
        _so_ky_hieu(material, ban),
        office.dia_danh if own else material.co_quan.dia_danh,
        NgayVanBan(None, None, local_day(material.at).year),
    )


def _addressees(material: Material, ban: Ban) -> tuple[str, ...]:
    office = material.co_quan
    if ban == "nv":
        return (office.ubnd,)
    return (office.ubnd_tinh, f"Ban Thi đua - Khen thưởng {office.cap_tinh}")


def _author(material: Material, ban: Ban) -> str:
    return material.co_quan.thuong_truc if ban == "nv" else material.co_quan.ubnd


def _reader(material: Material, ban: Ban) -> str:
    return material.co_quan.ubnd if ban == "nv" else material.co_quan.ubnd_tinh


def _signature(material: Material, ban: Ban) -> KyTen:
    if ban == "nv":
        return KyTen(material.thuong_truc.quyen_han_ky, material.nguoi_ky_nv)
    return KyTen(material.co_quan.ubnd_quyen_han_ky, material.nguoi_ky_ubnd)


def _opening(material: Material, ban: Ban) -> Iterator[Cau]:
    year = material.nam
    number = f" số {year.ke_hoach_so:02d}/{year.ke_hoach_ky_hieu}" if year.ke_hoach_so else ""
    day = f" ngày {format_date(year.ke_hoach_ngay)}" if year.ke_hoach_ngay else ""
    subject = " ".join(year.ke_hoach_trich_yeu.split())
    subject = f" {subject[:1].lower()}{subject[1:]}" if subject else f" phát động thi đua năm {year.nam}"
    yield Cau(
        (
            f"Thực hiện {carried_out(material.can_cu)}Kế hoạch{number}{day} của "
            f"{material.co_quan.ubnd}{subject}; {_author(material, ban)} báo cáo kết quả như sau:",
        )
    )
    yield Cau((_coverage(material),), source_page(material))
    missing = [unit.ten for group in nhom(material) for unit in _silent(material, group)]
    if missing and ban == "nv":
        yield Cau(
            (
                f"{len(missing):02d} đơn vị chưa có báo cáo được tiếp nhận: {'; '.join(missing)}. "
                "Chỉ tiêu của các đơn vị này ghi “Chưa báo cáo”, không tính là 0.",
            ),
            source_page(material),
        )


def _silent(material: Material, group: Nhom) -> list[DonViRow]:
    return [u for u in reporting_units(material, group) if not material.version(u.id, material.ky.value)]


def coverage(material: Material) -> tuple[int, int]:
    """How many of the units called have a received report."""
    called = [unit for group in nhom(material) for unit in reporting_units(material, group)]
    return sum(material.version(u.id, material.ky.value) is not None for u in called), len(called)


def _coverage(material: Material) -> str:
    received, called = coverage(material)
    closing = material.composition.chot_den
    chot = (
        f"chốt đến ngày {format_date(closing)}"
        if closing
        else f"tổng hợp đến ngày {format_date(local_day(material.at))}"
    )
    return (
        f"Số liệu {chot}, ước thực hiện đến ngày {format_date(material.dot.den_ngay)}; "
        f"tổng hợp từ báo cáo của {received}/{called} đơn vị."
    )
