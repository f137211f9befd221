"""An article beside its facts: every passage marked where it stands, ways there and back, and nothing of the text anywhere else."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.frames.dataset import build_dataset
from loaders.passages.reading import ReadArticle, read_article, segments
from loaders.schema.records import Fact
from loaders.schema.registries import Article
from pages.sources.reading import Links, coverage_text, text_html
from tests.asgi import AsgiClient
from tests.pages.sentences import page_texts

FRAME = Path(__file__).resolve().parents[3] / "pages" / "frame.py"
WORDS = "Zanzibar <b>bold</b> words"  # of no fact and no page
LINKS = Links(lambda identity: f"?fact={identity}", lambda identity: f"?passage={identity}")


@pytest.fixture
def served(tiny_data: Path, tiny_articles: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The hand-made data and its text, which the server may read."""
    path = tiny_articles / "paper.txt"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{WORDS} of the copy.\n", encoding="utf-8")
    monkeypatch.setenv("FACTS_DATA", str(tiny_data))
    monkeypatch.setenv("ARTICLES", str(tiny_articles))
    return tiny_articles


def _reading(read: ReadArticle) -> list[str]:
    return [paragraph.text[one.start : one.stop] for paragraph in read.paragraphs for one in paragraph.passages]


def _article(paragraphs: int = 1) -> Article:
    return Article(id="paper", publisher="Paper", kind="news", sha256="0" * 64, perspective="None.", paragraphs=paragraphs)


def _open(**query: str) -> AppTest:
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page("sources/page.py").run()
    assert not app.exception
    return app


def test_every_passage_of_the_project_is_found_and_only_plain_sentences_are_counted_plain(articles_folder: Path) -> None:
    data = build_dataset()
    for article in data.articles.values():
        text = (articles_folder / f"{article.id}.txt").read_text(encoding="utf-8")
        read = read_article(text, article, data.facts_by_id.values())
        assert read.same
        assert read.lost == ()
        assert all(paragraph.text in text for paragraph in read.paragraphs), "the text is shown as it is written"
        sources = [(f.id, s) for f in data.facts_by_id.values() for s in f.sources if s.article == article.id]
        found = {(one.fact, p.number, p.text[one.start : one.stop]) for p in read.paragraphs for one in p.passages}
        for identity, source in sources:
            passages = [words for fact, number, words in found if (fact, number) == (identity, source.paragraph)]
            assert any(words.startswith(source.from_[:8]) and words.endswith(source.to[-4:]) for words in passages), source
        covered = sum(stop - start for p in read.paragraphs for start, stop, over in segments(p) if over)
        assert covered == read.covered
        assert 0.9 < read.covered / read.characters < 1
        assert read.plain_sentences == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said  “the bank\u00a0approved” a loan —for the mine. Not this.", "the bank\u00a0approved” a loan —for the mine"),
        ("The ﬁrst: the bank ap\u00adproved it\nfor the  mine! More.", "the bank ap\u00adproved it\nfor the  mine"),
    ],
)
def test_a_passage_is_marked_in_the_spelling_of_the_text(make_fact: Callable[..., Fact], text: str, words: str) -> None:
    fact = make_fact(sources=[{"article": "paper", "paragraph": 1, "from": "the bank approved", "to": "for the mine"}])
    read = read_article(text, _article(), [fact])
    assert _reading(read) == [words]
    assert (read.sentences, read.plain_sentences) == (2, 1)
    assert "1 of its 2 sentences holds no passage" in coverage_text(read)


def test_passages_that_overlap_have_a_sign_each_and_the_chosen_one_is_marked(make_fact: Callable[..., Fact]) -> None:
    text = "One two three four five six <i>seven</i>."
    ends = {"a": ("One two", "four five"), "b": ("three four", "five six"), "c": ("two three", "six <i>seven</i>")}
    facts = {i: make_fact(id=i, sources=[{"article": "paper", "paragraph": 1, "from": f, "to": t}]) for i, (f, t) in ends.items()}
    read = read_article(text, _article(), facts.values())
    html = text_html(read, facts, "c", LINKS, False)
    assert (
        unescape(
            re.sub(r"<span class='unseen'>.*?</span>|<[^>]+>", "", html.split("<p class='text' dir='auto'>")[1].split("</p>")[0])
        ).replace("▲", "")
        == text
    )
    assert "<i>" not in html
    assert [html.count(f"id='passage-{i}'") for i in facts] == [1, 1, 1]
    assert html.count("sign'") == 3
    assert html.count("passage chosen") == 4, "cut where the others begin and end"
    assert [html.count(f"href='?passage={i}'") for i in facts] == [1, 1, 1]


def test_a_passage_that_is_gone_is_told(make_fact: Callable[..., Fact]) -> None:
    fact = make_fact(sources=[{"article": "paper", "paragraph": 3, "from": "the bank", "to": "the mine"}])
    read = read_article("Nothing of it.", _article(), [fact])
    assert read.lost == (fact.id,)
    assert "not the text that the passages were proved against" in coverage_text(read)


def test_a_card_leads_to_the_passage_and_the_passage_to_the_card(served: Path) -> None:
    app = _open(fact="attack-on-town", district="chagai")
    card = "".join(page_texts(app))
    assert "./sources?district=chagai&amp;read=paper&amp;passage=attack-on-town#passage-attack-on-town" in card
    app = _open(read="paper", passage="attack-on-town")
    page = "".join(page_texts(app))
    assert "passage chosen" in page
    assert "fact=attack-on-town" in page
    assert "Zanzibar &lt;b&gt;bold&lt;/b&gt; words" in page


def test_without_the_folder_nothing_leads_there_and_the_page_says_so(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "read=paper" in "".join(page_texts(_open()))
    monkeypatch.delenv("ARTICLES")
    assert "read=paper" not in "".join(page_texts(_open(fact="attack-on-town")))
    assert "is not on this server" in "".join(page_texts(_open(read="paper")))


@pytest.mark.parametrize(("raw", "told"), [(b"\xff\xfe", "is not UTF-8 at byte 0"), (b"x" * (2 * 2**20 + 1), "has more than 2 MiB")])
def test_a_text_that_cannot_be_read_is_told_without_its_place(served: Path, raw: bytes, told: str) -> None:
    (served / "paper.txt").write_bytes(raw)
    page = "".join(page_texts(_open(read="paper")))
    assert told in page
    assert str(served) not in page


def test_nothing_of_the_text_reaches_api_files_feed_previews_or_logs(
    served: Path, ask: AsgiClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert any("Zanzibar" in text for text in page_texts(_open(read="paper", passage="attack-on-town")))
    paths = (
        "api/facts.json",
        "api/facts.csv",
        "api/facts.geojson",
        "api/brief.html",
        "api/articles.json",
        "api/dataset.jsonld",
        "api/facts.ris",
    )
    for path in (*paths, "api/changes.atom", "api/facts.docx", "preview.png", "sources", "sources?read=paper", "articles/paper.txt"):
        answer = ask.get(f"/{path}")
        assert answer.status in (200, 404), path
        assert b"Zanzibar" not in answer.body, path
        assert b"read=paper" not in answer.body or path.startswith("sources?"), path
    assert "Zanzibar" not in caplog.text
    assert "Zanzibar" not in "".join(path.read_text(encoding="utf-8") for path in served.parent.glob("data/**/*.y*ml"))


def test_a_folder_that_is_none_keeps_the_server_from_starting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from loaders.api.settings import check_settings

    monkeypatch.setenv("ARTICLES", str(tmp_path / "nowhere"))
    with pytest.raises(SystemExit, match="is not a folder"):
        check_settings("", ())
