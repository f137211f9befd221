"""The map of imported events: one dataset as marks, or as circles and shades, with mineral sites and routes; below it the events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urlencode

import pydeck as pdk
import streamlit as st

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import Outlines
from loaders.schema.vocabulary import Kind
from pages.components.event_switches import no_effect_text
from pages.components.event_table import event_table
from pages.components.navigation import internal_link, method_link, page_address
from pages.components.share_menu import picture_links
from pages.drawing.escaping import plain
from pages.drawing.event_texts import NOUNS, counted_text, dataset_text, source_text
from pages.drawing.legend import legend_html
from pages.drawing.map.deck import HEIGHT, HEIGHT_NARROW, facts_deck
from pages.drawing.map.events import MOST_POINTS, By, deck_layers, event_layers, event_legend
from pages.drawing.map.extent import points_to_show
from pages.drawing.map.places import build_map_layers
from pages.drawing.palette import count_text
from pages.map.event_controls import chosen_spot, dataset_choice, on_click, shade_choice, what_choice
from pages.server.boundary_layers import current_outlines, layer_addresses, route_paths
from pages.state.events import Events, event_counts, events_at, events_by_place, shown_count
from pages.state.view import View, shown_facts
from pages.state.viewport import ViewportSize

SIZES: dict[ViewportSize, tuple[float, float]] = {
    "narrow": (366, 400), "small": (640, 520), "medium": (960, 520), "short": (1240, 480), "wide": (1380, 640),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class RenderedEventMap:
    """What the page shows; shared, so nobody changes it. told: how many rows are drawn how."""

    deck: pdk.Deck
    legend: str
    told: str


def events_map(view: View, events: Events) -> None:
    """Draw the map of events with its controls, and below it the events shown or those of a point."""
    above, outlines = st.container(), current_outlines(view.dataset)
    with st.container(horizontal=True, key="map_controls", vertical_alignment="center", gap="small"):
        what_choice(view)
        by = shade_choice()
        about = dataset_choice(events)
    one = events.only(about.name)
    drawn = render_event_map(view.dataset, one, outlines, by, view.dark, view.window)
    counts = event_counts(view.dataset, one)[about.name]
    words = f"Map: {counted_text(about, counts, view.selection.match)}"
    with above:
        st.html(f"<h1>{escape(words)}</h1><p class='lead'>{escape(drawn.told)}</p>")
        if told := no_effect_text(view):
            st.info(plain(told))
    chosen = [("show", "events"), ("drawn", about.name), *([("shade", by)] if by != "count" else [])]
    picture = escape(f"./files/map.svg?{urlencode([*view.selection.query(), *chosen])}", quote=True)
    with st.container(key="map_box"):
        st.pydeck_chart(
            drawn.deck,
            key="event_map",
            height=HEIGHT_NARROW if view.narrow else HEIGHT,
            on_select=lambda: on_click("event_map", outlines),
            selection_mode="single-object",
            alt=f"{words}. {drawn.told} A table of them follows.",
        )
        st.html(
            "<div class='without-webgl'><p>This browser cannot draw the map: WebGL is off or missing. Here is the server’s picture of it; "
            f"the table below has the events.</p><img src='{picture}' alt='{escape(words, quote=True)}' loading='lazy'></div>"
        )
        opened = " open" if view.window == "wide" else ""
        st.html(f"<details class='map-legend'{opened}><summary>Legend</summary>{drawn.legend}</details>")
    st.caption(plain(f"Events: {source_text(about)}. Outlines are generalised, not authoritative."))
    picture_links("map")
    _listed(view, one, dataset_text(about))


def _listed(view: View, events: Events, name: str) -> None:
    """The events of the chosen point, else all that are shown."""
    spot = chosen_spot()
    if spot and not events_at(view.dataset, events, spot):
        st.caption("No event is shown at the point of the address.")
        spot = None
    st.header(f"Events shown at one point, {name}" if spot else f"All events shown, {name}")
    if spot:
        back = page_address("map", view.selection, show="events", **{n: view.page(n) for n in ("shade", "drawn") if view.page(n)})
        st.html(f"<p class='onward'>{internal_link(back, '→ List all events shown')}</p>")
    event_table(view, events, "map_events", spot)


@kept(32)
def render_event_map(dataset: Dataset, events: Events, outlines: Outlines, by: By, dark: bool, window: ViewportSize) -> RenderedEventMap:
    """Draw the events of the one dataset that is on; of the facts shown only the mineral sites, for orientation."""
    (about,) = events.on
    points, districts = events_by_place(dataset, events)
    shown = shown_count(events, event_counts(dataset, events)[about.name])
    noun, names = NOUNS[Kind(about.kind)], {place.id: place.name for place in dataset.places.values()}
    layers = event_layers(points, districts, outlines.outline_of, names, noun, by, shown)
    facts = shown_facts(dataset, events.selection)
    frames = build_map_layers(facts[facts["kind"] == Kind.MINERAL_SITE.value], dataset.places, outlines.outline_of)
    frames = replace(frames, areas=frames.areas.iloc[:0])
    chosen = frozenset(outlines.outline_of.get(district, "") for district in events.selection.district)
    routes = route_paths(dataset)
    fit = points_to_show((), outlines.layers, chosen, routes, whole=not chosen)
    addresses = {layer: f".{path}" for layer, path in layer_addresses(dataset, outlines, dark).items()}
    drawn = deck_layers(layers, outlines.layers["districts"], dark)
    deck = facts_deck(frames, outlines.layers, addresses, chosen, dark, window == "narrow", fit, SIZES[window], drawn)
    entries = event_legend(layers)
    entries += [("◆", "mineral_site", "mineral site, of the facts")] if len(frames.marks) else []
    entries += [("┄", "", "route, schematic")] if len(routes) else []
    at, inside = int(points["events"].sum()), int(districts["events"].sum())
    told = f"{count_text(at, *noun)} at {count_text(len(layers.points), 'point', 'points')}"
    told += f", the {MOST_POINTS:,} with most" if len(points) == MOST_POINTS else ""
    told += f". {inside:,} surely in one district, by which districts are shaded"
    told += f"; {shown - inside:,} may lie in several districts, or in none here."
    more = method_link("limits", "What the map does not claim", events.selection)
    return RenderedEventMap(deck, legend_html(entries, dark, more), told)
