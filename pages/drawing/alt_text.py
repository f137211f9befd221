"""What a picture shows, in words computed from its facts: its text alternative (pure)."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from loaders.schema.incident_terms import IncidentClass
from loaders.schema.kinds import UNDATABLE
from pages.drawing.palette import KINDS, LOOKS, count_text, looks_of

MOST_PLACES = 8
_MONTH_AND_YEAR = 8


def seen_text(facts: pd.DataFrame) -> str:
    """3 attacks or holds in Nushki, Jan–Feb 2026; 1 financing deal, no location, 1 with no date. "no facts" for none.

    facts: columns kind, incident_class, places (names), date_precision, date_start, date_end (NaT where open or none).
    """
    looks = pd.Series(looks_of(facts), index=facts.index, dtype="str")
    return "; ".join(_look_text(str(look), facts[looks == look]) for look in looks.value_counts().index) or "no facts"


def whole_text(facts: pd.DataFrame) -> str:
    """25 facts shown in Balochistan, 2021 – Jan 2026, 12 with no date, 1 mineral site: all that a page shows, as its heading.

    A heading is about what is shown, and says so. Columns as above. A mineral site is no event: that it has no date is not told, but
    how many there are beside what is dated.
    """
    if facts.empty:
        return "no facts shown"
    kinds = facts["kind"].unique()
    one, many = _names(facts)
    sites = facts["kind"].isin(UNDATABLE)
    found = _counted(facts, f"{one} shown", f"{many} shown", _undated(facts[~sites]))
    return found + (
        f", {count_text(apart, 'mineral site', 'mineral sites')}" if len(kinds) > 1 and (apart := _undated(facts[sites])) else ""
    )


def _names(facts: pd.DataFrame) -> tuple[str, str]:
    """What one and many of the facts are called: by their look or kind where all have the same."""
    looks, kinds = set(looks_of(facts)), facts["kind"].unique()
    style = LOOKS[looks.pop()] if len(looks) == 1 else KINDS[str(kinds[0])] if len(kinds) == 1 else None
    return (style.one, style.many) if style else ("fact", "facts")


def _look_text(look: str, facts: pd.DataFrame) -> str:
    """A mineral site is no event: that it has no date is not told."""
    return _counted(facts, LOOKS[look].one, LOOKS[look].many, _undated(facts) if look not in UNDATABLE else 0)


def _undated(facts: pd.DataFrame) -> int:
    return int((facts["date_precision"] == "none").sum())


def _counted(facts: pd.DataFrame, one: str, many: str, without: int) -> str:
    words = count_text(len(facts), one, many) + _where(facts)
    return ", ".join([words, *filter(None, [span_text(facts), f"{without:,} with no date" if without else ""])])


def _where(facts: pd.DataFrame) -> str:
    """The one place that all name; nothing where they name several, of which one may lie in another."""
    named = Counter(place for places in facts["places"] for place in places)
    if not named:
        return ", no location"
    shared = [place for place, number in named.items() if number == len(facts)]
    return f" in {shared[0]}" if len(shared) == 1 else ""


def span_text(facts: pd.DataFrame) -> str:
    """Jan 2026; Jan–Feb 2026; 2021 – Jan 2026 and later: from the first to the last date, no more exact than these; empty for no date.

    What is told to be before a day has no first date: "2021 and earlier – Jan 2026".
    """
    dated = facts[facts["date_start"].notna() | facts["date_end"].notna()]
    if dated.empty:
        return ""
    starts, ends = dated["date_start"].fillna(dated["date_end"]), dated["date_end"].fillna(dated["date_start"])
    first, last = _edge_text(dated, starts, int(starts.argmin())), _edge_text(dated, ends, int(ends.argmax()))
    later = " and later" if (dated["date_end"].isna()).any() else ""
    if dated["date_start"].isna().any():
        return f"{first} and earlier" + (f" – {last}{later}" if last != first or later else "")
    if last.endswith(first):  # the same, or within the same year
        return first + later
    same_year = len(first) == len(last) == _MONTH_AND_YEAR and first[-4:] == last[-4:]
    return (f"{first[:3]}–{last}" if same_year else f"{first} – {last}") + later


def _edge_text(dated: pd.DataFrame, days: pd.Series, at: int) -> str:
    exact = dated["date_precision"].iloc[at] in ("day", "month")
    return f"{days.iloc[at]:%b %Y}" if exact else f"{days.iloc[at]:%Y}"


def places_text(marks: pd.DataFrame, areas: pd.DataFrame) -> str:
    """Where the map shows how much: "Reko Diq: 5 facts; Balochistan as a whole: 20 facts; 3 more places".

    marks, areas: of `pages.drawing.map.places.MapFrames`.
    """
    at_points = marks[marks["level"] == "place"]
    told = {str(name): int(number) for name, number in at_points.groupby("name", sort=False)["facts"].sum().items()}
    told |= {f"{names} as a whole": int(n) for names, n in zip(areas["names"], areas["facts"], strict=True)}
    ordered = sorted(told.items(), key=lambda item: (-item[1], item[0]))
    words = [f"{name}: {count_text(number, 'fact', 'facts')}" for name, number in ordered[:MOST_PLACES]]
    more = len(ordered) - MOST_PLACES
    return "; ".join([*words, *([count_text(more, "more place", "more places")] if more > 0 else [])])


def signs_text(marks: pd.DataFrame) -> str:
    """Where the map has such signs: "attack or hold in Nushki; state measure in Quetta, Kalat"; nothing where it has none."""
    told = {look: dict.fromkeys(marks.loc[marks["look"] == look, "name"]) for look in (IncidentClass.ATTACK, IncidentClass.STATE_MEASURE)}
    return "; ".join(f"{LOOKS[look].one} in {', '.join(names)}" for look, names in told.items() if names)


def lanes_text(spans: pd.DataFrame, undated: pd.DataFrame, names: list[tuple[str, str]]) -> str:
    """Lane by lane what the timeline shows: "Security incidents: 12 dated, Aug 2021 – Jan 2026, 3 with no date".

    spans: columns lane, date_precision, date_start, date_end. undated: column lane. names: (lane, name) in order, as in `LaneLayout`.
    """
    told = []
    for lane, name in names:
        dated, without = spans[spans["lane"] == lane], int((undated["lane"] == lane).sum())
        parts = [f"{len(dated)} dated, {span_text(dated)}"] if len(dated) else []
        told.append(f"{name}: {', '.join([*parts, *([f'{without} with no date'] if without else [])])}")
    return "; ".join(told)
