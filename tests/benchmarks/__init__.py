"""Benchmarks: the app next to a plain Streamlit page and to other stacks; `make bench` runs them, tests never do."""
