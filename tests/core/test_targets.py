"""How chỉ tiêu are marked, judged, counted, summed and checked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.calendar import KyBaoCao
from thidua.core.targets import (
    Chieu,
    DanhGia,
    DongDangKy,
    LoaiChiTieu,
    LoiDangKy,
    NguonGiao,
    SoLieu,
    TinhTrangNhiemVu,
    Tong,
    TongKey,
    below_assigned,
    checks_registration,
    danh_gia,
    dem_danh_gia,
    moc_dot,
    needs_cause,
    reaches,
    sum_within,
    summable,
    ty_le,
    ty_le_hoan_thanh,
)

HALF = Decimal(50)
SO_KET, TONG_KET = KyBaoCao.SO_KET, KyBaoCao.TONG_KET
figures = st.decimals(0, Decimal("999999999999"), places=3)
maybe = st.none() | figures
judgements = st.lists(st.sampled_from(DanhGia), max_size=30)


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def judge(
    loai: str,
    ky: KyBaoCao,
    dang_ky: str | None,
    ket_qua: str | None,
    *,
    moc: str | None = None,
    nil: bool = False,
) -> str:
    """The judgement with the mark that `moc_dot` gives; `moc` is the target's own."""
    kind = LoaiChiTieu(loai)
    mark = moc_dot(kind, number(dang_ky), number(moc), HALF)
    return danh_gia(kind, ky, number(dang_ky), mark, number(ket_qua), khong_phat_sinh=nil).value


# --- the mark


@pytest.mark.parametrize(
    ("loai", "dang_ky", "moc_rieng", "moc"),
    [
        ("luy_ke", "2450", None, "1225"), ("luy_ke", "5", None, "2.5"), ("luy_ke", None, None, None),
        ("luy_ke", "2450", "900", "1225"), ("thoi_diem", "95", "45", "45"), ("thoi_diem", "95", None, None),
        ("duy_tri", "98", None, "98"), ("khong_vuot", "3", None, "3"), ("mua_vu", "1900", None, None),
        ("cuoi_nam", "12", "6", None), ("nhiem_vu", None, None, None),
    ],
)  # fmt: skip
def test_each_kind_has_its_mark(
    loai: str, dang_ky: str | None, moc_rieng: str | None, moc: str | None
) -> None:
    assert moc_dot(LoaiChiTieu(loai), number(dang_ky), number(moc_rieng), HALF) == number(moc)


def test_the_share_of_the_mark_is_data() -> None:
    assert moc_dot(LoaiChiTieu.LUY_KE, Decimal(40), None, Decimal(60)) == 24


# --- the judgement


@pytest.mark.parametrize(
    ("loai", "dang_ky", "moc", "ket_qua", "judged"),
    [
        ("luy_ke", "2450", None, "2450", "hoan_thanh_nam"),
        ("luy_ke", "2450", None, "1225", "dat_moc"),
        ("luy_ke", "2450", None, "1224.999", "duoi_moc"),
        ("luy_ke", "5", None, "2", "duoi_moc"),
        ("luy_ke", "5", None, "3", "dat_moc"),
        ("luy_ke", "5", None, "0", "duoi_moc"),
        ("luy_ke", "0", None, "0", "hoan_thanh_nam"),
        ("luy_ke", "5", None, None, "chua_bao_cao"),
        ("luy_ke", None, None, "5", "chua_bao_cao"),
        ("thoi_diem", "100", "100", "100", "hoan_thanh_nam"),
        ("thoi_diem", "95", "45", "47.5", "dat_moc"),
        ("thoi_diem", "95", "45", "44.9", "duoi_moc"),
        ("thoi_diem", "95", "45", None, "chua_bao_cao"),
        ("thoi_diem", None, "45", "47", "dat_moc"),
        ("thoi_diem", "95", None, "40", "chua_den_ky"),
        ("thoi_diem", "95", None, "95", "hoan_thanh_nam"),
        ("thoi_diem", "95", None, None, "chua_den_ky"),
        ("duy_tri", "98", None, "98", "dat_moc"),
        ("duy_tri", "98", None, "100", "dat_moc"),
        ("duy_tri", "98", None, "97.9", "duoi_moc"),
        ("duy_tri", "98", None, None, "chua_bao_cao"),
        ("khong_vuot", "3", None, "0", "dat_moc"),
        ("khong_vuot", "3", None, "3", "dat_moc"),
        ("khong_vuot", "3", None, "4", "duoi_moc"),
        ("khong_vuot", "3", None, None, "chua_bao_cao"),
        ("mua_vu", "1900", None, "1900", "hoan_thanh_nam"),
        ("mua_vu", "1900", None, "700", "chua_den_ky"),
        ("mua_vu", "1900", None, None, "chua_den_ky"),
        ("mua_vu", None, None, "700", "chua_den_ky"),
        ("cuoi_nam", "12", None, "12", "chua_den_ky"),
        ("cuoi_nam", "12", None, None, "chua_den_ky"),
    ],
)
def test_judged_at_half_year(
    loai: str, dang_ky: str | None, moc: str | None, ket_qua: str | None, judged: str
) -> None:
    assert judge(loai, SO_KET, dang_ky, ket_qua, moc=moc) == judged


@pytest.mark.parametrize("loai", ["luy_ke", "thoi_diem", "duy_tri", "mua_vu", "cuoi_nam"])
@pytest.mark.parametrize(
    ("ket_qua", "judged"),
    [("100", "hoan_thanh_nam"), ("101", "hoan_thanh_nam"), ("99.9", "duoi_moc"), ("0", "duoi_moc"),
     (None, "chua_bao_cao")],
)  # fmt: skip
def test_judged_at_the_years_end(loai: str, ket_qua: str | None, judged: str) -> None:
    assert judge(loai, TONG_KET, "100", ket_qua, moc="45") == judged


@pytest.mark.parametrize(
    ("ket_qua", "judged"),
    [("3", "hoan_thanh_nam"), ("0", "hoan_thanh_nam"), ("4", "duoi_moc"), (None, "chua_bao_cao")],
)
def test_a_ceiling_is_judged_from_above(ket_qua: str | None, judged: str) -> None:
    assert judge("khong_vuot", TONG_KET, "3", ket_qua) == judged


@pytest.mark.parametrize(
    ("loai", "ky", "ket_qua", "judged"),
    [
        ("luy_ke", SO_KET, "4", "dat_moc"), ("luy_ke", SO_KET, "6", "duoi_moc"),
        ("luy_ke", TONG_KET, "10", "hoan_thanh_nam"), ("luy_ke", TONG_KET, "11", "duoi_moc"),
        ("duy_tri", SO_KET, "10", "dat_moc"), ("duy_tri", TONG_KET, "10.5", "duoi_moc"),
        ("cuoi_nam", TONG_KET, "9", "hoan_thanh_nam"), ("thoi_diem", SO_KET, "9", "hoan_thanh_nam"),
    ],
)  # fmt: skip
def test_lower_is_better_where_the_catalogue_says_so(
    loai: str, ky: KyBaoCao, ket_qua: str, judged: str
) -> None:
    kind, ten = LoaiChiTieu(loai), Decimal(10)
    mark = moc_dot(kind, ten, Decimal(12), HALF)
    assert danh_gia(kind, ky, ten, mark, Decimal(ket_qua), chieu=Chieu.GIAM).value == judged


def test_without_a_registered_figure_the_year_cannot_be_judged() -> None:
    assert judge("luy_ke", TONG_KET, None, "5") == "chua_bao_cao"


@pytest.mark.parametrize(
    ("loai", "half_year", "year"),
    [
        ("khong_vuot", "dat_moc", "hoan_thanh_nam"),
        ("duy_tri", "chua_den_ky", "chua_den_ky"),
        ("luy_ke", "chua_den_ky", "duoi_moc"),
        ("thoi_diem", "chua_den_ky", "duoi_moc"),
        ("mua_vu", "chua_den_ky", "duoi_moc"),
        ("cuoi_nam", "chua_den_ky", "duoi_moc"),
        ("nhiem_vu", "chua_den_ky", "duoi_moc"),
    ],
)
def test_nil_is_an_answer(loai: str, half_year: str, year: str) -> None:
    assert judge(loai, SO_KET, "5", None, moc="3", nil=True) == half_year
    assert judge(loai, TONG_KET, "5", None, moc="3", nil=True) == year


def test_a_figure_beside_a_nil_wins() -> None:
    assert judge("luy_ke", SO_KET, "10", "0", nil=True) == "duoi_moc"
    assert judge("luy_ke", SO_KET, "10", "5", nil=True) == "dat_moc"


@pytest.mark.parametrize(
    ("tinh_trang", "half_year", "year"),
    [
        (TinhTrangNhiemVu.HOAN_THANH, "hoan_thanh_nam", "hoan_thanh_nam"),
        (TinhTrangNhiemVu.DANG_THUC_HIEN, "chua_den_ky", "duoi_moc"),
        (TinhTrangNhiemVu.CHUA_THUC_HIEN, "duoi_moc", "duoi_moc"),
        (None, "chua_bao_cao", "chua_bao_cao"),
    ],
)
def test_a_task_is_judged_by_its_state(
    tinh_trang: TinhTrangNhiemVu | None, half_year: str, year: str
) -> None:
    kind = LoaiChiTieu.NHIEM_VU
    assert danh_gia(kind, SO_KET, None, None, None, tinh_trang) == half_year
    assert danh_gia(kind, TONG_KET, None, None, None, tinh_trang) == year


@given(st.sampled_from(LoaiChiTieu), st.sampled_from(KyBaoCao), maybe, maybe, maybe,
       st.none() | st.sampled_from(TinhTrangNhiemVu), st.booleans())  # fmt: skip
def test_every_line_gets_a_judgement_that_its_report_knows(
    loai: LoaiChiTieu, ky: KyBaoCao, dang_ky: Decimal | None, moc_rieng: Decimal | None,
    ket_qua: Decimal | None, tinh_trang: TinhTrangNhiemVu | None, nil: bool,
) -> None:  # fmt: skip
    mark = moc_dot(loai, dang_ky, moc_rieng, HALF)
    judged = danh_gia(loai, ky, dang_ky, mark, ket_qua, tinh_trang, nil)
    if ky is TONG_KET:
        assert judged is not DanhGia.DAT_MOC
        assert judged is not DanhGia.CHUA_DEN_KY or (nil and loai is LoaiChiTieu.DUY_TRI)
    if judged is DanhGia.CHUA_BAO_CAO:
        assert None in (dang_ky, ket_qua, tinh_trang)
    if judged is DanhGia.HOAN_THANH_NAM and ket_qua is not None and loai.has_figure:
        assert dang_ky is not None
        assert reaches(loai, ket_qua, dang_ky)


@given(st.sampled_from([kind for kind in LoaiChiTieu if kind.has_figure]), st.sampled_from(KyBaoCao),
       figures, figures, figures, figures)  # fmt: skip
def test_a_better_figure_is_never_judged_worse(
    loai: LoaiChiTieu, ky: KyBaoCao, dang_ky: Decimal, moc_rieng: Decimal, one: Decimal, other: Decimal
) -> None:
    worse, better = sorted((one, other), reverse=loai is LoaiChiTieu.KHONG_VUOT)
    mark = moc_dot(loai, dang_ky, moc_rieng, HALF)
    rank = [DanhGia.HOAN_THANH_NAM, DanhGia.DAT_MOC, DanhGia.DUOI_MOC, DanhGia.CHUA_DEN_KY]
    places = [rank.index(danh_gia(loai, ky, dang_ky, mark, figure)) for figure in (better, worse)]
    assert places == sorted(places)


def test_only_a_line_below_its_mark_needs_a_cause() -> None:
    assert [one for one in DanhGia if needs_cause(one)] == [DanhGia.DUOI_MOC]


# --- shares and sums


@pytest.mark.parametrize(
    ("done", "base", "share"),
    [("1225", "2450", "50.0"), ("1", "3", "33.3"), ("2", "3", "66.7"), ("1", "8", "12.5"), ("1", "16", "6.3"),
     ("5", "4", "125.0"), ("0", "4", "0.0"), ("4", "0", None), (None, "4", None), ("4", None, None)],
)  # fmt: skip
def test_percent_half_up_to_one_decimal(done: str | None, base: str | None, share: str | None) -> None:
    assert str(ty_le(number(done), number(base))) == str(share)


@given(figures, figures.filter(bool))
def test_a_share_is_off_by_half_a_tenth_at_most(done: Decimal, base: Decimal) -> None:
    share = ty_le(done, base)
    assert share is not None
    assert abs(share * base - done * 100) <= base * Decimal("0.05")


def test_the_completion_share_leaves_out_what_is_not_due_and_keeps_the_silent() -> None:
    counts = dem_danh_gia(
        [DanhGia.HOAN_THANH_NAM] * 2 + [DanhGia.DAT_MOC] * 3 + [DanhGia.DUOI_MOC]
        + [DanhGia.CHUA_DEN_KY] * 4 + [DanhGia.CHUA_BAO_CAO] * 2
    )  # fmt: skip
    assert list(counts.values()) == [2, 3, 1, 4, 2]
    assert ty_le_hoan_thanh(counts) == Decimal("62.5")
    assert ty_le_hoan_thanh({DanhGia.CHUA_BAO_CAO: 3}) == 0
    assert ty_le_hoan_thanh({DanhGia.CHUA_DEN_KY: 3}) is None
    assert ty_le_hoan_thanh({}) is None


@given(judgements)
def test_silence_never_raises_the_share(judged: list[DanhGia]) -> None:
    before = ty_le_hoan_thanh(dem_danh_gia(judged))
    after = ty_le_hoan_thanh(dem_danh_gia([*judged, DanhGia.CHUA_BAO_CAO]))
    not_due = ty_le_hoan_thanh(dem_danh_gia([*judged, DanhGia.CHUA_DEN_KY]))
    assert after is not None
    assert 0 <= after <= (100 if before is None else before)
    assert not_due == before


def test_only_quantities_are_summable() -> None:
    assert [kind.value for kind in LoaiChiTieu if summable(kind)] == ["luy_ke", "mua_vu"]
    assert summable(LoaiChiTieu.LUY_KE, "triệu đồng")
    for rate in ("%", " % dự toán", "Phần trăm"):
        assert not summable(LoaiChiTieu.LUY_KE, rate)


def _figure(cum: str, code: str, value: str | None, loai: str = "luy_ke", unit: str = "triệu đồng") -> SoLieu:
    return SoLieu(cum, code, LoaiChiTieu(loai), unit, number(value))


def test_sums_stay_within_one_code_one_unit_of_measure_and_one_group() -> None:
    sums = sum_within(
        [
            _figure("cum-xa-phuong", "thu-ngan-sach", "2450"),
            _figure("cum-xa-phuong", "thu-ngan-sach", "420.5", unit="triệu đồng "),
            _figure("cum-xa-phuong", "thu-ngan-sach", None),
            _figure("cum-xa-phuong", "thu-ngan-sach", "3", unit="tỷ đồng"),
            _figure("cum-xa-phuong", "quy-vi-nguoi-ngheo", "40"),
            _figure("khoi-quan-ly-nha-nuoc", "thu-ngan-sach", "2450"),
            _figure("cum-xa-phuong", "bhyt", "92", loai="thoi_diem", unit="%"),
            _figure("cum-xa-phuong", "gieo-trong", None, loai="mua_vu", unit="ha"),
        ]
    )
    assert sums == {
        TongKey("cum-xa-phuong", "thu-ngan-sach", "triệu đồng"): Tong(Decimal("2870.5"), 2, 1),
        TongKey("cum-xa-phuong", "thu-ngan-sach", "tỷ đồng"): Tong(Decimal(3), 1, 0),
        TongKey("cum-xa-phuong", "quy-vi-nguoi-ngheo", "triệu đồng"): Tong(Decimal(40), 1, 0),
        TongKey("khoi-quan-ly-nha-nuoc", "thu-ngan-sach", "triệu đồng"): Tong(Decimal(2450), 1, 0),
    }


# --- the registered line

GOOD = DongDangKy("Thu ngân sách", LoaiChiTieu.LUY_KE, "triệu đồng", Decimal(2450), Decimal(2450))


@pytest.mark.parametrize(
    ("loai", "giao", "dang_ky", "below"),
    [
        ("luy_ke", "100", "99", True), ("luy_ke", "100", "100", False), ("luy_ke", "100", "120", False),
        ("khong_vuot", "3", "4", True), ("khong_vuot", "3", "2", False), ("khong_vuot", "3", "3", False),
        ("luy_ke", None, "1", False), ("luy_ke", "100", None, False), ("nhiem_vu", "2", "1", False),
    ],
)  # fmt: skip
def test_below_the_assigned_figure_by_direction(
    loai: str, giao: str | None, dang_ky: str | None, below: bool
) -> None:
    assert below_assigned(LoaiChiTieu(loai), number(giao), number(dang_ky)) is below


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        (GOOD, ()),
        (DongDangKy("Số hóa hồ sơ lưu trữ", LoaiChiTieu.NHIEM_VU), ()),
        (DongDangKy("Giao quân", LoaiChiTieu.THOI_DIEM, "%", Decimal(100), Decimal(100), Decimal(100)), ()),
        (DongDangKy(" ", LoaiChiTieu.LUY_KE), ("thieu_ten", "thieu_so", "thieu_don_vi_tinh")),
        (DongDangKy("Thu", LoaiChiTieu.LUY_KE, "đồng", None, Decimal(-1)), ("am",)),
        (DongDangKy("Giao quân", LoaiChiTieu.THOI_DIEM, "%", None, Decimal(100)), ("thieu_moc",)),
        (DongDangKy("Giao quân", LoaiChiTieu.THOI_DIEM, "%", None, None, Decimal(9)), ("thieu_so",)),
        (DongDangKy("BHYT", LoaiChiTieu.THOI_DIEM, "%", None, Decimal(92), Decimal(-1)), ("moc_am",)),
        (DongDangKy("BHYT", LoaiChiTieu.THOI_DIEM, "%", None, Decimal(2), Decimal(3)), ("moc_vuot_dang_ky",)),
        (
            DongDangKy(
                "Hộ nghèo", LoaiChiTieu.CUOI_NAM, "%", Decimal(4), Decimal("4.5"), None, "", Chieu.GIAM
            ),
            ("thap_hon_giao_thieu_ly_do",),
        ),
        (DongDangKy("Hộ nghèo", LoaiChiTieu.CUOI_NAM, "%", Decimal(4), Decimal(3), chieu=Chieu.GIAM), ()),
        (
            DongDangKy(
                "Nợ", LoaiChiTieu.THOI_DIEM, "%", None, Decimal(2), Decimal(3), chieu=Chieu.GIAM
            ),
            (),
        ),
        (
            DongDangKy(
                "Nợ", LoaiChiTieu.THOI_DIEM, "%", None, Decimal(3), Decimal(2), chieu=Chieu.GIAM
            ),
            ("moc_vuot_dang_ky",),
        ),
        (DongDangKy("Số hóa", LoaiChiTieu.NHIEM_VU, "", None, Decimal(1)), ("nhiem_vu_co_so",)),
        (DongDangKy("Thu", LoaiChiTieu.LUY_KE, "đồng", Decimal(9), Decimal(8)),
         ("thap_hon_giao_thieu_ly_do",)),
        (DongDangKy("Thu", LoaiChiTieu.LUY_KE, "đồng", Decimal(9), Decimal(8), None, " "),
         ("thap_hon_giao_thieu_ly_do",)),
        (DongDangKy("Thu", LoaiChiTieu.LUY_KE, "đồng", Decimal(9), Decimal(8), None, "Hạn hán"), ()),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_registered_line(line: DongDangKy, faults: tuple[str, ...]) -> None:
    assert tuple(fault.value for fault in checks_registration(line)) == faults


def test_every_fault_can_be_found() -> None:
    lines = [
        DongDangKy("", LoaiChiTieu.LUY_KE),
        DongDangKy("a", LoaiChiTieu.THOI_DIEM, "%", Decimal(1), Decimal(-1)),
        DongDangKy("a", LoaiChiTieu.THOI_DIEM, "%", None, Decimal(-2), Decimal(-1)),
        DongDangKy("a", LoaiChiTieu.NHIEM_VU, dang_ky=Decimal(1)),
    ]
    assert {fault for line in lines for fault in checks_registration(line)} == set(LoiDangKy)


def test_stored_values_are_plain_identifiers() -> None:
    for kind in (LoaiChiTieu, NguonGiao, TinhTrangNhiemVu, DanhGia, LoiDangKy):
        for member in kind:
            assert member.value.isascii()
            assert member.value.isidentifier()
