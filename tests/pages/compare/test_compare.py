"""The compare page: its numbers are those of two answers of the data API, its link holds both sides, and words hold under filters."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, quote, urlencode

import pytest
from streamlit.testing.v1 import AppTest

from loaders.frames.dataset import Dataset
from loaders.query.comparison import compare
from loaders.query.query_string import parse_query
from loaders.query.selection import Selection
from pages.compare import query_part
from pages.compare.sides import as_query, canonical, ready_pairs
from tests.asgi import AsgiClient
from tests.pages.sentences import page_texts
from tests.pages.test_every_page import FRAME
from tests.sweeps import first

SIDES = [
    ("dates=1950-01-01&dates=2026-01-30", "dates=2026-01-31&dates=2026-12-31"),
    ("party=pakistani_state", "party=bla"),
    ("article=news-az", "article=ciss-nawaz"),
    ("district=nushki&match=possible&match=unplaced", "q=gold&kind=mineral_site"),
]


@pytest.fixture(scope="module")
def app() -> AppTest:
    drawn = AppTest.from_file(str(FRAME), default_timeout=60)
    drawn.run()
    return drawn.switch_page("compare/page.py").run()


def texts(app: AppTest, query: str) -> str:
    app.query_params.clear()
    for name, values in parse_qs(query).items():
        app.query_params[name] = values
    app.run()
    assert not app.exception, [e.message for e in app.exception]
    return "\n".join(page_texts(app))


def rows(html: str) -> dict[str, list[str]]:
    found = re.findall(r"<tr><th scope='row'>([^<]*)</th>((?:<td>[^<]*</td>)+)</tr>", html)
    return {name: re.findall(r"<td>([^<]*)</td>", cells) for name, cells in found}


def sides(a: str, b: str) -> str:
    return urlencode({"a": a, "b": b})


@pytest.mark.parametrize(("a", "b"), first(1, SIDES))
def test_the_numbers_are_those_of_two_answers_of_the_api(app: AppTest, ask: AsgiClient, a: str, b: str) -> None:
    one, other = (json.loads(ask.get(f"/api/facts.json?{query}").body) for query in (a, b))
    left, right = ({fact["id"] for fact in answer["facts"]} for answer in (one, other))
    told = rows(texts(app, sides(a, b)))
    assert told["Facts shown"] == [f"{len(part)}" for part in (left, right, left & right, left - right, right - left)]
    for words, match in (("Match", "definite"), ("May match", "possible"), ("No date", "undated"), ("No district or province", "unplaced")):
        assert [int(cell.partition(" ")[0]) for cell in told[words]] == [answer["accounting"][match] for answer in (one, other)]
        hidden = [answer["accounting"][match] > 0 and match not in {f["match"] for f in answer["facts"]} for answer in (one, other)]
        assert ["hidden" in cell for cell in told[words]] == hidden
    for kind, words in (("security_incident", "Security facts"), ("mineral_site", "Mineral sites")):
        counted = [f"{sum(f['kind'] == kind for f in answer['facts'])}" for answer in (one, other)]
        assert told.get(words, ["0", "0"])[:2] == counted


def test_three_lists_hold_each_fact_once_with_the_match_type_of_its_side(app: AppTest, dataset: Dataset) -> None:
    a, b = SIDES[0]
    html = texts(app, sides(a, b))
    found = compare(dataset, Selection(), *(parse_query(parse_qs(query), dataset).selection for query in (a, b)))
    parts = re.findall(r"<section><h3>.*?</section>", html, re.DOTALL)
    listed = [set(re.findall(r"fact=([a-z0-9-]+)", part)) for part in parts]
    assert listed == [set(found.both), set(found.only_a), set(found.only_b)]
    assert "B: may match" in parts[2]
    assert "A:" not in parts[2]


def test_filters_narrow_both_sides_and_the_page_says_so(app: AppTest, dataset: Dataset) -> None:
    html = texts(app, f"{sides('kind=security_incident', '')}&district=nushki")
    view = Selection(district=("nushki",))
    found = compare(dataset, view, Selection(kind=("security_incident",)), Selection())
    assert f"{len(found.a.shown)} of A and {len(found.b.shown)} of B shown" in html
    assert "both narrowed by the filters above" in html
    within = parse_query({"district": ["nushki"]}, dataset).selection
    assert found.b.shown == compare(dataset, Selection(), within, Selection()).a.shown, "a side without filters is the view"


def test_a_pasted_link_is_a_side_and_what_is_not_understood_is_told(app: AppTest, dataset: Dataset) -> None:
    assert query_part("https://team.example/base/map?district=nushki&v=1") == "district=nushki&v=1"
    assert canonical("http://localhost:8501/?district=Noshki&lane=kind&v=6e0f7a4ec1", dataset) == "district=nushki"
    assert canonical("?q=gold", dataset) == "q=gold"
    app.text_input(key="compare_a").set_value("/facts?district=nushki").run()
    assert app.query_params["a"] in ("district=nushki", ["district=nushki"])
    told = texts(app, sides("district=nowhere", ""))
    assert "A: district “nowhere” is not known" in told.replace("\\", "")
    assert "is no query string of a view" in texts(app, "a=nonsense")


def test_ready_pairs_are_of_this_data(dataset: Dataset) -> None:
    pairs = {pair.title: pair for pair in ready_pairs(dataset)}
    assert len(pairs) == 5
    before = pairs["Before and after 31 Jan 2026"]
    assert as_query(before.a).endswith("dates=2026-01-30")
    assert as_query(before.b).startswith("dates=2026-01-31")


def test_what_a_link_says_is_escaped(app: AppTest) -> None:
    html = texts(app, f"a={quote('q=<script>x</script>')}")
    assert "<script>x" not in html.replace("q=<script>x</script>", "", 1), "the field alone holds it as it is"
