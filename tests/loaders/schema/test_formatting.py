"""Facts in words: dates, amounts, figures and the address that opens a passage."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.schema.derived_terms import DateBasis
from loaders.schema.formatting import amount_words, date_text, day_text, figure_phrase, figure_text, number_text, passage_url
from loaders.schema.records import Figure, Source


def test_a_day_is_written_without_leading_zero():
    assert day_text(date(2026, 1, 4)) == "4 Jan 2026"


@pytest.mark.parametrize(
    ("edtf", "basis", "words"),
    [
        (None, "printed", "no date"),
        ("2026-01-31", "printed", "31 Jan 2026"),
        ("2026-01-31", "year_inferred", "31 Jan 2026 (year inferred)"),
        ("2026-01-31/..", "inferred", "on or after 31 Jan 2026 (date inferred)"),
        ("2025-12", "printed", "Dec 2025"),
        ("2025", "printed", "2025"),
        ("202X", "printed", "2020s"),
        ("20XX", "printed", "2000–2099"),
        ("2025-XX", "printed", "2025, month not known"),
        ("2025-XX-XX", "printed", "2025, month and day not known"),
        ("2025-12-XX", "printed", "Dec 2025, day not known"),
        ("2025-22", "printed", "summer 2025"),
        ("2025-24~", "printed", "about winter 2025"),
        ("2025~", "printed", "about 2025"),
        ("2025-12~", "printed", "about Dec 2025"),
        ("2025?", "printed", "possibly 2025"),
        ("2026-01-31%", "printed", "possibly about 31 Jan 2026"),
        ("2026-01-31T10:00:00Z", "printed", "31 Jan 2026, 10:00:00 UTC"),
        ("2025-09/2025-12", "printed", "Sep 2025 to Dec 2025"),
        ("2025/2026-01-31", "printed", "2025 to 31 Jan 2026"),
        ("2021/..", "printed", "2021 or later"),
        ("2025-09/..", "inferred", "Sep 2025 or later (date inferred)"),
        ("2026-01-31/", "printed", "from 31 Jan 2026, end not known"),
        ("/2021", "printed", "to 2021, start not known"),
        ("../2021", "printed", "by 2021"),
        ("../2021-08-26", "printed", "by 26 Aug 2021"),
    ],
)
def test_a_date_is_read_aloud(edtf, basis, words):
    assert date_text(edtf, DateBasis(basis)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, "not stated"),
        (float("nan"), "not stated"),
        (0, "USD 0"),
        (1, "USD 1"),
        (999_999, "USD 999,999"),
        (1e6, "USD 1 million"),
        (1.25e9, "USD 1.25 billion"),
        (2.5e12, "USD 2.5 trillion"),
        (-3e6, "USD -3 million"),
    ],
)
def test_an_amount_is_written_in_words_and_never_0_for_unknown(amount, words):
    assert amount_words(amount) == words


@pytest.mark.parametrize(("amount", "words"), [(999_999_999, "USD 1 billion"), (1.5e16, "USD 15,000 trillion")])
def test_an_amount_at_the_edge_of_a_word(amount, words):
    assert amount_words(amount) == words


@pytest.mark.parametrize(("value", "words"), [(1250000000, "1,250,000,000"), (10.0, "10"), (1.5, "1.5"), (0, "0"), (12345.25, "12,345.25")])
def test_numbers_have_separators(value, words):
    assert number_text(value) == words


@pytest.mark.parametrize(
    ("given_figure", "exported", "shown"),
    [
        (("amount", 1250000000, "USD", "exactly"), "amount exactly 1250000000 USD", "amount: USD 1.25 billion"),
        (("killed", 150, "people", "over"), "killed over 150 people", "killed: over 150 people"),
        (("districts", 10, "districts", "over"), "districts over 10 districts", "districts: over 10"),
        (("phase", 2, "ordinal", "exactly"), "phase exactly 2 ordinal", "phase: 2"),
        (("horizon", 2050, "year", "exactly"), "horizon exactly 2050 year", "horizon: 2050"),
        (
            ("people_taken_in", 800, "people", "almost", "year"),
            "people_taken_in almost 800 people per year",
            "people taken in: almost 800 people per year",
        ),
        (("worth", "trillions", "USD", "unspecified"), "worth trillions USD", "worth: “trillions” (USD)"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_figure_keeps_its_bound(given_figure, exported, shown):
    name, value, unit, bound, *per = given_figure
    number = {"as_stated": value} if isinstance(value, str) else {"value": value}
    figure = Figure.model_validate({"name": name, "unit": unit, "bound": bound} | number | ({"per": per[0]} if per else {}))
    assert (figure_text(figure), figure_phrase(figure)) == (exported, shown)


def _source(first, last):
    return Source.model_construct(article="paper", paragraph=1, from_=first, to=last)


@pytest.mark.parametrize(
    ("first", "last", "fragment"),
    [
        ("the bank", "the mine", "the%20bank,the%20mine"),
        ("gold-copper mine", "a, b", "gold%2Dcopper%20mine,a%2C%20b"),
        ("R & D", "50% off", "R%20%26%20D,50%25%20off"),
        ("world’s largest", "où est-ce", "world%E2%80%99s%20largest,o%C3%B9%20est%2Dce"),
        ("a/b ?c", "#d =e", "a%2Fb%20%3Fc,%23d%20%3De"),
    ],
)
def test_a_passage_address_hides_what_would_end_the_fragment(first, last, fragment):
    assert passage_url("https://paper.example/a", _source(first, last)) == f"https://paper.example/a#:~:text={fragment}"


def test_an_article_without_address_has_no_passage_address():
    assert passage_url(None, _source("the bank", "the mine")) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_passage_address_is_plain_letters_with_one_comma(first, last):
    fragment = passage_url("https://paper.example/a", _source(first, last)).partition("#:~:text=")[2]
    assert fragment.isascii()
    assert fragment.count(",") == 1
    assert not {*fragment} & {"-", "&", "#", " ", "="}
