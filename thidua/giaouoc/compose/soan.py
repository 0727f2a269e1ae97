"""The first text of a giao ước: the template, and what the members registered."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from thidua.core.pledge import NhomDong
from thidua.core.targets import NguonGiao
from thidua.core.viet import fold, format_date
from thidua.dangky.queries import ChiTieuDaDangKy, DangKyDaNhan
from thidua.donvi.queries.co_quan import CoQuanRow
from thidua.giaouoc.queries.noi_dung import Ben, Dong, GiaTri, NoiDung
from thidua.namthidua.models import NamThiDua, NghiaVu
from thidua.namthidua.queries import CanCuRow, CumKhoiRow
from thidua.vanban.kinds.dang_ky import ten_danh_hieu

FIRST_GROUNDS: Final = 1
"""How many of the year's grounds the first text cites: the province's directive; the trưởng adds others."""
COMMITMENT_LIMIT: Final = 240
"""Characters of a member's commitment that the first text takes over, up to the end of a sentence."""

_WORD: Final = re.compile(r"[a-z0-9]+")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "kinh_te": (
        "Thi đua hoàn thành và hoàn thành vượt mức các chỉ tiêu kinh tế được giao; sử dụng tiết kiệm, "
        "hiệu quả các nguồn lực.",
    ),
    "van_hoa_xa_hoi": (
        "Thi đua giảm nghèo bền vững, chăm lo giáo dục, y tế; thực hiện nếp sống văn minh, gia đình văn hóa.",
    ),
    "quoc_phong_an_ninh": (
        "Thi đua hoàn thành nhiệm vụ quốc phòng, quân sự địa phương; giữ vững an ninh chính trị, trật tự, "
        "an toàn xã hội.",
    ),
    "xay_dung_he_thong": (
        "Thi đua xây dựng tổ chức Đảng, chính quyền, Mặt trận Tổ quốc và các đoàn thể trong sạch, vững mạnh.",
    ),
    "cai_cach_hanh_chinh": (
        "Thi đua giải quyết công việc, hồ sơ đúng và trước hạn; siết chặt kỷ luật, kỷ cương hành chính.",
    ),
    "thi_dua_khen_thuong": (
        "Tổ chức phong trào thi đua có nội dung, tiêu chí cụ thể; phát hiện, bồi dưỡng, nhân rộng điển hình "
        "tiên tiến; đề nghị khen thưởng đúng đối tượng, quan tâm người trực tiếp lao động.",
    ),
}


def first_text(
    year: NamThiDua,
    office: CoQuanRow,
    group: CumKhoiRow,
    duty: NghiaVu | None,
    grounds: Sequence[CanCuRow],
    ben: tuple[Ben, ...],
    received: Mapping[int, DangKyDaNhan],
) -> NoiDung:
    """The text as it is laid before the trưởng: template, registered targets, titles and commitments."""
    nhom = "cụm" if group.loai == "cum" else "khối"
    witness, _, post = group.phu_trach.partition(",")
    return NoiDung(
        ben=ben,
        loi_van={
            "can_cu": _grounds(year, office, group, duty, grounds),
            "muc_tieu": (
                f"Đẩy mạnh phong trào thi đua yêu nước trong {nhom}, phấn đấu hoàn thành và hoàn thành vượt "
                f"mức các chỉ tiêu, nhiệm vụ năm {year.nam}.",
            ),
            "khau_hieu": (year.chu_de,) if year.chu_de else (),
            **_FIELDS,
            "bien_phap": _commitments(ben, received),
            "hoat_dong": (
                f"Họp {nhom} mỗi quý một lần; tổ chức giao lưu, trao đổi kinh nghiệm giữa các đơn vị.",
                "Kiểm tra chéo việc thực hiện giao ước trước khi bình xét cuối năm.",
            ),
            "bang_diem": (f"Chấm điểm theo bảng điểm thi đua do {office.hoi_dong} hướng dẫn.",),
        },
        dong=(
            *(line for line in offered(ben, received) if _usual(line, received)),
            Dong(
                "chung-1",
                NhomDong.CHUNG,
                f"100% đơn vị trong {nhom} nộp đăng ký, báo cáo thi đua đúng thời hạn.",
            ),
            Dong(
                "chung-2",
                NhomDong.CHUNG,
                f"100% đơn vị trong {nhom} có ít nhất một mô hình mới hoặc cách làm hiệu quả được công nhận.",
            ),
        ),
        chung_kien_ten=office.hoi_dong,
        chung_kien_dai_dien=witness.strip(),
        chung_kien_chuc_vu=post.strip() or ("Ủy viên Hội đồng phụ trách" if witness else ""),
    )


def _grounds(
    year: NamThiDua, office: CoQuanRow, group: CumKhoiRow, duty: NghiaVu | None, grounds: Sequence[CanCuRow]
) -> tuple[str, ...]:
    asked = ""
    if duty is not None and duty.van_ban_so:
        day = f" ngày {format_date(duty.van_ban_ngay)}" if duty.van_ban_ngay else ""
        asked = f"Căn cứ Văn bản số {duty.van_ban_so}{day} về việc hướng dẫn ký kết giao ước thi đua"
    plan = f"Căn cứ Kế hoạch phát động phong trào thi đua năm {year.nam} của {office.ubnd}"
    lines = (*(_ground(row) for row in grounds[:FIRST_GROUNDS]), plan, asked)
    return tuple(line for line in lines if line)


def _ground(row: CanCuRow) -> str:
    parts = (
        f"Căn cứ {row.ten_loai}",
        f"số {row.so_ky_hieu}" if row.so_ky_hieu else "",
        f"ngày {format_date(row.ngay)}" if row.ngay else "",
        f"của {row.co_quan}" if row.co_quan else "",
        row.trich_yeu,
    )
    return " ".join(part for part in parts if part).rstrip(".;,")


def _commitments(ben: Iterable[Ben], received: Mapping[int, DangKyDaNhan]) -> tuple[str, ...]:
    lines = []
    for one in ben:
        said = _first_words(received[one.don_vi_id].noi_dung.giai_phap) if one.don_vi_id in received else ""
        if said:
            lines.append(f"{one.ten}: {said}")
    return tuple(lines)


def _first_words(text: str) -> str:
    """The first sentence of a text; empty where it is longer than the first text takes over."""
    line = next((part.strip(" -–•+") for part in text.splitlines() if part.strip(" -–•+")), "")
    sentence = line.split(". ")[0].rstrip(".;") + "." if line else ""
    return sentence if len(sentence) <= COMMITMENT_LIMIT else ""


# --- promised lines


def offered(ben: Sequence[Ben], received: Mapping[int, DangKyDaNhan]) -> tuple[Dong, ...]:
    """Every target and collective title that members registered, one line a code, with figures by unit."""
    lines: dict[str, Dong] = {}
    for one in ben:
        held = received.get(one.don_vi_id)
        if held is None:
            continue
        for target in held.chi_tieu:
            _add(lines, one.don_vi_id, _target_line(target), GiaTri(target.chi_tieu.id, target.gia_tri))
        for title in held.noi_dung.danh_hieu:
            if title.loai == "tap_the":
                _add(lines, one.don_vi_id, _title_line(title.danh_hieu), GiaTri())
    targets = [line for line in lines.values() if line.nhom is NhomDong.CHI_TIEU]
    return (*targets, *(line for line in lines.values() if line.nhom is NhomDong.DANH_HIEU))


def _add(lines: dict[str, Dong], unit: int, line: Dong, value: GiaTri) -> None:
    held = lines.setdefault(line.ma, line)
    if unit not in held.gia_tri:
        lines[line.ma] = replace(held, gia_tri={**held.gia_tri, unit: value})


def _target_line(target: ChiTieuDaDangKy) -> Dong:
    row = target.chi_tieu
    return Dong(row.ma, NhomDong.CHI_TIEU, row.ten, row.don_vi_tinh, row.loai)


def _title_line(stored: str) -> Dong:
    name = ten_danh_hieu(stored)
    return Dong("dh-" + "-".join(_WORD.findall(fold(name)))[:57], NhomDong.DANH_HIEU, name)


def _usual(line: Dong, received: Mapping[int, DangKyDaNhan]) -> bool:
    """Whether the first text takes the line: titles, assigned targets, and what several members set."""
    if line.nhom is not NhomDong.CHI_TIEU or len(line.gia_tri) > 1:
        return True
    return any(
        target.chi_tieu.ma == line.ma and target.chi_tieu.giao_boi is not NguonGiao.TU_DANG_KY
        for held in received.values()
        for target in held.chi_tieu
    )


def refreshed(content: NoiDung, now: Iterable[Dong]) -> NoiDung:
    """The text with the figures that members have registered by now; a line that nobody has any more goes."""
    by_code = {line.ma: line for line in now}
    kept = []
    for line in content.dong:
        if line.nhom is NhomDong.CHUNG:
            kept.append(line)
        elif line.ma in by_code:
            kept.append(replace(line, gia_tri=by_code[line.ma].gia_tri))
    return replace(content, dong=tuple(kept))


def common_lines(texts: Iterable[str], before: Iterable[Dong]) -> tuple[Dong, ...]:
    """Sentences that bind all as promised lines; a sentence that stood there before keeps its code."""
    held = {line.ten: line.ma for line in before if line.nhom is NhomDong.CHUNG}
    used = [int(ma.rpartition("-")[2]) for ma in held.values() if ma.rpartition("-")[2].isdigit()]
    number = max(used, default=0)
    lines = []
    for text in dict.fromkeys(texts):
        if text not in held:
            number += 1
        lines.append(Dong(held.get(text, f"chung-{number}"), NhomDong.CHUNG, text))
    return tuple(lines)
