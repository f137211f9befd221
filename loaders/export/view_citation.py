"""How to cite a view: title, selection in words, facts with their sources, version, day and address."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from loaders.frames.dataset import Dataset
from loaders.schema.formatting import author_text, day_text, passage_url
from loaders.schema.records import Fact

PROJECT = "Minerals and conflict in Pakistan’s west: what the sources say"


@dataclass(frozen=True)
class CitedView:
    """A view to be cited: its page's title, the selection in words, the ids of its facts in order, the day, its address."""

    title: str
    selection: str
    facts: Sequence[str]
    day: date
    url: str
    dataset: Dataset

    @property
    def count(self) -> str:
        return f"{len(self.facts)} fact{'' if len(self.facts) == 1 else 's'}"

    @property
    def recorded(self) -> str:
        """When its version was recorded, where the view is of a recorded one."""
        return f" (recorded {day_text(self.dataset.recorded.day)})" if self.dataset.recorded else ""

    @property
    def cited(self) -> list[Fact]:
        return [self.dataset.facts_by_id[identity] for identity in self.facts]


def plain_citation(view: CitedView) -> str:
    """Plain text: a line for the view, then one for each fact with its sources, numbered."""
    head = (
        f"{PROJECT}. {_line(view.title)}. Selection: {_line(view.selection)}; {view.count}. "
        f"Data version {view.dataset.version}{view.recorded}, {day_text(view.day)}. {_address(view.url)}"
    )
    lines = (
        f"[{number}] “{_line(fact.title)}” ({fact.certainty}). "
        + "; ".join(f"{words}, {url}" if url else words for words, url in _sources(fact, view.dataset))
        + f". Fact {fact.id}."
        for number, fact in enumerate(view.cited, 1)
    )
    return "\n".join((head, *lines)) + "\n"


def markdown_citation(view: CitedView) -> str:
    """Markdown (CommonMark): the same as a paragraph and a numbered list, with links; nothing of the data is read as markup."""
    head = (
        f"{_markdown(PROJECT)}. *{_markdown(view.title)}*. Selection: {_markdown(view.selection)}; {view.count}. "
        f"Data version `{view.dataset.version}`{view.recorded}, {day_text(view.day)}. <{_address(view.url)}>"
    )
    lines = (
        f"{number}. “{_markdown(fact.title)}” ({fact.certainty}). "
        + "; ".join(f"[{_markdown(words)}](<{url}>)" if url else _markdown(words) for words, url in _sources(fact, view.dataset))
        + f". Fact `{fact.id}`."
        for number, fact in enumerate(view.cited, 1)
    )
    return "\n".join((head, "", *lines)) + "\n"


def bibtex_citation(view: CitedView) -> str:
    """BibTeX: an entry for the view, and one for each fact, keyed by its id; UTF-8, every special character escaped."""
    digest = hashlib.sha256(view.url.encode("utf-8", "replace")).hexdigest()[:8]
    whole = {
        "author": f"{{{_tex('The authors of the Minerals and Conflict dashboard')}}}",
        "title": f"{{{_tex(PROJECT)}: {_tex(view.title)}}}",
        "note": _tex(f"Selection: {_line(view.selection)}; {view.count}; data version {view.dataset.version}{view.recorded}"),
        "year": f"{view.day:%Y}",
        "month": f"{view.day:%m}",
        "urldate": view.day.isoformat(),
        "url": _address(view.url),
    }
    entries = [_bibtex(f"view-{view.dataset.version}-{digest}", whole)]
    entries += [_bibtex(fact.id, _fact_fields(fact, view)) for fact in view.cited]
    return "\n".join(entries)


def _fact_fields(fact: Fact, view: CitedView) -> dict[str, str]:
    articles = [view.dataset.articles[source.article] for source in fact.sources]
    authors = dict.fromkeys(_person(a.author) if a.author else f"{{{_tex(a.publisher)}}}" for a in articles)
    publishers = dict.fromkeys(article.publisher for article in articles)
    sources, version = _sources(fact, view.dataset), f"fact {fact.id}, data version {view.dataset.version}"
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{_tex(fact.title)}}}",
        "howpublished": _tex("; ".join(publishers)),
        "note": _tex(
            f"{'; '.join(dict.fromkeys(words for words, _ in sources))}; {fact.certainty}; title in the dashboard’s words; {version}"
        ),
        "urldate": view.day.isoformat(),
    }
    url = next((url for _, url in sources if url), None)
    return fields | ({"url": url} if url else {})


def _sources(fact: Fact, dataset: Dataset) -> list[tuple[str, str | None]]:
    """Each source in words (who wrote it, for whom, headline, article id, paragraph) and the address of its passage."""
    found = []
    for source in fact.sources:
        article = dataset.articles[source.article]
        headline = f", “{article.title}”" if article.title else ""
        url = passage_url(article.url, source)
        found.append(
            (_line(f"{author_text(article)}{headline}, article {article.id}, paragraph {source.paragraph}"), url and _address(url))
        )
    return found


def _person(name: str) -> str:
    """A name that BibTeX may take apart into first and last, unless it would take it apart wrongly."""
    whole = "," in name or " and " in f" {name} ".casefold()
    return f"{{{_tex(name)}}}" if whole else _tex(name)


def _bibtex(key: str, fields: dict[str, str]) -> str:
    return f"@misc{{{key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


def _tex(text: str) -> str:
    """Text for a BibTeX field: TeX's special characters as commands whose braces stay balanced, as BibTeX counts them."""
    return "".join(_TEX.get(character, character) for character in _line(text))


def _markdown(text: str) -> str:
    """Text that CommonMark and GitHub show unchanged: no emphasis, link, address, entity or HTML comes of it."""
    escaped = re.sub(r"([\\`*_{}\[\]()<>#|~$&!@])", r"\\\1", _line(text))
    return re.sub(r"(?<=www)\.|:(?=//)", lambda found: f"\\{found[0]}", escaped, flags=re.IGNORECASE)


def _line(text: str) -> str:
    return " ".join(text.split())


def _address(url: str) -> str:
    """An address with everything percent-encoded that could end it in text, TeX or Markdown."""
    return quote(url, safe="%:/?#@!$&+,;=~-._", errors="replace")


_TEX = {c: f"\\{c}" for c in "$&#%_"} | {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
