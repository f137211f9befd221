"""Imported events on the pages: beside the facts and never added to them, true under every filter, and absent where none are served."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders.events.importing import run_import
from loaders.events.near import near_facts
from loaders.events.request import Request
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from pages.drawing.event_texts import killed_text
from pages.drawing.map.events import EventLayers, event_layers, event_legend, sums_text
from pages.drawing.timeline.events import drawable, end_of, events_figure, usual_period
from pages.state.event_lines import event_lines
from pages.state.events import event_counts, events_around, events_beside
from tests.loaders.events.files import csv_text, ged_row, ged_rows
from tests.pages.sentences import page_texts

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
MANY = 64
WIDE = ged_row(900, date_prec="4", date_start="2015-03-01", date_end="2015-03-31", year=2015, adm_2="Nushki district", latitude="29.5522",
               longitude="66.0229", adm_1="Balochistan province", best="", high="", low="")  # fmt: skip
PROVINCE = ged_row(901, where_prec="4", adm_1="Balochistan province", adm_2="", latitude="28", longitude="66")
NOWHERE = ged_row(902, where_prec="6", adm_1="", adm_2="", date_start="", date_end="", date_prec="", year="")
UNREADABLE = ged_row(903, date_start="not a day", date_end="not a day")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Path:
    """Two datasets: one whose rows may be handed on, with a row that cannot be read, and one whose rows may not."""
    home = tmp_path_factory.mktemp("events")
    for name, extra, handed_on in (("ged", [WIDE, PROVINCE, NOWHERE, UNREADABLE], "yes"), ("other", [], "no")):
        path = home / f"{name}.csv"
        path.write_text(csv_text([*ged_rows(MANY - len(extra) + (name == "ged")), *extra]))
        asked = Request(
            path, "ged" if False else "ucdp-ged", name, home / "out", version="25.1", licence="CC BY 4.0", redistribution=handed_on
        )
        run_import(asked, dataset.places, dataset.boundaries)
    return home / "out"


@pytest.fixture
def served(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("EVENTS", str(folder))
    return folder


Ask = Callable[..., AppTest]


@pytest.fixture
def ask(served: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """ask(page, query, app): a page with an address, in a new session or in one that is open."""
    monkeypatch.delenv("FACTS_DATA", raising=False)

    def asked(page: str, query: str = "", app: AppTest | None = None) -> AppTest:
        app = app or AppTest.from_file(str(FRAME), default_timeout=60)
        app.query_params.clear()
        for name, values in parse_qs(query).items():
            app.query_params[name] = values
        app.run()
        app.switch_page(f"{page}/page.py").run()
        assert not app.exception, (page, query, [e.message for e in app.exception])
        return app

    return asked


def test_without_events_no_page_tells_of_them_and_no_engine_is_imported() -> None:
    code = (
        "import sys\nfrom streamlit.testing.v1 import AppTest\n"
        f"app = AppTest.from_file({str(FRAME)!r}, default_timeout=60).run()\n"
        "for page in ('map', 'timeline', 'exposure', 'events'):\n    app.switch_page(f'{page}/page.py').run()\n"
        "assert not app.exception, app.exception\n"
        "assert not {'duckdb', 'ibis'} & {*sys.modules}, 'an engine was imported'\n"
        "assert 'No imported events are served here' in app.info[0].value\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, cwd=FRAME.parents[1], env=_environment(), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]


def _environment() -> dict[str, str]:
    import os

    return {name: value for name, value in os.environ.items() if name not in ("EVENTS", "FACTS_DATA")}


def test_each_page_tells_how_many_events_stand_beside_its_facts(ask: Ask) -> None:
    app = ask("events")
    texts = "\n".join(page_texts(app))
    assert f"{MANY} events of UCDP GED 25.1; {MANY} events of UCDP GED 25.1" in texts
    for told in ("CC BY 4.0", "Georeferenced Event Dataset", "1 row that could not be read: 1 × date_start", "are shown on pages only"):
        assert told in texts, told
    assert sum(len(frame.value) for frame in app.dataframe) == 50, "the engine gives a page of rows"
    app = ask("events", "dataset=ged&district=nushki&dates=2015-03-10&dates=2015-04-30", app)
    counts = event_counts_of("dataset=ged&district=nushki&dates=2015-03-10&dates=2015-04-30")
    assert sum(counts["ged"].values()) == MANY
    assert list(counts) == ["ged"]
    shown = counts["ged"]["definite"] + counts["ged"]["possible"]
    hidden = counts["ged"]["undated"] + counts["ged"]["unplaced"]
    assert counts["ged"]["possible"] >= 1
    assert hidden >= 1
    texts = "\n".join(page_texts(app))
    assert f"{shown} shown · {hidden} hidden · {counts['ged']['excluded']} excluded of {MANY} events, UCDP GED 25.1" in texts
    assert f"{MANY + 117}" not in texts, "facts and events are never added"


def event_counts_of(query: str) -> dict[str, dict[str, int]]:
    from loaders.frames.dataset import build_dataset
    from loaders.query.query_string import parse_query
    from pages import PAGE_PARAMETERS

    data = build_dataset()
    events = events_beside(parse_query(parse_qs(query), data, PAGE_PARAMETERS).selection)
    assert events is not None
    return event_counts(data, events)


def test_a_filter_on_what_events_do_not_have_says_so_on_each_page(ask: Ask) -> None:
    app = None
    for page in ("events", "map", "timeline", "exposure"):
        app = ask(page, "certainty=stated&show=events&dataset=ged", app)
        assert any("do not have what the filter “Certainty" in info.value for info in app.info), page


def test_a_dataset_is_switched_off_and_stays_so_on_every_page(ask: Ask) -> None:
    app = ask("events", "dataset=none")
    assert "no dataset is switched on" in "\n".join(page_texts(app))
    app = ask("facts", "dataset=ged&district=nushki", app)
    html = "".join(e.proto.body for e in app.get("html"))
    assert "./map?district=nushki&amp;dataset=ged" in html
    assert Selection(dataset=("ged",)).filters is False, "a switch is no filter of facts"


def test_the_card_tells_every_column_its_dataset_and_what_is_near_by_the_rule(ask: Ask, dataset: Dataset) -> None:
    app = ask("events", "event=ged:100900")
    html = "".join(e.proto.body for e in app.get("html"))
    for told in (
        "1 Mar 2015 – 31 Mar 2015 (month)",
        "Nushki",
        "not given",
        "UCDP GED 25.1, CC BY 4.0",
        "event 100900",
        "Near is not the same",
    ):
        assert told in html, told
    assert "fatalities" not in html, "columns are told by names that readers know"
    app = ask("events", "event=ged:nothing", app)
    assert "has an event “ged:nothing”" in "".join(e.proto.body for e in app.get("html"))
    fact = dataset.facts[dataset.facts["id"] == "bla-held-nushki"].iloc[0]
    row = {"date_start": date(2026, 1, 20), "date_end": date(2026, 1, 20), "district": "nushki", "possible_districts": None}
    whole = dataset.facts.assign(date_end=dataset.facts["date_end"].fillna(dataset.facts["date_start"]))
    near = near_facts(whole, row)
    assert near is not None
    assert dict(zip(near["id"], near["days"], strict=True))[fact["id"]] == 11
    far = near_facts(whole, row | {"date_start": date(2025, 1, 1), "date_end": date(2025, 1, 1)})
    assert far is not None
    assert far.empty
    assert near_facts(whole, row | {"date_start": None}) is None
    assert near_facts(whole, row | {"possible_districts": "nushki; chagai"}) is None


def test_the_map_of_events_counts_what_it_draws(ask: Ask) -> None:
    app = ask("map", "show=events&dataset=ged&shade=fatalities")
    texts = "\n".join(page_texts(app))
    assert f"Map: {MANY} events of UCDP GED 25.1" in texts
    assert "surely in one district, by which districts are shaded" in texts
    assert "people killed (best estimate)" in "".join(e.proto.body for e in app.get("html"))
    app = ask("map", "show=events&dataset=ged&spot=1.5,2.5", app)
    assert "No event is shown at the point of the address." in [e.value for e in app.caption]
    app = ask("map", "show=events&dataset=ged&spot=30.1841,67.0014", app)
    assert any("Events shown at one point" in e.value for e in app.header)


def _layers(events: int, killed: float | None, shown: int) -> EventLayers:
    numbers = {
        "events": events,
        "fatalities_low": killed,
        "fatalities_best": killed,
        "fatalities_high": killed,
        "fatalities_known": int(killed is not None),
    }
    point = pd.DataFrame([{"latitude": 30.0, "longitude": 67.0, "place": "Quetta", "geo_precision": "town"} | numbers])
    district = pd.DataFrame([{"district": "quetta"} | numbers])
    return event_layers(point, district, {"quetta": "Q"}, {"quetta": "Quetta"}, ("event", "events"), "fatalities", shown)


def test_marks_up_to_two_thousand_then_circles_and_a_missing_number_is_no_zero() -> None:
    assert _layers(3, 5, 2_000).marks
    assert not _layers(3, 5, 2_001).marks
    missing = _layers(3, None, 5_000)
    assert "number of people killed not given" in " ".join(words for *_, words in event_legend(missing))
    assert sums_text(missing.points.to_dict("records")[0], ("event", "events")) == "3 events shown, number of people killed not given"
    assert killed_text({"fatalities_low": None, "fatalities_best": None, "fatalities_high": None}) == "not given"
    assert killed_text({"fatalities_low": 0, "fatalities_best": 0, "fatalities_high": 4}) == "0 (0–4)"
    assert killed_text({"fatalities_low": None, "fatalities_best": 2, "fatalities_high": None}) == "2"


def test_the_timeline_goes_from_years_to_days_and_a_bar_carries_its_days(ask: Ask) -> None:
    lasts = (date(2020, 1, 1), date(2010, 12, 31), date(2010, 3, 31), date(2010, 1, 31))
    assert [usual_period(date(2010, 1, 1), last) for last in lasts] == ["year", "month", "week", "day"]
    assert drawable("day", date(1989, 1, 1), date(2021, 12, 31)) == "month"
    assert end_of("month", date(2015, 12, 1)) == date(2015, 12, 31)
    assert end_of("year", date(2016, 1, 1)) == date(2016, 12, 31)
    counts = pd.DataFrame(
        [{"period": pd.Timestamp("2015-03-01"), "dataset": "ged", "events": 5, "wider": 2, "fatalities_best": 7, "fatalities_known": 4}]
    )
    figure = events_figure(counts, "month", {"ged": ("GED", ("event", "events"))}, (date(2015, 1, 1), date(2015, 12, 31)), False)
    assert [list(trace["y"]) for trace in figure.data] == [[3], [2]]
    assert figure.data[0]["customdata"][0] == "2015-03-01/2015-03-31"
    assert "2 of them dated less exactly than the month" in figure.data[0]["hovertext"][0]
    app = ask("timeline", "dataset=ged&dates=2015-03-01&dates=2015-03-31")
    assert any(told.value.startswith(("1 event", "2 event", "3 event", "4 event")) for told in app.caption)


def test_chokepoints_count_events_apart_and_say_where_a_dataset_ends(ask: Ask, dataset: Dataset) -> None:
    app = ask("exposure", "dataset=ged")
    html = "".join(e.proto.body for e in app.get("html"))
    assert "UCDP GED 25.1: events shown per year" in html
    assert "never added to them" in html
    assert "after the last event of the dataset" in html
    events = events_beside(Selection(dataset=("ged",)))
    assert events is not None
    found = events_around(dataset, events, ((date(2015, 5, 1), date(2015, 5, 1)), (date(2015, 3, 20), date(2015, 3, 20))), ("nushki",))
    assert found["span"].tolist() == [0, 1]
    assert found["before"].tolist()[0] >= 1, "the whole of March lies within the 90 days"
    assert found["before_unsure"].tolist()[1] >= 1, "March sticks out of the days before the 20th"


def test_a_brief_tells_dataset_version_and_licence(served: Path, dataset: Dataset) -> None:
    lines = event_lines(dataset, Selection(dataset=("ged",)))
    assert lines == (f"{MANY} events of UCDP GED 25.1 (UCDP GED 25.1, CC BY 4.0; {_attribution(served)})",)
    assert event_lines(dataset, replace(Selection(), dataset=("none",))) == ()


def _attribution(folder: Path) -> str:
    from loaders.events.folder import metadata_of

    return metadata_of(folder / "ged.parquet").attribution


def test_a_folder_that_is_gone_is_told_and_the_facts_stay(monkeypatch: pytest.MonkeyPatch, ask: Ask, tmp_path: Path) -> None:
    monkeypatch.setenv("EVENTS", str(tmp_path / "gone"))
    app = ask("events")
    assert any("names no folder" in one.value for one in app.warning)
    app = ask("map", "show=events", app)
    assert any("117 facts" in text for text in page_texts(app))


def test_a_pasted_file_is_read_as_an_import_would_and_nothing_is_written(ask: Ask, served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(served.iterdir())
    app = ask("events")
    app.text_area(key="pasted_events").set_value(csv_text([*ged_rows(30), UNREADABLE])).run()
    assert any("it has the columns of UCDP GED" in told.value for told in app.markdown)
    assert "31 rows = 30 new + 0 changed + 0 unchanged + 1 refused" in app.code[0].value
    assert "--as ucdp-ged" in app.code[1].value
    own = "Ref,When,District,Dead\n" + "".join(f"a{n},2024-03-{n:02},Nushki,{n}\n" for n in range(1, 10))
    app.text_area(key="pasted_events").set_value(own).run()
    assert "licence: TODO" in app.text_area(key="pasted_mapping").value
    assert "It would be refused" in app.code[0].value
    filled = app.text_area(key="pasted_mapping").value.replace("TODO #", "ours #")
    app.text_area(key="pasted_mapping").set_value(filled).run()
    assert "9 rows = 9 new" in app.code[0].value, app.code[0].value
    app.text_area(key="pasted_events").set_value("<html><body>not found</body></html>").run()
    assert not app.exception
    assert any("the text" in told.value for told in app.warning)
    assert sorted(served.iterdir()) == before
    monkeypatch.setenv("LOOK_LETTERS", "0")
    assert not ask("events").text_area
