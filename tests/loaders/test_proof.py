"""Locators and figures are proved against the texts; whatever does not stand there is reported."""

import shutil

import pytest

from loaders.checking import check_data
from loaders.proof import check_proof, locator_fault, numbers_in
from loaders.records import Source

DEALS = "facts/financing_deals.yaml"


def _proof(data, folder):
    records, problems = check_data(data)
    assert problems == []
    return [str(problem) for problem in check_proof(records, folder)]


def test_the_projects_facts_stand_in_the_articles(sample_data, articles_folder):
    assert _proof(sample_data, articles_folder) == []


def test_the_hand_made_facts_stand_in_their_text(tiny_data, tiny_articles):
    assert _proof(tiny_data, tiny_articles) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            *('paragraph: 5, from: "US President', 'paragraph: 6, from: "US President'),
            'trump-business-interest: "US President Donald Trump publicly" … "business interest in Pakistan" does not stand in paragraph',
            id="a shifted paragraph",
        ),
        pytest.param(
            *('from: "US President Donald', 'from: "US president Donald'),
            'trump-business-interest: "US president Donald Trump publicly" … "business interest in Pakistan" does not stand in paragraph',
            id="a wrong word",
        ),
        pytest.param(
            *("value: 1250000000", "value: 1260000000"),
            "exim-reko-diq-approval: amount 1260000000 is not written in the passages it is taken from; check it against the text",
            id="a wrong figure",
        ),
    ],
)
def test_a_change_to_the_projects_facts_is_noticed(sample_data, articles_folder, change, old, new, expected):
    change(sample_data / DEALS, old, new)
    (problem,) = _proof(sample_data, articles_folder)
    assert f"{DEALS}:" in problem
    assert expected in problem


def test_a_changed_text_is_noticed(sample_data, articles_folder, tmp_path):
    copy = shutil.copytree(articles_folder, tmp_path / "texts")
    (copy / "news-az.txt").chmod(0o644)
    with (copy / "news-az.txt").open("a") as text:
        text.write(" ")
    (problem,) = _proof(sample_data, copy)
    assert "news-az: sha256 is not that of the text; prove the locators anew, then update it" in problem


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "facts/context.yaml",
            "paragraph: 3",
            "paragraph: 2",
            ':10 experts-see-trend: "Experts see" … "worth trillions" does not stand in paragraph 2',
        ),
        (
            "facts/context.yaml",
            'from: "Experts see',
            'from: "experts see',
            ':10 experts-see-trend: "experts see" … "worth trillions" does not stand in paragraph 3',
        ),
        ("facts/context.yaml", "paragraph: 3", "paragraph: 4", ":10 experts-see-trend: paragraph 4 does not exist; paper has 3"),
        ("facts/context.yaml", "as_stated: trillions", "as_stated: billions", ':8 experts-see-trend: worth "billions" is not worded so'),
        (DEALS, "value: 1250000000", "value: 1250000001", ":14 bank-approves-loan: amount 1250000001 is not written in the passages"),
        ("facts/security_incidents.yaml", "value: 150,", "value: 151,", ":9 attack-on-town: killed 151 is not written in the passages"),
        ("routes.yaml", "for the mine", "for a mine", ':6 road: "The bank approved" … "for a mine" does not stand in paragraph 1'),
        ("articles.yaml", "sha256: ", f"sha256: {'a' * 64} # ", ":5 paper: sha256 is not that of the text"),
    ],
    ids=["paragraph", "word", "no such paragraph", "wording", "amount", "toll", "route", "sha256"],
)
def test_what_the_text_does_not_bear_out_is_reported(tiny_data, tiny_articles, change, file, old, new, expected):
    change(tiny_data / file, old, new)
    problems = _proof(tiny_data, tiny_articles)
    assert problems[0].startswith(f"data/{file}{expected}")


def test_an_absent_text_is_reported_once(tiny_data, tmp_path):
    (problem,) = _proof(tiny_data, tmp_path)
    assert problem.startswith("data/articles.yaml:1 paper: its text ")
    assert problem.endswith("paper.txt cannot be read; put it there to prove the locators")


@pytest.mark.parametrize(
    ("first", "last", "paragraph", "expected"),
    [
        ("the cat", "the mat", 1, None),
        ("the dog", "the log", 2, None),
        ("the mat", "the cat", 1, "does not stand in paragraph 1; copy the words exactly"),
        ("the dog", "the log", 1, "does not stand in paragraph 1; copy the words exactly"),
        ("a bird", "a tree", 3, "fits 2 passages of paper; lengthen `from`"),
        ("the dog", "the log", 9, "paragraph 9 does not exist; paper has 4"),
        pytest.param(
            *("it was", "very late", 4, "lengthen `from`"),
        ),
    ],
    ids=["stands", "stands in 2", "wrong order", "elsewhere", "twice", "no paragraph", "first words earlier"],
)
def test_a_locator_fits_one_passage(first, last, paragraph, expected):
    text = ["the cat sat on the mat and it was", "the dog lay on the log", "a bird in a tree, a bird in a tree", "now it was very late"]
    source = Source.model_validate({"article": "paper", "paragraph": paragraph, "from": first, "to": last})
    fault = locator_fault(source, text)
    assert fault is None if expected is None else fault and fault.endswith(expected)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("USD 1.25 billion in financing", {1.25e9}),
        ("over 150 BLA-linked militants", {150}),
        ("more than a thousand people", {1000}),
        ("the 7th dialogue", {7}),
        ("over ten districts", {10}),
        ("the second phase", {2}),
        ("12,500 tonnes and 3.5 million more", {12500, 3.5e6}),
        ("the 1950s", {1950}),
        ("on January 31, 2026", {31, 2026}),
        ("almost 800 Pakistanis", {800}),
        ("two hundred", {200}),
        ("a man and a dog", set()),
        ("someone often attends", set()),
        ("", set()),
    ],
)
def test_numbers_are_read_in_digits_and_words(text, numbers):
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(("text", "number"), [("twenty-one", 21), ("half a million", 500_000), ("two hundred and fifty", 250)])
def test_numbers_of_several_words_are_read_as_one(text, number):
    assert numbers_in(text) == {number}


def test_a_text_that_is_not_utf_8_is_a_problem_not_a_crash(tiny_data, tiny_articles):
    (tiny_articles / "paper.txt").write_bytes(b"\xff")
    assert _proof(tiny_data, tiny_articles)
