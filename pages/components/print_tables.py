"""Tables by address: the whole of one as HTML, for a page that is printed, and the fact of a row, for a press on a table that is gone."""

from __future__ import annotations

import weakref
from collections import deque
from html import escape

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from loaders.frames.sizes import bytes_of
from pages.state.table_cache import INDEX_COLUMN, TableData

PAPER = "/tables/{token}"
ROW = "/tables/{digest}/{number:int}"
MOST = 256  # tables that are held for readers who may print them, fewer where they are large
MOST_BYTES = 64 * 2**20  # of all of them
_TABLES: weakref.WeakValueDictionary[str, TableData] = weakref.WeakValueDictionary()
_LATEST: deque[tuple[TableData, int]] = deque(maxlen=MOST)  # each with its bytes, the newest last


def printable_table(rows: TableData) -> None:
    """Leave a mark where `paper.js` puts the whole table for printing."""
    if rows.token not in _TABLES:
        _TABLES[rows.token] = rows
        _LATEST.append((rows, bytes_of(rows)))
        while len(_LATEST) > 1 and sum(size for _, size in tuple(_LATEST)) > MOST_BYTES:
            _LATEST.popleft()
    st.html(f"<div class='on-paper' data-table='.{PAPER.format(token=rows.token)}'></div>")


def paper_table(request: Request) -> Response:
    """All rows of a table as HTML, in the words of the screen."""
    rows = _TABLES.get(request.path_params["token"])
    return (
        PlainTextResponse("no such table", 404) if rows is None else HTMLResponse(table_html(rows), headers={"Cache-Control": "no-store"})
    )


def table_row(request: Request) -> Response:
    """The fact of a row, for a press on a table that was drawn anew before it could tell of it."""
    number = request.path_params["number"]
    found = next((rows for rows, _ in tuple(_LATEST) if rows.digest == request.path_params["digest"]), None)
    known = found is not None and 0 < number <= len(found.ids)
    return PlainTextResponse(found.ids[number - 1] if found and known else "no such row", 200 if known else 404)


def table_html(rows: TableData) -> str:
    """Every row and column, but for the numbers in front and links, which paper cannot follow."""
    names = [name for name in rows.table.column_names if name not in (INDEX_COLUMN, "Passage")]
    columns = [_words(rows, name) for name in names]
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in names)
    body = "".join(f"<tr>{''.join(f'<td>{escape(word)}</td>' for word in row)}</tr>" for row in zip(*columns, strict=True))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _words(rows: TableData, name: str) -> list[str]:
    shown, values = rows.words.get(name, {}), rows.table[name].to_pylist()
    return ["" if value is None else shown.get(value, str(value)) for value in values]


TABLE_ROUTES = (Route(PAPER, paper_table), Route(ROW, table_row))
