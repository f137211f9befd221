"""Office files as packages: a team's own template, with which a brief is made in its look, and a file without times."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any, Literal

from loaders.export.registry import TemplateError

_CONTENT_TYPES = "[Content_Types].xml"
_TEMPLATE_TYPES = {
    b"wordprocessingml.template.main+xml": b"wordprocessingml.document.main+xml",
    b"presentationml.template.main+xml": b"presentationml.presentation.main+xml",
}
_OTHERS = {"docx": ("Word", ".docx or .dotx"), "pptx": ("PowerPoint", ".pptx or .potx")}


def read_template(content: bytes, file_format: Literal["docx", "pptx"], opened: Callable[[io.BytesIO], Any]) -> Any:
    """A document made of a template; one for new documents (.dotx, .potx) is read as the document that it makes.

    opened: what opens a file of the format. Raises TemplateError where it cannot be opened.
    """
    try:
        return opened(io.BytesIO(_as_document(content)))
    except Exception as error:  # whatever the library says of a file that is none
        program, endings = _OTHERS[file_format]
        raise TemplateError(f"is not a {program} file that can be read; give a {endings} saved by {program} or LibreOffice") from error


def _as_document(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        types = package.read(_CONTENT_TYPES)
    for template, document in _TEMPLATE_TYPES.items():
        types = types.replace(template, document)
    return _packed_again(content, {_CONTENT_TYPES: types})


def undated(content: bytes) -> bytes:
    """A document whose parts bear no time of their making: the same content is the same file."""
    return _packed_again(content, {})


def _packed_again(content: bytes, instead: dict[str, bytes]) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            copy.writestr(zipfile.ZipInfo(name), instead.get(name) or package.read(name), zipfile.ZIP_DEFLATED)
    return found.getvalue()
