"""The pages of the dashboard in the order of its navigation, each declared in its own folder."""

from __future__ import annotations

from pages import check, compare, exposure, facts, investment, map, method, overview, sources, timeline

_FOLDERS = (overview, map, timeline, investment, exposure, facts, compare, sources, check, method)
PAGES = {folder.PAGE.name: folder.PAGE for folder in _FOLDERS}
PAGE_PARAMETERS = tuple(parameter for page in PAGES.values() for parameter in page.params)
