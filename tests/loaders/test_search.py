"""What a search finds, as what, and what is offered where it finds nothing: each string with the facts that it must find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.frames.dataset import build_dataset
from loaders.frames.search_text import fold, search_columns, words_in
from loaders.query.search import FIELDS, found_by, nearest_search, terms, where_found
from loaders.query.search_results import Findings, findings, questions_found

DATA = build_dataset()


def _found(q):
    return {*DATA.facts.loc[found_by(DATA.facts, q), "id"]}


def _facts(column, value):
    return {i for i, values in zip(DATA.facts["id"], DATA.facts[column], strict=True) if value in values}


def _of(texts, q, make=lambda text: [[text]]):
    """The texts that a search finds, each as a fact of its own."""
    import pandas as pd

    frame = pd.DataFrame([search_columns(make(text)) for text in texts], columns=["search_words", "search_stems"], dtype="str")
    return [text for text, found in zip(texts, found_by(frame, q), strict=True) if found]


@pytest.mark.parametrize(
    ("q", "same_as"),
    [
        ("Chaghi", "Chagai"),
        ("Chaghai", "Chagai"),
        ("Pakistan’s", "Pakistan's"),
        ("Pakistan`s", "Pakistan's"),
        ("Pakistan´s", "Pakistan's"),
        ("Pakistanʼs", "Pakistan"),
        ('"rare earth"', '"rare earths"'),
        ("“rare earth”", '"rare earth"'),
        ("«rare earth»", '"rare earth"'),
        ("rare‑earth", "rare-earth"),
        ("1000", "1,000"),
        ("١٠٠٠", "1000"),
        ("۱۰۰۰", "1000"),
        ("USD 1.25 billion", "USD 1250000000"),
        ("$1.25bn", "1,250 million"),
        ("USD1.25bn", "1,250 million"),
        ("Que\u0301tta", "Quétta"),
        ("Quétta", "quetta"),
        ("casualties", "casualty"),
        ("route", "routes"),
        ("US", "U.S."),
        ("is‑k", "IS-K"),
        ("Reko‑Diq", "reko diq"),
        ("REKO DIQ", "reko\u00a0diq"),
        ("nushki\u200b", "nushki"),
    ],
)
def test_two_spellings_find_the_same_facts(q, same_as):
    assert _found(q) == _found(same_as) != set()


@pytest.mark.parametrize(
    ("q", "ids"),
    [
        ("1000", {"killed-in-attacks-2025"}),
        ("1250000000", {"exim-reko-diq-approval"}),
        ("casualties", {"killed-in-attacks-2025", "herof-conflicting-casualties", "killed-bla-militants"}),
        ("route", {"mining-routes-too-dangerous"}),
        ("owner", {"saindak-project", "reko-diq-mines", "exim-reko-diq-approval"}),
        ("owner saindak", {"saindak-project"}),
        ("CIA", {"cia-pakistan-intelligence-cooperation"}),
        ("ISKP", _facts("actors", "is-k") | _facts("match_claimants", "is-k")),
        ("special", set()),
        (".*", set()),
        ("zzz", set()),
    ],
)
def test_a_search_finds_exactly_these_facts(q, ids):
    assert _found(q) == ids


@pytest.mark.parametrize(("alias", "place"), [("noshki", "nushki"), ("Naushki", "nushki"), ("Chaghi", "chagai")])
def test_another_spelling_of_a_district_finds_all_that_is_placed_in_it(alias, place):
    assert _facts("district_ids", place) <= _found(alias)


def test_another_spelling_of_a_province_finds_all_that_is_placed_in_it():
    assert _facts("province_ids", "balochistan") <= _found("Baluchistan")


@pytest.mark.parametrize("actor", [a.id for a in DATA.actors.values() if a.aliases])
def test_each_other_name_of_an_actor_finds_what_it_is_in(actor):
    for alias in DATA.actors[actor].aliases:
        assert _facts("actors", actor) | _facts("match_claimants", actor) <= _found(alias), alias


@pytest.mark.parametrize("place", [p.id for p in DATA.places.values() if p.aliases])
def test_each_other_name_of_a_place_finds_what_is_placed_there(place):
    for alias in DATA.places[place].aliases:
        assert _facts("place_ids", place) <= _found(alias), alias


def test_an_article_is_found_by_its_author_its_id_and_its_publisher_s_whole_name():
    for q in ("Sonavane", "ndtv", "NDTV Opinion", '"NDTV Opinion"', "Takshashila Institution (India)"):
        assert _facts("articles", "ndtv-sonavane") <= _found(q), q
    assert not _facts("articles", "ciss-nawaz") <= _found("strategic"), "a word of a publisher’s name is no word of its facts"


def test_each_word_of_a_title_summary_and_locator_finds_its_fact():
    for fact in DATA.facts_by_id.values():
        for text in (fact.title, fact.summary, *(words for s in fact.sources for words in (s.from_, s.to))):
            for word in words_in(fold(text)):
                assert fact.id in _found_cached(word), (fact.id, word)


FOUND: dict[str, set[str]] = {}


def _found_cached(word):
    if word not in FOUND:
        FOUND[word] = _found(word)
    return FOUND[word]


@pytest.mark.parametrize(
    ("texts", "q", "found"),
    [
        (["the CIA said", "a special force", "social"], "CIA", ["the CIA said"]),
        (["wars ended", "a warning", "war"], "war", ["wars ended", "war"]),
        (["the art of it", "a party", "started"], "art", ["the art of it"]),
        (["a report", "the port"], "port", ["the port"]),
        (["a mine", "minerals", "mining"], "mine", ["a mine", "mining"]),
        (["insurgents", "an insurgency"], "insurg", ["insurgents", "an insurgency"]),
        (["10 killed", "100 killed", "1,000 killed"], "100", ["100 killed"]),
        (
            ["1.5 million", "1,500,000", "1 500 000", "1\u202f500\u202f000", "15 million"],
            "1.5m",
            ["1.5 million", "1,500,000", "1\u202f500\u202f000"],
        ),
        (["USD 2 crore", "20 million"], "20000000", ["USD 2 crore", "20 million"]),
        (["rare earth", "earth so rare", "rare and earth"], '"rare earth"', ["rare earth"]),
        (["rare earth", "earth so rare"], "rare earth", ["rare earth", "earth so rare"]),
        (["co-operation", "cooperation", "co operation", "operation"], "cooperation", ["co-operation", "cooperation"]),
        (["co-operation", "cooperation", "co operation", "operation"], "co–operation", ["co-operation", "cooperation", "co operation"]),
        (["کوئٹہ", "كوئٹه"], "كوئٹه", ["کوئٹہ", "كوئٹه"]),
        (["بلوچستانی ۳۱"], "بلوچستاني ٣١", ["بلوچستانی ۳۱"]),
        (["O’Brien"], "obrien", ["O’Brien"]),
        (["Łódź", "straße", "İzmir"], "lodz", ["Łódź"]),
        (["Łódź", "straße", "İzmir"], "strasse", ["straße"]),
        (["Łódź", "straße", "İzmir"], "izmir", ["İzmir"]),
        (["minis\u00adter"], "minister", ["minis\u00adter"]),
        (["the companies"], "company", ["the companies"]),
    ],
)
def test_what_readers_take_for_the_same_is_the_same_and_nothing_else_is(texts, q, found):
    assert _of(texts, q) == found


def test_a_phrase_does_not_run_from_one_name_into_the_next():
    assert _of([("China", "Iran")], '"China Iran"', lambda names: [[*names]]) == []
    assert _of([("China", "Iran")], '"China Iran"', lambda names: [[name] for name in names]) == []


@pytest.mark.parametrize(
    ("q", "told"),
    [
        ("noshki", "“noshki” found as Nushki (place)"),
        ("Baluchistan", "“baluchistan” found as Balochistan (place)"),
        ("Washington", "“washington” found as United States government (actor)"),
        ("Pakistani Taliban", "“Pakistani Taliban” found as Tehreek-e-Taliban Pakistan (actor)"),
        ("casualties", "“casualties” found as “casualty”"),
    ],
)
def test_it_is_told_as_what_a_word_was_found(q, told):
    assert told in findings(DATA, DATA.facts[found_by(DATA.facts, q)], q).words


def test_it_is_told_in_which_parts_of_the_facts_the_words_stand():
    facts = DATA.facts[found_by(DATA.facts, "owner")]
    assert [*findings(DATA, facts, "owner").words] == ["found in open question (3), note (2)"]
    assert all("open question" in where for where in where_found(facts, "owner"))


def test_every_fact_found_says_where():
    for q in ("noshki", "gold", "CIA", "1000", "ndtv opinion", '"rare earth"', "31 January"):
        facts = DATA.facts[found_by(DATA.facts, q)]
        assert len(facts)
        assert all(where and {*where} <= {*FIELDS} for where in where_found(facts, q)), q


@pytest.mark.parametrize(
    ("q", "offered"),
    [
        ("golld", ["gold"]),
        ("gold zzz", ["gold"]),
        ('"project Saindak"', ["project Saindak"]),
        ("queta", ["quetta"]),
        ("zzz", []),
        ("...", []),
    ],
)
def test_where_nothing_is_found_the_nearest_that_finds_something_is_offered(q, offered):
    assert nearest_search(DATA.facts, q)[:1] == offered[:1]


@given(st.text(max_size=40))
def test_any_text_can_be_searched_and_folding_twice_is_folding_once(q):
    assert fold(fold(q)) == fold(q)
    assert len(found_by(DATA.facts.head(5), q)) == 5
    assert bool(terms(q)) or not found_by(DATA.facts, q).any()


def test_each_fact_is_found_by_its_own_title_and_by_the_title_as_a_phrase():
    for fact in DATA.facts_by_id.values():
        title = fact.title.replace('"', " ")
        assert fact.id in _found(title), title
        assert fact.id in _found(f'"{title}"'), title


@pytest.mark.parametrize(
    ("q", "ids"),
    [
        ("owner", {"owner-of-saindak", "owner-of-reko-diq"}),
        ("owners", {"owner-of-saindak", "owner-of-reko-diq"}),
        ("noshki road", {"road-cut"}),
        ("zzz", set()),
    ],
)
def test_a_search_finds_open_questions_too(q, ids):
    assert {question.id for question in questions_found(DATA, q)} == ids


def test_a_search_without_a_letter_or_digit_says_so():
    for q in ("—", '""', "?!"):
        assert findings(DATA, DATA.facts.iloc[:0], q).words == ("a search needs a letter or a digit",)


def test_without_a_search_nothing_is_told_of_one():
    assert findings(DATA, DATA.facts, "") == Findings()
