"""The values that records are made of: ids, texts, dates, addresses, each refused in words when it is wrong."""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StrictFloat, StrictInt

from loaders.dates import parse_date
from loaders.problems import remedy
from loaders.vocabulary import Party

_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_SHA256 = "[0-9a-f]{64}"
_URL = r"https?://[^\s<>\"']+"
# C0 and C1, line separators, half a character, byte order marks, and what reorders the letters around it (U+202E makes "gnp.exe" of
# "exe.png"); right-to-left letters and the marks that a text in them needs are text like any other
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def _check_id(text: str) -> str:
    if not re.fullmatch(_ID, text) or len(text) > 80:
        raise ValueError(f'"{text}" is not an id; write small letters, digits and single hyphens, 80 at most')
    return text


def _check_text(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; leave the key out or write something")
    if found := _CONTROL.search(text):
        raise ValueError(f"has a control character ({found[0].encode('unicode_escape').decode()}); take it out")
    return text


def _check_date(text: str) -> str:
    parse_date(text)
    return text


def _check_words(text: str) -> str:
    if not 2 <= len(text.split()) <= 6:
        raise ValueError(f'"{text}" has {len(text.split())} words; a locator has two to six')
    return text


def _check_sha256(text: str) -> str:
    if not re.fullmatch(_SHA256, text):
        raise ValueError(f'"{text}" is not a SHA-256; write its 64 hexadecimal digits')
    return text


def _check_url(text: str) -> str:
    if not re.fullmatch(_URL, text):
        raise ValueError(f'"{text}" is not a web address; it begins with https:// or http://')
    return text


def _check_side(value: object) -> object:
    if not isinstance(value, str) or (value not in list(Party) and not re.fullmatch(_ID, value)):
        raise ValueError(f'"{value}" is no side; {remedy(str(value), Party)}')
    return value


def _check_unlike(items: tuple[str, ...]) -> tuple[str, ...]:
    if twice := [item for item, times in Counter(items).items() if times > 1]:
        raise ValueError(f'"{min(twice)}" is given twice; keep one')
    return items


# A pattern goes into the JSON Schema only: editors complain by it, `check` in the words above.
Id = Annotated[str, AfterValidator(_check_id), Field(json_schema_extra={"pattern": f"^{_ID}$", "maxLength": 80})]
Line = Annotated[str, Field(max_length=200), AfterValidator(_check_text), Field(json_schema_extra={"pattern": r"\S"})]
Text = Annotated[str, Field(max_length=2_000), AfterValidator(_check_text), Field(json_schema_extra={"pattern": r"\S"})]
EdtfDate = Annotated[str, AfterValidator(_check_date), Field(json_schema_extra={"pattern": r"^[0-9X./~?%-]+$"})]
LocatorWords = Annotated[
    str,
    Field(max_length=200),
    AfterValidator(_check_text),
    AfterValidator(_check_words),
    Field(json_schema_extra={"pattern": r"\S\s+\S"}),
]
Sha256 = Annotated[str, AfterValidator(_check_sha256), Field(json_schema_extra={"pattern": f"^{_SHA256}$"})]
Url = Annotated[str, Field(max_length=2_000), AfterValidator(_check_url), Field(json_schema_extra={"pattern": f"^{_URL}$"})]
Side = Annotated[Party | Id, Field(union_mode="left_to_right"), BeforeValidator(_check_side)]
Number = StrictInt | StrictFloat
Latitude = Annotated[StrictInt, Field(ge=-90, le=90)] | Annotated[StrictFloat, Field(ge=-90, le=90)]
Longitude = Annotated[StrictInt, Field(ge=-180, le=180)] | Annotated[StrictFloat, Field(ge=-180, le=180)]
Kilometres = Annotated[StrictInt, Field(gt=0)] | Annotated[StrictFloat, Field(gt=0)]

# A length stands before the validator: behind it, it would count the letters of a text in the JSON Schema.
Ids = Annotated[tuple[Id, ...], AfterValidator(_check_unlike), Field(json_schema_extra={"uniqueItems": True})]
SomeIds = Annotated[tuple[Id, ...], Field(min_length=1), AfterValidator(_check_unlike), Field(json_schema_extra={"uniqueItems": True})]
TwoIds = Annotated[tuple[Id, ...], Field(min_length=2), AfterValidator(_check_unlike), Field(json_schema_extra={"uniqueItems": True})]
Aliases = Annotated[tuple[Line, ...], AfterValidator(_check_unlike), Field(json_schema_extra={"uniqueItems": True})]
