"""The checks of the data: references, passages of the articles, plausibility, and lint warnings."""
