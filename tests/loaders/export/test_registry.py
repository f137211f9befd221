"""A format is declared once: the API, its description, the command line and the menus follow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.api.openapi import openapi_description
from loaders.export.formats import export
from loaders.export.registry import FORMATS, ExportFormat
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from pages.server.page_metadata import no_script_html

FALLBACK = Path(__file__).resolve().parents[3] / "pages/server/assets/fallback.js"


@pytest.mark.parametrize("one", FORMATS.values(), ids=FORMATS)
def test_every_format_has_a_writer_and_is_described(one: ExportFormat, dataset: Dataset) -> None:
    assert len(export(dataset, Selection(kind=("context",)), one.name)) > 100
    described = openapi_description(dataset)["paths"][one.path]["get"]
    assert described["summary"] == one.description
    assert [*described["responses"]["200"]["content"]] == [one.media_type]
    assert f'{one.path}?q=a">{one.label}</a>' in no_script_html("q=a")


def test_a_format_that_is_declared_is_offered_by_the_command_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, dataset: Dataset
) -> None:
    monkeypatch.setitem(FORMATS, "lines", ExportFormat("lines", "text/plain", "Lines", "A line a fact", __name__, "to_lines"))
    assert main(["export", "--format", "lines", "--kind", "context", "--out", str(tmp_path / "facts.lines")]) == 0
    assert (tmp_path / "facts.lines").read_text() == "fact\n" * int((dataset.facts["kind"] == "context").sum())


def to_lines(rows, selection, dataset):  # type: ignore[no-untyped-def]
    """A line a fact."""
    return b"fact\n" * len(rows)


def test_the_files_named_where_there_is_no_connection_are_among_the_formats() -> None:
    (named,) = re.findall(r"of (\[.*?\])\.map", FALLBACK.read_text(encoding="utf-8"))
    assert set(re.findall(r"\w+", named)) <= set(FORMATS)
