"""The forms that are known: each a mapping in a file of this folder, recognised by the names of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from loaders.events.mapping import Mapping, read_mapping

FORMS = {path.stem.replace("_", "-"): path for path in sorted(Path(__file__).parent.glob("*.yaml"))}
_MARKS = {  # columns that only this form has together
    "ucdp-ged": ("relid", "where_prec", "date_prec", "type_of_violence", "date_start"),
    "icmm": ("icmmid", "confidence factor", "asset type", "primary commodity"),
    "aiddata-gcdf": ("aiddata tuff project id", "recommended for aggregates", "flow type", "commitment year"),
    "acled": ("event_id_cnty", "event_date", "time_precision", "geo_precision", "sub_event_type"),
}


@cache
def form(name: str) -> Mapping:
    """The mapping of a known form."""
    return read_mapping(FORMS[name])


def recognised(names: Iterable[str]) -> str | None:
    """The form that a header is of; None where it is of none that is known."""
    folded = {name.strip().casefold() for name in names}
    return next((name for name, marks in _MARKS.items() if folded.issuperset(marks)), None)


def without_header(cells: Sequence[str]) -> str | None:
    """The form that a first row of data is of, where the header was left out."""
    for name in FORMS:
        names = form(name).header or []
        if len(cells) not in (len(names), len(names) + 1):
            continue
        row = dict(zip(names, cells, strict=False))
        codes = [origin for ours in ("date_precision", "geo_precision") for origin in form(name).origins(ours)]
        if all(row.get(origin.alternatives[0], "").strip() in (origin.codes or {}) for origin in codes):
            return name
    return None
