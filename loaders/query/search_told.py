"""What is told of a search: as what and where its words were found, and the nearest searches where nothing was."""

from __future__ import annotations

import calendar
import re
from collections import Counter

import pandas as pd

from loaders.frames.search_names import Names, chief_text, key_of
from loaders.frames.search_stem import SHORT, stem
from loaders.frames.search_text import fold, words_in
from loaders.query.near_matches import near_matches
from loaders.query.search import AT_LEAST_TO_BEGIN, found_by, names_of, where_found
from loaders.query.search_terms import Term, terms

_MOST_FORMS = _MOST_OFFERED = 3
_NAME_ALIKE = 80.0  # of 100
_MONTHS = {name.lower() for name in calendar.month_name if name}


def found_text(facts: pd.DataFrame, q: str) -> list[str]:
    """What was matched, in words: "“noshki” found as Nushki (place)", "“casualties” found as “casualty”", and in which fields.

    facts: those found.
    """
    names = names_of(facts)
    wanted = terms(q, names)
    if facts.empty or not wanted:
        return []
    told = [words for term in wanted if (words := _found_as(facts, term, names))]
    fields = Counter(field for row in where_found(facts, q) for field in row)
    return [*told, "found in " + ", ".join(f"{name} ({number:,})" for name, number in fields.most_common())]


def _found_as(facts: pd.DataFrame, term: Term, names: Names) -> str:
    """As what a word was found, where that is not as the reader wrote it."""
    if term.name:
        things = names.things(term.name)
        others = any(key_of(thing.name) != term.name for thing in things)
        written = term.written.strip('"')
        return f"“{written}” found as {chief_text(things)}" if others else ""
    if term.value:
        return f"“{term.written}” found as “{_value_text(term.value)}”"
    if any(len(phrase) > 1 for way in term.ways for phrase in way):
        return ""
    word = term.ways[0][0][0]
    begins = len(word) >= AT_LEAST_TO_BEGIN and word.isalpha()
    words = Counter(w for text in facts["search_words"] for w in {*text.split()} if w != word)
    forms = [w for w in sorted(words, key=lambda w: (-words[w], w)) if stem(w) == stem(word) or (begins and w.startswith(word))]
    forms = [printed for w in forms[: 2 * _MOST_FORMS] if word not in (printed := _as_printed(facts, w)).split("-")]
    also = "also " if facts["search_words"].str.contains(f" {word} ", regex=False).any() else ""
    return f"“{term.written}” found {also}as {', '.join(f'“{form}”' for form in forms[:_MOST_FORMS])}" if forms else ""


def _as_printed(facts: pd.DataFrame, word: str) -> str:
    """A word as the facts print it: "counter-terrorism", which is also searched as one word, where nothing prints that."""
    for at in range(2, len(word) - 1):
        if facts["search_words"].str.contains(f" {word[:at]} {word[at:]} ", regex=False).any():
            return f"{word[:at]}-{word[at:]}"
    return word


def _value_text(value: str) -> str:
    whole, *part = value.split(".")
    if whole.isdigit():
        return ".".join([f"{int(whole):,}", *part])
    return " ".join(word.capitalize() if word in _MONTHS else word for word in value.split())


def nearest_search(facts: pd.DataFrame, q: str, within: pd.DataFrame | None = None) -> list[str]:
    """Searches like one that finds nothing, each of which finds something: with a word mended, or without one of several.

    A place or an actor is offered by its name, and no two searches that find the same facts. within: where they must find something,
    such as what other filters leave; all facts where it is left out.
    """
    within = facts if within is None else within
    names = names_of(facts)
    pieces = re.findall(r'"[^"]*"|[^\s"]+', "".join('"' if c in "“”„«»" else c for c in q))
    tried = [q.replace('"', " ")] if '"' in "".join(pieces) else []
    tried += [names.chief(key) for key in near_matches(key_of(q), names, _MOST_OFFERED, _NAME_ALIKE)]
    tried += [" ".join((*pieces[:i], word, *pieces[i + 1 :])) for i, piece in enumerate(pieces) for word in _near_text(facts, piece, names)]
    tried += [" ".join(pieces[:i] + pieces[i + 1 :]) for i in reversed(range(len(pieces))) if len(pieces) > 1]
    offered: dict[bytes, str] = {}
    for other in dict.fromkeys(" ".join(one.split()) for one in tried):
        if terms(other) and (found := found_by(within, other)).any():
            offered.setdefault(found.tobytes(), other)
    return list(offered.values())[:_MOST_OFFERED]


def _near_text(facts: pd.DataFrame, piece: str, names: Names) -> list[str]:
    """The words of the data most like one that stands in no fact, a name as the chief name of what it means."""
    if found_by(facts, piece).any() or not (words := words_in(fold(piece))):
        return []
    known = {word for text in facts["search_words"] for word in text.split() if word.isalpha() and len(word) > SHORT}
    begun = sorted(word for word in known if word.startswith(words[0]))[:1]
    near = (*begun, *near_matches(words[0], sorted(known), 1))
    return list(dict.fromkeys(names.chief(word) or word for word in near))
