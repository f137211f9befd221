"""Routes to imported mineral sites, from a YAML file of the user's own: by which districts each is reached.

- name: Quetta to Dilband by way of Mastung
  via: [quetta, mastung]            # places of the gazetteer, in order
  serves: ["icmm:ICMM13232"]        # dataset:id of imported sites
  note: As our drivers go.          # may be left out
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from loaders.gazetteer.places import Gazetteer
from loaders.schema.diagnostics import did_you_mean
from loaders.schema.registries import Place
from loaders.yaml.document import read_yaml

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Site = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*:.+$", max_length=300)]
_MEANING = {
    "string_pattern_mismatch": 'write dataset:id, such as "icmm:ICMM13232"',
    "extra_forbidden": "is not known; keys are name, via, serves, note",
}


class OwnRoute(BaseModel):
    """A way to sites through places, as the user says."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Words
    via: Annotated[tuple[Words, ...], Field(min_length=1)]
    serves: Annotated[tuple[Site, ...], Field(min_length=1)]
    note: Words | None = None


class OwnRoutesWrong(Exception):
    """The file cannot be read; the message has file, line, field and remedy."""


@dataclass(frozen=True)
class SiteDependency:
    """How an imported site depends on a district. routes: names of those through it; none where it only lies there."""

    lies_in: bool
    routes: tuple[str, ...]


def load_own_routes(path: Path | None, places: Mapping[str, Place]) -> tuple[OwnRoute, ...]:
    """The routes of a file; none where no file is named. Raises OwnRoutesWrong with every fault."""
    if path is None:
        return ()
    found = read_yaml(path)
    if found.problems:
        raise OwnRoutesWrong("\n".join(str(one).replace(str(path.parent) + "/", "") for one in found.problems))
    try:
        routes = TypeAdapter(tuple[OwnRoute, ...]).validate_python(found.data or [])
    except ValidationError as error:
        raise OwnRoutesWrong("\n".join(_fault(path, found, one) for one in error.errors())) from None
    unknown = [
        f'{path.name}:{found.line([number, "via"])} via: "{place}" is no place of the gazetteer; {did_you_mean(place, places)}'
        for number, route in enumerate(routes)
        for place in route.via
        if place not in places
    ]
    if unknown:
        raise OwnRoutesWrong("\n".join(unknown))
    return routes


def _fault(path: Path, found: Any, one: Any) -> str:
    field = ".".join(map(str, one["loc"][1:])) or "route"
    return f"{path.name}:{found.line(list(one['loc']))} {field}: {_MEANING.get(one['type'], one['msg'])}"


def route_names(site: str, routes: Iterable[OwnRoute]) -> tuple[str, ...]:
    """The names of the routes to a site, written dataset:id; none where its route is not known."""
    return tuple(route.name for route in routes if site in route.serves)


def dependency(
    site: str, own_district: str | None, district: str, routes: Iterable[OwnRoute], gazetteer: Gazetteer
) -> SiteDependency | None:
    """How a site depends on a district; None where nothing says that it does. own_district: the one that it surely lies in."""
    through = tuple(route.name for route in routes if site in route.serves and district in gazetteer.districts(route.via))
    lies_in = own_district == district
    return SiteDependency(lies_in, through) if through or lies_in else None
