"""The command that watches a view, a site, a route or a deal: what entered, changed and left since a version or since it last ran."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders.api.settings import settings
from loaders.cli import CLEAN, ERRORS, MISUSE, echo_err
from loaders.export_commands import add_selection_options, selected_query
from loaders.history.ledger import read_ledger

if TYPE_CHECKING:  # the command line starts without pandas
    from loaders.frames.dataset import Dataset
    from loaders.history.states import Contents, Matches, ViewChange

ENTERED = 3  # exit code
SECRET = "WATCH_SECRET"  # noqa: S105 (the name of an environment variable)
_PATIENCE_SECONDS = 10


def add_watch_options(parser: ArgumentParser) -> None:
    add_selection_options(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--site", metavar="PLACE", help="in place of a selection: what touches this site, its district or its routes")
    what.add_argument("--route", metavar="ID", help="in place of a selection: what touches this route or the sites behind it")
    what.add_argument("--deal", metavar="ID", help="in place of a selection: this deal, what is related to it, what touches its sites")
    since = parser.add_mutually_exclusive_group(required=True)
    since.add_argument("--since", metavar="VERSION", help="a recorded version of the data")
    since.add_argument("--state", type=Path, metavar="FILE", help="remembers the data between runs; the first run writes it")
    told = f"also send what changed there as JSON, signed with the secret in {SECRET} (HMAC-SHA256)"
    parser.add_argument("--webhook", metavar="URL", help=told)


def watch(options: Namespace) -> int:
    """Print what entered, changed and left; 3 when something entered, 0 when nothing did, 1 when the webhook failed, 2 misuse."""
    from loaders.frames.dataset import build_dataset
    from loaders.history.states import present_state, view_changes

    if options.webhook and not (options.webhook.startswith(("https://", "http://")) and settings().watch_secret):
        echo_err(f"--webhook: give an address that begins with https:// or http://, and the secret of its signature in {SECRET}")
        return MISUSE
    dataset = build_dataset(options.data)
    matches, new = _watched(options, dataset), present_state(dataset)
    if matches is None:
        return MISUSE
    found = _former(options, dataset)
    if found is None:
        return MISUSE
    version, old = found
    if version == "":
        _remember(options.state, dataset, new)
        echo_err(f"{options.state}: watching from version {dataset.version} on; nothing to compare yet")
        return CLEAN
    changes = list(view_changes(old, new, matches(old), matches(new), dataset))
    for change in changes:
        print(*_lines(change), sep="\n")
    entered = [change for change in changes if change.what == "entered"]
    perhaps = sum(change.possible for change in entered)
    echo_err(
        f"from version {version} to {dataset.version}: {len(entered)} entered ({perhaps} of them only may concern it), "
        f"{sum(c.what == 'changed' for c in changes)} changed, {sum(c.what == 'left' for c in changes)} left"
    )
    if options.webhook and changes and (failed := _send(options.webhook, version, dataset.version, changes)):
        echo_err(f"{options.webhook}: {failed}; nothing is forgotten, run the command again")
        return ERRORS
    if options.state:
        _remember(options.state, dataset, new)
    return ENTERED if entered else CLEAN


def _lines(change: ViewChange) -> list[str]:
    may = " (may concern it)" if change.possible else ""
    return [f"{change.what}{may} {change.id}: {change.title}", *(f"    {why}" for why in change.why)]


def _former(options: Namespace, dataset: Dataset) -> tuple[str, Contents] | None:
    """The version to compare with and its facts; an empty version on the first run; nothing, and words, where there is none."""
    from loaders.history.states import fact_states

    if options.state:
        if not options.state.exists():
            return "", {}
        try:
            kept = json.loads(options.state.read_text(encoding="utf-8"))
            return str(kept["version"]), dict(kept["facts"])
        except (ValueError, KeyError, TypeError):
            echo_err(f"{options.state}: is no file that `watch --state` wrote; give another, or remove it to begin anew")
            return None
    ledger = read_ledger(options.data)
    states = fact_states(ledger)
    for version, state in reversed(list(zip(ledger.versions, states, strict=True))):
        if version.version == options.since:
            return version.version, state
    recorded = ", ".join(version.version for version in ledger.versions[-5:]) or "none"
    echo_err(f"--since: {options.since} is no recorded version; the latest are {recorded}")
    return None


def _remember(path: Path, dataset: Dataset, state: Contents) -> None:
    from loaders.yaml.edit import atomic_write

    atomic_write(path, json.dumps({"version": dataset.version, "facts": state}, ensure_ascii=False, indent=1) + "\n")


def _watched(options: Namespace, dataset: Dataset) -> Callable[[Contents], Matches] | None:
    """What tells which facts of a state are watched, and how surely; nothing, and words, where it is not known."""
    from loaders.history.states import view_of_state

    query = selected_query(options, dataset)
    if query is None:
        return None
    named = {"--site": (options.site, dataset.places), "--route": (options.route, dataset.routes)}
    named["--deal"] = (options.deal, dataset.facts_by_id)
    for option, (identity, known) in named.items():
        if identity is not None and identity not in known:
            from loaders.schema.diagnostics import suggest

            near = suggest(identity, known, 1)
            echo_err(f"{option}: {identity} is not known" + (f"; did you mean {near[0]}?" if near else ""))
            return None
        if identity is not None and query.selection.query():
            echo_err(f"{option} stands in place of a selection; leave out {query.selection.query()[0][0]}")
            return None
    if options.site or options.route or options.deal:
        return lambda state: _touching(state, dataset, options)
    return lambda state: view_of_state(state, dataset, query.selection)


def _touching(state: Contents, dataset: Dataset, options: Namespace) -> dict[str, str]:
    """The facts that touch a site, the sites of a route, or a deal; `possible` where they only may."""
    from loaders.exposure.dependencies import dependencies
    from loaders.exposure.links import deal_ties, incident_ties
    from loaders.frames.facts import of_kind
    from loaders.frames.registries import routes_frame
    from loaders.history.states import frame_of_state
    from loaders.schema.derived_terms import Match, SiteLink
    from loaders.schema.vocabulary import Kind

    facts, routes = frame_of_state(state, dataset), routes_frame(dataset)
    found: dict[str, str] = {}
    if options.deal:
        rows = facts[facts["id"] == options.deal]
        sites = tuple(dict.fromkeys(site for ids in rows["sites"] for site in ids))
        near = {fact for related in rows["related"] for _, fact in related}
        near |= {i for i, related in zip(facts["id"], facts["related"], strict=True) if any(fact == options.deal for _, fact in related)}
        found |= {i: Match.DEFINITE.value for i in facts["id"] if i == options.deal or i in near}
    elif options.route:
        sites, routes = dataset.routes[options.route].serves, routes[routes["id"] == options.route]
    else:
        sites = (options.site,)
    ties: list[Mapping[Any, Any]] = []
    needed = dependencies(sites, routes, dataset.places)
    ties += incident_ties(of_kind(facts, Kind.SECURITY_INCIDENT), needed, dataset.places).to_dict("records")
    ties += deal_ties(of_kind(facts, Kind.FINANCING_DEAL), sites, dataset.places).to_dict("records")
    for tie in ties:
        if tie["tie"] != SiteLink.POSSIBLE:
            found[tie["fact"]] = Match.DEFINITE.value
        else:
            found.setdefault(tie["fact"], Match.POSSIBLE.value)
    return found


def _send(url: str, old: str, new: str, changes: list[ViewChange]) -> str:
    """Send what changed, signed; why it failed, in words, or nothing. X-Signature is over X-Timestamp, a full stop and the body."""
    import hashlib
    import hmac
    from dataclasses import asdict

    import httpx

    told = {"from": old, "to": new, "changes": [asdict(change) for change in changes]}
    body, stamp = json.dumps(told, ensure_ascii=False).encode(), str(int(time.time()))
    signature = hmac.new(settings().watch_secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Timestamp": stamp, "X-Signature": f"sha256={signature}"}
    try:
        answer = httpx.post(url, content=body, headers=headers, timeout=_PATIENCE_SECONDS, follow_redirects=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"cannot be reached ({type(error).__name__})"
    return "" if answer.is_success else f"answered {answer.status_code}"
