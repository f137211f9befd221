"""Signing in with a real provider on loopback: who gets in, and every way in which someone does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from pages.server.access import identity
from pages.server.access.sign_in import SignIn
from pages.server.streamlit_internals import auth
from tests.pages.server.access.provider import Claims, Provider, claims_in, long_ago, running_provider, unsigned_token, with_claims
from tests.pages.server.access.readers import SIGN_IN, client, guarded
from tests.pages.server.access.test_guard import SECRET, echo
from tests.sweeps import first

BASE = "/minerals"
HERE = replace(SIGN_IN, base=BASE, service="127.0.0.1")
BROWSER = {"accept": "text/html"}


@pytest.fixture(scope="module")
def service() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(service: Provider, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """The provider as it should be, and Streamlit's secrets that name it."""
    section = {
        "redirect_uri": f"{HERE.origin}{BASE}/oauth2callback",
        "cookie_secret": HERE.cookie_secret,
        "client_id": HERE.client_id,
        "client_secret": "x",
        "server_metadata_url": service.metadata,
    }
    monkeypatch.setattr(auth.secrets_singleton, "_secrets", {"auth": section})
    service.change, service.spoil = lambda claims: claims, lambda token: token
    yield service
    identity._SIGNED_OUT.clear()


def browser(sign_in: SignIn = HERE) -> TestClient:
    """A browser below the path of a proxy that takes it off: cookies of that path are sent, as over the proxy."""
    return TestClient(_below(guarded(echo, sign_in)), base_url=sign_in.origin, follow_redirects=False)


def _below(app: Any) -> Any:
    async def taken_off(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"].startswith(BASE):
            scope = {**scope, "path": scope["path"].removeprefix(BASE) or "/"}
        await app(scope, receive, send)

    return taken_off


def go(reader: TestClient, where: str = "/map?district=nushki") -> str:
    """Press the button of the page at an address; where the browser is sent."""
    page = reader.get(BASE + where, headers=BROWSER)
    assert page.status_code == 401
    (button,) = re.findall(r'class="button" href="([^"]+)"', page.text)
    answer = reader.get(button.replace("&amp;", "&"))
    assert answer.status_code == 302
    assert answer.headers["cache-control"] == "no-store"
    return answer.headers["location"]


def test_who_is_listed_gets_in_to_the_view_that_was_asked_for(provider: Provider) -> None:
    reader = browser()
    answer = reader.get(provider.back_as(go(reader), "ana@example.org"))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{BASE}/map?district=nushki")
    shown = reader.get(answer.headers["location"])
    assert shown.json()["secret"] == SECRET
    assert shown.json()["query"] == "district=nushki"
    cookies = answer.headers.get_list("set-cookie")
    (own,) = [cookie for cookie in cookies if cookie.startswith("_streamlit_user=")]
    assert own.endswith("; Max-Age=43200; Path=/minerals; HttpOnly; SameSite=Lax; Secure")
    kept = auth.unsigned(HERE.cookie_secret, "_streamlit_user", own.partition("=")[2].partition(";")[0])
    assert kept is not None
    assert "nonce" not in kept
    assert "ana@example.org" in kept


def test_every_cookie_of_a_sign_in_is_for_this_server_alone(provider: Provider) -> None:
    reader = browser()
    begun = reader.get(f"{BASE}/auth/login?next=/")
    back = reader.get(provider.back_as(begun.headers["location"], "ana@example.org"))
    cookies = [*begun.headers.get_list("set-cookie"), *back.headers.get_list("set-cookie")]
    assert len(cookies) >= 2
    for cookie in cookies:
        told = cookie.lower()
        assert "path=/minerals" in told
        assert "httponly" in told
        assert "samesite=lax" in told
        assert "secure" in told


def test_on_plain_loopback_cookies_are_not_secure_for_browsers_would_not_send_them_back(provider: Provider) -> None:
    plain = replace(HERE, origin="http://localhost:8501")
    begun = browser(plain).get(f"{BASE}/auth/login")
    assert "secure" not in begun.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    "where",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "/" + "x" * 2000,
        "evil",
        "",
        "/a%0d%0aSet-Cookie:x",
        "/%09/evil.example",
    ],
)
def test_nobody_is_led_to_another_host(provider: Provider, where: str) -> None:
    reader = browser()
    begun = reader.get(f"{BASE}/auth/login?next={where}")
    answer = reader.get(provider.back_as(begun.headers["location"], "ana@example.org"))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{BASE}/")


Change = Callable[[Claims], Claims]
Spoil = Callable[[str], str]
CHANGED: dict[str, tuple[Change, int, str, str]] = {
    "wrong issuer": (lambda c: c | {"iss": "https://evil.example"}, 403, "Wrong sign-in service", "wrong issuer"),
    "no issuer": (lambda c: {n: v for n, v in c.items() if n != "iss"}, 403, "Wrong sign-in service", "wrong issuer"),
    "wrong audience": (lambda c: c | {"aud": "another site"}, 403, "Meant for another service", "wrong audience"),
    "wrong audience, ours as party": (lambda c: c | {"aud": ["x"], "azp": "dashboard"}, 403, "Meant for another service", "wrong audience"),
    "ours for another party": (lambda c: c | {"aud": ["dashboard", "x"], "azp": "x"}, 403, "Meant for another service", "wrong audience"),
    "expired": (lambda c: c | {"exp": long_ago()}, 403, "This sign-in has expired", "expired"),
    "of another sign-in": (lambda c: c | {"nonce": "earlier"}, 403, "This sign-in was used before", "wrong nonce"),
    "without a nonce": (lambda c: {n: v for n, v in c.items() if n != "nonce"}, 403, "This sign-in was used before", "wrong nonce"),
    "unlisted": (lambda c: c | {"email": "eve@evil.example"}, 403, "You are not on the list of readers", "not on the list"),
    "without an address": (lambda c: {n: v for n, v in c.items() if n != "email"}, 403, "Your address is not known", "no confirmed"),
    "address not confirmed": (lambda c: c | {"email_verified": False}, 403, "Your address is not known", "no confirmed"),
    "address not text": (lambda c: c | {"email": ["ana@example.org"]}, 403, "Your address is not known", "no confirmed"),
}
SPOILED: dict[str, tuple[Spoil, int, str, str]] = {
    "tampered": (lambda t: with_claims(t, email="ana@example.org"), 403, "This sign-in was changed on its way", "tampered"),
    "signature cut off": (lambda t: t.rpartition(".")[0] + ".", 403, "This sign-in was changed on its way", "tampered"),
    "unsigned": (unsigned_token, 403, "This sign-in was changed on its way", "tampered"),
    "nonsense": (lambda t: "x.y.z", 403, "This sign-in was changed on its way", "tampered"),
}


def refused(reader: TestClient, answer: Any, status: int, title: str, log: str, said: str) -> None:
    assert (answer.status_code, SECRET in answer.text) == (status, False)
    assert f"<h1>{title}</h1>" in answer.text
    assert "Sign in again" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert not [cookie for cookie in answer.headers.get_list("set-cookie") if cookie.startswith("_streamlit_user")]
    assert "A sign-in was refused" in said
    assert log in said
    assert "@" not in said, "no address in the log"
    assert reader.get(f"{BASE}/api/facts.json").status_code == 401


@pytest.mark.parametrize("name", first(4, CHANGED))
def test_an_identity_that_is_not_good_is_refused(provider: Provider, name: str, caplog: pytest.LogCaptureFixture) -> None:
    provider.change, status, title, log = CHANGED[name]
    reader = browser()
    answer = reader.get(provider.back_as(go(reader), "ana@example.org"))
    refused(reader, answer, status, title, log, _said(caplog))


@pytest.mark.parametrize("name", SPOILED)
def test_an_identity_that_was_changed_on_its_way_is_refused(provider: Provider, name: str, caplog: pytest.LogCaptureFixture) -> None:
    provider.spoil, status, title, log = SPOILED[name]
    reader = browser()
    answer = reader.get(provider.back_as(go(reader), "eve@evil.example"))
    refused(reader, answer, status, title, log, _said(caplog))


def _said(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("pages"))


def test_who_is_not_listed_is_told_as_whom_they_signed_in(provider: Provider) -> None:
    reader = browser()
    answer = reader.get(provider.back_as(go(reader), "eve+<b>@evil.example"))
    assert "eve+&lt;b&gt;@evil.example" in answer.text
    assert f'href="{BASE}/auth/login?next=/map%3Fdistrict%3Dnushki"' in answer.text, (
        "with another address the reader comes to the same view"
    )


def test_the_way_back_cannot_be_used_twice(provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    reader = browser()
    there = go(reader)
    before = dict(reader.cookies)
    back = provider.back_as(there, "ana@example.org")
    assert reader.get(back).status_code == 303
    title, log = "This sign-in cannot be used", "replayed"
    for cookies in ({}, before):  # another browser; an attacker who has this one's cookie from before
        other = browser()
        other.cookies.update(cookies)
        caplog.clear()
        refused(other, other.get(back), 400, title, log, _said(caplog))


@pytest.mark.parametrize("query", ["code=x&state=y", "state=y", "code=x", "x=y"])
def test_a_way_back_that_nobody_began_leads_nowhere(provider: Provider, query: str, caplog: pytest.LogCaptureFixture) -> None:
    reader = browser()
    refused(reader, reader.get(f"{BASE}/oauth2callback?{query}"), 400, "This sign-in cannot be used", "replayed", _said(caplog))


def test_who_declines_is_not_in(provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    reader = browser()
    refused(reader, reader.get(provider.declined(go(reader))), 403, "You were not signed in", "declined", _said(caplog))


def test_a_service_that_does_not_answer_is_told(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    section = auth.secrets_singleton._secrets["auth"] | {"server_metadata_url": "http://127.0.0.1:9/none"}
    monkeypatch.setattr(auth.secrets_singleton, "_secrets", {"auth": section})
    reader = browser()
    refused(reader, reader.get(f"{BASE}/auth/login"), 502, "The sign-in service does not answer", "no answer", _said(caplog))


def test_who_signs_out_is_out_also_with_a_copy_of_the_cookie(provider: Provider) -> None:
    reader = browser()
    reader.get(provider.back_as(go(reader), "bo@example.net"))
    copy = dict(reader.cookies)
    assert reader.get(f"{BASE}/").status_code == 200
    left = reader.get(f"{BASE}/auth/logout")
    assert left.status_code == 303
    assert left.headers["location"].startswith(f"{provider.address}/oauth2/end_session?client_id=dashboard&post_logout_redirect_uri=")
    assert left.headers["clear-site-data"] == '"cache"'
    assert reader.get(f"{BASE}/").status_code == 401
    again = browser()
    again.cookies.update(copy)
    assert "You have signed out" in again.get(f"{BASE}/", headers=BROWSER).text
    back = reader.get(f"{BASE}/oauth2callback")
    assert (back.status_code, "You are signed out" in back.text) == (200, True)


def test_the_cookie_is_the_one_that_streamlit_reads(provider: Provider) -> None:
    """`st.user` and this guard speak of the same reader."""
    from streamlit.web.server.starlette.starlette_websocket import _parse_user_cookie_signed

    reader = browser()
    reader.get(provider.back_as(go(reader), "ana@example.org"))
    told = _parse_user_cookie_signed(reader.cookies["_streamlit_user"], HERE.origin)
    assert (told["is_logged_in"], told["email"], told["provider"]) == (True, "ana@example.org", "default")


def test_the_provider_of_these_tests_spoils_nothing_by_itself(provider: Provider) -> None:
    seen: list[Claims] = []
    provider.change = lambda claims: (seen.append(claims), claims)[1]
    reader = browser()
    assert reader.get(provider.back_as(go(reader), "ana@example.org")).status_code == 303
    assert seen[0]["aud"] in ("dashboard", ["dashboard"])
    assert claims_in("x.e30.y") == {}
    assert client(echo).get("/").status_code == 200
