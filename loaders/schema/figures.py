"""The figures of a fact as columns: one number for one claim, low and high with who claims each where claims differ."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from loaders.schema.field_types import CURRENCY, PEOPLE
from loaders.schema.formatting import NOT_STATED, figure_amount, figures_amount
from loaders.schema.records import Fact, Figure

COUNTED: dict[str, tuple[str, Container[str]]] = {"amount_usd": ("amount", {"USD"}), "killed": ("killed", PEOPLE)}
ENDS = ("low", "high")
FIGURE_NUMBERS = {
    f"{column}{end}": dtype for column, dtype in (("amount_usd", "float64"), ("killed", "Int64")) for end in ("", "_low", "_high")
}
CLAIMED = [f"{column}{end}{told}" for column in COUNTED for end in ("", "_low", "_high") for told in ("", "_bound", "_claimed_by")]
FIGURE_TEXTS = [f"{column}{end}_{told}" for column in COUNTED for end in ("", "_low", "_high") for told in ("bound", "claimed_by")]


def figure_columns(fact: Fact) -> dict[str, Any]:
    """FIGURE_NUMBERS and FIGURE_TEXTS of a fact, and `amount_words`.

    `amount_usd` (US dollars) and `killed` (people) are None where two figures of that name differ: no number is picked. Figures
    per year, in other units and in words are not counted among them; one in words beside a number leaves the number alone empty.
    """
    columns: dict[str, Any] = {}
    for column, (name, units) in COUNTED.items():
        columns |= _columns(column, figures_of(fact.figures, name, units), fact, _rivals(fact, name, units))
    return columns | {"amount_words": amount_words_of(fact)}


def figures_of(figures: Iterable[Figure], name: str, units: Container[str]) -> list[Figure]:
    """The figures of one name in these units that are no rate."""
    return [figure for figure in figures if figure.name == name and figure.unit in units and figure.per is None]


def differ(figures: Iterable[Figure]) -> bool:
    """Whether figures of one name say different things; the same number from two claimants is one."""
    return len({(figure.value, figure.value_to, figure.as_stated, figure.bound, figure.unit, figure.per) for figure in figures}) > 1


def amount_words_of(fact: Fact) -> str:
    """The amount of a deal as its figures have it: "USD 1.25 billion", "USD 400–700 million (two claimants)", "not stated"."""
    amounts = [figure for figure in fact.figures if figure.name == "amount" and CURRENCY.fullmatch(figure.unit)]
    if not amounts:
        return NOT_STATED
    if len(amounts) == 1 or not differ(amounts):
        return figure_amount(amounts[0])
    claimants = {claimant for figure in amounts for claimant in figure.claimed_by or fact.claimed_by}
    return figures_amount(amounts, len(claimants))


def _rivals(fact: Fact, name: str, units: Container[str]) -> bool:
    """Whether somebody else gives a figure of that name in another unit, which cannot be compared."""
    given = [figure for figure in fact.figures if figure.name == name and figure.per is None]
    here = {figure.claimed_by or fact.claimed_by for figure in given if figure.unit in units}
    return any((figure.claimed_by or fact.claimed_by) not in here for figure in given if figure.unit not in units)


def _columns(column: str, figures: list[Figure], fact: Fact, rivals: bool) -> dict[str, Any]:
    numbers = [figure for figure in figures if figure.value is not None]
    if not numbers:
        return {}
    found: dict[str, Any] = {}
    for end, reach, most in zip(ENDS, (_lowest, _highest), (min, max), strict=True):
        number = most(map(reach, numbers))
        found |= _told(f"{column}_{end}", number, [f for f in numbers if reach(f) == number], fact)
    one = not (rivals or differ(figures) or numbers[0].value_to)
    return found | _told(column, numbers[0].value, numbers, fact) if one else found


def _lowest(figure: Figure) -> float:
    return figure.value or 0


def _highest(figure: Figure) -> float:
    return figure.value_to or figure.value or 0


def _told(column: str, number: float | None, figures: list[Figure], fact: Fact) -> dict[str, Any]:
    claimants = dict.fromkeys(c for figure in figures for c in (figure.claimed_by or fact.claimed_by))
    bounds = dict.fromkeys(figure.bound.value for figure in figures)
    return {column: number, f"{column}_bound": "; ".join(bounds), f"{column}_claimed_by": "; ".join(claimants)}
