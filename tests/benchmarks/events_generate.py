"""Rows in the shape of UCDP GED, as many as wanted: names of real districts, the precision mix of its rows for Pakistan."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from loaders.events.importers import form
from loaders.frames.dataset import build_dataset
from loaders.schema.registry_terms import PlaceKind

BATCH = 100_000
DATE_PREC = {"1": 946, "2": 44, "3": 2, "4": 6, "5": 2}  # per mille, as counted on its 6,416 rows for Pakistan
WHERE_PREC = {"1": 366, "2": 410, "3": 175, "4": 9, "5": 38, "6": 2}
ELSEWHERE = (
    ("Sindh province", "Karachi district", "Karachi city", 24.86, 67.01),
    ("Punjab province", "Lahore district", "Lahore city", 31.55, 74.34),
)


def write_ged(many: int, path: Path) -> Path:
    """A CSV file of that many events; always the same for the same number."""
    chance = np.random.default_rng(many)
    places = _places()
    names = form("ucdp-ged").header or []
    with csv.CSVWriter(str(path), pa.schema([(name, pa.string()) for name in names])) as writer:
        for start in range(0, many, BATCH):
            columns = _columns(chance, start, min(BATCH, many - start), places)
            blank = pa.array([""] * len(columns["id"]))
            writer.write_table(pa.table({name: columns.get(name, blank) for name in names}))
    return path


def _places() -> list[tuple[str, str, str, float, float]]:
    """Province, district, town and point: each district of the gazetteer, and two cities elsewhere."""
    data = build_dataset()
    provinces = {"balochistan": "Balochistan province", "khyber-pakhtunkhwa": "Khyber Pakhtunkwa province"}
    found = [
        (provinces[str(p.in_)], f"{p.name} district", f"{p.name} town", float(p.lat or 0), float(p.lon or 0))
        for p in data.places.values()
        if p.kind is PlaceKind.DISTRICT
    ]
    return [*found, *ELSEWHERE]


def _columns(chance: np.random.Generator, start: int, many: int, places: list[tuple[str, str, str, float, float]]) -> dict[str, pa.Array]:
    at = chance.integers(len(places), size=many)
    spread = np.linspace(-0.05, 0.05, 13)[chance.integers(13, size=many)]  # some thousand points, which events share
    day = np.datetime64("1989-01-01") + chance.integers(13_000, size=many)
    prec = _mixed(chance, DATE_PREC, many)
    length = np.select([prec == "2", prec == "3", prec == "4", prec == "5"], [4, 6, 30, 200], 0)
    deaths = {name: chance.poisson(1.2, many) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")}
    best = np.sum(list(deaths.values()), axis=0)
    where = _mixed(chance, WHERE_PREC, many)
    number = np.arange(start, start + many)
    year = day.astype("datetime64[Y]").astype(int) + 1970
    article = pc.binary_join_element_wise(
        pa.array([_ARTICLE] * many), pa.array(number).cast("string"), pa.array(_SOURCE[chance.integers(4, size=many)]), " "
    )
    district = np.where(np.isin(where, ("4", "5", "6")), "", np.array([p[1] for p in places])[at])
    text = {
        "id": number + 1,
        "year": year,
        "type_of_violence": np.where(chance.random(many) < 0.9, "1", "2"),
        "where_prec": where,
        "where_coordinates": np.array([p[2] for p in places])[at],
        "adm_1": np.where(where == "6", "", np.array([p[0] for p in places])[at]),
        "adm_2": district,
        "latitude": np.round(np.array([p[3] for p in places])[at] + spread, 4),
        "longitude": np.round(np.array([p[4] for p in places])[at] + spread, 4),
        "date_prec": prec,
        "date_start": day,
        "date_end": day + length,
        "side_a": np.array(["Government of Pakistan"] * many),
        "side_b": np.array(["BLA", "TTP", "IS", "BLF"])[chance.integers(4, size=many)],
        "country": np.array(["Pakistan"] * many),
        "event_clarity": np.where(chance.random(many) < 0.93, "1", "2"),
        "best": best,
        "low": np.maximum(best - chance.poisson(0.5, many), 0),
        "high": best + chance.poisson(1.0, many),
        **deaths,
    }
    return {name: pa.array(np.asarray(values).astype(str)) for name, values in text.items()} | {"source_article": article}


_ARTICLE = "Agence France Presse, Militants attack a convoy of security forces on the highway, killing several and wounding more, number"
_SOURCE = np.array(["said an official", "said the army", "said a spokesman of the group", "said the police"])


def _mixed(chance: np.random.Generator, weights: dict[str, int], many: int) -> np.ndarray:
    shares = np.array(list(weights.values()), dtype=float)
    return np.array(list(weights))[chance.choice(len(weights), size=many, p=shares / shares.sum())]


if __name__ == "__main__":
    write_ged(int(sys.argv[1]), Path(sys.argv[2]))
