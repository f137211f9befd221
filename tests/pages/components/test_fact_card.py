"""The fact card where the data or a setting ask for more: retired ids, the address for errors."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import REPOSITORY
from tests.pages.sentences import page_texts


@pytest.fixture
def page(tiny_data, monkeypatch):
    """The page of facts on the hand-made data, where errors are reported at an address."""
    monkeypatch.setenv("FACTS_DATA", str(tiny_data))
    monkeypatch.setenv("REPORT_URL", "https://example.org/issues/new")
    app = AppTest.from_file(str(REPOSITORY / "pages" / "frame.py"), default_timeout=60).run()
    return app.switch_page("facts/page.py")


def texts_of(page, fact):
    page.query_params["fact"] = fact
    page.run()
    assert not page.exception
    return "\n".join(page_texts(page))


@pytest.mark.parametrize(("fact", "reason", "onward"), [("old-loan", "Told twice.", True), ("old-rumour", "Withdrawn.", False)])
def test_a_retired_id_says_what_became_of_it(page, fact, reason, onward):
    told = texts_of(page, fact)
    assert f"{fact} is no longer a fact of its own. {reason}" in told
    assert ("Open what it became: bank-approves-loan" in told) == onward


def test_an_error_is_reported_where_the_setting_says(page):
    texts_of(page, "bank-approves-loan")
    (report,) = (button.proto.url for button in page.get("link_button") if button.proto.label == "Report an error")
    assert report.startswith("https://example.org/issues/new?title=Error+in+bank-approves-loan")
    assert "Data+version" in report
