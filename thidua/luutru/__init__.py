"""Where uploaded files lie: by checksum, once each, never half written."""

from thidua.luutru.names import clean_name, content_disposition
from thidua.luutru.refusals import DiskFull, FileMissing, FileTooLarge, StoreRefused
from thidua.luutru.store import Store, Stored, SweepReport

__all__ = [
    "DiskFull",
    "FileMissing",
    "FileTooLarge",
    "Store",
    "StoreRefused",
    "Stored",
    "SweepReport",
    "clean_name",
    "content_disposition",
]
