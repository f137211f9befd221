"""The report of an import in lines for a person: what the file is, what came of its rows, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.events.importing import Report

_MOST = 20


def report_lines(report: Report) -> Iterator[str]:
    """Every line of the report."""
    told, counts = report.metadata, report.comparison
    yield f"{report.source.path.name}: {report.source.told}; read as {report.mapping.title}, version {told['version']}"
    if report.missing:
        yield f"columns that the file does not have: {', '.join(report.missing)}; they stay empty"
    if report.skipped:
        yield f"{_rows(report.skipped)} of tags below the header: no data"
    read = f"{counts.new:,} new + {counts.changed:,} changed + {counts.unchanged:,} unchanged"
    yield f"{report.rows:,} rows = {read} + {told['held_out']:,} refused; {counts.withdrawn:,} withdrawn since the last import"
    span = f"{told['first_day']} to {told['last_day']}" if told["first_day"] else "no date"
    placed = f"{told['unplaced']:,} without a known place, {told['in_a_district']:,} in one district"
    yield f"{span}; {told['undated']:,} without a date, {placed}"
    yield from _changes(report)
    yield from (f"refused: {line}" for line in report.held_out)
    yield from (f"warning: {tally}" for tally in report.warnings)
    if many := told["disordered_fatalities"]:
        yield f"warning: {many:,} rows break low ≤ best ≤ high; the figures stand as given"
    yield from _places(report)
    if told["redistribution"] == "no":
        yield "its rows are shown, and not handed out by API and files (redistribution: no)"
    yield f"{report.written}: written" if report.written else "dry run: nothing was written"


def _changes(report: Report) -> Iterator[str]:
    counts = report.comparison
    for one in counts.fields:
        shown = "; ".join(f"{identity}: {before} → {now}" for identity, before, now in one.examples)
        yield f"changed {one.column}: {_rows(one.rows)} ({shown})"
    if counts.withdrawn_ids:
        more = counts.withdrawn - len(counts.withdrawn_ids)
        yield f"withdrawn: {', '.join(counts.withdrawn_ids)}" + (f" and {more:,} more" if more > 0 else "")
    for year, rows_before, rows, killed_before, killed in counts.years:
        share = f" ({100 * (rows - rows_before) / rows_before:+.0f} %)" if rows_before else ""
        yield f"year {year}: {rows_before:,} → {rows:,} rows{share}, fatalities {killed_before:,} → {killed:,}"


def _places(report: Report) -> Iterator[str]:
    unmatched, conflicts = report.placement.unmatched, report.placement.conflicts
    for name, many in unmatched.most_common(_MOST):
        near = report.placement.names.near(name)
        hint = f'; the nearest is {near}: add "{name}: {near}" to a file for --aliases' if near else "; add it to a file for --aliases"
        yield f'district not known: "{name}", {_rows(many)}{hint}'
    if len(unmatched) > _MOST:
        yield f"{len(unmatched) - _MOST:,} more names of districts are not known"
    far = sorted(conflicts.items(), key=lambda pair: (-pair[0].distance_km, pair[0]))
    if far:
        yield f"{sum(conflicts.values()):,} rows lie far from the district that they name; both count as possible"
    for one, many in far[:_MOST]:
        point = f"{one.latitude:g}, {one.longitude:g}" + (f" in {one.point_in}" if one.point_in else "")
        yield f'  {one.place or "a point"} ({point}) lies {one.distance_km:,.0f} km from "{one.district_source}": {many:,} rows'
    if len(far) > _MOST:
        yield f"  and {len(far) - _MOST:,} more points"


def _rows(many: int) -> str:
    return f"{many:,} row{'s' if many != 1 else ''}"
