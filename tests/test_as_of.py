"""A recorded version answers as it was: byte for byte the same after the data, the registries and the ledger went on."""

import datetime
import json
import re
import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.__main__ import main
from loaders.api.endpoints import ENDPOINTS
from loaders.api.openapi import openapi_description
from loaders.frames.cache import DatasetCache
from loaders.frames.dataset import Dataset, build_dataset, get_store
from loaders.history import as_of
from loaders.history.as_of import MOST_DATASETS, dataset_as_of, dataset_asked, ledger_of
from loaders.history.ledger import LEDGER_FILE, read_ledger
from loaders.history.versions import append_version, registry_hashes
from loaders.query.query_string import parse_query
from loaders.query.selection import Selection
from loaders.schema.canonical import record_content
from loaders.schema.diagnostics import DataError
from pages import PAGE_PARAMETERS, PAGES
from pages.compare.sides import canonical, sides_of
from pages.components.card_parts import card_body
from pages.state.events import events_beside
from pages.state.view import view_of
from pages.view_files import VIEW_ENDPOINTS
from pages.view_preview import view_preview
from tests.pages.test_every_page import FRAME
from tests.sweeps import first

DAY = datetime.date(2026, 1, 2)
WITH_AS_OF = [one.path for one in (*ENDPOINTS, *VIEW_ENDPOINTS) if one.as_of and (one.takes == "view" or "as_of" in (one.takes or ()))]


@pytest.fixture
def recorded(tiny_data, monkeypatch) -> tuple[Path, str]:
    """A small data folder that is served, and its one recorded version."""
    append_version(tiny_data, DAY)
    monkeypatch.setenv("FACTS_DATA", str(tiny_data))
    return tiny_data, build_dataset(tiny_data).version


def go_on(data: Path, change) -> str:
    """Change a toll, take a fact out, rename a place, put an actor in, and record that; gives the new version."""
    change(data / "facts" / "security_incidents.yaml", "value: 150", "value: 151")
    change(data / "facts" / "security_incidents.yaml", "Over 150", "Over 151")
    (data / "facts" / "diplomatic_events.yaml").write_text("[]\n")
    change(data / "places.yaml", "name: Dalbandin", "name: Dalbandin Town")
    with (data / "actors.yaml").open("a") as actors:
        actors.write("- {id: a-newcomer, name: A Newcomer, kind: company, country: Chile}\n")
    append_version(data, DAY + datetime.timedelta(days=5))
    return build_dataset(data).version


def test_an_answer_is_the_same_byte_by_byte_after_the_data_went_on_and_were_recorded(recorded, ask, change):
    data, version = recorded
    asked = f"?as_of={version}&match=definite&match=undated&match=unplaced"
    targets = [
        path + (asked if "changes" not in path else f"?as_of={version}")
        for path in WITH_AS_OF
        if not {"questions", "articles", "dossiers"} & {path.split("/")[-1].removesuffix(".json")}
    ]
    targets += [
        f"/api/articles.json?as_of={version}",
        f"/api/questions.json?as_of={version}",
        f"/api/dossiers.json?as_of={version}",
        f"/api/facts.json?as_of={version}&dates=last-90d",
    ]
    before = {target: ask.get(target) for target in targets}
    assert {answer.status for answer in before.values()} == {200}
    new = go_on(data, change)
    after = {target: ask.get(target) for target in targets}
    assert [target for target in targets if after[target].body != before[target].body] == []
    assert [target for target in targets if after[target].headers.get("etag") != before[target].headers.get("etag")] == []
    json_path = f"/api/facts.json{asked}"
    told = json.loads(after[json_path].body)
    assert (told["version"], told["selection"]["as_of"], after[json_path].headers["x-data-version"]) == (version, [version], version)
    assert {fact["id"] for fact in told["facts"]} >= {"ministers-meet", "attack-on-town"}
    today = json.loads(ask.get("/api/facts.json?match=definite&match=undated&match=unplaced").body)
    assert today["version"] == new != version
    assert "ministers-meet" not in {fact["id"] for fact in today["facts"]}
    frozen_feed, feed = (ask.get(f"/api/changes.atom{query}").body.decode() for query in (f"?as_of={version}", ""))
    assert (frozen_feed.count("entry>") // 2, feed.count("entry>") // 2) == (1, 2)


def test_places_and_actors_are_those_of_the_version_and_dates_count_from_its_day(recorded, change):
    data, version = recorded
    go_on(data, change)
    today = build_dataset(data)
    then = dataset_as_of(today, version, read_ledger(data))
    assert (then.places["dalbandin"].name, today.places["dalbandin"].name) == ("Dalbandin", "Dalbandin Town")
    assert "a-newcomer" not in then.actors
    assert then.recorded.registries == then.recorded.left_out == ()
    assert registry_hashes(then) == dict(read_ledger(data).versions[0].registries)
    assert parse_query({"dates": ["last-2d"]}, then).selection.dates == (DAY - datetime.timedelta(days=1), DAY)
    assert [entry.version for entry in ledger_of(then).versions] == [version]


def test_an_unknown_version_is_refused_with_those_that_are_known(recorded, ask):
    data, version = recorded
    for path in WITH_AS_OF:
        answer = ask.get(f"{path}?as_of=nosuch")
        assert answer.status == 400, path
        (error,) = json.loads(answer.body)["errors"]
        assert error["parameter"] == "as_of"
        assert version in error["message"]
    with (data / "retired.yaml").open("a") as retired:
        retired.write("- {id: an-old-one, reason: It was wrong.}\n")
    now = get_store(data).dataset.version
    (error,) = json.loads(ask.get(f"/api/facts.csv?as_of={now}").body)["errors"]
    assert "not recorded yet" in error["message"]
    (error,) = json.loads(ask.get(f"/api/events.csv?as_of={version}").body)["errors"]
    assert "imported events are in no recorded version" in error["message"]
    assert ask.get(f"/api/schema.json?as_of={version}").status == 400, "what has no data in it takes no version"


def test_the_command_line_gives_a_recorded_version_and_refuses_others(recorded, change, capsysbinary):
    data, version = recorded

    def given(*more: str) -> tuple[int, bytes, str]:
        code = main(["export", "--data", str(data), *more])
        out = capsysbinary.readouterr()
        return code, out.out, out.err.decode()

    before = given("--as-of", version)
    go_on(data, change)
    assert given("--as-of", version) == before
    assert given()[1] != before[1]
    code, out, err = given("--as-of", "nosuch")
    assert (code, out) == (2, b"")
    assert f"recorded are {build_dataset(data).version}, {version}" in err


@pytest.mark.parametrize("name", first(3, PAGES))
def test_every_page_says_of_when_it_is_keeps_it_in_its_links_and_leads_to_today(recorded, change, name):
    data, version = recorded
    go_on(data, change)
    page = AppTest.from_file(str(FRAME), default_timeout=60)
    page.query_params["as_of"] = version
    page.run()
    if name != "overview":
        page.switch_page(f"{name}/page.py").run()
    assert not page.exception
    words = " ".join(block.proto.body for block in page.get("html"))
    assert f"As of data version <b>{version}</b>, recorded 2 Jan 2026." in words
    assert "2 facts differ today: 1 changed, 1 removed." in words
    assert f"as_of={version}" in words.partition("<nav")[2].partition("</nav>")[0]
    page.button(key="see_today").click().run()
    assert not page.exception
    assert "As of data version" not in " ".join(block.proto.body for block in page.get("html"))


def test_a_page_names_the_known_versions_where_it_does_not_know_one(recorded):
    page = AppTest.from_file(str(FRAME), default_timeout=60)
    page.query_params["as_of"] = "nosuch"
    page.run()
    words = " ".join(block.proto.body for block in page.get("html"))
    assert "as_of “nosuch” is no recorded version of the data; recorded are" in words
    assert recorded[1] in words


def test_a_few_versions_are_kept_each_made_once_for_all_who_ask(recorded, change, monkeypatch):
    data, version = recorded
    made = []
    real = as_of._rebuilt
    monkeypatch.setattr(as_of, "_rebuilt", lambda *asked: made.append(asked[1]) or real(*asked))
    today, ledger, got = build_dataset(data), read_ledger(data), []
    readers = [threading.Thread(target=lambda: got.append(dataset_as_of(today, version, ledger))) for _ in range(8)]
    [reader.start() for reader in readers]
    [reader.join() for reader in readers]
    assert made == [version]
    assert len({id(one) for one in got}) == 1
    assert got[0].made._most_bytes < DatasetCache()._most_bytes
    for number in range(MOST_DATASETS + 2):
        change(data / "facts" / "security_incidents.yaml", "An attack on the town", f"An attack on the town {number}")
        append_version(data, DAY)
        change(data / "facts" / "security_incidents.yaml", f"An attack on the town {number}", "An attack on the town")
    ledger = read_ledger(data)
    for entry in ledger.versions:
        assert dataset_as_of(today, entry.version, ledger).version == entry.version
    assert len(today.made._values[as_of.dataset_as_of]) <= MOST_DATASETS


def test_a_ledger_of_former_times_says_whose_registries_stand_in_and_what_is_left_out(recorded, change):
    data, version = recorded
    path = data / LEDGER_FILE
    content = json.loads(path.read_text())
    content["registries"] = {}
    path.write_text(json.dumps(content))
    change(data / "places.yaml", "name: Dalbandin", "name: Dalbandin Town")
    (data / "facts" / "diplomatic_events.yaml").write_text("[]\n")
    change(data / "places.yaml", "- id: palace\n", "- id: the-palace\n")
    today = build_dataset(data)
    then, fault = dataset_asked(today, {"as_of": [version]})
    assert fault is None
    assert then.recorded.registries == ("places",)
    assert then.recorded.left_out == ("ministers-meet",)
    from pages.components.as_of_banner import limits_text

    assert "does not keep that version’s places" in limits_text(then)
    assert "1 fact of it is left out" in limits_text(then)


def test_registries_in_the_ledger_that_are_not_the_versions_own_are_refused(recorded):
    path = recorded[0] / LEDGER_FILE
    content = json.loads(path.read_text())
    content["registries"]["places"]["dalbandin"]["name"] = "Elsewhere"
    path.write_text(json.dumps(content))
    with pytest.raises(DataError, match=r"the registries kept of version .* are not its own: places"):
        read_ledger(recorded[0])


def test_every_version_of_the_projects_own_ledger_is_rebuilt_whole(dataset: Dataset):
    ledger = read_ledger(dataset.folder)
    for entry in ledger.versions:
        then = dataset_as_of(dataset, entry.version, ledger)
        assert (then.recorded.registries, then.recorded.left_out) == ((), ())
        assert len(then.facts) == len(entry.facts)


def test_the_description_of_the_api_names_it():
    (told,) = [one for one in openapi_description()["paths"]["/api/facts.json"]["get"]["parameters"] if one["name"] == "as_of"]
    assert "recorded version" in told["description"]


def test_pages_of_single_things_and_previews_are_of_the_version_and_lead_on_in_it(recorded, ask, change):
    data, version = recorded
    targets = [f"/place/dalbandin?as_of={version}", f"/fact/ministers-meet?as_of={version}", f"/preview.png?as_of={version}"]
    before = {target: ask.get(target) for target in targets}
    assert {answer.status for answer in before.values()} == {200}
    go_on(data, change)
    assert [target for target in targets if ask.get(target).body != before[target].body] == []
    html = before[targets[0]].text
    assert f"As of data version <b>{version}</b>, recorded 2 Jan 2026." in html
    assert '<a href="/place/dalbandin">See it today</a>' in html
    inner = [address for address in re.findall(r'href="(/[^"]*)"', html) if not re.match(r"/(?:static|icon|place/dalbandin\")", address)]
    assert [address for address in inner if f"as_of={version}" not in address] == ["/place/dalbandin"]
    assert "Dalbandin Town" in ask.get("/place/dalbandin").text
    assert "Dalbandin Town" not in html
    assert ask.get("/fact/ministers-meet").status == 404
    assert ask.get("/fact/ministers-meet?as_of=nosuch").status == 400
    told = view_preview("/map", f"as_of={version}")
    assert told is not None
    assert told.picture == f"/preview.png?as_of={version}"
    assert told.title.startswith("5 facts shown"), "today there are four"


def test_a_recorded_version_has_no_imported_events_beside_it_and_cards_link_within_it(recorded, change, monkeypatch, tmp_path):
    data, version = recorded
    go_on(data, change)
    monkeypatch.setenv("EVENTS", str(tmp_path))
    assert events_beside(Selection()) is not None
    assert events_beside(Selection(as_of=version)) is None
    then = dataset_as_of(build_dataset(data), version, read_ledger(data))
    links = re.findall(r"href='\./((?:actor|place|article)/[^']*)'", card_body(then.facts_by_id["ministers-meet"], then))
    assert links
    assert [link for link in links if not link.endswith(f"?as_of={version}")] == []


def test_an_order_that_names_a_fact_which_is_not_there_goes_with_it(dataset: Dataset):
    (fact, *_) = [fact for fact in dataset.facts_by_id.values() if any(one.fact for one in fact.order)]
    found, left_out = as_of._facts({fact.id: record_content(fact)}, vars(dataset))
    assert left_out == ()
    assert found[fact.id].order == tuple(one for one in fact.order if one.fact is None)


def test_a_comparison_has_the_version_once_for_both_sides(dataset: Dataset):
    version = read_ledger(dataset.folder).versions[0].version
    then = dataset_as_of(dataset, version, read_ledger(dataset.folder))
    assert (canonical(f"?district=nushki&as_of={version}", then), canonical("?district=nushki", then)) == ("district=nushki",) * 2
    query = parse_query(
        {"as_of": [version], "a": [f"district=nushki&as_of={version}"], "b": ["kind=mineral_site&as_of=nosuch"]}, then, PAGE_PARAMETERS
    )
    first, second = sides_of(view_of(then, query))
    assert (first.faults, first.selection) == ((), Selection(district=("nushki",)))
    assert second.faults == (f"as_of “nosuch” holds for the address of the page, not for a side; both sides show version {version}.",)
