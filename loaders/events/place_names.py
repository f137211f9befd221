"""Which districts and provinces a source's names stand for: by the gazetteer, by former names, and by the user's own file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from loaders.events.problems import ImportRefused
from loaders.gazetteer.district_names import ids_of_name, known_names
from loaders.gazetteer.places import Gazetteer
from loaders.schema.diagnostics import did_you_mean, display_path, suggest
from loaders.schema.registries import Place
from loaders.schema.registry_terms import PlaceKind
from loaders.yaml.document import read_yaml

FORMER = Path(__file__).with_name("former_names.yaml")
_PROVINCE_WORDS = (" province", " territory")


@dataclass
class PlaceNames:
    """Names of districts and provinces. aliases: per name, as it is written, the ids of districts that it may mean."""

    places: Mapping[str, Place]
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.gazetteer = Gazetteer(self.places)
        self._districts = known_names(self.places)
        self._provinces = known_names(self.places, PlaceKind.PROVINCE)
        self._aliases = {_plain(name): ids for name, ids in self.aliases.items()}
        self.districts = lru_cache(maxsize=10_000)(self._find_districts)
        self.provinces = lru_cache(maxsize=10_000)(self._find_provinces)

    def _find_districts(self, name: str) -> tuple[str, ...]:
        """The districts that a name may mean: none where it is not known, several where it stands for several."""
        return self._aliases.get(_plain(name)) or ids_of_name(name[:200], self._districts)

    def _find_provinces(self, name: str) -> tuple[str, ...]:
        """The province that a name means; none where it is not in the gazetteer."""
        if ids := self._aliases.get(_plain(name)):
            return self.gazetteer.provinces(ids)
        plain = name.casefold()
        for word in _PROVINCE_WORDS:
            plain = plain.removesuffix(word)
        return ids_of_name(plain[:200], self._provinces)

    def districts_in(self, province_name: str) -> tuple[str, ...]:
        """The districts in which something may lie of which the source names the province alone."""
        if ids := self._aliases.get(_plain(province_name)):
            return ids
        return tuple(d for p in self.provinces(province_name) for d in self.gazetteer.districts_of.get(p, ()))

    def near(self, name: str) -> str:
        """The district whose name is most like one that is not known, by its name; empty where none is."""
        close = suggest(_plain(name)[:60], self._by_name)
        return self._by_name[close[0]] if close else ""

    @cached_property
    def _by_name(self) -> dict[str, str]:
        districts = [p for p in self.places.values() if p.kind is PlaceKind.DISTRICT]
        return {_plain(name): place.id for place in districts for name in (*place.aliases, place.name)}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).removesuffix(" district").removesuffix(" agency")


def load_aliases(places: Mapping[str, Place], own: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Former names, and those of a YAML file of the user's own, `name: district-id` or a list of ids.

    Raises ImportRefused with the line.
    """
    found: dict[str, tuple[str, ...]] = {}
    districts = {place.id for place in places.values() if place.kind is PlaceKind.DISTRICT}
    for path in (FORMER, own) if own else (FORMER,):
        if not path.is_file():
            raise ImportRefused(f"{path}: there is no such file; give the file of names")
        parsed = read_yaml(path)
        if parsed.problems:
            raise ImportRefused("\n".join(map(str, parsed.problems)))
        if not isinstance(parsed.data, dict):
            raise ImportRefused(f"{display_path(path)}:1: write one name a line, such as Noshki: nushki")
        for name, ids in parsed.data.items():
            given = tuple(ids) if isinstance(ids, list) else (ids,)
            if wrong := [one for one in given if one not in districts]:
                if path == FORMER:  # another data folder has other districts
                    given = tuple(one for one in given if one in districts)
                else:
                    said = f'"{wrong[0]}" is no id of a district; {did_you_mean(str(wrong[0]), districts)}'
                    raise ImportRefused(f"{display_path(path)}:{parsed.line([name])} {name}: {said}")
            if given:
                found[str(name)] = given
    return found
