"""The store beside the database: what nothing names is put aside at the start, what is missing is told."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from thidua.db.base import make_engine
from thidua.db.stored_files import stored_files
from thidua.luutru.store import Store, SweepReport
from thidua.settings import Settings
from thidua.web.uploads import FOLDER

SPARED: Final = timedelta(hours=24)
"""A file so young may belong to a form that is being sent just now."""
SHOWN: Final = 20


def sweep(settings: Settings, at: datetime) -> str:
    """Sweep the instance's store before it is served; what the console says of it, empty when all is well.

    Call it while the instance is held: nobody uploads then.
    """
    engine = make_engine(settings.database_url)
    try:
        with Session(engine) as session:
            named = stored_files(session)
    finally:
        engine.dispose()
    found = _store(settings.instance).sweep(named, before=(at - SPARED).timestamp())
    return "\n".join(words.format(len(which)) for words, which in _sentences(found) if which)


def state(session: Session, instance: Path, at: datetime) -> dict[str, object]:
    """The store as an administrator sees it: how many files are named, which are missing, what waits."""
    named = stored_files(session)
    found = _store(instance).sweep(named, before=(at - SPARED).timestamp(), remove=False)
    return {
        "tep": len(named),
        "thieu": [{"sha256": sha256, "bang": named[sha256]} for sha256 in found.missing[:SHOWN]],
        "so_thieu": len(found.missing),
        "cho_don": len(found.unreferenced) + len(found.temporary),
        "la": list(found.strangers[:SHOWN]),
    }


def _store(instance: Path) -> Store:
    return Store(instance / FOLDER)


def _sentences(found: SweepReport) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("Kho tệp: thiếu nội dung của {} tệp có trong cơ sở dữ liệu; lấy lại từ bản sao lưu, xem /suc-khoe.",
         found.missing),
        ("Kho tệp: đã đưa trở lại {} tệp từ thư mục bo.", found.restored),
        ("Kho tệp: đã cất {} tệp không hồ sơ nào dùng vào thư mục bo.", found.unreferenced),
        ("Kho tệp: có {} tệp lạ, không đụng tới.", found.strangers),
    )  # fmt: skip
