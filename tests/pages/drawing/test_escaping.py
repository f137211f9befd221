"""Text from the data as Markdown that shows it unchanged."""

import pytest

from pages.drawing.escaping import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a [b](javascript:c) *d*", r"a \[b\]\(javascript\:c\) \*d\*"),
        ("two\n\n lines", "two lines"),
        ("بلوچستان 31", "\u2068بلوچستان 31\u2069"),
        ("Nushki (نوشکی)", "\u2068Nushki \\(نوشکی\\)\u2069"),
        ("Reko Diq 31", "Reko Diq 31"),
    ],
    ids=["links", "lines", "right to left", "both ways", "left to right"],
)
def test_nothing_is_typeset_and_right_to_left_words_stand_apart(text, shown):
    assert plain(text) == shown
