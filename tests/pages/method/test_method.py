"""The method page explains every word that the screen uses, and every page leads to it."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from loaders.query.selection import Selection
from loaders.schema.deal_terms import STAGE_LABELS, DealStatus
from loaders.schema.derived_terms import DatePrecision, GeoPrecision, Match
from loaders.schema.term import Term
from loaders.schema.vocabulary import Certainty, Kind
from pages.components.navigation import SECTIONS, method_link
from pages.drawing.palette import CERTAINTIES, MATCHES
from pages.method.definitions import definitions_html
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
    assert {link.fragment for link in links} >= {"matches"} | {"map": {"places"}, "timeline": {"dates"}, "investment": {"money"}}.get(
        page, set()
    )
    assert {link.fragment for link in links} <= {*SECTIONS}
    assert all(link.path == "./method" and parse_qs(link.query) == {"province": ["balochistan"]} for link in links)


def test_a_link_to_the_method_is_safe_whatever_the_filter() -> None:
    assert "<script" not in method_link("fact", "<b>", Selection(q="'><script>"))
    assert "&lt;b&gt;" in method_link("fact", "<b>", Selection())


def test_a_meaning_is_shown_as_it_is_written() -> None:
    assert "<dt>definite</dt><dd>Certainly within the filters</dd>" in definitions_html([Match.DEFINITE])
