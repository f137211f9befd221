"""A server to measure: started, waited for, its memory and CPU read. Loopback only."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil

PATIENCE_S = 300.0
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Sink:
    """A proxy that refuses everything and writes down which outside hosts were asked for."""

    def __init__(self) -> None:
        self.hosts: list[str] = []
        sink = self

        class Handler(BaseHTTPRequestHandler):
            def refuse(self) -> None:
                sink.hosts.append(self.path.split("://")[-1].split("/")[0])
                self.send_error(502)

            do_CONNECT = do_GET = do_POST = do_HEAD = do_OPTIONS = refuse

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def take(self) -> list[str]:
        """The hosts asked for since the last call."""
        hosts, self.hosts = self.hosts, []
        return hosts


def fetch(url: str, body: bytes | None = None, method: str = "GET") -> bytes:
    """Ask a server on this machine, past any proxy."""
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"}, method=method)
    with _DIRECT.open(request, timeout=PATIENCE_S) as answer:
        return bytes(answer.read())


@dataclass
class Server:
    """One server process tree; `{port}` in its command is the port it is given."""

    cmd: Sequence[str]
    health: str
    cwd: Path
    env: Mapping[str, str] = field(default_factory=dict)
    proxy: str = ""
    log: Path = Path(os.devnull)
    port: int = 0

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> float:
        """Start, and give the seconds until the health address answered 200."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        env = {**os.environ, **self.env, "no_proxy": "127.0.0.1,localhost", "NO_PROXY": "127.0.0.1,localhost"}
        env |= dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), self.proxy) if self.proxy else {}
        begin = time.perf_counter()
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [part.replace("{port}", str(self.port)) for part in self.cmd], cwd=self.cwd, env=env, stdout=out, stderr=out
            )
        while time.perf_counter() - begin < PATIENCE_S:
            if self._process.poll() is not None:
                raise RuntimeError(f"server ended with {self._process.returncode}: {self.cmd}; see {self.log}")
            try:
                fetch(self.base + self.health)
            except OSError:
                time.sleep(0.01)
            else:
                return time.perf_counter() - begin
        raise TimeoutError(f"not healthy after {PATIENCE_S} s: {self.cmd}; see {self.log}")

    def _tree(self) -> list[psutil.Process]:
        root = psutil.Process(self._process.pid)
        return [root, *root.children(recursive=True)]

    def rss_mib(self) -> float:
        return sum(process.memory_info().rss for process in self._tree()) / 2**20

    def cpu_s(self) -> float:
        return sum(sum(process.cpu_times()[:2]) for process in self._tree())

    def stop(self) -> None:
        for process in reversed(self._tree()):
            process.kill()
        self._process.wait()
