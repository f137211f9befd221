"""Days without phone or data service, as imported cuts of it tell: at least how many, and at most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from loaders.events.question import EventQuestion

CUT = "communications_shutdown"
Span = tuple[date, date]


def cuts_of_service(asked: EventQuestion, districts: Sequence[str]) -> pd.DataFrame:
    """Shown events of the type CUT surely in some districts, per first and last possible day: district, date_start, date_end, events."""
    table = asked.shown.filter(lambda t: (t.event_type == CUT) & t.possible_districts.isnull() & t.district.isin(list(districts)))
    keys = ["district", "date_start", "date_end"]
    return asked.store.frame(table.group_by(keys).agg(events=table.count()).order_by(keys))


def service_days(spans: Iterable[Span]) -> tuple[int, int]:
    """On at least and at most how many days service was cut, of the first and last possible day of each cut.

    A cut lasts at least a day, and no longer than its span; two may be of the same day. At least is the number of days that are
    needed for each span to hold one of them, at most that of all days of the spans.
    """
    least = most = 0
    last_counted = reach = date.min
    every = sorted(spans)
    for first, last in sorted(every, key=lambda span: span[1]):
        if first > last_counted:
            least, last_counted = least + 1, last
    for first, last in every:
        begins = max(first.toordinal(), reach.toordinal() + 1)
        most += max(0, last.toordinal() - begins + 1)
        reach = max(reach, last)
    return least, most
