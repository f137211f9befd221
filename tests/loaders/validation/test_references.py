"""Every id leads somewhere: each kind of reference, when it does not, is named where it stands."""

import pytest

from loaders.validation.check import check_data

DEALS, INCIDENTS = "facts/financing_deals.yaml", "facts/security_incidents.yaml"
SITES, EVENTS = "facts/mineral_sites.yaml", "facts/diplomatic_events.yaml"


def _problems(data):
    return [str(problem) for problem in check_data(data)[1]]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (DEALS, "places: [mine]", "places: [mien]", ':5 bank-approves-loan: unknown place "mien"; did you mean "mine"?'),
        (DEALS, "{actor: bank,", "{actor: bnak,", ':6 bank-approves-loan: unknown actor "bnak"; did you mean "bank"?'),
        (DEALS, "claimed_by: [author]", "claimed_by: [auther]", ':7 bank-approves-loan: unknown claimant "auther"; did you mean "author"?'),
        (DEALS, "financier: [bank]", "financier: [bnak]", ':10 bank-approves-loan: unknown actor "bnak"; did you mean "bank"?'),
        (DEALS, "recipient: [army]", "recipient: [amry]", ':11 bank-approves-loan: unknown actor "amry"; did you mean "army"?'),
        (DEALS, "sites: [mine]", "sites: [mien]", ':12 bank-approves-loan: unknown place "mien"; did you mean "mine"?'),
        (
            DEALS,
            "fact: attack-on-town",
            "fact: attack-on-twon",
            ':16 bank-approves-loan: unknown fact "attack-on-twon"; did you mean "attack-on-t',
        ),
        (DEALS, "article: paper", "article: papers", ':18 bank-approves-loan: unknown article "papers"; did you mean "paper"?'),
        (
            INCIDENTS,
            "claimed_by: [army]}\n  sources",
            "claimed_by: [amry]}\n  sources",
            ':9 attack-on-town: unknown claimant "amry"; did you',
        ),
        (INCIDENTS, 'said", claimed_by: [army]', 'said", claimed_by: [amry]', ':11 attack-on-town: unknown claimant "amry"; did you mean'),
        (SITES, "operator: bank", "operator: bnak", ':8 the-mine: unknown actor "bnak"; did you mean "bank"?'),
        (SITES, "owner: army", "owner: amry", ':9 the-mine: unknown actor "amry"; did you mean "army"?'),
        (EVENTS, "venue: palace", "venue: palaec", ':8 ministers-meet: unknown place "palaec"; did you mean "palace"?'),
        ("places.yaml", "in: chagai", "in: chagay", ':43 dalbandin: unknown place "chagay"; did you mean "chagai"?'),
        ("places.yaml", "boundary: nushki", "boundary: nushky", ':26 nushki: unknown outline "nushky"; did you mean "nushki"?'),
        ("routes.yaml", "via: [nushki,", "via: [nushky,", ':3 road: unknown place "nushky"; did you mean "nushki"?'),
        ("routes.yaml", "serves: [mine]", "serves: [mien]", ':4 road: unknown place "mien"; did you mean "mine"?'),
        ("routes.yaml", "article: paper", "article: papers", ':6 road: unknown article "papers"; did you mean "paper"?'),
        ("not_stated.yaml", "facts: [the-mine]", "facts: [the-mien]", ':3 who-owns-it: unknown fact "the-mien"; did you mean "the-mine"?'),
        ("not_stated.yaml", "places: [mine]", "places: [mien]", ':4 who-owns-it: unknown place "mien"; did you mean "mine"?'),
        (
            "retired.yaml",
            "into: bank-approves-loan",
            "into: bank-approves",
            ':2 old-loan: unknown fact "bank-approves"; did you mean "bank-approves-l',
        ),
    ],
    ids=lambda value: value.split(":")[0].strip("{") if isinstance(value, str) and value.count(":") == 1 and value[0] != ":" else "",
)
def test_an_id_that_leads_nowhere_is_named_where_it_stands(tiny_data, change, file, old, new, expected):
    change(tiny_data / file, old, new)
    (problem,) = _problems(tiny_data)
    assert problem.startswith(f"data/{file}{expected}")


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (DEALS, "fact: attack-on-town", "fact: bank-approves-loan", ":16 bank-approves-loan: is related to itself; take it out"),
        (DEALS, "fact: attack-on-town", "fact: old-loan", ':16 bank-approves-loan: fact "old-loan" is retired; use "bank-approves-loan"'),
        (DEALS, "fact: attack-on-town", "fact: old-rumour", ':16 bank-approves-loan: fact "old-rumour" is retired; take the reference out'),
        ("not_stated.yaml", "[the-mine]", "[old-loan]", ':3 who-owns-it: fact "old-loan" is retired; use "bank-approves-loan"'),
        ("retired.yaml", "id: old-rumour", "id: the-mine", ":4 the-mine: is retired but still a fact; delete one of the two"),
        (
            *("routes.yaml", '  basis:\n    - {article: paper, paragraph: 1, from: "The bank approved", to: "for the mine"}\n', ""),
            ":1 road: rests on nothing; give `basis` (article and paragraph) or `gazetteer`",
        ),
        ("places.yaml", "  boundary: nushki\n", "", ":21 nushki: is a district without an outline; give `boundary`"),
        (
            "places.yaml",
            "in: balochistan\n  boundary: chagai",
            "in: pakistan\n  boundary: chagai",
            ":31 chagai: is a district outside any province;",
        ),
        ("places.yaml", "  in: balochistan\n  boundary: chagai", "  boundary: chagai", ":27 chagai: is a district outside any province;"),
    ],
    ids=[
        "itself",
        "retired into",
        "withdrawn",
        "asked of a retired fact",
        "retired fact",
        "route",
        "no outline",
        "in a country",
        "nowhere",
    ],
)
def test_what_contradicts_itself_is_named(tiny_data, change, file, old, new, expected):
    change(tiny_data / file, old, new)
    (problem,) = _problems(tiny_data)
    assert problem.startswith(f"data/{file}{expected}")


def test_a_route_may_rest_on_the_gazetteer_alone(tiny_data, change):
    basis = '  basis:\n    - {article: paper, paragraph: 1, from: "The bank approved", to: "for the mine"}\n'
    change(tiny_data / "routes.yaml", basis, "  gazetteer: The map shows it.\n")
    assert _problems(tiny_data) == []


def test_places_that_lie_in_each_other_are_named(tiny_data, change):
    change(
        tiny_data / "places.yaml",
        "id: pakistan\n  name: Pakistan\n  kind: country\n",
        "id: pakistan\n  name: P\n  kind: country\n  in: the-west\n",
    )
    problems = _problems(tiny_data)
    assert [p.split(" ")[1] for p in problems] == ["pakistan:", "balochistan:", "the-west:"]
    assert all("lies in itself by way of its parents; mend `in`" in p for p in problems)


def test_a_place_in_itself_is_named(tiny_data, change):
    change(tiny_data / "places.yaml", "in: chagai", "in: dalbandin")
    (problem,) = _problems(tiny_data)
    assert problem == "data/places.yaml:43 dalbandin: lies in itself by way of its parents; mend `in`"


def test_a_district_in_an_unknown_province_is_told_once(tiny_data, change):
    change(tiny_data / "places.yaml", "in: balochistan\n  boundary: nushki", "in: balochstan\n  boundary: nushki")
    assert len(_problems(tiny_data)) == 1


def test_a_folder_without_outlines_says_so(tiny_data):
    (tiny_data / "boundaries" / "districts.geojson").unlink()
    (problem,) = _problems(tiny_data)
    assert problem.startswith("data/boundaries/districts.geojson:1 cannot be read: the file is missing; restore the file")
