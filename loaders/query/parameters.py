"""The names that an address, the data API and the command line understand, listed in one place."""

from __future__ import annotations

from loaders.query.filters import NAMES

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
REPEATED = (*NAMES, "match")
PARAMETERS = (*REPEATED, *PAGE_PARAMETERS, "dates", "q", "fact", "v")
NO_CLASS = "none"
FILE_FORMATS = ("json", "csv", "geojson", "xlsx", "parquet")
_MAIL = ("mc_cid", "mc_eid", "mkt_tok", "vero_id", "oly_enc_id", "_hsenc", "_hsmi", "s_cid")
_NETWORKS = ("fbclid", "msclkid", "yclid", "twclid", "ttclid", "li_fat_id", "igshid", "igsh", "epik", "ref", "ref_src", "ref_url")
_GOOGLE = ("gclid", "gclsrc", "dclid", "gbraid", "wbraid", "_ga", "_gl")
_STREAMLIT = ("embed", "embed_options")
_PASSED_OVER = frozenset((*_MAIL, *_NETWORKS, *_GOOGLE, *_STREAMLIT))


def passed_over(name: str) -> bool:
    """Whether a name is one that mail, social networks and advertisers hang on links: it asks for nothing."""
    name = name.casefold()
    return name.startswith(("utm_", "pk_", "mtm_", "hsa_")) or name in _PASSED_OVER
