"""Generated rows in the shapes of UCDP GED and ACLED, to write files from and to spoil."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, timedelta

from loaders.events.importers import form

GED = tuple(form("ucdp-ged").header)
ACLED_NEW_TEXT = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
ACLED_NEW = tuple(ACLED_NEW_TEXT.split(","))
ACLED_OLD_TEXT = (
    "data_id;iso;event_id_cnty;event_id_no_cnty;event_date;year;time_precision;event_type;sub_event_type;actor1;"
    "assoc_actor_1;inter1;actor2;assoc_actor_2;inter2;interaction;region;country;admin1;admin2;admin3;location;latitude;"
    "longitude;geo_precision;source;source_scale;notes;fatalities;timestamp;iso3"
)
ACLED_OLD = tuple(ACLED_OLD_TEXT.split(";"))
PLACES = (  # adm_1, adm_2, town, point
    ("Balochistan province", "Quetta district", "Quetta town", "30.1841", "67.0014"),
    ("Balochistan province", "Nushki district", "Nushki town", "29.5522", "66.0229"),
    ("Balochistan province", "Chagai district", "Dalbandin town", "28.8885", "64.4062"),
    ("Federally Administered Tribal Areas", "North Waziristan", "Miran Shah town", "33.0006", "70.0712"),
    ("Khyber Pakhtunkwa province", "Peshawar district", "Peshawar city", "34.008", "71.5785"),
    ("Sindh province", "Karachi district", "Karachi city", "24.86", "67.01"),
)


def ged_row(number: int, **changed: object) -> dict[str, str]:
    """One event, the same for the same number."""
    chance = random.Random(number)
    adm_1, adm_2, town, latitude, longitude = PLACES[number % len(PLACES)]
    day = date(2010, 1, 1) + timedelta(chance.randrange(5_000))
    a, b, civilians = (chance.randrange(4) for _ in range(3))
    row = dict.fromkeys(GED, "") | {
        "id": str(100_000 + number),
        "relid": f"PAK-{day.year}-1-{number}",
        "year": str(day.year),
        "active_year": "1",
        "code_status": "Clear",
        "type_of_violence": "1",
        "side_a": "Government of Pakistan",
        "side_b": "BLA",
        "number_of_sources": "-1",
        "source_article": '"Dawn, 2010-01-01, ""A headline, with a comma"""',
        "where_prec": "1",
        "where_coordinates": town,
        "adm_1": adm_1,
        "adm_2": adm_2,
        "latitude": latitude,
        "longitude": longitude,
        "country": "Pakistan",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": f"{day} 00:00:00.000",
        "date_end": f"{day} 00:00:00.000",
        "deaths_a": str(a),
        "deaths_b": str(b),
        "deaths_civilians": str(civilians),
        "deaths_unknown": "0",
        "best": str(a + b + civilians),
        "high": str(a + b + civilians + 2),
        "low": str(a),
        "gwnoa": "770",
    }
    return row | {name: str(value) for name, value in changed.items()}


def ged_rows(many: int, **changed: object) -> list[dict[str, str]]:
    return [ged_row(number, **changed) for number in range(many)]


def acled_row(number: int, **changed: object) -> dict[str, str]:
    """One event with the columns of old and new exports."""
    row = dict.fromkeys((*ACLED_NEW, *ACLED_OLD), "") | {
        "event_id_cnty": f"PAK{number}",
        "event_date": "16 May 2025",
        "year": "2025",
        "time_precision": "1",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "BLA: Baloch Liberation Army",
        "actor2": "Military Forces of Pakistan (2022-)",
        "country": "Pakistan",
        "admin1": "Balochistan",
        "admin2": "Noshki",
        "location": "Nushki",
        "latitude": "29.5522",
        "longitude": "66.0229",
        "geo_precision": "1",
        "source": "Dawn",
        "notes": "Fatalities coded as 3.",
        "fatalities": "3",
        "timestamp": "1747700000",
    }
    return row | {name: str(value) for name, value in changed.items()}


def csv_text(rows: list[dict[str, str]], names=GED, separator: str = ",", header: bool = True, end: str = "", newline: str = "\n") -> str:
    """end: what every line of data has after its last cell."""
    lines = []
    for cells in ([list(names)] if header else []) + [[row[name] for name in names] for row in rows]:
        text = io.StringIO()
        csv.writer(text, delimiter=separator, lineterminator="\n").writerow(cells)
        lines.append(text.getvalue().removesuffix("\n") + (end if lines or not header else ""))
    return newline.join(lines) + newline
