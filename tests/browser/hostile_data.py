"""The project's data with hostile words wherever words can stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.browser.server import copied_data

LINE, TEXT = 200, 2_000  # the most characters that a line and a text may have
EVIL = {
    "evil-script": "Qx <script>window.ran=1</script> <img src=x onerror='window.ran=1'> <b>bold</b>",
    "evil-link": "Qx [click](javascript:window.ran=1) ![i](https://evil.example/a.png) **strong** :red[colour] $x^2$ `code`",
    "evil-rtl": "Qx \u200fבלוצ'יסטן בלוצ׳\u200f بلوچستان 31 <svg onload=window.ran=1> </style></script>",
    "evil-quote": "Qx ' onmouseover='window.ran=1' \" onfocus=\"window.ran=1\" {tip} %s {{x}} </li></ul><h1>Forged</h1>",
    "evil-formula": '=HYPERLINK("https://evil.example","Qx")',
    "evil-emoji": "@SUM(1+1) 👩‍👩‍👧‍👦🏳️‍🌈 Qx \u0627\u0301\u0301\u0301\u0301\u0301\u0301\u0301 Z̴̢̧̛̛̗̮̞ &lt;b&gt; &#x3C;i&#x3E; \\u003cb",
    "evil-long": "Qx " + "W" * (LINE - 3),
}
PLACE = {
    "id": "evil-town",
    "name": EVIL["evil-script"],
    "kind": "town",
    "in": "chagai",
    "lat": 29.2,
    "lon": 63.4,
    "radius_km": 5,
    "source": EVIL["evil-link"],
}
SOURCE = {"article": "evil-article", "paragraph": 5, "from": "<script>window.ran=1</script> and", "to": "' onclick='window.ran=1 =1+1"}


def hostile_data(home: Path) -> Path:
    """A folder with hostile facts: on points, in a district, undated, unplaced, and deals; and hostile registries."""
    data = copied_data(home)
    _add(data / "facts/security_incidents.yaml", [_incident(n, *told) for n, told in enumerate(EVIL.items())])
    deal: dict[str, Any] = _fact("evil-deal", EVIL["evil-script"]) | {"date": "2025-12", "places": ["reko-diq"], "certainty": "stated"}
    deal |= {"status": "approved", "financier": ["evil-actor"], "sites": ["reko-diq"], "claimed_by": ["author"]}
    _add(data / "facts/financing_deals.yaml", [deal | {"related": [{"fact": "evil-link", "how": "concerns"}]}])
    _add(data / "actors.yaml", [{"id": "evil-actor", "name": EVIL["evil-script"], "kind": "person", "aliases": [EVIL["evil-link"]]}])
    _add(data / "places.yaml", [PLACE])
    article = {"id": "evil-article", "title": EVIL["evil-quote"], "publisher": EVIL["evil-script"], "author": EVIL["evil-rtl"]}
    article |= {
        "kind": "news",
        "url": "https://evil.example/a?b=%22onclick=1&c=javascript:1",
        "sha256": "0" * 64,
        "perspective": EVIL["evil-link"],
    }
    _add(data / "articles.yaml", [article | {"cites": [EVIL["evil-emoji"]], "affiliation": EVIL["evil-formula"]}])
    _add(
        data / "not_stated.yaml", [{"id": "evil-question", "asked": EVIL["evil-script"], "note": EVIL["evil-link"], "facts": ["evil-link"]}]
    )
    route = {
        "id": "evil-route",
        "name": EVIL["evil-quote"],
        "via": ["nushki", "evil-town"],
        "serves": ["reko-diq"],
        "basis": [dict(SOURCE)],
    }
    _add(data / "routes.yaml", [route | {"note": EVIL["evil-script"], "gazetteer": EVIL["evil-link"]}])
    _add(data / "retired.yaml", [{"id": "evil-retired", "reason": EVIL["evil-link"], "into": "evil-script"}], fresh=True)
    return data


def _fact(identity: str, text: str) -> dict[str, Any]:
    long = text if identity != "evil-long" else "Qx " + "W" * (TEXT - 3)
    return {"id": identity, "title": text, "summary": long, "note": long, "date_note": text, "place_note": text, "sources": [dict(SOURCE)]}


def _incident(n: int, identity: str, text: str) -> dict[str, Any]:
    fact = _fact(identity, text) | {"claimed_by": ["evil-actor"], "certainty": "claimed", "event_type": "attack", "campaign": text}
    fact |= {"places": [["dalbandin"], ["nushki"], [], ["pakistan"], ["evil-town"]][n % 5], "date": "2026-01-31" if n % 2 else "2026-01"}
    fact |= {"actors": [{"actor": "evil-actor", "role": "speaker"}], "related": [{"fact": "evil-deal", "how": "contradicts"}]}
    return fact | {"figures": [{"name": text, "as_stated": text, "unit": text, "bound": "unspecified"}]}


def _add(path: Path, new: list[dict[str, Any]], fresh: bool = False) -> None:
    before = "" if fresh else path.read_text(encoding="utf-8") + "\n"
    path.write_text(before + yaml.safe_dump(new, allow_unicode=True), encoding="utf-8")
