"""What stands in a section: computed sentences and tables, the office's own text, picked sentences."""

from collections.abc import Iterator

from thidua.core.calendar import KyBaoCao
from thidua.core.targets import DanhGia, ty_le_hoan_thanh
from thidua.core.viet import fold, format_number
from thidua.donvi.queries import DonViRow
from thidua.tonghop.compose.rows import (
    cham_rows,
    chu_yeu_rows,
    giao_uoc_rows,
    phong_trao_rows,
    van_ban_groups,
)
from thidua.tonghop.compose.sources import Ban, nhom, report_page, reporting_units, source_page
from thidua.tonghop.compose.targets import chi_tieu_groups, danh_gia_rows, targets_of
from thidua.tonghop.queries import CauTrichRow, Material
from thidua.vanban.kinds import bang_tong_hop as bang
from thidua.vanban.kinds import phu_luc_tong_hop as phu_luc
from thidua.vanban.kinds import tong_hop as kind
from thidua.vanban.kinds.tong_hop import BangTrongMuc, Cau, DenBang, DenPhuLuc, NoiDung


def section(material: Material, ban: Ban, muc: str) -> Iterator[NoiDung]:
    """The paragraphs and tables of one section of the outline."""
    before, after = _computed(material, ban, muc)
    yield from before
    yield from own_text(material.composition.text_of(muc))
    yield from after
    yield from (_picked(material, one) for one in material.composition.cau_trich if one.muc == muc)


def own_text(text: str) -> Iterator[Cau]:
    """The office's text as paragraphs, one a line; a line that begins with a dash is a dash paragraph."""
    for line in (part.strip() for part in text.split("\n")):
        if line.startswith(("- ", "– ")):
            yield Cau((line[2:].strip(),), gach=True)
        elif line:
            yield Cau((line,))


def _picked(material: Material, one: CauTrichRow) -> Cau:
    unit = next((u for u in material.units if u.id == one.don_vi_id), None)
    if unit is None:
        return Cau((one.noi_dung,), gach=True)
    named = _mentions(one.noi_dung, unit, material.nam.dia_danh)
    text = one.noi_dung if named else f"{unit.ten}: {one.noi_dung}"
    return Cau((text,), report_page(material, unit, one.phien_ban_so), gach=True)


def _mentions(text: str, unit: DonViRow, dia_danh: str) -> bool:
    """Whether the sentence names its unit already, with or without the body in front and the town behind."""
    bare = fold(unit.ten).removeprefix("uy ban nhan dan ").removesuffix(f" {fold(dia_danh)}")
    return bare.removesuffix(" thi xa") in fold(text)


Computed = tuple[tuple[NoiDung, ...], tuple[NoiDung, ...]]


def _computed(material: Material, ban: Ban, muc: str) -> Computed:
    """What the program writes into a section, before and after the office's own text."""
    match muc:
        case "I.2":
            return (), tuple(_registration(material))
        case "I.5":
            return (), tuple(_late(material)) if ban == "nv" else ()
        case "II.1":
            return tuple(_targets(material)), tuple(_key_figures(material))
        case "II.3":
            return tuple(_movements(material)), ()
        case "V":
            return tuple(_below_mark(material)), ()
        case _:
            return (), ()


def _registration(material: Material) -> Iterator[NoiDung]:
    rows = giao_uoc_rows(material)
    if not rows:
        return
    done, late = sum(r.dung_han + r.cham for r in rows), sum(r.cham for r in rows)
    called, units = done + sum(r.chua for r in rows), sum(r.so_don_vi for r in rows)
    tardy = f" (chậm {late:02d} đơn vị)" if late else ""
    yield Cau(
        (
            f"Có {done}/{called} đơn vị đăng ký thi đua{tardy}; "
            f"{sum(r.co_ke_hoach for r in rows)}/{units} đơn vị có kế hoạch thi đua; "
            f"{sum(r.da_ky for r in rows)}/{units} đơn vị đã ký giao ước thi đua (",
            DenBang("giao_uoc"),
            "; chi tiết tại ",
            DenPhuLuc("van_ban"),
            ").",
        ),
        source_page(material),
    )
    yield BangTrongMuc("giao_uoc", bang.bang_giao_uoc(rows))


def _late(material: Material) -> Iterator[NoiDung]:
    rows = cham_rows(material)
    if rows:
        units = len({row.don_vi for row in rows})
        yield Cau(
            (
                f"Qua theo dõi, có {len(rows):02d} lượt văn bản, báo cáo nộp chậm hoặc quá hạn chưa nộp của "
                f"{units:02d} đơn vị (",
                DenPhuLuc("cham"),
                ").",
            )
        )


def _targets(material: Material) -> Iterator[NoiDung]:
    rows = danh_gia_rows(material)
    counts = bang.total_counts(rows)
    if not sum(counts.values()):
        return
    words = bang.DANH_GIA[material.ky]
    said: dict[str, int] = {}
    for judged in DanhGia:
        name = words[judged]
        said[name] = said.get(name, 0) + counts.get(judged, 0)
    listed = "; ".join(f"{name[:1].lower()}{name[1:]}: {count}" for name, count in said.items())
    share = ty_le_hoan_thanh(counts)
    yield Cau(
        (
            f"Tổng số {sum(counts.values())} chỉ tiêu, nhiệm vụ được giao và đăng ký; {listed}."
            + (f" Tỷ lệ đạt: {format_number(share, 1)}%" if share is not None else " Tỷ lệ đạt: chưa tính")
            + " (",
            DenBang("danh_gia"),
            "; chi tiết tại ",
            DenPhuLuc("chi_tieu"),
            ").",
        ),
        source_page(material),
    )
    yield BangTrongMuc("danh_gia", bang.bang_danh_gia(rows, material.ky))


def _key_figures(material: Material) -> Iterator[NoiDung]:
    rows, cap = chu_yeu_rows(material), material.co_quan.cap
    if rows:
        yield Cau((f"Kết quả một số chỉ tiêu chủ yếu của {cap} tại ", DenBang("chu_yeu"), "."))
        yield BangTrongMuc("chu_yeu", bang.bang_chu_yeu(rows, material.ky, material.nam.nam, cap))


def _movements(material: Material) -> Iterator[NoiDung]:
    rows = phong_trao_rows(material)
    if rows:
        yield Cau(
            (
                f"Các đơn vị hưởng ứng {sum(row.so_don_vi > 0 for row in rows):02d}/{len(rows):02d} "
                "phong trào thi đua do các cấp phát động (",
                DenBang("phong_trao"),
                ").",
            ),
            source_page(material),
        )
        yield BangTrongMuc("phong_trao", bang.bang_phong_trao(rows))


def _below_mark(material: Material) -> Iterator[NoiDung]:
    """The targets that need the second half: only the sơ kết asks for them."""
    if material.ky is not KyBaoCao.SO_KET:
        return
    below = [
        (unit, sum(row.danh_gia is DanhGia.DUOI_MOC for row in targets_of(material, unit)))
        for group in nhom(material)
        for unit in reporting_units(material, group)
    ]
    found = [(unit, count) for unit, count in below if count]
    if found:
        total = sum(count for _, count in found)
        yield Cau(
            (
                f"Tập trung chỉ đạo thực hiện {total:02d} chỉ tiêu còn dưới mốc Đợt 1 của {len(found):02d} "
                "đơn vị (",
                DenPhuLuc("chi_tieu"),
                ").",
            ),
            source_page(material),
        )


def annexes(material: Material, ban: Ban) -> Iterator[kind.PhuLucTongHop]:
    """The annexes in order; the late ones only in BC-NV."""
    ky, nam = material.ky, material.nam.nam
    khoang = "6 tháng đầu năm" if ky is KyBaoCao.SO_KET else "năm"
    if giao_uoc_rows(material):
        ten = f"Tổng hợp kế hoạch, đăng ký, giao ước và báo cáo của các đơn vị {khoang} {nam}"
        yield kind.PhuLucTongHop("van_ban", ten, (phu_luc.phu_luc_van_ban(van_ban_groups(material)),))
    if any(sum(row.dem.values()) for row in danh_gia_rows(material)):
        ten = f"Kết quả thực hiện chỉ tiêu, nhiệm vụ của các đơn vị {khoang} {nam}"
        than = (phu_luc.phu_luc_chi_tieu(chi_tieu_groups(material), ky, nam),)
        yield kind.PhuLucTongHop("chi_tieu", ten, than)
    if ban == "nv" and (late := cham_rows(material)):
        ten = f"Danh sách đơn vị nộp chậm hoặc quá hạn chưa nộp {khoang} {nam}"
        yield kind.PhuLucTongHop("cham", ten, (phu_luc.phu_luc_cham(late),), ngang=False)
