"""Environment variables are read in one place, and README names them all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loaders.api.settings import settings
from loaders.yaml.folder import DATA

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "loaders/api/settings.py"


def test_the_environment_is_read_in_one_place_and_readme_names_each_variable() -> None:
    files = [ROOT / "app.py", *(path for root in ("loaders", "pages") for path in (ROOT / root).rglob("*.py"))]
    assert [path for path in files if re.search(r"os\.environ|getenv", path.read_text(encoding="utf-8"))] == [SOURCE]
    named = re.findall(r'(?:environ\.get|_words|_count)\("(\w+)"', SOURCE.read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(named) == 19
    assert [name for name in named if f"| `{name}` |" not in readme] == []


@pytest.mark.parametrize(("told", "url"), [("https://a.example/new", "https://a.example/new"), ("javascript:alert(1)", ""), ("", "")])
def test_an_error_is_reported_only_at_a_web_address(monkeypatch: pytest.MonkeyPatch, told: str, url: str) -> None:
    monkeypatch.setenv("REPORT_URL", told)
    assert settings().report_url == url


def test_without_settings_the_project_s_own_data_and_outlines_are_served(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FACTS_DATA", "BOUNDARIES", "REPORT_URL", "PUBLIC_URL", "TRUSTED_PROXIES"):
        monkeypatch.delenv(name, raising=False)
    assert (settings().data, settings().boundaries, settings().report_url, settings().public_url) == (DATA, None, "", "")
