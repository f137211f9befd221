"""The timeline: its layout, marks, counts and pictures."""
