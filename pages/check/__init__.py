"""Check a text: a paragraph of one's own, each part of it compared with the facts."""

from __future__ import annotations

from pages.server.page import Page

PAGE = Page(
    "check",
    "Check a text",
    "Paste a paragraph of your own: what the sources bear out, what goes beyond them, what they contradict or leave open.",
    chunks=("TextArea",),
)
EXAMPLE = (
    "In December 2025 the US Export-Import Bank disbursed USD 1.25 billion for Reko Diq. The mines depend on the road through Nushki, "
    "which the BLA held during the offensive that began on January 31. Security forces killed 150 militants. The BLA cut the road from "
    "Quetta to the west. Barrick Gold operates Reko Diq."
)
