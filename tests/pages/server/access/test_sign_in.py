"""The settings of signing in: what cannot work is told in words, and the server does not start."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loaders.api.settings import settings
from pages.server.access import sign_in as module
from pages.server.access.sign_in import AccessError, SignIn, checked_sign_in

ROOT = Path(__file__).resolve().parents[4]
SECTION: dict[str, Any] = {
    "redirect_uri": "https://team.example/minerals/oauth2callback",
    "cookie_secret": "s" * 32,
    "client_id": "dashboard",
    "client_secret": "x",
    "server_metadata_url": "https://accounts.example/.well-known/openid-configuration",
}


def checked(section: dict[str, Any] | None = None, allow: str = "ana@example.org @Example.net", hours: str = "12") -> SignIn:
    return checked_sign_in(SECTION | (section or {}), replace(settings(), sign_in_allow=tuple(allow.split()), sign_in_hours=hours))


def test_settings_that_work_are_taken() -> None:
    found = checked()
    assert (found.origin, found.base, found.service, found.is_https) == ("https://team.example", "/minerals", "accounts.example", True)
    assert checked({"redirect_uri": "http://localhost:8501/oauth2callback"}).base == ""


def test_the_service_may_stand_in_a_section_of_its_own() -> None:
    below = {name: SECTION[name] for name in ("client_id", "client_secret", "server_metadata_url")}
    rest = {name: value for name, value in SECTION.items() if name not in below}
    found = checked_sign_in(rest | {"corporate": below}, replace(settings(), sign_in_allow=("@example.org",), sign_in_hours="1"))
    assert (found.provider, found.client_id) == ("corporate", "dashboard")


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ({"cookie_secret": ""}, "cookie_secret in .auth. is missing"),
        ({"cookie_secret": "short"}, "shorter than 32"),
        ({"redirect_uri": ""}, "redirect_uri"),
        ({"redirect_uri": "https://team.example/"}, "/oauth2callback"),
        ({"redirect_uri": "http://team.example/oauth2callback"}, "redirect_uri in .auth. must begin with https"),
        ({"server_metadata_url": "http://accounts.example/"}, "server_metadata_url in .auth. must begin with https"),
        ({"client_id": ""}, "missing in .auth.: client_id"),
        ({"server_metadata_url": ""}, "missing in .auth.: server_metadata_url"),
        ({"other": {"server_metadata_url": "https://x.example"}}, "several sign-in services"),
    ],
)
def test_secrets_that_cannot_work_are_told(section: dict[str, Any], words: str) -> None:
    with pytest.raises(AccessError, match=words):
        checked(section)


@pytest.mark.parametrize("allow", ["", "example.org", "*", "*@example.org", "@", "@localhost", "a@b@c.org", "ana@", "@*.org"])
def test_a_list_that_is_empty_or_lets_everyone_in_is_told(allow: str) -> None:
    with pytest.raises(AccessError, match="SIGN_IN_ALLOW"):
        checked(allow=allow)


@pytest.mark.parametrize("hours", ["0", "-1", "x", "721", "nan", "inf"])
def test_hours_that_are_none_are_told(hours: str) -> None:
    with pytest.raises(AccessError, match="SIGN_IN_HOURS"):
        checked(hours=hours)


def test_without_authlib_the_guard_cannot_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_authlib_installed", lambda: False)
    with pytest.raises(AccessError, match="Authlib is not installed"):
        checked()


@pytest.mark.parametrize(
    ("address", "is_allowed"),
    [
        ("ana@example.org", True),
        ("Ana@Example.org", True),
        ("bo@example.net", True),
        ("bo@example.org", False),
        ("bo@sub.example.net", False),
        ("bo@badexample.net", False),
        ("bo@example.net.evil.example", False),
        ("evil@example.org@evil.example", False),
        ("x@evil.example@example.net", False),
        ("an\u00e5@example.net", False),
        ("bo@\u24d4xample.net", False),
        ("@example.net", False),
        ("example.net", False),
        ("", False),
    ],
)
def test_the_list_holds_addresses_and_whole_domains(address: str, is_allowed: bool) -> None:
    assert checked().allows(address) is is_allowed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("secrets", "words"),
    [
        ("[auth\n", "secrets cannot be read"),
        ("[auth]\n", "cookie_secret"),
        ('auth = "x"\n', "no section"),
        ("[auth]\ncookie_secret='{s}'\n", "client_id"),
    ],
)
def test_a_server_that_could_not_guard_its_data_does_not_start(tmp_path: Path, secrets: str, words: str) -> None:
    home = tmp_path / ".streamlit"
    home.mkdir()
    (home / "secrets.toml").write_text(secrets.format(s="s" * 40), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "import app"],
        cwd=ROOT,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "The server cannot start" in done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
