"""Web Annotations: one for each passage, selected by its first and last words, in the shape that the model asks for."""

import json
from urllib.parse import unquote

from loaders.export.formats import export
from loaders.export.registry import FileRequest
from loaders.query.selection import Selection


def test_each_passage_is_an_annotation_made_of_first_and_last_words_only(dataset):
    found = json.loads(export(dataset, Selection(), "passages.jsonld", FileRequest("https://team.example")))
    items = found["first"]["items"]
    sources = [(fact, source) for fact in dataset.facts_by_id.values() for source in fact.sources]
    assert found["type"] == "AnnotationCollection"
    assert found["version"] == dataset.version
    assert found["total"] == len(items) == len(sources)
    assert len({item["id"] for item in items}) == len(items)
    told = set()
    for item in items:
        target = item["target"]
        selector = target["selector"][0]
        assert (item["type"], selector["type"], target["type"]) == ("Annotation", "RangeSelector", "SpecificResource")
        assert selector["startSelector"]["type"] == selector["endSelector"]["type"] == "TextQuoteSelector"
        first, last = selector["startSelector"]["exact"], selector["endSelector"]["prefix"]
        assert selector["endSelector"]["exact"] == ""
        told.add((item["body"][1]["source"].partition("fact=")[2], target["position"], first, last))
        for fragment in target["selector"][1:]:
            assert unquote(fragment["value"]) == f":~:text={first},{last}"
            assert target["source"].startswith("https://")
    assert told == {(fact.id, source.paragraph, source.from_, source.to) for fact, source in sources}


def test_a_selection_has_its_own_passages_and_unknown_addresses_are_ours(dataset):
    found = json.loads(export(dataset, Selection(article=("ciss-nawaz",)), "passages.jsonld"))
    assert 0 < found["total"] < len([source for fact in dataset.facts_by_id.values() for source in fact.sources])
    assert {item["target"]["source"] for item in found["first"]["items"]} >= {"/sources#article-ciss-nawaz"}
    assert all(len(item["target"]["selector"]) == 1 for item in found["first"]["items"] if "ciss" in item["target"]["source"])
