"""The browser of the browser tests, without what holds for one server alone."""

from tests.browser.conftest import browser

__all__ = ["browser"]
