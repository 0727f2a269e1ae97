"""What the data files say of a registration or a report → what the actions write; codes become ids."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from thidua.baocao.queries import NoiDungBaoCao
from thidua.core.reporting import KetQua
from thidua.core.targets import LoaiChiTieu, TinhTrangNhiemVu
from thidua.core.viet import format_number
from thidua.dangky.queries import ChiTieuDangKy, DanhHieuDangKy, NoiDungDangKy, PhongTraoDangKy
from thidua.maudulieu import doc
from thidua.maudulieu.load_phap_ly import person_key
from thidua.maudulieu.load_year import Year
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_ho_so import DangKy, DienHinh, DongKetQua, SoKet
from thidua.vanban.kinds.dang_ky import DANH_HIEU_CA_NHAN, DANH_HIEU_TAP_THE

MODEL = "Điển hình tiên tiến: "
"""How a unit begins the sentence about a model; under the heading of that name it is left out."""

_TAP_THE = {words: code for code, words in DANH_HIEU_TAP_THE.items()}
_CA_NHAN = {words: code for code, words in DANH_HIEU_CA_NHAN.items()}


def registration(mau: MauDuLieu, year: Year, don_vi: str, content: DangKy) -> NoiDungDangKy:
    """The registration; a blank figure is left out, the row of a nhiệm vụ is its tick."""
    tasks = _tasks(mau, don_vi)
    return NoiDungDangKy(
        chi_tieu=tuple(
            ChiTieuDangKy(year.chi_tieu[don_vi, row.ma], row.dang_ky, row.ly_do)
            for row in content.chi_tieu
            if row.dang_ky is not None or row.ma in tasks
        ),
        phong_trao=tuple(
            PhongTraoDangKy(year.phong_trao[row.ma], row.noi_dung, row.thoi_gian, row.nguoi_phu_trach)
            for row in content.phong_trao
        ),
        kho_khan=content.kho_khan,
        giai_phap=content.giai_phap,
        danh_hieu=(
            *(DanhHieuDangKy("tap_the", _TAP_THE.get(words, words)) for words in content.tap_the),
            *(
                DanhHieuDangKy(
                    "ca_nhan",
                    _CA_NHAN.get(one.danh_hieu, one.danh_hieu),
                    one.ho_ten,
                    one.chuc_vu,
                    one.sang_kien,
                    ca_nhan_id=year.ca_nhan.get(person_key(don_vi, one.ho_ten, one.chuc_vu)),
                )
                for one in content.ca_nhan
            ),
            *((DanhHieuDangKy("cap_tren", content.cap_tren),) if content.cap_tren else ()),
        ),
        so_nguoi=content.so_nguoi or None,
        so_ldtt=content.so_ldtt or None,
        giai_trinh=content.giai_trinh,
        ly_do_cham=content.ly_do_cham,
    )


def report(mau: MauDuLieu, year: Year, don_vi: str, content: SoKet) -> NoiDungBaoCao:
    """The report; what the unit counted and whom it names stand as further lines of its highlights."""
    tasks = _tasks(mau, don_vi)
    return NoiDungBaoCao(
        ket_qua=tuple(
            _result(year.chi_tieu[don_vi, row.ma], row, row.ma in tasks) for row in content.chi_tieu
        ),
        phong_trao=tuple((year.phong_trao[row.ma], row.ket_qua) for row in content.phong_trao),
        kho_khan=tuple(enumerate(content.thao_go, 1)),
        noi_bat=highlights(content),
        han_che=content.han_che,
        kien_nghi=content.kien_nghi,
        ngay_chot=content.ngay_chot,
        so_van_ban=content.so,
        ngay_van_ban=content.ngay,
    )


def _tasks(mau: MauDuLieu, don_vi: str) -> frozenset[str]:
    kinds = doc.targets_of(mau, don_vi)
    return frozenset(kind.ma for kind, _ in kinds if not LoaiChiTieu(kind.loai).has_figure)


def _result(chi_tieu_id: int, row: DongKetQua, is_task: bool) -> KetQua:
    return KetQua(
        chi_tieu_id,
        gia_tri=Decimal(row.ket_qua) if row.ket_qua and not is_task else None,
        uoc=row.uoc,
        cung_ky=row.cung_ky,
        tinh_trang=TinhTrangNhiemVu(row.ket_qua) if row.ket_qua and is_task else None,
        khong_phat_sinh=row.khong_phat_sinh,
        nguyen_nhan=row.nguyen_nhan,
        ngay_hoan_thanh=row.ngay_hoan_thanh,
    )


# --- the highlights


def highlights(content: SoKet) -> str:
    """Điểm nổi bật: the unit's paragraph, then a line each for its activities, commendations and models."""
    models = (MODEL + model(one) for one in content.dien_hinh)
    lines = (content.noi_bat, _activities(content), _commended(content), *models)
    return "\n".join(line for line in lines if line)


def model(one: DienHinh) -> str:
    """A model in one sentence, with who found it."""
    done = one.tom_tat.rstrip(".")
    return f"{one.ten} ({done[:1].lower()}{done[1:]}); người phát hiện: {one.nguoi_phat_hien}."


def _activities(content: SoKet) -> str:
    done = content.hoat_dong
    counted = _listed(
        (
            (done.so_van_ban, "ban hành {:02d} văn bản về thi đua, khen thưởng"),
            (done.so_hoi_nghi, "tổ chức {:02d} hội nghị, cuộc họp"),
            (done.so_tin_bai, "có {:02d} tin, bài"),
            (done.so_buoi, "tổ chức {:02d} buổi tuyên truyền, vận động"),
            (done.luot_nguoi, "thu hút {so} lượt người tham gia"),
            (done.nguon_luc, "huy động {so} triệu đồng"),
        )
    )
    return f"Hoạt động trong kỳ: {counted}." if counted else ""


def _commended(content: SoKet) -> str:
    given = content.khen
    counted = _listed(
        (
            (given.tap_the, "{:02d} tập thể"),
            (given.ho_gia_dinh, "{:02d} hộ gia đình"),
            (given.ca_nhan, "{:02d} cá nhân"),
        )
    )
    direct = f" (trong đó {given.truc_tiep:02d} người trực tiếp lao động)" if given.truc_tiep else ""
    return f"Đã khen thưởng theo thẩm quyền {counted}{direct}." if counted else ""


def _listed(counted: Iterable[tuple[int, str]]) -> str:
    return ", ".join(words.format(count, so=format_number(count)) for count, words in counted if count)
