"""What pages and files ask of imported rows: sums that add up, missing fatalities that are no 0, and an engine that says what is wrong."""

import csv
import io
import json
import subprocess
import sys
from datetime import date

import pyarrow as pa
import pytest
from pyarrow import parquet

from loaders.events.formats import COLUMNS
from loaders.events.handing_out import NotHandedOut, answer_parts
from loaders.events.matching import CLASSES, Names
from loaders.events.problems import EventsUnavailable
from loaders.events.queries import (
    accounting,
    around,
    by_district,
    by_period,
    by_place,
    count,
    district_years,
    one,
    page,
    possible_by_district,
    stream,
)
from loaders.events.question import EventQuestion
from loaders.events.store import EventStore
from loaders.query.selection import Selection
from tests.loaders.events.files import ACLED_NEW, acled_row, csv_text, ged_row, ged_rows

MORE = [
    ged_row(900, date_prec="4", date_start="2015-03-01", date_end="2015-03-31", year=2015, adm_2="Nushki district", latitude="29.5522",
            longitude="66.0229", adm_1="Balochistan province", best="", high="", low="", source_article="=cmd|' /C calc'!A0"),
    ged_row(901, where_prec="4", adm_1="Balochistan province", adm_2="", latitude="28", longitude="66"),
    ged_row(902, where_prec="6", adm_1="", adm_2="", date_start="", date_end="", date_prec="", year=""),
]  # fmt: skip


@pytest.fixture
def store(importing, tmp_path):
    importing(csv_text([*ged_rows(60), *MORE]), name="ged")
    return EventStore(str(tmp_path / "out"))


@pytest.fixture
def asking(store, data):
    names = Names.of(data)
    return lambda selection=None, datasets=None: EventQuestion(store, selection or Selection(), names, datasets)


def test_the_classes_add_up_to_every_row(asking):
    for selection in (Selection(), Selection(district=("nushki",), dates=(date(2015, 3, 5), date(2015, 4, 1))), Selection(article=("x",))):
        assert sum(accounting(asking(selection))["ged"].values()) == 63
    counts = accounting(asking(Selection(district=("nushki",), dates=(date(2015, 3, 5), date(2015, 4, 1)))))["ged"]
    assert counts["possible"] >= 1
    assert (counts["unplaced"], set(counts)) == (1, set(CLASSES))


def test_counts_by_district_period_and_place_are_those_of_the_rows(asking):
    asked = asking()
    rows = page(asked, limit=100).to_pylist()
    assert len(rows) == count(asked) == sum(batch.num_rows for batch in stream(asked)) == 63
    nushki = by_district(asked).set_index("district").loc["nushki"]
    there = [row for row in rows if row["district"] == "nushki"]
    assert nushki["events"] == len(there) == nushki["fatalities_known"] + 1
    assert nushki["fatalities_best"] == sum(row["fatalities_best"] or 0 for row in there)
    assert set(possible_by_district(asked).query("events > 0")["district"]) >= {"nushki", "chagai", "quetta"}
    dated = [row for row in rows if row["date_start"]]
    for period in ("day", "week", "month", "year"):
        found = by_period(asked, period)
        assert (found["events"].sum(), found["wider"].sum()) == (len(dated), 0 if period in ("month", "year") else 1)
    assert by_place(asked)["events"].sum() == sum(row["geo_precision"] in ("site", "town") for row in rows)
    assert district_years(asked, ("nushki",))["events"].sum() == len(there)


def test_fatalities_that_nobody_gives_are_no_0(asking):
    found = by_period(asking(Selection(q="calc")), "month").iloc[0]
    assert (found["events"], found["fatalities_known"]) == (1, 0)
    assert pa.scalar(found["fatalities_best"]).as_py() != 0


def test_the_days_around_a_date(asking):
    found = around(asking(), date(2015, 3, 31), ("nushki",), days=40)
    assert (found["before"]["first"], found["before"]["last"]) == (date(2015, 2, 19), date(2015, 3, 30))
    assert found["before"]["unsure"] == 1
    assert found["after"]["fatalities_best"] is None or found["after"]["events"] > 0


def test_rows_are_sorted_and_paged(asking):
    asked = asking()
    every = [row["event_id"] for row in page(asked, "event_id", 100).to_pylist()]
    assert every == sorted(every)
    assert [row["event_id"] for row in page(asked, "event_id", 5, 10).to_pylist()] == every[10:15]
    assert (
        page(asked, "-fatalities_best", 100)["fatalities_best"].to_pylist()[-2:] == [1, None]
        or page(asked, "-fatalities_best", 100)["fatalities_best"].to_pylist()[-1] is None
    )
    with pytest.raises(ValueError, match="drop table"):
        page(asked, "drop table")


def test_one_row_by_its_id(asking):
    found = one(asking(Selection(district=("quetta",))), "ged", "100001")
    assert (found["district"], found["match"]) == ("nushki", "excluded")
    assert one(asking(), "ged", "none") is None


def test_each_format_holds_the_same_rows(asking):
    asked = asking(Selection(district=("nushki",)))
    parts = {name: b"".join(answer_parts(asked, name)) for name in ("json", "csv", "parquet", "geojson")}
    found = json.loads(parts["json"])
    assert found["count"] == len(found["events"]) == sum(found["accounting"][m] for m in ("definite", "possible"))
    assert list(found["events"][0]) == list(COLUMNS)
    rows = list(csv.DictReader(io.StringIO(parts["csv"].decode("utf-8-sig"))))
    assert [row["event_id"] for row in rows] == [row["event_id"] for row in found["events"]]
    assert next(row for row in rows if row["event_id"] == "100900")["source_text"].startswith("'=cmd")
    table = parquet.read_table(io.BytesIO(parts["parquet"]))
    assert (table.num_rows, table.schema.field("date_start").type) == (found["count"], pa.date32())
    features = json.loads(parts["geojson"])["features"]
    assert [f["properties"]["event_id"] for f in features] == [row["event_id"] for row in found["events"]]
    assert {f["properties"]["geo_precision"]: f["geometry"] is not None for f in features} == {"site": True, "province": False}


def test_rows_that_may_not_be_passed_on_are_not_handed_out(asking, importing):
    importing(csv_text([acled_row(1)], ACLED_NEW), "acled", name="acled")
    with pytest.raises(NotHandedOut, match=r"the terms of acled .* do not let its rows be passed on; .* dataset=ged"):
        answer_parts(asking(), "csv")
    assert b"PAK1" not in b"".join(answer_parts(asking(datasets=("ged",)), "csv"))
    assert accounting(asking())["acled"]["definite"] == 1


def test_a_new_import_is_seen_at_the_next_question(asking, importing, store):
    before = store.version()
    importing(csv_text(ged_rows(10)), name="ged", version="2")
    assert accounting(asking())["ged"]["definite"] == 10
    assert store.version() != before


def test_a_folder_without_datasets_is_empty_and_a_missing_one_is_told(tmp_path, data):
    empty = EventQuestion(EventStore(str(tmp_path)), Selection(), Names.of(data))
    assert (accounting(empty), page(empty).num_rows) == ({}, 0)
    with pytest.raises(EventsUnavailable, match="EVENTS names no folder; whoever runs the server can import a file there"):
        EventStore(str(tmp_path / "none")).datasets()
    (tmp_path / "broken.parquet").write_bytes(b"PAR1")
    with pytest.raises(EventsUnavailable, match=r"broken\.parquet: it is no dataset that was imported"):
        EventStore(str(tmp_path)).datasets()


def test_a_database_that_is_away_is_told_without_its_password(data):
    away = EventStore("postgresql://reader:secret@127.0.0.1:1/events")
    with pytest.raises(EventsUnavailable) as told:
        accounting(EventQuestion(away, Selection(), Names.of(data)))
    assert "127.0.0.1:1/events" in str(told.value)
    assert "secret" not in str(told.value)


@pytest.mark.slow
def test_an_app_without_events_loads_no_engine():
    program = "import sys; import app; print(sorted({'ibis', 'duckdb', 'sqlglot', 'shapely', 'openpyxl'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.PIPE, text=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
