"""The map and the timeline as files: what they hold, that hostile words stay words, and that the same view gives the same bytes."""

import io
import math
import re
import threading
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from PIL import Image

from loaders.gazetteer.boundaries import load_outlines
from loaders.query.selection import Selection, select, shown
from pages.drawing.canvas import PNG_DPI, Canvas
from pages.drawing.caption import Caption
from pages.drawing.map.labels import labels
from pages.drawing.map.picture import ATTRIBUTION, draw_marks, map_picture
from pages.drawing.map.places import build_map_layers, with_points
from pages.drawing.map.projection import fitted
from pages.drawing.text_layout import cut, text_width, wrapped
from pages.drawing.timeline.axis import MOST_TICKS, ticks
from pages.drawing.timeline.layout import ZoomRange, axis_end, layout_lanes, zoom_ranges
from pages.drawing.timeline.picture import timeline_picture
from pages.drawing.timeline.summary import title_text

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = r"Costs $10 to $\frac{1}{2}$ & <script>alert('x')</script> ${title}"
CAPTION = Caption("A title", "district Nushki", "25 facts", "abc123", ATTRIBUTION)
ROUTES = pd.DataFrame([("A road", [[67.0, 30.2], [66.0, 29.5]])], columns=["name", "path"])
EVERY = Selection(match=("definite", "possible", "undated", "unplaced"))
VIEWS = {
    "every fact": EVERY,
    "one district": replace(EVERY, district=("nushki",)),
    "one fact": replace(EVERY, q="EXIM approves USD"),
    "nothing": replace(EVERY, q="zzz nothing has this word"),
}


def texts(svg: bytes) -> list[str]:
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter(f"{SVG}text")]


def facts_of(dataset, selection):
    return shown(select(dataset.facts, selection), selection)


def map_of(dataset, facts, file_format="svg", caption=CAPTION, routes=ROUTES, chosen=frozenset()):
    outlines = load_outlines(dataset.places)
    return map_picture(build_map_layers(facts, dataset.places, outlines.outline_of), routes, outlines.layers, caption, file_format, chosen)


def timeline_of(dataset, facts, file_format="svg", lane="kind", caption=CAPTION, all_time=True):
    zoom_ranges_for = zoom_ranges(facts, axis_end(dataset.facts))
    preset = zoom_ranges_for[0] if all_time else zoom_ranges_for[:2][-1]
    return timeline_picture(layout_lanes(facts, lane, {}, preset), preset, caption, file_format)


PICTURES = pytest.mark.parametrize("draw", [map_of, timeline_of], ids=["map", "timeline"])


@PICTURES
@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_names_its_title_selection_count_version_and_attribution_once(dataset, draw, view):
    found = texts(draw(dataset, facts_of(dataset, VIEWS[view])))
    for words in ("A title", "Selection: district Nushki", "25 facts"):
        assert found.count(words) == 1
    assert sum("Data version abc123" in line for line in found) == 1
    assert " ".join(wrapped(ATTRIBUTION, 688, 7.5)) in " ".join(found)


@PICTURES
def test_a_png_has_twice_the_points_and_is_not_blank(dataset, draw):
    image = Image.open(io.BytesIO(draw(dataset, facts_of(dataset, EVERY), "png")))
    assert image.width == 720 * PNG_DPI // 72
    assert image.height > 800
    assert len(image.convert("RGB").getcolors(10**6)) > 100
    assert "A title" in image.info["Description"]


@PICTURES
@pytest.mark.parametrize("file_format", ["png", "svg"])
def test_the_same_view_gives_the_same_bytes(dataset, draw, file_format):
    facts = facts_of(dataset, VIEWS["one fact"])
    before = facts.copy()
    assert draw(dataset, facts, file_format) == draw(dataset, facts, file_format)
    pd.testing.assert_frame_equal(facts, before)


@PICTURES
def test_hostile_words_are_words(dataset, draw):
    facts = facts_of(dataset, VIEWS["one fact"]).assign(title=HOSTILE)
    caption = replace(CAPTION, title=HOSTILE, selection=HOSTILE, counted=HOSTILE, attribution=HOSTILE)
    svg = draw(dataset, facts, caption=caption)
    assert f"Selection: {HOSTILE}" in texts(svg)
    assert b"<script" not in svg
    assert draw(dataset, facts, "png", caption=caption)


@PICTURES
def test_a_control_character_does_not_break_the_file(dataset, draw):
    svg = draw(dataset, facts_of(dataset, VIEWS["one fact"]), caption=replace(CAPTION, selection="a\x00b\x1b\u202ec"))
    assert "Selection: abc" in texts(svg)


@PICTURES
def test_an_svg_asks_for_nothing_and_runs_nothing(dataset, draw):
    root = ET.fromstring(draw(dataset, facts_of(dataset, EVERY)))
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "path", "rect", "circle", "text"}
    for element in root.iter():
        for name, value in element.items():
            assert not name.lower().startswith("on")
            assert "http" not in value
            assert "url(" not in value or "url(#" in value
    assert root.get("role") == "img"
    assert root.get("aria-label") == CAPTION.label()


def test_pictures_drawn_at_once_are_as_when_drawn_alone(dataset):
    facts, found = facts_of(dataset, VIEWS["one district"]), []
    alone = {map_of: map_of(dataset, facts), timeline_of: timeline_of(dataset, facts)}
    threads = [threading.Thread(target=lambda d=draw: found.append(d(dataset, facts) == alone[d])) for draw in [*alone] * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4


def test_the_map_counts_districts_and_provinces_once_each(dataset):
    facts = facts_of(dataset, EVERY)
    outlines = load_outlines(dataset.places)
    frames = build_map_layers(facts, dataset.places, outlines.outline_of)
    found = texts(map_of(dataset, facts))
    for row in frames.areas.to_dict("records"):
        words = f"{row['names']} {row['facts']}" if row["level"] == "district" else f"{row['names']} as a whole: {row['facts']}"
        assert sum(text == words or (row["level"] == "province" and text.startswith(words)) for text in found) == 1, words
    for place in frames.marks["name"].unique():
        assert sum(text.startswith(place) for text in found) == 1, place


@pytest.mark.parametrize(
    ("view", "said", "unsaid"),
    [
        ("one fact", "financing deal, larger for a larger stated amount", "mineral site"),
        ("nothing", "route, schematic", "financing deal, larger for a larger stated amount"),
        ("one district", "badge: facts shown of the whole province", "financing deal, amount not stated"),
    ],
)
def test_the_map_s_legend_tells_what_is_drawn_and_no_more(dataset, view, said, unsaid):
    found = texts(map_of(dataset, facts_of(dataset, VIEWS[view])))
    assert found.count(said) == 1
    assert unsaid not in found


def test_no_route_no_route_in_the_legend(dataset):
    assert "route, schematic" not in texts(map_of(dataset, facts_of(dataset, EVERY), routes=ROUTES.head(0)))


def test_a_deal_grows_with_its_amount_and_differs_where_none_is_stated(dataset):
    facts = facts_of(dataset, VIEWS["one fact"])
    small, none = (
        facts.assign(amount_usd=1e6, amount_words="USD 1 million"),
        facts.assign(amount_usd=float("nan"), amount_words="not stated"),
    )
    assert map_of(dataset, facts) != map_of(dataset, small)
    assert "financing deal, amount not stated" in texts(map_of(dataset, none))


@PICTURES
def test_what_only_may_match_is_weaker_and_says_so(dataset, draw):
    facts = facts_of(dataset, VIEWS["one fact"])
    weaker = facts.assign(match=pd.Categorical(["possible"] * len(facts), categories=facts["match"].cat.categories))
    assert "paler: may match" in texts(draw(dataset, weaker))
    assert "paler: may match" not in texts(draw(dataset, facts))


@pytest.mark.parametrize("certainty", ["claimed", "disputed", "opinion", "expected"])
def test_what_is_not_stated_plainly_is_hollow(dataset, certainty):
    day = dataset.facts[dataset.facts["date_precision"] == "day"].head(1).assign(match="definite")
    firm = day.assign(certainty=pd.Categorical(["stated"], categories=day["certainty"].cat.categories))
    weak = day.assign(certainty=pd.Categorical([certainty], categories=day["certainty"].cat.categories))
    assert not any(": " in text and certainty in text for text in texts(timeline_of(dataset, firm)))
    assert any(": " in text and certainty in text for text in texts(timeline_of(dataset, weak)))


def test_the_timeline_has_each_dated_title_once_and_counts_the_undated(dataset):
    facts = facts_of(dataset, EVERY)
    found = texts(timeline_of(dataset, facts))
    dated = facts[facts["date_precision"] != "none"]
    stretch = zoom_ranges(facts, axis_end(dataset.facts))[0]
    for words in map(title_text, layout_lanes(facts, "kind", {}, stretch).spans.to_dict("records")):
        assert sum(words == text or (text.endswith("…") and words.startswith(text[:-1])) for text in found) == 1, words
    sites = (facts["kind"] == "mineral_site").sum()
    assert f"No date: {len(facts) - len(dated) - sites} shown" in found


def test_no_title_stands_on_the_edge_of_a_bar_and_dates_are_told_at_the_top_as_well(dataset):
    root = ET.fromstring(timeline_of(dataset, facts_of(dataset, EVERY), all_time=False))
    words = [element for element in root.iter(f"{SVG}text") if element.get("textLength") and element.get("font-size") == "8.5"]
    edges = [box for box in root.iter(f"{SVG}rect") if box.get("width") == "1.2"]
    assert len(edges) > 5
    for edge in edges:
        for text in words:
            width, x, y = (float(text.get(name)) for name in ("textLength", "x", "y"))
            left = x - width * {"end": 1, "middle": 0.5}.get(text.get("text-anchor"), 0)
            beside = not left < float(edge.get("x")) + 0.6 < left + width
            assert beside or not 0 < y - float(edge.get("y")) < 11, text.text
    assert {texts(ET.tostring(root)).count(month) for month in ("Oct 2025", "Feb 2026")} == {2}


def test_words_keep_their_room_where_a_machine_has_not_their_font(dataset):
    root = ET.fromstring(map_of(dataset, facts_of(dataset, EVERY)))
    for element in root.iter(f"{SVG}text"):
        width = text_width(element.text, float(element.get("font-size")), element.get("font-weight") is not None)
        assert float(element.get("textLength")) == pytest.approx(width, abs=0.01)


@pytest.mark.parametrize("view", VIEWS)
def test_names_on_the_map_cover_no_mark_and_no_other_name(dataset, view):
    outlines, facts = load_outlines(dataset.places), facts_of(dataset, VIEWS[view])
    layers = build_map_layers(facts, dataset.places, outlines.outline_of)
    layers = replace(layers, marks=with_points(layers.marks, outlines.layers["districts"]))
    projection = fitted(outlines.layers["provinces"], (16, 60, 704, 650))
    covered = draw_marks(Canvas(720, 700), projection, layers.marks)
    names = [
        label.box for label in labels(layers, outlines.layers, projection, covered, 9, lambda text, size: text_width(text, size, True))
    ]
    for turn, (left, top, right, bottom) in enumerate(names):
        for a, b, c, d in [*covered, *names[:turn]]:
            assert c <= left or right <= a or d <= top or bottom <= b


def test_a_route_ends_at_the_place_of_a_site_and_lines_lead_from_there_to_its_marks(dataset):
    facts = facts_of(dataset, EVERY)
    facts = facts[[ids == ("reko-diq",) for ids in facts["place_ids"]]]
    place = dataset.places["reko-diq"]
    route = pd.DataFrame([("A road", [[67.0, 30.2], [place.lon, place.lat]])], columns=["name", "path"])
    root = ET.fromstring(map_of(dataset, facts, routes=route))
    end = next(e for e in root.iter(f"{SVG}path") if e.get("stroke-dasharray") and not e.get("opacity")).get("d")
    dots = [e for e in root.iter(f"{SVG}circle") if e.get("r") == "1.7"]
    start, step = ([float(n) for n in re.findall(r"-?[\d.]+", part)] for part in end[1:].split("l"))
    assert dots
    at = [float(dots[0].get(name)) for name in ("cx", "cy")]
    assert [start[0] + step[0], start[1] + step[1]] == pytest.approx(at, abs=0.02)
    marks = [e for e in root.iter(f"{SVG}circle") if float(e.get("r")) > 3]
    assert not [m for m in marks if math.dist(at, (float(m.get("cx")), float(m.get("cy")))) < float(m.get("r")) + 2], (
        "a mark hides its place"
    )


def test_an_empty_timeline_says_so(dataset):
    assert "No fact is shown." in texts(timeline_of(dataset, facts_of(dataset, VIEWS["nothing"])))


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2026-01-31/..", {"arrow of one length: end not stated"}),
        ("../2025-12", {"arrow of one length: beginning not stated"}),
        ("2021/..", {"arrow of one length: end not stated", "fading: begins or ends out of view"}),
        ("2025", {"fading: begins or ends out of view"}),
        ("2025-12", set()),
    ],
)
def test_a_bar_fades_where_the_view_cuts_it_and_an_arrow_says_that_an_end_is_not_stated(make_fact, frame_of, edtf, told):
    facts, view = frame_of(make_fact(date=edtf)).assign(match="definite"), ZoomRange("v", "v", date(2025, 9, 1), date(2026, 2, 28))
    found = texts(timeline_picture(layout_lanes(facts, "kind", {}, view), view, CAPTION, "svg"))
    assert {text for text in found if text.startswith(("arrow", "fading"))} == told


def test_the_pictures_tell_the_three_classes_of_incidents_apart(dataset):
    facts = facts_of(dataset, EVERY)
    for found in (texts(map_of(dataset, facts)), texts(timeline_of(dataset, facts))):
        assert sum(text.startswith("security: attack or hold") for text in found) == 1
        assert any(text.startswith("security: state measure") for text in found)
    assert "security: state measure (1 fact shown at 7 places)" in texts(map_of(dataset, facts))


def test_the_axis_names_few_days_whatever_its_length():
    for first, last in (
        ("2026-01-01", "2026-01-31"),
        ("2025-09-01", "2026-02-28"),
        ("1950-01-01", "2026-12-31"),
        ("1000-01-01", "2026-12-31"),
    ):
        named = ticks(ZoomRange("x", "x", pd.Timestamp(first).date(), pd.Timestamp(last).date()))
        assert 1 <= len(named) <= MOST_TICKS, (first, last)


def test_the_districts_filtered_for_have_a_thick_outline(dataset):
    facts = facts_of(dataset, VIEWS["one district"])
    assert "thick outline: the district filtered for" in texts(map_of(dataset, facts, chosen=frozenset({"nushki"})))


def test_words_are_cut_to_their_room():
    long = "word " * 50
    assert text_width(cut(long, 100, 9), 9) <= 100
    assert cut(long, 100, 9).endswith("…")
    assert cut("short", 100, 9) == "short"
    assert all(text_width(line, 9) <= 200 for line in wrapped("unbroken" * 40 + " and more words of it", 200, 9))
