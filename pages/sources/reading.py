"""An article's text beside its facts as HTML: passages underlined in the colour of their kind, signs that lead to the facts (pure)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from loaders.passages.reading import CodedPassage, ReadArticle, ReadParagraph, segments
from loaders.schema.kinds.security_incident import incident_class
from loaders.schema.records import Fact
from pages.components.navigation import internal_anchor, internal_link
from pages.drawing.fact_lines import CardLink, certainty_html
from pages.drawing.legend import legend_html
from pages.drawing.palette import LOOKS, count_text, fact_glyph, kind_text, look_of
from pages.state.reading import passage_anchor

MOST_LINES = 3  # underlines below each other; more could not be told apart
LINE_PX = 2


def coverage_text(read: ReadArticle) -> str:
    """How much of the text the facts rest on; all facts, whatever the filters."""
    share = f"{read.covered / read.characters:.1%}" if read.characters else "0 %"
    told = (
        f"{count_text(read.facts, 'fact rests', 'facts rest')} on this text. {share} of its {read.characters:,} characters "
        f"lie in their passages. {read.plain_sentences:,} of its {count_text(read.sentences, 'sentence', 'sentences')} "
        f"{'holds' if read.plain_sentences == 1 else 'hold'} no passage."
    )
    if not read.same:
        told += " This copy is not the text that the passages were proved against."
    return told


def lost_html(read: ReadArticle, facts: Mapping[str, Fact], link: CardLink) -> str:
    """The facts whose passage does not stand in the text where it should; nothing where all do."""
    if not read.lost:
        return ""
    items = "".join(f"<li>{link(identity, facts[identity].title)}</li>" for identity in read.lost)
    told = f"{count_text(len(read.lost), 'fact has a passage that does', 'facts have passages that do')} not stand in this copy:"
    return f"<div class='fault'><p>{told}</p><ul>{items}</ul></div>"


def reading_legend(read: ReadArticle, facts: Mapping[str, Fact], dark: bool) -> str:
    """The looks that occur, with their signs."""
    looks = dict.fromkeys(_look(facts[one.fact]) for paragraph in read.paragraphs for one in paragraph.passages)
    return legend_html([(LOOKS[look].glyph, look, kind_text(look)) for look in LOOKS if look in looks], dark)


@dataclass(frozen=True)
class Links:
    """Where the text and the list beside it lead. card: from a fact's id to the address of its card; place: to its passage in the text."""

    card: Callable[[str], str]
    place: Callable[[str], str]


def text_html(read: ReadArticle, facts: Mapping[str, Fact], chosen: str, links: Links, dark: bool) -> str:
    """The text, a row a paragraph, and beside each the facts that rest on it. chosen: the fact whose passages are marked."""
    drawn = _Drawn(facts, chosen, links, dark)
    return f"<div class='reading'>{''.join(drawn.row(paragraph) for paragraph in read.paragraphs)}</div>"


@dataclass(frozen=True)
class _Drawn:
    """A text as it is drawn; anchored: the facts whose first passage is drawn already, so that its anchor is there."""

    facts: Mapping[str, Fact]
    chosen: str
    links: Links
    dark: bool
    anchored: set[str] = field(default_factory=set)

    def row(self, paragraph: ReadParagraph) -> str:
        words = "".join(self._part(paragraph.text[start:stop], start, stop, over) for start, stop, over in segments(paragraph))
        beside = "".join(self._beside(identity) for identity in dict.fromkeys(one.fact for one in paragraph.passages))
        told = f"<ul class='lines'>{beside}</ul>" if beside else "<p class='small'>No fact rests on this paragraph.</p>"
        return f"<section><span class='number'>¶{paragraph.number}</span><p class='text' dir='auto'>{words}</p>{told}</section>"

    def _part(self, words: str, start: int, stop: int, over: tuple[CodedPassage, ...]) -> str:
        """Words with their lines; before them the anchors of passages that begin, after them the signs of passages that end."""
        if not over:
            return escape(words)
        begin = dict.fromkeys(one.fact for one in over if one.start == start and one.fact not in self.anchored)
        self.anchored.update(begin)
        anchors = "".join(f"<span id='{escape(passage_anchor(identity), quote=True)}'></span>" for identity in begin)
        looks = list(dict.fromkeys(_look(self.facts[one.fact]) for one in over))[:MOST_LINES]
        lines = ",".join(f"0 {LINE_PX * n}px 0 {LOOKS[look].colour(self.dark)}" for n, look in enumerate(looks, 1))
        marked = " chosen" if any(one.fact == self.chosen for one in over) else ""
        signs = "".join(self._sign(one.fact) for one in over if one.stop == stop)
        return f"{anchors}<span class='passage{marked}' style='box-shadow:{lines}'>{escape(words)}</span>{signs}"

    def _mark(self, identity: str) -> str:
        fact = self.facts[identity]
        look = _look(fact)
        colour = LOOKS[look].colour(self.dark)
        return f"<span class='mark' style='color:{colour}' aria-hidden='true'>{fact_glyph(look, fact.certainty)}</span>"

    def _sign(self, identity: str) -> str:
        """The sign of a fact behind its passage, which leads to its card; its title is read out."""
        title = self.facts[identity].title
        content = f"{self._mark(identity)}<span class='unseen'>{escape(title)}</span>"
        return internal_anchor(self.links.card(identity), content, f" title='{escape(title, quote=True)}'", "sign")

    def _beside(self, identity: str) -> str:
        fact = self.facts[identity]
        current = " class='chosen' aria-current='true'" * (identity == self.chosen)
        card = internal_link(self.links.card(identity), fact.title)
        there = internal_link(self.links.place(identity), "show in the text")
        told = f"{card} {certainty_html(fact.certainty)}<span class='second'>{there}</span>"
        return f"<li{current}>{self._mark(identity)}<span class='fact'>{told}</span></li>"


def _look(fact: Fact) -> str:
    return look_of(fact.kind, incident_class(fact))
