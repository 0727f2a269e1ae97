"""Whatever table names a file of the store, the sweep knows it."""

from sqlalchemy.orm import Session

import thidua.factory  # noqa: F401  (every model is loaded)
from thidua.db.base import Base
from thidua.db.stored_files import file_columns, names_file, stored_files
from thidua.hoso.models import Tep

# The fingerprint of a login, which is no file.
_NO_FILES = frozenset({"ma_bam"})


def test_every_column_that_names_a_file_is_asked(session: Session) -> None:
    in_models = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if names_file(column.name)
    }
    assert in_models == set(file_columns(session))
    assert {"tep", "lan_nhap", "nghia_vu", "trang_chup", "chu_ky", "danh_gia_dong"} <= {
        table for table, _ in in_models
    }
    assert stored_files(session) == {}


def test_files_are_kept_beside_a_name_and_a_size_only_under_that_name() -> None:
    """A table with an uploaded name or size has a column that the sweep asks."""
    for table in Base.metadata.sorted_tables:
        names = {column.name for column in table.columns}
        if any(name.endswith("kich_thuoc") for name in names):
            assert any(map(names_file, names)), table.name


def test_no_model_calls_a_checksum_otherwise() -> None:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if "sha" in column.name or "checksum" in column.name or "bam" in column.name:
                assert names_file(column.name) or column.name in _NO_FILES, (table.name, column.name)


def test_a_file_counts_by_the_table_that_names_it() -> None:
    assert names_file(Tep.sha256.key)
    assert not names_file("van_tay")
