"""Changed data reach every open session by themselves, within about a second and without a click."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool
from streamlit.runtime import get_instance
from streamlit.starlette import App

from pages.shared.view import store

SECONDS = 0.5
_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def following_the_data(app: App) -> AsyncIterator[None]:
    """While the server runs, look at the data folder and draw every open page again when it was read anew."""
    task = asyncio.create_task(_follow())
    try:
        yield
    finally:
        task.cancel()


async def _follow() -> None:
    """The folder is read in a thread: readers are answered from the last good version meanwhile."""
    drawn = 0
    while True:
        await asyncio.sleep(SECONDS)
        try:
            readings = (await run_in_threadpool(store)).readings
            if readings != drawn:
                drawn = readings
                _draw_again()
        except Exception:  # one look that fails must not be the last
            _LOG.exception("The data folder could not be looked at")


def _draw_again() -> None:
    """Ask every open session for a rerun, as Streamlit itself does when a script changes on disk."""
    for found in get_instance()._session_mgr.list_active_sessions():
        found.session.request_rerun(found.session._client_state)
