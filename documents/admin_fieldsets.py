"""The order in which a form is filled in: its fields in groups with headings, the same on every page."""

from collections.abc import Iterable, Mapping

WHAT, ABOUT, WHEN, WHO = "What it is", "What it is about", "When and where", "Who"
SAYS, READ, RARE = "What it says", "Where it can be read", "Rarely needed"
FROM, CHANGE, STANDS = "Where it comes from", "This change", ""

ORDER = (STANDS, WHAT, ABOUT, WHEN, WHO, SAYS, READ, RARE, FROM, CHANGE)
FOLDED = (RARE,)

_FIELDS = {
    STANDS: "standing addresses",
    WHAT: (
        "process opinion origin kind target instrument topic symbol symbol_note kind_note number step label "
        "title name short_title short_name abbreviation parent category category_note country question what "
        "subject section report_section adopted_number late replaces"
    ),
    ABOUT: "opinions topics meetings contributions stakeholders",
    WHEN: "date date_note actual meeting place host status published published_note",
    WHO: (
        "body stakeholder person role speaker proposers proposer_note sponsors sponsor_note who_note "
        "actor_note submitter_note publisher author participation"
    ),
    SAYS: (
        "stance declared summary wording basis text based_on language contribution revision outcome fate "
        "fate_note resulting_revision delivered_by note reading how documents_note out_of_order_reason"
    ),
    READ: "file address other_addresses original_address archived_address access access_note url",
    FROM: "sources locator confidence confidence_note record",
    CHANGE: "why seen",
}
HEADINGS = {name: heading for heading, names in _FIELDS.items() for name in names.split()}


def grouped(names: Iterable[str], own: Mapping[str, str]) -> list[tuple[str | None, dict]]:
    """Return the fieldsets of a page with the fields `names`, which keep their order within a group.

    `own` gives headings where those of the page are others. What no group has is rarely needed.
    """
    groups: dict[str, list[str]] = {heading: [] for heading in ORDER}
    for name in names:
        groups[own.get(name) or HEADINGS.get(name, RARE)].append(name)
    return [
        (heading or None, {"fields": fields, "classes": ["collapse"] if heading in FOLDED else []})
        for heading, fields in groups.items()
        if fields
    ]
