"""`load_facts()` and its siblings: each one row per record, with explicit dtypes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.frames.dataset import require_dataset
from loaders.frames.facts import of_kind
from loaders.frames.registries import actors_frame, articles_frame, not_stated_frame, places_frame, retired_frame, routes_frame
from loaders.schema.vocabulary import Kind
from loaders.yaml.folder import DATA


def load_facts(data: Path = DATA) -> pd.DataFrame:
    """All facts, tidy, ordered by date: the columns of `loaders.frames.facts.FACT_COLUMNS`.

    Days are datetime64, lat/lon WGS84 degrees, amount_usd US dollars, lists tuples. Raises DataError with every problem.
    """
    return require_dataset(data).facts.copy(deep=False)


def load_sites(data: Path = DATA) -> pd.DataFrame:
    """Mineral sites and reserve claims: the common columns and site_type, status, operator, owner. Raises DataError."""
    return of_kind(require_dataset(data).facts, Kind.MINERAL_SITE)


def load_incidents(data: Path = DATA) -> pd.DataFrame:
    """Security incidents: the common columns and event_type, campaign, killed (people) with its bound and claimants.

    incident_class says what it tells of: an attack or hold, a state measure, or a statement or statistic, which is no event.
    The words of event_type follow ACLED and UCDP GED where they fit. Raises DataError.
    """
    return of_kind(require_dataset(data).facts, Kind.SECURITY_INCIDENT)


def load_deals(data: Path = DATA) -> pd.DataFrame:
    """Financing deals: the common columns and financier, recipient, sites, status (a stage), instrument, amount_usd.

    An amount that is not stated is NaN, never 0. Raises DataError.
    """
    return of_kind(require_dataset(data).facts, Kind.FINANCING_DEAL)


def load_events(data: Path = DATA) -> pd.DataFrame:
    """Diplomatic events: the common columns and event_type, venue (a place id). Raises DataError."""
    return of_kind(require_dataset(data).facts, Kind.DIPLOMATIC_EVENT)


def load_context(data: Path = DATA) -> pd.DataFrame:
    """Statements of context: the common columns and topic. Raises DataError."""
    return of_kind(require_dataset(data).facts, Kind.CONTEXT)


def load_articles(data: Path = DATA) -> pd.DataFrame:
    """The articles: id, title, publisher, author, affiliation, kind, cites, url, dates, sha256, perspective, facts (count)."""
    return articles_frame(require_dataset(data))


def load_actors(data: Path = DATA) -> pd.DataFrame:
    """The actors: id, name, kind, country, party, aliases, note. Raises DataError."""
    return actors_frame(require_dataset(data))


def load_places(data: Path = DATA) -> pd.DataFrame:
    """The gazetteer: id, name, kind, in, lat, lon (WGS84 degrees), radius_km, source, boundary, aliases. Raises DataError."""
    return places_frame(require_dataset(data))


def load_routes(data: Path = DATA) -> pd.DataFrame:
    """The routes: id, name, via and serves (place ids in order), basis (passages), gazetteer, note. Raises DataError."""
    return routes_frame(require_dataset(data))


def load_not_stated(data: Path = DATA) -> pd.DataFrame:
    """What a reader would ask and the articles do not give: id, asked, facts, places, note. Raises DataError."""
    return not_stated_frame(require_dataset(data))


def load_retired(data: Path = DATA) -> pd.DataFrame:
    """Ids that were withdrawn or merged: id, into, reason. Raises DataError."""
    return retired_frame(require_dataset(data))
