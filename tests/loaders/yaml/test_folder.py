"""Each kind of error is one line with file, line, id, what is wrong and what would be right; all come at once."""

import pytest

from loaders.frames.dataset import build_dataset
from loaders.schema.diagnostics import DataError, Diagnostic
from loaders.validation.check import check_data
from loaders.yaml.folder import parse_folder

DEALS = "facts/financing_deals.yaml"
LOAN = "bank-approves-loan"


def _problems(data):
    return [str(problem) for problem in check_data(data)[1]]


def test_the_hand_made_data_and_the_projects_own_are_clean(tiny_data, sample_data):
    assert _problems(tiny_data) == []
    assert _problems(sample_data) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (DEALS, "status: approved", "status: aproved", f'{DEALS}:9 {LOAN}: unknown status "aproved"; did you mean "approved"?'),
        (DEALS, "[copper]", "[coper]", f'{DEALS}:15 {LOAN}: unknown commodities "coper"; did you mean "copper"?'),
        (
            DEALS,
            "role: financier",
            "role: boss",
            f'{DEALS}:6 {LOAN}: unknown role "boss"; one of: accused, accuser, adjudicator, affected,',
        ),
        (DEALS, "bound: exactly", "bound: exact", f'{DEALS}:14 {LOAN}: unknown bound "exact"; did you mean "exactly"?'),
        (DEALS, "how: concerns", "how: concern", f'{DEALS}:16 {LOAN}: unknown how "concern"; did you mean "concerns"?'),
        (DEALS, "  title: A bank approves a loan\n", "", f'{DEALS}:1 {LOAN}: "title" is missing; add it'),
        (
            DEALS,
            "  certainty: stated\n",
            "",
            f'{DEALS}:1 {LOAN}: "certainty" is missing; add it, one of: stated, reported, claimed, disputed, opinion, expected',
        ),
        (DEALS, ", bound: exactly}", "}", f'{DEALS}:14 {LOAN}: "bound" is missing; add it, one of: exactly, over, at_least'),
        (DEALS, "bank-approves-loan", "Bank_Loan", f'{DEALS}:1 Bank_Loan: id "Bank_Loan" is not an id; write small letters, digits and'),
        (DEALS, "  status:", "  sum: 3\n  status:", f'{DEALS}:9 {LOAN}: unknown key "sum"; did you mean "summary"?'),
        (DEALS, "bound: exactly}", "bound: exactly, bond: x}", f'{DEALS}:14 {LOAN}: unknown key "bond"; did you mean "bound"?'),
        (DEALS, "claimed_by: [author]", "claimed_by: []", f"{DEALS}:7 {LOAN}: claimed_by is empty; give one at least"),
        (
            DEALS,
            "claimed_by: [author]",
            "claimed_by: author",
            f"{DEALS}:7 {LOAN}: claimed_by is 'author'; a list is expected, as in [a, b]",
        ),
        (DEALS, '"2025-12"', "2025", f"{DEALS}:4 {LOAN}: date is 2025; text is expected; put it in quotes"),
        (DEALS, '"2025-12"', '"2025-13"', f'{DEALS}:4 {LOAN}: date "2025-13" is not an EDTF date; write 2026-01-31, 2025-12, 2025,'),
        (DEALS, '"2025-12"', '"2026/2025"', f'{DEALS}:4 {LOAN}: date "2026/2025" ends before it starts; swap the two'),
        (DEALS, '"2025-12"', "2026-01-31", f'{DEALS}:4 {LOAN}: "2026-01-31" is read as a date by YAML; put it in quotes'),
        (DEALS, "[mine]", "[mine, mine]", f'{DEALS}:5 {LOAN}: places "mine" is given twice; keep one'),
        (
            DEALS,
            "exactly}",
            "unspecified}",
            f'{DEALS}:14 {LOAN}: figures has bound "unspecified" if, and only if, it has no value; change one',
        ),
        (
            DEALS,
            "value: 1250000000, ",
            "",
            f"{DEALS}:14 {LOAN}: figures needs either value (a number) or as_stated (the words of the text)",
        ),
        (DEALS, "A bank approves a loan", "x" * 10_000, f"{DEALS}:2 {LOAN}: title has 10,000 characters; 200 are the most"),
        (DEALS, "The bank approved money", "x" * 2_001 + "; ", f"{DEALS}:3 {LOAN}: summary has 2,017 characters; 2,000 are the most"),
        (DEALS, "A bank approves a loan", '"a\\u202eb"', f"{DEALS}:2 {LOAN}: title has a control character (\\u202e); take it out"),
        (DEALS, "A bank approves a loan", '" "', f"{DEALS}:2 {LOAN}: title is empty; leave the key out or write something"),
        (DEALS, "  date:", "  year_inferred: 1\n  date:", f"{DEALS}:4 {LOAN}: year_inferred is 1; true or false is expected"),
        (DEALS, 'date: "2025-12"', "year_inferred: true", f"{DEALS}:1 {LOAN}: entry has year_inferred but no date; give the date or leave"),
        ("articles.yaml", "https://", "ftp://", 'articles.yaml:4 paper: url "ftp://paper.example/a" is not a web address; it begins with'),
        ("articles.yaml", "sha256: ", "sha256: x", 'articles.yaml:5 paper: sha256 "x'),
        ("actors.yaml", "kind: agency", "kind: agenci", 'actors.yaml:3 bank: unknown kind "agenci"; did you mean "agency"?'),
        ("actors.yaml", "id: bank", "id: author", 'actors.yaml:1 author: "author" means the author of the article; use another id'),
        (
            "places.yaml",
            "source: made up",
            "lat: 30\n  source: made up",
            "places.yaml:1 pakistan: entry needs lat, lon and radius_km together",
        ),
        ("routes.yaml", "via: [nushki, dalbandin]", "via: [nushki]", "routes.yaml:3 road: via is empty; give one at least"),
        ("retired.yaml", "Told twice.", "3", "retired.yaml:3 old-loan: reason is 3; text is expected; put it in quotes"),
    ],
    ids=lambda value: value.split(" ")[0].strip() if isinstance(value, str) and len(value) < 30 else "",
)
def test_an_error_names_its_file_line_id_and_remedy(tiny_data, change, file, old, new, expected):
    change(tiny_data / file, old, new)
    if "author" in new and "id:" in new:  # the references to the renamed actor dangle as well
        assert any(problem.startswith(f"data/{expected}") for problem in _problems(tiny_data))
        return
    if new == "Bank_Loan":  # so do those to the renamed fact
        assert any(problem.startswith(f"data/{expected}") for problem in _problems(tiny_data))
        return
    (problem,) = _problems(tiny_data)
    assert problem.startswith(f"data/{expected}")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "data/retired.yaml:1 is empty; an empty list is written `[]`"),
        ("# nothing\n", "data/retired.yaml:1 is empty; an empty list is written `[]`"),
        ("{}\n", 'data/retired.yaml:1 is not a list; every entry begins with "- id:"'),
        ("word\n", 'data/retired.yaml:1 is not a list; every entry begins with "- id:"'),
        ("- 3\n", "data/retired.yaml:1 entry is 3; a mapping of keys and values is expected"),
        ("- id: a\n  reason: b\n- [c]\n", "data/retired.yaml:3 entry is ['c']; a mapping of keys and values is expected"),
        (None, "data/retired.yaml:1 the file is missing; restore it (an empty list is `[]`)"),
    ],
    ids=["nothing", "comment", "mapping", "word", "number", "list in a list", "missing"],
)
def test_a_file_that_is_no_list_of_entries_is_named(tiny_data, content, expected):
    (tiny_data / "retired.yaml").unlink()
    if content is not None:
        (tiny_data / "retired.yaml").write_text(content)
    assert _problems(tiny_data) == [expected]


def test_all_errors_come_at_once_in_order(tiny_data, change):
    change(tiny_data / "actors.yaml", "kind: agency", "kind: agenci")
    change(tiny_data / DEALS, "status: approved", "status: aproved")
    change(tiny_data / DEALS, "[copper]", "[coper]")
    change(tiny_data / "facts/security_incidents.yaml", "[dalbandin]", "[dalbandn]")
    with pytest.raises(DataError) as error:
        build_dataset(tiny_data)
    assert str(error.value).splitlines() == [
        'data/actors.yaml:3 bank: unknown kind "agenci"; did you mean "agency"?',
        f'data/{DEALS}:9 {LOAN}: unknown status "aproved"; did you mean "approved"?',
        f'data/{DEALS}:15 {LOAN}: unknown commodities "coper"; did you mean "copper"?',
        'data/facts/security_incidents.yaml:4 attack-on-town: unknown place "dalbandn"; did you mean "dalbandin"?',
    ]


def test_an_id_used_twice_names_its_first_place_even_in_another_file(tiny_data, change):
    change(tiny_data / "facts/context.yaml", "id: experts-see-trend", "id: bank-approves-loan")
    assert _problems(tiny_data) == [
        f"data/facts/context.yaml:1 {LOAN}: id is used already at data/{DEALS}:1; ids are unique",
    ]


def test_facts_of_a_kind_go_on_in_further_files(tiny_data):
    more = tiny_data / "facts/context_2.yaml"
    more.write_text((tiny_data / "facts/context.yaml").read_text().replace("experts-see-trend", "experts-see-another"))
    assert _problems(tiny_data) == []
    assert list(parse_folder(tiny_data).records.facts)[-2:] == ["experts-see-trend", "experts-see-another"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("facts/deals.yaml", "data/facts/deals.yaml:1 is not a file that is read; did you mean "),
        ("facts/context.yml", 'data/facts/context.yml:1 is not a file that is read; did you mean "facts/context.yaml"?'),
        ("facts/notes.txt", "data/facts/notes.txt:1 is not a file that is read; "),
        ("place.yaml", 'data/place.yaml:1 is not a file that is read; did you mean "places.yaml"?'),
        ("actors.yml", 'data/actors.yml:1 is not a file that is read; did you mean "actors.yaml"?'),
    ],
)
def test_an_unknown_file_is_not_passed_over(tiny_data, name, expected):
    (tiny_data / name).write_text("[]\n")
    (problem,) = _problems(tiny_data)
    assert problem.startswith(expected)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("places.yaml", "name: Mine", "name: 3"),
        ("actors.yaml", "name: The bank", "name: 3"),
        ("articles.yaml", "kind: news", "kind: newz"),
        ("facts/security_incidents.yaml", "certainty: claimed", "certainty: clamed"),
        (DEALS, "status: approved", "status: aproved"),
        pytest.param(
            *("places.yaml", "name: Balochistan", "name: 3"),
        ),
    ],
)
def test_a_broken_entry_is_reported_once_and_not_where_it_is_used(tiny_data, change, file, old, new):
    change(tiny_data / file, old, new)
    (problem,) = _problems(tiny_data)
    assert problem.startswith(f"data/{file}:")


@pytest.mark.parametrize("file", ["places.yaml", "actors.yaml", "articles.yaml", "facts/security_incidents.yaml"])
def test_a_file_that_cannot_be_parsed_does_not_make_references_to_it_dangle(tiny_data, change, file):
    change(tiny_data / file, "- id: ", "- id: [")
    (problem,) = _problems(tiny_data)
    assert problem.startswith(f"data/{file}:")


def test_an_entry_without_a_readable_id_does_not_make_references_dangle(tiny_data, change):
    change(tiny_data / "facts/security_incidents.yaml", "- id:", "- idd:")
    assert all(problem.startswith("data/facts/security_incidents.yaml:1 ") for problem in _problems(tiny_data))


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (DEALS, "1250000000", '"1250000000"', f"{DEALS}:14 {LOAN}: value is '1250000000'; a number is expected"),
        (DEALS, "paragraph: 1", "paragraph: 0", f"{DEALS}:18 {LOAN}: paragraph is 0; it is too small"),
        (DEALS, '"The bank approved"', '"The"', f'{DEALS}:18 {LOAN}: from "The" has 1 words; a locator has two to six'),
        (
            DEALS,
            "A bank approves a loan",
            "NO",
            f'{DEALS}:2 {LOAN}: "NO" is read as true or false by YAML; put it in quotes, or write true or false',
        ),
    ],
    ids=["number in quotes", "paragraph 0", "one word", "bare NO"],
)
def test_one_mistake_is_told_once(tiny_data, change, file, old, new, expected):
    change(tiny_data / file, old, new)
    assert _problems(tiny_data) == [f"data/{expected}"]


def test_an_alias_that_leads_back_to_itself_is_named_with_its_entry(tiny_data, change):
    change(tiny_data / DEALS, "  places: [mine]\n", "  places: &itself\n    - *itself\n")
    assert any(problem.startswith(f"data/{DEALS}:6 {LOAN}: is an alias (`*name`)") for problem in _problems(tiny_data))
    change(tiny_data / DEALS, "  places: &itself\n    - *itself\n", "")
    path = tiny_data / DEALS
    path.write_text(path.read_text() + "  places: &itself\n    - *itself\n")
    assert any(f"{LOAN}: is an alias (`*name`)" in problem for problem in _problems(tiny_data))


def test_a_toll_that_is_not_whole_is_a_problem_not_a_crash(tiny_data, change):
    change(tiny_data / "facts/security_incidents.yaml", "value: 150", "value: 150.5")
    with pytest.raises(DataError):
        build_dataset(tiny_data)


def test_problems_are_words_with_and_without_an_id():
    assert str(Diagnostic("a.yaml", 3, "x", "is wrong; mend it")) == "a.yaml:3 x: is wrong; mend it"
    assert str(Diagnostic("a.yaml", 3, "", "is wrong; mend it")) == "a.yaml:3 is wrong; mend it"
    assert [
        p.line for p in DataError([Diagnostic("a", 9, "", "m"), Diagnostic("a", 2, "", "m"), Diagnostic("a", 9, "", "m")]).problems
    ] == [2, 9]
