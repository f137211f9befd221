"""The server: one ASGI application with the dashboard, the data API, a health check and the security headers."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pyarrow as pa
from streamlit.starlette import App

from loaders.api.routes import api_routes
from loaders.api.settings import check_settings
from pages import PAGE_PARAMETERS, PAGES
from pages.components.print_tables import TABLE_ROUTES
from pages.middleware_stack import middleware_stack
from pages.permalinks.routes import THING_ROUTES
from pages.server.connections import bound_connections
from pages.server.live_updates import watch_data
from pages.server.routes import SERVER_ROUTES
from pages.server.streamlit_internals.base_path import take_base_path
from pages.server.streamlit_internals.page_html import PATHS
from pages.server.streamlit_internals.sessions import name_main_script
from pages.view_files import FILE_ROUTES, VIEW_ENDPOINTS
from pages.view_preview import PREVIEW_ROUTES

ROOT = Path(__file__).resolve().parent
pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own pool reserves ten MiB that texts of this size never need
name_main_script(str(ROOT / "app.py"))
bound_connections()
base_path = take_base_path()
routes = [*api_routes(PAGE_PARAMETERS, VIEW_ENDPOINTS), *SERVER_ROUTES, *FILE_ROUTES, *TABLE_ROUTES, *THING_ROUTES, *PREVIEW_ROUTES]
check_settings(base_path, [*(f"/{name}" for name in PAGES), *PATHS, *(route.path for route in routes)])

app = App(
    ROOT / "pages" / "frame.py",
    routes=routes,
    middleware=middleware_stack(base_path),
    lifespan=partial(watch_data, base_path=base_path),
)

if __name__ == "__main__":
    app.run()
