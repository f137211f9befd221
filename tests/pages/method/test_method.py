"""The method page explains every word that the screen uses, and every page leads to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from loaders.frames.dataset import Dataset
from loaders.frames.facts import of_kind
from loaders.query.selection import Selection
from loaders.schema.deal_terms import STAGE_LABELS, DealStatus
from loaders.schema.derived_terms import DatePrecision, GeoPrecision, Match
from loaders.schema.records import Fact
from loaders.schema.term import Term
from loaders.schema.vocabulary import Certainty, Kind
from pages.components.navigation import SECTIONS, internal_link, method_link
from pages.drawing.palette import CERTAINTIES, MATCHES
from pages.method.definitions import definitions_html, examples_of
from tests.pages.test_every_page import PAGES, Run, run, texts  # noqa: F401


@pytest.fixture
def told(run: Run) -> str:  # noqa: F811
    app = run("method")
    return texts(app) + "".join(unescape(e.proto.body) for e in app.get("html"))


@pytest.mark.parametrize("words", [Kind, Match, DatePrecision, GeoPrecision, Certainty, DealStatus])
def test_the_method_page_gives_every_word_s_meaning(told: str, words: type[Term]) -> None:
    assert [word for word in words if word.meaning not in told] == []


@pytest.mark.parametrize("names", [MATCHES, CERTAINTIES, STAGE_LABELS], ids=["matches", "certainties", "stages"])
def test_the_method_page_names_what_the_screen_names(told: str, names: dict[str, str]) -> None:
    assert [name for name in names.values() if name not in told] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_to_a_section_that_there_is(run: Run, page: str) -> None:  # noqa: F811
    html = "".join(e.proto.body for e in run(page, "province=balochistan").get("html"))
    links = [urlsplit(unescape(link)) for link in re.findall(r"<a class='inside method' href='([^']+)'", html)]
    assert {link.fragment for link in links} >= {"map": {"places"}, "timeline": {"dates"}, "investment": {"money"}}.get(page, set())
    assert {link.fragment for link in links} <= {*SECTIONS}
    assert all(link.path == "./method" and parse_qs(link.query) == {"province": ["balochistan"]} for link in links)


def test_a_link_to_the_method_is_safe_whatever_the_filter() -> None:
    assert "<script" not in method_link("fact", "<b>", Selection(q="'><script>"))
    assert "&lt;b&gt;" in method_link("fact", "<b>", Selection())


def test_a_meaning_is_shown_as_it_is_written() -> None:
    assert "<dt>definite</dt><dd>Certainly within the filters</dd>" in definitions_html([Match.DEFINITE])


def test_each_word_that_the_data_use_has_an_example_that_shows_it(dataset: Dataset) -> None:
    for column, words in (("kind", Kind), ("certainty", Certainty), ("date_precision", DatePrecision), ("status", DealStatus)):
        facts = of_kind(dataset.facts, Kind.FINANCING_DEAL) if column == "status" else dataset.facts
        found = examples_of(facts, column, lambda identity, words: identity)
        used = {str(word) for word in facts[column].dropna()}
        assert set(found) == used <= {str(word) for word in words}
        for word, example in found.items():
            assert facts.loc[facts["id"] == example.partition(" · ")[0], column].item() == word
    assert examples_of(dataset.facts, "date_precision", lambda i, w: w)["day"].endswith("Operation Herof · 31 Jan 2026 (year inferred)")


def test_an_example_is_text_and_stands_below_the_meaning(make_fact: Callable[..., Fact], frame_of: Callable[..., pd.DataFrame]) -> None:
    facts = frame_of(make_fact(title="<b>x</b>"))
    examples = examples_of(facts, "certainty", lambda identity, words: internal_link(f"?fact={identity}", words))
    html = definitions_html([Certainty.STATED], CERTAINTIES, examples)
    assert "<b>" not in html
    assert "The author says it as plain fact<span class=second><a class='inside' href='?fact=one'" in html
