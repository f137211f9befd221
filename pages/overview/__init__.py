"""Overview: what the sources say, in one look."""
