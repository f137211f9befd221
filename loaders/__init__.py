"""The data as pandas frames: `load_facts()` and its siblings, each one row per record, with explicit dtypes.

Names are fetched when they are first asked for, so that the command line checks the data without loading pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loaders.frames.load import (
        load_actors,
        load_articles,
        load_context,
        load_deals,
        load_events,
        load_facts,
        load_incidents,
        load_not_stated,
        load_places,
        load_retired,
        load_routes,
        load_sites,
    )
    from loaders.gazetteer.boundaries import load_boundaries
    from loaders.query.selection import Selection, accounting, select
    from loaders.schema.diagnostics import DataError, Diagnostic
    from loaders.yaml.folder import DATA

__all__ = [
    "DATA",
    "DataError",
    "Diagnostic",
    "Selection",
    "accounting",
    "load_actors",
    "load_articles",
    "load_boundaries",
    "load_context",
    "load_deals",
    "load_events",
    "load_facts",
    "load_incidents",
    "load_not_stated",
    "load_places",
    "load_retired",
    "load_routes",
    "load_sites",
    "select",
]
_LAZY_EXPORTS = {
    "DATA": "yaml.folder",
    "DataError": "schema.diagnostics",
    "Diagnostic": "schema.diagnostics",
    "Selection": "query.selection",
    "accounting": "query.selection",
    "load_boundaries": "gazetteer.boundaries",
    "select": "query.selection",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"loaders.{_LAZY_EXPORTS.get(name, 'frames.load')}"), name)
