"""Context: statements that fit none of the other kinds."""

from __future__ import annotations

from pydantic import Field

from loaders.schema.event_terms import Topic
from loaders.schema.kinds.declaration import Column, KindDeclaration
from loaders.schema.records import Fact
from loaders.schema.vocabulary import Kind


class Context(Fact):
    """A statement that fits none of the other kinds."""

    kind = Kind.CONTEXT
    topic: Topic = Field(description="What it is about")


DECLARATION = KindDeclaration(Context, "facts/context.yaml", columns=(Column("topic", is_type=True),), is_event=False)
