import os

import pandas as pd
import plotly.express as px
import pydeck as pdk
import streamlit as st

st.set_page_config(layout="wide")
df = pd.read_csv(os.environ["BENCH_CSV"], parse_dates=["date"])
kinds = st.multiselect("Kind", sorted(df.kind.unique()))
span = st.date_input("Dates", (df.date.min(), df.date.max()))
if kinds:
    df = df[df.kind.isin(kinds)]
if len(span) == 2:
    df = df[df.date.between(*map(pd.Timestamp, span))]
st.pydeck_chart(
    pdk.Deck(
        layers=[
            pdk.Layer(
                "ScatterplotLayer",
                df[["lon", "lat", "title"]],
                get_position="[lon, lat]",
                get_radius=60,
                radius_min_pixels=3,
                get_fill_color=[200, 60, 30, 160],
                pickable=True,
            )
        ],
        initial_view_state=pdk.ViewState(latitude=51.34, longitude=12.37, zoom=10),
    ),
    height=400,
)
st.plotly_chart(px.scatter(df, x="date", y="amount", color="kind", height=350))
st.dataframe(df, height=350)
