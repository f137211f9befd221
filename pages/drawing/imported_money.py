"""Imported deals in words and tables: money by unit and stage of one dataset, and deals beside the articles' sites (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from loaders.schema.deal_terms import STAGE_LABELS
from loaders.schema.formatting import NOT_STATED
from loaders.schema.registries import Place
from pages.drawing.event_rows import event_date_text
from pages.drawing.exposure.imported_sites import distance_text
from pages.drawing.palette import count_text

if TYPE_CHECKING:
    from loaders.events.named_sites import SameName

_UNKNOWN = len(STAGE_LABELS)


def stage_text(status: object) -> str:
    """Our name of a stage; that the source's word tells none."""
    return STAGE_LABELS.get(str(status), STAGE_LABELS["unspecified"])


def amount_text(amount: float | None, unit: object) -> str:
    """282,531,815 (USD, constant 2017); or that it is not stated."""
    if amount is None or pd.isna(amount):
        return NOT_STATED
    return f"{amount:,.0f} ({unit if isinstance(unit, str) and unit else 'unit not stated'})"


def amounts_html(found: pd.DataFrame) -> str:
    """A row per unit and stage of one dataset. found: as `amounts_by_stage`. No sum goes across two rows."""
    order = [*STAGE_LABELS]
    rows = sorted(
        found.to_dict("records"),
        key=lambda row: (str(row["amount_unit"]), order.index(row["status"]) if row["status"] in order else _UNKNOWN),
    )
    head = "".join(f"<th scope='col'>{name}</th>" for name in ("Stage", "Unit", "Deals shown", "Sum of their amounts", "Not in the sum"))
    region = "<div class='wide' tabindex='0' role='region' aria-label='Money of the dataset by unit and stage'>"
    return f"{region}<table class='closure'><thead><tr>{head}</tr></thead><tbody>{''.join(map(_amount_row, rows))}</tbody></table></div>"


def _amount_row(row: Mapping[Any, Any]) -> str:
    deals, given, left_out = int(row["deals"]), int(row["with_amount"] or 0), int(row["left_out"] or 0)
    unit = row["amount_unit"] if isinstance(row["amount_unit"], str) else "not stated"
    total = f"{row['amount']:,.0f}, of {count_text(given, 'deal', 'deals')}" if given else NOT_STATED
    missing = deals - given - left_out
    why = [f"{left_out:,} that the source does not recommend for sums"] if left_out else []
    why += [f"{missing:,} without an amount"] if missing else []
    cells = (unit, f"{deals:,}", total, "; ".join(why) or "none")
    return f"<tr><th scope='row'>{escape(stage_text(row['status']))}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def beside_html(found: Iterable[SameName], deals_for: Mapping[str, Sequence[str]], places: Mapping[str, Place]) -> str:
    """A row a deal that names a site of the articles. deals_for: the articles' deals shown for each site, in words."""
    rows = ""
    for pair in found:
        row = pair.row
        told = f"{row['name']} ({event_date_text(row)}): {amount_text(row['amount'], row['amount_unit'])}, {stage_text(row['status'])}"
        theirs = "; ".join(deals_for.get(pair.site, ())) or "no deal for it is shown"
        cells = (told, theirs, distance_text(pair.km))
        rows += f"<tr><th scope='row'>{escape(places[pair.site].name)}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
    heads = ("Site that is named", "In the dataset", "In the articles", "Between the points")
    head = "".join(f"<th scope='col'>{name}</th>" for name in heads)
    region = "<div class='wide' tabindex='0' role='region' aria-label='Deals of both for sites that are called alike'>"
    return f"{region}<table class='closure'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
