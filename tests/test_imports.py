"""Imports point one way: app, pages, loaders, data. Read from the source with ast."""

import ast
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
LOADERS = sorted((REPOSITORY / "loaders").rglob("*.py"))
PAGES = sorted((REPOSITORY / "pages").rglob("*.py"))
CHARTS = [
    REPOSITORY / "pages" / name
    for name in (
        *("map/deck.py", "map/places.py", "map/legend.py", "timeline/figure.py", "timeline/spans.py", "investment/ladder.py"),
        *(
            "map/labels.py",
            "map/marks.py",
            "map/overlay.py",
            "map/projection.py",
            "map/shades.py",
            "timeline/traces.py",
            "timeline/counts.py",
            "timeline/bands.py",
            "timeline/labels.py",
            "shared/seen.py",
            "shared/heads.py",
            "investment/table.py",
            "facts/lists.py",
            "sources/tallies.py",
            "shared/palette.py",
            "shared/text.py",
            "shared/seen.py",
            "method/definitions.py",
        ),
    )
]
OF_LOADERS = {
    "loaders.schema.vocabulary",
    "loaders.query.filters",
    "loaders.schema.formatting",
    "loaders.query.duplicates",
    "loaders.schema.records",
    "loaders.frames.dataset.Dataset",
    "loaders.query.selection.Selection",
    "loaders.gazetteer.boundaries.Outlines",
    "loaders.gazetteer.places.Gazetteer",
}


def _name(path):
    return path.relative_to(REPOSITORY).as_posix()


def _imports(path):
    """Every module that a file imports, as `a.b` and, for `from a.b import c`, also as `a.b.c`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)} imports by dots; write the whole name"
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def _uses(path, *packages):
    return sorted(name for name in _imports(path) if name.split(".")[0] in packages)


@pytest.mark.parametrize("path", LOADERS, ids=_name)
def test_loaders_know_no_screen(path):
    assert _uses(path, "streamlit", "plotly", "pydeck", "pages", "app", "starlette") == []


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_pages_read_no_yaml_and_know_no_server(path):
    assert _uses(path, "yaml", "app") == []


@pytest.mark.parametrize("path", CHARTS, ids=_name)
def test_a_chart_knows_frames_and_no_screen(path):
    assert _uses(path, "streamlit", "yaml") == []
    of_loaders = {".".join(name.split(".")[:2]) for name in _uses(path, "loaders")}
    allowed = {".".join(name.split(".")[:2]) for name in OF_LOADERS}
    assert of_loaders <= allowed
    for module, only in (name.rsplit(".", 1) for name in OF_LOADERS if name.count(".") == 2):
        assert {name for name in _imports(path) if name.startswith(f"{module}.")} <= {f"{module}.{only}"}


def _reached(path, seen):
    """The files of pages/ that a file imports, at any remove."""
    for name in _uses(path, "pages"):
        target = REPOSITORY / f"{name.replace('.', '/')}.py"
        if target.exists() and target not in seen:
            seen.add(target)
            _reached(target, seen)
    return seen


@pytest.mark.parametrize("path", CHARTS, ids=_name)
def test_a_chart_meets_no_screen_by_way_of_another_module(path):
    assert [_name(other) for other in sorted(_reached(path, set())) if _uses(other, "streamlit")] == []


@pytest.mark.parametrize("path", [*LOADERS, *PAGES, REPOSITORY / "app.py"], ids=_name)
def test_a_module_says_in_its_first_line_what_the_reader_gets(path):
    says = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert says, f"{_name(path)} has no docstring"
    assert says.splitlines()[0].endswith((".", "?", "!"))


@pytest.mark.parametrize("path", [path for path in PAGES if path.name == "page.py"], ids=_name)
def test_a_page_reads_aloud_in_70_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 70
