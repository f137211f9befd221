"""A link to a view is shown elsewhere with the heading of that view, its counts and its own picture."""

from __future__ import annotations

import io
import json
import re
from html import unescape

import pytest
from PIL import Image

from loaders.frames.dataset import Dataset
from loaders.history.ledger import read_ledger
from loaders.schema.formatting import day_text
from pages.server.page_metadata import page_title
from tests.asgi import AsgiClient
from tests.browser.site import expected


def tags(html: str) -> dict[str, str]:
    return {name: unescape(words) for name, words in re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', html)}


@pytest.mark.parametrize(
    "query", ["district=nushki", "kind=financing_deal&dates=2025-01-01&dates=2025-12-31", "q=%22zzz+nothing%22&match=undated"]
)
def test_a_preview_counts_what_the_view_shows_and_hides(ask: AsgiClient, dataset: Dataset, query: str) -> None:
    _, shown = expected(dataset, query)
    told = tags(ask.get(f"/map?{query}").text)
    assert re.match(rf"{shown} |No facts shown" if not shown else rf"{shown} ", told["og:title"])
    assert f"{len(dataset.facts) - shown} facts hidden" in told["og:description"]
    assert told["og:title"].endswith(page_title("map"))
    assert told["og:url"] == f"http://test.example/map?{query}"
    picture = ask.get(told["og:image"].removeprefix("http://test.example"))
    assert picture.status == 200
    image = Image.open(io.BytesIO(picture.body))
    assert image.size == (1600, 840)
    assert f"{shown} " in image.text["Description"] or "No facts shown" in image.text["Description"]


def test_each_view_has_its_own_picture_and_a_fact_that_is_open_too(ask: AsgiClient) -> None:
    pictures = [ask.get(f"/preview.png{query}").body for query in ("", "?district=nushki", "?fact=exim-reko-diq-approval")]
    assert len({*pictures}) == 3
    told = tags(ask.get("/facts?fact=exim-reko-diq-approval").text)
    assert told["og:title"] == "EXIM approves USD 1.25 billion for Reko Diq"
    assert told["og:description"].startswith("Sonavane, NDTV Opinion: stated · Dec 2025")


def test_a_comparison_is_told_with_both_sides_and_what_both_show(ask: AsgiClient, dataset: Dataset) -> None:
    told = tags(ask.get("/compare?a=district%3Dnushki&b=kind%3Dfinancing_deal").text)
    ids = [
        {fact["id"] for fact in json.loads(ask.get(f"/api/facts.json?{side}").text)["facts"]}
        for side in ("district=nushki", "kind=financing_deal")
    ]
    heading = f"{len(ids[0])} facts of A and {len(ids[1])} of B shown, {len(ids[0] & ids[1])} of them in both"
    assert told["og:title"] == f"{heading} · {page_title('compare')}"
    assert told["og:description"] == f"A: district Nushki. B: kind Financing deals. {heading}."
    assert told["og:image"].endswith("/preview.png?district=nushki")
    assert ask.get("/compare?a=%FF&b=%00").status == 200


def test_a_frozen_view_is_told_as_of_when_it_is(ask: AsgiClient, dataset: Dataset) -> None:
    first = read_ledger(dataset.folder).versions[0]
    for path in ("/map?district=nushki", "/facts?fact=bla-held-nushki", "/compare?a=district%3Dnushki"):
        told = tags(ask.get(f"{path}&as_of={first.version}").text)
        assert f"As of data version {first.version}, recorded {day_text(first.date)}" in told["og:description"]
        assert f"as_of={first.version}" in told["og:image"]


def test_a_picture_of_a_view_that_is_not_understood_is_refused(ask: AsgiClient) -> None:
    assert [ask.get(f"/preview.png?{query}").status for query in ("district=nowhere", "color=red", "utm_source=x")] == [400, 400, 200]


def test_a_page_without_filters_is_told_as_a_page(ask: AsgiClient) -> None:
    plain, tracked = tags(ask.get("/map").text), tags(ask.get("/map?utm_source=x&lane=kind").text)
    assert plain == tracked
    assert plain["og:title"] == page_title("map")
