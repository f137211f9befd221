"""The values that records are made of: ids, texts, dates, addresses, each refused in words when it is wrong."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StrictFloat, StrictInt

from loaders.schema.dates import parse_date
from loaders.schema.diagnostics import did_you_mean
from loaders.schema.registry_terms import Party

_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_SHA256 = "[0-9a-f]{64}"
_URL = r"https?://[^\s<>\"']+"
# C0 and C1, line separators, half a character, byte order marks, and what reorders the letters around it (U+202E makes "gnp.exe" of
# "exe.png"); right-to-left letters and the marks that a text in them needs are text like any other
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


MOST = 2**53  # beyond it a float, a cell of a workbook and JavaScript round
CURRENCY = re.compile("[A-Z]{3}")
PERCENT = {"percent", "%"}
PEOPLE = {"people", "persons", "civilians", "soldiers", "militants", "fighters", "men", "women", "children", "workers"}
SIGNED = PERCENT | {"percentage points", "percentage_points", "degrees", "°C"}


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


def _check_number(value: int | float) -> int | float:
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number; write the words of the text as as_stated")
    if abs(value) > MOST:
        raise ValueError(f"a number is beyond {MOST:,}, the most that files hold exactly; mend it")
    return value


def number_fault(name: str, value: int | float, unit: str, per: str | None) -> str | None:
    """Why a number cannot be true in its unit, in words; None where it can."""
    if value < 0 and unit not in SIGNED:
        return f"{name} is below 0; write the number without its sign and say in the name what it counts"
    counts = name == "killed" or unit in PEOPLE
    if counts and isinstance(value, float) and (per is None or name == "killed"):
        return "counts people; write a whole number"
    if unit in ("ordinal", "year") and (isinstance(value, float) or not 1 <= value <= 9999):
        return f"{name} is {'a year' if unit == 'year' else 'an ordinal'}; write a whole number from 1 to 9999"
    if unit in PERCENT and "share" in name and not 0 <= value <= 100:
        return f"{name} is a share; write 0 to 100 {unit}"
    return None


def unit_fault(name: str, unit: str) -> str | None:
    """Why a figure of that name would be in no total, in words; None where it can be."""
    if name == "amount" and not CURRENCY.fullmatch(unit):
        return f'amount is money, and "{unit}" is no currency; write a code such as USD, and the number in full'
    if name == "killed" and unit not in PEOPLE:
        return f'killed counts people; write one of these as its unit, not "{unit}": {", ".join(sorted(PEOPLE))}'
    return None


def _check_sha256(text: str) -> str:
    if not re.fullmatch(_SHA256, text):
        raise ValueError(f'"{text}" is not a SHA-256; write its 64 hexadecimal digits')
    return text


def _check_url(text: str) -> str:
    if not re.fullmatch(_URL, text) or not _has_host(_check_text(text)):
        raise ValueError(f'"{text}" is not a web address; it begins with https:// or http://')
    return text


def _has_host(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _check_side(value: object) -> object:
    if not isinstance(value, str) or (value not in list(Party) and not re.fullmatch(_ID, value)):
        raise ValueError(f'"{value}" is no side; {did_you_mean(str(value), Party)}')
    return value


def _check_unlike(items: tuple[str, ...]) -> tuple[str, ...]:
    if twice := [item for item, times in Counter(items).items() if times > 1]:
        raise ValueError(f'"{min(twice)}" is given twice; keep one')
    return items


# A pattern goes into the JSON Schema only: editors complain by it, `check` in the words above.
Id = Annotated[str, AfterValidator(_check_id), Field(json_schema_extra={"pattern": f"^{_ID}$", "maxLength": 80})]
Line = Annotated[str, Field(max_length=200), AfterValidator(_check_text), Field(json_schema_extra={"pattern": r"\S"})]
Text = Annotated[str, Field(max_length=2_000), AfterValidator(_check_text), Field(json_schema_extra={"pattern": r"\S"})]
EdtfDate = Annotated[str, AfterValidator(_check_date), Field(json_schema_extra={"pattern": r"^[0-9TXYZ.:+/~?%-]+$"})]
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
Number = Annotated[StrictInt | StrictFloat, AfterValidator(_check_number)]
ParagraphNumber = Annotated[StrictInt, Field(ge=1, le=10_000)]
Latitude = Annotated[StrictInt, Field(ge=-85, le=85)] | Annotated[StrictFloat, Field(ge=-85, le=85)]  # a map has no poles
Longitude = Annotated[StrictInt, Field(ge=-180, le=180)] | Annotated[StrictFloat, Field(ge=-180, le=180)]
Kilometres = Annotated[StrictInt, Field(gt=0, le=5_000)] | Annotated[StrictFloat, Field(gt=0, le=5_000)]

# A length stands before the validator: behind it, it would count the letters of a text in the JSON Schema.
Ids = Annotated[tuple[Id, ...], AfterValidator(_check_unlike), Field(json_schema_extra={"uniqueItems": True})]
SomeIds = Annotated[tuple[Id, ...], Field(min_length=1), AfterValidator(_check_unlike), Field(json_schema_extra={"uniqueItems": True})]
TwoIds = Annotated[tuple[Id, ...], Field(min_length=2), AfterValidator(_check_unlike), Field(json_schema_extra={"uniqueItems": True})]
Aliases = Annotated[tuple[Line, ...], AfterValidator(_check_unlike), Field(json_schema_extra={"uniqueItems": True})]
