"""If the road through a district were closed: what stands behind it, on what that rests, and that nothing is made up."""

from __future__ import annotations

from loaders.exposure.chokepoints import Exposure, exposure_of
from loaders.exposure.closure import closure_of
from loaders.exposure.dependencies import DistrictRole
from loaders.frames.dataset import Dataset
from loaders.frames.registries import routes_frame
from pages.drawing.exposure.closure import closure_html
from pages.drawing.linked_names import LinkedNames


def _exposure(dataset: Dataset) -> Exposure:
    return exposure_of(dataset.facts, routes_frame(dataset), dataset.places)


def test_behind_nushki_stand_both_mines_the_money_and_the_passages(dataset: Dataset) -> None:
    found = closure_of(_exposure(dataset), "nushki", dataset.facts, dataset.routes)
    by_site = {site.site: site for site in found.sites}
    assert {*by_site} == {"reko-diq", "saindak"}
    assert by_site["reko-diq"].deals == ("exim-reko-diq-approval",)
    assert by_site["saindak"].deals == ()
    assert all(site.role is DistrictRole.PASSED and site.articles == (("ndtv-sonavane", 3),) for site in found.sites)
    assert all(not site.other_ways for site in found.sites)
    assert found.routes == ("quetta-nushki-chagai",)
    assert {"nushki-land-link", "nushki-gateway-chagai"} <= {*found.stated}


def test_a_site_s_own_district_rests_on_the_gazetteer(dataset: Dataset) -> None:
    found = closure_of(_exposure(dataset), "chagai", dataset.facts, dataset.routes)
    assert {site.role for site in found.sites} == {DistrictRole.OWN}
    assert all(site.gazetteer and not site.articles for site in found.sites)


def test_a_route_that_avoids_the_district_is_another_way(dataset: Dataset) -> None:
    route = dataset.routes["quetta-nushki-chagai"]
    other = route.model_copy(update={"id": "south", "name": "South", "via": ("kharan", "chagai")})
    found = closure_of(_exposure(dataset), "nushki", dataset.facts, {**dataset.routes, "south": other})
    assert {site.other_ways for site in found.sites} == {("south",)}


def test_the_screen_calls_it_a_supposition_and_says_not_stated(dataset: Dataset) -> None:
    closure = closure_of(_exposure(dataset), "nushki", dataset.facts, dataset.routes)
    html = closure_html(closure, LinkedNames(dataset), lambda identity, words: f"<a href='?fact={identity}'>{words}</a>")
    assert "A supposition, not a report." in html
    assert html.count("<td>not stated</td>") == 3  # another way for two sites, money for one
    assert "article: <a href='./article/ndtv-sonavane' target='_self'>NDTV Opinion</a>, paragraph 3" in html
    assert "<th scope='row'><a href='./place/reko-diq' target='_self'>Reko Diq</a></th>" in html
    assert "USD 1.25 billion, approved" in html
