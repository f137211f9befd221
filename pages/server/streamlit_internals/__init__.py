"""All that leans on Streamlit's inside: sessions, its page and its bundles; what of it is private, and what breaks without it.

Beside this package, `pages/server/assets/streamlit.css` and `streamlit.js` hold the names of its elements. After an upgrade
`tests/pages/server/test_streamlit_internals.py` names what is gone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PrivateUse:
    """Something of Streamlit that its documentation does not promise: `owner` is a module, or a module and a class."""

    owner: str
    name: str
    breaks: str


_CONTEXT = "streamlit.runtime.scriptrunner_utils.script_run_context:ScriptRunContext"
_SESSION = "streamlit.runtime.app_session:AppSession"
_QUICK, _LOST = "a quick action after a link is drawn on the page that was left", "an action after a lost session does nothing"
_SIGN_IN, _ROUTES = "nobody can sign in", "streamlit.web.server.starlette"
_LIVE = "changed data reach open pages only with the reader's next click"
PRIVATE = (
    PrivateUse("streamlit.config", "_main_script_path", "a server started from another folder does not find .streamlit/config.toml"),
    PrivateUse("streamlit.runtime.runtime:Runtime", "_session_mgr", _LIVE),
    PrivateUse("streamlit.runtime.runtime:Runtime", "bidi_component_registry", "the overview has no map, list and timeline"),
    PrivateUse(_SESSION, "_scriptrunner", _LIVE),
    PrivateUse(_SESSION, "_client_state", _LIVE),
    PrivateUse(_SESSION, "request_rerun", _LIVE),
    PrivateUse("streamlit.navigation.page:StreamlitPage", "_script_hash", _QUICK),
    PrivateUse("streamlit.runtime.state.safe_session_state:SafeSessionState", "_state", _LOST),
    PrivateUse("streamlit.runtime.state.session_state:SessionState", "_new_widget_state", _LOST),
    PrivateUse("streamlit.runtime.state.session_state:WStates", "widget_metadata", _LOST),
    PrivateUse(_CONTEXT, "is_history_navigation", "Back and Forward are taken for a late address, and undone"),
    PrivateUse(_CONTEXT, "context_info", _QUICK),
    PrivateUse(_CONTEXT, "query_string", _LOST),
    PrivateUse(_CONTEXT, "page_script_hash", _LOST),
    PrivateUse(_CONTEXT, "cached_message_hashes", _LOST),
    PrivateUse(_CONTEXT, "session_state", _LOST),
    PrivateUse("streamlit.runtime.secrets:Secrets", "_parse_file_path", "the server does not see that signing in is asked for"),
    PrivateUse(f"{_ROUTES}.starlette_auth_routes", "_create_oauth_client", _SIGN_IN),
    PrivateUse(f"{_ROUTES}.starlette_app_utils", "create_signed_value", _SIGN_IN),
    PrivateUse(f"{_ROUTES}.starlette_app_utils", "decode_signed_value", _SIGN_IN),
    PrivateUse(f"{_ROUTES}.starlette_server_config", "USER_COOKIE_NAME", _SIGN_IN),
)
