"""Which of Streamlit's bundles a page needs, so that a browser fetches them at once and not one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import streamlit

from pages import PAGES

_STATIC = Path(streamlit.__file__).parent / "static"
_IMPORT = re.compile(r'(?:from|import)"\./([^"/]+\.js)"')
EVERYWHERE = ("Html", "TextInput", "Button", "ButtonGroup")


@lru_cache
def preloads_html(page: str) -> str:
    """Links for the head of a page: its bundles and all that these import, but for those that every page of Streamlit names itself."""
    named = (_STATIC / "index.html").read_text(encoding="utf-8")
    found = dict.fromkeys(name for bundle in (*PAGES[page].chunks, *EVERYWHERE) for name in _with_imports(bundle_file(bundle)))
    return "".join(f'<link rel="modulepreload" crossorigin href="/static/js/{name}">' for name in found if name not in named)


def bundle_file(bundle: str) -> str:
    """The file of a bundle, whose name ends in a hash; empty where this version of Streamlit has none."""
    return next((path.name for path in sorted((_STATIC / "static" / "js").glob(f"{bundle}.*.js"))), "")


def _with_imports(name: str) -> Iterator[str]:
    seen, left = set(), [name] if name else []
    while left:
        if (file := left.pop(0)) not in seen:
            seen.add(file)
            yield file
            left += _IMPORT.findall((_STATIC / "static" / "js" / file).read_text(encoding="utf-8"))
