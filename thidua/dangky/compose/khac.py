"""What one version of a registration says otherwise than another, field by field."""

from collections.abc import Iterable, Iterator

from thidua.core.difference import ThayDoi
from thidua.core.viet import format_number
from thidua.dangky.compose.tom_tat import DONE, people_words, time_words
from thidua.dangky.queries import ChiTieuDangKy, NoiDungDangKy
from thidua.namthidua.queries import ChiTieuRow, PhongTraoRow
from thidua.vanban.kinds.dang_ky import ten_danh_hieu

NOTHING = "–"


def differences(
    old: NoiDungDangKy, new: NoiDungDangKy, targets: Iterable[ChiTieuRow], movements: Iterable[PhongTraoRow]
) -> list[ThayDoi]:
    """What `new` says otherwise than `old`, in the order of the form."""
    pairs = (
        *_target_pairs(old, new, targets),
        *_movement_pairs(old, new, movements),
        ("Khó khăn", "\n".join(old.kho_khan), "\n".join(new.kho_khan)),
        ("Giải pháp", old.giai_phap, new.giai_phap),
        ("Danh hiệu", _titles(old), _titles(new)),
        ("Lý do đăng ký của tập thể", old.ly_do_tap_the, new.ly_do_tap_the),
        ("Số người của đơn vị", people_words(old.so_nguoi), people_words(new.so_nguoi)),
        ("Số Lao động tiên tiến", people_words(old.so_ldtt), people_words(new.so_ldtt)),
        ("Giải trình tỷ lệ", old.giai_trinh, new.giai_trinh),
        ("Lý do nộp chậm, bổ sung", old.ly_do_cham, new.ly_do_cham),
        ("Đại diện công đoàn", old.cong_doan, new.cong_doan),
    )
    return [ThayDoi(name, before, after) for name, before, after in pairs if before != after]


def _target_pairs(
    old: NoiDungDangKy, new: NoiDungDangKy, targets: Iterable[ChiTieuRow]
) -> Iterator[tuple[str, str, str]]:
    before, after = old.values, new.values
    for row in targets:
        was, now = before.get(row.id), after.get(row.id)
        yield row.ten, _value(row, was), _value(row, now)
        yield f"Lý do ({row.ten})", was.ly_do_thap if was else "", now.ly_do_thap if now else ""


def _value(row: ChiTieuRow, held: ChiTieuDangKy | None) -> str:
    if held is None:
        return NOTHING
    if not row.loai.has_figure:
        return DONE
    return NOTHING if held.gia_tri is None else format_number(held.gia_tri)


def _movement_pairs(
    old: NoiDungDangKy, new: NoiDungDangKy, movements: Iterable[PhongTraoRow]
) -> Iterator[tuple[str, str, str]]:
    before, after = _movement_texts(old), _movement_texts(new)
    for row in movements:
        yield row.ten, before.get(row.id, "không"), after.get(row.id, "không")


def _movement_texts(content: NoiDungDangKy) -> dict[int, str]:
    return {
        each.phong_trao_id: "\n".join(
            f"{name}: {part}"
            for name, part in (
                ("Nội dung", each.noi_dung),
                ("Tiêu chí", each.tieu_chi),
                ("Thời gian", time_words(each)),
                ("Người phụ trách", each.nguoi_phu_trach),
            )
            if part
        )
        or "có"
        for each in content.phong_trao
    }


def _titles(content: NoiDungDangKy) -> str:
    lines = (
        ", ".join(
            part
            for part in (
                each.ten,
                each.chuc_vu,
                ten_danh_hieu(each.danh_hieu),
                each.sang_kien,
                each.ly_do,
            )
            if part
        )
        for each in content.danh_hieu
    )
    return "\n".join(lines)
