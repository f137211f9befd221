"""What several tests start from: the project's data to break, a small hand-made data folder, and tiny frames."""

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import settings

from loaders.frames.dataset import Dataset, build_dataset
from loaders.frames.facts import facts_frame
from loaders.schema.kinds import FACT_FILES
from loaders.schema.records import Fact
from loaders.schema.registries import REGISTRY_FILES
from loaders.yaml.document import YamlFile
from loaders.yaml.folder import DATA, Records, SourcedRecord
from tests.asgi import AsgiClient, running_app
from tests.browser.server import running_server

settings.register_profile("quick", max_examples=30, deadline=None)
settings.register_profile("ci", max_examples=30, derandomize=True, deadline=None)  # the same examples on every machine
settings.register_profile("more", max_examples=200, deadline=None)  # what `make test-long` takes
settings.register_profile("long", max_examples=3_000, deadline=None)  # for one file, on demand: HYPOTHESIS_PROFILE=long
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "quick"))
OUTCOMES: Counter[str] = Counter()

ORDER = ("tests/test_", "tests/pages/", "tests/loaders/", "tests/browser/")
REPOSITORY = Path(__file__).resolve().parent.parent
MODELS = {model.kind.value: model for model in FACT_FILES.values()}
OWN_KEYS = {
    "mineral_site": {"site_type": "mine_project"},
    "security_incident": {"event_type": "attack"},
    "financing_deal": {"status": "approved", "financier": ["bank"]},
    "diplomatic_event": {"event_type": "meeting"},
    "context": {"topic": "market"},
}
PAPER = """The bank approved USD 1.25 billion for the mine in December 2025. It had waited.

On the night of the attack over 150 people were killed in the town, the army said.

Ministers met in the palace. Experts see a trend worth trillions.
"""
SOURCE = {"article": "paper", "paragraph": 1, "from": "The bank approved", "to": "for the mine"}
PLACES = {  # id: kind, parent, outline
    "pakistan": ("country", None, None),
    "abroad": ("country", None, None),
    "balochistan": ("province", "pakistan", "balochistan"),
    "pakhtunkhwa": ("province", "pakistan", "pakhtunkhwa"),
    "nushki": ("district", "balochistan", "nushki"),
    "chagai": ("district", "balochistan", "chagai"),
    "swat": ("district", "pakhtunkhwa", "swat"),
    "dalbandin": ("town", "chagai", None),
    "mine": ("site", "chagai", None),
    "border": ("region", None, None),
    "the-west": ("region", "balochistan", None),
    "palace": ("venue", "abroad", None),
}


def _outlines(*ids: str) -> str:
    """A layer of squares, as GeoJSON."""
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
    features = [{"type": "Feature", "id": i, "properties": {"name": i.title()}, "geometry": square} for i in ids]
    return json.dumps({"type": "FeatureCollection", "features": features})


TINY = {
    "facts/financing_deals.yaml": """\
- id: bank-approves-loan
  title: A bank approves a loan
  summary: The bank approved money for the mine.
  date: "2025-12"
  places: [mine]
  actors: [{actor: bank, role: financier}]
  claimed_by: [author]
  certainty: stated
  status: approved
  financier: [bank]
  recipient: [army]
  sites: [mine]
  figures:
    - {name: amount, value: 1250000000, unit: USD, bound: exactly}
  commodities: [copper]
  related: [{fact: attack-on-town, how: concerns}]
  sources:
    - {article: paper, paragraph: 1, from: "The bank approved", to: "for the mine"}
""",
    "facts/security_incidents.yaml": """\
- id: attack-on-town
  title: An attack on the town
  summary: Over 150 people were killed.
  places: [dalbandin]
  claimed_by: [army]
  certainty: claimed
  event_type: attack
  figures:
    - {name: killed, value: 150, unit: people, bound: over, claimed_by: [army]}
  sources:
    - {article: paper, paragraph: 2, from: "On the night", to: "the army said", claimed_by: [army]}
""",
    "facts/mineral_sites.yaml": """\
- id: the-mine
  title: A mine
  summary: A mine in the west.
  places: [mine]
  claimed_by: [author]
  certainty: stated
  site_type: mine_project
  operator: bank
  owner: army
  sources:
    - {article: paper, paragraph: 1, from: "The bank approved", to: "for the mine"}
  answers: [{warning: site_without_point, about: mine, reason: Made up.}]
""",
    "facts/diplomatic_events.yaml": """\
- id: ministers-meet
  title: Ministers meet
  summary: Ministers met in the palace.
  places: [palace]
  claimed_by: [author]
  certainty: stated
  event_type: meeting
  venue: palace
  sources:
    - {article: paper, paragraph: 3, from: "Ministers met", to: "the palace"}
""",
    "facts/context.yaml": """\
- id: experts-see-trend
  title: Experts see a trend
  summary: Experts see a trend worth trillions.
  claimed_by: [author]
  certainty: opinion
  topic: market
  figures:
    - {name: worth, as_stated: trillions, unit: USD, bound: unspecified}
  sources:
    - {article: paper, paragraph: 3, from: "Experts see", to: "worth trillions"}
""",
    "articles.yaml": f"""\
- id: paper
  publisher: The Paper
  kind: news
  url: https://paper.example/a
  sha256: {hashlib.sha256(PAPER.encode()).hexdigest()}
  perspective: None to speak of.
""",
    "actors.yaml": """\
- id: bank
  name: The bank
  kind: agency
- id: army
  name: The army
  kind: force
  party: pakistani_state
""",
    "places.yaml": "".join(
        f"- id: {identity}\n  name: {identity.title()}\n  kind: {kind}\n  source: made up\n"
        + (f"  in: {parent}\n" if parent else "")
        + (f"  boundary: {outline}\n" if outline else "")
        for identity, (kind, parent, outline) in PLACES.items()
    ),
    "routes.yaml": """\
- id: road
  name: The road
  via: [nushki, dalbandin]
  serves: [mine]
  basis:
    - {article: paper, paragraph: 1, from: "The bank approved", to: "for the mine"}
""",
    "not_stated.yaml": """\
- id: who-owns-it
  asked: Who owns the mine?
  facts: [the-mine]
  places: [mine]
  note: Not said.
""",
    "retired.yaml": """\
- id: old-loan
  into: bank-approves-loan
  reason: Told twice.
- id: old-rumour
  reason: Withdrawn.
""",
    "boundaries/districts.geojson": _outlines("nushki", "chagai", "swat"),
    "boundaries/provinces.geojson": _outlines("balochistan", "pakhtunkhwa"),
    "boundaries/neighbours.geojson": _outlines("abroad"),
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A worker takes a module whole, so that what its tests share is made once; modules of one group share a worker.

    The two groups with a browser come last, one for each worker: both end at about the same time, and the loop that a browser leaves
    running in its worker meets no test that starts a server in process.
    """
    items.sort(key=lambda item: next((i for i, start in enumerate(ORDER) if item.nodeid.startswith(start)), 0))
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.location[0]))


@pytest.fixture(scope="session")
def ask() -> Iterator[AsgiClient]:
    """The whole application, asked in this process; started once, for Streamlit's runtime cannot be started again."""
    import app as server

    with running_app(server.app) as client:
        yield client


@pytest.fixture(scope="session")
def outcomes() -> Counter[str]:
    """What came of the examples of the fuzz tests: told at the end of the run."""
    return OUTCOMES


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):  # a worker of xdist: its counts travel to the run that tells them
        session.config.workeroutput["outcomes"] = dict(OUTCOMES)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.stats.get("rerun", []):
        terminalreporter.section(f"Failed, then passed or failed again: {report.nodeid}")
        terminalreporter.write_line(report.longreprtext)
        for title, text in report.sections:
            terminalreporter.write_line(f"--- {title}\n{text}")
    if OUTCOMES:
        terminalreporter.section("What came of the mangled examples")
        for outcome, count in sorted(OUTCOMES.items()):
            terminalreporter.write_line(f"{count:6,} {outcome}")
        terminalreporter.write_line(f"{OUTCOMES.total():6,} in all")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    OUTCOMES.update(node.workeroutput.get("outcomes", {}) if hasattr(node, "workeroutput") else {})


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The project's own data; shared, to be read only."""
    return build_dataset()


@pytest.fixture(scope="session")
def project_server() -> Iterator[str]:
    """The address of a server of the project's own data, one for all tests of a worker."""
    with running_server() as address:
        yield address


@pytest.fixture
def sample_data(tmp_path: Path) -> Path:
    """A copy of the project's data folder, which a test may break."""
    return Path(shutil.copytree(DATA, tmp_path / "sample" / "data"))


@pytest.fixture
def tiny_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small hand-made data folder without errors, `data` below the working directory, so that messages read `data/…`."""
    for name, text in TINY.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


@pytest.fixture
def tiny_articles(tmp_path: Path) -> Path:
    """The folder with the text that the facts of `tiny_data` are taken from."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "paper.txt").write_text(PAPER, encoding="utf-8")
    return folder


@pytest.fixture
def change() -> Callable[[Path, str, str], None]:
    """Replace the first occurrence of some text in a file; the text must be there."""

    def replace(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old!r}; mend the test"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture(scope="session")
def articles_folder() -> Path:
    """The texts of the articles, which are not part of the project; tests that need them are skipped without."""
    folder = Path(os.environ.get("ARTICLES") or REPOSITORY.parent / "shared" / "articles")
    if not folder.is_dir():
        pytest.skip(f"the article texts are not at {folder}; set ARTICLES to their folder to prove the locators")
    return folder


@pytest.fixture(scope="session")
def make_fact() -> Callable[..., Fact]:
    """A checked fact of a kind, with whatever a test sets on it."""

    def make(kind: str = "security_incident", **given: object) -> Fact:
        plain = {"id": "one", "title": "A title", "summary": "A summary.", "claimed_by": ["author"], "certainty": "stated"}
        return MODELS[kind].model_validate(plain | {"sources": [SOURCE]} | OWN_KEYS[kind] | given)

    return make


@pytest.fixture(scope="session")
def frame_of() -> Callable[..., pd.DataFrame]:
    """The frame of a few facts, set among the places and actors of the hand-made data."""
    import yaml

    def frame(*facts: Fact) -> pd.DataFrame:
        records = Records(facts={fact.id: SourcedRecord(fact, YamlFile(Path("facts.yaml")), i) for i, fact in enumerate(facts)})
        for name in ("articles.yaml", "actors.yaml", "places.yaml"):
            for i, raw in enumerate(yaml.safe_load(TINY[name])):
                record = REGISTRY_FILES[name].model_validate(raw)
                getattr(records, Path(name).stem)[raw["id"]] = SourcedRecord(record, YamlFile(Path(name)), i)
        return facts_frame(records)

    return frame
