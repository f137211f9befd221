"""CONTRIBUTING's table of what to open for an addition: what it names is there, and no addition opens more than three rooms."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+?) \| (.+) \|$", TEXT[TEXT.index("| to add | open |") : TEXT.index("## Which test")], re.MULTILINE)[1:]


def _paths(opened):
    return [path for path in re.findall(r"`([\w./*]+)`", opened) if "/" in path]


def _room(path):
    """The folder of a floor, as `loaders/query`, or what lies beside the folders."""
    return "/".join(Path(path).parts[:2]) if path.startswith(("loaders/", "pages/")) else Path(path).parts[0]


def test_what_the_table_names_is_there():
    assert len(ROWS) > 12
    assert [path for _, opened in ROWS for path in _paths(opened) if not list(ROOT.glob(path.rstrip("/")))] == []


def test_no_addition_opens_more_than_three_rooms():
    assert [what for what, opened in ROWS if len({_room(path) for path in _paths(opened)}) > 3] == []
