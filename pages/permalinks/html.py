"""The page of a thing as HTML, from the templates of this folder: every text escaped, no script, nothing fetched but icon and letters."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import Outlines
from loaders.schema.formatting import day_text
from pages import offered_pages
from pages.drawing.tokens import css_tokens
from pages.permalinks.addresses import Addresses, ThingKind
from pages.permalinks.entity_page import actor_content, article_content, place_content
from pages.permalinks.fact_page import fact_content
from pages.permalinks.lookup import Lookup
from pages.permalinks.metadata import Head, entity_head, fact_head
from pages.server.page_metadata import ICON, SITE
from pages.server.streamlit_internals.page_html import font_file

BRAND = f"{SITE} · Pakistan’s west"
STYLE = css_tokens() + Path(__file__).with_name("permalinks.css").read_text(encoding="utf-8")
WITHDRAWN, MISSING = 410, 404


def thing_html(kind: ThingKind, identity: str, dataset: Dataset, outlines: Outlines, addresses: Addresses) -> str:
    """The whole page of a thing that is there."""
    if kind == "fact":
        fact = dataset.facts_by_id[identity]
        return _rendered(
            "fact", fact_head(fact, dataset, addresses), fact_content(fact, dataset, addresses), kind, identity, dataset, addresses
        )
    match kind:
        case "actor":
            content = actor_content(dataset.actors[identity], dataset, outlines, addresses)
        case "place":
            content = place_content(dataset.places[identity], dataset, outlines, addresses)
        case "article":
            content = article_content(dataset.articles[identity], dataset, outlines, addresses)
    return _rendered("entity", entity_head(kind, identity, content, dataset, addresses), content, kind, identity, dataset, addresses)


def missing_html(kind: ThingKind, asked: str, found: Lookup, dataset: Dataset, addresses: Addresses) -> str:
    """A page that says that nothing is there, or that it was withdrawn and why; with what may be meant."""
    if found.status == WITHDRAWN:
        title, told = "Withdrawn fact", f"{asked} is no longer a fact of its own. {found.reason}"
    else:
        title, told = f"No such {kind}", f"Nothing is known under “{asked}”."
    near = [(f"{one.name} ({one.kind})", addresses.of(one.kind, one.id)) for one in found.near]
    head = Head(f"{title} · {SITE}", told, "", [("robots", "noindex")], [], Markup(""))
    return _rendered("missing", head, {"title": title, "told": told, "near": near}, kind, asked, dataset, addresses)


def _rendered(
    template: str, head: Head, content: dict[str, Any], kind: ThingKind, identity: str, dataset: Dataset, addresses: Addresses
) -> str:
    today = replace(addresses, as_of="").of(kind, identity)
    pages = {page.title: addresses.page("" if name == "overview" else name) for name, page in offered_pages().items()}
    return _template(template).render(
        head=head,
        style=Markup(STYLE),  # noqa: S704 (ours)
        font=addresses.address.on_host(f"/static/{font}") if (font := font_file()) else "",
        icon=addresses.address.on_host(ICON),
        home=addresses.page(""),
        brand=BRAND,
        pages=pages,
        version=dataset.version,
        recorded=day_text(dataset.recorded.day) if dataset.recorded else "",
        today=today,
        id=identity,
        **content,
    )


@cache
def _template(name: str) -> Template:
    folder = FileSystemLoader(Path(__file__).parent)
    return Environment(
        loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    ).get_template(f"{name}.html.jinja")
