"""What every route answers, asked in this process: no failure whatever is asked, one rule for tags, encodings and errors."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
import streamlit

import app as server
from loaders.api import endpoints, responses
from loaders.api.endpoint import Endpoint
from loaders.api.endpoints import ENDPOINTS
from loaders.export.registry import FORMATS
from loaders.frames.dataset import Dataset
from pages.server.boundary_layers import current_outlines, layer_addresses
from pages.server.static_assets import ADDRESSES
from tests.asgi import AsgiClient
from tests.sweeps import first

LONG = "a" * 300
BUNDLE = f"/static/js/{min(p.name for p in (Path(streamlit.__file__).parent / 'static/static/js').glob('index.*.js'))}"
PAGES = ["/", "/map", "/timeline", "/method"]
API = [
    *(one.path for one in FORMATS.values()),
    "/api/articles.json",
    "/api/schema.json",
    "/api/version",
    "/api/openapi.json",
    "/api/changes.atom",
]
STREAMLIT = [
    "/static/js/index.js", "/static/css/x.css", "/media/x.csv", "/component/x/index.html", "/_stcore/health", "/_stcore/host-config",
    "/_stcore/metrics", "/_stcore/upload_file/a/b", "/_stcore/bidi-components/x/y.js", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp",
    "/_stcore/script-health-check", "/_stcore/stream", "/favicon.png", "/manifest.json", "/auth/login", "/oauth2callback",
]  # fmt: skip
OTHERS = ["/nosuch", "/api/none", "/api/facts.pdf", "/healthz", "/readyz", "/robots.txt", "/own/x.js", "/boundaries/x.json", "/icon.svg"]
OTHERS += [
    "/metrics",
    "/preview.png",
    "/files/map.svg",
    "/tables/x",
    "/tables/x/1",
    "/fact/exim-reko-diq-approval",
    "/actor/bla",
    "/place/x",
]
SLOW = {f"/api/facts.{name}" for name in ("docx", "pptx", "xlsx", "gpkg")} | {"/api/datapackage.zip"}  # a second or more for each selection
ROUTES = [*PAGES, *API, *OTHERS, *STREAMLIT, BUNDLE, *ADDRESSES.values()]
TAILS = [
    "%00",
    "/%00.js",
    f"/{LONG}",
    f"/{LONG}.js",
    f".{LONG}",
    "/%ff%fe",
    "/%zz",
    "/..%2f..%2fapp.py",
    "/%5c%5cx",
    "/C:%5cx",
    "/%0d%0aX:1",
]
TAILS += ["/.", "/%2e%2e/", "/%20", "/%F0%9F%98%80.js", "/%ed%a0%80", "%2ejs", "//x"]
QUERIES = ["district=%00", "district=%ff", "district=" + LONG * 200, "q=%ed%a0%80", "%ff=%fe", "fact=%00", "=", "&&&", "v=%00", "q=\xff"]
QUERIES += [
    "dates=9999999999999-01-01&dates=x",
    "dates=0001-01-01&dates=9999-12-31",
    "&".join(f"a{i}=1" for i in range(500)),
    "q=" + "%25" * 99,
]
VALUES = {
    "accept-encoding": ["", "*", "gzip;q=0", "identity;q=0", "gzip;q=abc", ";;,", "\xff", "br, gzip"],
    "if-none-match": ['"', "W/", "*", "\xff" * 50, '"a",,"'],
    "if-modified-since": ["x", "Thu, 01 Jan 1970 00:00:00 GMT", "99999999999999"],
    "range": ["bytes=", "bytes=0-0", "bytes=5-1", "bytes=-99999999", "bytes=0-0,2-3", "x", "bytes=99999999999999-"],
    "host": ["", "x:y", "[::1", "\xff", '"><script>', LONG, "a b", "[", "a:99999999", "@/"],
    "origin": ["null", "\xff"],
    "cookie": ["\xff", "streamlit_session=x", "=;="],
    "x-forwarded-proto": ["\xff"],
}
METHODS = ["POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PROPFIND", "PATCH", "TRACE"]


@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("route", first(16, [pytest.param(one, marks=pytest.mark.long) if one in SLOW else one for one in ROUTES]))
def test_no_request_ends_in_500_or_an_exception(ask: AsgiClient, route: str, every: int) -> None:
    """every: of twelve routes that follow each other, each is asked another twelfth of the odd requests."""
    above = route.rpartition("/")[0]
    requests = [(above + tail, "GET", {}) for tail in TAILS]
    requests += [(route + tail, "GET", {"accept-encoding": coding}) for tail in TAILS for coding in ("gzip", "identity")]
    requests += [(f"{route}?{query}", "GET", {}) for query in QUERIES]
    requests += [(route, "GET", {name: value}) for name, values in VALUES.items() for value in values]
    requests += [(route, method, {}) for method in METHODS]
    for target, method, headers in requests[ROUTES.index(route) % every :: every]:
        assert ask.get(target, method, headers).status < 500, (target[:80], method, headers)


@pytest.mark.parametrize("name", ["%00.js", f"{LONG}.js", "js/%00.css", f"css/{LONG}/{LONG}.css"])
def test_a_name_no_file_can_have_is_not_found_among_the_bundles(ask: AsgiClient, name: str) -> None:
    assert ask.get(f"/static/{name}", headers={"accept-encoding": "gzip"}).status in (400, 404, 200)
    assert b"Traceback" not in ask.get(f"/static/{name}", headers={"accept-encoding": "gzip"}).body


@pytest.mark.parametrize("path", ["/static/none.js", "/static/index.html", "/_stcore/none", "/_stcore/upload_file/a/b", "/_stcore/x.json"])
def test_what_is_not_among_streamlit_s_files_is_not_found(ask: AsgiClient, path: str) -> None:
    for method in ("GET", "HEAD"):
        found = ask.get(path, method)
        assert (found.status, found.headers["content-type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize("path", ["/map/", "/own/", "/_stcore/"])
def test_no_redirect_repeats_an_address_that_is_too_long(ask: AsgiClient, path: str) -> None:
    assert ask.get(f"{path}?q=copper").headers["location"].endswith("?q=copper")
    found = ask.get(f"{path}?q=" + LONG * 30)
    assert (found.status, "location" in found.headers, len(found.body) < 200) == (414, False, True)


def test_without_scripts_and_on_no_page_a_long_address_is_not_repeated_and_the_words_say_so(ask: AsgiClient) -> None:
    block = ask.get("/map?district=nushki").body.partition(b"<noscript>")[2].partition(b"</noscript>")[0]
    assert b"the same facts as files" in block
    assert block.count(b"?district=nushki") == len(FORMATS) + 1
    block = ask.get("/map?q=" + LONG * 5).body.partition(b"<noscript>")[2].partition(b"</noscript>")[0]
    assert b"all facts as files (the filters of this address are too long to be repeated)" in block
    assert b"aaaa" not in block
    page = ask.get("/nosuch?q=" + LONG * 5).body
    assert b"The filters of this address are too long to be repeated here." in page
    assert b"aaaa" not in page


@pytest.mark.parametrize("path", first(5, ["/files/map.svg", "/files/brief.html", "/healthz", *API]))
def test_what_pages_of_other_hosts_may_read_answers_their_preflight_requests(ask: AsgiClient, path: str) -> None:
    asked = ask.get(path, "OPTIONS", {"origin": "https://other.example", "access-control-request-method": "GET"})
    assert asked.status == 204
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert ask.get(path).headers["access-control-allow-origin"] == asked.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/api/facts.json", "/api/changes.atom", "/map", "/files/map.svg"])
def test_what_is_not_sent_again_says_on_what_it_depends(ask: AsgiClient, path: str) -> None:
    found = ask.get(path, headers={"if-none-match": ask.get(path).headers["etag"]})
    assert (found.status, found.headers["vary"]) == (304, "Accept-Encoding")


@pytest.mark.parametrize("route", first(8, ["/icon.svg", "/robots.txt", "/healthz", BUNDLE, *API, *PAGES, *ADDRESSES.values()]))
def test_head_says_what_get_says(ask: AsgiClient, route: str) -> None:
    for coding in ("gzip", "identity"):
        got, head = (ask.get(route, method, {"accept-encoding": coding}) for method in ("GET", "HEAD"))
        assert (head.status, dict(head.headers)) == (got.status, dict(got.headers))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_told_by_what_is_sent_so_that_an_update_reaches_a_returning_browser(ask: AsgiClient, page: str, monkeypatch) -> None:
    first = ask.get(page)
    assert first.status == 200
    assert "last-modified" not in first.headers
    assert first.headers["cache-control"] == "no-cache"
    etag = first.headers["etag"]
    assert ask.get(page, headers={"if-none-match": etag}).status == 304
    assert ask.get(page, headers={"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}).status == 200
    monkeypatch.setitem(ADDRESSES, "style.css", "/own/style-0123456789.css")
    again = ask.get(page, headers={"if-none-match": etag, "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"})
    assert again.status == 200
    assert b"/own/style-0123456789.css" in again.body


@pytest.mark.parametrize("refused", first(2, ["", "gzip;q=0", "identity", "br", "gzip; q=0.000, *", "*;q=0", "gzip;level=9;q=0"]))
def test_gzip_is_sent_only_to_clients_that_take_it(ask: AsgiClient, dataset: Dataset, refused: str) -> None:
    layers = layer_addresses(dataset, current_outlines(dataset), False).values()
    for route in (*PAGES, *(API if refused == "identity" else API[:3]), BUNDLE, *ADDRESSES.values(), *layers):
        plain = ask.get(route, headers={"accept-encoding": refused})
        assert "content-encoding" not in plain.headers, route


@pytest.mark.parametrize("taken", ["gzip", "br;q=1.0, GZIP;q=0.2", "*", "x-gzip", "gzip;q=1;level=9"])
def test_gzip_holds_the_same_and_says_that_it_depends_on_the_client(ask: AsgiClient, dataset: Dataset, taken: str) -> None:
    layers = layer_addresses(dataset, current_outlines(dataset), False).values()
    for route in ("/", "/map", "/api/facts.json", BUNDLE, *ADDRESSES.values(), *layers):
        packed, plain = (ask.get(route, headers={"accept-encoding": coding}) for coding in (taken, "identity"))
        assert packed.headers["content-encoding"] == "gzip", route
        assert "accept-encoding" in packed.headers["vary"].lower(), route
        assert gzip.decompress(packed.body) == plain.body, route


@pytest.mark.parametrize("route", first(3, API))
def test_a_page_of_another_host_may_ask_ahead_and_read_the_tag_and_the_file_s_name(ask: AsgiClient, route: str) -> None:
    asked = {
        "origin": "https://elsewhere.example",
        "access-control-request-method": "GET",
        "access-control-request-headers": "if-none-match",
    }
    ahead = ask.get(route, "OPTIONS", asked)
    assert ahead.status == 204
    assert {"GET", "HEAD"} <= set(ahead.headers["access-control-allow-methods"].split(", "))
    assert ahead.headers["access-control-allow-headers"] == "*"
    answer = ask.get(route, headers={"origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-expose-headers"] == "ETag, Content-Disposition, X-Data-Version"
    again = ask.get(route, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("route", first(3, [one.path for one in FORMATS.values()]))
def test_the_tag_changes_with_the_program_that_makes_the_answer(ask: AsgiClient, route: str, monkeypatch: pytest.MonkeyPatch) -> None:
    etag = ask.get(route).headers["etag"]
    monkeypatch.setattr(endpoints, "program_digest", lambda: "another1")
    assert ask.get(route, headers={"if-none-match": etag}).status == 200


def test_the_program_is_told_by_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("app.py", "loaders/x.py", "pages/map/y.py", "pages/server/assets/style.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(responses, "ROOT", tmp_path)
    found = {responses.program_digest.__wrapped__()}
    for name in ("app.py", "loaders/x.py", "pages/map/y.py", "pages/server/assets/style.css"):
        (tmp_path / name).write_text("2")
        found.add(responses.program_digest.__wrapped__())
    assert len(found) == 5


@pytest.mark.parametrize("route", [*API[:6], "/api/version", "/api/changes.atom", "/api/articles.json", "/api/map.svg", "/api/brief.html"])
def test_an_answer_names_the_version_of_its_data(ask: AsgiClient, dataset: Dataset, route: str) -> None:
    assert ask.get(route).headers["x-data-version"] == dataset.version


@pytest.mark.parametrize(
    ("target", "method", "status"),
    [
        ("/api/facts.json?district=nosuch&kind=x", "GET", 400),
        ("/api/facts.pdf", "GET", 404),
        ("/api/none", "GET", 404),
        ("/api", "GET", 404),
        ("/api/", "GET", 404),
        ("/boundaries/x.json", "GET", 404),
        ("/api/facts.json", "POST", 405),
    ],
)
def test_errors_have_one_shape(ask: AsgiClient, target: str, method: str, status: int) -> None:
    answer = ask.get(target, method)
    assert answer.status == status
    errors = json.loads(answer.body)["errors"]
    assert errors
    assert all(isinstance(error["message"], str) for error in errors)


@pytest.mark.parametrize("route", [*API[:6], "/api/version", "/api/changes.atom", "/preview.png", "/actor/x", "/boundaries/x.json"])
def test_errors_have_that_shape_too_where_there_is_no_data(
    ask: AsgiClient, tiny_data: Path, monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    (tiny_data / "places.yaml").write_text("[")
    (tiny_data / "versions.json").write_text("[")
    monkeypatch.setenv("FACTS_DATA", str(tiny_data))
    monkeypatch.chdir("/")
    answer = ask.get(route)
    assert answer.status == 503
    assert all(isinstance(error["message"], str) and str(tiny_data) not in error["message"] for error in json.loads(answer.body)["errors"])


def test_an_error_repeats_no_more_of_a_long_value_than_tells_it(ask: AsgiClient) -> None:
    for query in (f"district={'n' * 15_000}", "&".join(f"{n}={'n' * 3_000}" for n in ("kind", "actor", "dates", "x" * 900, "fact"))):
        answer = ask.get(f"/api/facts.json?{query}")
        assert answer.status == 400
        assert len(answer.body) < 3_000


def test_a_page_that_is_not_there_repeats_no_query_that_is_without_end(ask: AsgiClient) -> None:
    short, long = (ask.get(f"/nosuch?q={'n' * length}") for length in (100, 5_000))
    assert (short.status, long.status) == (404, 404)
    assert b'href="/map?q=nnn' in short.body
    assert b'href="/map"' in long.body
    assert len(long.body) < 3_000


def test_robots_may_read_what_was_made_for_them_and_not_views_without_end(ask: AsgiClient) -> None:
    lines = ask.get("/robots.txt").text.splitlines()
    everyone = lines[lines.index("User-agent: *") :]
    rules = [tuple(line.split(": ")) for line in everyone if line.startswith(("Allow", "Disallow"))]

    def allowed(path: str) -> bool:
        """By RFC 9309: the longest rule that matches decides."""
        match = [(len(rule), kind == "Allow") for kind, rule in rules if (("?" in path) if rule == "/*?" else path.startswith(rule))]
        return max(match)[1] if match else True

    for path in (
        "/",
        "/map",
        "/fact/x",
        "/actor/bla",
        "/preview.png",
        "/api/changes.atom",
        "/api/facts.json",
        "/api/facts.csv?district=nushki",
    ):
        assert allowed(path), path
    for path in ("/?district=nushki", "/map?kind=context", "/facts?q=gold&v=1"):
        assert not allowed(path), path
    parser = RobotFileParser()
    parser.parse(lines)
    assert parser.can_fetch("Twitterbot", "https://x.example/map?district=nushki"), "a link that someone sent is shown with its view"


def test_the_feed_stays_while_the_folder_is_away(ask: AsgiClient, sample_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTS_DATA", str(sample_data))
    good = ask.get("/api/changes.atom")
    (sample_data / "versions.json").write_text("{")
    assert ask.get("/api/changes.atom").body == good.body
    shutil.rmtree(sample_data)
    assert ask.get("/api/changes.atom").body == good.body
    assert b"<entry>" in good.body


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "facts-{v}.csv"),
        ("district=nushki", "facts-district-nushki-{v}.csv"),
        ("dates=2025-09-01&dates=2026-02-28&kind=context", "facts-dates-2025-09-01-dates-2026-02-28-kind-context-{v}.csv"),
        ("match=undated", "facts-match-undated-{v}.csv"),
    ],
)
def test_a_file_s_name_tells_selection_and_version(ask: AsgiClient, dataset: Dataset, query: str, name: str) -> None:
    told = ask.get(f"/api/facts.csv?{query}").headers["content-disposition"]
    assert told == f'attachment; filename="{name.format(v=dataset.version)}"'


@pytest.mark.parametrize(
    "query", ["q=%DA%AF%D9%88%D8%A7%D8%AF%D8%B1", "q=%22%0d%0aX:%201%2f..%2f", "q=" + "gold+" * 30, "q=gold-mine%20", "q=A/B", "q=%C4%81"]
)
def test_a_file_s_name_is_short_ascii_and_differs_with_the_selection(ask: AsgiClient, query: str) -> None:
    told = ask.get(f"/api/facts.csv?{query}").headers["content-disposition"]
    assert told.isascii()
    assert len(told) < 160
    assert set("\r\n/\\").isdisjoint(told)
    assert told != ask.get(f"/api/facts.csv?{query}x").headers["content-disposition"]


def test_a_server_started_elsewhere_has_the_configuration(tmp_path: Path) -> None:
    told = (
        "import sys; sys.path.insert(0, sys.argv[1]); import app; from streamlit import config; app.app._build_starlette_app(); "
        "print(*map(config.get_option, ('client.toolbarMode', 'client.showErrorDetails', 'theme.baseFontSize')))"
    )
    found = subprocess.run([sys.executable, "-c", told, str(server.ROOT)], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["minimal", "none", "15"]


@pytest.mark.parametrize(
    ("name", "media_type", "begins"),
    [
        ("map.png", "image/png", b"\x89PNG"),
        ("map.svg", "image/svg+xml", b"<?xml"),
        ("timeline.png", "image/png", b"\x89PNG"),
        ("timeline.svg", "image/svg+xml", b"<?xml"),
        ("brief.html", "text/html; charset=utf-8", b"<!doctype html"),
    ],
)
def test_each_file_of_a_view_is_at_its_address(ask: AsgiClient, dataset: Dataset, name: str, media_type: str, begins: bytes) -> None:
    answer = ask.get(f"/files/{name}?district=nushki&lane=district&layer=security_incident")
    assert (answer.status, answer.headers["content-type"]) == (200, media_type)
    assert answer.body[: len(begins)].lower() == begins.lower()
    assert f"{name.partition('.')[0]}-district-nushki-{dataset.version}." in answer.headers["content-disposition"]
    assert ask.get(f"/files/{name}?district=nushki", "GET", {"if-none-match": answer.headers["etag"]}).status in (200, 304)
    assert ask.get(f"/files/{name}?district=nosuch").status == ask.get(f"/files/{name}?districts=nushki").status == 400


@pytest.mark.parametrize("one", first(8, ENDPOINTS), ids=lambda one: one.name)
def test_an_endpoint_answers_as_it_is_declared_and_refuses_what_it_does_not_take(ask: AsgiClient, one: Endpoint) -> None:
    answer = ask.get(one.path)
    there = 404 if one.more else 200  # without EVENTS no imported event is there; `test_api.py` beside the importers has some
    declared = one.answer if there == 200 else one.others["404"]
    assert (answer.status, answer.headers["content-type"].split(";")[0] in declared["content"]) == (there, True)
    assert ask.get(f"{one.path}?nosuch=1").status == (400 if one.takes is not None else 200)
    assert ask.get(f"{one.path}?district=nushki").status == (there if one.takes in ("view", None) else 400)
