"""What is measured: the floor, the peers and the app's own pages, each with what must be on screen to count as drawn."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.expected import Expected
from tests.benchmarks.serving import Server

ROOT = Path(__file__).resolve().parents[2]
PEERS = Path(__file__).resolve().parent / "peers"
STREAMLIT = (sys.executable, "-m", "streamlit", "run")
PROGRAMS = ROOT / ".venv" / "bench" / "bin"
LEAN = ("--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none", "--client.toolbarMode", "minimal")
KINDS_OF_PEERS = 8
Marks = dict[str, str]


@dataclass(frozen=True)
class Action:
    """Clicks, of which the last is timed, and what must be drawn after it."""

    name: str
    click: tuple[str, ...]
    marks: Marks


@dataclass(frozen=True)
class Target:
    """A page: how it is served, and the JavaScript over `b` (probe.js) that must be true for it to be drawn."""

    name: str
    cmd: tuple[str, ...]
    marks: Marks
    path: str = "/"
    health: str = "/"
    cwd: Path = PEERS
    env: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    streamlit: bool = False

    def server(self, proxy: str = "", log: Path | None = None) -> Server:
        return Server(self.cmd, self.health, self.cwd, self.env, proxy, *([log] if log else []))

    @property
    def served_by(self) -> str:
        """The same for pages of one server."""
        return repr((self.cmd, sorted(self.env.items())))


def _served(programs: Path, script: str, *flags: str) -> tuple[str, ...]:
    """Streamlit as it comes, without what this project adds to its server; this project's own where there is no other."""
    plain = (str(programs / "streamlit"), "run") if (programs / "streamlit").exists() else STREAMLIT
    return (*plain, script, "--server.port", "{port}", "--server.address", "127.0.0.1", "--server.headless", "true", *flags)


def _pane(marks: int) -> Marks:
    return {"map": f"b.inst=={marks}", "chart": f"b.points()=={marks}"}


def _grid(rows: int) -> str:
    return f"Math.abs(b.gridHeight() - {35 * (rows + 1)}) < 35"


def floor(rows: int, env: Mapping[str, str], programs: Path = PROGRAMS, script: str = "floor.py", flags: tuple[str, ...] = ()) -> Target:
    """The smallest Streamlit page with map, timeline, table and two filters, as most people write it; or that, tuned."""

    def marks(n: int) -> Marks:
        return _pane(n) | {"table": _grid(n), "idle": "b.idle()"}

    click = ("[data-testid=stMultiSelect] input", "[role=option]:has-text('kind-a')")
    return Target(
        Path(script).stem, _served(programs, script, *flags), marks(rows), health="/_stcore/health", env=env, streamlit=True,
        actions=(Action("filter", click, marks(rows // KINDS_OF_PEERS)),),
    )  # fmt: skip


def least(rows: int, env: Mapping[str, str], programs: Path) -> Target:
    """The least that Streamlit can do: one filter and one line."""
    kept = rows // KINDS_OF_PEERS
    line = {
        n: {"words": f"b.all('[data-testid=stText]').some(e => e.textContent === '{n} rows')", "idle": "b.idle()"} for n in (rows, kept)
    }
    click = ("[data-testid=stMultiSelect] input", "[role=option]:has-text('kind-a')")
    return Target(
        "least", _served(programs, "least.py"), line[rows], health="/_stcore/health", env=env, streamlit=True,
        actions=(Action("filter", click, line[kept]),),
    )  # fmt: skip


def peers(rows: int, env: Mapping[str, str], programs: Path) -> list[Target]:
    """The least page and the same page in other stacks; only what Streamlit serves where they are not installed."""
    kept = rows // KINDS_OF_PEERS
    dash = {n: _pane(n) | {"table": f"b.q('.ag-row') && b.rows()=={n + 1}"} for n in (rows, kept)}
    only_a = " && b.all('.tabulator-row').every(r => /kind-a/.test(r.textContent))"
    panel = {n: _pane(n) | {"table": "b.q('.tabulator-row')" + (only_a if n == kept else "")} for n in (rows, kept)}
    sets = {"table": "b.q('table.rows-and-columns td')", "map": "b.q('.leaflet-marker-icon')"}
    base = Path(env["BENCH_DB"])
    found = [
        least(rows, env, programs),
        floor(rows, env, programs, "tuned.py", LEAN),
        Target(
            "dash", (str(programs / "python"), "dash_app.py", "{port}"), dash[rows], env=env,
            actions=(Action("filter", ("#kinds", "label:has-text('kind-a')"), dash[kept]),),
        ),
        Target(
            "panel", (str(programs / "panel"), "serve", "panel_app.py", "--port", "{port}", "--address", "127.0.0.1", "--liveness"),
            panel[rows], path="/panel_app", health="/liveness", env=env,
            actions=(Action("filter", (".choices__inner", ".choices__item--choice:has-text('kind-a')"), panel[kept]),),
        ),
        Target(
            "datasette", (str(programs / "datasette"), str(base), "--port", "{port}", "--host", "127.0.0.1"), sets, env=env,
            path=f"/{base.stem}/rows?_facet=kind", actions=(Action("filter", ("a[href*='kind=kind-a']",), sets),),
        ),
    ]  # fmt: skip
    return found if (programs / "panel").exists() else found[:2]


def own_pages(data: Path, names: tuple[str, ...] = ("map", "timeline", "overview")) -> list[Target]:
    """The app's own pages on a data folder; the filter keeps one kind of fact."""
    expected = Expected.of(data)
    click = (".st-key-group_kind button", ".st-key-kind input", f"[role=option]:has-text('{expected.kind_name}')")
    marks = {"map": _map_marks, "timeline": _timeline_marks, "overview": _overview_marks}
    return [
        Target(
            name, (*STREAMLIT, "app.py", "--server.port", "{port}", "--server.address", "127.0.0.1"), marks[name](expected, False),
            "/" if name == "overview" else f"/{name}", "/healthz", ROOT, {"FACTS_DATA": str(data)},
            (Action("filter", click, marks[name](expected, True)),), True,
        )
        for name in names
    ]  # fmt: skip


def _map_marks(expected: Expected, filtered: bool) -> Marks:
    """Every fact at a point, over the borders, which come in a file of their own."""
    return {
        "map": f"b.inst=={expected.marks[filtered]} && b.frame.includes({expected.borders})",
        "words": f"b.says({expected.words[filtered]!r})",
        "table": _rows(expected.rows[filtered]),
        "idle": "b.idle()",
    }


def _timeline_marks(expected: Expected, filtered: bool) -> Marks:
    return {"chart": f"b.points()=={expected.points[filtered]}", "table": _rows(expected.rows[filtered]), "idle": "b.idle()"}


def _rows(facts: int) -> str:
    """A table with that many rows and a head, each 32 to 36 pixels high as the font of the theme wants."""
    return f"Math.abs(b.gridHeight() / {facts + 1} - 34) < 2"


def _overview_marks(expected: Expected, filtered: bool) -> Marks:
    """Its counts in words, a row a fact, a badge a place, the lanes of the strip."""
    return {
        "words": f"b.says({expected.words[filtered]!r})",
        "rows": f"b.all('.facts li[data-facts]').length=={expected.listed[filtered]}",
        "map": f"b.all('.map .spot').length=={expected.spots[filtered]}",
        "strip": "b.all('.strip .lane').length==5",
        "idle": "b.idle()",
    }
