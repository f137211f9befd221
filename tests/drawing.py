"""All that is drawn of a dataset, drawn without a browser: whatever fails raises here."""

from loaders.export.formats import export
from loaders.export.registry import FORMATS
from loaders.frames.dataset import Dataset
from loaders.frames.facts import of_kind
from loaders.query.selection import Selection
from loaders.query.stage_totals import amount_ranges, totals_by_stage
from loaders.schema.records import AUTHOR
from loaders.schema.vocabulary import Kind
from pages.components.route_image import route_image
from pages.drawing.stage_totals import stage_totals_html
from pages.drawing.timeline.layout import LANES
from pages.investment.table import deal_rows
from pages.map.file import map_file
from pages.map.render import render_map
from pages.overview.render import render_overview
from pages.server.boundary_layers import current_outlines, route_paths
from pages.server.preview import preview_png
from pages.state.exposure import full_exposure
from pages.state.view import selected_facts, shown_facts
from pages.timeline.render import render_timeline, zoom_ranges_for
from tests.briefs import render_brief

KINDS = tuple(kind.value for kind in Kind)
ALL, NOTHING = Selection(), Selection(actor=(AUTHOR,))


def draw(dataset: Dataset) -> None:
    """Maps, timelines, figures of the investment, chokepoints and overview pages, the brief, the preview and every file."""
    outlines, exposure = current_outlines(dataset), full_exposure(dataset)
    preview_png(dataset, outlines)
    for district in exposure.districts:
        route_image(exposure, district, dataset, False, False)
    for selection in (ALL, NOTHING):
        render_map(dataset, selection, outlines, KINDS, False, "wide")
        map_file(dataset, selection, KINDS, "svg")
        for preset in zoom_ranges_for(dataset, selection):
            for lane in LANES:
                render_timeline(dataset, selection, lane, preset, False, lane == LANES[0], "pan").figure.to_json()
        render_overview(dataset, selection, "", False, "wide")
        shown = shown_facts(dataset, selection)
        deals = of_kind(shown, Kind.FINANCING_DEAL)
        stage_totals_html(totals_by_stage(deals, of_kind(dataset.facts, Kind.FINANCING_DEAL)))
        amount_ranges(deals)
        deal_rows(deals, dataset.actors, dataset.places, dataset.routes)
        render_brief(dataset, selection, selected_facts(dataset, selection), shown, "some words", outlines, route_paths(dataset))
        for name in FORMATS:
            export(dataset, selection, name)
