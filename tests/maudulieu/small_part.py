"""A small part of the sample that is still a town: one khối whole, and Phòng Nội vụ."""

from dataclasses import replace

from thidua.maudulieu import doc
from thidua.maudulieu.shapes import MauDuLieu

KHOI, OFFICE = "khoi-noi-chinh", "phong-noi-vu"


def small_part(mau: MauDuLieu) -> MauDuLieu:
    """Six units with everything of theirs, and the thường trực's entries about them."""
    khoi = next(group for group in mau.to_chuc.cum_khoi if group.ma == KHOI)
    other = replace(doc.cum_khoi_of(mau, OFFICE), thanh_vien=(OFFICE,), truong=OFFICE, pho=OFFICE)
    kept = {*khoi.thanh_vien, OFFICE}
    bang, chon = mau.thuong_truc.bang, mau.thuong_truc.chon
    return replace(
        mau,
        to_chuc=replace(
            mau.to_chuc,
            don_vi=tuple(unit for unit in mau.to_chuc.don_vi if unit.ma in kept),
            cum_khoi=(khoi, other),
            hoi_dong=mau.to_chuc.hoi_dong,
            phan_cong=tuple(one for one in mau.to_chuc.phan_cong if one.don_vi in kept),
            uy_quyen=tuple(one for one in mau.to_chuc.uy_quyen if one.don_vi in kept),
        ),
        yeu_cau=replace(
            mau.yeu_cau,
            nhiem_vu=tuple(
                replace(task, don_vi=tuple(unit for unit in task.don_vi if unit in kept) or (OFFICE,))
                for task in mau.yeu_cau.nhiem_vu
            ),
        ),
        chi_tieu=replace(mau.chi_tieu, gia_tri={k: v for k, v in mau.chi_tieu.gia_tri.items() if k in kept}),
        dang_ky={k: v for k, v in mau.dang_ky.items() if k in kept},
        so_ket={k: v for k, v in mau.so_ket.items() if k in kept},
        khen_dot={k: v for k, v in mau.khen_dot.items() if k in kept},
        nhat_trinh=replace(
            mau.nhat_trinh,
            dien_bien=tuple(act for act in mau.nhat_trinh.dien_bien if act.don_vi in kept),
            ban_truoc=tuple(one for one in mau.nhat_trinh.ban_truoc if one.don_vi in kept),
        ),
        thuong_truc=replace(
            mau.thuong_truc,
            bang=replace(
                bang,
                bang_5=tuple(
                    replace(row, tieu_bieu=tuple(code for code in row.tieu_bieu if code in kept))
                    for row in bang.bang_5
                ),
                kiem_tra=tuple(row for row in bang.kiem_tra if row.don_vi in kept),
            ),
            chon=replace(chon, cau=tuple(pick for pick in chon.cau if pick.don_vi in kept)),
        ),
    )
