"""Places: what lies where, and the outlines of districts and provinces."""
