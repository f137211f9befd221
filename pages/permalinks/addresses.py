"""Addresses of the pages of single things, as the reader of a request finds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args
from urllib.parse import quote, urlencode

from loaders.api.public_address import PublicAddress
from loaders.query.parameters import AS_OF
from loaders.query.selection import Selection

ThingKind = Literal["fact", "actor", "place", "article"]
KINDS: tuple[ThingKind, ...] = get_args(ThingKind)


@dataclass(frozen=True)
class Addresses:
    """Links of a page to others of the same host. address: of the server as the reader has it. as_of: the recorded version it is of."""

    address: PublicAddress
    as_of: str = ""

    def of(self, kind: ThingKind, identity: str) -> str:
        """The page of a thing."""
        return self.address.on_host(path_of(kind, identity)) + self._version

    def full(self, kind: ThingKind, identity: str) -> str:
        """The same as others link to it."""
        return self.address.full(path_of(kind, identity)) + self._version

    def page(self, name: str, query: Iterable[tuple[str, str]] = ()) -> str:
        """A page of the dashboard with a query."""
        asked = urlencode([*query, *([(AS_OF, self.as_of)] if self.as_of else [])])
        return self.address.on_host(f"/{name}") + (f"?{asked}" if asked else "")

    def preview(self, selection: Selection, fact: str | None = None) -> str:
        """The picture of a selection, or of a fact in it, as others link to it."""
        return self.address.full(preview_path(replace(selection, as_of=self.as_of), fact))

    @property
    def _version(self) -> str:
        return f"?{urlencode({AS_OF: self.as_of})}" if self.as_of else ""


def path_of(kind: ThingKind, identity: str) -> str:
    """/actor/bla; what an address has no letter for is encoded."""
    return f"/{kind}/{quote(identity, safe='')}"


def preview_path(selection: Selection, fact: str | None = None) -> str:
    """The path of the picture that a link to a selection, or to a fact in it, is shown with."""
    query = urlencode([*selection.query(), *([("fact", fact)] if fact else [])])
    return f"/preview.png{'?' if query else ''}{query}"
