"""What is measured with is valid, as many as asked for, the same in every run, and split where a file would grow too large."""

import pytest

from loaders.frames.dataset import build_dataset
from loaders.schema.derived_terms import DatePrecision
from loaders.schema.vocabulary import Kind
from tests.benchmarks import generate


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    return build_dataset(generate.write_facts(150, tmp_path_factory.mktemp("generated") / "data"))


def test_generated_facts_are_valid_and_as_many_as_asked_for(generated):
    assert len(generated.facts) == 150


def test_generated_facts_are_of_every_kind_precision_and_relation(generated):
    assert set(generated.facts["kind"]) == {kind.value for kind in Kind}
    assert set(generated.facts["date_precision"]) == {word.value for word in DatePrecision}
    assert any(map(len, generated.facts["related"]))


def test_the_same_number_gives_the_same_facts(generated, tmp_path):
    assert build_dataset(generate.write_facts(150, tmp_path / "data")).version == generated.version


def test_many_facts_of_a_kind_go_on_in_further_files(tmp_path, monkeypatch):
    monkeypatch.setattr(generate, "PER_FILE", 20)
    folder = generate.write_facts(60, tmp_path / "data")
    assert (folder / "facts" / "security_incidents_002.yaml").exists()
    assert len(build_dataset(folder).facts) == 60
