"""All that is drawn of a dataset, drawn without a browser: whatever fails raises here."""

from loaders.dataset import Dataset
from loaders.export import FORMATS, export
from loaders.frames import of_kind
from loaders.records import AUTHOR
from loaders.selection import Selection
from loaders.vocabulary import Kind
from pages.exposure.controls import exposure_whole
from pages.exposure.sections import way_image
from pages.investment.ladder import amount_ranges, ladder_html, rungs
from pages.investment.table import deal_rows
from pages.map.drawn import drawn_map
from pages.map.file import map_file
from pages.map.layers import outlines_now, route_paths
from pages.map.preview import preview_png
from pages.overview.drawn import drawn_overview
from pages.shared.brief_of import brief_of
from pages.shared.view import selected_facts, shown_facts
from pages.timeline.drawn import drawn_timeline, stretches
from pages.timeline.spans import LANES

KINDS = tuple(kind.value for kind in Kind)
ALL, NOTHING = Selection(), Selection(actor=(AUTHOR,))


def draw(dataset: Dataset) -> None:
    """Maps, timelines, figures of the investment, chokepoints and overview pages, the brief, the preview and every file."""
    outlines, exposure = outlines_now(dataset), exposure_whole(dataset)
    preview_png(dataset, outlines)
    for district in exposure.districts:
        way_image(exposure, district, dataset, False, False)
    for selection in (ALL, NOTHING):
        drawn_map(dataset, selection, outlines, KINDS, False, False)
        map_file(dataset, selection, KINDS, "svg")
        for preset in stretches(dataset, selection):
            for lane in LANES:
                drawn_timeline(dataset, selection, lane, preset, False, lane == LANES[0], "pan").figure.to_json()
        drawn_overview(dataset, selection, False, False)
        shown = shown_facts(dataset, selection)
        deals = of_kind(shown, Kind.FINANCING_DEAL)
        ladder_html(rungs(deals, of_kind(dataset.facts, Kind.FINANCING_DEAL)))
        amount_ranges(deals)
        deal_rows(deals, dataset.actors, dataset.places, dataset.routes)
        brief_of(dataset, selection, selected_facts(dataset, selection), shown, "some words", outlines, route_paths(dataset))
        for name in FORMATS:
            export(dataset, selection, name)
