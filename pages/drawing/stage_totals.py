"""Deals by stage, in words and as rows: what each total is of, and what a reader must know before using it (pure)."""

from __future__ import annotations

from html import escape

from loaders.query.stage_totals import OtherDeal, StageTotal
from loaders.schema.deal_terms import STAGE_LABELS, DealStatus
from loaders.schema.formatting import amount_words, range_text
from pages.drawing.hidden_counts import hidden_by_filters
from pages.drawing.palette import count_text


def stage_total_text(stage: StageTotal) -> str:
    """USD 1.25 billion; "at least USD 400–700 million, claimants differ"; "EUR 3 million"; "no amount stated"; "no deal reported"."""
    if stage.deals.empty:
        return "no deal shown" if stage.hidden else "no deal reported"
    if stage.low_usd is None or stage.high_usd is None:
        if stage.other:
            return stage.other[0] if len(stage.other) == 1 else f"{len(stage.other)} amounts that cannot be added"
        return "no amount stated by those shown" if stage.hidden else "no amount stated"
    return _range(stage, stage.low_usd, stage.high_usd) + (", claimants differ" if stage.by_claimants else "")


def _range(stage: StageTotal, low: float, high: float) -> str:
    if stage.low_bound == stage.high_bound:
        return f"{stage.low_bound} {range_text(low, high)}".strip()
    ends = (f"{bound} {amount_words(usd)}".strip() for bound, usd in ((stage.low_bound, low), (stage.high_bound, high)))
    return " to ".join(ends)


def stage_notes(stage: StageTotal) -> list[str]:
    """How many deals, and what a reader must know before using the total."""
    notes = [count_text(len(stage.deals), "deal", "deals") + " shown" * bool(stage.hidden)] if len(stage.deals) else []
    notes += [hidden_by_filters(stage.hidden)] if stage.hidden else []
    notes += [f"{stage.not_stated} without an amount"] if stage.not_stated and stage.low_usd is not None else []
    notes += [f"{', '.join(stage.other)} in no total"] if stage.other and stage.low_usd is not None else []
    notes += [f"{stage.counted_once} may be the same or overlap, counted once"] if stage.counted_once else []
    return [*notes, *(f"may be the same as {_named(other)}" for other in stage.elsewhere)]


def _named(other: OtherDeal) -> str:
    return f"“{other.title}” ({STAGE_LABELS[DealStatus(other.status)].lower()}{'' if other.shown else ', hidden by the filters'})"


def stage_totals_html(ladder: list[StageTotal]) -> str:
    """The ladder as rows of one height, a row per stage; the one without a stage last and apart."""
    rows = "".join(_row(stage) for stage in ladder)
    return f"<ol class='ladder' aria-label='Money by stage: a total for each'>{rows}</ol>"


def _row(stage: StageTotal) -> str:
    apart = stage.status in (DealStatus.UNSPECIFIED, DealStatus.CANCELLED)
    classes = " ".join(name for name, on in (("empty", stage.deals.empty), ("apart", apart)) if on)
    return (
        f"<li class='{classes}'><span class='stage'>{escape(STAGE_LABELS[stage.status])}</span>"
        f"<span class='total'>{escape(stage_total_text(stage))}</span>"
        f"<span class='small'>{escape(' · '.join(stage_notes(stage)))}</span></li>"
    )
