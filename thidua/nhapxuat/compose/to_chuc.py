"""Units and accounts as lists."""

import re
from collections.abc import Iterator, Mapping

from thidua.core.actor import SECRETARIAT, UNIT_ROLES, Role
from thidua.donvi.queries import LOAI, THE_THUC
from thidua.nhapxuat.compose import Bang
from thidua.nhapxuat.queries import Town
from thidua.nhapxuat.queries.to_chuc import account_key
from thidua.sheets.plan import Fate, Field, Kind, Plan, PlannedRow, Value, WrongCell

ROLE_WORDS: dict[str, str] = {
    Role.CAN_BO: "Người phụ trách thi đua",
    Role.THU_TRUONG: "Thủ trưởng đơn vị",
    Role.THUONG_TRUC: "Thường trực Hội đồng ({thuong_truc})",
    Role.LANH_DAO_PHONG: "Lãnh đạo {thuong_truc}",
    Role.LANH_DAO: "Lãnh đạo UBND",
    Role.HOI_DONG: "Thành viên Hội đồng Thi đua - Khen thưởng",
    Role.XEM: "Người xem",
    Role.QUAN_TRI: "Quản trị hệ thống",
}

USUAL_BODY = "Phòng Nội vụ"
"""The standing body of an office that has not yet said which it is."""


def role_words(thuong_truc: str) -> dict[str, str]:
    """The roles as the screen says them, naming the office's standing body."""
    return {role: words.format(thuong_truc=thuong_truc or USUAL_BODY) for role, words in ROLE_WORDS.items()}


ACCOUNT_WORDS: Mapping[str, str] = {
    "dang_dung": "Đang dùng",
    "cho_doi": "Phải đổi mật khẩu",
    "ma_het_han": "Mã đã hết hạn",
    "khoa": "Đã khóa",
    "khong_vai_tro": "Chưa có vai trò",
}

NO_ROLE = "Không có vai trò"
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ACCOUNT = re.compile(r"[a-z0-9]+(?:[.\-][a-z0-9]+)*")


def _unit_fields(town: Town) -> tuple[Field, ...]:
    return (
        Field("code", ("Mã", "Mã đơn vị"), Kind.CODE, required=True, longest=64),
        Field("ten", ("Tên đơn vị", "Tên đầy đủ", "Đơn vị"), required=True),
        Field("ten_ngan", ("Tên ngắn", "Tên viết tắt"), required=True, longest=64),
        Field("loai", ("Loại", "Loại đơn vị"), Kind.CHOICE, required=True, choices=LOAI),
        Field("cap_tren", ("Mã đơn vị cấp trên", "Thuộc đơn vị", "Cấp trên"), Kind.CODE, longest=64),
        Field("the_thuc", ("Thể thức văn bản", "Thể thức"), Kind.CHOICE, required=True, choices=THE_THUC),
        Field("co_quan_chu_quan", ("Cơ quan chủ quản",), Kind.LINES, longest=1000),
        Field(
            "co_quan_ban_hanh",
            ("Tên in trên văn bản", "Cơ quan ban hành"),
            Kind.LINES,
            required=True,
            longest=1000,
        ),
        Field("quyen_han_ky", ("Quyền hạn, chức vụ ký",), Kind.LINES, required=True, longest=1000),
        Field("chuc_vu_thu_truong", ("Chức vụ thủ trưởng",)),
        Field("ky_hieu", ("Ký hiệu văn bản", "Ký hiệu"), longest=64),
        Field("dia_danh", ("Địa danh",), required=True),
        Field("dia_chi", ("Địa chỉ",)),
        Field("dien_thoai", ("Điện thoại", "Số điện thoại", "SĐT"), Kind.CODE, longest=64),
        Field("nguoi_lien_he", ("Người liên hệ",)),
        Field("tu_ngay", ("Từ ngày", "Thành lập ngày"), Kind.DAY),
        Field("cum_khoi", ("Cụm, khối",), told=True),
        Field("thu_truong", ("Thủ trưởng",), told=True),
        Field("can_bo", ("Người phụ trách thi đua",), told=True),
    )


def _unit_key(values: Mapping[str, Value]) -> str:
    return str(values.get("code") or "")


def _check_units(found: Plan, town: Town) -> Iterator[WrongCell]:
    coming = {str(row.values.get("code")) for row in found.rows}
    parents = {code: str(values.get("cap_tren") or "") for code, values in town.existing.items()}
    parents |= {
        str(row.values["code"]): str(row.values["cap_tren"]) for row in found.rows if "cap_tren" in row.values
    }
    for row in found.rows:
        if row.fate is not Fate.WRONG:
            yield from _check_unit(row, town, coming, parents)


def _check_unit(
    row: PlannedRow, town: Town, coming: set[str], parents: Mapping[str, str]
) -> Iterator[WrongCell]:
    code, above = str(row.values["code"]), str(row.values.get("cap_tren") or "")
    if row.fate is Fate.CHANGED and code != row.key:
        yield _wrong(row, "code", code, f"Mã đã cấp không đổi được. Ghi lại mã “{row.key}”.")
    elif not _CODE.fullmatch(code):
        sentence = "Mã chỉ gồm chữ thường không dấu, số và gạch nối, ví dụ phuong-cheo-reo."
        yield _wrong(row, "code", code, sentence)
    if above and above not in coming and above not in town.existing:
        sentence = "Không có đơn vị mang mã này trong tệp cũng như trong danh sách. Sửa lại mã."
        yield _wrong(row, "cap_tren", above, sentence)
    elif _stands_under_itself(code, parents):
        sentence = "Đơn vị thuộc chính nó qua một vòng cấp trên. Sửa mã đơn vị cấp trên."
        yield _wrong(row, "cap_tren", above, sentence)
    if row.fate is Fate.CHANGED and any(change.field == "Từ ngày" for change in row.changes):
        sentence = "Ngày của tên đang dùng không sửa ở đây. Đổi tên từ một ngày thì làm ở trang của đơn vị."
        yield _wrong(row, "tu_ngay", "", sentence)


def _stands_under_itself(code: str, parents: Mapping[str, str]) -> bool:
    seen = {code}
    above = parents.get(code, "")
    while above and above not in seen:
        seen.add(above)
        above = parents.get(above, "")
    return above == code


def _wrong(row: PlannedRow, field: str, shown: str, sentence: str) -> WrongCell:
    return WrongCell(row.sheet, row.address(field), shown[:80], sentence)


DON_VI = Bang(
    "don-vi",
    "Đơn vị",
    _unit_fields,
    _unit_key,
    SECRETARIAT | {Role.QUAN_TRI},
    advice=(
        "Mỗi dòng một đơn vị; thứ tự dòng không quan trọng, kể cả khi đơn vị cấp trên đứng sau.",
        "Tên in trên văn bản, cơ quan chủ quản, quyền hạn ký: mỗi dòng in là một dòng trong ô (Alt + Enter).",
        "“Từ ngày” của đơn vị mới để trống thì tính từ 01/01 của năm nay.",
    ),
    check=_check_units,
)


def _account_fields(town: Town) -> tuple[Field, ...]:
    return (
        Field("ten_dang_nhap", ("Tài khoản", "Tên đăng nhập"), Kind.CODE, required=True, longest=64),
        Field("ho_ten", ("Họ và tên", "Họ tên"), required=True),
        Field("chuc_vu", ("Chức vụ",)),
        Field("dien_thoai", ("Điện thoại", "Số điện thoại", "SĐT"), Kind.CODE, longest=64),
        Field("vai_tro", ("Vai trò",), Kind.CHOICE, choices={"": NO_ROLE, **role_words(town.thuong_truc)}),
        Field("don_vi", ("Đơn vị", "Của đơn vị"), Kind.CHOICE, choices={"": "Không", **town.units}),
        Field("tinh_trang", ("Tình trạng",), Kind.CHOICE, choices=ACCOUNT_WORDS, told=True),
        Field("lan_cuoi", ("Lần cuối đăng nhập",), Kind.DAY, told=True),
    )


def _check_accounts(found: Plan, town: Town) -> Iterator[WrongCell]:
    people: dict[str, PlannedRow] = {}
    shut = {str(r["ten_dang_nhap"]) for r in town.existing.values() if r.get("tinh_trang") == "khoa"}
    for row in found.rows:
        if row.fate is Fate.WRONG:
            continue
        yield from _check_account(row)
        name = str(row.values["ten_dang_nhap"])
        if name in shut and row.fate is not Fate.SAME:
            sentence = "Tài khoản đã khóa. Mở lại ở trang Tài khoản trước khi sửa."
            yield _wrong(row, "ten_dang_nhap", name, sentence)
        first = people.setdefault(name, row)
        other = [f for f in ("ho_ten", "chuc_vu", "dien_thoai") if first.values.get(f) != row.values.get(f)]
        if other:
            sentence = f"Khác với dòng {first.number} của cùng tài khoản. Ghi như nhau ở các dòng."
            yield _wrong(row, other[0], str(row.values.get(other[0]) or ""), sentence)


def _check_account(row: PlannedRow) -> Iterator[WrongCell]:
    name = str(row.values["ten_dang_nhap"])
    role, unit = str(row.values.get("vai_tro") or ""), str(row.values.get("don_vi") or "")
    if not _ACCOUNT.fullmatch(name):
        sentence = "Tài khoản chỉ gồm chữ thường không dấu, số, dấu chấm, gạch nối."
        yield _wrong(row, "ten_dang_nhap", name, sentence)
    if role in UNIT_ROLES and not unit:
        yield _wrong(row, "don_vi", "", "Vai trò này thuộc một đơn vị. Chọn đơn vị.")
    if unit and not role:
        yield _wrong(row, "vai_tro", "", "Chưa có vai trò. Chọn vai trò, hoặc để trống ô Đơn vị.")
    elif unit and role not in UNIT_ROLES:
        sentence = "Vai trò này không gắn với đơn vị. Để trống ô, hoặc chọn vai trò khác."
        yield _wrong(row, "don_vi", unit, sentence)
    if row.fate is Fate.CHANGED and account_key(row.values) != row.key:
        sentence = (
            "Không đổi tài khoản, vai trò hay đơn vị của dòng đã có: thêm một dòng mới; thôi vai trò cũ ở "
            "trang Tài khoản."
        )
        yield _wrong(row, "vai_tro", role, sentence)


TAI_KHOAN = Bang(
    "tai-khoan",
    "Tài khoản",
    _account_fields,
    account_key,
    frozenset({Role.QUAN_TRI}),
    advice=(
        "Mỗi dòng một vai trò của một tài khoản; một tài khoản có thể có nhiều dòng.",
        "Tài khoản mới chưa đăng nhập được cho đến khi cấp mã một lần và in phiếu ở trang Tài khoản.",
    ),
    check=_check_accounts,
)

TO_CHUC = Bang(
    "to-chuc",
    "Đơn vị và tài khoản",
    lambda town: (),
    _unit_key,
    frozenset({Role.QUAN_TRI}),
    advice=("Một tệp hai trang: đơn vị, tài khoản. Tài khoản có thể thuộc đơn vị mới ở trang kia.",),
    parts=(DON_VI, TAI_KHOAN),
)
