"""RESULTS.md from what was measured: each part's table beside the floor, and the targets with what was reached."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.benchmarks.aims import AIMS, PAGES, reached_of
from tests.benchmarks.history import history_rows

RESULTS = Path(__file__).with_name("results")
PARTS = {
    "web": "In a browser: the floor with 40 rows, the app with its own facts",
    "slow": "The same on a line of 10 Mbit/s with a round trip of 60 ms",
    "phone": "The same with a processor slowed four times, as a phone's is",
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
BROWSER = {
    "load.task_ms": "load: main thread, ms",
    "load.long_tasks": "tasks over 50 ms",
    "load.longest_task": "longest, ms",
    "load.longest_later_task": "longest after all was drawn, ms",
    "load.drawing_cpu_ms": "pixels drawn in software, CPU ms",
    "filter.task_ms": "filter: main thread, ms",
    "filter.long_tasks": "tasks over 50 ms",
    "filter.longest_task": "longest, ms",
    "filter.drawing_cpu_ms": "pixels drawn in software, CPU ms",
}
RERUN = {
    "readers_1.cpu_ms": "CPU a rerun, ms",
    "readers_1.new_cpu_ms": "CPU a rerun of a selection nobody asked for before, ms",
    "readers_1.p50_s": "1 reader p50, s",
    "readers_10.p95_s": "10 readers p95, s",
    "readers_50.p50_s": "50 readers p50, s",
    "readers_50.p95_s": "50 readers p95, s",
    "readers_200.p50_s": "200 readers who look for 5 s, p50, s",
    "readers_200.p95_s": "200 readers p95, s",
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
Part = dict[str, Any]
Medians = dict[str, dict[str, float]]


def write_results() -> None:
    """Write RESULTS.md from the parts that have been measured, whenever that was."""
    parts = {name: json.loads((RESULTS / f"{name}.json").read_text("utf-8")) for name in PARTS if (RESULTS / f"{name}.json").exists()}
    told = [*HEAD.splitlines(), "", "## Targets", "", *table(aims(parts)), ""]
    for name, part in parts.items():
        told += [
            f"## {PARTS[name]}",
            "",
            f"`{part['command']}`, {part['date']}, commit {part.get('commit', 'not noted')}, {part['machine']}.",
            "",
        ]
        told += [*_part(name, part), ""]
    told += ["## Earlier figures", "", *table(history_rows()), ""]
    RESULTS.with_name("RESULTS.md").write_text("\n".join(told), encoding="utf-8")


def _part(name: str, part: Part) -> list[str]:
    """The tables of one part."""
    if name == "library":
        return _library(part)
    if name == "events":
        return _events(part)
    if name == "rerun":
        return _beside_the_floor(part, RERUN)
    with_tasks = any("load.long_tasks" in found for found in part["median"].values())
    return [
        *_beside_the_floor(part, WEB),
        *(["", "What the browser does for it:", "", *_beside_the_floor(part, BROWSER)] if with_tasks else []),
    ]


def _beside_the_floor(part: Part, columns: dict[str, str]) -> list[str]:
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


def _library(part: Part) -> list[str]:
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


def _events(part: Part) -> list[str]:
    """A row per measure, a column per size."""
    sizes: Medians = dict(sorted(part["sizes"].items(), key=lambda pair: int(pair[0])))
    names = list(next(iter(sizes.values())))
    return table(
        [
            ["", *(f"{int(size):,} events" for size in sizes)],
            *([name, *(number(found[name]) for found in sizes.values())] for name in names),
        ]
    )


def aims(parts: dict[str, Part]) -> list[list[str]]:
    """The targets, each with what was wanted of a page and what was reached."""
    rows = [["target", *PAGES]]
    for aim in AIMS:
        reached = [reached_of(aim, parts.get(aim.part, {}).get("median", {}), page) for page in PAGES]
        rows.append([aim.name, *(_judged(value, limit) for value, limit in zip(reached, aim.most, strict=True))])
    return rows


def _judged(value: float | None, limit: float | None) -> str:
    if value is None:
        return "–"
    return number(value) if limit is None else f"{number(value)} {'≤' if value <= limit else '**>**'} {limit:g}"


def table(rows: list[list[str]]) -> list[str]:
    """Rows, of which the first is the head, as Markdown."""
    head, *body = rows
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body)]
