"""The closed lists: every word a fact may use, each with what it means."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A word of a closed list; `meaning` says what a reader must understand by it."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        return word


class Kind(Word):
    """The five kinds of fact."""

    MINERAL_SITE = "mineral_site", "A named site, a mineral district, or a claim about reserves"
    SECURITY_INCIDENT = "security_incident", "An attack, operation, shutdown, toll, weapons report or danger"
    FINANCING_DEAL = "financing_deal", "Money for minerals or investment, or a stated interest in it"
    DIPLOMATIC_EVENT = "diplomatic_event", "A meeting, statement, accusation, label, programme or sanction"
    CONTEXT = "context", "A statement that fits none of these: markets, policy, judgements"


class Certainty(Word):
    """How firmly a fact is asserted; never firmer than its source."""

    STATED = "stated", "The author says it as plain fact"
    REPORTED = "reported", "The author attributes it to reports that belong to no side"
    CLAIMED = "claimed", "A side or a named speaker asserts it"
    DISPUTED = "disputed", "The sources contradict or doubt it"
    OPINION = "opinion", "A judgement of the author or of analysts"
    EXPECTED = "expected", "Something about the future, which has not happened"


class Bound(Word):
    """How a figure stands to the true number, as the source words it."""

    EXACTLY = "exactly", "The number as given"
    OVER = "over", "More than the number"
    ALMOST = "almost", "Somewhat less than the number"
    ABOUT = "about", "Near the number"
    UNSPECIFIED = "unspecified", "The source gives a word and no number"


class Role(Word):
    """What an actor is to a fact."""

    PERPETRATOR = "perpetrator", "Carries out an attack, as the source says"
    TARGET = "target", "Is attacked, arrested or sanctioned"
    ACCUSER = "accuser", "Makes an accusation or applies a label"
    ACCUSED = "accused", "Is accused; not thereby the perpetrator"
    SPEAKER = "speaker", "Says, announces or publishes something"
    PARTICIPANT = "participant", "Takes part, together with others"
    FINANCIER = "financier", "Gives the money, or is said to consider it"
    RECIPIENT = "recipient", "Receives the money, help or extradited person"
    IMPLEMENTER = "implementer", "Carries out an operation, policy, shutdown or programme"
    AFFECTED = "affected", "Bears the consequences"
    SUBJECT = "subject", "Is what the fact is about"
    SUPPLIER = "supplier", "Supplies goods, weapons or minerals"
    HOLDER = "holder", "Holds territory, weapons or resources"
    PARTNER = "partner", "Cooperates with another actor"


class Link(Word):
    """How one fact stands to another."""

    CONCERNS = "concerns", "Is about the other"
    RESPONDS_TO = "responds_to", "Was done in answer to the other"
    PART_OF = "part_of", "Is a part of the other"
    CONTRADICTS = "contradicts", "Cannot be fully true together with the other, or doubts it"
    MAY_BE_SAME_AS = "may_be_same_as", "May be the same thing told twice; counted once in totals"
    NOT_ADDITIVE_WITH = "not_additive_with", "Must not be added to the other"


class Commodity(Word):
    """What is mined or sought."""

    COPPER = "copper", "Copper"
    GOLD = "gold", "Gold"
    LITHIUM = "lithium", "Lithium"
    COBALT = "cobalt", "Cobalt"
    RARE_EARTHS = "rare_earths", "Rare earth elements"
    CRITICAL_MINERALS = "critical_minerals", "Critical or strategic minerals, named only as a class"


class SiteType(Word):
    """What kind of mineral site."""

    MINE_PROJECT = "mine_project", "One mine or mining project"
    MINERAL_DISTRICT = "mineral_district", "A district known for its minerals"
    RESERVE_CLAIM = "reserve_claim", "A claim about what lies in the ground"


class SiteStatus(Word):
    """How far a site is, as the source says."""

    UNDEVELOPED = "undeveloped", "Not yet developed"
    UPCOMING = "upcoming", "Called upcoming"


class IncidentType(Word):
    """What happened, in words that readers of ACLED and UCDP know."""

    ATTACK = "attack", "One attack"
    OFFENSIVE = "offensive", "A named or coordinated series of attacks"
    SECURITY_OPERATION = "security_operation", "An operation of state forces"
    TERRITORY_HELD = "territory_held", "An armed group holds or is present in a place"
    COMMUNICATIONS_SHUTDOWN = "communications_shutdown", "Phone or data service is cut"
    ARREST = "arrest", "Someone is arrested or captured"
    CASUALTY_STATISTIC = "casualty_statistic", "A toll, or a statement about tolls"
    WEAPONS_REPORT = "weapons_report", "A report about weapons in use or in circulation"
    INJURY_PATTERN = "injury_pattern", "A report about the kind of wounds seen"
    ROUTE_DANGER = "route_danger", "A road or route said to be dangerous or cut"
    DEPLOYMENT = "deployment", "Forces stationed in a place"
    MILITANT_PRESENCE = "militant_presence", "An armed group operates in an area"
    ENFORCED_DISAPPEARANCE = "enforced_disappearance", "People said to be made to disappear"
    TREND = "trend", "A change over time rather than one event"


class IncidentClass(Word):
    """What an incident tells of (derived): only the first two are things that happened, and they are never counted together."""

    ATTACK = "attack", "Attack or hold: an attack, or a place held by an armed group"
    STATE_MEASURE = "state_measure", "State measure: an operation, deployment, arrest or shutdown by the state"
    STATEMENT = "statement", "Statement or statistic: a toll, report, danger or trend, not one event"


CLASS_OF_INCIDENT: dict[IncidentType, IncidentClass] = {
    IncidentType.ATTACK: IncidentClass.ATTACK,
    IncidentType.OFFENSIVE: IncidentClass.ATTACK,
    IncidentType.TERRITORY_HELD: IncidentClass.ATTACK,
    IncidentType.SECURITY_OPERATION: IncidentClass.STATE_MEASURE,
    IncidentType.COMMUNICATIONS_SHUTDOWN: IncidentClass.STATE_MEASURE,
    IncidentType.ARREST: IncidentClass.STATE_MEASURE,
    IncidentType.DEPLOYMENT: IncidentClass.STATE_MEASURE,
    IncidentType.CASUALTY_STATISTIC: IncidentClass.STATEMENT,
    IncidentType.WEAPONS_REPORT: IncidentClass.STATEMENT,
    IncidentType.INJURY_PATTERN: IncidentClass.STATEMENT,
    IncidentType.ROUTE_DANGER: IncidentClass.STATEMENT,
    IncidentType.MILITANT_PRESENCE: IncidentClass.STATEMENT,
    IncidentType.ENFORCED_DISAPPEARANCE: IncidentClass.STATEMENT,
    IncidentType.TREND: IncidentClass.STATEMENT,
}


class DealStatus(Word):
    """The rungs of the money ladder; a total never spans two of them."""

    EXPRESSED_INTEREST = "expressed_interest", "Interest voiced, no money committed"
    PLEDGED = "pledged", "Money promised"
    APPROVED = "approved", "Approved by the financier; not yet signed or paid"
    SIGNED = "signed", "Contract signed"
    DISBURSED = "disbursed", "Money paid out"
    UNSPECIFIED = "unspecified", "The source does not say how far it is"


class Instrument(Word):
    """The form of the money, only where the source names it."""

    FINANCING = "financing", "Called financing, with no further word"
    LOAN = "loan", "Loan"
    GRANT = "grant", "Grant"
    EQUITY = "equity", "Equity"


class EventType(Word):
    """What kind of diplomatic event."""

    MEETING = "meeting", "People meet"
    VISIT = "visit", "Someone visits"
    STATEMENT = "statement", "Someone says something in public"
    ACCUSATION = "accusation", "Someone accuses someone; what happened is the accusing"
    DESIGNATION = "designation", "A label or listing is applied"
    JOINT_STATEMENT = "joint_statement", "Two sides say something together"
    COOPERATION = "cooperation", "Two sides work together"
    EXTRADITION = "extradition", "Someone is handed over"
    SANCTION = "sanction", "A sanction is imposed"
    SUSPENSION = "suspension", "A programme is stopped"
    NEGOTIATION = "negotiation", "Terms are being negotiated"
    PROGRAMME = "programme", "A standing programme"
    PROMOTION = "promotion", "Something is shown or advertised to another side"
    WITHDRAWAL = "withdrawal", "Forces leave a country"


class Topic(Word):
    """What a context statement is about."""

    MARKET = "market", "Demand, supply, prices, technology"
    POLICY = "policy", "What a government aims at"
    GEOPOLITICS = "geopolitics", "Relations between states"
    ECONOMY = "economy", "Trade, investment, labour"
    SECURITY = "security", "The state of the conflict, judged"
    HISTORY = "history", "What went before"


class PlaceKind(Word):
    """What kind of place."""

    SITE = "site", "A mine, airport or other single site"
    TOWN = "town", "A town or city"
    DISTRICT = "district", "A district of Balochistan or Khyber Pakhtunkhwa"
    PROVINCE = "province", "A province"
    REGION = "region", "An area with no administrative border"
    COUNTRY = "country", "A country"
    VENUE = "venue", "A building where something took place"


class ActorKind(Word):
    """What kind of actor."""

    PERSON = "person", "One person"
    STATE = "state", "A state or its government as a whole"
    AGENCY = "agency", "A ministry, bank, service or state company"
    FORCE = "force", "Armed or security forces of a state"
    ARMED_GROUP = "armed_group", "A non-state armed group"
    GROUP = "group", "People named only by what they do"
    COMPANY = "company", "A company"
    MEDIA = "media", "A news organisation"


class Party(Word):
    """The side that an actor is on; actors without a stake carry none."""

    PAKISTANI_STATE = "pakistani_state", "The Pakistani state, its forces and officials"
    US_STATE = "us_state", "The United States government, its agencies and officials"
    CHINESE_STATE = "chinese_state", "The Chinese state"
    INDIAN_STATE = "indian_state", "The Indian state"
    AFGHAN_STATE = "afghan_state", "The Afghan state, past or present"
    IRANIAN_STATE = "iranian_state", "The Iranian state"
    AUSTRALIAN_STATE = "australian_state", "The Australian state"
    UKRAINIAN_STATE = "ukrainian_state", "The Ukrainian state"
    BALOCH_MILITANTS = "bla", "The Baloch Liberation Army and Baloch militants"
    ISLAMIST_MILITANTS = "islamist_militants", "The TTP, the Islamic State and other Islamist armed groups"


class ArticleKind(Word):
    """What kind of text an article is."""

    NEWS = "news", "News, reported or aggregated"
    OPINION = "opinion", "Opinion of a named author"
    ANALYSIS = "analysis", "Analysis by a research institute"


class Warned(Word):
    """What `check --strict` warns of; each can be answered in the data."""

    NUMBER_WITHOUT_FIGURE = "number_without_figure", "A passage writes a number, and the fact has no figure"
    PLACE_NOT_LISTED = "place_not_listed", "A passage names a place of the gazetteer that the fact does not list"
    DATE_NOT_CARRIED = "date_not_carried", "A passage writes a date that no fact resting on it carries"
    CLAIM_WITHOUT_CLAIMANT = "claim_without_claimant", "A claim, and nobody but the author is named for it"
    ONE_SIDED_FIGURE = "one_sided_figure", "A figure that one side gives is stated as plain fact"
    FIGURES_DIFFER = "figures_differ", "Two figures of one name by the same claimant differ"
    UNLIKELY_VALUE = "unlikely_value", "A figure or a date that is hardly true"


class DatePrecision(Word):
    """How exactly a fact is dated (derived)."""

    DAY = "day", "To the day"
    MONTH = "month", "To the month"
    YEAR = "year", "To the year"
    RANGE = "range", "Somewhere within a span, which may be open at one end"
    NONE = "none", "The source gives no date"


class DateBasis(Word):
    """Where a date comes from: the text prints it, or it follows from what the text says."""

    PRINTED = "printed", "The text prints the date"
    YEAR_INFERRED = "year_inferred", "The text prints the day without its year, which follows from the text"
    INFERRED = "inferred", "The text prints no date for it; the date follows from what the text says"


class GeoPrecision(Word):
    """How exactly a fact is placed: the coarsest of its places (derived)."""

    SITE = "site", "At one site or venue"
    TOWN = "town", "In a town"
    DISTRICT = "district", "Somewhere in a district"
    PROVINCE = "province", "Somewhere in a province"
    REGION = "region", "Somewhere in a wider area"
    COUNTRY = "country", "Somewhere in a country"
    NONE = "none", "The source names no place"


class Match(Word):
    """How a fact stands to a selection (derived)."""

    DEFINITE = "definite", "Certainly within the filters"
    POSSIBLE = "possible", "May be within: its date or place is wider than the filter"
    UNDATED = "undated", "Cannot be judged by date: the source gives none"
    UNPLACED = "unplaced", "Cannot be judged by district: placed abroad, too widely, or not at all"


CLOSED_LISTS: tuple[type[Word], ...] = (
    Kind,
    Certainty,
    Bound,
    Role,
    Link,
    Commodity,
    SiteType,
    SiteStatus,
    IncidentType,
    IncidentClass,
    DealStatus,
    Instrument,
    EventType,
    Topic,
    PlaceKind,
    ActorKind,
    Party,
    ArticleKind,
    Warned,
    DateBasis,
    DatePrecision,
    GeoPrecision,
    Match,
)
