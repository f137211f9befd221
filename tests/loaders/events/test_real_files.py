"""Real rows of UCDP, HDX, ICMM and AidData, where they stand: every trap that they are known to hold."""

import pandas as pd
import pytest
from pyarrow import parquet

from loaders.events.importing import run_import
from loaders.events.request import Request
from tests.loaders.events.conftest import REAL_FILES, rejected, rows

pytestmark = pytest.mark.skipif(not REAL_FILES.is_dir(), reason="the folder of real rows is not there; it is not part of the project")


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return tmp_path_factory.mktemp("real")


@pytest.fixture(scope="module")
def web(data, out):
    return run_import(
        Request(REAL_FILES / "ged_web_pakistan_raw.csv", "ucdp-ged", "ged", out, version="20.1"), data.places, data.boundaries
    )


@pytest.fixture(scope="module")
def hdx(data, out, web):
    """A dry run of the next release over the former."""
    request = Request(REAL_FILES / "hdx_conflict_data_PAK.csv", "ucdp-ged", "ged", out, version="22.1", dry_run=True)
    return run_import(request, data.places, data.boundaries)


def test_the_web_applications_file_is_read_whole(web):
    found = rows(web)
    assert (web.rows, len(found), web.metadata["held_out"]) == (5_834, 5_834, 0)
    assert [str(tally) for tally in web.warnings] == []
    assert found.index.is_unique
    assert (min(found["date_start"]).year, max(found["date_end"]).year) == (1989, 2019)
    assert web.metadata["disordered_fatalities"] == 200
    assert (found["fatalities_best"].eq(0) & found["fatalities_high"].gt(0)).sum() == 511


def test_points_far_from_the_named_district_are_kept_and_told(web):
    far = sorted(web.placement.conflicts.items(), key=lambda pair: -pair[0].distance_km)
    assert [(one.place, round(one.distance_km), many) for one, many in far[:1]] == [("Sui Town", 718, 24)]
    assert ("Machh Town", 207) in [(one.place, round(one.distance_km)) for one, _ in far]
    sui = rows(web).query("place == 'Sui Town' and district_basis == 'conflict'").iloc[0]
    assert sui["district"] == "dera-bugti"
    assert sui["possible_districts"].startswith("dera-bugti; gwadar")
    dalbandin = rows(web).query("place == 'Dalbandin town'").iloc[0]
    assert (dalbandin["district"], dalbandin["possible_districts"]) == ("nushki", "nushki; chagai")


def test_names_of_districts_are_matched_and_the_rest_is_told(web):
    found = rows(web)
    west = found[found["province_source"].fillna("").str.contains("Baloch|Khyber|Tribal")]
    named = west[west["district_source"].notna() & west["geo_precision"].isin(["site", "town", "district"])]
    assert (named["district"].notna() | named["possible_districts"].notna()).mean() > 0.99
    assert sum(web.placement.unmatched.values()) < 20
    fata = found.query("province_source == 'Federally Administered Tribal Areas' and geo_precision == 'province'").iloc[0]
    assert (fata["district"], fata["province"]) == (None, "khyber-pakhtunkhwa")
    assert "north-waziristan" in fata["possible_districts"]


def test_the_dry_run_of_a_release_adds_up_and_says_what_changed(hdx, out):
    counts = hdx.comparison
    assert hdx.rows == counts.new + counts.changed + counts.unchanged + hdx.metadata["held_out"] == 6_416
    assert counts.changed + counts.unchanged + counts.withdrawn == 5_834
    assert counts.withdrawn == 4
    changed = {one.column: one.rows for one in counts.fields}
    assert (changed["fatalities_best"], changed["latitude"]) == (2, 17)
    assert hdx.skipped == 1
    assert (2019, 81, 99) in [year[:3] for year in counts.years]
    assert parquet.read_metadata(out / "ged.parquet").num_rows == 5_834


def test_the_official_columns_of_another_release(data, tmp_path):
    request = Request(REAL_FILES / "ged23_1_sample1000.csv", "ucdp-ged", "sample", tmp_path)
    report = run_import(request, data.places, data.boundaries)
    assert (report.rows, report.metadata["version"], report.metadata["held_out"]) == (1_000, "23.1", 0)
    assert (rows(report)["country"] == "Pakistan").sum() == 34
    assert rejected(report).empty


def test_plain_pandas_shifts_the_web_file_and_the_checks_find_it(importing):
    """What the checks are for: read without care, every column holds its neighbour's values."""
    careless = pd.read_csv(REAL_FILES / "ged_web_pakistan_raw.csv", dtype=str, keep_default_na=False, nrows=500)
    from loaders.events.problems import ImportRefused

    with pytest.raises(ImportRefused, match="rows cannot be read"):
        importing(careless.to_csv(index=False))


def test_mines_and_smelters_come_as_mineral_sites(data, tmp_path):
    request = Request(REAL_FILES / "icmm_pakistan.csv", "icmm", "icmm", tmp_path)
    report = run_import(request, data.places, data.boundaries)
    found = rows(report).set_index("name")
    assert (report.rows, report.metadata["held_out"], set(found["kind"])) == (12, 0, {"mineral_site"})
    assert found.loc["Reko Diq", ["district", "geo_precision", "status", "date_start"]].tolist() == ["chagai", "town", None, None]
    assert found.loc["Saindak", "commodities"] == "copper; gold; silver"
    assert found.loc["Jhimpir Coal Mine", ["commodities", "district", "placed"]].tolist() == ["coal", None, True]


def test_projects_come_as_deals_and_amounts_not_recommended_for_sums_stay_out(data, tmp_path):
    from loaders.events.amounts import amounts_by_stage
    from loaders.events.matching import Names
    from loaders.events.queries import accounting
    from loaders.events.question import EventQuestion
    from loaders.events.store import EventStore
    from loaders.query.selection import Selection

    request = Request(REAL_FILES / "aiddata_gcdf2_pakistan_projects.csv", "aiddata-gcdf", "aiddata", tmp_path)
    report = run_import(request, data.places, data.boundaries)
    assert (report.rows, report.metadata["held_out"], report.metadata["unplaced"]) == (100, 0, 100)
    asked = EventQuestion(EventStore(str(tmp_path)), Selection(), Names.of(data))
    stages = amounts_by_stage(asked).set_index("status")
    assert (stages["deals"].sum(), stages["left_out"].sum()) == (100, 9)
    assert set(stages["amount_unit"]) == {"USD, constant 2017"}
    raw = pd.read_csv(REAL_FILES / "aiddata_gcdf2_pakistan_projects.csv").query("`Recommended For Aggregates` == 'Yes'")
    assert stages["amount"].sum() == pytest.approx(raw["Amount (Constant USD2017)"].sum())
    assert accounting(EventQuestion(asked.store, Selection(kind=("security_incident",)), asked.names))["aiddata"]["excluded"] == 100
