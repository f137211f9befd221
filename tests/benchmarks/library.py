"""Load, select, build and export at growing sizes, each size in a process of its own: median ms, and memory after loading."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil

SIZES = (40, 1_000, 10_000, 100_000)
ENOUGH_S = 3.0
TOO_LONG_MS = 30_000.0
ALWAYS = {"load", "memory, MiB"}
Work = Callable[[], object]


def at_sizes(sizes: tuple[int, ...], folder: Path) -> dict[str, Any]:
    """Per size the median ms of each piece of work, and MiB; what took half a minute is left out at larger sizes."""
    found: dict[str, dict[str, float]] = {}
    left_out: set[str] = set()
    for size in sizes:
        found[str(size)] = taken = _in_own_process(size, folder, left_out)
        left_out |= {name for name, ms in taken.items() if ms > TOO_LONG_MS and name not in ALWAYS}
    return {"sizes": found}


def _in_own_process(size: int, folder: Path, left_out: set[str]) -> dict[str, float]:
    from tests.benchmarks.generate import write_facts

    print(f"{size:,} facts", file=sys.stderr, flush=True)
    data = write_facts(size, folder / f"facts_{size}")
    command = [sys.executable, "-m", "tests.benchmarks.library", str(data), *sorted(left_out)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(data: Path, left_out: frozenset[str]) -> Iterator[tuple[str, float]]:
    """Names of pieces of work with their median ms: those that a reader waits for, none of them from a cache."""
    from loaders.frames.dataset import build_dataset
    from loaders.validation.check import check_data

    begin = time.perf_counter()
    dataset = build_dataset(data)
    yield "load", 1e3 * (time.perf_counter() - begin)
    yield "memory, MiB", psutil.Process().memory_info().rss / 2**20
    for name, work in {"check again": lambda: check_data(data), **_works(dataset)}.items():
        if name not in left_out:
            yield name, _median_ms(work)


def _works(dataset: Any) -> Mapping[str, Work]:
    """What pages and the data API do with a data set, past the caches that they keep of it."""
    from loaders.export.formats import export
    from loaders.export.registry import FORMATS
    from loaders.frames.facts import of_kind
    from loaders.query.disputes import contradictions
    from loaders.query.selection import Selection, select, shown
    from loaders.query.stage_totals import totals_by_stage
    from loaders.schema.vocabulary import Kind
    from pages.drawing.rows import latest_first, table_rows
    from pages.drawing.stage_totals import stage_totals_html
    from pages.investment.table import deal_rows
    from pages.map.render import render_map
    from pages.server.boundary_layers import current_outlines, layer_addresses
    from pages.state.exposure import full_exposure
    from pages.state.view import shown_facts
    from pages.timeline.render import render_timeline, zoom_ranges_for

    everything, outlines = Selection(), current_outlines(dataset)
    narrow = Selection(kind=(Kind.SECURITY_INCIDENT.value,), district=("nushki", "quetta"))
    kinds = tuple(kind.value for kind in Kind)
    facts = shown_facts(dataset, everything)
    deals = of_kind(facts, Kind.FINANCING_DEAL)
    found = zoom_ranges_for(dataset, everything)
    layer_addresses(dataset, outlines, False)
    deck = render_map(dataset, everything, outlines, kinds, False, "wide").deck
    figure = render_timeline(dataset, everything, "kind", found[0], False, False, "pan").figure

    def selected(selection: Selection) -> object:
        return shown(select(dataset.facts, selection), selection)

    works: dict[str, Work] = {
        "select all": lambda: selected(everything),
        "select by kind and district": lambda: selected(narrow),
        "select by words": lambda: selected(Selection(q="convoy road")),
        "map: build": lambda: render_map.__wrapped__(dataset, everything, outlines, kinds, False, False),
        "map: deck as JSON": deck.to_json,
        "timeline: build": lambda: render_timeline.__wrapped__(dataset, everything, "kind", found[0], False, False, "pan"),
        "timeline: figure as JSON": figure.to_json,
        "overview: exposure": lambda: full_exposure.__wrapped__(dataset),
        "overview: contradictions": lambda: contradictions(facts, dataset.facts),
        "investment: ladder": lambda: stage_totals_html(totals_by_stage(deals)),
        "investment: table": lambda: deal_rows(deals, dataset.actors, dataset.places, dataset.routes),
        "facts: table": lambda: table_rows(latest_first(facts)),
    }
    return works | {f"export: {name}": (lambda name=name: export(dataset, everything, name)) for name in FORMATS}


def _median_ms(work: Work) -> float:
    """The median of five runs, of fewer where one takes seconds; the first of several warms up and does not count."""
    taken: list[float] = []
    until = time.perf_counter() + ENOUGH_S
    while len(taken) < 6 and (time.perf_counter() < until or not taken):
        begin = time.perf_counter()
        work()
        taken.append(1e3 * (time.perf_counter() - begin))
    return statistics.median(taken[1:] or taken)


if __name__ == "__main__":
    print(json.dumps(dict(measure(Path(sys.argv[1]), frozenset(sys.argv[2:])))))
