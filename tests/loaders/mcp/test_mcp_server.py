"""Some thirty questions to the MCP server by the client of its own package: answers name claimants, certainty, version and accounting."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from loaders.events.importing import run_import
from loaders.events.request import Request
from loaders.frames.dataset import Dataset
from loaders.history.as_of import dataset_as_of
from loaders.history.ledger import read_ledger
from loaders.mcp_command import mcp as mcp_command
from loaders.yaml.folder import DATA

pytest.importorskip("mcp", reason="the extra mcp is not installed")
from mcp import Client

from loaders.mcp.server import mcp_server
from tests.loaders.events.files import ACLED_NEW, acled_row, csv_text, ged_rows

pytestmark = pytest.mark.slow  # the engine of the events is loaded
Answer = dict[str, Any]
FIRST = read_ledger(DATA).versions[0]
Question = tuple[str, Answer, Callable[[Answer], object]]


def ids(answer: Answer) -> list[str]:
    return [fact["id"] for fact in answer["facts"]]


QUESTIONS: dict[str, Question] = {
    "who approved money for Reko Diq": ("facts", {"filters": {"q": "EXIM Reko Diq"}}, lambda a: "exim-reko-diq-approval" in ids(a)),
    "who says so": (
        "facts",
        {"filters": {"q": "EXIM approves"}},
        lambda a: a["facts"][0]["who_says"] == "Aishwaria Sonavane (NDTV Opinion)",
    ),
    "what happened in Noshki": ("facts", {"filters": {"district": "Noshki"}}, lambda a: a["selection"] == {"district": ["nushki"]}),
    "what may have happened there": (
        "facts",
        {"filters": {"district": "nushki", "match": ["possible"]}},
        lambda a: {fact["match"] for fact in a["facts"]} == {"possible"} and a["shown"] == a["accounting"]["possible"],
    ),
    "what happened in winter": (
        "facts",
        {"filters": {"dates": ["2025-12-01", "2026-02-28"], "kind": "security_incident"}, "limit": 3},
        lambda a: len(a["facts"]) == 3 < a["shown"],
    ),
    "what only the BLA says": ("facts", {"filters": {"party": "bla"}}, lambda a: [fact["side"] for fact in a["facts"]] == ["bla"]),
    "what the Pakistani state alone says": (
        "facts",
        {"filters": {"party": "pakistani_state"}},
        lambda a: a["shown"] == 8 and {fact["certainty"] for fact in a["facts"]} <= {"claimed", "disputed", "opinion", "expected"},
    ),
    "a word that is mistyped": ("facts", {"filters": {"q": "nuskhi"}}, lambda a: a["search"]["did_you_mean"][:1] == ["Nushki"]),
    "the next page": ("facts", {"limit": 10, "offset": 110}, lambda a: len(a["facts"]) == 7 and a["shown"] == 117),
    "the passage of a fact": (
        "passages",
        {"facts": ["exim-reko-diq-approval"]},
        lambda a: a["facts"][0]["passages"][0]["paragraph"] == 5 and "#:~:text=" in a["facts"][0]["passages"][0]["url"],
    ),
    "passages of two facts": ("passages", {"facts": ["bla-held-nushki", "nushki-flashpoint"]}, lambda a: len(a["facts"]) == 2),
    "who owns Reko Diq": ("not_stated", {"q": "owner Reko Diq"}, lambda a: a["answer"] == "not stated" and len(a["questions"]) >= 1),
    "what is open about one fact": (
        "not_stated",
        {"facts": ["bla-held-nushki"]},
        lambda a: all("bla-held-nushki" in one["facts"] for one in a["questions"]) and a["questions"],
    ),
    "all that is open": ("not_stated", {}, lambda a: {one["answer"] for one in a["questions"]} == {"not stated"}),
    "a question that nobody recorded": ("not_stated", {"q": "zzz"}, lambda a: a["answer"] == "not recorded" and a["questions"] == []),
    "the money that was approved": (
        "total",
        {"measure": "amount_usd", "filters": {"type": "approved"}},
        lambda a: a["total"] == 1_250_000_000 and a["parts"][0]["stage"] == "Approved",
    ),
    "all money together": (
        "total",
        {"measure": "amount_usd"},
        lambda a: a["total"] is None and "not added" in a["refused"] and len(a["parts"]) > 1,
    ),
    "all who were killed": ("total", {"measure": "killed"}, lambda a: a["total"] is None and "different claimants" in a["refused"]),
    "killed, as security forces say": (
        "total",
        {"measure": "killed", "filters": {"claimant": "pakistan-security-forces"}},
        lambda a: a["total"] == 150 and a["bounds"] == ["over"],
    ),
    "how many facts": ("total", {"measure": "facts"}, lambda a: a["total"] == 117 and "not events" in a["told"]),
    "what was known at the first version": (
        "facts",
        {"filters": {"q": "EXIM approves"}, "as_of": FIRST.version},
        lambda a: a["as_of"]["recorded"] == FIRST.date.isoformat() and a["selection"]["as_of"] == [FIRST.version],
    ),
    "the money that was approved, as of then": (
        "total",
        {"measure": "amount_usd", "filters": {"type": "approved"}, "as_of": FIRST.version},
        lambda a: a["total"] == 1_250_000_000 and a["as_of"]["left_out"] == [],
    ),
    "the passage of a fact, as of then": (
        "passages",
        {"facts": ["exim-reko-diq-approval"], "as_of": FIRST.version},
        lambda a: a["facts"][0]["passages"][0]["paragraph"] == 5,
    ),
    "what was open then": ("not_stated", {"as_of": FIRST.version}, lambda a: a["answer"] == "not stated"),
}


EVENT_QUESTIONS: dict[str, Question] = {
    "which events are in Noshki": (
        "events",
        {"filters": {"district": "Noshki"}, "datasets": ["ged"], "limit": 2},
        lambda a: len(a["events"]) == 2 and {one["district"] for one in a["events"]} == {"nushki"},
    ),
    "how many events each dataset has": (
        "events",
        {"limit": 0},
        lambda a: a["events"] == [] and {one["name"]: one["rows"] for one in a["datasets"]} == {"acled": 6, "ged": 30},
    ),
    "events of a dataset that may not be passed on": (
        "events",
        {"datasets": ["acled"]},
        lambda a: a["events"] == [] and "not passed on" in a["datasets"][0]["rows_in_answer"] and a["datasets"][0]["shown"] > 0,
    ),
    "events that a claimant tells of": (
        "events",
        {"filters": {"claimant": "bla"}},
        lambda a: a["events"] == [] and "claimant" in a["filters_without_rows"][0],
    ),
    "the next events, the earliest first": (
        "events",
        {"sort": "date_start", "limit": 3, "offset": 2},
        lambda a: [one["date_start"] for one in a["events"]] == sorted(one["date_start"] for one in a["events"]) and a["offset"] == 2,
    ),
}


def ask(questions: Sequence[tuple[str, Answer]], events: str = "") -> list[Any]:
    async def all_of_them() -> list[Any]:
        async with Client(mcp_server(DATA, events)) as client:
            return [await client.call_tool(tool, given) for tool, given in questions]

    return asyncio.run(all_of_them())


@pytest.fixture(scope="module")
def events(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with a dataset that may be passed on and one that may not."""
    folder = tmp_path_factory.mktemp("events")
    files = {"ged": (csv_text(ged_rows(30)), "ucdp-ged"), "acled": (csv_text([acled_row(n) for n in range(6)], ACLED_NEW), "acled")}
    for name, (text, form) in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        request = Request(folder / f"{name}.csv", form, name, folder / "out", version="1.0")
        run_import(request, dataset.places, dataset.boundaries)
    return str(folder / "out")


@pytest.fixture(scope="module")
def answers(events: str) -> dict[str, Any]:
    questions = QUESTIONS | EVENT_QUESTIONS
    return dict(zip(questions, ask([(tool, given) for tool, given, _ in questions.values()], events), strict=True))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered(answers: dict[str, Any], dataset: Dataset, question: str) -> None:
    found, (_, given, holds) = answers[question], QUESTIONS[question]
    assert not found.is_error, found.content
    answer = found.structured_content
    assert holds(answer), answer
    assert answer["version"] == given.get("as_of", dataset.version)
    counts = answer["accounting"]
    known = dataset.facts if "as_of" not in given else dataset_as_of(dataset, given["as_of"], read_ledger(DATA)).facts
    assert sum(counts[name] for name in ("definite", "possible", "undated", "unplaced", "excluded")) == len(known)
    for fact in answer.get("facts", []):
        assert fact["certainty"]
        assert all(passage["who_says"] and passage["certainty"] for passage in fact["passages"])
    for part in answer.get("parts", []):
        assert all(fact["who_says"] and fact["certainty"] for fact in part.get("facts", [part]))
    assert json.loads(found.content[0].text) == answer


@pytest.mark.parametrize("question", EVENT_QUESTIONS)
def test_a_question_about_events_is_answered_with_every_dataset_counted(answers: dict[str, Any], dataset: Dataset, question: str) -> None:
    found = answers[question]
    assert not found.is_error, found.content
    answer = found.structured_content
    assert EVENT_QUESTIONS[question][2](answer), answer
    assert answer["version"]
    assert answer["data_version"] == dataset.version
    for one in answer["datasets"]:
        assert sum(one["accounting"].values()) == one["rows"]
        assert one["licence"]
        assert one["attribution"]
    for row in answer["events"]:
        assert (row["dataset"], row["who_says"], row["licence"]) == ("ged", "UCDP GED 1.0", "CC BY 4.0"), "no row of the other leaves"
        assert row["certainty"].startswith("not assessed")
    assert json.loads(found.content[0].text) == answer


def test_each_tool_is_asked_and_each_with_a_recorded_version_that_can_be() -> None:
    every = [*QUESTIONS.values(), *EVENT_QUESTIONS.values()]
    assert len(every) >= 20
    assert {tool for tool, _, _ in every} == {"facts", "passages", "not_stated", "total", "events"}
    assert {tool for tool, given, _ in every if "as_of" in given} == {"facts", "passages", "not_stated", "total"}


def test_without_imported_events_there_is_no_tool_for_them() -> None:
    async def tools(address: str) -> set[str]:
        async with Client(mcp_server(DATA, address)) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    assert asyncio.run(tools("")) == {"facts", "passages", "not_stated", "total"}


def test_what_is_not_understood_is_refused_with_the_nearest(events: str) -> None:
    asked: list[tuple[str, Answer]] = [
        ("facts", {"filters": {"district": "nuski"}}),
        ("facts", {"filters": {"distrct": "nushki"}}),
        ("passages", {"facts": ["exim-reko-diq"]}),
        ("facts", {"as_of": "nosuch"}),
        ("facts", {"filters": {"as_of": FIRST.version}}),
        ("total", {"measure": "facts", "filters": {"fact": "bla-held-nushki"}}),
        ("events", {"datasets": ["gedd"]}),
        ("events", {"sort": "price"}),
        ("events", {"filters": {"district": "nuski"}}),
    ]
    told = (
        "Did you mean Nushki or Duki?",
        "Did you mean district?",
        "exim-reko-diq-approval",
        "is no recorded version",
        "argument of the tool",
    )
    told += ("passages takes ids", "ged", "sort “price”", "Did you mean Nushki or Duki?")
    for found, words in zip(ask(asked, events), told, strict=True):
        assert found.is_error
        assert words in found.content[0].text


def test_without_the_package_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.delitem(sys.modules, "loaders.mcp.server")
    for name in [name for name in sys.modules if name.startswith("mcp.")]:
        monkeypatch.delitem(sys.modules, name)
    assert mcp_command(None) == 2  # type: ignore[arg-type]
    assert "[mcp]" in capsys.readouterr().err
