"""Imported sites behind chokepoints, imported money beside the ladder, and days without service: apart from the articles, and true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders.events.importing import run_import
from loaders.events.request import Request
from loaders.frames.dataset import Dataset
from pages.drawing.imported_money import amounts_html
from tests.pages.sentences import page_texts

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
SITES = (
    "ICMMID,Confidence Factor,Mine Name ,Group Names,Latitude,Longitude,Asset Type,Country,Primary Commodity,Secondary Commodity,"
    "Other Commodities\n"
    "A1,High,Reko Diq,,29.3,62.43,Mine,Pakistan,gold,,\n"
    "A2,High,Lonely Hill,,25.3715,68.3574,Mine,Pakistan,coal,,\n"
    "A3,Very Low,Reko Diqqa,,,,Mine,Pakistan,zinc,,\n"
)
DEALS = (
    "AidData TUFF Project ID,Recommended For Aggregates,Title,Status,Flow Type,AidData Sector Name,Commitment Year,Funding Agencies,"
    "Receiving Agencies,Implementing Agencies,Recipient,Amount (Constant USD2017)\n"
    "1,Yes,Bank lends for Saindak copper,Pipeline: Pledge,Loan,MINING,2005,Bank,Government,,Pakistan,1000000\n"
    "2,Yes,A road,Pipeline: Pledge,Loan,ROADS,2006,Bank,Government,,Pakistan,500000\n"
    "3,No,A port,Pipeline: Pledge,Loan,ROADS,2006,Bank,Government,,Pakistan,7000000\n"
    "4,Yes,A bridge,Completion,Loan,ROADS,2007,Bank,Government,,Pakistan,\n"
)
CUTS = (
    "id,day,last,district,type\n1,2025-01-01,2025-01-01,Nushki,cut\n"
    "2,2025-01-10,2025-01-12,Nushki,cut\n3,2025-02-01,2025-02-01,Chagai,raid\n"
)
MAPPING = """title: Cuts of service
licence: ours
redistribution: "no"
columns:
  event_id: id
  date_start: day
  date_end: last
  district_source: district
  geo_precision: {value: district}
  event_type: {column: type, codes: {cut: communications_shutdown, raid: attack}}
dates: {formats: ["%Y-%m-%d"]}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Path:
    home = tmp_path_factory.mktemp("sites")
    (home / "cuts.yaml").write_text(MAPPING)
    for name, form, text in (("icmm", "icmm", SITES), ("aid", "aiddata-gcdf", DEALS), ("cuts", str(home / "cuts.yaml"), CUTS)):
        (home / f"{name}.csv").write_text(text)
        run_import(Request(home / f"{name}.csv", form, name, home / "out", version="1"), dataset.places, dataset.boundaries)
    (home / "routes.yaml").write_text('- name: Hill road\n  via: [quetta, nushki]\n  serves: ["icmm:A2"]\n')
    return home


@pytest.fixture
def ask(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    monkeypatch.setenv("EVENTS", str(folder / "out"))
    monkeypatch.delenv("FACTS_DATA", raising=False)

    def asked(page: str, query: str = "") -> str:
        app = AppTest.from_file(str(FRAME), default_timeout=60)
        for name, values in parse_qs(query).items():
            app.query_params[name] = values
        app.run()
        app.switch_page(f"{page}/page.py").run()
        assert not app.exception, [e.message for e in app.exception]
        return "\n".join([*page_texts(app), *(one.value.to_csv() for one in app.dataframe), *(one.value for one in app.warning)])

    return asked


def test_sites_stand_behind_a_chokepoint_by_the_users_routes_or_their_route_is_not_known(ask, folder, monkeypatch) -> None:
    told = ask("exposure", "district=chagai")
    assert "1 site that depends on Chagai" in told
    assert "it lies in Chagai" in told
    assert "route not known" in told
    assert "2 other sites, with the routes known" in told
    monkeypatch.setenv("EVENT_ROUTES", str(folder / "routes.yaml"))
    told = ask("exposure", "district=nushki")
    assert "1 site that depends on Nushki" in told
    assert "its route Hill road goes through Nushki" in told
    (folder / "wrong.yaml").write_text('- name: x\n  via: [nowhere]\n  serves: ["icmm:A2"]\n')
    monkeypatch.setenv("EVENT_ROUTES", str(folder / "wrong.yaml"))
    assert "nowhere" in ask("exposure", "district=nushki")


def test_a_site_of_both_stands_side_by_side_with_its_distance(ask) -> None:
    told = ask("exposure")
    row = told[told.index("In the articles and the gazetteer") :]
    assert "Reko Diq (Mine): " in row
    assert "36 km" in row, "the points of A1 and of the gazetteer"
    assert "Reko Diqqa" not in row, "another name"


def test_imported_money_is_a_table_of_its_own_by_stage_and_unit(ask) -> None:
    told = ask("investment")
    assert "4 deals of AidData" in told
    assert "1,500,000, of 2 deals" in told
    assert "1 that the source does not recommend for sums" in told
    assert "1 without an amount" in told
    assert "8,500,000" not in told
    assert "Bank lends for Saindak copper (1 Jan 2005 – 31 Dec 2005): 1,000,000 (USD, constant 2017), Pledged" in told
    assert "not known: one of them has no point" in told
    assert "Deals for Reko Diq" not in told
    assert "imported money" not in ask("investment", "dataset=none").casefold()


def test_amounts_of_two_units_have_rows_of_their_own() -> None:
    row = {"dataset": "a", "status": "signed", "deals": 1, "with_amount": 1, "left_out": 0}
    told = amounts_html(
        pd.DataFrame([row | {"amount_unit": "USD", "amount": 5.0}, row | {"amount_unit": "USD, constant 2017", "amount": 7.0}])
    )
    assert told.count("<tr><th scope='row'>Signed") == 2
    assert ">12" not in told


def test_days_without_service_are_counted_where_a_dataset_tells_of_cuts(ask) -> None:
    told = ask("exposure", "dataset=cuts")
    assert "at least 2 days, at most 4, by 2 events" in told
    told = ask("exposure", "dataset=cuts&dates=2025-02-01&dates=2025-02-10")
    assert "No event shown of the dataset is a cut of service in these districts" in told
