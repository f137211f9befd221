"""What `check --strict` warns of: nothing wrong in form, but a fact that may say less, or more, than its passages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from loaders.schema.diagnostics import Diagnostic
from loaders.schema.records import Fact, Source
from loaders.validation.lint_context import LintContext
from loaders.validation.passages import paragraphs_of, passage_of
from loaders.validation.rules import RULES
from loaders.yaml.folder import Records, SourcedRecord


def lint_records(records: Records, folder: Path | None) -> list[Diagnostic]:
    """The warnings that no fact answers, and the answers that answer nothing; of passages only with the folder of texts.

    The records must be free of errors. An answer fits when its `warning` and `about` are those of the warning.
    """
    context = LintContext(records, _passages(records, folder) if folder else {})
    return sorted(problem for entry in records.facts.values() for problem in _of_fact(entry, context))


def _passages(records: Records, folder: Path) -> dict[Source, str]:
    """Per source the passage it points to; those that cannot be found are told by the proof."""
    texts: dict[str, list[str]] = {}
    for identity in records.articles:
        path = folder / f"{identity}.txt"
        texts[identity] = paragraphs_of(path.read_text(encoding="utf-8-sig")) if path.is_file() else []
    found = {}
    for source in (source for entry in records.facts.values() for source in entry.record.sources):
        paragraphs = texts.get(source.article, [])
        if source.paragraph <= len(paragraphs) and (passage := passage_of(source, paragraphs[source.paragraph - 1])):
            found[source] = passage
    return found


def _of_fact(entry: SourcedRecord[Fact], context: LintContext) -> Iterator[Diagnostic]:
    fact = entry.record
    warnings = {(w.word, w.about): w for rule in RULES.values() for w in rule.check(fact, context)}
    answered = {(answer.warning, answer.about) for answer in fact.answers}
    for key, warning in warnings.items():
        if key not in answered:
            yield entry.problem(f'warning {warning.word} "{warning.about}": {warning.message}, or answer it', *warning.where)
    read = all(source in context.passages for source in fact.sources)
    for i, answer in enumerate(fact.answers):
        if (answer.warning, answer.about) not in warnings and (read or not RULES[answer.warning].reads_passages):
            yield entry.problem(f'answers {answer.warning} "{answer.about}", of which nothing warns; take the answer out', "answers", i)
