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
}
COLUMNS = {
    "start.ms": "start, ms",
    "load.ready": "load to drawn, ms",
    "reload.ready": "reload to drawn, ms",
    "filter.ready": "filter to drawn, ms",
    "load.server_cpu_ms": "server CPU a load, ms",
    "filter.server_cpu_ms": "server CPU a filter, ms",
    "load.kib": "first visit, KiB",
    "reload.kib": "reload, KiB",
}
Part = dict[str, Any]


def write_results() -> None:
    """Write RESULTS.md from the parts that have been measured, whenever that was."""
    parts = {name: json.loads((RESULTS / f"{name}.json").read_text("utf-8")) for name in PARTS if (RESULTS / f"{name}.json").exists()}
    told = ["# What was measured", "", "Medians of one run; compare within a part, never across two. Made by `make bench`.", ""]
    for name, part in parts.items():
        told += [f"## {PARTS[name]}", "", f"`{part['command']}`, {part['date']}, {part['machine']}.", "", *_web(part), ""]
    RESULTS.with_name("RESULTS.md").write_text("\n".join(told), encoding="utf-8")


def _web(part: Part) -> list[str]:
    medians: dict[str, dict[str, float]] = part["median"]
    floor = medians["floor"]
    rows = [["", *COLUMNS.values(), "outside hosts"]]
    for name, found in medians.items():
        hosts = part["notes"].get(name, {}).get("outside_hosts", [])
        rows.append([name, *(_cell(found, floor, key) for key in COLUMNS), str(len(hosts))])
    failed = [f"{name}: {'; '.join(said['failed'])}" for name, said in part["notes"].items() if "failed" in said]
    return [*table(rows), *(["", "Not drawn:", *failed] if failed else [])]


def _cell(found: dict[str, float], floor: dict[str, float], key: str) -> str:
    if key not in found:
        return "–"
    ratio = f" ({found[key] / floor[key]:.2f})" if floor.get(key) else ""
    return f"{found[key]:,.0f}{ratio}"


def table(rows: list[list[str]]) -> list[str]:
    """Rows, of which the first is the head, as Markdown."""
    head, *body = rows
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body)]
