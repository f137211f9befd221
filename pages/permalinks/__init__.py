"""Whole pages without script for one fact, actor, place or article, each at an address that stays: for readers, archives and previews."""
