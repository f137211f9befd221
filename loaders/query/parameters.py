"""The names that an address, the data API and the command line understand; those of a page stand in its folder."""

from __future__ import annotations

from loaders.query.filters import NAMES

REPEATED = (*NAMES, "match")
AS_OF = "as_of"
AS_OF_TOLD = "A recorded version of the data: the answer is from the data as that version had them, and stays the same for ever"
PARAMETERS = (*REPEATED, "dates", "q", "fact", "v", AS_OF)
NO_CLASS = "none"
_MAIL = ("mc_cid", "mc_eid", "mkt_tok", "vero_id", "oly_enc_id", "_hsenc", "_hsmi", "s_cid")
_NETWORKS = ("fbclid", "msclkid", "yclid", "twclid", "ttclid", "li_fat_id", "igshid", "igsh", "epik", "ref", "ref_src", "ref_url")
_GOOGLE = ("gclid", "gclsrc", "dclid", "gbraid", "wbraid", "_ga", "_gl")
_STREAMLIT = ("embed", "embed_options")
_PASSED_OVER = frozenset((*_MAIL, *_NETWORKS, *_GOOGLE, *_STREAMLIT))


def passed_over(name: str) -> bool:
    """Whether a name is one that mail, social networks and advertisers hang on links: it asks for nothing."""
    name = name.casefold()
    return name.startswith(("utm_", "pk_", "mtm_", "hsa_")) or name in _PASSED_OVER
