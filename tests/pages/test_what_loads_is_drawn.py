"""Whatever data `check` accepts can be drawn, on every page and in every file; what cannot is refused."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from loaders.frames.dataset import build_dataset
from loaders.gazetteer.boundaries import LAYERS
from loaders.schema.kinds import FACT_FILES
from loaders.validation.check import check_data
from pages import frame
from tests.drawing import draw

PAGES = ("map", "timeline", "exposure", "investment", "facts", "sources", "method")


def _dates(text, day):
    return re.sub(r"^  date: .*\n", f'  date: "{day}"\n' if day else "", text, flags=re.MULTILINE)


def _day(day):
    def change(folder):
        for name in FACT_FILES:
            path = folder / name
            path.write_text(_dates(path.read_text(encoding="utf-8"), day), encoding="utf-8")

    return change


def _without(*names):
    """Files emptied, and with them what refers to their facts."""

    def change(folder):
        for name in (*names, "not_stated.yaml", "retired.yaml"):
            (folder / name).write_text("[]\n", encoding="utf-8")
        for name in FACT_FILES:
            text = (folder / name).read_text(encoding="utf-8")
            (folder / name).write_text(re.sub(r"^  related:.*\n(?:    .*\n)*", "", text, flags=re.MULTILINE), encoding="utf-8")

    return change


def _only(name):
    return _without(*(other for other in (*FACT_FILES, "not_stated.yaml", "routes.yaml", "retired.yaml") if other != name))


CHANGES = {
    "as it is": lambda folder: None,
    **{f"date {day}": _day(day) for day in ("/2025", "../2025-03", "1678-01-02", "2025/..", "195X", "2024-21", "2025-01~")},
    "all undated": _day(""),
    **{f"without {name}": _without(name) for name in (*FACT_FILES, "routes.yaml", "not_stated.yaml", "retired.yaml")},
    **{f"only {name}": _only(name) for name in FACT_FILES},
    "no fact": _only(""),
}


@pytest.mark.long
@pytest.mark.parametrize("name", CHANGES)
def test_data_that_check_accepts_are_drawn_everywhere(name, tiny_data, monkeypatch):
    CHANGES[name](tiny_data)
    assert check_data(tiny_data)[1] == []
    draw(build_dataset(tiny_data))
    monkeypatch.setenv("FACTS_DATA", str(tiny_data))
    app = AppTest.from_file(str(frame.__file__), default_timeout=60).run()
    for page in PAGES:
        assert not app.exception, (page, app.exception)
        app.switch_page(f"{page}/page.py").run()
    assert not app.exception


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0], [1, 1]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]], []]},
        {"type": "Polygon", "coordinates": [[[0], [1], [2], [0]]]},
        {"type": "Polygon", "coordinates": [[["0", "0"], ["1", "0"], ["1", "1"], ["0", "0"]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [float("nan"), 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]},
        {"type": "Polygon", "coordinates": None},
        {"type": "Polygon", "coordinates": {"a": 1}},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "MultiPolygon", "coordinates": [[]]},
        {"type": "MultiPolygon", "coordinates": [[[]]]},
        {"type": "MultiPolygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
    ],
    ids=json.dumps,
)
def test_a_built_in_outline_that_cannot_be_drawn_is_refused(geometry, layer, tiny_data):
    path = tiny_data / f"boundaries/{layer}.geojson"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["features"][0]["geometry"] = geometry
    path.write_text(json.dumps(content), encoding="utf-8")
    (problem,) = (p for p in check_data(tiny_data)[1] if p.file.endswith(".geojson"))
    assert "restore the file" in problem.message
