"""New entries from templates, and retired ones."""
