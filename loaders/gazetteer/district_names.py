"""Names of districts in a layer of the reader's own, matched with those of the gazetteer whatever their accents and spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from loaders.schema.diagnostics import escape_control
from loaders.schema.registries import Place
from loaders.schema.registry_terms import PlaceKind

GeoJson: TypeAlias = dict[str, Any]
Known: TypeAlias = Mapping[str, tuple[str, ...]]
MAX_NAMED = 12  # of what cannot be drawn, by name
_APART = {"district", "distt", "dist", "agency", "zila", "zilla", "tribal", "protected", "area"}
_QUOTES = "'’‘ʿʾʼ`"
_UNSEEN = {"Mn", "Cf", "Cc"}  # accents, and what only steers or hides: marks of direction, soft hyphens, blanks without width
_SHORT = {"n": "north", "s": "south", "u": "upper", "l": "lower"}
_SPELLINGS = (  # what one letter of Urdu, Pashto or Balochi becomes, by whoever writes it in Latin letters
    (r"aa", "a"),
    (r"ee|ey|ai|y", "i"),
    (r"oo|ou|au|w", "u"),
    (r"q", "k"),
    (r"gh", "g"),
    (r"o", "u"),
    (r"e", "i"),
    (r"(.)\1", r"\1"),
    (r"h$", ""),
)


@dataclass(frozen=True)
class Unmatched:
    """`names` that no district has; `left_out`: in words what cannot be drawn."""

    names: tuple[str, ...]
    left_out: tuple[str, ...]


def match_districts(
    features: Sequence[GeoJson], left_out: Mapping[str, Sequence[GeoJson]], places: Mapping[str, Place]
) -> tuple[list[GeoJson], dict[str, str], Unmatched]:
    """One feature an outline, with the id of its district; which district is drawn in which outline; what does not fit.

    features: with polygons. left_out: per reason the properties of features that cannot be drawn. Raises ValueError where no
    name is a district's.
    """
    known = known_names(places)
    name_of = _name_field([feature["properties"] for feature in features], known)
    drawn: dict[str, GeoJson] = {}
    outline_of: dict[str, str] = {}
    unmatched: list[str] = []
    for feature in features:
        written = str(feature["properties"].get(name_of) or "an outline without a name")
        name, ids = escape_control(written, 60), ids_of_name(written[:200], known)
        if not ids:
            unmatched.append(name)
        outline = ids[0] if ids else f"unmatched-{len(unmatched)}"
        outline_of |= dict.fromkeys(ids, outline)
        if outline in drawn:  # a district in several parts
            drawn[outline]["geometry"]["coordinates"] += feature["geometry"]["coordinates"]
        else:
            properties = {"id": outline, "name": name}
            drawn[outline] = {"type": "Feature", "id": outline, "properties": properties, "geometry": feature["geometry"]}
    told = tuple(_told(reason, [str(p.get(name_of) or "") for p in properties]) for reason, properties in left_out.items())
    return list(drawn.values()), outline_of, Unmatched(tuple(dict.fromkeys(unmatched)), told)


def _told(reason: str, names: list[str]) -> str:
    named = [escape_control(name, 60) for name in dict.fromkeys(names) if name][:MAX_NAMED]
    more = len(names) - len(named)
    rest = [f"{more} {'more' if named else 'of its features'}"] if more else []
    return f"Not drawn ({reason}): {', '.join([*named, *rest])}."


def known_names(places: Mapping[str, Place], kind: PlaceKind = PlaceKind.DISTRICT) -> dict[str, tuple[str, ...]]:
    """Per spelling the districts that have it: an own name outweighs another's alias, the letters as written any likeness.

    kind: of places other than districts, provinces for one.
    """
    districts = [place for place in places.values() if place.kind is kind]
    found: dict[str, tuple[str, ...]] = {}
    for like in (True, False):
        for names in (lambda p: p.aliases, lambda p: (p.name,)):
            level: dict[str, tuple[str, ...]] = {}
            for place in districts:
                for key in {key for name in names(place) for key in _keys(name, like)}:
                    level[key] = (*level.get(key, ()), place.id)
            found |= {key: ids for key, ids in level.items() if not like or len(ids) == 1}  # a likeness to several is none
    return found


def ids_of_name(name: str, known: Known) -> tuple[str, ...]:
    """The ids of the places that a name stands for, whatever its accents and spelling; empty where none is known."""
    return next((known[key] for like in (False, True) for key in _keys(name, like) if key in known), ())


def _keys(name: str, like: bool) -> Iterator[str]:
    """A name as its words say it in either order, with or without the blanks between; `like`: as it is spoken."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", name.casefold()) if unicodedata.category(c) not in _UNSEEN and c not in _QUOTES
    )
    words = [_SHORT.get(word, word) for word in re.findall("[a-z]+", plain) if word not in _APART]
    for joined in ("".join(words), "".join(sorted(words))):
        if joined:
            yield f"~{_spoken(joined)}" if like else joined


def _spoken(word: str) -> str:
    for written, spoken in _SPELLINGS:
        word = re.sub(written, spoken, word)
    return word


def _name_field(properties: Sequence[Mapping[str, Any]], known: Known) -> str:
    """The property that holds district names: the one that names most districts, not the one that names one most often."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for told in properties:
        for name, value in told.items():
            if isinstance(value, str) and len(value) < 200 and (ids := ids_of_name(value, known)):
                found.setdefault(name, set()).add(ids)
    if not found:
        raise ValueError("names no district that is in the gazetteer")
    return max(found, key=lambda name: len(found[name]))
