"""The query string: what is understood, and in words what is not; nothing that a stranger types raises."""

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.frames.dataset import build_dataset
from loaders.query.parameters import PARAMETERS, REPEATED
from loaders.query.query_string import parse_query
from loaders.query.selection import SHOWN_BY_DEFAULT, Selection
from loaders.schema.derived_terms import Match
from loaders.schema.registry_terms import Party
from loaders.schema.site_terms import Commodity
from loaders.schema.vocabulary import Certainty, Kind
from pages import PAGE_PARAMETERS

DATA = build_dataset()
NAMES = [parameter.name for parameter in PAGE_PARAMETERS]


def _parameters(pairs):
    found = defaultdict(list)
    for name, value in pairs:
        found[name].append(value)
    return dict(found)


@pytest.mark.parametrize(
    ("name", "value", "ids"),
    [
        ("district", "nushki", ("nushki",)),
        ("district", "NUSHKI", ("nushki",)),
        ("district", " Nushki ", ("nushki",)),
        ("district", "Chaghai", ("chagai",)),
        ("district", "chaghi", ("chagai",)),
        ("district", "Chitral", ("lower-chitral", "upper-chitral")),
        ("district", "Lower Chitral", ("lower-chitral",)),
        ("province", "balochistan", ("balochistan",)),
        ("province", "Baluchistan", ("balochistan",)),
        ("province", "nwfp", ("khyber-pakhtunkhwa",)),
        ("province", "KPK", ("khyber-pakhtunkhwa",)),
        ("kind", "Security_Incident", ("security_incident",)),
        ("article", "ndtv-sonavane", ("ndtv-sonavane",)),
        ("actor", "us-exim", ("us-exim",)),
        ("claimant", "author", ("author",)),
        ("party", "bla", ("bla",)),
        ("commodity", "rare_earths", ("rare_earths",)),
        ("certainty", "claimed", ("claimed",)),
        ("match", "undated", ("undated",)),
    ],
)
def test_ids_names_and_aliases_are_understood_in_any_case(name, value, ids):
    query = parse_query({name: [value]}, DATA)
    assert getattr(query.selection, name) == ids
    assert query.faults == ()


def test_every_district_is_found_by_its_id_and_its_name():
    for place in (p for p in DATA.places.values() if p.kind == "district"):
        assert parse_query({"district": [place.id.upper()]}, DATA).selection.district == (place.id,)
        assert place.id in parse_query({"district": [place.name]}, DATA).selection.district


def test_values_are_taken_once_and_in_their_order():
    query = parse_query({"district": ["swat", "nushki", "Swat"], "match": ["unplaced", "definite", "unplaced"]}, DATA)
    assert query.selection.district == ("swat", "nushki")
    assert query.selection.match == ("definite", "unplaced")


@pytest.mark.parametrize(
    ("name", "value", "message", "near"),
    [
        ("district", "Nushky", "district “Nushky” is not known.", "nushki"),
        ("province", "Balochstan", "province “Balochstan” is not known.", "balochistan"),
        ("kind", "security", "kind “security” is not known.", "security_incident"),
        ("article", "news", "article “news” is not known.", "news-az"),
        ("actor", "exim", "actor “exim” is not known.", "us-exim"),
        ("certainty", "statd", "certainty “statd” is not known.", "stated"),
        ("match", "definit", "match “definit” is not known.", "definite"),
        ("fact", "exim-reko-diq", "fact “exim-reko-diq” is not known.", "exim-reko-diq-approval"),
    ],
)
def test_a_wrong_value_is_named_with_near_matches_and_left_out(name, value, message, near):
    query = parse_query({name: [value]}, DATA)
    (fault,) = query.faults
    assert (fault.name, fault.value, fault.message) == (name, value, message)
    assert near in fault.near
    assert str(fault).startswith(f"{message} Did you mean ")
    assert query.selection == Selection()
    assert query.fact is None


def test_a_wrong_value_does_not_take_the_right_ones_with_it():
    query = parse_query({"district": ["nowhere-at-all", "nushki"], "kind": ["context"]}, DATA)
    assert (query.selection.district, query.selection.kind) == (("nushki",), ("context",))
    assert [fault.value for fault in query.faults] == ["nowhere-at-all"]


RIGHT = {"layer": "context", "at": "balochistan", "lane": "actor", "preset": "2026-01", "drag": "dates", "pick": "nushki-land-link"}
RIGHT |= {"extent": "all", "behind": "nushki", "site": "saindak", "ties": "route", "months": "6"}
RIGHT |= {"dataset": "ged", "event": "ged:51720", "order": "-date_start", "show": "events", "shade": "fatalities", "drawn": "ged"}
RIGHT |= {"spot": "30.18,67.0", "per": "month"}
RIGHT |= {"a": "district=nushki", "b": "district=chagai", "read": "news-az", "passage": "nushki-land-link"}
RIGHT |= {"dossier": "road-through-nushki"}


def test_the_pages_own_choices_are_understood_and_a_wrong_one_is_named():
    query = parse_query({name: [value] for name, value in RIGHT.items()}, DATA, PAGE_PARAMETERS)
    assert ({*query.page}, query.faults, query.unknown) == ({*RIGHT.items()}, (), ())
    assert {*RIGHT} == {*NAMES}
    for name in NAMES:
        for wrong in ("wrong!", RIGHT[name].upper() + "x"):
            query = parse_query({name: [wrong]}, DATA, PAGE_PARAMETERS)
            assert [(fault.name, fault.value) for fault in query.faults] == [(name, wrong)]
            assert query.page == ()


@pytest.mark.parametrize(
    ("name", "message", "read_as"),
    [
        ("amp;district", "unknown parameter amp;district.", "district"),
        ("amp;amp;district", "unknown parameter amp;amp;district.", "district"),
        ("District", "unknown parameter District.", "district"),
        (" DISTRICT ", "unknown parameter  DISTRICT .", "district"),
        ("?district", "unknown parameter ?district.", "district"),
        ("district[]", "unknown parameter district[].", "district"),
        ("#038;district", "unknown parameter #038;district.", "district"),
    ],
)
def test_a_name_that_was_mangled_or_wrongly_cased_is_understood_and_said_to_be(name, message, read_as):
    query = parse_query({name: ["Nushki"]}, DATA)
    (fault,) = query.faults
    assert (fault.name, fault.message, fault.read_as, fault.near) == (name, message, read_as, (read_as,))
    assert str(fault) == f"{message} It was read as {read_as}."
    assert query.selection == Selection(district=("nushki",))


def test_a_mangled_name_does_not_widen_what_its_right_name_asks_for():
    query = parse_query({"District": ["swat"], "district": ["nushki"]}, DATA)
    assert query.selection.district == ("nushki",)
    (fault,) = query.faults
    assert (fault.name, fault.read_as, fault.near) == ("District", None, ("district",))


def test_ampersands_written_as_html_belong_to_the_parameters_beside_them():
    query = parse_query({"dates": ["2025-09-01"], "amp;dates": ["2026-02-28"], "amp;district": ["nushki"]}, DATA)
    assert query.selection == Selection(district=("nushki",), dates=(date(2025, 9, 1), date(2026, 2, 28)))
    assert [fault.read_as for fault in query.faults] == ["dates", "district"]


def test_a_province_given_as_a_district_is_told_as_what_it_is():
    (fault,) = parse_query({"district": ["Baluchistan"]}, DATA).faults
    assert str(fault) == "district “Baluchistan” is a province: province=balochistan filters by it."


@pytest.mark.parametrize(
    ("name", "near"),
    [("districts", ("district",)), ("distrct", ("district",)), ("provence", ("province",)), ("zzz", ()), ("Lane", ("lane",)), ("", ())],
)
def test_an_unknown_name_is_left_out_and_told_with_the_nearest(name, near):
    query = parse_query({name: ["nushki"]}, DATA, PAGE_PARAMETERS)
    (fault,) = query.faults
    assert (fault.name, fault.near, fault.read_as) == (name, near, None)
    assert (query.selection, query.unknown) == (Selection(), (name,))


@pytest.mark.parametrize("name", ["utm_source", "UTM_Campaign", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref", "embed"])
def test_tracking_names_ask_for_nothing_and_are_passed_over(name):
    assert parse_query({name: ["x"]}, DATA) == parse_query({}, DATA)


@pytest.mark.parametrize("name", PARAMETERS)
def test_an_empty_parameter_is_told(name):
    query = parse_query({name: [""]}, DATA)
    assert [fault.message for fault in query.faults] == [f"{name} is empty."]
    assert query.selection == Selection()


def test_an_empty_value_beside_others_is_told_and_the_others_count():
    query = parse_query({"district": ["nushki", " "]}, DATA)
    assert [fault.message for fault in query.faults] == ["district has an empty value beside others."]
    assert query.selection.district == ("nushki",)


@pytest.mark.parametrize(
    ("name", "values", "counts"), [("fact", ["nushki-land-link", "saindak-project"], "last"), ("lane", ["actor", "kind"], "first")]
)
def test_several_values_where_one_counts_are_told(name, values, counts):
    (fault,) = parse_query({name: values}, DATA, PAGE_PARAMETERS).faults
    assert fault.message == f"{name} takes one value, and the address has 2: the {counts} counts."
    assert parse_query({name: values[:1] * 3}, DATA, PAGE_PARAMETERS).faults == ()


@pytest.mark.parametrize(
    ("name", "value", "near", "told"),
    [
        ("district", "nuski", "nushki", "Nushki"),
        ("district", "noshky", "nushki", "Nushki"),
        ("province", "balochstan", "balochistan", "Balochistan"),
        ("actor", "us-exm", "us-exim", "Export-Import Bank of the United States (us-exim)"),
        ("actor", "EXIM", "us-exim", "Export-Import Bank of the United States (us-exim)"),
        ("claimant", "Washington", "us-government", "United States government (us-government)"),
        ("district", "Dalbandin", "chagai", "Chagai"),
        ("province", "Nushki", "balochistan", "Balochistan"),
        ("country", "Pakstan", "Pakistan", "Pakistan"),
        ("type", "acusation", "accusation", "accusation"),
    ],
)
def test_a_thing_is_suggested_once_and_by_its_name(name, value, near, told):
    (fault,) = parse_query({name: [value]}, DATA).faults
    assert fault.near[0] == near
    assert len({*fault.near}) == len(fault.near) == len({*fault.names})
    assert f"Did you mean {told}" in str(fault)
    assert str(fault).count(told) == 1


@pytest.mark.parametrize(
    ("name", "value", "ids"),
    [
        ("type", "Communications Shutdown", ("communications_shutdown",)),
        ("type", "communications-shutdown", ("communications_shutdown",)),
        ("country", "united states", ("United States",)),
        ("articles", "1", ("1",)),
        ("articles", "2+", ("2+",)),
        ("articles", "2 ", ("2+",)),
        ("party", "any", ("any",)),
        ("all_articles", "news-az", ("news-az",)),
        ("relation", "contradicts", ("contradicts",)),
        ("dated", "no", ("no",)),
        ("placed", "NO", ("no",)),
        ("district", "Lower‑Chitral", ("lower-chitral",)),
        ("district", "Nóshki", ("nushki",)),
    ],
)
def test_the_later_filters_and_other_spellings_are_understood(name, value, ids):
    query = parse_query({name: [value]}, DATA)
    assert (getattr(query.selection, name), query.faults) == (ids, ())


@pytest.mark.parametrize(
    ("values", "dates", "fault"),
    [
        ([], None, None),
        (["2025-09-01", "2026-02-28"], (date(2025, 9, 1), date(2026, 2, 28)), None),
        (["2026-02-28", "2025-09-01"], (date(2025, 9, 1), date(2026, 2, 28)), None),
        (["2026-02-28", "2026-02-28"], (date(2026, 2, 28), date(2026, 2, 28)), None),
        (["2025-09-01"], None, "dates need a first and a last day; the address has 1."),
        (["2025-09-01"] * 3, None, "dates need a first and a last day; the address has 3."),
        (["2025-09-01", "soon"], None, "dates “2025-09-01, soon” are not two days such as 2025-09-01, nor last-90d or since:2026-01-01."),
        (
            ["2025-02-30", "2025-03-01"],
            None,
            "dates “2025-02-30, 2025-03-01” are not two days such as 2025-09-01, nor last-90d or since:2026-01-01.",
        ),
        (["2025-09", "2025-12"], None, "dates “2025-09, 2025-12” are not two days such as 2025-09-01, nor last-90d or since:2026-01-01."),
        ([""], None, "dates is empty."),
    ],
    ids=["none", "two", "reversed", "one day", "one", "three", "a word", "no such day", "months", "empty"],
)
def test_dates_are_two_days(values, dates, fault):
    query = parse_query({"dates": values}, DATA)
    assert query.selection.dates == dates
    assert [fault.message for fault in query.faults] == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("values", "match"),
    [
        (None, SHOWN_BY_DEFAULT),
        (["none"], ()),
        (["none", "undated"], ("undated",)),
        (["wrong"], SHOWN_BY_DEFAULT),
        ([], SHOWN_BY_DEFAULT),
        pytest.param(["NONE"], ()),
    ],
    ids=str,
)
def test_match_none_shows_no_class(values, match):
    assert parse_query({} if values is None else {"match": values}, DATA).selection.match == match


def test_the_open_fact_and_the_version_are_the_last_given():
    query = parse_query({"fact": ["nushki-land-link", "exim-reko-diq-approval"], "v": ["a", "b"]}, DATA)
    assert (query.fact, query.v) == ("exim-reko-diq-approval", "b")
    assert parse_query({"fact": [""], "v": []}, DATA).fact is None


def test_a_retired_fact_is_still_understood(tiny_data):
    query = parse_query({"fact": ["old-loan"]}, build_dataset(tiny_data))
    assert (query.fact, query.faults) == ("old-loan", ())


def test_words_are_joined_and_cut_short():
    assert parse_query({"q": ["  a ", "b\t c"]}, DATA).selection.q == "a b c"
    query = parse_query({"q": ["x" * 10_000]}, DATA)
    assert len(query.selection.q) == 200
    assert [str(fault) for fault in query.faults] == ["q has 10,000 characters; the first 200 are searched."]
    assert parse_query({"q": ["x" * 200]}, DATA).faults == ()


def test_no_class_beside_a_class_does_not_count_and_is_said_not_to():
    query = parse_query({"match": ["none", "definite"]}, DATA)
    assert query.selection.match == ("definite",)
    assert [str(fault) for fault in query.faults] == ["match=none stands alone; beside other classes it does not count."]
    assert parse_query({"match": ["none"]}, DATA).faults == ()


@pytest.mark.parametrize("unseen", ["\x00", "\u200b\ufeff", "\x01 \x02"])
def test_a_search_of_what_cannot_be_seen_is_empty_and_said_to_be(unseen):
    query = parse_query({"q": [unseen]}, DATA)
    assert (query.selection.q, [str(fault) for fault in query.faults]) == ("", ["q is empty."])


def test_words_cut_short_come_back_the_same():
    selection = parse_query({"q": ["a" * 199 + " b"]}, DATA).selection
    assert parse_query(_parameters(selection.query()), DATA).selection == selection


HOSTILE = st.text(max_size=300) | st.sampled_from(["x" * 100_000, "<script>", "' OR 1=1", "\x00", "\ud800", "=1+1", "%", "../..", "İ" * 99])


@given(
    st.dictionaries(st.sampled_from([*REPEATED, *NAMES, "dates", "q", "fact", "v"]) | st.text(max_size=9), st.lists(HOSTILE, max_size=3))
)
def test_nothing_that_a_stranger_types_raises_or_grows(parameters):
    query = parse_query(parameters, DATA, PAGE_PARAMETERS)
    assert all(len(str(fault)) < 500 for fault in query.faults)
    assert len(query.selection.q) <= 200
    assert {*query.unknown}.isdisjoint([*REPEATED, *NAMES])


def _some(words, most=3):
    return st.lists(st.sampled_from([*map(str, words)]), max_size=most, unique=True).map(tuple)


SELECTIONS = st.builds(
    Selection,
    province=_some([p.id for p in DATA.places.values() if p.kind == "province"], 2),
    district=_some([p.id for p in DATA.places.values() if p.kind == "district"]),
    dates=st.none() | st.tuples(st.dates(), st.dates()).map(lambda days: tuple(sorted(days))),
    kind=_some(Kind),
    article=_some(DATA.articles),
    actor=_some(DATA.actors),
    claimant=_some(["author", *DATA.actors]),
    party=_some(Party),
    commodity=_some(Commodity),
    certainty=_some(Certainty),
    q=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp", "Zs"], include_characters=" "), max_size=50).map(
        lambda text: " ".join(text.split())
    ),
    match=_some(Match, 4).map(lambda words: tuple(sorted(words, key=[*map(str, Match)].index))),
)


@given(SELECTIONS)
def test_a_selection_comes_back_from_its_own_address(selection):
    query = parse_query(_parameters(selection.query()), DATA)
    assert query.selection == selection
    assert (query.faults, query.unknown) == ((), ())
