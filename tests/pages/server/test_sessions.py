"""What a browser's messages become before Streamlit runs a page for them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from pages.server.streamlit_internals.sessions import without_what_a_step_brings


def told(query: str, step: bool, **widgets: str) -> ClientState:
    states = [WidgetState(id=name, string_value=value) for name, value in widgets.items()]
    return ClientState(query_string=query, is_history_navigation=step, widget_states=WidgetStates(widgets=states))


def test_what_a_browser_sends_with_back_and_before_its_answer_is_no_change_of_the_readers() -> None:
    runs: list[dict[str, str] | None] = []

    def run(_: Any, state: ClientState | None) -> None:
        runs.append(state and {widget.id: widget.string_value for widget in state.widget_states.widgets})

    ask, session = without_what_a_step_brings(run), SimpleNamespace(id="reader")
    for state in (
        told("q=gold", False, q="gold", match="a"),
        told("district=nushki", True, q="gold", match="a"),
        told("district=nushki", False, q="gold", match="b"),
        told("district=gwadar", False, q="gold", match="a"),
        None,
    ):
        ask(session, state)  # type: ignore[arg-type]
    assert runs == [{"q": "gold", "match": "a"}, {}, {"match": "b"}, {"q": "gold", "match": "a"}, None]
