"""What those see who do not get in: the page to sign in, a page for each refusal, and errors for programs."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from loaders.api.responses import errors_answer
from pages.drawing.tokens import css_tokens
from pages.server.access.identity import Doubt
from pages.server.access.sign_in import SignIn
from pages.server.page_metadata import ICON, SITE

SIGN_IN, SIGN_OUT = "/auth/login", "/auth/logout"  # Streamlit's own, so that st.login and st.logout lead here too
MOST_OF_RETURN = 1500  # bytes of an address to come back to: it travels in a cookie
_STYLE = (
    css_tokens() + "body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:14vh auto;padding:0 1rem;color:var(--ink);"
    "background:var(--paper)}h1{font-size:var(--text-title);margin:0}p{margin:1rem 0}.site{color:var(--quiet);margin:0}"
    ".button{display:inline-block;padding:.6rem 1.4rem;border-radius:var(--radius);background:var(--accent);color:var(--paper);"
    "text-decoration:none}.button:focus-visible{outline:3px solid var(--highlight);outline-offset:2px}"
    ".note{border-left:3px solid var(--warning);padding-left:.8rem}.quiet{color:var(--quiet);font-size:var(--text-note)}"
    "strong{overflow-wrap:anywhere}"
)
_NOTES = {
    Doubt.INVALID: "Your sign-in could not be confirmed: it was not made by this server, or was changed. Please sign in again.",
    Doubt.ENDED: "Your sign-in has ended. Please sign in again.",
    Doubt.SIGNED_OUT: "You have signed out. Please sign in again.",
}


@dataclass(frozen=True)
class Refusal:
    """Why someone is not let in. status: of the answer. title, words: for a reader. log: for the server's log, without personal data."""

    status: int
    title: str
    words: str
    log: str


REMOVED = Refusal(
    403,
    "You are not on the list of readers",
    "The address that you signed in with is no longer on the list. Ask whoever runs this dashboard, or sign in with another address.",
    "an address is no longer on the list",
)


def return_address(request: Request) -> str:
    """The address that a reader asked for, to come back to; the first page where it is too long to be kept."""
    query = request.url.query
    asked = request.scope["path"] + (f"?{query}" if query else "")
    return asked if request.method == "GET" and is_own_address(asked) else "/"


def is_own_address(address: str) -> bool:
    """Whether an address is a path of this server that may be kept: nothing that a browser takes for another host."""
    printable = address.isascii() and address.isprintable() and "\\" not in address
    return address.startswith("/") and not address.startswith("//") and printable and len(address) <= MOST_OF_RETURN


def sign_in_page(request: Request, sign_in: SignIn, doubt: Doubt) -> Response:
    """The page with one button. It stands at every address, so that a link leads to its view after signing in."""
    note = f"<p class='note'>{escape(_NOTES[doubt])}</p>" if doubt in _NOTES else ""
    where = quote(return_address(request), safe="/")
    body = (
        f"{note}<p>This dashboard is for invited readers. Please sign in with an address that was invited.</p>"
        f"{_button(sign_in, 'Sign in', f'?next={where}')}"
        f"<p class='quiet'>You will be asked by <strong>{escape(sign_in.service)}</strong>. Your browser must take cookies of this page. "
        "Programs need a read token.</p>"
    )
    return _page(sign_in, 401, "Sign in", body)


def refusal_page(sign_in: SignIn, refusal: Refusal, where: str = "/") -> Response:
    """Why a sign-in did not work, and what to do. where: the address that was asked for, to which the next one leads."""
    query = f"?next={quote(where, safe='/')}" if where != "/" else ""
    return _page(sign_in, refusal.status, refusal.title, f"<p>{refusal.words}</p>{_button(sign_in, 'Sign in again', query)}")


def unlisted(address: str) -> Refusal:
    """Someone who is known to the sign-in service and was not invited."""
    words = (
        f"You signed in as <strong>{escape(address)}</strong>, and this address is not on the list of readers. "
        "Ask whoever runs this dashboard to add it, or sign in with another address."
    )
    domain = address.rpartition("@")[2][:60]
    return Refusal(403, "You are not on the list of readers", words, f"an address of {domain!r} is not on the list")


def signed_out_page(sign_in: SignIn) -> Response:
    """The end of a visit."""
    return _page(sign_in, 200, "You are signed out", f"<p>To read on, sign in again.</p>{_button(sign_in, 'Sign in')}")


def program_refusal(status: int, words: str, is_token_wrong: bool = False) -> Response:
    """For programs: errors in the shape of the API, and the way to ask."""
    answer = errors_answer(status, [words])
    wrong = ', error="invalid_token"' if is_token_wrong else ""
    answer.headers["WWW-Authenticate"] = f'Bearer realm="{SITE}"{wrong}'
    return closed(answer)


def closed(answer: Response) -> Response:
    """An answer that nobody keeps and no other host's page reads."""
    answer.headers["Cache-Control"] = "no-store"
    for name in [name for name in answer.headers if name.startswith("access-control-")]:
        del answer.headers[name]
    return answer


def _button(sign_in: SignIn, words: str, query: str = "") -> str:
    return f'<p><a class="button" href="{escape(sign_in.base + SIGN_IN + query, quote=True)}">{words}</a></p>'


def _page(sign_in: SignIn, status: int, title: str, body: str) -> Response:
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta name="robots" content="noindex"><title>{title} · {SITE}</title><link rel="icon" href="{escape(sign_in.base + ICON)}">'
        f'<style>{_STYLE}</style></head><body><main><p class="site">{SITE}</p><h1>{title}</h1>{body}</main></body></html>'
    )
    answer = HTMLResponse(page, status)
    if status == 401:
        answer.headers["WWW-Authenticate"] = f'Bearer realm="{SITE}"'
    return closed(answer)
