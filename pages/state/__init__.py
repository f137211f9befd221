"""The view of a run, and widgets kept equal to the address."""
