"""data/README.md explains every key that an entry may have and every word of the closed lists."""

import pytest

from loaders.reading import DATA
from loaders.records import FACT_FILES, REGISTRY_FILES, ActorRole, Figure, Related, Source
from loaders.vocabulary import CLOSED_LISTS

README = DATA / "README.md"
MODELS = [*FACT_FILES.values(), *REGISTRY_FILES.values(), Source, Figure, ActorRole, Related]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_documented(model):
    text = README.read_text(encoding="utf-8")
    keys = [info.alias or name for name, info in model.model_fields.items()]
    assert [key for key in keys if f"`{key}`" not in text] == []


@pytest.mark.parametrize("words", CLOSED_LISTS, ids=lambda words: words.__name__)
def test_every_word_of_a_closed_list_is_documented(words):
    text = README.read_text(encoding="utf-8")
    assert [word.value for word in words if f"`{word}`" not in text] == []
    assert all(word.meaning for word in words)
