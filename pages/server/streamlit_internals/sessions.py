"""What is asked of Streamlit's sessions: where a run comes from, a reader's action that outlived its session, and a rerun."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from threading import Lock
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from streamlit import config
from streamlit.navigation.page import StreamlitPage
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime import get_instance
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import RerunData, RerunException, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state.common import user_key_from_element_id

_OPEN = "bool_value"  # whether a popover or a list is open
_PRESSED = "trigger_value"  # a button
_MOUNTING = Lock()
_FIRST_RUN = 2  # how often the action is still to be told, before the first run has ended


def raw_html(html: str, key: str) -> None:
    """Put HTML on the page as it is, pictures in SVG too, which `st.html` takes out; everything in it must be escaped.

    A component's HTML belongs to its name, for the whole process: it is registered, mounted and forgotten under one lock, so that
    readers do not see each other's and nothing is kept.
    """
    with _MOUNTING:
        st.components.v2.component(key, html=html, isolate_styles=False)(key=key)
        get_instance().bidi_component_registry.unregister(key)


def is_history_navigation() -> bool:
    """Whether the reader went here by Back, Forward or a link."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def is_step(parameters: Mapping[str, Sequence[str]]) -> bool:
    """Whether the reader went to this address by Back, Forward or a link and has not seen it drawn yet.

    An action that comes before the run of such a step, or ends it, takes its place: Streamlit forgets that there was one.
    """
    query = _step().query
    return is_history_navigation() or (query is not None and parse_qs(query, keep_blank_values=True) == parameters)


def forget_step(parameters: Mapping[str, Sequence[str]]) -> None:
    """The step to this address, if there was one, is drawn, or an action has gone on from there."""
    context = get_script_run_ctx()
    if context is not None and context.session_id in _STEPS and is_step(parameters):
        _STEPS[context.session_id] = _Step(None, _step().widgets)


def keys_held_at_step() -> set[str | None]:
    """The keys of the widgets for which the browser sent a value with the last step: it may be one that was taken back since."""
    return {user_key_from_element_id(widget.id) for widget in _step().widgets}


class _Step(NamedTuple):
    """What a browser sent with Back, Forward or a link: where it leads, until that is drawn, and what its widgets had before."""

    query: str | None = None
    widgets: Sequence[WidgetState] = ()


def _step() -> _Step:
    context = get_script_run_ctx()
    return _STEPS.get(context.session_id, _Step()) if context else _Step()


def without_what_a_step_brings(
    request: Callable[[AppSession, ClientState | None], None],
) -> Callable[[AppSession, ClientState | None], None]:
    """With Back, Forward and links, until it sees the answer, a browser sends what its widgets had before: no change of the reader's."""

    @wraps(request)
    def request_rerun(session: AppSession, client_state: ClientState | None) -> None:
        step = _STEPS.get(session.id, _Step())
        if client_state and client_state.is_history_navigation:
            _STEPS[session.id] = _Step(client_state.query_string, list(client_state.widget_states.widgets))
            for oldest in [*_STEPS][:-_MOST_STEPS]:
                _STEPS.pop(oldest, None)
            client_state.ClearField("widget_states")
        elif client_state and step.query == client_state.query_string:
            sent = list(client_state.widget_states.widgets)
            client_state.widget_states.CopyFrom(WidgetStates(widgets=[widget for widget in sent if widget not in step.widgets]))
        request(session, client_state)

    return request_rerun


_STEPS: dict[str, _Step] = {}  # the last one of each session
_MOST_STEPS = 1000  # pages that are closed leave theirs
setattr(AppSession, "request_rerun", without_what_a_step_brings(AppSession.request_rerun))  # noqa: B010 (mypy forbids the plain assignment)


def follow_path(pages: dict[str, StreamlitPage], page: StreamlitPage) -> None:
    """Draw the page that the browser's address names, if a quick action on the former page has come after the link to it."""
    context = get_script_run_ctx()
    told = context.context_info if context else None  # st.context.url is made of the page that runs, not of the browser's path
    if context is None or told is None or not told.url:
        return
    last = urlsplit(told.url).path.rpartition("/")[2]
    named = next((p for p in pages.values() if p.url_path == last), None)
    if named is None or named.url_path == page.url_path:
        return
    _run_again(context, page_script_hash=named._script_hash)


def take_lost_action() -> None:
    """At the start of a run: a browser whose session was lost sends an action to a new one, which knows none of its widgets.

    Streamlit would take the widgets as they are and call nothing. So the first run draws the page as the address has it, with what is
    open, and keeps the action for `repeat_lost_action`. The browser may tell its widgets as soon as it is connected again, and the action
    while that first run is under way: what came last counts, and no press of a button is forgotten.
    """
    context = get_script_run_ctx()
    before, left = st.session_state.get("lost_action", ((), 0))
    if context is None or ("addresses" in st.session_state and left != _FIRST_RUN):
        return
    states = context.session_state._state._new_widget_state
    sent: list[WidgetState] = states.as_widget_states()
    for widget in sent:
        if widget.WhichOneof("value") != _OPEN:
            del states[widget.id]
    known = {widget.id for widget in sent}
    sent += [widget for widget in before if widget.WhichOneof("value") == _PRESSED and widget.id not in known]
    if sent:
        st.session_state["lost_action"] = (sent, _FIRST_RUN)


def numbers_sent() -> dict[str, int]:
    """How often each filter's widget was made anew, as a browser whose session was lost tells it by the keys that it sends."""
    found: dict[str, int] = {}
    for widget in st.session_state.get("lost_action", ((), 0))[0]:
        name, _, number = (user_key_from_element_id(widget.id) or "").partition("-")
        if number.isdecimal():
            found[name] = int(number)
    return found


def is_repeating() -> bool:
    """Whether this run repeats an action that outlived its session."""
    return "lost_action" in st.session_state


def repeat_lost_action() -> None:
    """At the end of a run: the widgets are known now, so the action is told again, and once more for a button that it uncovered."""
    sent, left = st.session_state.get("lost_action", ((), 0))
    context = get_script_run_ctx()
    if not left or context is None:
        st.session_state.pop("lost_action", None)
        return
    known = context.session_state._state._new_widget_state.widget_metadata
    uncovered = any(widget.WhichOneof("value") == _PRESSED and widget.id not in known for widget in sent)
    st.session_state["lost_action"] = (sent, 1 if left == _FIRST_RUN and uncovered else 0)
    _run_again(context, widget_states=WidgetStates(widgets=sent))


def open_sessions() -> dict[str, AppSession]:
    """The sessions of open pages by their ids."""
    return {found.session.id: found.session for found in get_instance()._session_mgr.list_active_sessions()}


def request_rerun(session: AppSession) -> bool:
    """Ask an open session for a rerun, as Streamlit itself does when a script changes on disk, once it is at rest.

    Before its first run has ended, a session does not know which page it shows: asked then, it would go to the first one.
    """
    if session._scriptrunner is not None or not session._client_state.page_script_hash:
        return False
    session.request_rerun(session._client_state)
    return True


def name_main_script(path: str) -> None:
    """Say where the configuration lies, as `streamlit run app.py` does: beside this file, wherever one starts the server."""
    if config._main_script_path is None:
        config._main_script_path = path


def _run_again(context: ScriptRunContext, page_script_hash: str = "", widget_states: WidgetStates | None = None) -> None:
    raise RerunException(
        RerunData(
            query_string=context.query_string,
            page_script_hash=page_script_hash or context.page_script_hash,
            widget_states=widget_states,
            cached_message_hashes=context.cached_message_hashes,
            context_info=context.context_info,
        )
    )
