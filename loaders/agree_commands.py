"""What `agree` does: two codings of the same articles compared, so that figures of agreement can be made again by anyone."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from loaders.cli import CLEAN, ERRORS, MISUSE, echo_err, print_diagnostics

NOT_DEFINED = "not defined"


def add_agree_options(parser: ArgumentParser) -> None:
    """The options of `agree`."""
    parser.add_argument("one", type=Path, metavar="A", help="the data folder of one coding")
    parser.add_argument("other", type=Path, metavar="B", help="that of the other")
    parser.add_argument("--articles", type=Path, metavar="DIR", help="pair passages by these texts, not by the words of their locators")
    parser.add_argument("--differences", action="store_true", help="instead tell each pair that differs: ids, field, both values")


def agree(options: Namespace) -> int:
    """Tab-separated lines on stdout: field, pairs, equal, percent, alpha. What could not be paired is told on stderr."""
    from loaders.validation.agreement import agreement, paired, read_texts
    from loaders.validation.check import check_data

    folders = (options.one, options.other)
    for folder in (*folders, *filter(None, [options.articles])):
        if not folder.is_dir():
            echo_err(f"{folder} is not a folder; give two data folders, and with --articles that of the texts")
            return MISUSE
    codings = []
    for folder in folders:
        records, problems = check_data(folder)
        if problems:
            return print_diagnostics(problems)
        codings.append({identity: entry.record for identity, entry in records.facts.items()})
    articles = sorted({source.article for facts in codings for fact in facts.values() for source in fact.sources})
    try:
        texts = read_texts(options.articles, articles) if options.articles else None
    except UnicodeDecodeError as error:
        echo_err(f"{options.articles}: a text is not UTF-8 at byte {error.start}; save it as UTF-8")
        return MISUSE
    pairs = paired(codings[0], codings[1], texts)
    if not pairs:
        echo_err("no fact of the one rests on a passage of the other: there is nothing to compare")
        return ERRORS
    if options.differences:
        for found in agreement(pairs):
            for pair, mine, theirs in found.different:
                print(pair.one.id, pair.other.id, found.field, mine, theirs, sep="\t")
    else:
        print("field", "pairs", "equal", "percent", "alpha", sep="\t")
        for found in agreement(pairs):
            alpha = NOT_DEFINED if found.alpha is None else f"{found.alpha:.3f}"
            print(found.field, found.pairs, found.equal, f"{found.percent:.1f}", alpha, sep="\t")
    sys.stdout.flush()
    for folder, facts, ids in zip(folders, codings, ({p.one.id for p in pairs}, {p.other.id for p in pairs}), strict=True):
        alone = [identity for identity in facts if identity not in ids]
        echo_err(f"{folder}: {len(facts)} facts, {len(ids)} paired, {len(alone)} not{': ' if alone else ''}{', '.join(alone)}")
    echo_err("pairs are made by passage; a list is equal when all of it is; alpha is Krippendorff’s, nominal")
    return CLEAN
