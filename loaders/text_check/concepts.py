"""What a text may say is so: deeds and states with the words for them, and the stages of money in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.schema.deal_terms import DealStatus
from loaders.schema.vocabulary import Role


@dataclass(frozen=True)
class Concept:
    """Something that can be said to be so: the words for it, the types of fact that mean it, and whom it leads from and to.

    agent and patient: roles at its two ends, where it has a direction.
    opposite: the concept that denies it. weak: whether it only helps to find a fact.
    of_place: whether it is said of a place, and of nothing else.
    """

    name: str
    words: re.Pattern[str]
    types: frozenset[str] = frozenset()
    agent: frozenset[Role] = frozenset()
    patient: frozenset[Role] = frozenset()
    opposite: str = ""
    weak: bool = False
    of_place: bool = False


_DOES, _BEARS = {Role.PERPETRATOR, Role.IMPLEMENTER}, {Role.TARGET, Role.AFFECTED, Role.VICTIM}


def _concept(
    name: str,
    words: str,
    types: str = "",
    agent: set[Role] | None = None,
    patient: set[Role] | None = None,
    opposite: str = "",
    weak: bool = False,
    of_place: bool = False,
) -> Concept:
    form = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    return Concept(name, form, frozenset(types.split()), frozenset(agent or ()), frozenset(patient or ()), opposite, weak, of_place)


CONCEPTS = {
    one.name: one
    for one in (
        _concept(
            "kill",
            r"kill\w*|dead|die[sd]?|deaths?|death toll|slain|fatalit\w+|lost their lives|perish\w*|"
            r"massacr\w+|murder\w*|tolls?|casualt\w+",
            "casualty_statistic",
        ),
        _concept("injure", r"injur\w+|wound\w*|hurt", "injury_pattern"),
        _concept(
            "attack",
            r"attack(?:ed|s|ing|ers?)?|struck|bomb(?:ed|ing|ings|s)|blast|raid(?:ed|s)?|ambush\w*|"
            r"assault(?:ed|s)?(?! rifle)|shelled|stormed|offensive|blew up",
            "attack offensive",
            _DOES,
            _BEARS,
        ),
        _concept("launch", r"launch\w*|beg[au]n|begins?|start(?:ed|s|ing)?|mount(?:ed|s)|opened", "offensive security_operation"),
        _concept("operation", r"operations?|counter-?operations?|retaliat\w+|crackdown", "security_operation offensive", weak=True),
        _concept(
            "hold",
            r"held(?! (?:\w+ ){0,3}(?:talks|meetings?|dialogue|session|round|summit|elections?|rally|hostage))|"
            r"hold(?:s|ing)?|control(?:led|s|ling)?|seiz\w+|captured|occup\w+|"
            r"(?:took|takes?) (?:control|over)|overran|in the hands of",
            "territory_held",
            {Role.HOLDER},
            opposite="lose",
            of_place=True,
        ),
        _concept(
            "lose",
            r"los[te] (?:control|hold|Nushki|the (?:district|town))|retreat\w*|driven out|expelled|"
            r"withdrew from Nushki|never held",
        ),
        _concept(
            "cut road",
            r"sever(?:ed|s|ing)?|cut(?:s|ting)?(?: off)?|block(?:ed|s|ade|aded|ing)?|disconnect\w*|closed|"
            r"break the (?:land|road) link",
        ),
        _concept(
            "service",
            r"(?:mobile|phone|cell|internet|telecom\w*|communications?)(?: (?:services?|networks?|data|links?))?|"
            r"blackouts?",
            "communications_shutdown",
            weak=True,
        ),
        _concept(
            "suspend",
            r"suspend(?:ed|s|ing)?|suspension|halt(?:ed|s|ing)?|fr[eo]zen?|switched off|shut (?:down|off)|"
            r"shutdown|cut off|turned off|services? (?:was|were|is|has been|had been) cut|cut mobile",
            "suspension communications_shutdown",
            opposite="restore",
        ),
        _concept("restore", r"restor\w+|resum\w+|reinstat\w+|reopen\w*|switched (?:back )?on"),
        _concept(
            "accuse",
            r"accus\w+|blam\w+|alleg\w+|point(?:ed|s) (?:the|a) finger|held .{1,30} responsible|"
            r"(?:is|was|stood|stands|were|are) behind",
            "accusation",
            {Role.ACCUSER},
            {Role.ACCUSED},
        ),
        _concept(
            "plan attack", r"planned|plotted|orchestrat\w+|masterminded?|mastermind|directed|sponsor\w*|planning", agent={Role.ACCUSED}
        ),
        _concept("label", r"label\w*|designat\w+|brand(?:ed|s)?|dubbed|calls?|called", "designation", {Role.ACCUSER}),
        _concept("arrest", r"arrest\w*|detain\w*|detention|apprehend\w*|captur\w+", "arrest", {Role.IMPLEMENTER}, {Role.TARGET}),
        _concept("extradite", r"extradit\w+|handed over", "extradition"),
        _concept("sanction", r"sanction\w*|blacklist\w*", "sanction", {Role.IMPLEMENTER}, {Role.TARGET}, opposite="lift"),
        _concept("lift", r"lift(?:ed|s|ing)?|eased sanctions|removed"),
        _concept("meet", r"met(?: with)?|meets?|meeting|held talks|talks", "meeting"),
        _concept("visit", r"visit(?:ed|s)?", "visit", weak=True),
        _concept("show", r"show(?:ed|s|n|ing)?|showcas\w+|present(?:ed|s)|display\w*|samples?", "promotion"),
        _concept("promote", r"promot\w+|tout\w*|market(?:ed|ing)|advertis\w+", "promotion"),
        _concept("prioritise", r"priorit\w+|joint statement|strategic dialogue", "joint_statement"),
        _concept("withdraw", r"withdr[ae]w\w*|pull(?:ed)? out|pullout|left Afghanistan", "withdrawal"),
        _concept(
            "own",
            r"own(?:s|ed|er|ers|ership)|operates(?! (?:in|out|from|near|across|along)\b)|operated by|"
            r"operator|run by|runs|belongs? to|stake in|shareholder",
        ),
        _concept("reserves", r"reserves?|deposits?|tonn(?:e|es|age)|ounces|untapped|untouched|resources", "reserve_claim", weak=True),
        _concept("demand", r"demand", weak=True),
        _concept(
            "rise",
            r"rose|ris(?:e|es|en|ing)|increas\w*|surg\w*|grew|grow(?:s|n|ing)|climb\w*|up sharply|escalat\w+|"
            r"resurg\w+|flar\w+",
            "trend",
            opposite="fall",
        ),
        _concept("fall", r"fell|fall(?:s|en|ing)?|declin\w+|dropp?(?:ed|s)|decreas\w+|subsid\w+|eased"),
        _concept("weapon", r"weapons?|arms|rifles?|guns?|machine guns?|arsenal", "weapons_report", weak=True),
        _concept("suicide bomb", r"suicide (?:bomb\w*|attack\w*)"),
        _concept("women", r"wom[ae]n|female", weak=True),
        _concept("cooperate", r"cooperat\w+|collaborat\w+|partner(?:ed|ing|ship)?|joint training|train(?:ed|ing)? together", "cooperation"),
        _concept("negotiate", r"negotiat\w+", "negotiation", opposite=""),
        _concept("dominate", r"dominat\w+|leads?|leading|largest|leader"),
        _concept("danger", r"dangerous|unsafe|perilous|too risky", "route_danger"),
        _concept("deploy", r"deploy\w*|troops|garrison\w*", "deployment"),
        _concept("disappear", r"disappearances?|disappeared|abduct\w+", "enforced_disappearance"),
        _concept("exchange", r"exchange programmes?|exchange programs?|exchanges?|Fulbright|scholarships?", "programme"),
        _concept(
            "finance",
            r"financ\w+|fund(?:s|ed|ing)?|invest(?:s|ed|ing|ment|ments)?|back(?:ed|s|ing)|support(?:ed|s)?|"
            r"money|aid",
            "financing",
            {Role.FINANCIER},
            {Role.RECIPIENT},
            weak=True,
        ),
        _concept("loan", r"loans?|lent|lends?|lending|borrow\w*", "loan"),
        _concept("guarantee", r"guarantees?|guaranteed|insur(?:ed|ance)", "guarantee"),
        _concept("grant", r"grants?|granted|donat\w+|gift", "grant"),
        _concept(DealStatus.EXPRESSED_INTEREST, r"interest(?:ed)?|eyes|eyeing|keen", "expressed_interest", {Role.FINANCIER}),
        _concept(DealStatus.PLEDGED, r"pledg\w+|promis\w+|commit(?:s|ted|ment)|offer(?:s|ed)?", "pledged", {Role.FINANCIER}),
        _concept(
            DealStatus.APPROVED, r"approv\w+|green-?l(?:it|ighted)|cleared|agreed to (?:finance|fund|lend)", "approved", {Role.FINANCIER}
        ),
        _concept(DealStatus.SIGNED, r"sign(?:s|ed|ing)|concluded|sealed|inked|contract", "signed", {Role.FINANCIER}),
        _concept(
            DealStatus.DISBURSED,
            r"disburs\w+|paid(?: out)?|pays|transferred|wired|poured|spent|delivered|received|gave|given|"
            r"has flowed|flowed",
            "disbursed",
            {Role.FINANCIER},
        ),
    )
}
RUNGS = (DealStatus.EXPRESSED_INTEREST, DealStatus.PLEDGED, DealStatus.APPROVED, DealStatus.SIGNED, DealStatus.DISBURSED)
# words for a thing rather than a deed: judged only where the clause has no other claim
THINGS = re.compile(
    r"(?:attacks?|attackers?|offensive|bombings?|blast|operations?|deaths?|tolls?|death toll|"
    r"casualt\w+|sanctions?|talks|meeting|shutdown"
    r"|suspension|interest|joint statement|strategic dialogue|samples?|control|reserves?|insurgen\w+|cooperation|arrest|extradition)$",
    re.IGNORECASE,
)
