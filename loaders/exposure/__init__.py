"""What a site depends on, and what touches it: routes, districts, days between facts."""
