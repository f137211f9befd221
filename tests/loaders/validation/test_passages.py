"""Locators and figures are proved against the texts; whatever does not stand there is reported."""

import shutil

import pytest

from loaders.__main__ import main
from loaders.schema.records import Source
from loaders.validation.check import check_data
from loaders.validation.normalization import fold_text
from loaders.validation.numbers import numbers_in
from loaders.validation.passages import check_passages, locator_fault, paragraphs_of, passage_of

DEALS = "facts/financing_deals.yaml"


def _proof(data, folder):
    records, problems = check_data(data)
    assert problems == []
    return [str(problem) for problem in check_passages(records, folder)]


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


LOCATOR = {"article": "paper", "paragraph": 1, "from": "The miners' union", "to": "re-opened the copper-gold pit"}
PASSAGE = "The miners' union said so - at last - before the office re-opened the copper-gold pit"


@pytest.mark.parametrize(
    "text",
    [
        PASSAGE,
        PASSAGE.replace(" ", "\n"),
        PASSAGE.replace(" ", "\r\n"),
        PASSAGE.replace(" ", "\r"),
        PASSAGE.replace(" ", "\u00a0"),
        PASSAGE.replace(" ", "\u202f"),
        PASSAGE.replace(" ", "  \t"),
        PASSAGE.replace("'", "\u2019"),
        PASSAGE.replace("union", "un\u00adion").replace("copper", "cop\u00adper"),
        PASSAGE.replace("union", "un\u200bion\u2060"),
        PASSAGE.replace("office", "o\ufb03ce"),
        PASSAGE.replace("-", "\u2011"),
        PASSAGE.replace(" - ", "\u2014"),
        PASSAGE.replace("union", "un-\nion"),
        PASSAGE.replace("copper-gold", "copper-\ngold"),
        PASSAGE.replace("union", "un\u00ad\nion"),
        "\ufeff" + PASSAGE,
        PASSAGE.replace("The", "\uff34\uff48\uff45"),
    ],
    ids=[
        "as it is",
        "hard line breaks",
        "CRLF",
        "CR",
        "no-break spaces",
        "narrow no-break spaces",
        "runs of spaces and tabs",
        "curly apostrophe",
        "soft hyphens",
        "zero-width characters",
        "ligature",
        "non-breaking hyphens",
        "em dashes without spaces",
        "word hyphenated at a line end",
        "hyphen of its own at a line end",
        "soft hyphen at a line end",
        "byte order mark",
        "full-width letters",
    ],
)
def test_a_text_in_whatever_spelling_holds_its_own_locator(text):
    assert locator_fault(Source.model_validate(LOCATOR), [text]) is None
    if "-\n" not in text and "\u00ad\n" not in text:  # an editor copies those two halves as one word or as two
        copied = LOCATOR | {"from": " ".join(text.strip("\ufeff").split()[:3]), "to": " ".join(text.split()[-4:])}
        assert locator_fault(Source.model_validate(copied), [PASSAGE]) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("In Panjgu\u0304r the cafe\u0301 was shut", "Panjg\u016br the", "caf\u00e9 was"),
        ("In Panjg\u016br the caf\u00e9 was shut", "Panjgu\u0304r the", "cafe\u0301 was"),
        ("He said \u201cno more\u201d and left\u2026 then", 'said "no', "left... then"),
        ('He said "no more" and left... then', "said \u201cno", "left\u2026 then"),
        ("\u06f1\u06f2 men and 12 women", "12 men", "\u06f1\u06f2 women"),
    ],
    ids=["decomposed text", "decomposed locator", "curly text", "curly locator", "digits"],
)
def test_both_sides_are_folded(text, first, last):
    source = Source.model_validate({"article": "paper", "paragraph": 1, "from": first, "to": last})
    assert locator_fault(source, [text]) is None


def test_folding_lets_nothing_through_that_is_worded_otherwise():
    for words in ("The miner's union", "the miners' union", "The miners union", "The minersunion x"):
        source = Source.model_validate(LOCATOR | {"from": words})
        assert "does not stand in paragraph 1" in str(locator_fault(source, [PASSAGE]))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("``We stop,'' he said, and all stop now", '"We stop," he'),
        ("a 5\u2032 3\u2033 gap, and all stop now", "a 5' 3\" gap"),
        ("We shall … wait, and all stop now", "We shall... wait"),
        ("We shall . . . wait, and all stop now", "We shall… wait"),
        ("Ja\u02bffarabad waits, and all stop now", "Ja'farabad waits"),
        ("\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f said so, and all stop now", "\u0645\u062d\u0645\u062f said so"),
        ("\u0645\u0640\u0640\u0632 said so, and all stop now", "\u0645\u0632 said so"),
        ("\u064a\u0643\u0647 said so, and all stop now", "\u06cc\u06a9\u06c1 said so"),
        ("The\x08 port\ufff9 \u2693\ufe0f\U000e0020 waits, and all stop now", "The port \u2693 waits"),
    ],
    ids=["doubled quotes", "primes", "dots", "spaced dots", "ayn", "vowel signs", "stretched", "Arabic letters", "unseen"],
)
def test_what_old_typesetting_and_urdu_print_is_folded_on_both_sides(text, first):
    source = Source.model_validate({"article": "x", "paragraph": 1, "from": first, "to": "stop now"})
    assert locator_fault(source, [text]) is None
    assert fold_text(text).startswith(fold_text(first))


@pytest.mark.parametrize("between", ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\n\u00a0\n", "\n\u200b\n", "\u2029", "\n\n\n\n", "\x0c\n"])
def test_paragraphs_are_parted_by_lines_that_look_empty(between):
    assert paragraphs_of(f"\ufeffOne\nand on.{between}Two.\n")[1] == "Two."
    assert len(paragraphs_of(f"One\nand on.{between}Two.{between}")) == 2


def test_numbers_and_names_are_read_in_a_passage_without_its_line_breaks():
    source = Source.model_validate({"article": "paper", "paragraph": 1, "from": "In Dalban-\ndin twenty-", "to": "were shut out"})
    text = "In Dalban-\ndin twenty-\nfive of 1\u00a0200 US-\nPakistani men\nwere shut out"
    passage = passage_of(source, text)
    assert passage == "In Dalbandin twenty-five of 1 200 US-Pakistani men were shut out"
    assert numbers_in(passage) == {25, 1200}


@pytest.mark.parametrize("written", ["$1.25bn", "US$1,250m", "1 250 million dollars", "Rs 125 crore", "1.25-billion"])
def test_a_figure_is_proved_however_the_text_prints_it(tiny_data, tiny_articles, written):
    text = (tiny_articles / "paper.txt").read_text()
    assert "USD 1.25 billion" in text
    (tiny_articles / "paper.txt").write_text(text.replace("USD 1.25 billion", written))
    assert [problem for problem in _proof(tiny_data, tiny_articles) if "amount" in problem] == []


def test_only_the_texts_that_are_there_are_proved_and_the_others_named(tiny_data, tiny_articles, change, capsys):
    other = (tiny_data / "articles.yaml").read_text().replace("- id: paper", "- id: gazette")
    (tiny_data / "articles.yaml").write_text((tiny_data / "articles.yaml").read_text() + other)
    change(tiny_data / "facts/context.yaml", "article: paper, paragraph: 3", "article: gazette, paragraph: 99")
    assert _proof(tiny_data, tiny_articles) == []
    assert main(["check", "--data", str(tiny_data), "--articles", str(tiny_articles)]) == 0
    told = capsys.readouterr().err
    assert f"passed over, their texts are not in {tiny_articles}: gazette\n" in told
    assert "4 locators proved" in told
    change(tiny_data / DEALS, "value: 1250000000", "value: 1250000001")
    assert main(["check", "--data", str(tiny_data), "--articles", str(tiny_articles)]) == 1
