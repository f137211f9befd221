"""A list of errors on a page is as long as a reader can use, and its words are words."""

import os
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.frames.dataset import DatasetStore
from loaders.schema.diagnostics import Diagnostic, for_readers


def _page() -> None:
    from loaders.frames.dataset import DatasetStore
    from loaders.schema.diagnostics import Diagnostic
    from pages.components.banners import data_error_page

    data_error_page(DatasetStore(problems=[Diagnostic("data/a.yaml", n, "", "is <b>wrong</b>; mend it") for n in range(1, 1001)]))


def test_a_thousand_errors_are_two_hundred_and_a_word_about_the_rest():
    at = AppTest.from_function(_page).run()
    assert not at.exception
    assert "1000 errors" in at.markdown[0].value
    told = at.get("html")[0].proto.body
    assert told.count("<li>") == 200
    assert "And 800 more" in told
    assert "is &lt;b&gt;wrong&lt;/b&gt;; mend it" in told


@pytest.mark.parametrize("where", ["elsewhere", "linked", "relative"])
def test_errors_told_to_readers_name_files_within_the_data_folder_and_nothing_of_the_server(tiny_data, change, monkeypatch, where):
    change(tiny_data / "actors.yaml", "kind: agency", "kind: agenci")
    (tiny_data / "facts/wrong.yaml").write_text("[]")
    (tiny_data / "routes.yaml").unlink()
    folder = tiny_data
    if where == "linked":
        folder = tiny_data.parent / "link" / "data"
        folder.parent.mkdir()
        folder.symlink_to(tiny_data)
    if where != "relative":
        monkeypatch.chdir("/")
    else:
        folder = Path(os.path.relpath(tiny_data))
    told = for_readers(DatasetStore(folder).refresh().problems, folder)
    assert {problem.file for problem in told} >= {"data/actors.yaml", "data/routes.yaml"}
    assert not any(str(tiny_data.parent) in str(problem) for problem in told)


def test_a_failure_of_the_server_tells_no_path_either():
    told = for_readers(
        [Diagnostic("/srv/pk/data", 1, "", "cannot be read: OSError: [Errno 5] '/srv/pk/data/facts'; see")], Path("/srv/pk/data")
    )
    assert str(told[0]) == "data:1 cannot be read: OSError: [Errno 5] 'data/facts'; see"
