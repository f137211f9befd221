"""Map: facts on the two provinces, each drawn as exactly as it is placed."""
