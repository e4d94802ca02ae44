"""The pages of alerts: the form of each, and what one comes to by the links of a mail.

Looking changes nothing: programs that look through mail follow every link. None of these pages asks who
somebody is by a cookie, so there is nothing that a foreign page could do in their name: what counts is the
signed token in the address, or the answer to the mail that every request leads to.
"""

from functools import wraps

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from documents.questions import BadQuestion, as_of_day

from ..doors.addresses import counted_address
from ..preview import HEADERS
from . import asking, subjects
from .forms import AlertForm
from .letters import is_on
from .models import Alert, Often, Request, Subscriber
from .subjects import Asked
from .tokens import row_of_token, token_of

METHODS = ["GET", "HEAD", "POST"]


def _open(view):
    """A page that anybody may send to, and that hides addresses where it fails."""
    return csrf_exempt(require_http_methods(METHODS)(sensitive_post_parameters("address")(view)))


# --- asking -------------------------------------------------------------------------------------


@_open
def everything(request):
    """The alert of all that changes."""
    return _form(request, subjects.everything_there_is(_chosen(request)))


@_open
def thing(request, place, slug):
    """The alert of a text, topic, stakeholder or meeting."""
    return _form(request, subjects.thing(place, slug, _chosen(request)))


@_open
def listing(request, name):
    """The alert of a list with its filters."""
    return _form(request, subjects.listing(name, request.GET))


@_open
def search(request):
    """The alert of a search, or of a phrase in quotes."""
    return _form(request, subjects.searched(request.GET))


@_open
def paragraph(request, slug, number):
    """The alert of what becomes of the words of a paragraph; without one, the paragraphs to choose from."""
    if not request.GET.get("p"):
        version, found = subjects.paragraphs(slug, number)
        return _page(request, "paragraphs", {"version": version, "paragraphs": found})
    return _form(request, subjects.paragraph(slug, number, request.GET))


def _chosen(request) -> dict:
    """What an address asks, the choice that the form makes in its place."""
    chosen = request.GET.dict()
    return chosen | {"importance": request.POST["importance"]} if "importance" in request.POST else chosen


@sensitive_variables("form")
def _form(request, asked: Asked):
    """Show the form, or take what was sent with it; the answer does not depend on who asks for whom."""
    words = {"asked": asked, "was_of_a_day": as_of_day(request)}
    if not is_on():
        return _page(request, "off", words)
    given = request.POST if request.method == "POST" else None
    chosen = {"how_often": Often.AT_ONCE, "importance": "significant" if asked.query else ""}
    form = AlertForm(given, initial=chosen, by_importance=asked.can_be_significant)
    if given is None or not form.is_valid():
        return _page(request, "form", {**words, "form": form})
    try:
        asking.request_alert(
            address=form.cleaned_data["address"],
            asked=asked,
            how_often=form.cleaned_data["how_often"],
            network=counted_address(request),
        )
    except asking.TooMany as refusal:
        return _page(request, "too_many", {**words, "refusal": str(refusal)}, status=429)
    return redirect("alerts-asked")


@require_safe
def asked(request):
    """What one is told after asking, whoever it was for."""
    return _page(request, "asked", {"kept": asking.DAY})


def _page(request, name: str, words: dict, status: int = 200):
    answer = render(
        request, f"alerts/{name}.html", {**words, "as_of": None, "as_of_query": ""}, status=status
    )
    for header, value in HEADERS.items():
        answer.headers[header] = value
    return answer


# --- by the links of a mail ------------------------------------------------------------------------


def _with_token(model):
    """A page for the holder of a token; one that no row has is answered alike, whatever it was."""

    def decorated(view):
        @wraps(view)
        def inner(request, token):
            row = row_of_token(model, token)
            return view(request, row) if row else _page(request, "ended_link", {}, status=404)

        return _open(inner)

    return decorated


@_with_token(Request)
def confirm(request, row):
    """Ask once more on the page, as programs follow links; the button begins the alert."""
    found = asking.asked_of(row)
    if found is None:
        return _page(request, "ended_link", {}, status=404)
    if request.method != "POST":
        return _page(request, "confirm", {"asked": found, "how_often": row.get_how_often_display()})
    alert = asking.confirm(row)
    return redirect(f"{reverse('alerts-manage', args=[token_of(alert.subscriber)])}?begun={alert.pk}")


@_with_token(Subscriber)
def manage(request, row):
    """What somebody follows; to change how often, to stop one, to stop all."""
    if request.method == "POST":
        return _managed(request, row)
    alerts = [(each, _name(each)) for each in row.alerts.select_related("subject").order_by("pk")]
    begun = next((name for each, name in alerts if str(each.pk) == request.GET.get("begun")), None)
    words = {"subscriber": row, "alerts": alerts, "often": Often.choices, "begun": begun}
    return _page(request, "manage", {**words, "token": token_of(row)})


def _name(alert: Alert) -> dict:
    subject = alert.subject
    return {
        "title": subjects.title_of(subject),
        "page": subjects.page_of(subject),
        "significant": subjects.is_significant(subject),
    }


def _managed(request, row: Subscriber):
    act, number = request.POST.get("act", ""), request.POST.get("alert", "")
    if act == "erase":
        asking.erase(row)
        return redirect("alerts-ended")
    alert = row.alerts.filter(pk=number).first() if number.isascii() and number.isdigit() else None
    if alert is None:
        raise BadQuestion("This alert was stopped already. Open your page of alerts again.")
    if act == "stop" and asking.stop(alert):
        return redirect("alerts-ended")
    if act == "change" and (how_often := request.POST.get("how_often")) in Often.values:
        asking.change(alert, how_often)
    return redirect("alerts-manage", token_of(row))


@_with_token(Subscriber)
def stop_all(request, row):
    """Stop all alerts and erase the address: by one click of a mail program (RFC 8058), or by the button."""
    if request.method != "POST":
        return _page(request, "stop_all", {"number": row.alerts.count(), "token": token_of(row)})
    asking.erase(row)
    return _page(request, "ended", {})


@require_safe
def ended(request):
    """What one is told after the last alert was stopped."""
    return _page(request, "ended", {})
