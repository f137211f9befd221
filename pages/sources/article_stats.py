"""How facts rest on articles: counts per article, and how many origins are independent (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from itertools import combinations

import numpy as np
import pandas as pd

from loaders.frames.origins import origins_of
from loaders.query.duplicates import duplicate_groups
from loaders.query.selection import Selection
from loaders.schema.derived_terms import ONE_ARTICLE, SEVERAL_ARTICLES
from loaders.schema.formatting import author_text
from loaders.schema.records import AUTHOR
from loaders.schema.registries import Actor, Article
from pages.components.navigation import counted_link, internal_link
from pages.drawing.fact_lines import CardLink
from pages.drawing.linked_names import LinkedNames
from pages.drawing.palette import CERTAINTIES, KINDS, count_text, kind_signs

MOST_CLAIMANTS = 6


@dataclass(frozen=True)
class Tally:
    """What rests on one article: facts, those that no other article supports, and facts by kind, certainty and claimant (ids)."""

    facts: int
    alone: int
    kinds: dict[str, int]
    certainties: dict[str, int]
    claimants: dict[str, int] = field(default_factory=dict)


def tally(facts: pd.DataFrame, article: str) -> Tally:
    """Count the facts of a frame that rest on an article."""
    on_it = facts[np.array([article in articles for articles in facts["articles"]], dtype=bool)]
    alone = sum(articles == (article,) for articles in on_it["articles"])
    claimants = Counter(claimant for of_fact in on_it["match_claimants"] for claimant in of_fact)
    return Tally(len(on_it), alone, _counts(on_it["kind"]), _counts(on_it["certainty"]), dict(claimants.most_common()))


def _counts(column: pd.Series) -> dict[str, int]:
    return {str(word): int(n) for word, n in column.value_counts().items() if n}


def origins(articles: Mapping[str, Article]) -> dict[str, list[Article]]:
    """Origins, in words, with the articles that go back to them (`loaders.frames.origins`)."""
    found: dict[str, list[Article]] = {}
    for identity, origin in origins_of(articles).items():
        found.setdefault(origin, []).append(articles[identity])
    return found


def same_across_html(facts: pd.DataFrame, shown: Collection[str], names: LinkedNames, origin_counts: str, link: CardLink) -> str:
    """The facts of different articles that may be the same thing told twice, in groups that count once, if any of a group is shown."""
    articles: dict[str, tuple[str, ...]] = dict(zip(facts["id"], facts["articles"], strict=True))
    titles: dict[str, str] = dict(zip(facts["id"], facts["title"], strict=True))
    groups = [
        group
        for group in duplicate_groups(facts["id"], facts)
        if len({article for i in group for article in articles[i]}) > 1 and len(group) > 1 and {*group} & {*shown}
    ]
    if not groups:
        return "<p class='small'>None is shown.</p>"
    publisher = {i: names.article(i, article.publisher) for i, article in names.dataset.articles.items()}
    told = {i: ", ".join(publisher[article] for article in articles[i]) for group in groups for i in group}
    lines = {i: f"<span>{link(i, titles[i])} <span class='second'>{told[i]}</span></span>" for group in groups for i in group}
    rows = "".join(f"<li>{''.join(lines[i] for i in group)}</li>" for group in groups)
    number = count_text(len(groups), "group holds a fact", "groups hold a fact")
    words = f"{number} shown, with {sum(map(len, groups))} facts in all. Each group counts once in every total. {origin_counts}"
    return f"<p class='small'>{escape(words)}</p><ul class='same'>{rows}</ul>"


def shared_facts(facts: pd.DataFrame, most: int = 20) -> list[tuple[str, str, int]]:
    """Pairs of articles with how many facts of a frame rest on both, the most first; pairs that share none are left out."""
    pairs = Counter(pair for articles in facts["articles"] for pair in combinations(sorted(articles), 2))
    return [(one, other, number) for (one, other), number in pairs.most_common(most)]


def shared_html(facts: pd.DataFrame, names: LinkedNames, selection: Selection) -> str:
    """How many facts rest on two articles or more, and what each two share; every count leads to its facts."""
    several = sum(len(of_fact) > 1 for of_fact in facts["articles"])
    told = counted_link(several, count_text(several, "fact shown rests", "facts shown rest"), selection, articles=(SEVERAL_ARTICLES,))
    lines = "".join(
        f"<li>{names.article(one)} and {names.article(other)} share "
        f"{counted_link(number, count_text(number, 'fact shown', 'facts shown'), selection, all_articles=(one, other))}</li>"
        for one, other, number in shared_facts(facts)
    )
    return f"<p>{told} on two articles or more.</p><ul>{lines}</ul>"


def rests_on_html(
    facts: pd.DataFrame, names: LinkedNames, dark: bool, selection: Selection, reading: Mapping[str, str] | None = None
) -> str:
    """Who rests on whom, from left to right: each origin, the articles that pass it on, and what of the facts rests on these.

    reading: by article the address where its text can be read.
    """
    reading = reading or {}
    rows = "".join(
        f"<div class='origin'><b>{escape(origin)}</b><span class='second'>{_role(resting)}</span></div>"
        "<div class='articles'>"
        + "".join(article_html(a, tally(facts, a.id), dark, selection, names, reading.get(a.id)) for a in resting)
        + "</div>"
        for origin, resting in origins(names.dataset.articles).items()
    )
    return f"<div class='rests'>{rows}</div>"


def _role(resting: Sequence[Article]) -> str:
    """Whether an origin's own text is among the articles: one that cites nobody, or only others of them."""
    own = {name.casefold() for article in resting for name in (article.publisher, article.author or "")}
    cited = {name.casefold() for article in resting for name in article.cites}
    return "read here" if cited <= own else "cited; its own report is not among the articles"


def article_html(article: Article, counts: Tally, dark: bool, selection: Selection, names: LinkedNames, reading: str | None = None) -> str:
    """An article: whose words it passes on and what rests on it, and behind a click the rest; counts lead to their facts.

    reading: the address where its text can be read beside its facts.
    """
    told = {
        "Author": article.author or "not given",
        "Affiliation": article.affiliation,
        "Chain": f"{article.publisher} citing {' and '.join(article.cites)}" if article.cites else None,
        "Published": article.published or f"not given. {article.written_note or ''}",
        "Note": article.note,
    }
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in told.items() if words)
    url = escape(article.url, quote=True) if article.url else ""
    link = f"<a href='{url}' target='_blank' rel='noopener noreferrer'>open the article</a>" if url else "its address is not known"
    link += f" · {internal_link(reading, 'read it beside its facts')}" if reading else ""
    on_it = partial(counted_link, selection=selection, all_articles=(article.id,))
    supports = on_it(counts.facts, f"{counts.facts:,} of the facts shown")
    alone = on_it(counts.alone, f"{counts.alone:,} of them alone", articles=(ONE_ARTICLE,))
    certainties = " · ".join(on_it(n, f"{n} {CERTAINTIES[c]}", certainty=(c,)) for c, n in counts.certainties.items())
    return (
        f"<article class='source'><h2>{names.article(article.id, author_text(article))}</h2>"
        f"<p class='small'>{escape(article.kind.meaning)} · {escape(article.perspective)} · {link}</p>"
        f"<p>Supports {supports}, {alone}</p>{_bar_html(counts, dark, on_it)}"
        + (f"<p class='small'>{certainties}</p>{_claimants_html(counts, names.dataset.actors, selection, on_it)}" if counts.facts else "")
        + f"<details><summary>More about this article</summary><dl class='card'>{rows}</dl></details></article>"
    )


def _claimants_html(counts: Tally, actors: Mapping[str, Actor], selection: Selection, link: Callable[..., str]) -> str:
    """In whose words the facts of an article are; a claimant that the filters do not ask for has no address of its own."""
    told = []
    for claimant, number in list(counts.claimants.items())[:MOST_CLAIMANTS]:
        words = f"{'the author' if claimant == AUTHOR else actors[claimant].name} {number:,}"
        asked = not selection.claimant or claimant in selection.claimant
        told.append(link(number, words, claimant=(claimant,)) if asked else escape(words))
    more = len(counts.claimants) - MOST_CLAIMANTS
    told += [f"{more} more"] if more > 0 else []
    return f"<p class='small'>Shown, in the words of: {' · '.join(told)}</p>"


def _bar_html(counts: Tally, dark: bool, link: Callable[..., str]) -> str:
    """How the facts of an article are spread over the kinds, as a bar with its numbers in words below."""
    told = {kind: count_text(n, KINDS[kind].one, KINDS[kind].many) for kind, n in counts.kinds.items()}
    parts = "".join(
        f"<span style='flex:{n};background:{KINDS[kind].colour(dark)}' title='{told[kind]} shown'></span>"
        for kind, n in counts.kinds.items()
    )
    words = " · ".join(
        f"<span style='color:{KINDS[kind].colour(dark)}'>{kind_signs(kind)}</span> " + link(n, told[kind], kind=(kind,))
        for kind, n in counts.kinds.items()
    )
    return f"<div class='spread' aria-hidden='true'>{parts}</div><p class='small'>Shown: {words}</p>" if counts.kinds else ""
