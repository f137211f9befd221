"""Twenty questions to the MCP server by the client of its own package: answers name claimants, certainty, version and accounting."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from loaders.frames.dataset import Dataset
from loaders.mcp_command import mcp as mcp_command
from loaders.yaml.folder import DATA

pytest.importorskip("mcp", reason="the extra mcp is not installed")
from mcp import Client

from loaders.mcp.server import mcp_server

Answer = dict[str, Any]
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
}


def ask(questions: Sequence[tuple[str, Answer]]) -> list[Any]:
    async def all_of_them() -> list[Any]:
        async with Client(mcp_server(DATA)) as client:
            return [await client.call_tool(tool, given) for tool, given in questions]

    return asyncio.run(all_of_them())


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    return dict(zip(QUESTIONS, ask([(tool, given) for tool, given, _ in QUESTIONS.values()]), strict=True))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered(answers: dict[str, Any], dataset: Dataset, question: str) -> None:
    found = answers[question]
    assert not found.is_error, found.content
    answer = found.structured_content
    assert QUESTIONS[question][2](answer), answer
    assert answer["version"] == dataset.version
    counts = answer["accounting"]
    assert sum(counts[name] for name in ("definite", "possible", "undated", "unplaced", "excluded")) == len(dataset.facts)
    for fact in answer.get("facts", []):
        assert fact["certainty"]
        assert all(passage["who_says"] and passage["certainty"] for passage in fact["passages"])
    for part in answer.get("parts", []):
        assert all(fact["who_says"] and fact["certainty"] for fact in part.get("facts", [part]))
    assert json.loads(found.content[0].text) == answer


def test_there_are_twenty_questions_and_each_tool_is_asked() -> None:
    assert len(QUESTIONS) == 20
    assert {tool for tool, _, _ in QUESTIONS.values()} == {"facts", "passages", "not_stated", "total"}


def test_what_is_not_understood_is_refused_with_the_nearest() -> None:
    asked: list[tuple[str, Answer]] = [
        ("facts", {"filters": {"district": "nuski"}}),
        ("facts", {"filters": {"distrct": "nushki"}}),
        ("passages", {"facts": ["exim-reko-diq"]}),
    ]
    for found, words in zip(ask(asked), ("Did you mean Nushki or Duki?", "Did you mean district?", "exim-reko-diq-approval"), strict=True):
        assert found.is_error
        assert words in found.content[0].text


def test_without_the_package_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.delitem(sys.modules, "loaders.mcp.server")
    for name in [name for name in sys.modules if name.startswith("mcp.")]:
        monkeypatch.delitem(sys.modules, name)
    assert mcp_command(None) == 2  # type: ignore[arg-type]
    assert "[mcp]" in capsys.readouterr().err
