import os
import sys

import dash_ag_grid as dag
import dash_deck
import pandas as pd
import plotly.express as px
import pydeck as pdk
from dash import Dash, Input, Output, callback, dcc, html

ALL = pd.read_csv(os.environ["BENCH_CSV"], parse_dates=["date"])
app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Dropdown(sorted(ALL.kind.unique()), multi=True, id="kinds"),
        dcc.DatePickerRange(id="span", start_date=ALL.date.min(), end_date=ALL.date.max()),
        html.Div(id="map", style={"height": 400, "position": "relative"}),
        dcc.Graph(id="time", style={"height": 350}),
        dag.AgGrid(id="grid", columnDefs=[{"field": c} for c in ALL.columns], style={"height": 350}),
    ]
)


@callback(
    Output("map", "children"),
    Output("time", "figure"),
    Output("grid", "rowData"),
    Input("kinds", "value"),
    Input("span", "start_date"),
    Input("span", "end_date"),
)
def draw(kinds, start, end):
    df = ALL[ALL.date.between(pd.Timestamp(start), pd.Timestamp(end))]
    if kinds:
        df = df[df.kind.isin(kinds)]
    deck = pdk.Deck(
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
    )
    return (
        dash_deck.DeckGL(deck.to_json(), id="deck", style={"height": 400}),
        px.scatter(df, x="date", y="amount", color="kind"),
        df.assign(date=df.date.dt.strftime("%Y-%m-%d")).to_dict("records"),
    )


app.run(host="127.0.0.1", port=int(sys.argv[1]))
