"""Dossiers: sections of one’s own words, each sentence resting on facts, read and proved."""
