"""The formats of a file of facts, each declared once: the API, its description, the command line and the share menu loop over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from loaders.frames.dataset import Dataset
    from loaders.query.selection import Selection

    Writer = Callable[[pd.DataFrame, Selection, Dataset], bytes]


@dataclass(frozen=True)
class ExportFormat:
    """One format.

    name: the ending of a file and of the path in the API. label: for readers; description: for programs. module and function: the
    writer, loaded when a file is asked for, so that the command line starts at once. schema: of its content in the API's description,
    if it has one.
    """

    name: str
    media_type: str
    label: str
    description: str
    module: str
    function: str
    schema: str = ""

    def writer(self) -> Writer:
        """What makes the file of some facts (with `match`), the selection they come of, and the dataset."""
        write: Writer = getattr(import_module(self.module), self.function)
        return write


_FORMATS = (
    ExportFormat(
        "csv",
        "text/csv",
        "CSV",
        "One row a fact, UTF-8 with a byte order mark; formula cells neutralised",
        "loaders.export.formats",
        "to_csv",
    ),
    ExportFormat(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Excel",
        "A workbook: Facts, Figures, Sources, Articles, Caveats, Selection",
        "loaders.export.workbook",
        "workbook",
    ),
    ExportFormat(
        "geojson",
        "application/geo+json",
        "GeoJSON",
        "One feature for each fact and place (RFC 7946); a fact's numbers stand in its first feature only",
        "loaders.export.geojson",
        "to_geojson",
        schema="FactsGeoJson",
    ),
    ExportFormat(
        "parquet",
        "application/vnd.apache.parquet",
        "Parquet",
        "One row a fact, typed; version and selection in the file's metadata",
        "loaders.export.formats",
        "to_parquet",
    ),
    ExportFormat(
        "json",
        "application/json",
        "JSON",
        "Facts with every field and the accounting",
        "loaders.export.formats",
        "to_json",
        schema="Facts",
    ),
)
FORMATS = {one.name: one for one in _FORMATS}
