"""Changed data reach every open session by themselves, within about a second and without a click."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from streamlit.starlette import App

from loaders.api.served_data import store
from loaders.api.settings import settings
from loaders.yaml.garbage_collection import settle
from pages.server.static_assets import keep_assets
from pages.server.streamlit_internals.base_path import set_base_path
from pages.server.streamlit_internals.sessions import open_sessions, request_rerun

SECONDS = 0.5
_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def watch_data(app: App, base_path: str) -> AsyncIterator[None]:
    """While the server runs, look at the data folder and draw every open page again when it was read anew. base_path: Streamlit's own."""
    set_base_path(urlsplit(settings().public_url).path or base_path)
    await run_in_threadpool(keep_assets)
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
                waiting = {*open_sessions()}
            drawn = readings
            if waiting:
                waiting = {identity for identity, session in open_sessions().items() if identity in waiting and not request_rerun(session)}
        except Exception:  # one look that fails must not be the last
            _LOG.exception("The data folder could not be looked at")
        await asyncio.sleep(SECONDS)
