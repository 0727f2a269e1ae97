"""The whole sample town as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.maudulieu.shapes_giao_uoc import GiaoUocCuaNam
from thidua.maudulieu.shapes_ho_so import DangKy, KhenDot, NhatTrinh, SoKet
from thidua.maudulieu.shapes_nam import ChiTieu, DanhSachLoi, KeHoach, Lich, PhongTraoCuaNam, YeuCau
from thidua.maudulieu.shapes_phap_ly import CacVanBan, DanhHieu, PhapLy
from thidua.maudulieu.shapes_thuong_truc import ThuongTruc
from thidua.maudulieu.shapes_to_chuc import ToChuc


@dataclass(frozen=True, slots=True)
class MauDuLieu:
    """The whole sample: one field a data file; `dang_ky`, `so_ket` and `khen_dot` by unit code."""

    ke_hoach: KeHoach
    loi: DanhSachLoi
    phong_trao: PhongTraoCuaNam
    to_chuc: ToChuc
    chi_tieu: ChiTieu
    lich: Lich
    yeu_cau: YeuCau
    dang_ky: dict[str, DangKy]
    so_ket: dict[str, SoKet]
    khen_dot: dict[str, KhenDot]
    nhat_trinh: NhatTrinh
    thuong_truc: ThuongTruc
    giao_uoc: GiaoUocCuaNam
    phap_ly: PhapLy
    danh_hieu: DanhHieu
    van_ban: CacVanBan
