"""A kind of fact is declared once: frame, files, card, filters and schema follow."""

from __future__ import annotations

import ast
from pathlib import Path

from loaders.export.fact_table import TABLE_COLUMNS
from loaders.frames.columns import FACT_COLUMNS
from loaders.frames.dataset import Dataset
from loaders.frames.facts import of_kind
from loaders.query.filters import FILTERS
from loaders.schema.json_schema import file_schemas
from loaders.schema.kinds import EVENTS, KINDS, UNDATABLE
from loaders.schema.vocabulary import Kind
from pages.drawing.card_fields import card_fields
from pages.drawing.palette import KINDS as STYLES

ROOT = Path(__file__).resolve().parents[3]


def test_every_kind_is_declared_and_has_a_style() -> None:
    assert list(KINDS) == list(Kind)
    assert set(STYLES) == set(Kind)
    assert {declared.file for declared in KINDS.values()} <= set(file_schemas())


def test_the_columns_of_a_kind_stand_in_frame_and_files(dataset: Dataset) -> None:
    for kind, declared in KINDS.items():
        names = declared.column_names()
        assert set(names) <= set(FACT_COLUMNS)
        assert {column.name for column in declared.columns if column.exported} <= set(TABLE_COLUMNS)
        others = {name for other in KINDS.values() for name in other.column_names()} - set(names)
        assert others.isdisjoint(of_kind(dataset.facts, kind).columns)
        assert set(names) <= set(of_kind(dataset.facts, kind).columns)


def test_the_files_of_facts_keep_their_columns_where_readers_know_them() -> None:
    of_kinds = TABLE_COLUMNS[TABLE_COLUMNS.index("event_type") : TABLE_COLUMNS.index("articles")]
    assert of_kinds == [
        "event_type", "incident_class", "site_type", "status", "operator", "owner", "campaign",
        "financier", "recipient", "sites", "instrument", "venue", "topic",
    ]  # fmt: skip


def test_every_column_of_a_type_is_looked_into_by_the_filter(dataset: Dataset) -> None:
    types = next(one.words for one in FILTERS if one.name == "type")
    for declared in KINDS.values():
        frame = of_kind(dataset.facts, declared.model.kind)
        for column in (column.name for column in declared.columns if column.is_type):
            assert set(frame[column].dropna()) <= set(types)
            assert all(value in found for value, found in zip(frame[column], frame["types"], strict=True) if isinstance(value, str))


def test_the_card_has_the_rows_of_its_kind_after_those_of_every_fact(dataset: Dataset) -> None:
    for kind, declared in KINDS.items():
        fact = next(fact for fact in dataset.facts_by_id.values() if fact.kind is kind)
        labels = list(card_fields(fact, dataset))
        assert [label for label in labels if label in {row.label for row in declared.card}] == [row.label for row in declared.card]


def test_what_is_no_event_is_told_by_the_declarations_alone() -> None:
    assert {"security_incident", "financing_deal", "diplomatic_event"} == EVENTS
    assert {"mineral_site"} == UNDATABLE
    compared = [path for root in ("loaders", "pages") for path in (ROOT / root).rglob("*.py") if _compares_with_a_site(path)]
    assert {path.name for path in compared} == {"figures.py", "lists.py", "spots.py"}, "the number, the list and the sign of sites"


def _compares_with_a_site(path: Path) -> bool:
    nodes = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Compare))
    sides = (ast.unparse(side) for node in nodes for side in node.comparators)
    return any(side in ("Kind.MINERAL_SITE", "'mineral_site'") for side in sides)
