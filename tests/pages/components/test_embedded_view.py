"""A view in a frame of another host: who may frame it, what it shows, and the line that puts it there."""

from __future__ import annotations

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from loaders.api.settings import SettingError, settings
from loaders.frames.dataset import Dataset
from loaders.history.ledger import last_good_ledger
from loaders.schema.formatting import day_text
from pages.server.middleware import SecurityHeaders
from tests.pages.sentences import page_texts
from tests.pages.test_every_page import FRAME


def headers() -> dict[str, str]:
    async def nothing(*_: object) -> None: ...

    return {name.decode(): value.decode() for name, value in SecurityHeaders(nothing).headers}


def test_no_other_host_may_frame_the_pages_unless_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FRAME_ANCESTORS", raising=False)
    assert "frame-ancestors 'self';" in headers()["content-security-policy"]
    assert headers()["x-frame-options"] == "SAMEORIGIN"
    monkeypatch.setenv("FRAME_ANCESTORS", "https://wiki.example, *.team.example:8443")
    assert "frame-ancestors 'self' https://wiki.example *.team.example:8443;" in headers()["content-security-policy"]
    assert "x-frame-options" not in headers(), "it could not name them"


@pytest.mark.parametrize("hosts", ["*", "https://wiki.example/page", "wiki.example; script-src *", "javascript:x", "'none'", "a b"])
def test_what_is_no_host_is_refused(hosts: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAME_ANCESTORS", hosts)
    with pytest.raises(SettingError, match="write hosts with commas between"):
        settings()


def test_an_embedded_view_has_name_version_and_a_link_home_and_no_filters(monkeypatch: pytest.MonkeyPatch, dataset: Dataset) -> None:
    monkeypatch.delenv("FACTS_DATA", raising=False)
    monkeypatch.setattr(ContextProxy, "is_embedded", property(lambda _: True))
    drawn = AppTest.from_file(str(FRAME), default_timeout=60)
    drawn.query_params["district"] = "nushki"
    drawn.run()
    (header,) = [text for text in page_texts(drawn) if "class='embedded'" in text]
    assert "Minerals and conflict · Pakistan’s west" in header
    assert f"data version {dataset.version}" in header
    assert "excluded" in header, "what the filters leave out is said"
    assert "target='_blank'" in header
    assert "?district=nushki&amp;v=" in header
    assert not any("<nav class='pages'" in text for text in page_texts(drawn))
    assert not drawn.text_input


def test_a_frozen_view_says_as_of_when_it_is_and_nothing_that_changes_later(monkeypatch: pytest.MonkeyPatch, dataset: Dataset) -> None:
    monkeypatch.delenv("FACTS_DATA", raising=False)
    monkeypatch.setattr(ContextProxy, "is_embedded", property(lambda _: True))
    first = last_good_ledger(dataset.folder).versions[0]
    drawn = AppTest.from_file(str(FRAME), default_timeout=60)
    drawn.query_params["as_of"] = first.version
    drawn.run()
    words = "\n".join(page_texts(drawn))
    (header,) = [text for text in page_texts(drawn) if "class='embedded'" in text]
    assert f"as of data version <b>{first.version}</b>, recorded {day_text(first.date)}" in header
    assert f"?as_of={first.version}'" in header, "the dashboard opens at the same version"
    assert "today:" not in words, "how today differs is another thing each day"
    assert not drawn.button


def lines(live: str, frozen: str) -> None:
    from pages.components.embedding import embedding

    embedding(live, frozen, "5c6ef6fa06")


def test_the_line_for_another_page_is_live_or_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAME_ANCESTORS", "https://wiki.example")
    live, frozen = "https://team.example/map", "https://team.example/map?as_of=5c6ef6fa06"
    drawn = AppTest.from_function(lines, args=(live, frozen)).run()
    assert drawn.code[0].value.startswith('<iframe src="https://team.example/map?embed=true" title="')
    assert "It follows the data" in drawn.caption[0].value
    drawn.segmented_control(key="embedding").set_value("Frozen").run()
    assert drawn.code[0].value.startswith('<iframe src="https://team.example/map?as_of=5c6ef6fa06&amp;embed=true" title="')
    assert "As of data version 5c6ef6fa06" in drawn.caption[0].value
    unrecorded = AppTest.from_function(lines, args=(live, "")).run()
    assert not unrecorded.segmented_control
    assert "Version 5c6ef6fa06 is not recorded yet" in unrecorded.caption[0].value
    alone = AppTest.from_function(lines, args=("", frozen)).run()
    assert "as_of=5c6ef6fa06" in alone.code[0].value
    monkeypatch.delenv("FRAME_ANCESTORS")
    assert not AppTest.from_function(lines, args=(live, frozen)).run().code
