"""A cited view names its selection, facts, sources, version, day and address, and text stays text in TeX and Markdown."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.export.view_citation import CitedView, bibtex_citation, markdown_citation, plain_citation
from loaders.frames.dataset import build_dataset
from loaders.query.selection import Selection, select, shown

URL = "https://dashboard.example/map?district=nushki&dates=2025-09-01&dates=2026-02-28&v="
FORMS = (plain_citation, markdown_citation, bibtex_citation)
PUNCTUATION = "".join(map(re.escape, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"))


@pytest.fixture(scope="module")
def view(dataset):
    """A view of the project's own data."""
    selection = Selection(district=("nushki",))
    facts = tuple(shown(select(dataset.facts, selection), selection)["id"])
    return CitedView("Map", "district Nushki", facts, date(2026, 11, 22), URL + dataset.version, dataset)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_selection_count_version_day_and_address(view, form):
    text = form(view)
    assert len(view.facts) > 5
    for told in ("district Nushki", f"{len(view.facts)} facts", view.dataset.version, view.url):
        assert told in text
    assert "22 Nov 2026" in text or "urldate = {2026-11-22}" in text
    assert text.endswith("\n")


@pytest.mark.parametrize("form", FORMS)
def test_every_fact_stands_with_its_articles_authors_publishers_and_paragraphs(view, form):
    text = form(view)
    for fact in view.cited:
        (part,) = [p for p in re.split(r"\n(?=\[|\d+\. |\n?@misc)", text) if re.search(rf"[`{{ ]{fact.id}[`,.;]", p)]
        for source in fact.sources:
            article = view.dataset.articles[source.article]
            assert f"article {source.article}, paragraph {source.paragraph}" in part
            assert article.publisher.split(" (")[0] in part
            assert (article.author or article.publisher).split(" (")[0] in part
            if article.url:
                assert article.url in part


def test_facts_are_numbered_in_the_order_of_the_view(view):
    turned = replace(view, facts=view.facts[::-1])
    assert re.findall(r"^\[(\d+)\].* Fact (\S+)\.$", plain_citation(turned), re.M) == [
        (str(n), identity) for n, identity in enumerate(turned.facts, 1)
    ]
    assert re.findall(r"^(\d+)\. .* Fact `(\S+)`\.$", markdown_citation(turned), re.M) == [
        (str(n), identity) for n, identity in enumerate(turned.facts, 1)
    ]


@pytest.mark.parametrize(("count", "words"), [(0, "0 facts"), (1, "1 fact;"), (2, "2 facts")])
@pytest.mark.parametrize("form", FORMS)
def test_the_number_of_facts_is_told_also_of_none_and_one(view, form, count, words):
    text = form(replace(view, facts=view.facts[:count]))
    assert words.rstrip(";") in text
    assert ("1 facts" in text) is False


def test_keys_of_bibtex_are_unique_and_every_entry_is_whole(view):
    found = entries(bibtex_citation(view))
    assert [key for key, _ in found] == [found[0][0], *view.facts]
    assert found[0][0].startswith(f"view-{view.dataset.version}-")
    for _, fields in found:
        assert {"author", "title", "note", "urldate"} <= fields.keys()


def test_a_view_with_another_address_has_another_key(view):
    keys = {entries(bibtex_citation(replace(view, url=url, facts=())))[0][0] for url in ("https://a.example", "https://b.example")}
    assert len(keys) == 2


def test_the_wording_of_a_title_is_not_put_into_the_authors_mouth(view):
    for _, fields in entries(bibtex_citation(view))[1:]:
        assert "title in the dashboard’s words" in fields["note"]


def test_an_author_is_a_person_and_a_publisher_is_not_taken_apart(dataset):
    named = {f.id: f for f in dataset.facts_by_id.values()}
    by_person = next(i for i, f in named.items() if {s.article for s in f.sources} == {"ndtv-sonavane"})
    by_nobody = next(i for i, f in named.items() if {s.article for s in f.sources} == {"news-az"})
    view = CitedView("Facts", "all facts", (by_person, by_nobody), date(2026, 11, 22), URL, dataset)
    _, person, nobody = (fields for _, fields in entries(bibtex_citation(view)))
    assert person["author"] == "Aishwaria Sonavane"
    assert nobody["author"] == "{News.Az}"


HOSTILE = [
    "100 % & $5 #1 a_b ~ ^ \\ { } unbalanced {{ }",
    "*bold* _it_ `code` [link](javascript:alert) ![i](x) <b>x</b> &amp; | ~~no~~",
    "line\nbreak\n# head\n1. one",
    "} @misc{evil, title = {",
    "https://evil.example www.evil.example a@evil.example",
    "right\u200fleft 😀",
    "\\end{document}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_text_in_every_form(tiny_data, change, text):
    dataset = _with_title(tiny_data, change, text)
    view = CitedView(text, text, tuple(dataset.facts_by_id), date(2026, 11, 22), f"https://x.example/?q={text}", dataset)
    held(view)


@pytest.mark.slow
@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_any_words_keep_bibtex_balanced_and_markdown_inert(words):
    held(CitedView(words, words, (), date(2026, 11, 22), f"https://x.example/?q={words}", _NO_DATA))


def held(view):
    """No form has more lines, entries or links than it should, and the words come back whole."""
    facts, line = len(view.facts), " ".join(view.title.split())
    assert len(plain_citation(view).split("\n")) == 2 + facts
    found = entries(bibtex_citation(view))
    assert len(found) == 1 + facts
    assert line in _untex(found[0][1]["title"])
    marked = markdown_citation(view)
    assert len(marked.split("\n")) == 3 + facts
    head = marked.split("\n")[0]
    assert line in re.sub(rf"\\([{PUNCTUATION}])", r"\1", head)
    bare = re.sub(rf"\\[{PUNCTUATION}]", "", head.replace(f"<{head.rsplit(' <', 1)[1][:-1]}>", "")).replace(
        "`" + view.dataset.version + "`", ""
    )
    assert not re.search(r"[`<>\[\]_~|#]|://|www\.", bare), bare
    assert bare.count("*") == 2
    assert re.fullmatch(r"[!-~]+", found[0][1]["url"])
    assert not set(found[0][1]["url"]) & set("<>{}\\ \"'()[]")


def entries(text):
    """A BibTeX reader that counts braces as BibTeX does: each entry's key and fields."""
    found, at = [], 0
    while (at := text.find("@", at)) >= 0:
        kind, rest = text[at + 1 :].split("{", 1)
        assert kind == "misc"
        end = _closing(rest)
        key, body = rest[:end].split(",", 1)
        fields, here = {}, 0
        while field := re.compile(r"\s*(\w+) = \{").match(body, here):
            close = field.end() + _closing(body[field.end() :])
            fields[field[1]] = body[field.end() : close]
            here = close + 2
        assert body[here:].strip() == ""
        found.append((key, fields))
        at += len("@misc{") + end
        between = text[at + 1 :].split("@", 1)[0]
        assert between.strip() == "", between
    return found


def _closing(text):
    depth = 1
    for position, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return position
    raise AssertionError("a brace is never closed")


_COMMANDS = {"textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\"}


def _untex(text):
    return re.sub(r"\\(?:(text[a-z]+)\{\}|([$&#%_]))", lambda found: _COMMANDS[found[1]] if found[1] else found[2], text)[1:-1]


def _with_title(data, change, text):
    told = json.dumps(text, ensure_ascii=False)
    change(data / "facts/financing_deals.yaml", "title: A bank approves a loan", f"title: {told}")
    change(data / "articles.yaml", "publisher: The Paper", f"publisher: {told}\n  author: {told}")
    return build_dataset(data)


_NO_DATA = replace(build_dataset(), facts_by_id={})
