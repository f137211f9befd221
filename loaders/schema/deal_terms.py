"""Closed lists for financing deals: their stage and their instrument."""

from __future__ import annotations

from loaders.schema.term import Term


class DealStatus(Term):
    """The stages of a deal; a total never spans two of them."""

    EXPRESSED_INTEREST = "expressed_interest", "Interest voiced, no money committed"
    PLEDGED = "pledged", "Money promised"
    APPROVED = "approved", "Approved by the financier; not yet signed or paid"
    SIGNED = "signed", "Contract signed"
    DISBURSED = "disbursed", "Money paid out"
    CANCELLED = "cancelled", "Given up or taken back; not a stage of the ladder"
    UNSPECIFIED = "unspecified", "The source does not say how far it is"


class Instrument(Term):
    """The form of the money, only where the source names it."""

    FINANCING = "financing", "Called financing, with no further word"
    LOAN = "loan", "Loan"
    GRANT = "grant", "Grant"
    EQUITY = "equity", "Equity"
    INVESTMENT = "investment", "Called investment, with no further word"
    GUARANTEE = "guarantee", "Guarantee"
    INSURANCE = "insurance", "Insurance of a risk"
    BOND = "bond", "Bond"
    LEASE = "lease", "Lease or concession for a fee"
    TENDER = "tender", "A bid or award in a tender"
    ROYALTY = "royalty", "Royalty or a share of what is earned"
    TAX = "tax", "Tax, duty or fee"
    BUDGET = "budget", "Money of a public budget"
    COMPENSATION = "compensation", "Compensation, damages or an arbitration award"


STAGE_LABELS: dict[str, str] = {
    DealStatus.EXPRESSED_INTEREST: "Interest expressed",
    DealStatus.PLEDGED: "Pledged",
    DealStatus.APPROVED: "Approved",
    DealStatus.SIGNED: "Signed",
    DealStatus.DISBURSED: "Disbursed",
    DealStatus.UNSPECIFIED: "Stage not stated",
    DealStatus.CANCELLED: "Cancelled",
}
