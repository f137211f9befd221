"""Passages within the texts of articles: read beside their facts, looked up in a changed text, exported as annotations."""
