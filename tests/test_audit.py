"""The audit of dependencies: what is told, what is waived and until when, and that it never stands in the way without a network."""

import subprocess
from datetime import date

import pytest

from tests import audit

TODAY = date(2026, 3, 1)
PACKAGES = [
    {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["2", "3"]}]},
    {"name": "b", "version": "1", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]},
    {"name": "c", "version": "1", "vulns": []},
    {"name": "d", "skip_reason": "Dependency not found on PyPI"},
]


def test_our_own_waivers_can_be_read():
    assert audit.waivers(audit.WAIVERS.read_text().splitlines(), TODAY)[1] == []


def test_each_weakness_is_a_line_with_its_remedy_unless_waived_by_any_name():
    assert audit.findings(PACKAGES, {}) == ["a 1: PYSEC-1; take 2 or 3", "b 1: PYSEC-2; no version mends it yet"]
    assert audit.findings(PACKAGES, {"CVE-1": "not ours", "PYSEC-2": "not ours"}) == []


@pytest.mark.parametrize(
    ("line", "waived", "fault"),
    [
        ("CVE-1 2026-03-01 not ours", {"CVE-1": "not ours"}, []),
        ("CVE-1 2026-02-28 not ours", {"CVE-1": "not ours"}, ["audit_waivers.txt:1 the waiver of CVE-1 ended on 2026-02-28"]),
        ("CVE-1 2026-03-01", {}, ['audit_waivers.txt:1 "CVE-1 2026-03-01" is not a waiver']),
        ("CVE-1 always not ours", {}, ['audit_waivers.txt:1 "CVE-1 always not ours" is not a waiver']),
        ("# CVE-1", {}, []),
    ],
)
def test_a_waiver_has_an_end_and_a_reason(line, waived, fault):
    found, faults = audit.waivers([line], TODAY)
    assert found == waived
    assert [told[: len(words)] for told, words in zip(faults, fault, strict=True)] == fault


@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        (PACKAGES, 1, "Audit of dependencies: 3 of 4 packages known, 2 to mend, 0 waived"),
        (PACKAGES[2:], 0, "Audit of dependencies: 1 of 2 packages known, 0 to mend, 0 waived"),
        (PACKAGES[3:], 0, "skipped: PyPI's list of weaknesses has none of the 1 packages within reach"),
        (subprocess.TimeoutExpired("pip-audit", 20), 0, "skipped: TimeoutExpired"),
        (ValueError("no JSON"), 0, "skipped: ValueError"),
    ],
    ids=["weak", "sound", "unknown", "slow", "silent"],
)
def test_the_audit_fails_for_weaknesses_only(monkeypatch, capsys, answer, code, said):
    def audited():
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(audit, "audited", audited)
    assert audit.main() == code
    assert said in capsys.readouterr().out
