"""What `agree` does: two codings of the same articles compared, so that figures of agreement can be made again by anyone."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.cli import CLEAN, ERRORS, MISUSE, echo_err, print_diagnostics
from loaders.schema.diagnostics import DataError
from loaders.schema.records import Fact

if TYPE_CHECKING:
    from loaders.validation.agreement import Pair

NOT_DEFINED = "not defined"
COLUMNS = ("field", "pairs", "equal", "percent", "alpha", "given", "given_equal")


class _MisuseError(Exception):
    """What is asked cannot be done; its text says why."""


def add_agree_options(parser: ArgumentParser) -> None:
    """The options of `agree`."""
    parser.add_argument("one", type=Path, metavar="A", help="the data folder of one coding")
    parser.add_argument("other", type=Path, metavar="B", help="that of the other, or a file with a second coding of the facts of A")
    parser.add_argument("--as-of", metavar="VERSION", help="A as this recorded version had it")
    parser.add_argument("--articles", type=Path, metavar="DIR", help="pair passages by these texts, not by the words of their locators")
    parser.add_argument("--differences", action="store_true", help="instead tell each pair that differs: ids, field, both values")


def agree(options: Namespace) -> int:
    """Tab-separated lines on stdout: COLUMNS, a line a field. What could not be paired is told on stderr."""
    try:
        codings, pairs = _codings(options)
    except DataError as error:
        return print_diagnostics(error.problems)
    except _MisuseError as told:
        echo_err(told)
        return MISUSE
    if not pairs:
        echo_err("no fact of the one rests on a passage of the other: there is nothing to compare")
        return ERRORS
    _print(pairs, options.differences)
    folders = (options.one, options.other)
    for folder, facts, ids in zip(folders, codings, ({p.one.id for p in pairs}, {p.other.id for p in pairs}), strict=True):
        alone = [identity for identity in facts if identity not in ids]
        echo_err(f"{folder}: {len(facts)} facts, {len(ids)} paired, {len(alone)} not{': ' if alone else ''}{', '.join(alone)}")
    how = "by fact, as both code the same passages" if options.other.is_file() else "by passage"
    echo_err(f"pairs are made {how}; a list is equal when all of it is; alpha is Krippendorff’s, nominal")
    echo_err("given: pairs in which at least one of the two has the field; given_equal: those of them that are equal")
    return CLEAN


def _print(pairs: list[Pair], differences: bool) -> None:
    from loaders.validation.agreement import agreement

    if not differences:
        print(*COLUMNS, sep="\t")
    for found in agreement(pairs):
        if differences:
            for pair, mine, theirs in found.different:
                print(pair.one.id, pair.other.id, found.field, mine, theirs, sep="\t")
        else:
            alpha = NOT_DEFINED if found.alpha is None else f"{found.alpha:.3f}"
            print(found.field, found.pairs, found.equal, f"{found.percent:.1f}", alpha, found.given, found.given_equal, sep="\t")
    sys.stdout.flush()


def _codings(options: Namespace) -> tuple[tuple[Mapping[str, Fact], Mapping[str, Fact]], list[Pair]]:
    """Both codings and their pairs. Raises DataError for what is wrong in their files, _MisuseError for what cannot be asked."""
    from loaders.gazetteer.boundaries import outline_ids
    from loaders.validation.agreement import paired, paired_by_id, read_texts
    from loaders.validation.check import load_checked
    from loaders.validation.coding import read_coding

    for folder in filter(None, [options.one, *([] if options.other.is_file() else [options.other]), options.articles]):
        if not folder.is_dir():
            raise _MisuseError(
                f"{folder} is not a folder; give two data folders (B may be a file with a coding), and with --articles the texts"
            )
    records, layers, problems = load_checked(options.one)
    if problems:
        raise DataError(problems)
    one: Mapping[str, Fact] = {identity: entry.record for identity, entry in records.facts.items()}
    if options.as_of:
        one = _as_of(options.one, options.as_of)
    if options.other.is_file():
        other, problems = read_coding(options.other, one, records, outline_ids(layers))
        if problems:
            raise DataError(problems)
        return (one, other), paired_by_id(one, other)
    read, _, problems = load_checked(options.other)
    if problems:
        raise DataError(problems)
    other = {identity: entry.record for identity, entry in read.facts.items()}
    articles = sorted({source.article for facts in (one, other) for fact in facts.values() for source in fact.sources})
    try:
        texts = read_texts(options.articles, articles) if options.articles else None
    except UnicodeDecodeError as error:
        raise _MisuseError(f"{options.articles}: a text is not UTF-8 at byte {error.start}; save it as UTF-8") from None
    return (one, other), paired(one, other, texts)


def _as_of(folder: Path, version: str) -> Mapping[str, Fact]:
    """The facts of a recorded version of a folder by id."""
    from loaders.history.ledger import read_ledger
    from loaders.history.states import fact_of_content, fact_states

    ledger = read_ledger(folder)
    positions = [position for position, entry in enumerate(ledger.versions) if entry.version == version]
    if not positions:
        recorded = ", ".join(entry.version for entry in reversed(ledger.versions)) or "none"
        raise _MisuseError(f"{version} is no recorded version of {folder}; recorded are: {recorded}")
    found = {i: fact_of_content(content) for i, content in fact_states(ledger)[positions[-1]].items()}
    return {identity: fact for identity, fact in found.items() if fact is not None}
