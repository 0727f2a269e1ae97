"""Serving for real, with a small WSGI program in the office's place."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from thidua.guard import Busy, FileLock

PROGRAM = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="signals and process groups")

SCRIPT = """
import os, sys
from pathlib import Path
from thidua.serve import Address, ServeRefused, hold, serve

def load():
    def program(environ, start_response):
        size = 0
        while piece := environ["wsgi.input"].read(1 << 16):
            size += len(piece)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [f"{os.getpid()} {size}".encode()]
    return program

if __name__ == "__main__":
    folder, port, server, workers = sys.argv[1:]
    address = Address(port=int(port))
    try:
        with hold(Path(folder), address):
            sys.exit(serve(load, address, server=server, workers=int(workers)))
    except ServeRefused as refusal:
        print(refusal)
        sys.exit(1)
"""


def _hear_again() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Start]:
    script = tmp_path / "phục vụ.py"
    script.write_text(SCRIPT, encoding="utf-8")
    started: list[subprocess.Popen[str]] = []

    def run(server: str = "granian", *, workers: int = 1, folder: Path = tmp_path) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, str(script), str(folder), str(port), server, str(workers)],
            env={**os.environ, "PYTHONPATH": str(PROGRAM), "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            encoding="utf-8",
            # Whoever runs the tests under nohup hands on a deaf ear for SIGHUP.
            preexec_fn=_hear_again if os.name == "posix" else None,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def ready(process: "subprocess.Popen[str]") -> str:
    """The line with which the server says that it answers."""
    assert process.stdout is not None
    line = process.stdout.readline()
    while line and "đã sẵn sàng" not in line:
        line = process.stdout.readline()
    return line


def ask(port: int, body: bytes = b"") -> tuple[int, int]:
    """The process that answered, and how much it was given."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("POST", "/", body)
    answerer, size = connection.getresponse().read().split()
    connection.close()
    return int(answerer), int(size)


def is_deaf(port: int, seconds: float) -> bool:
    """Whether nobody listens any more within so many seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("server", ["granian", "waitress"])
def test_a_big_body_arrives_whole(start: Start, port: int, server: str) -> None:
    assert f"http://127.0.0.1:{port}" in ready(start(server))
    assert ask(port, bytes(64 << 20))[1] == 64 << 20


@posix
@pytest.mark.parametrize("server", ["granian", "waitress"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ending_the_command_ends_the_server(start: Start, port: int, server: str, number: int) -> None:
    process = start(server)
    ready(process)
    process.send_signal(number)
    assert process.wait(10) == 0
    assert is_deaf(port, 1)


@posix
def test_no_worker_outlives_a_killed_server(start: Start, port: int) -> None:
    process = start(workers=2)
    ready(process)
    worker = ask(port)[0]
    assert worker != process.pid
    process.kill()
    process.wait()
    assert is_deaf(port, 5)
    seen = subprocess.run(["ps", "-o", "stat=", "-p", str(worker)], capture_output=True, encoding="ascii")
    # Nothing, or dead and waiting for whoever inherited it.
    assert seen.stdout.strip()[:1] in ("", "Z")


@posix
def test_a_killed_worker_is_replaced(start: Start, port: int) -> None:
    ready(start())
    # The server believes in its workers only a moment after the first answer.
    time.sleep(0.5)
    first = ask(port)[0]
    os.kill(first, signal.SIGKILL)
    deadline = time.monotonic() + 15
    second = first
    while second == first and time.monotonic() < deadline:
        try:
            second = ask(port)[0]
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    assert second != first


def test_a_second_server_on_the_same_data_is_refused(start: Start, port: int) -> None:
    first = start()
    ready(first)
    second = start()
    said = second.communicate(timeout=20)[0]
    assert second.returncode == 1
    assert "Một máy chủ khác đang dùng thư mục dữ liệu" in said
    assert str(first.pid) in said
    assert ask(port)[1] == 0


def test_a_taken_port_is_refused(start: Start, tmp_path: Path, port: int) -> None:
    ready(start())
    (tmp_path / "khác").mkdir()
    second = start(folder=tmp_path / "khác")
    said = second.communicate(timeout=20)[0]
    assert (second.returncode, f"--port {port + 1}" in said) == (1, True)


def test_the_data_is_free_again_after_a_kill(start: Start, tmp_path: Path, port: int) -> None:
    first = start()
    ready(first)
    first.kill()
    first.wait()
    assert is_deaf(port, 5)
    assert ready(start())


def test_a_lock_has_one_holder_and_names_it(tmp_path: Path) -> None:
    with FileLock(tmp_path / "khóa").acquire("người giữ"):
        with pytest.raises(Busy) as busy:
            FileLock(tmp_path / "khóa").acquire()
        assert busy.value.holder == "người giữ"
    with FileLock(tmp_path / "khóa").acquire():
        assert (tmp_path / "khóa").read_text() == ""
