"""The goals of document speed, measured side by side in one run, as a table in Vietnamese."""

import statistics
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from tests.toc_do.bien_the import docxtpl, is_installed, mammoth_html, ours, preview, streamed
from tests.toc_do.do import Whole, alternate, exponent, ratio, whole_process
from tests.toc_do.noi_dung import Content, content

ROUNDS = {50: 9, 500: 7, 5000: 5}
_NEAR_CAPS = 515
CHUA_DO = "không đo được"


@dataclass(frozen=True, slots=True)
class Result:
    """One line: `limit` is the least allowed value when `at_least`, else the most; None was not measured."""

    goal: str
    what: str
    limit: float
    at_least: bool
    value: float | None
    why_not: str = ""

    def holds(self) -> bool:
        if self.value is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def cells(self) -> tuple[str, ...]:
        wanted = f"{'≥' if self.at_least else '≤'} {_decimal(self.limit)}"
        if self.value is None:
            return self.goal, self.what, wanted, CHUA_DO, self.why_not
        return self.goal, self.what, wanted, _decimal(self.value), "đạt" if self.holds() else "CHƯA ĐẠT"


def _decimal(value: float) -> str:
    return f"{value:.3g}".replace(".", ",")


@cache
def _content(count: int, spaced: bool = False) -> Content:
    return content(count, spaced=spaced)


def measure(full: bool) -> Iterator[Result]:
    """Every goal; with `full` also the runs that take many minutes."""
    # First: the kernel counts what the parent holds into the peak of a child.
    yield from _memory(full)
    yield from _compile_and_growth()
    yield from _against_docxtpl(full)
    yield from _against_add_row(full)
    yield from _preview()
    yield from _refusals()
    yield from _gate()
    yield from _signatures()
    yield from _near_the_caps()


def _refusals() -> Iterator[Result]:
    """The slowest refusal of a hostile file by the checker, in seconds, each file by itself."""
    from tests.vanban.test_check_unreadable import HOSTILE
    from thidua.vanban.check import UnreadableDocument, check

    def refuse(data: bytes) -> None:
        with suppress(UnreadableDocument):
            check(data)

    timed = alternate({name: partial(refuse, data) for name, (data, _) in HOSTILE.items()}, 5)
    slowest = max(statistics.median(seconds) for seconds in timed.values())
    yield Result("T4", "từ chối một tệp hỏng hoặc độc hại (giây, tệp chậm nhất)", 0.3, False, slowest)


def _gate() -> Iterator[Result]:
    """The costliest file at the gate: of the hostile ones, the honest ones, and the honest near the caps."""
    from tests.gate.test_honest import HONEST, NAMES
    from tests.gate.test_hostile import FAMILIES
    from tests.toc_do.cong import costs
    from tests.toc_do.tep_lon import LARGE

    honest = {name: make() for name, (_, make) in zip(NAMES, HONEST, strict=True)}
    large = {name: make() for name, make in LARGE.items()}
    # A scan of 12 MB as PNG is unpacked twice: by hand to count its rows, then by the decoder.
    for sort, files, is_welcome, most in (
        ("độc hại", {family.name: family.make() for family in FAMILIES}, False, 0.3),
        ("lành", honest, True, 0.3),
        ("lành gần trần", large, True, 0.5),
    ):
        found = costs(files)
        wrong = [one.name for one in found if (not one.reason) != is_welcome]
        what = f"cửa tệp xử sai, trong {len(found)} tệp {sort}{_listed(wrong)}"
        yield Result("T1", what, 0, False, len(wrong))
        slowest = max(found, key=lambda one: one.seconds)
        yield Result("T1", f"tệp {sort} chậm nhất ở cửa (giây): {slowest.name}", most, False, slowest.seconds)
        largest = max(found, key=lambda one: one.megabytes or 0)
        what = f"tệp {sort} tốn bộ nhớ nhất ở cửa (MiB): {largest.name}"
        yield Result("T1", what, 150, False, largest.megabytes, "hệ điều hành không cho biết")


def _listed(names: list[str]) -> str:
    return f": {', '.join(names)}" if names else ""


def _signatures() -> Iterator[Result]:
    """The slowest of the signed papers, each checked by itself, and one with ten signatures."""
    from tempfile import TemporaryDirectory

    from tests.signing.papers import signed_by_many
    from tests.signing.pki import NOW, trusted
    from tests.signing.test_verify import CASES
    from thidua.signing import TrustStore, verify

    papers = {case.name: case.make() for case in CASES} | {"ten signatures": signed_by_many(10)}
    with TemporaryDirectory() as folder:
        trust = TrustStore(trusted(Path(folder)))
        timed = alternate({name: partial(verify, paper, trust, NOW) for name, paper in papers.items()}, 5)
    ten = timed.pop("ten signatures")
    name, seconds = max(timed.items(), key=lambda one: min(one[1]))
    yield Result("T2", f"đối chiếu chữ ký số, tệp chậm nhất (giây): {name}", 0.06, False, min(seconds))
    yield Result("T2", "đối chiếu tệp có mười chữ ký số (giây)", 0.6, False, min(ten))


def _near_the_caps() -> Iterator[Result]:
    """An honest paper as large as the checker reads: 515 units make 55 000 paragraphs and 800 000 tags."""
    from thidua.vanban.check import check

    files = {count: ours(_content(count)) for count in (100, _NEAR_CAPS)}
    timed = alternate({str(count): partial(check, data) for count, data in files.items()}, 3)
    small, large = timed["100"], timed[str(_NEAR_CAPS)]
    what = "kiểm tra thể thức tệp gần trần: 55 000 đoạn (giây)"
    yield Result("T5", what, 10.0, False, statistics.median(large))
    what = f"số mũ tăng khi kiểm tra, 100 → {_NEAR_CAPS} đơn vị"
    yield Result("T5", what, 1.1, False, exponent(small, large, _NEAR_CAPS / 100))


def _compile_and_growth() -> Iterator[Result]:
    own: dict[int, list[float]] = {}
    for count, limit in ((50, 3.0), (500, 2.0), (5000, 1.6)):
        given = _content(count)
        jobs = {"ours": partial(ours, given), "limit": partial(streamed, given)}
        times = alternate(jobs, ROUNDS[count])
        own[count] = times["ours"]
        what = f"soạn báo cáo {count} đơn vị, so với giới hạn ghi thẳng văn bản"
        yield Result("G1", what, limit, False, ratio(times["ours"], times["limit"]))
    yield Result("G4", "số mũ tăng 500 → 5000 đơn vị", 1.05, False, exponent(own[500], own[5000], 10))
    spaced = {
        count: alternate({"ours": partial(ours, _content(count, True))}, 3)["ours"] for count in (500, 5000)
    }
    what = "số mũ tăng, mọi đoạn bắt đầu bằng dấu cách"
    yield Result("G4", what, 1.05, False, exponent(spaced[500], spaced[5000], 10))


def _against_docxtpl(full: bool) -> Iterator[Result]:
    for count, limit, rounds in ((500, 10.0, 5), (5000, 25.0, 1)):
        what = f"nhanh hơn docxtpl, {count} đơn vị (lần)"
        if not is_installed("docxtpl"):
            yield Result("G2", what, limit, True, None, "chưa cài docxtpl")
        elif count == 5000 and not full:
            yield Result("G2", what, limit, True, None, "chỉ đo với --day-du")
        else:
            given = _content(count)
            times = alternate({"ours": partial(ours, given), "other": partial(docxtpl, given)}, rounds)
            yield Result("G2", what, limit, True, ratio(times["other"], times["ours"]))


def _against_add_row(full: bool) -> Iterator[Result]:
    for count, limit, rounds in ((500, 20.0, 5), (5000, 100.0, 1)):
        what = f"nhanh hơn python-docx add_row, {count} đơn vị, cả tiến trình (lần)"
        if count == 5000 and not full:
            yield Result("G3", what, limit, True, None, "chỉ đo với --day-du")
            continue
        pairs = [(_whole("add_row", count), _whole("chuong_trinh", count)) for _ in range(rounds)]
        value = ratio([slow.seconds for slow, _ in pairs], [quick.seconds for _, quick in pairs])
        yield Result("G3", what, limit, True, value)


def _whole(variant: str, count: int) -> Whole:
    return whole_process(variant, count)


def _memory(full: bool) -> Iterator[Result]:
    peak = _whole("kiem_tra", _NEAR_CAPS).megabytes
    what = "bộ nhớ khi kiểm tra tệp gần trần, cả tiến trình (MB)"
    yield Result("T5", what, 150.0, False, peak, "" if peak else "hệ điều hành không cho biết")
    own, limit = (_whole(name, 5000).megabytes for name in ("chuong_trinh", "gioi_han"))
    # The tree that python-docx holds is the same however it was made; making it row by row takes minutes.
    other = _whole("add_row" if full else "mo_va_luu", 5000).megabytes
    how = "add_row" if full else "mở và lưu lại chính báo cáo đó"
    for what, most, base in (
        (f"bộ nhớ 5000 đơn vị, so với python-docx ({how})", 0.1, other),
        ("bộ nhớ 5000 đơn vị, so với giới hạn", 2.0, limit),
    ):
        if own is None or base is None:
            yield Result("G5", what, most, False, None, "hệ điều hành không cho biết")
        else:
            yield Result("G5", what, most, False, own / base)


def _preview() -> Iterator[Result]:
    for count, pages, limit in ((50, 126, 10.0), (0, 3, 4.0)):
        what = f"xem trước nhanh hơn mammoth, {pages} trang (lần)"
        if not is_installed("mammoth"):
            yield Result("G17", what, limit, True, None, "chưa cài mammoth")
            continue
        given = _content(count)
        file = ours(given)
        jobs = {"ours": partial(preview, given), "other": partial(mammoth_html, file)}
        times = alternate(jobs, 7)
        yield Result("G17", what, limit, True, ratio(times["other"], times["ours"]))


def main(full: bool) -> int:
    """Measure, print a row as soon as it is known; 1 when a measured goal is missed."""
    print("| Mục tiêu | Nội dung | Ngưỡng | Đo được | Kết quả |\n|---|---|---|---|---|", flush=True)
    missed = 0
    for result in measure(full):
        print(f"| {' | '.join(result.cells())} |", flush=True)
        missed += not result.holds()
    print(f"\n{missed} mục tiêu chưa đạt." if missed else "\nMọi mục tiêu đo được đều đạt.")
    return 1 if missed else 0
