"""What every request goes through before it is answered, outermost first."""

from __future__ import annotations

from starlette.middleware import Middleware

from loaders.api.public_address import PublicAddresses
from loaders.api.served_data import data_folder
from pages.server.access.guard import access_middleware
from pages.server.access.tokens import TokenFromAddress
from pages.server.bounded_work import BoundedWork
from pages.server.compression import PrecompressedStatic
from pages.server.middleware import CleanRequests, HtmlHeadMiddleware, SecurityHeaders
from pages.server.not_found import UnknownPaths
from pages.server.refused_parameters import RefusedParameters
from pages.server.request_bounds import RequestBounds
from pages.server.request_log import RequestLog
from pages.state.viewport import WindowWidth
from pages.view_preview import view_preview


def middleware_stack(base_path: str) -> list[Middleware]:
    """base_path: the server's own, which is taken off here; what follows knows paths without it.

    A token is taken out of the address before anything else keeps or logs the address.
    """
    return [
        Middleware(SecurityHeaders),
        Middleware(TokenFromAddress),
        Middleware(PublicAddresses, base_path=base_path),
        Middleware(RequestLog),
        Middleware(RequestBounds),
        Middleware(BoundedWork),
        *access_middleware(),
        Middleware(CleanRequests),
        Middleware(RefusedParameters, folder=data_folder),
        Middleware(PrecompressedStatic),
        Middleware(UnknownPaths),
        Middleware(HtmlHeadMiddleware, preview_of=view_preview),
        Middleware(WindowWidth),
    ]
