"""An Atom feed (RFC 4287) of the ledger: one entry a version, with the facts it added, changed and withdrew."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote_plus, urlencode
from xml.etree import ElementTree as ET

from loaders.frames.dataset import Dataset
from loaders.history.diff import counted, registries_changed
from loaders.history.ledger import Ledger, Version
from loaders.history.states import Contents, fact_states, view_changes, view_of_state
from loaders.query.selection import Selection

FEED_TYPE = "application/atom+xml"
TITLE = "Minerals and conflict in Pakistan’s west: changes of the data"
OF_A_VIEW = "What entered this view, changed in it and left it, and why; its filters are asked of the facts as each version had them."
MAY_MATCH = "may match: its date or place is wider than the filter"
MOST = 50
AUTHOR = "Minerals and conflict dashboard"
_ATOM, _XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
_NAMES = uuid.UUID("6a1c2a5e-7f0b-5f0e-9d2b-6c9f3d5b8e41")
_BEFORE_ANY = "1970-01-01T00:00:00Z"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ET.register_namespace("", _ATOM)
ET.register_namespace("xhtml", _XHTML)


def changes_feed(
    ledger: Ledger, base: str, dataset: Dataset | None = None, selection: Selection | None = None, most: int = MOST, period: str = ""
) -> bytes:
    """The latest versions of the ledger as Atom, the newest first; `base` is the server's address without a last slash.

    With a selection that filters, the feed of that view: an entry for each version with which a fact entered it, changed in it or left it,
    and why. The filters are asked of the facts as each version had them, with the places and actors of today. Title and entries say what
    they are limited to; values of one parameter in another order give the same feed. period: the dates as they were asked for, where they
    go with the calendar: the feed keeps its address and its ids while its days move on.

    Ids are of the ledger, not of the host: a reader who moves from one address of the dashboard to another sees no entry twice.
    Facts link to their cards at the version; one that no longer answers (neither in the dataset nor retired) is named without a link.
    """
    base, first = base.rstrip("/"), ledger.versions[0].version if ledger.versions else "empty"
    query, same = _query(selection, period) if dataset and selection else ("", "")
    of_a_view = query and selection and selection.chosen
    changes = list(_of_view(ledger, dataset, selection, most) if of_a_view and dataset and selection else _of_all(ledger))
    feed = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _add(feed, "id", _urn(f"{first}{same}"))
    _add(feed, "title", TITLE + (f" ({unquote_plus(query[1:])})" if query else ""))
    if of_a_view:
        _add(feed, "subtitle", OF_A_VIEW)
    _add(feed, "updated", _stamp(changes[-1].version) if changes else _BEFORE_ANY)
    _add(_add(feed, "author"), "name", AUTHOR)
    _add(feed, "link", rel="self", type=FEED_TYPE, href=f"{base}/api/changes.atom{query}")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}/sources{query}")
    former = (None, *ledger.versions)
    for change in changes[: -most - 1 : -1]:
        version = change.version
        entry = _entry(feed, _urn(f"{first}/{change.position}/{version.version}{same}"), change, base, query)
        body = ET.SubElement(_add(entry, "content", type="xhtml"), f"{{{_XHTML}}}div")
        ids = [told.id for items in change.groups.values() for told in items]
        registries = registries_changed(version, former[change.position])
        groups = _with_answers(change.groups, dataset) if dataset else change.groups
        _content(body, groups, registries, _addresses(ids, version, base, dataset))
    ET.indent(feed, " ")
    found: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return found


class _Told(NamedTuple):
    """A fact of an entry, and lines about it."""

    id: str
    title: str
    lines: tuple[str, ...] = ()


class _Change(NamedTuple):
    """A version with its place in the ledger, what is told of it in one line, and its facts by what became of them."""

    position: int
    version: Version
    counts: str
    groups: dict[str, list[_Told]]


def _of_all(ledger: Ledger) -> Iterator[_Change]:
    for position, version in enumerate(ledger.versions):
        counts = counted(len(version.added), len(version.changed), len(version.removed)).replace("removed", "withdrawn")
        changed = [
            _Told(i, c.title, tuple(f"{told.field}: {told.old} → {told.new}" for told in c.fields)) for i, c in version.changed.items()
        ]
        added, removed = ([_Told(i, title) for i, title in facts.items()] for facts in (version.added, version.removed))
        yield _Change(position, version, counts, {"Added": added, "Changed": changed, "Withdrawn": removed})


def _of_view(ledger: Ledger, dataset: Dataset, selection: Selection, most: int) -> Iterator[_Change]:
    """The latest versions with which something of a view changed; `most` of them at most are looked at."""
    states = fact_states(ledger)
    start = max(len(states) - most, 0)
    old: Contents = states[start - 1] if start else {}
    was = view_of_state(old, dataset, selection)
    for position, (version, new) in enumerate(zip(ledger.versions[start:], states[start:], strict=True), start):
        now = view_of_state(new, dataset, selection)
        changes = list(view_changes(old, new, was, now, dataset))
        groups = {
            what: [_Told(c.id, c.title, c.why + ((MAY_MATCH,) if c.possible else ())) for c in changes if c.what == what.lower()]
            for what in ("Entered", "Changed", "Left")
        }
        if changes:
            counts = ", ".join(f"{len(items) or 'none'} {what.lower()}" for what, items in groups.items())
            yield _Change(position, version, f"in this view {counts}", groups)
        old, was = new, now


def _query(selection: Selection, period: str) -> tuple[str, str]:
    """The query string of a view, and the same whatever the order of values; nothing where it is all."""
    if not selection.query():
        return "", ""
    asked = [(name, value) for name, value in selection.query() if not (period and name == "dates")]
    asked += [("dates", period)] if period else []
    ordered = sorted(asked) if period else [(name, value) for name, values in selection.parameters().items() for value in sorted(values)]
    return f"?{urlencode(asked, errors='replace')}", f"?{urlencode(ordered, errors='replace')}"


def _entry(feed: ET.Element, identity: str, change: _Change, base: str, query: str) -> ET.Element:
    entry, version = _add(feed, "entry"), change.version
    _add(entry, "id", identity)
    _add(entry, "title", f"{change.counts} (version {version.version})")
    _add(entry, "updated", _stamp(version))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{base}/facts{query}{'&' if query else '?'}v={version.version}")
    return entry


def _addresses(ids: Iterable[str], version: Version, base: str, dataset: Dataset | None) -> dict[str, str]:
    """Per fact of the entry the address of its card, where that answers."""
    answering = ids if dataset is None else {*dataset.facts_by_id, *dataset.retired}
    return {i: f"{base}/facts?{urlencode({'fact': i, 'v': version.version})}" for i in ids if i in answering}


def _with_answers(groups: Mapping[str, Iterable[_Told]], dataset: Dataset) -> dict[str, list[_Told]]:
    """The groups, in which a fact that is new says which open questions it answers; a changed one tells it among its fields."""

    def told(one: _Told) -> _Told:
        fact = dataset.facts_by_id.get(one.id)
        asked = [dataset.not_stated[q].asked for q in fact.answers_question if q in dataset.not_stated] if fact else []
        return one._replace(lines=(*one.lines, *(f"answers: {words}" for words in asked)))

    return {head: [told(one) if head in ("Added", "Entered") else one for one in facts] for head, facts in groups.items()}


def _content(body: ET.Element, groups: Mapping[str, Iterable[_Told]], registries: list[str], addresses: Mapping[str, str]) -> None:
    for head, facts in groups.items():
        if facts:
            _tell(body, "p", head)
            items = ET.SubElement(body, f"{{{_XHTML}}}ul")
            for told in facts:
                _fact(items, told.title, told.id, addresses.get(told.id), told.lines)
    if registries:
        _tell(body, "p", f"Registries changed: {', '.join(registries)}")
    if len(body) == 0:
        _tell(body, "p", "No fact differs from the version before.")


def _fact(items: ET.Element, title: str, identity: str, url: str | None, lines: Iterable[str]) -> None:
    item = ET.SubElement(items, f"{{{_XHTML}}}li")
    if url:
        _tell(item, "a", title, href=url).tail = _clean(f" ({identity})")
    else:
        item.text = _clean(f"{title} ({identity})")
    for line in lines:
        ET.SubElement(item, f"{{{_XHTML}}}br").tail = _clean(line)


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    found = ET.SubElement(parent, f"{{{_ATOM}}}{name}", {k: _clean(v) for k, v in attributes.items()})
    found.text = None if text is None else _clean(text)
    return found


def _tell(parent: ET.Element, name: str, text: str, **attributes: str) -> ET.Element:
    found = ET.SubElement(parent, f"{{{_XHTML}}}{name}", {k: _clean(v) for k, v in attributes.items()})
    found.text = _clean(text)
    return found


def _urn(name: str) -> str:
    return uuid.uuid5(_NAMES, name).urn


def _stamp(version: Version) -> str:
    return f"{version.date.isoformat()}T00:00:00Z"


def _clean(text: str) -> str:
    """Characters that XML 1.0 cannot hold become the replacement character."""
    return _NOT_XML.sub("�", text)
