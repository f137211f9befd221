"""Chokepoints: what depends on a district, and what touches a site's route."""
