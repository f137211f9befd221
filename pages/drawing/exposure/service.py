"""Days without phone or data service per district, by the articles and by a dataset, each apart, as a table in HTML (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from pages.drawing.palette import count_text


def days_text(least: int, most: int, cuts: int, noun: tuple[str, str], undated: int = 0) -> str:
    """At least 1 day, at most 31, by 2 events; nothing told of service where there is no cut."""
    if not cuts:
        return "no cut of service shown"
    told = count_text(least, "day", "days") if least == most else f"at least {count_text(least, 'day', 'days')}, at most {most:,}"
    dated = cuts - undated
    parts = [f"{told}, by {count_text(dated, *noun)}"] if dated else []
    return "; ".join([*parts, *([f"{count_text(undated, *noun)} without a date"] if undated else [])])


def service_html(districts: Mapping[str, str], told: Mapping[str, tuple[str, str]]) -> str:
    """A row per district. told: what the dataset says of it, and what the articles do."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td>{escape(told[district][0])}</td><td>{escape(told[district][1])}</td></tr>"
        for district, name in districts.items()
    )
    head = "".join(f"<th scope='col'>{name}</th>" for name in ("District", "By the dataset", "By the articles"))
    region = "<div class='wide' tabindex='0' role='region' aria-label='Days without service'>"
    return f"{region}<table class='closure'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
