"""Sources: the articles, what they rest on and what rests on them."""
