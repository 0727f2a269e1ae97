"""The same report for every variant: N units, one row each in the first table, a heading and two paragraphs a
unit, a landscape annex of 12 rows a unit."""

from dataclasses import dataclass

HEAD = ("TT", "Tên đơn vị", "Số phong trào", "Số giao ước", "Tập thể", "Cá nhân", "Tỷ lệ (%)", "Ghi chú")
ANNEX_HEAD = ("TT", "Đơn vị", "Tháng", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)", "Đánh giá")
CENTRED = frozenset((0, 2, 3, 4, 5, 6))
LEFT_HEAD = ("ỦY BAN NHÂN DÂN", "THỊ XÃ AYUN PA")
RIGHT_HEAD = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
TITLE = ("BÁO CÁO", "Tổng hợp kết quả phong trào thi đua năm 2023")
SIGNED = (
    ("Nơi nhận:", "- Như trên;", "- Lưu: VT, NC."),
    ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A"),
)
_SENTENCE = (
    "Đơn vị đã tổ chức phát động phong trào, ký giao ước và phân công người phụ trách; kết quả được kiểm tra "
    "theo từng tháng & đối chiếu với chỉ tiêu < kế hoạch giao >. "
)

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    row: Row
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Content:
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    units: tuple[Unit, ...]
    annex: tuple[Row, ...]


def content(count: int, *, spaced: bool = False) -> Content:
    """The report of `count` units; with `spaced` every text begins with a space."""
    lead = " " if spaced else ""
    sections = tuple(
        (f"NỘI DUNG PHẦN {i}", tuple(f"{lead}{i}.{k} {_SENTENCE * 2}" for k in (1, 2, 3)))
        for i in range(1, 11)
    )
    units = tuple(_unit(number, lead) for number in range(1, count + 1))
    annex = tuple(
        (
            str(k := 12 * place + month),
            f"{lead}{unit.row[1].strip()}",
            f"{month:02d}/2023",
            f"{lead}Chỉ tiêu {k % 17}",
            str(k % 200),
            str(k * 7 % 200),
            f"{k * 13 % 1000 / 10:.1f}".replace(".", ","),
            f"{lead}Hoàn thành tốt",
        )
        for place, unit in enumerate(units)
        for month in range(1, 13)
    )
    return Content(sections, units, annex)


def _unit(number: int, lead: str) -> Unit:
    name = f"{lead}Ủy ban nhân dân xã, phường số {number}"
    row = (
        str(number),
        name,
        str(number % 7),
        str(number % 5),
        str(number % 11),
        str(number * 3 % 97),
        f"{number * 37 % 1000 / 10:.1f}".replace(".", ","),
        f"{lead}{'Đạt' if number % 3 else 'Chưa nộp'}",
    )
    return Unit(
        row, f"{name}: {_SENTENCE}Đã nộp {number % 9} báo cáo.", f"{lead}Tồn tại, hạn chế: {_SENTENCE}"
    )
