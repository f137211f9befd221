"""A filter never makes a sentence of the chokepoint views false: held for every value of every filter, on all districts and sites."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.exposure.chokepoints import HAPPENED, Exposure, Tally, chokepoint, exposure_of
from loaders.frames.dataset import Dataset, build_dataset
from loaders.frames.registries import routes_frame
from loaders.query.selection import Selection, select, shown
from loaders.schema.derived_terms import Match
from loaders.schema.formatting import amount_words
from loaders.schema.incident_terms import IncidentClass
from pages.drawing.exposure.counts import all_incidents_text, incidents_text, label_lines, marks_text, may_be_text, placed_text
from pages.drawing.exposure.near import deals_text, near_text, next_of_deal
from pages.drawing.exposure.summary import at_site_text, behind_text, money_for_text, money_text, place_filter_text, shutdown_text
from pages.overview.figures import chokepoint_figure
from pages.overview.summary import latest_events
from pages.state.exposure import exposure_for
from tests.benchmarks.generate import write_facts

DATES = [(date(1950, 1, 1), date(1950, 1, 2)), (date(2026, 1, 1), date(2026, 2, 28)), (date(2025, 12, 5), date(2025, 12, 20))]
COLUMNS = {
    "kind": "kind",
    "party": "party",
    "certainty": "certainty",
    "article": "articles",
    "actor": "actors",
    "claimant": "match_claimants",
    "commodity": "commodities",
    "district": "match_districts",
    "province": "match_provinces",
}
DENIAL = re.compile(r"\b(no|none|nothing|0)\b", re.IGNORECASE)
Said = dict[Selection, dict[tuple[str, ...], str]]
DISTRICTS = ("quetta", "nushki", "chagai")
MOST = [10, pytest.param(999, marks=pytest.mark.long)]  # selections: some, or one for each value of each filter
CLASSES = [IncidentClass.ATTACK, IncidentClass.STATE_MEASURE]


def values(dataset: Dataset) -> dict[str, list[object]]:
    """Every value that each filter can have."""
    found: dict[str, list[object]] = {"dates": [*DATES], "q": ["zzz", "gold", "nushki"]}
    for name, column in COLUMNS.items():
        told = dataset.facts[column]
        of_fact = [v for v in (told if not isinstance(told.iloc[0], tuple) else told.explode()) if isinstance(v, str)]
        found[name] = [(v,) for v in dict.fromkeys(of_fact)]
    found["match"] = [(), *((m.value,) for m in Match), tuple(m.value for m in Match)]
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return build_dataset(write_facts(150, tmp_path_factory.mktemp("made") / "data"))


def each(dataset: Dataset, most: int) -> list[Selection]:
    """A selection per value of each filter, of those that show the same deals and incidents one; at most so many, evenly picked."""
    alone = [Selection()] + [replace(Selection(), **{name: value}) for name, found in values(dataset).items() for value in found]  # type: ignore[arg-type]
    told = set(dataset.facts.loc[dataset.facts["kind"].isin(["financing_deal", "security_incident"]), "id"])
    seen = {(s.district, s.province, *sorted((i, m) for i, m in exposure_for(dataset, s).matches.items() if i in told)): s for s in alone}
    return list(seen.values())[:: 1 + len(seen) // most]


def ids_shown(dataset: Dataset, selection: Selection) -> set[str]:
    """What the selection shows apart from its places, by the loaders alone."""
    asked = replace(selection, district=(), province=())
    return set(shown(select(dataset.facts, asked), asked)["id"])


def things(facts: pd.DataFrame) -> int:
    """How many things facts tell of: facts that may be the same are one, found by walking from each to all that it is linked to."""
    links = {i: {o for how, o in related if how == "may_be_same_as"} for i, related in zip(facts["id"], facts["related"], strict=True)}
    seen: set[str] = set()
    number = 0
    for start in links:
        number += start not in seen
        ahead = [start]
        while ahead:
            one = ahead.pop()
            if one not in seen:
                seen.add(one)
                ahead += [o for o in links if o in links[one] or one in links[o]]
    return number


def sentences(exposure: Exposure, selection: Selection, dataset: Dataset) -> dict[tuple[str, ...], str]:
    """All that the chokepoint views say of a selection, by what it is about; of the picture its words and its text alternative."""
    places, found = dataset.places, chokepoint_figure(dataset, selection, exposure)
    assert found is not None
    district = chokepoint(exposure, selection) or ""
    lines = [found.label, *found.detail.split("; ")]
    told: dict[tuple[str, ...], str] = {("overview", district, line.split(":")[0]): line for line in lines}
    told |= {("picture",): all_incidents_text(exposure, places)}
    for d in exposure.districts:
        told |= {("behind", d): behind_text(exposure, d, places), ("label", d): " ".join(label_lines(exposure, d))}
        told |= {("cut", d): shutdown_text(exposure, d, "D"), ("list", d): incidents_text(exposure, d, "D")}
    for site in exposure.sites:
        told |= {("at", site): at_site_text(exposure, site, site), ("money", site): money_for_text(exposure, site, site)}
        deals = exposure.shown(exposure.deals_of((site,), direct=True)).to_dict("records")
        touching = exposure.incidents_of((site,), ("direct", "district", "route", "possible"))
        dated = [deal for deal in deals if deal["date_precision"] != "none"]
        told |= {("next", site, str(deal["id"])): next_of_deal(exposure, deal, touching) for deal in dated}
    return told


def denials(words: str) -> set[str]:
    """The pieces of a sentence that say "no", "none" or "0" and not that this is what is shown."""
    words = re.sub(r"hidden by the filters \([^)]*\)", "hidden by the filters", words)
    words = words.replace("no amount stated, ", "no amount stated for ")  # said of the deals that are counted after it
    pieces = re.split(r"[.,;–]\s|(?:</?[a-z][^>]*>)?</?(?:div|td|tr|span)[^>]*>", words)
    plain = {re.sub("<[^>]*>", "", piece).strip(" .;:") for piece in pieces}
    denied = {piece for piece in plain if DENIAL.search(piece) and "shown" not in piece and "hidden" not in piece}
    return {piece for piece in denied if not piece.startswith(("so no report does not", "No site depends on", "Here the place filter"))}


def said_of(data: Dataset, most: int) -> Said:
    return {selection: sentences(exposure_for(data, selection), selection, data) for selection in each(data, most)}


@pytest.fixture(scope="module", params=MOST)
def said(request: pytest.FixtureRequest, dataset: Dataset) -> Said:
    return said_of(dataset, request.param)


@pytest.mark.sweep
def test_a_denial_is_about_all_facts_or_says_what_it_is_limited_to(dataset: Dataset, said: Said) -> None:
    assert_no_other_denials(dataset, said)


@pytest.mark.sweep
def test_a_denial_of_made_facts_is_about_all_or_says_what_it_is_limited_to(made: Dataset) -> None:
    assert_no_other_denials(made, said_of(made, 3))


def assert_no_other_denials(data: Dataset, all_said: Said) -> None:
    everything = exposure_for(data, Selection())
    of_all = cache(lambda district: sentences(everything, Selection(district=(district,)), data))
    for selection, told in all_said.items():
        same = of_all(chokepoint(everything, selection))
        for about, words in told.items():
            assert denials(words) <= denials(same.get(about, "")), (selection, about)


def test_a_denial_that_is_not_so_of_all_facts_is_seen() -> None:
    assert denials("Money: no deal. Attacks: none shown, 1 hidden; no report.") == {"Money: no deal", "no report"}
    assert denials("<td>Attacks: <b>0</b>, 2 may be</td>") == {"Attacks: 0"}


@pytest.mark.sweep
@pytest.mark.parametrize("most", [0, *MOST])
def test_deals_shown_and_hidden_are_all_deals_and_every_amount_is_named(most: int, dataset: Dataset, made: Dataset) -> None:
    data, most = (dataset, most) if most else (made, 3)
    deals = data.facts[data.facts["kind"] == "financing_deal"]
    for selection in each(data, most):
        exposure, seen = exposure_for(data, selection), ids_shown(data, selection)
        for site in exposure.sites:
            theirs = deals[[site in (*a, *b) for a, b in zip(deals["sites"], deals["place_ids"], strict=True)]]
            here = exposure.deals_of((site,), direct=True)
            assert (set(exposure.shown(here)["id"]), set(exposure.hidden(here)["id"])) == (
                set(theirs["id"]) & seen,
                set(theirs["id"]) - seen,
            )
            if len(theirs) == 1 and theirs["amount_usd"].notna().all():
                assert amount_words(theirs["amount_usd"].iloc[0]) in money_text(exposure, (site,)), selection
            hidden = len(set(theirs["id"]) - seen)
            assert (f"{hidden} deal" in money_text(exposure, (site,))) or not hidden


def test_usd_1_25_billion_behind_nushki_is_named_whatever_the_filter(said: Said) -> None:
    for selection, told in said.items():
        about_money = [words for about, words in told.items() if about[0] == "behind"]
        assert len(about_money) == len(DISTRICTS)
        assert all("USD 1.25 billion, approved" in words for words in about_money), selection


@pytest.mark.sweep
@pytest.mark.parametrize("most", [0, *MOST])
def test_incidents_shown_and_hidden_are_all_by_class_and_statements_never_count(most: int, dataset: Dataset, made: Dataset) -> None:
    data, most = (dataset, most) if most else (made, 3)
    for selection in each(data, most):
        exposure, seen = exposure_for(data, selection), ids_shown(data, selection)
        for district in exposure.districts:
            for told in CLASSES:
                of_class = data.facts[data.facts["incident_class"] == told]
                sure = of_class[[district in ids for ids in of_class["district_ids"]]]
                tally = exposure.tallies_in(district, told)[0]
                assert tally.all == things(sure)
                assert things(sure[~sure["id"].isin(seen)]) >= tally.hidden >= things(sure) - int(sure["id"].isin(seen).sum())
                assert tally.shown <= things(sure[sure["id"].isin(seen)]), selection


@given(drawn=st.data())
def test_any_two_filters_together_hide_and_name_what_they_hide(dataset: Dataset, drawn: st.DataObject) -> None:
    offered = values(dataset)
    names = drawn.draw(st.lists(st.sampled_from(sorted(offered)), min_size=2, max_size=3, unique=True))
    selection = replace(Selection(), **{name: drawn.draw(st.sampled_from(offered[name])) for name in names})  # type: ignore[arg-type]
    exposure, seen = exposure_for(dataset, selection), ids_shown(dataset, selection)
    words = behind_text(exposure, "nushki", dataset.places)
    assert "USD 1.25 billion, approved" in words
    assert ("1 in Nushki" in words) == bool({"bla-held-nushki", "mobile-services-suspended"} & seen)
    for identity, label in (("bla-held-nushki", "Attacks and holds"), ("mobile-services-suspended", "State measures")):
        assert (f"{label}: none shown in Nushki, 1 hidden by the filters" in words) == (identity not in seen)


@pytest.mark.parametrize("selection", [Selection(district=("nushki",)), Selection(district=("nushki",), province=("balochistan",))])
def test_a_district_filter_hides_nothing_behind_the_district(dataset: Dataset, selection: Selection) -> None:
    everything = exposure_for(dataset, Selection())
    assert sentences(exposure_for(dataset, selection), Selection(), dataset) == sentences(everything, Selection(), dataset)
    words = behind_text(exposure_for(dataset, selection), "nushki", dataset.places)
    assert "Money: USD 1.25 billion, approved (1 deal); 1 more deal may count." in words
    assert "hidden" not in words


@pytest.mark.parametrize(
    ("filters", "district"),
    [
        ({}, "nushki"),
        ({"district": ("chagai",)}, "chagai"),
        ({"district": ("quetta", "nushki")}, "nushki"),
        ({"province": ("balochistan",)}, "nushki"),
        ({"district": ("kech",)}, "nushki"),
        ({"q": "zzz"}, "nushki"),
        ({"match": ()}, "nushki"),
        ({"district": ("quetta",), "kind": ("financing_deal",)}, "quetta"),
    ],
)
def test_place_filters_choose_the_district_looked_at_and_no_other_filter_does(dataset: Dataset, filters: dict, district: str) -> None:
    selection = Selection(**filters)
    assert chokepoint(exposure_for(dataset, selection), selection) == district


def test_a_filtered_district_that_no_site_depends_on_is_said(dataset: Dataset) -> None:
    words = place_filter_text(exposure_for(dataset, Selection()), "nushki", Selection(district=("kech",)), dataset.places)
    assert words == (
        "No site depends on Kech, so the place filter does not apply here; Nushki is shown. "
        "Facts may be shown here that are not counted as shown above."
    )


def test_the_hold_dated_from_31_january_is_told_for_january_and_february_2026_as_possible_by_its_dates(dataset: Dataset) -> None:
    words = behind_text(exposure_for(dataset, Selection(dates=DATES[1])), "nushki", dataset.places)
    assert "Attacks and holds: 1 in Nushki (may lie outside the dates); 2 may be in it (1 may lie outside the dates)." in words
    assert "no deal shown; 1 deal hidden by the filters (USD 1.25 billion, approved)" in words


def test_a_shutdown_that_a_filter_hides_is_still_told(dataset: Dataset) -> None:
    words = shutdown_text(exposure_for(dataset, Selection(kind=("financing_deal",))), "nushki", "Nushki")
    assert words.startswith("Service in Nushki is reported cut, on or after 31 Jan 2026 (date inferred) (hidden by the filters).")


def test_the_next_incident_after_a_deal_names_what_is_hidden(dataset: Dataset) -> None:
    exposure = exposure_for(dataset, Selection(kind=("financing_deal",)))
    deal = exposure.deals[exposure.deals["id"] == "exim-reko-diq-approval"].to_dict("records")[0]
    touching = exposure.incidents_of(("reko-diq",), ("district", "route", "possible"))
    assert next_of_deal(exposure, deal, touching).endswith(f"certainly after “{deal['title']}”: none shown, 5 hidden by the filters.")


def test_statements_and_statistics_count_nowhere(dataset: Dataset) -> None:
    told = dataset.facts["incident_class"].notna()
    only = dataset.facts.assign(incident_class=dataset.facts["incident_class"].mask(told, "statement"))
    bare = exposure_of(only, routes_frame(dataset), dataset.places)
    exposure = replace(bare, matches=dict.fromkeys(only["id"], "definite"))
    assert exposure.incidents.empty
    words = incidents_text(exposure, "nushki", "Nushki")
    assert words.startswith("Attacks and holds: none reported in Nushki. State measures: none reported in Nushki.")
    assert label_lines(exposure, "nushki") == ["none reported"]
    assert latest_events(only, 999)["incident_class"].notna().sum() == 0


def test_the_latest_events_hold_no_statement(dataset: Dataset) -> None:
    assert set(latest_events(dataset.facts, 999)["incident_class"].dropna()) == {"attack", "state_measure"}


@pytest.mark.parametrize(
    ("seen", "sure", "maybe"),
    [
        ({"bla-held-nushki", "again", "wide"}, Tally(1, 0, 0), 2),
        ({"again"}, Tally(1, 0, 0), 2),
        (set(), Tally(0, 0, 1), 2),
    ],
)
def test_an_attack_told_three_times_counts_once_shown_or_hidden(dataset: Dataset, seen: set[str], sure: Tally, maybe: int) -> None:
    facts = dataset.facts
    same = (("may_be_same_as", "bla-held-nushki"),)
    again = facts[facts["id"] == "bla-held-nushki"].assign(id="again", related=[same])
    wide = facts[facts["id"] == "operation-herof-phase-2"].assign(id="wide", related=[same])
    bare = exposure_of(pd.concat([facts, again, wide], ignore_index=True), routes_frame(dataset), dataset.places)
    found = replace(bare, matches=dict.fromkeys(seen, "definite")).tallies_in("nushki", IncidentClass.ATTACK)
    assert (found[0], found[1].all) == (sure, maybe)


@pytest.mark.parametrize(
    ("tally", "placed", "maybe"),
    [
        (Tally(0, 0, 0), "none reported in D", ""),
        (Tally(2, 0, 0), "2 in D", "; 2 may be in it"),
        (Tally(2, 1, 0), "2 in D (1 may lie outside the dates)", "; 2 may be in it (1 may lie outside the dates)"),
        (Tally(1, 1, 3), "1 shown in D (may lie outside the dates), 3 hidden by the filters",
         "; may be in it: 1 shown (may lie outside the dates), 3 hidden by the filters"),
        (Tally(0, 0, 3), "none shown in D, 3 hidden by the filters", "; may be in it: none shown, 3 hidden by the filters"),
    ],
)  # fmt: skip
def test_counts_tell_place_dates_and_filters_apart(tally: Tally, placed: str, maybe: str) -> None:
    assert (placed_text(tally, "in D"), may_be_text(tally)) == (placed, maybe)


def test_the_picture_and_the_deals_say_what_is_hidden(dataset: Dataset) -> None:
    assert label_lines(exposure_for(dataset, Selection(q="zzz")), "nushki") == ["▲ 0 (+0) ⬢ 0 (+0)", "shown, 6 hidden"]
    assert [deals_text(*n) for n in ((0, 0), (1, 0), (0, 1), (2, 1))] == [
        "No deal for these sites is reported.",
        "",
        "No deal for these sites shown, 1 hidden by the filters.",
        "2 deals for these sites shown, 1 hidden by the filters.",
    ]


def test_what_is_near_a_deal_says_what_is_hidden_or_that_none_is_reported(dataset: Dataset) -> None:
    near = pd.DataFrame({"fact": ["bla-held-nushki", "blackouts-with-military-measures"], "order": ["after", "unknown"]})
    nothing = exposure_for(dataset, Selection(q="zzz"))
    assert near_text(nothing, near, 3) == [
        "No dated incident by these links within 3 months is shown; 1 hidden by the filters.",
        "1 more without a date hidden by the filters.",
    ]
    assert near_text(nothing, near.head(0), 3) == ["No dated incident by these links within 3 months is reported."]


def test_the_classes_counted_are_all_but_statements() -> None:
    assert set(HAPPENED) == {*IncidentClass} - {IncidentClass.STATEMENT}


def test_an_event_that_is_no_attack_is_counted_apart(dataset: Dataset) -> None:
    hold = dataset.facts["id"] == "bla-held-nushki"
    facts = dataset.facts.assign(incident_class=dataset.facts["incident_class"].mask(hold, "other_event"))
    exposure = replace(exposure_of(facts, routes_frame(dataset), dataset.places), matches=dict.fromkeys(facts["id"], "definite"))
    words = incidents_text(exposure, "nushki", "Nushki")
    assert words.startswith("Attacks and holds: none reported in Nushki; 2 may be in it. State measures: 1 in Nushki;")
    assert words.endswith("Other events: 1 in Nushki.")


def test_what_may_be_in_a_district_for_it_lies_in_a_region_is_explained(dataset: Dataset) -> None:
    herof = dataset.facts["id"] == "operation-herof-phase-2"
    placed = {"places": ("Western Balochistan",), "place_ids": ("western-balochistan",)}
    told = {name: [value if at else old for at, old in zip(herof, dataset.facts[name], strict=True)] for name, value in placed.items()}
    exposure = exposure_of(dataset.facts.assign(**told), routes_frame(dataset), dataset.places)
    assert "operation-herof-phase-2" in {*exposure.in_district(exposure.incidents, "nushki", definite=False)["id"]}
    assert "placed in the province as a whole, a region or an open list of places" in marks_text(exposure)
