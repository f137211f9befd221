"""Pure drawing for screen and file: frames in, figures and pictures out; no Streamlit."""
