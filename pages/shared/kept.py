"""What is made of a version of the data once and shared by all readers."""

from loaders.kept import kept

__all__ = ["kept"]
