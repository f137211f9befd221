"""What a search found is marked in what a reader sees: whole words, in any form, by any name, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.frames.dataset import build_dataset
from loaders.query.near_matches import near_matches
from loaders.query.search import names_of
from loaders.query.search_marks import mark_spans, search_terms_of
from pages.drawing.marked import marked_html

NAMES = names_of(build_dataset().facts)


def marked(text: str, q: str) -> str:
    found, at = "", 0
    for start, stop in mark_spans(text, search_terms_of(q, NAMES)):
        found, at = f"{found}{text[at:start]}[{text[start:stop]}]", stop
    return found + text[at:]


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("noshki", "BLA held [Nushki]"),
        ("casualties", "Conflicting [casualty] reports"),
        ("pakistan gold", "[Pakistan’s] copper-[gold]"),
        ('"militants killed"', "150 BLA-tied [militants killed], killed militants"),
        ("us exim", "[Export-Import Bank of the United States] and the rest of it"),
        ("31 January 2026", "[31 Jan 2026] (year inferred) · Balochistan"),
        ("1250000000", "EXIM approves USD [1.25 billion] for Reko Diq"),
        ("mine", "mines and minerals: the [mine]".replace("mines", "[mines]")),
        ("war", "a [war], [wars] and warfare"),
        ("zzz", "nothing of it"),
        ("", "nothing is searched"),
    ],
)
def test_the_words_that_were_found_are_marked(q: str, text: str) -> None:
    assert marked(text.replace("[", "").replace("]", ""), q) == text


@given(st.text(max_size=60), st.text(max_size=20))
def test_marks_lie_in_the_text_apart_and_in_order(text: str, q: str) -> None:
    spans = mark_spans(text, search_terms_of(q, NAMES))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < stop <= len(text) for start, stop in spans)
    assert "<script" not in marked_html(f"{text}<script>", search_terms_of(q, NAMES)).replace("<mark>", "").replace("</mark>", "")


def test_near_matches_forgive_slips_and_know_parts() -> None:
    known = ["nushki", "bla", "us", "exim reko diq approval"]
    assert [near_matches(word, known, 1) for word in ("nuskhi", "bal", "exim", "u", "zzzz")] == [["nushki"], ["bla"], [known[3]], [], []]
