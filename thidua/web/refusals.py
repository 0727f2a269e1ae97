"""The sentence of each refusal: what is wrong, and what to do next."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What is wrong, and what to do next."""

    what: str
    then: str


WORDS: dict[str, Words] = {
    # core.workflow
    "khong_co_buoc": Words("Không có bước này.", "Mở lại trang và dùng các nút trên trang."),
    "khong_dung_vai_tro": Words(
        "Tài khoản này không có chức năng đó.",
        "Nếu cần dùng, đề nghị quản trị hệ thống giao thêm vai trò.",
    ),
    "khong_dung_luc": Words(
        "Hồ sơ đang ở trạng thái “{state}”, {giu} đang giữ, nên chưa làm được bước này.",
        "Mở lại trang để xem hồ sơ đã qua những bước nào.",
    ),
    "thieu_ly_do": Words("Bước này cần ghi lý do.", "Điền ô “Lý do” rồi bấm lại."),
    "nguoi_soan_khong_duyet": Words(
        "Người soạn không tự duyệt bản của mình.",
        "Đề nghị cấp phó được phân công hoặc người được ủy quyền duyệt.",
    ),
    "nguoi_soan_khong_tiep_nhan": Words(
        "Người soạn hoặc người duyệt không tự tiếp nhận hồ sơ này.",
        "Đề nghị người khác của {phong} tiếp nhận.",
    ),
    "chua_tung_tiep_nhan": Words(
        "Hồ sơ chưa có bản nào được tiếp nhận nên không có điều chỉnh để bỏ.", "Mở lại trang."
    ),
    "da_tung_tiep_nhan": Words(
        "Hồ sơ đã có bản được tiếp nhận nên không thể xác định là không thuộc đối tượng.",
        "Nếu nội dung sai, dùng “Điều chỉnh”.",
    ),
    # donvi
    "chua_co_co_quan": Words(
        "Chưa có thông tin cơ quan của ngày {ngay}.",
        "Điền trong phần Cơ quan (Cài đặt), hoặc đề nghị {phong} điền.",
    ),
    "chua_co_thuong_truc": Words(
        "Chưa chọn đơn vị là cơ quan thường trực Hội đồng.",
        "Chọn trong phần Cơ quan (Cài đặt), hoặc đề nghị quản trị hệ thống chọn.",
    ),
    "bac_khong_co": Words("Cấp của cơ quan chưa đúng.", "Chọn một cấp trong danh sách."),
    "ma_don_vi_sai": Words(
        "Mã đơn vị chỉ gồm chữ thường không dấu, chữ số và gạch ngang.", "Ví dụ: phuong-cheo-reo."
    ),
    "trung_ma_don_vi": Words("Mã “{ma}” đã có đơn vị khác dùng.", "Đặt mã khác."),
    "loai_don_vi_khong_co": Words("Loại đơn vị chưa đúng.", "Chọn một loại trong danh sách."),
    "the_thuc_khong_co": Words("Thể thức chưa đúng.", "Chọn một thể thức trong danh sách."),
    "don_vi_da_ket_thuc": Words(
        "“{ten}” đã kết thúc hoạt động ngày {ngay}.", "Sửa ở đơn vị kế thừa; tên cũ được giữ nguyên."
    ),
    "ten_chong_ngay": Words(
        "Tên “{ten}” có hiệu lực từ {ngay}, hai tên không chồng ngày nhau.", "Chọn ngày sau ngày đó."
    ),
    "don_vi_chua_co": Words("Ngày đó chưa có đơn vị này.", "Chọn ngày muộn hơn."),
    "cap_tren_khong_co": Words("Ngày đó chưa có đơn vị cấp trên này.", "Chọn đơn vị hoặc ngày khác."),
    "cay_vong": Words(
        "“{ten}” đang trực thuộc chính đơn vị này, chọn như vậy thành vòng.", "Chọn đơn vị cấp trên khác."
    ),
    "cap_tren_chong_ngay": Words(
        "Lần chuyển gần nhất có hiệu lực từ {ngay}, hai lần không chồng ngày nhau.", "Chọn ngày sau ngày đó."
    ),
    "hinh_thuc_khong_co": Words("Hình thức chưa đúng.", "Chọn một hình thức trong danh sách."),
    "chi_chia_tach_di_tiep": Words(
        "Chỉ khi chia, tách thì đơn vị mới tiếp tục hoạt động.", "Bỏ dấu này hoặc chọn “Chia, tách”."
    ),
    "sap_nhap_mot": Words("Sáp nhập cần đúng một đơn vị kế thừa.", "Chọn một đơn vị."),
    "chia_tach_hai": Words(
        "Chia, tách cần ít nhất hai đơn vị kế thừa (một, nếu đơn vị này vẫn hoạt động).",
        "Thêm đơn vị mới trước rồi chọn ở đây.",
    ),
    "ke_thua_khong_co": Words(
        "Đơn vị kế thừa phải là đơn vị khác và đang có tên ngày {ngay}.", "Chọn lại đơn vị kế thừa."
    ),
    "ngay_cuoi_truoc_ten": Words(
        "Tên “{ten}” có hiệu lực từ {ngay} nên không kết thúc trước ngày đó.", "Chọn ngày muộn hơn."
    ),
    "con_don_vi_truc_thuoc": Words(
        "Còn đơn vị trực thuộc: {ten}.", "Chuyển các đơn vị đó sang đơn vị cấp trên khác trước."
    ),
    "da_co_ke_thua": Words("Đã ghi đơn vị kế thừa này rồi.", "Bỏ đơn vị đó khỏi danh sách."),
    "ma_khoi_tao_sai": Words(
        "Mã thiết lập không đúng.", "Xem dòng cuối trên màn hình máy chủ, gõ đủ cả ba nhóm chữ."
    ),
    # namthidua
    "da_co_nam": Words("Năm thi đua {nam} đã có.", "Mở năm đó trong phần Thiết lập năm."),
    "nam_khong_o_chuan_bi": Words(
        "Năm thi đua {nam} không còn ở bước chuẩn bị.", "Tải lại trang để xem trạng thái của năm."
    ),
    "truong_ngoai_cum": Words(
        "Đơn vị trưởng hoặc phó không thuộc “{ten}”.", "Thêm đơn vị đó vào danh sách thành viên trước."
    ),
    "don_vi_da_co_cum": Words(
        "Có đơn vị của “{ten}” đã thuộc cụm, khối khác trong năm.", "Bỏ đơn vị đó ở cụm, khối kia trước."
    ),
    "loai_ngay": Words("Loại ngày không có.", "Chọn “Nghỉ” hoặc “Làm bù”."),
    # nhapxuat
    "khong_co_bang": Words("Không có danh sách này.", "Mở lại trang “Nhập từ Excel”."),
    "khong_co_lan_nhap": Words("Không thấy tệp đã tải lên.", "Tải lại tệp ở trang của danh sách."),
    "bang_khong_doc_duoc": Words(
        "Tệp .xlsx không đọc được thành bảng.", "Mở tệp bằng Excel, lưu lại (Save As) dạng .xlsx rồi tải lại."
    ),
    "bang_qua_nhieu_dong": Words(
        "Trang “{trang}” có hơn {nhieu_nhat} dòng có chữ.", "Chia thành nhiều tệp, mỗi tệp ít dòng hơn."
    ),
    "bang_qua_nhieu_cot": Words(
        "Trang “{trang}” có chữ ở cột thứ {nhieu_nhat} trở đi.", "Xóa các cột thừa rồi tải lại."
    ),
    "bang_qua_nhieu_trang_tinh": Words(
        "Tệp có hơn {nhieu_nhat} trang tính.", "Chỉ giữ trang có bảng cần nhập rồi tải lại."
    ),
    "bang_con_loi": Words(
        "Tệp còn ô sai hoặc không có gì để ghi nên chưa ghi.", "Sửa các ô được nêu rồi tải lại."
    ),
    "bang_da_ghi": Words("Tệp này đã được ghi rồi.", "Muốn ghi lần nữa thì tải tệp lên lại."),
    "bang_da_khac": Words(
        "Danh sách đã có người sửa từ lúc xem trước nên chưa ghi.",
        "Xem lại bảng dưới đây rồi bấm “Ghi” lần nữa.",
    ),
    "nam_da_sua": Words("Người khác vừa sửa năm thi đua {nam}.", "Xem lại trang này rồi bấm lần nữa."),
    "nam_chua_du": Words(
        "Năm thi đua {nam} chưa có đợt hoặc chưa có nội dung phải nộp.", "Thêm các phần đó rồi mở năm."
    ),
    "don_vi_ngoai_cum": Words(
        "Còn {so} đơn vị chưa xếp vào cụm, khối: {ten}.", "Xếp các đơn vị đó trong “Cụm, khối” rồi mở năm."
    ),
    "con_nam_chua_dong": Words(
        "Năm thi đua {nam} chưa đóng; chỉ hai năm cùng mở một lúc.", "Đóng năm {nam} trước."
    ),
    "nam_khong_dang_mo": Words(
        "Năm thi đua {nam} không ở trạng thái đang mở.", "Tải lại trang để xem trạng thái của năm."
    ),
    "nam_khong_dang_tong_ket": Words(
        "Năm thi đua {nam} chưa chuyển sang tổng kết.", "Chuyển năm sang tổng kết rồi đóng."
    ),
    "nam_con_viec": Words(
        "Năm thi đua {nam} còn {so} việc dở.", "Giải quyết các việc trong danh sách dưới đây."
    ),
    "dong_nam_lanh_dao_phong": Words(
        "Chỉ lãnh đạo {phong} đóng hoặc mở lại năm thi đua.",
        "Đề nghị Trưởng phòng hoặc Phó trưởng phòng làm việc này.",
    ),
    "nam_khong_da_dong": Words(
        "Năm thi đua {nam} chưa đóng nên không có gì để mở lại.", "Tải lại trang để xem trạng thái của năm."
    ),
    "dong_cua_nam_khac": Words("Có dòng không thuộc năm cũ.", "Tải lại trang để lấy danh sách mới nhất."),
    "dot_ngay_nguoc": Words("Có đợt mà ngày cuối đứng trước ngày đầu.", "Sửa ngày của đợt rồi gửi lại."),
    "dot_ngoai_nam": Words("Có đợt nằm ngoài năm {nam}.", "Sửa ngày của đợt rồi gửi lại."),
    "dot_chong_nhau": Words("Các đợt chồng lên nhau.", "Sửa ngày của đợt rồi gửi lại."),
    "dot_ty_le_sai": Words("Tỷ lệ của một đợt phải từ 0 đến 100.", "Sửa tỷ lệ rồi gửi lại."),
    "don_vi_hai_cum": Words("Có đơn vị đứng ở hai cụm, khối.", "Để mỗi đơn vị ở một cụm, khối."),
    "truong_la_pho": Words("Một đơn vị không vừa là trưởng vừa là phó.", "Chọn đơn vị khác làm phó."),
    "thieu_ten": Words("Cần điền tên cụm, khối.", "Tên có ít nhất một chữ."),
    "trung_ten_cum": Words("Trong năm đã có cụm, khối tên “{ten}”.", "Đặt tên khác."),
    "cum_khoi_da_sua": Words("Người khác vừa sửa “{ten}”.", "Đối chiếu với nội dung đang lưu rồi bấm lại."),
    "khong_la_thanh_vien": Words("Đơn vị được chọn không thuộc “{ten}”.", "Chọn một thành viên."),
    "khong_co_cum_khoi": Words("Chưa chọn cụm, khối để chuyển đến.", "Chọn nơi đến rồi bấm lại."),
    "chua_chon_don_vi": Words("Chưa chọn đơn vị.", "Chọn đơn vị rồi bấm lại."),
    "dang_la_truong": Words(
        "Đơn vị này đang là trưởng hoặc phó của “{ten}”.", "Chọn trưởng, phó khác rồi chuyển."
    ),
    "cum_khoi_con_thanh_vien": Words("“{ten}” còn thành viên.", "Chuyển hết thành viên rồi bỏ."),
    "cum_khoi_nam_da_mo": Words("Năm đã mở nên không bỏ “{ten}” được.", "Để trống cũng được."),
    "nam_da_dong": Words("Năm thi đua này đã đóng nên chỉ còn xem được.", "Cần sửa thì báo {phong}."),
    "chi_tieu_duoc_giao": Words(
        "“{ten}” là chỉ tiêu được giao nên đơn vị không bỏ được.",
        "Nếu giao chưa đúng, đề nghị {phong} điều chỉnh.",
    ),
    "han_truoc_ngay_mo": Words("Hạn nộp đứng trước ngày mở.", "Kiểm tra lại hai ngày rồi lưu."),
    "khong_goi_don_vi_nao": Words(
        "Chưa chọn đơn vị nào được giao.", "Chọn ít nhất một đơn vị, hoặc giao cho mọi đơn vị."
    ),
    "nghia_vu_chung": Words(
        "“{ten}” là nội dung chung của năm nên không bỏ được.", "Chỉ bỏ được nhiệm vụ giao riêng."
    ),
    "don_vi_da_lam": Words(
        "{don_vi} đã bắt đầu làm nội dung này nên không bỏ được.",
        "Nếu đơn vị không phải làm, dùng bước “Không thuộc đối tượng” trong hồ sơ.",
    ),
    "phong_trao_da_dang_ky": Words(
        "“{ten}” đã có đơn vị đăng ký nên không bỏ được.", "Sửa tên, nội dung nếu cần; đăng ký vẫn được giữ."
    ),
    "chi_tieu_da_dang_ky": Words(
        "“{ten}” đã có đơn vị đăng ký nên thay đổi phải ghi lý do.", "Ghi lý do vào ô “Lý do” rồi lưu lại."
    ),
    "chi_tieu_khong_bo_duoc": Words(
        "“{ten}” đã có đơn vị đăng ký hoặc báo cáo nên không bỏ được.",
        "Giữ chỉ tiêu, hoặc sửa số giao kèm lý do.",
    ),
    "nhiem_vu_khong_co_so": Words(
        "“{ten}” đã có đơn vị được giao bằng số nên không đổi thành nhiệm vụ không có số.", "Giữ loại cũ."
    ),
    "lam_bu_ngay_thuong": Words(
        "{ngay} vốn là ngày làm việc nên không thể là ngày làm bù.", "Chỉ ghi làm bù vào thứ Bảy, Chủ nhật."
    ),
    "trung_ma": Words("Mã “{ma}” đã dùng trong năm.", "Đặt mã khác."),
    "ngay_quy_dinh_nguoc": Words(
        "Ngày hết áp dụng đứng trước ngày bắt đầu.", "Kiểm tra lại hai ngày rồi ghi."
    ),
    "kiem_chung_khong_nguon": Words(
        "Quy định đã kiểm chứng phải có nguồn.", "Ghi văn bản, điều, khoản, hoặc bỏ dấu đã đối chiếu."
    ),
    # dangky
    "chi_tieu_cua_don_vi_khac": Words(
        "Có chỉ tiêu không thuộc đơn vị này trong năm.", "Tải lại trang để lấy danh sách mới nhất."
    ),
    "phong_trao_cua_nam_khac": Words(
        "Có phong trào không thuộc năm này.", "Tải lại trang để lấy danh sách mới nhất."
    ),
    # giaouoc
    "chi_truong_soan_giao_uoc": Words(
        "Chỉ đơn vị trưởng cụm, khối soạn bản giao ước.", "Cần sửa thì gửi “Đề nghị sửa” khi được lấy ý kiến."
    ),
    "da_mo_giao_uoc": Words("Giao ước của “{ten}” đã được mở.", "Tải lại trang để soạn tiếp."),
    "so_ben_giao_uoc": Words(
        "Một bản giao ước có từ 2 đến 20 đơn vị; nhóm này có {so}.",
        "Đề nghị {phong} xem lại danh sách thành viên.",
    ),
    "giao_uoc_khong_dung_luc": Words(
        "Giao ước đang ở bước “{state}” nên chưa làm được việc này.", "Mở lại trang để xem các bước đã qua."
    ),
    "y_kien_ban_cu": Words(
        "Nội dung vừa đọc là bản {da_doc}, nay đã có bản {so} nên ý kiến chưa được ghi.",
        "Đọc những chỗ khác dưới đây rồi trả lời lại.",
    ),
    "y_kien_can_ban": Words("Ý kiến phải gửi từ trang của bản giao ước.", "Mở trang giao ước rồi trả lời."),
    "chua_thong_nhat_het": Words(
        "Còn đơn vị chưa đồng ý với bản này.", "Nhắc đơn vị chưa trả lời, hoặc soạn lại theo đề nghị sửa."
    ),
    "chua_ky_het": Words(
        "Còn đơn vị chưa có chữ ký được xác nhận.", "Xem cột “Chữ ký” để biết đơn vị nào còn thiếu."
    ),
    "chua_danh_gia_het": Words(
        "Còn nội dung giao ước chưa được đánh giá.", "Mở trang kết quả để đánh giá nốt từng dòng."
    ),
    "chi_truong_danh_gia": Words(
        "Chỉ đơn vị trưởng đánh giá kết quả giao ước.", "Gửi ý kiến cho đơn vị trưởng hoặc {phong}."
    ),
    "chi_don_vi_gui_minh_chung": Words(
        "Minh chứng do chính đơn vị đã hứa gửi lên.", "Đề nghị đơn vị đăng nhập và gửi tệp của mình."
    ),
    "chua_den_ky_danh_gia": Words(
        "Chưa đến kỳ đánh giá; đánh giá từ {ngay}.", "Chờ báo cáo tổng kết của các đơn vị."
    ),
    "khong_co_dong_giao_uoc": Words(
        "Có nội dung không nằm trong bản giao ước này.", "Tải lại trang để lấy danh sách mới nhất."
    ),
    "khac_de_xuat_can_ly_do": Words(
        "Đánh giá “{ten}” của {don_vi} khác đề xuất mà chưa ghi lý do.", "Ghi lý do ở ô ghi chú rồi lưu lại."
    ),
    "khong_gui_ban_ky": Words(
        "Chỉ đơn vị ký giao ước và {phong} gửi bản đã ký.", "Nhờ đơn vị trưởng hoặc {phong} gửi."
    ),
    "chi_don_vi_gui_ky_so": Words(
        "Tệp ký số do chính đơn vị ký gửi lên.", "Đề nghị đơn vị đăng nhập và gửi tệp của mình."
    ),
    "khong_doi_chieu": Words(
        "Chỉ {phong} và đơn vị trưởng đối chiếu bản đã ký.", "Chờ người đối chiếu xác nhận."
    ),
    "nguoi_gui_khong_doi_chieu": Words(
        "Người gửi bản chụp không tự đối chiếu bản mình gửi.", "Nhờ người thứ hai đối chiếu."
    ),
    "chi_nguoi_gui_bo_trang": Words("Chỉ người gửi bỏ được trang này.", "Nhờ người đã gửi trang bỏ."),
    "trang_da_doi_chieu": Words("Phần này đã có người đối chiếu.", "Tải lại trang để xem kết quả."),
    "trang_chua_co_ma": Words(
        "Chưa trang nào của bộ này đọc được mã trên giấy nên chưa xác nhận khớp được.",
        "Nhờ người gửi gõ mã in ở chân mỗi trang.",
    ),
    "chua_doi_chieu_gi": Words("Chưa chọn trang hay chữ ký nào.", "Chọn “Khớp” hoặc “Không khớp”."),
    "chua_co_trang_khop": Words(
        "Chưa có trang nào khớp để xác nhận chữ ký.", "Chọn “Khớp” cho trang có chữ ký."
    ),
    "khong_phai_ben_ky": Words("Có đơn vị không ký bản giao ước này.", "Tải lại trang rồi chọn lại."),
    "chua_den_luot_ky": Words(
        "Chưa đến lượt {ten}: bản này ký lần lượt và {truoc} chưa ký.", "Chờ {truoc} ký xong rồi gửi lại."
    ),
    "don_vi_da_ky": Words("Chữ ký của đơn vị trên bản này đã được xác nhận.", "Không cần gửi thêm."),
    "ky_ban_cu": Words(
        "Bản vừa xem đã được thay bằng bản {so}; chữ ký trên bản cũ không còn giá trị.",
        "Mở lại trang ký kết để xem bản {so}.",
    ),
    "ma_cua_ban_khac": Words(
        "Mã {ma} là của bản {so}, giao ước năm {nam} của {ten}, không phải bản đang ký kết.",
        "Kiểm tra lại tờ giấy; nếu ký nhầm bản cũ thì in và ký lại bản hiện nay.",
    ),
    "ma_khong_cua_ai": Words(
        "Không có bản giao ước nào mang mã {ma}.", "So lại từng ký tự với mã in ở chân mỗi trang."
    ),
    "tep_khong_co_ma": Words(
        "Không đọc được mã của bản giao ước trong tệp “{ten}”.",
        "Gõ mã in ở chân mỗi trang vào ô “Mã trên giấy” rồi gửi lại.",
    ),
    "ky_so_khong_dat": Words(
        "Lần kiểm tra mới nhất cho kết luận “{ket_luan}” nên chưa xác nhận được.",
        "Kiểm tra lại, hoặc không xác nhận và ghi lý do cho đơn vị.",
    ),
    "chi_nguoi_gui_danh_so": Words(
        "Chỉ người gửi và người đối chiếu ghi được số trang.", "Nhờ người đã gửi trang ghi lại."
    ),
    "so_trang_sai": Words("Số trang là một số từ 1 đến {so}.", "Ghi lại như số in ở chân trang."),
    "thieu_trang": Words(
        "Bộ bản chụp còn thiếu trang {trang} chưa khớp nên chưa ghi chữ ký được.",
        "Chờ đơn vị gửi đủ trang; nếu ghi nhầm số trang của bản giấy thì sửa lại ở trang ký kết.",
    ),
    "qua_nhieu_trang": Words("Bản này đã có {so} trang chụp.", "Bỏ những trang gửi nhầm trước khi gửi thêm."),
    "thieu_nguoi_ky_ten": Words("Chưa ghi họ tên người ký.", "Ghi họ tên như trên giấy."),
    "thieu_ngay_ky": Words("Chưa ghi ngày ký.", "Ghi ngày ký như trên giấy, ví dụ 12/4/2023."),
    "ngay_ky_chua_den": Words("Ngày ký chưa đến.", "Kiểm tra lại ngày ký trên giấy."),
    "nguoi_ky_khong_co_quyen": Words(
        "{ho_ten} không phải thủ trưởng, cũng không được phân công, ủy quyền ký thay {ten} vào ngày ký.",
        "Sửa họ tên như trên giấy, hoặc ghi phân công, ủy quyền trước rồi xác nhận lại.",
    ),
    "chi_thu_truong_tu_choi_ky": Words(
        "Chỉ thủ trưởng đơn vị từ chối ký thay cho đơn vị.", "Báo thủ trưởng đơn vị."
    ),
    "khong_con_ai_de_nhac": Words("Các đơn vị đều đã trả lời.", "Tải lại trang để xem bước tiếp theo."),
    "khong_co_ca_nhan": Words(
        "Người này không có trong danh sách cá nhân.", "Tải lại trang để lấy danh sách mới nhất."
    ),
    "khong_co_danh_hieu": Words(
        "Danh hiệu này không còn trong danh sách.", "Tải lại trang để xem danh sách mới nhất."
    ),
    "thieu_ho_ten": Words("Chưa ghi họ và tên.", "Điền họ và tên rồi bấm lại."),
    "thieu_danh_hieu": Words("Chưa ghi danh hiệu.", "Điền danh hiệu rồi bấm lại."),
    "nam_ngoai_khoang": Words("Năm nhận danh hiệu không đúng.", "Ghi năm từ 2000 trở đi."),
    "danh_hieu_da_xac_nhan": Words(
        "Danh hiệu này do {phong} ghi nên đơn vị không bỏ được.",
        "Nếu chưa đúng, đề nghị {phong} sửa.",
    ),
    # hoso, evidence
    "minh_chung_cua_chi_tieu_nao": Words(
        "Chưa chọn chỉ tiêu mà tệp chứng minh.", "Đánh dấu một hoặc nhiều chỉ tiêu rồi bấm lại."
    ),
    "qua_nhieu_minh_chung": Words(
        "Báo cáo đã có quá nhiều tệp minh chứng (nhiều nhất {nhieu_nhat} lượt gắn).",
        "Gộp các tệp nhỏ thành một tệp rồi gắn chung cho nhiều chỉ tiêu.",
    ),
    # baocao
    "nil_co_so": Words(
        "Chỉ tiêu đã ghi số liệu thì không đánh dấu “Không phát sinh”.",
        "Xóa số liệu hoặc bỏ dấu “Không phát sinh” rồi lưu lại.",
    ),
    # baocao
    "trang_da_gui": Words("Trang này đã được gửi rồi.", "Tải lại trang để xem bản mới nhất rồi sửa tiếp."),
    "khong_duoc_sua": Words(
        "Chỉ người phụ trách thi đua của đơn vị được sửa nội dung này.",
        "Cần sửa thì đề nghị đơn vị sửa, hoặc trả lại kèm lý do.",
    ),
    "khong_sua_luc_nay": Words(
        "Hồ sơ đang ở trạng thái “{state}”, {giu} đang giữ, nên chưa sửa được.",
        "Rút lại nếu còn được, hoặc đợi hồ sơ trả về rồi sửa.",
    ),
    "da_co_nguoi_sua": Words(
        "Người khác vừa lưu hồ sơ này.",
        "Nội dung vừa gõ chưa mất: quay lại, mở trang ở thẻ khác, đối chiếu rồi lưu lại.",
    ),
    "ngay_gia_han": Words("Ngày gia hạn phải sau hạn hiện tại ({han}).", "Điền ngày muộn hơn rồi bấm lại."),
    # web
    "khong_thay": Words("Không tìm thấy trang này.", "Kiểm tra lại địa chỉ hoặc trở về trang việc của mình."),
    "tu_trang_khac": Words(
        "Yêu cầu được gửi từ một trang khác nên bị từ chối.", "Mở trang này trực tiếp rồi làm lại."
    ),
    "chua_mo_cho_ai": Words("Trang này chưa được mở.", "Báo quản trị hệ thống."),
    "trang_cu": Words(
        "Trang mở đã lâu hoặc đã đăng nhập lại ở nơi khác nên chưa gửi được.",
        "Nội dung chưa bị mất: quay lại trang trước, chép phần vừa gõ, tải lại trang rồi gửi lại.",
    ),
    "nguoi_khac_vua_luu": Words(
        "Người khác vừa lưu hồ sơ này.",
        "Quay lại để giữ phần vừa gõ, tải lại trang ở thẻ khác, đối chiếu rồi lưu lại.",
    ),
    "trung_du_lieu": Words("Dữ liệu này đã có hoặc vừa bị thay đổi.", "Tải lại trang để xem bản mới nhất."),
    "qua_nang": Words(
        "Nội dung gửi lên quá lớn: mỗi tệp tối đa 25 MB, mỗi lần gửi tối đa 64 MB.",
        "Giảm dung lượng tệp hoặc gửi làm nhiều lần.",
    ),
    "qua_nhanh": Words("Thao tác quá nhiều lần trong thời gian ngắn.", "Đợi ít phút rồi làm lại."),
    "sai_cach_gui": Words("Địa chỉ này không nhận cách gửi đó.", "Mở lại trang và dùng các nút trên trang."),
    "yeu_cau_hong": Words("Yêu cầu gửi lên bị hỏng.", "Tải lại trang rồi làm lại."),
    "het_cho": Words(
        "Máy chủ hết chỗ trống trên đĩa nên chưa lưu được. Việc xem vẫn bình thường.",
        "Báo quản trị hệ thống dọn đĩa, rồi gửi lại.",
    ),
    "dang_ban": Words("Máy chủ đang bận nên chưa lưu được.", "Đợi một phút rồi bấm lại."),
    "su_co": Words(
        "Hệ thống gặp sự cố nên chưa làm được việc này. Dữ liệu đã lưu không bị ảnh hưởng.",
        "Thử lại sau ít phút; nếu vẫn vậy, báo quản trị hệ thống kèm thời điểm gặp sự cố.",
    ),
    # taikhoan
    "sai_dang_nhap": Words(
        "Tên tài khoản hoặc mật khẩu không đúng.", "Kiểm tra bộ gõ, phím Caps Lock rồi gõ lại."
    ),
    "mat_khau_cu_sai": Words("Mật khẩu hiện tại không đúng.", "Gõ lại mật khẩu đang dùng."),
    "mat_khau_ngan": Words("Mật khẩu mới quá ngắn.", "Đặt ít nhất 10 ký tự; một câu dễ nhớ là tốt nhất."),
    "mat_khau_dai": Words("Mật khẩu mới quá dài.", "Đặt nhiều nhất 200 ký tự."),
    "mat_khau_de_doan": Words("Mật khẩu này dễ đoán.", "Không dùng tên tài khoản hoặc dãy quen thuộc."),
    "mat_khau_khong_doi": Words("Mật khẩu mới trùng mật khẩu đang dùng.", "Đặt mật khẩu khác."),
    "trung_tai_khoan": Words("Tên tài khoản này đã có.", "Chọn tên khác."),
    "ten_tai_khoan_sai": Words(
        "Tên tài khoản chỉ gồm chữ thường không dấu, chữ số, dấu chấm và gạch ngang.",
        "Ví dụ: canbo.phuong-cheo-reo.",
    ),
    "vai_tro_can_don_vi": Words("Vai trò này phải gắn với một đơn vị.", "Chọn đơn vị rồi lưu lại."),
    "vai_tro_da_co": Words(
        "Tài khoản đang giữ vai trò này.", "Ghi ngày thôi vai trò cũ trước, hoặc chọn ngày bắt đầu muộn hơn."
    ),
    "vai_tro_het_roi": Words("Vai trò này đã thôi trước đó.", "Tải lại trang để xem các vai trò đang giữ."),
    "quan_tri_cuoi": Words(
        "Đây là quản trị hệ thống duy nhất đang dùng được.", "Giao vai trò quản trị cho người khác trước."
    ),
    "ma_het_han": Words("Mã một lần đã hết hạn.", "Đề nghị {phong} hoặc quản trị hệ thống cấp mã mới."),
    "ma_vua_cap": Words(
        "Mã của tài khoản {ten} vừa được cấp; cấp nữa thì phiếu vừa in không dùng được.",
        "Nếu phiếu đã mất, tải lại trang rồi cấp mã mới.",
    ),
    "tai_khoan_da_sua": Words(
        "Tài khoản {ten} vừa được người khác sửa nên chưa ghi.",
        "Nội dung vừa gõ còn nguyên; đối chiếu với nội dung đang lưu rồi bấm lại.",
    ),
    "uy_quyen_da_sua": Words(
        "Phân công, ủy quyền này vừa được người khác thu hồi hoặc sửa nên chưa ghi.",
        "Đối chiếu với nội dung đang lưu trong bảng.",
    ),
    "ma_cho_minh": Words("Không cấp mã một lần cho chính mình.", "Dùng trang Đổi mật khẩu."),
    "tai_khoan_da_khoa": Words("Tài khoản {ten} đang khóa.", "Mở lại tài khoản trước khi cấp mã."),
    "tu_khoa_minh": Words("Không tự khóa tài khoản đang dùng.", "Đề nghị người quản trị khác khóa."),
    "thieu_muc": Words("Mục này còn trống.", "Điền rồi lưu lại."),
    "ngay_nguoc": Words("Ngày kết thúc trước ngày bắt đầu.", "Sửa một trong hai ngày rồi lưu lại."),
    "truoc_van_ban": Words(
        "Ngày bắt đầu trước ngày của văn bản.", "Kiểm tra lại ngày trên quyết định hoặc giấy ủy quyền."
    ),
    "uy_quyen_can_han": Words(
        "Ủy quyền phải có ngày kết thúc.", "Điền ngày cuối cùng ghi trong giấy ủy quyền."
    ),
    "tu_uy_quyen": Words(
        "Thủ trưởng không ủy quyền cho chính mình.", "Chọn tài khoản của người được ủy quyền."
    ),
    "da_la_thu_truong": Words(
        "Người này đang là thủ trưởng của đơn vị.", "Thủ trưởng ký không cần phân công; chọn cấp phó."
    ),
    "chua_co_thu_truong": Words(
        "Ngày bắt đầu đơn vị chưa có thủ trưởng để ủy quyền.", "Giao vai trò thủ trưởng trước, hoặc sửa ngày."
    ),
    "trung_uy_quyen": Words(
        "Người này đã được giao theo văn bản số {so} trong những ngày đó.",
        "Sửa ngày, hoặc thu hồi văn bản trước.",
    ),
    "da_co_quyen_truong": Words(
        "Đơn vị đã có người giữ quyền thủ trưởng trong những ngày đó.", "Chọn cách ký khác hoặc sửa ngày."
    ),
    "khong_co_tai_khoan": Words("Không có tài khoản này.", "Chọn trong danh sách gợi ý."),
    "nhan_chinh_minh": Words(
        "Người nhận phải là người khác, có tài khoản riêng.", "Chọn tài khoản của người nhận bàn giao."
    ),
    "ngay_ban_giao": Words(
        "Ngày bàn giao phải trong vòng một tháng tính đến hôm nay.", "Sửa ngày rồi bấm lại."
    ),
    "uy_quyen_het_roi": Words("Văn bản này đã hết hiệu lực hoặc đã thu hồi.", "Tải lại trang để xem."),
    "ngay_thu_hoi": Words("Ngày thu hồi phải từ hôm nay đến ngày cuối của văn bản.", "Sửa ngày rồi bấm lại."),
    "uy_quyen_het_han": Words(
        "Ủy quyền theo văn bản số {so} đã hết hạn ngày {ngay}.",
        "Đề nghị thủ trưởng duyệt, hoặc báo {phong} ghi văn bản ủy quyền mới.",
    ),
    "uy_quyen_thu_hoi": Words(
        "Ủy quyền theo văn bản số {so} đã bị thu hồi từ ngày {ngay}.",
        "Đề nghị thủ trưởng duyệt, hoặc báo {phong}.",
    ),
    "phan_cong_het_han": Words(
        "Phân công theo quyết định số {so} đã hết hạn ngày {ngay}.",
        "Đề nghị thủ trưởng duyệt, hoặc báo {phong} ghi quyết định mới.",
    ),
    "phan_cong_thu_hoi": Words(
        "Phân công theo quyết định số {so} đã bị thu hồi từ ngày {ngay}.",
        "Đề nghị thủ trưởng duyệt, hoặc báo {phong}.",
    ),
}
"""Reason code → words; `{name}` in them is filled from the refusal's facts."""
