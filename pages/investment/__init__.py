"""Investment: deals on the money ladder, a total per stage."""
