"""Random but valid papers of every kind, for property tests.

Names and sentences are made of real Vietnamese syllables; figures, days and counts are drawn freely.
"""

# Strategies read better unbroken.
# ruff: noqa: E501

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.vanban.png import png_of
from tests.vanban.specimens import head_council, head_nv, head_ubnd
from thidua.vanban.blocks import (
    Anh,
    Bang,
    BanSao,
    Cot,
    DauVanBan,
    Dieu,
    DoanVan,
    Gach,
    Khoan,
    Khoi,
    KyTen,
    Muc,
    NgayVanBan,
    NhomHang,
    O,
    TieuDeLon,
    VanBan,
    chay_dau,
    co_ket,
    inline,
    inline_plain,
)
from thidua.vanban.kinds import (
    bao_cao,
    bien_ban,
    cong_van,
    dang_ky,
    don_doc,
    giao_uoc,
    giay_moi,
    huong_dan,
    ke_hoach,
    phieu_bang_chung,
    quyet_dinh,
    thong_bao,
    to_trinh,
)
from thidua.vanban.kinds.danh_sach import DanhSachKhen, DongKhen, bang_khen
from thidua.vanban.kinds.phu_luc import NoiDungPhuLuc, danh_so, tham_chieu
from thidua.vanban.kyten import SigningAuthority, hoi_dong

_SYLLABLES = ["phong", "trào", "thi", "đua", "yêu", "nước", "đơn", "vị", "kết", "quả", "thực", "hiện", "chỉ", "tiêu", "kế", "hoạch", "năm", "quý", "tháng", "cán", "bộ", "công", "chức", "viên", "người", "lao", "động", "hoàn", "thành", "vượt", "mức", "tổ", "chức", "triển", "khai", "đồng", "bào", "dân", "tộc", "thiểu", "số", "ngưỡng", "cửa", "quyển", "vở", "thửa", "ruộng", "nghĩa", "khuỷu", "tay", "rượu", "cần", "suối", "Ia", "Rbol", "Rtô", "Sao", "H'Lan", "Ksor", "Nay", "Đắk", "12", "50%", "1.250,5", "2023", "“khẩu", "hiệu”", "m²"]
_NAMES = ("Nguyễn Văn An", "Ksor H'Lan", "Rơ Ô Thuận", "Trần Thị Thu Hà", "Kpă Ỷ", "Siu Blơm", "Nay Phun")
_UNITS = (
    "Phòng Kinh tế",
    "Ủy ban nhân dân xã Ia Rtô",
    "Thị đoàn",
    "Trường Tiểu học Nay Der",
    "Công an thị xã",
)


def words(least: int = 2, most: int = 24) -> SearchStrategy[str]:
    return st.lists(st.sampled_from(_SYLLABLES), min_size=least, max_size=most).map(" ".join)


def sentence(most: int = 60) -> SearchStrategy[str]:
    return words(3, most).map(lambda text: f"Đơn vị {text}.")


lines = st.lists(sentence(20), max_size=4).map(tuple)
some_lines = st.lists(sentence(20), min_size=1, max_size=4).map(tuple)
name = st.sampled_from(_NAMES)
unit = st.sampled_from(_UNITS)
figure = st.one_of(
    st.just(""), st.integers(0, 9_999_999).map(lambda n: f"{n:,}".replace(",", ".")), words(1, 3)
)
so = st.none() | st.integers(1, 3000)
ngay = st.builds(NgayVanBan, st.none() | st.integers(1, 31), st.none() | st.integers(1, 12), st.just(2023))
do_khan = st.sampled_from((None, "khan", "thuong_khan", "hoa_toc"))


@st.composite
def heads(draw: st.DrawFn, made: DauVanBan) -> DauVanBan:
    """A given head with a drawn number and day."""
    number = made.so_ky_hieu and type(made.so_ky_hieu)(draw(so), made.so_ky_hieu.ky_hieu)
    return DauVanBan(
        made.co_quan_chu_quan,
        made.co_quan_ban_hanh,
        number,
        made.dia_danh,
        draw(ngay),
        made.trich_yeu_cong_van,
    )


@st.composite
def signatures(draw: st.DrawFn) -> KyTen:
    who = draw(name)
    mode = draw(st.sampled_from(("head", "tm", "kt", "tm_kt", "q", "tl", "tl_kt", "tuq")))
    parts = {
        "head": {"head_post": "TRƯỞNG PHÒNG"},
        "tm": {"collective": "ỦY BAN NHÂN DÂN", "head_post": "CHỦ TỊCH"},
        "kt": {"head_post": "TRƯỞNG PHÒNG", "signer_post": "PHÓ TRƯỞNG PHÒNG"},
        "tm_kt": {"collective": "ỦY BAN NHÂN DÂN", "head_post": "CHỦ TỊCH", "signer_post": "PHÓ CHỦ TỊCH"},
        "q": {"head_post": "TRƯỞNG PHÒNG"},
        "tl": {"head_post": "CHỦ TỊCH", "signer_post": "TRƯỞNG PHÒNG NỘI VỤ"},
        "tl_kt": {
            "head_post": "CHỦ TỊCH", "delegate_post": "TRƯỞNG PHÒNG NỘI VỤ", "signer_post": "PHÓ TRƯỞNG PHÒNG",
        },
        "tuq": {"head_post": "CHỦ TỊCH", "signer_post": "CHÁNH VĂN PHÒNG"},
    }[mode]  # fmt: skip
    return SigningAuthority(mode, who, **parts).ky_ten()  # type: ignore[arg-type]


@st.composite
def council(draw: st.DrawFn) -> KyTen:
    post = draw(st.sampled_from(("CHỦ TỊCH", "PHÓ CHỦ TỊCH")))
    return hoi_dong(draw(name), post=post, agency_post=draw(st.sampled_from(("", "Chủ tịch UBND thị xã"))))


@st.composite
def tables(draw: st.DrawFn) -> Bang:
    count = draw(st.integers(1, 7))
    groups = draw(st.lists(st.sampled_from((None, "Trong đó")), min_size=count, max_size=count))
    aligned = st.sampled_from(("tu_dong", "trai", "giua", "phai"))
    cot = tuple(Cot(draw(words(1, 4)), draw(st.floats(0.2, 5)), draw(aligned), group) for group in groups)
    cell = st.one_of(figure, st.builds(O, words(1, 6), st.none(), st.booleans()))
    row = st.one_of(
        st.lists(cell, max_size=count).map(tuple),
        st.builds(NhomHang, words(1, 5)),
        st.just((O("Cộng", gop_cot=count),)),
    )
    rows = draw(st.lists(row, max_size=6))
    caption = draw(st.none() | words(2, 6).map(lambda text: f"Bảng 1. {text}"))
    return Bang(
        cot, tuple(rows), caption, draw(st.booleans()), draw(st.sampled_from((None, "Đơn vị tính: %")))
    )


prose: SearchStrategy[Khoi] = st.one_of(
    sentence().map(lambda text: DoanVan(inline_plain(text))),
    sentence().map(lambda text: DoanVan(inline(f"**{text}** và *{text}*"))),
    sentence().map(lambda text: Gach(inline_plain(text))),
    sentence().map(lambda text: Gach(inline_plain(text), 2)),
    st.builds(lambda a, b: Gach(chay_dau(f"{a}:", b)), words(1, 4), sentence()),
    st.builds(lambda n, text: Khoan(str(n), inline_plain(text)), st.integers(1, 30), sentence()),
    st.builds(lambda n, text: Khoan(n, inline_plain(text)), st.sampled_from("abcdđeghik"), sentence()),
    st.builds(lambda n, text: Muc(str(n), text, 2), st.integers(1, 30), words(2, 12)),
    st.builds(lambda n, text: Muc(n, text), st.sampled_from(("I", "II", "IV", "XII")), words(2, 12)),
)
pngs = st.sampled_from([png_of(across, down) for across, down in ((1, 1), (21, 21), (800, 40), (3, 900))])
evidence = st.none() | st.builds(
    phieu_bang_chung.PhieuBangChung, words(2, 20), st.just("0f" * 32), words(1, 6),
    st.lists(st.builds(phieu_bang_chung.DongBangChung, unit, name, *[words(0, 6)] * 5), max_size=6).map(tuple), lines,
)  # fmt: skip
images = st.builds(Anh, pngs, st.floats(1, 500), words(0, 5), st.sampled_from(("giua", "phai"))) | st.builds(
    Anh, pngs, st.floats(1, 500), words(0, 5), st.just("canh_dong"), lines
)


@st.composite
def copies(draw: st.DrawFn) -> BanSao | None:
    form = draw(st.sampled_from((None, "sao_y", "sao_luc", "trich_sao")))
    if form is None:
        return None
    own = head_ubnd("UBND")
    return BanSao(form, own.co_quan_chu_quan, own.co_quan_ban_hanh, draw(so), "UBND", own.dia_danh, draw(ngay), draw(signatures()))


bodies = st.lists(st.one_of(prose, tables(), images), min_size=1, max_size=8).map(tuple)
legal: SearchStrategy[Khoi] = st.one_of(
    st.builds(lambda n, text: TieuDeLon("chuong", n, text), st.sampled_from(("I", "II", "IX")), words(2, 20)),
    st.builds(lambda n, text: TieuDeLon("muc", str(n), text), st.integers(1, 9), words(2, 20)),
    st.builds(lambda n, text: Dieu(n, text), st.integers(1, 99), words(2, 20)),
    st.builds(lambda n, text: Dieu(n, noi_dung=inline_plain(text)), st.integers(1, 99), sentence()),
    prose,
)


def annexes(made: DauVanBan, kind: str) -> SearchStrategy[tuple]:  # type: ignore[type-arg]
    one = st.one_of(
        st.builds(NoiDungPhuLuc, words(2, 14), st.tuples(tables()), st.booleans()),
        st.builds(NoiDungPhuLuc, words(2, 14), st.lists(prose, min_size=1, max_size=3).map(tuple)),
    )
    reference = tham_chieu(kind, made, "Ủy ban nhân dân thị xã Ayun Pa")
    return st.lists(one, max_size=3).map(lambda some: danh_so(some, reference))


SEND = ("Các cơ quan, đơn vị", "Lưu: VT, NV")


@st.composite
def ke_hoach_trees(draw: st.DrawFn) -> VanBan:
    dau = draw(heads(head_ubnd("KH-UBND")))
    line = st.one_of(
        st.builds(ke_hoach.DongKeHoach, st.just("muc"), st.just("I."), words(2, 10)),
        st.builds(ke_hoach.DongKeHoach, st.just("khoan_tieu_de"), st.just("1."), words(2, 10)),
        st.builds(
            ke_hoach.DongKeHoach, st.sampled_from(("khoan", "gach", "doan")), st.just("1."), sentence()
        ),
    )
    return ke_hoach.build(
        ke_hoach.KeHoach(
            dau, draw(words(4, 40)), draw(lines), tuple(draw(st.lists(line, max_size=6))), draw(sentence()), SEND,
            draw(signatures()), phu_luc=draw(annexes(dau, "Kế hoạch")), nguyen_van=draw(st.booleans()),
        )
    )  # fmt: skip


@st.composite
def bao_cao_trees(draw: st.DrawFn) -> VanBan:
    row = st.builds(bao_cao.DongChiTieu, words(2, 8), words(1, 2), *[figure] * 6, words(1, 3))
    pair = st.tuples(words(1, 8), st.one_of(st.just(""), sentence()))
    return bao_cao.build(
        bao_cao.BaoCaoDonVi(
            draw(heads(head_ubnd("BC-UBND"))), (draw(words(2, 8)),), draw(st.sampled_from(("so_ket", "tong_ket"))), 2023, draw(sentence()),
            draw(sentence()), tuple(draw(st.lists(row, max_size=4))), tuple(draw(st.lists(pair, max_size=3))),
            tuple(draw(st.lists(pair, max_size=3))), draw(sentence()), draw(sentence()), draw(sentence()),
            draw(sentence()), draw(signatures()),
        )
    )  # fmt: skip


@st.composite
def dang_ky_trees(draw: st.DrawFn) -> VanBan:
    dau = DauVanBan((), ("ỦY BAN NHÂN DÂN", "XÃ IA RTÔ"), None, "Ia Rtô", draw(ngay))
    return dang_ky.build(
        dang_ky.BanDangKy(
            dau, (draw(words(2, 8)),), 2023, draw(lines),
            tuple(draw(st.lists(st.builds(dang_ky.DongPhongTrao, *[words(1, 8)] * 4), max_size=3))),
            tuple(draw(st.lists(st.builds(dang_ky.DongChiTieu, words(1, 6), *[figure] * 7), max_size=3))),
            draw(lines), draw(lines),
            tuple(draw(st.lists(st.builds(dang_ky.DongCaNhan, name, *[words(1, 5)] * 3), max_size=3))),
            draw(lines), draw(sentence()), draw(signatures()),
            cong_doan=draw(st.none() | st.builds(KyTen, st.just(("ĐẠI DIỆN CÔNG ĐOÀN",)), name)),
        )
    )  # fmt: skip


@st.composite
def giao_uoc_trees(draw: st.DrawFn) -> VanBan:
    count = draw(st.integers(2, 20))
    row = st.builds(
        giao_uoc.DongChiTieu,
        words(1, 8),
        words(1, 2),
        st.lists(figure, min_size=count, max_size=count).map(tuple),
    )
    dau = DauVanBan(
        ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "THỊ XÃ AYUN PA"),
        ("KHỐI THI ĐUA NỘI CHÍNH",),
        None,
        "Ayun Pa",
        draw(ngay),
    )
    parties = st.builds(
        giao_uoc.BenKy, unit, words(1, 3), name, st.sampled_from(("Chủ tịch", "Trưởng Công an"))
    )
    return giao_uoc.build(
        giao_uoc.GiaoUoc(
            dau, 2023, "Khối thi đua nội chính", tuple(f"Căn cứ {text}" for text in draw(some_lines)),
            "ngày 12 tháng 4 năm 2023", "hội trường", tuple(draw(st.lists(parties, min_size=count, max_size=count))),
            draw(some_lines), draw(words()), tuple(draw(st.lists(st.builds(giao_uoc.LinhVuc, words(1, 6), lines), max_size=6))),
            tuple(draw(st.lists(row, max_size=4))), draw(lines), draw(lines), draw(lines), draw(lines),
            draw(sentence()), draw(lines),
            draw(st.none() | st.builds(giao_uoc.ChungKien, unit, name, st.just("Phó Chủ tịch"))),
            **draw(st.one_of(st.just({}), st.fixed_dictionaries({"ma": words(1, 3), "ma_vach": st.none() | pngs, "phieu": evidence}))),
        )
    )  # fmt: skip


@st.composite
def cong_van_trees(draw: st.DrawFn) -> VanBan:
    dau = draw(heads(head_nv("NV-TĐKT", f"V/v {draw(words(2, 30))}")))
    addressees = st.lists(
        st.one_of(unit, words(2, 30).map(lambda text: f"Đơn vị {text}")), min_size=1, max_size=5
    )
    return cong_van.build(
        cong_van.CongVan(
            dau, tuple(draw(addressees)), draw(bodies), draw(signatures()), ("Lưu: VT, NV",),
            draw(annexes(dau, "Công văn")), draw(lines), draw(do_khan), draw(st.sampled_from(("", "PL.(45)"))),
        )
    )  # fmt: skip


@st.composite
def don_doc_trees(draw: st.DrawFn) -> VanBan:
    row = st.builds(
        don_doc.DongDonDoc, st.one_of(unit, words(1, 5).map(lambda text: f"Trường {text}")), words(1, 6),
        st.just("20/6/2023"), st.integers(0, 99), st.sampled_from(("", "30/6/2023")), st.booleans(),
    )  # fmt: skip
    return don_doc.build(
        don_doc.DonDoc(
            draw(heads(head_nv("NV-TĐKT"))), draw(st.sampled_from((1, 2))), "nộp Báo cáo sơ kết", draw(sentence()),
            "16 giờ, ngày 22/6/2023", 40, tuple(draw(st.lists(row, min_size=1, max_size=20))), "16 giờ ngày 26/6/2023",
            f"ông {draw(name)}", "Phòng Nội vụ", draw(signatures()), ("Lưu: VT, TĐKT",), draw(lines), draw(do_khan),
        )
    )  # fmt: skip


commended = st.lists(
    st.builds(
        DongKhen,
        st.one_of(unit, name),
        st.one_of(st.just(""), words(1, 8)),
        st.just("Giấy khen"),
        words(0, 10),
    ),
    max_size=4,
).map(tuple)
lists = st.builds(DanhSachKhen, commended, commended, commended).filter(lambda some: bool(some.nhom()))


@st.composite
def to_trinh_trees(draw: st.DrawFn) -> VanBan:
    dau = draw(heads(head_nv("TTr-NV")))
    annex = (NoiDungPhuLuc("Danh sách đề nghị", (bang_khen(draw(lists)),), draw(st.booleans())),)
    return to_trinh.build(
        to_trinh.ToTrinh(
            dau=dau, trich_yeu=draw(words(3, 40)), kinh_gui=("Chủ tịch Ủy ban nhân dân thị xã",), than=draw(bodies),
            ky_ten=draw(signatures()), noi_nhan=("Lưu: VT, TĐKT",),
            can_cu=tuple(f"Căn cứ {text}" for text in draw(lines)), mo_dau=draw(lines), ket=draw(sentence()),
            phu_luc=danh_so(annex, tham_chieu("Tờ trình", dau, "Phòng Nội vụ")), do_khan=draw(do_khan),
        )
    )  # fmt: skip


@st.composite
def quyet_dinh_trees(draw: st.DrawFn) -> VanBan:
    who = draw(name)
    return quyet_dinh.build(
        quyet_dinh.QuyetDinh(
            draw(heads(head_ubnd("QĐ-UBND"))), f"Về việc {draw(words(2, 40))}",
            "CHỦ TỊCH ỦY BAN NHÂN DÂN THỊ XÃ AYUN PA", tuple(f"Căn cứ {text}" for text in draw(some_lines)),
            draw(st.one_of(st.just(""), words(2, 8))),
            tuple(draw(st.lists(st.builds(quyet_dinh.NoiDungDieu, sentence(), lines), min_size=1, max_size=5))),
            draw(st.sampled_from((KyTen(("CHỦ TỊCH",), who), KyTen(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), who)))),
            ("Lưu: VT, NV",),
        )
    )  # fmt: skip


@st.composite
def khen_thuong_trees(draw: st.DrawFn) -> VanBan:
    return quyet_dinh.build_khen_thuong(
        quyet_dinh.QuyetDinhKhenThuong(
            draw(heads(head_ubnd("QĐ-UBND"))), f"Về việc {draw(words(2, 20))}",
            "CHỦ TỊCH ỦY BAN NHÂN DÂN THỊ XÃ AYUN PA", tuple(f"Căn cứ {text}" for text in draw(some_lines)),
            "Trưởng phòng Phòng Nội vụ", "Giấy khen", draw(words()), draw(lists), draw(sentence()), draw(sentence()),
            "Chủ tịch Ủy ban nhân dân thị xã Ayun Pa", KyTen(("CHỦ TỊCH",), draw(name)), ("Lưu: VT, NV",),
        )
    )  # fmt: skip


@st.composite
def bien_ban_trees(draw: st.DrawFn) -> VanBan:
    total = draw(st.integers(1, 30))
    rows = st.builds(bien_ban.DongBieuQuyet, st.one_of(unit, name), words(1, 3), st.integers(0, total))
    vote = st.builds(
        bien_ban.BieuQuyet, st.just("giơ tay"), st.just(total), st.lists(rows, max_size=4).map(tuple)
    )
    return bien_ban.build(
        bien_ban.BienBan(
            draw(heads(head_council("BB-HĐTĐKT"))), draw(words(3, 30)), "08 giờ 00", draw(words()), draw(some_lines),
            draw(name), draw(name), draw(bodies), "10 giờ 30, ngày 05 tháng 6 năm 2023", draw(name), draw(name),
            draw(lines), draw(st.none() | vote),
        )
    )  # fmt: skip


@st.composite
def giay_moi_trees(draw: st.DrawFn) -> VanBan:
    return giay_moi.build(
        giay_moi.GiayMoi(
            draw(heads(head_council("GM-HĐTĐKT"))), draw(words(3, 30)), "Hội đồng Thi đua - Khen thưởng thị xã",
            draw(some_lines), draw(sentence()), draw(name), "08 giờ 00", draw(words()), draw(council()),
            draw(st.one_of(st.just(""), sentence())),
        )
    )  # fmt: skip


def _shared(draw: st.DrawFn, dau: DauVanBan, kind: str) -> dict[str, object]:
    return {
        "dau": dau, "trich_yeu": draw(words(3, 40)), "than": draw(bodies), "ky_ten": draw(council()),
        "noi_nhan": SEND, "can_cu": tuple(f"Căn cứ {text}" for text in draw(lines)), "mo_dau": draw(lines),
        "ket": draw(sentence()), "phu_luc": draw(annexes(dau, kind)), "do_khan": draw(do_khan),
        "nguoi_soan": draw(st.sampled_from(("", "TH.(20)"))),
    }  # fmt: skip


@st.composite
def thong_bao_trees(draw: st.DrawFn) -> VanBan:
    given = _shared(draw, draw(heads(head_council("TB-HĐTĐKT"))), "Thông báo")
    return thong_bao.build(thong_bao.ThongBao(**given))  # type: ignore[arg-type]


@st.composite
def huong_dan_trees(draw: st.DrawFn) -> VanBan:
    given = _shared(draw, draw(heads(head_council("HD-HĐTĐKT"))), "Hướng dẫn")
    return huong_dan.build(huong_dan.HuongDan(**given))  # type: ignore[arg-type]


@st.composite
def quy_che_trees(draw: st.DrawFn) -> VanBan:
    return VanBan(
        draw(heads(head_ubnd("QC-UBND"))), "QUY CHẾ", draw(words(3, 30)),
        co_ket(tuple(draw(st.lists(st.one_of(legal, tables()), min_size=1, max_size=10)))),
        draw(signatures()), noi_nhan=SEND, luu_hanh=draw(st.sampled_from((None, "luu_hanh_noi_bo", "xem_xong_tra_lai"))),
        ban_sao=draw(copies()),
    )  # fmt: skip


TREES: dict[str, SearchStrategy[VanBan]] = {
    "ke-hoach": ke_hoach_trees(),
    "bao-cao-don-vi": bao_cao_trees(),
    "ban-dang-ky": dang_ky_trees(),
    "giao-uoc": giao_uoc_trees(),
    "cong-van": cong_van_trees(),
    "don-doc": don_doc_trees(),
    "to-trinh": to_trinh_trees(),
    "quyet-dinh": quyet_dinh_trees(),
    "khen-thuong": khen_thuong_trees(),
    "bien-ban": bien_ban_trees(),
    "giay-moi": giay_moi_trees(),
    "thong-bao": thong_bao_trees(),
    "huong-dan": huong_dan_trees(),
    "quy-che": quy_che_trees(),
}
"""By kind."""
