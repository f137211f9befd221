"""The frames: their columns and dtypes, and for every fact of the project what a reader may rely on."""

import contextlib

import pandas as pd
import pytest

import loaders
from loaders.frames.columns import FACT_COLUMNS
from loaders.frames.facts import of_kind
from loaders.frames.search_text import fold, words_in
from loaders.schema.diagnostics import DataError
from loaders.schema.incident_terms import CLASS_OF_INCIDENT, IncidentClass, IncidentType
from loaders.schema.kinds import FACT_FILES
from loaders.schema.records import AUTHOR
from loaders.schema.vocabulary import Kind
from loaders.validation.check import check_data

RECORDS, _ = check_data()
FACTS = {identity: entry.record for identity, entry in RECORDS.facts.items()}
each_fact = pytest.mark.parametrize("identity", sorted(FACTS))
COMMON = [
    "id",
    "kind",
    "title",
    "summary",
    "date",
    "date_start",
    "date_end",
    "date_precision",
    "certainty",
    "claimed_by",
    "places",
    "match_districts",
]
KIND_LOADERS = {
    "load_sites": (Kind.MINERAL_SITE, ["site_type", "status", "operator", "owner"]),
    "load_incidents": (Kind.SECURITY_INCIDENT, ["event_type", "incident_class", "campaign", "killed", "killed_bound", "killed_claimed_by"]),
    "load_deals": (Kind.FINANCING_DEAL, ["financier", "recipient", "sites", "status", "instrument", "amount_usd"]),
    "load_events": (Kind.DIPLOMATIC_EVENT, ["event_type", "venue"]),
    "load_context": (Kind.CONTEXT, ["topic"]),
}
REGISTRY_LOADERS = {
    "load_articles": ["id", "title", "publisher", "author", "affiliation", "kind", "cites", "url", "sha256", "perspective", "facts"],
    "load_actors": ["id", "name", "kind", "country", "party", "aliases", "note"],
    "load_places": ["id", "name", "kind", "in", "lat", "lon", "radius_km", "source", "boundary", "aliases", "note"],
    "load_routes": ["id", "name", "via", "serves", "basis", "gazetteer", "note"],
    "load_not_stated": ["id", "asked", "facts", "places", "note"],
    "load_retired": ["id", "into", "reason"],
}


@pytest.fixture(scope="module")
def rows(dataset):
    return dataset.facts.set_index("id", drop=False)


def test_columns_have_explicit_dtypes(dataset):
    facts = dataset.facts
    assert list(facts.columns) == FACT_COLUMNS
    expected = {
        "datetime64[s]": ["date_start", "date_end"],
        "bool": ["year_inferred", "places_complete", "placed"],
        "float64": ["lat", "lon", "amount_usd"],
        "Int64": ["killed"],
        "category": ["kind", "certainty", "date_precision", "geo_precision"],
        "object": ["places", "place_ids", "districts", "actors", "claimed_by", "figures", "commodities", "related", "articles", "passages"],
        "str": ["id", "title", "summary", "date", "party", "note", "status", "event_type", "search_words"],
    }
    for dtype, columns in expected.items():
        assert {str(facts[column].dtype) for column in columns} == {dtype}, columns
    for column in facts.columns[facts.dtypes.map(str) == "object"]:
        assert facts[column].map(type).eq(tuple).all(), column


def test_dtypes_do_not_hang_on_what_the_facts_hold(dataset, make_fact, frame_of):
    assert frame_of(make_fact()).dtypes.equals(dataset.facts.dtypes)
    assert frame_of().dtypes.equals(dataset.facts.dtypes)


def test_facts_are_ordered_by_date_and_the_undated_come_last(dataset):
    starts = dataset.facts["date_start"]
    dated = starts.dropna()
    assert dated.is_monotonic_increasing
    assert starts.notna().to_numpy()[: len(dated)].all()
    assert dataset.facts["id"].is_unique
    assert {*dataset.facts["id"]} == {*FACTS}


@each_fact
def test_a_fact_can_be_read_and_traced(identity):
    fact = FACTS[identity]
    assert 0 < len(fact.title) <= 80
    assert not fact.title.endswith(".")
    assert fact.summary.endswith((".", "!", "?"))
    assert fact.sources
    assert {source.article for source in fact.sources} <= {*RECORDS.articles}
    assert fact.claimed_by
    assert {*fact.claimed_by} <= {AUTHOR, *RECORDS.actors}
    assert {role.actor for role in fact.actors} <= {*RECORDS.actors}
    assert {related.fact for related in fact.related} <= {*FACTS} - {identity}
    assert {*fact.places} <= {*RECORDS.places}
    assert len({(figure.name, figure.claimed_by) for figure in fact.figures}) == len(fact.figures)


@each_fact
def test_the_derived_columns_of_a_fact_agree_with_it(identity, rows):
    fact, row = FACTS[identity], rows.loc[identity]
    assert row["kind"] == fact.kind
    assert row["place_ids"] == fact.places
    assert len(row["places"]) == len(fact.places)
    assert (row["geo_precision"] == "none") == (not fact.places)
    assert (row["date_precision"] == "none") == (fact.date is None)
    assert fact.date is None or pd.notna(row["date_start"]) or pd.notna(row["date_end"])
    assert pd.isna(row["date_start"]) or pd.isna(row["date_end"]) or row["date_start"] <= row["date_end"]
    assert row["date_precision"] != "day" or row["date_start"] == row["date_end"]
    assert pd.isna(row["lat"]) or (len(fact.places) == 1 and -90 <= row["lat"] <= 90 and -180 <= row["lon"] <= 180)
    assert pd.isna(row["lat"]) == pd.isna(row["lon"])
    assert {*fact.claimed_by} <= {*row["claimed_by"]}
    assert row["articles"]
    assert row["claimants"]
    assert row["who_says"]
    assert len(row["passages"]) == len(fact.sources)
    assert {*row["district_ids"]} <= {*row["match_districts"]}
    assert {*row["province_ids"]} <= {*row["match_provinces"]}
    assert f" {' '.join(words_in(fold(fact.title)))} " in row["search_words"]
    assert fact.title.isprintable()


@each_fact
def test_an_amount_or_toll_is_the_figures_or_missing_and_never_0(identity, rows):
    fact, row = FACTS[identity], rows.loc[identity]
    for name, column in (("amount", "amount_usd"), ("killed", "killed")):
        values = [figure.value for figure in fact.figures if figure.name == name]
        assert (pd.isna(row[column]) and not any(values)) or row[column] == values[0] > 0
    assert pd.isna(row["killed"]) or (row["killed_bound"] and row["killed_claimed_by"])


@pytest.mark.parametrize(
    ("places", "precision", "districts", "provinces"),
    [
        ([], "none", (), ()),
        (["mine"], "site", ("Chagai",), ("Balochistan",)),
        (["palace"], "site", (), ()),
        (["dalbandin", "mine"], "town", ("Chagai",), ("Balochistan",)),
        (["nushki", "mine"], "district", ("Nushki", "Chagai"), ("Balochistan",)),
        (["balochistan", "mine"], "province", ("Chagai",), ("Balochistan",)),
        (["border", "swat"], "region", ("Swat",), ("Pakhtunkhwa",)),
        (["pakistan", "border"], "country", (), ()),
    ],
    ids=str,
)
def test_a_fact_is_as_exactly_placed_as_the_coarsest_of_its_places(make_fact, frame_of, places, precision, districts, provinces):
    row = frame_of(make_fact(places=places)).iloc[0]
    assert (row["geo_precision"], row["districts"], row["provinces"]) == (precision, districts, provinces)


def test_lists_of_one_kind_have_no_columns_of_another(dataset):
    own = {column for _, columns in KIND_LOADERS.values() for column in columns}
    for kind, columns in KIND_LOADERS.values():
        assert own & {*of_kind(dataset.facts, kind).columns} == {*columns} & own
    assert sum(len(of_kind(dataset.facts, model.kind)) for model in FACT_FILES.values()) == len(dataset.facts)


@pytest.mark.parametrize("loader", KIND_LOADERS)
def test_a_loader_gives_the_facts_of_its_kind(loader):
    kind, columns = KIND_LOADERS[loader]
    frame = getattr(loaders, loader)()
    assert {*COMMON, *columns} <= {*frame.columns}
    assert {*frame["kind"]} == {kind}
    assert len(frame) == sum(fact.kind is kind for fact in FACTS.values())


@pytest.mark.parametrize("loader", REGISTRY_LOADERS)
def test_a_loader_gives_its_registry(loader):
    frame = getattr(loaders, loader)()
    assert {*REGISTRY_LOADERS[loader]} <= {*frame.columns}
    assert len(frame) == len(getattr(RECORDS, loader.removeprefix("load_")))
    assert list(frame["id"]) == list(getattr(RECORDS, loader.removeprefix("load_")))


@pytest.mark.parametrize("loader", ["load_facts", *KIND_LOADERS, *REGISTRY_LOADERS])
def test_a_frame_that_is_given_away_cannot_change_the_shared_one(loader):
    before = getattr(loaders, loader)().copy(deep=True)
    given = getattr(loaders, loader)()
    given["id"] = "changed"
    given.insert(0, "new", 1)
    given.columns = [f"other {name}" for name in given.columns]
    for column in given.columns:
        with contextlib.suppress(ValueError, IndexError):  # pandas gives a read-only array away, or a copy
            given[column].to_numpy()[0] = given[column].to_numpy()[-1]
    given.loc[:, given.columns[1]] = None
    pd.testing.assert_frame_equal(getattr(loaders, loader)(), before)


@pytest.mark.parametrize("loader", ["load_facts", *KIND_LOADERS, *REGISTRY_LOADERS])
def test_a_loader_raises_every_problem_of_bad_data(loader, tiny_data, change):
    change(tiny_data / "actors.yaml", "kind: agency", "kind: agenci")
    change(tiny_data / "facts/context.yaml", "topic: market", "topic: markt")
    with pytest.raises(DataError) as error:
        getattr(loaders, loader)(tiny_data)
    assert [problem.line for problem in error.value.problems] == [3, 6]


def test_every_type_of_incident_has_a_class():
    assert set(CLASS_OF_INCIDENT) == set(IncidentType)


def test_a_hold_is_an_attack_a_shutdown_a_measure_and_a_toll_no_event(dataset):
    classes = dataset.facts.set_index("id")["incident_class"]
    assert classes["bla-held-nushki"] == IncidentClass.ATTACK
    assert classes["mobile-services-suspended"] == IncidentClass.STATE_MEASURE
    assert classes["killed-bla-militants"] == IncidentClass.STATEMENT
    assert classes["women-active-combat"] == IncidentClass.STATEMENT
    assert dataset.facts.loc[dataset.facts["kind"] != "security_incident", "incident_class"].isna().all()
