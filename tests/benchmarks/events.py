"""Imported events at growing sizes: import, its memory, and what filters take in the engine; each size in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

from tests.benchmarks.library import _median_ms


def at_event_sizes(sizes: tuple[int, ...], folder: Path) -> dict[str, Any]:
    """Per size seconds and MiB of the import, and the median ms of each question."""
    found: dict[str, dict[str, float]] = {}
    for size in sizes:
        print(f"{size:,} events", file=sys.stderr, flush=True)
        place = folder / str(size)
        place.mkdir()
        found[str(size)] = {}
        for step in ("generate", "import", "ask"):
            command = [sys.executable, "-m", "tests.benchmarks.events", step, str(size), str(place)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            found[str(size)] |= json.loads(done.stdout.splitlines()[-1])
        (place / "ged.csv").unlink()
    return {"sizes": found}


def _generate(size: int, folder: Path) -> Iterator[tuple[str, float]]:
    from tests.benchmarks.events_generate import write_ged

    write_ged(size, folder / "ged.csv")
    yield "file, MiB", (folder / "ged.csv").stat().st_size / 2**20


def _import(size: int, folder: Path) -> Iterator[tuple[str, float]]:
    """From the file to the dataset, the gazetteer read; the most memory that the process ever held."""
    import duckdb  # noqa: F401  # its loading is the program's start, not the import

    from loaders.events.importing import run_import
    from loaders.events.request import Request
    from loaders.frames.dataset import build_dataset

    data = build_dataset()
    request = Request(folder / "ged.csv", "ucdp-ged", "ged", folder / "out", version="1")
    begin, worked = time.perf_counter(), time.process_time()
    report = run_import(request, data.places, data.boundaries)
    assert report.metadata["rows"] == size
    yield "import, s", time.perf_counter() - begin
    yield "import, s of a processor", time.process_time() - worked
    yield "import: most memory, MiB", getrusage(RUSAGE_SELF).ru_maxrss / 1024


def _ask(size: int, folder: Path) -> Iterator[tuple[str, float]]:
    works = _questions(folder)
    begin = time.perf_counter()
    next(iter(works.values()))()
    yield "first question: the engine is loaded", 1e3 * (time.perf_counter() - begin)
    for name, work in works.items():
        yield name, _median_ms(work)
    yield "questions: most memory, MiB", getrusage(RUSAGE_SELF).ru_maxrss / 1024


def _questions(folder: Path) -> dict[str, Callable[[], object]]:
    """What a page asks, of every row and of few; no question is answered from a cache."""
    from loaders.events.matching import Names
    from loaders.events.queries import accounting, by_district, by_period, by_place, page
    from loaders.events.question import EventQuestion
    from loaders.events.store import EventStore
    from loaders.frames.dataset import build_dataset
    from loaders.query.selection import Selection

    store, names = EventStore(str(folder / "out")), Names.of(build_dataset())
    selections = {
        "all": Selection(),
        "district, dates": Selection(district=("nushki", "quetta"), dates=(date(2010, 1, 1), date(2019, 12, 31))),
        "words": Selection(q="convoy spokesman"),
    }
    asks: dict[str, Callable[[EventQuestion], object]] = {
        "accounting": accounting,
        "by district": by_district,
        "by month": lambda asked: by_period(asked, "month"),
        "points": by_place,
        "a page of rows": page,
    }
    return {
        f"{kind}, {which}": (lambda ask=ask, chosen=chosen: ask(EventQuestion(store, chosen, names)))
        for kind, ask in asks.items()
        for which, chosen in selections.items()
    }


if __name__ == "__main__":
    STEPS = {"generate": _generate, "import": _import, "ask": _ask}
    print(json.dumps(dict(STEPS[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3])))))
