"""Text from the data, made safe for the place it is shown in."""

from __future__ import annotations

_MARKDOWN = frozenset(r"\`*_{}[]()#+-.!|<>~$:&")


def plain(text: str) -> str:
    """Text as Streamlit's Markdown shows it unchanged: nothing is emphasised, linked, coloured or typeset."""
    return "".join(f"\\{c}" if c in _MARKDOWN else c for c in " ".join(text.split()))
