"""A page is declared once, in its folder: navigation, metadata, preloads, parameters and the API follow."""

from __future__ import annotations

from pathlib import Path

from loaders.api.openapi import openapi_description
from loaders.api.public_address import PublicAddress
from loaders.frames.dataset import Dataset
from loaders.query.page_parameters import PageParameter
from loaders.query.parameters import PARAMETERS
from loaders.query.query_string import parse_query
from loaders.query.selection import Selection
from pages import PAGE_PARAMETERS, PAGES
from pages.components.navigation import navigation
from pages.server.not_found import not_found_html
from pages.server.page_metadata import meta_tags

FOLDER = Path(__file__).resolve().parents[2] / "pages"


def test_every_folder_with_a_page_is_declared_under_its_own_name() -> None:
    assert {path.parent.name for path in FOLDER.glob("*/page.py")} - {"server"} == set(PAGES)
    assert list(PAGES) == [page.name for page in PAGES.values()]


def test_navigation_metadata_and_the_page_that_is_not_found_follow_the_declarations() -> None:
    for name, page in PAGES.items():
        assert f">{page.title}</a>" in navigation(name, Selection())
        if page.needs_events:
            assert f">{page.title}</a>" not in not_found_html("/nowhere", "") + navigation("map", Selection())
            continue
        assert f">{page.title}</a>" in not_found_html("/nowhere", "")
        assert f"<title>{page.title} · " in meta_tags(f"/{name}", PublicAddress(""))


def test_no_two_parameters_have_one_name_and_each_is_said_to_be_of_its_page() -> None:
    names = [parameter.name for parameter in PAGE_PARAMETERS]
    assert len({*names, *PARAMETERS}) == len(names) + len(PARAMETERS)
    for page in PAGES.values():
        assert {parameter.told.split(":")[0] for parameter in page.params} <= {page.title.lower()}


def test_a_parameter_that_a_page_declares_reaches_the_address_and_the_api(dataset: Dataset) -> None:
    one = PageParameter("columns", "facts: how many columns", words=("one", "two"))
    assert parse_query({"columns": ["two"]}, dataset).unknown == ("columns",)
    assert parse_query({"columns": ["two"]}, dataset, [one]).page == (("columns", "two"),)
    (fault,) = parse_query({"columns": ["tow"]}, dataset, [one]).faults
    assert fault.near == ("two",)
    described = {p["name"]: p for p in openapi_description(dataset, [one])["paths"]["/api/facts.csv"]["get"]["parameters"]}
    assert described["columns"]["schema"] == {"type": "string", "enum": ["one", "two"]}


def test_only_so_many_values_count_as_a_parameter_takes(dataset: Dataset) -> None:
    facts = [*dataset.facts_by_id][:3]
    query = parse_query({"pick": facts}, dataset, PAGE_PARAMETERS)
    assert [fault.message for fault in query.faults] == ["pick takes 2 values, and the address has 3: the first 2 count."]
