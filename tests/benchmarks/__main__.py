"""`python -m tests.benchmarks web slow phone large rerun library events` measures those parts, all by default, and writes RESULTS.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.history import commit, note
from tests.benchmarks.results import RESULTS, write_results
from tests.benchmarks.targets import PROGRAMS, ROOT, floor, own_pages, peers
from tests.benchmarks.visits import PLAIN, Conditions
from tests.benchmarks.web import Found, side_by_side

SMALL, LARGE = 40, 10_000
SLOW_MBIT = 10.0


def main() -> None:
    """Measure what is asked for and write it down."""
    asked = parse_arguments()
    for name in asked.parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            found = PARTS[name](asked, Path(folder))
        about = {
            "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            "commit": commit(),
            "machine": _machine(),
            "command": " ".join(["make bench", *_variables(asked, name)]),
        }
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{name}.json").write_text(json.dumps(about | found, indent=1) + "\n", encoding="utf-8")
        note(name, about | found)
    write_results()
    sys.stdout.write(RESULTS.with_name("RESULTS.md").read_text(encoding="utf-8"))


def parse_arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What to measure; the programs' folder becomes absolute, because servers start in other folders."""
    arguments = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    arguments.add_argument("parts", nargs="*", metavar="part", help=f"what to measure, of {', '.join(PARTS)}; everything by default")
    arguments.add_argument("--reps", type=int, default=5, help="visits of each page, of which the median counts")
    arguments.add_argument(
        "--peers", type=lambda folder: Path(folder).absolute(), default=PROGRAMS, help="programs of the peers' environment"
    )
    arguments.add_argument("--pages", nargs="*", default=["map", "timeline", "overview"], help="pages of the app")
    arguments.add_argument("--sizes", nargs="*", type=int, default=[40, 1_000, 10_000, 100_000], help="facts, for the library")
    arguments.add_argument("--events", nargs="*", type=int, default=[1_000, 10_000, 100_000, 1_000_000], help="events, for their part")
    asked = arguments.parse_args(given)
    if unknown := set(asked.parts) - set(PARTS):
        arguments.error(f"unknown part {', '.join(sorted(unknown))}; one of {', '.join(PARTS)}")
    return asked


def _variables(asked: argparse.Namespace, name: str) -> list[str]:
    return [f"ONLY={name}", *([f"REPS={asked.reps}"] if name in ("web", "slow", "phone", "large") else [])]


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _web(asked: argparse.Namespace, folder: Path, conditions: Conditions = PLAIN) -> Found:
    """Floor, peers and the app on its real facts."""
    from tests.benchmarks.peers.rows import write_rows

    env = write_rows(SMALL, folder)
    targets = [floor(SMALL, env, asked.peers), *peers(SMALL, env, asked.peers), *own_pages(ROOT / "data", tuple(asked.pages))]
    return side_by_side(targets, asked.reps, folder, conditions, starts=3 if conditions == PLAIN else 0)


def _slow(asked: argparse.Namespace, folder: Path) -> Found:
    return _web(asked, folder, Conditions(mbit=SLOW_MBIT))


def _phone(asked: argparse.Namespace, folder: Path) -> Found:
    """The same pages by a processor a fourth as fast, as a phone's is."""
    return _web(asked, folder, Conditions(cpu_slowed=4))


def _large(asked: argparse.Namespace, folder: Path) -> Found:
    """Floor, peers and the app with ten thousand facts each."""
    from tests.benchmarks.generate import write_facts
    from tests.benchmarks.peers.rows import write_rows

    env = write_rows(LARGE, folder)
    write_facts(LARGE, folder / "data")
    targets = [floor(LARGE, env, asked.peers), *peers(LARGE, env, asked.peers), *own_pages(folder / "data", tuple(asked.pages))]
    return side_by_side(targets, asked.reps, folder, starts=1)


def _rerun(asked: argparse.Namespace, folder: Path) -> Found:
    """The servers of the floor, of the tuned page and of the app under readers without a browser."""
    from tests.benchmarks.peers.rows import write_rows
    from tests.benchmarks.rerun import under_readers

    env = write_rows(SMALL, folder)
    targets = [floor(SMALL, env, asked.peers), *own_pages(ROOT / "data", tuple(asked.pages))]
    return under_readers(targets, folder)


def _library(asked: argparse.Namespace, folder: Path) -> Found:
    """Load, select, build and export at growing sizes."""
    from tests.benchmarks.library import at_sizes

    return at_sizes(tuple(asked.sizes), folder)


def _events(asked: argparse.Namespace, folder: Path) -> Found:
    """Import and ask at growing sizes."""
    from tests.benchmarks.events import at_event_sizes

    return at_event_sizes(tuple(asked.events), folder)


PARTS: dict[str, Callable[[argparse.Namespace, Path], Found]] = {
    "web": _web,
    "slow": _slow,
    "phone": _phone,
    "large": _large,
    "rerun": _rerun,
    "library": _library,
    "events": _events,
}

if __name__ == "__main__":
    main()
