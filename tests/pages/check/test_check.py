"""The page that checks a text: marks, reasons, and that nothing of the text leaves the session."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.frames.dataset import Dataset
from loaders.text_check.check import check_text
from pages.check import EXAMPLE
from pages.check.marked import LOOKS, counts_text, findings_html, legend_html, text_html
from tests.pages.sentences import page_texts

FRAME = Path(__file__).resolve().parents[3] / "pages" / "frame.py"
SECRET = "EXIM paid out USD 1.25 billion to Zanzibar Holdings <b>for Reko Diq</b>."


def _card(identity: str, words: str) -> str:
    return f"<a href='?fact={identity}'>{words}</a>"


def test_each_verdict_has_a_sign_and_a_word_of_its_own() -> None:
    assert len({look.sign for look in LOOKS.values()}) == len({look.label for look in LOOKS.values()}) == len(LOOKS)
    assert all(look.label in legend_html() for look in LOOKS.values())


def test_a_text_is_escaped_and_its_marks_lead_to_facts_and_passages(dataset: Dataset) -> None:
    checked = check_text(SECRET, dataset)
    assert "<b>for" not in text_html(checked)
    assert "&lt;b&gt;for" in text_html(checked)
    found = findings_html(checked, dataset, _card)
    assert "?fact=exim-reko-diq-approval" in found
    assert "#:~:text=" in found
    assert "<b>for" not in found


def test_the_example_shows_every_verdict_but_contradiction_and_counts_them(dataset: Dataset) -> None:
    checked = check_text(EXAMPLE, dataset)
    told = counts_text(checked)
    for verdict in ("supported", "stronger than the source", "not stated by the articles", "not in these sources"):
        assert verdict in told
    assert sum(checked.counts.values()) == text_html(checked).count("<sup")


def test_the_text_stays_in_the_session(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACTS_DATA", raising=False)
    caplog.set_level(logging.DEBUG)
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    app.run()
    app.switch_page("check/page.py").run()
    app.text_area(key="text_to_check").set_value(SECRET).run()
    assert not app.exception
    assert any("Zanzibar" in text for text in page_texts(app))
    assert "Zanzibar" not in str(dict(app.query_params))
    assert "Zanzibar" not in caplog.text
    next(button for button in app.button if button.label == "Insert an example").click().run()
    assert app.text_area(key="text_to_check").value == EXAMPLE
    assert not any("Zanzibar" in text for text in page_texts(app))
    other = AppTest.from_file(str(FRAME), default_timeout=60)
    other.run()
    other.switch_page("check/page.py").run()
    assert not any("Zanzibar" in text for text in page_texts(other))
