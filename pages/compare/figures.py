"""The figures of two sides as tables: what each leaves in each match class, and of what is shown how much is of which kind (pure)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

import pandas as pd

from loaders.query.comparison import Comparison, Side
from loaders.schema.derived_terms import Match
from pages.drawing.palette import KINDS, MATCHES, WEAK_CERTAINTIES

Counted = Callable[[pd.DataFrame], int]
_ROWS: tuple[tuple[str, Counted], ...] = (
    ("Facts shown", len),
    *((style.many.capitalize(), lambda facts, kind=kind: int((facts["kind"] == kind).sum())) for kind, style in KINDS.items()),
    ("With a date", lambda facts: int((facts["date_precision"] != "none").sum())),
    ("In a district or province", lambda facts: int(facts["placed"].sum())),
    ("Claimed by one side only", lambda facts: int(facts["party"].notna().sum())),
    ("Claimed, disputed, opinion or expected", lambda facts: int(facts["certainty"].isin(WEAK_CERTAINTIES).sum())),
    ("Rest on two or more articles", lambda facts: int((facts["articles"].map(len) > 1).sum())),
)


def classes_html(comparison: Comparison, within: int) -> str:
    """The four match classes of both sides, apart; with what is excluded they add up to `within`, the facts of the view."""
    sides = (comparison.a, comparison.b)
    rows = [(MATCHES[match].capitalize(), [_class_cell(side, match) for side in sides]) for match in Match]
    rows.append(("Excluded by the selection", [f"{within - len(side.classes):,}" for side in sides]))
    return _table("Facts in each match type", ("A", "B"), rows)


def _class_cell(side: Side, match: Match) -> str:
    ids = [identity for identity, own in side.classes.items() if own == match]
    shown = sum(identity in side.shown for identity in ids)
    told = [f"{shown:,}"] if shown or not ids else []
    return ", ".join([*told, *([f"{len(ids) - shown:,} hidden"] if len(ids) > shown else [])])


def figures_html(comparison: Comparison, facts: pd.DataFrame) -> str:
    """What is shown, counted. facts: of the view, with columns kind, date_precision, placed, party, certainty, articles."""
    parts = (comparison.a.shown, comparison.b.shown, comparison.both, comparison.only_a, comparison.only_b)
    frames = [facts[facts["id"].isin(part)] for part in parts]
    rows = [(name, [f"{count(frame):,}" for frame in frames]) for name, count in _ROWS]
    return _table("Of the facts shown", ("A", "B", "Both", "Only A", "Only B"), [row for row in rows if set(row[1]) != {"0"}] or rows[:1])


def _table(caption: str, heads: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in heads)
    body = "".join(
        f"<tr><th scope='row'>{escape(name)}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>" for name, cells in rows
    )
    return (
        f"<table class='compared'><caption>{escape(caption)}</caption><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
