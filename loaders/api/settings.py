"""What whoever runs the server can set: environment variables, read in this place alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from loaders.yaml.folder import DATA


@dataclass(frozen=True)
class Settings:
    """data: the folder that is served (FACTS_DATA). boundaries: a file of districts in place of the built-in outlines (BOUNDARIES).

    report_url: where an error in a fact is told (REPORT_URL); empty where it is no web address. read_tokens: the file of read tokens
    (READ_TOKENS). sign_in_allow: who may sign in, addresses and domains (SIGN_IN_ALLOW). sign_in_hours: how long that lasts, as it was
    written (SIGN_IN_HOURS). allow_origin: whose pages may read the API (ALLOW_ORIGIN); `*` for everyone's.
    """

    data: Path
    boundaries: Path | None
    report_url: str
    read_tokens: Path | None
    sign_in_allow: tuple[str, ...]
    sign_in_hours: str
    allow_origin: tuple[str, ...]


def settings() -> Settings:
    """The settings as they are now."""
    boundaries, report_url = os.environ.get("BOUNDARIES"), os.environ.get("REPORT_URL", "")
    read_tokens = os.environ.get("READ_TOKENS")
    return Settings(
        data=Path(os.environ.get("FACTS_DATA", DATA)),
        boundaries=Path(boundaries) if boundaries else None,
        report_url=report_url if report_url.startswith(("https://", "http://")) else "",
        read_tokens=Path(read_tokens) if read_tokens else None,
        sign_in_allow=_words("SIGN_IN_ALLOW", ""),
        sign_in_hours=os.environ.get("SIGN_IN_HOURS", "12"),
        allow_origin=_words("ALLOW_ORIGIN", "*"),
    )


def _words(name: str, otherwise: str) -> tuple[str, ...]:
    """The words of a list, between spaces or commas."""
    return tuple(os.environ.get(name, otherwise).replace(",", " ").split())
