"""The server: one ASGI application with the dashboard, the data API, a health check and the security headers."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.starlette import App

from loaders.api.routes import api_routes, other
from loaders.api.served_data import data_folder
from pages import PAGE_PARAMETERS
from pages.components.print_tables import PAPER, ROW, paper_table, table_row
from pages.server.access.guard import access_middleware
from pages.server.access.tokens import TokenFromAddress
from pages.server.compression import PrecompressedStatic
from pages.server.live_updates import watch_data
from pages.server.middleware import CleanRequests, HtmlHeadMiddleware, SecurityHeaders
from pages.server.not_found import UnknownPaths
from pages.server.refused_parameters import RefusedParameters
from pages.server.routes import SERVER_ROUTES
from pages.server.streamlit_internals.sessions import name_main_script
from pages.state.viewport import WindowWidth
from pages.view_files import view_file

ROOT = Path(__file__).resolve().parent
pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own pool reserves ten MiB that texts of this size never need
name_main_script(str(ROOT / "app.py"))

app = App(
    ROOT / "pages" / "frame.py",
    routes=[
        *api_routes(PAGE_PARAMETERS),
        *SERVER_ROUTES,
        Route("/files/{name}", view_file),
        Route("/files/{name}", other, methods=["OPTIONS"]),
        Route(PAPER, paper_table),
        Route(ROW, table_row),
    ],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(TokenFromAddress),
        *access_middleware(),
        Middleware(CleanRequests),
        Middleware(RefusedParameters, folder=data_folder),
        Middleware(PrecompressedStatic),
        Middleware(UnknownPaths),
        Middleware(HtmlHeadMiddleware),
        Middleware(WindowWidth),
    ],
    lifespan=watch_data,
)

if __name__ == "__main__":
    app.run()
