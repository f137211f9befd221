"""What is asked of an import: which file, read as what, under which name and version; and what a dataset tells of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from loaders.events.importers import FORMS, form
from loaders.events.mapping import Mapping, read_mapping
from loaders.events.problems import ImportRefused
from loaders.events.reading import Source
from loaders.schema.diagnostics import did_you_mean

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")
_VERSIONED = {"ucdp-ged": re.compile(r"(?:ged|gedevent|v)[_-]?v?(\d{2})[._]?(\d)(?!\d)(?:[._](\d))?", re.IGNORECASE)}


@dataclass(frozen=True)
class Request:
    """What is to be imported, under which name, and where to. form: a known form's name, or the path of a mapping."""

    path: Path
    form: str
    name: str
    out: Path
    version: str | None = None
    licence: str | None = None
    attribution: str | None = None
    redistribution: str | None = None
    aliases: Path | None = None
    dry_run: bool = False


def check_name(name: str) -> None:
    """Refuse a name that could not stand in an address and as a file's name."""
    if not NAME.fullmatch(name):
        raise ImportRefused(f'--name "{name}": write small letters, digits, - and _, such as ucdp-ged-25')


def mapping_of(name: str) -> Mapping:
    """The mapping of a known form or of a file."""
    if name in FORMS:
        return form(name)
    if not name.endswith((".yaml", ".yml")):
        raise ImportRefused(f'--as "{name}": {did_you_mean(name, FORMS)}; or give a mapping, a file that ends in .yaml')
    if not Path(name).is_file():
        raise ImportRefused(f"{name}: there is no such file; begin one with: python -m loaders import --guess FILE")
    return read_mapping(Path(name))


def check_form(asked: str, source: Source, mapping: Mapping) -> None:
    """Refuse a file whose header is that of another known form."""
    if source.form and source.form != asked and asked in FORMS:
        told = f"{source.path.name}: its header is that of {form(source.form).title}, not of {mapping.title}; use --as {source.form}"
        raise ImportRefused(told)


def version_of(request: Request, mapping: Mapping, source: Source) -> str:
    """The release: as it is given, by the mapping, by the file's name; for a list of one's own, by what is in it."""
    if given := request.version or mapping.version:
        return given
    if pattern := _VERSIONED.get(request.form):
        if found := pattern.search(request.path.stem):
            return f"{int(found[1])}.{found[2]}" + (f".{found[3]}" if found[3] else "")
        raise ImportRefused(
            f"{source.path.name}: no column and not its name tells the version of {mapping.title}; say it with --version 25.1"
        )
    return source.digest[:10]


def metadata_of(request: Request, mapping: Mapping, source: Source, version: str, rows: int, held_out: int) -> dict[str, Any]:
    """What a dataset tells of itself, beside the counts of its rows."""
    return {
        "name": request.name,
        "title": mapping.title,
        "kind": mapping.kind,
        "version": version,
        "licence": request.licence or mapping.licence or "not stated",
        "attribution": request.attribution or mapping.attribution or "not stated",
        "redistribution": request.redistribution or mapping.redistribution or "no",
        "file": source.path.name,
        "file_digest": source.digest,
        "file_rows": rows,
        "held_out": held_out,
        "form": request.form if request.form in FORMS else Path(request.form).name,
        "imported": datetime.now(UTC).isoformat(timespec="seconds"),
        "today": date.today().isoformat(),
    }
