"""Read tokens: what programs show to read the data where people sign in. Only their hashes are stored."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from loaders.yaml.edit import atomic_write

PREFIX = "facts_"  # so that scanners for secrets, and people, know one when they see it
DAYS = 365
MOST_DAYS = 3650
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,59}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}")


class TokenError(ValueError):
    """What is wrong with a token or with the file of tokens, in words."""


@dataclass(frozen=True)
class ReadToken:
    """A token without its secret. sha256: of the secret. made, ends: the first and the last day on which it reads."""

    name: str
    sha256: str
    made: date
    ends: date


def hash_of(secret: str) -> str:
    """What is stored of a token: it is 256 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def read_tokens(path: Path) -> list[ReadToken]:
    """The tokens of a file; none where there is no file yet. TokenError where it cannot be understood, OSError where not be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    try:
        found = [
            ReadToken(str(t["name"]), str(t["sha256"]), date.fromisoformat(t["made"]), date.fromisoformat(t["ends"]))
            for t in json.loads(text)["tokens"]
        ]
    except (ValueError, KeyError, TypeError):
        raise TokenError(f"{path} is no file of read tokens; take it away and make the tokens anew") from None
    for token in found:
        if not _NAME.fullmatch(token.name) or not _HASH.fullmatch(token.sha256):
            raise TokenError(f"{path}: the entry {token.name[:60]!r} is no read token; take it out")
    return found


def new_token(path: Path, name: str, days: int, today: date) -> tuple[str, ReadToken]:
    """Add a token to a file; its secret, which is told this once, and what is stored."""
    if not _NAME.fullmatch(name):
        raise TokenError(f'"{name}" is no name for a token; take up to 60 letters, digits, "-", "_" and "."')
    if not 1 <= days <= MOST_DAYS:
        raise TokenError(f"--days {days}: a token lasts from 1 to {MOST_DAYS:,} days")
    tokens = read_tokens(path)
    if any(token.name == name for token in tokens):
        raise TokenError(f"there is a token {name} already; revoke it, or take another name")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ReadToken(name, hash_of(secret), today, today + timedelta(days=days))
    _write(path, [*tokens, token])
    return secret, token


def revoke_token(path: Path, name: str) -> None:
    """Take a token out of a file. A server that reads the file refuses it from its next request on."""
    tokens = read_tokens(path)
    kept = [token for token in tokens if token.name != name]
    if len(kept) == len(tokens):
        known = ", ".join(token.name for token in tokens) or "none"
        raise TokenError(f"there is no token {name}; there are: {known}")
    _write(path, kept)


def _write(path: Path, tokens: Iterable[ReadToken]) -> None:
    if not path.exists():
        path.touch(mode=0o600)
    atomic_write(path, json.dumps({"tokens": [asdict(token) for token in tokens]}, indent=1, default=str) + "\n")


class TokenFile:
    """The tokens of a file as a server sees them: read anew when the file changes; none are good while it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: tuple[object, dict[str, ReadToken]] | None = None

    def find(self, secret: str, today: date) -> ReadToken:
        """The token of a secret. TokenError: there is none, or it has ended."""
        found = self._tokens().get(hash_of(secret))
        if found is None:
            raise TokenError("this read token is not known here, or was revoked")
        if today > found.ends:
            raise TokenError(f"this read token ended on {found.ends}")
        return found

    def _tokens(self) -> dict[str, ReadToken]:
        try:
            told = self.path.stat()
            state = (told.st_mtime_ns, told.st_size, told.st_ino)
            if self._read is None or self._read[0] != state:
                self._read = state, {token.sha256: token for token in read_tokens(self.path)}
            return self._read[1]
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise UnreadableTokens(f"{self.path}: {error.strerror}") from error
        except TokenError as error:
            raise UnreadableTokens(str(error)) from error


class UnreadableTokens(Exception):
    """The file of tokens cannot be read: the server refuses every token, and its log says why."""
