"""Every page under AppTest: with all facts, with few and with none; no exception, and the numbers are shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from loaders.frames.dataset import Dataset
from loaders.query.query_string import parse_query
from loaders.query.selection import select, shown
from pages import PAGES
from tests.pages.sentences import page_texts

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
SELECTIONS = {
    "full": "",
    "every_class": "match=definite&match=possible&match=undated&match=unplaced",
    "narrow": "district=nushki",
    "few": "q=gold",
    "one": "q=EXIM approves USD",
    "dated": "dates=2025-12-01&dates=2026-01-31",
    "empty": "q=zzz+nothing+has+this+word",
    "no_class": "match=none",
}
OWN = [  # the choices of pages, all at once: each page passes over those of the others
    "lane=district&preset=all&layer=security_incident&at=balochistan&drag=dates&behind=chagai&site=saindak&months=3",
    "lane=actor&preset=2025-09&at=chagai",
    "lane=nothing&preset=nothing&layer=nothing&at=nothing&behind=nothing&site=nothing&months=0",
]


Run = Callable[..., AppTest]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """run(page, query): the page with that address, after one run of the app."""
    monkeypatch.delenv("FACTS_DATA", raising=False)

    def open_it(page: str, query: str = "") -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=60)
        for name, values in parse_qs(query).items():
            app.query_params[name] = values
        app.run()
        if page != "overview":
            app.switch_page(f"{page}/page.py").run()
        return app

    return open_it


def texts(app: AppTest) -> str:
    return "\n".join(str(e.value) for kind in ("markdown", "caption", "info", "title", "header") for e in app.get(kind))


def ask(app: AppTest, query: str) -> AppTest:
    """The same page with another query, as Back and Forward bring it; fresh starts are seen by the tests of single pages."""
    app.query_params.clear()
    for name, values in parse_qs(query).items():
        app.query_params[name] = values
    app.run()
    assert not app.exception, (query, [e.message for e in app.exception])
    return app


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_and_shows_its_numbers(run: Run, dataset: Dataset, page: str) -> None:
    app = run(page, OWN[0])
    for query in SELECTIONS.values():
        ask(app, query)
        selection = parse_query(parse_qs(query), dataset).selection
        selected = select(dataset.facts, selection)
        seen = len(shown(selected, selection))
        total, left = len(dataset.facts), len(selected)
        parts = [(seen, "shown"), (left - seen, "hidden"), (total - left, "excluded")]
        told = f"{total} facts" if seen == total else " · ".join(f"{n} {words}" for n, words in parts if n or words == "shown")
        assert any(told in text for text in page_texts(app)), query
        assert len(app.title) + sum(text.count("<h1") for text in page_texts(app)) == 1, query
        if query == SELECTIONS["empty"] and page not in ("overview", "sources", "dossier", "check", "method", "events"):
            assert "Remove a filter" in texts(app)
        if page in ("map", "timeline", "facts") and seen:
            assert sorted(app.dataframe[0].value["Fact"]) == sorted(shown(selected, selection)["title"]), query


@pytest.mark.parametrize("page", PAGES)
def test_choices_of_one_page_do_no_harm_on_any(run: Run, page: str) -> None:
    app = run(page, OWN[0])
    assert not app.exception
    for query in OWN[1:]:
        ask(app, query)


def test_the_dates_of_the_address_stand_in_the_widget(run: Run) -> None:
    app = run("facts", "dates=2025-12-01&dates=2025-12-31")
    assert [str(day) for day in app.date_input(key="dates").value] == ["2025-12-01", "2025-12-31"]


def test_the_filters_of_the_address_stand_in_the_widgets(run: Run) -> None:
    app = run("facts", "district=nushki&district=Chagai&kind=context&q=copper")
    assert app.multiselect(key="district").value == ["nushki", "chagai"]
    assert app.multiselect(key="kind").value == ["context"]
    assert app.text_input(key="q").value == "copper"


def test_a_filter_that_is_chosen_goes_to_the_address_and_reset_takes_it_back(run: Run) -> None:
    app = run("facts")
    app.multiselect(key="district").set_value(["nushki"]).run()
    assert app.query_params["district"] in ("nushki", ["nushki"])
    app.button(key="reset").click().run()
    assert "district" not in app.query_params


def test_the_money_page_makes_a_total_per_stage_and_counts_a_repeated_deal_once(run: Run) -> None:
    app = run("investment")
    ladder = "".join(e.proto.body for e in app.get("html"))
    assert "<b>Approved</b> <span class='total'>USD 1.25 billion</span><span class='second'>1 deal" in ladder
    assert "<b>Interest expressed</b> <span class='total'>no amount stated</span><span class='second'>2 deals" in ladder
    assert "may be the same as “EXIM approves USD 1.25 billion for Reko Diq” (approved)" in ladder


@pytest.mark.parametrize(
    ("picks", "words"),
    [
        (("exim-reko-diq-approval", "operation-herof-phase-2"), "31–61 days"),
        (("exim-reko-diq-approval", "bla-held-nushki"), "31 days or more"),
    ],
)
def test_the_days_between_two_picked_facts_are_told(run: Run, dataset: Dataset, picks: tuple[str, str], words: str) -> None:
    picks = tuple(
        p if p in dataset.facts_by_id else next(i for i, f in dataset.facts_by_id.items() if "held Nushki" in f.title) for p in picks
    )  # type: ignore[assignment]
    assert f"**{words}**" in texts(run("timeline", "&".join(f"pick={p}" for p in picks)))


@pytest.mark.parametrize("query", ["", "district=nushki"])
def test_the_map_s_deck_asks_no_other_host(run: Run, query: str) -> None:
    deck = run("map", query).get("deck_gl_json_chart")[0].proto.json
    assert "://" not in deck
    assert "mapbox" not in deck.casefold()


@pytest.mark.sweep
def test_every_fact_s_card_opens(run: Run, dataset: Dataset) -> None:
    app = run("sources")
    for identity in dataset.facts_by_id:
        app.query_params["fact"] = identity
        app.run()
        assert not app.exception, (identity, [e.message for e in app.exception])
        assert any(f"./fact/{identity}'" in e.proto.body for e in app.get("html")), identity


def test_a_wrong_value_is_named_until_dismissed(run: Run) -> None:
    app = run("facts", "district=Nuski")
    assert any(b.key == "dismiss" for b in app.button)
    app.button(key="dismiss").click().run()
    assert not any(b.key == "dismiss" for b in app.button)


def test_broken_data_give_a_page_and_not_an_exception(
    sample_data: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[..., None]
) -> None:
    change(sample_data / "facts/financing_deals.yaml", "status: approved", "status: aproved")
    monkeypatch.setenv("FACTS_DATA", str(sample_data))
    app = AppTest.from_file(str(FRAME), default_timeout=60).run()
    assert not app.exception
    assert app.title[0].value == "The data cannot be read"
    change(sample_data / "facts/financing_deals.yaml", "status: aproved", "status: approved")
    app.run()
    assert not app.exception
    assert not app.title, "the page of errors has gone"
    change(sample_data / "facts/financing_deals.yaml", "status: approved", "status: aproved")
    app.run()
    assert "You see the last good version" in app.warning[0].value


@pytest.mark.sweep
def test_the_hand_made_data_run_on_every_page(tiny_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTS_DATA", str(tiny_data))
    app = AppTest.from_file(str(FRAME), default_timeout=60).run()
    for page in PAGES:
        app.switch_page(f"{page}/page.py").run()
        assert not app.exception, (page, [e.message for e in app.exception])
