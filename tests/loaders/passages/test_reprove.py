"""A changed text: each passage stands, moved, is unclear or gone; only paragraph numbers are ever written."""

import hashlib

import pytest

from loaders.__main__ import main
from tests.conftest import PAPER

LOAN = "facts/financing_deals.yaml"


@pytest.fixture
def told(tiny_data, tmp_path, capsys):
    """Run `reprove` on a text; its exit, lines and last words."""

    def run(text, *more):
        path = tmp_path / "changed.txt"
        path.write_text(text, encoding="utf-8")
        code = main(["reprove", "paper", str(path), "--data", str(tiny_data), *more])
        captured = capsys.readouterr()
        return code, captured.out.splitlines(), captured.err.strip()

    return run


def _files(data):
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in data.rglob("*") if path.is_file()}


def test_all_passages_stand_in_the_text_as_it_was(told):
    code, lines, last = told(PAPER)
    assert code == 0
    assert lines
    assert all(line.endswith(tuple(f"stands in paragraph {n}" for n in (1, 2, 3))) for line in lines)
    assert last == f"paper: {len(lines)} stands, 0 moved, 0 unclear, 0 gone; nothing written"


def test_moved_unclear_and_gone_are_told_and_nothing_is_written(told, tiny_data):
    before = _files(tiny_data)
    first, second, third = PAPER.strip().split("\n\n")
    code, lines, last = told("\n\n".join([second, first, first, third.replace("Ministers met", "Ministers sat")]))
    assert code == 1
    by_id = {line.split(":")[1].split(" ")[1]: line for line in lines}
    assert by_id["attack-on-town"].endswith("moved: paragraph 2 → 1")
    assert "is unclear: it fits several passages, in paragraph 2, 3" in by_id["bank-approves-loan"]
    assert "is gone" in by_id["ministers-meet"]
    assert by_id["ministers-meet"].startswith("data/facts/diplomatic_events.yaml:")
    assert "nothing written" in last
    assert _files(tiny_data) == before


def test_write_renews_the_numbers_of_what_moved_and_nothing_else(told, tiny_data):
    before = {path: path.read_text(encoding="utf-8") for path in tiny_data.rglob("*.yaml")}
    code, _, last = told("A new beginning.\n\n" + PAPER, "--write")
    assert code == 0
    assert "paragraph numbers written" in last
    for path, old in before.items():
        for was, now in zip(old.splitlines(), path.read_text(encoding="utf-8").splitlines(), strict=True):
            expected = was
            for number in (3, 2, 1):
                expected = expected.replace(f"paragraph: {number},", f"paragraph: {number + 1},")
            assert now == expected
    assert "paragraph: 2," in (tiny_data / LOAN).read_text(encoding="utf-8")
    assert told("A new beginning.\n\n" + PAPER)[0] == 0


def test_two_numbers_in_a_line_are_left_alone(told, tiny_data, change):
    one = '{article: paper, paragraph: 1, from: "The bank approved", to: "for the mine"}'
    change(tiny_data / LOAN, f"sources:\n    - {one}", f"sources: [{one}, {one}]")
    before = _files(tiny_data)
    code, _, last = told("New.\n\n" + PAPER, "--write")
    assert code == 2
    assert "give each source a line of its own" in last
    assert _files(tiny_data) == before


def test_an_unknown_article_and_a_text_that_is_none_are_misuse(told, tiny_data, tmp_path, capsys):
    assert main(["reprove", "papper", str(tmp_path), "--data", str(tiny_data)]) == 2
    assert 'unknown article "papper"; did you mean "paper"?' in capsys.readouterr().err
    assert main(["reprove", "paper", str(tmp_path / "none.txt"), "--data", str(tiny_data)]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_the_projects_passages_survive_new_paragraphs(articles_folder, tmp_path, capsys):
    text = (articles_folder / "ndtv-sonavane.txt").read_text(encoding="utf-8")
    (tmp_path / "new.txt").write_text("Preface.\n\n" + text, encoding="utf-8")
    assert main(["reprove", "ndtv-sonavane", str(tmp_path / "new.txt")]) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith("ndtv-sonavane: 0 stands,")
    assert captured.err.rstrip().endswith("0 unclear, 0 gone; nothing written")
