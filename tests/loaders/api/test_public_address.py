"""Where readers find the server: what settings and trusted proxies say of scheme, host and base path, and nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from loaders.api.public_address import PublicAddress, resolve
from loaders.api.settings import SettingError, check_settings, settings

TEAM = PublicAddress("https://team.example", "/team/minerals")
PROXY = {"x-forwarded-proto": "https", "x-forwarded-host": "team.example", "x-forwarded-prefix": "/team/minerals"}


def request(
    path: str, headers: Mapping[str, str] | None = None, client: tuple[str, int] | None = ("127.0.0.1", 5), **more: Any
) -> dict[str, Any]:
    given = [(name.encode(), value.encode()) for name, value in {"host": "inner:8501", **(headers or {})}.items()]
    return {"type": "http", "scheme": "http", "path": path, "headers": given, "client": client, "query_string": b"", **more}


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PUBLIC_URL", "TRUSTED_PROXIES"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("path", "base"), [("/map", ""), ("/team/minerals/map", "/team/minerals"), ("/team/minerals", "/team/minerals")])
def test_a_proxy_may_keep_the_base_path_or_take_it_off(path: str, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert resolve(request(path, PROXY)) == (TEAM, base)
    assert resolve(request(path), "/team/minerals") == (PublicAddress("http://inner:8501", "/team/minerals"), base)
    monkeypatch.setenv("PUBLIC_URL", "https://team.example/team/minerals/")
    assert resolve(request(path)) == (TEAM, base)


def test_a_path_that_only_begins_alike_is_not_below_the_base_path() -> None:
    assert resolve(request("/team/minerals-2"), "/team/minerals")[1] == ""


def test_the_prefix_of_a_proxy_stands_before_the_server_s_own_base_path_and_is_not_doubled() -> None:
    assert resolve(request("/minerals/map", {"x-forwarded-prefix": "/team"}), "/minerals") == (
        PublicAddress("http://inner:8501", "/team/minerals"),
        "/minerals",
    )
    assert resolve(request("/team/minerals/map", PROXY), "/team/minerals") == (TEAM, "/team/minerals")


def test_an_application_that_is_mounted_in_another_takes_its_path_from_there() -> None:
    assert resolve(request("/dash/map", root_path="/dash")) == (PublicAddress("http://inner:8501", "/dash"), "/dash")


@pytest.mark.parametrize(
    ("client", "listed", "believed"),
    [
        (("127.0.0.1", 5), None, True),
        (("::1", 5), None, True),
        (("::ffff:127.0.0.1", 5), None, True),
        (None, None, True),  # a socket file
        (("203.0.113.7", 0), None, True),  # uvicorn has put the reader's address in the place of a proxy's on this machine
        (("203.0.113.7", 5), None, False),
        (("testclient", 5), None, False),
        (("172.18.0.3", 5), "10.0.0.5, 172.16.0.0/12", True),
        (("127.0.0.1", 5), "10.0.0.5", False),
        (("203.0.113.7", 0), "10.0.0.5", False),
        (("127.0.0.1", 5), "", False),
    ],
)
def test_only_listed_proxies_are_believed(client: Any, listed: str | None, believed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if listed is not None:
        monkeypatch.setenv("TRUSTED_PROXIES", listed)
    assert resolve(request("/map", PROXY, client))[0] == (TEAM if believed else PublicAddress("http://inner:8501"))


def test_of_several_proxies_the_nearest_is_believed() -> None:
    told = {
        "x-forwarded-proto": "http, https",
        "x-forwarded-host": "evil.example, team.example",
        "x-forwarded-prefix": "/evil,/team/minerals",
    }
    assert resolve(request("/map", told))[0] == TEAM


@pytest.mark.parametrize("name", ["proto", "host", "prefix"])
@pytest.mark.parametrize("value", ["", "<script>", 'a"b', "//evil.example", "/a/../b", "a b", "x\u00e9", "javascript:", "team"])
def test_a_header_that_is_no_scheme_host_or_path_counts_for_nothing(name: str, value: str) -> None:
    if (name, value) == ("host", "team"):
        return
    assert resolve(request("/map", {f"x-forwarded-{name}": value}))[0] == PublicAddress("http://inner:8501")


def test_what_readers_use_is_what_the_setting_says_whatever_a_proxy_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://Team.example:8443/x")
    assert resolve(request("/team/minerals/map", PROXY)) == (PublicAddress("https://team.example:8443", "/x"), "/team/minerals")


@pytest.mark.parametrize(
    "url",
    [
        "team.example",
        "ftp://x.example",
        "https://",
        "https://u:p@x.example",
        "https://x.example/?a",
        "https://x/#a",
        "https://x/a b",
        "https://x/a/../b",
        "https://x//a",
        "http://[::1",
    ],
)
def test_an_address_that_cannot_be_public_is_refused_with_the_remedy(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", url)
    with pytest.raises(SettingError, match=r"such as https://team\.example/minerals"):
        settings()


def test_the_server_does_not_start_with_a_wrong_setting_and_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    check_settings("", ["/map"])
    with pytest.raises(SystemExit, match=r'server\.baseUrlPath "/a b": write letters'):
        check_settings("/a b", [])
    monkeypatch.setenv("TRUSTED_PROXIES", "10.0.0.1, haproxy")
    with pytest.raises(SystemExit, match='TRUSTED_PROXIES "haproxy": write IP addresses'):
        check_settings("", [])
    monkeypatch.delenv("TRUSTED_PROXIES")
    for path in ("/map", "/api"):
        monkeypatch.setenv("PUBLIC_URL", f"https://team.example{path}")
        with pytest.raises(SystemExit, match="one of the dashboard's own"):
            check_settings("", ["/map", "/api/facts.json"])
