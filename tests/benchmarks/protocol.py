"""A reader without a browser: speaks Streamlit's websocket protocol, reruns a page and keeps what a browser keeps."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol


@dataclass
class Reader:
    """One open page. `widget`: how the id of the multiselect that filters ends; the first one where it is empty."""

    base: str
    page: str = ""
    widget: str = ""
    received: int = 0
    by_type: Counter[str] = field(default_factory=Counter)
    options: Sequence[str] = ()
    _id: str = ""
    _query: str = ""
    _script: str = ""
    _known: set[str] = field(default_factory=set)

    async def open(self) -> float:
        """Connect and run the page once; the seconds it took."""
        address = self.base.replace("http", "ws", 1) + "/_stcore/stream"
        begin = time.perf_counter()
        self._socket: ClientConnection = await connect(
            address, subprotocols=[Subprotocol("streamlit")], max_size=None, proxy=None, ping_interval=None, open_timeout=120
        )
        await self.rerun()
        return time.perf_counter() - begin

    async def rerun(self, chosen: Sequence[str] | None = None) -> float:
        """Run the page, with the filter set to `chosen`; seconds until the script has finished."""
        message = BackMsg()
        run = message.rerun_script
        run.cached_message_hashes.extend(self._known)
        run.query_string = self._query
        run.page_name = self.page
        run.page_script_hash = self._script
        if chosen is not None and self._id:
            run.widget_states.widgets.add(id=self._id).string_array_value.data.extend(chosen)
        begin = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        while not self._take(await self._socket.recv()):
            pass
        return time.perf_counter() - begin

    async def close(self) -> None:
        await self._socket.close()

    def _take(self, frame: bytes | str) -> bool:
        """Keep what matters of a message; whether it was the last of the run."""
        assert isinstance(frame, bytes)
        self.received += len(frame)
        forward = ForwardMsg.FromString(frame)
        kind = forward.WhichOneof("type")
        if kind == "delta":
            kind = self._take_delta(forward)
        self.by_type[str(kind)] += len(frame)
        if kind == "navigation":
            self._script = forward.navigation.page_script_hash
        if kind == "page_info_changed":
            self._query = forward.page_info_changed.query_string
        return kind == "script_finished" and forward.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY

    def _take_delta(self, forward: ForwardMsg) -> str:
        if forward.metadata.cacheable and forward.hash:
            self._known.add(forward.hash)
        if not forward.delta.HasField("new_element"):
            return str(forward.delta.WhichOneof("type"))
        element = forward.delta.new_element
        kind = str(element.WhichOneof("type"))
        if kind == "multiselect" and element.multiselect.id.endswith(self.widget):
            self._id, self.options = element.multiselect.id, tuple(element.multiselect.options)
        if kind == "exception":
            raise RuntimeError(element.exception.message)
        return kind
