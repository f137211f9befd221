"""The ledger, the contradictions, the tallies of sources, and words made safe for where they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

import pandas as pd
import pytest

from loaders.frames.dataset import Dataset
from loaders.history.ledger import read_ledger
from loaders.history.questions import watched_questions
from loaders.query.disputes import contradictions
from loaders.query.selection import Selection
from loaders.schema.deal_terms import STAGE_LABELS
from loaders.schema.records import Fact
from loaders.schema.registries import Article
from pages.drawing.escaping import plain
from pages.drawing.linked_names import LinkedNames
from pages.drawing.palette import CERTAINTIES, KINDS, LINKS, MATCHES, count_text, rgb
from pages.drawing.rows import kinds_text, latest_first, place_text, table_rows
from pages.facts.lists import questions_html
from pages.facts.render import drawn_ledger, drawn_questions
from pages.sources.article_stats import Tally, article_html, origins, rests_on_html, tally

MakeFact = Callable[..., Fact]
FrameOf = Callable[..., pd.DataFrame]


def test_a_contradiction_is_listed_once_whichever_side_names_it_and_when_either_is_shown(dataset: Dataset) -> None:
    facts = dataset.facts.assign(match="definite")
    whole = contradictions(facts, facts)
    pairs = list(zip(whole["one"], whole["other"], strict=True))
    assert len(pairs) == len({frozenset(pair) for pair in pairs}) > 0
    one = facts[facts["id"] == pairs[0][0]]
    assert pairs[0] in list(zip(*contradictions(one, facts)[["one", "other"]].T.to_numpy(), strict=True))
    assert contradictions(facts.iloc[:0], facts).empty


def test_open_questions_are_told_in_full_each_with_links_to_the_facts_near_it(dataset: Dataset) -> None:
    asked = watched_questions(dataset, read_ledger(dataset.folder))
    html = questions_html(asked, len(dataset.not_stated), dataset.facts_by_id, LinkedNames(dataset), Selection())
    assert html.count("left open by the 3 articles") == len(dataset.not_stated)
    assert "touched by <a href='./article/ndtv-sonavane' target='_self'>NDTV Opinion</a> · asked since version" in html
    for one in dataset.not_stated.values():
        assert escape(one.asked) in html
        assert escape(one.note) in html
        assert all(f"fact={identity}" in html for identity in one.facts)


def test_after_a_search_the_open_questions_that_hold_its_words_are_told(dataset: Dataset) -> None:
    html = drawn_questions(dataset, Selection(q="owner"))
    assert "2 of " in html
    assert "Who owns and operates Saindak?" in html
    assert "Which districts were attacked?" not in html


def test_after_a_search_the_table_says_where_its_words_stand(dataset: Dataset) -> None:
    rows = drawn_ledger(dataset, Selection(q="noshki"), False)
    where = dict(zip(rows.ids, (told.split(", ") for told in rows.table.column("Found in").to_pylist()), strict=True))
    assert len(where) == 11
    for identity, fields in where.items():
        fact = dataset.facts_by_id[identity]
        assert ("title" in fields, "summary" in fields) == ("Nushki" in fact.title, "Nushki" in fact.summary), identity
    assert ["place" in fields for fields in where.values()].count(True) == 8, "placed in it; the others only name it"
    assert "Found in" not in drawn_ledger(dataset, Selection(), False).table.column_names


def test_a_table_row_tells_who_says_so_and_how_surely(dataset: Dataset) -> None:
    facts = dataset.facts.assign(match="definite")
    before = facts.copy(deep=True)
    rows = table_rows(facts)
    pd.testing.assert_frame_equal(facts, before)
    assert (rows["Who says so"].str.len() > 0).all()
    assert set(rows["Certainty"]) <= set(CERTAINTIES.values())
    assert (rows["Source"].str.contains("¶")).all()


def test_the_latest_fact_comes_first_and_undated_ones_last(make_fact: MakeFact, frame_of: FrameOf) -> None:
    frame = frame_of(make_fact(id="old", date="2021"), make_fact(id="none"), make_fact(id="new", date="2026-01"))
    assert list(latest_first(frame)["id"]) == ["new", "old", "none"]


@pytest.mark.parametrize(
    ("places", "complete", "words"),
    [
        (("Quetta", "Mastung"), True, "Quetta, Mastung"),
        (("Quetta",), False, "Quetta and others"),
        ((), True, "no location"),
        ((), False, "no location"),
    ],
)
def test_an_open_list_of_places_says_so(places: tuple[str, ...], complete: bool, words: str) -> None:
    assert place_text(places, complete) == words


def test_kinds_are_counted_in_words(make_fact: MakeFact, frame_of: FrameOf) -> None:
    frame = frame_of(make_fact(id="a"), make_fact(id="b"), make_fact("context", id="c"))
    assert kinds_text(frame) == "2 security facts, 1 context statement"
    assert kinds_text(frame.iloc[:0]) == "no facts"


def test_a_tally_counts_facts_and_those_that_rest_on_the_article_alone(dataset: Dataset) -> None:
    facts = dataset.facts
    for identity in dataset.articles:
        found = tally(facts, identity)
        assert found.facts == sum(identity in a for a in facts["articles"]) == sum(found.kinds.values())
        assert found.alone == sum(a == (identity,) for a in facts["articles"])


def test_a_tally_of_no_fact_is_zero(dataset: Dataset) -> None:
    found = tally(dataset.facts.iloc[:0], next(iter(dataset.articles)))
    assert (found.facts, found.alone, found.kinds) == (0, 0, {})


def article(identity: str, publisher: str, cites: tuple[str, ...] = (), **more: object) -> Article:
    given = {"id": identity, "publisher": publisher, "kind": "news", "sha256": "0" * 64, "perspective": "None.", "cites": cites}
    return Article.model_validate(given | more)


def test_a_text_that_passes_on_another_s_report_is_no_origin_of_its_own() -> None:
    articles = {
        a.id: a for a in (article("a", "Paper", ("CNN",)), article("b", "Other", ("CNN",)), article("c", "Third", author="C. Third"))
    }
    assert {origin: [a.id for a in resting] for origin, resting in origins(articles).items()} == {
        "CNN": ["a", "b"],
        "Third": ["c"],
    }


def test_who_rests_on_whom_is_drawn_from_the_origin_to_the_facts(dataset: Dataset) -> None:
    html = rests_on_html(dataset.facts, LinkedNames(dataset), False, Selection())
    (cnn, ndtv, ciss) = html.split("<div class='origin'>")[1:]
    assert cnn.startswith("<b>CNN</b><span class='second'>cited; its own report is not among the articles</span>")
    assert "News.Az, citing CNN" in cnn
    assert ndtv.startswith("<b>NDTV Opinion</b><span class='second'>read here</span>")
    told = re.findall(r"in the words of: (.*?)</p>", ndtv)[0]
    by_author = sum(
        "ndtv-sonavane" in a and "author" in c for a, c in zip(dataset.facts["articles"], dataset.facts["match_claimants"], strict=True)
    )
    assert f">the author {by_author}</a>" in told
    assert ">Pakistani government 2</a>" in told
    assert "CISS" in ciss


def test_a_claimant_that_the_filters_do_not_ask_for_is_counted_without_a_link(dataset: Dataset) -> None:
    counts = Tally(2, 2, {}, {}, {"cnn": 2, "bla": 1})
    html = article_html(article("a", "Paper"), counts, False, Selection(claimant=("cnn",)), LinkedNames(dataset))
    assert ">CNN 2</a> · Baloch Liberation Army 1</p>" in html


def test_an_article_s_card_escapes_its_words(dataset: Dataset) -> None:
    hostile = article("a", "<script>x</script>", note="<b>n</b>")
    html = article_html(hostile, Tally(0, 0, {}, {}), False, Selection(), LinkedNames(dataset))
    assert "<script>" not in html
    assert "<b>n</b>" not in html


HOSTILE = [
    "<b>x</b>",
    "[a](javascript:1)",
    "**x** _y_ `z`",
    "# x",
    "$x^2$",
    ":red[x]",
    "a ~~b~~",
    "![i](http://x/y.png)",
    "x\n\n- y",
    ":material/close:",
    "1. x",
    "https://x.example",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_plain_text_says_the_same_without_its_escapes_and_holds_no_bare_mark(text: str) -> None:
    found = plain(text)
    assert found.replace("\\", "") == " ".join(text.split())
    for n, mark in enumerate(found):
        if mark in "*_`[]()#$:<>!~":
            assert found[n - 1] == "\\", found


@pytest.mark.parametrize(("number", "words"), [(0, "0 deals"), (1, "1 deal"), (2, "2 deals"), (1200, "1,200 deals")])
def test_counts_are_put_in_words(number: int, words: str) -> None:
    assert count_text(number, "deal", "deals") == words


def test_every_word_of_the_vocabulary_has_its_words_on_screen() -> None:
    from loaders.schema.deal_terms import DealStatus
    from loaders.schema.derived_terms import Match
    from loaders.schema.vocabulary import Certainty, Kind, Link

    for words, vocabulary in ((KINDS, Kind), (CERTAINTIES, Certainty), (MATCHES, Match), (STAGE_LABELS, DealStatus), (LINKS, Link)):
        assert {str(w) for w in words} == {w.value for w in vocabulary}


def luminance(colour: str) -> float:
    parts = [c / 255 for c in rgb(colour)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_s_colour_is_told_from_the_paper_in_both_themes(kind: str) -> None:
    for dark, paper in ((False, "#FFFFFF"), (True, "#11161C")):
        one, other = sorted((luminance(KINDS[kind].colour(dark)), luminance(paper)))
        assert (other + 0.05) / (one + 0.05) >= 4.5


def test_no_two_kinds_share_a_colour_or_a_shape() -> None:
    for mark in ("light", "dark", "symbol", "glyph"):
        assert len({getattr(style, mark) for style in KINDS.values()}) == len(KINDS)
