"""The map: its marks, lines, labels and pictures."""
