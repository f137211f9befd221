"""The server: the data API, the health check, the security headers, and two ways to start it."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from starlette.types import Message, Receive, Scope, Send

from loaders.export.fact_table import TABLE_COLUMNS
from loaders.frames.dataset import Dataset
from loaders.history.ledger import read_ledger
from pages.server.middleware import SecurityHeaders
from pages.server.static_assets import ADDRESSES
from tests.browser.server import UVICORN, fetch, running_server
from tests.sweeps import first

pytestmark = pytest.mark.xdist_group("server")
HEADERS = {
    "content-security-policy": "default-src 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",
    "permissions-policy": "camera=()",
}
PATHS = [
    "/",
    "/map",
    "/api/facts.json",
    "/api/facts.csv?district=wrong",
    "/api/facts.pdf",
    "/api/version",
    "/healthz",
    "/robots.txt",
    "/_stcore/health",
    "/static/none.js",
    "/static/none.html",
    "/static/../app.py",
    "/media/none.csv",
    "/component/none/index.html",
    "/boundaries/none.json",
    "/api/none",
    "/api/changes.atom",
    "/own/none.js",
    "/_stcore/host-config",
    "/_stcore/agent/openapi.json",
    "/_stcore/upload_file/none/none",
    "/map?fact=%00",
    "/%00",
    "//evil.example/%2e%2e",
]
HEADS = {"/": "Overview", "/map": "Map", "/exposure?district=nushki": "Chokepoints", "/method": "Method"}
FORMATS = {
    "json": "application/json",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}


@pytest.fixture
def server(project_server: str) -> str:
    return project_server


@pytest.mark.parametrize("path", first(8, PATHS))
def test_every_response_has_the_security_headers(server: str, path: str) -> None:
    answer = fetch(server + path)
    for name, begins in HEADERS.items():
        assert answer.headers.get(name, "").startswith(begins), name


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PROPFIND"])
def test_answers_to_other_methods_have_them_too(server: str, method: str) -> None:
    for path in ("/", "/api/facts.json", "/static/none.js", "/_stcore/agent/interact"):
        assert fetch(server + path, method=method).headers.get("content-security-policy", "").startswith("default-src 'self'"), path


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_web_socket_from_another_site_is_refused_and_the_refusal_has_the_headers(server: str, origin: str) -> None:
    status, headers = handshake(server, origin)
    assert status == 403
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert handshake(server, server)[0] == 101


def handshake(server: str, origin: str) -> tuple[int, dict[str, str]]:
    """What the server says to a WebSocket's first words: status and headers."""
    ask = HTTPConnection(urlsplit(server).netloc, timeout=30)
    key = {"Sec-WebSocket-Key": "MDEyMzQ1Njc4OTAxMjM0NQ==", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Protocol": "streamlit"}
    ask.request("GET", "/_stcore/stream", headers={"Connection": "Upgrade", "Upgrade": "websocket", "Origin": origin} | key)
    answer = ask.getresponse()
    ask.close()
    return answer.status, {name.lower(): value for name, value in answer.headers.items()}


def test_a_failing_handler_answers_500_with_the_headers_and_without_its_reasons() -> None:
    async def failing(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("a secret of the server")

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    asked = SecurityHeaders(failing)({"type": "http", "method": "GET", "path": "/", "headers": []}, receive, send)
    with ThreadPoolExecutor(1) as apart:  # another test of this process may have a loop of its own running
        assert isinstance(apart.submit(asyncio.run, asked).exception(), RuntimeError)
    assert sent[0]["status"] == 500
    assert HEADERS.keys() <= {name.decode() for name, _ in sent[0]["headers"]}
    assert b"secret" not in sent[1]["body"]


def test_the_policy_lets_nothing_in_from_other_hosts_and_runs_no_inline_script(server: str) -> None:
    policy = dict(part.strip().split(" ", 1) for part in fetch(server).headers["content-security-policy"].split(";"))
    assert "://" not in str(policy)
    assert "*" not in str(policy)
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"].replace("'wasm-unsafe-eval'", "")
    assert policy["object-src"] == "'none'"


def test_health_and_robots(server: str) -> None:
    assert (fetch(f"{server}/healthz").status, fetch(f"{server}/healthz").text) == (200, "ok")
    robots = fetch(f"{server}/robots.txt")
    assert "Disallow: /" in robots.text
    assert robots.headers["content-type"].startswith("text/plain")


def test_the_version_is_that_of_the_data(server: str, dataset: Dataset) -> None:
    assert json.loads(fetch(f"{server}/api/version").text)["version"] == dataset.version


@pytest.mark.parametrize("file_format", first(4, FORMATS))
def test_facts_come_in_each_format_with_type_version_and_a_file_s_name(server: str, dataset: Dataset, file_format: str) -> None:
    answer = fetch(f"{server}/api/facts.{file_format}?district=nushki")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith(FORMATS[file_format])
    assert answer.headers["content-disposition"] == f'attachment; filename="facts-district-nushki-{dataset.version}.{file_format}"'
    assert dataset.version in answer.headers["etag"]
    assert answer.body


def test_json_holds_every_fact_with_the_fields_that_are_promised(server: str, dataset: Dataset) -> None:
    told = json.loads(fetch(f"{server}/api/facts.json").text)
    assert told["version"] == dataset.version
    assert told["count"] == len(told["facts"]) == len(dataset.facts)
    assert told["accounting"] == {"definite": len(dataset.facts), "possible": 0, "undated": 0, "unplaced": 0, "timeless": 9}
    always = {"id", "kind", "date_start", "date_end", "date_precision", "geo_precision", "places", "place_ids", "districts", "provinces"}
    always |= {"lat", "lon", "match", "sources", "claimed_by", "certainty", "figures", "related"}
    assert all(always <= fact.keys() for fact in told["facts"])


def test_the_accounting_adds_up_to_what_the_filters_leave(server: str) -> None:
    query = "district=nushki&dates=2025-09-01&dates=2026-02-28"
    some = json.loads(fetch(f"{server}/api/facts.json?{query}").text)
    every = json.loads(fetch(f"{server}/api/facts.json?{query}&match=definite&match=possible&match=undated&match=unplaced").text)
    assert some["accounting"] == every["accounting"]
    assert every["count"] == sum(every["accounting"][match] for match in ("definite", "possible", "undated", "unplaced"))
    assert some["count"] == some["accounting"]["definite"] + some["accounting"]["possible"]


def test_csv_has_the_same_facts_with_the_columns_that_are_promised(server: str) -> None:
    text = fetch(f"{server}/api/facts.csv?kind=financing_deal").body.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    told = json.loads(fetch(f"{server}/api/facts.json?kind=financing_deal").text)
    assert [row["id"] for row in rows] == [fact["id"] for fact in told["facts"]]
    assert list(rows[0]) == TABLE_COLUMNS


def test_geojson_is_a_feature_collection(server: str) -> None:
    told = json.loads(fetch(f"{server}/api/facts.geojson?q=1,250+million").text)
    assert told["type"] == "FeatureCollection"
    (feature,) = told["features"]
    assert feature["geometry"]["type"] == "Point"
    assert feature["properties"]["id"] == "exim-reko-diq-approval"


def test_nothing_found_is_an_empty_answer_in_every_format(server: str) -> None:
    for file_format in FORMATS:
        assert fetch(f"{server}/api/facts.{file_format}?q=zzzz").status == 200


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("district=Nuski", "district", "Did you mean Nushki"),
        ("kind=minerals", "kind", "not known"),
        ("dates=2025-12-01", "dates", "first and a last day"),
        ("dates=x&dates=y", "dates", "not two days"),
        ("districts=nushki", "districts", "Did you mean district?"),
        ("District=nushki", "District", "Did you mean district?"),
        ("amp;district=nushki", "amp;district", "Did you mean district?"),
        ("district=", "district", "is empty"),
        ("v=nonsense", "v", "no version of the data that is recorded"),
        ("months=999999", "months", "not a number from 1 to 600"),
        ("lane=lanes", "lane", "not known"),
        ("type=acusation", "type", "Did you mean accusation"),
        ("fact=nothing", "fact", "not known"),
    ],
)
def test_what_is_not_understood_is_answered_with_400_and_words(server: str, query: str, parameter: str, words: str) -> None:
    answer = fetch(f"{server}/api/facts.json?{query}")
    assert answer.status == 400
    (error,) = json.loads(answer.text)["errors"]
    assert error["parameter"] == parameter
    assert words in error["message"]


def test_every_error_is_told_at_once(server: str) -> None:
    assert len(json.loads(fetch(f"{server}/api/facts.csv?district=Nuski&kind=x&y=1").text)["errors"]) == 3


def test_an_unknown_name_is_answered_with_a_near_match(server: str) -> None:
    (error,) = json.loads(fetch(f"{server}/api/facts.json?distrct=nushki").text)["errors"]
    assert "district" in error["near"]


@pytest.mark.parametrize(
    "query",
    [
        "lane=actor",
        "preset=all",
        "pick=exim-reko-diq-approval",
        "fact=exim-reko-diq-approval",
        "at=balochistan",
        "utm_source=x&fbclid=y&gclid=z",
    ],
)
def test_parameters_of_a_page_are_passed_over_so_that_a_view_s_link_is_its_data_s_link(server: str, query: str, dataset: Dataset) -> None:
    assert json.loads(fetch(f"{server}/api/facts.json?{query}").text)["count"] == len(dataset.facts)


def test_an_unknown_format_is_not_found_in_words(server: str) -> None:
    answer = fetch(f"{server}/api/facts.pdf")
    assert answer.status == 404
    assert "csv" in answer.text


def test_the_same_question_again_is_answered_with_304(server: str) -> None:
    url = f"{server}/api/facts.csv?district=nushki"
    etag = fetch(url).headers["etag"]
    again = fetch(url, headers={"If-None-Match": etag})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == etag
    assert fetch(f"{url}&kind=context", headers={"If-None-Match": etag}).status == 200
    assert fetch(f"{server}/api/facts.json?district=nushki", headers={"If-None-Match": etag}).status == 200


@pytest.mark.parametrize("given", ["W/{etag}", '"other", {etag}', "*"])
def test_weak_tags_lists_of_tags_and_any_tag_are_understood(server: str, given: str) -> None:
    url = f"{server}/api/facts.csv?district=nushki"
    etag = fetch(url).headers["etag"]
    assert fetch(url, headers={"If-None-Match": given.format(etag=etag)}).status == 304


def test_head_answers_like_get_without_a_body(server: str) -> None:
    url = f"{server}/api/facts.csv?district=nushki"
    got, head = fetch(url), fetch(url, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    for name in ("content-type", "content-length", "etag", "content-disposition"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(server: str, method: str) -> None:
    for path in ("/api/facts.json", "/api/version", "/healthz"):
        assert fetch(server + path, method=method).status == 405


def test_other_sites_may_read_the_data_api(server: str) -> None:
    for path in ("/api/facts.json", "/api/articles.json"):
        assert fetch(server + path).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/api/version", "/api/schema.json"])
def test_other_sites_may_read_version_and_schema_too(server: str, path: str) -> None:
    assert fetch(server + path).headers["access-control-allow-origin"] == "*"


def test_articles_come_with_how_many_facts_each_supports(server: str, dataset: Dataset) -> None:
    told = json.loads(fetch(f"{server}/api/articles.json").text)
    assert told["version"] == dataset.version
    assert {row["id"] for row in told["articles"]} == {*dataset.articles}


def test_the_schema_is_a_json_schema(server: str) -> None:
    schema = json.loads(fetch(f"{server}/api/schema.json").text)
    assert "$defs" in schema or "properties" in schema or "oneOf" in schema or "anyOf" in schema


def test_odd_queries_never_break_the_api(server: str) -> None:
    for query in (
        "district=%00",
        "q=%F0%9F%98%80",
        "q=" + "x" * 5000,
        "dates=9999-12-31&dates=0001-01-01",
        "match=none",
        "%5B%5D=1",
        "district=%3Cscript%3E",
        "fact=%ED%A0%80&v=%ff%fe",
        "q=%&dates=%zz",
        "&".join(["district=x"] * 1000),
        "&".join(f"x{n}=1" for n in range(1000)),
        "months=" + "9" * 5000,
    ):
        for file_format in FORMATS:
            assert fetch(f"{server}/api/facts.{file_format}?{query}").status in (200, 400), query
    told = json.loads(fetch(f"{server}/api/facts.json?" + "&".join(f"kind=x{n}&x{n}=1" for n in range(500))).text)
    assert len(told["errors"]) == 22, "the first ten of each, and that there are more"


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("articles.json?district=nushki", "district"),
        ("articles.json?v=nonsense", "v"),
        ("schema.json?kind=context", "kind"),
        ("version?x=1", "x"),
        ("openapi.json?district=nushki", "district"),
        ("changes.atom?district=nosuch", "district"),
        ("changes.atom?distrct=nushki", "distrct"),
        ("changes.atom?v=nonsense", "v"),
        ("facts.geojson?v=nonsense", "v"),
    ],
)
def test_no_route_passes_over_what_it_is_asked(server: str, path: str, parameter: str) -> None:
    for method in ("GET", "HEAD"):
        assert fetch(f"{server}/api/{path}", method=method).status == 400
    (error,) = json.loads(fetch(f"{server}/api/{path}").text)["errors"]
    assert error["parameter"] == parameter
    assert fetch(f"{server}/api/{path.partition('?')[0]}?utm_source=x").status == 200


def test_a_recorded_version_is_answered_with_today_s_data_and_says_so(server: str, dataset: Dataset) -> None:
    recorded = read_ledger().versions[0].version
    for file_format in FORMATS:
        answer = fetch(f"{server}/api/facts.{file_format}?v={recorded}")
        assert (answer.status, answer.headers["x-data-version"]) == (200, dataset.version)


def test_the_feed_of_a_view_holds_the_changes_of_its_facts(server: str, dataset: Dataset) -> None:
    whole, some = (fetch(f"{server}/api/changes.atom{query}").text for query in ("", "?district=nushki"))
    assert "/api/changes.atom?district=nushki" in some
    assert "bla-held-nushki" in some
    assert "white-house-mineral-samples" in whole
    assert "white-house-mineral-samples" not in some


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("/Map?district=nushki", "/map?district=nushki"),
        ("/maps", "/map"),
        ("/map/extra", "/map"),
        ("/TIMELINE", "/timeline"),
        ("/timline?q=gold", "/timeline?q=gold"),
        ("/index.html", "/"),
        ("/chokepoints?q=gold", "/exposure?q=gold"),
        ("/Choke-points", "/exposure"),
        ("/map&district=nushki", "/map"),
        ("/API/facts.json", "/api/facts.json"),
        ("/nosuchpage", None),
        ("/%22%3E%3Cscript%3Ealert(1)%3C/script%3E", None),
    ],
)
def test_a_path_that_leads_nowhere_is_404_with_the_nearest_page(server: str, path: str, nearest: str | None) -> None:
    answer, head = fetch(server + path), fetch(server + path, method="HEAD")
    assert (answer.status, head.status, head.body) == (404, 404, b"")
    assert answer.headers["content-security-policy"]
    assert "<h1>No such page</h1>" in answer.text
    assert "<script" not in answer.text
    assert ("Did you mean" in answer.text) == bool(nearest)
    assert nearest is None or f'Did you mean <a href="{nearest}">' in answer.text


@pytest.mark.parametrize(("path", "leads_to"), [("/map/?district=nushki", "/map?district=nushki"), ("/overview?q=gold", "/?q=gold")])
def test_a_slash_at_the_end_leads_to_the_page_with_its_query(server: str, path: str, leads_to: str) -> None:
    connection = HTTPConnection(urlsplit(server).netloc)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert (answer.status, answer.headers["location"]) == (301, leads_to)


def test_uvicorn_starts_the_same_application(dataset: Dataset) -> None:
    with running_server(command=UVICORN) as address:
        assert json.loads(fetch(f"{address}/api/version").text)["version"] == dataset.version
        page = fetch(f"{address}/map")
        assert page.status == 200
        assert page.headers["content-type"].startswith("text/html")
        assert page.headers["content-security-policy"]


@pytest.mark.parametrize(("path", "title"), HEADS.items())
def test_each_page_carries_a_head_of_its_own(server: str, path: str, title: str) -> None:
    page = fetch(server + path).text
    head = page[: page.index("</head>")]
    assert head.count("<title>") == 1
    assert f"<title>{title} · Minerals and conflict</title>" in head
    for name in ("og:title", "og:description", "og:image", "og:url", "description", "twitter:card", "theme-color"):
        assert f'="{name}" content="' in head
    query = urlsplit(path).query  # the picture of a view is its own
    assert f'"og:image" content="{server}/preview.png{f"?{query}" if query else ""}"' in head
    assert "favicon.png" not in head


def test_what_a_request_brings_is_escaped_in_the_head(server: str) -> None:
    assert '"><script>' not in fetch(f"{server}/map", headers={"Host": 'x"><script>alert(1)</script>'}).text
    assert "<script>alert" not in fetch(f"{server}/%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text


def test_the_preview_and_the_icon_are_pictures_of_this_host(server: str) -> None:
    picture = fetch(f"{server}/preview.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.body.startswith(b"\x89PNG")
    assert fetch(f"{server}/preview.png", headers={"If-None-Match": picture.headers["etag"]}).status == 304
    assert fetch(f"{server}/icon.svg").headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize("name", ["style.css", "page.js"])
def test_own_files_are_kept_for_ever_under_the_name_of_their_content(server: str, name: str) -> None:
    answer = fetch(server + ADDRESSES[name])
    assert answer.status == 200
    assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
    assert fetch(f"{server}/own/{name}").status == 404


@pytest.mark.parametrize(("ending", "starts"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_the_map_of_a_selection_is_a_picture(server: str, ending: str, starts: bytes) -> None:
    answer = fetch(f"{server}/files/map.{ending}?district=nushki&layer=security_incident&lane=actor")
    assert (answer.status, answer.body.startswith(starts)) == (200, True)
    assert ending == "png" or "district Nushki" in answer.text


@pytest.mark.parametrize(("path", "status"), [("/files/map.gif", 404), ("/files/map.svg?district=nosuch", 400), ("/tables/nosuch", 404)])
def test_a_picture_or_table_that_is_not_there_is_said(server: str, path: str, status: int) -> None:
    assert fetch(server + path).status == status
