"""Closed lists for the registries: kinds of place, of actor and of article, and the sides."""

from __future__ import annotations

from loaders.schema.term import Term


class PlaceKind(Term):
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


class ActorKind(Term):
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


class Party(Term):
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


class ArticleKind(Term):
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
