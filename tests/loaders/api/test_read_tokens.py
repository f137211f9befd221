"""Read tokens: made, stored as hashes, listed, revoked, and read anew when their file changes."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.api.read_tokens import TokenError, TokenFile, UnreadableTokens, hash_of, new_token, read_tokens, revoke_token

TODAY = date(2026, 11, 27)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tokens.json"


def test_a_token_is_stored_as_its_hash_alone(file: Path) -> None:
    secret, made = new_token(file, "excel", 3, TODAY)
    assert secret not in file.read_text("utf-8")
    assert json.loads(file.read_text("utf-8"))["tokens"][0]["sha256"] == hash_of(secret)
    assert file.stat().st_mode & 0o077 == 0, "others on the machine cannot read it"
    assert made.ends == TODAY + timedelta(days=3)


def test_a_token_reads_until_its_last_day(file: Path) -> None:
    secret, made = new_token(file, "excel", 3, TODAY)
    tokens = TokenFile(file)
    assert tokens.find(secret, TODAY).name == tokens.find(secret, made.ends).name == "excel"
    with pytest.raises(TokenError, match="ended on 2026-11-30"):
        tokens.find(secret, made.ends + timedelta(days=1))


def test_a_server_that_runs_sees_what_is_made_and_revoked(file: Path) -> None:
    tokens = TokenFile(file)
    with pytest.raises(TokenError, match="not known"):
        tokens.find("facts_x", TODAY)
    secret, _ = new_token(file, "excel", 3, TODAY)
    assert tokens.find(secret, TODAY)
    other, _ = new_token(file, "feed", 3, TODAY)
    revoke_token(file, "excel")
    assert tokens.find(other, TODAY)
    for gone in (secret, "", hash_of(other), other[:-1], f"{other} "):
        with pytest.raises(TokenError, match="not known here, or was revoked"):
            tokens.find(gone, TODAY)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"tokens": [{}]}', '{"tokens": [{"name": "a", "sha256": "x", "made": "2026-01-01", "ends": "2026-01-01"}]}']
)
def test_a_file_that_cannot_be_understood_lets_nobody_in(file: Path, text: str) -> None:
    secret, _ = new_token(file, "excel", 3, TODAY)
    tokens = TokenFile(file)
    assert tokens.find(secret, TODAY)
    file.write_text(text, "utf-8")
    with pytest.raises(UnreadableTokens, match=r"tokens\.json"):
        tokens.find(secret, TODAY)


@pytest.mark.parametrize(
    ("name", "days", "words"), [("a b", 1, "no name"), ("", 1, "no name"), ("a", 0, "from 1 to"), ("a", 9999, "from 1 to")]
)
def test_what_is_no_token_is_said(file: Path, name: str, days: int, words: str) -> None:
    with pytest.raises(TokenError, match=words):
        new_token(file, name, days, TODAY)
    assert not file.exists()


def test_the_commands_make_list_and_revoke(file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["token", "list"]) == 2
    assert "READ_TOKENS" in capsys.readouterr().err
    monkeypatch.setenv("READ_TOKENS", str(file))
    assert main(["token", "new", "excel", "--days", "30"]) == 0
    said = capsys.readouterr()
    assert hash_of(said.out.strip()) == read_tokens(file)[0].sha256
    assert "only time" in said.err
    assert main(["token", "new", "excel"]) == 2
    assert main(["token", "list"]) == 0
    assert capsys.readouterr().out.split("\t")[0] == "excel"
    assert main(["token", "revoke", "feed"]) == 2
    assert "there are: excel" in capsys.readouterr().err
    assert main(["token", "revoke", "excel"]) == 0
    assert read_tokens(file) == []
