"""The names that an address, the data API and the command line understand, listed in one place."""

from __future__ import annotations

PAGE_PARAMETERS: dict[str, str] = {
    "layer": "map: the kinds whose marks are drawn",
    "at": "map: the province whose facts are listed",
    "lane": "timeline: what a lane is (kind, district or actor)",
    "preset": "timeline: the part of the axis that is in view",
    "drag": "timeline: whether a drag moves the axis or filters by dates",
    "pick": "timeline: the two facts whose distance is read",
    "behind": "chokepoints: the district that is looked at",
    "site": "chokepoints: the site whose route is read",
    "ties": "chokepoints: the links of incidents to sites that count",
    "months": "chokepoints: the months before and after a deal",
}
REPEATED = ("province", "district", "kind", "article", "actor", "claimant", "party", "commodity", "certainty", "match")
PARAMETERS = (*REPEATED, *PAGE_PARAMETERS, "dates", "q", "fact", "v")
NO_CLASS = "none"
FILE_FORMATS = ("json", "csv", "geojson", "xlsx", "parquet")
