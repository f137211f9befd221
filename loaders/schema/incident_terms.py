"""Closed lists for security incidents: what happened, and which class of incident it is."""

from __future__ import annotations

from loaders.schema.term import Term


class IncidentType(Term):
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


class IncidentClass(Term):
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
