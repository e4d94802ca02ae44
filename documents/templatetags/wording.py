"""Words that pages compose from values: ends of sentences, who did it, where a text ended."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from ..sentences import ending, name_first

register = template.Library()


@register.filter
def ending_of(opinion) -> str:
    """`{{ opinion|ending_of }}`: `was adopted as Opinion 5`, to follow “which”; repeats no name."""
    number = opinion.adopted_number
    return ending(opinion.outcome, "" if number == opinion.short_title else number)


@register.filter
def naming(text: str, who) -> tuple[str, str] | None:
    """`{% with named=row.summary|naming:row.stakeholder %}`: the sentence as its first name and the rest.

    `who` is a stakeholder or the words for somebody who is not named; None where the sentence begins
    otherwise.
    """
    full = who if isinstance(who, str) else who.name
    before, _, within_brackets = full.partition("(")
    return name_first(stopped(text), {full, before.strip(), within_brackets.strip(" )"), str(who)})


@register.filter
def within(text: str) -> str:
    """`{{ pledge.subject|within }}`: a sentence to stand within another one, without its full stop."""
    return text.strip().removesuffix(".")


@register.filter
def stopped(text: str) -> str:
    """`{{ event.summary|stopped }}`: words as a sentence, with one full stop at the end."""
    text = text.strip()
    return text if not text or text.endswith((".", "?", "!", ".”")) else f"{text}."


@register.filter
def cited(document) -> str:
    """`{{ row.contribution|cited }}`: a document within a sentence, its title in quotation marks."""
    return document.symbol or f"“{document.title}”"


@register.filter
def quoted(text: str) -> str:
    """`{{ amendment.wording|quoted }}`: words in quotation marks, unless they bring their own."""
    return text if "“" in text else f"“{text}”"


@register.filter
def breakable(text: str) -> SafeString:
    """`{{ meeting.title|breakable }}`: a heading that may break after each slash; escaped."""
    return format_html_join(SafeString("/<wbr>"), "{}", ((part,) for part in text.split("/")))


@register.filter
def stakeholders(actors) -> list:
    """`{% for one in event.actors.all|stakeholders %}`: who acted, each once whatever their roles."""
    return list(dict.fromkeys(actor.stakeholder for actor in actors))
