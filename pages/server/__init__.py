"""What the HTTP server adds to Streamlit: middleware, assets, files of a view, live updates."""
