"""The map of a selection as a picture, at an address that takes the parameters of the map page."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app import app


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(app)


@pytest.mark.parametrize(("ending", "starts"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_the_map_of_a_selection_is_a_picture(client: TestClient, ending: str, starts: bytes) -> None:
    answer = client.get(f"/map.{ending}?district=nushki&layer=security_incident&lane=actor")
    assert (answer.status_code, answer.content.startswith(starts)) == (200, True)


@pytest.mark.parametrize(("path", "status"), [("/map.gif", 404), ("/map.svg?district=nosuch", 400), ("/tables/nosuch", 404)])
def test_what_is_no_picture_is_said(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_picture_says_which_selection_it_shows(client: TestClient) -> None:
    assert "district Nushki" in client.get("/map.svg?district=nushki").text
