"""What is said about the timeline's picture: how to read it, and what it counts in place of drawing (pure)."""

from __future__ import annotations

from pages.shared.palette import count_words
from pages.timeline.counts import Counts, counts
from pages.timeline.spans import MOST_ROWS, Lanes, Preset

_WEAKER = "Hollow means claimed, disputed, opinion or expected; paler means may match."


def counted_words(lanes: Lanes, preset: Preset) -> str:
    """What is counted, what no bar can hold, and when each fact is drawn; nothing where each is."""
    said = _dated_words(counts(lanes, preset)) if lanes.counted else ""
    if lanes.undated_counted and len(lanes.undated):
        said += f"{count_words(lanes.undated['id'].nunique(), 'fact', 'facts')} without a date: a number beside each lane. "
    return said and f"{said}Filter to {MOST_ROWS} rows or fewer to see each fact."


def _dated_words(found: Counts) -> str:
    said = (
        f"{count_words(found.all_counted + found.all_apart, 'dated fact', 'dated facts')}: {found.all_counted:,} counted per {found.step}"
    )
    if found.all_apart:
        said += f"; {found.all_apart:,}, whose dates do not lie within one {found.step} in view, in no bar"
    return said + ". "


def reading_help(lanes: Lanes, preset: Preset) -> str:
    """How to read the picture, and how many dated facts lie outside the part in view."""
    far = count_words(lanes.outside, "dated fact lies", "dated facts lie")
    beyond = f"{far} outside {preset.name}: choose All. " if lanes.outside else ""
    if lanes.counted:
        bars = "A bar is as high as it holds facts, on one scale unless its lane says otherwise."
        return beyond + f"{bars} {_WEAKER} Click a bar to filter by its dates."
    bars = "A mark is a day; a bar is as long as the month, year or span within which it happened; a fading bar has no known end."
    return beyond + f"{bars} {_WEAKER} Click to open a fact."


def caption_words(lanes: Lanes, preset: Preset) -> str:
    """What a picture that leaves the dashboard says below itself."""
    if lanes.counted:
        return f"{counted_words(lanes, preset)} A bar is as high as it holds facts. Order is not cause."
    said = "A mark is a day. A bar is as long as the time within which it happened. Order is not cause."
    return " ".join([said, counted_words(lanes, preset)]).strip()
