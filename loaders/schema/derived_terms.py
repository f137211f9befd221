"""Closed lists for what is derived from records: precision of dates and places, and how a fact matches."""

from __future__ import annotations

from loaders.schema.term import Term


class DatePrecision(Term):
    """How exactly a fact is dated (derived)."""

    DAY = "day", "To the day"
    MONTH = "month", "To the month"
    YEAR = "year", "To the year"
    RANGE = "range", "Somewhere within a span, which may be open at one end"
    NONE = "none", "The source gives no date"


class DateBasis(Term):
    """Where a date comes from: the text prints it, or it follows from what the text says."""

    PRINTED = "printed", "The text prints the date"
    YEAR_INFERRED = "year_inferred", "The text prints the day without its year, which follows from the text"
    INFERRED = "inferred", "The text prints no date for it; the date follows from what the text says"


class GeoPrecision(Term):
    """How exactly a fact is placed: the coarsest of its places (derived)."""

    SITE = "site", "At one site or venue"
    TOWN = "town", "In a town"
    DISTRICT = "district", "Somewhere in a district"
    PROVINCE = "province", "Somewhere in a province"
    REGION = "region", "Somewhere in a wider area"
    COUNTRY = "country", "Somewhere in a country"
    NONE = "none", "The source names no place"


class Match(Term):
    """How a fact stands to a selection (derived)."""

    DEFINITE = "definite", "Certainly within the filters"
    POSSIBLE = "possible", "May be within: its date or place is wider than the filter"
    UNDATED = "undated", "Cannot be judged by date: the source gives none"
    UNPLACED = "unplaced", "Cannot be judged by district: placed abroad, too widely, or not at all"


YES, NO = "yes", "no"


ONE_ARTICLE, SEVERAL_ARTICLES = "1", "2+"
ONE_ORIGIN, SEVERAL_ORIGINS = "1", "2+"


class SiteLink(Term):
    """How an incident or a deal touches a site, the closest first."""

    DIRECT = "direct", "At the site itself"
    DISTRICT = "district", "In the district where the site lies"
    ROUTE = "route", "In a district that the site's route passes"
    POSSIBLE = "possible", "May touch it: placed in the whole province, or in an open list of places"


LINK_RANK = {tie.value: turn for turn, tie in enumerate(SiteLink)}
