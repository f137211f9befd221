"""Each form of file in each of its dialects gives the same rows; precision is kept, never improved."""

import gzip
import io
import zipfile
from datetime import date

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.loaders.events.conftest import rejected, rows
from tests.loaders.events.files import ACLED_NEW, ACLED_OLD, GED, acled_row, csv_text, ged_row, ged_rows

ROWS = ged_rows(12)
PLAIN = csv_text(ROWS)


def _zipped(text):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("ged.csv", text)
        archive.writestr("readme.md", "about")
    return content.getvalue()


def _workbook(table):
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in table:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def _parquet():
    content = io.BytesIO()
    parquet.write_table(pa.table({name: [row[name] for row in ROWS] for name in GED}), content)
    return content.getvalue()


CONTAINERS = {
    "a.csv": PLAIN,
    "bom.csv": "\ufeff" + PLAIN,
    "crlf.csv": csv_text(ROWS, newline="\r\n"),
    "semicolon.csv": csv_text(ROWS, separator=";"),
    "tab.tsv": csv_text(ROWS, separator="\t"),
    "bar.txt": csv_text(ROWS, separator="|"),
    "commas.csv": csv_text(ROWS, end=","),
    "bare.csv": csv_text(ROWS, header=False),
    "utf16.csv": PLAIN.encode("utf-16"),
    "a.csv.gz": gzip.compress(PLAIN.encode()),
    "a.zip": _zipped(PLAIN),
    "a.xlsx": _workbook([GED, *([row[name] for name in GED] for row in ROWS)]),
    "a.parquet": _parquet(),
}


@pytest.mark.parametrize("file", CONTAINERS)
def test_a_form_gives_the_same_rows_in_every_container(importing, file):
    report = importing(CONTAINERS[file], file=file)
    found = rows(report).drop(columns=["dataset"])
    assert report.metadata["held_out"] == 0, report.held_out
    assert list(found.sort_values("row")["row"]) == [number + (1 if file == "bare.csv" else 2) for number in range(12)]
    first = found.loc["100001"]
    assert (first["district"], first["district_basis"], first["geo_precision"]) == ("nushki", "both", "site")
    assert first["source_text"] == ROWS[1]["source_article"]
    assert first["actors"] == "Government of Pakistan; BLA"
    assert first["fatalities_high"] - first["fatalities_best"] == 2


def test_latin_1_and_utf_8_are_told_apart(importing):
    text = csv_text([ged_row(1, side_b="Armée")])
    for encoding, told in (("utf-8", "UTF-8"), ("latin-1", "Windows-1252")):
        report = importing(text.encode(encoding))
        assert told in report.source.told
        assert rows(report)["actors"].item() == "Government of Pakistan; Armée"


def test_cells_with_line_breaks_keep_rows_and_their_numbers(importing):
    many = [ged_row(0, source_article="one\ntwo\n\nthree"), ged_row(1), ged_row(2, where_prec="9"), ged_row(3)]
    report = importing(csv_text(many))
    assert rows(report)["row"].to_dict() == {"100000": 2, "100001": 3, "100003": 5}
    assert rejected(report)[["row", "column", "value"]].values.tolist() == [[4, "where_prec", "9"]]


@pytest.mark.parametrize(
    ("date_prec", "start", "end", "expected"),
    [
        ("1", "2015-03-04", "2015-03-04", ("day", date(2015, 3, 4), date(2015, 3, 4))),
        ("2", "2015-03-04", "2015-03-07", ("range", date(2015, 3, 4), date(2015, 3, 7))),
        ("3", "2015-03-04", "2015-03-04", ("week", date(2015, 3, 2), date(2015, 3, 8))),
        ("4", "2015-03-01", "2015-03-31", ("month", date(2015, 3, 1), date(2015, 3, 31))),
        ("4", "2015-12-09", "2015-12-09", ("month", date(2015, 12, 1), date(2015, 12, 31))),
        ("5", "2015-01-01", "2015-12-31", ("range", date(2015, 1, 1), date(2015, 12, 31))),
        ("", "2015-01-01", "2015-12-31", ("year", date(2015, 1, 1), date(2015, 12, 31))),
        ("1", "", "", (None, None, None)),
    ],
)
def test_dates_are_as_exact_as_the_source_says(importing, date_prec, start, end, expected):
    report = importing(csv_text([ged_row(1, date_prec=date_prec, date_start=start, date_end=end, year=start[:4])]))
    found = rows(report).iloc[0]
    assert (found["date_precision"], found["date_start"], found["date_end"]) == expected


def test_an_aggregated_report_is_a_statistic_and_no_single_event(importing):
    found = rows(importing(csv_text([ged_row(1, event_clarity="2")]))).iloc[0]
    assert (found["event_type"], found["event_type_source"], found["clarity"]) == (
        "casualty_statistic",
        "state-based violence",
        "aggregated report",
    )


def test_missing_fatalities_stay_missing(importing):
    found = rows(importing(csv_text([ged_row(1, best="", high="", low="", deaths_a="")]))).iloc[0]
    assert found[["fatalities_low", "fatalities_best", "fatalities_high"]].tolist() == [None, None, None]


def test_fatalities_out_of_order_stand_as_given_and_are_told(importing):
    report = importing(csv_text([ged_row(1, low="9", high="0")]))
    assert rows(report)["fatalities_low"].item() == 9
    assert report.metadata["disordered_fatalities"] == 1


@pytest.mark.parametrize(
    ("names", "separator", "encoding", "changed"),
    [
        (ACLED_NEW, ",", "utf-8-sig", {}),
        (ACLED_NEW, ",", "utf-8", {"event_date": "2025-05-16"}),
        (
            ACLED_OLD,
            ";",
            "latin-1",
            {"event_date": "16-May-25", "inter1": "2", "interaction": "12", "actor1": "BLA: Baloch Liberation Armée"},
        ),
    ],
)
def test_acled_in_its_old_and_new_forms(importing, names, separator, encoding, changed):
    report = importing(csv_text([acled_row(1, **changed)], names, separator).encode(encoding), "acled", version=None)
    found = rows(report).loc["PAK1"]
    assert (found["date_start"], found["date_precision"], found["district"], found["district_basis"]) == (
        date(2025, 5, 16),
        "day",
        "nushki",
        "both",
    )
    assert (found["fatalities_low"], found["fatalities_best"], found["fatalities_high"]) == (None, 3, None)
    assert (found["event_type"], found["event_type_source"], found["geo_precision"]) == ("armed_clash", "Battles; Armed clash", "town")
    assert report.metadata["redistribution"] == "no"


def test_an_old_division_beside_a_point_in_another_district_is_a_conflict(importing):
    found = rows(importing(csv_text([acled_row(1, admin2="Quetta")], ACLED_NEW), "acled")).iloc[0]
    assert (found["district"], found["district_basis"], found["possible_districts"]) == ("quetta", "conflict", "quetta; nushki")
    assert found["distance_km"] > 40


OWN = """title: A company's list
version: "3"
licence: ours
redistribution: "yes"
columns:
  event_id: "No"
  date_start: When
  district_source: Where
  geo_precision: {value: district}
  event_type: {column: What, codes: {bomb: explosion, ambush: attack}}
  fatalities_best: Killed
dates: {formats: ["%d/%m/%Y"]}
"""


def test_a_list_of_ones_own_by_its_mapping(importing, tmp_path):
    mapping = tmp_path / "own.yaml"
    mapping.write_text(OWN)
    report = importing("No;When;Where;What;Killed\n1;03/04/2024;Noshki;bomb;2\n2;;Chaghi;Ambush;\n", mapping, version=None)
    found = rows(report)
    assert found["district"].to_dict() == {"1": "nushki", "2": "chagai"}
    assert found.loc["1", "date_start"] == date(2024, 4, 3)
    assert found.loc["2", ["date_start", "fatalities_best", "event_type"]].tolist() == [None, None, "attack"]
    assert report.metadata["version"] == "3"


def test_the_users_own_names_of_districts(importing, tmp_path):
    mapping, aliases = tmp_path / "own.yaml", tmp_path / "names.yaml"
    mapping.write_text(OWN)
    aliases.write_text("Noshky Tehsil: nushki\n")
    text = "No;When;Where;What;Killed\n1;03/04/2024;Noshky Tehsil;bomb;2\n"
    report = importing(text, mapping, version=None)
    assert dict(report.placement.unmatched) == {"Noshky Tehsil": 1}
    assert report.placement.names.near("Noshky") == "nushki"
    assert rows(report)["placed"].item() is False
    assert rows(importing(text, mapping, version=None, aliases=aliases))["district"].item() == "nushki"
