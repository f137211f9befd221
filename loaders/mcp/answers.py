"""What each tool answers: every answer has its data version, selection and accounting, every fact who claims it and how firmly (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from loaders.frames.dataset import Dataset
from loaders.query.parameter_names import last_value
from loaders.query.parameters import AS_OF
from loaders.query.query_string import parse_query
from loaders.query.search_results import findings, questions_found
from loaders.query.selection import Selection, accounting, select, shown
from loaders.schema.formatting import author_text, figure_phrase, passage_url
from loaders.schema.records import AUTHOR, Fact
from loaders.schema.registries import NotStated

Filters: TypeAlias = Mapping[str, str | Sequence[str]]
Answer: TypeAlias = dict[str, Any]
MOST = 50
HOW_TO_READ = (
    "Each fact is what a source says, not what is known to be true: name who_says and certainty. `origins` are independent. "
    "`accounting` counts the facts that the filters leave: definite, possible (dates or places only overlap), undated, unplaced; "
    "facts of a class that is not asked for in `match` are hidden, not absent."
)


_NO_FILTERS = {  # parameters of an address that choose no facts
    AS_OF: "as_of is no filter but an argument of the tool.",
    "v": "v is no filter: as_of asks for the data as a recorded version had them.",
    "fact": "fact is no filter: the tool passages takes ids of facts.",
}


class Refusal(ValueError):
    """What is asked cannot be understood; the words say what would be right."""


def selection_of(filters: Filters, dataset: Dataset) -> Selection:
    """The selection that filters mean, as in the query string of the data API. Refusal: a name or value is not known."""
    given = {name: [value] if isinstance(value, str) else list(value) for name, value in filters.items()}
    query = parse_query(given, dataset)
    faults = [*map(str, query.faults), *(told for name, told in _NO_FILTERS.items() if last_value(given, name) is not None)]
    if faults:
        raise Refusal(" ".join(faults))
    return query.selection


def frame(dataset: Dataset, selection: Selection) -> Answer:
    """What every answer carries."""
    selected = select(dataset.facts, selection)
    return {
        "version": dataset.version,
        **_recorded(dataset),
        "selection": selection.parameters(),
        "accounting": accounting(selected) | {"excluded": len(dataset.facts) - len(selected)},
        "how_to_read": HOW_TO_READ,
    }


def _recorded(dataset: Dataset) -> Answer:
    """Of a recorded version the day, and what of it is not as it was; nothing of the data of today."""
    if (found := dataset.recorded) is None:
        return {}
    return {"as_of": {"recorded": found.day.isoformat(), "of_other_versions": list(found.registries), "left_out": list(found.left_out)}}


def facts_answer(dataset: Dataset, filters: Filters, limit: int = 20, offset: int = 0) -> Answer:
    """The facts of a selection, the latest first, undated ones last."""
    selection = selection_of(filters, dataset)
    selected = select(dataset.facts, selection)
    rows = shown(selected, selection).sort_values("date_start", ascending=False, na_position="last", kind="stable")
    part = rows.iloc[max(offset, 0) : max(offset, 0) + min(max(limit, 0), MOST)]
    found = findings(dataset, selected, selection)
    answer = frame(dataset, selection) | {"shown": len(rows), "offset": max(offset, 0)}
    answer["facts"] = [fact_answer(dataset.facts_by_id[i], str(match), dataset) for i, match in zip(part["id"], part["match"], strict=True)]
    if selection.q:
        answer["search"] = {"found": found.words, "did_you_mean": found.offered, "not_stated": [_question(q) for q in found.questions]}
    return answer


def fact_answer(fact: Fact, match: str, dataset: Dataset) -> Answer:
    """One fact with who says so, how firmly, and where it stands."""
    row = dataset.facts.loc[dataset.facts["id"] == fact.id].iloc[0]
    return {
        "id": fact.id,
        "kind": str(fact.kind),
        "title": fact.title,
        "summary": fact.summary,
        "who_says": row["who_says"],
        "claimed_by": list(fact.claimed_by),
        "side": row["party"] if isinstance(row["party"], str) else None,
        "certainty": str(fact.certainty),
        "origins": list(row["origins"]),
        "date": fact.date,
        "date_in_words": row["date_words"],
        "places": list(row["places"]),
        "figures": [_figure(fact, turn, dataset) for turn in range(len(fact.figures))],
        "match": match,
        "related": [{"fact": related.fact, "how": str(related.how)} for related in fact.related],
        "note": fact.note,
        "passages": _passages(fact, dataset),
    }


def passages_answer(dataset: Dataset, facts: Sequence[str]) -> Answer:
    """The passages that facts rest on: article, paragraph, first and last words, address. Refusal: an id is not known."""
    if unknown := [identity for identity in facts if identity not in dataset.facts_by_id]:
        faults = parse_query({"fact": [unknown[0]]}, dataset).faults
        raise Refusal(" ".join(map(str, faults)) or f"{unknown[0]} was withdrawn")
    told = [
        {"fact": fact.id, "title": fact.title, "certainty": str(fact.certainty), "passages": _passages(fact, dataset)}
        for fact in (dataset.facts_by_id[identity] for identity in dict.fromkeys(facts))
    ]
    return frame(dataset, Selection()) | {"facts": told}


def not_stated_answer(dataset: Dataset, q: str = "", facts: Sequence[str] = ()) -> Answer:
    """What a reader would ask and the articles do not answer, by words or near facts. Nothing found is not an answer either."""
    questions = questions_found(dataset, q) if q else tuple(dataset.not_stated.values())
    found = [one for one in questions if not facts or {*facts} & {*one.facts}]
    said = (
        "The articles do not answer these; do not answer them from other knowledge as if they did."
        if found
        else "No open question is recorded for this. That does not mean that the articles answer it: look for facts."
    )
    return (
        frame(dataset, Selection(q=q))
        | {"answer": "not stated" if found else "not recorded", "told": said}
        | {"questions": [_question(one) for one in found]}
    )


def _question(one: NotStated) -> Answer:
    return {"id": one.id, "asked": one.asked, "answer": "not stated", "what_the_texts_give": one.note, "facts": list(one.facts)}


def _figure(fact: Fact, turn: int, dataset: Dataset) -> Answer:
    figure = fact.figures[turn]
    told = figure.model_dump(mode="json", exclude_none=True) | {"in_words": figure_phrase(figure)}
    return told | {"who_says": claimants(figure.claimed_by or fact.claimed_by, fact, dataset)}


def _passages(fact: Fact, dataset: Dataset) -> list[Answer]:
    found = []
    for source in fact.sources:
        article = dataset.articles[source.article]
        found.append(
            {
                "article": source.article,
                "author": author_text(article),
                "paragraph": source.paragraph,
                "from": source.from_,
                "to": source.to,
                "url": passage_url(article.url, source),
                "who_says": claimants(source.claimed_by or fact.claimed_by, fact, dataset),
                "certainty": str(source.certainty or fact.certainty),
            }
        )
    return found


def claimants(ids: Sequence[str], fact: Fact, dataset: Dataset) -> list[str]:
    """Who claims it, by name; the article's author by the articles that a fact rests on."""
    authors = dict.fromkeys(author_text(dataset.articles[source.article]) for source in fact.sources)
    return [name for i in ids for name in (authors if i == AUTHOR else (dataset.actors[i].name,))]
