"""A filter is declared once: parser, mask, command line, API and filter bar follow."""

from __future__ import annotations

from dataclasses import fields

import pytest

from loaders.__main__ import parser
from loaders.api.openapi import openapi_description
from loaders.frames.dataset import Dataset
from loaders.query.filters import FILTERS, GROUPS, Filter, values_of
from loaders.query.parameter_values import known_values
from loaders.query.parameters import AS_OF
from loaders.query.query_string import parse_query
from loaders.query.selection import Selection, select, shown
from pages.state.selection_text import option_names, selection_words

each_filter = pytest.mark.parametrize("one", FILTERS, ids=lambda one: one.name)


def test_a_selection_has_a_field_for_every_filter_and_for_nothing_else() -> None:
    assert {field.name for field in fields(Selection)} == {*(one.name for one in FILTERS), "dates", "q", "match", "dataset", AS_OF}


@each_filter
def test_a_filter_reaches_the_address_the_command_line_the_api_and_the_bar(one: Filter, dataset: Dataset) -> None:
    spelling, ids = next(iter(known_values(dataset)[one.name].items()))
    query = parse_query({one.name: [spelling]}, dataset)
    assert (getattr(query.selection, one.name), query.faults) == (ids, ())
    option = "--" + one.name.replace("_", "-")
    assert getattr(parser().parse_args(["export", option, spelling]), one.name) == [spelling]
    described = {p["name"]: p for p in openapi_description(dataset)["paths"]["/api/facts.json"]["get"]["parameters"]}
    assert described[one.name]["description"] == one.told
    assert one.group in GROUPS
    assert len(option_names(dataset)[one.name]) > 0
    assert one.title in selection_words(query.selection, dataset)


@each_filter
def test_every_option_of_the_bar_is_understood_by_the_address(one: Filter, dataset: Dataset) -> None:
    options = option_names(dataset)[one.name]
    assert parse_query({one.name: [*options]}, dataset).faults == ()


@each_filter
def test_a_filter_leaves_only_facts_that_hold_one_of_its_values(one: Filter, dataset: Dataset) -> None:
    value = next(iter(option_names(dataset)[one.name]))
    left = shown(select(dataset.facts, Selection(**{one.name: (value,)})), Selection(match=("definite",)))
    assert len(left) < len(dataset.facts)
    held = left[one.column]
    assert all(value == found if one.how == "one" else value in found for found in held)


def test_a_filter_without_names_of_its_own_offers_what_occurs(dataset: Dataset) -> None:
    instrument = Filter("instrument", "instrument", "one", "instrument", "Kind", "Instrument", "Forms of money")
    assert values_of(instrument, dataset.facts) == sorted(dataset.facts["instrument"].dropna().unique())
    roles = Filter("topic", "types", "any", "topic", "Kind", "Topic", "Topics", words=("security",))
    assert values_of(roles, dataset.facts) == ["security"]
