"""One paper of every kind as the town would write it: real offices, invented people and figures."""

# Whole sentences of a paper read better unbroken.
# ruff: noqa: E501

from dataclasses import replace

from tests.vanban.test_dang_ky import FULL as DANG_KY
from tests.vanban.test_dang_ky import UNION
from thidua.core.calendar import KyBaoCao
from thidua.core.targets import DanhGia
from thidua.signing.ma import new_code, qr_png
from thidua.vanban.blocks import (
    Bang,
    BanSao,
    Cot,
    DauVanBan,
    Dieu,
    DoanVan,
    Gach,
    Inline,
    Khoan,
    Muc,
    NgayVanBan,
    O,
    SoKyHieu,
    TieuDeLon,
    VanBan,
    chay_dau,
    co_ket,
    inline_plain,
)
from thidua.vanban.kinds import (
    ban_giao,
    bao_cao,
    bien_ban,
    cong_van,
    dang_ky,
    don_doc,
    giao_uoc,
    giay_moi,
    huong_dan,
    ke_hoach,
    quyet_dinh,
    thong_bao,
    to_trinh,
    tong_hop,
)
from thidua.vanban.kinds.bang_tong_hop import DongDanhGia, DongGiaoUoc, bang_danh_gia, bang_giao_uoc
from thidua.vanban.kinds.danh_sach import DanhSachKhen, DongKhen, bang_khen
from thidua.vanban.kinds.phu_luc import NoiDungPhuLuc, danh_so, tham_chieu
from thidua.vanban.kinds.tong_hop import BangTrongMuc, Cau, DenBang, DenPhuLuc, PhuLucTongHop
from thidua.vanban.kyten import SigningAuthority, hoi_dong

MA = new_code(bytes(range(9)))
MAU = "(Số liệu, họ tên là dữ liệu mẫu)"
UBND = ("ỦY BAN NHÂN DÂN", "THỊ XÃ AYUN PA")
LIEN_HE = (
    "Địa chỉ: 01 Trần Hưng Đạo, phường Đoàn Kết, thị xã Ayun Pa, tỉnh Gia Lai",
    "Điện thoại: (0269) 000 0000; Thư điện tử: noivu.ayunpa@gialai.gov.vn",
)
CHU_TICH = SigningAuthority("head", "Nguyễn Văn Bình", "CHỦ TỊCH").ky_ten()
TM_PHO = SigningAuthority("tm_kt", "Rah Lan H'Nga", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "ỦY BAN NHÂN DÂN").ky_ten()
TRUONG_PHONG = SigningAuthority("head", "Trần Thị Thu Hà", "TRƯỞNG PHÒNG").ky_ten()
CUM = "Cụm thi đua các xã, phường"


def head_ubnd(ky_hieu: str, so: int | None = None, ngay: int | None = None, thang: int = 6) -> DauVanBan:
    return DauVanBan((), UBND, SoKyHieu(so, ky_hieu), "Ayun Pa", NgayVanBan(ngay, thang, 2023))


def head_nv(ky_hieu: str, trich_yeu: str | None = None) -> DauVanBan:
    return DauVanBan(
        ("UBND THỊ XÃ AYUN PA",),
        ("PHÒNG NỘI VỤ",),
        SoKyHieu(None, ky_hieu),
        "Ayun Pa",
        NgayVanBan(None, 6, 2023),
        trich_yeu,
    )


def head_council(ky_hieu: str) -> DauVanBan:
    return DauVanBan(
        ("UBND THỊ XÃ AYUN PA",),
        ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",),
        SoKyHieu(None, ky_hieu),
        "Ayun Pa",
        NgayVanBan(None, 6, 2023),
    )


def plain(text: str) -> DoanVan:
    return DoanVan(inline_plain(text))


def dash(content: str | Inline) -> Gach:
    return Gach(inline_plain(content) if isinstance(content, str) else content)


LIST = DanhSachKhen(
    tap_the=(
        DongKhen("Ủy ban nhân dân phường Cheo Reo", "", "Giấy khen", "Vượt thu ngân sách 6 tháng 12%"),
        DongKhen("Trường Trung học cơ sở Nguyễn Huệ", "", "Giấy khen", "Chuyển đổi số trong quản lý dạy học"),
    ),
    ho_gia_dinh=(DongKhen("Hộ ông Nay Phun", "xã Ia Rtô", "Giấy khen", "Hiến 500 m² đất làm đường"),),
    ca_nhan=(
        DongKhen("Ksor H'Lan", "Công chức Văn hóa - Xã hội, phường Cheo Reo", "Giấy khen", "Vận động BHYT"),
        DongKhen("Lê Quang Đạo", "Chuyên viên Phòng Kinh tế", "Giấy khen", "Số hóa hồ sơ đăng ký kinh doanh"),
    ),
)

KE_HOACH = ke_hoach.build(
    ke_hoach.KeHoach(
        dau=head_ubnd("KH-UBND", thang=3),
        trich_yeu="Phát động phong trào thi đua yêu nước năm 2023",
        mo_dau=(
            "Thực hiện Chỉ thị số 01/CT-UBND ngày 18/01/2023 của Ủy ban nhân dân tỉnh Gia Lai, Ủy ban nhân dân "
            "thị xã Ayun Pa ban hành kế hoạch, cụ thể như sau:",
        ),
        dong=(
            ke_hoach.DongKeHoach("muc", "I.", "MỤC ĐÍCH, YÊU CẦU"),
            ke_hoach.DongKeHoach("khoan_tieu_de", "1.", "Mục đích"),
            ke_hoach.DongKeHoach("gach", "-", "Động viên cán bộ, công chức và Nhân dân thi đua hoàn thành kế hoạch."),
            ke_hoach.DongKeHoach("khoan_tieu_de", "2.", "Yêu cầu"),
            ke_hoach.DongKeHoach("gach", "-", "**Đợt 1, từ đầu năm đến 30/6/2023:** đạt ít nhất 50% chỉ tiêu năm."),
            ke_hoach.DongKeHoach("gach", "-", "**Đợt 2, từ ngày 01/7 đến ngày 31/12/2023:** hoàn thành chỉ tiêu năm."),
            ke_hoach.DongKeHoach("muc", "II.", "TỔ CHỨC THỰC HIỆN"),
            ke_hoach.DongKeHoach("khoan", "1.", "Các cơ quan, đơn vị đăng ký thi đua trước ngày 31/3/2023."),
            ke_hoach.DongKeHoach("khoan", "2.", "Phòng Nội vụ theo dõi, đôn đốc, tổng hợp báo cáo."),
        ),
        ket="Trên đây là Kế hoạch phát động phong trào thi đua; đề nghị các cơ quan, đơn vị triển khai thực hiện.",
        noi_nhan=("Ủy ban nhân dân tỉnh (b/c)", "Các cơ quan, ban, ngành thị xã", "Lưu: VT, NC"),
        ky_ten=SigningAuthority("tm", "Nguyễn Văn Bình", "CHỦ TỊCH", collective="ỦY BAN NHÂN DÂN").ky_ten(),
        ghi_chu=MAU,
    )
)  # fmt: skip

BAO_CAO = bao_cao.build(
    bao_cao.BaoCaoDonVi(
        dau=DauVanBan(
            (), ("ỦY BAN NHÂN DÂN", "PHƯỜNG CHEO REO"), SoKyHieu(None, "BC-UBND"), "Cheo Reo",
            NgayVanBan(None, 6, 2023),
        ),
        kinh_gui=("Hội đồng Thi đua - Khen thưởng thị xã (qua Phòng Nội vụ thị xã)",),
        ky="so_ket",
        nam=2023,
        mo_dau="Thực hiện Kế hoạch phát động thi đua của thị xã, Ủy ban nhân dân phường báo cáo kết quả như sau:",
        tom_tat="Trong 2 chỉ tiêu đăng ký, 1 chỉ tiêu đạt mốc Đợt 1, 1 chỉ tiêu dưới mốc.",
        chi_tieu=(
            bao_cao.DongChiTieu(
                "Thu ngân sách trên địa bàn", "triệu đồng", "2.450", "1.225", "1.180", "ước 1.310", "53,5", "Đạt mốc"
            ),
            bao_cao.DongChiTieu(
                "Kết nạp đảng viên", "người", "5", "3", "2", "2", "40,0", "Dưới mốc", "Hồ sơ đang thẩm tra"
            ),
        ),
        phong_trao=(("Gia Lai chung tay vì người nghèo", "Sửa 3 nhà tạm, trị giá 90 triệu đồng."),),
        kho_khan=(("Nợ đọng thuế", "Đã thu được 60% số nợ."),),
        noi_bat="Ra mắt mô hình “Tổ dân phố không rác thải nhựa”.",
        han_che="Kết nạp đảng viên còn chậm.",
        kien_nghi="",
        ket="Trên đây là báo cáo sơ kết phong trào thi đua 6 tháng đầu năm 2023 của Ủy ban nhân dân phường.",
        ky_ten=SigningAuthority("tm", "Rơ Ô Thuận", "CHỦ TỊCH", collective="ỦY BAN NHÂN DÂN").ky_ten(),
        ghi_chu=MAU,
    )
)  # fmt: skip

CONG_VAN = cong_van.build(
    cong_van.CongVan(
        dau=DauVanBan(
            (), UBND, SoKyHieu(None, "UBND-NV"), "Ayun Pa", NgayVanBan(None, 1, 2023),
            "V/v hướng dẫn đăng ký thi đua và ký kết giao ước thi đua năm 2023",
        ),
        kinh_gui=(
            "Các cơ quan, ban, ngành, đoàn thể thị xã",
            "Ủy ban nhân dân các xã, phường",
            "Các trường học, đơn vị sự nghiệp trực thuộc",
        ),
        than=(
            plain("Thực hiện Luật Thi đua, khen thưởng, Ủy ban nhân dân thị xã đề nghị các cơ quan, đơn vị:"),
            Khoan("1", inline_plain("Đăng ký thi đua năm 2023 theo mẫu, gửi Phòng Nội vụ trước ngày 31/3/2023.")),
            Khoan("2", inline_plain("Các cụm, khối thi đua ký kết giao ước trước ngày 14/4/2023.")),
            Khoan("3", inline_plain("Chỉ tiêu đăng ký không thấp hơn chỉ tiêu Ủy ban nhân dân thị xã giao.")),
            plain("Đề nghị các cơ quan, đơn vị triển khai thực hiện."),
        ),
        ky_ten=SigningAuthority("tl", "Trần Thị Thu Hà", "CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ").ky_ten(),
        noi_nhan=("Chủ tịch, các PCT UBND thị xã", "Lưu: VT, NV"),
        lien_he=LIEN_HE,
        do_khan="khan",
        nguoi_soan="PL.(45)",
        ghi_chu=MAU,
    )
)  # fmt: skip

LATE = tuple(
    don_doc.DongDonDoc(name, "Báo cáo sơ kết 6 tháng", "20/6/2023", 2, truc_thuoc=True)
    for name in ("Ủy ban nhân dân phường Sông Bờ", "Ủy ban nhân dân xã Ia Sao", "Phòng Tư pháp")
)
DON_DOC = don_doc.DonDoc(
    dau=head_nv("NV-TĐKT"),
    lan=1,
    viec="nộp Báo cáo sơ kết 6 tháng đầu năm 2023",
    can_cu="Căn cứ Công văn số 120/UBND-NV ngày 15/5/2023 của Ủy ban nhân dân thị xã về báo cáo sơ kết phong "
    "trào thi đua, hạn nộp báo cáo là ngày 20/6/2023:",
    thoi_diem="16 giờ, ngày 22/6/2023",
    phai_nop=40,
    don_vi=LATE,
    han_moi="16 giờ ngày 26/6/2023",
    dau_moi="ông Phạm Văn Long, chuyên viên Phòng Nội vụ, điện thoại 0269 000 0000",
    ten_co_quan="Phòng Nội vụ",
    ky_ten=TRUONG_PHONG,
    noi_nhan=("Chủ tịch UBND thị xã (b/c)", "Lưu: VT, TĐKT"),
    lien_he=LIEN_HE,
    ghi_chu=MAU,
)
DON_DOC_LAN_2 = don_doc.DonDoc(
    dau=head_ubnd("UBND-NV"),
    lan=2,
    viec="nộp Báo cáo sơ kết 6 tháng đầu năm 2023",
    can_cu=DON_DOC.can_cu,
    thoi_diem="16 giờ, ngày 26/6/2023",
    phai_nop=40,
    don_vi=tuple(
        don_doc.DongDonDoc(f"Trường Tiểu học số {i}", "Báo cáo sơ kết 6 tháng", "20/6/2023", 4) for i in range(1, 11)
    ),
    han_moi="16 giờ ngày 28/6/2023",
    dau_moi=DON_DOC.dau_moi,
    ten_co_quan="Ủy ban nhân dân thị xã",
    ky_ten=TM_PHO,
    noi_nhan=("Chủ tịch UBND thị xã (b/c)", "Lưu: VT, NV"),
    lien_he=LIEN_HE,
    do_khan="thuong_khan",
    ghi_chu=MAU,
)  # fmt: skip

_TO_TRINH_HEAD = head_nv("TTr-NV")
TO_TRINH = to_trinh.build(
    to_trinh.ToTrinh(
        dau=_TO_TRINH_HEAD,
        trich_yeu="Về việc tặng Giấy khen của Chủ tịch Ủy ban nhân dân thị xã\ndịp kỷ niệm Ngày 11/6",
        kinh_gui=("Chủ tịch Ủy ban nhân dân thị xã Ayun Pa",),
        can_cu=(
            "Căn cứ Luật Thi đua, khen thưởng",
            "Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng thị xã ngày 05 tháng 6 năm 2023",
        ),
        than=(
            plain(
                f"Phòng Nội vụ kính trình Chủ tịch Ủy ban nhân dân thị xã xem xét, tặng Giấy khen cho {LIST.dem()} "
                "có thành tích trong phong trào thi đua Đợt 1 năm 2023 (có danh sách tại Phụ lục kèm theo)."
            ),
        ),
        ket="Kính trình Chủ tịch Ủy ban nhân dân thị xã xem xét, quyết định.",
        ky_ten=TRUONG_PHONG,
        noi_nhan=("Lưu: VT, TĐKT",),
        phu_luc=danh_so(
            (NoiDungPhuLuc("Danh sách đề nghị tặng Giấy khen", (bang_khen(LIST),)),),
            tham_chieu("Tờ trình", _TO_TRINH_HEAD, "Phòng Nội vụ thị xã Ayun Pa"),
        ),
        ghi_chu=MAU,
    )
)

QUYET_DINH = quyet_dinh.build_khen_thuong(
    quyet_dinh.QuyetDinhKhenThuong(
        dau=head_ubnd("QĐ-UBND"),
        trich_yeu="Về việc tặng Giấy khen của Chủ tịch Ủy ban nhân dân thị xã",
        tham_quyen="CHỦ TỊCH ỦY BAN NHÂN DÂN THỊ XÃ AYUN PA",
        can_cu=(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
            "Căn cứ Luật Thi đua, khen thưởng",
        ),
        theo_de_nghi="Trưởng phòng Phòng Nội vụ thị xã",
        hinh_thuc="Giấy khen của Chủ tịch Ủy ban nhân dân thị xã Ayun Pa",
        thanh_tich="có thành tích xuất sắc trong phong trào thi đua Đợt 1 năm 2023",
        danh_sach=LIST,
        tien_thuong="Tiền thưởng kèm theo Giấy khen trích từ Quỹ thi đua, khen thưởng của thị xã năm 2023.",
        thi_hanh="Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thị xã, Trưởng phòng Phòng Nội vụ, Trưởng "
        "phòng Phòng Tài chính - Kế hoạch và các tập thể, hộ gia đình, cá nhân có tên tại Điều 1",
        co_quan="Chủ tịch Ủy ban nhân dân thị xã Ayun Pa",
        ky_ten=CHU_TICH,
        noi_nhan=("Ban Thi đua - Khen thưởng tỉnh (b/c)", "Lưu: VT, NV"),
        ghi_chu=MAU,
    )
)

QUY_CHE = VanBan(
    dau=DauVanBan((), UBND, SoKyHieu(None, "QC-UBND"), "Ayun Pa", NgayVanBan(None, 6, 2023)),
    ten_loai="QUY CHẾ",
    trich_yeu="Tổ chức và hoạt động của cụm, khối thi đua",
    than=co_ket(
        (
            TieuDeLon("chuong", "I", "Quy định chung"),
            Dieu(1, "Phạm vi điều chỉnh"),
            Khoan(
                "1", inline_plain("Quy chế này quy định tổ chức, hoạt động của các cụm, khối thi đua thị xã.")
            ),
            Khoan("2", inline_plain("Nhiệm vụ của cụm trưởng, khối trưởng gồm:")),
            Khoan("a", inline_plain("Chủ trì xây dựng giao ước thi đua;")),
            Khoan("b", inline_plain("Tổng hợp, báo cáo kết quả thi đua của cụm, khối.")),
            TieuDeLon("chuong", "II", "Quy định cụ thể"),
            TieuDeLon("muc", "1", "Chấm điểm thi đua"),
            Dieu(2, "Nguyên tắc chấm điểm"),
            dash(chay_dau("Công khai:", "bảng điểm được gửi đến tất cả các thành viên.")),
            dash(chay_dau("Chính xác:", "điểm thưởng phải có minh chứng.")),
            Muc("1", "Bảng điểm", 2),
            Bang(
                (Cot("TT", 0.5, "giua"), Cot("Nội dung", 3), Cot("Tiêu chí", 3), Cot("Điểm", 1)),
                (
                    (O("1", gop_hang=2), O("Thực hiện chỉ tiêu", gop_hang=2), "Kinh tế - xã hội", "40"),
                    ("Quốc phòng - an ninh", "20"),
                    ("2", O("Công tác thi đua, khen thưởng", gop_cot=2), "40"),
                    (O("Tổng điểm", gop_cot=3), "100"),
                ),
                tong=True,
            ),
            plain("Các cụm, khối thi đua căn cứ Quy chế này tổ chức thực hiện."),
        )
    ),
    ky_ten=TM_PHO,
    noi_nhan=("Các cụm, khối thi đua", "Lưu: VT, NV"),
    luu_hanh="luu_hanh_noi_bo",
    ghi_chu=MAU,
)

BIEN_BAN = bien_ban.build(
    bien_ban.BienBan(
        dau=head_council("BB-HĐTĐKT"),
        trich_yeu="Họp Hội đồng Thi đua - Khen thưởng thị xã xét khen thưởng Đợt 1 năm 2023",
        bat_dau="08 giờ 00, ngày 05 tháng 6 năm 2023",
        dia_diem="Phòng họp số 2, Ủy ban nhân dân thị xã Ayun Pa",
        thanh_phan=(
            "Ông Nguyễn Văn Bình, Chủ tịch Ủy ban nhân dân thị xã, Chủ tịch Hội đồng",
            "Bà Trần Thị Thu Hà, Trưởng phòng Phòng Nội vụ, Phó Chủ tịch Hội đồng",
            "Các ủy viên Hội đồng (có mặt 10/11)",
        ),
        vang_mat=("Ông Siu Thanh, Trưởng Công an thị xã (có lý do)",),
        chu_tri="Ông Nguyễn Văn Bình, Chủ tịch Hội đồng",
        thu_ky="Ông Phạm Văn Long, chuyên viên Phòng Nội vụ",
        noi_dung=(
            Khoan("1", inline_plain("Thường trực Hội đồng trình bày tiêu chuẩn và tóm tắt thành tích.")),
        ),
        bieu_quyet=bien_ban.BieuQuyet(
            "bỏ phiếu kín",
            11,
            (
                bien_ban.DongBieuQuyet("Ủy ban nhân dân phường Cheo Reo", "Giấy khen", 11),
                bien_ban.DongBieuQuyet("Ksor H'Lan", "Giấy khen", 10),
            ),
        ),
        ket_thuc="10 giờ 30, ngày 05 tháng 6 năm 2023.",
        ky_chu_toa="Nguyễn Văn Bình",
        ky_thu_ky="Phạm Văn Long",
        ghi_chu=MAU,
    )
)

GIAY_MOI = giay_moi.build(
    giay_moi.GiayMoi(
        dau=head_council("GM-HĐTĐKT"),
        trich_yeu="Họp Hội đồng Thi đua - Khen thưởng thị xã",
        nguoi_moi="Hội đồng Thi đua - Khen thưởng thị xã",
        kinh_moi=(
            "Các thành viên Hội đồng Thi đua - Khen thưởng thị xã",
            "Cụm trưởng, khối trưởng các cụm, khối thi đua",
        ),
        toi_du="Cuộc họp xét khen thưởng Đợt 1 năm 2023.",
        chu_tri="Ông Nguyễn Văn Bình, Chủ tịch Hội đồng.",
        thoi_gian="08 giờ 00, thứ Hai, ngày 05 tháng 6 năm 2023.",
        dia_diem="Phòng họp số 2, Ủy ban nhân dân thị xã Ayun Pa.",
        luu_y="Tài liệu họp được gửi kèm; đề nghị các thành viên nghiên cứu trước, đến dự đúng giờ.",
        ky_ten=hoi_dong("Trần Thị Thu Hà", post="PHÓ CHỦ TỊCH", agency_post="Trưởng phòng Nội vụ"),
        ghi_chu=MAU,
    )
)

THONG_BAO = thong_bao.build(
    thong_bao.ThongBao(
        dau=head_council("TB-HĐTĐKT"),
        trich_yeu="Kết quả kiểm tra chéo công tác thi đua, khen thưởng Đợt 1 năm 2023",
        mo_dau=("Hội đồng Thi đua - Khen thưởng thị xã thông báo kết quả kiểm tra như sau:",),
        than=(
            Muc("I", "Kết quả đạt được"),
            dash("Các đơn vị đã ban hành kế hoạch, ký kết giao ước và đăng ký thi đua đầy đủ."),
            Muc("II", "Tồn tại, hạn chế"),
            dash("Một số đơn vị lưu trữ hồ sơ chưa khoa học."),
        ),
        ket="Hội đồng thông báo để các đơn vị biết, phát huy kết quả và khắc phục hạn chế.",
        ky_ten=hoi_dong("Nguyễn Văn Bình", agency_post="Chủ tịch UBND thị xã"),
        noi_nhan=("Các cụm, khối thi đua", "Lưu: VT, NV"),
        ghi_chu=MAU,
    )
)

_HUONG_DAN_HEAD = head_council("HD-HĐTĐKT")
_SCORES = Bang(
    (
        Cot("TT", 0.4, "giua"), Cot("Tiêu chí", 4), Cot("Điểm tối đa", 1), Cot("Tự chấm", nhom="Điểm chấm"),
        Cot("Chấm chéo", nhom="Điểm chấm"), Cot("Minh chứng", 2),
    ),
    (
        ("1", "Hoàn thành chỉ tiêu kinh tế - xã hội", "40", "", "", ""),
        ("2", "Hoàn thành nhiệm vụ quốc phòng - an ninh", "20", "", "", ""),
        ("3", "Công tác thi đua, khen thưởng", "40", "", "", ""),
        ("", "Tổng cộng", "100", "", "", ""),
    ),
    tong=True,
)  # fmt: skip
HUONG_DAN = huong_dan.build(
    huong_dan.HuongDan(
        dau=_HUONG_DAN_HEAD,
        trich_yeu="Chấm điểm thi đua các cụm, khối năm 2023",
        can_cu=(
            "Căn cứ Luật Thi đua, khen thưởng",
            "Căn cứ Quy chế tổ chức và hoạt động của cụm, khối thi đua",
        ),
        mo_dau=("Hội đồng Thi đua - Khen thưởng thị xã hướng dẫn chấm điểm thi đua như sau:",),
        than=(
            Muc("I", "Nguyên tắc"),
            Khoan("1", inline_plain("Chấm điểm công khai, chính xác, có minh chứng.")),
            Muc("II", "Cách chấm"),
            Muc("1", "Tự chấm điểm", 2),
            Khoan("a", inline_plain("Đơn vị tự chấm theo bảng điểm tại Phụ lục kèm theo;")),
            Khoan("b", inline_plain("Gửi kết quả trước ngày 05/11/2023.")),
            Muc("2", "Chấm chéo trong cụm, khối", 2),
            dash("Cụm trưởng, khối trưởng phân công chấm chéo."),
        ),
        ket="Trên đây là hướng dẫn chấm điểm thi đua; vướng mắc phản ánh về Phòng Nội vụ để tổng hợp.",
        ky_ten=hoi_dong("Nguyễn Văn Bình"),
        noi_nhan=("Các cơ quan, đơn vị, địa phương", "Lưu: VT, NV"),
        phu_luc=danh_so(
            (NoiDungPhuLuc("Bảng điểm thi đua năm 2023", (_SCORES,), ngang=True),),
            tham_chieu("Hướng dẫn", _HUONG_DAN_HEAD, "Hội đồng Thi đua - Khen thưởng thị xã"),
        ),
        ghi_chu=MAU,
    )
)

_COMMUNES = (
    ("phường Đoàn Kết", "P. Đoàn Kết", "Ông Trần Hữu Nghĩa"),
    ("phường Hòa Bình", "P. Hòa Bình", "Bà Lê Thị Minh"),
    ("phường Cheo Reo", "P. Cheo Reo", "Ông Rơ Ô Thuận"),
    ("phường Sông Bờ", "P. Sông Bờ", "Ông Nay Thoan"),
    ("xã Ia Rbol", "X. Ia Rbol", "Ông Siu Blơm"),
    ("xã Ia Rtô", "X. Ia Rtô", "Bà Kpă H'Yên"),
    ("xã Ia Sao", "X. Ia Sao", "Ông Ksor Bút"),
    ("xã Chư Băh", "X. Chư Băh", "Ông Rcom Đức"),
)


def pledge(count: int) -> VanBan:
    """A giao ước of so many parties; beyond the communes of the town they are numbered."""
    named = _COMMUNES + tuple(
        (f"xã mẫu số {i}", f"X. mẫu {i}", f"Ông Nguyễn Văn Mẫu {i}") for i in range(9, 61)
    )
    parties = named[:count]
    figures = tuple(str(90 + i % 7) for i in range(count))
    return giao_uoc.build(
        giao_uoc.GiaoUoc(
            dau=DauVanBan(
                ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "THỊ XÃ AYUN PA"),
                ("CỤM THI ĐUA CÁC XÃ, PHƯỜNG",),
                None,
                "Ayun Pa",
                NgayVanBan(12, 4, 2023),
            ),
            nam=2023,
            ten_nhom=CUM,
            can_cu=(
                "Căn cứ Chỉ thị số 01/CT-UBND ngày 18 tháng 01 năm 2023 của Ủy ban nhân dân tỉnh Gia Lai",
                "Căn cứ Kế hoạch phát động phong trào thi đua năm 2023 của Ủy ban nhân dân thị xã Ayun Pa",
                "Căn cứ Quyết định thành lập các cụm, khối thi đua thị xã Ayun Pa",
            ),
            ky_ket="ngày 12 tháng 4 năm 2023",
            dia_diem="Hội trường Ủy ban nhân dân phường Đoàn Kết",
            ben=tuple(
                giao_uoc.BenKy(f"Ủy ban nhân dân {name}", short, person.split(" ", 1)[1], "Chủ tịch")
                for name, short, person in parties
            ),
            muc_tieu=("Hoàn thành và hoàn thành vượt mức chỉ tiêu, nhiệm vụ được giao năm 2023.",),
            khau_hieu="Kỷ cương, sáng tạo, về đích sớm",
            linh_vuc=tuple(
                giao_uoc.LinhVuc(name, (text,))
                for name, text in (
                    ("Kinh tế", "Thu ngân sách vượt dự toán; giải ngân vốn đầu tư công trên 95%."),
                    ("Văn hóa - xã hội", "Giảm hộ nghèo, tăng tỷ lệ tham gia bảo hiểm y tế."),
                    ("Quốc phòng - an ninh", "Hoàn thành 100% chỉ tiêu giao quân."),
                    ("Xây dựng Đảng, chính quyền, Mặt trận, đoàn thể", "Kết nạp đảng viên đạt kế hoạch."),
                    ("Cải cách hành chính", "Hồ sơ giải quyết đúng hạn từ 98% trở lên."),
                    ("Công tác thi đua, khen thưởng", "Phát hiện, nhân rộng điển hình tiên tiến."),
                )
            ),
            chi_tieu=(
                giao_uoc.DongChiTieu("Tham gia bảo hiểm y tế", "%", figures),
                giao_uoc.DongChiTieu("Gia đình văn hóa", "%", figures),
                giao_uoc.DongChiTieu("Kết nạp đảng viên", "người", ("5",) * count),
            ),
            chi_tieu_chung=("100% đơn vị hoàn thành chỉ tiêu giao quân.",),
            danh_hieu=("100% đơn vị đạt danh hiệu Tập thể lao động tiên tiến trở lên.",),
            bien_phap=("Mỗi đơn vị xây dựng ít nhất một mô hình mới.",),
            hoat_dong=("Họp cụm mỗi quý một lần; kiểm tra chéo vào tháng 10.",),
            bang_diem="Bảng điểm thi đua thực hiện theo hướng dẫn của Hội đồng Thi đua - Khen thưởng thị xã.",
            chung_kien=giao_uoc.ChungKien(
                "Hội đồng Thi đua - Khen thưởng thị xã", "Trần Thị Thu Hà", "Phó Chủ tịch Hội đồng"
            ),
            ghi_chu=MAU,
            ma=MA,
            ma_vach=qr_png(MA),
        )
    )


GIAO_UOC = pledge(8)
_GROUPS = ("Cụm thi đua các xã, phường", "Khối nội chính", "Khối sự nghiệp, trường học")
TONG_HOP = tong_hop.build(
    tong_hop.BaoCaoTongHop(
        dau=head_nv("BC-NV"),
        trich_yeu="Sơ kết phong trào thi đua yêu nước và công tác khen thưởng 6 tháng đầu năm;\n"
        "phương hướng, nhiệm vụ 6 tháng cuối năm 2023",
        kinh_gui=("Ủy ban nhân dân thị xã",),
        mo_dau=(
            Cau(
                (
                    "Thực hiện Kế hoạch phát động thi đua năm 2023, Phòng Nội vụ tổng hợp từ báo cáo của 17/19 đơn vị; "
                    "số liệu chốt đến ngày 15/6/2023, ước thực hiện đến 30/6/2023:",
                )
            ),
        ),
        de_cuong=tong_hop.de_cuong(KyBaoCao.SO_KET, 2023, "Ủy ban nhân dân thị xã"),
        noi_dung={
            "I.2": (
                Cau(("Việc đăng ký, ký kết giao ước của các cụm, khối tại ", DenBang("giao_uoc"), ".")),
                BangTrongMuc(
                    "giao_uoc",
                    bang_giao_uoc([DongGiaoUoc(name, 6 + i, 6 + i, 5 + i, 1, 0, 6 + i) for i, name in enumerate(_GROUPS)]),
                ),
            ),
            "II.1": (
                Cau(("Kết quả thực hiện chỉ tiêu tại ", DenBang("chi_tieu"), " và ", DenPhuLuc("don_vi"), ".")),
                BangTrongMuc(
                    "chi_tieu",
                    bang_danh_gia(
                        [
                            DongDanhGia(name, {DanhGia.HOAN_THANH_NAM: 4, DanhGia.DAT_MOC: 40 + i, DanhGia.DUOI_MOC: 3})
                            for i, name in enumerate(_GROUPS)
                        ],
                        KyBaoCao.SO_KET,
                    ),
                ),
            ),
            "IV.han_che": (Cau(("Một số đơn vị báo cáo chậm so với quy định.",), gach=True),),
            "V": (Cau(("Tiếp tục thực hiện Đợt 2 của phong trào thi đua.",), gach=True),),
        },
        ket="Trên đây là báo cáo sơ kết phong trào thi đua 6 tháng đầu năm 2023.",
        ky_ten=TRUONG_PHONG,
        noi_nhan=("Như trên", "Lưu: VT, TĐKT"),
        phu_luc=(PhuLucTongHop("don_vi", "Kết quả của từng đơn vị", (_SCORES,)),),
        tham_chieu=tham_chieu("Báo cáo", head_nv("BC-NV"), "Phòng Nội vụ thị xã Ayun Pa"),
        ghi_chu=MAU,
    )
)
_ANNEX_HEAD = head_ubnd("KH-UBND")
PHU_LUC = VanBan(
    dau=_ANNEX_HEAD,
    ten_loai="KẾ HOẠCH",
    trich_yeu="Kiểm tra công tác thi đua, khen thưởng năm 2023",
    than=co_ket(
        (plain("Đơn vị được kiểm tra và nội dung kiểm tra nêu tại Phụ lục I, Phụ lục II kèm theo."),)
    ),
    ky_ten=TM_PHO,
    noi_nhan=("Các đơn vị được kiểm tra", "Lưu: VT, NV"),
    phu_luc=danh_so(
        (
            NoiDungPhuLuc(
                "Đơn vị được kiểm tra", (plain("Ủy ban nhân dân phường Cheo Reo; Phòng Tư pháp."),)
            ),
            NoiDungPhuLuc("Bảng điểm kiểm tra", (_SCORES,), ngang=True),
        ),
        tham_chieu("Kế hoạch", _ANNEX_HEAD, "Ủy ban nhân dân thị xã Ayun Pa"),
    ),
    ghi_chu=MAU,
)

BAN_SAO = replace(
    THONG_BAO,
    ban_sao=BanSao(
        "sao_y",
        (),
        ("ỦY BAN NHÂN DÂN", "THỊ XÃ AYUN PA"),
        15,
        "UBND",
        "Ayun Pa",
        NgayVanBan(26, 6, 2023),
        SigningAuthority("tl", "Trần Thị Thu Hà", "CHỦ TỊCH", "CHÁNH VĂN PHÒNG").ky_ten(),
        ("Phòng Nội vụ", "Lưu: VT."),
    ),
)

BAN_GIAO = ban_giao.build(
    ban_giao.BienBanBanGiao(
        dau=DauVanBan(
            (), ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐOÀN KẾT"), SoKyHieu(None, "BB-UBND"), "Ayun Pa", NgayVanBan(22, 6, 2023)
        ),
        trich_yeu="Bàn giao công tác thi đua, khen thưởng",
        thoi_gian="08 giờ 00, ngày 22 tháng 6 năm 2023",
        ly_do="Chuyển công tác",
        nguoi_giao="Ksor H'Lan",
        chuc_vu_giao="Công chức Văn phòng - Thống kê",
        nguoi_nhan="Nay H'Bia",
        chuc_vu_nhan="Công chức Văn hóa - Xã hội",
        nhom=(
            ban_giao.NhomBanGiao(
                "Vai trò trong phần mềm",
                (
                    ban_giao.DongBanGiao(
                        "Người phụ trách thi đua: Ủy ban nhân dân phường Đoàn Kết", "Giữ từ 01/01/2023"
                    ),
                ),
            ),
            ban_giao.NhomBanGiao(
                "Hồ sơ đang xử lý",
                (
                    ban_giao.DongBanGiao("Báo cáo sơ kết 6 tháng năm 2023", "Đang soạn; hạn 20/6/2023"),
                    ban_giao.DongBanGiao("Báo cáo tổng kết năm 2023", "Đang soạn; hạn 30/11/2023"),
                ),
            ),
            ban_giao.NhomBanGiao("Phân công, ủy quyền", ()),
        ),
        cam_ket="Kể từ ngày 22/6/2023, người nhận chịu trách nhiệm về các công việc nêu trên",
        ghi_chu=MAU,
    )
)

SPECIMENS: dict[str, VanBan] = {
    "ke-hoach": KE_HOACH,
    "bao-cao-don-vi": BAO_CAO,
    "bao-cao-tong-hop": TONG_HOP,
    "ban-dang-ky": dang_ky.build(DANG_KY),
    "ban-dang-ky-cong-doan": dang_ky.build(
        dang_ky.BanDangKy(**{f: getattr(DANG_KY, f) for f in DANG_KY.__slots__} | {"cong_doan": UNION})
    ),
    "giao-uoc": GIAO_UOC,
    "giao-uoc-4": pledge(4),
    "giao-uoc-20": pledge(20),
    "cong-van": CONG_VAN,
    "don-doc": don_doc.build(DON_DOC),
    "don-doc-lan-2": don_doc.build(DON_DOC_LAN_2),
    "to-trinh": TO_TRINH,
    "quyet-dinh": QUYET_DINH,
    "quy-che": QUY_CHE,
    "bien-ban": BIEN_BAN,
    "ban-giao": BAN_GIAO,
    "giay-moi": GIAY_MOI,
    "thong-bao": THONG_BAO,
    "huong-dan": HUONG_DAN,
    "phu-luc": PHU_LUC,
    "ban-sao": BAN_SAO,
}
"""By the name of the kind's page in `docs/van-ban`, some with a variant."""
