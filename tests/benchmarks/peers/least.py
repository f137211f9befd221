"""The least that Streamlit can do: one filter and one line of text. What is below this, no Streamlit page reaches."""

import os

import pandas as pd
import streamlit as st

df = pd.read_csv(os.environ["BENCH_CSV"])
kinds = st.multiselect("Kind", sorted(df.kind.unique()))
st.text(f"{len(df[df.kind.isin(kinds)] if kinds else df)} rows")
