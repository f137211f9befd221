"""Who says what: a table of the disputed questions by the sides that speak (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import escape

from loaders.query.disputes import Question
from pages.drawing.fact_lines import CardLink, certainty_html
from pages.drawing.hidden_counts import hidden_by_filters
from pages.drawing.linked_names import LinkedNames
from pages.drawing.palette import count_text

MOST_QUESTIONS, MOST_SIDES, OTHERS = 40, 5, "Others"
Row = Mapping[Hashable, Any]


def side_of(fact: Row, parties: Mapping[str, str]) -> str:
    """Whose word a fact is: the party of its claimants where they have one, else the claimants."""
    party = fact["party"]
    return parties.get(party, party) if isinstance(party, str) else ", ".join(fact["claimants"])


def sides_text(shown: int, hidden: int) -> str:
    """5 disputed questions that involve facts shown; 2 more hidden by the filters."""
    if not shown and not hidden:
        return "The articles dispute nothing that is recorded here."
    told = f"{count_text(shown, 'disputed question that involves', 'disputed questions that involve')} facts shown"
    return f"{told}; {'more: ' * bool(shown)}{hidden_by_filters(hidden)}." if hidden else f"{told}."


def sides_html(
    questions: Sequence[Question],
    facts: pd.DataFrame,
    shown: Iterable[str],
    parties: Mapping[str, str],
    link: CardLink,
    names: LinkedNames,
) -> str:
    """How many questions there are in words, then the table: a row a question of which a fact is shown, a column a side.

    facts: all facts; shown: the ids of those that the filters show; parties: names of sides. What is hidden is counted in its cell.
    """
    seen = {*shown}
    drawn = [q for q in questions if not seen.isdisjoint(q.facts)]
    words = f"<p class='small'>{sides_text(len(drawn), len(questions) - len(drawn))}</p>"
    if not drawn:
        return words
    rows = facts[facts["id"].isin([i for q in drawn for i in q.facts])].set_index("id", drop=False).to_dict("index")
    side = {str(i): side_of(row, parties) for i, row in rows.items()}
    often = Counter(side[i] for q in drawn for i in q.facts).most_common()
    columns = [name for name, _ in often[:MOST_SIDES]] + [OTHERS] * (len(often) > MOST_SIDES)
    side = {i: name if name in columns else OTHERS for i, name in side.items()}
    speaks = {name: rows[i] for i, name in side.items()}  # a fact of each side, which knows who its claimants are
    heads = {name: name if name == OTHERS else names.who_says(speaks[name], name) for name in columns}
    head = "".join(f"<th role='columnheader' scope='col'>{escape(heads[name])}</th>" for name in columns)
    body = "".join(_row(q, heads, side, rows, seen, link, names) for q in drawn[:MOST_QUESTIONS])
    more = len(drawn) - MOST_QUESTIONS
    return (
        f"{words}<div class='wide'><table class='sides' role='table' aria-label='Disputed questions by who speaks'>"
        f"<thead role='rowgroup'><tr role='row'><th role='columnheader' scope='col'>Question</th>{head}</tr></thead>"
        f"<tbody role='rowgroup'>{body}</tbody></table></div>"
        + (f"<p class='small'>{more:,} more questions about facts shown: narrow the view by a filter.</p>" if more > 0 else "")
    )


def _row(
    question: Question,
    heads: Mapping[str, str],
    side: Mapping[str, str],
    rows: Mapping[Hashable, Row],
    seen: set[str],
    link: CardLink,
    names: LinkedNames,
) -> str:
    cells = "".join(
        _cell(name, head, [rows[i] for i in question.facts if side[i] == name], seen, link, names) for name, head in heads.items()
    )
    return f"<tr role='row'><th role='rowheader' scope='row'>{escape(question.asked)}</th>{cells}</tr>"


def _cell(name: str, head: str, facts: Sequence[Row], seen: set[str], link: CardLink, names: LinkedNames) -> str:
    """What one side says; an empty cell where no fact of it is recorded."""
    told = "".join(f"<p>{_told(row, link, names if name == OTHERS else None)}</p>" for row in facts if row["id"] in seen)
    hidden = hidden_by_filters(sum(row["id"] not in seen for row in facts))
    told += f"<p class='small'>{hidden}</p>" if hidden else ""
    empty = "" if told else " class='none'"
    return f"<td role='cell'{empty}><span class='speaker'>{escape(head)}</span>{told}</td>"


def _told(row: Row, link: CardLink, names: LinkedNames | None) -> str:
    """A fact and how firmly it is asserted. names: links of who says so, which only the column of several says."""
    speaker = f"<span class='second'>{names.who_says(row)}</span>" if names else ""
    return f"{link(row['id'], row['title'])} {certainty_html(row['certainty'])}{speaker}"
