"""An Atom feed (RFC 4287) of the ledger: one entry a version, with the facts it added, changed and withdrew."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote_plus, urlencode
from xml.etree import ElementTree as ET

from loaders.frames.dataset import Dataset
from loaders.history.diff import counted, registries_changed
from loaders.history.ledger import ChangedFact, Ledger, Version
from loaders.query.selection import Selection, select, shown

FEED_TYPE = "application/atom+xml"
TITLE = "Minerals and conflict in Pakistan’s west: changes of the data"
OF_A_VIEW = "Limited to the facts that this view shows today. Withdrawn facts are in no view any more: all of them are named."
AUTHOR = "Minerals and conflict dashboard"
_ATOM, _XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
_NAMES = uuid.UUID("6a1c2a5e-7f0b-5f0e-9d2b-6c9f3d5b8e41")
_BEFORE_ANY = "1970-01-01T00:00:00Z"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ET.register_namespace("", _ATOM)
ET.register_namespace("xhtml", _XHTML)


def changes_feed(ledger: Ledger, base: str, dataset: Dataset | None = None, selection: Selection | None = None, most: int = 50) -> bytes:
    """The latest versions of the ledger as Atom, the newest first; `base` is the server's address without a last slash.

    With a selection that filters, the feed of that view: an entry for each version that added or changed a fact which the view shows
    today, or withdrew one; a withdrawn fact answers to no filter any more, so all of them stay. Title and entries say what they are
    limited to; values of one parameter in another order give the same feed.

    Ids are of the ledger, not of the host: a reader who moves from one address of the dashboard to another sees no entry twice.
    Facts link to their cards at the version; one that no longer answers (neither in the dataset nor retired) is named without a link.
    """
    base, first = base.rstrip("/"), ledger.versions[0].version if ledger.versions else "empty"
    view, query, same = _view(dataset, selection)
    changes = list(_in_view(ledger, view))
    feed = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _add(feed, "id", _urn(f"{first}{same}"))
    _add(feed, "title", TITLE + (f" ({unquote_plus(query[1:])})" if query else ""))
    if query:
        _add(feed, "subtitle", OF_A_VIEW)
    _add(feed, "updated", _stamp(changes[-1][1]) if changes else _BEFORE_ANY)
    _add(_add(feed, "author"), "name", AUTHOR)
    _add(feed, "link", rel="self", type=FEED_TYPE, href=f"{base}/api/changes.atom{query}")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}/sources{query}")
    former = (None, *ledger.versions)
    for position, version in changes[: -most - 1 : -1]:
        entry = _entry(feed, _urn(f"{first}/{position}/{version.version}{same}"), version, base, query)
        body = ET.SubElement(_add(entry, "content", type="xhtml"), f"{{{_XHTML}}}div")
        _content(
            body,
            version,
            registries_changed(ledger.versions[position], former[position]),
            _addresses(version, base, dataset),
            _answers(version, dataset),
        )
    ET.indent(feed, " ")
    found: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return found


def _view(dataset: Dataset | None, selection: Selection | None) -> tuple[set[str] | None, str, str]:
    """The facts that a selection shows, its query string, and the same whatever the order of values; nothing where it is all."""
    if dataset is None or selection is None or not selection.query():
        return None, "", ""
    ordered = [(name, value) for name, values in selection.parameters().items() for value in sorted(values)]
    asked, same = (f"?{urlencode(pairs, errors='replace')}" for pairs in (selection.query(), ordered))
    return {*shown(select(dataset.facts, selection), selection)["id"]}, asked, same


def _in_view(ledger: Ledger, view: set[str] | None) -> Iterator[tuple[int, Version]]:
    """The versions with their places in the ledger, each with the changes of a view; those that hold none of it are left out."""
    for position, version in enumerate(ledger.versions):
        if view is None:
            yield position, version
            continue
        added = {i: title for i, title in version.added.items() if i in view}
        changed = {i: told for i, told in version.changed.items() if i in view}
        if added or changed or version.removed:
            yield position, version.model_copy(update={"added": added, "changed": changed})


def _entry(feed: ET.Element, identity: str, version: Version, base: str, query: str) -> ET.Element:
    entry = _add(feed, "entry")
    counts = counted(len(version.added), len(version.changed), len(version.removed)).replace("removed", "withdrawn")
    if query:
        seen, _, withdrawn = counts.rpartition(", ")
        counts = f"in this view {seen}; in all {withdrawn}"
    _add(entry, "id", identity)
    _add(entry, "title", f"{counts} (version {version.version})")
    _add(entry, "updated", _stamp(version))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{base}/facts{query}{'&' if query else '?'}v={version.version}")
    return entry


def _addresses(version: Version, base: str, dataset: Dataset | None) -> dict[str, str]:
    """Per fact of the entry the address of its card, where that answers."""
    ids = (*version.added, *version.changed, *version.removed)
    answering = ids if dataset is None else {*dataset.facts_by_id, *dataset.retired}
    return {i: f"{base}/facts?{urlencode({'fact': i, 'v': version.version})}" for i in ids if i in answering}


def _answers(version: Version, dataset: Dataset | None) -> dict[str, list[str]]:
    """Per added fact that still stands the open questions that it answers, in words; a changed one tells it among its fields."""
    facts = dataset.facts_by_id if dataset else {}
    return {
        i: [f"answers: {dataset.not_stated[q].asked}" for q in facts[i].answers_question] for i in version.added if dataset and i in facts
    }


def _content(
    body: ET.Element, version: Version, registries: list[str], addresses: Mapping[str, str], answers: Mapping[str, Iterable[str]]
) -> None:
    changed = {identity: c.title for identity, c in version.changed.items()}
    for head, titles in (("Added", version.added), ("Changed", changed), ("Withdrawn", version.removed)):
        if titles:
            _tell(body, "p", head)
            items = ET.SubElement(body, f"{{{_XHTML}}}ul")
            for identity, title in titles.items():
                lines = _field_lines(version.changed[identity]) if head == "Changed" else answers.get(identity, ())
                _fact(items, title, identity, addresses.get(identity), lines)
    if registries:
        _tell(body, "p", f"Registries changed: {', '.join(registries)}")
    if len(body) == 0:
        _tell(body, "p", "No fact differs from the version before.")


def _field_lines(changed: ChangedFact) -> Iterator[str]:
    yield from (f"{told.field}: {told.old} → {told.new}" for told in changed.fields)


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
