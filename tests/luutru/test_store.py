"""The store keeps what it took in, takes in nothing by halves, and cleans up after a crash."""

import errno
import hashlib
import io
import os
import stat
import threading
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.gate.forge import pdf, png, word
from thidua.gate import MAX_FILE, GateRefused
from thidua.luutru import DiskFull, FileMissing, FileTooLarge, Store, StoreRefused
from thidua.luutru.store import KEPT_ASIDE

PAPER = word()
CHECKSUM = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def store(root: Path) -> Store:
    return Store(root)


def files_in(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir())


def receive(store: Store, content: bytes = PAPER, name: str = "Đề án.exe", **more: object) -> str:
    return store.receive(io.BytesIO(content), name, **more).sha256  # type: ignore[arg-type]


class Crash(BaseException):
    """The machine stops here."""


def test_what_was_received_can_be_read_again(store: Store, root: Path) -> None:
    stored = store.receive(io.BytesIO(PAPER), "C:\\Đề án.exe")
    assert (stored.sha256, stored.size, stored.kind) == (CHECKSUM, len(PAPER), "docx")
    assert stored.name == "Đề án.docx"
    assert stored.media_type.endswith("wordprocessingml.document")
    with store.open(stored.sha256) as file:
        assert file.read() == PAPER
    assert files_in(root) == [f"{CHECKSUM[:2]}/{CHECKSUM[2:]}"]
    assert store.is_whole(CHECKSUM)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no mode bits")
def test_a_stored_file_is_read_only_and_its_owners_alone(store: Store, root: Path) -> None:
    receive(store)
    assert stat.S_IMODE(store.path(CHECKSUM).stat().st_mode) == 0o400
    for folder in (root, root / "tam", root / CHECKSUM[:2]):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_same_bytes_are_stored_once_under_both_names(store: Store, root: Path) -> None:
    first = store.receive(io.BytesIO(PAPER), "một.docx")
    before = store.path(CHECKSUM).stat().st_ino
    second = store.receive(io.BytesIO(PAPER), "hai.docx")
    assert (first.sha256, second.name) == (second.sha256, "hai.docx")
    assert store.path(CHECKSUM).stat().st_ino == before
    assert len(files_in(root)) == 1


def test_a_damaged_file_heals_when_the_same_bytes_come_again(store: Store) -> None:
    receive(store)
    place = store.path(CHECKSUM)
    place.chmod(0o600)
    place.write_bytes(b"rot")
    assert not store.is_whole(CHECKSUM)
    receive(store)
    assert store.is_whole(CHECKSUM)


def test_a_refused_file_leaves_nothing_behind(store: Store, root: Path) -> None:
    with pytest.raises(GateRefused) as refused:
        receive(store, b"MZ" + bytes(100), "Đề án.docx")
    assert "“Đề án.docx”" in refused.value.message
    assert files_in(root) == []


def test_the_slot_decides_the_kinds(store: Store, root: Path) -> None:
    with pytest.raises(GateRefused) as refused:
        receive(store, png(9, 9), allowed=frozenset({"docx", "pdf"}))
    assert refused.value.reason == "khong_dung_loai"
    assert files_in(root) == []
    assert receive(store, pdf(), allowed=frozenset({"docx", "pdf"}))


class Endless(io.RawIOBase):
    """A stream that never ends and counts what is taken from it."""

    taken = 0

    def readable(self) -> bool:
        return True

    def read(self, count: int = -1) -> bytes:
        assert count >= 0
        self.taken += count
        return bytes(count)


def test_a_stream_is_read_one_byte_past_the_limit_and_no_further(store: Store, root: Path) -> None:
    stream = Endless()
    with pytest.raises(FileTooLarge) as refused:
        store.receive(stream, "to.pdf")  # type: ignore[arg-type]
    assert stream.taken == MAX_FILE + 1
    assert "25 MB" in refused.value.message
    assert "“to.pdf”" in refused.value.message
    assert files_in(root) == []


def test_a_declared_size_beyond_the_limit_is_refused_unread(store: Store) -> None:
    stream = Endless()
    with pytest.raises(FileTooLarge):
        store.receive(stream, "to.pdf", size=MAX_FILE + 1)  # type: ignore[arg-type]
    assert stream.taken == 0


def test_a_file_of_exactly_the_limit_is_not_too_large(store: Store) -> None:
    with pytest.raises(GateRefused) as refused:
        store.receive(io.BytesIO(bytes(MAX_FILE)), "vừa.pdf")
    assert refused.value.reason != "qua_lon"


@pytest.mark.parametrize(
    ("free", "size", "fits"), [(1300, 100, True), (1299, 100, False), (1000, None, True)]
)
def test_three_times_the_upload_and_the_reserve_must_be_free(
    root: Path, free: int, size: int | None, fits: bool
) -> None:
    store = Store(root, reserve=1000, free=lambda _: free)
    if fits:
        assert receive(store, size=size) == CHECKSUM
        return
    with pytest.raises(DiskFull) as refused:
        receive(store, size=size)
    assert "hết chỗ" in refused.value.message
    assert files_in(root) == []


def test_a_disk_that_fills_up_on_the_way_is_told_as_such(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(DiskFull):
        receive(store)
    assert files_in(root) == []


def test_another_fault_of_the_disk_is_not_hidden(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> None:
        raise OSError(errno.EIO, "I/O error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="I/O error"):
        receive(store)
    assert files_in(root) == []


def test_bytes_and_folder_are_synced_around_the_rename(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(descriptor: int) -> None:
        told.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real_sync(descriptor)

    def replace(self: Path, target: Path) -> Path:
        told.append("rename")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    receive(store)
    if os.name == "nt":
        assert told == ["file", "rename"]
    else:
        assert told == ["file", "folder", "rename", "folder"]


def test_a_stream_that_breaks_off_leaves_nothing_behind(store: Store, root: Path) -> None:
    class Broken(io.RawIOBase):
        def read(self, count: int = -1) -> bytes:
            if self.tell_once:
                raise ConnectionResetError
            self.tell_once = True
            return PAPER[:100]

        tell_once = False

    with pytest.raises(ConnectionResetError):
        store.receive(Broken(), "a.docx")  # type: ignore[arg-type]
    assert files_in(root) == []


def crash_at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Stop dead at that moment: no clean-up code runs any more."""

    def stop(*_: object, **__: object) -> None:
        raise Crash

    monkeypatch.setattr("thidua.luutru.store._discard", lambda _: None)
    monkeypatch.setattr(moment, stop)


@pytest.mark.parametrize("moment", ["thidua.luutru.store.inspect", "thidua.luutru.store.os.fsync"])
def test_a_crash_before_the_rename_leaves_one_temporary_file_that_sweep_removes(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    with monkeypatch.context() as crash:
        crash_at(crash, moment)
        with pytest.raises(Crash):
            receive(store)
    left = files_in(root)
    assert len(left) == 1
    assert left[0].startswith("tam/")
    report = Store(root).sweep(known=[])
    assert report.temporary == tuple(left)
    assert (report.unreferenced, report.missing, report.strangers) == ((), (), ())
    assert files_in(root) == []


def test_a_crash_between_rename_and_row_leaves_one_unreferenced_file_that_sweep_removes(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = receive(store, pdf())

    def row() -> None:
        raise Crash

    with pytest.raises(Crash):
        receive(store)
        row()
    report = Store(root).sweep(known=[kept])
    assert report.unreferenced == (CHECKSUM,)
    assert (report.temporary, report.missing) == ((), ())
    assert files_in(root) == sorted([f"{kept[:2]}/{kept[2:]}", f"bo/{CHECKSUM}"])
    assert store.is_whole(kept)


def test_a_crash_during_the_last_sync_leaves_a_whole_file(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def replace_and_stop(self: Path, target: Path) -> Path:
        real(self, target)
        raise Crash

    with monkeypatch.context() as crash:
        crash.setattr(Path, "replace", replace_and_stop)
        with pytest.raises(Crash):
            receive(store)
    assert store.is_whole(CHECKSUM)
    assert Store(root).sweep(known=[]).unreferenced == (CHECKSUM,)


def test_sweep_reports_what_is_missing_and_touches_no_stranger(store: Store, root: Path) -> None:
    kept = receive(store)
    (root / "README").write_text("ghi chú")
    (root / kept[:2] / "la").write_text("?")
    (root / "zz").mkdir()
    lost = "0" * 64
    report = store.sweep(known=iter([kept, lost]))
    assert report.missing == (lost,)
    assert report.strangers == tuple(sorted([f"{kept[:2]}/la", "README", "zz"]))
    assert report.unreferenced == ()
    assert (root / "README").exists()
    assert store.is_whole(kept)


def test_sweep_can_look_without_touching(store: Store) -> None:
    receive(store)
    assert store.sweep(known=[], remove=False).unreferenced == (CHECKSUM,)
    assert store.is_whole(CHECKSUM)


def test_sweep_spares_the_young_while_uploads_are_under_way(store: Store, root: Path) -> None:
    receive(store)
    (root / "tam" / "dang-gui").write_bytes(b"x")
    os.utime(store.path(CHECKSUM), (1000, 1000))
    receive(store)  # the same bytes again: the old file has become young
    report = store.sweep(known=[], before=2000)
    assert (report.temporary, report.unreferenced) == ((), ())
    os.utime(store.path(CHECKSUM), (1000, 1000))
    assert store.sweep(known=[], before=2000).unreferenced == (CHECKSUM,)
    assert files_in(root) == [f"bo/{CHECKSUM}", "tam/dang-gui"]


def test_what_was_put_aside_comes_back_when_it_is_named_again(store: Store, root: Path) -> None:
    receive(store)
    assert store.sweep(known=[]).unreferenced == (CHECKSUM,)
    assert not store.is_whole(CHECKSUM)
    report = store.sweep(known=[CHECKSUM])
    assert (report.restored, report.missing, report.strangers) == ((CHECKSUM,), (), ())
    assert store.is_whole(CHECKSUM)
    assert files_in(root) == [f"{CHECKSUM[:2]}/{CHECKSUM[2:]}"]


def test_what_lies_aside_is_deleted_after_a_month(store: Store, root: Path) -> None:
    receive(store)
    store.sweep(known=[], before=None)
    aside = root / "bo" / CHECKSUM
    put = aside.stat().st_mtime
    store.sweep(known=[], before=put + KEPT_ASIDE)
    assert aside.exists()
    store.sweep(known=[], before=put + KEPT_ASIDE + 1, remove=False)
    assert aside.exists()
    store.sweep(known=[], before=put + KEPT_ASIDE + 1)
    assert files_in(root) == []


@pytest.mark.parametrize(
    "checksum",
    [
        "",
        "..",
        "../../etc/passwd",
        CHECKSUM.upper(),
        CHECKSUM[:-1],
        CHECKSUM + "\n",
        f"/{CHECKSUM}",
        "g" * 64,
    ],
    ids=["empty", "up", "far up", "capitals", "short", "newline", "slash", "letters"],
)
def test_only_a_checksum_has_a_path(store: Store, checksum: str) -> None:
    with pytest.raises(ValueError, match="sha256"):
        store.path(checksum)
    with pytest.raises(ValueError, match="sha256"):
        store.open(checksum)


def test_every_path_lies_inside_the_root(store: Store, root: Path) -> None:
    assert store.path(CHECKSUM) == root.resolve() / CHECKSUM[:2] / CHECKSUM[2:]


@pytest.mark.skipif(os.name == "nt", reason="symlinks need a privilege on Windows")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_planted_symlink_is_not_followed(store: Store, root: Path, tmp_path: Path, what: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / CHECKSUM[2:]).write_bytes(PAPER)
    if what == "folder":
        (root / CHECKSUM[:2]).symlink_to(outside)
    else:
        (root / CHECKSUM[:2]).mkdir()
        (root / CHECKSUM[:2] / CHECKSUM[2:]).symlink_to(outside / CHECKSUM[2:])
    with pytest.raises(ValueError, match="leads out"):
        store.open(CHECKSUM)
    report = store.sweep(known=[])
    assert report.unreferenced == ()
    assert len(report.strangers) == 1
    assert (outside / CHECKSUM[2:]).exists()


def test_opening_what_is_not_there_says_so_in_vietnamese(store: Store) -> None:
    with pytest.raises(FileMissing) as refused:
        store.open(CHECKSUM)
    assert isinstance(refused.value, StoreRefused)
    assert "bản sao lưu" in refused.value.message


def test_an_opened_file_cannot_be_written(store: Store) -> None:
    receive(store)
    with store.open(CHECKSUM) as file:
        assert not file.writable()


def test_many_at_once_leave_each_file_once(store: Store, root: Path) -> None:
    papers = [word(f"<w:p n='{n}'/>") for n in range(4)]
    faults: list[BaseException] = []

    def send(content: bytes) -> None:
        try:
            for _ in range(5):
                receive(store, content)
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=send, args=(papers[n % 4],)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    wanted = sorted(hashlib.sha256(paper).hexdigest() for paper in papers)
    assert files_in(root) == [f"{sha256[:2]}/{sha256[2:]}" for sha256 in wanted]
    assert all(store.is_whole(sha256) for sha256 in wanted)


def test_a_stream_that_gives_little_at_a_time_is_read_to_its_end(store: Store) -> None:
    class Drops(io.RawIOBase):
        source: BinaryIO = io.BytesIO(PAPER)

        def read(self, count: int = -1) -> bytes:
            return self.source.read(min(count, 97))

    assert store.receive(Drops(), "a.docx").sha256 == CHECKSUM  # type: ignore[arg-type]
