"""A text of one's own, checked against the facts: what they bear out, what goes beyond them, what they do not hold."""
