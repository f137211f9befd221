"""The pages of the dashboard in the order of its navigation, each declared in its own folder."""

from __future__ import annotations

import re

from loaders.api.settings import settings
from loaders.query.page_parameters import DATASET, NAME_OF_DATASET, PageParameter
from pages import check, compare, dossier, events, exposure, facts, investment, map, method, overview, sources, timeline
from pages.drawing.event_texts import ORDERS
from pages.server.page import Page

_EVENT = re.compile(rf"{NAME_OF_DATASET.pattern}:[^\x00-\x1f]{{1,200}}")
_OF_EVENTS = (
    DATASET,
    PageParameter(
        "event",
        "all pages: the imported event whose card is open, as DATASET:ID",
        accepts=lambda value: bool(_EVENT.fullmatch(value)),
        expected="no event as DATASET:ID",
        schema={"type": "string", "pattern": "^[a-z0-9][a-z0-9._-]{0,60}:[ -~]{1,200}$"},
    ),
    PageParameter("order", "tables of events: the column that they are sorted by, - in front from the last", words=ORDERS),
)
_FOLDERS = (overview, map, timeline, investment, exposure, facts, events, compare, sources, dossier, check, method)
PAGES = {folder.PAGE.name: folder.PAGE for folder in _FOLDERS}
PAGE_PARAMETERS = (*(parameter for page in PAGES.values() for parameter in page.params), *_OF_EVENTS)


def offered_pages(here: str = "") -> dict[str, Page]:
    """The pages that are linked: those of imported events only where there are such, or on the page itself."""
    return {name: page for name, page in PAGES.items() if not page.needs_events or settings().events or name == here}
