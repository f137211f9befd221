"""What is drawn on more than one page with Streamlit."""
