"""Everything that the share menu makes has an address over the same query string."""

import io
import json
import re
from datetime import date, timedelta

import docx
import pytest

from loaders.export.registry import FORMATS
from loaders.schema.formatting import day_text
from pages.view_files import VIEW_ENDPOINTS


@pytest.mark.parametrize("path", [one.path for one in VIEW_ENDPOINTS])
def test_a_picture_and_the_brief_stand_beside_the_files(ask, path):
    answer = ask.get(f"{path}?district=nushki&lane=actor")
    assert answer.status == 200
    assert answer.body == ask.get(f"/files/{path.rpartition('/')[2]}?district=nushki&lane=actor").body
    assert answer.headers["access-control-allow-origin"] == "*"
    assert ask.get(f"{path}?district=nushki&lane=actor", headers={"if-none-match": answer.headers["etag"]}).status == 304
    assert ask.get(f"{path}?district=nosuch").status == ask.get(f"{path}?districts=nushki").status == 400


def test_a_picture_says_what_is_hidden_and_of_which_version_it_is(ask, dataset):
    for name in ("map", "timeline"):
        svg = ask.get(f"/api/{name}.svg?district=nushki").body.decode()
        words = " ".join(re.sub("<[^>]+>", " ", svg).split())
        assert "92 facts hidden: 5 excluded by the filters, 87 no district or province" in words
        assert dataset.version in words


def test_a_period_of_the_calendar_is_told_as_days_everywhere(ask):
    days = f"{day_text(date.today() - timedelta(days=89))} – {day_text(date.today())}"
    assert days in ask.get("/api/map.svg?dates=last-90d").body.decode()
    assert days in ask.get("/api/brief.html?dates=last-90d").body.decode()
    told = json.loads(ask.get("/api/facts.json?dates=last-90d").body)
    assert told["selection"]["dates"] == [(date.today() - timedelta(days=89)).isoformat(), date.today().isoformat()]
    assert ask.get("/api/facts.json?dates=last-0d").status == 400


def test_documents_are_drawn_as_the_address_asks_and_link_to_the_view(ask, dataset):
    answer = ask.get("/api/facts.docx?district=nushki&lane=actor")
    assert (answer.status, answer.headers["content-type"]) == (200, FORMATS["docx"].media_type)
    assert answer.headers["content-disposition"] == f'attachment; filename="facts-district-nushki-{dataset.version}.docx"'
    document = docx.Document(io.BytesIO(answer.body))
    assert "Baloch Liberation Army" in document.inline_shapes[1]._inline.docPr.get("descr")
    links = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert f"http://test.example/?district=nushki&v={dataset.version}" in links


def test_the_dataset_and_its_package_stand_at_addresses_of_their_own(ask, dataset):
    whole = json.loads(ask.get("/api/dataset.jsonld?kind=context").body)
    assert len(whole["hasPart"]) == int((dataset.facts["kind"] == "context").sum())
    assert ask.get("/api/datapackage.zip").body.startswith(b"PK")
    head = ask.get("/map").body.decode()
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
    assert json.loads(told)["distribution"][0]["contentUrl"] == "http://test.example/api/facts.csv"
    described = json.loads(ask.get("/api/openapi.json").body)["paths"]
    assert {one.path for one in (*FORMATS.values(), *VIEW_ENDPOINTS)} <= {*described}
