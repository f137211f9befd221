"""Text as XML 1.0 can hold it."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Characters that XML 1.0 cannot hold become the replacement character."""
    return _NOT_XML.sub("�", text)
