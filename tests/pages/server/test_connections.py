"""Each connection is bounded: what it holds before the application sees it, and how long it may take; asked over real sockets."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from pages.server import connections, turns
from pages.server.connections import MOST_OF_MESSAGE, bound_connections

UPGRADE = (
    b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OTAxMjM0NQ==\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
)
TOO_BIG, TOO_SLOW = 1009, 5.0


class App:
    """Answers requests with megabytes, and counts the bytes of the messages that a WebSocket brings; it reads them when it is told to."""

    def __init__(self) -> None:
        self.messages: list[int] = []
        self.reads = threading.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"50000000")]})
            return await send({"type": "http.response.body", "body": bytes(50_000_000)})
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            self.messages.append(len(message["bytes"]))
            while not self.reads.is_set():
                await asyncio.sleep(0.01)


class Running:
    """A server of uvicorn in a thread."""

    def __init__(self) -> None:
        self.app = App()
        self.server = uvicorn.Server(uvicorn.Config(self.app, port=0, lifespan="off", log_level="critical", http="httptools"))
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],), daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)

    def connect(self) -> socket.socket:
        return socket.create_connection(self.socket.getsockname(), timeout=60)

    def web_socket(self) -> socket.socket:
        client = self.connect()
        client.sendall(UPGRADE)
        head = b""
        while b"\r\n\r\n" not in head:
            head += client.recv(1)
        assert head.startswith(b"HTTP/1.1 101")
        assert b"permessage-deflate" in head
        return client

    def held(self) -> int:
        """Bytes that connections hold for the application."""
        found = 0
        for one in [*self.server.server_state.connections]:
            queue = [message.get("bytes") or b"" for message in getattr(one, "queue", asyncio.Queue())._queue]
            found += sum(map(len, [*queue, *getattr(one, "frames", ()), getattr(one, "unread", b"")]))
            found += len(one.conn.reader.buffer) if hasattr(one, "conn") else 0
        return found


@pytest.fixture
def running() -> Iterator[Running]:
    bound_connections()
    found = Running()
    try:
        yield found
    finally:
        found.app.reads.set()
        found.server.force_exit = found.server.should_exit = True
        found.thread.join(20)


def frame(payload: bytes, *, fin: bool = True, compressed: bool = False, missing: int = 0) -> bytes:
    """missing: how many bytes of the frame's length never come."""
    length = len(payload) + missing
    first = bytes([(0x80 if fin else 0) | (0x40 if compressed else 0) | 2])
    size = bytes([0x80 | 126]) + struct.pack("!H", length) if length < 65_536 else bytes([0x80 | 127]) + struct.pack("!Q", length)
    return first + size + bytes(4) + payload


def deflated(packer: zlib._Compress, size: int) -> bytes:
    return (packer.compress(bytes(size)) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]


def send_all(client: socket.socket, data: bytes) -> None:
    """Send what the server takes."""
    with suppress(OSError):
        client.sendall(data)


def close_code(client: socket.socket) -> int | None:
    """The code that the server closes with; None where it only ends the connection."""
    try:
        data = client.recv(1000)
    except ConnectionError:
        return None
    return int.from_bytes(data[2:4], "big") if data[:1] == b"\x88" else None


def wait_until(holds: object) -> None:
    while not holds():  # type: ignore[operator]
        time.sleep(0.01)


def test_a_message_as_large_as_is_allowed_arrives_compressed_or_not(running: Running) -> None:
    running.app.reads.set()
    client = running.web_socket()
    packer = zlib.compressobj(9, wbits=-12)
    client.sendall(frame(deflated(packer, MOST_OF_MESSAGE), compressed=True) + frame(bytes(MOST_OF_MESSAGE)) + frame(b"x" * 130))
    wait_until(lambda: len(running.app.messages) == 3)
    assert running.app.messages == [MOST_OF_MESSAGE, MOST_OF_MESSAGE, 130]


@pytest.mark.parametrize("fin", [True, False])
def test_a_message_is_bounded_after_decompression_finished_or_not(running: Running, fin: bool) -> None:
    client = running.web_socket()
    send_all(client, frame(deflated(zlib.compressobj(9, wbits=-12), 190_000_000), fin=fin, compressed=True))
    assert close_code(client) in (TOO_BIG, None)
    assert (running.app.messages, running.held()) == ([], 0)


def test_a_frame_that_says_it_is_larger_is_refused_before_it_comes(running: Running) -> None:
    client = running.web_socket()
    client.sendall(frame(b"x" * 200, missing=150_000_000))
    assert close_code(client) == TOO_BIG
    assert running.held() == 0


def test_many_small_frames_that_unpack_to_large_messages_wait_until_the_application_has_read(running: Running) -> None:
    clients = [running.web_socket() for _ in range(4)]
    for client in clients:
        packer = zlib.compressobj(9, wbits=-12)
        client.sendall(b"".join(frame(deflated(packer, 900_000), compressed=True) for _ in range(60)))  # 54 MB in 55 KB
    wait_until(lambda: len(running.app.messages) == len(clients))
    time.sleep(0.3)
    assert running.held() < len(clients) * 2.2 * MOST_OF_MESSAGE
    running.app.reads.set()
    wait_until(lambda: len(running.app.messages) == 60 * len(clients))
    assert {*running.app.messages} == {900_000}


@pytest.mark.parametrize("begun", [frame(b"x" * 200, fin=False), frame(b"x" * 200, missing=9), b"\x82"])
def test_a_message_that_is_never_finished_ends_the_connection(running: Running, monkeypatch: pytest.MonkeyPatch, begun: bytes) -> None:
    monkeypatch.setattr(connections, "MESSAGE_SECONDS", 0.3)
    client = running.web_socket()
    client.sendall(begun)
    assert close_code(client) is None
    wait_until(lambda: not running.server.server_state.connections)


@pytest.mark.parametrize(
    "begun", [b"", b"\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx"]
)
def test_a_request_that_is_never_finished_ends_the_connection(running: Running, monkeypatch: pytest.MonkeyPatch, begun: bytes) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.3)
    client = running.connect()
    client.sendall(begun)
    with suppress(ConnectionError):
        while client.recv(1_000_000):
            pass
    wait_until(lambda: not running.server.server_state.connections)


def test_a_client_that_does_not_read_is_let_go(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "READING_SECONDS", 0.3)
    client = running.connect()
    client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    wait_until(lambda: running.server.server_state.connections)
    wait_until(lambda: not running.server.server_state.connections)


@pytest.mark.parametrize("begun", [b"GET /" + b"a" * 400_000, b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 400_000])
def test_a_head_that_does_not_end_is_refused(running: Running, begun: bytes) -> None:
    client = running.connect()
    send_all(client, begun)
    with suppress(ConnectionError):  # the answer is lost where the client goes on sending
        assert client.recv(100).startswith(b"HTTP/1.1 4")
    wait_until(lambda: not running.server.server_state.connections)


def test_a_probe_is_answered_while_other_requests_wait_for_their_turn(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns.Turns, "is_free", lambda self, head: turns.is_probe(head))
    monkeypatch.setattr(turns.Turns, "_turn", lambda self: None)
    others = [running.connect() for _ in range(20)]
    for other in others:
        other.sendall(b"GET /api/facts.json HTTP/1.1\r\nHost: x\r\n\r\n")
    gone = others.pop()
    probe = running.connect()
    probe.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert probe.recv(12) == b"HTTP/1.1 200"
    (found,) = [one for one in turns._OF_LOOPS.values() if one.waiting]
    wait_until(lambda: len(found.waiting) == 20)
    gone.close()
    others[0].setblocking(False)
    with pytest.raises(BlockingIOError):
        others[0].recv(1)
    monkeypatch.undo()
    last = running.connect()
    last.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")  # with it the turns go on
    others[0].settimeout(60)
    assert {other.recv(12) for other in (*others, last)} == {b"HTTP/1.1 200"}
