"""The registries as pandas frames: articles, actors, places, routes, what is not stated, retired ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from loaders.schema.formatting import passage_url
from loaders.schema.records import Record
from loaders.schema.registries import Actor, Article, NotStated, Place, Retired, Route

if TYPE_CHECKING:
    from loaders.frames.dataset import Dataset


def articles_frame(dataset: Dataset) -> pd.DataFrame:
    """One row an article, with `facts`, the number of facts it supports, and `alone`, those no other article does."""
    frame = _frame(Article, dataset.articles, lists=("cites",), counts=("paragraphs",))
    supports = list(dataset.facts["articles"])
    frame["facts"] = [sum(i in articles for articles in supports) for i in frame["id"]]
    frame["alone"] = [sum(articles == (i,) for articles in supports) for i in frame["id"]]
    return frame


def actors_frame(dataset: Dataset) -> pd.DataFrame:
    """One row an actor."""
    return _frame(Actor, dataset.actors, lists=("aliases",))


def places_frame(dataset: Dataset) -> pd.DataFrame:
    """One row a place; lat and lon are NaN where the place is not drawn."""
    return _frame(Place, dataset.places, lists=("aliases",), numbers=("lat", "lon", "radius_km"))


def routes_frame(dataset: Dataset) -> pd.DataFrame:
    """One row a route; basis holds (article, paragraph, address of the passage)."""
    frame = _frame(Route, dataset.routes, lists=("via", "serves", "basis"))
    basis = [
        tuple((s.article, s.paragraph, passage_url(dataset.articles[s.article].url, s)) for s in route.basis)
        for route in dataset.routes.values()
    ]
    return frame.assign(basis=pd.Series(basis, index=frame.index, dtype="object"))


def not_stated_frame(dataset: Dataset) -> pd.DataFrame:
    """One row a question."""
    return _frame(NotStated, dataset.not_stated, lists=("facts", "places"))


def retired_frame(dataset: Dataset) -> pd.DataFrame:
    """One row a retired id."""
    return _frame(Retired, dataset.retired)


def _frame(
    model: type[Record],
    records: Mapping[str, Record],
    lists: tuple[str, ...] = (),
    numbers: tuple[str, ...] = (),
    counts: tuple[str, ...] = (),
) -> pd.DataFrame:
    names = {name: info.alias or name for name, info in model.model_fields.items()}
    rows = [{shown: getattr(record, name) for name, shown in names.items()} for record in records.values()]
    dtypes = {n: "object" if n in lists else "float64" if n in numbers else "Int64" if n in counts else "str" for n in names.values()}
    return pd.DataFrame(rows, columns=list(names.values())).astype(dtypes)
