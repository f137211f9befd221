"""The way to the sign-in service and back (OpenID Connect), and out again: at the addresses that `st.login` and `st.logout` use."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlencode

import httpx
from authlib.integrations.base_client import OAuthError
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError, MissingClaimError
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from pages.server.access.answers import (
    SIGN_IN,
    SIGN_OUT,
    Refusal,
    closed,
    is_own_address,
    refusal_page,
    signed_out_page,
    unlisted,
)
from pages.server.access.identity import Reader, no_cookie, reader_cookie, reader_of, sign_out
from pages.server.access.sign_in import CALLBACK, SignIn
from pages.server.streamlit_internals.auth import oauth_client

MINUTES = 10  # how long a sign-in may take
LEEWAY = 60  # seconds by which the clocks of the service and of this server may differ
_NEXT = "next"
_SIGNATURES = ("RS", "PS", "ES", "EdDSA", "Ed")  # signed with a key that only the service has
_LOG = logging.getLogger(__name__)

UNREACHABLE = Refusal(
    502, "The sign-in service does not answer", "Please try again in a minute. If it lasts, tell whoever runs this dashboard.", "no answer"
)
_ANEW = "Please sign in again from this page."
DECLINED = Refusal(403, "You were not signed in", f"The sign-in service did not confirm who you are. {_ANEW}", "the service declined")
USED = Refusal(
    400,
    "This sign-in cannot be used",
    f"It was used already, took too long, or was begun in another browser. {_ANEW}",
    "state or code unknown: replayed, late, or from another browser",
)
_NOT_OURS = "What the sign-in service sent was not meant for this dashboard, so you were not signed in."
_TELL = "If it happens again, tell whoever runs this dashboard."
WRONG_ISSUER = Refusal(403, "Wrong sign-in service", f"{_NOT_OURS} It names another service. {_TELL}", "wrong issuer")
WRONG_AUDIENCE = Refusal(403, "Meant for another service", f"{_NOT_OURS} It was made for another site. {_TELL}", "wrong audience")
WRONG_NONCE = Refusal(
    403, "This sign-in was used before", f"{_NOT_OURS} It belongs to an earlier sign-in. {_ANEW}", "wrong nonce: replayed"
)
EXPIRED = Refusal(403, "This sign-in has expired", f"The sign-in service’s answer was too old. {_ANEW} {_TELL}", "expired")
TAMPERED = Refusal(403, "This sign-in was changed on its way", f"The signature does not match. {_ANEW} {_TELL}", "tampered: bad signature")
NO_ADDRESS = Refusal(
    403, "Your address is not known", f"The sign-in service told no e-mail address that it has confirmed. {_TELL}", "no confirmed address"
)
_CLAIMS = {"iss": WRONG_ISSUER, "aud": WRONG_AUDIENCE, "azp": WRONG_AUDIENCE, "nonce": WRONG_NONCE}


def sign_in_app(sign_in: SignIn) -> ASGIApp:
    """The three addresses, with a cookie of their own for the time between going to the service and coming back."""
    flow = _Flow(sign_in)
    routes = [Route(SIGN_IN, flow.start), Route(CALLBACK, flow.finish), Route(SIGN_OUT, flow.end)]
    return SessionMiddleware(
        Router(routes),
        secret_key=f"{sign_in.cookie_secret}:sign-in",
        session_cookie="sign_in",
        max_age=MINUTES * 60,
        path=sign_in.base or "/",
        same_site="lax",
        https_only=sign_in.is_https,
    )


class _Flow:
    """The requests of a sign-in, in their order."""

    def __init__(self, sign_in: SignIn) -> None:
        self.sign_in = sign_in

    async def start(self, request: Request) -> Response:
        """Go to the sign-in service, and keep where the reader wanted to go."""
        request.session.clear()  # one sign-in at a time: what is left of an earlier one cannot be used
        asked = request.query_params.get(_NEXT, "/")
        request.session[_NEXT] = asked if is_own_address(asked) else "/"
        try:
            client = oauth_client(self.sign_in.provider)
            return closed(await client.authorize_redirect(request, self.sign_in.origin + self.sign_in.base + CALLBACK))
        except Exception as error:  # whatever it is, there is no way to the service
            return self._refuse(UNREACHABLE, error)

    async def finish(self, request: Request) -> Response:
        """Come back from the service: check what it says, then the list, and only then give a cookie."""
        if not request.query_params:  # the service sends readers here after they have signed out
            return signed_out_page(self.sign_in)
        where = request.session.pop(_NEXT, "/")
        if request.query_params.get("error"):
            request.session.clear()
            return self._refuse(DECLINED)
        try:
            claims = await self._claims(request)
        except Exception as error:
            return self._refuse(refusal_of(error), error)
        finally:
            request.session.clear()
        address = claims.get("email")
        if not isinstance(address, str) or "@" not in address or claims.get("email_verified", True) not in (True, "true"):
            return self._refuse(NO_ADDRESS)
        if not self.sign_in.allows(address):
            return self._refuse(unlisted(address))
        answer = RedirectResponse(self.sign_in.base + where, 303)
        answer.headers.append("Set-Cookie", reader_cookie(self.sign_in, claims))
        return closed(answer)

    async def _claims(self, request: Request) -> dict[str, Any]:
        """What the service says of a reader, after everything about it was checked: signature, issuer, audience, nonce, time."""
        client = oauth_client(self.sign_in.provider)
        metadata = await client.load_server_metadata()
        told = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        metadata["id_token_signing_alg_values_supported"] = [one for one in told if one.startswith(_SIGNATURES)] or ["RS256"]
        options = {
            "iss": {"essential": True, "values": [metadata["issuer"]]},
            "aud": {"essential": True, "values": [self.sign_in.client_id]},
        }
        token = await client.authorize_access_token(request, claims_options=options, leeway=LEEWAY)
        return dict(token.get("userinfo") or {})

    async def end(self, request: Request) -> Response:
        """Sign out here, and at the service where it has a way for that."""
        reader = reader_of(request, self.sign_in)
        if isinstance(reader, Reader):
            sign_out(reader)
        request.session.clear()
        service = await self._service_end()
        answer: Response = RedirectResponse(service, 303) if service else signed_out_page(self.sign_in)
        answer.headers.append("Set-Cookie", no_cookie(self.sign_in))
        answer.headers["Clear-Site-Data"] = '"cache"'  # the next at this computer finds nothing that the browser has kept
        return closed(answer)

    async def _service_end(self) -> str:
        try:
            metadata = await oauth_client(self.sign_in.provider).load_server_metadata()
        except Exception:  # readers are out here, whether or not the service answers
            return ""
        there = metadata.get("end_session_endpoint")
        back = {"client_id": self.sign_in.client_id, "post_logout_redirect_uri": self.sign_in.origin + self.sign_in.base + CALLBACK}
        return f"{there}{'&' if '?' in there else '?'}{urlencode(back)}" if there else ""

    def _refuse(self, refusal: Refusal, error: Exception | None = None) -> Response:
        _LOG.warning("A sign-in was refused: %s%s", refusal.log, f" ({type(error).__name__})" if error else "")
        return refusal_page(self.sign_in, refusal)


def refusal_of(error: Exception) -> Refusal:
    """What to say of an error on the way back."""
    if isinstance(error, OAuthError):
        return USED  # the state is not this browser's, or the service knows no such code any more
    if isinstance(error, ExpiredTokenError):
        return EXPIRED
    if isinstance(error, InvalidClaimError | MissingClaimError):
        return _CLAIMS.get(error.claim, TAMPERED)
    if isinstance(error, JoseError):
        return TAMPERED
    return UNREACHABLE if isinstance(error, httpx.HTTPError) else DECLINED
