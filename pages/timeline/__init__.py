"""Timeline: facts in lanes, each drawn as exactly as it is dated."""
