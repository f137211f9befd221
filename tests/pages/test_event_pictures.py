"""Imported events in pictures and briefs: drawn or told, with dataset, version and licence; closed rows are not handed out in them."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from loaders.events.importing import run_import
from loaders.events.request import Request
from loaders.frames.dataset import Dataset
from tests.asgi import AsgiClient
from tests.loaders.events.files import csv_text, ged_rows

MANY = 40
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Path:
    home = tmp_path_factory.mktemp("pictures")
    (home / "ged.csv").write_text(csv_text(ged_rows(MANY)))
    for name, handed_on in (("open", "yes"), ("shut", "no")):
        asked = Request(
            home / "ged.csv", "ucdp-ged", name, home / "out", version="25.1", licence=f"licence of {name}", redistribution=handed_on
        )
        run_import(asked, dataset.places, dataset.boundaries)
    return home / "out"


@pytest.fixture
def words(ask: AsgiClient, folder: Path, monkeypatch: pytest.MonkeyPatch):
    """words(target): what stands in an SVG, and how many circles of events."""
    monkeypatch.setenv("EVENTS", str(folder))
    monkeypatch.delenv("FACTS_DATA", raising=False)

    def asked(target: str) -> tuple[str, int, str]:
        found = ask.get(target)
        assert found.status == 200, found.body[:300]
        root = ET.fromstring(found.body)
        text = " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))
        circles = sum(one.get("stroke", "none") == "none" for one in root.iter(f"{SVG}circle"))
        return re.sub(r"\s+", " ", text), circles, root.get("aria-label", "")

    return asked


def test_the_picture_of_facts_says_that_imported_events_are_not_drawn(words) -> None:
    text, _, label = words("/api/map.svg")
    for name in ("open", "shut"):
        assert f"Not drawn, imported beside the facts: {MANY} events of UCDP GED 25.1 (UCDP GED 25.1, licence of {name};" in text
        assert f"licence of {name}" in label
    assert "Not drawn" not in words("/api/map.svg?dataset=none")[0]


def test_the_map_of_events_draws_a_dataset_and_names_it(words) -> None:
    text, circles, label = words("/api/map.svg?show=events&drawn=open")
    assert "Map of imported events: UCDP GED 25.1" in text
    assert "licence of open" in text
    assert f"{MANY} events at 6 points" in text
    assert circles >= 5, "a circle a point, as far as the picture goes"
    assert "licence of open" in label
    assert f"7 shown · {MANY - 7} excluded of {MANY} events" in words("/api/map.svg?show=events&drawn=open&district=nushki")[0]


def test_points_of_rows_that_may_not_be_passed_on_are_in_no_picture(words) -> None:
    text, circles, _ = words("/api/map.svg?show=events&drawn=shut&dataset=shut")
    assert circles == 0
    assert "do not let its rows be passed on, so districts are shaded and no point is drawn" in text
    text = words("/api/timeline.svg?dataset=shut&per=day&dates=2010-01-01&dates=2010-12-31")[0]
    assert "Imported events, a bar for each month" in text
    assert "no bar is shorter than a month" in text


def test_the_timeline_draws_counts_per_period_and_names_the_datasets(words) -> None:
    text, _, label = words("/api/timeline.svg?per=year")
    assert "Imported events, a bar for each year" in text
    assert re.search(r"UCDP GED 25\.1: up to \d+ events a year", text)
    assert "licence of shut" in label
    assert "Imported events, a bar" not in words("/api/timeline.svg?dataset=none")[0]


def test_pictures_of_a_brief_tell_of_events_that_they_do_not_draw(ask, folder, monkeypatch) -> None:
    monkeypatch.setenv("EVENTS", str(folder))
    body = ask.get("/api/brief.html").body.decode()
    assert body.count("Not drawn, imported beside the facts") >= 4, "in both pictures, for both datasets"
    assert "100001" not in body, "no row"
