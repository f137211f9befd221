"""What a site depends on, what touches it and how far apart in time: every kind of tie, and routes that are wrong or missing."""

import pandas as pd
import pytest

from loaders.exposure.day_gaps import DayRange, TemporalOrder, day_gaps, days_between, distance_text, next_event_after
from loaders.exposure.dependencies import DistrictRole, dependencies, dependent_sites, districts_along_routes, gaps, sites_of
from loaders.exposure.links import closest_links, deal_ties, incident_ties
from loaders.frames.facts import of_kind
from loaders.frames.registries import routes_frame
from loaders.query.selection import Selection, select
from loaders.schema.derived_terms import SiteLink
from loaders.schema.registries import Place

PASSAGE = ("paper", 3, "https://paper.example/a")
PARENTS = {  # id: kind, parent
    "land": ("country", None),
    "province": ("province", "land"),
    "other-province": ("province", "land"),
    "start": ("district", "province"),
    "pass": ("district", "province"),
    "end": ("district", "province"),
    "elsewhere": ("district", "province"),
    "far": ("district", "other-province"),
    "town": ("town", "end"),
    "west": ("region", "province"),
    "border": ("region", None),
    "mine": ("site", "end"),
    "lost-mine": ("site", "province"),
    "circle": ("site", "circle-too"),
    "circle-too": ("town", "circle"),
}
PLACES = {
    i: Place.model_validate({"id": i, "name": i.title(), "kind": kind, "source": "made up"} | ({"in": parent} if parent else {}))
    for i, (kind, parent) in PARENTS.items()
}


def routes(*ways: dict) -> pd.DataFrame:
    plain = {"id": "road", "name": "Road", "via": ("start", "pass", "end"), "serves": ("mine",), "basis": (PASSAGE,), "gazetteer": None}
    return pd.DataFrame([plain | way for way in ways], columns=list(plain))


def incidents(*rows: dict) -> pd.DataFrame:
    plain = {"id": "one", "place_ids": (), "places_complete": True}
    return pd.DataFrame([plain | row for row in rows], columns=list(plain))


def deals(*rows: dict) -> pd.DataFrame:
    plain = {"id": "deal", "title": "A deal", "sites": (), "place_ids": (), "places_complete": True, "related": ()}
    return pd.DataFrame([plain | row for row in rows], columns=list(plain))


def dated(identity: str, start: str | None, end: str | None = None, precision: str = "range") -> dict:
    return {"id": identity, "date_start": pd.Timestamp(start), "date_end": pd.Timestamp(end), "date_precision": precision}


def day(identity: str, when: str) -> dict:
    return dated(identity, when, when, "day")


DECEMBER = dated("deal", "2025-12-01", "2025-12-31", "month")


def test_a_site_depends_on_the_districts_of_its_route_and_on_its_own():
    found = dependencies(["mine"], routes({}), PLACES)
    assert list(zip(found["district"], found["part"], strict=True)) == [
        ("start", DistrictRole.START),
        ("pass", DistrictRole.PASSED),
        ("end", DistrictRole.OWN),
    ]
    assert districts_along_routes(found) == ("start", "pass", "end")
    assert dependent_sites(found, "pass") == ("mine",)
    assert dependent_sites(found, "elsewhere") == ()


def test_what_passes_a_district_rests_on_the_article_and_where_the_site_lies_on_the_gazetteer():
    found = dependencies(["mine"], routes({}), PLACES).set_index("district")
    assert found.loc["pass", "basis"] == (PASSAGE,)
    assert found.loc["pass", "gazetteer"] == ()
    assert found.loc["end", "basis"] == ()
    assert found.loc["end", "gazetteer"] == ("Mine lies in End",)


def test_a_route_without_passages_rests_on_the_gazetteer():
    found = dependencies(["mine"], routes({"basis": (), "gazetteer": "Drawn on a map."}), PLACES).set_index("district")
    assert found.loc["pass", "gazetteer"] == ("Drawn on a map.",)


def test_a_route_that_runs_in_a_circle_passes_each_district_once():
    found = dependencies(["mine"], routes({"via": ("start", "pass", "start", "town", "pass", "end")}), PLACES)
    assert list(found["district"]) == ["start", "pass", "end"]


def test_places_that_lie_in_each_other_end_nothing():
    found = dependencies(["circle"], routes({"via": ("start", "circle-too"), "serves": ("circle",)}), PLACES)
    assert list(found["district"]) == ["start", ""]
    assert incident_ties(incidents({"place_ids": ("circle-too",)}), found, PLACES).empty


def test_a_site_without_a_route_depends_on_its_own_district_and_it_is_said():
    found = dependencies(["mine"], routes(), PLACES)
    assert list(found["district"]) == ["end"]
    assert gaps(["mine"], routes(), PLACES) == ("No route to Mine is recorded: only where it lies can be told.",)


def test_unknown_districts_are_said_and_break_nothing():
    road = routes({"via": ("start", "border", "nowhere"), "serves": ("lost-mine",)})
    found = dependencies(["lost-mine"], road, PLACES)
    assert list(found["district"]) == ["start", ""]
    assert districts_along_routes(found) == ("start",)
    assert gaps(["lost-mine"], road, PLACES) == (
        "The district of Lost-Mine is not known.",
        "Border, on the route Road, lies in no known district.",
        "nowhere, on the route Road, lies in no known district.",
    )


def test_a_district_that_another_route_avoids_is_told_from_one_that_none_does():
    found = dependencies(["mine"], routes({}, {"id": "track", "via": ("start", "elsewhere")}), PLACES).set_index("district")
    assert found["every_route"].to_dict() == {"start": True, "pass": False, "elsewhere": False, "end": True}


@pytest.mark.parametrize(
    ("places", "complete", "expected"),
    [
        (("mine",), True, {"end": SiteLink.DIRECT}),
        (("end",), True, {"end": SiteLink.DISTRICT}),
        (("town",), True, {"end": SiteLink.DISTRICT}),
        (("pass",), True, {"pass": SiteLink.ROUTE}),
        (("start", "town"), True, {"start": SiteLink.ROUTE, "end": SiteLink.DISTRICT}),
        (("province",), True, dict.fromkeys(("start", "pass", "end"), SiteLink.POSSIBLE)),
        (("west",), True, dict.fromkeys(("start", "pass", "end"), SiteLink.POSSIBLE)),
        (("pass",), False, {"start": SiteLink.POSSIBLE, "pass": SiteLink.ROUTE, "end": SiteLink.POSSIBLE}),
        (("elsewhere",), False, dict.fromkeys(("start", "pass", "end"), SiteLink.POSSIBLE)),
        (("border", "province"), False, dict.fromkeys(("start", "pass", "end"), SiteLink.POSSIBLE)),
        (("elsewhere",), True, {}),
        (("far",), True, {}),
        (("far",), False, {}),
        (("land",), True, {}),
        (("border",), True, {}),
        ((), True, {}),
        (("nowhere",), True, {}),
    ],
)
def test_an_incident_touches_a_site_by_its_closest_tie_in_each_district(places, complete, expected):
    needed = dependencies(["mine"], routes({}), PLACES)
    found = incident_ties(incidents({"place_ids": places, "places_complete": complete}), needed, PLACES)
    assert dict(zip(found["district"], found["tie"], strict=True)) == expected


def test_a_tie_says_why_and_on_what_basis():
    needed = dependencies(["mine"], routes({}), PLACES)
    found = incident_ties(incidents({"place_ids": ("pass", "town")}), needed, PLACES).set_index("district")
    assert found.loc["pass", ["why", "basis", "gazetteer"]].tolist() == ["the route Road passes it", (PASSAGE,), ()]
    assert found.loc["end", ["why", "basis"]].tolist() == ["Mine lies in it", ()]
    assert found.loc["end", "gazetteer"] == ("Town lies in End", "Mine lies in End")
    wide = incident_ties(incidents({"place_ids": ("province",)}), needed, PLACES)
    assert set(wide["why"]) == {"placed in Province, in no one district"}
    open_list = incident_ties(incidents({"place_ids": ("elsewhere",), "places_complete": False}), needed, PLACES)
    assert set(open_list["why"]) == {"the list of places is left open: Elsewhere and others"}


def test_a_site_of_unknown_district_may_be_touched_by_what_lies_in_its_province():
    needed = dependencies(["lost-mine"], routes(), PLACES)
    found = incident_ties(incidents({"place_ids": ("elsewhere",)}, {"id": "two", "place_ids": ("lost-mine",)}), needed, PLACES)
    assert dict(zip(found["fact"], found["tie"], strict=True)) == {"one": SiteLink.POSSIBLE, "two": SiteLink.DIRECT}


def test_the_closest_tie_stands_for_an_incident():
    needed = dependencies(["mine"], routes({}), PLACES)
    found = closest_links(incident_ties(incidents({"place_ids": ("start", "end")}), needed, PLACES))
    assert list(zip(found["fact"], found["tie"], strict=True)) == [("one", SiteLink.DISTRICT)]


def test_empty_frames_give_empty_frames():
    needed = dependencies([], routes(), PLACES)
    assert needed.empty
    assert districts_along_routes(needed) == ()
    assert incident_ties(incidents(), needed, PLACES).empty
    assert closest_links(incident_ties(incidents(), needed, PLACES)).empty
    assert deal_ties(deals(), ["mine"], PLACES).empty


def test_frames_stay_as_they_are():
    given = incidents({"place_ids": ("pass",)})
    before = given.copy(deep=True)
    incident_ties(given, dependencies(["mine"], routes({}), PLACES), PLACES)
    pd.testing.assert_frame_equal(given, before)


def test_a_deal_is_for_a_site_or_may_be():
    found = deal_ties(
        deals(
            {"id": "named", "title": "Named", "sites": ("mine",)},
            {"id": "placed", "place_ids": ("mine",)},
            {"id": "same", "related": (("may_be_same_as", "named"),)},
            {"id": "wide", "place_ids": ("province",)},
            {"id": "country", "place_ids": ("land",)},
            {"id": "other", "sites": ("lost-mine",), "place_ids": ("province",)},
        ),
        ["mine"],
        PLACES,
    )
    assert {row["fact"]: (row["tie"], row["why"]) for row in found.to_dict("records")} == {
        "named": (SiteLink.DIRECT, "for the site"),
        "placed": (SiteLink.DIRECT, "for the site"),
        "same": (SiteLink.POSSIBLE, "may be the same as “Named”"),
        "wide": (SiteLink.POSSIBLE, "placed in Province, no site named"),
    }


def test_sites_are_what_routes_serve_what_money_is_for_and_what_is_called_a_mine():
    facts = pd.DataFrame(
        {"sites": [("lost-mine",), ()], "site_type": [None, "mine_project"], "place_ids": [(), ("circle", "end")]}, index=[0, 1]
    )
    assert sites_of(facts, routes({}), PLACES) == ("mine", "lost-mine", "circle")


@pytest.mark.parametrize(
    ("other", "words", "order"),
    [
        (day("x", "2026-01-31"), "31–61 days", TemporalOrder.AFTER),
        (dated("x", "2026-01-31"), "31 days or more", TemporalOrder.AFTER),
        (day("x", "2025-11-30"), "1–31 days before", TemporalOrder.BEFORE),
        (dated("x", "2025-01-01", "2025-12-31", "year"), "between 364 days before and 30 days after", TemporalOrder.EITHER),
        (dated("x", None, "2025-11-30"), "1 day or more before", TemporalOrder.BEFORE),
        (dated("x", None, "2026-01-31"), "61 days at most", TemporalOrder.EITHER),
        (dated("x", "2021-01-01"), "from 1825 days before, with no upper limit", TemporalOrder.EITHER),
    ],
)
def test_a_distance_is_as_exact_as_the_two_dates(other, words, order):
    assert distance_text(DECEMBER, other) == words
    assert days_between(DECEMBER, other).order is order


def test_days_between_two_days_are_exact():
    assert distance_text(day("a", "2026-01-31"), day("b", "2026-02-01")) == "1 day"
    assert distance_text(day("b", "2026-02-02"), day("a", "2026-01-31")) == "2 days before"
    assert distance_text(day("a", "2026-01-31"), day("b", "2026-01-31")) == "0 days"
    assert DayRange(0, 0).order is TemporalOrder.EITHER
    assert distance_text(DECEMBER, dated("x", None, None, "none")) == "not known: one of the two has no date"
    assert str(DayRange(None, None)) == "not known: both spans are open"


def test_distances_hold_what_may_lie_within_the_months_and_say_what_is_sure():
    rows = [day("near", "2026-02-01"), day("far", "2027-06-01"), day("long-ago", "2020-01-01"), dated("open", "2026-02-01"),
            dated("undated", None, None, "none"), day("before", "2025-06-15")]  # fmt: skip
    found = day_gaps(DECEMBER, pd.DataFrame(rows), 12).set_index("fact")
    assert list(found.index) == ["before", "near", "open", "undated"]
    assert found["within"].to_dict() == {"before": True, "near": True, "open": False, "undated": False}
    assert found["order"].to_dict() == {"before": "before", "near": "after", "open": "after", "undated": "unknown"}
    assert list(day_gaps(DECEMBER, pd.DataFrame(rows), 2)["fact"]) == ["near", "open", "undated"]
    assert list(day_gaps(DECEMBER, pd.DataFrame(rows), 1)["fact"]) == ["undated"]
    assert day_gaps(DECEMBER, pd.DataFrame(rows[:0], columns=list(DECEMBER)), 12).empty


def test_the_next_incident_is_several_where_their_order_is_not_known():
    rows = pd.DataFrame([day("first", "2026-01-31"), dated("open", "2026-01-31"), day("later", "2026-03-01"), day("before", "2025-01-01")])
    found = next_event_after(DECEMBER, rows)
    assert found.facts == ("first", "open")
    assert str(found.days) == "31–61 days"
    assert str(next_event_after(DECEMBER, rows[rows["id"] == "open"]).days) == "31 days or more"
    assert next_event_after(DECEMBER, rows[rows["id"] == "before"]) is None
    assert next_event_after(dated("deal", None, None, "none"), rows) is None


@pytest.fixture(scope="module")
def real(dataset):
    """The project's own data: sites, dependencies, ties of incidents and deals, and the facts."""
    facts = select(dataset.facts, Selection())
    ways = routes_frame(dataset)
    sites = sites_of(dataset.facts, ways, dataset.places)
    needed = dependencies(sites, ways, dataset.places)
    return {
        "sites": sites,
        "depends": needed,
        "ties": incident_ties(of_kind(facts, "security_incident"), needed, dataset.places),
        "deals": deal_ties(of_kind(facts, "financing_deal"), sites, dataset.places),
        "facts": facts.set_index("id", drop=False),
        "gaps": gaps(sites, ways, dataset.places),
    }


def test_reko_diq_and_saindak_lie_behind_nushki(real):
    assert dependent_sites(real["depends"], "nushki") == ("reko-diq", "saindak")
    assert districts_along_routes(real["depends"]) == ("quetta", "nushki", "chagai")
    assert real["gaps"] == ()


def test_one_deal_with_an_amount_is_behind_nushki_and_it_is_approved(real):
    direct = real["deals"][real["deals"]["tie"] == SiteLink.DIRECT]
    assert list(zip(direct["site"], direct["fact"], strict=True)) == [("reko-diq", "exim-reko-diq-approval")]
    deal = real["facts"].loc["exim-reko-diq-approval"]
    assert (deal["amount_usd"], deal["status"]) == (1_250_000_000, "approved")


def test_the_second_mention_of_us_financing_has_no_amount_and_may_be_the_same_deal(real):
    maybe = real["deals"][real["deals"]["tie"] == SiteLink.POSSIBLE]
    assert list(zip(maybe["site"], maybe["fact"], strict=True)) == [("reko-diq", "us-support-copper-projects")]
    assert maybe["why"].iloc[0].startswith("may be the same as “EXIM approves")
    assert pd.isna(real["facts"].loc["us-support-copper-projects", "amount_usd"])


def test_no_amount_is_stated_for_saindak(real):
    assert "saindak" not in set(real["deals"]["site"])


def test_no_incident_is_reported_at_either_mine(real):
    assert SiteLink.DIRECT not in set(real["ties"]["tie"])


def test_the_hold_and_the_shutdown_touch_the_route_and_dalbandin_is_the_gazetteers(real):
    sure = real["ties"][(real["ties"]["tie"] != SiteLink.POSSIBLE) & (real["ties"]["site"] == "reko-diq")]
    assert set(zip(sure["fact"], sure["district"], sure["tie"], strict=True)) == {
        ("bla-held-nushki", "nushki", SiteLink.ROUTE),
        ("mobile-services-suspended", "quetta", SiteLink.ROUTE),
        ("mobile-services-suspended", "nushki", SiteLink.ROUTE),
        ("mobile-services-suspended", "chagai", SiteLink.DISTRICT),
    }
    here = sure.set_index(["fact", "district"])
    assert "Dalbandin lies in Chagai" in here.loc[("mobile-services-suspended", "chagai"), "gazetteer"]
    assert {(article, paragraph) for article, paragraph, _ in here.loc[("bla-held-nushki", "nushki"), "basis"]} == {("ndtv-sonavane", 3)}


def test_the_offensive_is_possible_everywhere_on_the_route(real):
    ties = real["ties"][real["ties"]["fact"] == "operation-herof-phase-2"]
    assert set(ties["tie"]) == {SiteLink.POSSIBLE}
    assert set(ties["district"]) == {"quetta", "nushki", "chagai"}


def test_the_days_from_the_approval_to_the_offensive_and_to_the_hold(real):
    deal, facts = real["facts"].loc["exim-reko-diq-approval"], real["facts"]
    assert distance_text(deal, facts.loc["operation-herof-phase-2"]) == "31–61 days"
    assert distance_text(deal, facts.loc["bla-held-nushki"]) == "31 days or more"


def test_what_happened_elsewhere_or_nowhere_touches_no_site(real):
    untied = {"kp-conflict-ttp", "mining-routes-too-dangerous", "abbey-gate-bombing", "killed-in-attacks-2025"}
    assert untied.isdisjoint(real["ties"]["fact"])
