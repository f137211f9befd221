"""The text of a row in which searches look, made once at import: small letters, no accents or apostrophes, blanks for punctuation.

A search for a word of many letters then reads one column instead of nine, and lowers nothing.
"""

from __future__ import annotations

from functools import reduce

SEARCHED = "searched"
FIELDS = ("name", "place", "district_source", "province_source", "actors", "event_type_source", "source_text", "notes", "event_id")
_APART = " | "  # between fields; no phrase goes across
_BLANKS = (",", ";", ":", "(", ")", "[", "]", '"', "“", "”", "/", "-", "–", "—", "!", "?", "\n", "\r", "\t", ". ", "  ", "  ")
_NOTHING = ("'", "’", "‘", "ʼ")


def searched_sql() -> str:
    """The SQL of the column, for DuckDB: a tenth of the time that a regular expression takes. A full stop stays within 12.5."""
    text = f"strip_accents(lower(concat_ws('{_APART}', {', '.join(FIELDS)})))"
    text = reduce(lambda sql, sign: f"replace({sql}, '{sign.replace(chr(39), 2 * chr(39))}', '')", _NOTHING, text)
    return reduce(lambda sql, sign: f"replace({sql}, '{sign}', ' ')", _BLANKS, f"' ' || {text} || ' '")
