"""YAML files read strictly, every value with its line, and edited in place."""
