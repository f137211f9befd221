"""A list of errors on a page is as long as a reader can use, and its words are words."""

from streamlit.testing.v1 import AppTest


def _page() -> None:
    from loaders.dataset import Store
    from loaders.problems import Problem
    from pages.shared.trouble import data_error_page

    data_error_page(Store(problems=[Problem("data/a.yaml", n, "", "is <b>wrong</b>; mend it") for n in range(1, 1001)]))


def test_a_thousand_errors_are_two_hundred_and_a_word_about_the_rest():
    at = AppTest.from_function(_page).run()
    assert not at.exception
    assert "1000 errors" in at.markdown[0].value
    told = at.get("html")[0].proto.body
    assert told.count("<li>") == 200
    assert "And 800 more" in told
    assert "is &lt;b&gt;wrong&lt;/b&gt;; mend it" in told
