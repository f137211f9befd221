"""The data for programs that read, by the Model Context Protocol: facts, passages, totals that may be made, and what is not stated."""
