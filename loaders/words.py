"""Facts in words: dates, figures, claimants and passages, as a reader sees them."""

from __future__ import annotations

import math
from datetime import date
from urllib.parse import quote

from loaders.dates import parse_date
from loaders.records import Article, Figure, Source
from loaders.vocabulary import Bound, DatePrecision

NOT_STATED = "not stated"


def day_words(day: date) -> str:
    """31 Jan 2026."""
    return f"{day.day} {day:%b %Y}"


def date_words(edtf: str | None, year_inferred: bool = False) -> str:
    """An EDTF date as read aloud: "Dec 2025", "on or after 31 Jan 2026 (year inferred)", "not dated"."""
    if edtf is None:
        return "not dated"
    first, _, last = edtf.partition("/")
    if first == "..":
        words = f"by {_one(last)}"
    elif last == "..":
        words = f"on or after {_one(first)}" if parse_date(first).precision is DatePrecision.DAY else f"{_one(first)} or later"
    elif last:
        words = f"{_one(first)} to {_one(last)}"
    else:
        words = _one(first)
    return words + (" (year inferred)" if year_inferred else "")


def _one(edtf: str) -> str:
    span = parse_date(edtf)
    about = "about " if span.approximate else ""
    plain = edtf.rstrip("~?%")
    if plain.endswith("XX") and "-" not in plain:
        return f"{plain[:2]}00–{plain[:2]}99"
    if plain.endswith("X") and "-" not in plain:
        return f"{plain[:3]}0s"
    plain = plain.replace("-XX", "")
    start = parse_date(plain).start or date.min
    match parse_date(plain).precision:
        case DatePrecision.DAY:
            return about + day_words(start)
        case DatePrecision.MONTH:
            return about + f"{start:%b %Y}"
        case _:
            return about + f"{start:%Y}"


def number_words(value: float) -> str:
    """1,250,000,000; whole numbers without a decimal point."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def amount_words(amount: float | None) -> str:
    """USD 1.25 billion, or "not stated"; never 0 for what is not stated."""
    if amount is None or math.isnan(amount):
        return NOT_STATED
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(amount) >= 1e6 and abs(round(amount / size, 3)) >= 1:
            return f"USD {number_words(round(amount / size, 3))} {word}"
    return f"USD {number_words(amount)}"


def bound_words(bound: Bound) -> str:
    """How a figure stands to the true number, as read aloud: "at least", "over"."""
    return bound.value.replace("_", " ")


def figure_words(figure: Figure) -> str:
    """The figure as exports write it: "killed over 150 people", "killed between 10 and 15 people", "amount exactly 1250000000 USD"."""
    number = figure.as_stated if figure.value is None else f"{bound_words(figure.bound)} {figure.value}"
    number = f"{number} and {figure.value_to}" if figure.value_to is not None else number
    per = f" per {figure.per}" if figure.per else ""
    return f"{figure.name} {number} {figure.unit}{per}"


_AN_ORDINAL = "ordinal"


def figure_phrase(figure: Figure) -> str:
    """The figure as screens write it: "over 150 people killed", "USD 1.25 billion", "“trillions” of USD (worth)"."""
    per = f" per {figure.per}" if figure.per else ""
    name = figure.name.replace("_", " ")
    if figure.value is None:
        return f"{name}: “{figure.as_stated}” ({figure.unit}){per}"
    bound = "" if figure.bound is Bound.EXACTLY else f"{bound_words(figure.bound)} "
    unit = "" if figure.unit in (_AN_ORDINAL, "year", name, "USD") else f" {figure.unit}"
    numbers = [_number(value, figure.unit) for value in (figure.value, figure.value_to) if value is not None]
    return f"{name}: {bound}{' and '.join(numbers)}{unit}{per}"


def _number(value: float, unit: str) -> str:
    if unit == "USD":
        return amount_words(float(value))
    return str(value) if unit == "year" else number_words(value)


def passage_url(url: str | None, source: Source) -> str | None:
    """The article's address with a text fragment: a browser opens it at the passage, highlighted."""
    if url is None:
        return None
    ends = ",".join(quote(words, safe="").replace("-", "%2D") for words in (source.from_, source.to))
    return f"{url}#:~:text={ends}"


def author_words(article: Article) -> str:
    """Who speaks in an article, with what it cites: "News.Az, citing CNN"."""
    who = f"{article.author} ({article.publisher})" if article.author else article.publisher
    return who + (f", citing {' and '.join(article.cites)}" if article.cites else "")
