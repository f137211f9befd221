"""A brief, a Word document and slides hold the dossiers that rest on facts they show, sentence by sentence; a recorded version has none."""

import io

import docx
import pptx
import pytest

from loaders.dossiers.proved import proved_dossiers
from loaders.export.formats import export
from loaders.export.registry import FileRequest
from loaders.history.as_of import dataset_asked
from loaders.history.ledger import read_ledger
from loaders.query.selection import Selection
from pages.brief.html import brief_html
from pages.view_documents import brief_of

NUSHKI, UKRAINE = Selection(district=("nushki",)), Selection(q="Ukraine")


def texts_of(dataset, selection) -> dict[str, str]:
    word = docx.Document(io.BytesIO(export(dataset, selection, "docx")))
    slides = pptx.Presentation(io.BytesIO(export(dataset, selection, "pptx"))).slides
    return {
        "html": brief_html(brief_of(dataset, selection, FileRequest(""), dataset.today, "svg")).replace("&#39;", "'"),
        "docx": "\n".join(line.text for line in word.paragraphs),
        "pptx": "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame),
    }


@pytest.fixture(scope="module")
def nushki(dataset) -> dict[str, str]:
    return texts_of(dataset, NUSHKI)


@pytest.mark.parametrize("file", ["html", "docx", "pptx"])
def test_each_file_has_every_sentence_with_what_bears_it_out(nushki, dataset, file) -> None:
    dossier = proved_dossiers(dataset)[0]["road-through-nushki"]
    for sentence in dossier.sentences:
        assert sentence.record.text in nushki[file]
        assert all(dataset.facts_by_id[fact].title in nushki[file] for fact in sentence.record.facts)
    assert all(section.heading in nushki[file] for section, _ in dossier.sections)


def test_a_view_with_none_of_its_facts_and_a_recorded_version_have_no_dossier(dataset) -> None:
    told = texts_of(dataset, UKRAINE)
    assert [name for name, text in told.items() if "The road through Nushki" in text] == []
    former, _ = dataset_asked(dataset, {"as_of": [read_ledger(dataset.folder).versions[-1].version]})
    made = brief_html(brief_of(former, NUSHKI, FileRequest(""), former.today, "svg"))
    assert former.recorded
    assert "The road through Nushki" not in made
