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
from loaders.ledger import read_ledger
from tests.conftest import REPOSITORY

TEXT = Path(__file__).parent / "texts" / "harbour-daily.txt"
SECTION = (REPOSITORY / "README.md").read_text(encoding="utf-8").split("## Add an article\n")[1].split("\n## ")[0]
NEW_ARTICLE, NEW_FACT, CHECK, PROOF, STRICT, RECORD, DIFF, RETIRE = [
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
    """What a person does in an editor: write the values behind the open keys, take the comment sign from others."""
    before, start, rest = re.split(rf'(^- id: "?{identity}"?.*\n)', path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for key, value in values.items():
        pattern = rf"(?<=[ ,]){key}: (?=[,}}])" if key in ("from", "to") else rf"^  (?:# )?{key}:.*$"
        told = f"{key}: {value}" if key in ("from", "to") else f"  {key}: {value}"
        rest, times = re.subn(pattern, told.replace("\\", r"\\"), rest, count=1, flags=re.MULTILINE)
        assert times == 1, f"the skeleton of {identity} has no open key {key}"
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
        for key in ("title", "summary", "claimed_by", "certainty", "from", "to"):
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
