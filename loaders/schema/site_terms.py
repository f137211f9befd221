"""Closed lists for mineral sites: what is mined, what kind of site it is, and how far it has come."""

from __future__ import annotations

from loaders.schema.term import Term


class Commodity(Term):
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


class SiteType(Term):
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


class SiteStatus(Term):
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
