"""The pages of the dashboard; `frame.py` is the script that surrounds them all."""
