"""What a kind of fact says of itself: its model, file, columns and the rows of its card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from loaders.schema.figures import FIGURE_NUMBERS, FIGURE_TEXTS
from loaders.schema.records import Fact


class Names(Protocol):
    """What a card calls the things that a fact refers to by id."""

    def actors(self, ids: Sequence[str]) -> str:
        """Names of actors; "not stated" where there is none."""

    def sites(self, ids: Sequence[str]) -> str:
        """Names of sites, each with the district and province around it."""

    def routes(self, ids: Sequence[str]) -> str:
        """The routes that serve these sites."""


@dataclass(frozen=True)
class Column:
    """A column that only facts of this kind fill.

    value: from the fact; by default its field of that name. Where `derived`, the frames work it out of gazetteer or figures.
    exported: whether the files of facts have it. is_type: whether the filter by type looks into it.
    """

    name: str
    holds: Literal["text", "list"] = "text"
    value: Callable[[Any], Any] | None = None
    derived: bool = False
    exported: bool = True
    is_type: bool = False


@dataclass(frozen=True)
class CardField:
    """A row of the card of a fact; an empty text is left out."""

    label: str
    text: Callable[[Any, Names], str]


@dataclass(frozen=True)
class KindDeclaration:
    """One kind of fact.

    figures: the columns of figures that it has beside its own (`loaders.schema.figures`). is_event: whether it is something that
    happened, and may be a latest event. is_dated: whether dates say anything of it; what has none stands outside of date filters.
    """

    model: type[Fact]
    file: str
    columns: tuple[Column, ...]
    card: tuple[CardField, ...] = ()
    figures: str = ""
    is_event: bool = True
    is_dated: bool = True

    def column_names(self) -> list[str]:
        """Its own columns of the frame, those of its figures among them."""
        figures = [name for name in (*FIGURE_NUMBERS, *FIGURE_TEXTS) if self.figures and name.startswith(self.figures)]
        return [*(column.name for column in self.columns), *figures]
