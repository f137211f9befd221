"""A first mapping for a file whose form is not known: what its columns are likely to be, with what cannot be told left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from loaders.events.cells import Unread, day_first, day_parser
from loaders.events.importers import FORMS, form
from loaders.events.problems import ImportRefused
from loaders.events.reading import ROW, open_source

_SAMPLE = 2_000
_LIKELY = {  # per column of ours how its name is written elsewhere; the first that a file has
    "event_id": r"(event|incident|project)?_?(id|no|number|ref)|.*\bid\b.*|icmmid",
    "date_start": r"(event|incident|start)?_?(date|day)(_?(start|from))?|when|commitment_year",
    "date_end": r"(end_?date|date_?(end|to))",
    "latitude": r"lat(itude)?|y(_?coord)?",
    "longitude": r"lon(g|gitude)?|lng|x(_?coord)?",
    "country": r"country(_name)?|recipient",
    "province_source": r"province|admin_?1|adm_?1|state",
    "district_source": r"district|admin_?2|adm_?2|county",
    "place": r"place|location|town|village|where_coordinates|site",
    "name": r"(mine_?)?name|title|project_?title",
    "event_type_source": r"(event_|incident_)?(type|category|kind)",
    "actors": r"actors?|perpetrators?|group|side_a",
    "fatalities_best": r"fatalit(y|ies)(_best)?|deaths?|killed|dead|best",
    "source_text": r"source(_name)?s?|outlet",
    "source_url": r"url|link|source_url",
    "notes": r"notes?|description|details|summary|remarks",
}
_FORMATS = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%b-%y",
    "%d-%b-%Y",
    "%B %d, %Y",
)


def guess_mapping(path: Path) -> str:
    """A mapping as YAML with comments; for a known form the command that imports it. Raises ImportRefused where the file is no table."""
    source = open_source(path)
    if source.form in FORMS:
        told = f"# {path.name} has the columns of {form(str(source.form)).title}: it needs no mapping."
        return f"{told}\n# python -m loaders import {path.name} --as {source.form} --name NAME --out DIR\n"
    first = next(source.batches(lambda one: None), None)
    if first is None or not len(first):
        raise ImportRefused(f"{path.name}: it has a header and no rows; nothing can be told from it")
    sample = {name: [v.strip() for v in first[name].slice(0, _SAMPLE).to_pylist()] for name in first.column_names if name != ROW}
    return "\n".join(_lines(path, source.names, sample)) + "\n"


def _lines(path: Path, names: Sequence[str], sample: dict[str, list[str]]) -> Iterator[str]:
    columns = dict(_chosen(names))
    yield f"# Begun from {path.name}; check every line. What could not be told is marked with TODO: fill it in or take the line out."
    yield "# Then: python -m loaders import FILE --as THIS.yaml --name NAME --out DIR --dry-run"
    yield f"title: {_quoted(path.stem)}"
    yield "kind: security_incident # or mineral_site, financing_deal"
    yield "licence: TODO # such as CC BY 4.0"
    yield "attribution: TODO # whom to name"
    yield 'redistribution: "no" # "yes" where its rows may be handed on'
    yield "columns:"
    if "event_id" not in columns:
        yield "  event_id: TODO # the column that tells rows apart"
    for ours, theirs in columns.items():
        distinct = len(set(sample[theirs])) == len(sample[theirs])
        note = " # has values that come twice: is there another?" if ours == "event_id" and not distinct else ""
        yield f"  {ours}: {_quoted(theirs)}{note}"
    if "geo_precision" not in columns:
        yield "  # geo_precision: {value: town} # how exactly: site, town, district, province or country; or a column with codes"
    if dates := [columns[name] for name in ("date_start", "date_end") if name in columns]:
        yield from _dates([value for name in dates for value in sample[name] if value])
    rest = [name for name in names if name not in columns.values()]
    if rest:
        yield f"# Not used: {', '.join(islice(rest, 40))}"
    if "latitude" in columns:
        yield "checks:"
        yield "  - {country: Pakistan}"


def _chosen(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    free = list(names)
    for ours, pattern in _LIKELY.items():
        found = next((name for name in free if re.fullmatch(pattern, re.sub(r"\W+", "_", name.strip().casefold()).strip("_"))), None)
        if found:
            free.remove(found)
            yield ours, found


def _dates(values: Sequence[str]) -> Iterator[str]:
    """The formats that read every value; where day and month could be exchanged, that is left open."""
    fitting = [pattern for pattern in _FORMATS if values and all(_reads(pattern, value) for value in values)]
    years = [value for value in values if re.fullmatch(r"\d{4}(\.0)?", value)]
    if values and len(years) == len(values):
        yield 'dates: {formats: ["%Y-%m-%d"], years_only: true}'
    elif {"%d/%m/%Y", "%m/%d/%Y"} <= set(fitting):
        yield f'dates: {{formats: [TODO]}} # "{values[0]}": is the day first, "%d/%m/%Y", or the month, "%m/%d/%Y"? No value tells'
    elif fitting:
        why = " # the day is first: some values have no such month" if any(map(day_first, values)) else ""
        yield f'dates: {{formats: ["{fitting[0]}"]}}{why}'
    else:
        example = values[0] if values else "no value"
        yield f'dates: {{formats: [TODO]}} # such as "%Y-%m-%d"; the first value is {_quoted(example)}'


def _reads(pattern: str, value: str) -> bool:
    try:
        day_parser([pattern], False, date.max.replace(year=9998))(value)
    except Unread:
        return False
    return True


def _quoted(text: str) -> str:
    plain = re.fullmatch(r"[A-Za-z][\w ]*", text) and text.casefold() not in ("yes", "no", "true", "false", "null", "on", "off", "y", "n")
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
