"""Routes of the user's own, sites that are called alike, and days without service."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.events.own_routes import OwnRoute, OwnRoutesWrong, dependency, load_own_routes, route_names
from loaders.events.service import service_days
from loaders.gazetteer.places import Gazetteer

GOOD = "- name: Quetta to Dilband\n  via: [quetta, mastung]\n  serves: ['icmm:ICMM1']\n"


def test_a_site_depends_on_where_it_lies_and_on_the_users_own_routes(tmp_path, data):
    path = tmp_path / "routes.yaml"
    path.write_text(GOOD)
    routes, gazetteer = load_own_routes(path, data.places), Gazetteer(data.places)
    assert dependency("icmm:ICMM1", "chagai", "quetta", routes, gazetteer).routes == ("Quetta to Dilband",)
    assert dependency("icmm:ICMM1", "quetta", "quetta", (), gazetteer).lies_in
    assert dependency("icmm:ICMM2", "chagai", "quetta", routes, gazetteer) is None
    assert (route_names("icmm:ICMM1", routes), route_names("icmm:ICMM2", routes)) == (("Quetta to Dilband",), ())
    assert load_own_routes(None, data.places) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("mastung", "mastnug"), r'routes\.yaml:2 via: "mastnug" is no place of the gazetteer; .*mastung'),
        (GOOD.replace("icmm:ICMM1", "ICMM1"), r"routes\.yaml:3 serves\.0: write dataset:id, such as"),
        (GOOD.replace("via:", "by:"), r"routes\.yaml:2 by: is not known; keys are name, via, serves, note"),
        ("name: x\n", r"routes\.yaml:1 route: Input should be a valid tuple"),
        ("- name: [\n", r"is not valid YAML"),
        (None, r"^routes\.yaml:1 the file is missing"),
    ],
)
def test_what_is_wrong_in_the_file_of_routes_is_told_with_its_line(tmp_path, data, text, said):
    path = tmp_path / "routes.yaml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(OwnRoutesWrong, match=said):
        load_own_routes(path, data.places)


def test_a_route_is_what_it_says():
    assert OwnRoute(name="a", via=("quetta",), serves=("icmm:1",)).note is None


START = date(2025, 1, 1)
spans = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), max_size=5).map(
    lambda pairs: [(START + timedelta(first), START + timedelta(first + more)) for first, more in pairs]
)


@given(spans)
def test_days_without_service_are_the_least_and_the_most_that_spans_allow(found):
    every = [{START + timedelta(n) for n in range((a - START).days, (b - START).days + 1)} for a, b in found]
    days = sorted(set().union(*every))
    fewest = next(size for size in range(len(days) + 1) for chosen in _subsets(days, size) if all(span & chosen for span in every))
    assert service_days(found) == (fewest, len(days))


def _subsets(days, size):
    from itertools import combinations

    return map(set, combinations(days, size))
