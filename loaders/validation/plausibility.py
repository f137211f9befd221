"""What cannot be true of a fact or an article, beyond the form of its fields, and what is unlikely."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from loaders.schema.dates import UNDATED, DateInterval, parse_date
from loaders.schema.diagnostics import Diagnostic
from loaders.schema.field_types import PEOPLE
from loaders.schema.figures import COUNTED, differ
from loaders.schema.records import Fact, Figure, Source
from loaders.schema.registries import Article, Place, Route
from loaders.schema.vocabulary import Certainty
from loaders.yaml.folder import Records, SourcedRecord

FEW_USD = 1_000
EARTH_KM = 6371.0
OUTSIDE = 3  # times the radii: a district twice as long as wide reaches 2.4 times its radius
_TOTALLED = {name for name, _ in COUNTED.values()}
_KILLED = {"dead", "death", "deaths", "death_toll", "fatalities", "kills", "killings", "toll"}
MANY_USD, MANY_KILLED, LONG_AGO = 10**13, 100_000, date(1900, 1, 1)


def latest_day() -> date:
    """Tomorrow: somewhere on earth it has begun when it is still today here."""
    return date.today() + timedelta(days=1)


def check_plausible(records: Records) -> Iterator[Diagnostic]:
    """Yield a problem for what happened in the future, paragraphs that an article has not, and dates of articles that contradict."""
    latest = latest_day()
    for fact in records.facts.values():
        start = _span(fact.record.date).start
        if start and start > latest and fact.record.certainty is not Certainty.EXPECTED:
            message = f'date "{fact.record.date}" lies in the future; mend it, or make certainty "expected" if it has not happened yet'
            yield fact.problem(message, "date")
        review = fact.record.review
        if review and (day := _span(review.date).start) and day > latest:
            yield fact.problem(f'date "{review.date}" lies in the future; give the day on which it was reviewed', "review", "date")
        yield from _beyond(fact, "sources", fact.record.sources, records)
    for route in records.routes.values():
        yield from _beyond(route, "basis", route.record.basis, records)
    for article in records.articles.values():
        yield from _article(article, latest)
    for place in records.places.values():
        around = records.places.get(place.record.in_ or "")
        if around:
            yield from _far_away(place, around.record)


def _far_away(entry: SourcedRecord[Place], around: Place) -> Iterator[Diagnostic]:
    """A place far outside the one that it lies in: its coordinates or its `in` are wrong."""
    place = entry.record
    if place.lat is None or place.lon is None or around.lat is None or around.lon is None:
        return
    far = distance_km((place.lat, place.lon), (around.lat, around.lon))
    if far > OUTSIDE * ((around.radius_km or 0) + (place.radius_km or 0)):
        where = f"lies {far:,.0f} km from the middle of {around.name}, which reaches {around.radius_km:,} km"
        yield entry.problem(f"{where}; are lat and lon exchanged, or is `in` another place?", "lat")


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Between two points (latitude and longitude in degrees), on a sphere."""
    (lat, lon), (lat_to, lon_to) = (map(radians, point) for point in (one, other))
    half = sin((lat_to - lat) / 2) ** 2 + cos(lat) * cos(lat_to) * sin((lon_to - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def _span(text: str | None) -> DateInterval:
    return parse_date(text) if text else UNDATED


def _beyond(
    entry: SourcedRecord[Fact] | SourcedRecord[Route], name: str, sources: tuple[Source, ...], records: Records
) -> Iterator[Diagnostic]:
    for i, source in enumerate(sources):
        article = records.articles.get(source.article)
        if article and article.record.paragraphs and source.paragraph > article.record.paragraphs:
            yield entry.problem(no_such_paragraph(source, article.record.paragraphs), name, i, "paragraph")


def no_such_paragraph(source: Source, paragraphs: int) -> str:
    return f"paragraph {source.paragraph} does not exist; {source.article} has {paragraphs}"


def _article(entry: SourcedRecord[Article], latest: date) -> Iterator[Diagnostic]:
    article = entry.record
    for name in ("published", "written_after", "retrieved"):
        start = _span(getattr(article, name)).start
        if start and start > latest:
            yield entry.problem(f'{name} "{getattr(article, name)}" lies in the future; mend it', name)
    for earlier, later in (
        ("written_after", "written_before"),
        ("written_after", "published"),
        ("written_after", "retrieved"),
        ("published", "retrieved"),
    ):
        start, end = _span(getattr(article, earlier)).start, _span(getattr(article, later)).end
        if start and end and start > end:
            yield entry.problem(f"{later} lies before {earlier}; mend one of the two", later)


def figures_that_differ(fact: Fact) -> Iterator[tuple[str, int]]:
    """Name and position of figures of one name, unit and claimant that differ: one claimant says one thing."""
    groups: dict[tuple[object, ...], list[tuple[int, Figure]]] = {}
    for i, figure in enumerate(fact.figures):
        unit = "people" if figure.unit in PEOPLE else figure.unit
        key = (figure.name, unit, figure.per, frozenset(figure.claimed_by or fact.claimed_by))
        groups.setdefault(key, []).append((i, figure))
    for (name, *_), group in groups.items():
        if differ(figure for _, figure in group):
            yield str(name), group[-1][0]


def unlikely_figure(figure: Figure) -> str | None:
    """Why a figure is hardly true, in words; None for others."""
    if ((name := figure.name.casefold()) != figure.name and name in _TOTALLED) or name in _KILLED:
        return f"is called {figure.name}; totals count what is called {name if name in _TOTALLED else 'killed'}"
    if figure.value is None:
        return None
    most = figure.value_to or figure.value
    if figure.unit == "USD" and most > MANY_USD:
        return "is more than 10 trillion US dollars"
    if figure.unit == "USD" and figure.value == 0:
        return "is 0; what is not stated is left out"
    if figure.unit == "USD" and figure.name == "amount" and figure.per is None and figure.value < FEW_USD:
        return "is less than 1,000 US dollars; write the number in full"
    if figure.name == "killed" and most > MANY_KILLED:
        return f"is more than {MANY_KILLED:,} people"
    if figure.unit in ("percent", "%") and abs(figure.value) > 1000:
        return "is more than 1,000 percent"
    return None


def unlikely_date(fact: Fact) -> str | None:
    """Why a date is hardly true: long before what the articles tell of, or with an end that is still to come; None for others."""
    end = _span(fact.date).end
    if end is not None and end < LONG_AGO:
        return "is before 1900"
    last = (fact.date or "").rpartition("/")[2].rstrip("?~%").strip(".")
    begins = _span(last or None).start
    if begins and begins > latest_day() and fact.certainty is not Certainty.EXPECTED:
        return "ends in the future"
    return None
