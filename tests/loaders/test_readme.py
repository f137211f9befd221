"""data/README.md explains every key that an entry may have and every word of the closed lists, as editors and `check` do."""

import re

import pytest

from loaders.schema.dossiers import Dossier, DossierSection, DossierSentence, DossierView
from loaders.schema.kinds import FACT_FILES
from loaders.schema.records import ActorRole, Answer, Fact, Figure, Related, Review, Source, TimeOrder
from loaders.schema.registries import REGISTRY_FILES
from loaders.schema.vocabulary import CLOSED_LISTS
from loaders.yaml.folder import DATA

README = DATA / "README.md"
MODELS = [
    Fact,
    *FACT_FILES.values(),
    *REGISTRY_FILES.values(),
    Source,
    Figure,
    ActorRole,
    Answer,
    Review,
    Related,
    TimeOrder,
    Dossier,
    DossierSection,
    DossierView,
    DossierSentence,
]


def _table(heading):
    """The rows of the table below a heading: first cell without backticks, second cell."""
    section = README.read_text(encoding="utf-8").split(f"\n### {heading}\n")[1].split("\n#")[0]
    return dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.MULTILINE))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_documented_in_the_words_that_editors_show(model):
    inherited = set(Fact.model_fields) if issubclass(model, Fact) and model is not Fact else set()
    said = {info.alias or name: info.description for name, info in model.model_fields.items() if name not in inherited}
    assert {key: meaning.replace("`", "") for key, meaning in _table(model.__name__).items()} == said


@pytest.mark.parametrize("words", CLOSED_LISTS, ids=lambda words: words.__name__)
def test_every_word_of_a_closed_list_is_documented(words):
    text = README.read_text(encoding="utf-8")
    assert [word.value for word in words if f"| `{word}` | {word.meaning} |" not in text] == []
    assert all(word.meaning for word in words)
