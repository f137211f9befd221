"""The dossiers for programs: each sentence with its facts and whether they bear it out."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from loaders.api.endpoint import Endpoint, content
from loaders.api.responses import errors_answer, json_answer
from loaders.api.served_data import asked_dataset
from loaders.dossiers.proved import ProvedDossier, ProvedSentence, proved_dossiers
from loaders.query.parameters import AS_OF

_TEXT: dict[str, Any] = {"type": "string"}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_SENTENCE = _object(
    text=_TEXT,
    facts=_list(_TEXT),
    holds={"type": "boolean", "description": "Whether its facts bear out all that a rule reads in it"},
    faults=_list(_TEXT),
    unjudged=_TEXT | {"description": "What no rule could judge; empty where all was judged"},
)
_SECTION = _object(
    heading=_TEXT, view={"type": ["object", "null"], "description": "page, and what it is filtered by"}, sentences=_list(_SENTENCE)
)
_SCHEMA = _object(version=_TEXT, dossiers=_list(_object(id=_TEXT, title=_TEXT, summary=_TEXT, sections=_list(_SECTION))))


def dossiers(request: Request) -> Response:
    """All dossiers; of facts as of a version with `as_of`."""
    data = asked_dataset(request)
    if data is None:
        return errors_answer(503, ["the data cannot be read; see the pages for the list of errors"])
    found, _ = proved_dossiers(data)
    return json_answer(request, {"version": data.version, "dossiers": [_dossier(one) for one in found.values()]})


def _dossier(one: ProvedDossier) -> dict[str, Any]:
    sections = [
        {
            "heading": section.heading,
            "view": section.view.model_dump(mode="json", exclude_defaults=True) if section.view else None,
            "sentences": [_sentence(sentence) for sentence in sentences],
        }
        for section, sentences in one.sections
    ]
    return {"id": one.record.id, "title": one.record.title, "summary": one.record.summary, "sections": sections}


def _sentence(one: ProvedSentence) -> dict[str, Any]:
    faults = [*(f"fact {identity} is not in this version" for identity in one.absent), *one.proof.faults]
    return {"text": one.record.text, "facts": one.record.facts, "holds": one.holds, "faults": faults, "unjudged": one.proof.unjudged}


DOSSIERS = Endpoint(
    "/api/dossiers.json",
    "dossiers",
    "The dossiers: each sentence with the facts that it rests on, and whether they bear it out",
    dossiers,
    content({"application/json": _SCHEMA}),
    takes=("v", AS_OF),
)
