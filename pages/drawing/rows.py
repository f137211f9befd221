"""Facts as the rows and words that a reader sees (pure)."""

from __future__ import annotations

import pandas as pd

from pages.drawing.palette import CERTAINTIES, INCIDENTS, KINDS, LOOKS, MATCHES, count_text, fact_glyph, kind_text, looks_of


def latest_first(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts by date, the latest first, those without a date last."""
    return facts.sort_values("date_start", ascending=False, na_position="last", kind="stable")


def table_rows(facts: pd.DataFrame) -> pd.DataFrame:
    """What a reader sees of each fact: Date, Kind, Fact, Place, Who says so, Certainty, Match, Figures, Origins, Source, Passage."""
    return pd.DataFrame(
        {
            "Date": facts["date_words"],
            "Kind": [f"{fact_glyph(look, c)} {kind_text(look)}" for look, c in zip(looks_of(facts), facts["certainty"], strict=True)],
            "Fact": facts["title"],
            "Place": [place_text(places, complete) for places, complete in zip(facts["places"], facts["places_complete"], strict=True)],
            "Who says so": facts["who_says"],
            "Certainty": [CERTAINTIES[c] for c in facts["certainty"]],
            "Match": [MATCHES[m] for m in facts["match"]],
            "Figures": ["; ".join(phrases) for phrases in facts["figure_phrases"]],
            "Origins": [str(len(origins)) for origins in facts["origins"]],
            "Source": ["; ".join(f"{article} ¶{paragraph}" for article, paragraph, _ in passages) for passages in facts["passages"]],
            "Passage": [next((url for _, _, url in passages if url), None) for passages in facts["passages"]],
        }
    )


def for_width(rows: pd.DataFrame, narrow: bool) -> pd.DataFrame:
    """The rows with the fact itself first where the window is narrow."""
    return rows[["Fact", *rows.columns.drop("Fact")]] if narrow else rows


def place_text(places: tuple[str, ...], complete: bool) -> str:
    """Quetta, Mastung and others; "no location"."""
    return ", ".join(places) + ("" if complete else " and others") if places else "no location"


def kinds_text(facts: pd.DataFrame) -> str:
    """3 security facts, 1 financing deal."""
    counts = facts["kind"].value_counts()
    told = [f"{n:,} {KINDS[str(k)].one if n == 1 else KINDS[str(k)].many}" for k, n in counts.items() if n]
    return ", ".join(told) or "no facts"


def security_text(facts: pd.DataFrame) -> str:
    """Security: 3 attacks or holds, 18 statements or statistics; what happened apart from what is only told. Nothing without any."""
    looks = looks_of(facts)
    told = [count_text(number, LOOKS[look].one, LOOKS[look].many) for look in INCIDENTS if (number := looks.count(look))]
    return f"security: {', '.join(told)}" if told else ""


def origins_shown(facts: pd.DataFrame) -> str:
    """2 articles, 2 independent origins (CNN, NDTV Opinion); 0 facts shown rest on two or more. Nothing without facts."""
    if facts.empty:
        return ""
    articles = {article for of_fact in facts["articles"] for article in of_fact}
    origins = sorted({origin for of_fact in facts["origins"] for origin in of_fact})
    several = sum(len(of_fact) > 1 for of_fact in facts["origins"])
    told = f"{count_text(len(articles), 'article', 'articles')}, {count_text(len(origins), 'independent origin', 'independent origins')}"
    return f"{told} ({', '.join(origins)}); {count_text(several, 'fact shown rests', 'facts shown rest')} on two or more"
