"""Which open sessions are drawn again when the data have changed, and when."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from pages.server.streamlit_internals.sessions import request_rerun


def session(page: str, running: bool) -> Any:
    asked: list[object] = []
    state = SimpleNamespace(page_script_hash=page)
    return SimpleNamespace(_scriptrunner=object() if running else None, _client_state=state, request_rerun=asked.append, asked=asked)


def test_a_session_at_rest_is_asked_for_a_rerun_of_the_page_it_shows() -> None:
    found = session("map", running=False)
    assert request_rerun(found)
    assert found.asked == [found._client_state]


@pytest.mark.parametrize(("page", "running"), [("", True), ("", False), ("map", True)])
def test_a_session_that_runs_or_knows_no_page_yet_is_asked_later(page: str, running: bool) -> None:
    found = session(page, running)
    assert not request_rerun(found)
    assert found.asked == []
