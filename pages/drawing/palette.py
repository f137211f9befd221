"""Every colour of the dashboard, and the shapes and words of kinds and certainties, for every page and both themes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from loaders.schema.derived_terms import Match
from loaders.schema.incident_terms import IncidentClass
from loaders.schema.vocabulary import Certainty, Kind, Link

RGB = tuple[int, int, int]


@dataclass(frozen=True)
class Theme:
    """The colours of a theme, as #RRGGBB: in CSS `--` and the name, with hyphens (`pages/drawing/tokens.py`)."""

    paper: str  # the ground of a page and of a picture
    shade: str  # the ground of what is set apart
    ink: str
    quiet: str  # second text: at least 4.5:1 on paper and shade
    rule: str  # lines between rows and along axes
    border: str  # around fields
    accent: str  # links, chosen outlines, the deepest shade of a district
    highlight: str  # the edge of what is set or counted
    warning: str  # the edge of what went wrong
    map_land: str  # around the districts
    map_fill: str  # a district
    map_line: str  # borders of neighbours
    map_edge: str  # borders of districts, edges of boxes in a legend
    tint: str  # districts on the picture of routes
    tint_strong: str  # the chosen one


LIGHT = Theme(
    paper="#FFFFFF", shade="#F3F5F7", ink="#1B2733", quiet="#55616D", rule="#D8DEE4", border="#C9D1D9",
    accent="#1F5A7A", highlight="#3B87C8", warning="#B84300",
    map_land="#ECEFF2", map_fill="#FAFAF8", map_line="#C0C8D0", map_edge="#86909A", tint="#D5E4EC", tint_strong="#9CC3D8",
)  # fmt: skip
DARK = Theme(
    paper="#11161C", shade="#1A222B", ink="#E6EBF0", quiet="#BAC2CA", rule="#2E3843", border="#3A4652",
    accent="#7CC0E4", highlight="#3B87C8", warning="#B84300",
    map_land="#1A2129", map_fill="#212A34", map_line="#46525E", map_edge="#6A7886", tint="#25404F", tint_strong="#33637D",
)  # fmt: skip
THEMES = {False: LIGHT, True: DARK}
ICON_MARK = "#F2B872"
TRANSPARENT = "rgba(0,0,0,0)"


@dataclass(frozen=True)
class KindStyle:
    """How a kind looks: a colour per theme, a shape for plotly, the same shape as a character, a name."""

    light: str
    dark: str
    symbol: str
    glyph: str
    one: str
    many: str

    def colour(self, dark: bool) -> str:
        return self.dark if dark else self.light


KINDS: dict[str, KindStyle] = {
    Kind.MINERAL_SITE: KindStyle("#1D6A34", "#23D4A3", "diamond", "◆", "mineral site", "mineral sites"),
    Kind.SECURITY_INCIDENT: KindStyle("#7A2100", "#FF9457", "triangle-up", "▲", "security fact", "security facts"),
    Kind.FINANCING_DEAL: KindStyle("#0169B0", "#6FA9F8", "circle", "●", "financing deal", "financing deals"),
    Kind.DIPLOMATIC_EVENT: KindStyle("#973985", "#F0AEE2", "square", "■", "political or legal event", "political or legal events"),
    Kind.CONTEXT: KindStyle("#4D535C", "#9EA5BB", "cross", "✚", "context statement", "context statements"),
}

# An incident looks like what it tells of: only an attack or a hold is a triangle in the strong colour.
INCIDENTS: dict[str, KindStyle] = {
    IncidentClass.ATTACK: replace(KINDS[Kind.SECURITY_INCIDENT], one="attack or hold", many="attacks or holds"),
    IncidentClass.STATE_MEASURE: KindStyle("#24323F", "#DDE6F0", "hexagon", "⬢", "state measure", "state measures"),
    IncidentClass.OTHER_EVENT: KindStyle("#420561", "#E3D36B", "pentagon", "⬟", "other event", "other events"),
    IncidentClass.STATEMENT: KindStyle("#7C5B4B", "#BFA58F", "star", "★", "statement or statistic", "statements or statistics"),
}
LOOKS: dict[str, KindStyle] = {
    look: style for kind, own in KINDS.items() for look, style in (INCIDENTS if kind == Kind.SECURITY_INCIDENT else {kind: own}).items()
}

CERTAINTIES: dict[str, str] = {
    Certainty.STATED: "stated",
    Certainty.REPORTED: "reported",
    Certainty.CLAIMED: "claimed by a side",
    Certainty.DISPUTED: "disputed",
    Certainty.OPINION: "opinion",
    Certainty.EXPECTED: "expected",
}
PALER = 0.7  # opacity of what may match: paler, and still 3:1 on page and map
HOLLOW = {"◆": "◇", "▲": "△", "⬢": "⬡", "⬟": "⬠", "★": "☆", "●": "○", "■": "□", "✚": "✛"}
WEAK_CERTAINTIES = frozenset({Certainty.CLAIMED, Certainty.DISPUTED, Certainty.OPINION, Certainty.EXPECTED})

MATCHES: dict[str, str] = {
    Match.DEFINITE: "match",
    Match.POSSIBLE: "may match",
    Match.UNDATED: "no date",
    Match.UNPLACED: "no district or province",
}

LINKS: dict[str, tuple[str, str]] = {
    Link.CONCERNS: ("concerns", "is the subject of"),
    Link.RESPONDS_TO: ("responds to", "is answered by"),
    Link.PART_OF: ("is part of", "contains"),
    Link.CONTRADICTS: ("contradicts", "is contradicted by"),
    Link.MAY_BE_SAME_AS: ("may be the same as", "may be the same as"),
    Link.NOT_ADDITIVE_WITH: ("is not to be added to", "is not to be added to"),
}


def look_of(kind: str, incident_class: object) -> str:
    """The key of LOOKS for a fact: the class of an incident, the kind of any other."""
    return incident_class if isinstance(incident_class, str) and incident_class in INCIDENTS else kind


def looks_of(facts: pd.DataFrame) -> list[str]:
    """`look_of` each fact. facts: columns kind and, where there are security facts, incident_class."""
    classes = facts.get("incident_class", [None] * len(facts))
    return [look_of(str(kind), told) for kind, told in zip(facts["kind"], classes, strict=True)]


def fact_glyph(look: str, certainty: str) -> str:
    """The mark of a fact: filled where stated or reported, hollow where claimed, disputed, opinion or expected."""
    filled = LOOKS[look].glyph
    return HOLLOW[filled] if certainty in WEAK_CERTAINTIES else filled


def kind_signs(kind: str) -> str:
    """The marks that facts of a kind may have: "◆", or "▲⬢★" for security incidents."""
    return "".join(style.glyph for look, style in LOOKS.items() if look == kind or (look in INCIDENTS and kind == Kind.SECURITY_INCIDENT))


def kind_text(look: str) -> str:
    """A look in words: "mineral site", "security: attack or hold"; a statistic is called no incident."""
    return f"security: {LOOKS[look].one}" if look in INCIDENTS else LOOKS[look].one


def rgb(colour: str) -> RGB:
    """#1F5A7A as (31, 90, 122)."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def rgba(colour: str, strength: float) -> str:
    """#1F5A7A of some opacity as plotly reads it."""
    return colour if strength == 1 else f"rgba{(*rgb(colour), round(strength, 3))}".replace(" ", "")


def count_text(number: int, one: str, many: str) -> str:
    """1 deal, 3 deals."""
    return f"{number:,} {one if number == 1 else many}"
