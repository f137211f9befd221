"""Whatever an address holds: words about it, and a selection whose answer adds up. Counts are told at the end of the run."""

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loaders.frames.dataset import build_dataset
from loaders.query.parameter_names import MOST_FAULTS
from loaders.query.parameters import PARAMETERS, REPEATED, passed_over
from loaders.query.query_string import parse_query
from loaders.query.selection import accounting, select, shown
from loaders.schema.derived_terms import Match
from pages import PAGE_PARAMETERS

DATA = build_dataset()
PAGE_NAMES = tuple(parameter.name for parameter in PAGE_PARAMETERS)
KNOWN_NAMES = (*PARAMETERS, *PAGE_NAMES)
KNOWN = [
    *DATA.actors,
    *DATA.places,
    *DATA.articles,
    *DATA.facts_by_id,
    "context",
    "copper",
    "stated",
    "undated",
    "none",
    "2025-09-01",
    "2026-02-28",
]
ODD = [
    "",
    " ",
    "\x00",
    "%00",
    "\ud800",
    "\u202e",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "=1+1",
    "9" * 5000,
    "x" * 10_000,
    "İ",
    "NaN",
    "-1",
]
VALUES = st.sampled_from(KNOWN) | st.sampled_from(ODD) | st.text(max_size=20)
NAMES = st.sampled_from(KNOWN_NAMES) | st.sampled_from(REPEATED) | st.text(max_size=8)
QUERIES = st.dictionaries(NAMES, st.lists(VALUES, min_size=1, max_size=4) | VALUES.map(lambda value: [value] * 1000), max_size=6)


def as_one_reads_it(selection):
    """The selection that comes of its own address."""
    return parse_query(parse_qs(urlencode(selection.query())), DATA, PAGE_PARAMETERS)


@pytest.mark.slow
@given(asked=QUERIES)
@example(asked={"dataset": ["us-government"]})
@example(asked={name: ["\x00"] * 1000 for name in KNOWN_NAMES})
def test_any_query_is_words_and_a_selection_that_adds_up(outcomes, asked):
    query = parse_query(asked, DATA, PAGE_PARAMETERS)
    outcomes["query with faults" if query.faults else "query understood"] += 1
    assert len(query.faults) <= (MOST_FAULTS + 3) * len(KNOWN_NAMES)
    for fault in query.faults:
        assert str(fault).isprintable()
        assert len(fault.message) < 500
    selected = select(DATA.facts, query.selection)
    counts = accounting(selected)
    assert sum(counts[match] for match in Match) == len(selected) <= len(DATA.facts)
    assert len(shown(selected, query.selection)) == sum(n for name, n in counts.items() if name in query.selection.match)
    again = as_one_reads_it(query.selection)
    assert (again.selection, again.faults) == (query.selection, ())
    assert again.selection.query() == query.selection.query()
    twice = select(DATA.facts.iloc[selected.index], query.selection)
    assert (twice["id"].tolist(), twice["match"].tolist()) == (selected["id"].tolist(), selected["match"].tolist())
    assert set(query.unknown) == {name for name in asked if name not in KNOWN_NAMES and not passed_over(name)}
    assert {name for name, _ in query.page} <= set(PAGE_NAMES)
