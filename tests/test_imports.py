"""Imports point one way: app, pages, loaders, data. Read from the source with ast; the rooms are the folders themselves."""

import ast
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCES = tuple(sorted(path for root in ("loaders", "pages") for path in (REPOSITORY / root).rglob("*.py")))
MAX_LINES, MAX_PAGE_LINES, MAX_APP_LINES = 200, 60, 60
# Each floor may import those before it; rooms of one floor do not know each other.
LOADERS = (
    {"schema"},
    {"yaml"},
    {"gazetteer"},
    {"validation"},
    {"frames"},
    {"query"},
    {"exposure", "events", "export", "history", "text_check"},
    {"passages"},
    {"dossiers"},
    {"api", "authoring", "mcp"},
    {"cli", "__main__"},
)
PAGES = (
    {"drawing"},
    {"brief"},
    {"server"},
    {"state"},
    {"components"},
    {"permalinks"},
)  # then the pages, then what lies beside them: frame, view_files
FRAMEWORKS = {
    "loaders": {"streamlit", "plotly", "pydeck", "resvg_py", "PIL", "pages", "app"},
    "pages": {"yaml", "app"},
    "pages/drawing": {"streamlit", "starlette", "yaml"},
    "pages/brief": {"streamlit", "starlette", "yaml"},
}


def _name(path):
    return path.relative_to(REPOSITORY).as_posix()


@cache
def _tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _imports(path):
    """Every module that a file imports, at its head or within a function."""
    modules = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)} imports by dots; write the whole name"
            modules.add(node.module)
    return modules


def _room(module):
    """The folder of a module below loaders or pages, or the name of a module that lies beside the folders."""
    return module.split(".")[1] if "." in module else ""


def _module(path):
    return ".".join(path.relative_to(REPOSITORY).with_suffix("").parts)


def _backwards(root, floors):
    """Imports from a room of the same floor or of one above; what is on no floor lies above all."""
    rank = {room: number for number, floor in enumerate(floors) for room in floor}
    return [
        f"{_name(path)} imports {module}"
        for path in SOURCES
        if path.is_relative_to(REPOSITORY / root) and path.parent != REPOSITORY / root and _room(_module(path)) in rank
        for module in sorted(_imports(path))
        if module.startswith(f"{root}.") and _room(module) != _room(_module(path))
        if rank.get(_room(module), len(floors)) >= rank[_room(_module(path))]
    ]


def _folders(root):
    return {path.name for path in (REPOSITORY / root).iterdir() if path.is_dir() and path.name != "__pycache__"}


def test_rooms_of_loaders_import_only_those_below_them():
    assert _folders("loaders") <= {room for floor in LOADERS for room in floor}, "a new room: say where it stands"
    assert _backwards("loaders", LOADERS) == []


def test_rooms_of_pages_import_only_those_below_them():
    assert _backwards("pages", PAGES) == []


def test_a_page_imports_no_other_page():
    shared = {room for floor in PAGES for room in floor}
    pages = _folders("pages") - shared
    found = [
        f"{_name(path)} imports {module}"
        for path in SOURCES
        if _room(_module(path)) in pages
        for module in sorted(_imports(path))
        if module.startswith("pages.") and _room(module) not in shared | {_room(_module(path))}
    ]
    assert found == []


def test_frameworks_stay_where_they_belong():
    found = [
        f"{_name(path)} imports {module}"
        for root, banned in FRAMEWORKS.items()
        for path in SOURCES
        if path.is_relative_to(REPOSITORY / root)
        for module in sorted(_imports(path))
        if module.split(".")[0] in banned
    ]
    found += [
        f"{_name(path)} imports starlette"
        for path in SOURCES
        if path.is_relative_to(REPOSITORY / "loaders") and not path.is_relative_to(REPOSITORY / "loaders" / "api")
        if any(module.split(".")[0] == "starlette" for module in _imports(path))
    ]
    assert found == []


def test_a_module_says_in_its_first_line_what_the_reader_gets():
    first = {path: (ast.get_docstring(_tree(path)) or "").split("\n")[0] for path in (*SOURCES, REPOSITORY / "app.py")}
    assert [_name(path) for path, line in first.items() if not line.endswith((".", "?", "!"))] == []


def _lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_a_module_is_read_in_one_go():
    assert {_name(path): _lines(path) for path in SOURCES if _lines(path) > MAX_LINES} == {}
    assert {_name(path): _lines(path) for path in SOURCES if path.name == "page.py" and _lines(path) > MAX_PAGE_LINES} == {}
    assert _lines(REPOSITORY / "app.py") <= MAX_APP_LINES
