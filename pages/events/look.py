"""Look at a file of events before it is imported: its first lines, pasted, are read as an import would; nothing of them is kept."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from loaders.api.settings import settings
from loaders.frames.dataset import Dataset
from pages.drawing.escaping import plain
from pages.drawing.palette import count_text
from pages.state.view import View

ROWS = 20
_TEXT, _MAPPING = "pasted_events", "pasted_mapping"


@dataclass(frozen=True)
class Looked:
    """What a file is. told: its form in words. form: a known one, or "". mapping: a first one, for another. refused: why it is none."""

    told: str = ""
    form: str = ""
    mapping: str = ""
    rows: pd.DataFrame | None = None
    refused: str = ""


def look_at_a_file(view: View) -> None:
    """Draw the field for the first lines of a file, and what an import would make of them; nothing where the setting forbids it."""
    most = settings().look_letters
    if not most:
        return
    st.header("Look at a file before it is imported", anchor="look")
    st.markdown(
        f"Choose a CSV file, or paste its first line and some rows, up to {most:,} characters: how it would be read, its first {ROWS} "
        "rows, and the report of a dry run. Nothing is stored, logged or sent on; it is gone when you leave or reload the page."
    )
    st.html(
        f"<p class='small' data-most='{most}'><label>A file, plain or gzipped: <input type='file' class='look-file' "
        "accept='.csv,.tsv,.txt,.gz,text/csv,text/plain'></label><br><span class='look-told' role='status'>Your browser reads it; of "
        "a longer file only the first lines are taken.</span></p>"
    )
    text = st.text_area("First lines of the file", key=_TEXT, height=140, max_chars=most, placeholder="id,date,latitude,longitude,…")
    st.button("Look at it", key="look")
    if not text.strip():
        return
    found = look(text)
    if found.refused:
        st.warning(_lines(found.refused))
        return
    st.markdown(f"**{_lines(found.told)}**")
    if found.rows is not None:
        st.dataframe(found.rows, hide_index=True, alt=f"The first {len(found.rows)} rows as they are read")
        st.caption(f"{count_text(len(found.rows), 'row', 'rows')} of what was pasted, each cell as it stands in the file.")
    mapping = _adjusted(found.mapping) if found.mapping else ""
    st.markdown("**Dry run**")
    st.code(dry_run(text, found.form, mapping, view.dataset), language=None, wrap_lines=True)
    st.markdown("**The command that makes it lasting**, for who runs the server")
    st.code(f"python -m loaders import FILE.csv --as {found.form or 'MAPPING.yaml'} --name NAME --out DIR", language=None, wrap_lines=True)


def _adjusted(first: str) -> str:
    """The mapping as the reader has changed it; a new file begins anew."""
    if st.session_state.get("mapping_of") != first:
        st.session_state["mapping_of"], st.session_state[_MAPPING] = first, first
    return st.text_area("Mapping: which column is which; keep it as MAPPING.yaml", key=_MAPPING, height=320)


def look(text: str) -> Looked:
    """What pasted lines are, as `import --guess` tells it, and the first of their rows."""
    from loaders.events.guess import guess_mapping
    from loaders.events.importers import FORMS, form
    from loaders.events.problems import ImportRefused
    from loaders.events.reading import ROW, open_source

    with tempfile.TemporaryDirectory() as folder:
        path = _written(folder, text)
        try:
            source = open_source(path)
            first = next(source.batches(lambda one: None), None)
            rows = first.drop_columns([ROW]).slice(0, ROWS).to_pandas() if first is not None else None
            if source.form in FORMS:
                return Looked(f"{source.told}; it has the columns of {form(source.form).title}", source.form, "", rows)
            return Looked(f"{source.told}; no known form, so it needs a mapping", "", guess_mapping(path), rows)
        except ImportRefused as refused:
            return Looked(refused=str(refused).replace(path.name, "the text"))


def dry_run(text: str, known: str, mapping: str, dataset: Dataset) -> str:
    """The report of a dry run of pasted lines, or why it would be refused."""
    from loaders.events.importing import run_import
    from loaders.events.problems import ImportRefused
    from loaders.events.report import report_lines
    from loaders.events.request import Request

    with tempfile.TemporaryDirectory() as folder:
        path, read_as = _written(folder, text), Path(folder) / "MAPPING.yaml"
        read_as.write_text(mapping, encoding="utf-8")
        asked = Request(path, known or str(read_as), "pasted", Path(folder) / "out", version="as pasted", dry_run=True)
        try:
            told = "\n".join(report_lines(run_import(asked, dataset.places, dataset.boundaries)))
        except ImportRefused as refused:
            told = f"It would be refused:\n{refused}"
        return told.replace(f"{folder}/", "")


def _written(folder: str, text: str) -> Path:
    path = Path(folder) / "pasted.csv"
    path.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
    return path


def _lines(text: str) -> str:
    return "  \n".join(map(plain, text.splitlines()))
