"""What one running program needs to know, read once from the environment and the instance folder.

Environment, all optional: THIDUA_INSTANCE (the data folder), DATABASE_URL, THIDUA_KHOA_PHIEN and
THIDUA_KHOA_NHAT_KY (the keys as hexadecimal text where no file is wanted). The sample reads the first only.
Folder: `cai-dat.toml` with the office's choices, `bi-mat/` with the keys made at the first start.
"""

import os
import re
import secrets
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

KEY_BYTES = 32
_MEBIBYTE = 1 << 20


class SettingsRefused(Exception):
    """The program must not start like this; the text says what is wrong and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the data lies, the two keys, and the office's choices; the same for the whole run."""

    root: Path
    instance: Path
    database_url: str
    secret_key: bytes = field(repr=False)
    """Signs what a browser brings back."""
    log_key: bytes = field(repr=False)
    """Chains the log; it never stands in the database."""
    sample: bool = False
    today: date | None = None
    """The sample's own day: its clock shows it at the present time of day, running on."""
    session_idle: timedelta = timedelta(minutes=30)
    session_limit: timedelta = timedelta(hours=10)
    single_login: bool = False
    """Whether a new login ends the person's other ones."""
    https: bool = False
    """Whether browsers come over HTTPS, so that cookies may insist on it."""
    max_body: int = 64 * _MEBIBYTE
    """Bytes of one request that are read at most."""

    @classmethod
    def for_office(cls, root: str | os.PathLike[str], environ: Mapping[str, str] = os.environ) -> "Settings":
        """The office's own data. Makes the folder and the keys at the first start; raises SettingsRefused."""
        instance = _instance(root, environ)
        _make_folder(instance)
        return cls(
            root=Path(root).resolve(),
            instance=instance,
            database_url=_database_url(environ.get("DATABASE_URL", ""), instance),
            secret_key=_key(instance, "khoa-phien", environ.get("THIDUA_KHOA_PHIEN")),
            log_key=_key(instance, "khoa-nhat-ky", environ.get("THIDUA_KHOA_NHAT_KY")),
            **_choices(instance / "cai-dat.toml"),
        )

    @classmethod
    def for_sample(
        cls, root: str | os.PathLike[str], today: date | None = None, environ: Mapping[str, str] = os.environ
    ) -> "Settings":
        """The sample town in a folder of its own, with keys of its own; DATABASE_URL never reaches it."""
        instance = _instance(root, environ) / "mau"
        _make_folder(instance)
        return cls(
            root=Path(root).resolve(),
            instance=instance,
            database_url=_sqlite(instance),
            secret_key=_key(instance, "khoa-phien", None),
            log_key=_key(instance, "khoa-nhat-ky", None),
            sample=True,
            today=today,
        )


def _instance(root: str | os.PathLike[str], environ: Mapping[str, str]) -> Path:
    chosen = environ.get("THIDUA_INSTANCE")
    return (Path(chosen).expanduser() if chosen else Path(root, "instance")).resolve()


def _make_folder(instance: Path) -> None:
    try:
        instance.mkdir(parents=True, exist_ok=True)
        (instance / "bi-mat").mkdir(mode=0o700, exist_ok=True)
    except OSError:
        raise SettingsRefused(
            f"Không tạo được thư mục dữ liệu {instance}: hãy cấp quyền ghi cho người dùng chạy chương trình."
        ) from None


def _sqlite(instance: Path) -> str:
    if "?" in str(instance):
        raise SettingsRefused(f"Đường dẫn {instance} có dấu hỏi; hãy đặt chương trình ở thư mục khác.")
    return f"sqlite:///{(instance / 'thidua.db').as_posix()}"


def _database_url(asked: str, instance: Path) -> str:
    """SQLite in the instance unless PostgreSQL is asked for; a driver named in the address is kept."""
    scheme, _, rest = asked.partition("://")
    if not asked:
        return _sqlite(instance)
    if scheme == "sqlite":
        return asked
    if scheme not in ("postgres", "postgresql", "postgresql+psycopg"):
        raise SettingsRefused(
            f"DATABASE_URL bắt đầu bằng “{scheme}”; chương trình chỉ dùng được sqlite:/// và postgresql://."
        )
    if find_spec("psycopg") is None:
        raise SettingsRefused("Muốn dùng PostgreSQL, hãy cài thêm thư viện psycopg[binary] vào .venv.")
    return f"postgresql+psycopg://{rest}"


def _key(instance: Path, name: str, from_environ: str | None) -> bytes:
    if from_environ is not None:
        return _strong(from_environ, f"biến môi trường THIDUA_{name.upper().replace('-', '_')}")
    path = instance / "bi-mat" / name
    try:
        if not path.exists():
            _refuse_to_break_the_chain(instance, path)
            _make_key(path)
        _refuse_open_key(path)
        return _strong(path.read_text(encoding="ascii"), f"tệp {path}")
    except (OSError, UnicodeDecodeError):
        raise SettingsRefused(
            f"Không đọc được khóa trong tệp {path}: kiểm tra quyền của tệp, hoặc khôi phục từ bản sao lưu."
        ) from None


def _refuse_to_break_the_chain(instance: Path, path: Path) -> None:
    if path.name == "khoa-nhat-ky" and (instance / "thidua.db").exists():
        raise SettingsRefused(
            f"Mất tệp khóa nhật ký {path} trong khi đã có dữ liệu. Hãy khôi phục tệp này từ bản sao lưu: "
            "khóa mới sẽ không kiểm được nhật ký cũ."
        )


def _make_key(path: Path) -> None:
    """Write a new key whole under its name; where two starts meet, the first one's key stands."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:
        # A disk without hard links.
        os.replace(draft, path)
        return
    draft.unlink()


def _refuse_open_key(path: Path) -> None:
    # Windows keeps rights in lists that the mode does not show.
    if os.name != "nt" and path.stat().st_mode & 0o077:
        raise SettingsRefused(f'Tệp khóa {path} đang để người khác đọc được. Hãy chạy: chmod 600 "{path}"')


def _strong(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    # 32 random bytes with fewer than 16 different ones do not happen; a hand-made key does that.
    if len(key) < KEY_BYTES or len(set(key)) < KEY_BYTES // 2:
        raise SettingsRefused(
            f"Khóa trong {where} quá yếu: cần ít nhất {KEY_BYTES * 2} chữ số thập lục phân ngẫu nhiên, "
            "ví dụ do lệnh “openssl rand -hex 32” tạo ra."
        )
    return key


def _whole(smallest: int, largest: int, make: Callable[[int], Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not int or not smallest <= value <= largest:
            raise ValueError(f"cần một số nguyên từ {smallest} đến {largest}")
        return make(value)

    return read


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("cần true hoặc false")
    return value


CHOICES: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "phien_nghi_phut": ("session_idle", _whole(5, 600, lambda value: timedelta(minutes=value))),
    "phien_toi_da_gio": ("session_limit", _whole(1, 24, lambda value: timedelta(hours=value))),
    "mot_phien": ("single_login", _yes_or_no),
    "https": ("https", _yes_or_no),
}
"""What `cai-dat.toml` may say: its key -> the field of Settings, and how the value is read."""


def _choices(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"line \d+", str(fault))
        where = line[0].replace("line", "ở dòng") if line else "ở cuối tệp"
        raise SettingsRefused(f"Tệp {path} sai cách viết {where}. Mẫu một mục: mot_phien = true") from None
    except (OSError, ValueError):
        raise SettingsRefused(f"Không đọc được tệp cài đặt {path}: cần quyền đọc và chữ UTF-8.") from None
    unknown = sorted(set(found) - set(CHOICES))
    if unknown:
        raise SettingsRefused(
            f"Tệp {path} có mục lạ: {', '.join(unknown)}. Các mục dùng được: {', '.join(CHOICES)}."
        )
    return dict(_choice(path, key, value) for key, value in found.items())


def _choice(path: Path, key: str, value: Any) -> tuple[str, Any]:
    name, read = CHOICES[key]
    try:
        return name, read(value)
    except ValueError as fault:
        raise SettingsRefused(f"Mục {key} trong tệp {path} không đúng: {fault}.") from None
