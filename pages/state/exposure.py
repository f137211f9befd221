"""The chokepoints of a view, built once per version and selection and shared by all readers."""

from __future__ import annotations

from dataclasses import replace

from loaders.exposure.chokepoints import Exposure, exposure_of
from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.frames.registries import routes_frame
from loaders.query.selection import Selection
from pages.state.view import listed_facts, shown_facts


@kept(1)
def full_exposure(dataset: Dataset) -> Exposure:
    """All facts set on the ways to the sites; shared, not to be changed."""
    return exposure_of(listed_facts(dataset), routes_frame(dataset), dataset.places)


@kept(64)
def exposure_for(dataset: Dataset, selection: Selection) -> Exposure:
    """The same with what a selection shows; shared, not to be changed.

    Its places choose the district that is looked at and hide nothing: what hangs together here lies in several districts.
    """
    found = shown_facts(dataset, replace(selection, district=(), province=()))
    return replace(full_exposure(dataset), matches=dict(zip(found["id"], found["match"], strict=True)))
