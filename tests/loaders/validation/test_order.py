"""Order without dates: the days that follow hold every day that the texts allow, and circles and contradictions are errors."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.__main__ import main
from loaders.frames.dataset import build_dataset
from loaders.query.match_reasons import reasons
from loaders.query.selection import Selection, select
from loaders.schema.records import TimeOrder
from loaders.validation.check import check_data
from loaders.validation.order import Bounds, possible_days

DAY = date(2020, 6, 1)
NUMBERS = st.integers(0, 40)
INCIDENTS = "facts/security_incidents.yaml"


def _day(number):
    return DAY + timedelta(days=number)


@st.composite
def worlds(draw, make):
    """Facts with true days, and of each a date that holds its day, or none, and orders that are true of the days."""
    days = draw(st.lists(NUMBERS, min_size=2, max_size=6))
    facts = {}
    for i, day in enumerate(days):
        orders = []
        for j in draw(st.lists(st.integers(0, len(days) - 1).filter(lambda j, i=i: j != i), max_size=3, unique=True)):
            name = f"f{j}"
            if days[j] > day:
                orders.append(TimeOrder(how="before", fact=name))
            else:
                how = draw(st.sampled_from(["after", "during", "within"]))
                more = {"days": day - days[j] + draw(st.integers(0, 5))} if how == "within" else {}
                orders.append(TimeOrder(how=how, fact=name, **more))
        if draw(st.booleans()):
            low, high = day - draw(st.integers(0, 9)), day + draw(st.integers(0, 9))
            how = draw(st.sampled_from(["within", "during", "after", "before"]))
            orders.append(TimeOrder(how=how, span=f"{_day(low)}/{_day(high)}"))
        dates = [None, f"{_day(day - 3)}/{_day(day + 4)}", f"{_day(day)}/..", f"../{_day(day + 1)}", f"{_day(day)}"]
        facts[f"f{i}"] = make(id=f"f{i}", date=draw(st.sampled_from(dates)), order=orders)
    return dict(zip(facts, map(_day, days), strict=True)), facts


@given(data=st.data())
def test_the_days_left_open_hold_the_true_day_of_every_fact(make_fact, data):
    days, facts = data.draw(worlds(make_fact))
    bounds = possible_days(facts)
    for identity, day in days.items():
        earliest, latest = bounds[identity]
        assert earliest is None or earliest <= day, (identity, bounds)
        assert latest is None or latest >= day, (identity, bounds)


@given(data=st.data())
def test_what_a_text_says_more_never_leaves_more_days_and_the_turn_of_facts_does_not_matter(make_fact, data):
    _, facts = data.draw(worlds(make_fact))
    bounds = possible_days(facts)
    assert possible_days(dict(reversed(facts.items()))) == bounds
    without = possible_days({identity: fact.model_copy(update={"order": ()}) for identity, fact in facts.items()})
    for identity, (earliest, latest) in bounds.items():
        wider = without[identity]
        assert wider.earliest is None or (earliest is not None and earliest >= wider.earliest)
        assert wider.latest is None or (latest is not None and latest <= wider.latest)


def test_days_follow_along_a_chain(make_fact):
    facts = {
        "a": make_fact(id="a", date="2020-06-10"),
        "b": make_fact(id="b", order=[{"how": "within", "fact": "a", "days": 2}]),
        "c": make_fact(id="c", order=[{"how": "before", "fact": "b"}]),
        "d": make_fact(id="d", order=[{"how": "during", "fact": "b"}]),
        "e": make_fact(id="e", order=[{"how": "after", "span": "2019"}]),
    }
    assert possible_days(facts) == {
        "a": Bounds(date(2020, 6, 10), date(2020, 6, 10)),
        "b": Bounds(date(2020, 6, 10), date(2020, 6, 12)),
        "c": Bounds(None, date(2020, 6, 12)),
        "d": Bounds(date(2020, 6, 10), None),
        "e": Bounds(date(2019, 1, 1), None),
    }


def _ordered(tiny_data, change, order, other=""):
    change(tiny_data / INCIDENTS, "  event_type: attack\n", f"  event_type: attack\n  order: [{order}]\n")
    if other:
        change(tiny_data / "facts/diplomatic_events.yaml", "  venue: palace\n", f"  venue: palace\n  order: [{other}]\n")
    return [str(problem) for problem in check_data(tiny_data)[1]]


@pytest.mark.parametrize(
    ("order", "other", "told"),
    [
        ("{how: after, fact: attack-on-town}", "", ["is ordered by itself"]),
        (
            "{how: after, fact: ministers-meet}",
            "{how: after, fact: attack-on-town}",
            ["comes in a circle with ministers-meet", "comes in a circle with attack-on-town"],
        ),
        (
            '{how: during, span: "2024"}, {how: before, span: "2023"}',
            "",
            ["this fact on or after 2024-01-01 and by 2023-12-31"] * 2,
        ),
        ('{how: after, fact: bank-approves-loan}, {how: before, span: "2024"}', "", ["leaves no day"] * 2),
        ("{how: after, fact: nobody}", "", ['unknown fact "nobody"']),
        ("{how: within, fact: ministers-meet}", "", ["has days if, and only if"]),
        ("{how: after}", "", ["needs either fact"]),
    ],
)
def test_circles_and_contradictions_are_told_with_file_and_line(tiny_data, change, order, other, told):
    problems = _ordered(tiny_data, change, order, other)
    assert len(problems) == len(told)
    for problem, words in zip(sorted(problems, reverse=True), sorted(told, reverse=True), strict=True):
        assert any(words in one for one in problems), problems
        assert problem.startswith("data/facts/")
        assert problem.split(":")[1].split()[0].isdigit()


def test_a_passage_of_its_own_is_proved_and_its_article_must_be_known(tiny_data, tiny_articles, change, capsys):
    source = '{article: paper, paragraph: 2, from: "On the night", to: "the army wept"}'
    assert _ordered(tiny_data, change, f"{{how: after, fact: ministers-meet, source: {source}}}") == []
    assert main(["check", "--data", str(tiny_data), "--articles", str(tiny_articles)]) == 1
    assert '"On the night" … "the army wept" does not stand in paragraph 2' in capsys.readouterr().err
    change(tiny_data / INCIDENTS, f"source: {source}", f"source: {source.replace('paper', 'papper')}")
    assert any('unknown article "papper"' in str(problem) for problem in check_data(tiny_data)[1])


def test_without_a_date_the_order_makes_a_fact_possible_or_excludes_it_and_never_definite(tiny_data, change):
    assert _ordered(tiny_data, change, "{how: within, fact: bank-approves-loan, days: 3}") == []
    data = build_dataset(tiny_data)

    def match(first, last):
        asked = Selection(dates=(date.fromisoformat(first), date.fromisoformat(last)))
        found = select(data.facts, asked)
        row = found[found["id"] == "attack-on-town"]
        return (row["match"].iloc[0], reasons(row, asked, data.places).iloc[0]) if len(row) else None

    assert match("2020-01-01", "2030-01-01") == ("possible", "no date is given; by its order on or after 1 Dec 2025 and by 3 Jan 2026")
    assert match("2026-01-03", "2026-01-31")[0] == "possible"
    assert match("2026-01-04", "2026-01-31") is None
    assert match("2025-01-01", "2025-11-30") is None
    row = data.facts.set_index("id").loc["attack-on-town"]
    assert (row["date_precision"], row["dated"]) == ("none", "no")
    assert row["date_words"] == "no date; by its order on or after 1 Dec 2025 and by 3 Jan 2026"


def test_the_projects_orders_agree_with_the_dates_that_were_coded(dataset):
    ordered = [fact for fact in dataset.facts_by_id.values() if fact.order]
    assert len(ordered) == 15
    rows = dataset.facts.set_index("id")
    assert rows.loc["pakistan-accuses-afghanistan-iran", "latest"].date() == date(2026, 2, 1)
    dated = rows[rows["date_start"].notna() & rows["earliest"].notna()]
    assert (dated["earliest"] == dated["date_start"]).all(), "no date is narrowed by its order: they were coded from the same words"
