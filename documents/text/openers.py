"""The phrases that open the parts of ITU and UN texts, and whom the operative ones address.

Preambular openers are participles ("considering further", "noting with concern"), operative ones
verbs ("is of the view", "resolves to instruct"). The lists follow the usage of ITU resolutions and
opinions and the United Nations Editorial Manual; a phrase that is not here is not an opener.
"""

import re
from dataclasses import dataclass

_PREAMBULAR = (
    "having considered|having regard to|having regard|having examined|having heard|having reviewed|"
    "having received|having studied|having in mind|taking into consideration|taking into account|"
    "taking account of|taking note of|taking note|taking due note of|bearing in mind|keeping in mind|"
    "guided by|"
    "expressing its appreciation|expressing appreciation|expressing its concern|expressing concern|"
    "drawing attention to|looking forward to|considering|recogni[sz]ing|recalling|noting|acknowledging|"
    "reaffirming|affirming|aware of|aware|mindful of|mindful|conscious of|conscious|cognizant of|cognizant|"
    "convinced|concerned|emphasi[sz]ing|stressing|underlining|underscoring|highlighting|welcoming|"
    "appreciating|observing|reali[sz]ing|reiterating|believing|confident|desiring|desirous|determined|"
    "encouraged by|encouraged|referring to|commending|seeking|understanding|endorsing|respecting|regretting"
)
# Verbs whose object is whoever is asked to act.
_ADDRESSING = (
    "instructs|invites|requests|encourages|urges|calls upon|calls on|appeals to|asks|authori[sz]es|charges|"
    "directs|entrusts|mandates|tasks|"
    "(?:resolves|decides|agrees)(?: further| also)? to (?:instruct|invite|request|encourage|urge|call upon|"
    "call on|ask|authori[sz]e|charge|direct|entrust|mandate|task)"
)
_STATING = (
    "is of the view|is of the opinion|are of the view|expresses the view|resolves|decides|recommends|agrees|"
    "adopts|approves|endorses|declares|reaffirms|affirms|confirms|reiterates|supports|welcomes|takes note of|"
    "takes note|notes|acknowledges|recogni[sz]es|emphasi[sz]es|stresses|underlines|underscores|expresses|"
    "designates|establishes|proposes|suggests|commits|undertakes|condemns|deplores|commends|congratulates|"
    "thanks|considers|concludes|calls for|offers|looks forward to|reminds|expects"
)
_BEFORE = (
    r"(?:(?:further|also|again|in turn|deeply|fully|strongly|firmly|gravely|keenly|duly|seriously)\s+){0,2}"
)
_AFTER = (
    r"(?:\s+(?:further(?:more)?|also|again|in addition|in particular|as well|moreover|"
    r"with (?:(?:deep|great|grave|much|particular|keen|profound|serious)\s)?"
    r"(?:appreciation|satisfaction|concern|interest|regret|alarm|approval|gratitude))){0,2}"
)
_JOINED = rf"(?:,?\s+and\s+(?:{_PREAMBULAR}){_AFTER})?"
_END = r"(?![\w’'-])"
_PREAMBULAR_OPENER = re.compile(rf"{_BEFORE}(?:{_PREAMBULAR}){_AFTER}{_JOINED}{_END}", re.I)
_ADDRESSING_OPENER = re.compile(rf"{_BEFORE}(?:{_ADDRESSING}){_AFTER}{_END}", re.I)
_STATING_OPENER = re.compile(rf"{_BEFORE}(?:{_STATING}){_AFTER}{_END}", re.I)
_ORDER_IN_POINT = re.compile(
    r"(?:further\s+|also\s+)?to (instruct|invite|request|encourage|urge|call upon|call on|ask|authori[sz]e|"
    r"charge|direct|entrust|mandate|task)\s",
    re.I,
)

# "to" before one of these belongs to a name ("contributors to the Forum"), not to an order.
_NOT_A_VERB = re.compile(r"the|an?|this|that|these|those|its|their|which|whom|whose|all|any|each|itu", re.I)
# A comma followed by one of these ends the addressee: what follows says how or when.
_CLAUSE_WORD = re.compile(
    "in|within|as|taking|subject|where|when|on|with|through|by|under|consistent|according|if|while|acting|"
    "bearing|pursuant|having|including|inter|at|for|from|based|working|using|recognizing|noting|depending|"
    "without|among|considering|particularly|especially|together|and/or"
)


@dataclass(frozen=True, slots=True)
class Opener:
    """An opener found at the start of a paragraph.

    `part` is preambular or operative; `alone` says that the line holds nothing but the opener and
    whom it addresses, so that it governs the paragraphs below.
    """

    phrase: str
    part: str
    addressee: str
    alone: bool


def find_opener(text: str) -> Opener | None:
    """The opener at the very start of a paragraph's text (without its label), or None."""
    head = text[:400]
    if match := _PREAMBULAR_OPENER.match(head):
        return Opener(_phrase(match), "preambular", "", not text[match.end() :].strip(" ,:;–—-"))
    if match := _ADDRESSING_OPENER.match(head):
        addressee, alone = _addressed(text[match.end() :])
        return Opener(_phrase(match), "operative", addressee, alone)
    if match := _STATING_OPENER.match(head):
        rest = text[match.end() :].strip(" ,:;–—-")
        return Opener(_phrase(match), "operative", "", rest.casefold() in ("", "that", "to"))
    return None


def order_in_point(text: str) -> tuple[str, str]:
    """Verb and addressee of a point that passes an order on: "to instruct the Director of TSB to ...".

    Two empty strings where the point does not.
    """
    match = _ORDER_IN_POINT.match(text[:400])
    if match is None:
        return "", ""
    addressee, _ = _addressed(" " + text[match.end() :])
    return (match.group(1).casefold(), addressee) if addressee else ("", "")


def _phrase(match: re.Match) -> str:
    return " ".join(match.group().casefold().split())


def _addressed(rest: str) -> tuple[str, bool]:
    """Whom the words after an addressing verb name, and whether the line ends with the name."""
    words = rest.replace(":", " : ").split()
    stop = _end_of_name(words)
    tail = words[stop:]
    alone = tail in ([], [":"], ["to"], ["to", ":"]) and rest.strip()[-1:] not in (".", ";")
    if not alone and not tail:
        return "", False  # "encourages the growth of exchange points": a thing, nobody is addressed
    return _without_clauses(" ".join(words[:stop])), alone


def _end_of_name(words: list[str]) -> int:
    for index, word in enumerate(words):
        if word in (":", "that"):
            return index
        if word == "to" and (index + 1 == len(words) or not _NOT_A_VERB.fullmatch(words[index + 1])):
            return index
    return len(words)


def _without_clauses(name: str) -> str:
    """A name without clauses that say how: "Member States, in cooperation with ITU" is "Member States"."""
    kept: list[str] = []
    inside_clause = False
    for part in name.split(","):
        first = part.split()[0].casefold() if part.split() else ""
        if _CLAUSE_WORD.fullmatch(first):
            inside_clause = True
        elif not inside_clause or first == "and":
            inside_clause = False
            kept.append(part.strip())
    return ", ".join(part for part in kept if part).strip(" ,;.")
