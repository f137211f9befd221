"""Past figures of every aim, a line a run, so that a worse one is seen: results/history.jsonl."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.benchmarks.aims import AIMS, PAGES, reached_of

HISTORY = Path(__file__).with_name("results") / "history.jsonl"
SHOWN = 4  # runs in RESULTS.md; the file keeps all
WORSE = 1.1  # above what two runs of the same program differ by


def commit() -> str:
    """The commit that is measured, with a + where files differ from it."""
    said = subprocess.run(["git", "describe", "--always", "--dirty=+"], capture_output=True, text=True, check=False, cwd=HISTORY.parent)
    return said.stdout.strip() or "unknown"


def note(part: str, found: dict[str, Any]) -> None:
    """Add a line with what a part says of the aims."""
    reached = {f"{page}: {aim.key}": reached_of(aim, found.get("median", {}), page) for aim in AIMS if aim.part == part for page in PAGES}
    figures = {name: round(value, 4) for name, value in reached.items() if value is not None}
    if figures:
        with HISTORY.open("a", encoding="utf-8") as lines:
            line = {"date": found["date"], "commit": found.get("commit", ""), "part": part, "figures": figures}
            lines.write(json.dumps(line) + "\n")


def history_rows() -> list[list[str]]:
    """Per aim and page the last figures, the latest last; one that is more than a tenth worse than the one before is marked."""
    lines = [json.loads(line) for line in HISTORY.read_text("utf-8").splitlines()] if HISTORY.exists() else []
    rows = [["", "page", f"the last {SHOWN} runs, with the commit that was measured"]]
    for aim in AIMS:
        for page in PAGES:
            runs = [run for run in lines if run["part"] == aim.part and f"{page}: {aim.key}" in run["figures"]][-SHOWN:]
            figures = [run["figures"][f"{page}: {aim.key}"] for run in runs]
            told = [
                f"{figure:,.2f} ({run['commit']})" + (" **worse**" if i and figure > figures[i - 1] * WORSE else "")
                for i, (run, figure) in enumerate(zip(runs, figures, strict=True))
            ]
            if told:
                rows.append([aim.name, page, " → ".join(told)])
    return rows
