"""The files for hosting: what they name exists, they agree with each other, and what the container holds is enough to serve."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders.api.settings import settings
from tests.browser.server import ROOT, fetch, free_port
from tests.hosting.fleet import certificate, local_config

SETTINGS = {"FACTS_DATA", "BOUNDARIES", "PUBLIC_URL", "TRUSTED_PROXIES", "FRAME_ANCESTORS", "CACHE_FOLDER", "REPORT_URL", "METRICS_TOKEN"}
SETTINGS |= {"METRICS_LOOPBACK", "LOG_FORMAT", "READ_TOKENS", "SIGN_IN_ALLOW", "SIGN_IN_HOURS", "ALLOW_ORIGIN", "EVENTS", "WATCH_SECRET"}
SETTINGS |= {"ARTICLES"}
ELSEWHERE = {"HOME", "PYTHONUNBUFFERED"}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def steps() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile."""
    lines = re.sub(r"\\\n\s*", "", "\n".join(line for line in text("Dockerfile").splitlines() if not line.startswith("#")))
    return [(step, rest.strip()) for step, _, rest in (line.partition(" ") for line in lines.splitlines() if line)]


def command() -> list[str]:
    found: list[str] = json.loads(next(rest for step, rest in steps() if step == "CMD"))
    return found


def test_the_dockerfile_is_of_known_steps_and_what_it_copies_is_there_and_let_in() -> None:
    known = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "VOLUME", "USER", "EXPOSE", "HEALTHCHECK", "CMD"}
    assert {step for step, _ in steps()} <= known
    assert steps()[0][0] == "FROM"
    assert next(rest for step, rest in steps() if step == "USER") == "10001:10001"
    copied = {name for step, rest in steps() if step == "COPY" for name in shlex.split(rest)[:-1]}
    let_in = {line.removeprefix("!") for line in text(".dockerignore").splitlines() if line.startswith("!")}
    assert copied == let_in
    assert all((ROOT / name).exists() for name in copied)
    python = re.search(r"python:(\d+)\.(\d+)", steps()[0][1])
    assert python
    assert (int(python[1]), int(python[2])) >= (3, 11)


@pytest.mark.sweep
def test_what_the_container_holds_is_enough_to_serve_read_only(tmp_path: Path) -> None:
    """The steps that copy, in an empty folder; the packages are those of this environment."""
    home, cache, port = tmp_path / "srv", tmp_path / "cache", free_port()
    for step, rest in steps():
        *names, target = shlex.split(rest) if step == "COPY" else [""]
        for name in names:
            into = home / target / (Path(name).name if target.endswith("/") else "")
            into.parent.mkdir(parents=True, exist_ok=True)
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, into, ignore=ignored) if (ROOT / name).is_dir() else shutil.copy(ROOT / name, into)
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    args = [part.replace("0.0.0.0", "127.0.0.1").replace("8501", str(port)) for part in command()]
    assert args[0] == ".venv/bin/uvicorn"
    env = {k: v for k, v in os.environ.items() if k not in SETTINGS} | {"CACHE_FOLDER": str(cache), "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen([sys.executable, "-m", "uvicorn", *args[1:]], cwd=home, env=env | {"PYTHONPATH": str(home)})
    try:
        until = time.monotonic() + 120
        while not answers(port):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        assert fetch(f"http://127.0.0.1:{port}/readyz").status == 200
        assert fetch(f"http://127.0.0.1:{port}/map").status == 200
        process.terminate()
        process.wait(15)
    finally:
        process.kill()
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before, "nothing is written but in the cache folder"
    assert len([*cache.iterdir()]) >= 2


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_compose_starts_read_only_servers_behind_a_proxy_with_the_repository_s_files(monkeypatch: pytest.MonkeyPatch) -> None:
    services: dict[str, Any] = yaml.safe_load(text("compose.yaml"))["services"]
    app, proxy = services["app"], services["haproxy"]
    keys = {"build", "image", "environment", "deploy", "read_only", "tmpfs", "volumes", "cap_drop", "security_opt", "mem_limit", "restart"}
    assert app.keys() | proxy.keys() <= keys | {"stop_grace_period", "depends_on", "ports"}
    assert app["read_only"]
    assert app["environment"].keys() <= SETTINGS
    assert "./.hosting/haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro" in proxy["volumes"]
    config = text(".hosting/haproxy.cfg")
    assert config.count(f"server-template app {app['deploy']['replicas']} app:8501 ") == 2
    assert {port.partition(":")[2] for port in proxy["ports"]} == set(re.findall(r"bind :(\d+)", config))
    public = re.fullmatch(r"\$\{PUBLIC_URL:-(.*)\}", app["environment"]["PUBLIC_URL"])
    assert public
    monkeypatch.setenv("PUBLIC_URL", public[1])
    assert settings().public_url.endswith("/team/minerals")


def test_haproxy_takes_its_file(tmp_path: Path) -> None:
    if not shutil.which("haproxy") or not shutil.which("openssl"):
        pytest.skip("HAProxy or OpenSSL is not installed")
    certificate(tmp_path)
    (tmp_path / "haproxy.cfg").write_text(local_config(tmp_path, [9001, 9002, 9003], 9443, 9080))
    done = subprocess.run(["haproxy", "-c", "-f", tmp_path / "haproxy.cfg"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr, done.stderr


def test_kubernetes_renews_two_ready_servers_one_by_one() -> None:
    deployment, service, ingress = yaml.safe_load_all(text(".hosting/kubernetes.yaml"))
    assert [one["kind"] for one in (deployment, service, ingress)] == ["Deployment", "Service", "Ingress"]
    spec = deployment["spec"]
    assert (spec["replicas"], spec["strategy"]["rollingUpdate"]) == (2, {"maxUnavailable": 0, "maxSurge": 1})
    labels = spec["template"]["metadata"]["labels"]
    assert spec["selector"]["matchLabels"].items() <= labels.items()
    assert service["spec"]["selector"].items() <= labels.items()
    (container,) = spec["template"]["spec"]["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert container["ports"][0]["containerPort"] == 8501
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert {one["name"] for one in container["env"]} <= SETTINGS
    assert {one["name"] for one in container["volumeMounts"]} == {one["name"] for one in spec["template"]["spec"]["volumes"]}
    (rule,) = ingress["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    assert path["backend"]["service"]["name"] == service["metadata"]["name"]
    assert container["env"][0]["value"] == f"https://{rule['host']}{path['path']}"


def test_the_unit_starts_the_server_as_the_container_does() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(text(".hosting/minerals.service"))
    started = shlex.split(unit["Service"]["ExecStart"])
    assert started[0] == f"{unit['Service']['WorkingDirectory']}/.venv/bin/uvicorn"
    assert [part for part in started[1:] if part != "127.0.0.1"] == [part for part in command()[1:] if part != "0.0.0.0"]
    set_there = re.findall(r"^Environment=(\w+)=", text(".hosting/minerals.service"), re.MULTILINE)
    assert {*set_there} <= SETTINGS
    assert unit["Install"]["WantedBy"] == "multi-user.target"


def test_every_setting_that_the_files_know_is_one_of_the_server() -> None:
    source = text("loaders/api/settings.py")
    assert set(re.findall(r'(?:environ\.get|_words)\("(\w+)"', source)) == SETTINGS
    told = {name for step, rest in steps() if step == "ENV" for name in re.findall(r"(\w+)=", rest)}
    assert told <= SETTINGS | ELSEWHERE
