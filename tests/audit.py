"""`python -m tests.audit`: the locked versions against the known weaknesses that PyPI lists; part of `make check`.

A weakness that does not concern us is waived in `tests/audit_waivers.txt`, a line each: its id, the last day of the waiver, the
reason. Where PyPI's list cannot be reached one line says so, and nothing fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WAIVERS = Path(__file__).with_name("audit_waivers.txt")
BIN = Path(sys.executable).parent
SECONDS = 15


def main() -> int:
    """0 when no weakness is known that is not waived, or none can be asked for; 1 otherwise."""
    waived, faults = waivers(WAIVERS.read_text(encoding="utf-8").splitlines(), datetime.now(UTC).date())
    try:
        packages = audited()
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        print(f"Audit of dependencies skipped: {type(error).__name__}, PyPI's list of weaknesses was not reached")
        packages = []
    known = [package for package in packages if "skip_reason" not in package]
    if packages and not known:
        print(f"Audit of dependencies skipped: PyPI's list of weaknesses has none of the {len(packages)} packages within reach")
    lines = faults + findings(known, waived)
    if known:
        print(f"Audit of dependencies: {len(known)} of {len(packages)} packages known, {len(lines)} to mend, {len(waived)} waived")
    print(*lines, sep="\n", end="\n" if lines else "")
    return 1 if lines else 0


def waivers(lines: Iterable[str], today: date) -> tuple[dict[str, str], list[str]]:
    """Ids that are waived, with the reason; and in words what is wrong with the list."""
    waived: dict[str, str] = {}
    faults: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            identity, until, reason = line.split(maxsplit=2)
            if date.fromisoformat(until) < today:
                faults.append(f"{WAIVERS.name}:{number} the waiver of {identity} ended on {until}; mend the weakness, or judge it again")
            waived[identity] = reason
        except ValueError:
            faults.append(f'{WAIVERS.name}:{number} "{line}" is not a waiver; write its id, the last day as 2026-11-22, and the reason')
    return waived, faults


def findings(packages: Iterable[Mapping[str, Any]], waived: Mapping[str, str]) -> list[str]:
    """A line for each weakness that is not waived under any of its names."""
    return [
        f"{package['name']} {package['version']}: {weakness['id']}; "
        + (f"take {' or '.join(weakness['fix_versions'])}" if weakness["fix_versions"] else "no version mends it yet")
        for package in packages
        for weakness in package.get("vulns", ())
        if waived.keys().isdisjoint({weakness["id"], *weakness.get("aliases", ())})
    ]


def audited() -> list[dict[str, Any]]:
    """What pip-audit says of each package of uv.lock. Raises when it cannot be asked."""
    with tempfile.TemporaryDirectory() as home:
        locked = Path(home) / "locked.txt"
        export = [BIN / "uv", "export", "--locked", "--no-hashes", "--no-annotate", "--quiet", "--output-file", locked]
        subprocess.run(export, cwd=ROOT, check=True, capture_output=True, timeout=SECONDS)
        ask = [BIN / "pip-audit", "-r", locked, "--no-deps", "--disable-pip", "-f", "json", "--timeout", "3", "--progress-spinner", "off"]
        told = subprocess.run(ask, cwd=ROOT, check=False, capture_output=True, timeout=SECONDS, text=True).stdout
    found: list[dict[str, Any]] = json.loads(told)["dependencies"]
    return found


if __name__ == "__main__":
    sys.exit(main())
