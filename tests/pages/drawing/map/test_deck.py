"""The map's frames, deck and legend: what they hold for a few facts, as exactly placed as the facts are."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from itertools import combinations, pairwise
from typing import Any

import pandas as pd
import pydeck as pdk
import pytest

from loaders.export.geojson import thinned
from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import load_outlines
from loaders.schema.records import Fact
from loaders.schema.registries import Place
from pages.drawing.legend import legend_html
from pages.drawing.map.borders import border_rows, edges, route_rows
from pages.drawing.map.deck import START, facts_deck
from pages.drawing.map.labels import labels
from pages.drawing.map.legend import legend_entries
from pages.drawing.map.marks import NOT_STATED, glyph, mark_rows, mark_size
from pages.drawing.map.places import MOST_AT_A_PLACE, MapLayers, build_map_layers, group_by_place
from pages.drawing.map.projection import on_screen
from pages.drawing.palette import LIGHT, LOOKS, rgb

SQUARE = {"type": "Polygon", "coordinates": [[[64.0, 28.0], [66.0, 28.0], [66.0, 30.0], [64.0, 30.0], [64.0, 28.0]]]}
EVIL = "<script>x</script> <b>bold</b>"


def place(identity: str, kind: str, inside: str | None = None, **more: object) -> Place:
    return Place.model_validate({"id": identity, "name": identity.title(), "kind": kind, "in": inside, "source": "made up"} | more)


POINT = {"lat": 29.0, "lon": 65.0, "radius_km": 12}
PLACES: Mapping[str, Place] = {
    p.id: p
    for p in (
        place("pakistan", "country"),
        place("balochistan", "province", "pakistan", boundary="balochistan"),
        place("nushki", "district", "balochistan", boundary="nushki", **POINT),
        place("chagai", "district", "balochistan", boundary="chagai"),
        place("dalbandin", "town", "chagai", **POINT),
        place("mine", "site", "chagai", lat=29.1, lon=62.1, radius_km=5),
        place("abroad", "country"),
        place("palace", "town", "abroad", **POINT),
    )
}
OUTLINE_OF = {i: p.boundary for i, p in PLACES.items() if p.boundary}
OUTLINES: dict[str, Any] = {
    layer: {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "id": i, "properties": {"name": i.title()}, "geometry": SQUARE} for i in ids],
    }
    for layer, ids in {"districts": ("nushki", "chagai"), "provinces": ("balochistan",), "neighbours": ("abroad",)}.items()
}
ADDRESSES = {layer: f"/boundaries/{layer}-abc.json" for layer in ("ground", "borders", "routes")}
NO_ROUTES = pd.DataFrame({"name": [], "path": []})
ROUTE = pd.DataFrame({"name": ["Quetta to the mine"], "path": [[[66.0, 29.0], [64.0, 29.0]]]})
MakeFact = Callable[..., Fact]
FrameOf = Callable[..., pd.DataFrame]


@pytest.fixture
def placed(make_fact: MakeFact, frame_of: FrameOf) -> Callable[..., pd.DataFrame]:
    """placed((place, …), (place, …)): a frame of security incidents, one for each tuple of places."""

    def frame(*places: tuple[str, ...], match: str = "definite", **more: object) -> pd.DataFrame:
        known = {"palace": "palace", "abroad": "abroad"}
        facts = [
            make_fact(id=f"fact-{n}", title=f"Fact {n}", places=[known.get(p, p) for p in ids], **more) for n, ids in enumerate(places)
        ]
        return frame_of(*facts).assign(match=match)

    return frame


def gathered(facts: pd.DataFrame) -> MapLayers:
    before = facts.copy(deep=True)
    frames = build_map_layers(facts, PLACES, OUTLINE_OF)
    pd.testing.assert_frame_equal(facts, before)
    return frames


def deck_of(frames: MapLayers, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(facts_deck(frames, OUTLINES, ADDRESSES, **more).to_json())
    return found


def layer(deck: dict[str, Any], identity: str) -> Any:
    return next(part["data"] for part in deck["layers"] if part["id"] == identity)


def shapes(deck: dict[str, Any], told: str = "") -> list[Any]:
    return [shape for shape in layer(deck, "overlay")["features"] if told in shape["properties"]["tip"]]


def test_a_fact_is_drawn_as_exactly_as_it_is_placed(placed: Callable[..., pd.DataFrame]) -> None:
    frames = gathered(placed(("dalbandin",), ("nushki",), ("balochistan",), ("pakistan",), (), ("abroad",)))
    assert list(zip(frames.marks["fact"], frames.marks["level"], frames.marks["place"], strict=True)) == [
        ("fact-0", "place", "dalbandin"),
        ("fact-1", "district", "nushki"),
    ]
    assert list(zip(frames.areas["level"], frames.areas["boundary"], frames.areas["facts"], strict=True)) == [
        ("district", "nushki", 1),
        ("province", "balochistan", 1),
    ]
    assert sorted(frames.elsewhere["id"]) == ["fact-3", "fact-4", "fact-5"]


def test_the_sign_of_a_whole_district_stands_in_the_middle_of_its_shade_not_at_a_point(placed: Callable[..., pd.DataFrame]) -> None:
    deck = deck_of(gathered(placed(("nushki",), ("chagai",))))
    assert PLACES["nushki"].lat is not None
    assert PLACES["chagai"].lat is None
    assert [mark["at"] for mark in layer(deck, "marks")] == [[65.0, 29.0], [65.0, 29.0]], "the middle of both outlines"
    assert all("somewhere in" in mark["tip"] for mark in layer(deck, "marks"))
    assert not shapes(deck, "km off")


def test_a_hold_of_a_district_is_as_visible_as_a_phone_cut_in_a_town(dataset: Dataset) -> None:
    outlines = load_outlines(dataset.places)
    frames = build_map_layers(dataset.facts.assign(match="definite"), dataset.places, outlines.outline_of)
    marks = mark_rows(frames.marks, dark=False)
    (hold,) = (mark for mark in marks if mark["fact"] == "bla-held-nushki")
    cut = [mark for mark in marks if mark["fact"] == "mobile-services-suspended"]
    assert hold["size"] > max(mark["size"] for mark in cut)
    assert hold["glyph"] == "▲"
    assert {mark["place"] for mark in marks if mark["glyph"].startswith(("▲", "△"))} == {"nushki"}, "nothing else reads as an attack"


def test_one_shutdown_at_seven_places_looks_like_one_thing(dataset: Dataset) -> None:
    outlines = load_outlines(dataset.places)
    frames = build_map_layers(dataset.facts.assign(match="definite"), dataset.places, outlines.outline_of)
    cut = [mark for mark in mark_rows(frames.marks, dark=False) if mark["fact"] == "mobile-services-suspended"]
    assert len(cut) == 7
    assert {(mark["glyph"], mark["size"], tuple(mark["colour"])) for mark in cut} == {("⬢", 18, (*rgb(LOOKS["state_measure"].light), 255))}
    assert all("1 fact at 7 places" in mark["tip"] for mark in cut)
    told = {mark: words for mark, look, words in legend_entries(frames, NO_ROUTES, False) if look == "state_measure"}
    assert told == {"⬢": "security: state measure (1 fact shown at 7 places)"}


@pytest.mark.parametrize(
    ("kind", "event_type", "certainty", "mark"),
    [
        ("security_incident", "attack", "stated", "▲"),
        ("security_incident", "territory_held", "claimed", "△"),
        ("security_incident", "attack", "expected", "☆"),
        ("security_incident", "communications_shutdown", "reported", "⬢"),
        ("security_incident", "arrest", "claimed", "⬡"),
        ("security_incident", "casualty_statistic", "stated", "★"),
        ("security_incident", "route_danger", "claimed", "☆"),
    ],
)
def test_an_incident_looks_like_what_it_tells_of(
    make_fact: MakeFact, frame_of: FrameOf, kind: str, event_type: str, certainty: str, mark: str
) -> None:
    frame = frame_of(make_fact(kind, event_type=event_type, certainty=certainty, places=["dalbandin"])).assign(match="definite")
    assert [row["glyph"] for row in mark_rows(gathered(frame).marks, dark=True)] == [mark]


@pytest.mark.parametrize("kind", ["site", "town", "venue"])
def test_a_place_without_a_point_is_drawn_in_its_district_and_says_so(placed: Callable[..., pd.DataFrame], kind: str) -> None:
    places = {**PLACES, "mine": place("mine", kind, "chagai")}
    frames = build_map_layers(placed(("mine",), ("mine", "chagai")), places, OUTLINE_OF)
    assert frames.elsewhere.empty
    assert list(zip(frames.areas["boundary"], frames.areas["facts"], strict=True)) == [("chagai", 2)]
    alone = build_map_layers(placed(("mine",)), places, OUTLINE_OF)
    (mark,) = layer(deck_of(alone), "marks")
    assert "Mine: somewhere in Chagai (gazetteer)" in mark["tip"]
    assert group_by_place(frames) == (("chagai", "Chagai as a whole: 2 facts shown", frozenset({"mine"})),)


def test_a_place_without_a_point_or_a_district_counts_for_its_province_and_one_abroad_is_elsewhere(
    placed: Callable[..., pd.DataFrame],
) -> None:
    places = {**PLACES, "mine": place("mine", "site", "balochistan"), "palace": place("palace", "town", "abroad")}
    frames = build_map_layers(placed(("mine",), ("palace",)), places, OUTLINE_OF)
    assert frames.marks.empty
    assert list(zip(frames.areas["level"], frames.areas["place_ids"], strict=True)) == [("province", ("balochistan", "mine"))]
    assert list(frames.elsewhere["id"]) == ["fact-1"]


def test_each_fact_is_drawn_somewhere_or_is_elsewhere(dataset: Dataset) -> None:
    outline_of = {i: p.boundary for i, p in dataset.places.items() if p.boundary and p.kind in ("district", "province")}
    facts = dataset.facts.assign(match="definite")
    frames = build_map_layers(facts, dataset.places, outline_of)
    points = {*frames.marks.loc[frames.marks["level"] == "place", "fact"]}
    in_areas = {i for i, ids in zip(facts["id"], facts["place_ids"], strict=True) if any(p in outline_of for p in ids)}
    assert points | {*frames.elsewhere["id"]} | in_areas == {*facts["id"]}
    assert not {*frames.elsewhere["id"]} & (points | in_areas)


def test_facts_of_one_place_stand_side_by_side(placed: Callable[..., pd.DataFrame]) -> None:
    deck = deck_of(gathered(placed(*[("dalbandin",)] * 5)))
    offsets = [tuple(mark["offset"]) for mark in layer(deck, "marks")]
    assert len(set(offsets)) == 5
    assert min(math.dist(a, b) for i, a in enumerate(offsets) for b in offsets[:i]) > 18, "marks hide each other"


def test_a_line_leads_from_a_place_to_each_of_its_marks(placed: Callable[..., pd.DataFrame]) -> None:
    deck = deck_of(gathered(placed(*[("dalbandin",)] * 2)))
    dots, lines = ([row for row in layer(deck, "leaders") if row["glyph"] == glyph] for glyph in "•—")
    assert all(dot["at"] == [65.0, 29.0] and dot["offset"] == [0, 0] for dot in dots)
    for line, mark in zip(lines, layer(deck, "marks"), strict=True):
        assert [2 * half for half in line["offset"]] == mark["offset"], "the middle of the line is halfway"
        assert line["size"] == math.hypot(*mark["offset"])
        turn = math.radians(line["angle"])  # against the clock, where down is positive in an offset
        assert [line["size"] * math.cos(turn), -line["size"] * math.sin(turn)] == pytest.approx(mark["offset"], abs=0.2)


def test_what_stands_at_its_place_alone_or_for_a_whole_district_has_no_line(placed: Callable[..., pd.DataFrame]) -> None:
    assert layer(deck_of(gathered(placed(("dalbandin",), ("nushki",), ("nushki",)))), "leaders") == []


def test_a_lone_fact_stands_on_its_point(placed: Callable[..., pd.DataFrame]) -> None:
    (mark,) = layer(deck_of(gathered(placed(("dalbandin",)))), "marks")
    assert mark["at"] == [65.0, 29.0]
    assert mark["offset"] == [0, 0]
    assert mark["fact"] == "fact-0"


def test_the_uncertainty_of_a_point_is_drawn_as_far_as_it_reaches(placed: Callable[..., pd.DataFrame]) -> None:
    (ring,) = shapes(deck_of(gathered(placed(("dalbandin",), ("dalbandin",)))), "km off")
    assert "12 km" in ring["properties"]["tip"]
    east, north = (axis / 111.32 for axis in (12 / math.cos(math.radians(29.0)), 12))
    for corners, part in zip(ring["geometry"]["coordinates"], (1, 0.94), strict=True):
        assert corners[0] == corners[-1]
        assert all(math.hypot((x - 65.0) / east, (y - 29.0) / north) == pytest.approx(part, abs=1e-3) for x, y in corners)


def test_no_fact_leaves_empty_frames_with_their_columns(placed: Callable[..., pd.DataFrame]) -> None:
    facts = placed(("dalbandin",)).iloc[:0]
    frames = gathered(facts)
    assert frames.marks.empty
    assert frames.areas.empty
    assert list(frames.elsewhere.columns) == list(facts.columns)


def test_no_fact_gives_a_map_of_outlines_only(placed: Callable[..., pd.DataFrame]) -> None:
    deck = deck_of(gathered(placed(("dalbandin",)).iloc[:0]))
    assert layer(deck, "marks") == []
    assert layer(deck, "ground") == ADDRESSES["ground"]
    assert shapes(deck) == []


def addresses_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [a for v in value.values() for a in addresses_in(v)]
    if isinstance(value, list):
        return [a for v in value for a in addresses_in(v)]
    return [value] if isinstance(value, str) and ("//" in value) else []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("narrow", [False, True])
def test_the_deck_names_no_outside_address_and_no_base_map(placed: Callable[..., pd.DataFrame], dark: bool, narrow: bool) -> None:
    deck = deck_of(gathered(placed(("dalbandin",), ("nushki",), ("balochistan",))), dark=dark, narrow=narrow)
    assert addresses_in(deck) == []
    assert not deck.get("mapProvider")


def test_a_chosen_district_has_a_thick_outline(placed: Callable[..., pd.DataFrame]) -> None:
    frames = gathered(placed(("nushki",)))
    deck = deck_of(frames, chosen=frozenset({"nushki"}))
    assert {part["id"] for part in deck["layers"]} - {part["id"] for part in deck_of(frames)["layers"]} == {"chosen"}
    assert {(tuple(line["from"]), tuple(line["to"])) for line in layer(deck, "chosen")} == set(edges(SQUARE))
    assert {line["width"] for line in layer(deck, "chosen")} == {3}


def test_each_border_is_drawn_once_and_a_province_wins() -> None:
    rows = border_rows(OUTLINES, dark=False)
    assert len(rows) == 4, "one square, five outlines"
    assert {(row["width"], row["colour"]) for row in rows} == {(1.6, rgb(LIGHT.ink))}


def test_every_edge_of_every_outline_is_drawn(dataset: Dataset) -> None:
    outlines = load_outlines(dataset.places, None).layers
    drawn = {(row["from"], row["to"]): row["width"] for row in border_rows(outlines, dark=True)}
    for name, width in (("districts", 0.8), ("provinces", 1.6)):
        found = {edge for feature in outlines[name]["features"] for edge in edges(feature["geometry"])}
        assert found
        assert all(drawn[edge] >= width for edge in found)


def test_a_route_is_dashes_along_its_path_said_to_be_schematic() -> None:
    rows = route_rows(ROUTE, dark=False)
    assert len(rows) > 5
    assert all(one["to"] != other["from"] for one, other in pairwise(rows)), "there are gaps"
    assert all(28.9 < y < 29.1 and 64 <= x <= 66 for row in rows for x, y in (row["from"], row["to"]))
    assert {row["tip"] for row in rows} == {"Quetta to the mine\nschematic, not a surveyed road"}


def test_labels_keep_clear_of_each_other_and_of_marks(dataset: Dataset) -> None:
    outlines = load_outlines(dataset.places, None)
    frames = build_map_layers(dataset.facts.assign(match="definite"), dataset.places, outlines.outline_of)
    found = labels(frames, outlines.layers, on_screen(1020, 620, **START), [], 12, lambda text, size: 0.56 * size * len(text))
    assert {label.level for label in found} == {"province", "district", "place"}
    for one, other in combinations(found, 2):
        (a, b), (c, d) = one.box[:2], one.box[2:]
        left, top, right, bottom = other.box
        assert c <= left or right <= a or d <= top or bottom <= b, (one.text, other.text)


def test_a_label_leads_where_its_area_does(placed: Callable[..., pd.DataFrame]) -> None:
    rows = layer(deck_of(gathered(placed(("nushki",), ("balochistan",), ("dalbandin",)))), "labels")
    assert {(row["text"], row.get("level"), row.get("boundary")) for row in rows} == {
        ("Balochistan as a whole: 1", "province", "balochistan"),
        ("Nushki 1", "district", "nushki"),
        ("Dalbandin", None, None),
    }


def test_what_only_may_match_is_paler(placed: Callable[..., pd.DataFrame]) -> None:
    sure, perhaps = (layer(deck_of(gathered(placed(("dalbandin",), match=m))), "marks")[0]["colour"] for m in ("definite", "possible"))
    assert sure[:3] == perhaps[:3]
    assert perhaps[3] < sure[3]


@pytest.mark.parametrize(
    ("look", "certainty", "stated", "mark"),
    [
        ("attack", "stated", False, "▲"),
        ("attack", "claimed", False, "△"),
        ("attack", "disputed", False, "△"),
        ("state_measure", "stated", False, "⬢"),
        ("statement", "opinion", False, "☆"),
        ("mineral_site", "opinion", False, "◇"),
        ("financing_deal", "stated", True, "●"),
        ("financing_deal", "expected", True, "○"),
        ("financing_deal", "stated", False, NOT_STATED),
    ],
)
def test_a_mark_is_hollow_where_a_fact_is_only_claimed_or_judged(look: str, certainty: str, stated: bool, mark: str) -> None:
    assert glyph(look, certainty, stated) == mark


@pytest.mark.parametrize(("amount", "pixels"), [(math.nan, 22), (1e6, 22), (1e7, 28), (1e9, 40), (1000.0, 22), (0.0, 22)])
def test_a_deal_grows_with_its_stated_amount(amount: float, pixels: int) -> None:
    assert mark_size("financing_deal", amount) == pixels


def test_a_deal_whose_amount_is_a_range_grows_with_its_least_amount(make_fact: MakeFact, frame_of: FrameOf) -> None:
    figure = {"name": "amount", "value": 400_000_000, "value_to": 700_000_000, "unit": "USD", "bound": "between"}
    frame = frame_of(make_fact("financing_deal", places=["dalbandin"], figures=[figure])).assign(match="definite")
    assert math.isnan(frame["amount_usd"].iloc[0])
    assert gathered(frame).marks["amount_usd"].tolist() == [400_000_000]


def test_an_incident_does_not_grow(placed: Callable[..., pd.DataFrame]) -> None:
    assert mark_size("attack", 1e12) == mark_size("attack", math.nan) == 28
    assert mark_size("context", 1e12) == 22


def test_a_tooltip_template_shows_text_and_the_title_stands_in_it_unchanged(make_fact: MakeFact, frame_of: FrameOf) -> None:
    frame = frame_of(make_fact(title=EVIL, places=["dalbandin"])).assign(match="definite")
    deck = facts_deck(gathered(frame), OUTLINES, ADDRESSES)
    tooltip = deck._tooltip if hasattr(deck, "_tooltip") else deck.deck_widget.tooltip
    assert "html" not in tooltip, "html would be run; text is escaped by deck.gl"
    assert layer(json.loads(deck.to_json()), "marks")[0]["tip"].startswith(EVIL)


LEGEND = {
    "▲": {"places": ("dalbandin",)},
    "△": {"places": ("dalbandin",), "certainty": "claimed"},
    "▨": {"places": ("nushki",)},
    "▭": {"places": ("balochistan",)},
    "░": {"places": ("nushki",), "match": "possible"},
}


def marks_of(frames: MapLayers, routes: pd.DataFrame = NO_ROUTES, chosen: bool = False) -> set[str]:
    return {mark for mark, _, _ in legend_entries(frames, routes, chosen)}


@pytest.mark.parametrize(("mark", "given"), LEGEND.items())
def test_the_legend_explains_a_mark_that_is_drawn(placed: Callable[..., pd.DataFrame], mark: str, given: dict[str, Any]) -> None:
    rest = {k: v for k, v in given.items() if k != "places"}
    assert mark in marks_of(gathered(placed(given["places"], **rest)))


def test_the_legend_explains_exactly_the_marks_that_are_drawn(placed: Callable[..., pd.DataFrame]) -> None:
    assert marks_of(gathered(placed(("dalbandin",)))) == {"▲", "◯"}
    assert marks_of(gathered(placed(("dalbandin",), ("dalbandin",)))) == {"▲", "◯", "•"}
    assert marks_of(gathered(placed(("nushki",)))) == {"▲", "▨"}
    assert marks_of(gathered(placed(("balochistan",)))) == {"▭"}
    assert marks_of(gathered(placed(("pakistan",)))) == set()
    assert marks_of(gathered(placed(("nushki",))), ROUTE, True) == {"▲", "▨", "▢", "┄"}


def test_the_legend_explains_every_glyph_of_the_real_data(dataset: Dataset) -> None:
    outline_of = {i: p.boundary for i, p in dataset.places.items() if p.boundary}
    frames = build_map_layers(dataset.facts.assign(match="definite"), dataset.places, outline_of)
    drawn = {mark["glyph"].split()[0] for mark in mark_rows(frames.marks, dark=False)}
    told = {mark for mark, look, _ in legend_entries(frames, NO_ROUTES, False) if look}
    assert drawn == told


def test_every_certainty_behind_a_hollow_mark_is_named(placed: Callable[..., pd.DataFrame]) -> None:
    frames = gathered(
        pd.concat([placed(("dalbandin",), certainty=c).assign(id=f"fact-{c}") for c in ("claimed", "disputed")], ignore_index=True)
    )
    words = " ".join(w for mark, _, w in legend_entries(frames, NO_ROUTES, False) if mark == "△")
    assert "claimed" in words
    assert "disputed" in words


def test_the_legend_is_a_list_of_escaped_words() -> None:
    html = legend_html([("▲", "attack", EVIL)], dark=False)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert legend_html([], dark=False) == ""


CROWD = MOST_AT_A_PLACE + 1


def crowd(make_fact: MakeFact, frame_of: FrameOf, match: str = "definite") -> pd.DataFrame:
    """More incidents at one town than have room there, half of them claimed, and one deal."""
    weak = [make_fact(id=f"fact-{n}", places=["dalbandin"], certainty=("stated", "claimed")[n % 2]) for n in range(CROWD)]
    deal = make_fact("financing_deal", id="deal", title="The deal", places=["dalbandin"])
    return frame_of(*weak, deal).assign(match=match)


def test_a_crowded_place_has_a_mark_per_kind_with_its_number(make_fact: MakeFact, frame_of: FrameOf) -> None:
    marks = layer(deck_of(gathered(crowd(make_fact, frame_of))), "marks")
    assert [(mark["glyph"], mark["fact"]) for mark in marks] == [(f"▲ {CROWD}", ""), (NOT_STATED, "deal")]
    assert f"{CROWD} attacks or holds shown at Dalbandin" in marks[0]["tip"]
    assert "The deal" in marks[1]["tip"]
    assert abs(marks[0]["offset"][1] - marks[1]["offset"][1]) >= max(mark["size"] for mark in marks), "marks hide each other"
    assert max(abs(mark["offset"][0]) for mark in marks) == 0


def test_as_many_marks_as_there_is_room_for_stay_a_fact_each(placed: Callable[..., pd.DataFrame]) -> None:
    frames = gathered(placed(*[("dalbandin",)] * MOST_AT_A_PLACE))
    assert len(frames.marks) == MOST_AT_A_PLACE
    assert not frames.marks["crowded"].any()


def test_a_mark_of_many_is_paler_only_where_all_of_them_may_match(make_fact: MakeFact, frame_of: FrameOf) -> None:
    possible = crowd(make_fact, frame_of, "possible")
    mixed = possible.assign(match=[*possible["match"].iloc[1:], "definite"])
    assert [set(gathered(facts).marks["match"].iloc[:1]) for facts in (possible, mixed)] == [{"possible"}, {"definite"}]


def test_the_legend_explains_a_number_and_tells_no_certainty_of_many(make_fact: MakeFact, frame_of: FrameOf) -> None:
    entries = legend_entries(gathered(crowd(make_fact, frame_of)), NO_ROUTES, False)
    assert {mark for mark, _, _ in entries} == {"▲", NOT_STATED, "12", "◯", "•"}
    assert not any("claimed" in words for _, _, words in entries)


def test_each_fact_of_a_crowd_counts_once(make_fact: MakeFact, frame_of: FrameOf) -> None:
    assert gathered(crowd(make_fact, frame_of)).marks["facts"].sum() == CROWD + 1


def test_the_deck_travels_without_blanks_and_is_written_once(placed: Callable[..., pd.DataFrame]) -> None:
    deck = facts_deck(gathered(placed(("dalbandin",), ("nushki",))), OUTLINES, ADDRESSES)
    whole = json.loads(pdk.Deck.to_json(deck))
    assert deck.to_json() == json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    assert deck.to_json() is deck.to_json()


def test_a_thinned_line_keeps_its_ends_and_every_bend_that_can_be_seen() -> None:
    line = [[0.0, 0.0], [1.0, 0.001], [2.0, 0.0], [2.001, 1.0], [2.0, 2.0]]
    assert thinned(line, 0.02) == [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0]]
    assert thinned(line, 0.0) == line
