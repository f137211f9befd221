"""Dossier: sections in one's own words, each sentence with its facts, each section with a view beside it."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.dossiers.reading import read_dossiers
from loaders.frames.dataset import Dataset
from loaders.query.page_parameters import PageParameter
from pages.server.page import Page


def _ids(dataset: Dataset) -> Iterable[str]:
    return read_dossiers(dataset.folder)[0]


PAGE = Page(
    "dossier",
    "Dossier",
    "A reading path in our own words: each sentence with the facts that bear it out, and the views that it speaks of.",
    params=(PageParameter("dossier", "dossier: which one is read", values=_ids),),
)
