"""Changed data reach every open session by themselves, within about a second and without a click."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool
from streamlit.runtime import get_instance
from streamlit.runtime.app_session import AppSession
from streamlit.starlette import App

from loaders.api.served_data import store
from loaders.yaml.garbage_collection import settle

SECONDS = 0.5
_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def watch_data(app: App) -> AsyncIterator[None]:
    """While the server runs, look at the data folder and draw every open page again when it was read anew."""
    found = await run_in_threadpool(store)
    found.on_publish.append(settle)
    settle()
    task = asyncio.create_task(_poll_data())
    try:
        yield
    finally:
        task.cancel()
        found.on_publish.remove(settle)


async def _poll_data() -> None:
    """The folder is read in a thread: readers are answered from the last good version meanwhile."""
    drawn, waiting = 0, set[str]()
    while True:
        try:
            readings = (await run_in_threadpool(store)).readings
            if drawn and readings != drawn:
                waiting = {*_open_sessions()}
            drawn = readings
            if waiting:
                waiting = {
                    identity for identity, session in _open_sessions().items() if identity in waiting and not _request_rerun(session)
                }
        except Exception:  # one look that fails must not be the last
            _LOG.exception("The data folder could not be looked at")
        await asyncio.sleep(SECONDS)


def _open_sessions() -> dict[str, AppSession]:
    return {found.session.id: found.session for found in get_instance()._session_mgr.list_active_sessions()}


def _request_rerun(session: AppSession) -> bool:
    """Ask an open session for a rerun, as Streamlit itself does when a script changes on disk, once it is at rest.

    Before its first run has ended, a session does not know which page it shows: asked then, it would go to the first one.
    """
    if session._scriptrunner is not None or not session._client_state.page_script_hash:
        return False
    session.request_rerun(session._client_state)
    return True
