"""A search taken apart: the words, phrases, names and values that must occur, each with every way in which it may be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.frames.search_names import Names
from loaders.frames.search_text import alike, fold, joined_text, words_in
from loaders.frames.search_values import values_in, with_values

Phrase = tuple[str, ...]
Way = tuple[Phrase, ...]
NO_NAMES = Names()


@dataclass(frozen=True)
class Term:
    """What must occur: as the reader wrote it, and the ways of finding it, any of which will do; of a way every phrase must occur.

    name: the key of a place's or an actor's name. value: a date or a number as it is searched.
    """

    written: str
    ways: tuple[Way, ...]
    name: str = ""
    value: str = ""


def terms(q: str, names: Names = NO_NAMES) -> tuple[Term, ...]:
    """The words, phrases, names and values of a search; none where it holds no letter and no digit."""
    text, found = alike(q), list[Term]()
    for quoted, bare in re.findall(r'"([^"]*)"|([^"]+)', text):
        found += [_quoted(quoted, names)] if quoted else _bare(bare, names, alone=bare == text)
    return tuple(dict.fromkeys(term for term in found if term.ways))


def _quoted(text: str, names: Names) -> Term:
    words = _words(text)
    if key := names.key(words):
        return Term(f'"{text}"', tuple((_words(name),) for name in names.names(key)), name=key)
    values = values_in(text)
    valued = _words(with_values(text, values))
    signs = any(not _words(text[start:stop]) for start, stop, _ in values)  # "5%" is not "5"
    return Term(f'"{text}"', _ways(*([] if signs else [(words,)]), (valued,)))


def _bare(text: str, names: Names, alone: bool) -> Iterator[Term]:
    """The terms of a text without quotes; alone: it is the whole search."""
    at, values = 0, values_in(text)
    for start, stop, value in values:
        yield from _plain(text[at:start], names, alone and not values)
        yield from _value(text[start:stop], value)
        at = stop
    yield from _plain(text[at:], names, alone and not values)


def _value(written: str, value: str) -> Iterator[Term]:
    """A date, a number or a unit; what was written finds it too, as figures of which only an end was copied may mean something else."""
    words = _words(written)
    literal = (words,) if any(map(str.isalpha, words)) else tuple((word,) for word in words)
    told = value if value != " ".join(words) and not value.isalpha() else ""
    yield Term(written, _ways((tuple(value.split()),), literal), value=told)


def _plain(text: str, names: Names, alone: bool) -> Iterator[Term]:
    """Names, which may be of several words, and single words; two words in a row may be one: "counter terrorism"."""
    pieces = [(piece, words) for piece in re.split(r"[\s/,;+&]+", text) if (words := _words(piece))]
    at = 0
    while at < len(pieces):
        number, key = names.longest([words for _, words in pieces[at:]], alone and len(pieces) == 1)
        if key:
            yield _named(" ".join(piece for piece, _ in pieces[at : at + number]), key, names)
        else:
            piece, words = pieces[at]
            joined = (
                "".join(w for _, pair in pieces[i : i + 2] for w in pair) for i in range(max(at - 1, 0), min(at + 1, len(pieces) - 1))
            )
            whole = (*joined_text(fold(piece)), *(word for word in joined if word.isalpha()))
            yield Term(fold(piece), _ways((words,), *(((word,),) for word in whole)))
        at += number or 1


def _named(written: str, key: str, names: Names) -> Term:
    """A name: found by all words of any name of the thing, in any order, or by one written as a single word."""
    spelled = names.names(key)
    apart = (tuple(words for piece in name.split() if (words := _words(piece))) for name in spelled)
    return Term(written, _ways(*apart, *((("".join(_words(name)),),) for name in spelled)), name=key)


def _ways(*ways: Way) -> tuple[Way, ...]:
    return tuple(dict.fromkeys(way for way in ways if way and all(way)))


def _words(text: str) -> Phrase:
    return tuple(words_in(fold(text)))
