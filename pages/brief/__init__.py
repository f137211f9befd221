"""The brief of a view: one self-contained HTML file."""
