"""Records are refused where two of their keys cannot go together."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from loaders.frames.dataset import Dataset
from loaders.schema.records import Related
from loaders.schema.vocabulary import Link


@pytest.mark.parametrize("how", [link for link in Link if link is not Link.CONTRADICTS])
def test_only_a_contradiction_says_what_it_is_about(how: Link) -> None:
    assert Related(fact="one", how=Link.CONTRADICTS, about="Is it so?").about == "Is it so?"
    with pytest.raises(ValidationError, match="only for"):
        Related(fact="one", how=how, about="Is it so?")


def test_every_contradiction_of_the_data_says_what_it_is_about(dataset: Dataset) -> None:
    links = [r for fact in dataset.facts_by_id.values() for r in fact.related if r.how is Link.CONTRADICTS]
    assert len(links) == 10
    assert [r.fact for r in links if not r.about] == []
    assert len({r.about for r in links}) == 4
