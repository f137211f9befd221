"""Links to pages of the dashboard that keep the view: the navigation, and what leads from a page to another (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from loaders.query.filters import ANY_PARTY
from loaders.query.selection import Selection
from pages import offered_pages

SITE_NAME, REGION = "Minerals and conflict", "Pakistan’s west"
BRAND = f"{SITE_NAME} · {REGION}"
SECTIONS = {
    "fact": "What a fact is",
    "matches": "What matches, and what only may",
    "dates": "How exactly a fact is dated",
    "places": "How exactly a fact is placed",
    "certainty": "How firmly it is asserted",
    "money": "The stages of a deal",
    "limits": "What the map does not claim",
}


def page_address(page: str, selection: Selection, **changes: str | Sequence[str]) -> str:
    """The address of a page with the filters of a view, and changes to its parameters; a page's own choices are left behind."""
    kept = [(name, value) for name, value in selection.query() if name not in changes]
    query = urlencode([*kept, *((n, v) for n, values in changes.items() for v in ([values] if isinstance(values, str) else values))])
    return f"./{'' if page == 'overview' else page}{'?' if query else ''}{query}"


def internal_link(address: str, words: str, more: str = "") -> str:
    """A link as HTML; `page.js` follows it without loading the page anew. more: further attributes."""
    return internal_anchor(address, escape(words), more)


def internal_anchor(address: str, content: str, more: str = "", classes: str = "") -> str:
    """The same around HTML. classes: beside the one that makes it such a link."""
    return f"<a class='{f'inside {classes}'.strip()}' href='{escape(address, quote=True)}' target='_self'{more}>{content}</a>"


def view_link(page: str, words: str, selection: Selection, **changes: str | Sequence[str]) -> str:
    """A link as HTML, on a line of its own, to another page with the filters of a view, and changes to them."""
    return f"<p class='onward'>{internal_link(page_address(page, selection, **changes), f'→ {words}')}</p>"


def counted_link(number: int, words: str, selection: Selection, **wanted: Sequence[str]) -> str:
    """Words that count facts of a view, as a link to exactly those: the view, narrowed by filters.

    Plain words where there are none, or where no address asks for those: a fact may have several relations, of which a filter
    takes any.
    """
    relations = selection.relation
    if relations and not {*relations} <= {*wanted.get("relation", relations)}:
        return escape(words)
    narrow = {name: narrowed(selection, name, values) for name, values in wanted.items()}
    return internal_link(page_address("facts", selection, **narrow), words) if number else escape(words)


def narrowed(selection: Selection, name: str, values: Sequence[str]) -> tuple[str, ...]:
    """The values of a filter of a view, narrowed to some."""
    chosen: tuple[str, ...] = getattr(selection, name)
    if name == "all_articles":
        return tuple(dict.fromkeys((*chosen, *values)))
    if not chosen or chosen == (ANY_PARTY,):
        return tuple(values)
    if tuple(values) == (ANY_PARTY,):
        return chosen
    return tuple(value for value in chosen if value in values)


def navigation(here: str, selection: Selection, query: str = "") -> str:
    """The pages as HTML, each with the filters of a view, also in a new tab. query: of the address they are drawn for."""
    links = (
        internal_link(page_address(name, selection), page.title, " aria-current='page'" * (name == here))
        for name, page in offered_pages(here).items()
    )
    drawn_for = f" data-drawn-for='?{escape(query, quote=True)}'"
    name = f"<strong>{SITE_NAME}<span> · {REGION}</span></strong>"
    return f"<nav class='pages' aria-label='Pages'{drawn_for}>{name}<div>{''.join(links)}</div></nav>"


def method_link(section: str, words: str, selection: Selection) -> str:
    """A link as HTML to a section of the method page with the filters of a view."""
    assert section in SECTIONS, section
    address = f"{page_address('method', selection)}#{section}"
    return f"<a class='inside method' href='{escape(address, quote=True)}' target='_self'>{escape(words)}</a>"
