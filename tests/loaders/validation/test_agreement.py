"""Two codings are paired by passage and compared field by field, by the command too; a review tells how often a fact was coded."""

import json
import shutil

import pytest
import yaml

from loaders.__main__ import main
from loaders.export.formats import EVERYTHING, export
from loaders.frames.dataset import build_dataset
from loaders.schema.records import TimeOrder
from loaders.validation.agreement import agreement, paired
from loaders.yaml.folder import DATA
from pages.drawing.card_fields import card_fields

PASSAGES = [("one two", "three four"), ("five six", "seven eight"), ("nine ten", "eleven twelve"), ("red green", "blue white")]


@pytest.fixture
def coding(make_fact):
    """coding(certainties): a fact a passage, each with a certainty."""

    def code(name, certainties, **given):
        sources = [[{"article": "paper", "paragraph": 1, "from": first, "to": last}] for first, last in PASSAGES]
        facts = [
            make_fact(id=f"{name}-{i}", certainty=c, sources=s, **given)
            for i, (c, s) in enumerate(zip(certainties, sources, strict=False), 1)
        ]
        return {fact.id: fact for fact in facts}

    return code


def by_field(pairs):
    return {found.field: found for found in agreement(pairs)}


def test_agreement_and_alpha_are_those_of_the_textbook(coding):
    """Nominal, two coders: 3 of 4 units alike; of the 8 values 5 and 3, so 2·5·3 of 8·7 pairs differ by chance."""
    one = coding("a", ["stated", "stated", "claimed", "claimed"])
    other = coding("b", ["stated", "stated", "claimed", "stated"])
    found = by_field(paired(one, other))["certainty"]
    assert (found.pairs, found.equal, found.percent) == (4, 3, 75.0)
    counts = {"stated": 5, "claimed": 3}
    expected = 2 * counts["stated"] * counts["claimed"] / (8 * 7)
    assert found.alpha == pytest.approx(1 - (2 / 8) / expected)
    assert [(pair.one.id, pair.other.id, mine, theirs) for pair, mine, theirs in found.different] == [("a-4", "b-4", "claimed", "stated")]


def test_a_field_with_one_value_only_has_no_alpha_and_lists_are_equal_in_any_order(coding):
    both = [coding(n, ["stated", "stated"], claimed_by=who) for n, who in (("a", ["author", "army"]), ("b", ["army", "author"]))]
    found = by_field(paired(*both))
    assert (found["claimed_by"].equal, found["claimed_by"].alpha) == (2, None)
    assert "financier" not in found, "no fact of these has it"


def test_facts_are_paired_by_passage_once_each_and_of_one_kind_first(coding, make_fact):
    one, other = coding("a", ["stated"] * 3), coding("b", ["stated"] * 4)
    other["b-2"] = make_fact(id="b-2", sources=[{"article": "paper", "paragraph": 1, "from": "five six", "to": "zero zero"}])
    other["b-3"] = make_fact(id="b-3", sources=[{"article": "paper", "paragraph": 2, "from": "nine ten", "to": "eleven twelve"}])
    other["b-5"] = make_fact("context", id="b-5", topic="market", sources=[s.model_dump(by_alias=True) for s in one["a-1"].sources])
    pairs = {(pair.one.id, pair.other.id): pair.overlap for pair in paired(one, other)}
    assert pairs == {("a-1", "b-1"): 1.0, ("a-2", "b-2"): pytest.approx(2 / 5)}
    text = {"paper": ["one two three four. five six seven eight, and then zero zero."]}
    close = {(p.one.id, p.other.id): p.overlap for p in paired({"a-2": one["a-2"]}, {"b-2": other["b-2"]}, text)}
    assert close[("a-2", "b-2")] == pytest.approx(len("five six seven eight") / len("five six seven eight, and then zero zero"))


def test_the_command_prints_a_table_and_tells_what_was_not_paired(tiny_data, change, capsys):
    other = tiny_data.parent / "other"
    shutil.copytree(tiny_data, other)
    change(other / "facts" / "security_incidents.yaml", "certainty: claimed", "certainty: reported")
    change(other / "facts" / "security_incidents.yaml", "id: attack-on-town", "id: the-attack")
    change(other / "facts" / "financing_deals.yaml", "fact: attack-on-town", "fact: the-attack")
    for name in ("not_stated.yaml", "retired.yaml"):
        text = (other / name).read_text()
        (other / name).write_text(text.replace("attack-on-town", "the-attack"))
    (other / "facts" / "diplomatic_events.yaml").write_text("[]\n")
    assert main(["agree", str(tiny_data), str(other)]) == 0
    out, err = capsys.readouterr()
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in out.splitlines()}
    assert rows["field"] == ["pairs", "equal", "percent", "alpha", "given", "given_equal"]
    assert rows["kind"][:3] == ["4", "4", "100.0"]
    assert rows["certainty"][:3] == ["4", "3", "75.0"]
    assert "not: ministers-meet" in err
    assert main(["agree", str(tiny_data), str(other), "--differences"]) == 0
    assert capsys.readouterr().out == "attack-on-town\tthe-attack\tcertainty\tclaimed\treported\n"
    assert main(["agree", str(tiny_data), str(tiny_data / "nowhere")]) == 2
    assert "is not a folder" in capsys.readouterr().err


def test_a_review_is_shown_on_the_card_and_in_files_and_its_date_is_a_past_day(tiny_data, change, capsys):
    path = tiny_data / "facts" / "security_incidents.yaml"
    before = build_dataset(tiny_data)
    assert card_fields(before.facts_by_id["attack-on-town"], before)["Review"] == ""
    change(path, "  event_type: attack\n", '  event_type: attack\n  review: {state: settled, date: "2026-01-05"}\n')
    data = build_dataset(tiny_data)
    told = card_fields(data.facts_by_id["attack-on-town"], data)["Review"]
    assert told == "two readers coded it independently and not alike; the text settled it (5 Jan 2026)"
    found = {fact["id"]: fact["review"] for fact in json.loads(export(data, EVERYTHING, "json"))["facts"]}
    assert found["attack-on-town"] == {"state": "settled", "date": "2026-01-05"}
    assert found["the-mine"] is None
    assert ",settled,2026-01-05," in export(data, EVERYTHING, "csv").decode("utf-8-sig")
    for wrong, said in (("2026-01", "is no day"), ("2199-01-01", "lies in the future")):
        change(path, 'date: "2026-01-05"', f'date: "{wrong}"')
        assert main(["check", "--data", str(tiny_data)]) == 1
        assert said in capsys.readouterr().err
        change(path, f'date: "{wrong}"', 'date: "2026-01-05"')


SECOND, FIRST_VERSION = DATA / "codings" / "second-reading.yaml", "37fd669cc2"


def test_the_figures_in_the_dictionary_are_those_of_the_command(capsys):
    assert main(["agree", str(DATA), str(SECOND), "--as-of", FIRST_VERSION]) == 0
    made = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    told = (DATA / "README.md").read_text(encoding="utf-8")
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in told.splitlines() if line.startswith("| ")]
    start = table.index(made[0])
    assert table[start + 1 : start + len(made)] == made[1:]
    assert f"agree data data/codings/{SECOND.name} --as-of {FIRST_VERSION}" in told
    assert main(["agree", str(DATA), str(SECOND), "--as-of", FIRST_VERSION, "--differences"]) == 0
    lines = capsys.readouterr().out.splitlines()
    facts = {line.split("\t")[0] for line in lines}
    assert f"{len(lines)} differences, in {len(facts)} facts" in told


def test_each_fact_says_whether_the_two_readings_were_alike(dataset, capsys):
    assert main(["agree", str(DATA), str(SECOND), "--as-of", FIRST_VERSION, "--differences"]) == 0
    differ = {line.split("\t")[0] for line in capsys.readouterr().out.splitlines()}
    read = {entry["fact"] for entry in yaml.safe_load(SECOND.read_text(encoding="utf-8"))}
    for identity, fact in dataset.facts_by_id.items():
        if identity in read:
            assert fact.review, identity
            assert fact.review.state == ("settled" if identity in differ else "coded_twice"), identity


CODED = "- {fact: attack-on-town, kind: security_incident, event_type: attack, claimed_by: [author], certainty: reported, places: [town]}\n"


def test_a_second_coding_in_a_file_holds_values_only_and_its_faults_have_lines(tiny_data, capsys):
    path = tiny_data.parent / "second.yaml"
    places = json.loads(export(build_dataset(tiny_data), EVERYTHING, "json"))["facts"]
    here = next(fact["place_ids"] for fact in places if fact["id"] == "attack-on-town")
    coded = CODED.replace("[town]", json.dumps(here))
    path.write_text(coded)
    assert main(["agree", str(tiny_data), str(path)]) == 0
    out, err = capsys.readouterr()
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in out.splitlines()}
    assert (rows["places"][:3], rows["certainty"][:3]) == (["1", "1", "100.0"], ["1", "0", "0.0"])
    assert "pairs are made by fact" in err
    for wrong, told in (
        (coded + coded, "second.yaml:2 attack-on-town: is coded twice in this file"),
        (coded.replace("attack-on-town", "attack-on-twon"), 'second.yaml:1 attack-on-twon: unknown fact "attack-on-twon"; did you mean'),
        (coded.replace("security_incident", "incident"), 'unknown kind "incident"'),
        (coded.replace("certainty: reported", "certainty: reportd"), "reportd"),
        (coded.replace("[author]", "[nobody-known]"), "nobody-known"),
        (coded.replace("fact:", "title: A title, fact:"), "title is not coded again"),
        ("fact: attack-on-town\n", "is not a list"),
        ("- attack-on-town\n", "is not an entry"),
    ):
        path.write_text(wrong)
        assert main(["agree", str(tiny_data), str(path)]) == 1, wrong
        assert told in capsys.readouterr().err
    path.write_text(coded)
    assert main(["agree", str(tiny_data), str(path), "--as-of", "0123456789"]) == 2
    assert "0123456789 is no recorded version" in capsys.readouterr().err


def test_an_order_is_compared_and_what_both_leave_out_is_told_apart(coding):
    after = [{"how": "after", "span": "2021"}]
    one, other = coding("a", ["stated"] * 3), coding("b", ["stated"] * 3)
    one["a-1"], other["b-1"] = (fact.model_copy(update={"order": order_of(after)}) for fact in (one["a-1"], other["b-1"]))
    other["b-2"] = other["b-2"].model_copy(update={"order": order_of(after)})
    found = by_field(paired(one, other))["order"]
    assert (found.pairs, found.equal, found.given, found.given_equal) == (3, 2, 2, 1)


def order_of(given):
    return tuple(TimeOrder.model_validate(one) for one in given)
