"""Open questions watched: since which version, by which articles, and what answers them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loaders.frames.dataset import Dataset, build_dataset
from loaders.history.feed import changes_feed
from loaders.history.ledger import Ledger, read_ledger
from loaders.history.questions import watched_questions
from loaders.history.versions import append_version
from loaders.validation.check import check_data
from loaders.yaml.folder import DATA


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_the_questions_of_the_project_stand_since_a_recorded_version_and_name_their_articles(dataset: Dataset) -> None:
    found = watched_questions(dataset, read_ledger(DATA))
    assert [one.record.id for one in found] == [*dataset.not_stated]
    assert all(one.since for one in found)
    toll = next(one for one in found if one.record.id == "toll-of-the-offensive")
    assert toll.articles == ("ndtv-sonavane",)
    assert not any(one.answered_by for one in found)


def test_without_a_ledger_a_question_is_in_no_version_yet(dataset: Dataset) -> None:
    assert {one.since for one in watched_questions(dataset, Ledger())} == {None}


def test_a_new_question_stands_since_its_version_and_the_others_since_theirs(data: Path) -> None:
    before = {one.record.id: one.since for one in watched_questions(build_dataset(data), read_ledger(data))}
    with (data / "not_stated.yaml").open("a", encoding="utf-8") as file:
        file.write("- id: who-mends-the-road\n  asked: Who mends the road?\n  note: Not said.\n")
    assert append_version(data, read_ledger(data).versions[-1].date)
    dataset, ledger = build_dataset(data), read_ledger(data)
    since = {one.record.id: one.since for one in watched_questions(dataset, ledger)}
    assert since.pop("who-mends-the-road") == ledger.versions[-1]
    assert since.keys() == before.keys()


def test_a_fact_that_answers_a_question_is_told_in_the_feed_and_a_wrong_id_is_refused(data: Path) -> None:
    path = data / "facts" / "context.yaml"
    text = path.read_text(encoding="utf-8")
    fact = text[text.index("- id: nushki-gateway-chagai") : text.index("- id: nushki-geoeconomic-significance")]
    more = fact.replace("- id: nushki-gateway-chagai", "- id: road-was-cut").replace("  topic:", "  answers_question: [road-cut]\n  topic:")
    path.write_text(f"{text}\n{more}", encoding="utf-8")
    assert append_version(data, read_ledger(data).versions[-1].date)
    dataset = build_dataset(data)
    assert next(one for one in watched_questions(dataset, read_ledger(data)) if one.record.id == "road-cut").answered_by == (
        "road-was-cut",
    )
    assert "answers: Was the road from Quetta to the west cut?" in changes_feed(read_ledger(data), "https://x", dataset).decode()
    path.write_text(f"{text}\n{more.replace('[road-cut]', '[road-cutt]')}", encoding="utf-8")
    _, problems = check_data(data)
    assert 'unknown entry "road-cutt"; did you mean "road-cut"?' in str(problems[0])
