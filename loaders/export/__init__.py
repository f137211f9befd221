"""A selection as a file, and how to cite it."""
