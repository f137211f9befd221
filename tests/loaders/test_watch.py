"""Watching: what entered, changed and left, "may concern" told apart, exit codes, state between runs, and the signed webhook."""

import hashlib
import hmac
import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from loaders.__main__ import main
from loaders.history.ledger import read_ledger
from loaders.history.versions import append_version

ATTACK = """- id: attack-on-road
  title: An attack on the road
  summary: Over 150 people were killed.
  places: [{place}]
  claimed_by: [author]
  certainty: stated
  event_type: attack
  sources:
    - {{article: paper, paragraph: 2, from: "On the night", to: "the army said"}}
"""


@pytest.fixture
def watched(tiny_data, capsys):
    """A data folder with a recorded version, and what runs the command on it."""
    append_version(tiny_data, date(2026, 2, 22))

    def run(*arguments):
        code = main(["watch", "--data", str(tiny_data), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return tiny_data, read_ledger(tiny_data).versions[0].version, run


def _attack(data, place):
    with (data / "facts/security_incidents.yaml").open("a") as file:
        file.write(ATTACK.format(place=place))


def test_what_enters_a_view_is_told_with_exit_code_3(watched):
    data, version, run = watched
    assert run("--since", version)[:2] == (0, "")
    _attack(data, "nushki")
    code, out, err = run("--district", "nushki", "--since", version)
    assert (code, out) == (3, "entered attack-on-road: An attack on the road\n    added to the data\n")
    assert "1 entered (0 of them only may concern it), 0 changed, 0 left" in err
    assert run("--district", "swat", "--since", version)[:2] == (0, "")


def test_what_only_may_concern_a_view_is_told_apart(watched):
    data, version, run = watched
    _attack(data, "balochistan")
    code, out, err = run("--district", "nushki", "--since", version)
    assert code == 3
    assert out.startswith("entered (may concern it) attack-on-road: ")
    assert "1 entered (1 of them only may concern it)" in err


def test_what_changes_and_leaves_is_told_with_its_reason_and_exit_code_0(watched, change):
    data, version, run = watched
    change(data / "facts/security_incidents.yaml", "places: [dalbandin]", "places: [swat]")
    code, out, _ = run("--kind", "security_incident", "--district", "chagai", "--since", version)
    assert (code, out) == (0, "left attack-on-town: An attack on the town\n    places: dalbandin → swat\n")
    code, out, _ = run("--kind", "security_incident", "--since", version)
    assert (code, out) == (0, "changed attack-on-town: An attack on the town\n    places: dalbandin → swat\n")


@pytest.mark.parametrize(
    ("place", "option", "told"),
    [
        ("mine", ("--site", "mine"), "entered attack-on-road"),
        ("nushki", ("--site", "mine"), "entered attack-on-road"),
        ("nushki", ("--route", "road"), "entered attack-on-road"),
        ("chagai", ("--deal", "bank-approves-loan"), "entered attack-on-road"),
        ("balochistan", ("--site", "mine"), "entered (may concern it) attack-on-road"),
        ("swat", ("--site", "mine"), ""),
        ("swat", ("--deal", "bank-approves-loan"), ""),
    ],
)
def test_a_site_a_route_and_a_deal_are_watched_through_what_touches_them(watched, place, option, told):
    data, version, run = watched
    _attack(data, place)
    code, out, _ = run(*option, "--since", version)
    assert code == (3 if told else 0)
    assert out.startswith(told)
    assert bool(out) == bool(told)


def test_a_state_is_kept_between_runs_also_of_data_that_nobody_recorded(watched, tmp_path):
    data, _, run = watched
    state = tmp_path / "state.json"
    assert run("--state", state)[0] == 0
    _attack(data, "nushki")
    assert run("--state", state)[0] == 3
    assert run("--state", state)[:2] == (0, "")
    state.write_text("{}")
    code, _, err = run("--state", state)
    assert code == 2
    assert "is no file that `watch --state` wrote" in err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--since", "nosuch"), "--since: nosuch is no recorded version; the latest are"),
        (("--since", "{version}", "--site", "mina"), "--site: mina is not known; did you mean mine?"),
        (("--since", "{version}", "--site", "mine", "--kind", "context"), "--site stands in place of a selection; leave out kind"),
        (("--since", "{version}", "--webhook", "ftp://x"), "--webhook: give an address that begins with https://"),
        (("--since", "{version}", "--webhook", "https://x.example"), "WATCH_SECRET"),
        (("--since", "{version}", "--district", "nosuch"), "--district: district “nosuch” is not known."),
    ],
)
def test_what_cannot_be_watched_is_refused_in_words(watched, options, said):
    _, version, run = watched
    code, out, err = run(*(option.format(version=version) for option in options))
    assert (code, out) == (2, "")
    assert said in err


def test_a_webhook_is_signed_and_a_refusal_is_told_and_not_forgotten(watched, monkeypatch, tmp_path):
    data, _, run = watched
    got, answers = [], [500, 204]

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(answers.pop(0))
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("WATCH_SECRET", "a secret")
    asked = ("--state", tmp_path / "state.json", "--webhook", f"http://127.0.0.1:{server.server_port}/hook")
    assert run(*asked)[0] == 0
    assert got == []
    _attack(data, "nushki")
    code, _, err = run(*asked)
    assert code == 1
    assert "answered 500; nothing is forgotten" in err
    assert run(*asked)[0] == 3
    assert run(*asked)[0] == 0
    server.shutdown()
    server.server_close()
    assert len(got) == 2
    for headers, body in got:
        signed = hmac.new(b"a secret", headers["X-Timestamp"].encode() + b"." + body, hashlib.sha256).hexdigest()
        assert headers["X-Signature"] == f"sha256={signed}"
        (told,) = json.loads(body)["changes"]
        assert (told["id"], told["what"], told["possible"]) == ("attack-on-road", "entered", False)


def test_a_webhook_that_cannot_be_reached_is_told(watched, monkeypatch):
    data, version, run = watched
    monkeypatch.setenv("WATCH_SECRET", "a secret")
    _attack(data, "nushki")
    code, _, err = run("--since", version, "--webhook", "http://127.0.0.1:9/hook")
    assert code == 1
    assert "cannot be reached" in err
