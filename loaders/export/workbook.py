"""A selection as a workbook with sheets Facts, Figures, Sources, Articles, Caveats, Selection and How to read this."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import pandas as pd
from xlsxwriter import Workbook

from loaders.export.column_meanings import column_meanings
from loaders.export.fact_table import escape_formula, table
from loaders.frames.dataset import Dataset
from loaders.frames.registries import articles_frame
from loaders.query.selection import Selection, accounting, select
from loaders.schema.derived_terms import DatePrecision, GeoPrecision, Match
from loaders.schema.formatting import figure_text, passage_url
from loaders.schema.records import Fact
from loaders.schema.term import Term
from loaders.schema.vocabulary import Certainty

CAVEATS = (
    "Each row is what a source says, not what is known to be true: read claimed_by and certainty with every figure.",
    "Figures of two sides are never to be added; facts linked not_additive_with or may_be_same_as count once.",
    "date is as exact as the source (EDTF; a whole day is a date, the rest is text); date_start and date_end bound it. "
    "No date is given where the source has none.",
    "lat and lon come from the gazetteer, not from the articles, and stand only where the one place is a site or a town; radius_km is how "
    "uncertain they are. districts_basis and provinces_basis tell, in the same order, what the text names and what the gazetteer adds.",
    "amount_usd and killed are empty where two figures differ: the columns _low and _high hold both ends, with who claims each.",
    "An amount that is not stated is empty, never 0. Totals are made within one status, never across.",
)
FIGURE_HEAD = ["fact", "name", "value", "value_to", "as_stated", "unit", "bound", "per", "claimed_by", "in_words"]
SOURCE_HEAD = ["fact", "article", "paragraph", "from", "to", "claimed_by", "certainty", "url"]
_SHEETS = {
    "Facts": "One row a fact of the selection: what a source says, who says so, when and where",
    "Figures": "One row a number that a fact gives, with its bound and who claims it",
    "Sources": "One row a passage: first and last words, and a link that opens the article there",
    "Articles": "The texts that facts rest on, from where they look at things, and how many facts each supports",
    "Caveats": "What to know before a number is used",
    "Selection": "Version, counts by match, and the filters",
}
_DATES = {"date", "date_start", "date_end", "earliest", "latest", "published", "written_after", "written_before", "retrieved"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MADE = datetime(1980, 1, 1)
MOST_CHARACTERS = 32_767  # that Excel has room for in a cell
NARROWEST, WIDEST = 8, 60  # characters
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """The bytes of a workbook; each row is written as it comes and none is kept, so that many facts fit."""
    facts = [dataset.facts_by_id[i] for i in rows["id"]]
    flat, articles = table(rows, dataset, selection), articles_frame(dataset)
    counts = accounting(select(dataset.facts, selection))
    about = [("version", dataset.version), ("facts in this file", len(rows)), ("facts in the data", len(dataset.facts))]
    about += [*((f"match: {m}", counts[m]) for m in Match)]
    about.append(("definite that are mineral sites, which date filters do not affect", counts["timeless"]))
    buffer = io.BytesIO()
    with Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"created": _MADE})
        _sheet(book, "Facts", list(flat.columns), flat.itertuples(index=False, name=None))
        _sheet(book, "Figures", FIGURE_HEAD, figure_rows(facts))
        _sheet(book, "Sources", SOURCE_HEAD, source_rows(facts, dataset))
        cells = ([("; ".join(v) if isinstance(v, tuple) else v) for v in row] for row in articles.itertuples(index=False, name=None))
        _sheet(book, "Articles", list(articles.columns), cells)
        _sheet(book, "Caveats", ["caveat"], ((line,) for line in CAVEATS))
        _sheet(book, "Selection", ["parameter", "value"], [*about, *selection.query()])
        _sheet(book, "How to read this", ["sheet", "what", "meaning"], _how_to_read())
    return buffer.getvalue()


def figure_rows(facts: Iterable[Fact]) -> Iterator[tuple[Any, ...]]:
    """A row a figure, with FIGURE_HEAD."""
    for fact in facts:
        for told in fact.figures:
            claimants = "; ".join(told.claimed_by or fact.claimed_by)
            ends = (told.value, told.value_to, told.as_stated, told.unit, told.bound.value, told.per)
            yield (fact.id, told.name, *ends, claimants, figure_text(told))


def source_rows(facts: Iterable[Fact], dataset: Dataset) -> Iterator[tuple[Any, ...]]:
    """A row a passage, with SOURCE_HEAD."""
    for fact in facts:
        for told in fact.sources:
            claimants, certainty = "; ".join(told.claimed_by or fact.claimed_by), str(told.certainty or fact.certainty)
            url = passage_url(dataset.articles[told.article].url, told)
            yield (fact.id, told.article, told.paragraph, told.from_, told.to, claimants, certainty, url)


def _how_to_read() -> Iterator[tuple[str, str, str]]:
    """What each sheet holds, what each column and word of the facts means."""
    yield from ((name, "the sheet", meaning) for name, meaning in _SHEETS.items())
    yield from (("Facts", f"column {name}", meaning) for name, meaning in column_meanings().items())
    lists: dict[str, type[Term]] = {"certainty": Certainty, "match": Match, "date_precision": DatePrecision, "geo_precision": GeoPrecision}
    yield from (("Facts", f"{name} {word.value}", word.meaning) for name, words in lists.items() for word in words)


def _sheet(book: Workbook, name: str, head: list[str], rows: Iterable[Iterable[Any]]) -> None:
    """A sheet whose first row stays in sight and filters, with columns as wide as what they hold."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    widths, last = [len(words) + 3 for words in head], 0  # room for the filter's arrow
    for column, words in enumerate(head):
        sheet.write_string(0, column, words, bold)
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            found = _cell(head[column], value)
            if isinstance(found, date):
                sheet.write_datetime(last, column, found, day)
            elif found is not None:
                sheet.write(last, column, found)
            widths[column] = max(widths[column], len(str(found)) + 1 if found is not None else 0)
    sheet.autofilter(0, 0, last, len(head) - 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width, NARROWEST), WIDEST))


def _cell(name: str, value: Any) -> Any:
    """A value as the sheet holds it: a whole day is a date, what is less exact stays text, formulas are made text."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    if not isinstance(value, str):
        return value
    if name in _DATES and _DAY.fullmatch(value) and value >= "1900-03-01":  # before it, Excel's days are counted wrong
        return date.fromisoformat(value)
    return escape_formula(_UNSEEN.sub("", value))[:MOST_CHARACTERS] or None
