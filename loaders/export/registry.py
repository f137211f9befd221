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
    FileRequest. templates: whether it has a look, which a template gives. address: in the API, where it is not that of a file of facts.
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
    address: str = ""

    @property
    def path(self) -> str:
        """Where the API gives it."""
        return self.address or f"/api/facts.{self.name}"

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
        "A workbook: Facts, Figures, Sources, Articles, Caveats, Selection, How to read this",
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
        "json", "application/json", "JSON", "Facts with every field and the accounting", "loaders.export.formats", "to_json", schema="Facts"
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
    ExportFormat(
        "kml",
        "application/vnd.google-earth.kml+xml",
        "KML",
        "A placemark for each fact and place, with its time span, and its precision in words",
        "loaders.export.kml",
        "to_kml",
        group="Maps",
        takes_request=True,
    ),
    ExportFormat(
        "gpkg",
        "application/geopackage+sqlite3",
        "GeoPackage",
        "Points, areas and facts on no map as layers, articles, version and selection as tables (OGC 1.2 and later)",
        "loaders.export.geopackage",
        "to_geopackage",
        group="Maps",
    ),
    ExportFormat(
        "ris",
        "application/x-research-info-systems",
        "RIS",
        "The articles and the facts for reference managers",
        "loaders.export.references",
        "to_ris",
        group="References",
        takes_request=True,
    ),
    ExportFormat(
        "csl.json",
        "application/vnd.citationstyles.csl+json",
        "CSL-JSON",
        "The articles and the facts for reference managers and word processors",
        "loaders.export.references",
        "to_csl_json",
        group="References",
        takes_request=True,
    ),
    ExportFormat(
        "jsonld",
        "application/ld+json",
        "JSON-LD",
        "The dataset as schema.org has it, its facts as claims with who makes them and where they stand",
        "loaders.export.jsonld",
        "to_jsonld",
        group="References",
        takes_request=True,
        address="/api/dataset.jsonld",
    ),
    ExportFormat(
        "passages.jsonld",
        "application/ld+json",
        "Web Annotations",
        "The passages of the facts as W3C Web Annotations: first and last words, paragraph, what the fact says",
        "loaders.export.annotations",
        "to_annotations",
        group="References",
        takes_request=True,
        address="/api/passages.jsonld",
    ),
    ExportFormat(
        "datapackage.zip",
        "application/zip",
        "Data package",
        "Frictionless: tables as CSV with schemas, keys and licences, and GeoJSON, in one zip",
        "loaders.export.data_package",
        "to_data_package",
        takes_request=True,
        address="/api/datapackage.zip",
    ),
)
FORMATS = {one.name: one for one in _FORMATS}
