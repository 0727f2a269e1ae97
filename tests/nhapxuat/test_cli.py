"""The workbook of units and accounts at the command line."""

from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import create_engine, text

from tests.nhapxuat.test_to_chuc import forty, sheet
from thidua import cli
from thidua.office import bring_up_to_date
from thidua.settings import Settings


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("DATABASE_URL", "THIDUA_KHOA_PHIEN", "THIDUA_KHOA_NHAT_KY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("THIDUA_INSTANCE", str(tmp_path / "instance"))
    bring_up_to_date(Settings.for_office(tmp_path))
    return tmp_path


def saved(folder: Path, book: openpyxl.Workbook) -> str:
    book.save(folder / "town.xlsx")
    return str(folder / "town.xlsx")


def units(folder: Path) -> int:
    engine = create_engine(Settings.for_office(folder).database_url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM don_vi")).scalar_one()
    engine.dispose()
    return int(found)


def test_a_town_is_looked_at_then_written_then_unchanged(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = forty()
    sheet(book, 0)["D10"] = "thôn"
    assert cli.main(office, ["nhap-don-vi", saved(office, book), "--ghi"]) == 1
    assert "D10 “thôn”" in capsys.readouterr().out
    assert units(office) == 0
    right = saved(office, forty())
    assert cli.main(office, ["nhap-don-vi", right]) == 0
    assert (units(office), "120 thêm mới" in capsys.readouterr().out) == (0, True)
    assert cli.main(office, ["nhap-don-vi", right, "--ghi"]) == 0
    assert (units(office), "Đã ghi" in capsys.readouterr().out) == (40, True)
    assert cli.main(office, ["nhap-don-vi", right]) == 0
    assert "Không có gì thay đổi" in capsys.readouterr().out


def test_what_is_no_such_table_is_said(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = openpyxl.Workbook()
    other.active.append(["Họ", "Tên"])  # type: ignore[union-attr]
    assert cli.main(office, ["nhap-don-vi", saved(office, other)]) == 2
    assert "Đơn vị" in capsys.readouterr().err
    assert cli.main(office, ["nhap-don-vi", str(office / "khong-co.xlsx")]) == 2
    (office / "gia.xlsx").write_bytes(b"MZ" + bytes(300))
    assert cli.main(office, ["nhap-don-vi", str(office / "gia.xlsx")]) == 2
