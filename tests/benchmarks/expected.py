"""What the app's pages must show of a data folder, for all facts and for one kind of them: asked of the app's own builders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from loaders.frames.dataset import Dataset, build_dataset
from loaders.query.selection import Selection
from loaders.schema.vocabulary import Kind
from pages.components.fact_rows import MAX_ROWS
from pages.components.page_header import heading_text
from pages.components.pager import PAGE
from pages.drawing.map.borders import border_rows
from pages.drawing.map.marks import mark_rows
from pages.drawing.map.places import build_map_layers
from pages.drawing.map.spots import spots_of
from pages.map.render import render_map
from pages.server.boundary_layers import current_outlines
from pages.state.selection_text import option_names
from pages.state.view import shown_facts
from pages.timeline.render import render_timeline, zoom_ranges_for

KEPT = Kind.SECURITY_INCIDENT


@dataclass(frozen=True)
class Expected:
    """Counts for all facts (of a table: the rows of its first page) and, second, for the kind that the filter keeps."""

    kind_name: str
    rows: tuple[int, int]
    marks: tuple[int, int]
    points: tuple[int, int]
    listed: tuple[int, int]
    spots: tuple[int, int]
    words: tuple[str, str]
    borders: int

    @classmethod
    def of(cls, data: Path) -> Expected:
        dataset = build_dataset(data.resolve())
        both = (Selection(), Selection(kind=(KEPT.value,)))
        shown = [shown_facts(dataset, selection) for selection in both]
        return cls(
            kind_name=option_names(dataset)["kind"][KEPT.value],
            rows=_pair([min(len(facts), PAGE) for facts in shown]),
            marks=_pair([_map_marks(dataset, selection) for selection in both]),
            points=_pair([_points(dataset, selection) for selection in both]),
            listed=_pair([min(len(facts), MAX_ROWS) for facts in shown]),
            spots=_pair([_spots(dataset, facts) for facts in shown]),
            borders=len(border_rows(current_outlines(dataset).layers, dark=False)),
            words=(heading_text(dataset, both[0]), heading_text(dataset, both[1])),
        )


def _pair(counts: list[int]) -> tuple[int, int]:
    return counts[0], counts[1]


def _spots(dataset: Dataset, facts: pd.DataFrame) -> int:
    outlines = current_outlines(dataset)
    return len(spots_of(facts, build_map_layers(facts, dataset.places, outlines.outline_of), outlines.layers["districts"]))


def _map_marks(dataset: Dataset, selection: Selection) -> int:
    drawn = render_map(dataset, selection, current_outlines(dataset), tuple(kind.value for kind in Kind), False, "wide")
    return sum(map(len, (row["glyph"] for row in mark_rows(drawn.frames.marks, False))))  # a letter is an instance


def _points(dataset: Dataset, selection: Selection) -> int:
    """Points of all traces, gaps between bars among them, as plotly counts them; of the stretch that opens first."""
    found = zoom_ranges_for(dataset, selection)
    figure = render_timeline(dataset, selection, "kind", found[1] if len(found) > 1 else found[0], False, False, "pan").figure
    return sum(len(trace.x) for trace in figure.data)
