"""`check-text`, its JSON and its exit codes; positions, bounds, odd texts; rules that the table of sentences does not reach."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.__main__ import main
from loaders.frames.dataset import Dataset
from loaders.schema.dates import parse_date
from loaders.schema.records import Figure
from loaders.schema.vocabulary import Bound
from loaders.text_check.check import MAX_LETTERS, check_text
from loaders.text_check.intervals import compare_dates, compare_numbers, range_of
from loaders.text_check.knowledge import Knowledge
from loaders.text_check.sentences import plain_text, sentences_of
from loaders.text_check.verdicts import Verdict
from loaders.validation.mentions import DateMention, dates_in


@pytest.fixture(scope="module")
def knowledge(dataset: Dataset) -> Knowledge:
    return Knowledge(dataset)


def _checked(tmp_path: Path, text: str, *options: str) -> int:
    path = tmp_path / "draft.txt"
    path.write_text(text, encoding="utf-8")
    return main(["check-text", str(path), *options])


def test_the_exit_code_tells_whether_all_is_borne_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _checked(tmp_path, "The BLA held Nushki.") == 0
    assert _checked(tmp_path, "The BLA held Nushki. EXIM disbursed USD 1.25 billion for Reko Diq.") == 1
    out, err = capsys.readouterr()
    assert "STRONGER THAN THE SOURCE: claim “disbursed”" in out
    assert "exim-reko-diq-approval; Aishwaria Sonavane (NDTV Opinion), paragraph 5" in out
    assert "data version" in err


@pytest.mark.parametrize(("text", "said"), [("  \n", "is empty"), ("a" * (MAX_LETTERS + 1), "20,000 at most")])
def test_what_cannot_be_checked_is_misuse_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str) -> None:
    assert _checked(tmp_path, text) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_utf_8_or_not_there_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "latin.txt").write_bytes(b"Reko Diq \xe9")
    assert main(["check-text", str(tmp_path / "latin.txt")]) == 2
    assert "not UTF-8 at byte 9" in capsys.readouterr().err
    assert main(["check-text", str(tmp_path / "nothing.txt")]) == 2


def test_json_gives_positions_verdicts_facts_and_passages(tmp_path: Path, capsys: pytest.CaptureFixture[str], dataset: Dataset) -> None:
    text = "It rained. EXIM disbursed USD 1.25 billion for Reko Diq."
    assert _checked(tmp_path, text, "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == dataset.version
    assert told["unjudged"] == 1
    marks = [mark for sentence in told["sentences"] for mark in sentence["marks"]]
    assert all(text[mark["from"] : mark["to"]] == mark["words"] for mark in marks)
    assert sum(told["counts"].values()) == len(marks)
    (paid,) = [mark for mark in marks if mark["words"] == "disbursed"]
    assert paid["verdict"] == "stronger"
    (fact,) = paid["facts"]
    assert fact["id"] == "exim-reko-diq-approval"
    assert fact["sources"][0]["paragraph"] == 5
    assert "#:~:text=" in fact["sources"][0]["url"]


@settings(max_examples=40)
@given(st.text(max_size=120))
def test_no_text_breaks_the_check_and_marks_lie_in_order_within_it(text: str) -> None:
    assert len(plain_text(text)) == len(text)
    spans = list(sentences_of(plain_text(text)))
    assert all(0 <= start < stop <= len(text) for start, stop in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                "BLA",
                "EXIM",
                "Nushki",
                "killed",
                "disbursed",
                "over",
                "150",
                "1.25",
                "billion",
                "USD",
                "December",
                "2025",
                "on",
                "31",
                "January",
                "not",
                ",",
                ";",
                "(",
                ")",
                "“",
                "the",
                "of",
                "by",
                "said",
            ]
        ),
        max_size=20,
    )
)
def test_words_in_any_order_are_judged_without_an_error(words: list[str]) -> None:
    text = " ".join(words)
    checked = check_text(text, _KNOWN["knowledge"])
    for mark in checked.marks:
        assert text[mark.start : mark.stop] == mark.words
        assert mark.judgement.reason
    starts = [mark.start for mark in checked.marks]
    assert starts == sorted(starts)


_KNOWN: dict[str, Knowledge] = {}


@pytest.fixture(scope="module", autouse=True)
def _known(knowledge: Knowledge) -> None:
    _KNOWN["knowledge"] = knowledge


@given(st.integers(1, 10**6), st.sampled_from([bound for bound in Bound if bound not in (Bound.UNSPECIFIED, Bound.BETWEEN)]))
def test_a_number_as_the_source_has_it_is_never_stronger(value: int, bound: Bound) -> None:
    figure = Figure(name="killed", value=value, unit="people", bound=bound)
    assert compare_numbers(range_of(float(value), bound), figure) == "within"


@pytest.mark.parametrize(
    ("said", "source", "verdict"),
    [
        ((150, Bound.EXACTLY), (150, Bound.OVER), "narrower"),
        ((150, Bound.AT_LEAST), (150, Bound.OVER), "within"),
        ((100, Bound.OVER), (150, Bound.OVER), "within"),
        ((200, Bound.OVER), (150, Bound.OVER), "narrower"),
        ((100, Bound.EXACTLY), (150, Bound.OVER), "apart"),
        ((800, Bound.EXACTLY), (800, Bound.ALMOST), "narrower"),
        ((800, Bound.OVER), (800, Bound.ALMOST), "apart"),
        ((800, Bound.ABOUT), (800, Bound.ALMOST), "within"),
    ],
)
def test_numbers_are_compared_by_what_they_leave_open(said: tuple[float, Bound], source: tuple[int, Bound], verdict: str) -> None:
    assert compare_numbers(range_of(*said), Figure(name="killed", value=source[0], unit="people", bound=source[1])) == verdict


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_a_date_is_as_exact_as_its_month_allows(day: date) -> None:
    month = parse_date(f"{day:%Y-%m}")
    assert compare_dates(DateMention("", day.year, day.month), "", month) == "within"
    assert compare_dates(DateMention("", day.year), "", month) == "within"
    assert compare_dates(DateMention("", day.year, day.month, day.day), "", month) == "narrower"
    assert compare_dates(DateMention("", day.year + 1), "", month) == "apart"


def test_since_and_before_open_an_end() -> None:
    (mention,) = dates_in("attacks rose since 2021")
    assert compare_dates(mention, "attacks rose since ", parse_date("2021/..")) == "within"
    assert compare_dates(mention, "attacks rose in ", parse_date("2021/..")) == "narrower"


def test_only_the_facts_that_are_named_bear_out_a_sentence(knowledge: Knowledge) -> None:
    text = "The BLA held Nushki."
    assert check_text(text, knowledge, ["bla-held-nushki"]).counts[Verdict.SUPPORTED] == 3
    assert check_text(text, knowledge, ["exim-reko-diq-approval"]).counts[Verdict.SUPPORTED] == 0


def test_curly_quotes_accents_and_urdu_digits_leave_positions_alone(knowledge: Knowledge) -> None:
    text = "“Nushkí” – the BLA’s prize. EXIM approved USD ۱.۲۵ billion for Reko Diq."
    assert len(plain_text(text)) == len(text)
    assert all(text[mark.start : mark.stop] == mark.words for mark in check_text(text, knowledge).marks)
