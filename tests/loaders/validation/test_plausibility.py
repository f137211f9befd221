"""What files, sums and pictures cannot hold and what cannot be true is refused with its place; what is unlikely is doubted."""

from datetime import timedelta

import pytest

from loaders.history.versions import append_version
from loaders.validation.check import check_data
from loaders.validation.lint import lint_records
from loaders.validation.plausibility import latest_day

DEALS, INCIDENTS, PLACES, ARTICLES = "facts/financing_deals.yaml", "facts/security_incidents.yaml", "places.yaml", "articles.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (INCIDENTS, "value: 150", "value: 99999999999999999999", "beyond 9,007,199,254,740,992"),
        (INCIDENTS, "value: 150", "value: -5", "killed is below 0"),
        (INCIDENTS, "value: 150", "value: 150.5", "counts people; write a whole number"),
        (INCIDENTS, "name: killed, value: 150", "name: injured, value: 150.5", "counts people; write a whole number"),
        (DEALS, "value: 1250000000", "value: -5", "amount is below 0"),
        (DEALS, "value: 1250000000, unit: USD", "value: 1250, unit: million USD", 'amount is money, and "million USD" is no currency'),
        (DEALS, "value: 1250000000, unit: USD", "value: 1250000000, unit: usd", 'amount is money, and "usd" is no currency'),
        (INCIDENTS, "unit: people", "unit: soldier", "killed counts people; write one of these as its unit"),
        (INCIDENTS, "unit: people", "unit: percent", "killed counts people; write one of these as its unit"),
        (DEALS, "value: 1250000000", "value: .inf", ""),
        (DEALS, "value: 1250000000", "value: .nan", ""),
        (DEALS, "name: amount, value: 1250000000, unit: USD", "name: share, value: 101, unit: percent", "share is a share"),
        (DEALS, '"2025-12"', '"2062-01-01"', "lies in the future"),
        (DEALS, '"2025-12"', '"9999-12-31"', "lies outside the years 1678 to 2261"),
        (DEALS, "paragraph: 1", "paragraph: 99", "paragraph 99 does not exist; paper has 3"),
        (DEALS, "paragraph: 1", "paragraph: 0", "paragraph"),
        (ARTICLES, "  sha256", '  retrieved: "2062"\n  sha256', "retrieved"),
        (ARTICLES, "  sha256", '  written_after: "2026"\n  written_before: "2025"\n  sha256', "written_before lies before written_after"),
    ],
)
def test_what_cannot_be_held_or_true_is_refused_with_its_place(tiny_data, change, file, old, new, said):
    text = (tiny_data / ARTICLES).read_text(encoding="utf-8")
    (tiny_data / ARTICLES).write_text(text.replace("  sha256", "  paragraphs: 3\n  sha256", 1), encoding="utf-8")
    change(tiny_data / file, old, new)
    problems = [str(p) for p in check_data(tiny_data)[1]]
    assert any(f"{file}:" in p and said in p for p in problems), problems


def test_what_is_expected_may_lie_in_the_future(tiny_data, change):
    change(tiny_data / DEALS, '"2025-12"', '"2062-01-01"')
    change(tiny_data / DEALS, "certainty: stated", "certainty: expected")
    assert check_data(tiny_data)[1] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "warned"),
    [
        (INCIDENTS, "value: 150", "value: 100001", 'unlikely_value "killed"'),
        (DEALS, "value: 1250000000", "value: 10000000000001", 'unlikely_value "amount"'),
        (
            INCIDENTS,
            "value: 150, unit: people, bound: over",
            "value: 1, value_to: 90000000, unit: people, bound: between",
            "90,000,000 is more",
        ),
        (INCIDENTS, "name: killed", "name: Killed", "is called Killed; totals count what is called killed"),
        (INCIDENTS, "name: killed", "name: deaths", "is called deaths; totals count what is called killed"),
        (DEALS, "value: 1250000000", "value: 1.25", "1.25 is less than 1,000 US dollars"),
        (DEALS, '"2025-12"', '"1899-12-31"', 'unlikely_value "date"'),
        (DEALS, '"2025-12"', '"2025-12/2062"', "2025-12/2062 ends in the future"),
        (DEALS, '"2025-12"', '"../2062-01-01"', "ends in the future"),
        (
            INCIDENTS,
            "    - {name: killed, value: 150, unit: people, bound: over, claimed_by: [army]}",
            "    - {name: killed, value: 9, unit: people, bound: exactly}\n    - {name: killed, value: 7, unit: soldiers, bound: exactly}",
            'figures_differ "killed"',
        ),
        (
            DEALS,
            "    - {name: amount, value: 1250000000, unit: USD, bound: exactly}",
            "    - {name: amount, value: 4, unit: USD, bound: exactly}\n    - {name: amount, value: 7, unit: USD, bound: exactly}",
            'figures_differ "amount"',
        ),
    ],
)
def test_what_is_unlikely_is_a_warning(tiny_data, change, file, old, new, warned):
    change(tiny_data / file, old, new)
    records, problems = check_data(tiny_data)
    assert problems == []
    assert any(warned in str(p) for p in lint_records(records, None))


def test_a_version_is_not_recorded_in_the_future(tiny_data):
    with pytest.raises(ValueError, match="lies in the future"):
        append_version(tiny_data, latest_day() + timedelta(days=1))
    assert append_version(tiny_data, latest_day() - timedelta(days=1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lat: 28.9725\n  lon: 62.4331", "lat: 62.4331\n  lon: 28.9725"),
        ("lat: 28.9725\n  lon: 62.4331", "lat: 0\n  lon: 0"),
        ("in: chagai", "in: swat"),
    ],
)
def test_a_place_far_outside_the_one_it_lies_in_is_refused(sample_data, old, new):
    path = sample_data / PLACES
    head, _, site = path.read_text(encoding="utf-8").partition("- id: reko-diq\n")
    assert old in site
    path.write_text(f"{head}- id: reko-diq\n{site.replace(old, new, 1)}", encoding="utf-8")
    (problem,) = map(str, check_data(sample_data)[1])
    assert "reko-diq: lies " in problem
    assert "are lat and lon exchanged" in problem
