"""Hostile facts: whatever a title, a name or a note holds is shown as text on every page, and nothing of it runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from pages.shared.heads import PAGES
from tests.browser.conftest import OpenPage
from tests.browser.server import copied_data, running_server
from tests.browser.site import path_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]
EVIL = {
    "evil-script": "Qx <script>window.ran=1</script> <img src=x onerror='window.ran=1'> <b>bold</b>",
    "evil-link": "Qx [click](javascript:window.ran=1) ![i](https://evil.example/a.png) **strong** :red[colour] $x^2$ `code`",
    "evil-rtl": "Qx \u202egnorts\u202c \u2067abc\u2069 <svg onload=window.ran=1> </style></script>",
    "evil-quote": "Qx ' onmouseover='window.ran=1' \" onfocus=\"window.ran=1\" {tip} %s {{x}} </li></ul><h1>Forged</h1>",
}
RAN = 'window.ran === undefined && !document.querySelector(\'[src="x"], [src*="evil.example"], [href^="javascript:"]\')'


def hostile_data(home: Path) -> Path:
    """The project's data with hostile facts: on a point, in a district, undated, and deals."""
    data = copied_data(home)
    source = {"article": "ndtv-sonavane", "paragraph": 5, "from": "In December 2025, the US", "to": "copper-gold mining project"}
    incidents, deals = data / "facts/security_incidents.yaml", data / "facts/financing_deals.yaml"
    told: list[dict[str, object]] = []
    for n, (identity, text) in enumerate(EVIL.items()):
        told.append(
            {
                "id": identity,
                "title": text,
                "summary": text,
                "note": text,
                "date_note": text,
                "place_note": text,
                "places": [["dalbandin"], ["nushki"], [], ["pakistan"]][n],
                "actors": [{"actor": "evil-actor", "role": "speaker"}],
                "claimed_by": ["evil-actor"],
                "certainty": "claimed",
                "event_type": "attack",
                "figures": [{"name": "amount", "as_stated": text, "unit": text, "bound": "unspecified"}],
                "related": [{"fact": "evil-deal", "how": "contradicts"}],
                "sources": [dict(source)],
            }
            | ({"date": "2026-01-31"} if n % 2 else {"date": "2026-01"})
        )
    deal = {"id": "evil-deal", "title": EVIL["evil-script"], "summary": EVIL["evil-link"], "date": "2025-12", "places": ["reko-diq"]}
    deal |= {"claimed_by": ["author"], "certainty": "stated", "status": "approved", "financier": ["evil-actor"], "sites": ["reko-diq"]}
    deal |= {"related": [{"fact": "evil-link", "how": "concerns"}], "sources": [dict(source)]}
    for path, new in ((incidents, told), (deals, [deal])):
        path.write_text(path.read_text(encoding="utf-8") + "\n" + yaml.safe_dump(new, allow_unicode=True), encoding="utf-8")
    actors = data / "actors.yaml"
    evil = [{"id": "evil-actor", "name": EVIL["evil-script"], "kind": "person"}]
    actors.write_text(actors.read_text(encoding="utf-8") + "\n" + yaml.safe_dump(evil, allow_unicode=True), encoding="utf-8")
    return data


@pytest.fixture(scope="module")
def hostile(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_server(hostile_data(tmp_path_factory.mktemp("hostile"))) as address:
        yield address


@pytest.mark.parametrize("page", PAGES)
def test_nothing_hostile_runs_on_a_page(open_page: OpenPage, hostile: str, page: str) -> None:
    reader = open_page(path_of(page, "q=Qx"), server=hostile)
    assert reader.shown() == len(EVIL) + 1
    reader.no_trouble()
    expect(reader.page.get_by_role("heading", name="Forged")).to_have_count(0)
    assert reader.page.evaluate(RAN)
    if page == "timeline":
        drawn = reader.page.locator(".js-plotly-plot .main-svg").first
        expect(drawn).to_contain_text("<b>bold</b>")
        expect(drawn).to_contain_text("<script>")
    if page == "facts":
        told = reader.page.get_by_role("button").filter(has_text="[click](javascript:window.ran=1)")
        expect(told.first).to_be_visible()


@pytest.mark.parametrize("identity", EVIL)
def test_a_card_shows_hostile_words_as_they_are(open_page: OpenPage, hostile: str, identity: str) -> None:
    reader = open_page(f"/facts?fact={identity}", server=hostile)
    expect(reader.card).to_contain_text(" ".join(EVIL[identity].split()))
    assert reader.page.evaluate(RAN)
    assert reader.card.locator("b, strong, svg[onload], h1").count() == 0 or not reader.card.get_by_role("heading", name="Forged").count()


def test_the_filter_names_hostile_actors_as_text(open_page: OpenPage, hostile: str) -> None:
    reader = open_page("/facts?actor=evil-actor&district=%3Cimg%20src%3Dx%20onerror%3Dwindow.ran%3D1%3E", server=hostile)
    expect(reader.group("Who")).to_contain_text("<script>")
    expect(reader.page.get_by_role("alert").first).to_contain_text("<img src=x onerror=window.ran=1>")
    assert reader.page.evaluate(RAN)


def test_map_tooltips_show_hostile_words_as_text(open_page: OpenPage, hostile: str) -> None:
    from tests.browser.test_map import START, world

    reader = open_page("/map?q=Qx&district=chagai", server=hostile)
    canvas = reader.page.locator("[data-testid=stDeckGlJsonChart] canvas").first
    box = canvas.bounding_box()
    assert box is not None
    place = next(p for p in yaml.safe_load((Path(__file__).parents[2] / "data/places.yaml").read_text()) if p["id"] == "dalbandin")
    (x, y), (x0, y0) = world(place["lon"], place["lat"]), world(START["longitude"], START["latitude"])
    tip = reader.page.locator(".deck-tooltip")
    for nudge in range(30):
        reader.page.mouse.move(box["x"] + box["width"] / 2 + x - x0 + nudge % 3, box["y"] + box["height"] / 2 + y - y0)
        if tip.count() and "<script>" in tip.first.inner_text():
            break
        reader.page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
    expect(tip.first).to_contain_text("<img src=x onerror='window.ran=1'>")
    assert reader.page.evaluate(RAN)
