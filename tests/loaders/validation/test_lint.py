"""`check --strict` warns of what a fact may leave out, hears answers, and names answers that answer nothing."""

import hashlib

import pytest

from loaders.__main__ import main
from loaders.frames.dataset import build_dataset
from loaders.schema.vocabulary import Warned
from loaders.validation.check import check_data
from loaders.validation.lint import lint_records
from loaders.validation.lint_context import LintContext
from loaders.validation.rules import RULES
from loaders.yaml.folder import DATA

DEALS, INCIDENTS, CONTEXT, EVENTS = (f"facts/{n}.yaml" for n in ("financing_deals", "security_incidents", "context", "diplomatic_events"))
LOAN = "bank-approves-loan"


@pytest.fixture
def warnings(tiny_data, tiny_articles, change):
    """The warnings of the hand-made data as it is now; with_texts=False leaves the texts out."""
    answer = '{warning: number_without_figure, about: "1,250,000,000", reason: The amount is that of the loan.}'
    change(tiny_data / "facts/mineral_sites.yaml", "answers: [", f"answers: [{answer}, ")

    def told(with_texts=True):
        records, problems = check_data(tiny_data)
        assert problems == []
        return [str(problem) for problem in lint_records(records, tiny_articles if with_texts else None)]

    return told


@pytest.fixture
def reword(tiny_data, tiny_articles, change):
    """Change the text that the facts rest on, and its sha256."""

    def replace(old, new):
        text = tiny_articles / "paper.txt"
        before = hashlib.sha256(text.read_bytes()).hexdigest()
        change(text, old, new)
        change(tiny_data / "articles.yaml", before, hashlib.sha256(text.read_bytes()).hexdigest())

    return replace


def test_the_projects_own_data_leaves_no_warning_unanswered(articles_folder):
    records, problems = check_data()
    assert problems == []
    assert [str(problem) for problem in lint_records(records, articles_folder)] == []
    assert any(entry.record.answers for entry in records.facts.values())


def test_data_without_doubts_is_not_warned_of(warnings):
    assert warnings() == []


def test_a_fact_without_figures_is_told_which_number_its_passage_writes(tiny_data, warnings, reword, change):
    reword("met in the palace", "met 12 others, one of them late, in the palace")
    assert warnings() == [
        f'data/{EVENTS}:10 ministers-meet: warning number_without_figure "12": '
        "the passage writes 12, and the fact has no figure; add one, or answer it"
    ]
    change(
        tiny_data / EVENTS, "  venue: palace\n", "  venue: palace\n  figures: [{name: others, value: 12, unit: people, bound: exactly}]\n"
    )
    assert warnings() == []


@pytest.mark.parametrize("name", ["Dalbandin", "Swat"])
def test_a_place_in_the_passage_that_the_fact_does_not_list_is_warned_of(warnings, reword, name):
    reword("killed in the town", f"killed in {name} by the road")
    expected = [
        f'data/{INCIDENTS}:11 attack-on-town: warning place_not_listed "swat": the passage names Swat; add it to places, or answer it'
    ]
    assert warnings() == ([] if name == "Dalbandin" else expected)


def test_places_around_a_listed_one_and_the_country_of_an_actor_are_not_warned_of(tiny_data, warnings, reword, change):
    reword("killed in the town", "killed in Balochistan, Pakistan, far from Abroad")
    assert [w.split('"')[1] for w in warnings()] == ["abroad"]
    change(tiny_data / "actors.yaml", "  party: pakistani_state\n", "  party: pakistani_state\n  country: Abroad\n")
    assert warnings() == []


def test_a_date_in_the_passage_that_no_fact_carries_is_warned_of(tiny_data, warnings, reword, change):
    reword("for the mine in December 2025", "in December 2025 for the mine")
    assert warnings() == []  # one of the facts that rest on it is dated so
    change(tiny_data / DEALS, '"2025-12"', '"2025-11"')
    told = [w.split(": the passage")[0] for w in warnings()]
    assert f'data/{DEALS}:18 {LOAN}: warning date_not_carried "December 2025"' in told


def test_a_claim_that_only_the_author_makes_is_warned_of_without_texts_too(tiny_data, warnings, change):
    change(tiny_data / CONTEXT, "certainty: opinion", "certainty: claimed")
    assert warnings(with_texts=False) == [
        f'data/{CONTEXT}:5 experts-see-trend: warning claim_without_claimant "author": '
        "is claimed, and only by the author; name who claims it, or answer it"
    ]


@pytest.mark.parametrize(
    ("old", "new", "warned"),
    [
        ("certainty: claimed", "certainty: stated", True),
        ("certainty: claimed", "certainty: reported", False),
        ("claimed_by: [army]\n  certainty: claimed", "claimed_by: [author]\n  certainty: stated", True),
    ],
    ids=["stated", "reported", "stated by the author, of the army's figure"],
)
def test_a_figure_of_one_side_that_is_stated_as_fact_is_warned_of(tiny_data, warnings, change, old, new, warned):
    change(tiny_data / INCIDENTS, old, new)
    assert [w.split(": comes from")[0] for w in warnings(with_texts=False)] == (
        [f'data/{INCIDENTS}:9 attack-on-town: warning one_sided_figure "killed"'] if warned else []
    )


def test_a_figure_that_only_one_side_speaks_of_is_that_sides(tiny_data, warnings, change):
    change(tiny_data / INCIDENTS, "claimed_by: [army]\n  certainty: claimed", "claimed_by: [author]\n  certainty: stated")
    change(tiny_data / INCIDENTS, ", claimed_by: [army]}\n", "}\n")
    assert warnings(with_texts=False) == []
    change(tiny_data / INCIDENTS, "  event_type", "  actors: [{actor: army, role: speaker}]\n  event_type")
    assert 'one_sided_figure "killed": comes from one side (pakistani_state)' in warnings(with_texts=False)[0]


def test_an_answer_quiets_its_warning_only_and_changes_no_version(tiny_data, warnings, reword, change):
    reword("killed in the town", "killed in Swat and Chagai")
    before = build_dataset(tiny_data).version
    answer = '  answers: [{warning: place_not_listed, about: swat, reason: "Only passed by."}]\n'
    change(tiny_data / INCIDENTS, "  event_type", answer + "  event_type")
    assert warnings() == []  # Chagai lies around the town that is listed
    assert build_dataset(tiny_data).version == before
    change(tiny_data / INCIDENTS, "about: swat", "about: nushki")
    told = warnings()
    assert any('warning place_not_listed "swat"' in line for line in told)
    assert any('answers place_not_listed "nushki", of which nothing warns; take the answer out' in line for line in told)


def test_answers_about_passages_are_not_called_idle_without_the_texts(tiny_data, warnings, change):
    change(tiny_data / INCIDENTS, "  event_type", "  answers: [{warning: place_not_listed, about: swat, reason: No.}]\n  event_type")
    assert warnings(with_texts=False) == []
    assert len(warnings()) == 1


def test_the_command_says_what_it_could_not_see_and_exits_1_while_warned(tiny_data, tiny_articles, change, capsys):
    assert main(["check", "--strict", "--data", str(tiny_data)]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "without --articles nothing is said of numbers, places and dates in the passages"
    assert told[1].endswith("1 warnings answered: no errors and no unanswered warnings")
    change(tiny_data / CONTEXT, "certainty: opinion", "certainty: claimed")
    assert main(["check", "--data", str(tiny_data), "--articles", str(tiny_articles)]) == 0
    assert main(["check", "--strict", "--data", str(tiny_data)]) == 1
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[-1]) == ("", "1 warning")


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        ("is said to have been found", "is said"),
        ("was reportedly met", "reportedly"),
        ("met, according to the army,", "according to"),
        ("are widely believed to be", "are widely believed"),
        ("met and alleges", "alleges"),
        ("met and said nothing of its mining claims", None),
    ],
)
def test_hearsay_that_is_stated_as_fact_is_warned_of(tiny_data, warnings, reword, change, words, warned):
    reword("met in the palace", f"{words} in the palace")
    change(tiny_data / EVENTS, 'from: "Ministers met"', f'from: "Ministers {words.split()[0]}"')
    told = [w.split(": the passage")[0] for w in warnings()]
    assert told == ([f'data/{EVENTS}:10 ministers-meet: warning hearsay_stated "{warned}"'] if warned else [])
    change(tiny_data / EVENTS, "certainty: stated", "certainty: reported")
    assert warnings() == []


@pytest.mark.parametrize(
    ("words", "bound", "better"),
    [
        ("at least", "over", "at_least"),
        ("At least", "exactly", "at_least"),
        ("no fewer than", "over", "at_least"),
        ("up to", "over", "at_most"),
        ("nearly", "over", "nearly"),
        ("more than", "at_least", "over"),
        ("about", "exactly", "about"),
        ("nearly", "almost", None),
        ("at least", "at_least", None),
        ("fewer than", "fewer_than", None),
    ],
)
def test_a_bound_that_the_passage_words_otherwise_is_warned_of(tiny_data, warnings, reword, change, words, bound, better):
    reword("over 150", f"{words} 150")
    change(tiny_data / INCIDENTS, "bound: over", f"bound: {bound}")
    said = f'the passage says "{words.lower()}" before 150; make it "{better}", not "{bound}"'
    assert [w.split('"killed": ')[1] for w in warnings()] == ([f"{said}, or answer it"] if better else [])


def test_a_mineral_site_without_coordinates_is_warned_of(tiny_data, warnings, change):
    change(tiny_data / "facts/mineral_sites.yaml", "about: mine", "about: swat")
    told = warnings(with_texts=False)
    assert 'warning site_without_point "mine": mine has no lat, lon and radius_km; give them in places.yaml, or answer it' in told[0]
    assert 'answers site_without_point "swat", of which nothing warns' in told[1]


def test_every_warning_has_one_rule_and_its_words_stand_in_the_readme_of_the_data():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert set(RULES) == set(Warned)
    assert [one.code for one in RULES.values() if one.check.__name__ != one.code.value] == []
    assert [one.code for one in RULES.values() if f"| `{one.code}` | {one.description} |" not in text] == []


def test_only_rules_that_read_passages_need_the_texts(tiny_data):
    records, _ = check_data(tiny_data)
    facts, without_texts = [entry.record for entry in records.facts.values()], LintContext(records, {})
    assert [one.code for one in RULES.values() if one.reads_passages and any([*one.check(fact, without_texts)] for fact in facts)] == []
