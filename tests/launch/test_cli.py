"""The table of commands."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from thidua import cli, commands, office
from thidua.settings import Settings

PROGRAM = Path(__file__).parents[2]


def test_a_command_without_its_module_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    there = cli.COMMANDS[-1]
    away = replace(there, name="vang-mat", owner="thidua.khong_co.that")
    monkeypatch.setattr(cli, "COMMANDS", (there, away))
    text = cli.parser().format_help()
    assert there.name in text
    assert "vang-mat" not in text


def test_help_speaks_vietnamese() -> None:
    assert not re.findall(r"\b(usage|options|show this|positional|arguments)\b", cli.parser().format_help())


WRONG = [
    (["--port", "0"], "“0” không phải số nguyên từ 1 đến 65535"),
    (["--port", "²"], "không phải số nguyên"),
    (["--tien-trinh", "17"], "từ 1 đến 16"),
    (["--may-chu", "apache"], "apache"),
    (["khong-co"], "khong-co"),
    (["the-thuc"], "còn thiếu"),
    (["the-thuc", "a.docx", "--html"], "không hiểu: --html"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_wrong_words_are_answered_in_vietnamese(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(PROGRAM, words)
    assert end.value.code == 2
    errors = capsys.readouterr().err
    assert said in errors
    assert "error" not in errors


def test_words_for_pytest_pass_through_untouched() -> None:
    asked = cli.parser().parse_args(["test", "-k", "a or b", "--port=1", "-x", "tests/core"])
    assert asked.tu == ["-k", "a or b", "--port=1", "-x", "tests/core"]
    assert asked.run is commands.run_tests


def test_a_file_that_is_no_document_is_unreadable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "báo cáo.docx"
    path.write_bytes(b"PK\x03\x04 not really")
    assert cli.main(PROGRAM, ["the-thuc", str(path)]) == 2
    assert cli.main(PROGRAM, ["the-thuc", str(tmp_path)]) == 2
    assert cli.main(PROGRAM, ["the-thuc", str(tmp_path / "mất.docx")]) == 2
    assert capsys.readouterr().out == ""


def test_a_plain_document_is_told_its_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from docx import Document

    path = tmp_path / "thư.docx"
    Document().save(str(path))
    assert cli.main(PROGRAM, ["the-thuc", str(path), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["errors"] == sum(row["level"] == "error" for row in found["findings"]) > 0
    assert cli.main(PROGRAM, ["the-thuc", str(path)]) == 1
    assert "Chưa đúng thể thức" in capsys.readouterr().out


def test_settings_that_are_refused_end_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("THIDUA_INSTANCE", str(tmp_path))
    monkeypatch.setenv("THIDUA_KHOA_PHIEN", "yếu")
    assert cli.main(PROGRAM, []) == 1
    assert "quá yếu" in capsys.readouterr().err


def test_a_new_database_is_brought_up_to_date_once(tmp_path: Path) -> None:
    settings = Settings.for_office(PROGRAM, {"THIDUA_INSTANCE": str(tmp_path)})
    office.bring_up_to_date(settings)
    with closing(sqlite3.connect(tmp_path / "thidua.db")) as database:
        assert database.execute("SELECT count(*) FROM don_vi").fetchone() == (0,)
        assert office.is_up_to_date(settings.database_url)
        database.execute("UPDATE alembic_version SET version_num = '0000'")
        database.commit()
    assert not office.is_up_to_date(settings.database_url)


def test_a_file_that_is_no_database_yet_is_not_up_to_date(tmp_path: Path) -> None:
    assert not office.is_up_to_date(f"sqlite:///{tmp_path / 'thidua.db'}")
    (tmp_path / "thidua.db").touch()
    assert not office.is_up_to_date(f"sqlite:///{tmp_path / 'thidua.db'}")


def test_an_office_without_accounts_is_empty_until_the_first_one(tmp_path: Path) -> None:
    settings = Settings.for_office(PROGRAM, {"THIDUA_INSTANCE": str(tmp_path)})
    office.bring_up_to_date(settings)
    assert office.is_empty(settings.database_url)
    with closing(sqlite3.connect(settings.instance / "thidua.db")) as database, database:
        database.execute("INSERT INTO nguoi VALUES (1, 'Siu Mẫu', '', '')")
        database.execute(
            "INSERT INTO tai_khoan (nguoi_id, ten_dang_nhap, mat_khau, phai_doi_mat_khau) "
            "VALUES (1, 'siu', 'x', 0)"
        )
    assert not office.is_empty(settings.database_url)
