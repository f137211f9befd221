"""Chokepoints: what sits behind a district, and what touches a site's way out."""
