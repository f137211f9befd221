"""The facts as pandas frames: one row a fact, explicit dtypes, derived columns worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from loaders.frames.columns import _DTYPES, _LISTS, _TEXTS, COLUMNS_OF_KINDS, FACT_COLUMNS, TYPE_FIELDS
from loaders.frames.origins import origins_of
from loaders.frames.search_index import search_index
from loaders.frames.search_names import IN_FRAME, names_in
from loaders.gazetteer.places import Gazetteer
from loaders.schema.dates import UNDATED, parse_date
from loaders.schema.derived_terms import NO, ONE_ARTICLE, ONE_ORIGIN, SEVERAL_ARTICLES, SEVERAL_ORIGINS, YES, DateBasis, DatePrecision
from loaders.schema.figures import figure_columns
from loaders.schema.formatting import author_text, date_text, figure_phrase, figure_text, passage_url
from loaders.schema.kinds import KINDS
from loaders.schema.records import AUTHOR, Fact
from loaders.schema.registries import Article
from loaders.schema.vocabulary import Kind
from loaders.yaml.folder import Records

GAZETTEER = "gazetteer"


def facts_frame(records: Records) -> pd.DataFrame:
    """All facts, tidy: the columns of FACT_COLUMNS, ordered by date (undated last), then id.

    Lists are tuples; missing text is None/NaN; days are datetime64[s]; lat/lon in WGS84 degrees
    and radius_km only where the one place is a point; amounts in US dollars, empty where two figures differ (then _low and _high).
    """
    facts = {identity: entry.record for identity, entry in records.facts.items()}
    gazetteer = Gazetteer({identity: entry.record for identity, entry in records.places.items()})
    rows = [_row(fact, facts, gazetteer, records) for fact in facts.values()]
    origins = origins_of({identity: entry.record for identity, entry in records.articles.items()})
    for row in rows:
        row["origins"] = tuple(dict.fromkeys(origins[article] for article in row["articles"]))
        row["origin_count"] = ONE_ORIGIN if len(row["origins"]) == 1 else SEVERAL_ORIGINS
    for row, relations in zip(rows, _relations(facts), strict=True):
        row["relations"] = relations
    for row, (words, stems) in zip(rows, search_index(rows, records), strict=True):
        row |= {"search_words": words, "search_stems": stems}
    frame = pd.DataFrame(rows, columns=FACT_COLUMNS)
    dtypes: dict[str, Any] = _DTYPES | dict.fromkeys(_TEXTS, "str") | dict.fromkeys(_LISTS, "object")
    frame = frame.astype(dtypes)
    frame.attrs[IN_FRAME] = names_in(records)
    return frame.sort_values(["date_start", "date_end", "id"], na_position="last", ignore_index=True)


def of_kind(facts: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """The facts of one kind, without the columns that only other kinds have."""
    foreign = {name for declared in KINDS.values() for name in declared.column_names()} - {*KINDS[kind].column_names()}
    found = facts[facts["kind"] == kind].drop(columns=sorted(foreign)).reset_index(drop=True)
    found.attrs = {}  # what the search needs is no part of the table
    return found


def _row(fact: Fact, facts: Mapping[str, Fact], gazetteer: Gazetteer, records: Records) -> dict[str, Any]:
    span = parse_date(fact.date) if fact.date else UNDATED
    placing = gazetteer.placing(fact, facts)
    row: dict[str, Any] = {name: vars(fact).get(name) for name in (*_TEXTS, "id", "certainty", "year_inferred", "places_complete")}
    row |= _place_columns(fact, gazetteer) | vars(placing) | _claim_columns(fact, records)
    row |= {
        "kind": fact.kind,
        "date_start": span.start,
        "date_end": span.end,
        "date_precision": span.precision,
        "date_basis": fact.basis,
        "date_words": date_text(fact.date, fact.basis or DateBasis.PRINTED),
        "review": fact.review.state if fact.review else None,
        "review_date": fact.review.date if fact.review else None,
        "actors": tuple(dict.fromkeys(role.actor for role in fact.actors)),
        "actor_names": tuple(dict.fromkeys(records.actors[role.actor].record.name for role in fact.actors)),
        "roles": tuple((role.role.value, role.actor) for role in fact.actors),
        "figures": tuple(map(figure_text, fact.figures)),
        "figure_phrases": tuple(map(figure_phrase, fact.figures)),
        "commodities": tuple(c.value for c in fact.commodities),
        "related": tuple((r.how.value, r.fact) for r in fact.related),
        "articles": tuple(dict.fromkeys(s.article for s in fact.sources)),
        "passages": tuple((s.article, s.paragraph, passage_url(records.articles[s.article].record.url, s)) for s in fact.sources),
    }
    row |= {
        "article_count": ONE_ARTICLE if len(row["articles"]) == 1 else SEVERAL_ARTICLES,
        "dated": NO if row["date_precision"] == DatePrecision.NONE else YES,
        "has_place": YES if placing.placed else NO,
    }
    row["types"] = tuple(dict.fromkeys(str(value) for name in TYPE_FIELDS if (value := getattr(fact, name, None))))
    row["countries"] = tuple(dict.fromkeys(c for a in row["actors"] if (c := records.actors[a].record.country)))
    return row | _kind_columns(fact) | figure_columns(fact)


def _kind_columns(fact: Fact) -> dict[str, Any]:
    """The columns that its kind declares, from the fact; those of other kinds are empty."""
    row: dict[str, Any] = {name: () if column.holds == "list" else None for name, column in COLUMNS_OF_KINDS.items() if not column.derived}
    own = (column for column in KINDS[fact.kind].columns if not column.derived)
    return row | {column.name: column.value(fact) if column.value else getattr(fact, column.name) for column in own}


def _relations(facts: Mapping[str, Fact]) -> list[tuple[str, ...]]:
    """For each fact the relations it has to others, whichever of the two says so."""
    found: dict[str, set[str]] = {identity: set() for identity in facts}
    for identity, fact in facts.items():
        for related in fact.related:
            found[identity].add(related.how.value)
            found.get(related.fact, set()).add(related.how.value)
    return [tuple(sorted(hows)) for hows in found.values()]


def _place_columns(fact: Fact, gazetteer: Gazetteer) -> dict[str, Any]:
    def names(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(gazetteer.places[i].name for i in ids)

    sites = getattr(fact, "sites", ())
    point = gazetteer.point(fact.places)
    districts, provinces = gazetteer.districts(fact.places), gazetteer.provinces(fact.places)
    return {
        "places": names(fact.places),
        "place_ids": fact.places,
        "districts": names(districts),
        "district_ids": districts,
        "districts_basis": tuple(_basis(fact, d) for d in districts),
        "provinces": names(provinces),
        "province_ids": provinces,
        "provinces_basis": tuple(_basis(fact, p) for p in provinces),
        "geo_precision": gazetteer.precision(fact.places),
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "radius_km": point.radius_km if point else None,
        "geometry_basis": GAZETTEER if point and point.lat is not None else None,
        "site_names": names(sites),
    }


def _basis(fact: Fact, place: str) -> str:
    """Whether the text itself names the place, or only the gazetteer says that the fact lies in it."""
    return "text" if place in fact.places else GAZETTEER


def _claim_columns(fact: Fact, records: Records) -> dict[str, Any]:
    given = [*fact.claimed_by, *(c for s in fact.sources for c in s.claimed_by), *(c for f in fact.figures for c in f.claimed_by)]
    claimants = tuple(dict.fromkeys(given))
    articles = [records.articles[s.article].record for s in fact.sources]
    sides = {None if c == AUTHOR else records.actors[c].record.party for c in claimants}
    names = dict.fromkeys(n for c in claimants for n in _claimant_names(c, articles, records))
    told_by = dict.fromkeys(n for a in articles for n in [author_text(a)] if n not in names)
    return {
        "claimed_by": fact.claimed_by,
        "match_claimants": claimants,
        "claimants": tuple(names),
        "who_says": " and ".join(names) + (f", as told by {' and '.join(told_by)}" if told_by else ""),
        "party": str(side) if len(sides) == 1 and (side := next(iter(sides))) else None,
    }


def _claimant_names(claimant: str, articles: list[Article], records: Records) -> list[str]:
    return [author_text(a) for a in articles] if claimant == AUTHOR else [records.actors[claimant].record.name]
