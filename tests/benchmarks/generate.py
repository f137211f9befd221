"""A data folder with as many valid facts as wanted, the same in every run: `python -m tests.benchmarks.generate 1000 FOLDER`.

The registries and outlines are the project's own; kinds, places, dates, actors, figures and relations are spread as in a
register of events that has grown: mostly incidents, mostly dated to the day and placed in a district.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from loaders.frames.dataset import Dataset, build_dataset
from loaders.schema.deal_terms import DealStatus, Instrument
from loaders.schema.event_terms import EventType, Topic
from loaders.schema.incident_terms import IncidentType
from loaders.schema.kinds import FACT_FILES
from loaders.schema.registry_terms import PlaceKind
from loaders.schema.site_terms import Commodity, SiteType
from loaders.schema.vocabulary import Certainty, Kind, Link, Role
from loaders.yaml.folder import DATA

FIRST_DAY, DAYS = date(2004, 1, 1), 8_035
PER_FILE = 2_000  # a file has at most 100,000 values, a fact some thirty
KINDS = {
    Kind.SECURITY_INCIDENT: 50,
    Kind.DIPLOMATIC_EVENT: 17,
    Kind.CONTEXT: 17,
    Kind.FINANCING_DEAL: 10,
    Kind.MINERAL_SITE: 6,
}
PRECISIONS = {"day": 60, "month": 14, "year": 8, "range": 5, "open": 2, "about": 1, "none": 10}
PLACES = {PlaceKind.DISTRICT: 55, PlaceKind.TOWN: 12, PlaceKind.SITE: 8, PlaceKind.PROVINCE: 12, PlaceKind.COUNTRY: 6, None: 7}
CERTAINTIES = dict(zip(Certainty, (40, 20, 20, 5, 10, 5), strict=True))
WORDS = ("convoy", "mine", "road", "camp", "talks", "shipment", "lease", "post", "market", "railway", "survey", "border", "licence")
T = TypeVar("T")
Raw = dict[str, Any]


def write_facts(many: int, folder: Path) -> Path:
    """Write a data folder with that many facts."""
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("facts", "versions.json", "not_stated.yaml", "retired.yaml"))
    for name in ("not_stated.yaml", "retired.yaml"):
        (folder / name).write_text("[]\n", encoding="utf-8")
    (folder / "facts").mkdir()
    of_kind: dict[Kind, list[Raw]] = {kind: [] for kind in Kind}
    for kind, fact in facts(many, build_dataset()):
        of_kind[kind].append(fact)
    for name, model in FACT_FILES.items():
        found = of_kind[model.kind]
        for turn, start in enumerate(range(0, max(len(found), 1), PER_FILE), 1):
            path = folder / (name if turn == 1 else name.replace(".yaml", f"_{turn:03}.yaml"))
            path.write_text("\n".join(map(_block, found[start : start + PER_FILE])) or "[]\n", encoding="utf-8")
    return folder


def facts(many: int, registries: Dataset) -> Iterator[tuple[Kind, Raw]]:
    """That many facts with their kinds; each refers to places, actors and articles of the registries, and to earlier facts."""
    random = Random(many)
    places = {kind: [p.id for p in registries.places.values() if p.kind is kind] for kind in PlaceKind}
    actors, articles = list(registries.actors), list(registries.articles)
    for number in range(many):
        kind = _one(random, KINDS)
        fact = _common(random, number, kind, places, actors, articles)
        if number and random.random() < 0.3:
            fact["related"] = [{"fact": _name(random.randrange(number)), "how": random.choice(list(Link)).value}]
        yield kind, fact | _of_its_kind(random, kind, places, actors)


def _name(number: int) -> str:
    return f"generated-{number:06}"


def _common(
    random: Random, number: int, kind: Kind, places: dict[PlaceKind, list[str]], actors: Sequence[str], articles: Sequence[str]
) -> Raw:
    what, where = random.choice(WORDS), random.choice(WORDS)
    speaker = random.choice(actors)
    fact: Raw = {
        "id": _name(number),
        "title": f"{kind.value.replace('_', ' ').capitalize()} {number}: {what} and {where}",
        "summary": f"Generated to measure with: number {number} tells of a {what} and a {where}, as {speaker} is made to say.",
    }
    if stated := _date(random):
        fact["date"] = stated
    if place_kind := _one(random, PLACES):
        fact["places"] = random.sample(places[place_kind], 1 if random.random() < 0.85 else 2)
        fact["places_complete"] = random.random() < 0.9
    return fact | {
        "actors": [{"actor": actor, "role": random.choice(list(Role)).value} for actor in random.sample(actors, random.randint(0, 2))],
        "claimed_by": ["author"] if random.random() < 0.5 else [speaker],
        "certainty": _one(random, CERTAINTIES).value,
        "sources": [{"article": random.choice(articles), "paragraph": random.randint(1, 7), "from": f"the {what}", "to": f"the {where}"}],
    }


def _date(random: Random) -> str | None:
    day = FIRST_DAY + timedelta(random.randrange(DAYS))
    later = day + timedelta(random.randint(1, 400))
    forms = {
        "day": f"{day}",
        "month": f"{day:%Y-%m}",
        "year": f"{day:%Y}",
        "range": f"{day}/{later}",
        "open": f"{day:%Y}/..",
        "about": f"{day:%Y}~",
    }
    return forms.get(_one(random, PRECISIONS))


def _of_its_kind(random: Random, kind: Kind, places: dict[PlaceKind, list[str]], actors: Sequence[str]) -> Raw:
    match kind:
        case Kind.SECURITY_INCIDENT:
            killed = {"name": "killed", "value": random.randint(1, 40), "unit": "people", "bound": "exactly"}
            return {"event_type": random.choice(list(IncidentType)).value, "figures": [killed] if random.random() < 0.4 else []}
        case Kind.FINANCING_DEAL:
            amount = {"name": "amount", "value": random.randint(1, 5_000) * 1_000_000, "unit": "USD", "bound": "exactly"}
            return {
                "status": random.choice(list(DealStatus)).value,
                "financier": [random.choice(actors)],
                "sites": [random.choice(places[PlaceKind.SITE])],
                "instrument": random.choice(list(Instrument)).value,
                "figures": [amount] if random.random() < 0.7 else [],
                "commodities": [random.choice(list(Commodity)).value],
            }
        case Kind.DIPLOMATIC_EVENT:
            return {"event_type": random.choice(list(EventType)).value}
        case Kind.MINERAL_SITE:
            return {"site_type": random.choice(list(SiteType)).value, "commodities": [random.choice(list(Commodity)).value]}
        case Kind.CONTEXT:
            return {"topic": random.choice(list(Topic)).value}


def _one(random: Random, weighed: dict[T, int]) -> T:
    return random.choices(list(weighed), list(weighed.values()))[0]


def _block(fact: Raw) -> str:
    """A fact as our own files have it: a line per key; what JSON writes, YAML reads."""
    lines = [f"{key}: {json.dumps(value)}" for key, value in fact.items() if value != []]
    return "- " + "\n  ".join(lines) + "\n"


if __name__ == "__main__":
    write_facts(int(sys.argv[1]), Path(sys.argv[2]))
