"""The path of the README's "Add an article" from a text to a fact that the app shows, on a text written for this test."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders import load_facts
from loaders.__main__ import main
from loaders.history.ledger import read_ledger
from tests.conftest import REPOSITORY

TEXT = Path(__file__).resolve().parents[1] / "texts" / "harbour-daily.txt"
SECTION = (REPOSITORY / "README.md").read_text(encoding="utf-8").split("## Add an article\n")[1].split("\n## ")[0]
NEW_ARTICLE, NEW_FACT, CHECK, NEW_PLACE, NEW_ACTOR, PROOF, STRICT, RECORD, DIFF, RETIRE = [
    shlex.split(line)[3:] for line in SECTION.splitlines() if line.startswith("    python -m loaders ")
]
INCIDENT, MEETING = "convoy-attack-dalbandin", "malik-commissioner-april"

ARTICLE = {"publisher": "Harbour Daily", "perspective": "Written for a test; takes no side."}
FACTS = {
    "security_incident": {
        "title": "Convoy attacked west of Dalbandin, 12 militants reported killed",
        "summary": "Lorries were attacked and some set on fire; security forces say they killed 12 militants.",
        "date": '"2026-03-03"',
        "places": "[dalbandin]",
        "actors": "[{actor: pakistan-security-forces, role: speaker}, {actor: militant-groups, role: perpetrator}]",
        "claimed_by": "[pakistan-security-forces]",
        "certainty": "claimed",
        "figures": "[{name: killed, value: 12, unit: people, bound: exactly}, "
        "{name: lorries, value: 4, unit: lorries, bound: exactly, claimed_by: [author]}]",
        "event_type": "attack",
        "from": '"Gunmen attacked a convoy"',
        "to": '"back towards the town"',
    },
    "financing_deal": {
        "title": "EXIM signs a loan of USD 200 million for Reko Diq",
        "summary": "The bank signed a loan, to be paid out in stages.",
        "date": '"2026-04"',
        "places": "[reko-diq]",
        "claimed_by": "[author]",
        "certainty": "stated",
        "figures": "[{name: amount, value: 200000000, unit: USD, bound: exactly}]",
        "financier": "[us-exim]",
        "status": "signed",
        "instrument": "loan",
        "from": '"In April 2026 the US"',
        "to": '"Reko Diq project"',
    },
    "diplomatic_event": {
        "title": "Malik meets the Australian High Commissioner",
        "summary": "They spoke about training for engineers.",
        "date": '"2026-04-28"',
        "year_inferred": "true",
        "places": "[islamabad]",
        "actors": "[{actor: ali-pervaiz-malik, role: participant}, {actor: australian-high-commissioner, role: participant}]",
        "claimed_by": "[author]",
        "certainty": "stated",
        "event_type": "meeting",
        "from": '"on April 28, Ali"',
        "to": '"training for engineers"',
    },
    "mineral_site": {
        "title": "Saindak said to work on",
        "summary": "The project went on working in spring.",
        "places": "[saindak]",
        "claimed_by": "[author]",
        "certainty": "stated",
        "site_type": "mine_project",
        "from": '"The Saindak project"',
        "to": '"through the spring"',
    },
    "context": {
        "title": "Analysts see a contest over time",
        "summary": "Lenders hope for safe roads, fighters that patience ends first.",
        "claimed_by": "[analysts]",
        "certainty": "opinion",
        "topic": "security",
        "from": '"Analysts see in all"',
        "to": '"a contest over time"',
    },
}
PARAGRAPHS = {"financing_deal": 4, "diplomatic_event": 5, "mineral_site": 6, "context": 7}


def fill(path, identity, values):
    """What a person does in an editor: write the values behind the open keys, and add others that the skeleton names."""
    before, start, rest = re.split(rf'(^- id: "?{identity}"?.*\n)', path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for key, value in values.items():
        pattern = rf"(?<=[ ,]){key}: (?=[,}}])" if key in ("from", "to") else rf"^  (?:# )?{key}:.*$"
        told = f"{key}: {value}" if key in ("from", "to") else f"  {key}: {value}"
        entry, following = re.split(r"(?=^- id:|\Z)", rest, maxsplit=1, flags=re.MULTILINE)
        entry, times = re.subn(pattern, told.replace("\\", r"\\"), entry, count=1, flags=re.MULTILINE)
        if not times:
            assert re.search(rf"(?:may be added|^  #   )[^\n]*\b{key}\b", entry, re.MULTILINE), (
                f"the skeleton of {identity} does not name {key}"
            )
            entry = f"{told}\n{entry}"
        rest = entry + following
    path.write_text(before + start + rest, encoding="utf-8")


@pytest.fixture
def desk(sample_data, monkeypatch):
    """A copy of the project's data under git, and the new text in `../articles`; gives the data folder."""
    home = sample_data.parent
    for words in (["init"], ["add", "data"], ["-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-m", "Data"]):
        subprocess.run(["git", "-C", str(home), "-c", "commit.gpgsign=false", *words], check=True, capture_output=True)
    (home.parent / "articles").mkdir()
    shutil.copy(TEXT, home.parent / "articles")
    monkeypatch.chdir(home)
    return home / "data"


@pytest.fixture
def all_texts(desk, articles_folder):
    """The texts of the other articles beside the new one."""
    for text in articles_folder.glob("*.txt"):
        shutil.copy(text, desk.parents[1] / "articles")


@pytest.fixture
def run(desk, capsys):
    """Run a command on the desk's data: its exit code, stdout, stderr."""

    def command(*words):
        code = main([*words, "--data", "data"])
        return code, *capsys.readouterr()

    return command


def _file_of(desk, identity):
    return next(path for path in desk.glob("facts/*.yaml") if f"- id: {identity}" in path.read_text(encoding="utf-8"))


def _begin(run):
    """The article and one fact of each kind begun: their ids by kind."""
    assert run(*NEW_ARTICLE)[:2] == (0, "harbour-daily\n")
    begun = {"security_incident": run(*NEW_FACT)[1].strip()}
    for kind, paragraph in PARAGRAPHS.items():
        words = ("new", "fact", "--kind", kind, "--article", "harbour-daily", "--paragraph", str(paragraph))
        begun[kind] = run(*words, *(("--id", MEETING) if kind == "diplomatic_event" else ()))[1].strip()
    assert begun == {
        "security_incident": INCIDENT,
        "financing_deal": "financing-deal-1",
        "diplomatic_event": MEETING,
        "mineral_site": "mineral-site-1",
        "context": "context-1",
    }
    return begun


def _fill_in(desk, begun):
    fill(desk / "articles.yaml", "harbour-daily", ARTICLE)
    for kind, identity in begun.items():
        fill(_file_of(desk, identity), identity, FACTS[kind])


def test_check_says_of_a_skeleton_what_is_to_be_filled_in(run):
    begun = _begin(run)
    code, out, err = run(*CHECK)
    assert (code, out) == (1, "")
    assert re.search(r'data/articles.yaml:\d+ harbour-daily: "publisher" has no value; write one', err)
    for identity in begun.values():
        assert re.search(rf"data/facts/\w+.yaml:\d+ {identity}: claimed_by is empty; give one at least", err)
        for key in ("title", "summary", "certainty", "from", "to"):
            assert re.search(rf'data/facts/\w+.yaml:\d+ {identity}: "{key}" has no value; write one', err), (identity, key)


@pytest.mark.usefixtures("all_texts")
def test_each_command_says_what_is_still_wrong_until_it_is_right(run, desk, change):
    _fill_in(desk, _begin(run))
    incidents, deals = desk / "facts/security_incidents.yaml", desk / "facts/financing_deals.yaml"

    fill(incidents, INCIDENT, {"certainty": "claimd"})
    code, _, err = run(*CHECK)
    place = rf"data/facts/security_incidents.yaml:\d+ {INCIDENT}"
    assert code == 1
    assert re.fullmatch(rf'{place}: unknown certainty "claimd"; did you mean "claimed"\?\n1 error\n', err)
    fill(incidents, INCIDENT, {"certainty": "claimed"})
    assert run(*CHECK)[0] == 0

    change(deals, "value: 200000000", "value: 250000000")
    code, _, err = run(*PROOF)
    assert (code, "financing-deal-1: amount 250000000 is not written in the passages" in err) == (1, True)
    change(deals, "value: 250000000", "value: 200000000")
    assert run(*PROOF)[0] == 0

    code, _, err = run(*STRICT)
    assert code == 1
    assert re.fullmatch(
        rf'{place}: warning place_not_listed "nok-kundi": the passage names Nok Kundi; add it to places, or answer it\n1 warning\n', err
    )
    fill(incidents, INCIDENT, {"answers": '[{warning: place_not_listed, about: nok-kundi, reason: "They had loaded there before."}]'})
    assert run(*STRICT)[0] == 0


@pytest.mark.slow
def test_what_was_added_is_recorded_told_apart_and_shown(run, desk, monkeypatch):
    _fill_in(desk, _begin(run))
    assert run(*RECORD)[0] == 0
    assert read_ledger(desk).versions[-1].added[INCIDENT] == FACTS["security_incident"]["title"]
    assert f"- `{INCIDENT}`: {FACTS['security_incident']['title']}" in (desk / "CHANGELOG.md").read_text(encoding="utf-8")
    code, out, _ = run(*DIFF)
    assert (code, out.splitlines()[0]) == (0, "Facts from HEAD to data: 5 added, none changed, none removed.")
    assert f"added {INCIDENT}: {FACTS['security_incident']['title']}" in out
    assert "articles: added harbour-daily" in out

    row = load_facts(desk).set_index("id").loc[INCIDENT]
    assert (row["killed"], row["killed_claimed_by"], row["districts"]) == (12, "pakistan-security-forces", ("Chagai",))
    monkeypatch.setenv("FACTS_DATA", str(desk))
    app = AppTest.from_file(str(REPOSITORY / "pages" / "frame.py"), default_timeout=60)
    app.run()
    app.switch_page("facts/page.py").run()
    assert not app.exception
    assert {fact["title"] for fact in FACTS.values()} <= {*app.dataframe[0].value["Fact"]}


def test_a_fact_that_was_retired_leads_to_what_took_its_place(run, desk):
    _fill_in(desk, _begin(run))
    assert RETIRE == ["retire", INCIDENT, "--into", "other-id"]
    assert run(*RETIRE)[0] == 2
    assert run(*RETIRE[:-1], "context-1")[0] == 0
    assert run(*CHECK)[0] == 0
    assert f"- id: {INCIDENT}" not in (desk / "facts/security_incidents.yaml").read_text(encoding="utf-8")
    assert run("new", "fact", "--kind", "context", "--id", INCIDENT)[0] == 2


OTHER_TEXT = TEXT.with_name("port-gazette.txt")
OTHER_FACTS = {
    ("security_incident", 2): {
        "title": "Port workers strike at Gwadar",
        "summary": "The union says that its members walked out over wages.",
        "date": '"2026-05-05"',
        "places": "[gwadar-port]",
        "actors": "[{actor: harbour-workers-union, role: organiser}]",
        "claimed_by": "[harbour-workers-union]",
        "certainty": "claimed",
        "figures": "[{name: strikers, value: 1200, unit: people, bound: at_least}, {name: ships_waiting, value: 24, unit: ships, "
        "bound: nearly, claimed_by: [union-secretary]}]",
        "event_type": "strike",
        "from": '"Work at Gwadar"',
        "to": '"were kept waiting"',
    },
    ("security_incident", 3): {
        "title": "Miners trapped in Khost mine",
        "summary": "Gas blew up; the inspectorate reports the dead.",
        "date": '"2026-05-07"',
        "places": "[khost-mine]",
        "actors": "[{actor: mines-inspectorate, role: speaker}]",
        "claimed_by": "[mines-inspectorate]",
        "certainty": "reported",
        "figures": "[{name: trapped, value: 30, unit: people, bound: at_least}, "
        "{name: killed, value: 9, value_to: 12, unit: people, bound: between}]",
        "event_type": "accident",
        "from": '"At least 30 miners"',
        "to": '"the mines inspectorate reported"',
    },
    ("mineral_site", 3): {
        "title": "Khost mine",
        "summary": "A coal mine at work since 1990.",
        "date": '"1990/.."',
        "places": "[khost-mine]",
        "claimed_by": "[author]",
        "certainty": "stated",
        "commodities": "[coal]",
        "site_type": "mine_project",
        "status": "operating",
        "from": '"The mine has been"',
        "to": '"and digs coal"',
    },
    ("diplomatic_event", 4): {
        "title": "High Court calls the lease void",
        "summary": "The court ruled on a case that the union had brought.",
        "date": '"2026-05-08"',
        "places": "[balochistan]",
        "actors": "[{actor: balochistan-high-court, role: adjudicator}, {actor: harbour-workers-union, role: petitioner}]",
        "claimed_by": "[author]",
        "certainty": "stated",
        "event_type": "court_ruling",
        "from": '"The Balochistan High Court"',
        "to": '"brought the case"',
    },
    ("financing_deal", 5): {
        "title": "Royalty of the mine",
        "summary": "What the province takes in a year.",
        "places": "[khost-mine]",
        "claimed_by": "[author]",
        "certainty": "stated",
        "figures": "[{name: royalty, value: 20000000, unit: PKR, bound: fewer_than, per: year}, "
        "{name: amount, value: 70000, unit: USD, bound: about, per: year}]",
        "financier": "[balochistan-government]",
        "status": "unspecified",
        "instrument": "royalty",
        "from": '"The provincial government takes"',
        "to": '"US dollars 70,000"',
    },
    ("context", 5): {
        "title": "The railway is said to be in poor repair",
        "summary": "The line from Quetta to the mine.",
        "places": "[quetta-khost-railway, quetta, khost-mine]",
        "claimed_by": "[author]",
        "certainty": "reported",
        "topic": "infrastructure",
        "from": '"The railway from Quetta"',
        "to": '"in poor repair"',
    },
    ("diplomatic_event", 6): {
        "title": "Miners' alliance wins a by-election",
        "summary": "Its candidate won the seat.",
        "date": '"2026-05-10"',
        "actors": "[{actor: miners-alliance, role: winner}]",
        "claimed_by": "[author]",
        "certainty": "stated",
        "figures": "[{name: margin, value: 150000, unit: votes, bound: at_most}]",
        "event_type": "election",
        "from": '"In a by-election"',
        "to": '"1.5 lakh votes"',
    },
}


def test_an_article_of_another_subject_is_coded_by_the_readme_alone_with_no_bent_word(run, desk):
    (desk.parents[1] / "articles" / TEXT.name).unlink()
    shutil.copy(OTHER_TEXT, desk.parents[1] / "articles")
    assert run(*(word.replace("harbour-daily", "port-gazette") for word in NEW_ARTICLE))[0] == 0
    fill(desk / "articles.yaml", "port-gazette", ARTICLE | {"publisher": "Port Gazette"})
    assert (run(*NEW_PLACE)[1], run(*NEW_ACTOR)[1]) == ("gwadar-port\n", "harbour-workers-union\n")
    mine = ["--kind", "site", "--in", "harnai", "--lat", "30.2", "--lon", "67.6", "--radius-km", "5", "--source", "made up"]
    run("new", "place", "--name", "Khost mine", *mine)
    run("new", "place", "--name", "Quetta-Khost railway", "--kind", "railway", "--in", "balochistan", "--source", "the article")
    for name, kind, *party in (
        ("Union secretary", "person", "--party", "harbour-workers-union"),
        ("Mines inspectorate", "agency", "--party", "pakistani_state"),
        ("Balochistan High Court", "court"),
        ("Balochistan government", "local_government", "--party", "pakistani_state"),
        ("Miners' alliance", "political_party"),
    ):
        assert run("new", "actor", "--name", name, "--kind", kind, *party)[0] == 0
    for (kind, paragraph), values in OTHER_FACTS.items():
        identity = run("new", "fact", "--kind", kind, "--article", "port-gazette", "--paragraph", str(paragraph))[1].strip()
        fill(_file_of(desk, identity), identity, values)
    assert run(*CHECK) == (0, "", run(*CHECK)[2])
    code, _, err = run(*STRICT)
    assert (code, err.splitlines()[0]) == (
        0,
        "passed over, their texts are not in ../articles: ciss-nawaz, ndtv-sonavane, news-az",
    ), err
    assert f"{len(OTHER_FACTS)} locators proved" in err

    facts = load_facts(desk).set_index("id")
    strike, accident = facts.loc["security-incident-1"], facts.loc["security-incident-2"]
    assert (strike["party"], strike["incident_class"], strike["districts"]) == ("harbour-workers-union", "other_event", ("Gwadar",))
    assert strike["figure_phrases"][0] == "strikers: at least 1,200 people"
    assert (accident["incident_class"], accident["figure_phrases"][1]) == ("other_event", "killed: between 9 and 12 people")
    assert (accident["lat"], accident["geo_precision"]) == (30.2, "site")


def test_an_article_coded_too_hard_is_warned_of(run, desk):
    test_an_article_of_another_subject_is_coded_by_the_readme_alone_with_no_bent_word(run, desk)
    incidents = desk / "facts/security_incidents.yaml"
    incidents.write_text(
        incidents.read_text().replace("value: 1200, unit: people, bound: at_least", "value: 1200, unit: people, bound: over")
    )
    context = _file_of(desk, "context-1")
    fill(context, "context-1", {"certainty": "stated"})
    code, _, err = run(*STRICT)
    assert code == 1
    assert 'the passage says "at least" before 1,200; make it "at_least", not "over"' in err
    assert 'the passage says "is said"; make it "reported" or "claimed"' in err
