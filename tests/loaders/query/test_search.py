"""What a search finds, as what, and what is offered where it finds nothing: each string with the facts that it must find."""

import re
from datetime import date
from functools import cache

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loaders.frames.dataset import build_dataset
from loaders.frames.search_index import FIELDS
from loaders.frames.search_names import IN_FRAME, Named, Names
from loaders.frames.search_text import fold, search_columns, words_in
from loaders.query.search import found_by, where_found
from loaders.query.search_results import Findings, findings, questions_found
from loaders.query.search_terms import terms
from loaders.query.search_told import found_text, nearest_search
from loaders.query.selection import Selection, select, shown

DATA = build_dataset()


@cache
def _found(q):
    return {*DATA.facts.loc[found_by(DATA.facts, q), "id"]}


def _facts(column, value):
    return {i for i, values in zip(DATA.facts["id"], DATA.facts[column], strict=True) if value in values}


def _of(texts, q, make=lambda text: [[text]]):
    """The texts that a search finds, each as a fact of its own."""
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
        ("counter terrorism", "counterterrorism"),
        ("copper,gold", "copper gold"),
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
        ("ISKP", _facts("actors", "is-k") | {"islamic-state-deadliest", "attack-on-us-marines"}),
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


THINGS = [*DATA.places.values(), *DATA.actors.values()]


def _spelled(name):
    """A name as readers may type it."""
    yield from (name, name.upper(), name.lower(), name.replace(" ", "-"), name.replace("-", " "), name.replace(" ", "  "), f"{name}’s")
    yield "".join(f"{c}\u0301" if c in "aeiou" else c for c in name)
    if "'" not in name:
        yield re.sub("[ -]", "", name)


@pytest.mark.slow
@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.id)
def test_every_name_of_a_place_or_an_actor_in_every_spelling_finds_the_same_facts(thing):
    found, quoted = _found(thing.name), _found(f'"{thing.name}"')
    for name in (thing.name, *thing.aliases):
        assert {spelled: _found(spelled) ^ found for spelled in _spelled(name)} == {spelled: set() for spelled in _spelled(name)}
        assert _found(f'"{name}"') == quoted <= found, name


@pytest.mark.slow
@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.id)
def test_a_name_finds_every_fact_that_refers_to_its_thing_or_holds_one_of_its_names(thing):
    columns = ("actors", "match_claimants", "financier", "recipient", "place_ids", "sites", "district_ids", "province_ids")
    referring = set[str]().union(*(_facts(column, thing.id) for column in columns))
    holding = {fact.id for fact in DATA.facts_by_id.values() if re.search(rf"\b{re.escape(thing.name)}\b", f"{fact.title} {fact.summary}")}
    assert referring | holding <= _found(thing.name)


def test_a_name_finds_facts_that_name_the_thing_otherwise():
    names = Names([Named("place", "United States", ("US", "USA")), Named("actor", "Islamic State", ("IS",)), Named("place", "Nowhere")])
    texts = ["the USA said", "US troops", "states united", "it is so", "Islamic State said", "a state"]

    def found(q):
        frame = pd.DataFrame([search_columns([[text]]) for text in texts], columns=["search_words", "search_stems"], dtype="str")
        frame.attrs[IN_FRAME] = names
        return [text for text, holds in zip(texts, found_by(frame, q), strict=True) if holds]

    assert found("United States") == found("US") == found("u.s.a.") == ["the USA said", "US troops", "states united"]
    assert found('"United States"') == found('"USA"') == ["the USA said", "US troops"]
    assert found("IS") == found("Islamic State") == ["Islamic State said"], "a common word is a name only alone"
    assert found("it is") == ["it is so"]
    assert found("USA said") == ["the USA said"]
    assert found("Nowhere") == []
    assert found("Unite State") == found("USA")


def test_an_article_is_found_by_its_author_its_id_and_its_publisher_s_whole_name():
    for q in ("Sonavane", "ndtv", "NDTV Opinion", '"NDTV Opinion"', "Takshashila Institution (India)"):
        assert _facts("articles", "ndtv-sonavane") <= _found(q), q
    assert not _facts("articles", "ciss-nawaz") <= _found("strategic"), "a word of a publisher’s name is no word of its facts"


@pytest.mark.slow
def test_each_word_of_a_title_summary_and_locator_finds_its_fact():
    for fact in DATA.facts_by_id.values():
        for text in (fact.title, fact.summary, *(words for s in fact.sources for words in (s.from_, s.to))):
            for word in {*words_in(fold(text))} - {"is"}:  # alone it is a name: IS
                assert fact.id in _found(word), (fact.id, word)


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
            ["1.5 million", "1,500,000", "1 500 000", "1\u202f500\u202f000"],
        ),
        (["USD 2 crore", "20 million"], "20000000", ["USD 2 crore", "20 million"]),
        (["rare earth", "earth so rare", "rare and earth"], '"rare earth"', ["rare earth"]),
        (["rare earth", "earth so rare"], "rare earth", ["rare earth", "earth so rare"]),
        (["co-operation", "cooperation", "co operation", "operation"], "cooperation", ["co-operation", "cooperation"]),
        (["co-operation", "cooperation", "co operation", "operation"], "co–operation", ["co-operation", "cooperation", "co operation"]),
        (["co-operation", "cooperation", "co operation", "operation"], "co operation", ["co-operation", "cooperation", "co operation"]),
        (["the long-term co-operation", "long co operation", "termco"], "long term co operation", ["the long-term co-operation"]),
        (["20260131 tonnes", "20261331"], "20261331", ["20261331"]),
        (["کوئٹہ", "كوئٹه"], "كوئٹه", ["کوئٹہ", "كوئٹه"]),
        (["بلوچستانی ۳۱"], "بلوچستاني ٣١", ["بلوچستانی ۳۱"]),
        (["O’Brien"], "obrien", ["O’Brien"]),
        (["Łódź", "straße", "İzmir"], "lodz", ["Łódź"]),
        (["Łódź", "straße", "İzmir"], "strasse", ["straße"]),
        (["Łódź", "straße", "İzmir"], "izmir", ["İzmir"]),
        (["minis\u00adter"], "minister", ["minis\u00adter"]),
        (["the companies"], "company", ["the companies"]),
        (["women fighters", "a woman", "gunmen", "human"], "woman", ["women fighters", "a woman"]),
        (["three men", "a gunman", "amen"], "man", ["three men"]),
        (["gunmen fired"], "gunman", ["gunmen fired"]),
        (["the road was held", "a hold"], "hold", ["the road was held", "a hold"]),
        (["labour organised in defence of the centre"], "labor organized defense center", ["labour organised in defence of the centre"]),
        (["China said", "Chinese firms", "chins"], "chinese", ["China said", "Chinese firms"]),
        (["the 1950s", "1950"], "1950s", ["the 1950s"]),
        (["the seventh round", "the 7th round", "round 17"], "7th", ["the seventh round", "the 7th round"]),
        (["Nushki and Chagai", "Nushki"], "nushki/chagai", ["Nushki and Chagai"]),
        (["bitumen", "a specimen"], "bituman", []),
        (["talks in Washington, D.C.’s hotels"], "Washington, D.C.", ["talks in Washington, D.C.’s hotels"]),
    ],
)
def test_what_readers_take_for_the_same_is_the_same_and_nothing_else_is(texts, q, found):
    assert _of(texts, q) == found


DAY = [
    "2026-01-31",
    "31 January 2026",
    "31 Jan 2026",
    "31st of January, 2026",
    "January 31, 2026",
    "Jan. 31st 2026",
    "31/1/2026",
    "31.01.2026",
    "20260131",
]
AMOUNT = [
    "USD 1.25 billion",
    "$1.25bn",
    "US$1.25B",
    "1.25 billion dollars",
    "1,250 million US dollars",
    "usd1,250,000,000",
    "125 crore dollars",
]
SHARE = ["5 per cent", "5%", "5 percent", "five per cent", "5 %", "٥٪"]


@pytest.mark.parametrize(
    ("alike", "others"),
    [
        (DAY, ["30 January 2026", "31 January 2025", "31 people in January 2026", "2026"]),
        (["January 2026", "Jan 2026", "2026-01", "January of 2026"], ["2026", "January 2025", "1 of 2026"]),
        (["31 January", "January 31", "31st January", "Jan 31"], ["30 January", "31 people in January"]),
        (AMOUNT, ["1.25 dollars", "1.25 million dollars", "Rs 1.25 billion", "1.3 billion dollars"]),
        (["Rs 5 lakh", "PKR 500,000", "Rs.5,00,000", "500,000 rupees", "half a million rupees"], ["Rs 5", "$500,000"]),
        (SHARE, ["5", "per cent", "15%", "5.5 per cent"]),
        (["two dozen people", "24 people", "twenty-four people"], ["12 people", "two people"]),
        (["1½ million tons", "1.5 million tons", "one and a half million tons"], ["11 million tons", "1 million tons"]),
    ],
)
def test_every_way_of_printing_a_date_an_amount_or_a_share_finds_all_of_them(alike, others):
    for q in alike:
        assert _of(alike + others, q) == alike, q
        assert set(alike) >= {*_of(alike + others, f'"{q}"')} >= {q}, q


def test_a_printed_day_finds_the_facts_of_that_day():
    day = {i for i, words in zip(DATA.facts["id"], DATA.facts["date_words"], strict=True) if "31 Jan 2026" in words}
    for q in DAY:
        assert _found(q) == day != set(), q
    for q in AMOUNT:
        assert _found(q) == {"exim-reko-diq-approval"}, q


def test_a_phrase_does_not_run_from_one_name_into_the_next():
    assert _of([("China", "Iran")], '"China Iran"', lambda names: [[*names]]) == []
    assert _of([("China", "Iran")], '"China Iran"', lambda names: [[name] for name in names]) == []


@pytest.mark.parametrize(
    ("q", "told"),
    [
        ("noshki", "“noshki” found as Nushki (place)"),
        ("Baluchistan", "“Baluchistan” found as Balochistan (place)"),
        ("Washington", "“Washington” found as Washington DC (place) or United States government (actor)"),
        ("PRC", "“PRC” found as China (place, actor)"),
        ("2026-01-31", "“2026-01-31” found as “31 January 2026”"),
        ("$1.25bn", "“1.25bn” found as “1,250,000,000”"),
        ("Pakistani Taliban", "“Pakistani Taliban” found as Tehreek-e-Taliban Pakistan (actor)"),
        ("casualties", "“casualties” found as “casualty”"),
    ],
)
def test_it_is_told_as_what_a_word_was_found(q, told):
    assert told in findings(DATA, DATA.facts[found_by(DATA.facts, q)], Selection(q=q)).words


def test_no_word_is_told_that_the_facts_do_not_print():
    texts = ["a copper-gold mine", "a copper mine", "counter-terrorism", "counterclaims"]
    frame = pd.DataFrame([search_columns([[text]] * len(FIELDS)) for text in texts], columns=["search_words", "search_stems"], dtype="str")
    assert found_text(frame[found_by(frame, "copper")], "copper")[:-1] == []
    assert found_text(frame[found_by(frame, "counte")], "counte")[:-1] == [
        "“counte” found as “counter”, “counterclaims”, “counter-terrorism”"
    ]


def test_it_is_told_in_which_parts_of_the_facts_the_words_stand():
    facts = DATA.facts[found_by(DATA.facts, "owner")]
    assert [*findings(DATA, facts, Selection(q="owner")).words] == ["found in open question (3), note (2)"]
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
        ("noshky", ["Nushki"]),
        ("Naushky", ["Nushki"]),
        ("Khyber Paktunkwa", ["Khyber Pakhtunkhwa"]),
        ("Washingtn", ["Washington DC"]),
        ("gold zzz", ["gold"]),
        ('"project Saindak"', ["project Saindak"]),
        ("queta", ["Quetta"]),
        ("reok diq", ["Reko Diq"]),
        ("Nuskhi", ["Nushki"]),
        ("BAL", ["Baloch Liberation Army"]),
        ("fild marshal", ["Asim Munir"]),
        ("opration herof", ["operation herof"]),
        ("zzz", []),
        ("...", []),
    ],
)
def test_where_nothing_is_found_the_nearest_that_finds_something_is_offered(q, offered):
    assert nearest_search(DATA.facts, q)[:1] == offered[:1]


def test_one_thing_is_offered_once_and_by_its_name():
    for q in ("noshky", "naushki x", "chagay", "balochistn", "bluchistan", "rekodq", "pakistn taliban", "washingtn", "iskpp"):
        offered = nearest_search(DATA.facts, q)
        assert offered, q
        assert len({frozenset(_found(one)) for one in offered}) == len(offered), (q, offered)
        names = {alias.lower() for thing in THINGS for alias in thing.aliases} - {thing.name.lower() for thing in THINGS}
        assert not {one.lower() for one in offered} & names, (q, offered)


@pytest.mark.slow
@given(st.one_of(st.text(max_size=40), st.text(alphabet="AaBb`'’.,-019½ٱéUSs%$ \u00a0\u00ad\u0301", max_size=20)))
@example("AAA`0")
@example("a.b.c`1,000’s")
@example("1,00`0,000")
def test_any_text_can_be_searched_and_folding_twice_is_folding_once(q):
    assert fold(fold(q)) == fold(q)
    assert len(found_by(DATA.facts.head(5), q)) == 5
    assert bool(terms(q)) or not found_by(DATA.facts, q).any()


@pytest.mark.slow
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
        assert findings(DATA, DATA.facts.iloc[:0], Selection(q=q)).words == ("a search needs a letter or a digit",)


def test_without_a_search_nothing_is_told_of_one():
    assert findings(DATA, DATA.facts, Selection()) == Findings()


OTHER_FILTERS = (
    {"kind": ("diplomatic_event",)},
    {"district": ("quetta",)},
    {"certainty": ("opinion",)},
    {"dates": (date(2026, 1, 1), date(2026, 2, 1))},
    {"match": ("unplaced",)},
)


@pytest.mark.parametrize("others", OTHER_FILTERS)
@pytest.mark.parametrize("q", ["copper gold", "copper nushki", "noshky bank", "loan attack", "Balochstan", "exim bank killed", "gold iran"])
def test_what_is_offered_instead_shows_something_with_the_other_filters(others, q):
    for other in findings(DATA, DATA.facts.iloc[:0], Selection(**others, q=q)).offered:
        selection = Selection(**others, q=other)
        assert len(shown(select(DATA.facts, selection), selection)), other


def test_what_is_offered_without_other_filters_stays():
    assert findings(DATA, DATA.facts.iloc[:0], Selection(q="Balochstan")).offered[:1] == ("Balochistan",)
