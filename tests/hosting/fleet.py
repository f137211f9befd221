"""Three servers on this machine behind HAProxy, with TLS, below /team/minerals: started, killed and renewed one by one."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.browser.server import ROOT, fetch, free_port

BASE = "/team/minerals"
TEMPLATE = "server-template app 3 app:8501 resolvers docker init-addr none"
SERVER = ("-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--no-proxy-headers", "--no-access-log", "--timeout-graceful-shutdown", "10")
PATIENCE = 120.0


def certificate(home: Path) -> Path:
    """A certificate of this machine for a day, with its key."""
    key, found = home / "key.pem", home / "certificate.pem"
    ask = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost", "-addext"]
    subprocess.run([*ask, "subjectAltName=DNS:localhost", "-keyout", key, "-out", found], check=True, capture_output=True)
    (home / "site.pem").write_text(found.read_text() + key.read_text())
    return found


def local_config(home: Path, ports: list[int], secure: int, plain: int) -> str:
    """The file of the repository with the ports and paths of this machine."""
    text = (ROOT / ".hosting/haproxy.cfg").read_text(encoding="utf-8")
    assert text.count(TEMPLATE) == 2
    text = text.replace(TEMPLATE, "\n    ".join(f"server app{i} 127.0.0.1:{port}" for i, port in enumerate(ports, 1)))
    text = re.sub(r"resolvers docker\n( .*\n)+", "", text)
    text = text.replace("bind :8443", f"bind 127.0.0.1:{secure}").replace("bind :8080", f"bind 127.0.0.1:{plain}")
    return text.replace("/usr/local/etc/haproxy/site.pem", str(home / "site.pem")).replace("/tmp/haproxy.sock", str(home / "haproxy.sock"))


class Fleet:
    """home: where logs and sockets are. numbers: of the servers that run, of three that HAProxy knows."""

    def __init__(self, home: Path, data: Path, numbers: tuple[int, ...] = (1, 2, 3)) -> None:
        self.home, self.data, self.numbers = home, data, numbers
        self.ports, self.secure = [free_port() for _ in range(3)], free_port()
        self.certificate = certificate(home)
        self.address = f"https://localhost:{self.secure}{BASE}"
        self.servers: dict[int, subprocess.Popen[bytes]] = {}
        (home / "haproxy.cfg").write_text(local_config(home, self.ports, self.secure, free_port()))

    def __enter__(self) -> Fleet:
        with (self.home / "haproxy.log").open("wb") as log:
            self.proxy = subprocess.Popen(["haproxy", "-f", str(self.home / "haproxy.cfg")], stdout=log, stderr=log)
        try:
            for number in self.numbers:
                self.start(number)
            for number in self.numbers:
                self.wait(number)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.servers.values(), self.proxy):
            process.kill()
            process.wait()

    def start(self, number: int) -> None:
        if number in self.servers:  # one that a failed test has left
            self.servers[number].kill()
            self.servers[number].wait()
        env = {k: v for k, v in os.environ.items() if k not in ("PUBLIC_URL", "TRUSTED_PROXIES", "SSL_CERT_FILE")}
        env |= {"FACTS_DATA": str(self.data), "CACHE_FOLDER": str(self.home / "files")}
        with (self.home / f"server{number}.log").open("ab") as log:
            command = [sys.executable, *SERVER, "--port", str(self.ports[number - 1])]
            self.servers[number] = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)

    def wait(self, number: int) -> None:
        """Until HAProxy sends readers to a server."""
        until = time.monotonic() + PATIENCE
        while not (self.home / "haproxy.sock").exists():
            assert self.proxy.poll() is None, (self.home / "haproxy.log").read_text()
            time.sleep(0.05)
        while self.state(number)["status"] != "UP" or not self._ready(number):
            assert self.servers[number].poll() is None, (self.home / f"server{number}.log").read_text()[-3000:]
            assert time.monotonic() < until, f"server {number} is not up: {self.state(number)}"
            time.sleep(0.1)

    def _ready(self, number: int) -> bool:
        try:
            return fetch(f"http://127.0.0.1:{self.ports[number - 1]}/readyz").status == 200
        except OSError:
            return False

    def stop(self, number: int, how: signal.Signals) -> float:
        """Seconds until the server is gone."""
        begin = time.monotonic()
        self.servers[number].send_signal(how)
        self.servers[number].wait(60)
        return time.monotonic() - begin

    def tell(self, command: str) -> str:
        """Ask HAProxy at its socket."""
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.home / "haproxy.sock"))
            line.sendall(f"{command}\n".encode())
            return b"".join(iter(lambda: line.recv(65_536), b"")).decode()

    def state(self, number: int) -> dict[str, str]:
        """What HAProxy knows of a server of its pages."""
        head, *rows = self.tell("show stat").removeprefix("# ").splitlines()
        found = (dict(zip(head.split(","), row.split(","), strict=False)) for row in rows if row)
        return next(one for one in found if (one["pxname"], one["svname"]) == ("pages", f"app{number}"))

    def server_of_a_page(self) -> int:
        """The server that holds the most connections."""
        return max(self.numbers, key=lambda number: int(self.state(number)["scur"]))
