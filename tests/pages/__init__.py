"""Tests of the pages: under AppTest, and of the pure chart builders on tiny frames."""
