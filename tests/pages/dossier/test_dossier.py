"""The dossier page: every sentence with its facts and passages, the views beside, and what is not borne out said."""

from __future__ import annotations

import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from loaders.dossiers.proof import Proof
from loaders.dossiers.proved import ProvedSentence, proved_dossiers
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from loaders.schema.dossiers import DossierSection, DossierSentence
from pages.dossier.sections import holds_text, section_html

FRAME = Path(__file__).resolve().parents[3] / "pages" / "frame.py"


def _card(identity: str, words: str) -> str:
    return f"<a href='?fact={identity}'>{words}</a>"


def test_the_page_shows_every_sentence_its_facts_and_the_views(dataset: Dataset) -> None:
    page = AppTest.from_file(str(FRAME), default_timeout=60).run().switch_page("dossier/page.py").run()
    assert not page.exception
    words = " ".join([*(block.proto.body for block in page.get("html")), *(one.proto.html_content for one in page.get("bidi_component"))])
    for sentence in proved_dossiers(dataset)[0]["road-through-nushki"].sentences:
        assert sentence.record.text.replace("'", "&#x27;") in words
        assert all(f"fact={fact}" in words for fact in sentence.record.facts)
    assert "12 of 12 sentences borne out" in words
    pictures = re.findall(r"<svg.*?</svg>", words, re.DOTALL)
    assert [next(name for name in ("Map of", "Timeline of") if name in svg) for svg in pictures] == ["Map of", "Timeline of", "Map of"]
    assert not re.findall(r'"#[0-9A-Fa-f]{6}"', "".join(pictures)), "each colour is one of the style sheet, light or dark as the page"
    ratios = {re.search(r'viewBox="0 0 (\S+) (\S+)"', svg).groups() for svg in pictures}  # type: ignore[union-attr]
    assert len(ratios) == 3, "each picture has its own ratio"


def test_what_is_not_borne_out_or_not_in_the_version_is_said_and_words_are_escaped(dataset: Dataset) -> None:
    record = DossierSentence(text="<b>Over</b> 170 were killed.", facts=("killed-bla-militants", "a-later-fact"))
    sentence = ProvedSentence(record, Proof(("number “170” is in none of its facts: none says so",), ""), ("a-later-fact",))
    section = DossierSection(heading="One", sentences=(record,))
    told = section_html(section, [sentence], dataset, Selection(), "", _card, "")
    assert "&lt;b&gt;Over" in told
    assert "Not borne out: number “170” is in none of its facts: none says so; fact a-later-fact is not in this version." in told
    assert "<figure>" not in told
    assert not sentence.holds


def test_the_line_above_counts_what_could_only_be_compared_in_part(dataset: Dataset) -> None:
    dossier = proved_dossiers(dataset)[0]["road-through-nushki"]
    part = sum(bool(sentence.proof.unjudged) for sentence in dossier.sentences)
    assert f"{part} of these could only be compared in part" in holds_text(dossier, dataset)
