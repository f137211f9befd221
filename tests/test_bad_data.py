"""A server on bad files: it stays up, with the last good data or with the errors, and heals by itself; two on one folder agree."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.server import fetch, running_server
from tests.spoiling import CORRUPTIONS, put_away

pytestmark = pytest.mark.xdist_group("server")
FILE = "retired.yaml"
PATIENCE = 30.0


def version(server: str) -> str | None:
    found: str | None = json.loads(fetch(f"{server}/api/version").text)["version"]
    return found


def until(holds: Callable[[], bool]) -> None:
    """Wait for what a server does by itself; how long is not what is asked here."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.05)


def test_two_servers_on_one_folder_outlive_every_bad_file_and_see_each_change(tiny_data: Path, tmp_path: Path) -> None:
    path, kept = tiny_data / FILE, Path(shutil.copy(tiny_data / FILE, tmp_path / "kept"))
    with running_server(tiny_data) as one, running_server(tiny_data) as other:
        good = version(one)
        for spoil, _ in CORRUPTIONS.values():
            spoil(path)
            assert [(version(server), fetch(f"{server}/readyz").status) for server in (one, other)] == [(good, 200)] * 2
            put_away(path)
            shutil.copy(kept, path)
        path.write_text(kept.read_text() + "- {id: a-new-one, reason: It was wrong.}\n")
        until(lambda: version(one) == version(other) != good)


def test_a_server_that_was_killed_in_an_edit_starts_on_half_a_file_says_so_and_heals(tiny_data: Path, tmp_path: Path) -> None:
    path = tiny_data / "facts" / "financing_deals.yaml"
    kept = Path(shutil.copy(path, tmp_path / "kept"))
    with running_server(tiny_data, killed=True) as server:
        good = version(server)
        CORRUPTIONS["cut in half"][0](path)
    with running_server(tiny_data) as server:
        ready = fetch(f"{server}/readyz")
        assert (fetch(f"{server}/healthz").status, ready.status, version(server)) == (200, 503, None)
        assert ready.text.startswith("no data to show: data/")
        for spoil, _ in CORRUPTIONS.values():
            put_away(path)
            shutil.copy(kept, path)
            spoil(path)
            assert fetch(f"{server}/api/facts.csv").status == 503
            assert fetch(server).status == 200, "the pages still open, and list the errors"
        put_away(path)
        shutil.copy(kept, path)
        until(lambda: version(server) == good)
        assert fetch(f"{server}/readyz").status == 200
