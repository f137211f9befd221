"""Method: what the words of the dashboard mean and what it does not claim."""
