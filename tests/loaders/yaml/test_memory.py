"""Reading is bounded: the largest folder that is allowed, and the worst of files, stay under what data/README.md promises."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.yaml.document import MAX_BYTES
from loaders.yaml.folder import DATA
from loaders.yaml.values import MAX_VALUES
from tests.conftest import REPOSITORY

PROMISED = int(re.search(r"at most (\d+) MiB", (DATA / "README.md").read_text(encoding="utf-8"))[1])
SOURCES = "sources: [{article: paper, paragraph: 1, from: a b, to: c d}]"
FACT = "title: t, summary: s, places: [mine], claimed_by: [author], certainty: stated"
LARGEST = {  # file: an entry as short as one can be, and how many values it is
    "facts/mineral_sites.yaml": (f"- {{id: m%d, {FACT}, site_type: mine_project, {SOURCES}}}\n", 28),
    "facts/security_incidents.yaml": (f"- {{id: i%d, {FACT}, event_type: attack, {SOURCES}}}\n", 28),
    "facts/financing_deals.yaml": (f"- {{id: d%d, {FACT}, status: approved, financier: [bank], {SOURCES}}}\n", 31),
    "facts/diplomatic_events.yaml": (f"- {{id: e%d, {FACT}, event_type: meeting, {SOURCES}}}\n", 28),
    "facts/context.yaml": (f"- {{id: c%d, {FACT}, topic: market, {SOURCES}}}\n", 28),
    "places.yaml": ("- {id: p%d, name: n, kind: town, source: s, in: chagai}\n", 11),
    "actors.yaml": ("- {id: a%d, name: n, kind: agency}\n", 7),
    "retired.yaml": ("- {id: r%d, reason: n}\n", 5),
    "not_stated.yaml": ("- {id: q%d, asked: a, note: n}\n", 7),
    "routes.yaml": ("- {id: r%d, name: a, via: [nushki, dalbandin], serves: [mine], gazetteer: n}\n", 15),
}
WORST = {  # 8 MiB of it
    "tiny values": "1,",
    "tiny entries": "- 1\n",
    "empty mappings": "- {}\n",
    "what YAML misreads": "- NO\n",
    "keys given twice": "- {a: 1, a: 2}\n",
    "entries with errors": "- {id: A B, reason: 3, into: _, x: y}\n",
    "aliases": "- *a\n",
    "brackets": "[",
    "one long word": "x",
    "comments": "#\n",
    "documents": "---\n",
    "block texts": "- |\n",
    "astral letters": "- {id: a, reason: '😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀'}\n",
}
READ = """
import pathlib, sys
from loaders.frames.dataset import Store
for folder in sys.argv[1:]:
    store = Store(pathlib.Path(folder)).refresh()
    print(len(store.problems), len(store.dataset.facts) if store.dataset else 0)
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""


def read_elsewhere(*folders: Path) -> tuple[list[tuple[int, int]], float]:
    """Problems and facts of each folder, and the most memory (MiB) that a process of its own took for all of them."""
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell what a process took at most")
    told = subprocess.run(
        [sys.executable, "-c", READ, *map(str, folders)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
    ).stdout.split()
    return list(zip(map(int, told[:-1:2]), map(int, told[1:-1:2]), strict=True)), int(told[-1]) / 1024


@pytest.mark.long
def test_the_largest_folder_that_is_allowed_is_read_within_the_memory_that_is_promised(tiny_data):
    for name, (entry, values) in LARGEST.items():
        path = tiny_data / name
        text = path.read_text()
        path.write_text(text + "".join(entry % n for n in range((MAX_VALUES - 400) // values)))
    ((problems, facts),), taken = read_elsewhere(tiny_data)
    assert problems == 0
    assert facts > 15_000
    assert taken < PROMISED, f"{taken:.0f} MiB"


@pytest.mark.long
def test_the_worst_of_files_are_refused_within_it(tmp_path, tiny_data):
    folders = []
    for n, unit in enumerate(WORST.values()):
        folders.append(tmp_path / f"worst-{n}")
        folders[-1].mkdir()
        for inner in tiny_data.iterdir():
            (folders[-1] / inner.name).symlink_to(inner)
        bad = folders[-1] / "retired.yaml"
        bad.unlink()
        bad.write_bytes(("- " * (unit == "1,") + "[" * (unit == "1,") + unit * (MAX_BYTES // len(unit.encode()) - 4)).encode())
    found, taken = read_elsewhere(*folders)
    assert [facts for _, facts in found] == [0] * len(WORST)
    assert all(1 <= problems <= 202 for problems, _ in found), dict(zip(WORST, found, strict=True))
    assert taken < PROMISED, f"{taken:.0f} MiB"
