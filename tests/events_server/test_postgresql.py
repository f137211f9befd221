"""A team's own PostgreSQL: loaded with 100,000 generated rows, it gives DuckDB's answers; a lost connection costs no answer."""

import os
import shutil
import subprocess
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from loaders.events.importing import run_import
from loaders.events.loading import load
from loaders.events.matching import Names
from loaders.events.problems import EventsUnavailable
from loaders.events.queries import accounting, around, by_district, by_period, by_place, district_years, page, stream
from loaders.events.question import EventQuestion
from loaders.events.request import Request
from loaders.events.store import EventStore
from loaders.frames.dataset import build_dataset
from loaders.query.selection import Selection
from tests.benchmarks.events_generate import write_ged
from tests.browser.server import free_port
from tests.loaders.events.engines import ROWS, SELECTIONS

pytestmark = pytest.mark.events_server
PROGRAMS = next((path for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


class Server:
    """PostgreSQL in a folder of its own, on loopback."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.as_user:
            shutil.chown(folder, "postgres")
            folder.chmod(0o755)
        self.run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "reader", "-E", "UTF8", "--locale=C")
        self.address = f"postgresql://reader@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        subprocess.run([*self.as_user, str(PROGRAMS / program), *arguments], check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} -c fsync=off"
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")


@pytest.fixture(scope="module")
def server():
    if PROGRAMS is None:
        pytest.skip("PostgreSQL is missing: apt-get install postgresql")
    folder = Path(
        subprocess.run(["mktemp", "-d", "/tmp/events-server-XXXXXX"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    )
    found = Server(folder)
    found.start()
    yield found
    found.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def both(server, tmp_path_factory):
    """The same rows in a folder and in the database."""
    data, folder = build_dataset(), tmp_path_factory.mktemp("events")
    run_import(Request(write_ged(ROWS, folder / "ged.csv"), "ucdp-ged", "ged", folder / "out", version="1"), data.places, data.boundaries)
    assert list(load(folder / "out", server.address)) == [("ged", ROWS)]
    assert list(load(folder / "out", server.address)) == [("ged", ROWS)], "loading again replaces"
    names = Names.of(data)
    stores = EventStore(str(folder / "out")), EventStore(server.address)
    return lambda selection: tuple(EventQuestion(store, selection, names) for store in stores)


@pytest.mark.parametrize("name", SELECTIONS)
def test_both_engines_give_the_same_answers(both, name):
    duckdb, postgresql = both(SELECTIONS[name])
    assert accounting(duckdb) == accounting(postgresql)
    for ask in (
        by_district,
        by_place,
        district_years,
        *(lambda asked, unit=unit: by_period(asked, unit) for unit in ("week", "month", "year")),
    ):
        one, other = (ask(asked).convert_dtypes() for asked in (duckdb, postgresql))
        pd.testing.assert_frame_equal(one, other, check_dtype=False)
    for sort in ("-date_start", "fatalities_best", "district"):
        assert page(duckdb, sort, 50, 20).to_pylist() == page(postgresql, sort, 50, 20).to_pylist()
    assert around(duckdb, date(2011, 3, 4)) == around(postgresql, date(2011, 3, 4))
    assert sum(b.num_rows for b in stream(duckdb)) == sum(b.num_rows for b in stream(postgresql))


def test_a_connection_that_is_lost_costs_no_answer_and_a_server_that_is_away_is_told(server, both):
    _, asked = both(Selection(district=("nushki",)))
    before = accounting(asked)
    server.stop()
    server.start()
    assert accounting(asked) == before
    server.stop()
    begun = time.monotonic()
    with pytest.raises(EventsUnavailable, match=r"the database of imported events .* does not answer"):
        accounting(asked)
    assert time.monotonic() - begun < 10
    server.start()
    assert accounting(asked) == before
