"""If the road were closed, as HTML: sites that depend on a district with routes, money, basis and alternatives (pure)."""

from __future__ import annotations

from markupsafe import Markup, escape

from loaders.exposure.closure import NOT_STATED, Closure, SiteBehind
from loaders.exposure.dependencies import DistrictRole
from loaders.schema.figures import amount_words_of
from loaders.schema.formatting import words_of
from pages.drawing.fact_lines import CardLink
from pages.drawing.linked_names import LinkedNames

_ROLES = {
    DistrictRole.START: "its route starts there",
    DistrictRole.PASSED: "its route passes through",
    DistrictRole.OWN: "it lies there",
}
LABEL = (
    "A supposition, not a report. What follows are the routes and deals that are recorded, whatever the filters, each with what it rests "
    "on; what would in fact happen, the articles do not say."
)


def closure_html(closure: Closure, names: LinkedNames, link: CardLink) -> str:
    """A row a site: how it depends on the district, the money for it, on what that rests, and another way."""
    rows = "".join(_row(site, names, link) for site in closure.sites)
    head = "".join(f"<th scope='col'>{name}</th>" for name in ("Site", "How it depends", "Money", "Basis", "Another way"))
    stated = "".join(f"<li>{link(i, names.dataset.facts_by_id[i].title)}</li>" for i in closure.stated)
    told = f"<h3>Statements about it in the paragraphs that the routes rest on</h3><ul>{stated}</ul>" if stated else ""
    region = "<div class='wide' tabindex='0' role='region' aria-label='Sites that depend on it'>"
    table = f"{region}<table class='closure'><thead><tr>{head}"
    return f"<p class='small'><b>{escape(LABEL)}</b></p>{table}</tr></thead><tbody>{rows}</tbody></table></div>{told}"


def _row(site: SiteBehind, names: LinkedNames, link: CardLink) -> str:
    ways = names.dataset.routes
    routes = ", ".join(ways[route].name for route in site.routes)
    how = escape(_ROLES[site.role] + (f": {routes}" if routes and site.role is not DistrictRole.OWN else ""))
    money = "<br>".join(f"{link(i, _deal(i, names))}" for i in site.deals) or NOT_STATED
    others = escape(", ".join(ways[route].name for route in site.other_ways)) or NOT_STATED
    cells = (names.place(site.site), how, money, _basis(site, names), others)
    return f"<tr><th scope='row'>{cells[0]}</th>{''.join(f'<td>{cell}</td>' for cell in cells[1:])}</tr>"


def _deal(identity: str, names: LinkedNames) -> str:
    fact = names.dataset.facts_by_id[identity]
    return f"{amount_words_of(fact)}, {words_of(getattr(fact, 'status', ''))}"


def _basis(site: SiteBehind, names: LinkedNames) -> Markup:
    publishers = {article: names.article(article, names.dataset.articles[article].publisher) for article, _ in site.articles}
    told = [Markup("article: {}, paragraph {}").format(publishers[article], paragraph) for article, paragraph in site.articles]
    return Markup("; ").join([*told, *(f"gazetteer: {said}" for said in site.gazetteer)]) or escape(NOT_STATED)
