"""Serving one instance: one server a folder, ended with its command, no worker left behind.

granian with one worker process and threads by default; waitress, which is pure Python, where granian cannot
be loaded or is not wanted.
"""

import http.client
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from thidua.guard import Busy, FileLock, end_with

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = 8
"""A worker's threads: they mostly wait for the disk, so more than the cores."""
_SECONDS_TO_END = 5
_WAITRESS_BODY = 128 << 20  # twice what the program reads, so that its own refusal answers first
_EVERYWHERE = ("0.0.0.0", "::")


class ServeRefused(Exception):
    """The server cannot start; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens: this machine only unless told otherwise."""

    host: str = "127.0.0.1"
    port: int = 8000

    @property
    def url(self) -> str:
        """What to type into a browser."""
        return f"http://{_bracketed(_visible(self.host))}:{self.port}"


def hold(instance: Path, address: Address) -> FileLock:
    """Make this process the one that serves or rebuilds the instance, until the answer is released.

    Raises ServeRefused when another has it.
    """
    try:
        return FileLock(instance / ".khoa").acquire(f"tiến trình {os.getpid()}, {address.url}")
    except Busy as busy:
        raise ServeRefused(
            f"Một máy chủ khác đang dùng thư mục dữ liệu {instance} ({busy.holder}). "
            "Hãy dùng máy chủ đó, hoặc dừng nó rồi gõ lại lệnh."
        ) from None
    except OSError:
        raise ServeRefused(
            f"Không ghi được vào thư mục dữ liệu {instance}: hãy cấp quyền ghi cho người dùng chạy "
            "chương trình."
        ) from None


def serve(
    load: "Callable[[], WSGIApplication]", address: Address, *, server: str = "granian", workers: int = 1
) -> int:
    """Serve until Ctrl+C, SIGTERM or a closed terminal; the exit code. The caller holds the instance.

    `load` builds the WSGI object in the process that serves it and must be picklable.
    Raises ServeRefused when another program has the port.
    """
    _refuse_taken_port(address)
    if _chosen(server) == "granian":
        return _serve_granian(load, address, _workers(workers))
    if workers > 1:
        print("Máy chủ waitress chỉ chạy một tiến trình.", flush=True)
    return _serve_waitress(load, address)


def _refuse_taken_port(address: Address) -> None:
    # granian shares a port with whoever else shares it: two servers would answer in turns.
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        family, kind, _, _, where = found[0]
        with socket.socket(family, kind) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
            probe.listen()
    except PermissionError:
        raise ServeRefused(
            f"Không được phép mở cổng {address.port}: hãy chọn cổng từ 1024 trở lên."
        ) from None
    except OSError:
        raise ServeRefused(
            f"Không mở được {_bracketed(address.host)}:{address.port}: cổng đang bận hoặc địa chỉ không "
            f"thuộc máy này. Hãy chọn cổng khác, ví dụ --port {address.port + 1}."
        ) from None


def _chosen(server: str) -> str:
    if server == "granian":
        try:
            import granian  # noqa: F401
        except (ImportError, OSError):
            print("Không dùng được granian trên máy này; chuyển sang waitress.", flush=True)
            return "waitress"
    return server


def _workers(asked: int) -> int:
    if asked > 1 and sys.platform == "win32":
        print("Trên Windows máy chủ chỉ chạy một tiến trình.", flush=True)
        return 1
    return asked


def _serve_granian(load: "Callable[[], WSGIApplication]", address: Address, workers: int) -> int:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server.mp import MPServer

    class Server(MPServer):
        def startup(self, spawn_target: object, target_loader: object) -> None:
            super().startup(spawn_target, target_loader)  # type: ignore[no-untyped-call]
            _end_with_terminal(self.signal_handler_interrupt)
            threading.Thread(target=self.announce, daemon=True).start()

        def announce(self) -> None:
            # A worker that fails before its first answer would only fail again.
            self.respawn_failed_workers = _announce(address)

    server = Server(
        "thidua",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        workers_kill_timeout=_SECONDS_TO_END,
        log_level=LogLevels.error,
    )
    try:
        server.serve(target_loader=partial(_load_in_worker, load, os.getpid()), wrap_loader=False)
    except SystemExit as end:
        print("Máy chủ đã dừng vì không phục vụ tiếp được; lỗi ghi ở phía trên.", file=sys.stderr)
        return 1 if end.code else 0
    return 0


def _load_in_worker(load: "Callable[[], WSGIApplication]", parent: int) -> "WSGIApplication":
    end_with(parent)
    if sys.platform != "win32":
        # Ctrl+C goes to the terminal's whole group; the parent alone decides when a worker ends.
        os.setpgid(0, 0)
    return load()


def _serve_waitress(load: "Callable[[], WSGIApplication]", address: Address) -> int:
    import waitress

    def stop(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    server = waitress.create_server(
        load(),
        host=address.host,
        port=address.port,
        threads=THREADS,
        ident=None,
        max_request_body_size=_WAITRESS_BODY,
    )
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    _end_with_terminal(stop)
    threading.Thread(target=_announce, args=(address,), daemon=True).start()
    server.run()
    return 0


def _end_with_terminal(stop: "Callable[[int, FrameType | None], None]") -> None:
    """Closing the terminal ends the server, unless it was started to outlive it (nohup)."""
    if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, stop)


def _announce(address: Address) -> bool:
    """Say where to go once the server really answers; whether it did within a minute."""
    host = _local(address.host)
    for _ in range(600):
        connection = http.client.HTTPConnection(host, address.port, timeout=5)
        try:
            connection.request("HEAD", "/suc-khoe")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            print(f"Máy chủ đã sẵn sàng. Mở trình duyệt tại {address.url} (nhấn Ctrl+C để dừng).", flush=True)
            return True
        finally:
            connection.close()
    return False


def _local(host: str) -> str:
    if host not in _EVERYWHERE:
        return host
    return "::1" if host == "::" else "127.0.0.1"


def _visible(host: str) -> str:
    """The address under which other machines find this one, when it listens everywhere."""
    if host not in _EVERYWHERE:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket sends nothing; it only chooses the way out.
            probe.connect(("10.255.255.255", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
