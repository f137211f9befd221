"""The pages of the dashboard in the order of its navigation, each declared in its own folder."""

from __future__ import annotations

from pages import check, dossier, exposure, facts, investment, map, method, overview, sources, timeline

PAGES = {
    folder.PAGE.name: folder.PAGE for folder in (overview, map, timeline, investment, exposure, facts, sources, dossier, check, method)
}
PAGE_PARAMETERS = tuple(parameter for page in PAGES.values() for parameter in page.params)
