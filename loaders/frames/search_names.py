"""The names of places and actors in a search: each stands for the thing with all its names, so any of them finds the same facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.frames.search_stem import stem
from loaders.frames.search_text import fold, words_in
from loaders.yaml.folder import Records

IN_FRAME = "names"  # under this name the facts frame keeps its Names, in `attrs`
_COMMON = {*re.findall(r"\w+", "a an and are as at be by do for he i if in is it me my no not of on or so the to up was we who")}
_MOST_WORDS = 9


@dataclass(frozen=True)
class Named:
    """A place or an actor with its other names."""

    what: str
    name: str
    aliases: tuple[str, ...] = ()


class Names:
    """Every name of places and actors. Things that share a name are searched as one. Nobody changes it, so copies of a frame share it."""

    def __init__(self, things: Iterable[Named] = ()) -> None:
        self._things: dict[str, list[Named]] = {}
        self._by_stem: dict[str, str] = {}
        for thing in things:
            keys = {key_of(name) for name in (thing.name, *thing.aliases)} - {""}
            together = [*dict.fromkeys(other for key in sorted(keys) for other in self._things.get(key, ())), thing]
            for key in keys | {key_of(name) for other in together for name in (other.name, *other.aliases)}:
                self._things[key] = together
            self._by_stem |= {stems: key_of(name) for name in (thing.name, *thing.aliases) if (stems := _stems(words_in(fold(name))))}

    def __deepcopy__(self, memo: object) -> Names:
        return self

    def __iter__(self) -> Iterator[str]:
        """The key of every name."""
        return iter(self._things)

    def things(self, key: str) -> list[Named]:
        """The things that a name means; none where it is no name."""
        return self._things.get(key, [])

    def chief(self, key: str) -> str:
        """The chief name of the thing with that name; nothing where it is no name."""
        named = [(thing.name, {key_of(name) for name in (thing.name, *thing.aliases)}) for thing in self.things(key)]
        return next((name for name, keys in sorted(named, key=lambda one: key_of(one[0]) != key) if key in keys), "")

    def names(self, key: str) -> list[str]:
        """All names of the things that a name means, without those that are common words ("IS")."""
        names = dict.fromkeys(name for thing in self.things(key) for name in (thing.name, *thing.aliases))
        return [name for name in names if key_of(name) not in _COMMON]

    def key(self, words: Iterable[str]) -> str:
        """The key of the name that words make, in these forms or in others ("US official"); nothing where they make none."""
        words = list(words)
        key = "".join(words)
        return key if key in self._things else self._by_stem.get(_stems(words), "")

    def longest(self, pieces: Sequence[Iterable[str]], alone: bool) -> tuple[int, str]:
        """How many of the pieces, from the first on, make a name, and its key; 0 where none begins. A common word is a name only alone."""
        for number in range(min(len(pieces), _MOST_WORDS), 0, -1):
            key = self.key(word for words in pieces[:number] for word in words)
            if key and (alone or key not in _COMMON):
                return number, key
        return 0, ""


def names_in(records: Records) -> Names:
    """The names of all places and actors."""
    places = (Named("place", p.record.name, p.record.aliases) for p in records.places.values())
    return Names((*places, *(Named("actor", a.record.name, a.record.aliases) for a in records.actors.values())))


def key_of(name: str) -> str:
    """A name without case, accents, blanks and hyphens: "rekodiq" for "Reko Diq", "Reko-Diq" and "Rekodiq"."""
    return "".join(words_in(fold(name)))


def _stems(words: Iterable[str]) -> str:
    return "".join(map(stem, words))


def chief_text(things: Iterable[Named]) -> str:
    """The chief names of things, in words: "China (place, actor) or Washington DC (place)"."""
    whats: dict[str, list[str]] = {}
    for thing in things:
        whats.setdefault(thing.name, []).append(thing.what)
    return " or ".join(f"{name} ({', '.join(dict.fromkeys(what))})" for name, what in whats.items())
