"""The brief as a Word document and as slides, read back by python-docx, python-pptx and LibreOffice."""

import io
import shutil
import subprocess
import zipfile
from datetime import date

import docx
import pptx
import pytest
from docx.oxml.ns import qn

from loaders.__main__ import main
from loaders.export.formats import export
from loaders.export.registry import FileRequest
from loaders.query.match_reasons import reasons
from loaders.query.selection import Selection, select, shown
from loaders.schema.formatting import passage_url
from pages.brief import document as document_module
from pages.view_documents import brief_of

SERVER = "https://team.example/minerals"
NUSHKI = Selection(district=("nushki",))
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(scope="module")
def written(dataset):
    return docx.Document(io.BytesIO(export(dataset, NUSHKI, "docx", FileRequest(SERVER))))


@pytest.fixture(scope="module")
def slides(dataset):
    return pptx.Presentation(io.BytesIO(export(dataset, NUSHKI, "pptx", FileRequest(SERVER))))


def _tables(document):
    return {table.rows[0].cells[0].text: [[cell.text for cell in row.cells] for row in table.rows[1:]] for table in document.tables}


def _links(document):
    rows = document.element.body.iter(qn("w:hyperlink"))
    return [(row.get(qn("w:anchor")), document.part.rels[row.get(qn("r:id"))].target_ref if row.get(qn("r:id")) else None) for row in rows]


def test_headings_are_headings_and_pictures_have_words(written, dataset):
    heads = [p.text for p in written.paragraphs if p.style.name == "Heading 1"]
    assert heads[:4] == [
        "What is shown and what is not",
        "Map of the facts shown",
        "Timeline of the facts shown",
        "The facts shown, the latest first",
    ]
    assert heads[-2:] == ["Sources", "Hidden by match type, and why"]
    assert next(p for p in written.paragraphs if p.style.name == "Title").text == "Minerals and conflict in Pakistan’s west"
    told = [shape._inline.docPr.get("descr") for shape in written.inline_shapes]
    assert len(told) == 2
    for words, name in zip(told, ("Map", "Timeline"), strict=True):
        assert words.startswith(f"{name} of minerals and conflict in Pakistan’s west. Selection: district Nushki. 25 facts shown")
        assert f"Data version {dataset.version}" in words
    assert "Balochistan as a whole: 17 facts" in told[0]


def test_the_table_holds_every_fact_shown_with_who_says_it(written, dataset):
    facts = shown(select(dataset.facts, NUSHKI), NUSHKI)
    rows = _tables(written)["Date"]
    assert len(rows) == len(facts)
    by_title = {row["title"]: row for row in facts.to_dict("records")}
    for when, what, _, who, certainty in rows:
        row = by_title[what.partition(" [")[0]]
        assert (when, who) == (row["date_words"], " and ".join(row["claimants"]))
        assert ("may match" in certainty) == (row["match"] == "possible")


def test_numbers_lead_to_sources_and_sources_to_their_passages(written, dataset):
    links = _links(written)
    marks = {mark.get(qn("w:name")) for mark in written.element.body.iter(qn("w:bookmarkStart"))}
    assert {anchor for anchor, _ in links if anchor} == marks
    facts = shown(select(dataset.facts, NUSHKI), NUSHKI)["id"]
    sources = [source for i in facts for source in dataset.facts_by_id[i].sources]
    passages = {url for s in sources if (url := passage_url(dataset.articles[s.article].url, s))}
    view = f"{SERVER}/?district=nushki&v={dataset.version}"
    assert {address for _, address in links if address} == passages | {view}


def test_what_is_hidden_is_counted_and_told_with_its_reason(written, dataset):
    selected = select(dataset.facts, NUSHKI)
    held = selected[~selected["match"].isin(NUSHKI.match)]
    counts = {row[0]: int(row[2]) for row in _tables(written)["Facts"] if row[0]}
    assert counts["Shown"] + counts["Hidden"] + counts["Excluded by the filters"] == counts["All facts"] == len(dataset.facts)
    by_reason = dict(_tables(written)["Why"])
    for title, why in zip(held["title"], reasons(held, NUSHKI, dataset.places), strict=True):
        assert title in by_reason[why].split("; ")


def test_a_long_view_tells_what_its_table_leaves_out(dataset, monkeypatch):
    monkeypatch.setattr(document_module, "MOST_FACTS", 5)
    brief = brief_of(dataset, NUSHKI, FileRequest(), date(2026, 3, 1), "png")
    document = docx.Document(io.BytesIO(document_module.brief_docx(brief)))
    assert len(_tables(document)["Date"]) == 5
    assert any(p.text == "The latest 5; 20 more facts stand in the files of this view." for p in document.paragraphs)
    numbers = {anchor for anchor, _ in _links(document) if anchor}
    assert numbers == {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}


@pytest.mark.parametrize("ending", ["docx", "dotx"])
def test_a_house_template_gives_its_styles_and_keeps_none_of_its_words(dataset, tmp_path, ending):
    house = docx.Document()
    house.styles["Heading 1"].font.name = "House Sans"
    house.styles.element.remove(house.styles["Table Grid"].element)
    house.sections[0].header.paragraphs[0].text = "House header"
    house.add_paragraph("Words of the template")
    house.save(tmp_path / "house.docx")
    if ending == "dotx":
        with zipfile.ZipFile(tmp_path / "house.docx") as old, zipfile.ZipFile(tmp_path / "house.dotx", "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b"document.main+xml", b"template.main+xml"))
    out = tmp_path / "brief.docx"
    assert (
        main(["export", "--district", "nushki", "--format", "docx", "--template", str(tmp_path / f"house.{ending}"), "--out", str(out)])
        == 0
    )
    made = docx.Document(out)
    assert made.styles["Heading 1"].font.name == "House Sans"
    assert made.sections[0].header.paragraphs[0].text == "House header"
    assert not [p for p in made.paragraphs if "Words of the template" in p.text]
    assert [p.text for p in made.paragraphs if p.style.name == "Heading 1"]


def test_a_template_is_taken_from_a_file_and_one_that_is_none_is_refused_in_words(tiny_data, tmp_path, capsys):
    (tmp_path / "house.docx").write_text("no")
    asked = [
        "export",
        "--data",
        str(tiny_data),
        "--format",
        "docx",
        "--template",
        str(tmp_path / "house.docx"),
        "--out",
        str(tmp_path / "out"),
    ]
    assert main(asked) == 2
    assert "house.docx: is not a Word file that can be read; give a .docx or .dotx" in capsys.readouterr().err
    docx.Document().save(tmp_path / "house.docx")
    assert main(asked) == 0
    assert docx.Document(tmp_path / "out").inline_shapes
    assert main(["export", "--format", "csv", "--template", str(tmp_path / "house.docx")]) == 2


def test_each_slide_has_a_picture_three_facts_and_their_sources_in_its_notes(slides, dataset):
    facts = shown(select(dataset.facts, NUSHKI), NUSHKI)
    for slide, name in zip(list(slides.slides)[:2], ("Map", "Timeline"), strict=True):
        assert slide.shapes.title.text_frame.text.startswith(f"{name}: 25 facts shown")
        (picture,) = [shape for shape in slide.shapes if shape.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.PICTURE]
        assert picture._element.nvPicPr.cNvPr.get("descr").startswith(f"{name} of minerals")
        words = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        told = [row for row in facts.to_dict("records") if f"\n{row['title']}\n" in words]
        assert len(told) == 3
        notes = slide.notes_slide.notes_text_frame.text
        for row in told:
            assert f"{' and '.join(row['claimants'])} · " in words
            for source in dataset.facts_by_id[row["id"]].sources:
                assert (passage_url(dataset.articles[source.article].url, source) or "address not known") in notes
        assert f"25 of {len(dataset.facts)} facts shown; 92 facts hidden" in words
        assert f"Data version {dataset.version}" in words
        for shape in slide.shapes:
            assert shape.left >= 0 <= shape.top
            assert shape.left + shape.width <= slides.slide_width
            assert shape.top + shape.height <= slides.slide_height


def test_a_house_template_gives_slides_its_masters_and_none_of_its_slides(dataset, tmp_path):
    house = pptx.Presentation()
    house.slide_layouts[5].name = "Unser Titel"
    house.slides.add_slide(house.slide_layouts[0]).shapes.title.text = "Words of the template"
    house.save(tmp_path / "house.pptx")
    request = FileRequest(SERVER, template=(tmp_path / "house.pptx").read_bytes())
    made = pptx.Presentation(io.BytesIO(export(dataset, NUSHKI, "pptx", request)))
    assert [slide.slide_layout.name for slide in made.slides] == ["Unser Titel"] * len(made.slides)
    assert "Words of the template" not in str([shape.text_frame.text for s in made.slides for shape in s.shapes if shape.has_text_frame])


def test_words_that_xml_cannot_hold_are_left_out(dataset):
    hostile = Selection(q="\x07 ]]> <w:p> \ufffe zzz")
    assert "No fact is shown." in [p.text for p in docx.Document(io.BytesIO(export(dataset, hostile, "docx"))).paragraphs]
    assert len(pptx.Presentation(io.BytesIO(export(dataset, hostile, "pptx"))).slides) == 2


@pytest.mark.long
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer-nogui and its sisters")
def test_libreoffice_opens_documents_slides_and_workbooks(dataset, tmp_path):
    for form in ("docx", "pptx", "xlsx"):
        (tmp_path / f"view-{form}.{form}").write_bytes(export(dataset, NUSHKI, form, FileRequest(SERVER)))
    command = [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, tmp_path.glob("view-*"))], check=True, capture_output=True, timeout=120)
    for form in ("docx", "pptx", "xlsx"):
        assert (tmp_path / f"view-{form}.pdf").read_bytes().startswith(b"%PDF-")
