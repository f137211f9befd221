"""The project's own files, mangled at random: each ends in data or in errors that name a place, never in a traceback.

What came of the examples is printed at the end of the run. A longer run than the one of every day:
`HYPOTHESIS_PROFILE=long pytest tests/loaders/test_fuzz_data.py -n 0`; the profiles stand in tests/conftest.py.
"""

import copy
import functools
import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.frames.dataset import build_dataset
from loaders.gazetteer.boundaries import LAYERS
from loaders.schema.diagnostics import DataError
from loaders.schema.kinds import FACT_FILES
from loaders.schema.registries import REGISTRY_FILES
from loaders.validation.check import check_data
from loaders.yaml.document import read_yaml
from loaders.yaml.folder import DATA

FILES = {name: (DATA / name).read_bytes() for name in (*FACT_FILES, *REGISTRY_FILES)}
OUTLINES = {name: (DATA / name).read_bytes() for name in (f"boundaries/{layer}.geojson" for layer in LAYERS)}
PLACE = re.compile(r"data/[\w/]+\.(yaml|geojson):[1-9]\d* \S.*", re.DOTALL)
SCALARS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "~",
            "NO",
            "2026-01-31",
            "1e9",
            "0x1F",
            "-0",
            "=1+1",
            "\u202e",
            "\ud7ff",
            "😀" * 300,
            "../..",
            "<b>",
            "null",
            "*a",
            "author",
        ]
    ),
    st.text(max_size=30),
    st.integers(),
    st.floats(allow_nan=True),
    st.booleans(),
    st.none(),
    st.dates(),
    st.binary(max_size=4),
)
WEIRD = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=6
)
MEANS_THE_SAME = ("order of keys", "order of entries", "flow style", "comments", "line breaks", "byte order mark", "quotes")
BYTES = ("truncate", "flip a byte", "drop a line", "double a line", "swap lines", "insert bytes", "other encoding", "indent a line")
VALUES = ("drop", "duplicate", "retype", "swap", "insert", "rename a key")


@functools.cache
def entries_of(name):
    return yaml.safe_load(FILES[name])


def places_in(value, here=()):
    """The way to every value inside a value."""
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*here, step)
        if isinstance(inner, dict | list):
            yield from places_in(inner, (*here, step))


@functools.cache
def ways(name):
    return tuple(places_in(entries_of(name)))


def at(value, way):
    for step in way:
        value = value[step]
    return value


def dump(entries, **style):
    return yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, **style).encode("utf-8", "surrogatepass")


def reworded(draw, name, how):
    """The same content, written otherwise."""
    entries, content = entries_of(name), FILES[name]
    match how:
        case "order of keys":
            return dump([dict(draw(st.permutations(list(entry.items())))) for entry in entries])
        case "order of entries":
            return dump(draw(st.permutations(entries)))
        case "flow style":
            return dump(entries, default_flow_style=draw(st.booleans()), width=draw(st.integers(20, 500)))
        case "comments":
            lines = content.decode().splitlines(keepends=True)
            starts = [i for i, line in enumerate(lines) if line.startswith("- ")] or [0]
            lines.insert(draw(st.sampled_from(starts)), draw(st.sampled_from(["# a comment: [\n", "\n\n", "   \n", "#\n"])))
            return "".join(lines).encode()
        case "line breaks":
            return content.replace(b"\n", b"\r\n")
        case "byte order mark":
            return b"\xef\xbb\xbf" + content
        case _:
            return dump(entries, default_style=None, explicit_start=True)


def mangled_values(draw, name, how):
    entries = copy.deepcopy(entries_of(name))
    way = draw(st.sampled_from(ways(name)))
    holder, step = at(entries, way[:-1]), way[-1]
    match how:
        case "drop":
            del holder[step]
        case "duplicate" if isinstance(holder, list):
            holder.insert(step, copy.deepcopy(holder[step]))
        case "retype" | "duplicate":
            holder[step] = draw(WEIRD)
        case "swap":
            other = draw(st.sampled_from(ways(name)))
            if other[: len(way)] != way and way[: len(other)] != other:
                far = at(entries, other[:-1])
                holder[step], far[other[-1]] = far[other[-1]], holder[step]
        case "insert" if isinstance(holder, list):
            holder.insert(step, draw(WEIRD))
        case _ if isinstance(holder, dict):
            holder[draw(st.sampled_from(["id", "idd", "", "kind", "date", "note", "from", "1", "<<"]))] = holder.pop(step)
        case _:
            holder[step] = draw(WEIRD)
    return dump(entries)


def mangled_bytes(draw, content, how):
    lines = content.splitlines(keepends=True) or [b""]
    n, byte = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(content)))
    match how:
        case "truncate":
            return content[:byte]
        case "flip a byte":
            return content[:byte] + bytes([draw(st.integers(0, 255))]) + content[byte + 1 :]
        case "drop a line":
            return b"".join(lines[:n] + lines[n + 1 :])
        case "double a line":
            return b"".join([*lines[: n + 1], *lines[n:]])
        case "swap lines":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(n))
            return b"".join(lines)
        case "insert bytes":
            odd = st.sampled_from(
                [b"\0", b"\xff\xfe", b"&a ", b"*a", b"[", b"}", b"\t", b"- ", b": ", b"!!python/name:os.system ", b"---\n", b"|\n"]
            )
            return content[:byte] + draw(odd | st.binary(max_size=6)) + content[byte:]
        case "other encoding":
            return content.decode("utf-8", "replace").encode(draw(st.sampled_from(["utf-16", "utf-32", "latin-1", "cp037"])), "replace")
        case _:
            return b"".join([*lines[:n], b" " * draw(st.integers(1, 4)) + lines[n], *lines[n + 1 :]])


@st.composite
def mutations(draw):
    """(file, what is done to it, its new content)"""
    how = draw(st.sampled_from((*MEANS_THE_SAME, *VALUES, *VALUES, *BYTES)))
    filled = [name for name in FILES if entries_of(name)]
    name = draw(st.sampled_from(filled if how in VALUES else [*FILES, *OUTLINES] if how in BYTES else filled))
    if how in MEANS_THE_SAME:
        return name, how, reworded(draw, name, how)
    if how in VALUES:
        return name, how, mangled_values(draw, name, how)
    return name, how, mangled_bytes(draw, FILES.get(name) or OUTLINES[name], how)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the project's data, which each example leaves as it was."""
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("fuzz") / "data"))


@pytest.fixture
def quick_reading(monkeypatch):
    """The files that an example leaves alone are parsed once: the rest of what is done to a folder is done every time."""
    kept = {}

    def read(path):
        content = path.read_bytes()
        if content != FILES.get(path.relative_to(path.parents[1] if path.parent.name == "facts" else path.parent).as_posix()):
            return read_yaml(path)
        return kept.get(path) or kept.setdefault(path, read_yaml(path))

    monkeypatch.setattr("loaders.yaml.folder.read_yaml", read)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mutation=mutations())
def test_mangled_files_end_in_data_or_in_errors_with_a_place(folder, quick_reading, dataset, outcomes, monkeypatch, mutation):
    name, how, content = mutation
    monkeypatch.chdir(folder.parent)
    (folder / name).write_bytes(content)
    try:
        problems = check_data(folder)[1]
        lines = [str(problem) for problem in problems]
        assert all(PLACE.fullmatch(line) and line.isprintable() for line in lines), lines
        if problems:
            outcomes[f"{how}: errors with a place"] += 1
            assert how not in MEANS_THE_SAME, lines
            with pytest.raises(DataError):
                build_dataset(folder)
            return
        found = build_dataset(folder)
        same = found.version == dataset.version
        outcomes[f"{how}: {'the same' if same else 'other'} data"] += 1
        assert same or how not in MEANS_THE_SAME
        if same:
            assert found.facts.equals(dataset.facts)
        json.dumps([sorted(found.facts_by_id), found.facts["title"].tolist()]).encode()
    finally:
        (folder / name).write_bytes(FILES.get(name) or OUTLINES[name])
