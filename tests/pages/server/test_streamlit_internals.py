"""What the installed Streamlit must have: each private thing that the dashboard leans on, and where it may be used."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from pages import PAGES
from pages.server.preload_links import EVERYWHERE
from pages.server.static_assets import ASSETS
from pages.server.streamlit_internals import PRIVATE, PrivateUse
from pages.server.streamlit_internals.page_html import BUNDLES, STATIC, bundle_file, inline_scripts, page_with_head

ROOT = Path(__file__).resolve().parents[3]
INSIDE = ROOT / "pages/server/streamlit_internals"
ELEMENTS = re.compile(r"data-(?:testid|test-|st-|baseweb)|stFloating|_stcore|dataset\.test")
SHEET, SCRIPT = (ASSETS / name for name in ("streamlit.css", "streamlit.js"))


@cache
def front_end() -> str:
    """All scripts of the installed front end."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((BUNDLES / "js").glob("*.js")))


def names_in(text: str) -> set[str]:
    """The names of elements and attributes that a style sheet or script asks for."""
    found = set(re.findall(r'data-testid="?(\w[\w-]*)', text))
    found |= set(re.findall(r"\bdata-(?:test|st)-[\w-]+", text)) | set(re.findall(r'"(stFloating\w+|/_stcore/\w+)"', text))
    return {name.lstrip("/") for name in found}


@pytest.mark.parametrize("use", PRIVATE, ids=lambda use: f"{use.owner.rpartition(':')[2]}.{use.name}")
def test_streamlit_still_has_each_private_thing(use: PrivateUse) -> None:
    module, _, name = use.owner.partition(":")
    owner = import_module(module)
    source = inspect.getsource(getattr(owner, name) if name else owner)
    assert re.search(rf"\b{use.name}\b", source), f"{use.owner} has no {use.name} any more: {use.breaks}"


@pytest.mark.parametrize("name", sorted(names_in(SHEET.read_text("utf-8")) | names_in(SCRIPT.read_text("utf-8"))))
def test_the_front_end_still_has_each_name_of_an_element(name: str) -> None:
    assert re.search(rf"[`'\"]/?{re.escape(name)}[`'\"]", front_end()), f"no element is called {name} any more: streamlit.css, streamlit.js"


@pytest.mark.parametrize("words", ["Download as CSV", "notRunning", "CONNECTED", "BACKEND_BASE_URL", "HOST_CONFIG", "__streamlit"])
def test_the_front_end_still_knows_each_word(words: str) -> None:
    assert words in front_end()


@pytest.mark.parametrize("bundle", sorted({*EVERYWHERE, *(name for page in PAGES.values() for name in page.chunks)}))
def test_the_front_end_still_has_every_bundle_that_is_fetched_ahead(bundle: str) -> None:
    assert bundle_file(bundle)


def test_the_page_of_streamlit_still_has_what_is_put_in_its_place() -> None:
    page = (STATIC / "index.html").read_bytes()
    made = page_with_head(page, "<title>ours</title>", "<link ours>", "<noscript>ours</noscript>").decode()
    assert (made.count("<title>"), made.count("<noscript>"), made.count("shortcut icon")) == (1, 1, 0)
    assert made.index("<title>ours") < made.index("<script"), "ahead of Streamlit's own scripts"
    assert "<link ours></head>" in made
    assert "<noscript>ours" in made
    assert len(inline_scripts()) == page.count(b"<script>")


def test_names_of_streamlit_s_elements_stand_in_two_files_alone() -> None:
    files = [path for ending in ("py", "css", "js") for path in (ROOT / "pages").rglob(f"*.{ending}")]
    found = {path.name for path in files if INSIDE not in path.parents and ELEMENTS.search(path.read_text(encoding="utf-8"))}
    assert found == {SHEET.name, SCRIPT.name}


# How python-docx names the XML element of a paragraph, run, cell, row and picture.
OFFICE = {"word_parts.py": {"_p", "_r", "_tc", "_tr", "_inline"}}


def test_what_is_private_is_used_in_one_place_and_listed() -> None:
    known = {use.name for use in PRIVATE}
    for path in [ROOT / "app.py", *(ROOT / "pages").rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__")
            if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
        }
        assert used <= (known if INSIDE in path.parents else OFFICE.get(path.name, set())), path
        inner = {
            node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("streamlit.runtime")
        }
        assert not inner or INSIDE in path.parents, path
