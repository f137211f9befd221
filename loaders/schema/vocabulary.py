"""The closed lists: every word a fact may use, each with what it means."""

from __future__ import annotations

from loaders.schema.deal_terms import DealStatus, Instrument
from loaders.schema.derived_terms import DateBasis, DatePrecision, GeoPrecision, Match
from loaders.schema.event_terms import EventType, Topic
from loaders.schema.incident_terms import IncidentClass, IncidentType
from loaders.schema.registry_terms import ActorKind, ArticleKind, Party, PlaceKind
from loaders.schema.site_terms import Commodity, SiteStatus, SiteType
from loaders.schema.term import Term


class Kind(Term):
    """The five kinds of fact."""

    MINERAL_SITE = "mineral_site", "A named site, a mineral district, or a claim about reserves"
    SECURITY_INCIDENT = "security_incident", "An attack, operation, shutdown, accident, strike, toll, weapons report or danger"
    FINANCING_DEAL = "financing_deal", "Money for minerals or investment, or a stated interest in it"
    DIPLOMATIC_EVENT = "diplomatic_event", "A meeting, statement, accusation, sanction or programme; a ruling, law, election or agreement"
    CONTEXT = "context", "A statement that fits none of these: markets, policy, judgements"


class Certainty(Term):
    """How firmly a fact is asserted; never firmer than its source."""

    STATED = "stated", "The author says it as plain fact"
    REPORTED = "reported", "The author attributes it to reports that belong to no side"
    CLAIMED = "claimed", "A side or a named speaker asserts it"
    DISPUTED = "disputed", "The sources contradict or doubt it"
    OPINION = "opinion", "A judgement of the author or of analysts"
    EXPECTED = "expected", "Something about the future, which has not happened"


class Bound(Term):
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


class Role(Term):
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


class Link(Term):
    """How one fact stands to another."""

    CONCERNS = "concerns", "Is about the other"
    RESPONDS_TO = "responds_to", "Was done in answer to the other"
    PART_OF = "part_of", "Is a part of the other"
    CONTRADICTS = "contradicts", "Cannot be fully true together with the other, or doubts it"
    MAY_BE_SAME_AS = "may_be_same_as", "May be the same thing told twice; counted once in totals"
    NOT_ADDITIVE_WITH = "not_additive_with", "Must not be added to the other"


class ReviewState(Term):
    """How often a fact was coded."""

    CODED_ONCE = "coded_once", "One reader coded it"
    CODED_TWICE = "coded_twice", "Two readers coded it independently, and alike"
    SETTLED = "settled", "Two readers coded it independently and not alike; the text settled it"


class Warned(Term):
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


CLOSED_LISTS: tuple[type[Term], ...] = (
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
    ReviewState,
    DateBasis,
    DatePrecision,
    GeoPrecision,
    Match,
)
