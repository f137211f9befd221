"""One selection, two engines: facts in pandas and imported rows in DuckDB give the same row the same class; other engines understand it."""

from datetime import date, timedelta

import ibis
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.events.columns import LIST_SEPARATOR, SCHEMA
from loaders.events.matching import CLASSES, EXCLUDED, Names, classified, shown, without_effect
from loaders.events.searched import SEARCHED, searched_sql
from loaders.events.table import events_table
from loaders.query.selection import Selection, select

DISTRICTS = {"balochistan": ("chagai", "nushki", "quetta"), "khyber-pakhtunkhwa": ("swat", "tank")}
NAMES = Names(
    {"bla": ("baloch liberation army", "bla")}, {"Pakistan": ("pakistan army",)}, {"nushki": ("nushki",), "noshki": ("nushki",)}, DISTRICTS
)
EVERY = [(district, province) for province, districts in DISTRICTS.items() for district in districts]
FIRST = date(2020, 1, 1)
days = st.integers(0, 60).map(lambda n: FIRST + timedelta(n))


@st.composite
def event(draw):
    """A row as imports write them: in one district, possibly in several, in a province, elsewhere, or without a known place."""
    where = draw(st.sampled_from(["sure", "possible", "province", "elsewhere", "unknown"]))
    district, province = draw(st.sampled_from(EVERY))
    row = dict.fromkeys(SCHEMA.names) | {"placed": where != "unknown", "kind": draw(st.sampled_from(["security_incident", "mineral_site"]))}
    if where in ("sure", "possible"):
        row |= {"district": district, "province": province}
    if where in ("possible", "province"):
        several = draw(st.sets(st.sampled_from(DISTRICTS[province]), min_size=1)) if where == "possible" else DISTRICTS[province]
        row |= {"province": province, "possible_districts": LIST_SEPARATOR.join(sorted(several))}
    if draw(st.booleans()):
        start = draw(days)
        row |= {"date_start": start, "date_end": start + timedelta(draw(st.integers(0, 40)))}
    return row | {
        "event_type": draw(st.sampled_from([None, "attack", "protest"])),
        "commodities": draw(st.sampled_from([None, "copper", "copper; gold"])),
        "dataset": "made",
        "event_id": "x",
    }


selections = st.builds(
    Selection,
    district=st.lists(st.sampled_from([district for district, _ in EVERY]), max_size=2, unique=True).map(tuple),
    province=st.lists(st.sampled_from(list(DISTRICTS)), max_size=1).map(tuple),
    dates=st.none() | st.tuples(days, days).map(lambda pair: (min(pair), max(pair))),
    kind=st.lists(st.sampled_from(["security_incident", "mineral_site"]), max_size=1).map(tuple),
    type=st.lists(st.sampled_from(["attack", "protest"]), max_size=1).map(tuple),
    commodity=st.lists(st.sampled_from(["copper", "gold"]), max_size=1).map(tuple),
    dated=st.lists(st.sampled_from(["yes", "no"]), max_size=1).map(tuple),
)


def as_facts(rows):
    """The same rows with the columns by which facts are selected."""

    def listed(value):
        return tuple(value.split(LIST_SEPARATOR)) if value else ()

    found = [
        {
            "kind": row["kind"],
            "match_districts": listed(row["district"]) if not row["possible_districts"] else (),
            "possible_districts": listed(row["possible_districts"]),
            "match_provinces": listed(row["province"]),
            "placed": row["placed"],
            "date_start": pd.Timestamp(row["date_start"]) if row["date_start"] else pd.NaT,
            "date_end": pd.Timestamp(row["date_end"]) if row["date_end"] else pd.NaT,
            "earliest": pd.NaT,
            "latest": pd.NaT,
            "date_precision": "day" if row["date_start"] else "none",
            "types": listed(row["event_type"]),
            "commodities": listed(row["commodities"]),
            "dated": "yes" if row["date_start"] else "no",
        }
        for row in rows
    ]
    frame = pd.DataFrame(found)
    return frame.assign(**{name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in ("date_start", "date_end")})


@pytest.fixture(scope="module")
def classes():
    """classes(rows, selection): the class of each row, asked of DuckDB."""
    backend = ibis.duckdb.connect()

    def ask(rows, selection, names=NAMES):
        rows = [row | {"row": at} for at, row in enumerate(rows)]
        backend.create_table("made", pa.Table.from_pylist(rows, SCHEMA), overwrite=True)
        backend.raw_sql(f"CREATE OR REPLACE VIEW events AS SELECT *, {searched_sql()} AS {SEARCHED} FROM made")
        table = classified(events_table(), selection, names)
        return backend.to_pyarrow(table.order_by("row").select("match"))["match"].to_pylist()

    return ask


@settings(max_examples=20)
@given(rows=st.lists(event(), min_size=1, max_size=12), selection=selections)
def test_facts_and_imported_rows_are_matched_alike(classes, rows, selection):
    facts = select(as_facts(rows), selection)["match"].astype(str).to_dict()
    assert classes(rows, selection) == [facts.get(at, EXCLUDED) for at in range(len(rows))]


def _row(**values):
    return dict.fromkeys(SCHEMA.names) | {"placed": True, "kind": "security_incident", "dataset": "made", "event_id": "x"} | values


def test_a_province_is_possible_where_the_districts_are_in_several(classes):
    rows = [_row(possible_districts="quetta; tank"), _row(possible_districts="swat; tank", province="khyber-pakhtunkhwa"), _row()]
    assert classes(rows, Selection(province=("balochistan",))) == ["possible", "excluded", "excluded"]


def test_words_and_phrases_are_found_as_facts_are_searched(classes):
    rows = [_row(notes="An attack on the Quetta road"), _row(district="nushki", notes="A road"), _row(notes="Broad; bla.")]
    assert classes(rows, Selection(q="road")) == ["definite"] * 3
    assert classes(rows, Selection(q='"the quetta road"')) == ["definite", "excluded", "excluded"]
    assert classes(rows, Selection(q="noshki")) == ["excluded", "definite", "excluded"]
    assert classes(rows, Selection(q="bla")) == ["excluded", "excluded", "definite"]
    assert classes(rows, Selection(q="ttack roads")) == ["excluded"] * 3


def test_actors_are_found_by_every_name_of_theirs(classes):
    rows = [_row(actors="Government of Pakistan; BLA"), _row(actors="BLA faction"), _row()]
    assert classes(rows, Selection(actor=("bla",))) == ["definite", "excluded", "excluded"]
    assert classes(rows, Selection(country=("Iran",))) == ["excluded"] * 3


def test_what_rows_do_not_have_excludes_all_of_them_and_is_named(classes):
    selection = Selection(article=("paper",), certainty=("stated",))
    assert without_effect(selection) == ("article", "certainty")
    assert classes([_row()], selection) == ["excluded"]


EVERYTHING = Selection(
    district=("nushki",),
    province=("balochistan",),
    dates=(date(2020, 1, 1), date(2020, 2, 1)),
    kind=("security_incident",),
    type=("attack",),
    commodity=("gold",),
    actor=("bla",),
    placed=("yes",),
    dated=("no",),
    q='army "of the"',
)


@pytest.mark.parametrize("engine", ["duckdb", "postgres", "clickhouse", "trino", "bigquery", "databricks"])
def test_other_engines_understand_the_same_expression(engine):
    table = shown(classified(events_table(), EVERYTHING, NAMES, ("ged",)), EVERYTHING)
    monthly = table.mutate(month=table.date_start.truncate("M")).group_by("month").agg(events=lambda months: months.count())
    for expression in (table, monthly):
        query = ibis.to_sql(expression, dialect=engine)
        assert "nushki" in query
        assert "excluded" in query
    assert set(CLASSES) >= {"definite", "possible", "undated", "unplaced"}
