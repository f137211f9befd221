"""A real server for tests: `streamlit run app.py` on a free port, with data of its own where a test needs them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """What the server said: status, headers (names in small letters) and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


def fetch(url: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
    """Ask a server; 4xx and 5xx are answers too."""
    request = urllib.request.Request(url, method=method, headers=dict(headers or {}))
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as got:
            return Answer(got.status, {k.lower(): v for k, v in got.headers.items()}, got.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())


STREAMLIT = ("-m", "streamlit", "run", "app.py", "--server.port", "{port}", "--server.address", "127.0.0.1")
UVICORN = ("-m", "uvicorn", "app:app", "--port", "{port}", "--host", "127.0.0.1", "--log-level", "warning")


@contextmanager
def running_server(
    data: Path | None = None, command: Sequence[str] = STREAMLIT, killed: bool = False, port: int | None = None
) -> Iterator[str]:
    """Start a server and give its address once it answers; stop it afterwards, or kill it. `data`: its FACTS_DATA."""
    port = port or free_port()
    env = {k: v for k, v in os.environ.items() if k != "FACTS_DATA"} | ({"FACTS_DATA": str(data)} if data else {})
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, *(part.format(port=port) for part in command)], cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(process, f"{address}/healthz")
            yield address
        except NoAnswer as error:
            log.seek(0)
            raise NoAnswer(f"{error}; the server said:\n{log.read().decode(errors='replace')[-3000:]}") from None
        finally:
            process.kill() if killed else process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class NoAnswer(Exception):
    """The server ended or did not answer."""


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise NoAnswer(f"the server ended with code {process.returncode}")
        try:
            fetch(url)
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise NoAnswer(f"no answer from {url}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def copied_data(home: Path) -> Path:
    """A copy of the project's data that a test may change."""
    return Path(shutil.copytree(DATA, home / "data"))
