"""A path of the API is one object: route, description and refused parameters are made from it."""

from __future__ import annotations

import pytest

from loaders.api.endpoint import Endpoint
from loaders.api.endpoints import ENDPOINTS
from loaders.api.openapi import openapi_description, openapi_endpoint
from loaders.api.routes import api_routes
from pages import PAGE_PARAMETERS

ALL = (*ENDPOINTS, openapi_endpoint(PAGE_PARAMETERS))
each_endpoint = pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)


def test_what_is_routed_is_described_and_the_other_way_round() -> None:
    routed = [route.path for route in api_routes(PAGE_PARAMETERS)]
    assert routed[: len(ALL)] == [one.path for one in ALL] == [*openapi_description(None, PAGE_PARAMETERS)["paths"]]
    assert len({one.name for one in ALL}) == len(ALL)
    assert routed[len(ALL) :] == [
        "/api/events.{file_format}",
        "/api/facts.{file_format}",
        "/api",
        "/api/{path:path}",
        "/healthz",
        "/readyz",
    ]


@each_endpoint
def test_an_endpoint_describes_each_way_in_which_it_answers(one: Endpoint) -> None:
    described = one.description([{"name": "district"}])["get"]
    assert ("400" in described["responses"]) == (one.takes is not None)
    assert ("304" in described["responses"]) == one.conditional
    assert ("503" in described["responses"]) == (one.needs_data or "503" in one.others)
    assert ("parameters" in described) == (one.takes == "view")
