"""The fact card where the data or a setting ask for more: retired ids, the address for errors, badges that list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]
RETIRED = "- {id: exim-loan, into: exim-reko-diq-approval, reason: The text does not call it a loan.}\n"


def test_a_retired_id_says_what_became_of_it_and_an_error_is_reported_where_the_setting_says(
    open_page: OpenPage, serve: Callable[[Path], str], sample_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORT_URL", "https://example.org/issues/new")
    (sample_data / "retired.yaml").write_text(RETIRED)
    reader: Reader = open_page("/facts?fact=exim-loan", server=serve(sample_data))
    expect(reader.page.get_by_role("dialog")).to_contain_text("The text does not call it a loan")
    reader.page.get_by_role("link", name="Open what it became").click()
    reader.wait_for_address("fact", ["exim-reko-diq-approval"])
    expect(reader.card).to_contain_text("Fact exim-reko-diq-approval")
    print_diagnostics = reader.card.get_by_role("link", name="Report an error").get_attribute("href") or ""
    assert print_diagnostics.startswith("https://example.org/issues/new?title=Error+in+exim-reko-diq-approval")
