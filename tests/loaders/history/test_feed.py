"""The feed is valid Atom: read back by a plain XML parser, with stable ids, links that answer and text that stays text."""

import uuid
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.frames.dataset import build_dataset
from loaders.history.feed import changes_feed
from loaders.history.ledger import Ledger, Version, read_ledger
from loaders.history.versions import append_version
from loaders.query.selection import Selection
from loaders.yaml.folder import DATA
from tests.loaders.history.test_diff import change_it

ATOM, XHTML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/1999/xhtml}"
BASE = "https://dashboard.example"
DAY, LATER = date(2026, 2, 22), date(2026, 3, 24)


@pytest.fixture
def grown(tiny_data, change):
    """A data folder whose ledger has two versions."""
    append_version(tiny_data, DAY)
    change_it(tiny_data, change)
    append_version(tiny_data, LATER)
    return tiny_data


def _feed(data, **given):
    return ET.fromstring(changes_feed(read_ledger(data), BASE, build_dataset(data), **given))


def _atom_faults(feed):
    """What RFC 4287 asks of every feed and entry, and this one lacks."""
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            found = element.findall(ATOM + name)
            if len(found) != 1 or not (found[0].text or "").strip():
                yield f"{element.tag} has {len(found)} {name}"
        uuid.UUID(element.findtext(f"{ATOM}id").removeprefix("urn:uuid:"))
        stamp = datetime.strptime(element.findtext(f"{ATOM}updated"), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        if stamp.year < 1970:
            yield "a stamp before the dashboard"
        kinds = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
        if len(kinds) != len(set(kinds)):
            yield "two links of one kind"
    if not feed.findtext(f"{ATOM}author/{ATOM}name"):
        yield "no author"
    if [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] != [f"{BASE}/api/changes.atom"]:
        yield "no link to itself"
    for content in feed.iterfind(f"{ATOM}entry/{ATOM}content"):
        if content.get("type") != "xhtml" or [child.tag for child in content] != [f"{XHTML}div"]:
            yield "content is not one XHTML div"
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    if len(ids) != len(set(ids)) or feed.findtext(f"{ATOM}id") in ids:
        yield "an id is used twice"


def test_the_feed_of_the_projects_own_ledger_is_valid():
    feed = _feed(DATA)
    assert list(_atom_faults(feed)) == []
    assert len(feed.findall(f"{ATOM}entry")) == len(read_ledger(DATA).versions)


def test_the_newest_version_comes_first_and_dates_the_feed(grown):
    feed = _feed(grown)
    assert list(_atom_faults(feed)) == []
    new, old = feed.findall(f"{ATOM}entry")
    two = read_ledger(grown).versions[1].version
    assert new.findtext(f"{ATOM}title") == f"1 added, 1 changed, 1 withdrawn (version {two})"
    assert old.findtext(f"{ATOM}title").startswith("5 added, none changed, none withdrawn")
    assert feed.findtext(f"{ATOM}updated") == new.findtext(f"{ATOM}updated") == "2026-03-24T00:00:00Z"
    assert old.findtext(f"{ATOM}updated") == "2026-02-22T00:00:00Z"


def test_an_entry_lists_its_facts_with_links_to_their_cards_at_that_version(grown):
    entry = _feed(grown).find(f"{ATOM}entry")
    version = read_ledger(grown).versions[1].version
    links = {a.text: a.get("href") for a in entry.iter(f"{XHTML}a")}
    assert set(links) == {"Another mine", "A bank approves a loan", "Experts see a trend"}
    for url in links.values():
        assert urlsplit(url).path == "/facts"
        assert parse_qs(urlsplit(url).query)["v"] == [version]
    assert links["Another mine"] == f"{BASE}/facts?fact=new-mine&v={version}"
    heads = [p.text for p in entry.iter(f"{XHTML}p")]
    assert heads == ["Added", "Changed", "Withdrawn", "Registries changed: places, retired"]
    assert "date: 2025-12 → not stated" in "".join(entry.itertext())


def test_a_fact_that_no_longer_answers_is_named_without_a_link(grown, change):
    change(grown / "retired.yaml", "- id: experts-see-trend\n  into: the-mine\n  reason: Told twice.\n", "")
    feed = _feed(grown)
    assert "experts-see-trend" in "".join(feed.itertext())
    assert not [a for a in feed.iter(f"{XHTML}a") if "experts-see-trend" in a.get("href")]


def test_ids_stay_when_the_ledger_grows_and_when_the_host_moves(grown, change):
    before = [e.findtext(f"{ATOM}id") for e in _feed(grown).findall(f"{ATOM}entry")]
    change(grown / "actors.yaml", "name: The bank", "name: A bank")
    append_version(grown, LATER)
    elsewhere = ET.fromstring(changes_feed(read_ledger(grown), "http://localhost:8501/", build_dataset(grown)))
    after = [e.findtext(f"{ATOM}id") for e in elsewhere.findall(f"{ATOM}entry")]
    assert after[1:] == before
    assert elsewhere.findtext(f"{ATOM}id") == _feed(grown).findtext(f"{ATOM}id")
    assert "//api" not in changes_feed(read_ledger(grown), "http://localhost:8501/").decode()


def test_a_version_in_which_only_a_registry_differs_says_so(grown, change):
    change(grown / "actors.yaml", "name: The bank", "name: A bank")
    append_version(grown, LATER)
    assert [p.text for p in _feed(grown).find(f"{ATOM}entry").iter(f"{XHTML}p")] == ["Registries changed: actors"]


def test_only_the_latest_versions_are_told(grown):
    feed = _feed(grown, most=1)
    assert [e.findtext(f"{ATOM}updated") for e in feed.findall(f"{ATOM}entry")] == ["2026-03-24T00:00:00Z"]


def test_an_empty_ledger_gives_an_empty_feed_that_is_valid():
    feed = ET.fromstring(changes_feed(Ledger(), BASE))
    assert list(_atom_faults(feed)) == []
    assert feed.findall(f"{ATOM}entry") == []


def test_the_feed_of_a_view_holds_what_its_facts_went_through(grown):
    view = Selection(kind=("financing_deal",))
    feed = _feed(grown, selection=view)
    (new, old) = feed.findall(f"{ATOM}entry")
    assert new.findtext(f"{ATOM}title").startswith("in this view none entered, 1 changed, none left (version ")
    assert old.findtext(f"{ATOM}title").startswith("in this view 1 entered, none changed, none left (version ")
    assert feed.findtext(f"{ATOM}title").endswith(": changes of the data (kind=financing_deal)")
    assert feed.findtext(f"{ATOM}subtitle").startswith("What entered this view, changed in it and left it, and why")
    assert {a.text for a in old.iter(f"{XHTML}a")} == {"A bank approves a loan"}
    assert "date: 2025-12 → not stated" in "".join(new.itertext())
    assert [link.get("href") for link in feed.findall(f"{ATOM}link")] == [
        f"{BASE}/api/changes.atom?kind=financing_deal",
        f"{BASE}/sources?kind=financing_deal",
    ]
    whole = _feed(grown)
    assert {e.findtext(f"{ATOM}id") for e in (feed, new, old)}.isdisjoint(e.text for e in whole.iter(f"{ATOM}id"))
    assert whole.find(f"{ATOM}subtitle") is None
    assert ET.tostring(_feed(grown, selection=Selection())) == ET.tostring(whole)


def _entries(data, **asked):
    parsed = feedparser.parse(changes_feed(read_ledger(data), BASE, build_dataset(data), **asked))
    assert (parsed.bozo, parsed.version) == (False, "atom10")
    return parsed.entries


def test_a_feed_reader_sees_what_entered_and_left_a_view_and_why(grown, change):
    deals = {"selection": Selection(dates=(date(2025, 12, 1), date(2025, 12, 31)), kind=("financing_deal",))}
    left, entered = _entries(grown, **deals)
    assert left.title.startswith("in this view none entered, none changed, 1 left")
    assert "date: 2025-12 → not stated" in left.content[0].value
    assert entered.title.startswith("in this view 1 entered")
    assert "added to the data" in entered.content[0].value
    trends = _entries(grown, selection=Selection(kind=("context",)))
    assert trends[0].title.startswith("in this view none entered, none changed, 1 left")
    assert "Told twice." in trends[0].content[0].value or "merged into" in trends[0].content[0].value
    ids = [entry.id for entry in (left, entered)]
    change(
        grown / "facts/financing_deals.yaml", "  title: A bank approves a loan\n", '  title: A bank approves a loan\n  date: "2025-12"\n'
    )
    append_version(grown, LATER)
    again = _entries(grown, **deals)
    assert again[0].title.startswith("in this view 1 entered")
    assert "date: not stated → 2025-12" in again[0].content[0].value
    assert [entry.id for entry in again[1:]] == ids


def test_a_view_by_the_calendar_keeps_its_address_and_ids_while_its_days_move_on(grown):
    def feed(last):
        return _feed(grown, selection=Selection(dates=(date(2025, 12, 1), last)), period="since:2025-12-01")

    one, other = feed(date(2026, 3, 1)), feed(date(2026, 3, 2))
    assert ET.tostring(one) == ET.tostring(other)
    assert one.find(f"{ATOM}link").get("href") == f"{BASE}/api/changes.atom?dates=since%3A2025-12-01"


def test_a_ledger_that_does_not_keep_former_contents_guesses_nothing(grown):
    ledger = read_ledger(grown)
    forgetful = ledger.model_copy(update={"versions": tuple(v.model_copy(update={"before": {}}) for v in ledger.versions)})
    feed = ET.fromstring(changes_feed(forgetful, BASE, build_dataset(grown), selection=Selection(kind=("financing_deal",))))
    titles = [e.findtext(f"{ATOM}title") for e in feed.findall(f"{ATOM}entry")]
    assert titles[0].startswith("in this view none entered, 1 changed, none left")
    assert "how it was before is not kept" in "".join(feed.itertext())


def test_a_view_whose_values_come_in_another_order_is_the_same_feed(grown):
    one, other = (_feed(grown, selection=Selection(kind=kinds)) for kinds in (("context", "financing_deal"), ("financing_deal", "context")))
    assert [i.text for i in one.iter(f"{ATOM}id")] == [i.text for i in other.iter(f"{ATOM}id")]
    assert [i.text for i in one.iter(f"{ATOM}id")] != [
        i.text for i in _feed(grown, selection=Selection(kind=("context",))).iter(f"{ATOM}id")
    ]
    assert _feed(grown, selection=Selection(q="nothing has this")).findall(f"{ATOM}entry") == []


HOSTILE = [
    "<script>alert(1)</script>",
    "</title></entry><entry>",
    "&amp; & &#x3c;",
    "]]> <![CDATA[",
    '" onclick="x',
    "bell\x07 nul\x00 \ufffe",
    "right\u202eleft",
    "😀",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_stay_text(title):
    feed = ET.fromstring(changes_feed(_ledger(title), BASE))
    assert list(_atom_faults(feed)) == []
    (link,) = feed.iter(f"{XHTML}a")
    assert link.text == "".join(c if c.isprintable() or c == "\u202e" else "\ufffd" for c in title)
    known = {"feed", "id", "title", "updated", "author", "name", "link", "entry", "content", "div", "p", "ul", "li", "a"}
    assert {element.tag.split("}")[1] for element in feed.iter()} <= known


@given(st.text(min_size=1, max_size=40).filter(str.strip), st.text(max_size=20))
def test_any_title_and_any_host_give_xml_that_parses(title, host):
    feed = ET.fromstring(changes_feed(_ledger(title), f"https://{host}"))
    assert len(list(feed.iter(f"{XHTML}a"))) == 1


def _ledger(title):
    """A ledger of one fact, past the checks of reading: what the feed holds to, it holds to by itself."""
    told = {"added": {"one": title}, "changed": {}, "removed": {}, "registries": {}, "facts": {"one": "0" * 10}}
    return Ledger.model_construct(versions=(Version.model_construct(version="abc", date=DAY, **told),), latest={})
