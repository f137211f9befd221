"""The filters of an address, each declared once: parser, selection, command line, OpenAPI and the filter bar loop over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from loaders.schema.deal_terms import DealStatus, Instrument
from loaders.schema.derived_terms import NO, ONE_ARTICLE, ONE_ORIGIN, SEVERAL_ARTICLES, SEVERAL_ORIGINS, YES, Match
from loaders.schema.event_terms import EventType, Topic
from loaders.schema.incident_terms import IncidentType
from loaders.schema.registry_terms import Party
from loaders.schema.site_terms import Commodity, SiteStatus, SiteType
from loaders.schema.term import Term
from loaders.schema.vocabulary import Certainty, Kind, Link

if TYPE_CHECKING:
    import pandas as pd  # the command line starts without it

ANY_PARTY = "any"
TYPE_LISTS: tuple[type[Term], ...] = (SiteType, SiteStatus, IncidentType, DealStatus, Instrument, EventType, Topic)


Group: TypeAlias = Literal["Place", "Dates", "Kind", "Who", "Source"]
GROUPS: tuple[Group, ...] = get_args(Group)  # in the order of the filter bar


@dataclass(frozen=True)
class Filter:
    """One filter.

    name: in the address, the API and on the command line. column: of the facts frame. how: whether the column holds one value, holds
    several of which any or all must be among those wanted, or is asked in a way of its own. words: the values, where they are fixed.
    title: before the values in sentences; may be empty. group and label: where it stands in the filter bar, and above its field. told: for
    programs. help: beside the field, for readers.
    """

    name: str
    column: str
    how: Literal["one", "any", "all", "place"]
    title: str
    group: Group
    label: str
    told: str
    words: tuple[str, ...] = ()
    help: str = ""


def _words(*lists: type[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.value for words in lists for word in words))


_PLACES = "Place ids; names and aliases are understood too, in any case"
_WHOLE_PROVINCE = "District-wide and more exact facts; facts of the whole province may match"
_COUNTED = "How many articles a fact rests on; 2 is read as 2+"
_ORIGINS = "How many independent origins a fact rests on; an article that passes on a report is none of its own; 2 is read as 2+"
_ONE_SIDE = "Claimed by one party only"
_PLACED = "In a district or province"
FILTERS: tuple[Filter, ...] = (
    Filter("province", "match_provinces", "place", "province", "Place", "Province", _PLACES),
    Filter("district", "match_districts", "place", "district", "Place", "District", _PLACES, help=_WHOLE_PROVINCE),
    Filter("kind", "kind", "one", "kind", "Kind", "Kind of fact", "Kinds of fact", _words(Kind)),
    Filter("type", "types", "any", "type", "Kind", "Type", "Types of site, incident, deal, event or statement", _words(*TYPE_LISTS)),
    Filter("article", "articles", "any", "article", "Source", "Article", "Article ids; facts that rest on any of them"),
    Filter("all_articles", "articles", "all", "supported by", "Source", "Supported by all of", "Article ids; facts that rest on every one"),
    Filter("articles", "article_count", "one", "", "Source", "Number of articles", _COUNTED, (ONE_ARTICLE, SEVERAL_ARTICLES)),
    Filter("origins", "origin_count", "one", "", "Source", "Independent origins", _ORIGINS, (ONE_ORIGIN, SEVERAL_ORIGINS)),
    Filter("actor", "actors", "any", "actor", "Who", "Actor", "Ids of actors that take part"),
    Filter(
        "country", "countries", "any", "country of an actor", "Who", "Country of an actor", "Countries of actors that take part, by name"
    ),
    Filter("claimant", "match_claimants", "any", "claimant", "Who", "Claimed by", "Ids of actors that say so, or `author`"),
    Filter(
        "party",
        "party",
        "one",
        "single-party claims:",
        "Who",
        _ONE_SIDE,
        f"{_ONE_SIDE}; `{ANY_PARTY}` for any one",
        (*_words(Party), ANY_PARTY),
    ),
    Filter("commodity", "commodities", "any", "commodity", "Kind", "Commodity", "What is mined or sought", _words(Commodity)),
    Filter("certainty", "certainty", "one", "certainty", "Source", "Certainty", "How firmly it is asserted", _words(Certainty)),
    Filter(
        "relation",
        "relations",
        "any",
        "relation",
        "Source",
        "Relation to another fact",
        "How it stands to another, or another to it",
        _words(Link),
    ),
    Filter("dated", "dated", "one", "", "Dates", "Has a date", "Whether the source gives a date", (YES, NO)),
    Filter("placed", "has_place", "one", "", "Place", _PLACED, "Whether it has a place there", (YES, NO)),
)
NAMES = tuple(one.name for one in FILTERS)
MATCHES = _words(Match)


def values_of(one: Filter, facts: pd.DataFrame) -> list[str]:
    """The values that a filter can be set to: the fixed ones, or those that occur in the facts, sorted."""
    if one.words:
        return [*one.words]
    column = facts[one.column].dropna()
    return sorted({*column} if one.how == "one" else {value for values in column for value in values})
