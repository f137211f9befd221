import os

import pandas as pd
import panel as pn
import plotly.express as px

pn.extension("deckgl", "plotly", "tabulator")
ALL = pd.read_csv(os.environ["BENCH_CSV"], parse_dates=["date"])
kinds = pn.widgets.MultiChoice(name="Kind", options=sorted(ALL.kind.unique()))
span = pn.widgets.DateRangePicker(name="Dates", value=(ALL.date.min().date(), ALL.date.max().date()))


def select(kinds, span):
    df = ALL[ALL.date.between(*map(pd.Timestamp, span))]
    return df[df.kind.isin(kinds)] if kinds else df


def deck(kinds, span):
    df = select(kinds, span)
    return {
        "mapStyle": None,
        "initialViewState": {"latitude": 51.34, "longitude": 12.37, "zoom": 10},
        "layers": [
            {
                "@@type": "ScatterplotLayer",
                "data": df[["lon", "lat", "title"]],
                "getPosition": "@@=[lon, lat]",
                "getRadius": 60,
                "radiusMinPixels": 3,
                "getFillColor": [200, 60, 30, 160],
                "pickable": True,
            }
        ],
        "views": [{"@@type": "MapView", "controller": True}],
    }


pn.Column(
    kinds,
    span,
    pn.pane.DeckGL(pn.bind(deck, kinds, span), height=400, sizing_mode="stretch_width"),
    pn.pane.Plotly(
        pn.bind(lambda k, s: px.scatter(select(k, s), x="date", y="amount", color="kind"), kinds, span),
        height=350,
        sizing_mode="stretch_width",
    ),
    pn.widgets.Tabulator(pn.bind(select, kinds, span), pagination="remote", page_size=10, height=350),
).servable()
