"""Records as pandas frames, and the dataset with its version."""
