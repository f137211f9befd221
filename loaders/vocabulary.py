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
    SECURITY_INCIDENT = "security_incident", "An attack, operation, shutdown, accident, strike, toll, weapons report or danger"
    FINANCING_DEAL = "financing_deal", "Money for minerals or investment, or a stated interest in it"
    DIPLOMATIC_EVENT = "diplomatic_event", "A meeting, statement, accusation, sanction or programme; a ruling, law, election or agreement"
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
    AT_LEAST = "at_least", "The number or more"
    AT_MOST = "at_most", "The number or less: up to, no more than"
    FEWER_THAN = "fewer_than", "Less than the number"
    ALMOST = "almost", "Somewhat less than the number"
    NEARLY = "nearly", "The same as almost, where the source says nearly"
    ABOUT = "about", "Near the number"
    BETWEEN = "between", "From the number in value to the one in value_to, both included"
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
    ORGANISER = "organiser", "Calls or leads a strike, protest, blockade or campaign"
    EMPLOYER = "employer", "Employs those who strike, are hurt or make a claim"
    OPERATOR = "operator", "Runs the mine, port, road or plant in question"
    VICTIM = "victim", "Is killed, hurt, abducted or trapped, with no attacker needed"
    PETITIONER = "petitioner", "Brings a case before a court or authority"
    RESPONDENT = "respondent", "Is the other side of such a case"
    ADJUDICATOR = "adjudicator", "Rules on a case, an election or a dispute"
    CANDIDATE = "candidate", "Stands in an election"
    WINNER = "winner", "Wins an election, a case or a tender"
    MEDIATOR = "mediator", "Mediates between sides"


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
    SILVER = "silver", "Silver"
    COAL = "coal", "Coal, lignite included"
    NATURAL_GAS = "natural_gas", "Natural gas, LNG included"
    OIL = "oil", "Crude oil and its products"
    CHROMITE = "chromite", "Chromite (chromium ore)"
    IRON_ORE = "iron_ore", "Iron ore"
    LEAD = "lead", "Lead"
    ZINC = "zinc", "Zinc"
    BARITE = "barite", "Barite (barytes)"
    ANTIMONY = "antimony", "Antimony"
    MANGANESE = "manganese", "Manganese"
    MOLYBDENUM = "molybdenum", "Molybdenum"
    NICKEL = "nickel", "Nickel"
    TIN = "tin", "Tin"
    TUNGSTEN = "tungsten", "Tungsten"
    TITANIUM = "titanium", "Titanium"
    BAUXITE = "bauxite", "Bauxite and aluminium"
    GRAPHITE = "graphite", "Graphite"
    URANIUM = "uranium", "Uranium"
    PHOSPHATE = "phosphate", "Phosphate rock"
    FLUORITE = "fluorite", "Fluorite (fluorspar)"
    SULPHUR = "sulphur", "Sulphur"
    SALT = "salt", "Salt"
    GYPSUM = "gypsum", "Gypsum"
    LIMESTONE = "limestone", "Limestone and cement rock"
    MARBLE = "marble", "Marble and onyx"
    GRANITE = "granite", "Granite"
    SAND_AND_GRAVEL = "sand_and_gravel", "Sand and gravel"
    GEMSTONES = "gemstones", "Emeralds, rubies and other gemstones"
    RARE_EARTHS = "rare_earths", "Rare earth elements"
    CRITICAL_MINERALS = "critical_minerals", "Critical or strategic minerals, named only as a class"


class SiteType(Word):
    """What kind of mineral site."""

    MINE_PROJECT = "mine_project", "One mine or mining project"
    QUARRY = "quarry", "A quarry: marble, stone, sand"
    ARTISANAL_MINE = "artisanal_mine", "Small-scale or informal digging at one place"
    PROCESSING_PLANT = "processing_plant", "A smelter, refinery, mill or other plant that treats ore"
    DEPOSIT = "deposit", "A named deposit that no project works"
    FIELD = "field", "A coal, gas or oil field with its pits or wells"
    MINERAL_DISTRICT = "mineral_district", "A district known for its minerals"
    RESERVE_CLAIM = "reserve_claim", "A claim about what lies in the ground"


SINGLE_SITES = frozenset({SiteType.MINE_PROJECT, SiteType.QUARRY, SiteType.ARTISANAL_MINE, SiteType.PROCESSING_PLANT})


class SiteStatus(Word):
    """How far a site is, as the source says; most words are those of Global Energy Monitor."""

    UNDEVELOPED = "undeveloped", "Not yet developed"
    UPCOMING = "upcoming", "Called upcoming"
    EXPLORATION = "exploration", "Being explored"
    PROPOSED = "proposed", "Planned or announced, no work begun"
    PERMITTED = "permitted", "Licensed, no work begun"
    UNDER_CONSTRUCTION = "under_construction", "Being built"
    OPERATING = "operating", "At work"
    SUSPENDED = "suspended", "Work is stopped for a time, by a strike, an order or an accident"
    MOTHBALLED = "mothballed", "Out of work, and kept in repair"
    SHELVED = "shelved", "The plan is put aside, and not given up"
    CANCELLED = "cancelled", "The plan is given up"
    CLOSED = "closed", "Work is ended for good, or the site is abandoned"


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
    TARGETED_KILLING = "targeted_killing", "Someone is killed or assassinated by design"
    ABDUCTION = "abduction", "Someone is abducted or held hostage by others than the state"
    ARMED_CLASH = "armed_clash", "Two armed sides fight each other"
    SABOTAGE = "sabotage", "Installations, lines or vehicles are destroyed on purpose"
    EXPLOSION = "explosion", "An explosion, its cause not said"
    ACCIDENT = "accident", "An accident: a mine collapse, a gas blast, a crash"
    NATURAL_DISASTER = "natural_disaster", "A flood, an earthquake or the like"
    STRIKE = "strike", "Workers or traders stop work"
    LOCKOUT = "lockout", "An employer shuts workers out, or dismisses them in a dispute"
    PROTEST = "protest", "A protest, march or sit-in"
    RIOT = "riot", "A crowd does violence"
    BLOCKADE = "blockade", "A road, railway, port or site is blocked by people who demand something"
    RESCUE = "rescue", "People are rescued or set free"
    SURRENDER = "surrender", "Fighters give themselves up"
    CRIME = "crime", "A robbery, extortion, smuggling or other crime"
    CLOSURE = "closure", "Authorities close a road, border, mine, port or office"
    CURFEW = "curfew", "A curfew or a ban on gatherings"
    EVICTION = "eviction", "Authorities make people leave their homes or land"


class IncidentClass(Word):
    """What an incident tells of (derived): a statement is nothing that happened, and the other classes are never counted together."""

    ATTACK = "attack", "Attack or hold: an attack, clash, killing or abduction, or a place held by an armed group"
    STATE_MEASURE = "state_measure", "State measure: an operation, deployment, arrest, closure or shutdown by the state"
    OTHER_EVENT = "other_event", "Other event: an accident, strike, protest or other happening that is no attack"
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
    IncidentType.TARGETED_KILLING: IncidentClass.ATTACK,
    IncidentType.ABDUCTION: IncidentClass.ATTACK,
    IncidentType.ARMED_CLASH: IncidentClass.ATTACK,
    IncidentType.SABOTAGE: IncidentClass.ATTACK,
    IncidentType.EXPLOSION: IncidentClass.OTHER_EVENT,
    IncidentType.ACCIDENT: IncidentClass.OTHER_EVENT,
    IncidentType.NATURAL_DISASTER: IncidentClass.OTHER_EVENT,
    IncidentType.STRIKE: IncidentClass.OTHER_EVENT,
    IncidentType.LOCKOUT: IncidentClass.OTHER_EVENT,
    IncidentType.PROTEST: IncidentClass.OTHER_EVENT,
    IncidentType.RIOT: IncidentClass.OTHER_EVENT,
    IncidentType.BLOCKADE: IncidentClass.OTHER_EVENT,
    IncidentType.RESCUE: IncidentClass.OTHER_EVENT,
    IncidentType.SURRENDER: IncidentClass.OTHER_EVENT,
    IncidentType.CRIME: IncidentClass.OTHER_EVENT,
    IncidentType.CLOSURE: IncidentClass.STATE_MEASURE,
    IncidentType.CURFEW: IncidentClass.STATE_MEASURE,
    IncidentType.EVICTION: IncidentClass.STATE_MEASURE,
}


class DealStatus(Word):
    """The rungs of the money ladder; a total never spans two of them."""

    EXPRESSED_INTEREST = "expressed_interest", "Interest voiced, no money committed"
    PLEDGED = "pledged", "Money promised"
    APPROVED = "approved", "Approved by the financier; not yet signed or paid"
    SIGNED = "signed", "Contract signed"
    DISBURSED = "disbursed", "Money paid out"
    CANCELLED = "cancelled", "Given up or taken back; no rung of the ladder"
    UNSPECIFIED = "unspecified", "The source does not say how far it is"


class Instrument(Word):
    """The form of the money, only where the source names it."""

    FINANCING = "financing", "Called financing, with no further word"
    LOAN = "loan", "Loan"
    GRANT = "grant", "Grant"
    EQUITY = "equity", "Equity"
    INVESTMENT = "investment", "Called investment, with no further word"
    GUARANTEE = "guarantee", "Guarantee"
    INSURANCE = "insurance", "Insurance of a risk"
    BOND = "bond", "Bond"
    LEASE = "lease", "Lease or concession for a fee"
    TENDER = "tender", "A bid or award in a tender"
    ROYALTY = "royalty", "Royalty or a share of what is earned"
    TAX = "tax", "Tax, duty or fee"
    BUDGET = "budget", "Money of a public budget"
    COMPENSATION = "compensation", "Compensation, damages or an arbitration award"


class EventType(Word):
    """What kind of event between sides, or decision in public."""

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
    AGREEMENT = "agreement", "Two sides agree, in writing or not"
    CEASEFIRE = "ceasefire", "Two sides agree to stop fighting"
    DEMAND = "demand", "Someone demands something, or sets a deadline"
    COURT_CASE = "court_case", "A petition, suit, charge or hearing, nothing decided"
    COURT_RULING = "court_ruling", "A court decides: judgment, order, stay or sentence"
    ARBITRATION = "arbitration", "A tribunal hears or decides a dispute"
    INQUIRY = "inquiry", "An inquiry or audit is ordered, or reports"
    ELECTION = "election", "An election or a by-election"
    VOTE = "vote", "A parliament, council or membership votes"
    LEGISLATION = "legislation", "A law, decree or regulation is proposed, passed or changed"
    APPOINTMENT = "appointment", "Someone takes an office"
    RESIGNATION = "resignation", "Someone leaves an office, or is dismissed from it"
    LICENCE = "licence", "A licence, lease or permit is given, changed or taken back"
    BAN = "ban", "Something or someone is banned"


class Topic(Word):
    """What a context statement is about."""

    MARKET = "market", "Demand, supply, prices, technology"
    POLICY = "policy", "What a government aims at"
    GEOPOLITICS = "geopolitics", "Relations between states"
    ECONOMY = "economy", "Trade, investment, labour"
    SECURITY = "security", "The state of the conflict, judged"
    HISTORY = "history", "What went before"
    LABOUR = "labour", "Work, wages, unions, safety at work"
    ENVIRONMENT = "environment", "Water, air, land, climate"
    LAW = "law", "Courts, laws and rights"
    ELECTIONS = "elections", "Elections, parties, parliament"
    INFRASTRUCTURE = "infrastructure", "Ports, roads, railways, power"
    SOCIETY = "society", "People and communities, health, schools"


class PlaceKind(Word):
    """What kind of place."""

    SITE = "site", "A mine, plant or other single site that has no word of its own"
    PORT = "port", "A sea port, dry port or fish harbour"
    AIRPORT = "airport", "An airport or air base"
    STATION = "station", "A railway station or yard"
    BORDER_CROSSING = "border_crossing", "A border crossing"
    POWER_PLANT = "power_plant", "A power plant or dam"
    CAMP = "camp", "A camp or base"
    TOWN = "town", "A town or city"
    VILLAGE = "village", "A village or quarter"
    SUBDISTRICT = "subdistrict", "A tehsil or other part of a district"
    DISTRICT = "district", "A district of Balochistan or Khyber Pakhtunkhwa"
    PROVINCE = "province", "A province"
    DIVISION = "division", "An administrative division: several districts of a province"
    CONSTITUENCY = "constituency", "A seat that is voted for, with its area"
    REGION = "region", "An area with no administrative border"
    ROAD = "road", "A road or pass"
    RAILWAY = "railway", "A railway line"
    PIPELINE = "pipeline", "A pipeline or power line"
    RIVER = "river", "A river, lake or canal"
    SEA = "sea", "A sea, bay or strait"
    COUNTRY = "country", "A country"
    VENUE = "venue", "A building where something took place"


POINT_KINDS = frozenset(
    {
        PlaceKind.SITE,
        PlaceKind.PORT,
        PlaceKind.AIRPORT,
        PlaceKind.STATION,
        PlaceKind.BORDER_CROSSING,
        PlaceKind.POWER_PLANT,
        PlaceKind.CAMP,
        PlaceKind.TOWN,
        PlaceKind.VILLAGE,
        PlaceKind.VENUE,
    }
)
LOOSE_KINDS = frozenset(
    {
        PlaceKind.DIVISION,
        PlaceKind.CONSTITUENCY,
        PlaceKind.REGION,
        PlaceKind.ROAD,
        PlaceKind.RAILWAY,
        PlaceKind.PIPELINE,
        PlaceKind.RIVER,
        PlaceKind.SEA,
    }
)


class ActorKind(Word):
    """What kind of actor."""

    PERSON = "person", "One person"
    STATE = "state", "A state or its government as a whole"
    AGENCY = "agency", "A ministry, regulator, service or state company"
    FORCE = "force", "Armed or security forces of a state"
    ARMED_GROUP = "armed_group", "A non-state armed group"
    GROUP = "group", "People named only by what they do"
    COMPANY = "company", "A company"
    MEDIA = "media", "A news organisation"
    UNION = "union", "A trade union or a federation of unions"
    ASSOCIATION = "association", "An association of traders, owners, employers or a profession"
    POLITICAL_PARTY = "political_party", "A political party or alliance"
    MOVEMENT = "movement", "A civil, rights or protest movement"
    COMMUNITY = "community", "A tribe, village or other community, or its elders"
    COURT = "court", "A court or tribunal"
    PARLIAMENT = "parliament", "A parliament, assembly or council"
    LOCAL_GOVERNMENT = "local_government", "The government of a province, district or town"
    INTERNATIONAL_ORGANISATION = "international_organisation", "An organisation of states, such as the United Nations"
    NGO = "ngo", "A non-governmental organisation or foundation"
    BANK = "bank", "A bank or fund, public or private"
    UNIVERSITY = "university", "A university or research institute"


class Party(Word):
    """Sides that have a word of their own; any other side is the id of its actor, such as a union. Actors without a stake carry none."""

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
    EDITORIAL = "editorial", "Opinion of a newspaper"
    INTERVIEW = "interview", "Questions and answers, or a speech"
    REPORT = "report", "Report of an organisation or an authority"
    PRESS_RELEASE = "press_release", "What a side publishes about itself"
    COURT_DOCUMENT = "court_document", "Judgment, order or petition"
    LEGAL_TEXT = "legal_text", "Law, decree or contract"


class Warned(Word):
    """What `check --strict` warns of; each can be answered in the data."""

    NUMBER_WITHOUT_FIGURE = "number_without_figure", "A passage writes a number, and the fact has no figure"
    PLACE_NOT_LISTED = "place_not_listed", "A passage names a place of the gazetteer that the fact does not list"
    DATE_NOT_CARRIED = "date_not_carried", "A passage writes a date that no fact resting on it carries"
    CLAIM_WITHOUT_CLAIMANT = "claim_without_claimant", "A claim, and nobody but the author is named for it"
    ONE_SIDED_FIGURE = "one_sided_figure", "A figure that one side gives is stated as plain fact"
    FIGURES_DIFFER = "figures_differ", "Two figures of one name by the same claimant differ"
    UNLIKELY_VALUE = "unlikely_value", "A figure or a date that is hardly true"
    HEARSAY_STATED = "hearsay_stated", "A passage says “is said to”, “reportedly” or the like, and the fact is stated"
    SITE_WITHOUT_POINT = "site_without_point", "A mineral site at a place that has no coordinates"
    BOUND_NOT_WORDED = "bound_not_worded", "A passage says “at least”, “nearly” or the like beside a number, and the figure another bound"


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
