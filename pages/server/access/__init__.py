"""Who gets in: nothing of the data leaves before a reader has signed in or a program has shown a read token.

Off unless Streamlit's `[auth]` secrets are set. `sign_in` reads and checks the settings, `guard` decides about every request, `identity`
reads the reader's cookie, `oidc` speaks with the sign-in service, `answers` are what those see who do not get in.
"""
