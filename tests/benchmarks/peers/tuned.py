"""The same page with what Streamlit offers: caches, no basemap, compact payloads, one fragment, WebGL when large."""

import os

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

st.set_page_config(layout="wide")


@st.cache_data
def load() -> pd.DataFrame:
    return pd.read_parquet(os.environ["BENCH_PARQUET"]).assign(
        date=lambda d: pd.to_datetime(d.date), kind=lambda d: d.kind.astype("category"), district=lambda d: d.district.astype("category")
    )


@st.cache_data
def select(kinds: tuple[str, ...], span: tuple) -> pd.DataFrame:
    df = load()
    mask = df.date.between(*map(pd.Timestamp, span))
    return df[mask & df.kind.isin(kinds)] if kinds else df[mask]


@st.cache_resource
def deck(kinds: tuple[str, ...], span: tuple) -> pdk.Deck:
    df = select(kinds, span)
    return pdk.Deck(
        map_provider=None,
        layers=[
            pdk.Layer(
                "ScatterplotLayer",
                df[["lon", "lat"]].to_numpy().tolist(),
                get_position="-",
                get_radius=60,
                radius_min_pixels=3,
                get_fill_color=[200, 60, 30, 160],
                pickable=True,
            )
        ],
        initial_view_state=pdk.ViewState(latitude=51.34, longitude=12.37, zoom=10),
    )


@st.cache_resource
def figure(kinds: tuple[str, ...], span: tuple) -> go.Figure:
    df = select(kinds, span)
    trace = go.Scattergl if len(df) > 2000 else go.Scatter
    fig = go.Figure(
        [
            trace(x=part.date.to_numpy(), y=part.amount.to_numpy(), name=kind, mode="markers")
            for kind, part in df.groupby("kind", observed=True)
        ]
    )
    return fig.update_layout(height=350, margin={"t": 10, "b": 10})


@st.fragment
def page() -> None:
    df = load()
    kinds = tuple(st.multiselect("Kind", df.kind.cat.categories))
    span = st.date_input("Dates", (df.date.min(), df.date.max()))
    if len(span) == 2:
        st.pydeck_chart(deck(kinds, span), height=400)
        st.plotly_chart(figure(kinds, span), theme=None)
        st.dataframe(select(kinds, span), height=350)


page()
