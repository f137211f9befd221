"""What each wrong file and each wrong row says: words, figures and a remedy; nothing is written, dropped or repaired in silence."""

import gzip
import io
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest

from loaders.events.problems import ImportRefused
from tests.loaders.events.conftest import rejected, rows
from tests.loaders.events.files import ACLED_NEW, GED, acled_row, csv_text, ged_row, ged_rows

PLAIN = csv_text(ged_rows(200))


def _truncated_zip():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ged.csv", PLAIN)
    return content.getvalue()[:-200]


def _two_tables():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in ("a.csv", "b.csv"):
            archive.writestr(name, PLAIN)
    return content.getvalue()


def _shifted():
    """Every value one column to the right, as a plain reader shifts the rows of the web file."""
    return csv_text([dict(zip(GED, ["x", *list(row.values())[:-1]], strict=True)) for row in ged_rows(50)])


def _scaled():
    """Columns that read well and mean something else: the deaths of one side in the place of the best estimate."""
    return csv_text([row | {"best": str(int(row["best"]) + 1)} for row in ged_rows(50)])


REFUSED = {
    "a web page": (b"<!DOCTYPE html><html><body>Sign in</body></html>", "it is a web page, not a table"),
    "nothing": (b"", "it is empty; download it again"),
    "no row": (csv_text([]), "it has a header and no rows"),
    "gzip cut short": (gzip.compress(PLAIN.encode())[:-400], "it is cut short or damaged"),
    "zip cut short": (_truncated_zip(), "it is cut short or damaged"),
    "two tables": (_two_tables(), "it holds 2 tables (a.csv, b.csv); unpack it"),
    "other columns": ("name,score\na,1\n", "there is no column id"),
    "one line for ever": (b"id,relid,year\n" + b"x" * (17 * 2**20), "row 2 goes on for more than 16 MiB without a line break"),
    "a quotation mark that stays open": (
        csv_text(ged_rows(200, source_article="Dawn")).replace("\n100050,", '\n"100050,', 1),
        "quotation mark is opened and not closed",
    ),
    "a PDF": (b"%PDF-1.7\n", "it is a PDF; save the table as CSV or XLSX"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1", "it is an old Excel workbook"),
    "JSON": (b'{"data": [1]}', "it is JSON, not a table"),
    "binary": (b"abc\0def\n1,2\n", "it is no text"),
    "a header twice": (PLAIN.replace("relid", "id", 1), 'two columns are called "id"'),
    "one column": ("id\n1\n", "its first row has only 1 column"),
    "two encodings": (
        csv_text([ged_row(1, side_b="Armée")]).encode() + csv_text([ged_row(2, side_b="Armée")], header=False).encode("latin-1"),
        "it mixes two encodings",
    ),
    "shifted columns": (_shifted(), "50 of 50 rows cannot be read"),
    "sums that do not hold": (_scaled(), "deaths_a + deaths_b + deaths_civilians + deaths_unknown is best: 50 of 50 rows do not (100.0 %)"),
    "years of other rows": (csv_text(ged_rows(9, year=1999)), "year is the year of the date: 9 of 9"),
    "days of other rows": (csv_text(ged_rows(9, date_end="2025-01-01")), "date_start and date_end are the same day where date_prec is 1"),
    "exchanged coordinates": (
        csv_text([row | {"latitude": row["longitude"], "longitude": row["latitude"]} for row in ged_rows(9)]),
        "9 would with latitude and longitude exchanged: exchange the two columns",
    ),
    "months for days": (csv_text(ged_rows(9, date_start="27/03/2015", date_end="27/03/2015")), "is the day written before the month?"),
    "ACLED": (csv_text([acled_row(1)], ACLED_NEW), "its header is that of ACLED, not of UCDP GED; use --as acled"),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_a_wrong_file_is_refused_in_words_and_leaves_nothing(importing, tmp_path, wrong):
    content, words = REFUSED[wrong]
    with pytest.raises(ImportRefused) as refused:
        importing(content)
    assert words in str(refused.value)
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


TOMORROW = date.today() + timedelta(40)
HELD_OUT = {
    "a year in two digits": ({"date_start": "0025-05-16"}, "date_start", "the year is 25; write it in four digits, such as 2025"),
    "the future": ({"date_start": TOMORROW, "date_end": TOMORROW}, "date_start", f"it lies in the future (today is {date.today()})"),
    "no date": ({"date_start": "soon"}, "date_start", "it is not a date as 2025-11-23"),
    "the end first": (
        {"date_start": "2015-02-02", "date_end": "2015-02-01", "date_prec": "2"},
        "date_end",
        "it ends before it begins (2015-02-02)",
    ),
    "no id": ({"id": ""}, "id", "it has no id"),
    "an unknown code": ({"where_prec": "12"}, "where_prec", 'the code is not known; did you mean "2"?'),
    "a formula": ({"best": "=AS2+AT2"}, "best", "it is a formula, not a value"),
    "a word for a number": ({"best": "many"}, "best", "it is not a number"),
    "less than nobody": ({"best": "-5"}, "best", "it is not a number of people: 0 or more"),
    "a decimal comma": ({"latitude": "29,55"}, "latitude", "decimal: ','"),
    "a latitude that is a longitude": ({"latitude": "101.5"}, "latitude", "are the coordinates exchanged?"),
    "no point at all": ({"latitude": "0", "longitude": "0"}, "latitude", "stands for no point"),
    "half a point": ({"latitude": ""}, "latitude", "only one of latitude and longitude"),
}


@pytest.mark.parametrize("wrong", HELD_OUT)
def test_a_wrong_row_is_held_out_with_its_reason_and_the_others_stay(importing, wrong):
    changed, column, reason = HELD_OUT[wrong]
    report = importing(csv_text([*ged_rows(3), ged_row(7, **changed), ged_row(8)]))
    assert len(rows(report)) == 4
    found = rejected(report)
    assert found[["file", "row", "column"]].values.tolist() == [["file.csv", 5, column]]
    assert reason in found["reason"].item()
    assert report.metadata["held_out"] == 1
    assert report.rows == 5


def test_a_row_with_cells_lost_or_added_is_held_out(importing):
    lines = PLAIN.splitlines()
    lines[3] = lines[3].rsplit(",", 4)[0]
    lines[5] += ",one,more"
    report = importing("\n".join(lines) + "\n")
    assert [(one["row"], one["reason"][:45]) for one in rejected(report).to_dict("records")] == [
        (4, "it has 45 cells where the header has 49; a ce"),
        (6, "it has 51 cells where the header has 49; a ce"),
    ]
    assert len(rows(report)) == report.rows - 2 == 198


def test_something_after_the_last_comma_is_held_out(importing):
    lines = csv_text(ged_rows(5), end=",").splitlines()
    lines[2] += "astray"
    assert rejected(importing("\n".join(lines) + "\n"))[["row", "value"]].values.tolist() == [[3, "astray"]]


def test_ids_that_come_twice_keep_the_first(importing):
    report = importing(csv_text([ged_row(1), ged_row(2), ged_row(1, side_b="BLF"), ged_row(3)]))
    assert rows(report).loc["100001", "actors"].endswith("BLA")
    assert rejected(report)[["row", "value", "reason"]].values.tolist() == [[4, "100001", "row 2 has the same id; ids are unique"]]


def test_rows_alike_in_all_but_their_id_are_two(importing):
    assert len(rows(importing(csv_text([ged_row(1), ged_row(1, id=5)])))) == 2


def test_a_formula_in_a_workbook_is_not_taken_for_a_value(importing, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(GED)
    for number in range(4):
        row = ged_row(number)
        book.active.append([int(row[n]) if n == "best" else row[n] for n in GED])
    book.active["AS3"] = "=1+1"
    book.save(tmp_path / "a.xlsx")
    report = importing(tmp_path / "a.xlsx")
    assert rejected(report)[["row", "column"]].values.tolist() == [[3, GED[44]]]
    assert "paste values" in rejected(report)["reason"].item()


def test_the_version_is_read_from_the_files_name_or_asked_for(importing):
    assert importing(PLAIN, file="GEDEvent_v25_1.csv", version=None).metadata["version"] == "25.1"
    with pytest.raises(ImportRefused, match=r"say it with --version 25\.1"):
        importing(PLAIN, version=None)


BAD_MAPPINGS = {
    "unknown column": ("columns: {event_id: a, dat_start: b}", 'columns: "dat_start" is no column of ours; did you mean "date_start"?'),
    "no id": ("columns: {notes: a}", "event_id is missing"),
    "no dates": ("columns: {event_id: a, date_start: b}", "dates is missing"),
    "a format without a year": (
        'columns: {event_id: a, date_start: b}\ndates: {formats: ["%d/%m"]}',
        '"%d/%m" does not tell day, month and year',
    ),
    "a wrong word": (
        'columns: {event_id: a, geo_precision: {column: b, codes: {"1": sit}}}',
        '"sit" is none of its words; did you mean "site"?',
    ),
    "an unknown key": ("columns: {event_id: a}\nlicense: x", "license: Extra inputs are not permitted"),
}


@pytest.mark.parametrize("wrong", BAD_MAPPINGS)
def test_a_wrong_mapping_says_where_and_what_would_be_right(importing, tmp_path, wrong):
    content, words = BAD_MAPPINGS[wrong]
    (tmp_path / "own.yaml").write_text(f"title: x\n{content}\n")
    with pytest.raises(ImportRefused) as refused:
        importing("a,b\n1,2\n", tmp_path / "own.yaml")
    assert words in str(refused.value)
    assert "own.yaml:" in str(refused.value)
