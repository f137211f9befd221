"""The formats of a file of facts, each declared once: the API, its description, the command line and the share menu loop over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    Writer = Callable[..., bytes]


Group: TypeAlias = Literal["Documents", "Tables", "Maps", "References"]
GROUPS: tuple[Group, ...] = get_args(Group)  # in the order of the share menu


class TemplateError(ValueError):
    """A file that cannot serve as a template; the message says what would."""


@dataclass(frozen=True)
class FileRequest:
    """What a file may take beside its facts.

    server: the address of the server without a last slash, "" where there is none. asked: the parameters of the address, as they stand.
    template: a team's own document, for formats with a look.
    """

    server: str = ""
    asked: tuple[tuple[str, str], ...] = ()
    template: bytes | None = None


@dataclass(frozen=True)
class ExportFormat:
    """One format.

    name: the ending of a file and of the path in the API. label: for readers; description: for programs. module and function: the
    writer, loaded when a file is asked for, so that the command line starts at once; what has pictures is written by `pages`. group: where
    readers look for it. schema: of its content in the API's description, if it has one. takes_request: whether the writer also takes a
    FileRequest. templates: whether it has a look, which a template gives.
    """

    name: str
    media_type: str
    label: str
    description: str
    module: str
    function: str
    group: Group = "Tables"
    schema: str = ""
    takes_request: bool = False
    templates: bool = False

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
        group="Maps",
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
    ExportFormat(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word",
        "A brief: map, timeline, table of facts, numbered sources, what is hidden and why",
        "pages.view_documents",
        "to_docx",
        group="Documents",
        takes_request=True,
        templates=True,
    ),
    ExportFormat(
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "PowerPoint",
        "A slide each for map and timeline: the picture, three facts with who says so, the sources in the notes",
        "pages.view_documents",
        "to_pptx",
        group="Documents",
        takes_request=True,
        templates=True,
    ),
)
FORMATS = {one.name: one for one in _FORMATS}
