"""A lint warning, and where in the data it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from loaders.schema.vocabulary import Warned

Where: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True)
class LintWarning:
    """A doubt about a fact: `about` is what an answer in the data names, `where` the key that it stands at."""

    word: Warned
    about: str
    message: str
    where: Where
