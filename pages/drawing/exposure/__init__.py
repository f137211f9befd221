"""The chokepoints: routes, what depends on a district, what happened there."""
