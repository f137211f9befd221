"""Money of imported deals: per dataset, unit and stage, each apart; never added to the deals of the articles."""

from __future__ import annotations

import pandas as pd

from loaders.events.question import EventQuestion
from loaders.schema.vocabulary import Kind


def amounts_by_stage(asked: EventQuestion) -> pd.DataFrame:
    """Shown deals per dataset, unit and stage: dataset, amount_unit, status, deals, amount, with_amount, left_out.

    amount: sum of what may be added, null where none is given; with_amount: of how many deals; left_out: deals that the source does not
    recommend for sums. Amounts of two units or two datasets are never added.
    """
    table = asked.shown.filter(lambda t: t.kind == Kind.FINANCING_DEAL.value)
    added = table.in_totals.fill_null(True) & table.amount.notnull()
    found = table.group_by(["dataset", "amount_unit", "status"]).agg(
        deals=table.count(),
        amount=table.amount.sum(where=added),
        with_amount=added.sum(),
        left_out=(~table.in_totals.fill_null(True)).sum(),
    )
    return asked.store.frame(found.order_by(["dataset", "amount_unit", "status"]))
