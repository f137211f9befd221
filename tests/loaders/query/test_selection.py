"""Which facts a selection leaves, and how surely: the rules of the interface on tiny frames, then on all facts."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.frames.dataset import build_dataset
from loaders.frames.origins import origins_of
from loaders.query.search import found_by
from loaders.query.selection import Selection, accounting, select, shown
from loaders.schema.dates import UNDATED, parse_date
from loaders.schema.derived_terms import Match
from loaders.schema.registry_terms import Party
from loaders.schema.site_terms import Commodity
from loaders.schema.vocabulary import Certainty, Kind
from loaders.validation.order import possible_days

WINDOW = (date(2025, 9, 1), date(2025, 12, 15))
DATA = build_dataset()
POSSIBLE_DAYS = possible_days(DATA.facts_by_id)
ORIGINS = origins_of(DATA.articles)
PROVINCES = [p.id for p in DATA.places.values() if p.kind == "province"]
DISTRICTS = [p.id for p in DATA.places.values() if p.kind == "district"]
LIKELY = ["nushki", "chagai", "quetta", "kharan", "swat", "peshawar", "gwadar"]


def _class(frame, selection, identity="one"):
    found = select(frame, selection).set_index("id")["match"]
    return found.get(identity, "out")


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2025-10-05", "definite"),
        ("2025-09-01", "definite"),
        ("2025-12-15", "definite"),
        ("2025-08-31", "out"),
        ("2025-12-16", "out"),
        ("2025-10", "definite"),
        ("2025-12", "possible"),
        ("2025-08", "out"),
        ("2025", "possible"),
        ("2024", "out"),
        ("2025-10/2025-11", "definite"),
        ("2025-08-31/2025-09-01", "possible"),
        ("2025-09/..", "possible"),
        ("2021/..", "possible"),
        ("2025-12-15/..", "possible"),
        ("2025-12-16/..", "out"),
        ("../2025-09-01", "possible"),
        ("../2025-08", "out"),
        ("202X", "possible"),
        (None, "undated"),
    ],
)
def test_dates_match_within_overlap_or_not(make_fact, frame_of, when, expected):
    frame = frame_of(make_fact(date=when))
    assert _class(frame, Selection(dates=WINDOW)) == expected
    assert _class(frame, Selection()) == "definite"


@pytest.mark.parametrize("when", [None, "2025-10", "1999", "2030/.."])
def test_dates_do_not_touch_a_mineral_site(make_fact, frame_of, when):
    assert _class(frame_of(make_fact("mineral_site", date=when)), Selection(dates=WINDOW)) == "definite"


@pytest.mark.parametrize(
    ("given_fact", "expected"),
    [
        pytest.param({"places": ["nushki"]}, "definite", id="in the district"),
        pytest.param({"places": ["swat", "nushki"]}, "definite", id="one of its places in the district"),
        pytest.param({"places": ["chagai"]}, "out", id="in another district"),
        pytest.param({"places": ["dalbandin"]}, "out", id="in a town of another district"),
        pytest.param({"places": ["balochistan"]}, "possible", id="in the province as a whole"),
        pytest.param({"places": ["pakhtunkhwa"]}, "out", id="in the other province as a whole"),
        pytest.param({"places": ["border", "balochistan"]}, "possible", id="in the province and a region"),
        pytest.param({"places": ["chagai"], "places_complete": False}, "possible", id="in an open list of the province"),
        pytest.param({"places": ["swat"], "places_complete": False}, "out", id="in an open list of the other province"),
        pytest.param({"places": ["nushki"], "places_complete": False}, "definite", id="in an open list that names the district"),
        pytest.param({"places": ["pakistan"]}, "unplaced", id="in a country"),
        pytest.param({"places": ["border"]}, "unplaced", id="in a region"),
        pytest.param({"places": ["the-west"]}, "unplaced", id="in a region of the province"),
        pytest.param({"places": ["palace"]}, "unplaced", id="in a venue abroad"),
        pytest.param({"places": ["abroad", "border"]}, "unplaced", id="in a country and a region"),
        pytest.param({"places": ["pakistan", "swat"]}, "out", id="in a country and another district"),
        pytest.param({}, "unplaced", id="nowhere"),
    ],
)
def test_a_district_matches_by_the_facts_own_places(make_fact, frame_of, given_fact, expected):
    assert _class(frame_of(make_fact(**given_fact)), Selection(district=("nushki",))) == expected


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("concerns", "definite"),
        ("part_of", "definite"),
        ("responds_to", "definite"),
        ("contradicts", "unplaced"),
        ("may_be_same_as", "unplaced"),
        ("not_additive_with", "unplaced"),
    ],
)
def test_a_relation_places_a_fact_only_when_it_is_about_the_other(make_fact, frame_of, how, expected):
    other = make_fact(id="other", places=["nushki"])
    frame = frame_of(make_fact(related=[{"fact": "other", "how": how}]), other)
    assert _class(frame, Selection(district=("nushki",))) == expected
    assert _class(frame, Selection(province=("balochistan",))) == expected
    assert _class(frame, Selection(district=("nushki",)), "other") == "definite"


def test_a_relation_does_not_place_a_fact_two_steps_away(make_fact, frame_of):
    about = {"how": "concerns"}
    frame = frame_of(
        make_fact(related=[about | {"fact": "next"}]),
        make_fact(id="next", related=[about | {"fact": "last"}]),
        make_fact(id="last", places=["swat"]),
    )
    assert _class(frame, Selection(district=("swat",))) == "unplaced"
    assert _class(frame, Selection(district=("swat",)), "next") == "definite"


@pytest.mark.parametrize(("district", "expected"), [("chagai", "definite"), ("swat", "out"), ("nushki", "out")])
def test_a_deal_is_placed_by_its_sites(make_fact, frame_of, district, expected):
    assert _class(frame_of(make_fact("financing_deal", sites=["mine"], places=["mine"])), Selection(district=(district,))) == expected
    if expected == "definite":
        assert _class(frame_of(make_fact("financing_deal", sites=["mine"])), Selection(district=(district,))) == expected


@pytest.mark.parametrize(
    ("given_fact", "expected"),
    [
        ({"places": ["nushki"]}, "definite"),
        ({"places": ["mine"]}, "definite"),
        ({"places": ["balochistan"]}, "definite"),
        ({"places": ["the-west"]}, "definite"),
        ({"places": ["swat"]}, "out"),
        ({"places": ["swat"], "places_complete": False}, "out"),
        ({"places": ["pakistan"]}, "unplaced"),
        ({"places": ["palace"]}, "unplaced"),
        ({}, "unplaced"),
    ],
    ids=["district", "site", "province", "region in it", "elsewhere", "open list elsewhere", "country", "venue abroad", "nowhere"],
)
def test_a_province_matches_yes_unplaced_or_no(make_fact, frame_of, given_fact, expected):
    assert _class(frame_of(make_fact(**given_fact)), Selection(province=("balochistan",))) == expected


@pytest.mark.parametrize(
    ("given_fact", "expected"),
    [
        ({"date": "2025-10", "places": ["nushki"]}, "definite"),
        ({"date": "2025-12", "places": ["nushki"]}, "possible"),
        ({"date": "2025-10", "places": ["balochistan"]}, "possible"),
        ({"date": "2025-12", "places": ["balochistan"]}, "possible"),
        ({"places": ["nushki"]}, "undated"),
        ({"places": ["balochistan"]}, "undated"),
        ({"date": "2025-10"}, "unplaced"),
        ({"date": "2025-12"}, "unplaced"),
        ({}, "unplaced"),
        ({"date": "2024"}, "out"),
        ({"places": ["swat"]}, "out"),
        ({"date": "2025-12", "places": ["swat"]}, "out"),
    ],
    ids=str,
)
def test_no_outweighs_unplaced_undated_possible_and_definite_in_this_order(make_fact, frame_of, given_fact, expected):
    assert _class(frame_of(make_fact(**given_fact)), Selection(district=("nushki",), dates=WINDOW)) == expected


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(kind=("security_incident",)), "definite"),
        (Selection(kind=("context", "security_incident")), "definite"),
        (Selection(kind=("context",)), "out"),
        (Selection(article=("paper",)), "definite"),
        (Selection(article=("other",)), "out"),
        (Selection(actor=("bank",)), "definite"),
        (Selection(actor=("army",)), "out"),
        (Selection(claimant=("army",)), "definite"),
        (Selection(claimant=("author",)), "out"),
        (Selection(party=("pakistani_state",)), "definite"),
        (Selection(party=("bla",)), "out"),
        (Selection(commodity=("gold",)), "definite"),
        (Selection(commodity=("copper",)), "out"),
        (Selection(certainty=("claimed", "stated")), "definite"),
        (Selection(certainty=("stated",)), "out"),
        (Selection(q="STORM night"), "definite"),
        (Selection(q="storm day"), "out"),
        (Selection(q="nushki"), "definite"),
        (Selection(q="the bank"), "definite"),
        (Selection(q=".*"), "out"),
        (Selection(q="storm", kind=("context",)), "out"),
    ],
    ids=lambda value: str(value.query()) if isinstance(value, Selection) else value,
)
def test_the_other_filters_say_yes_or_no(make_fact, frame_of, selection, expected):
    actors = [{"actor": "bank", "role": "subject"}]
    words = {"title": "A Storm", "summary": "It came at Night.", "places": ["nushki"]}
    frame = frame_of(make_fact(**words, actors=actors, claimed_by=["army"], certainty="claimed", commodities=["gold"]))
    assert _class(frame, selection) == expected


def test_words_are_searched_in_all_that_a_fact_says_but_its_id(make_fact, frame_of):
    assert _class(frame_of(make_fact(commodities=["gold"])), Selection(q="gold")) == "definite"
    assert _class(frame_of(make_fact(id="silver")), Selection(q="silver")) == "out"


@pytest.mark.parametrize(
    ("given", "selection", "expected"),
    [
        ({"kind": "diplomatic_event", "event_type": "accusation"}, Selection(type=("accusation",)), "definite"),
        ({"kind": "diplomatic_event", "event_type": "accusation"}, Selection(type=("meeting", "attack")), "out"),
        ({"event_type": "communications_shutdown"}, Selection(type=("communications_shutdown",)), "definite"),
        ({"kind": "context", "topic": "market"}, Selection(type=("market",)), "definite"),
        ({"actors": [{"actor": "bank", "role": "subject"}]}, Selection(country=("Nowhere",)), "out"),
        ({}, Selection(articles=("1",)), "definite"),
        ({}, Selection(articles=("2+",)), "out"),
        ({}, Selection(articles=("1", "2+")), "definite"),
        ({}, Selection(all_articles=("paper",)), "definite"),
        ({}, Selection(all_articles=("paper", "another")), "out"),
        ({"claimed_by": ["army"]}, Selection(party=("any",)), "definite"),
        ({"claimed_by": ["author"]}, Selection(party=("any",)), "out"),
        ({"date": "2025-10"}, Selection(dated=("no",)), "out"),
        ({}, Selection(dated=("no",)), "definite"),
        ({"places": ["nushki"]}, Selection(placed=("yes",)), "definite"),
        ({"places": ["abroad"]}, Selection(placed=("no",)), "definite"),
        ({}, Selection(relation=("contradicts",)), "out"),
    ],
    ids=str,
)
def test_filters_by_type_country_articles_side_date_place_and_relation(make_fact, frame_of, given, selection, expected):
    assert _class(frame_of(make_fact(**given)), selection) == expected


def test_a_relation_counts_for_both_facts_whichever_says_it():
    found = {*select(DATA.facts, Selection(relation=("contradicts",)))["id"]}
    pairs = [(f.id, r.fact) for f in DATA.facts_by_id.values() for r in f.related if r.how == "contradicts"]
    assert found == {identity for pair in pairs for identity in pair}


def test_shown_holds_the_classes_that_the_reader_wants(make_fact, frame_of):
    frame = frame_of(make_fact(date="2025-10"), make_fact(id="two", date="2025-12"), make_fact(id="three"))
    selected = select(frame, Selection(dates=WINDOW))
    assert accounting(selected) == {"definite": 1, "possible": 1, "undated": 1, "unplaced": 0, "timeless": 0}
    for match, ids in ((("definite", "possible"), ["one", "two"]), (("undated",), ["three"]), ((), []), (("unplaced",), [])):
        assert sorted(shown(selected, Selection(match=match))["id"]) == sorted(ids)


def test_mineral_sites_that_match_any_dates_are_counted_apart(make_fact, frame_of):
    sites = [make_fact("mineral_site", id=f"site-{n}", places=places) for n, places in enumerate((["nushki"], ["balochistan"], []))]
    frame = frame_of(make_fact(date="2025-10", places=["nushki"]), make_fact(id="two", places=["nushki"]), *sites)
    assert accounting(select(frame, Selection(dates=WINDOW))) == {"definite": 4, "possible": 0, "undated": 1, "unplaced": 0, "timeless": 3}
    near = accounting(select(frame, Selection(dates=WINDOW, district=("nushki",))))
    assert near == {"definite": 2, "possible": 1, "undated": 1, "unplaced": 1, "timeless": 1}


def test_an_empty_frame_has_empty_classes(make_fact, frame_of):
    frame = frame_of(make_fact()).iloc[:0]
    assert accounting(select(frame, Selection(district=("nushki",), dates=WINDOW, q="x"))) == dict.fromkeys(
        [*map(str, Match), "timeless"], 0
    )


@pytest.mark.parametrize(
    ("selection", "pairs"),
    [
        (Selection(), []),
        (Selection(match=()), [("match", "none")]),
        (Selection(match=("undated",)), [("match", "undated")]),
        (Selection(district=("nushki", "swat"), q="a b"), [("district", "nushki"), ("district", "swat"), ("q", "a b")]),
        (Selection(dates=WINDOW), [("dates", "2025-09-01"), ("dates", "2025-12-15")]),
    ],
)
def test_a_selection_is_written_as_parameters_without_defaults(selection, pairs):
    assert selection.query() == pairs
    assert selection.filters == any(name != "match" for name, _ in pairs)


def _some(*words, most=2):
    return st.lists(st.sampled_from(words), max_size=most, unique=True).map(tuple)


FOUND = {  # what words find is tested in test_search.py
    q: {*DATA.facts.loc[found_by(DATA.facts, q), "id"]} for q in ("BLA", "nushki", "officials say", "White House", "united states", "Ä")
}
DAYS = st.dates(date(2019, 1, 1), date(2027, 1, 1))
SELECTIONS = st.builds(
    Selection,
    province=_some(*PROVINCES) | st.just(()),
    district=st.just(()) | _some(*LIKELY) | _some(*DISTRICTS),
    dates=st.none() | st.tuples(DAYS, DAYS).map(lambda days: tuple(sorted(days))),
    kind=st.just(()) | _some(*map(str, Kind), most=4),
    article=st.just(()) | _some(*DATA.articles),
    actor=st.just(()) | _some(*DATA.actors, most=9),
    claimant=st.just(()) | _some("author", *DATA.actors, most=9),
    party=st.just(()) | _some(*map(str, Party), most=4),
    commodity=st.just(()) | _some(*map(str, Commodity), most=4),
    certainty=st.just(()) | _some(*map(str, Certainty), most=4),
    type=st.just(()) | _some("accusation", "attack", "approved", "mine_project", "policy", most=4),
    all_articles=st.just(()) | _some(*DATA.articles),
    articles=st.just(()) | _some("1", "2+"),
    origins=st.just(()) | _some("1", "2+"),
    country=st.just(()) | _some("Pakistan", "India", "United States"),
    dated=st.just(()) | _some("yes", "no"),
    q=st.sampled_from(["", "", "", *FOUND]),
    match=_some(*map(str, Match), most=4),
)


@given(SELECTIONS)
def test_each_fact_is_in_one_class_or_outside(selection):
    selected = select(DATA.facts, selection)
    counts = accounting(selected)
    on_screen = shown(selected, selection)
    held_back = sum(counts[match] for match in Match if match not in selection.match)
    assert selected["id"].is_unique
    assert not selected["match"].isna().any()
    assert sum(counts[match] for match in Match) == len(selected)
    assert counts["timeless"] == sum(selected[selected["match"] == "definite"]["kind"] == Kind.MINERAL_SITE)
    outside = len(DATA.facts) - len(DATA.facts[DATA.facts["id"].isin(selected["id"])])
    assert len(on_screen) + held_back + outside == len(DATA.facts)


@pytest.mark.slow
@given(SELECTIONS)
def test_select_does_not_change_its_frame(selection):
    before = DATA.facts.copy(deep=True)
    selected = select(DATA.facts, selection)
    selected["title"] = "changed"
    pd.testing.assert_frame_equal(DATA.facts, before)
    assert "match" not in DATA.facts


@pytest.mark.slow
@given(SELECTIONS, SELECTIONS, st.data())
def test_one_more_filter_never_adds_facts(selection, other, data):
    names = [n for n, value in vars(selection).items() if n != "match" and value in ((), None, "")]
    added = data.draw(st.sampled_from(names)) if names else "q"
    narrower = Selection(**(vars(selection) | ({added: getattr(other, added)} if names else {})))
    assert {*select(DATA.facts, narrower)["id"]} <= {*select(DATA.facts, selection)["id"]}


# --- The rules once more, written from the text of the interface over the records, not over the frame


def _chain(place):
    while place is not None:
        yield DATA.places[place]
        place = DATA.places[place].in_


def _inside(place, wanted):
    return any(p.id in wanted for p in _chain(place))


def _nowhere(fact):
    """Its only place is a country, a region, something abroad, or nothing."""
    kinds = ("district", "province")
    return not any(DATA.places[p].kind != "region" and any(q.kind in kinds for q in _chain(p)) for p in fact.places)


def _related_places(fact):
    near = [DATA.facts_by_id[r.fact] for r in fact.related if r.how in ("concerns", "part_of", "responds_to")]
    return [*fact.places, *getattr(fact, "sites", ()), *(p for other in near for p in other.places)]


def _by_district(fact, wanted):
    if any(_inside(p, wanted) for p in _related_places(fact)):
        return "yes"
    provinces = {q.id for d in wanted for q in _chain(d) if q.kind == "province"}
    if any(p in provinces for p in fact.places) or (not fact.places_complete and any(_inside(p, provinces) for p in fact.places)):
        return "possible"
    return "unplaced" if _nowhere(fact) else "no"


def _by_province(fact, wanted):
    if any(_inside(p, wanted) for p in _related_places(fact)):
        return "yes"
    return "unplaced" if _nowhere(fact) else "no"


def _by_date(fact, first, last):
    if fact.kind == "mineral_site":
        return "yes"
    if fact.date is None:  # an order says when it may have been, never when it was
        days = POSSIBLE_DAYS[fact.id]
        if days.earliest is None and days.latest is None:
            return "undated"
        return "possible" if (days.earliest or date.min) <= last and first <= (days.latest or date.max) else "no"
    span = parse_date(fact.date) if fact.date else UNDATED
    start, end = span.start or date.min, span.end or date.max
    if first <= start and end <= last:
        return "yes"
    return "possible" if start <= last and first <= end else "no"


def _by_the_rest(fact, selection):
    claimants = {*fact.claimed_by, *(c for s in fact.sources for c in s.claimed_by), *(c for f in fact.figures for c in f.claimed_by)}
    parties = {None if c == "author" else DATA.actors[c].party for c in claimants}
    actors = {role.actor for role in fact.actors}
    countries = {DATA.actors[a].country for a in actors}
    types = {getattr(fact, name, None) for name in ("site_type", "event_type", "status", "instrument", "topic")}
    articles = {source.article for source in fact.sources}
    for wanted, has in (
        (selection.kind, {fact.kind}),
        (selection.type, types),
        (selection.article, articles),
        (selection.articles, {"1" if len(articles) == 1 else "2+"}),
        (selection.origins, {"1" if len({ORIGINS[article] for article in articles}) == 1 else "2+"}),
        (selection.country, countries),
        (selection.dated, {"yes" if fact.date else "no"}),
        (selection.actor, actors),
        (selection.claimant, claimants),
        (selection.party, parties if len(parties) == 1 else set()),
        (selection.commodity, {*fact.commodities}),
        (selection.certainty, {fact.certainty}),
    ):
        if wanted and not {*map(str, wanted)} & {*map(str, has)}:
            return "no"
    if not {*selection.all_articles} <= articles:
        return "no"
    return "yes" if not selection.q or fact.id in FOUND[selection.q] else "no"


def _reference(fact, selection):
    said = {_by_the_rest(fact, selection)}
    said |= {_by_date(fact, *selection.dates)} if selection.dates else set()
    said |= {_by_district(fact, selection.district)} if selection.district else set()
    said |= {_by_province(fact, selection.province)} if selection.province else set()
    return next(word for word in ("no", "unplaced", "undated", "possible", "yes") if word in said)


@pytest.mark.slow
@given(SELECTIONS)
def test_select_agrees_with_the_rules_applied_one_fact_at_a_time(selection):
    expected = {i: _reference(fact, selection) for i, fact in DATA.facts_by_id.items()}
    expected = {i: word.replace("yes", "definite") for i, word in expected.items() if word != "no"}
    selected = select(DATA.facts, selection)
    assert dict(zip(selected["id"], selected["match"], strict=True)) == expected
