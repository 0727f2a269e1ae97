"""Settings: read once, strong keys or no start, the sample apart from the office."""

import os
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from thidua.settings import CHOICES, KEY_BYTES, Settings, SettingsRefused

posix = pytest.mark.skipif(os.name == "nt", reason="rights are not in the mode there")
STRONG = bytes(range(KEY_BYTES)).hex()


def office(root: Path, **environ: str) -> Settings:
    return Settings.for_office(root, environ)


def test_the_first_start_makes_keys_that_stay(tmp_path: Path) -> None:
    first, second = office(tmp_path), office(tmp_path)
    assert (first.secret_key, first.log_key) == (second.secret_key, second.log_key)
    assert first.secret_key != first.log_key
    assert len(first.secret_key) == KEY_BYTES


@posix
def test_keys_are_for_the_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        office(tmp_path)
    finally:
        os.umask(before)
    folder = tmp_path / "instance" / "bi-mat"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 2


@posix
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_key_that_others_can_read_stops_the_start(tmp_path: Path, mode: int) -> None:
    office(tmp_path)
    (tmp_path / "instance" / "bi-mat" / "khoa-phien").chmod(mode)
    with pytest.raises(SettingsRefused, match="chmod 600"):
        office(tmp_path)


@pytest.mark.parametrize("key", ["", "secret", "00" * 32, STRONG[:-2], "ab" * 40])
def test_a_weak_key_stops_the_start(tmp_path: Path, key: str) -> None:
    with pytest.raises(SettingsRefused, match="quá yếu"):
        office(tmp_path, THIDUA_KHOA_PHIEN=key)
    office(tmp_path)
    (tmp_path / "instance" / "bi-mat" / "khoa-nhat-ky").write_text(key)
    with pytest.raises(SettingsRefused, match="quá yếu"):
        office(tmp_path)


def test_keys_may_come_from_the_environment(tmp_path: Path) -> None:
    made = office(tmp_path, THIDUA_KHOA_PHIEN=STRONG, THIDUA_KHOA_NHAT_KY=STRONG + "ff")
    assert made.secret_key.hex() == STRONG
    assert not list((tmp_path / "instance" / "bi-mat").iterdir())


def test_a_lost_log_key_is_not_replaced_under_an_existing_log(tmp_path: Path) -> None:
    office(tmp_path)
    (tmp_path / "instance" / "thidua.db").touch()
    (tmp_path / "instance" / "bi-mat" / "khoa-nhat-ky").unlink()
    with pytest.raises(SettingsRefused, match="bản sao lưu"):
        office(tmp_path)


def test_keys_are_not_shown(tmp_path: Path) -> None:
    made = office(tmp_path)
    assert repr(made.secret_key) not in repr(made)
    assert repr(made.log_key) not in repr(made)


def test_data_is_a_sqlite_file_in_the_instance_unless_told_otherwise(tmp_path: Path) -> None:
    folder = tmp_path / "dữ liệu"
    assert office(tmp_path).database_url == f"sqlite:///{tmp_path.as_posix()}/instance/thidua.db"
    elsewhere = office(tmp_path, THIDUA_INSTANCE=str(folder))
    assert (elsewhere.instance, elsewhere.database_url) == (folder, f"sqlite:///{folder.as_posix()}/thidua.db")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_through_psycopg(tmp_path: Path, scheme: str) -> None:
    made = office(tmp_path, DATABASE_URL=f"{scheme}://a@localhost/b")
    assert made.database_url == "postgresql+psycopg://a@localhost/b"


def test_another_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="mysql"):
        office(tmp_path, DATABASE_URL="mysql://a@localhost/b")


def test_the_sample_never_sees_the_office(tmp_path: Path) -> None:
    environ = {"DATABASE_URL": "postgresql://a@localhost/b", "THIDUA_KHOA_PHIEN": STRONG}
    sample = Settings.for_sample(tmp_path, date(2023, 6, 22), environ)
    assert sample.instance == tmp_path / "instance" / "mau"
    assert sample.database_url == f"sqlite:///{sample.instance.as_posix()}/thidua.db"
    assert (sample.sample, sample.today) == (True, date(2023, 6, 22))
    assert sample.secret_key.hex() != STRONG
    assert not (tmp_path / "instance" / "bi-mat").exists()


def choose(root: Path, text: str) -> Settings:
    (root / "instance").mkdir(exist_ok=True)
    (root / "instance" / "cai-dat.toml").write_text(text, encoding="utf-8")
    return office(root)


def test_the_office_may_choose(tmp_path: Path) -> None:
    lines = ("phien_nghi_phut = 45", "phien_toi_da_gio = 8", "mot_phien = true", "https = true")
    made = choose(tmp_path, "\ufeff" + "\n".join(lines))
    assert (made.session_idle, made.session_limit) == (timedelta(minutes=45), timedelta(hours=8))
    assert made.single_login
    assert made.https


def test_an_unknown_choice_is_named_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="phien_nghi_phuc") as refused:
        choose(tmp_path, "phien_nghi_phuc = 45\n")
    assert all(key in str(refused.value) for key in CHOICES)


WRONG = [
    "phien_nghi_phut = 4",
    "phien_nghi_phut = '30'",
    "phien_toi_da_gio = true",
    "https = 1",
    "mot_phien = 'có'",
]


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_value_is_refused_by_its_name(tmp_path: Path, line: str) -> None:
    with pytest.raises(SettingsRefused, match=f"Mục {line.split()[0]}"):
        choose(tmp_path, line)


def test_a_slip_in_the_file_is_placed(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="ở dòng 2"):
        choose(tmp_path, "https = true\nmot_phien\n")
