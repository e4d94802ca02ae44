"""What there is to follow: everything, a text, topic, stakeholder or meeting; or significant events alone."""

from django.db.models import Q

from documents.models import Contribution, Meeting, Stakeholder
from documents.questions import BadQuestion
from opinions.models import (
    Amendment,
    Discrepancy,
    Event,
    Gap,
    Intervention,
    Opinion,
    Pledge,
    Revision,
    Topic,
)
from opinions.stages import SIGNIFICANT

from .published import KINDS, shown

# Each of these functions takes `rows(model, day)`, which gives the rows to choose from: by default all that
# readers see.


def everything(day) -> dict:
    """Everything that is published, by model."""
    return {model: shown(model, day) for model in KINDS}


def about_text(opinion: Opinion, day, rows=shown) -> dict:
    """What is published about a text, by model."""
    return _about_texts(Q(opinion=opinion), Q(pk=opinion.pk), Q(opinions=opinion), day, rows)


def about_topic(topic: Topic, day, rows=shown) -> dict:
    """What is published about the texts of a topic, by model."""
    doubts = Q(topics=topic) | Q(opinions__topic=topic)
    return _about_texts(Q(opinion__topic=topic), Q(topic=topic), doubts, day, rows)


def _about_texts(on: Q, texts: Q, doubts: Q, day, rows) -> dict:
    found = {model: rows(model, day).filter(on) for model in (Event, Revision)}
    found[Opinion] = rows(Opinion, day).filter(texts)
    found |= {model: rows(model, day).filter(on) for model in (Intervention, Amendment, Pledge)}
    return found | _doubts(doubts, day, rows)


def about_stakeholder(stakeholder: Stakeholder, day, rows=shown) -> dict:
    """What is published of a stakeholder's doing and saying, by model."""
    ties = {
        Event: "actors__stakeholder",
        Revision: "sponsors",
        Contribution: "submissions__stakeholder",
        Intervention: "stakeholder",
        Amendment: "proposers",
        Pledge: "stakeholders",
    }
    found = {model: _tied(model, Q((tie, stakeholder)), day, rows) for model, tie in ties.items()}
    return found | _doubts(Q(stakeholders=stakeholder), day, rows)


def about_meeting(meeting: Meeting, day, rows=shown) -> dict:
    """What is published of a meeting and its sessions, by model."""
    here = Q(meeting=meeting) | Q(meeting__parent=meeting)
    models = (Event, Contribution, Intervention, Amendment, Pledge)
    found = {model: rows(model, day).filter(here) for model in models}
    found[Meeting] = rows(Meeting, day).filter(Q(pk=meeting.pk) | Q(parent=meeting))
    return found | _doubts(Q(meetings=meeting), day, rows)


def _doubts(about: Q, day, rows) -> dict:
    return {model: _tied(model, about, day, rows) for model in (Discrepancy, Gap)}


def _tied(model, tie: Q, day, rows):
    """Rows tied to a thing through others, each once."""
    return rows(model, day).filter(pk__in=model.objects.filter(tie).values("pk"))


def as_important(rows: dict, importance: str) -> dict:
    """Keep what is as important as `?importance=` asks: all, or the significant events alone."""
    if importance in ("", "all"):
        return rows
    if importance != "significant":
        raise BadQuestion(
            f"“{importance[:40]}” is no importance. Ask for ?importance=significant, or for all without it."
        )
    return {Event: rows[Event].filter(kind__in=SIGNIFICANT)}
