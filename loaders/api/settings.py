"""What whoever runs the server can set: environment variables, read in this place alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from loaders.yaml.folder import DATA


@dataclass(frozen=True)
class Settings:
    """data: the folder that is served (FACTS_DATA). boundaries: a file of districts in place of the built-in outlines (BOUNDARIES).

    report_url: where an error in a fact is told (REPORT_URL); empty where it is no web address. metrics_token: what opens `/metrics`
    (METRICS_TOKEN). metrics_loopback: whether programs of this machine may read it without one (METRICS_LOOPBACK=1). log_json: whether
    each request is logged as JSON (LOG_FORMAT=json).
    """

    data: Path
    boundaries: Path | None
    report_url: str
    metrics_token: str = ""
    metrics_loopback: bool = False
    log_json: bool = False


def settings() -> Settings:
    """The settings as they are now."""
    boundaries, report_url = os.environ.get("BOUNDARIES"), os.environ.get("REPORT_URL", "")
    return Settings(
        data=Path(os.environ.get("FACTS_DATA", DATA)),
        boundaries=Path(boundaries) if boundaries else None,
        report_url=report_url if report_url.startswith(("https://", "http://")) else "",
        metrics_token=os.environ.get("METRICS_TOKEN", "").strip(),
        metrics_loopback=os.environ.get("METRICS_LOOPBACK") == "1",
        log_json=os.environ.get("LOG_FORMAT", "").casefold() == "json",
    )
