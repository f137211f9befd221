"""A dossier is proved sentence by sentence: what goes beyond its facts, or is no longer what they say, fails with file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.dossiers.proof import proof_of
from loaders.dossiers.proved import proved_dossiers
from loaders.frames.dataset import Dataset, build_dataset, get_store
from loaders.schema.dossiers import DossierSentence
from loaders.text_check.knowledge import Knowledge

FILE = "dossiers/road_through_nushki.yaml"


def line_of(path: Path, words: str) -> int:
    return next(number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if words in line)


def test_every_sentence_that_ships_is_borne_out_and_the_numbers_in_it_are_judged(dataset: Dataset) -> None:
    found, problems = proved_dossiers(dataset)
    assert problems == ()
    sentences = [sentence for dossier in found.values() for sentence in dossier.sentences]
    assert len(sentences) >= 12
    assert [sentence.record.text for sentence in sentences if not sentence.holds] == []


@pytest.mark.parametrize(
    ("text", "fact", "said"),
    [
        ("Pakistani security forces say that over 170 militants linked to the BLA were killed.", "killed-bla-militants", "“over 170”"),
        ("Over 150 militants linked to the BLA were killed.", "killed-bla-militants", "is stronger than the source"),
        ("In December 2025 the US Export-Import Bank disbursed USD 1.25 billion for Reko Diq.", "exim-reko-diq-approval", "“disbursed”"),
        ("On 1 February 2026 the BLA launched the second phase of Operation Herof.", "operation-herof-phase-2", "“1 February 2026”"),
        ("The BLA cut the road from Quetta to the west.", "nushki-land-link", "“cut”"),
        ("The BLA held Quetta.", "bla-held-nushki", "“Quetta”"),
        ("It is so.", "bla-held-nushki", "no rule reads anything in it"),
    ],
)
def test_what_goes_beyond_its_facts_is_told(dataset: Dataset, text: str, fact: str, said: str) -> None:
    assert said in "; ".join(proof_of(DossierSentence(text=text, facts=(fact,)), Knowledge(dataset)).faults)


def test_a_toll_that_drifts_in_the_data_and_one_planted_in_the_text_fail_with_file_and_line(sample_data, change, capsys) -> None:
    path = sample_data / FILE
    line = line_of(path, "over 150 militants")
    change(sample_data / "facts" / "security_incidents.yaml", "value: 150", "value: 140")
    assert main(["check", "--data", str(sample_data)]) == 1
    told = capsys.readouterr().err
    assert f"{FILE}:{line} road-through-nushki: number “over 150”" in told
    assert "mend the sentence, or name the facts that say so" in told
    change(sample_data / "facts" / "security_incidents.yaml", "value: 140", "value: 150")
    change(path, "approved USD 1.25 billion", "approved USD 1.5 billion")
    assert main(["check", "--data", str(sample_data)]) == 1
    assert f"{FILE}:{line_of(path, 'USD 1.5 billion')} road-through-nushki: number “USD 1.5 billion”" in capsys.readouterr().err
    change(path, "approved USD 1.5 billion", "approved USD 1.25 billion")
    change(path, "facts: [nushki-gateway-chagai]", "facts: [nushki-gateway-chagay]")
    change(path, "district: [nushki]", "district: [nushky]")
    assert main(["check", "--data", str(sample_data)]) == 1
    told = capsys.readouterr().err
    assert 'fact "nushki-gateway-chagay" is not there; did you mean "nushki-gateway-chagai"?' in told
    assert f"{FILE}:{line_of(path, 'nushky')} road-through-nushki: district" in told
    change(path, "  title: The road", "  titel: The road")
    assert main(["check", "--data", str(sample_data)]) == 1
    assert f"{FILE}:{line_of(path, 'titel')} road-through-nushki" in capsys.readouterr().err


def test_a_changed_dossier_is_shown_but_is_no_other_version_and_a_broken_one_is_left_out(sample_data, change) -> None:
    before = get_store(sample_data).dataset
    change(sample_data / FILE, "title: The road through Nushki", "title: The only road")
    after = get_store(sample_data).dataset
    assert (after.version, proved_dossiers(after)[0]["road-through-nushki"].record.title) == (before.version, "The only road")
    change(sample_data / FILE, "facts: [bla-held-nushki]", "facts: [no-such-fact]")
    found, problems = proved_dossiers(build_dataset(sample_data))
    assert found == {}
    assert "no-such-fact" in str(problems[0])


def test_the_api_tells_each_sentence_with_its_facts_and_whether_they_bear_it_out(ask, dataset: Dataset) -> None:
    told = json.loads(ask.get("/api/dossiers.json").body)
    assert told["version"] == dataset.version
    sentences = [sentence for section in told["dossiers"][0]["sections"] for sentence in section["sentences"]]
    assert all(sentence["holds"] and not sentence["faults"] for sentence in sentences)
    assert {"killed-bla-militants", "nushki-land-link"} <= {fact for sentence in sentences for fact in sentence["facts"]}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("its operation on 31 January 2026", "its operation on 30 January 2026", "date “30 January 2026” is contradicted"),
        ("heading: The offensive", "heading: 200 killed in Kabul", "number “200” is in none of its facts"),
        ("title: The road through Nushki", "title: The BLA held Quetta", "place “Quetta” is contradicted"),
    ],
)
def test_title_summary_and_headings_say_no_more_than_the_facts_below_them(
    sample_data: Path, change, capsys, old: str, new: str, said: str
) -> None:
    change(sample_data / FILE, old, new)
    assert main(["check", "--data", str(sample_data)]) == 1
    told = capsys.readouterr().err
    assert f"road_through_nushki.yaml:{line_of(sample_data / FILE, new)} road-through-nushki: {said}" in told
