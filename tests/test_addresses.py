"""Below a base path: every route answers there, and no address that the server writes leads out of it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from streamlit.testing.v1 import AppTest

from loaders.api.endpoints import ENDPOINTS
from loaders.export.registry import FORMATS
from loaders.frames.dataset import Dataset
from pages import PAGES
from pages.server.boundary_layers import current_outlines, layer_addresses
from tests.asgi import AsgiClient
from tests.browser.site import path_of
from tests.pages.sentences import page_texts
from tests.pages.test_every_page import FRAME
from tests.sweeps import first
from tests.test_answers import ADDRESSES, API, BUNDLE, SLOW

BASE = "/team/minerals"
HOME = f"https://team.example{BASE}"
LINK = re.compile(r"""\b(?:href|src|data-table|content)=(?:"([^"]*)"|'([^']*)')""")
FILES = ["/files/map.svg", "/files/map.png", "/files/timeline.svg", "/files/brief.html", "/preview.png", "/icon.svg", "/robots.txt"]
THINGS = ["/fact/exim-reko-diq-approval", "/actor/bla", "/place/nushki", "/article/ndtv-sonavane"]
GONE, MOVED = ["/nosuch", "/static/css/x.css", "/media/x.csv", "/fact/nosuch"], ["/map/", "/nosuch/", "/actor/bla/"]
OF_VIEWS = [
    "/map?district=nushki",
    "/?fact=exim-reko-diq-approval",
    "/compare?a=district%3Dnushki&b=",
    "/check",
    "/sources?article=ndtv-sonavane",
]
TELLING = [
    "/map",
    "/?",
    "/compare",
    "/sources",
    "/api/changes.atom",
    "/api/facts.jsonld",
    "/api/passages.jsonld",
    "/files/brief.html",
    *THINGS,
]
QUICK = [f"{one.path}?district=nushki" for one in FORMATS.values() if one.path not in SLOW]
TOLD = [*OF_VIEWS, *QUICK, *(one.path for one in ENDPOINTS if "facts." not in one.path and one.path not in SLOW), *FILES, *THINGS]
TOLD += [
    "/api/changes.atom?district=nushki",
    "/files/timeline.png?district=nushki",
    "/preview.png?district=nushki",
    "/nosuch",
    "/fact/nosuch",
]
TOLD = [*dict.fromkeys(TOLD), *(pytest.param(f"{path}?district=nushki", marks=pytest.mark.long) for path in sorted(SLOW))]
PROBES = ["/healthz", "/_stcore/health", BUNDLE, *ADDRESSES.values()]


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", HOME)


def links(html: str) -> list[str]:
    """Every address in a page, as it is written."""
    return [unescape(a or b) for a, b in LINK.findall(html) if re.match(r"[./?#]|\w+:", unescape(a or b)) and " " not in (a or b)]


def leaves(address: str, page: str) -> bool:
    """Whether an address, followed from a page, leads to this host and out of the base path."""
    found = urlsplit(urljoin(f"{HOME}{page}", address))
    return found.netloc == "team.example" and not found.path.startswith(f"{BASE}/")


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize("route", first(12, [*MOVED, *GONE, *PROBES, *map(path_of, PAGES), *THINGS, *FILES, *API]))
def test_each_route_answers_below_the_base_path_as_without_it(ask: AsgiClient, route: str) -> None:
    kept, stripped = ask.get(f"{BASE}{route}"), ask.get(route)
    assert (kept.status, kept.body, kept.headers.get("location")) == (stripped.status, stripped.body, stripped.headers.get("location"))
    assert kept.status == (404 if route in GONE else 301 if route in MOVED else 200)
    assert kept.headers.get("location") == (f"{BASE}{route.rstrip('/')}" if route in MOVED else None)
    assert "path=/;" not in kept.headers.get("set-cookie", "").lower()


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    "route", [*map(path_of, PAGES), "/map?district=nushki", "/nosuch/at/all", "/files/brief.html", *THINGS, "/place/nusk"]
)
def test_no_link_of_a_page_that_the_server_writes_leaves_the_base_path(ask: AsgiClient, route: str) -> None:
    page = ask.get(f"{BASE}{route}").text
    assert len(links(page)) > 5
    assert [address for address in links(page) if leaves(address, route)] == []
    assert "test.example" not in page, "the host that the proxy asked for"


@pytest.mark.usefixtures("public")
def test_previews_feed_description_and_robots_carry_scheme_host_and_base_path(ask: AsgiClient) -> None:
    page = ask.get("/map").text
    assert f'"og:url" content="{HOME}/map"' in page
    assert f'"og:image" content="{HOME}/preview.png"' in page
    feed = ET.fromstring(ask.get("/api/changes.atom").body)
    assert {urlsplit(link).netloc for link in (e.get("href", "") for e in feed.iter()) if link} == {"team.example"}
    assert all(link.startswith(f"{HOME}/") for link in (e.get("href", "") for e in feed.iter()) if link)
    assert json.loads(ask.get("/api/openapi.json").body)["servers"] == [{"url": BASE}]
    assert f"{BASE}/api/openapi.json" in ask.get("/api/nosuch").text
    assert re.findall(r"llow: (\S+)", ask.get("/robots.txt").text) == [f"{BASE}/", f"{BASE}/preview.png", f"{BASE}/api/", f"{BASE}/*?"]
    assert f"{HOME}/?" in ask.get("/files/brief.html").text


def texts(body: bytes) -> Iterator[bytes]:
    """What an answer holds: itself, or the files that are packed in it."""
    if not body.startswith(b"PK"):
        yield body
        return
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        yield from map(packed.read, packed.namelist())


@pytest.mark.parametrize("route", first(8, TOLD))
def test_behind_a_proxy_with_tls_every_address_carries_scheme_host_and_base_path(ask: AsgiClient, route: str) -> None:
    """The proxy speaks plain HTTP to the server, under a host of its own, and takes the base path off."""
    proxied = {"x-forwarded-proto": "https", "x-forwarded-host": "team.example", "x-forwarded-prefix": BASE}
    answer = ask.get(route, headers=proxied)
    is_gone = route in GONE or route.startswith("/api/events.")  # none are imported here
    assert answer.status == (404 if is_gone else 200)
    whole = b"\n".join(texts(answer.body)).replace(rb"\/", b"/")
    assert b"test.example" not in whole, "the host that the proxy asked for"
    found = {unescape(address.decode()) for address in re.findall(rb"(?i)\w+://team\.example[^\s\"'<>)\\]*", whole)}
    assert [address for address in found if not f"{address}/".startswith(f"{HOME}/")] == []
    assert found or not route.startswith(tuple(TELLING)), "none is told"


@pytest.mark.usefixtures("public")
def test_the_base_path_without_its_slash_leads_to_the_one_with_it(ask: AsgiClient) -> None:
    led = ask.get(f"{BASE}?district=nushki")
    assert (led.status, led.headers["location"]) == (301, f"{BASE}/?district=nushki")


def test_layers_of_the_map_are_served_below_the_base_path(ask: AsgiClient, dataset: Dataset, public: None) -> None:
    for path in layer_addresses(dataset, current_outlines(dataset), False).values():
        assert ask.get(f"{BASE}{path}").status == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("query", first(1, ["district=nushki&fact=exim-reko-diq-approval", "", "q=zzz+nothing", "at=balochistan"]))
def test_no_link_of_a_page_that_is_drawn_leaves_the_base_path(page: str, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACTS_DATA", raising=False)
    drawn = AppTest.from_file(str(FRAME), default_timeout=60)
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        drawn.query_params[name] = value
    drawn.run()
    if page != "overview":
        drawn.switch_page(f"{page}/page.py").run()
    words = [*page_texts(drawn)]
    found = [address for text in words for address in links(text)]
    found += [text for text in words if re.match(r"\.?/(boundaries|files|api|tables)/", text)]
    assert len(found) > 5
    assert [address for address in found if leaves(address, path_of(page))] == []
