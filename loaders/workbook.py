"""A selection as a workbook with sheets Facts, Figures, Sources, Articles, Caveats and Selection."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from loaders.dataset import Dataset
from loaders.fact_table import neutralised, table
from loaders.registries import articles_frame
from loaders.selection import Selection, accounting, select
from loaders.words import figure_words, passage_url

CAVEATS = (
    "Each row is what a source says, not what is known to be true: read claimed_by and certainty with every figure.",
    "Figures of two sides are never to be added; facts linked not_additive_with or may_be_same_as count once.",
    "date is as exact as the source (EDTF); date_start and date_end bound it. No date is given where the source has none.",
    "lat and lon come from the gazetteer, not from the articles; district points are the district's seat.",
    "An amount that is not stated is empty, never 0. Totals are made within one status, never across.",
)


def workbook(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """The bytes of a workbook; each row is written as it comes and none is kept, so that many facts fit."""
    facts = [dataset.facts_by_id[i] for i in rows["id"]]
    flat = table(rows, dataset)
    articles = articles_frame(dataset)
    book = Workbook(write_only=True)
    _sheet(book, "Facts", list(flat.columns), flat.itertuples(index=False, name=None))
    _sheet(
        book,
        "Figures",
        ["fact", "name", "value", "value_to", "as_stated", "unit", "bound", "per", "claimed_by", "in_words"],
        (
            (
                f.id,
                g.name,
                g.value,
                g.value_to,
                g.as_stated,
                g.unit,
                g.bound.value,
                g.per,
                "; ".join(g.claimed_by or f.claimed_by),
                figure_words(g),
            )
            for f in facts
            for g in f.figures
        ),
    )
    _sheet(
        book,
        "Sources",
        ["fact", "article", "paragraph", "from", "to", "claimed_by", "certainty", "url"],
        (
            (f.id, s.article, s.paragraph, s.from_, s.to, "; ".join(s.claimed_by or f.claimed_by), s.certainty or f.certainty,
             passage_url(dataset.articles[s.article].url, s))
            for f in facts
            for s in f.sources
        ),
    )  # fmt: skip
    cells = ([("; ".join(v) if isinstance(v, tuple) else v) for v in row] for row in articles.itertuples(index=False, name=None))
    _sheet(book, "Articles", list(articles.columns), cells)
    _sheet(book, "Caveats", ["caveat"], ((line,) for line in CAVEATS))
    counts = accounting(select(dataset.facts, selection))
    about = [("version", dataset.version), ("facts in this file", len(rows)), *((f"match: {k}", v) for k, v in counts.items())]
    _sheet(book, "Selection", ["parameter", "value"], [*about, *selection.query()])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sheet(book: Workbook, name: str, head: list[str], rows: Iterable[Iterable[Any]]) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append([_headed(sheet, words) for words in head])
    for row in rows:
        sheet.append([_cell(value) for value in row])


def _headed(sheet: WriteOnlyWorksheet, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True)
    return cell


def _cell(value: Any) -> Any:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    return neutralised(ILLEGAL_CHARACTERS_RE.sub("", value)) if isinstance(value, str) else value
