"""Imported events, mineral sites and deals: a second kind of evidence beside the facts, never counted together with them."""
