"""The parts of a fact's card as HTML, for the dialog over a page and for the panel beside the views."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from loaders.frames.dataset import Dataset
from loaders.query.parameters import AS_OF
from loaders.schema.formatting import author_text, passage_url
from loaders.schema.kinds.security_incident import incident_class
from loaders.schema.records import AUTHOR, Fact, Source
from pages.components.navigation import internal_link
from pages.drawing.card_fields import card_fields
from pages.drawing.linked_names import linked_html, names_in_fact, version_query
from pages.drawing.palette import CERTAINTIES, LINKS, fact_glyph, kind_text, look_of
from pages.drawing.passage_links import passage_link
from pages.state.reading import readable_articles, reading_address
from pages.state.widgets import FILTERS, current_parameters

_FILTERS = (*FILTERS, "match", AS_OF)


def card_title(fact: Fact) -> str:
    """The sign and the kind of a fact."""
    look = look_of(fact.kind, incident_class(fact))
    return f"{fact_glyph(look, fact.certainty)} {kind_text(look).capitalize()}"


def card_body(fact: Fact, dataset: Dataset) -> str:
    """Title, summary and all that is known of a fact; names lead to the pages of actors, places and articles."""
    names = names_in_fact(fact, dataset)
    fields = {name: linked_html(words, names.get(name, {}), ".") for name, words in card_fields(fact, dataset).items() if words}
    told = "".join(f"<dt>{escape(name)}</dt><dd>{words}</dd>" for name, words in fields.items())
    return f"<h2 class='card-title'>{escape(fact.title)}</h2><p>{escape(fact.summary)}</p><dl class='card'>{told}</dl>"


def card_sources(fact: Fact, dataset: Dataset) -> str:
    """The passages that a fact rests on, each with a link to it."""
    return f"<h3>Sources</h3>{''.join(_source(source, fact.id, dataset) for source in fact.sources)}"


def _source(source: Source, fact: str, dataset: Dataset) -> str:
    article = dataset.articles[source.article]
    own = " and ".join("the author" if c == AUTHOR else dataset.actors[c].name for c in source.claimed_by)
    differs = [f"here said by {own}"] if own else []
    differs += [f"here {CERTAINTIES[source.certainty]}"] if source.certainty else []
    url, here = passage_url(article.url, source), source.article in readable_articles(dataset)
    link = (
        passage_link(url, "open the passage at the publisher" if here else "open the passage")
        if url
        else "the article’s address is not known"
    )
    page = escape(f"./article/{article.id}{version_query(dataset)}", quote=True)
    told = [
        f"<a href='{page}' target='_self'>{escape(author_text(article))}</a>, paragraph {source.paragraph}",
        *map(escape, differs),
        *([_reading_link(source.article, fact)] if here else []),
        link,
    ]
    return f"<p>{' · '.join(told)}<br><q class='locator'>{escape(f'{source.from_} … {source.to}')}</q></p>"


def _reading_link(article: str, fact: str) -> str:
    """The way to the passage in the article's own text, with the filters that are set."""
    kept = [(name, value) for name, values in current_parameters().items() if name in _FILTERS for value in values]
    return passage_link(reading_address(article, kept, fact), "open the passage")


def card_related(fact: Fact, dataset: Dataset) -> str:
    """The facts that a fact refers to and those that refer to it, as links to their cards; nothing where there are none."""
    there = {r.fact: LINKS[r.how][0] for r in fact.related}
    back = {o.id: LINKS[r.how][1] for o in dataset.facts_by_id.values() for r in o.related if r.fact == fact.id}
    links = []
    for identity, how in (back | there).items():
        other = dataset.facts_by_id[identity]
        glyph = fact_glyph(look_of(other.kind, incident_class(other)), other.certainty)
        links.append(fact_link(identity, f"{how} {glyph} {other.title}"))
    return f"<h3>Related facts</h3>{''.join(links)}" if links else ""


def fact_link(identity: str, words: str) -> str:
    """A link as HTML to a fact's card over the same page; buttons in a dialog die with the session that drew them."""
    query = urlencode({**current_parameters(), "fact": identity}, doseq=True)
    return f"<p>{internal_link(f'?{query}', words)}</p>"
