"""The dossiers of a brief in a Word document."""

from __future__ import annotations

from docx.document import Document as WordDocument

from pages.brief.content import Brief
from pages.brief.dossiers import OWN_WORDS, dossiers_of
from pages.brief.word_parts import heading, paragraph
from pages.drawing.text_layout import escape_control


def add_dossiers(document: WordDocument, brief: Brief) -> None:
    """Each dossier with its sections, each sentence with the facts that bear it out."""
    for dossier in dossiers_of(brief):
        heading(document, f"Dossier: {dossier.title}", 1)
        paragraph(document, f"{dossier.summary} {OWN_WORDS}")
        for section in dossier.sections:
            heading(document, section.heading, 2)
            for sentence in section.sentences:
                line = paragraph(document, sentence.text)
                line.add_run(escape_control(f" — {sentence.rests_on}")).italic = True
