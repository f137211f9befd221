"""What whoever runs the server can set: environment variables, read in this place alone."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from loaders.yaml.folder import DATA

BASE_PATH = re.compile(r"(/[\w.~-]*[\w~-][\w.~-]*)*", re.ASCII)  # segments that stand in an address as they are; none is only of dots
_PUBLIC_HOST = re.compile(r"([a-z\d]([a-z\d.-]*[a-z\d])?|\[[\da-f:.]+\])(:\d{1,5})?", re.IGNORECASE)
_FRAMING_HOST = re.compile(r"(https?://)?(\*\.)?[a-z\d]([a-z\d.-]*[a-z\d])?(:\d{1,5})?", re.IGNORECASE)
_PATH_WORDS = "letters, digits, -, _, . and ~ between slashes"
Networks = tuple[IPv4Network | IPv6Network, ...]


class SettingError(ValueError):
    """A setting that the server cannot start with, in words for whoever runs it."""


@dataclass(frozen=True)
class Settings:
    """data: the folder that is served (FACTS_DATA). boundaries: a file of districts in place of the built-in outlines (BOUNDARIES).

    report_url: where an error in a fact is told (REPORT_URL); empty where it is no web address. public_url: where readers find the
    server, without a last slash (PUBLIC_URL); empty where requests tell. trusted_proxies: which proxies are believed (TRUSTED_PROXIES).
    frame_ancestors: hosts whose pages may show the dashboard in a frame (FRAME_ANCESTORS), beside its own. cache: where
    servers leave files to each other for a day (CACHE_FOLDER).
    events: a folder of imported events, or the address of a database (EVENTS); empty for none.
    metrics_token: what opens `/metrics` (METRICS_TOKEN). metrics_loopback: whether programs of this machine may read it without one
    (METRICS_LOOPBACK=1). log_json: whether each request is logged as JSON (LOG_FORMAT=json).
    read_tokens: the file of read tokens (READ_TOKENS). sign_in_allow: who may sign in, addresses and domains (SIGN_IN_ALLOW).
    sign_in_hours: how long that lasts, as it was written (SIGN_IN_HOURS). allow_origin: whose pages may read the API (ALLOW_ORIGIN); `*`
    for everyone's. watch_secret: what `watch --webhook` signs with (WATCH_SECRET). articles: the folder with copies of the articles,
    for reading on screen alone (ARTICLES). event_routes: the file of routes to imported sites (EVENT_ROUTES). look_letters: how
    much of a file of events a reader may paste to look at it (LOOK_LETTERS); 0 for nothing.
    """

    data: Path
    boundaries: Path | None
    report_url: str
    public_url: str
    trusted_proxies: Networks
    frame_ancestors: tuple[str, ...]
    cache: Path | None
    read_tokens: Path | None
    sign_in_allow: tuple[str, ...]
    sign_in_hours: str
    allow_origin: tuple[str, ...]
    metrics_token: str = ""
    events: str = ""
    metrics_loopback: bool = False
    log_json: bool = False
    watch_secret: str = ""
    look_letters: int = 100_000
    articles: Path | None = None
    event_routes: Path | None = None


def settings() -> Settings:
    """The settings as they are now. SettingError: one of those that are read at the start is wrong."""
    boundaries, report_url = os.environ.get("BOUNDARIES"), os.environ.get("REPORT_URL", "")
    cache = os.environ.get("CACHE_FOLDER")
    read_tokens, articles = os.environ.get("READ_TOKENS"), os.environ.get("ARTICLES")
    event_routes = os.environ.get("EVENT_ROUTES")
    return Settings(
        data=Path(os.environ.get("FACTS_DATA", DATA)),
        boundaries=Path(boundaries) if boundaries else None,
        report_url=report_url if report_url.startswith(("https://", "http://")) else "",
        public_url=_public_url(os.environ.get("PUBLIC_URL", "").strip()),
        trusted_proxies=_networks(os.environ.get("TRUSTED_PROXIES", "127.0.0.0/8, ::1")),
        frame_ancestors=_hosts(os.environ.get("FRAME_ANCESTORS", "")),
        cache=Path(cache) if cache else None,
        events=os.environ.get("EVENTS", "").strip(),
        metrics_token=os.environ.get("METRICS_TOKEN", "").strip(),
        metrics_loopback=os.environ.get("METRICS_LOOPBACK") == "1",
        look_letters=_count("LOOK_LETTERS", 100_000, 500_000),
        articles=Path(articles) if articles else None,
        event_routes=Path(event_routes) if event_routes else None,
        watch_secret=os.environ.get("WATCH_SECRET", ""),
        log_json=os.environ.get("LOG_FORMAT", "").casefold() == "json",
        read_tokens=Path(read_tokens) if read_tokens else None,
        sign_in_allow=_words("SIGN_IN_ALLOW", ""),
        sign_in_hours=os.environ.get("SIGN_IN_HOURS", "12"),
        allow_origin=_words("ALLOW_ORIGIN", "*"),
    )


def check_settings(base_path: str, routes: Collection[str]) -> None:
    """At the start: end with a message where a setting is wrong. base_path: Streamlit's own. routes: the server's paths."""
    try:
        public = urlsplit(settings().public_url).path
        if (articles := settings().articles) and not articles.is_dir():
            raise SettingError(f'ARTICLES "{articles}": is not a folder; give the folder of the texts, one <article id>.txt each')
        if not BASE_PATH.fullmatch(base_path):
            raise SettingError(f'server.baseUrlPath "{base_path}": write {_PATH_WORDS}, such as team/minerals')
        for path, name in ((public, "PUBLIC_URL"), (base_path, "server.baseUrlPath")):
            if path and any(f"{route}/".startswith(f"{path}/") for route in routes):
                raise SettingError(f'{name}: the path "{path}" is one of the dashboard\'s own; choose another, such as /minerals')
    except SettingError as error:
        raise SystemExit(f"The server cannot start. {error}") from None


@lru_cache(maxsize=8)
def _public_url(url: str) -> str:
    if not url:
        return ""
    wrong = f'PUBLIC_URL "{url}": write the whole address that readers use, such as https://team.example/minerals'
    try:
        parts = urlsplit(url)
    except ValueError:
        raise SettingError(wrong) from None
    if parts.scheme not in ("http", "https") or not _PUBLIC_HOST.fullmatch(parts.netloc):
        raise SettingError(wrong)
    if parts.query or parts.fragment or not BASE_PATH.fullmatch(parts.path.rstrip("/")):
        raise SettingError(f"{wrong}; its path has {_PATH_WORDS}, and nothing follows it")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


@lru_cache(maxsize=8)
def _networks(text: str) -> Networks:
    found = []
    for part in filter(None, map(str.strip, text.split(","))):
        try:
            found.append(ip_network(part))
        except ValueError:
            wrong = f'TRUSTED_PROXIES "{part}": write IP addresses or networks with commas between, such as 10.0.0.5, 172.16.0.0/12'
            raise SettingError(wrong) from None
    return tuple(found)


@lru_cache(maxsize=8)
def _hosts(text: str) -> tuple[str, ...]:
    found = tuple(filter(None, map(str.strip, text.split(","))))
    for part in found:
        if not _FRAMING_HOST.fullmatch(part):
            wrong = f'FRAME_ANCESTORS "{part}": write hosts with commas between, such as https://wiki.example, https://*.team.example'
            raise SettingError(wrong)
    return found


def _count(name: str, usual: int, most: int) -> int:
    """A number from 0 to the most."""
    text = os.environ.get(name, "").strip()
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and int(text) <= most):
        raise SettingError(f'{name} "{text[:20]}": write a whole number from 0 to {most}')
    return int(text)


def _words(name: str, otherwise: str) -> tuple[str, ...]:
    """The words of a list, between spaces or commas."""
    return tuple(os.environ.get(name, otherwise).replace(",", " ").split())
