"""Files of other versions and servers: to be had for a day, by names that hold a digest, and never at the cost of a page."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pages.server import kept_files
from pages.server.kept_files import DAY, MOST, keep, kept_file

NAME = "page-0123456789.js"


@pytest.fixture(autouse=True)
def _nothing_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CACHE_FOLDER", raising=False)
    monkeypatch.setattr(kept_files, "_RECENT", type(kept_files._RECENT)())


def restart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_files, "_RECENT", type(kept_files._RECENT)())


def test_a_file_is_had_again_from_memory_and_the_latest_are_kept() -> None:
    for number in range(MOST + 1):
        keep(f"ground-{number:010x}.json", b"x")
    assert kept_file("ground-0000000000.json") is None
    assert kept_file(f"ground-{MOST:010x}.json") == b"x"


def test_what_one_server_leaves_in_the_folder_another_has_for_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CACHE_FOLDER", str(tmp_path / "cache"))
    keep(NAME, b"packed")
    restart(monkeypatch)
    assert kept_file(NAME) == b"packed"
    before = time.time() - DAY - 1
    os.utime(tmp_path / "cache" / NAME, (before, before))
    assert kept_file(NAME) is None
    keep("style-0123456789.css", b"new")
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["style-0123456789.css"]


@pytest.mark.parametrize("name", ["../app.py", "page.js", "page-0123456789.js/..", "page-0123456789.py", "PAGE-0123456789.js", "\x00", ""])
def test_only_names_with_a_digest_are_looked_for(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CACHE_FOLDER", str(tmp_path))
    assert kept_file(name) is None


def test_a_folder_that_cannot_be_written_is_logged_and_costs_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("CACHE_FOLDER", str(tmp_path / "file"))
    keep(NAME, b"packed")
    assert "CACHE_FOLDER cannot be written" in caplog.text
    assert kept_file(NAME) == b"packed"
