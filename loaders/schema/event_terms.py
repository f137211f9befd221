"""Closed lists for political and legal events, and for the topics of context."""

from __future__ import annotations

from loaders.schema.term import Term


class EventType(Term):
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


class Topic(Term):
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
