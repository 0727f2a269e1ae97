"""The folder of the sample: kept, rebuilt, swapped in whole."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest_sample import KEY, TODAY, UNITS, built
from tests.maudulieu.small_part import OFFICE, small_part
from thidua import cli
from thidua.maudulieu import demo, doc
from thidua.maudulieu.refusal import SampleDataRefused
from thidua.maudulieu.shapes import MauDuLieu

PROGRAM = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, mau: MauDuLieu, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance of the sample in which six units are enough, one of which acts."""
    part = small_part(mau)
    acts = tuple(act for act in part.nhat_trinh.dien_bien if act.don_vi == OFFICE)
    quiet = replace(part, nhat_trinh=replace(part.nhat_trinh, dien_bien=acts))
    monkeypatch.setattr(doc, "scaled", lambda mau, units: quiet)
    (tmp_path / "bi-mat").mkdir()
    (tmp_path / "bi-mat" / "khoa-nhat-ky").write_text(KEY.hex(), encoding="ascii")
    (tmp_path / ".khoa").write_text("ai đó", encoding="utf-8")
    return tmp_path


def test_the_sample_is_kept_until_something_it_rests_on_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = demo.build(folder, TODAY, UNITS, False)
    assert town.report.read_bytes().startswith(b"PK")
    first = (folder / demo.STAMP).read_bytes()
    made = (folder / demo.DATABASE).stat().st_ino
    assert demo.build(folder, TODAY, UNITS, False) == town
    assert (folder / demo.DATABASE).stat().st_ino == made
    assert demo.build(folder, date(2023, 4, 5), UNITS, False).today == date(2023, 4, 5)
    assert (folder / demo.STAMP).read_bytes() != first
    later = (folder / demo.DATABASE).stat().st_ino
    monkeypatch.setattr(demo, "__version__", "99")
    demo.build(folder, date(2023, 4, 5), UNITS, False)
    assert (folder / demo.DATABASE).stat().st_ino != later
    assert (folder / ".khoa").read_text("utf-8") == "ai đó"
    assert (folder / "bi-mat" / "khoa-nhat-ky").read_text("ascii") == KEY.hex()


def test_a_build_that_fails_leaves_the_sample_that_stood(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = demo.build(folder, TODAY, UNITS, False)
    before = town.report.read_bytes()

    def broken(*args: object) -> str:
        raise OSError("no room")

    monkeypatch.setattr(demo, "_compiled", broken)
    with pytest.raises(OSError, match="no room"):
        demo.build(folder, TODAY, UNITS, True)
    assert demo.read_stamp(folder) is not None
    assert town.report.read_bytes() == before
    assert not (folder / demo.SCRATCH).exists()


def test_half_a_sample_never_counts_as_one(folder: Path) -> None:
    town = demo.build(folder, TODAY, UNITS, False)
    stamp = (folder / demo.STAMP).read_text("utf-8")
    town.report.write_bytes(town.report.read_bytes() + b" ")
    assert demo.read_stamp(folder) is None
    town.report.unlink()
    assert demo.read_stamp(folder) is None
    (folder / demo.STAMP).write_text(stamp[: len(stamp) // 2], encoding="utf-8")
    assert demo.read_stamp(folder) is None
    assert demo.build(folder, TODAY, UNITS, False).report.exists()


def test_the_same_moment_gives_the_same_report(folder: Path, tmp_path: Path) -> None:
    first = demo.build(folder, TODAY, UNITS, False).report.read_bytes()
    assert demo.build(folder, TODAY, UNITS, True).report.read_bytes() == first


def test_a_day_before_the_sample_is_refused_in_a_sentence(folder: Path) -> None:
    with pytest.raises(SampleDataRefused, match="hãy chọn ngày sau đó"):
        demo.build(folder, date(2023, 1, 5), UNITS, False)
    assert demo.read_stamp(folder) is None


def test_the_accounts_name_every_unit_once(mau: MauDuLieu, run_folder: Path) -> None:
    stamp = json.loads((built(run_folder) / "mau" / demo.STAMP).read_text("utf-8"))
    names = [name for name, _ in stamp["tai_khoan"]]
    assert names[: len(mau.to_chuc.tai_khoan)] == [one.ten for one in mau.to_chuc.tai_khoan]
    assert names[len(mau.to_chuc.tai_khoan) :] == [f"canbo.{unit.ma}" for unit in mau.to_chuc.don_vi]
    assert all(f"thutruong.{unit.ma}" in str(stamp["tai_khoan"]) for unit in mau.to_chuc.don_vi)


# --- the commands


def test_a_sample_that_cannot_be_built_is_told_in_a_sentence(
    instance: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(PROGRAM, ["demo", "--khong-phuc-vu", "--ngay", "2022-12-31"]) == 1
    assert "Năm mẫu 2023 mở từ 15:00 ngày 10/03/2023" in capsys.readouterr().err
    monkeypatch.setattr(demo, "_swap", lambda *args: (_ for _ in ()).throw(OSError("full")))
    assert cli.main(PROGRAM, ["demo", "--khong-phuc-vu"]) == 1
    assert "hãy kiểm tra chỗ trống và quyền ghi" in capsys.readouterr().err
    assert not (instance / "mau" / "thidua.db").exists()


@pytest.fixture
def instance(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """THIDUA_INSTANCE over the small sample."""
    monkeypatch.setenv("THIDUA_INSTANCE", str(folder / "du-lieu"))
    monkeypatch.setenv("DATABASE_URL", "postgresql://khong-duoc-dung/den")
    return folder / "du-lieu"


def test_demo_builds_compiles_and_says_what_the_checker_finds(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(PROGRAM, ["demo", "--khong-phuc-vu"]) == 0
    said = capsys.readouterr().out
    report = instance / "mau" / "bao-cao-so-ket-2023.docx"
    assert report.exists()
    assert str(report) in said
    assert "Đúng thể thức: 0 lỗi" in said
    assert "thutruong.phong-noi-vu" in said
    assert "thidua-2023" in said


def test_tong_hop_compiles_the_sample_without_a_browser(
    instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "ra" / "bc.docx"
    words = ["tong-hop", "2023", "so-ket", "--mau", "-o", str(target)]
    assert cli.main(PROGRAM, words) == 1
    assert "Chưa có thị xã mẫu" in capsys.readouterr().err
    assert cli.main(PROGRAM, ["demo", "--khong-phuc-vu"]) == 0
    assert cli.main(PROGRAM, words) == 1
    assert "Không ghi được tệp" in capsys.readouterr().err
    target.parent.mkdir()
    assert cli.main(PROGRAM, words) == 0
    assert target.read_bytes() == (instance / "mau" / "bao-cao-so-ket-2023.docx").read_bytes()
    assert cli.main(PROGRAM, [*words, "--ban", "ubnd"]) == 0
    assert "Kính gửi" not in capsys.readouterr().err
    assert cli.main(PROGRAM, ["tong-hop", "2022", "so-ket", "--mau", "-o", str(target)]) == 1
    assert "chưa có năm 2022" in capsys.readouterr().err
    assert [path.name for path in target.parent.iterdir()] == ["bc.docx"]


def test_tong_hop_of_an_office_without_data_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("THIDUA_INSTANCE", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert cli.main(PROGRAM, ["tong-hop", "2023", "so-ket", "-o", str(tmp_path / "a.docx")]) == 1
    assert "Dữ liệu của cơ quan chưa có" in capsys.readouterr().err
    assert not (tmp_path / "a.docx").exists()


@pytest.mark.parametrize("words", [["2023"], ["2023", "so-ket"], ["1999", "so-ket", "-o", "a"]])
def test_wrong_words_for_tong_hop_end_with_two(words: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(PROGRAM, ["tong-hop", *words])
    assert end.value.code == 2
