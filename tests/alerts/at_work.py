"""People who follow, and a desk that publishes, corrects and withdraws through its own functions."""

from django.http import QueryDict
from django.utils import timezone

from documents.desk import reviews, withdrawing
from documents.desk.history import work
from documents.desk.states import state_of
from tests import factory
from wtpf_tracker.alerts import asking, subjects
from wtpf_tracker.alerts.models import Alert, Request, Subject
from wtpf_tracker.alerts.subjects import Asked

ANN = "ann@example.org"


def asked_by(address: str) -> Asked:
    """What an address such as `/opinions/x.alert?importance=significant` asks for."""
    place, _, query = address.partition("?")
    parts, given = place.removesuffix(".alert").strip("/").split("/"), QueryDict(query)
    if parts == ["changes"]:
        return subjects.everything_there_is(given)
    if parts == ["search"]:
        return subjects.searched(given)
    if len(parts) == 1:
        return subjects.listing(parts[0], given)
    if len(parts) == 4:
        return subjects.paragraph(parts[1], int(parts[3]), given)
    return subjects.thing(*parts, given)


def follow(thing, address: str = ANN, how_often: str = "at-once", now=None) -> Alert:
    """Have an address follow a row, or what an address of the site asks for."""
    place = thing if isinstance(thing, str) else f"{thing.get_absolute_url().rstrip('/')}.alert"
    asked = asked_by(place)
    request = Request.objects.create(
        address=address,
        counted=asking.counted(address),
        how_often=how_often,
        asked_at=now or timezone.now(),
        sent=True,
        **asked.kept,
    )
    return asking.confirm(request, now)


def publish(row):
    """Publish a draft as the desk does."""
    review = reviews.ask_review(by=factory.make_person("contributors"), rows=[row])
    reviews.approve(review, by=factory.make_person("reviewers"))
    row.refresh_from_db()
    return row


def draft(row):
    """Make a published row of the factory a draft again, behind the back of the history."""
    type(row)._base_manager.filter(pk=row.pk).update(published_at=None)
    row.refresh_from_db()
    return row


def new(make, *args, **fields):
    """Publish a new row as the desk does: `new(factory.make_event, opinion, "adopted")`."""
    return publish(draft(make(*args, **fields)))


def correct(row, why: str = "Read again.", **fields):
    """Have the desk correct published values of a row."""
    state = state_of(row)
    state["fields"].update(fields)
    review = reviews.propose(by=factory.make_person("contributors"), row=row, state=state, why=why)
    reviews.approve(review, by=factory.make_person("reviewers"))
    row.refresh_from_db()


def edit(row, **fields):
    """Save other values of a row, as a piece of work of its own."""
    with work():
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()


def withdraw(row, why: str = "It was wrong."):
    """Have the desk withdraw a row."""
    withdrawing.withdraw(row, by=factory.make_person("reviewers"), why=why)
    row.refresh_from_db()


def subject_of(alert: Alert) -> Subject:
    """The subject of an alert as it is now."""
    return Subject.objects.get(pk=alert.subject_id)
