"""Signing in as `st.login` does it: Streamlit's secrets, its client of the sign-in service, and its signed cookie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from streamlit import config
from streamlit.auth_util import is_authlib_installed
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette import starlette_auth_routes
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

__all__ = ("USER_COOKIE_NAME", "auth_secrets", "is_authlib_installed", "oauth_client", "signed", "unsigned")
_EVER = 36_500  # days


def auth_secrets() -> dict[str, Any] | None:
    """The section `[auth]` of Streamlit's secrets; None where there is none. ValueError: the secrets cannot be read.

    Each file is read by itself: what Streamlit starts beside that, to follow changes, would keep a server alive that cannot start.
    """
    found: dict[str, Any] = {}
    try:
        for path in config.get_option("secrets.files"):
            found |= secrets_singleton._parse_file_path(path)[0]
    except (StreamlitSecretNotFoundError, OSError, UnicodeError) as error:
        raise ValueError(str(error)) from None
    section = found.get("auth")
    if section is not None and not isinstance(section, Mapping):
        raise ValueError("auth is no section; write [auth] above its keys")
    return None if section is None else dict(section)


def oauth_client(provider: str) -> Any:
    """Authlib's client of a sign-in service, as `st.login` makes it: PKCE where the service knows it, state, nonce."""
    client, _ = starlette_auth_routes._create_oauth_client(provider)
    return client


def signed(secret: str, name: str, value: str) -> str:
    """The value of a cookie that `unsigned` and Streamlit read."""
    return create_signed_value(secret, name, value).decode()


def unsigned(secret: str, name: str, value: str, days: float = _EVER) -> str | None:
    """What was signed at most so many days ago; None if this secret did not sign it, or longer ago."""
    found = decode_signed_value(secret, name, value.encode("latin-1", "replace"), days)
    return None if found is None else found.decode()
