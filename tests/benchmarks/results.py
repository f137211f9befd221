"""RESULTS.md from what was measured: each part's table beside the floor, and the targets with what was reached."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results")
PARTS = {
    "web": "In a browser: the floor with 40 rows, the app with its own facts",
    "slow": "The same on a line of 10 Mbit/s",
    "large": "In a browser with 10,000 facts each",
    "rerun": "The server under readers",
    "library": "Load, select, build and export as the facts grow",
    "events": "Import and ask as imported events grow (ms where nothing else is said)",
}
WEB = {
    "start.ms": "start, ms",
    "load.ready": "load to drawn, ms",
    "reload.ready": "reload to drawn, ms",
    "filter.ready": "filter to drawn, ms",
    "load.server_cpu_ms": "server CPU a load, ms",
    "filter.server_cpu_ms": "server CPU a filter, ms",
    "load.kib": "first visit, KiB",
    "reload.kib": "reload, KiB",
}
RERUN = {
    "readers_1.cpu_ms": "CPU a rerun, ms",
    "readers_1.new_cpu_ms": "CPU a rerun of a selection nobody asked for before, ms",
    "readers_1.p50_s": "1 reader p50, s",
    "readers_10.p95_s": "10 readers p95, s",
    "readers_50.p50_s": "50 readers p50, s",
    "readers_50.p95_s": "50 readers p95, s",
    "readers_50.cpu_ms": "CPU a rerun with 50, ms",
    "readers_1.kib": "KiB a rerun",
    "rss.one_mib": "MiB after 1 session",
    "rss.many_mib": "MiB after 20 sessions",
    "rss.growth_mib": "MiB more after 500 reruns",
}
HEAD = """# What was measured

Medians; in brackets the ratio to the floor of the same run. Compare within a part, never across two.

The floor is a Streamlit page with one pydeck map, one plotly timeline, one table and two filters, as most people write it.
"Least" is the least that Streamlit can do: one filter and one line of text. "Tuned" is the floor with what Streamlit offers.
Drawn means that the map, the chart and the table show what they must and the script is at rest. Written by `make bench`."""
DistrictRole = dict[str, Any]
Medians = dict[str, dict[str, float]]


def write_results() -> None:
    """Write RESULTS.md from the parts that have been measured, whenever that was."""
    parts = {name: json.loads((RESULTS / f"{name}.json").read_text("utf-8")) for name in PARTS if (RESULTS / f"{name}.json").exists()}
    told = [*HEAD.splitlines(), "", "## Targets", "", *table(aims(parts)), ""]
    for name, part in parts.items():
        told += [f"## {PARTS[name]}", "", f"`{part['command']}`, {part['date']}, {part['machine']}.", ""]
        told += [
            *(
                _library(part)
                if name == "library"
                else _events(part)
                if name == "events"
                else _beside_the_floor(part, RERUN if name == "rerun" else WEB)
            ),
            "",
        ]
    RESULTS.with_name("RESULTS.md").write_text("\n".join(told), encoding="utf-8")


def _beside_the_floor(part: DistrictRole, columns: dict[str, str]) -> list[str]:
    medians: Medians = part["median"]
    notes: dict[str, dict[str, list[str]]] = part.get("notes", {})
    rows = [["", *columns.values(), *(["outside hosts"] if "notes" in part else [])]]
    for name, found in medians.items():
        hosts = [str(len(notes.get(name, {}).get("outside_hosts", [])))] if "notes" in part else []
        rows.append([name, *(_cell(found, medians["floor"], key) for key in columns), *hosts])
    failed = [f"- {name}: {'; '.join(said['failed'])}" for name, said in notes.items() if "failed" in said]
    return [*table(rows), *(["", "Not drawn:", "", *failed] if failed else [])]


def _cell(found: dict[str, float], floor: dict[str, float], key: str) -> str:
    if key not in found:
        return "–"
    ratio = f" ({found[key] / floor[key]:.2f})" if floor.get(key, 0) > 0 and "growth" not in key else ""
    return f"{number(found[key])}{ratio}"


def number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _library(part: DistrictRole) -> list[str]:
    """A row per piece of work; in brackets how much more a fact costs than at the size before."""
    sizes: Medians = dict(sorted(part["sizes"].items(), key=lambda pair: int(pair[0])))
    rows = [["ms", *(f"{int(size):,} facts" for size in sizes)]]
    for name in next(iter(sizes.values())):
        cells, former = [], None
        for size, found in sizes.items():
            each = found[name] / int(size) if name in found else None
            cells.append("–" if each is None else number(found[name]) + (f" (×{each / former:.2f} a fact)" if former else ""))
            former = each
        rows.append([name, *cells])
    return table(rows)


def _events(part: DistrictRole) -> list[str]:
    """A row per measure, a column per size."""
    sizes: Medians = dict(sorted(part["sizes"].items(), key=lambda pair: int(pair[0])))
    names = list(next(iter(sizes.values())))
    return table(
        [
            ["", *(f"{int(size):,} events" for size in sizes)],
            *([name, *(number(found[name]) for found in sizes.values())] for name in names),
        ]
    )


def aims(parts: dict[str, DistrictRole]) -> list[list[str]]:
    """The targets, each with what was reached."""
    rows = [["target", "wanted", *PAGES]]
    for name, wanted, part, key, against_floor in AIMS:
        medians: Medians = parts.get(part, {}).get("median", {})
        floor = medians.get("floor", {})
        cells = []
        for page in PAGES:
            value = medians.get(page, {}).get(key)
            value = value / floor[key] if value is not None and against_floor and floor.get(key) else value
            cells.append("–" if value is None else number(value))
        rows.append([name, wanted, *cells])
    return rows


PAGES = ("map", "timeline", "overview")
AIMS = (
    ("load to drawn, of the floor", "≤ 0.65; overview ≤ 0.75", "web", "load.ready", True),
    ("filter to drawn, of the floor", "≤ 0.55; overview ≤ 0.75", "web", "filter.ready", True),
    ("load on 10 Mbit/s, of the floor", "≤ 0.40", "slow", "load.ready", True),
    ("10,000 facts: filter to drawn, of the floor", "≤ 0.55", "large", "filter.ready", True),
    ("server CPU a rerun, of the floor", "≤ 0.25", "rerun", "readers_1.cpu_ms", True),
    ("50 readers, p95, s", "≤ 1", "rerun", "readers_50.p95_s", False),
    ("first visit, KiB", "≤ 4,300", "web", "load.kib", False),
    ("reload, KiB", "≤ 50", "web", "reload.kib", False),
    ("memory after 20 sessions, of the floor", "≤ 1.00", "rerun", "rss.many_mib", True),
    ("more after 500 reruns, MiB", "0", "rerun", "rss.growth_mib", False),
    ("start to healthy, ms", "≤ 2,000", "web", "start.ms", False),
)


def table(rows: list[list[str]]) -> list[str]:
    """Rows, of which the first is the head, as Markdown."""
    head, *body = rows
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body)]
