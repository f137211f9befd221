"""The closed lists hold the words of mining, labour, infrastructure, courts and elections, and every part of the program knows them."""

import pytest

from loaders.api.openapi import openapi_description
from loaders.export.formats import export
from loaders.frames.dataset import build_dataset
from loaders.gazetteer.places import Gazetteer
from loaders.query.selection import Selection
from loaders.schema.deal_terms import STAGE_LABELS, DealStatus, Instrument
from loaders.schema.derived_terms import GeoPrecision
from loaders.schema.event_terms import EventType, Topic
from loaders.schema.formatting import figure_phrase, figure_text
from loaders.schema.incident_terms import CLASS_OF_INCIDENT, IncidentType
from loaders.schema.records import Figure
from loaders.schema.registries import Place
from loaders.schema.registry_terms import ActorKind, ArticleKind, PlaceKind
from loaders.schema.site_terms import Commodity, SiteStatus
from loaders.schema.vocabulary import Bound
from loaders.validation.check import check_data
from pages.drawing.map.labels import commodity_sign
from pages.state.selection_text import option_names

INCIDENTS = "facts/security_incidents.yaml"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (SiteStatus, "proposed under_construction operating suspended mothballed shelved cancelled closed"),
        (IncidentType, "accident strike protest blockade abduction targeted_killing armed_clash explosion lockout closure"),
        (EventType, "court_case court_ruling election vote legislation appointment agreement licence inquiry"),
        (Commodity, "coal chromite marble natural_gas oil iron_ore lead zinc barite gemstones uranium salt"),
        (ActorKind, "union association political_party court parliament community ngo international_organisation bank university"),
        (PlaceKind, "port airport station road railway river village border_crossing"),
        (Topic, "labour environment law elections infrastructure"),
        (Instrument, "investment guarantee royalty tender lease compensation"),
        (DealStatus, "cancelled"),
        (ArticleKind, "report court_document press_release interview editorial"),
        (Bound, "at_least at_most between nearly fewer_than"),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_a_closed_list_has_the_words_of_other_subjects(words, wanted):
    assert set(wanted.split()) <= set(words)


def test_every_incident_has_a_class_and_an_accident_or_a_strike_is_no_attack():
    assert set(CLASS_OF_INCIDENT) == set(IncidentType)
    assert {CLASS_OF_INCIDENT[IncidentType(word)] for word in ("accident", "strike", "protest", "blockade")} == {"other_event"}
    assert {CLASS_OF_INCIDENT[IncidentType(word)] for word in ("abduction", "armed_clash", "targeted_killing")} == {"attack"}


@pytest.mark.parametrize(
    ("kind", "precision"),
    [("port", "site"), ("airport", "site"), ("village", "town"), ("subdistrict", "district"), ("railway", "region"), ("river", "region")],
)
def test_a_kind_of_place_says_how_exact_it_is(kind, precision):
    place = Place.model_validate({"id": "a", "name": "A", "kind": kind, "source": "made up"})
    assert Gazetteer({"a": place}).precision(["a"]) == GeoPrecision(precision)


def test_every_kind_of_place_has_a_precision_and_every_stage_and_commodity_its_words():
    for kind in PlaceKind:
        place = Place.model_validate({"id": "a", "name": "A", "kind": kind, "source": "made up"})
        assert Gazetteer({"a": place}).precision(["a"]) in GeoPrecision
    assert set(STAGE_LABELS) == set(DealStatus)
    assert commodity_sign("copper") == "Cu"
    assert [word for word in Commodity if "_" in commodity_sign(word)] == []


@pytest.mark.parametrize(
    ("bound", "exported", "shown"),
    [
        ("at_least", "killed at least 30 people", "killed: at least 30 people"),
        ("at_most", "killed at most 30 people", "killed: at most 30 people"),
        ("fewer_than", "killed fewer than 30 people", "killed: fewer than 30 people"),
        ("nearly", "killed nearly 30 people", "killed: nearly 30 people"),
        ("between", "killed between 30 and 45 people", "killed: between 30 and 45 people"),
    ],
)
def test_a_bound_is_kept_in_words_everywhere(bound, exported, shown):
    more = {"value_to": 45} if bound == "between" else {}
    figure = Figure.model_validate({"name": "killed", "value": 30, "unit": "people", "bound": bound, **more})
    assert (figure_text(figure), figure_phrase(figure)) == (exported, shown)


def test_an_amount_between_two_is_written_with_both():
    figure = Figure.model_validate({"name": "amount", "value": 4e8, "value_to": 7e8, "unit": "USD", "bound": "between"})
    assert figure_phrase(figure) == "amount: between USD 400 million and USD 700 million"


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("value: 150, bound: between", 'has value_to (the upper number) if, and only if, its bound is "between"'),
        ("value: 150, value_to: 200, bound: over", 'has value_to (the upper number) if, and only if, its bound is "between"'),
        ("value: 150, value_to: 150, bound: between", "has a value_to that is no more than value"),
        ("value: 150, value_to: 160.5, bound: between", "counts people; write a whole number"),
    ],
)
def test_a_figure_between_two_numbers_needs_both_in_order(tiny_data, change, figure, said):
    change(tiny_data / INCIDENTS, "value: 150, unit: people, bound: over", f"{figure}, unit: people")
    (problem,) = check_data(tiny_data)[1]
    assert said in problem.message


def test_of_a_figure_between_two_numbers_no_one_number_is_picked(tiny_data, change):
    change(tiny_data / INCIDENTS, "value: 150, unit: people, bound: over", "value: 150, value_to: 200, unit: people, bound: between")
    row = build_dataset(tiny_data).facts.set_index("id").loc["attack-on-town"]
    assert row.isna()["killed"]
    assert row["figure_phrases"] == ("killed: between 150 and 200 people",)


UNION = """\
- id: dock-workers-union
  name: Dock Workers' Union
  kind: union
  party: dock-workers-union
- id: union-secretary
  name: The union's secretary
  kind: person
  party: dock-workers-union
"""


def test_what_only_a_union_and_its_secretary_say_is_told_by_one_side(tiny_data, change):
    (tiny_data / "actors.yaml").write_text((tiny_data / "actors.yaml").read_text() + UNION)
    change(tiny_data / INCIDENTS, "claimed_by: [army]}\n  sources", "claimed_by: [union-secretary]}\n  sources")
    change(tiny_data / INCIDENTS, 'said", claimed_by: [army]', 'said", claimed_by: [dock-workers-union]')
    change(tiny_data / INCIDENTS, "claimed_by: [army]\n", "claimed_by: [dock-workers-union]\n")
    data = build_dataset(tiny_data)
    assert data.facts.set_index("id").loc["attack-on-town", "party"] == "dock-workers-union"
    assert data.sides[-1] == "dock-workers-union"
    assert option_names(data)["party"]["dock-workers-union"] == "Dock Workers' Union"
    parameters = openapi_description(data)["paths"]["/api/facts.json"]["get"]["parameters"]
    assert "dock-workers-union" in next(p for p in parameters if p["name"] == "party")["schema"]["items"]["enum"]
    assert b"attack-on-town" in export(data, Selection(party=("dock-workers-union",)), "json")


@pytest.mark.parametrize(
    ("party", "said"),
    [
        ("pakistan_state", 'party "pakistan_state" is no side; did you mean "pakistani_state"?'),
        ("bnak", 'unknown party "bnak"; did you mean "bank"?'),
        ("bank", 'names "bank" as its side, which is on none; give bank `party: bank`, or name its side here'),
        ("3", 'unknown party "3"; one of'),
        ("[bank]", "party \"['bank']\" is no side; one of"),
    ],
)
def test_a_side_that_is_none_is_named_with_what_would_be_right(tiny_data, change, party, said):
    change(tiny_data / "actors.yaml", "party: pakistani_state", f"party: {party}" if party != "3" else 'party: "3"')
    (problem,) = check_data(tiny_data)[1]
    assert said in str(problem)
