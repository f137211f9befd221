"""Independent origins: articles that pass on one report, or share publisher or author, are one origin, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from loaders.schema.registries import Article

UNKNOWN = "unknown origin"


def origins_of(articles: Mapping[str, Article]) -> dict[str, str]:
    """Per article (id) the origin that it goes back to, in words: "CNN", "NDTV Opinion"; articles of one origin have the same words.

    Two articles are one origin where they share a publisher or an author, cite the same, or one cites the other's publisher or author,
    directly or by way of others. Articles that name neither author nor whom they cite have an unknown chain and count as one.
    """
    leads = {identity: identity for identity in articles}

    def first(identity: str) -> str:
        while leads[identity] != identity:
            leads[identity] = identity = leads[leads[identity]]
        return identity

    holders: dict[str, str] = {}
    for identity, article in articles.items():
        for key in _keys(article):
            leads[first(identity)] = first(holders.setdefault(key, identity))
    groups: dict[str, list[Article]] = {}
    for identity, article in articles.items():
        groups.setdefault(first(identity), []).append(article)
    names = {lead: _name(group) for lead, group in groups.items()}
    return {identity: _apart(first(identity), names) for identity in articles}


def _keys(article: Article) -> Iterable[str]:
    """What makes two articles one origin."""
    names = {article.publisher, *article.cites, *([article.author] if article.author else [])}
    yield from (name.casefold() for name in names)
    if not article.author and not article.cites:
        yield UNKNOWN


def _name(group: list[Article]) -> str:
    """Those whom the articles cite, else their publishers."""
    cited = dict.fromkeys(name for article in group for name in article.cites)
    own = {name.casefold() for article in group for name in (article.publisher, article.author or "")}
    outside = [name for name in cited if name.casefold() not in own]
    if outside:
        return " and ".join(outside)
    return " and ".join(dict.fromkeys(article.publisher for article in group))


def _apart(lead: str, names: Mapping[str, str]) -> str:
    """The name of a group; with its first article where two groups would bear one name."""
    name = names[lead]
    return name if [*names.values()].count(name) == 1 else f"{name} ({lead})"
