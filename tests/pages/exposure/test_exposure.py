"""The chokepoints page: what it counts, says and draws from the real data, and the page itself in full, narrow and empty views."""

import re
from html import unescape
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders.exposure.chokepoints import Exposure, chokepoint, exposure_of
from loaders.exposure.day_gaps import day_gaps, next_event_after
from loaders.exposure.links import closest_links
from loaders.frames.dataset import build_dataset
from loaders.frames.registries import routes_frame
from loaders.query.selection import Selection
from loaders.schema.registries import Place
from pages.drawing.exposure.counts import all_incidents_text, label_lines
from pages.drawing.exposure.near import next_text
from pages.drawing.exposure.route_labels import Box, box_beside
from pages.drawing.exposure.route_map import frame_around, image_html, route_svg
from pages.drawing.exposure.summary import (
    at_site_text,
    basis_html,
    basis_text,
    behind_text,
    deal_text,
    lie_text,
    money_for_text,
    money_text,
    open_questions,
    route_basis_html,
    shutdown_text,
)
from pages.drawing.exposure.tables import distance_rows, tie_rows, tied_facts
from pages.drawing.linked_names import LinkedNames
from pages.overview.figures import chokepoint_figure
from pages.server.boundary_layers import current_outlines, route_paths
from pages.state.exposure import exposure_for
from tests.benchmarks.generate import write_facts

FRAME = Path(__file__).resolve().parents[3] / "pages" / "frame.py"
ALL_TIES = ("direct", "district", "route", "possible")
RING = [[65.5, 29], [66.5, 29], [66.5, 30], [65.5, 29]]
SQUARE = {"features": [{"id": "nushki", "geometry": {"type": "Polygon", "coordinates": [RING]}}]}
MINE = {"id": "mine", "name": "<Mine>", "kind": "site", "lat": 29.5, "lon": 65, "radius_km": 1, "source": "made up"}
BEHIND_NUSHKI = (
    "Reko Diq and Saindak depend on Nushki. Money: USD 1.25 billion, approved (1 deal); 1 more deal may count. "
    "Attacks and holds: 1 in Nushki; 2 may be in it. State measures: 1 in Nushki; 2 may be in it."
)
NOT_KNOWN = {"behind": "mars", "site": "moon", "ties": "love", "months": "0"}


def exposed(dataset, **filters) -> Exposure:
    return exposure_for(dataset, Selection(**filters))


@pytest.fixture(scope="module")
def whole(dataset) -> Exposure:
    return exposed(dataset)


def test_nushki_is_the_chokepoint(whole, dataset):
    assert chokepoint(whole) == "nushki"
    assert lie_text(whole, "nushki", dataset.places) == "Reko Diq and Saindak depend on Nushki"
    assert lie_text(whole, "chagai", dataset.places) == "Reko Diq and Saindak are in Chagai"


def test_the_money_behind_nushki_is_on_one_stage_and_the_second_mention_is_in_no_total(whole):
    assert money_text(whole, whole.behind("nushki")) == "USD 1.25 billion, approved (1 deal); 1 more deal may count"
    assert list(whole.deals_of(whole.behind("nushki"), direct=False)["id"]) == ["us-support-copper-projects"]


def test_what_is_behind_nushki_is_said_in_a_sentence_each(whole, dataset):
    assert behind_text(whole, "nushki", dataset.places) == BEHIND_NUSHKI


@pytest.mark.parametrize(("site", "name"), [("reko-diq", "Reko Diq"), ("saindak", "Saindak")])
def test_no_incident_at_a_mine_is_said_plainly_as_it_is_so_of_all_facts(dataset, site, name):
    words = f"Attacks and holds: none reported at {name}. State measures: none reported at {name}."
    assert at_site_text(exposed(dataset, q="zzz"), site, name) == words


def test_no_deal_for_saindak_is_said_plainly(whole):
    assert money_for_text(whole, "saindak", "Saindak") == "No deal for Saindak is reported."
    assert money_for_text(whole, "reko-diq", "Reko Diq").startswith("Money for Reko Diq: USD 1.25 billion, approved (1 deal);")


def test_a_shutdown_is_said_to_mean_fewer_reports(whole):
    assert "Fewer reports come from a place without service" in shutdown_text(whole, "nushki", "Nushki")
    assert shutdown_text(whole, "elsewhere", "Elsewhere") == ""


def test_the_next_incident_is_a_range_by_the_ties_that_count(whole):
    deal = whole.deals[whole.deals["id"] == "exim-reko-diq-approval"].to_dict("records")[0]
    assert str(next_event_after(deal, whole.incidents_of(("reko-diq",), ALL_TIES)).days) == "31–61 days"
    sure = whole.incidents_of(("reko-diq",), ("direct", "district", "route"))
    assert set(sure["id"]) == {"bla-held-nushki", "mobile-services-suspended"}
    words = next_text(deal["title"], next_event_after(deal, sure), dict(zip(sure["id"], sure["title"], strict=True)))
    assert "31 days or more to the next incident: one of 2 whose order is not known, BLA held Nushki" in words
    assert whole.incidents_of(("reko-diq",), ("direct",)).empty
    assert next_text("A deal", None, {}) == "Incidents by these links that are certainly after “A deal”: none reported."


def test_a_deal_without_an_amount_says_so(whole):
    deal = whole.deals[whole.deals["id"] == "us-support-copper-projects"].to_dict("records")[0]
    assert deal_text(deal, "may be another") == "no date · Stage not stated · amount not stated · may be another"


def test_what_the_route_rests_on_is_told_once_a_district(whole, dataset):
    rows = ElementTree.fromstring(route_basis_html(whole, LinkedNames(dataset)).replace("&", "&amp;"))
    told = ["".join(row.itertext()) for row in rows]
    assert told[0] == "Quetta"
    assert told[1].startswith("Reko Diq and Saindak: the route starts there · ndtv-sonavane ¶3, passage 1")
    assert told[3].startswith("Reko Diq and Saindak: the route passes it · ndtv-sonavane ¶3, passage 1")
    assert told[4:] == ["Chagai", *(f"{site}: lies there · {site} lies in Chagai (gazetteer)" for site in ("Reko Diq", "Saindak"))]


def test_the_table_tells_each_tie_why_and_on_what_basis(whole, dataset):
    facts = tied_facts(whole)
    rows = tie_rows(facts, whole, dataset.places).set_index(facts["id"])
    assert list(rows.index[:2]) == ["exim-reko-diq-approval", "us-support-copper-projects"]
    assert rows.loc["bla-held-nushki", ["Link", "Districts", "Basis"]].tolist() == ["on its route", "Nushki", "ndtv-sonavane ¶3"]
    assert "Dalbandin lies in Chagai (gazetteer)" in rows.loc["mobile-services-suspended", "Basis"]
    assert rows.loc["operation-herof-phase-2", ["Link", "Why"]].tolist() == ["possibly", "placed in Balochistan, in no one district"]
    assert len(facts) + len(whole.untied) == facts["id"].isin(whole.deals["id"]).sum() + len(whole.incidents)
    assert set(facts["incident_class"].dropna()) == {"attack", "state_measure"}


def test_the_rows_near_a_deal_keep_the_order_of_the_days(whole):
    deal = whole.deals[whole.deals["id"] == "exim-reko-diq-approval"].to_dict("records")[0]
    touching = closest_links(whole.ties[(whole.ties["site"] == "reko-diq") & whole.ties["fact"].isin(whole.incidents["id"])])
    found = day_gaps(deal, whole.incidents[whole.incidents["id"].isin(touching["fact"])], 12)
    rows = distance_rows(found[found["order"] != "unknown"], whole.incidents, touching, 12)
    assert rows.iloc[0][["Days from the deal", "Order", "Link", "Within 12 months"]].tolist() == ["31–61 days", "after", "possibly", "yes"]
    assert set(rows["Order"]) == {"after"}


def test_open_questions_of_a_place_are_told(dataset):
    assert any("road from Quetta to the west cut" in line for line in open_questions("nushki", dataset.not_stated.values()))
    assert open_questions("quetta", dataset.not_stated.values()) == []


def test_a_basis_names_passages_and_the_gazetteer_and_escapes_both():
    told = basis_html([("paper", 3, "https://paper.example/?a=1&b='"), ("paper", 3, None)], ["<b> lies in C"])
    assert "href='https://paper.example/?a=1&amp;b=&#x27;'" in told
    assert "passage 2" in told
    assert "&lt;b&gt; lies in C (gazetteer)" in told
    assert basis_text([("paper", 3, None), ("paper", 3, None)], ()) == "paper ¶3"
    assert basis_text((), ()) == basis_html((), ()) == "the fact itself"


def test_the_picture_shows_districts_sites_and_the_way_and_escapes_names(dataset):
    places = dataset.places | {"mine": Place.model_validate(MINE)}
    paths = pd.DataFrame({"name": ["Way"], "path": [[[66.0, 29.5], [65.0, 29.5]]]})
    svg = route_svg({"nushki": ["2 (+1)", "1 hidden"]}, "nushki", ["mine"], paths, SQUARE, {"nushki": "nushki"}, places)
    texts = ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["<Mine>", "Nushki", "2 (+1)", "1 hidden"]
    assert svg.count("stroke-dasharray") == 1
    assert len(svg) < 40_000
    assert "alt='a &amp; b'" in image_html(svg, "a & b")


def test_where_nothing_has_a_point_it_is_said_that_no_map_is_drawn(dataset):
    nothing = route_svg({}, "", [], pd.DataFrame({"name": [], "path": []}), SQUARE, {}, dataset.places)
    assert nothing == ""
    assert "no map is drawn" in image_html(nothing, "")


def test_a_frame_holds_its_points_with_a_margin():
    frame = frame_around([(62.0, 29.0), (67.0, 30.0)], 560)
    for lon, lat in ((62.0, 29.0), (67.0, 30.0)):
        x, y = frame.at(lon, lat)
        assert 0 < x < frame.width
        assert 0 < y < frame.height


def test_on_a_phone_the_frame_is_tall_enough_for_the_labels_and_keeps_its_points_in_the_middle():
    frame = frame_around([(62.0, 29.0), (67.0, 29.0)], 360, least=0.8)
    assert frame.height == 288
    assert frame.at(62.0, 29.0)[1] == pytest.approx(144, abs=1)


def test_data_without_routes_or_sites_have_no_chokepoint(dataset):
    bare = exposure_of(dataset.facts.head(0), routes_frame(dataset).head(0), dataset.places)
    assert bare.districts == ()
    assert chokepoint(bare) is None
    assert chokepoint_figure(dataset, Selection(), bare) is None


def test_the_overview_tells_the_chokepoint(whole, dataset):
    found = chokepoint_figure(dataset, Selection(), whole)
    assert (found.value, found.label) == ("Nushki", "Reko Diq and Saindak depend on it")
    assert found.detail == "Attacks and holds: 1 in it; State measures: 1 in it"
    assert found.address == "./exposure?behind=nushki"


def test_counts_on_the_picture_are_those_of_its_text_alternative(whole, dataset):
    assert [label_lines(whole, d) for d in whole.districts] == [["▲ 0 (+2) ⬢ 1 (+2)"], ["▲ 1 (+2) ⬢ 1 (+2)"], ["▲ 0 (+2) ⬢ 1 (+2)"]]
    assert all_incidents_text(whole, dataset.places).startswith(
        "Attacks and holds: none reported in Quetta; 2 may be in it. State measures: 1 in Quetta; 2 may be in it. "
        "Attacks and holds: 1 in Nushki; 2 may be in it."
    )


@pytest.mark.parametrize("chosen", ["quetta", "nushki", "chagai"])
@pytest.mark.parametrize("narrow", [False, True])
def test_no_label_on_the_picture_of_the_real_routes_covers_another(whole, dataset, chosen, narrow):
    outlines, told = current_outlines(dataset), {d: label_lines(whole, d) for d in whole.districts}
    layer, paths = outlines.layers["districts"], route_paths(dataset)
    svg = route_svg(told, chosen, whole.sites, paths, layer, outlines.outline_of, dataset.places, narrow=narrow)
    drawn = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}rect")
    boxes = [Box(*(float(rect.get(name)) for name in ("x", "y", "width", "height"))) for rect in drawn]
    assert len(boxes) == 3
    assert [one.overlap(other) for one, other in combinations(boxes, 2)] == [0, 0, 0]


@pytest.mark.parametrize("point", [(5, 5), (635, 5), (5, 295), (635, 295), (320, 150)])
def test_a_label_stands_within_the_picture_beside_its_point_and_clear_of_what_is_there(point):
    taken = [Box(300, 100, 90, 40)]
    box = box_beside(point, ["Nushki", "▲ 1 (+2)"], (640, 300), taken)
    assert box.x >= 0
    assert box.y >= 0
    assert box.x + box.width <= 640
    assert box.y + box.height <= 300
    assert box.overlap(taken[0]) == box.overlap(Box(point[0] - 5, point[1] - 5, 10, 10)) == 0


def opened(**parameters) -> AppTest:
    app = AppTest.from_file(str(FRAME), default_timeout=30)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    app.switch_page("exposure/page.py").run()
    assert not app.exception
    return app


def told(app: AppTest) -> str:
    html = unescape(re.sub(r"<[^>]*>", " ", " ".join(e.proto.body for e in app.get("html"))))
    return " ".join([html, *(m.value for m in app.markdown), *(c.value for c in app.caption)]).replace("\\", "")


def asked(app: AppTest, name: str) -> list[str]:
    found = app.query_params.get(name, [])
    return [found] if isinstance(found, str) else list(found)


def test_the_page_answers_the_question_of_the_articles():
    app = opened()
    words = told(app)
    assert "Chokepoints: Reko Diq and Saindak depend on Nushki  Money: USD 1.25 billion, approved (1 deal)" in words
    assert "Attacks and holds: none reported at Reko Diq." in words
    assert "31–61 days to the next incident" in words
    assert "Order is not cause" in words
    first, second, *_ = app.dataframe[0].value["Days from the deal"]  # a key to sort by, then the words that are shown
    assert (first.endswith(" 31–61 days"), second.endswith(" 31 days or more")) == (True, True)


def test_the_page_follows_the_address():
    app = opened(behind="chagai", site="saindak", ties=["route", "district"], months="3")
    words = told(app)
    assert "Reko Diq and Saindak are in Chagai" in words
    assert "No deal for Saindak is reported." in words
    assert "Within 3 months" in app.dataframe[0].value.columns
    assert set(app.dataframe[0].value["Link"]) == {"on its route", "in its district"}


@pytest.mark.parametrize("parameters", [NOT_KNOWN, {"months": "many"}, {"ties": "none"}])
def test_a_value_that_is_not_known_is_passed_over(parameters):
    assert "depend on Nushki" in told(opened(**parameters))


@pytest.mark.parametrize(
    ("filtered", "words"), [("nushki", "Reko Diq and Saindak depend on Nushki"), ("chagai", "Reko Diq and Saindak are in Chagai")]
)
def test_a_place_filter_chooses_the_district_and_hides_nothing(filtered, words):
    app = opened(district=filtered)
    assert f"Chokepoints: {words}  Money: USD 1.25 billion, approved (1 deal); 1 more deal may count." in told(app)
    assert "Here the place filter only chooses the district; it hides nothing." in told(app)
    assert "hidden by the filters" not in told(app)


def test_a_search_that_finds_nothing_names_all_that_it_hides():
    words = told(opened(q="zzz"))
    assert "Money: no deal shown; 1 deal hidden by the filters (USD 1.25 billion, approved)" in words
    assert "Attacks and holds: none shown in Nushki, 1 hidden by the filters; may be in it: none shown, 2 hidden by the filters." in words
    assert "No deal for these sites shown, 2 hidden by the filters." in words
    assert "8 facts that touch a site hidden by the filters." in words


def test_a_choice_goes_to_the_address_and_the_usual_one_leaves_it():
    app = opened()
    app.button_group(key="months").set_value(6).run()
    assert asked(app, "months") == ["6"]
    app.button_group(key="months").set_value(12).run()
    assert asked(app, "months") == []


def test_a_fact_is_a_click_away_and_the_page_s_own_choices_stay():
    html = "".join(e.proto.body for e in opened(months="6", district="nushki").get("html"))
    links = [parse_qs(unescape(query)) for query in re.findall(r"href='\?([^']*)'", html)]
    assert {"fact": ["bla-held-nushki"], "months": ["6"], "district": ["nushki"]} in links


def test_an_incident_without_place_and_note_is_listed_as_without_place(tmp_path, monkeypatch):
    folder = write_facts(150, tmp_path / "data")
    facts = build_dataset(folder).facts
    incidents = facts[facts["incident_class"].isin(["attack", "state_measure"]) & (facts["place_ids"].map(len) == 0)]
    monkeypatch.setenv("FACTS_DATA", str(folder))
    app = opened(q=incidents["title"].iloc[0].split(":")[0] + ":")
    listed = [e.proto.body for e in app.get("html") if incidents["id"].iloc[0] in e.proto.body and "class='lines'" in e.proto.body]
    assert [html for html in listed if "<span class='second'>no place</span>" in html]
