"""Rows that cannot be read, written one by one beside the dataset, and counted by reason."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from loaders.events.problems import HeldOut
from loaders.schema.diagnostics import escape_control

FIELDS = ("file", "row", "column", "value", "reason")
_LONGEST = 300
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class HeldOutFile:
    """`NAME.rejected.csv`: file, row, column, value and reason of each row that is held out."""

    def __init__(self, path: Path, source: str) -> None:
        self._stream = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._stream)
        self._writer.writerow(FIELDS)
        self._source = source
        self.count = 0
        self.reasons: Counter[tuple[str, str]] = Counter()
        self.examples: dict[tuple[str, str], HeldOut] = {}

    def add(self, one: HeldOut) -> None:
        self._writer.writerow((self._source, one.row, one.column, neutral(escape_control(one.value, _LONGEST)), one.reason))
        self.count += 1
        key = one.column, one.reason
        self.reasons[key] += 1
        self.examples.setdefault(key, one)

    def close(self) -> None:
        self._stream.close()

    def lines(self, most: int = 20) -> list[str]:
        """Per column and reason how many rows, and the first of them, most first."""
        found = []
        for key, many in self.reasons.most_common(most):
            first = self.examples[key]
            where = f"{first.column} " if first.column else ""
            value = f'"{escape_control(first.value, 60)}": ' if first.value else ""
            found.append(f"{many:,} row{'s' if many != 1 else ''}, first row {first.row}: {where}{value}{first.reason}")
        if more := len(self.reasons) - most:
            found += [f"{more:,} more reasons; the file has all"] if more > 0 else []
        return found


def neutral(text: str) -> str:
    """A cell that a spreadsheet shows and does not run."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) and not text[1:2].isdigit() else text
