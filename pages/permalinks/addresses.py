"""Addresses of the pages of single things, as the reader of a request finds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import quote, urlencode

from loaders.api.public_address import PublicAddress
from loaders.query.selection import Selection

ThingKind = Literal["fact", "actor", "place", "article"]
KINDS: tuple[ThingKind, ...] = get_args(ThingKind)


@dataclass(frozen=True)
class Addresses:
    """Links of a page to others of the same host; address: of the server as the reader has it."""

    address: PublicAddress

    def of(self, kind: ThingKind, identity: str) -> str:
        """The page of a thing."""
        return self.address.on_host(path_of(kind, identity))

    def full(self, kind: ThingKind, identity: str) -> str:
        """The same as others link to it."""
        return self.address.full(path_of(kind, identity))

    def page(self, name: str, query: Iterable[tuple[str, str]] = ()) -> str:
        """A page of the dashboard with a query."""
        asked = urlencode([*query])
        return self.address.on_host(f"/{name}") + (f"?{asked}" if asked else "")

    def preview(self, selection: Selection, fact: str | None = None) -> str:
        """The picture of a selection, or of a fact in it, as others link to it."""
        return self.address.full(preview_path(selection, fact))


def path_of(kind: ThingKind, identity: str) -> str:
    """/actor/bla; what an address has no letter for is encoded."""
    return f"/{kind}/{quote(identity, safe='')}"


def preview_path(selection: Selection, fact: str | None = None) -> str:
    """The path of the picture that a link to a selection, or to a fact in it, is shown with."""
    query = urlencode([*selection.query(), *([("fact", fact)] if fact else [])])
    return f"/preview.png{'?' if query else ''}{query}"
