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


@pytest.mark.sweep
def test_servers_outlive_every_bad_file_agree_and_heal_also_when_one_was_killed_in_an_edit(tiny_data: Path, tmp_path: Path) -> None:
    """Two servers on one folder; one is killed while a file is half written, and another starts on that."""
    path, deals = tiny_data / FILE, tiny_data / "facts" / "financing_deals.yaml"
    kept = {file: Path(shutil.copy(file, tmp_path / f"kept-{file.name}")) for file in (path, deals)}
    with running_server(tiny_data) as one:
        with running_server(tiny_data, killed=True) as other:
            good = version(one)
            for spoil, _ in CORRUPTIONS.values():
                spoil(path)
                assert [(version(server), fetch(f"{server}/readyz").status) for server in (one, other)] == [(good, 200)] * 2
                put_away(path)
                shutil.copy(kept[path], path)
            path.write_text(kept[path].read_text() + "- {id: a-new-one, reason: It was wrong.}\n")
            until(lambda: version(one) == version(other) != good)
            good = version(one)
            CORRUPTIONS["cut in half"][0](deals)
        with running_server(tiny_data) as server:
            ready = fetch(f"{server}/readyz")
            assert (fetch(f"{server}/healthz").status, ready.status, version(server)) == (200, 503, None)
            assert ready.text.startswith("no data to show: data/")
            for spoil, _ in CORRUPTIONS.values():
                put_away(deals)
                shutil.copy(kept[deals], deals)
                spoil(deals)
                assert fetch(f"{server}/api/facts.csv").status == 503
                assert fetch(server).status == 200, "the pages still open, and list the errors"
            put_away(deals)
            shutil.copy(kept[deals], deals)
            until(lambda: version(server) == version(one) == good)
            assert fetch(f"{server}/readyz").status == 200
