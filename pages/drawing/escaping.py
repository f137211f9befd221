"""Text from the data, made safe for the place it is shown in."""

from __future__ import annotations

from unicodedata import bidirectional

_RIGHT_TO_LEFT = frozenset(("R", "AL", "RLE", "RLO", "RLI"))
_MARKDOWN = frozenset(r"\`*_{}[]()#+-.!|<>~$:&")


def plain(text: str) -> str:
    """Text as Streamlit's Markdown shows it unchanged: nothing is emphasised, linked, coloured or typeset.

    Text with right-to-left letters is set apart, so that it does not reorder the words and numbers that we put beside it.
    """
    shown = "".join(f"\\{c}" if c in _MARKDOWN else c for c in " ".join(text.split()))
    return f"\u2068{shown}\u2069" if any(bidirectional(c) in _RIGHT_TO_LEFT for c in shown) else shown
